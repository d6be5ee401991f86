"""Several processes on one database: at once, killed, stopped and started again."""

import asyncio
import signal
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any, Final

import pytest

from evenhand.engine.clock import Clock
from tests.conftest import scratch_database
from tests.processes.site import Site, site
from tests.receiver import Receiver, receiving

pytestmark = pytest.mark.process

GOES_ON_WITHIN: Final = 15.0  # seconds after a process was killed


@pytest.fixture
def url(server_url: str) -> Generator[str]:
    """A database of the test alone."""
    with scratch_database(server_url) as url:
        yield url


@pytest.fixture
async def here(tmp_path: Path, url: str) -> AsyncGenerator[Site]:
    """Two processes at work."""
    async with site(tmp_path, url) as here:
        here.serve()
        here.serve()
        await here.set_up()
        yield here


def healthy(here: Site) -> bool:
    code, output = here.run("doctor")
    assert code == 0, output
    return True


def of_type(log: list[dict[str, Any]], type_: str) -> list[dict[str, Any]]:
    return [event for event in log if event["type"] == type_]


async def test_the_same_message_twenty_times_to_two_processes_is_one(here: Site) -> None:
    for number in range(3):
        contact = f"c-{number}"
        answers = await asyncio.gather(
            *(here.try_to_write(address, "m-1" + contact, contact, "Hi") for address in here.addresses * 10)
        )
        assert [answer["duplicate"] for answer in answers].count(False) == 1
        assert len({(answer["message"], answer["contact"]) for answer in answers}) == 1
    log = await here.log()
    assert len(of_type(log, "message.received")) == 3
    assert len(of_type(log, "run.started")) == 3
    assert shares(here, log) == [1, 1, 1]
    assert healthy(here)


async def test_a_restart_keeps_the_rotation_and_who_comes_shares_from_then_on(here: Site) -> None:
    first = here.processes[0]
    for number in range(13):
        await here.write(f"c-{number}", "Hi", at=number % 2)
    assert first.stop() == 0
    assert here.processes[1].stop() == 0
    here.serve()
    for number in range(13, 30):
        await here.write(f"c-{number}", "Hi")
    assert shares(here, await here.log()) == [10, 10, 10]
    await here.join(await here.hire("dan"))
    for number in range(8):
        await here.write(f"d-{number}", "Hi")
    assert shares(here, await here.log()) == [12, 12, 12, 2]
    assert healthy(here)


async def test_who_is_told_to_stop_finishes_what_it_has_taken(here: Site) -> None:
    def stop(count: int) -> None:
        if count == 300:
            here.processes[0].process.send_signal(signal.SIGTERM)

    ids = await here.flood(200, ["one", "two", "three"], stop)
    assert here.processes[0].process.wait(30) == 0
    log = await here.log()
    assert said(log) == {first: ["one", "two", "three"] for first, *_ in ids.values()}
    assert sorted(shares(here, log)) == [66, 67, 67]
    assert healthy(here)


async def test_a_process_killed_under_load_loses_and_doubles_nothing(tmp_path: Path) -> None:
    texts = ["one", "two", "three", "four", "five"]
    killed = 0.0
    clock = Clock()

    def kill(count: int) -> None:
        nonlocal killed
        if count == 300:
            killed = clock.monotonic()
            here.processes[0].process.kill()

    async with receiving() as receiver, site(tmp_path) as here:
        here.serve()
        here.serve()
        await here.set_up(receiver.url)
        ids = await here.flood(400, texts, kill)
        assert killed
        log = await here.log()
        sent = {event["seq"] for event in of_type(log, "message.sent")}
        async with asyncio.timeout(max(1.0, GOES_ON_WITHIN - (clock.monotonic() - killed))):
            await all_of(receiver, sent)
        assert said(log) == {first: texts for first, *_ in ids.values()}
        acknowledged = [id_ for each in ids.values() for id_ in each]
        assert sorted(acknowledged) == [event["seq"] for event in of_type(log, "message.received")]
        assert len(of_type(log, "run.started")) == 400
        assert sorted(shares(here, log)) == [133, 133, 134]
        assert [event["seq"] for event in log] == list(range(1, len(log) + 1))
        in_order(receiver)
        assert healthy(here)


async def all_of(receiver: Receiver, ids: set[int]) -> None:
    """Until the receiver has had them all."""
    while seen(receiver) < ids:
        await receiver.has(len(receiver.received) + 1)
    assert seen(receiver) == ids


def seen(receiver: Receiver) -> set[int]:
    """The messages that the receiver has had."""
    return {int(each.headers["webhook-id"].rpartition("_")[2]) for each in receiver.received}


def in_order(receiver: Receiver) -> None:
    """Each contact was first welcomed, then told who answers; what came again is the same message."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for each in receiver.received:
        known = texts[each.data["contact"]["external_id"]]
        assert known.setdefault(each.headers["webhook-id"], each.data["text"]) == each.data["text"]
    for contact, said in texts.items():
        welcome, answer = said.values()
        assert welcome == f"Welcome, {contact}"
        assert answer in {f"{name} will answer" for name in ("Ana", "Ben", "Cleo")}


def said(log: list[dict[str, Any]]) -> dict[int, list[str]]:
    """What each contact has written, in order, by the number of its first message."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for event in of_type(log, "message.received"):
        found[event["contact"]].append(event)
    return {events[0]["seq"]: [event["text"] for event in events] for events in found.values()}


def shares(here: Site, log: list[dict[str, Any]]) -> list[int]:
    """How many contacts each agent was given, in the order in which the agents came."""
    given = Counter(event["user"] for event in of_type(log, "contact.assigned"))
    return [given[agent] for agent in here.agents]
