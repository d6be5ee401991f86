"""Assign to, rules 8 to 12: who waits, in which order, until when."""

import pytest

from evenhand.domain import commands as c
from tests.domain.books import check
from tests.domain.stage import START, Stage, act, assign_to, say, when

# --- 8. the order ------------------------------------------------------------------------------------


def closed_shop(**settings: object) -> tuple[Stage, int]:
    """A workspace with one user, offline."""
    stage = Stage(**settings)
    return stage, stage.user("ana", status="offline")


def test_first_come_first_served() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True, max_open_contacts=2))
    contacts = [stage.write(f"c{number}") for number in range(4)]
    assert stage.waiting() == contacts
    stage.status(ana, "online")
    assert [stage.assignee(contact) for contact in contacts] == [ana, ana, None, None]
    stage.close(contacts[1])
    assert stage.waiting() == contacts[3:]


def test_a_higher_priority_goes_first_and_then_the_time_of_entering() -> None:
    stage, ana = closed_shop()
    once = {"only_online": True, "max_open_contacts": 1}
    stage.workflow(assign_to(**once, priority=-1), name="Low", trigger=when("contact"))
    stage.workflow(assign_to(**once), name="High", trigger=when("api"))
    one, two = stage.write("one"), stage.write("two")
    three, four = (stage.new(c.CreateContact, first_name=name) for name in ("Three", "Four"))
    stage.open(three)
    stage.open(four)
    assert stage.waiting() == [three, four, one, two]
    stage.status(ana, "online")
    for contact in (three, four, one, two):
        assert stage.assignee(contact) == ana
        stage.close(contact)


def test_contacts_with_different_settings_that_wait_for_the_same_people_share_the_order() -> None:
    stage, ana = closed_shop()
    ben = stage.user("ben", status="busy")
    wide = stage.workflow(assign_to(only_online=True), name="Wide", trigger=when("contact"))
    narrow = {"only_online": True, "max_open_contacts": 1}
    stage.workflow(assign_to(**narrow), name="Narrow", trigger=when("api"))
    first = stage.new(c.CreateContact, first_name="First")
    stage.open(first)
    second = stage.write("second")
    third = stage.new(c.CreateContact, first_name="Third")
    stage.open(third)
    assert stage.waiting() == [first, second, third]
    stage.status(ana, "online")
    order = [event.contact_id for event in stage.events("contact.assigned")]
    assert order == [first, second]
    assert stage.waiting() == [third]
    assert stage.run(second).workflow_id == wide
    stage.status(ben, "online")
    assert stage.assignee(third) == ben


def test_one_whom_nobody_may_take_yet_does_not_block_those_behind() -> None:
    stage, ana = closed_shop()
    first = stage.write("first")
    stage.assign(first, ana)
    stage.close(first)
    stage.workflow(assign_to(only_online=True, exclude=["current_assignee"]))
    stage.write("first")
    second = stage.write("second")
    assert stage.waiting() == [first, second]
    stage.status(ana, "online")
    assert stage.waiting() == [first]
    assert stage.assignee(second) == ana


def test_those_who_wait_for_the_workspace_and_for_a_team_of_it_stand_in_one_order() -> None:
    stage = Stage()
    team = stage.team()
    ana = stage.user("ana", team, status="offline")
    once = {"only_online": True, "max_open_contacts": 1}
    stage.workflow(assign_to("Support", **once), name="Team", trigger=when("contact"))
    stage.workflow(assign_to(**once), name="Workspace", trigger=when("api"))
    first = stage.write("first")
    second = stage.new(c.CreateContact, first_name="Second")
    stage.open(second)
    stage.status(ana, "online")
    assert stage.assignee(first) == ana
    assert (stage.waiting(), stage.waiting(team)) == ([second], [])
    stage.close(first)
    assert stage.assignee(second) == ana


# --- 9. nobody waits while someone could take them ---------------------------------------------------


def full_house() -> tuple[Stage, int, int, int]:
    """Ana is at her limit with one contact; another one waits for the team."""
    stage = Stage()
    team = stage.team()
    ana = stage.user("ana", team)
    kept = stage.write("kept")
    stage.assign(kept, ana)
    stage.workflow(assign_to("Support", max_open_contacts=1))
    waiting = stage.write("waiting")
    assert stage.waiting(team) == [waiting]
    return stage, ana, kept, waiting


