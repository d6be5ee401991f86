"""Timers that are due, and what is loaded while a command is being decided."""

import asyncio
from collections.abc import MutableMapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import pytest

from evenhand.domain import commands as c
from evenhand.domain.decide import HANDLERS
from evenhand.engine.batch import DUE_AT_ONCE, TRY_AGAIN
from evenhand.engine.lanes import Lanes
from evenhand.engine.timers import WORKSPACES, Timers
from evenhand.storage import working_set
from evenhand.storage.working_set import HEADS, ROUND
from tests.clock import SetClock
from tests.engine.office import Office, Town, all_of, assign_to, say

Logs = list[MutableMapping[str, Any]]

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)

ENDED = """
select contact_id from events where workspace_id = %(ws)s and type = 'run.ended' order by seq"""
TIMERS = "select count(*) from timers where workspace_id = %(ws)s"
TAKEN = """
select contact_id from events where workspace_id = %(ws)s and type = 'contact.assigned' order by seq"""


@pytest.fixture
async def idle(office: Office, clock: SetClock) -> Office:
    """An office where everybody is offline and who writes waits an hour; lanes do one batch when told to."""
    clock.at = LATER
    await office.team(await office.hire("ana", status="offline"))
    await office.publish(assign_to(only_online=True, timeout="1h"))
    await office.lanes.stop()
    return office.through(Lanes(office.database, clock))


async def drain(lanes: Lanes) -> None:
    while await lanes.run_once():
        pass


async def queue_up(office: Office, *names: str) -> list[int]:
    """These contacts write and wait, one after the other; their ids."""
    answers = [office.lanes.put(office.message(name)) for name in names]
    await drain(office.lanes)
    return [answer.result().event.contact_id for answer in answers]  # type: ignore[union-attr, misc]


# --- timers --------------------------------------------------------------------------------------


async def test_timers_fire_in_order_at_their_moment_and_never_before(idle: Office, clock: SetClock) -> None:
    timers = Timers(idle.database, clock, idle.lanes.tick)
    waiting: list[int] = []
    for number in range(3):
        waiting += await queue_up(idle, f"a-{number}", f"b-{number}")
        clock.move(timedelta(minutes=1))
    clock.at = LATER + HOUR - timedelta(microseconds=1)
    assert await timers.run_once() == 0
    idle.lanes.tick([idle.workspace_id])
    await drain(idle.lanes)
    assert await idle.column(ENDED) == []
    clock.at = LATER + HOUR
    assert await timers.run_once() == 1
    await drain(idle.lanes)
    assert await idle.column(ENDED) == waiting[:2]
    clock.move(timedelta(days=400))
    await timers.run_once()
    await drain(idle.lanes)
    assert await idle.column(ENDED) == waiting
    assert await timers.run_once() == 0
    await idle.check()


async def test_asked_for_too_early_a_timer_does_nothing(idle: Office, clock: SetClock) -> None:
    """The lane looks for what is due a moment after it has read the clock."""
    await queue_up(idle, "a")
    timer = await idle.one("select id from timers where workspace_id = %(ws)s")
    clock.move(HOUR - timedelta(microseconds=1))
    for _ in range(2):
        done = idle.lanes.put(idle.command(c.TimerDue, timer_id=timer))
        await drain(idle.lanes)
        assert done.result().event is None
        assert await idle.column(ENDED) == []
    clock.move(timedelta(microseconds=1))
    done = idle.lanes.put(idle.command(c.TimerDue, timer_id=timer))
    await drain(idle.lanes)
    assert done.result().event is not None


async def test_timers_outlive_the_process(idle: Office, clock: SetClock, town: Town) -> None:
    waiting = await queue_up(idle, "a", "b")
    clock.move(timedelta(days=8))
    fresh = await town.lanes(clock)
    timers = Timers(idle.database, clock, fresh.tick)
    await timers.run_once()
    await idle.through(fresh).do(c.CreateContact)
    assert await idle.column(ENDED) == waiting


async def test_the_loop_looks_by_the_clock_of_the_database(idle: Office, town: Town, clock: SetClock) -> None:
    clock.at = None
    lanes = await town.lanes(clock)
    timers = Timers(idle.database, clock, lanes.tick)
    waiting = await queue_up(idle, "a", "b")
    soon = "set due_at = clock_timestamp() + interval '20 ms' where workspace_id = %(ws)s returning 1"
    await idle.rows("update timers " + soon)
    await timers.start()
    async with asyncio.timeout(10):
        while await idle.one(TIMERS):  # noqa: ASYNC110 - what it asks about tells nobody
            await asyncio.sleep(0.01)  # lint-skip: EH201 the clock of the database moves by itself
    await timers.stop()
    assert await idle.column(ENDED) == waiting


