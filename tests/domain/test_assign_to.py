"""Assign to, rules 1 to 7: who is chosen at once."""

from collections import Counter
from datetime import timedelta

import pytest

from evenhand.domain import commands as c
from tests.domain.stage import Stage, act, assign_to, say, when

# --- 1. a specific user ------------------------------------------------------------------------------


def to_user(name: str, **fields: object) -> dict[str, object]:
    return {"type": "assign_to", "action": "user", "user": f"{name}@x.test", **fields}


def test_a_specific_user_gets_it_whatever_presence_and_load() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.assign(stage.write("one"), ana)
    stage.workflow(to_user("ANA"))
    contact = stage.write("carl")
    assert stage.assignee(contact) == ana
    assert stage.decision(contact) == {"previous": None, "by": "step", "run": stage.run(contact).id}
    assert stage.events("contact.assigned")[-1].actor == f"workflow:{stage.run(contact).workflow_id}"


def test_a_specific_user_takes_no_turn() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    named = stage.workflow(to_user("ana"))
    stage.write("one")
    stage.change(named, assign_to())
    assert stage.assignee(stage.write("two")) == ana
    assert stage.assignee(stage.write("three")) == ben


@pytest.mark.parametrize("on_failure", [True, False])
def test_a_deleted_user_is_the_failure_user_deleted(on_failure: bool) -> None:
    stage = Stage()
    stage.user("owner", role="owner")
    stage.user("ana")
    stage.workflow(to_user("ana", **({"on_failure": [say("Sorry")]} if on_failure else {})), say("Hello"))
    stage.do(c.DeleteUser, user_id=stage.state.users.present()[-1].id)
    contact = stage.write("carl")
    if on_failure:
        assert stage.outcome(contact) == ("completed", None)
        assert stage.trail(contact)[0] == ("assign_to", "on_failure", "user_deleted")
        assert stage.sent(contact) == ["Sorry"]
    else:
        assert stage.outcome(contact) == ("failed", "user_deleted")
        assert stage.trail(contact) == [("assign_to", "failed", "user_deleted")]
        assert stage.sent(contact) == []


# --- 2. unassign -------------------------------------------------------------------------------------

UNASSIGN = {"type": "assign_to", "action": "unassign"}


def test_unassign_clears_the_assignee_and_goes_on() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(UNASSIGN, say("Free again"))
    stage.write("carl")
    assert stage.assignee(contact) is None
    assert stage.open_contacts(ana) == [0]
    assert stage.sent(contact) == ["Free again"]
    event = stage.events("contact.unassigned")[0]
    assert (event.user_id, event.actor) == (ana, f"workflow:{stage.run(contact).workflow_id}")


def test_unassigning_a_contact_of_nobody_goes_on() -> None:
    stage = Stage()
    stage.workflow(UNASSIGN)
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("completed", None)
    assert stage.events("contact.unassigned") == []


def test_somebody_freed_by_a_step_takes_who_waits_before_the_next_step() -> None:
    stage = Stage()
    day, night = stage.team("Day"), stage.team("Night")
    ana, _ = stage.user("ana", day), stage.user("ben", night, status="offline")
    kept = stage.write("kept")
    stage.assign(kept, ana)
    stage.close(kept)
    again = [UNASSIGN, assign_to("Day", max_open_contacts=1)]
    stage.workflow(
        assign_to("Night", only_online=True, timeout="1h", on_timeout=again),
        name="Give up",
        trigger=when("api"),
    )
    stage.workflow(assign_to("Day", max_open_contacts=1), name="Take", trigger=when("contact"))
    stage.open(kept)
    waiting = stage.write("waiting")
    assert stage.waiting(day) == [waiting]
    stage.pass_time(hours=1)
    assert stage.assignee(waiting) == ana
    assert stage.waiting(day) == [kept]


# --- 3. team and workspace ---------------------------------------------------------------------------


def test_the_pool_of_a_team_is_its_users_and_that_of_the_workspace_everybody() -> None:
    stage = Stage()
    team = stage.team()
    ana = stage.user("ana")
    ben = stage.user("ben", team)
    stage.workflow(assign_to("Support"), name="Team")
    contact = stage.write("carl")
    assert (stage.assignee(contact), stage.decision(contact)["pool"]) == (ben, team)
    stage.do(c.StopWorkflow, workflow_id=stage.run(contact).workflow_id)
    stage.workflow(assign_to(), name="Workspace")
    contact = stage.write("eve")
    assert (stage.assignee(contact), stage.decision(contact)["pool"]) == (ana, 0)