@pytest.mark.parametrize("change", ["closed", "moved", "unassigned", "deleted"])
def test_who_loses_a_contact_takes_the_next_in_the_same_moment(change: str) -> None:
    stage, ana, kept, waiting = full_house()
    match change:
        case "closed":
            stage.close(kept)
        case "moved":
            stage.assign(kept, stage.user("ben"))
        case "unassigned":
            stage.assign(kept, None)
        case _:
            stage.do(c.DeleteContact, contact_id=kept)
    assert stage.assignee(waiting) == ana
    assert stage.outcome(waiting) == ("completed", None)


def test_who_joins_the_team_takes_who_waits() -> None:
    stage, _, _, waiting = full_house()
    ben = stage.user("ben", status="offline")
    assert stage.assignee(waiting) is None
    stage.join(ben, stage.state.teams.present()[0].id)
    assert stage.assignee(waiting) == ben


def test_a_new_user_takes_who_waits_for_the_workspace() -> None:
    stage, ana = closed_shop()
    stage.assign(stage.write("kept"), ana)
    stage.workflow(assign_to(max_open_contacts=1))
    waiting = stage.write("waiting")
    assert stage.waiting() == [waiting]
    ben = stage.user("ben", status="offline")
    assert stage.assignee(waiting) == ben


def test_a_contact_that_waits_keeps_the_settings_of_its_version() -> None:
    stage, ana = closed_shop()
    workflow = stage.workflow(assign_to(only_online=True, timeout="1h"))
    contact = stage.write("carl")
    stage.change(workflow, assign_to())
    assert stage.waiting() == [contact]
    assert stage.assignee(stage.write("eve")) == ana
    stage.pass_time(hours=1)
    assert stage.outcome(contact) == ("failed", "assignment_timeout")


def test_whoever_is_taken_goes_on_where_the_step_ends() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True), say("{{ assignee.first_name }} is here"))
    contact = stage.write("carl")
    stage.pass_time(hours=3)
    stage.status(ana, "online")
    assert stage.sent(contact) == ["Ana is here"]
    assert stage.trail(contact) == [
        ("assign_to", "waiting", None),
        ("assign_to", "done", None),
        ("send_message", "done", None),
    ]


# --- 10. the timeout ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ways", "outcome", "texts"),
    [
        ({}, ("failed", "assignment_timeout"), []),
        ({"on_timeout": [say("Late")]}, ("completed", None), ["Late"]),
        ({"on_timeout": []}, ("completed", None), []),
        ({"on_failure": [say("Oh")]}, ("completed", None), ["Oh"]),
        ({"on_timeout": [say("Late")], "on_failure": [say("Oh")]}, ("completed", None), ["Late"]),
    ],
)
def test_at_the_timeout_the_run_takes_its_way_out_or_ends(
    ways: dict[str, object], outcome: tuple[str, str | None], texts: list[str]
) -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m", **ways), say("Hello"))
    contact = stage.write("carl")
    stage.pass_time(minutes=14, seconds=59)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(seconds=1)
    assert stage.outcome(contact) == outcome
    assert stage.trail(contact)[1][2] == "assignment_timeout"
    assert stage.sent(contact) == texts
    stage.status(ana, "online")
    assert stage.assignee(contact) is None


def test_after_an_assignment_the_timeout_never_comes() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m", on_timeout=[say("Late")]))
    contact = stage.write("carl")
    stage.status(ana, "online")
    stage.pass_time(days=8)
    assert stage.sent(contact) == []
    assert stage.outcome(contact) == ("completed", None)


def test_timers_due_at_one_moment_go_in_the_order_in_which_they_were_set() -> None:
    stage, _ = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m"))
    contacts = [stage.write(f"c{number}") for number in range(5)]
    stage.pass_time(minutes=15)
    assert [event.contact_id for event in stage.events("run.ended")] == contacts


def test_a_timer_never_fires_early_and_does_nothing_twice() -> None:
    stage, _ = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m"))
    stage.write("carl")
    timer = stage.state.timers.present()[0]
    before = stage.state.seq
    stage.do(c.TimerDue, timer_id=timer.id)
    assert stage.state.seq == before
    stage.pass_time(minutes=15)
    after = stage.state.seq
    stage.do(c.TimerDue, timer_id=timer.id)
    assert stage.state.seq == after


def test_a_timer_of_a_wait_that_is_over_goes_without_a_trace() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m"))
    contact = stage.write("carl")
    timer = stage.state.timers.present()[0]
    stage.status(ana, "online")
    before = stage.state.seq
    stage.state.timers.rows[timer.id] = timer  # as if it had been left
    stage.pass_time(minutes=15)
    assert stage.state.seq == before
    assert stage.outcome(contact) == ("completed", None)