async def test_more_than_a_batch_can_take_are_all_handled(idle: Office, clock: SetClock) -> None:
    waiting = await queue_up(idle, *(f"c-{number}" for number in range(DUE_AT_ONCE * 2 + 10)))
    clock.move(HOUR)
    idle.lanes.tick([idle.workspace_id])
    idle.lanes.tick([idle.workspace_id])
    assert await idle.lanes.run_once() == 1
    assert await idle.one(TIMERS) == DUE_AT_ONCE + 10
    await drain(idle.lanes)
    assert await idle.column(ENDED) == waiting
    await idle.check()


async def test_two_processes_that_look_at_once_fire_each_timer_once(
    idle: Office, clock: SetClock, town: Town
) -> None:
    waiting = await queue_up(idle, *(f"c-{number}" for number in range(100)))
    clock.move(HOUR)
    both = [await town.lanes(clock) for _ in range(2)]
    for _ in range(3):
        for lanes in both:
            lanes.tick([idle.workspace_id])
        await all_of(lanes.put(idle.note("x")) for lanes in both)
    assert sorted(await idle.column(ENDED)) == waiting
    await idle.check()


async def test_a_timer_that_breaks_is_put_off_and_holds_up_no_other(
    idle: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch, logs: Logs
) -> None:
    waiting = await queue_up(idle, "a", "b", "c")
    poisoned = await idle.one("select id from timers where workspace_id = %(ws)s order by id")
    due = HANDLERS[c.TimerDue]

    def break_down(state: Any, command: c.TimerDue) -> Any:
        event = due(state, command)
        if command.timer_id == poisoned:
            raise RuntimeError("nobody foresaw this")
        return event

    clock.move(HOUR)
    with monkeypatch.context() as patched:
        patched.setitem(HANDLERS, c.TimerDue, break_down)
        idle.lanes.tick([idle.workspace_id])
        await drain(idle.lanes)
    assert await idle.column(ENDED) == waiting[1:]
    assert [entry["event"] for entry in logs] == ["command.broken"]
    clock.move(TRY_AGAIN - timedelta(seconds=1))
    idle.lanes.tick([idle.workspace_id])
    await drain(idle.lanes)
    assert await idle.column(ENDED) == waiting[1:]
    clock.move(timedelta(seconds=1))
    idle.lanes.tick([idle.workspace_id])
    await drain(idle.lanes)
    assert await idle.column(ENDED) == [*waiting[1:], waiting[0]]
    await idle.check()


