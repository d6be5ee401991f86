"""HTTP requests of runs on a real database: made once, and again only where a process died with one."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from evenhand.channels.addresses import read_allowed
from evenhand.channels.calling import Answered, Call
from evenhand.domain.commands import SYSTEM, ReportRequest, TakeOut
from evenhand.engine import requests as module
from evenhand.engine.engine import Engine
from evenhand.engine.requests import AT_ONCE, PER_WORKSPACE, Requests
from evenhand.storage import requests as storage
from evenhand.storage.requests import ATTEMPTS, TO_REPORT
from evenhand.storage.vault import Vault
from tests.clock import SetClock
from tests.engine.office import Office, Town, until
from tests.receiver import Received, receiving

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
URL: Final = "https://crm.test/"
SENT: Final = "select text from messages where workspace_id = %(ws)s and sender = 'workflow' order by id"
WAITING: Final = "select count(*) from requests where workspace_id = %(ws)s"
OUTCOMES: Final = "select reason from runs where workspace_id = %(ws)s order by id"

ASK: Final[dict[str, Any]] = {
    "type": "http_request",
    "url": URL,
    "body": {"name": "{{ contact.id }}"},
    "save": {"plan": "$.plan"},
}
SAY: Final = {"type": "send_message", "text": "Plan: {{ variable.plan }}"}

Respond = Callable[[Call], Awaitable[Answered]]


class Service:
    """Answers calls in the process, and keeps them."""

    def __init__(self, respond: Respond | None = None) -> None:
        self.calls: list[Call] = []
        self._respond = respond

    async def call(self, call: Call) -> Answered:
        self.calls.append(call)
        return Answered(200, '{"plan": "gold"}') if self._respond is None else await self._respond(call)


def loop(office: Office, clock: SetClock, service: Service) -> Requests:
    return Requests(office.database, office.lanes.submit, service.call, clock)


@pytest.fixture
async def asking(office: Office, clock: SetClock) -> Office:
    """An office whose workflow asks another service."""
    clock.at = LATER
    await office.publish(ASK, SAY)
    return office


async def test_a_request_is_made_once_and_its_run_goes_on(asking: Office, clock: SetClock) -> None:
    service = Service()
    contact = (await asking.write("carl")).contact_id
    requests = loop(asking, clock, service)
    assert [await requests.run_once() for _ in range(2)] == [1, 0]
    [call] = service.calls
    assert (call.method, call.url, call.timeout) == ("POST", URL, 10.0)
    assert (call.headers["content-type"], call.body) == ("application/json", f'{{"name":"{contact}"}}')
    assert (await asking.column(SENT), await asking.one(WAITING)) == (["Plan: gold"], 0)
    await asking.check()


async def test_a_workflow_may_name_its_request_itself(asking: Office, clock: SetClock) -> None:
    service = Service()
    silent = await asking.on_channel("Other")
    await silent.publish({**ASK, "headers": {"Idempotency-Key": "own"}}, name="Own", channel="Other")
    await silent.write("carl")
    await loop(asking, clock, service).run_once()
    names = {name.lower(): value for name, value in service.calls[0].headers.items()}
    assert (names["idempotency-key"], len(service.calls[0].headers)) == ("own", len(names))


async def test_what_no_answer_came_to_fails_its_run_alone(asking: Office, clock: SetClock) -> None:
    async def some(call: Call) -> Answered:
        if call.body == f'{{"name":"{first}"}}':
            raise RuntimeError("unforeseen")
        return Answered(200, '{"plan": "gold"}')

    first = (await asking.write("a")).contact_id
    await asking.write("b")
    assert await loop(asking, clock, Service(some)).run_once() == 2
    assert await asking.column(OUTCOMES) == ["http_failed", None]
    await asking.check()


async def test_whose_performer_died_is_made_again_once_the_lease_is_over(
    asking: Office, clock: SetClock
) -> None:
    service = Service()
    await asking.write("carl")
    requests = loop(asking, clock, service)
    lease = timedelta(seconds=10) + TO_REPORT
    async with asking.database.reads.connection() as connection:
        [lost] = await storage.claim(connection, clock.now(), most=1, busy=[])
    clock.move(lease - timedelta(microseconds=1))
    assert await requests.run_once() == 0
    clock.move(timedelta(microseconds=1))
    assert await requests.run_once() == 1
    assert service.calls[0].headers["idempotency-key"] == f"req_{lost.workspace_id}_{lost.id}"
    assert await asking.column(SENT) == ["Plan: gold"]
    late = asking.command(ReportRequest, actor=SYSTEM, run_id=lost.run_id, request_id=lost.id, status=500)
    await asking.lanes.submit(late)
    assert (await asking.column(SENT), await asking.column(OUTCOMES)) == (["Plan: gold"], [None])
    await asking.check()


async def test_what_kills_its_performers_is_left_alone_and_fails_in_time(
    asking: Office, clock: SetClock
) -> None:
    await asking.write("carl")
    for _ in range(ATTEMPTS):
        async with asking.database.reads.connection() as connection:
            assert len(await storage.claim(connection, clock.now(), most=1, busy=[])) == 1
        clock.move(timedelta(minutes=1))
    assert await loop(asking, clock, Service()).run_once() == 0
    clock.move(timedelta(minutes=10))
    asking.lanes.tick([asking.workspace_id])
    await asking.write("dora")
    assert (await asking.column(OUTCOMES))[0] == "http_failed"
    assert await asking.column(
        "select run_id from requests where workspace_id = %(ws)s"
    ) == await asking.column("select id from runs where workspace_id = %(ws)s and state = 'waiting'")
    await asking.check()


async def test_a_request_of_a_run_that_was_stopped_is_not_made(asking: Office, clock: SetClock) -> None:
    service = Service()
    await asking.write("carl")
    await asking.do(TakeOut, run_id=await asking.one("select id from runs where workspace_id = %(ws)s"))
    assert await loop(asking, clock, service).run_once() == 0
    assert service.calls == []


async def test_one_workspace_leaves_room_for_the_others(town: Town, asking: Office, clock: SetClock) -> None:
    other = await town.office(clock)
    await other.publish(ASK, SAY)
    open_again = asyncio.Event()

    async def slow(_: Call) -> Answered:
        await open_again.wait()
        return Answered(200, "{}")

    service = Service(slow)
    for number in range(PER_WORKSPACE + AT_ONCE):
        await asking.write(f"c-{number}")
    clock.move(timedelta(seconds=1))
    await other.write("carl")
    requests = loop(asking, clock, service)
    await requests.start()
    await until(lambda: len(service.calls) == PER_WORKSPACE + 1)
    requests.wake()
    await until(lambda: len(service.calls) == PER_WORKSPACE + 1)
    open_again.set()
    await until(lambda: len(service.calls) == PER_WORKSPACE + AT_ONCE + 1)
    await requests.stop()
    assert (await asking.one(WAITING), await other.one(WAITING)) == (0, 0)


async def test_stopping_lets_what_is_under_way_end(asking: Office, clock: SetClock) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Call) -> Answered:
        begun.set()
        await go_on.wait()
        return Answered(200, '{"plan": "late"}')

    await asking.write("carl")
    requests = loop(asking, clock, Service(slow))
    await requests.start()
    await begun.wait()
    stopping = asyncio.create_task(requests.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert await asking.column(SENT) == ["Plan: late"]


async def test_what_takes_too_long_is_dropped_when_the_process_stops(
    asking: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def silent(_: Call) -> Answered:
        begun.set()
        await never.wait()
        return Answered()

    monkeypatch.setattr(module, "STOP_WITHIN", 0.0)
    await asking.write("carl")
    requests = loop(asking, clock, Service(silent))
    await requests.start()
    await begun.wait()
    await requests.stop()
    assert await asking.one(WAITING) == 1


async def test_the_engine_makes_requests_over_http_right_after_the_commit(town: Town, office: Office) -> None:
    async def json(_: Received) -> bytes:
        return b'HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{"plan": "gold"}'

    async with receiving(json) as receiver:
        engine = Engine(
            office.database, Vault(secrets.token_bytes(32)), SetClock(), allowed=read_allowed("127.0.0.1")
        )
        await engine.start()
        mine = Office(office.database, engine.lanes, office.workspace_id)
        mine.channel_id = office.channel_id
        await mine.publish({**ASK, "url": receiver.url}, SAY)
        contact = (await mine.write("carl")).contact_id
        [got] = await receiver.has(1)
        while await mine.one(WAITING):
            await engine.requests.run_once()
        await engine.stop()
    assert got.data == {"name": str(contact)}
    assert await office.column(SENT) == ["Plan: gold"]


async def test_by_default_the_engine_calls_nothing_of_ours(office: Office) -> None:
    async with receiving() as receiver:
        engine = Engine(office.database, Vault(secrets.token_bytes(32)), SetClock())
        await engine.start()
        mine = Office(office.database, engine.lanes, office.workspace_id)
        mine.channel_id = office.channel_id
        await mine.publish({**ASK, "url": receiver.url}, SAY)
        await mine.write("carl")
        while await mine.one(WAITING):
            await engine.requests.run_once()
        await engine.stop()
        assert receiver.connections == 0
    assert await office.column(OUTCOMES) == ["http_failed"]
