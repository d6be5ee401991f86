"""Runs: how they start, what stops them, how they end."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.workflow import interpreter
from tests.domain.stage import API, Stage, act, assign_to, say, when

WAITS = assign_to(only_online=True)


def quiet(*teams: int) -> tuple[Stage, int]:
    """A workspace whose only user is offline, so that whoever is to be assigned to somebody online waits."""
    stage = Stage()
    return stage, stage.user("ana", *teams, status="offline")


# --- starting ----------------------------------------------------------------------------------------


def test_a_published_workflow_starts_when_its_trigger_fires_and_all_its_conditions_hold() -> None:
    stage, _ = quiet()
    other = stage.new_channel("Other")
    conditions = [
        {"category": "source", "operator": "is_equal_to", "value": "contact"},
        {"category": "channel", "operator": "is_equal_to", "value": "web"},
    ]
    stage.workflow(say("Hi"), trigger={"type": "conversation_opened", "all": conditions})
    assert stage.sent(stage.write("one")) == ["Hi"]
    assert stage.sent(stage.write("two", channel=other)) == []
    three = stage.write("three", channel=other)
    stage.close(three)
    stage.open(three)
    assert stage.runs(three) == []


@pytest.mark.parametrize("state", ["draft", "stopped", "deleted"])
def test_what_is_not_published_does_not_start(state: str) -> None:
    stage, _ = quiet()
    workflow = stage.draft(say("Hi"))
    if state != "draft":
        stage.publish(workflow)
        stage.do({"stopped": c.StopWorkflow, "deleted": c.DeleteWorkflow}[state], workflow_id=workflow)
    assert stage.runs(stage.write("carl")) == []


def test_a_conversation_that_is_open_starts_nothing_again() -> None:
    stage, _ = quiet()
    stage.workflow(say("Hi"))
    contact = stage.write("carl")
    stage.write("carl")
    assert stage.sent(contact) == ["Hi"]


def test_a_contact_can_be_in_several_workflows_and_the_oldest_starts_first() -> None:
    stage, _ = quiet()
    old, young = stage.draft(say("Old"), WAITS, name="Old"), stage.draft(say("Young"), WAITS, name="Young")
    stage.publish(young)
    stage.publish(old)
    contact = stage.write("carl")
    assert [(run.workflow_id, run.state) for run in stage.runs(contact)] == [
        (old, "waiting"),
        (young, "waiting"),
    ]
    assert stage.sent(contact) == ["Old", "Young"]


def test_a_second_start_in_the_same_workflow_is_recorded_as_skipped() -> None:
    stage, _ = quiet()
    team = stage.team()
    stage.user("ben", team, status="offline")
    workflow = stage.workflow(WAITS)
    contact = stage.write("carl")
    # The contact stays inside while its conversation is opened a second time.
    row = stage.state.contacts.edit(contact)
    stage.state.conversations.edit(stage.conversation(contact).id).closed_at = stage.world.now
    row.conversation_id = None
    stage.state.accept()
    stage.write("carl")
    assert len(stage.runs(contact)) == 1
    skipped = stage.events("run.skipped")[0]
    assert (skipped.contact_id, skipped.subject_id, skipped.data) == (contact, workflow, {"reason": "inside"})


@pytest.mark.parametrize("once_from_the_start", [True, False])
def test_once_per_contact_counts_entries_under_whatever_version(once_from_the_start: bool) -> None:
    stage, _ = quiet()
    workflow = stage.workflow(say("One"), once_per_contact=once_from_the_start)
    contact = stage.write("carl")
    stage.change(workflow, say("Two"), once_per_contact=True)
    stage.close(contact)
    stage.write("carl")
    assert stage.sent(contact) == ["One"]
    assert stage.events("run.skipped")[0].data == {"reason": "once_per_contact"}
    assert stage.sent(stage.write("eve")) == ["Two"]


def test_without_it_a_contact_enters_again() -> None:
    stage, _ = quiet()
    stage.workflow(say("Hi"))
    contact = stage.write("carl")
    stage.close(contact)
    stage.write("carl")
    assert stage.sent(contact) == ["Hi", "Hi"]


# --- versions ----------------------------------------------------------------------------------------


def test_who_is_inside_finishes_on_the_version_it_started_with() -> None:
    stage, ana = quiet()
    workflow = stage.workflow(WAITS, say("One"))
    contact = stage.write("carl")
    stage.change(workflow, say("Two"))
    stage.status(ana, "online")
    assert (stage.run(contact).version, stage.sent(contact)) == (1, ["One"])
    other = stage.write("eve")
    assert (stage.run(other).version, stage.sent(other)) == (2, ["Two"])


def test_every_publish_makes_a_numbered_version_that_stays() -> None:
    stage, _ = quiet()
    workflow = stage.workflow(say("One"))
    stage.publish(workflow)
    stage.change(workflow, say("Three"))
    versions = [stage.state.workflow_versions.one((workflow, number)) for number in (1, 2, 3)]
    assert [row.document["steps"][0]["text"] for row in versions] == ["One", "One", "Three"]
    assert [event.data for event in stage.events("workflow.published")] == [
        {"version": number} for number in (1, 2, 3)
    ]


def test_a_draft_changes_nothing_until_it_is_published() -> None:
    stage, _ = quiet()
    workflow = stage.workflow(say("One"))
    document = {**stage.state.workflows.one(workflow).document, "steps": [say("Two")]}
    stage.do(c.SaveWorkflow, workflow_id=workflow, document=document)
    assert stage.sent(stage.write("carl")) == ["One"]


def test_a_draft_read_before_another_change_is_stale() -> None:
    stage, _ = quiet()
    workflow = stage.draft(say("One"))
    document = {**stage.state.workflows.one(workflow).document, "steps": [say("Two")]}
    stage.do(c.SaveWorkflow, workflow_id=workflow, revision=1, document=document)
    code = stage.refused(c.SaveWorkflow, workflow_id=workflow, revision=1, document={"name": "Test"})
    assert code == "stale_draft"


def test_a_document_with_problems_is_kept_and_not_published() -> None:
    stage, _ = quiet()
    workflow = stage.draft({"type": "assign_to", "action": "team", "team": "Nobody"})
    assert stage.refused(c.PublishWorkflow, workflow_id=workflow) == "workflow_has_problems"
    assert stage.state.workflows.one(workflow).state == "draft"


def test_stopping_takes_everyone_out_and_nobody_is_put_back() -> None:
    stage, ana = quiet()
    workflow = stage.workflow(WAITS)
    contacts = [stage.write("one"), stage.write("two")]
    stage.do(c.StopWorkflow, workflow_id=workflow)
    assert [stage.outcome(contact) for contact in contacts] == [("stopped", "workflow_stopped")] * 2
    stage.publish(workflow)
    stage.status(ana, "online")
    assert stage.events("contact.assigned") == []
    assert stage.do(c.StopWorkflow, workflow_id=workflow).event is not None
    assert stage.do(c.StopWorkflow, workflow_id=workflow).event is None


def test_deleting_a_workflow_stops_it_first() -> None:
    stage, _ = quiet()
    workflow = stage.workflow(WAITS)
    stage.write("carl")
    before = stage.state.seq
    stage.do(c.DeleteWorkflow, workflow_id=workflow)
    assert stage.types(before) == ["workflow.stopped", "run.ended", "workflow.deleted"]
    assert stage.refused(c.PublishWorkflow, workflow_id=workflow) == "workflow_not_found"
    stage.draft(say("Hi"))  # its name is free again


# --- stop_when ---------------------------------------------------------------------------------------


def happen(stage: Stage, cause: str, contact: int, ana: int) -> None:
    match cause:
        case "agent_message":
            stage.reply(ana, contact)
        case "incoming_message":
            stage.write("carl", "Hello?")
        case "manual_assignment":
            stage.assign(contact, ana)
        case _:
            stage.close(contact)


CAUSES = ["agent_message", "incoming_message", "manual_assignment", "conversation_closed"]


@pytest.mark.parametrize("cause", CAUSES)
def test_a_run_stops_when_its_workflow_says_so(cause: str) -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, say("Hello"), stop_when=[cause])
    contact = stage.write("carl")
    happen(stage, cause, contact, ana)
    assert stage.outcome(contact) == ("stopped", cause)
    assert stage.trail(contact)[-1] == ("assign_to", "stopped", cause)
    assert "Hello" not in stage.sent(contact)
    assert stage.waiting() == []


@pytest.mark.parametrize("cause", CAUSES[:2])
def test_all_of_them_are_off_by_default(cause: str) -> None:
    stage, ana = quiet()
    stage.workflow(WAITS)
    contact = stage.write("carl")
    happen(stage, cause, contact, ana)
    assert stage.outcome(contact) == ("waiting", None)


def test_stop_when_goes_before_what_an_assignment_satisfies() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, say("Stopped"), name="One", stop_when=["manual_assignment"])
    stage.workflow(WAITS, say("Goes on"), name="Two")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    assert [(run.state, run.reason) for run in stage.runs(contact)] == [
        ("stopped", "manual_assignment"),
        ("completed", None),
    ]
    assert stage.sent(contact) == ["Goes on"]


def test_neither_what_the_run_does_nor_the_message_that_started_it_trips_its_stop_when() -> None:
    stage, _ = quiet()
    stage.user("ben")
    stage.workflow(say("Hi"), assign_to(), say("There"), stop_when=CAUSES)
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("completed", None)
    assert stage.sent(contact) == ["Hi", "There"]


def test_the_message_of_a_user_that_opens_a_conversation_does_not_stop_what_it_starts() -> None:
    stage, ana = quiet()
    contact = stage.write("carl")
    stage.close(contact)
    stage.workflow(WAITS, stop_when=["agent_message"])
    stage.reply(ana, contact)
    assert stage.outcome(contact) == ("waiting", None)
    stage.reply(ana, contact)
    assert stage.outcome(contact) == ("stopped", "agent_message")


def test_unassigning_is_no_manual_assignment() -> None:
    stage, ana = quiet()
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(WAITS, stop_when=["manual_assignment"])
    stage.write("carl")
    stage.assign(contact, None)
    assert stage.outcome(contact) == ("waiting", None)


def test_an_assignment_by_a_workflow_is_no_manual_assignment() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, say("Hello"), name="One", stop_when=["manual_assignment"])
    stage.workflow({"type": "assign_to", "action": "user", "user": "ana@x.test"}, name="Two")
    contact = stage.write("carl")
    assert stage.assignee(contact) == ana
    assert [run.state for run in stage.runs(contact)] == ["completed", "completed"]


def test_a_message_by_the_api_or_a_comment_is_no_agent_message() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, stop_when=["agent_message"])
    contact = stage.write("carl")
    stage.do(c.SendMessage, API, contact_id=contact, text="News")
    stage.do(c.AddComment, act(ana), contact_id=contact, text="Note")
    assert stage.outcome(contact) == ("waiting", None)


# --- ending ------------------------------------------------------------------------------------------


def test_a_run_is_completed_when_it_runs_out_of_steps_also_on_a_way_out() -> None:
    stage, _ = quiet()
    stage.workflow(assign_to(only_online=True, timeout="1m", on_timeout=[say("Late")]), say("Never"))
    contact = stage.write("carl")
    stage.pass_time(minutes=1)
    assert stage.outcome(contact) == ("completed", None)
    assert stage.trail(contact) == [
        ("assign_to", "waiting", None),
        ("assign_to", "on_timeout", "assignment_timeout"),
        ("send_message", "done", None),
    ]
    event = stage.events("run.ended")[0]
    assert (event.subject_id, event.data) == (stage.run(contact).id, {"state": "completed"})


def test_a_run_without_steps_is_completed() -> None:
    stage, _ = quiet()
    stage.workflow()
    assert stage.outcome(stage.write("carl")) == ("completed", None)


def test_a_person_takes_one_contact_out() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS)
    contact, other = stage.write("carl"), stage.write("eve")
    event = stage.do(c.TakeOut, act(ana), run_id=stage.run(contact).id).event
    assert event is not None
    assert (event.type, event.actor, event.data) == (
        "run.ended",
        f"user:{ana}",
        {"state": "stopped", "reason": "taken_out"},
    )
    assert stage.outcome(contact) == ("stopped", "taken_out")
    assert stage.outcome(other) == ("waiting", None)
    assert stage.refused(c.TakeOut, run_id=stage.run(contact).id) == "run_ended"
    assert stage.refused(c.TakeOut, run_id=999) == "run_not_found"


def test_a_run_ends_exactly_once_whatever_comes_together() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, stop_when=CAUSES)
    contact = stage.write("carl")
    stage.close(contact)
    stage.write("carl", "Again")
    stage.reply(ana, contact)
    stage.do(c.DeleteContact, contact_id=contact)
    ended = [event.subject_id for event in stage.events("run.ended")]
    assert ended == [run.id for run in stage.runs(contact)]


def test_what_runs_too_long_without_waiting_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "STEP_LIMIT", 3)
    stage, _ = quiet()
    stage.workflow(*[say(f"{number}") for number in range(4)], name="Four", trigger=when("contact"))
    stage.workflow(*[say(f"{number}") for number in range(3)], name="Three", trigger=when("api"))
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("failed", "step_limit")
    assert stage.sent(contact) == ["0", "1", "2"]
    stage.close(contact)
    stage.open(contact)
    assert stage.outcome(contact) == ("completed", None)


# --- the order of things within one command ----------------------------------------------------------


def test_first_the_message_then_the_workflow() -> None:
    stage, _ = quiet()
    stage.user("ben")
    stage.workflow(say("Hi"), assign_to())
    before = stage.state.seq
    stage.write("carl")
    assert stage.types(before) == [
        "contact.created",
        "conversation.opened",
        "message.received",
        "run.started",
        "message.sent",
        "contact.assigned",
        "run.ended",
    ]


def test_first_the_match_then_who_goes_on() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.workflow(assign_to(max_open_contacts=1), say("At last"))
    first, second = stage.write("first"), stage.write("second")
    assert (stage.assignee(first), stage.waiting()) == (ana, [second])
    before = stage.state.seq
    stage.assign(first, None)
    types = ["contact.unassigned", "contact.assigned", "message.sent", "run.ended"]
    assert stage.types(before) == types


def test_those_who_are_placed_together_go_on_in_the_order_of_the_queue() -> None:
    stage, ana = quiet()
    stage.workflow(WAITS, say("Hello"))
    contacts = [stage.write(f"c{number}") for number in range(3)]
    before = stage.state.seq
    stage.status(ana, "online")
    after = [event for event in stage.world.events if event.seq > before]
    assert [event.contact_id for event in after if event.type == "contact.assigned"] == contacts
    assert [event.contact_id for event in after if event.type == "message.sent"] == contacts
    assigned = [event.seq for event in after if event.type == "contact.assigned"]
    sent = [event.seq for event in after if event.type == "message.sent"]
    assert max(assigned) < min(sent)


# --- sending -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["no channel", "channel deleted", "not on that channel", "comes to nothing"])
def test_a_message_that_cannot_be_sent_is_the_failure_message_failed(how: str) -> None:
    stage, _ = quiet()
    other = stage.new_channel("Other")
    step: dict[str, Any] = say("Hi")
    if how == "not on that channel":
        step = say("Hi", channel="Other")
    if how == "comes to nothing":
        step = say("{{ contact.email }} ")
    workflow = stage.workflow({**step, "on_failure": []}, say("Never"))
    if how == "no channel":
        contact = stage.new(c.CreateContact, first_name="Carl")
        stage.open(contact)
    elif how == "channel deleted":
        contact = stage.write("carl", channel=other)
        stage.close(contact)
        stage.do(c.DeleteChannel, channel_id=other)
        stage.open(contact)
    else:
        contact = stage.write("carl")
    assert stage.outcome(contact) == ("completed", None)
    assert stage.trail(contact) == [("send_message", "on_failure", "message_failed")]
    stage.change(workflow, step)
    stage.close(contact)
    stage.open(contact)
    assert stage.outcome(contact) == ("failed", "message_failed")


def test_a_message_can_go_to_a_channel_that_is_named() -> None:
    stage, _ = quiet()
    other = stage.new_channel("Other")
    stage.workflow(say("Hi", channel="Other"))
    contact = stage.write("carl", channel=other)
    assert [row.channel_id for row in stage.state.messages.present() if row.sender == "workflow"] == [other]
    assert stage.outcome(contact) == ("completed", None)


def test_a_delivery_that_fails_later_does_not_change_the_run() -> None:
    stage, _ = quiet()
    web = stage.new_channel("Out", outbound_url="https://x.test")
    stage.workflow(say("Hi"))
    contact = stage.write("carl", channel=web)
    delivery = stage.state.deliveries.present()[0]
    result = c.DeliveryResult(delivery.id, 1, "refused", None)
    stage.do(c.ReportDeliveries, results=[result, result])
    assert [event.subject_id for event in stage.events("message.failed")] == [delivery.id]
    assert stage.outcome(contact) == ("completed", None)


def test_texts_know_the_contact_its_assignee_and_the_rest() -> None:
    stage = Stage()
    stage.user("ana")
    stage.workflow(
        assign_to(),
        say("{{ contact.name }} {{ assignee.first_name }} {{ conversation.status }} {{ workspace.name }}"),
    )
    contact = stage.write("carl", first_name="Carl", last_name="C")
    assert stage.sent(contact) == ["Carl C Ana open Test"]
