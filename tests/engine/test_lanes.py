"""What a lane promises to whoever hands in commands: together, in order, each for itself, once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.decide import HANDLERS
from evenhand.domain.errors import Refused
from evenhand.engine.errors import Broken
from evenhand.engine.lanes import Lanes
from evenhand.engine.queues import PER_WORKSPACE
from evenhand.storage.database import Database
from tests.clock import SetClock
from tests.engine.office import Office, Town, all_of, assign_to, key, say

MESSAGES = "select count(*) from messages where workspace_id = %(ws)s"
NAMES = "select first_name from contacts where workspace_id = %(ws)s order by id"
MOMENTS = "select count(distinct at) from events where workspace_id = %(ws)s and seq > %(after)s"

LATER = datetime(2090, 1, 1, tzinfo=UTC)
"""Ahead of any real clock, since a workspace's time never goes back."""


@pytest.fixture
def idle(office: Office, clock: SetClock) -> Office:
    """The same office by lanes that do one batch when they are told to."""
    return office.through(Lanes(office.database, clock))


# --- together ------------------------------------------------------------------------------------


async def test_what_waits_is_taken_together_in_its_order(idle: Office) -> None:
    last = (await idle.events())[-1][0]
    answers = [idle.lanes.put(idle.note(f"n{number}")) for number in range(PER_WORKSPACE)]
    assert await idle.lanes.run_once() == PER_WORKSPACE
    assert [answer.result().event.seq for answer in answers] == list(  # pyright: ignore[reportOptionalMemberAccess]
        range(last + 1, last + 1 + PER_WORKSPACE)
    )
    assert await idle.column(NAMES) == [f"n{number}" for number in range(PER_WORKSPACE)]
    assert await idle.one(MOMENTS, after=last) == 1


async def test_what_arrives_meanwhile_is_taken_by_the_next_transaction(office: Office) -> None:
    last = (await office.events())[-1][0]
    await asyncio.gather(*(office.write(f"c-{number}") for number in range(60)))
    assert await office.one(MOMENTS, after=last) <= 3
    await office.check()


async def test_no_more_than_a_share_of_one_workspace_goes_into_a_batch(idle: Office) -> None:
    answers = [idle.lanes.put(idle.note("x")) for _ in range(PER_WORKSPACE + 5)]
    assert [await idle.lanes.run_once() for _ in range(3)] == [PER_WORKSPACE, 5, 0]
    assert all(answer.done() for answer in answers)


async def test_a_transaction_serves_many_workspaces(office: Office, town: Town, clock: SetClock) -> None:
    others = [await town.office(clock) for _ in range(3)]
    lanes = Lanes(office.database, clock)
    offices = [each.through(lanes) for each in (office, *others)]
    answers = [each.lanes.put(each.message(f"c-{n}")) for n in range(5) for each in offices]
    assert await lanes.run_once() == 20
    assert all(answer.result().event is not None for answer in answers)
    for each in offices:
        assert await each.one(MESSAGES) == 5
        await each.check()


# --- each for itself -----------------------------------------------------------------------------


async def test_a_refused_command_fails_alone(idle: Office) -> None:
    bad = idle.command(c.SendMessage, contact_id=999, text="To nobody")
    answers = [idle.lanes.put(each) for each in (idle.note("a"), bad, idle.note("b"))]
    await idle.lanes.run_once()
    with pytest.raises(Refused, match="There is no contact 999"):
        answers[1].result()
    assert await idle.column(NAMES) == ["a", "b"]
    await idle.check()


