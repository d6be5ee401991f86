"""What one transaction leaves the next ones of the lane finish, in whatever process, before all else."""

from collections.abc import MutableMapping
from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.state import State
from evenhand.domain.workflow import interpreter
from evenhand.engine.lanes import Lanes
from evenhand.engine.timers import Timers
from evenhand.storage import lanes as storage
from tests.clock import SetClock
from tests.engine.office import Office, Town, all_of, assign_to, say, until

Logs = list[MutableMapping[str, Any]]

AT_ONCE = 4
UNFINISHED = "select unfinished from lanes where workspace_id = %(ws)s"
WAITING = "select contact_id from queue_entries where workspace_id = %(ws)s order by id"
PLACED = """
select contact_id from events where workspace_id = %(ws)s and type = 'contact.assigned' order by seq"""
STATES = "select distinct state, reason from runs where workspace_id = %(ws)s"


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(State, "at_once", AT_ONCE)


@pytest.fixture
def idle(office: Office, clock: SetClock) -> Office:
    """The same office by lanes of another process, which do one batch when they are told to."""
    return office.through(Lanes(office.database, clock))


async def crowd(office: Office, count: int) -> list[int]:
    return [(await office.write(f"c-{number}")).contact_id or 0 for number in range(count)]


async def begin(idle: Office, kind: type[c.Command], **fields: Any) -> c.Answer:
    """One transaction, of a process that is never heard of again."""
    answer = idle.lanes.put(idle.command(kind, **fields))
    await idle.lanes.run_once()
    return await answer


async def finish(office: Office, clock: SetClock) -> None:
    """A process that finds by itself that something is unfinished, and finishes it."""
    timers = Timers(office.database, clock, office.lanes.tick)
    assert await timers.run_once() > 0
    await until(lambda: not office.lanes._queues.size and not office.lanes._under_way)
    assert await office.one(UNFINISHED) is None


async def test_a_drain_outlives_its_process_and_arrivals_stand_behind(
    office: Office, idle: Office, clock: SetClock
) -> None:
    [ana] = await office.hire("ana", status="offline")
    team = await office.team([ana])
    await office.publish(assign_to(only_online=True), say("Hello"))
    contacts = await crowd(office, 3 * AT_ONCE)
    await begin(idle, c.SetStatus, user_id=ana, status="online")
    assert await office.one(UNFINISHED) == {"freed": [team]}
    assert await office.column(PLACED) == contacts[:AT_ONCE]
    await office.check()
    contacts += await crowd_more(office)
    assert await office.column(PLACED) == contacts
    assert await office.one(UNFINISHED) is None
    await office.check()


async def crowd_more(office: Office) -> list[int]:
    """Two who write at once; they are served when nobody is left before them."""
    answers = await all_of([office.lanes.put(office.message(f"d-{number}")) for number in range(2)])
    return [
        answer.event.contact_id or 0 for answer in answers if isinstance(answer, c.Answer) and answer.event
    ]


async def test_whoever_looks_for_what_is_due_finds_what_is_unfinished(
    office: Office, idle: Office, clock: SetClock
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True))
    contacts = await crowd(office, 2 * AT_ONCE + 1)
    await begin(idle, c.SetStatus, user_id=ana, status="online")
    await office.check()
    await finish(office, clock)
    assert await office.column(PLACED) == contacts
    await office.check()


async def test_a_process_that_ends_leaves_the_rest_to_others(
    office: Office, town: Town, clock: SetClock
) -> None:
    ending = await town.lanes(clock)
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True))
    contacts = await crowd(office, 20 * AT_ONCE)
    online = ending.put(office.command(c.SetStatus, user_id=ana, status="online"))
    await ending.stop()
    assert online.done()
    assert await office.one(UNFINISHED) is not None
    await office.check()
    await finish(office, clock)
    assert await office.column(PLACED) == contacts


async def test_each_transaction_does_its_part_and_the_books_balance_after_each(
    office: Office, idle: Office
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True))
    await crowd(office, 2 * AT_ONCE + 1)
    await begin(idle, c.SetStatus, user_id=ana, status="online")
    late = idle.lanes.put(idle.note("late"))
    for left in (1, 0):
        assert not late.done()
        await idle.lanes.run_once()
        assert len(await office.column(WAITING)) == left
        await office.check()
    assert late.done(), "what the last transaction had room for was not done"


async def test_a_refused_command_changes_nothing_about_what_is_unfinished(
    office: Office, idle: Office
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True))
    contacts = await crowd(office, 2 * AT_ONCE + 1)
    idle.lanes.put(idle.command(c.SetStatus, user_id=ana, status="online"))
    refused = idle.lanes.put(idle.command(c.DeleteUser, user_id=987))
    await idle.lanes.run_once()
    assert not refused.done()
    while not refused.done():
        await idle.lanes.run_once()
    assert refused.exception() is not None
    assert await office.column(PLACED) == contacts
    await office.check()


