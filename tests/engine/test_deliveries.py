import asyncio
import base64
import secrets
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
import pytest
from standardwebhooks import Webhook

from evenhand.channels.custom import CustomChannel
from evenhand.channels.sending import TIME_LIMIT, Send, Sent
from evenhand.domain.commands import (
    CONTACT,
    Actor,
    Command,
    CreateChannel,
    Profile,
    ReceiveMessage,
    SendMessage,
)
from evenhand.domain.retries import PAUSES
from evenhand.domain.state import State
from evenhand.engine import deliveries as module
from evenhand.engine.clock import Clock
from evenhand.engine.deliveries import HEADS, POLL_SECONDS, ROOM, Deliveries
from evenhand.engine.delivery_hosts import PER_HOST, START_WITHIN
from evenhand.engine.lanes import Lanes, wrote_deliveries
from evenhand.storage.database import Database
from evenhand.storage.deliveries import LEASE, Outgoing
from evenhand.storage.vault import Vault
from evenhand.storage.workspaces import create_workspace
from tests.cleaning import take_away
from tests.outgoing import NOW, Row, behind, put
from tests.receiver import Received, answer, receiving

API: Final = Actor("api", role="owner")
LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
"""Ahead of any real clock, since a workspace's time never goes back."""

HOUR: Final = timedelta(hours=1)
SECRET: Final = "whsec_" + base64.b64encode(b"s" * 32).decode()
FAIL: Final = Sent("The receiver is ill.")


class MovedClock(Clock):
    """A clock that stands still until it is moved; ``at`` None leaves the time to the database."""

    def __init__(self, at: datetime | None = LATER) -> None:
        self.at = at
        self.passed = 0.0

    def now(self) -> datetime | None:
        return self.at and self.at + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def move(self, by: timedelta) -> None:
        self.passed += by.total_seconds()