async def test_a_command_that_fails_after_having_begun_leaves_nothing_of_itself(
    idle: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = HANDLERS[c.ReceiveMessage]

    def break_down(state: Any, command: c.ReceiveMessage) -> Any:
        event = write(state, command)
        if command.text == "boom":
            raise RuntimeError("nobody foresaw this")
        return event

    monkeypatch.setitem(HANDLERS, c.ReceiveMessage, break_down)
    answers = [idle.lanes.put(idle.message("ana", text)) for text in ("one", "boom", "two")]
    await idle.lanes.run_once()
    with pytest.raises(Broken, match="nothing was changed"):
        answers[1].result()
    texts = "select text from messages where workspace_id = %(ws)s order by id"
    assert await idle.column(texts) == ["one", "two"]
    await idle.check()


@pytest.mark.parametrize("place", [0, 7, 15])
async def test_what_postgresql_refuses_is_refused_alone_and_the_order_stays(idle: Office, place: int) -> None:
    names = [f"n{number}" for number in range(16)]
    names[place] = "nul \0"
    answers = [idle.lanes.put(idle.note(name)) for name in names]
    await idle.lanes.run_once()
    with pytest.raises(Refused, match="cannot be stored") as refusal:
        answers.pop(place).result()
    assert (refusal.value.kind, refusal.value.code) == ("invalid", "unstorable_value")
    assert await idle.column(NAMES) == [name for name in names if "\0" not in name]
    assert [answer.result().duplicate for answer in answers] == [False] * 15
    await idle.check()


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({"channel_id": 10**30}, "out of range"),
        ({"profile": c.Profile("\0")}, "cannot be stored"),
        ({"profile": c.Profile("\ud800")}, "half a character"),
        ({"text": "\udfff"}, "half a character"),
        ({"key": c.RepeatKey("no number", None, timedelta(days=1))}, "uuid"),
    ],
)
async def test_values_that_cannot_even_be_looked_for_are_refused(
    office: Office, fields: dict[str, Any], detail: str
) -> None:
    message = office.message("ana")
    names = ("actor", "channel_id", "token_hash", "profile", "text")
    given = {name: getattr(message, name) for name in names} | fields
    await office.write("ana")  # where there are no identities at all, PostgreSQL may not look at the number
    neighbour = office.lanes.put(office.note("unharmed"))
    with pytest.raises(Refused, match=detail):
        await office.do(c.ReceiveMessage, **given)
    await neighbour
    await office.write("ana")
    await office.check()


async def test_the_name_of_another_workspace_is_a_conflict(
    office: Office, town: Town, clock: SetClock
) -> None:
    other = await town.office(clock)
    taken = await other.one("select name from workspaces where id = %(ws)s")
    with pytest.raises(Refused, match="a workspace of this name") as refusal:
        await office.do(c.UpdateWorkspace, name=taken)
    assert refusal.value.kind == "conflict"


async def test_a_workspace_that_does_not_exist_is_refused_at_once(office: Office) -> None:
    nowhere = Office(office.database, office.lanes, 2**40)
    async with asyncio.timeout(10):
        answers = await all_of([office.lanes.put(nowhere.note("x")), office.lanes.put(nowhere.message("c"))])
    for answer in answers:
        assert isinstance(answer, Refused)
        assert answer.code == "workspace_not_found"


async def test_other_workspaces_do_not_wait_for_one_that_does_not_exist(
    office: Office, clock: SetClock
) -> None:
    lanes = Lanes(office.database, clock)
    here, nowhere = office.through(lanes), Office(office.database, lanes, 2**40)
    answers = [lanes.put(each.note("x")) for each in (nowhere, here)]
    await lanes.run_once()
    assert answers[1].done()
    clock.ahead += 1
    await lanes.run_once()
    assert isinstance(answers[0].exception(), Refused)


# --- once ----------------------------------------------------------------------------------------