def test_a_timer_that_failed_comes_again_later() -> None:
    stage, _ = closed_shop()
    stage.workflow(assign_to(only_online=True, timeout="15m"))
    contact = stage.write("carl")
    timer = stage.state.timers.present()[0]
    stage.do(c.PostponeTimer, timer_id=timer.id, by=timer.due_at - START)
    stage.do(c.PostponeTimer, timer_id=999, by=timer.due_at - START)
    stage.pass_time(minutes=15)
    assert stage.outcome(contact) == ("failed", "assignment_timeout")


# --- 11. while it waits ------------------------------------------------------------------------------


def held(**fields: object) -> tuple[Stage, int, int]:
    """A contact of Ana's that came back and waits for somebody online; Ana is offline."""
    stage, ana = closed_shop()
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(only_online=True, **fields), say("Hello"))
    stage.write("carl")
    return stage, ana, contact


def test_a_waiting_contact_keeps_its_assignee() -> None:
    stage, ana, contact = held()
    assert (stage.waiting(), stage.assignee(contact)) == ([contact], ana)


def test_an_assignment_by_hand_satisfies_every_step_in_which_it_waits_and_the_decision_says_so() -> None:
    stage, _, contact = held()
    stage.workflow(assign_to(max_open_contacts=1, only_online=True), say("Second"), name="Second")
    stage.close(contact)
    stage.write("carl")
    ben = stage.user("ben", status="offline")
    assert stage.waiting() == [contact, contact]
    stage.assign(contact, ben)
    runs = [run for run in stage.runs(contact) if run.state == "completed"]
    assert len(runs) == 2
    assert sorted(stage.sent(contact)) == ["Hello", "Second"]
    assert stage.decision(contact)["satisfied"] == [run.id for run in runs]
    assert stage.trail(contact)[1] == ("assign_to", "done", "assigned_elsewhere")
    assert stage.waiting() == []


def test_an_assignment_by_another_workflow_satisfies_it_too() -> None:
    stage, ana, contact = held()
    by_name = {"type": "assign_to", "action": "user", "user": "ana@x.test"}
    other = stage.workflow(by_name, name="Other")
    stage.close(contact)
    stage.write("carl")
    assert stage.assignee(contact) == ana
    assert stage.waiting() == []
    decision = stage.decision(contact)
    assert decision["run"] == stage.run(contact, other).id
    assert len(decision["satisfied"]) == 1
    assert stage.sent(contact) == ["Hello"]


def test_of_a_contact_that_waits_in_two_workflows_one_is_served_and_the_other_satisfied() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True), name="One")
    stage.workflow(assign_to(only_online=True), name="Two")
    contact = stage.write("carl")
    assert stage.waiting() == [contact, contact]
    stage.status(ana, "online")
    assert len(stage.events("contact.assigned")) == 1
    assert [run.state for run in stage.runs(contact)] == ["completed", "completed"]
    assert stage.decision(contact)["satisfied"] == [stage.runs(contact)[1].id]


def test_unassigning_changes_nothing() -> None:
    stage, _, contact = held()
    stage.assign(contact, None)
    assert (stage.waiting(), stage.assignee(contact)) == ([contact], None)
    assert stage.outcome(contact) == ("waiting", None)


def test_closing_the_conversation_stops_the_wait() -> None:
    stage, ana, contact = held()
    stage.close(contact)
    assert stage.outcome(contact) == ("stopped", "conversation_closed")
    assert stage.waiting() == []
    stage.status(ana, "online")
    assert stage.sent(contact) == []


def test_stopping_or_deleting_the_workflow_stops_the_wait() -> None:
    for kind in (c.StopWorkflow, c.DeleteWorkflow):
        stage, _, contact = held()
        stage.do(kind, workflow_id=stage.run(contact).workflow_id)
        assert stage.outcome(contact) == ("stopped", "workflow_stopped")
        assert stage.waiting() == []


def test_deleting_the_contact_stops_the_wait() -> None:
    stage, _, contact = held()
    stage.do(c.DeleteContact, contact_id=contact)
    assert stage.outcome(contact) == ("stopped", "contact_deleted")
    assert stage.waiting() == []