@pytest.mark.parametrize("kind", [c.StopWorkflow, c.DeleteWorkflow])
async def test_a_workflow_is_stopped_in_parts(
    office: Office, idle: Office, clock: SetClock, kind: type[c.Command]
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    workflow = await office.publish(assign_to(only_online=True))
    await crowd(office, 2 * AT_ONCE + 1)
    await begin(idle, kind, workflow_id=workflow)
    assert await office.one(UNFINISHED) == {"stopped": [workflow]}
    assert len(await office.column(WAITING)) == AT_ONCE + 1
    await office.check()
    await finish(office, clock)
    assert await office.rows(STATES) == [("stopped", "workflow_stopped")]
    await office.check()


async def test_those_who_are_known_have_left_in_the_same_batch(
    office: Office, idle: Office, clock: SetClock
) -> None:
    ana, ben = await office.hire("ana", "ben", status="offline")
    await office.team([ana, ben])
    workflow = await office.publish(assign_to(only_online=True))
    contacts = await crowd(office, AT_ONCE + 1)
    for contact in contacts:
        idle.lanes.put(idle.command(c.SetConversation, contact_id=contact, status="closed"))
    idle.lanes.put(idle.command(c.StopWorkflow, workflow_id=workflow))
    await idle.lanes.run_once()
    assert await office.one(UNFINISHED) == {"stopped": [workflow]}
    await finish(office, clock)
    assert await office.rows(STATES) == [("stopped", "conversation_closed")]
    for contact in contacts:
        await office.do(c.AssignContact, contact_id=contact, user=ana)
    for contact in contacts:
        idle.lanes.put(idle.command(c.AssignContact, contact_id=contact, user=None))
    idle.lanes.put(idle.command(c.DeleteUser, user_id=ana))
    await idle.lanes.run_once()
    assert await office.one(UNFINISHED) == {"dismissed": {str(ana): "api"}}
    await finish(office, clock)
    await office.check()


async def test_a_pool_becomes_empty_in_parts(office: Office, idle: Office, clock: SetClock) -> None:
    [ana] = await office.hire("ana", status="offline")
    team = await office.team([ana])
    await office.publish(assign_to(only_online=True))
    await crowd(office, 2 * AT_ONCE + 1)
    await begin(idle, c.DeleteTeam, team_id=team)
    assert await office.one(UNFINISHED) == {"emptied": [team]}
    await office.check()
    await finish(office, clock)
    assert await office.rows(STATES) == [("failed", "pool_empty")]
    await office.check()


async def test_a_user_is_deleted_in_parts(office: Office, idle: Office, clock: SetClock) -> None:
    ana, _ = await office.hire("ana", "ben")
    for contact in await crowd(office, 2 * AT_ONCE + 1):
        await office.do(c.AssignContact, contact_id=contact, user=ana)
    await begin(idle, c.DeleteUser, user_id=ana)
    assert await office.one(UNFINISHED) == {"dismissed": {str(ana): "api"}}
    await office.check()
    await finish(office, clock)
    query = "select count(*) from contacts where workspace_id = %(ws)s and assignee_id is not null"
    assert await office.one(query) == 0
    await office.check()


async def test_what_many_need_is_loaded_together(
    office: Office, idle: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each contact waits in two workflows, and what it is in is known only when it is placed."""
    monkeypatch.setattr(State, "at_once", 500)
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    for name in ("One", "Two"):
        await office.publish(assign_to(only_online=True), say("Hello"), name=name)
    contacts = await crowd(office, 40)
    loads: list[int] = []
    load = storage.load

    async def counted(*given: Any) -> None:
        loads.append(1)
        await load(*given)

    monkeypatch.setattr(storage, "load", counted)
    await begin(idle, c.SetStatus, user_id=ana, status="online")
    assert await office.column(PLACED) == contacts
    assert len(loads) < 12
    await office.check()


async def test_what_cannot_be_finished_holds_nobody_up(
    office: Office, idle: Office, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True))
    await crowd(office, AT_ONCE + 1)
    await begin(idle, c.SetStatus, user_id=ana, status="online")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(interpreter, "_place", broken)
    late = idle.lanes.put(idle.note("late"))
    await idle.lanes.run_once()
    assert not late.exception()
    assert await office.one(UNFINISHED) is None
    assert [entry["command"] for entry in logs if entry["event"] == "command.broken"] == ["Continue"]


async def test_what_cannot_be_stored_holds_nobody_up(
    office: Office, idle: Office, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    [ana] = await office.hire("ana", status="offline")
    await office.team([ana])
    await office.publish(assign_to(only_online=True), say("Hello"))
    await crowd(office, AT_ONCE + 1)
    await begin(idle, c.SetStatus, user_id=ana, status="online")
    place = interpreter._place

    def unstorable(state: State, entry: Any) -> None:
        place(state, entry)
        state.contacts.edit(entry.contact_id).last_name = "\0"

    monkeypatch.setattr(interpreter, "_place", unstorable)
    late = idle.lanes.put(idle.note("late"))
    await idle.lanes.run_once()
    assert not late.exception()
    assert await office.one(UNFINISHED) is None
    assert "unfinished.unstorable" in [entry["event"] for entry in logs]