async def test_the_same_message_twenty_times_through_two_processes_is_one(
    office: Office, town: Town, clock: SetClock
) -> None:
    await office.team(await office.hire("ana", "ben"))
    await office.publish(say("Welcome"), assign_to(), say("{{ assignee.name }} is here"))
    other = office.through(await town.lanes(clock))
    for number in range(5):
        message = office.message(f"c-{number}", repeat=key(f"m-{number}"))
        answers = await all_of(each.lanes.put(message) for each in (office, other) * 10)
        done = [answer for answer in answers if isinstance(answer, c.Answer)]
        assert [answer.duplicate for answer in done].count(False) == 1
        assert len({answer.event.seq for answer in done if answer.event}) == 1
        assert len(done) == 20
    assert await office.one("select count(*) from runs where workspace_id = %(ws)s") == 5
    received = "select count(*) from messages where workspace_id = %(ws)s and sender = 'contact'"
    assert await office.one(received) == 5
    await office.check()


async def test_a_key_answers_for_its_request_and_refuses_another(office: Office) -> None:
    first = await office.do(c.CreateContact, first_name="Ana", key=key("k", "ana"))
    again = await office.do(c.CreateContact, first_name="Ana", key=key("k", "ana"))
    assert (again.event, again.duplicate) == (first.event, True)
    with pytest.raises(Refused) as refusal:
        await office.do(c.CreateContact, first_name="Ben", key=key("k", "ben"))
    assert refusal.value.code == "idempotency_key_reused"
    assert await office.column(NAMES) == ["Ana"]


async def test_in_another_workspace_it_is_another_key(office: Office, town: Town, clock: SetClock) -> None:
    other = await town.office(clock)
    for each in (office, other):
        assert not (await each.do(c.CreateContact, first_name="Ana", key=key("k"))).duplicate


async def test_a_refused_command_is_not_remembered(office: Office) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="There is no contact"):
            await office.do(c.SendMessage, contact_id=99, text="x", key=key("k"))


async def test_keys_expire_and_count_anew(office: Office, clock: SetClock) -> None:
    clock.at = LATER

    async def is_repeated() -> bool:
        return (await office.do(c.CreateContact, first_name="Ana", key=key("k", "a"))).duplicate

    assert [await is_repeated(), await is_repeated()] == [False, True]
    clock.move(timedelta(days=1, microseconds=-1))
    assert await is_repeated()
    clock.move(timedelta(microseconds=1))
    assert [await is_repeated(), await is_repeated()] == [False, True]
    clock.move(timedelta(hours=23))
    assert await is_repeated()
    assert await office.column(NAMES) == ["Ana", "Ana"]


async def test_a_workspace_s_time_never_goes_back(office: Office, clock: SetClock) -> None:
    clock.at = LATER
    await office.write("ana", "one")
    clock.move(-timedelta(hours=1))
    await office.write("ana", "two")
    moments = await office.column("select at from messages where workspace_id = %(ws)s order by id")
    assert moments == [LATER, LATER]


# --- two processes -------------------------------------------------------------------------------


async def test_the_log_has_no_gap_whoever_writes(office: Office, town: Town, clock: SetClock) -> None:
    users = await office.hire("ana", "ben", "cleo")
    await office.team(users)
    await office.publish(say("Welcome"), assign_to())
    databases: list[Database] = [await town.database() for _ in range(2)]
    offices = [office.through(await town.lanes(clock, database)) for database in databases]

    async def write(number: int) -> None:
        each = offices[number % 2]
        if number % 10 == 9:
            with pytest.raises(Refused):
                await each.do(c.SendMessage, contact_id=10**6, text="x")
        else:
            await each.write(f"c-{number}")

    await asyncio.gather(*(write(number) for number in range(200)))
    await office.check()
    contacts = await office.column("select id from contacts where workspace_id = %(ws)s")
    assert len(contacts) == 180
    held = await office.assignees(*contacts)
    assert sorted(held.count(user) for user in users) == [60, 60, 60]
    ids = "select seq from events where workspace_id = %(ws)s and type = %(type)s order by seq"
    for table, type_ in (("contacts", "contact.created"), ("runs", "run.started")):
        kept = f"select id from {table} where workspace_id = %(ws)s order by id"
        assert await office.column(kept) == await office.column(ids, type=type_)  # pyright: ignore[reportArgumentType]