class Bench:
    """A workspace on real lanes, and what a test does to it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovedClock()
        self.vault = Vault(b"k" * 32)
        self.workspace_id = 0
        self.lanes = Lanes(database, self.clock, self._committed)
        self.woken: Deliveries | None = None
        self._channels: dict[str, int] = {}

    def deliveries(self, send: Send, clock: Clock | None = None) -> Deliveries:
        return Deliveries(self.database, self.lanes.submit, send, clock or self.clock, jitter=lambda: 0.5)

    async def submit(self, make: Callable[..., Command], **fields: Any) -> Any:
        answer = await self.lanes.submit(make(workspace_id=self.workspace_id, **fields))
        assert answer.event is not None
        return answer.event

    async def contact(self, external_id: str, url: str = "https://bridge.example/") -> int:
        """The id of a new contact on a channel with that address, made when it is first named."""
        if url not in self._channels:
            made = await self.submit(
                CreateChannel,
                actor=API,
                type="custom",
                name=url,
                config={"outbound_url": url},
                token_hash="t",
                secret=self.vault.seal(self.workspace_id, SECRET),
            )
            self._channels[url] = made.seq
        wrote = {"channel_id": self._channels[url], "token_hash": "t", "profile": Profile(external_id)}
        return (await self.submit(ReceiveMessage, actor=CONTACT, text="Hi", **wrote)).contact_id

    async def write(self, contact_id: int, *texts: str) -> None:
        for text in texts:
            await self.submit(SendMessage, actor=API, contact_id=contact_id, text=text)

    async def start(self) -> None:
        async with self.database.reads.connection() as connection:
            self.workspace_id = await create_workspace(connection, secrets.token_hex(4))
        await self.lanes.start()

    def _committed(self, state: State) -> None:
        if self.woken is not None and wrote_deliveries(state):
            self.woken.wake()

    async def left(self) -> list[tuple[Any, ...]]:
        """What has not arrived: text, attempt, seconds until it is due, failed, error."""
        query = """
            select m.text, d.attempt, extract(epoch from d.next_at - %(now)s::timestamptz)::float8,
                   d.failed, d.error
            from deliveries d join messages m using (workspace_id, id)
            where d.workspace_id = %(workspace_id)s order by d.id"""
        async with self.database.reads.connection() as connection:
            now = self.clock.now()
            cursor = await connection.execute(query, {"now": now, "workspace_id": self.workspace_id})
            return await cursor.fetchall()

    async def events(self, type_: str) -> int:
        query = "select count(*) from events where workspace_id = %(workspace_id)s and type = %(type)s"
        async with self.database.reads.connection() as connection:
            cursor = await connection.execute(query, {"workspace_id": self.workspace_id, "type": type_})
            [count] = await cursor.fetchone() or (0,)
            return count


@pytest.fixture
async def bench(database_url: str) -> AsyncGenerator[Bench]:
    database = await Database.open(database_url)
    bench = Bench(database)
    await bench.start()
    yield bench
    await bench.lanes.stop()
    await database.close()
    await take_away(database_url, bench.workspace_id)


def arrived(_: str) -> Sent:
    return Sent()


class Sink:
    """Takes messages in the process; ``verdict`` says what comes of each text."""

    def __init__(self, verdict: Callable[[str], Sent] = arrived) -> None:
        self.texts: list[str] = []
        self.verdict = verdict

    async def send(self, outgoing: Outgoing) -> Sent:
        assert outgoing.text is not None
        self.texts.append(outgoing.text)
        return self.verdict(outgoing.text)


async def hang(_: Any) -> Any:
    await asyncio.Event().wait()


# --- arrival -------------------------------------------------------------------------------------


async def test_a_message_arrives_once_and_its_signature_verifies(bench: Bench) -> None:
    bench.clock.at = None
    channel = CustomChannel(bench.vault)
    async with receiving() as receiver:
        await bench.write(await bench.contact("c-9", receiver.url), "¿Qué tal?")
        deliveries = bench.deliveries(channel.send)
        assert await deliveries.run_once() == 1
        assert await deliveries.run_once() == 0
        await channel.close()
    [received] = receiver.received
    assert Webhook(SECRET).verify(received.body, received.headers) == received.data
    assert received.data["contact"] == {"external_id": "c-9"}
    assert received.data["text"] == "¿Qué tal?"
    assert await bench.left() == []


async def test_what_is_waiting_for_a_contact_goes_out_in_one_go_and_in_order(bench: Bench) -> None:
    sink = Sink()
    await bench.write(await bench.contact("c-1"), *"abcde")
    assert await bench.deliveries(sink.send).run_once() == 1
    assert "".join(sink.texts) == "abcde"
    assert await bench.left() == []


async def test_more_than_goes_out_in_one_go_follows_in_the_next(bench: Bench) -> None:
    sink, texts = Sink(), [f"{n}" for n in range(25)]
    await bench.write(await bench.contact("c-1"), *texts)
    deliveries = bench.deliveries(sink.send)
    assert [await deliveries.run_once() for _ in range(3)] == [1, 1, 0]
    assert sink.texts == texts


async def test_what_goes_to_another_channel_waits_for_a_slot_there(bench: Bench) -> None:
    sink = Sink()
    contact_id = await bench.contact("c-1")
    rows = [Row(101, contact_id, text="a"), behind(102, contact_id, text="b", channel_id=8)]
    rows.append(behind(103, contact_id, text="c", channel_id=8))
    async with bench.database.reads.connection() as connection:
        await put(
            connection, *(msgspec.structs.replace(row, workspace_id=bench.workspace_id) for row in rows)
        )
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    assert sink.texts == ["a"]
    await deliveries.run_once()
    assert sink.texts == ["a", "b", "c"]


# --- failure -------------------------------------------------------------------------------------


async def test_a_contact_stops_at_its_first_failure_and_goes_on_from_there(bench: Bench) -> None:
    sink = Sink(lambda text: FAIL if text == "b" else Sent())
    await bench.write(await bench.contact("c-1"), *"abc")
    await bench.write(await bench.contact("c-2"), "x")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    assert sorted(sink.texts) == ["a", "b", "x"]
    assert await bench.left() == [("b", 1, 5, False, FAIL.error), ("c", 0, None, False, None)]
    sink.verdict = arrived
    bench.clock.move(PAUSES[0])
    await deliveries.run_once()
    assert sink.texts[3:] == ["b", "c"]
    assert await bench.left() == []


async def test_a_message_sent_meanwhile_waits_behind(bench: Bench) -> None:
    sink = Sink(lambda _: FAIL)
    contact_id = await bench.contact("c-1")
    await bench.write(contact_id, "a")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    await bench.write(contact_id, "b")
    assert await deliveries.run_once() == 0
    sink.verdict = arrived
    bench.clock.move(PAUSES[0])
    await deliveries.run_once()
    assert sink.texts == ["a", "a", "b"]


async def test_the_pauses_grow_then_it_is_given_up_visibly_and_the_next_goes_out(bench: Bench) -> None:
    sink = Sink(lambda text: FAIL if text == "a" else Sent())
    await bench.write(await bench.contact("c-1"), *"ab")
    deliveries = bench.deliveries(sink.send)
    for attempt, pause in enumerate(PAUSES, start=1):
        assert await deliveries.run_once() == 1
        assert (await bench.left())[0] == ("a", attempt, pause.total_seconds(), False, FAIL.error)
        bench.clock.move(pause - timedelta(seconds=0.001))
        assert await deliveries.run_once() == 0
        bench.clock.move(timedelta(seconds=0.001))
    assert await bench.events("message.failed") == 0
    await deliveries.run_once()
    assert await bench.events("message.failed") == 1
    assert await bench.left() == [
        ("a", 10, None, True, FAIL.error),
        ("b", 0, (await bench.left())[1][2], False, None),
    ]
    await deliveries.run_once()
    assert sink.texts == ["a"] * 10 + ["b"]
    assert await deliveries.run_once() == 0


async def test_a_receiver_that_wants_no_more_is_asked_once(bench: Bench) -> None:
    sink = Sink(lambda text: Sent("No more.", final=True) if text == "a" else Sent())
    await bench.write(await bench.contact("c-1"), *"ab")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    await deliveries.run_once()
    assert sink.texts == ["a", "b"]
    assert await bench.left() == [("a", 1, None, True, "No more.")]
    assert await bench.events("message.failed") == 1


@pytest.mark.parametrize(("asked", "pause"), [(2, 5), (90, 90), (1e9, 3600)])
async def test_a_receiver_can_put_us_off_within_bounds(bench: Bench, asked: float, pause: float) -> None:
    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(Sink(lambda _: Sent("Busy.", retry_after=asked)).send).run_once()
    assert await bench.left() == [("a", 1, pause, False, "Busy.")]


async def test_an_attempt_that_lasts_counts_before_the_pause(bench: Bench) -> None:
    async def slow(_: Outgoing) -> Sent:
        bench.clock.move(timedelta(seconds=7))
        return FAIL

    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(slow).run_once()
    assert await bench.left() == [("a", 1, 5, False, FAIL.error)]


async def test_an_error_in_sending_is_a_failure_like_any_other(bench: Bench) -> None:
    async def broken(_: Outgoing) -> Sent:
        raise OverflowError("port must be 0-65535")

    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(broken).run_once()
    assert await bench.left() == [("a", 1, 5, False, module.BROKEN.error)]


# --- leases --------------------------------------------------------------------------------------


async def killed(deliveries: Deliveries) -> None:
    """Lets it claim and begin to send, and ends it without any of its clean-up."""
    await deliveries._claim()
    await deliveries._hosts.cancel()


async def test_what_a_killed_process_had_goes_on_elsewhere_within_15_seconds(bench: Bench) -> None:
    sink = Sink()
    await bench.write(await bench.contact("c-1"), *"ab")
    await killed(bench.deliveries(hang))
    other = bench.deliveries(sink.send)
    bench.clock.move(LEASE - timedelta(seconds=0.001))
    assert await other.run_once() == 0
    bench.clock.move(timedelta(seconds=0.001))
    await other.run_once()
    assert "".join(sink.texts) == "ab"
    assert await bench.left() == []
    assert LEASE.total_seconds() + POLL_SECONDS < 15


async def test_a_killed_attempt_counts(bench: Bench) -> None:
    await bench.write(await bench.contact("c-1"), "a")
    await killed(bench.deliveries(hang))
    bench.clock.move(LEASE)
    await bench.deliveries(Sink(lambda _: FAIL).send).run_once()
    assert await bench.left() == [("a", 2, PAUSES[1].total_seconds(), False, FAIL.error)]


async def test_nothing_is_begun_that_could_outlast_the_lease(bench: Bench) -> None:
    sent: list[str | None] = []

    async def slow(outgoing: Outgoing) -> Sent:
        sent.append(outgoing.text)
        bench.clock.move(timedelta(seconds=START_WITHIN / 2 + 0.001))
        return Sent()

    await bench.write(await bench.contact("c-1"), *"abcd")
    deliveries = bench.deliveries(slow)
    await deliveries.run_once()
    assert sent == ["a", "b"]
    await deliveries.run_once()
    assert sent == ["a", "b", "c", "d"]
    assert LEASE.total_seconds() > START_WITHIN + TIME_LIMIT


async def test_two_processes_share_and_send_nothing_twice(bench: Bench) -> None:
    sink = Sink()
    for n in range(30):
        await bench.write(await bench.contact(f"c-{n}"), f"{n}a", f"{n}b")
    await asyncio.gather(*(bench.deliveries(sink.send).run_once() for _ in range(4)))
    assert sorted(sink.texts) == sorted(f"{n}{letter}" for n in range(30) for letter in "ab")
    assert await bench.left() == []


# --- the loop ------------------------------------------------------------------------------------


async def running(bench: Bench, send: Send) -> Deliveries:
    deliveries = bench.deliveries(send, Clock())
    bench.clock.at = None
    await deliveries.start()
    return deliveries


async def test_a_wake_sends_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 3600.0)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        bench.woken = deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        for count, text in enumerate("abc", start=1):
            await bench.write(contact_id, text)
            await receiver.has(count)
        await deliveries.stop()
        await channel.close()
    assert "".join(receiver.texts) == "abc"


async def test_without_a_wake_it_looks_by_itself(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.001)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        for count, text in enumerate("abc", start=1):
            await bench.write(contact_id, text)
            await receiver.has(count)
        await deliveries.stop()
        await channel.close()


async def test_a_host_that_hangs_holds_up_no_other(bench: Bench) -> None:
    well_again = asyncio.Event()

    async def hang_for_now(_: Received) -> bytes:
        await well_again.wait()
        return answer()

    bench.clock.at = None
    async with receiving(hang_for_now) as ill, receiving() as well:
        channel = CustomChannel(bench.vault)
        for n in range(40):
            await bench.write(await bench.contact(f"i-{n}", ill.url), "to the ill")
        for n in range(40):
            await bench.write(await bench.contact(f"w-{n}", well.url), "to the well")
        deliveries = await running(bench, channel.send)
        await well.has(40)
        assert len(ill.received) == PER_HOST
        well_again.set()
        await ill.has(40)
        await deliveries.stop()
        await channel.close()
    assert await bench.left() == []
    assert (len(ill.received), len(well.received)) == (40, 40)


async def test_a_host_that_hangs_with_more_than_there_is_room_for_holds_up_no_other(bench: Bench) -> None:
    begun, arrived, well_again = [0], asyncio.Event(), asyncio.Event()

    async def send(outgoing: Outgoing) -> Sent:
        if outgoing.channel_id == 8:
            begun[0] += 1
            await well_again.wait()
        arrived.set()
        return Sent()

    rows = [
        Row(n, n, bench.workspace_id, 8, url="https://ill.example/") for n in range(1001, 1001 + ROOM + HEADS)
    ]
    rows.append(Row(5000, 5000, bench.workspace_id, 9, url="https://well.example/", next_at=NOW + HOUR))
    async with bench.database.reads.connection() as connection:
        await put(connection, *rows)
    deliveries = await running(bench, send)
    async with asyncio.timeout(10):
        await arrived.wait()
    assert begun[0] == PER_HOST
    well_again.set()
    await deliveries.stop()


async def test_a_stop_lets_what_is_under_way_end_and_gives_the_rest_back(bench: Bench) -> None:
    begun, end = asyncio.Semaphore(0), asyncio.Event()

    async def slow(_: Outgoing) -> Sent:
        begun.release()
        await end.wait()
        return Sent()

    bench.clock.at = None
    for n in range(PER_HOST + 3):
        await bench.write(await bench.contact(f"c-{n}"), "a", "b")
    deliveries = await running(bench, slow)
    async with asyncio.timeout(10):
        for _ in range(PER_HOST):
            await begun.acquire()
    stopping = asyncio.create_task(deliveries.stop())
    await asyncio.sleep(0)
    end.set()
    await stopping
    assert begun.locked()
    left = await bench.left()
    assert [(text, attempt) for text, attempt, *_ in left].count(("a", 0)) == 3
    assert len(left) == PER_HOST + 2 * 3
    sink = Sink()
    assert await bench.deliveries(sink.send).run_once() == PER_HOST + 3
    assert len(sink.texts) == len(left)


async def test_a_lost_connection_does_not_end_the_loop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        await bench.write(contact_id, "a")
        await receiver.has(1)
        async with bench.database.reads.connection() as connection:
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        await bench.write(contact_id, "b")
        await receiver.has(2)
        await deliveries.stop()
        await channel.close()
    assert receiver.texts == ["a", "b"]


async def test_starting_and_stopping_twice_does_no_harm(bench: Bench) -> None:
    deliveries = bench.deliveries(Sink().send)
    await deliveries.stop()
    for _ in range(2):
        await deliveries.start()
        await deliveries.start()
        await deliveries.stop()
        await deliveries.stop()
