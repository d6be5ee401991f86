import asyncio
from datetime import UTC, datetime
from typing import Final

from evenhand.engine.delivery_hosts import (
    AHEAD_SECONDS,
    LOOK_SECONDS,
    PER_HOST,
    START_WITHIN,
    Hosts,
    Turn,
    host_of,
)
from evenhand.storage.deliveries import Outgoing

AT: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
SLOW: Final = "https://slow.example/a"
FAST: Final = "https://fast.example/b"


class Stage:
    """Hosts whose turns last until they are let go, under a clock that the test moves."""

    def __init__(self) -> None:
        self.time = 0.0
        self.begun: list[int] = []
        self.put_off: list[int] = []
        self._ends: dict[int, asyncio.Event] = {}
        self.hosts = Hosts(
            self._serve, lambda turn: self.put_off.append(turn.messages[0].id), lambda: self.time
        )

    def place(self, url: str, *ids: int) -> None:
        for id_ in ids:
            message = Outgoing(1, id_, id_, 7, 1, AT, AT, "Hello", None, "c", url, None)
            self.hosts.place(Turn([message], self.time))

    async def pause(self) -> None:
        """Lets every task go as far as it can."""
        for _ in range(5):
            await asyncio.sleep(0)

    async def end(self, *ids: int) -> None:
        for id_ in ids:
            self._ends[id_].set()
        await self.pause()

    async def _serve(self, turn: Turn) -> None:
        id_ = turn.messages[0].id
        self.begun.append(id_)
        self._ends[id_] = asyncio.Event()
        await self._ends[id_].wait()

    async def close(self) -> None:
        self.hosts.empty()
        await self.hosts.cancel()


async def test_one_host_gets_so_many_at_once_and_the_next_when_one_is_done() -> None:
    stage = Stage()
    stage.place(SLOW, *range(20))
    await stage.pause()
    assert stage.begun == list(range(PER_HOST))
    await stage.end(3, 5)
    assert stage.begun == list(range(PER_HOST + 2))
    await stage.close()


async def test_a_host_that_is_busy_holds_up_no_other() -> None:
    stage = Stage()
    stage.place(SLOW, *range(100))
    stage.place(FAST, 100, 101)
    await stage.pause()
    assert stage.begun[PER_HOST:] == [100, 101]
    await stage.close()


async def test_nobody_begins_when_too_little_of_the_lease_is_left() -> None:
    stage = Stage()
    stage.place(SLOW, *range(PER_HOST + 2))
    await stage.pause()
    stage.time = START_WITHIN
    await stage.end(0)
    stage.time = START_WITHIN + 0.001
    await stage.end(1)
    assert (stage.begun[PER_HOST:], stage.put_off) == ([PER_HOST], [PER_HOST + 1])
    await stage.close()


async def test_at_a_host_that_stands_still_few_go_on_waiting_and_newcomers_are_sent_away() -> None:
    stage = Stage()
    stage.place(SLOW, *range(100))
    await stage.pause()
    stage.time = LOOK_SECONDS
    stage.hosts.look()
    assert stage.put_off == list(range(99, 2 * PER_HOST - 1, -1))
    stage.place(SLOW, 200)
    assert stage.put_off[-1] == 200
    await stage.close()


async def test_at_a_host_that_is_quick_as_many_may_wait_as_it_soon_serves() -> None:
    stage = Stage()
    stage.place(FAST, *range(300))
    await stage.pause()
    await stage.end(*range(16))
    await stage.end(*range(16, 32))
    stage.time = LOOK_SECONDS
    stage.hosts.look()
    assert len(stage.put_off) == 300 - 32 - PER_HOST - 32 / LOOK_SECONDS * AHEAD_SECONDS
    await stage.close()


async def test_a_host_without_a_queue_is_judged_anew() -> None:
    stage = Stage()
    stage.place(SLOW, *range(100))
    await stage.pause()
    stage.time += LOOK_SECONDS
    stage.hosts.look()
    for first in range(0, 32, 16):
        await stage.end(*range(first, first + 16))
    stage.time += LOOK_SECONDS
    stage.hosts.look()
    stage.put_off.clear()
    stage.place(SLOW, *range(200, 300))
    assert stage.put_off == []
    await stage.close()


async def test_a_look_right_after_another_changes_nothing() -> None:
    stage = Stage()
    stage.place(SLOW, *range(100))
    await stage.pause()
    stage.time = LOOK_SECONDS / 2
    stage.hosts.look()
    assert stage.put_off == []
    await stage.close()


def test_a_host_is_its_name_and_port() -> None:
    assert host_of("https://a.example:8443/x?y=z") == "a.example:8443"
    assert host_of("http://[::1]:80/") == host_of("http://[::1]:80/other")
    assert host_of("http://[::1") == host_of(None) == ""