@pytest.mark.parametrize("way", ["exit", "next_step", "on_failure"])
def test_an_empty_pool_leaves_the_workflow_or_goes_on_where_the_step_says_so(way: str) -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.team()
    fields = {
        "exit": {},
        "next_step": {"when_empty": "next_step"},
        "on_failure": {"on_failure": [say("Sorry")]},
    }[way]
    kept = stage.write("carl")
    stage.assign(kept, ana)
    stage.close(kept)
    stage.workflow(assign_to("Support", **fields), say("Hello"))
    contact = stage.write("carl")
    outcomes = {
        "exit": ("failed", "pool_empty"),
        "next_step": ("completed", None),
        "on_failure": ("completed", None),
    }
    assert stage.outcome(contact) == outcomes[way]
    assert stage.trail(contact)[0][2] == "pool_empty"
    assert stage.sent(contact) == {"exit": [], "next_step": ["Hello"], "on_failure": ["Sorry"]}[way]
    assert stage.assignee(contact) == ana


def test_a_deleted_team_is_an_empty_pool() -> None:
    stage = Stage()
    team = stage.team()
    stage.user("ana", team)
    stage.workflow(assign_to("Support"))
    stage.do(c.DeleteTeam, team_id=team)
    assert stage.outcome(stage.write("carl")) == ("failed", "pool_empty")
    stage.user("ben", stage.team("Support"))
    assert stage.outcome(stage.write("eve")) == ("completed", None)


# --- 4. eligible -------------------------------------------------------------------------------------


@pytest.mark.parametrize("logic", ["round_robin", "least_open"])
def test_each_setting_leaves_out_whom_it_names_and_the_two_are_independent(logic: str) -> None:
    stage = Stage()
    ana, ben, cleo = stage.user("ana", status="busy"), stage.user("ben"), stage.user("cleo")
    stage.assign(stage.write("one"), ben)
    workflow = stage.workflow(assign_to(logic=logic, only_online=True, max_open_contacts=1))
    contact = stage.write("carl")
    assert stage.assignee(contact) == cleo
    assert stage.decision(contact)["left_out"] == {str(ana): "not_online", str(ben): "full"}
    stage.change(workflow, assign_to(logic=logic, max_open_contacts=1))
    contact = stage.write("eve")
    assert stage.assignee(contact) == ana
    assert stage.decision(contact)["left_out"] == {str(ben): "full", str(cleo): "full"}


# --- 5. round robin ----------------------------------------------------------------------------------


def test_turns_go_round_in_the_order_of_joining() -> None:
    stage = Stage()
    team = stage.team()
    users = [stage.user(name) for name in ("ana", "ben", "cleo")]
    for user in (users[2], users[0], users[1]):
        stage.join(user, team)
    stage.workflow(assign_to("Support"))
    got = [stage.assignee(stage.write(f"c{number}")) for number in range(6)]
    assert got == [users[2], users[0], users[1]] * 2


def test_one_rotation_is_shared_by_every_step_and_workflow_of_the_pool() -> None:
    stage = Stage()
    ana, ben, cleo = (stage.user(name) for name in ("ana", "ben", "cleo"))
    one = stage.workflow(assign_to(), name="One")
    assert stage.assignee(stage.write("c1")) == ana
    stage.do(c.StopWorkflow, workflow_id=one)
    stage.workflow(assign_to(), assign_to(), name="Two")
    contact = stage.write("c2")
    assert [event.user_id for event in stage.events("contact.assigned", contact_id=contact)] == [ben, cleo]


def test_another_pool_has_a_rotation_of_its_own() -> None:
    stage = Stage()
    team = stage.team()
    ana, _ = stage.user("ana", team), stage.user("ben", team)
    stage.workflow(assign_to("Support"), assign_to())
    contact = stage.write("carl")
    assert [event.user_id for event in stage.events("contact.assigned", contact_id=contact)] == [ana, ana]


@pytest.mark.parametrize("why", ["offline", "full"])
def test_someone_skipped_gets_the_next_turn_and_only_one(why: str) -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.workflow(assign_to(only_online=True, max_open_contacts=10))
    blocked = [stage.write(f"b{number}") for number in range(10)] if why == "full" else []
    for contact in blocked:
        stage.assign(contact, ana)
    if why == "offline":
        stage.status(ana, "offline")
    for number in range(5):
        assert stage.assignee(stage.write(f"c{number}")) == ben
    stage.status(ana, "online")
    for contact in blocked:
        stage.close(contact)
    got = [stage.assignee(stage.write(f"d{number}")) for number in range(4)]
    assert got == [ana, ben, ana, ben]


