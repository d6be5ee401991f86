"""Assign to, rule 13: the decision, from which anybody can redo the choice by hand."""

from evenhand.domain import commands as c
from evenhand.domain.assignment.eligibility import NEAREST, WHOLE_POOL
from tests.domain.stage import Stage, act, assign_to


def test_the_decision_of_a_step_has_pool_settings_and_order() -> None:
    stage = Stage()
    team = stage.team()
    ana, ben = stage.user("ana", team), stage.user("ben", team)
    stage.workflow(assign_to("Support", only_online=True, max_open_contacts=3))
    first = stage.write("one")
    turn = stage.events("contact.assigned")[0].seq
    second = stage.write("two")
    assert stage.assignee(first) == ana
    assert stage.decision(second) == {
        "previous": None,
        "by": "step",
        "run": stage.run(second).id,
        "pool": team,
        "logic": "round_robin",
        "only_online": True,
        "max_open_contacts": 3,
        "eligible": 2,
        "order": [ben, ana],
        "last_turns": [0, turn],
    }


def test_the_decision_of_least_open_has_the_counts() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.assign(stage.write("kept"), ana)
    stage.workflow(assign_to(logic="least_open"))
    decision = stage.decision(stage.write("carl"))
    assert (decision["order"], decision["open_contacts"]) == ([ben, ana], [0, 1])


def test_of_those_left_out_the_first_rule_is_named() -> None:
    stage = Stage()
    users = [stage.user(name) for name in ("excluded", "away", "full", "free")]
    excluded, away, full, free = users
    stage.assign(stage.write("kept"), full)
    stage.assign(stage.write("kept too"), away)
    contact = stage.write("carl")
    stage.assign(contact, excluded)
    stage.close(contact)
    for user in (excluded, away):
        stage.status(user, "busy")
    stage.workflow(assign_to(only_online=True, max_open_contacts=1, exclude=["current_assignee"]))
    stage.write("carl")
    decision = stage.decision(contact)
    assert stage.assignee(contact) == free
    assert decision["left_out"] == {str(excluded): "excluded", str(away): "not_online", str(full): "full"}
    assert decision["eligible"] == 1
    assert decision["previous"] == excluded


def test_the_decision_of_a_person_says_who_and_by_hand() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.assign(contact, ana, act(ana))
    event = stage.events("contact.assigned")[0]
    assert (event.actor, event.user_id, event.conversation_id) == (
        f"user:{ana}",
        ana,
        stage.conversation(contact).id,
    )
    assert event.data == {"previous": None, "by": "hand"}


def test_who_waited_is_decided_by_how_things_stand_when_somebody_is_free() -> None:
    stage = Stage()
    ana, ben = stage.user("ana", status="offline"), stage.user("ben", status="offline")
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    stage.status(ben, "online")
    decision = stage.decision(contact)
    assert stage.assignee(contact) == ben
    assert (decision["eligible"], decision["order"]) == (1, [ben])
    assert decision["left_out"] == {str(ana): "not_online"}


def large() -> tuple[Stage, list[int]]:
    """A pool over a hundred: every third is away, every fifth of the others full."""
    stage = Stage()
    users = [stage.user(f"u{number}", status="offline") for number in range(WHOLE_POOL + 20)]
    for number, user in enumerate(users):
        if number % 3:
            stage.status(user, "online")
            if number % 5 == 0:
                stage.assign(stage.write(f"kept {number}"), user)
    return stage, users


def test_a_pool_of_a_hundred_is_named_whole() -> None:
    stage = Stage()
    users = [stage.user(f"u{number}") for number in range(WHOLE_POOL)]
    stage.workflow(assign_to())
    decision = stage.decision(stage.write("carl"))
    assert decision["order"] == users
    assert "left_out_counts" not in decision


def test_of_a_larger_pool_the_first_ten_the_nearest_ten_and_counts_by_reason() -> None:
    stage, users = large()
    stage.workflow(assign_to(only_online=True, max_open_contacts=1))
    decision = stage.decision(stage.write("carl"))
    away = [user for number, user in enumerate(users) if number % 3 == 0]
    full = [user for number, user in enumerate(users) if number % 3 and number % 5 == 0]
    free = [user for user in users if user not in away and user not in full]
    assert decision["eligible"] == len(free)
    assert decision["order"] == free[:NEAREST]
    assert decision["left_out_counts"] == {"not_online": len(away), "full": len(full)}
    # One rule is against each of them; those who are away have no open contacts.
    assert decision["left_out"] == {str(user): "not_online" for user in away[:NEAREST]}


def test_the_second_step_of_a_command_sees_what_the_first_did_to_a_large_pool() -> None:
    stage = Stage()
    users = [stage.user(f"u{number}") for number in range(WHOLE_POOL + 3)]
    step = assign_to(max_open_contacts=1, logic="least_open", exclude=["current_assignee"])
    stage.workflow(assign_to(), step, step)
    first, second = stage.write("first"), stage.write("second")
    chosen = [event.user_id for event in stage.events("contact.assigned")]
    assert chosen == users[:6]
    assert (stage.assignee(first), stage.assignee(second)) == (users[2], users[5])
    assert stage.decision(second)["left_out_counts"] == {"excluded": 1, "full": 1}


def test_the_excluded_are_never_the_nearest() -> None:
    stage, users = large()
    contact = stage.write("carl")
    stage.assign(contact, users[1])
    stage.close(contact)
    for number in (0, 3):
        stage.assign(stage.write(f"more {number}"), users[number])
    stage.workflow(assign_to(only_online=True, exclude=["current_assignee"], max_open_contacts=1))
    stage.write("carl")
    decision = stage.decision(contact)
    assert decision["left_out_counts"]["excluded"] == 1
    # Nor are those against whom two rules speak.
    assert not {str(users[at]) for at in (0, 1, 3)} & decision["left_out"].keys()


def test_a_user_who_came_back_is_the_last_to_have_joined() -> None:
    stage = Stage()
    team = stage.team()
    ana, ben = stage.user("ana", team), stage.user("ben", team)
    stage.leave(ana, team)
    stage.join(ana, team)
    stage.workflow(assign_to("Support"))
    assert stage.decision(stage.write("carl"))["order"] == [ben, ana]


def test_the_decision_of_every_assignment_is_kept() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    contact = stage.write("carl")
    for user in (ana, ben, ben):
        stage.assign(contact, user)
    stage.do(c.AssignContact, contact_id=contact, user="ANA@x.test ")
    decisions = stage.events("contact.assigned", contact_id=contact)
    assert [event.user_id for event in decisions] == [ana, ben, ben, ana]
    assert [event.data and event.data["previous"] for event in decisions] == [None, ana, ben, ben]
    assert stage.conversation(contact).assignees == [ana, ben, ana]
    assert stage.contact(contact).assigned_seq == decisions[-1].seq