async def test_a_timer_that_postgresql_refuses_is_put_off_and_holds_up_no_other(
    idle: Office, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = await queue_up(idle, "a", "b", "c")
    poisoned = (await idle.column("select id from timers where workspace_id = %(ws)s order by id"))[1]
    due = HANDLERS[c.TimerDue]

    def spoil(state: Any, command: c.TimerDue) -> Any:
        event = due(state, command)
        if command.timer_id == poisoned:
            state.events[-1].actor = "\0"
        return event

    monkeypatch.setitem(HANDLERS, c.TimerDue, spoil)
    clock.move(HOUR)
    idle.lanes.tick([idle.workspace_id])
    note = idle.lanes.put(idle.note("unharmed"))
    await drain(idle.lanes)
    assert not note.result().duplicate
    assert await idle.column(ENDED) == [waiting[0], waiting[2]]
    later = LATER + HOUR + TRY_AGAIN
    assert await idle.column("select due_at from timers where workspace_id = %(ws)s") == [later]
    await idle.check()


async def test_a_workspace_with_a_crowd_of_timers_hides_no_other(
    idle: Office, clock: SetClock, town: Town
) -> None:
    clock.at = LATER - HOUR
    other = (await town.office(clock)).through(idle.lanes)
    await other.lanes.start()
    await other.team(await other.hire("zoe", status="offline"))
    await other.publish(assign_to(only_online=True, timeout="2h"))
    await other.write("z")
    clock.at = LATER
    names = [f"c-{number}" for number in range(WORKSPACES + 5)]
    await all_of(idle.lanes.put(idle.message(name)) for name in names)
    await other.lanes.stop()
    await idle.rows(
        "update timers set due_at = due_at - interval '1 day' where workspace_id = %(ws)s returning 1"
    )
    clock.move(HOUR)
    ticked: list[int] = []
    assert await Timers(idle.database, clock, ticked.extend).run_once() == 2
    assert sorted(ticked) == sorted([idle.workspace_id, other.workspace_id])


# --- load on demand ------------------------------------------------------------------------------


async def test_a_close_frees_somebody_for_whoever_waits(office: Office, town: Town, clock: SetClock) -> None:
    [ana] = await office.hire("ana")
    await office.team([ana])
    await office.publish(assign_to(max_open_contacts=1), say("{{ assignee.name }} is here"))
    contacts = [(await office.write(f"c-{number}")).contact_id or 0 for number in range(3)]
    assert await office.assignees(*contacts) == [ana, None, None]
    fresh = office.through(await town.lanes(clock))
    await fresh.do(c.SetConversation, contact_id=contacts[0], status="closed")
    assert await office.assignees(*contacts) == [ana, ana, None]
    ended = "select count(*) from runs where workspace_id = %(ws)s and state = 'completed'"
    assert await office.one(ended) == 2
    await office.check()


async def test_a_long_line_is_taken_in_order_by_chunks(
    idle: Office, town: Town, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = await queue_up(idle, *(f"c-{number}" for number in range(300)))
    sizes: list[int] = []
    load = working_set._load_chunk

    async def watched(connection: Any, states: Any, lines: Any) -> None:
        before = len(states[idle.workspace_id].queue_entries.rows)
        await load(connection, states, lines)
        sizes.append(len(states[idle.workspace_id].queue_entries.rows) - before)

    monkeypatch.setattr(working_set, "_load_chunk", watched)
    fresh = idle.through(await town.lanes(clock))
    [ana] = await idle.column("select id from users where workspace_id = %(ws)s")
    await fresh.do(c.SetStatus, user_id=ana, status="online")
    assert await idle.column(TAKEN) == waiting
    known = HEADS, 4 * HEADS, 16 * HEADS
    assert sizes == [known[0], *(b - a for a, b in pairwise(known)), ROUND, 300 - known[-1] - ROUND]
    assert await idle.one(TIMERS) == 0
    await idle.check()


async def test_lines_with_different_settings_share_one_order(
    idle: Office, town: Town, clock: SetClock
) -> None:
    office = idle.through(await town.lanes(clock))
    [workflow] = await office.column("select id from workflows where workspace_id = %(ws)s")
    await office.do(c.StopWorkflow, workflow_id=workflow)
    lines: list[list[int]] = []
    for name, priority in (("Low", 0), ("High", 5)):
        office = await office.on_channel(name)
        step = assign_to(only_online=True, max_open_contacts=500 + priority, priority=priority)
        await office.publish(step, name=name, channel=name)
        events = [await office.write(f"{name}-{number}") for number in range(4 * HEADS + 20)]
        lines.append([event.contact_id or 0 for event in events])
    [ana] = await office.column("select id from users where workspace_id = %(ws)s")
    fresh = idle.through(await town.lanes(clock))
    await fresh.do(c.SetStatus, user_id=ana, status="online")
    assert await office.column(TAKEN) == [*lines[1], *lines[0]]
    await office.check()


async def test_who_comes_and_goes_in_the_same_batch_keeps_the_line_right(
    idle: Office, town: Town, clock: SetClock
) -> None:
    waiting = await queue_up(idle, *(f"c-{number}" for number in range(4 * HEADS + 20)))
    [ana] = await idle.column("select id from users where workspace_id = %(ws)s")
    fresh = idle.through(Lanes(idle.database, clock))
    gone = [waiting[0], waiting[10], waiting[HEADS - 1], waiting[4 * HEADS + 5]]
    answers = [
        *(
            fresh.lanes.put(fresh.command(c.SetConversation, contact_id=each, status="closed"))
            for each in gone
        ),
        fresh.lanes.put(fresh.message("late")),
        fresh.lanes.put(fresh.command(c.SetStatus, user_id=ana, status="online")),
        fresh.lanes.put(fresh.message("later")),
    ]
    assert await fresh.lanes.run_once() == len(answers)
    late, later = (answers[at].result().event.contact_id for at in (-3, -1))  # type: ignore[union-attr]
    assert await idle.column(TAKEN) == [*(each for each in waiting if each not in gone), late, later]
    await idle.check()