def test_a_newcomer_gets_the_next_turn_and_only_one() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.workflow(assign_to())
    for number in range(3):
        stage.write(f"c{number}")
    cleo = stage.user("cleo")
    got = [stage.assignee(stage.write(f"d{number}")) for number in range(4)]
    assert got == [cleo, ben, ana, cleo]


def test_leaving_and_coming_back_is_no_new_turn() -> None:
    stage = Stage()
    team = stage.team()
    ana, ben, cleo = (stage.user(name, team) for name in ("ana", "ben", "cleo"))
    stage.workflow(assign_to("Support"))
    assert stage.assignee(stage.write("c1")) == ana
    stage.leave(ana, team)
    stage.join(ana, team)
    got = [stage.assignee(stage.write(f"d{number}")) for number in range(3)]
    assert got == [ben, cleo, ana]


def test_manual_assignments_do_not_move_the_rotation() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.workflow(assign_to())
    assert stage.assignee(stage.write("c1")) == ana
    for number in range(3):
        stage.assign(stage.new(c.CreateContact, first_name=f"{number}"), ben)
    assert stage.assignee(stage.write("c2")) == ben


def test_a_choice_by_least_open_takes_a_turn_too() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    workflow = stage.workflow(assign_to(logic="least_open"))
    assert stage.assignee(stage.write("c1")) == ana
    stage.change(workflow, assign_to())
    assert stage.assignee(stage.write("c2")) == ben


def test_turns_of_those_who_are_always_eligible_differ_by_at_most_one() -> None:
    stage = Stage()
    users = [stage.user(f"u{number}") for number in range(5)]
    stage.workflow(assign_to(only_online=True))
    counts = Counter[int | None]()
    for number in range(60):
        stage.status(users[4], "online" if number % 7 else "offline")
        counts[stage.assignee(stage.write(f"c{number}"))] += 1
        always = [counts[user] for user in users[:4]]
        assert max(always) - min(always) <= 1


# --- 6. least open -----------------------------------------------------------------------------------


def test_least_open_takes_the_fewest_and_ties_go_by_the_rotation() -> None:
    stage = Stage()
    ana, ben, cleo = (stage.user(name) for name in ("ana", "ben", "cleo"))
    stage.assign(stage.write("kept"), ana)
    stage.workflow(assign_to(logic="least_open"))
    got = [stage.assignee(stage.write(f"c{number}")) for number in range(4)]
    # After Ben and Cleo all have one, and Ana's turn is longest ago; then Ben's.
    assert got == [ben, cleo, ana, ben]


# --- 7. already assigned -----------------------------------------------------------------------------


def reopened(stage: Stage, *had: int) -> None:
    """Carl comes back; these users had the conversation that is open now, the last has it."""
    contact = stage.write("carl")
    for user in had:
        stage.assign(contact, user)


def test_the_step_assigns_anew() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    contact = stage.write("carl")
    stage.assign(contact, ben)
    stage.close(contact)
    stage.workflow(assign_to())
    stage.write("carl")
    assert stage.assignee(contact) == ana
    assert stage.decision(contact)["previous"] == ben
    assert stage.open_contacts(ana, ben) == [1, 0]


def test_the_current_assignee_can_be_left_out() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(exclude=["current_assignee"]))
    stage.write("carl")
    assert stage.assignee(contact) == ben
    assert stage.decision(contact)["left_out"] == {str(ana): "excluded"}


def test_all_who_had_this_conversation_can_be_left_out_and_those_of_an_earlier_one_are_not() -> None:
    stage = Stage()
    ana, ben, cleo = (stage.user(name) for name in ("ana", "ben", "cleo"))
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.assign(contact, ben)
    stage.close(contact)
    stage.workflow(assign_to(exclude=["previous_assignees"]), assign_to(exclude=["previous_assignees"]))
    stage.write("carl")
    # Ben kept it when it was opened; Ana had only the conversation before.
    got = [event.user_id for event in stage.events("contact.assigned", contact_id=contact)]
    assert got == [ana, ben, ana, cleo]


def test_they_are_left_out_as_they_were_when_the_step_was_entered() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben", status="offline")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(exclude=["current_assignee"], only_online=True))
    stage.write("carl")
    assert stage.waiting() == [contact]
    stage.assign(contact, None, act(ana))
    assert stage.waiting() == [contact]
    stage.pass_time(days=6)
    stage.status(ben, "online")
    assert stage.assignee(contact) == ben


def test_a_step_waits_seven_days_if_no_time_is_given() -> None:
    stage = Stage()
    stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    stage.pass_time(days=7, seconds=-1)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(seconds=1)
    assert stage.outcome(contact) == ("failed", "assignment_timeout")
    assert stage.run(contact).ended_at == stage.conversation(contact).opened_at + timedelta(days=7)