@pytest.mark.parametrize("how", ["team deleted", "user deleted", "user leaves"])
@pytest.mark.parametrize("when_empty", ["exit", "next_step", "on_failure"])
def test_a_pool_that_becomes_empty_is_pool_empty(how: str, when_empty: str) -> None:
    stage = Stage()
    stage.user("owner", role="owner", status="offline")
    team = stage.team()
    ana = stage.user("ana", team, status="offline")
    ways = {"exit": {}, "next_step": {"when_empty": "next_step"}, "on_failure": {"on_failure": [say("Oh")]}}
    stage.workflow(assign_to("Support", only_online=True, **ways[when_empty]), say("Hello"))
    contacts = [stage.write("one"), stage.write("two")]
    match how:
        case "team deleted":
            stage.do(c.DeleteTeam, team_id=team)
        case "user deleted":
            stage.do(c.DeleteUser, user_id=ana)
        case _:
            stage.leave(ana, team)
    assert stage.waiting(team) == []
    for contact in contacts:
        assert stage.trail(contact)[1][2] == "pool_empty"
        if when_empty == "exit":
            assert stage.outcome(contact) == ("failed", "pool_empty")
        else:
            assert stage.sent(contact) == ["Hello" if when_empty == "next_step" else "Oh"]


def test_a_team_whose_last_member_is_replaced_in_one_go_was_never_empty() -> None:
    stage = Stage()
    team = stage.team()
    stage.user("ana", team, status="offline")
    ben = stage.user("ben")
    stage.workflow(assign_to("Support", only_online=True))
    contact = stage.write("carl")
    stage.do(c.SetTeamMembers, team_id=team, users=[ben])
    assert stage.assignee(contact) == ben


# --- lines: a contact does not count against its own holder, wherever that changes --------------------


def two_of_one_holder() -> tuple[Stage, int, int, int]:
    """Two contacts of Ana's came back and wait for somebody with room who is online."""
    stage, ana = closed_shop()
    contacts = [stage.write("one"), stage.write("two")]
    for contact in contacts:
        stage.assign(contact, ana)
        stage.close(contact)
    stage.workflow(assign_to(only_online=True, max_open_contacts=2))
    for name in ("one", "two"):
        stage.write(name)
    assert len(stage.state.queue_lines.present()) == 1
    return stage, ana, contacts[0], contacts[1]


def test_who_leaves_a_line_for_a_new_one_leaves_the_others_in_theirs() -> None:
    stage, ana, one, two = two_of_one_holder()
    stage.assign(one, None)
    check(stage.world)
    assert {line.holder_id: line.waiting for line in stage.state.queue_lines.present()} == {ana: 1, None: 1}
    moved = stage.events("run.moved")[0]
    assert (moved.contact_id, moved.subject_id) == (one, stage.run(one).id)
    assert stage.waiting() == [one, two]
    stage.status(ana, "online")
    assert (stage.assignee(one), stage.assignee(two)) == (ana, ana)


def test_contacts_of_a_deleted_user_wait_in_the_line_of_nobody() -> None:
    stage, ana, one, two = two_of_one_holder()
    stage.user("owner", role="owner", status="offline")
    stage.do(c.DeleteUser, user_id=ana)
    check(stage.world)
    assert [line.holder_id for line in stage.state.queue_lines.present()] == [None]
    assert stage.waiting() == [one, two]


def test_by_least_open_who_waited_does_not_count_against_its_holder() -> None:
    stage = Stage()
    team = stage.team()
    cleo = stage.user("cleo", team, status="offline")
    ana, ben = stage.user("ana"), stage.user("ben")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to("Support", logic="least_open", only_online=True))
    stage.write("carl")
    assert stage.waiting(team) == [contact]
    stage.do(c.SetTeamMembers, team_id=team, users=[cleo, ana, ben])
    # Beside this contact both have none, and Ana joined before Ben.
    assert stage.assignee(contact) == ana
    assert stage.decision(contact)["open_contacts"] == [0, 0]


def test_no_line_is_left_without_anybody() -> None:
    stage, _, one, two = two_of_one_holder()
    stage.assign(one, None)
    stage.assign(two, None)
    assert len(stage.state.queue_lines.present()) == 1
    stage.close(one)
    stage.close(two)
    assert (stage.state.queue_lines.present(), stage.state.waiting) == ([], 0)


def test_a_person_takes_who_waits() -> None:
    stage, ana = closed_shop()
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    stage.assign(contact, ana, act(ana, "agent"))
    assert stage.assignee(contact) == ana
    assert stage.outcome(contact) == ("completed", None)
