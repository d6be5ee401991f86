"""What is too much for one command: the next ones of the lane finish it, before all else."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.decide import decide
from evenhand.domain.state import State
from evenhand.domain.workflow.runs import CHAIN_LIMIT
from tests.domain.stage import API, Stage, assign_to, say

AT_ONCE = 5


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(State, "at_once", AT_ONCE)


def pieces(stage: Stage, command: c.Command) -> list[tuple[m.Unfinished | None, int]]:
    """Decide a command and what continues it, one by one: what each left, and how many then wait."""
    state, found = stage.state, list[tuple[m.Unfinished | None, int]]()
    state.now = stage.world.now
    while True:
        state.begin()
        decide(state, command)
        state.accept()
        found.append((state.unfinished, state.waiting))
        if state.unfinished is None:
            return found
        command = c.Continue(workspace_id=1, actor=c.SYSTEM)


def online(user: int) -> c.Command:
    return c.SetStatus(workspace_id=1, actor=API, user_id=user, status="online")


def crowd(stage: Stage, count: int, prefix: str = "c") -> list[int]:
    return [stage.write(f"{prefix}{number}") for number in range(count)]


def test_a_command_places_so_many_and_the_next_ones_the_rest_in_order() -> None:
    stage = Stage()
    ana, ben = stage.user("ana", status="offline"), stage.user("ben", status="offline")
    stage.workflow(assign_to(only_online=True), say("Hello"))
    contacts = crowd(stage, 2 * AT_ONCE + 2)
    freed = m.Unfinished(freed=[m.WORKSPACE_POOL])
    assert pieces(stage, online(ana)) == [(freed, AT_ONCE + 2), (freed, 2), (None, 0)]
    placed = [event for event in stage.state.events if event.type == "contact.assigned"]
    assert [event.contact_id for event in placed] == contacts
    assert {event.user_id for event in placed} == {ana}
    assert ben not in {event.user_id for event in placed}


def test_as_many_as_one_command_places_leave_nothing_unfinished() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True))
    crowd(stage, AT_ONCE)
    assert pieces(stage, online(ana)) == [(None, 0)]


def test_a_limit_that_is_reached_by_the_cap_leaves_nothing_unfinished() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True, max_open_contacts=AT_ONCE))
    crowd(stage, AT_ONCE + 3)
    assert pieces(stage, online(ana)) == [(None, 3)]


def test_who_comes_to_wait_meanwhile_stands_behind() -> None:
    """The first ones go on and want somebody of another team: not before those who have waited longer."""
    stage = Stage()
    ana = stage.user("ana", status="offline")
    day = stage.team("Day", ana)
    stage.team("Night", ana)
    stage.workflow(assign_to("Day", only_online=True), assign_to("Night", only_online=True))
    contacts = crowd(stage, AT_ONCE + 2)
    stage.status(ana, "online")
    assigned = stage.events("contact.assigned")
    by_day = [event.contact_id for event in assigned if (event.data or {})["pool"] == day]
    assert by_day == contacts
    by_night = [event.contact_id for event in assigned if (event.data or {})["pool"] != day]
    assert by_night == contacts
    early = [event.contact_id for event in assigned[: AT_ONCE + 2]]
    assert early == contacts, "somebody was overtaken"
    assert [outcome for _, outcome, _ in stage.trail(contacts[0])] == ["waiting", "done", "waiting", "done"]


def test_workflows_that_set_each_other_off_are_cut_off_although_each_waits_behind_others() -> None:
    """To stand behind a drain is no wait that would make the circle slower: it would never end."""
    stage = Stage()
    ana = stage.user("ana", status="offline")
    free = assign_to(only_online=True)
    stage.workflow(free, {"type": "close_conversation"}, name="Close")
    closed = {"type": "conversation_closed"}
    stage.workflow(free, {"type": "open_conversation"}, name="Open", trigger=closed)
    contacts = crowd(stage, AT_ONCE + 1)
    stage.status(ana, "online")
    assert stage.waiting() == []
    for contact in contacts:
        assert [run.reason for run in stage.runs(contact) if run.state == "failed"] == ["step_limit"]
        assert len(stage.runs(contact)) <= CHAIN_LIMIT + 2


def test_lines_of_several_pools_share_the_order_across_pieces() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.team("Day", ana)
    night = stage.new_channel("Night")
    condition = {"category": "channel", "operator": "is_equal_to"}
    for name, pool in (("Web", None), ("Night", "Day")):
        trigger = {"type": "conversation_opened", "all": [{**condition, "value": name}]}
        stage.workflow(assign_to(pool, only_online=True), name=name, trigger=trigger)
    contacts = [
        stage.write(f"c{number}", channel=None if number % 3 else night) for number in range(3 * AT_ONCE)
    ]
    stage.status(ana, "online")
    assert [event.contact_id for event in stage.events("contact.assigned")] == contacts


@pytest.mark.parametrize("when_empty", ["exit", "next_step"])
def test_a_pool_that_becomes_empty_lets_go_of_so_many_at_a_time(when_empty: str) -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    team = stage.team("Support", ana)
    stage.workflow(assign_to("Support", only_online=True, when_empty=when_empty), say("Sorry"))
    contacts = crowd(stage, AT_ONCE + 1)
    found = pieces(stage, c.SetTeamMembers(workspace_id=1, actor=API, team_id=team, users=[]))
    assert found == [(m.Unfinished(emptied=[team]), 1), (None, 0)]
    outcome = ("failed", "pool_empty") if when_empty == "exit" else ("completed", None)
    assert {stage.outcome(contact) for contact in contacts} == {outcome}


@pytest.mark.parametrize("command", [c.StopWorkflow, c.DeleteWorkflow])
def test_a_workflow_that_stops_lets_go_of_so_many_at_a_time(command: Any) -> None:
    stage = Stage()
    stage.user("ana", status="offline")
    workflow = stage.workflow(assign_to(only_online=True))
    contacts = crowd(stage, 2 * AT_ONCE + 1)
    stopped = m.Unfinished(stopped=[workflow])
    found = pieces(stage, command(workspace_id=1, actor=API, workflow_id=workflow))
    assert found == [(stopped, AT_ONCE + 1), (stopped, 1), (None, 0)]
    assert {stage.outcome(contact) for contact in contacts} == {("stopped", "workflow_stopped")}
    ended = [event.contact_id for event in stage.state.events if event.type == "run.ended"]
    assert ended == contacts


def test_a_deleted_user_loses_so_many_contacts_at_a_time() -> None:
    stage = Stage()
    ana, manager = stage.user("ana"), stage.user("max", role="manager")
    contacts = crowd(stage, AT_ONCE + 1)
    for contact in contacts:
        stage.assign(contact, ana)
    actor = c.Actor("user", manager, "manager")
    found = pieces(stage, c.DeleteUser(workspace_id=1, actor=actor, user_id=ana))
    assert found == [(m.Unfinished(dismissed={ana: str(actor)}), 0), (None, 0)]
    assert {stage.assignee(contact) for contact in contacts} == {None}
    lost = [event for event in stage.state.events if event.type == "contact.unassigned"]
    assert [(event.contact_id, event.actor) for event in lost] == [(id_, str(actor)) for id_ in contacts]


def test_a_stop_goes_before_a_match_so_that_nobody_is_placed_by_what_was_stopped() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    workflow = stage.workflow(assign_to(only_online=True))
    contacts = crowd(stage, 2 * AT_ONCE - 1)
    state = stage.state
    state.now = stage.world.now
    state.stopped[workflow] = None
    found = pieces(stage, online(ana))
    assert [(rest.stopped, rest.freed) if rest else None for rest, _ in found] == [
        ([workflow], [m.WORKSPACE_POOL]),
        None,
    ]
    assert {stage.outcome(contact) for contact in contacts} == {("stopped", "workflow_stopped")}


def test_what_is_undone_was_left_unfinished_before_as_well() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True))
    crowd(stage, AT_ONCE + 1)
    state = stage.state
    state.now = stage.world.now
    state.begin()
    decide(state, online(ana))
    state.accept()
    before = state.unfinished
    assert before is not None
    state.begin()
    decide(state, c.Continue(workspace_id=1, actor=c.SYSTEM))
    assert state.unfinished is None
    state.undo()
    assert (state.unfinished, state.left, state.waiting) == (before, AT_ONCE, 1)


def test_a_world_finishes_what_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the number of production; the stage checks the books after it."""
    monkeypatch.undo()
    stage = Stage()
    users = [stage.user(name, status="offline") for name in ("ana", "ben", "cleo")]
    stage.workflow(assign_to(only_online=True, max_open_contacts=400))
    for number in range(1_210):
        stage.world.do(_message(stage, number))
    for user in users[:2]:
        stage.world.do(online(user))
    assert stage.open_contacts(*users) == [400, 400, 0]
    stage.status(users[2], "online")
    assert stage.open_contacts(*users) == [400, 400, 400]
    assert len(stage.waiting()) == 10
    ben = stage.events("contact.assigned", user_id=users[1])
    assert [event.contact_id for event in ben] == sorted(event.contact_id or 0 for event in ben)


def _message(stage: Stage, number: int) -> c.Command:
    return c.ReceiveMessage(
        workspace_id=1,
        actor=c.CONTACT,
        channel_id=stage.channel,
        token_hash="t" * 64,
        profile=c.Profile(f"c{number}"),
        text="Hello",
    )
