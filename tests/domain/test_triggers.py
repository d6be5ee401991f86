"""What starts workflows, in which order, and what it tells their runs."""

from datetime import timedelta
from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from evenhand.domain.workflow.runs import CHAIN_LIMIT
from tests.domain.stage import API, TOKEN, Stage, act, assign_to, say


def on(type_: str, *conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"trigger": {"type": type_, "all": [*conditions], **more}}


def is_(category: str, value: Any, operator: str = "is_equal_to") -> dict[str, Any]:
    return {"category": category, "operator": operator, "value": value}


def note(text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "add_comment", "text": text, **fields}


def notes(stage: Stage) -> list[str]:
    return [row.text for row in stage.state.comments.present()]


REST = {"type": "wait", "duration": "1h"}


@pytest.fixture
def stage() -> Stage:
    stage = Stage()
    stage.user("ana")
    return stage


# --- each of them ----------------------------------------------------------------------------------


def test_a_conversation_is_opened_by_a_contact_a_user_the_api_or_a_workflow(stage: Stage) -> None:
    for source in ("contact", "user", "api", "workflow"):
        stage.workflow(note(source), name=source, **on("conversation_opened", is_("source", source)))
    opens = {"type": "open_conversation"}
    workflow = stage.workflow(
        REST, opens, name="Opens", **on("conversation_opened", is_("source", "contact"))
    )
    ana = stage.user("eva")
    contact = stage.write("carl")
    stage.close(contact)
    stage.open(contact, act(ana))
    stage.close(contact)
    stage.open(contact, API)
    stage.close(contact)
    stage.pass_time(hours=1)
    assert notes(stage) == ["contact", "user", "api", "workflow"]
    assert stage.outcome(contact, workflow) == ("completed", None)


def test_an_opened_conversation_has_its_channel_by_name(stage: Stage) -> None:
    told = note("{{ conversation.source }} {{ message.text }}")
    stage.workflow(told, **on("conversation_opened", is_("channel", "shop")))
    shop = stage.new_channel("Shop")
    stage.write("carl", "no")
    stage.write("dora", "yes", channel=shop)
    stage.do(c.CreateContact, first_name="Eva")
    assert notes(stage) == ["contact yes"]


def test_a_conversation_is_closed_by_a_user_the_api_a_workflow_or_silence() -> None:
    stage = Stage(auto_close_after=1800)
    ana = stage.user("ana")
    for name in ("Solved", "Spam"):
        stage.new(c.CreateClosingCategory, name=name)
    told = note("{{ conversation.status }} {{ conversation.category }} {{ conversation.summary }}")
    stage.workflow(told, **on("conversation_closed", is_("closing_category", "solved")))
    for source in ("user", "api", "workflow", "auto_close"):
        stage.workflow(note(source), name=source, **on("conversation_closed", is_("source", source)))
    closes = {"type": "close_conversation"}
    stage.workflow(closes, name="Closes", **on("contact_tag_updated"))
    contact = stage.write("carl")
    stage.close(contact, act(ana), category="Solved", summary="Paid")
    stage.write("carl")
    stage.close(contact, API, category="Spam")
    stage.write("carl")
    stage.do(c.UpdateContact, contact_id=contact, tags=["x"])
    stage.write("carl")
    stage.reply(ana, contact)
    stage.pass_time(minutes=30)
    assert notes(stage) == ["closed Solved Paid", "user", "api", "workflow", "auto_close"]


def test_every_message_of_a_contact_starts_what_waits_for_one(stage: Stage) -> None:
    told = note("{{ message.text }} / $message.text")
    wanted = is_("message_text", "order", "contains"), is_("channel", "Web")
    stage.workflow(told, **on("message_received", *wanted))
    stage.write("carl", "My ORDER {{ contact.id }}")
    stage.write("carl", "other")
    stage.write("carl", "order 2")
    assert notes(stage) == ["My ORDER {{ contact.id }} / My ORDER {{ contact.id }}", "order 2 / order 2"]


def test_the_message_of_a_run_stays_the_one_that_began_it(stage: Stage) -> None:
    stage.workflow(REST, note("{{ message.text }}"), **on("message_received"))
    stage.write("carl", "first")
    stage.write("carl", "second")
    stage.pass_time(hours=1)
    assert notes(stage) == ["first"]


def test_every_assignment_starts_what_waits_for_one_and_unassigning_does_not(stage: Stage) -> None:
    ben = stage.user("ben")
    told = note("{{ assignee.first_name }}")
    stage.workflow(told, **on("contact_assigned"))
    for source in ("user", "api", "workflow"):
        stage.workflow(note(source), name=source, **on("contact_assigned", is_("source", source)))
    stage.workflow(note("to ben"), name="Ben", **on("contact_assigned", is_("assignee", "BEN@x.test")))
    contact = stage.write("carl")
    stage.assign(contact, ben)
    stage.assign(contact, ben, act(ben))
    stage.assign(contact, None)
    assert notes(stage) == ["Ben", "api", "to ben", "Ben", "user", "to ben"]
    stage.workflow(assign_to(), name="Assigns")
    stage.write("dora")
    assert notes(stage)[6:] == ["Ana", "workflow"]


def test_each_tag_that_comes_or_goes_starts_what_waits_for_it(stage: Stage) -> None:
    told = note("{{ tag }} {{ change }} $variable.tag")
    stage.workflow(told, **on("contact_tag_updated"))
    stage.workflow(
        note("vip!"), name="V", **on("contact_tag_updated", is_("tag", "VIP"), is_("change", "added"))
    )
    contact = stage.write("carl")
    stage.do(c.UpdateContact, contact_id=contact, tags=["vip", "new"])
    assert notes(stage) == ["vip added vip", "new added new", "vip!"]
    stage.do(c.UpdateContact, contact_id=contact, tags=["new", "old"])
    stage.do(c.UpdateContact, contact_id=contact, tags=["old", "new"])
    assert notes(stage)[3:] == ["vip removed vip", "old added old"]


def test_each_field_that_changes_starts_what_waits_for_it(stage: Stage) -> None:
    for name, type_ in (("plan", "text"), ("seats", "number")):
        stage.new(c.CreateCustomField, name=name, type=type_)
    told = note("{{ field }}: {{ old_value }} to {{ new_value }}")
    stage.workflow(told, **on("contact_field_updated"))
    more = is_("new_value", 4, "is_greater_than"), is_("field", "SEATS")
    stage.workflow(note("many"), name="M", **on("contact_field_updated", *more))
    contact = stage.write("carl")
    fields = {"plan": "Gold", "seats": 5}
    stage.do(c.UpdateContact, contact_id=contact, first_name="Carl", fields=fields, language="de-AT")
    stage.do(c.UpdateContact, contact_id=contact, first_name=" Carl ", fields=fields, language="de")
    stage.do(c.UpdateContact, contact_id=contact, fields={"plan": None})
    assert sorted(notes(stage)) == [
        "first_name:  to Carl",
        "language:  to de",
        "many",
        "plan:  to Gold",
        "plan: Gold to",
        "seats:  to 5",
    ]


def test_a_guess_fires_nothing(stage: Stage) -> None:
    stage.workflow(note("{{ field }}"), **on("contact_field_updated"))
    contact = stage.write("carl")
    stage.write("carl", language="es", phone="+34600111222")
    assert (stage.contact(contact).language, stage.contact(contact).country) == ("es", "ES")
    assert notes(stage) == []
    other = stage.write("dora")
    stage.do(c.UpdateContact, contact_id=other, phone="+34600111333")
    assert notes(stage) == ["phone"]
    assert stage.contact(other).country == "ES"


def test_a_new_contact_has_changed_nothing(stage: Stage) -> None:
    stage.workflow(note("x"), **on("contact_field_updated"))
    stage.workflow(note("x"), name="T", **on("contact_tag_updated"))
    stage.do(c.CreateContact, first_name="Eva", tags=["vip"], email="e@x.test")
    assert notes(stage) == []


def test_a_message_that_comes_again_starts_nothing(stage: Stage) -> None:
    stage.workflow(note("x"), **on("message_received"))
    for _ in range(2):
        stage.write("carl", key="a" * 32)
    assert notes(stage) == ["x"]


# --- whether and when ------------------------------------------------------------------------------


def test_all_conditions_must_hold_also_those_about_the_contact(stage: Stage) -> None:
    vip = is_("contact_tags", ["vip"], "has_any_of")
    stage.workflow(note("x"), **on("message_received", is_("message_text", "hi"), vip))
    contact = stage.write("carl", "hi")
    stage.do(c.UpdateContact, contact_id=contact, tags=["vip"])
    stage.write("carl", "no")
    assert notes(stage) == []
    stage.write("carl", "HI ")
    assert notes(stage) == ["x"]


def test_the_oldest_workflow_starts_first_whatever_starts_it(stage: Stage) -> None:
    types = ("message_received", "conversation_opened", "message_received")
    for number, type_ in enumerate(types):
        stage.workflow(note(str(number)), name=str(number), **on(type_))
    stage.write("carl")
    assert notes(stage) == ["0", "1", "2"]


def test_conditions_are_judged_when_the_trigger_fires(stage: Stage) -> None:
    tag = {"type": "update_contact_tag", "add": "x"}
    stage.workflow(tag, note("first"), name="First", **on("message_received"))
    nobody = {"category": "contact_tags", "operator": "does_not_exist"}
    stage.workflow(note("second"), name="Second", **on("message_received", nobody))
    stage.write("carl")
    assert notes(stage) == ["first", "second"]


def test_what_a_step_sets_off_starts_when_its_run_rests(stage: Stage) -> None:
    stage.workflow(assign_to(), note("assigned"), REST, note("later"), name="Assigns")
    stage.workflow(note("set off"), name="Watches", **on("contact_assigned"))
    stage.write("carl")
    assert notes(stage) == ["assigned", "set off"]
    stage.pass_time(hours=1)
    assert notes(stage) == ["assigned", "set off", "later"]


def test_a_run_goes_on_before_what_the_same_message_starts(stage: Stage) -> None:
    question = {"type": "ask_question", "text": "?", "question_type": "text", "save_as": {"variable": "a"}}
    stage.workflow(question, note("answered"), name="Asks", **on("conversation_opened"))
    stage.workflow(note("started"), name="Starts", **on("message_received", is_("message_text", "yes")))
    stage.write("carl")
    stage.write("carl", "yes")
    assert notes(stage) == ["answered", "started"]


def test_an_answer_does_not_start_the_workflow_that_asked(stage: Stage) -> None:
    question = {"type": "ask_question", "text": "?", "question_type": "text", "save_as": {"variable": "a"}}
    workflow = stage.workflow(question, note("thanks"), **on("message_received"))
    contact = stage.write("carl")
    stage.write("carl", "answer")
    assert notes(stage) == ["thanks"]
    assert len(stage.runs(contact, workflow)) == 1
    stage.write("carl", "again")
    assert len(stage.runs(contact, workflow)) == 2


def test_two_tags_at_once_go_through_one_after_the_other(stage: Stage) -> None:
    workflow = stage.workflow(note("{{ tag }}"), **on("contact_tag_updated"))
    waits = stage.workflow(REST, name="Waits", **on("contact_tag_updated"))
    contact = stage.write("carl")
    stage.do(c.UpdateContact, contact_id=contact, tags=["a", "b"])
    assert notes(stage) == ["a", "b"]
    assert len(stage.runs(contact, workflow)) == 2
    assert len(stage.runs(contact, waits)) == 1
    (skipped,) = stage.events("run.skipped")
    assert (skipped.subject_id, skipped.data) == (waits, {"reason": "inside"})


def test_what_a_run_does_never_starts_its_own_workflow(stage: Stage) -> None:
    workflow = stage.workflow(assign_to(), note("x"), **on("contact_assigned"))
    contact = stage.write("carl")
    stage.assign(contact, stage.user("eva"))
    assert notes(stage) == ["x"]
    assert len(stage.runs(contact, workflow)) == 1


def test_twenty_workflows_set_each_other_off_and_no_more(stage: Stage) -> None:
    perhaps = {"category": "contact_tags", "operator": "does_not_exist"}
    for number in range(CHAIN_LIMIT + 5):
        wanted = is_("tag", f"t{number}")
        add = {"type": "update_contact_tag", "add": f"t{number + 1}"}
        stage.workflow(add, name=f"W{number}", **on("contact_tag_updated", wanted))
    stage.workflow(note("x"), name="Never", **on("conversation_opened", perhaps, is_("source", "api")))
    contact = stage.write("carl")
    stage.do(c.UpdateContact, contact_id=contact, tags=["t0"])
    assert len(stage.runs(contact)) == CHAIN_LIMIT + 1
    assert stage.outcome(contact) == ("failed", "step_limit")
    assert stage.contact(contact).tags[-1] == f"t{CHAIN_LIMIT}"


def test_stopped_drafts_and_deleted_workflows_start_nothing(stage: Stage) -> None:
    stage.draft(note("x"), name="Draft", **on("message_received"))
    stopped = stage.workflow(note("x"), name="Stopped", **on("message_received"))
    stage.do(c.StopWorkflow, workflow_id=stopped)
    gone = stage.workflow(note("x"), name="Gone", **on("message_received"))
    stage.do(c.DeleteWorkflow, workflow_id=gone)
    stage.write("carl")
    assert notes(stage) == []


# --- stop_when -------------------------------------------------------------------------------------


def watching(stage: Stage, cause: str, *steps: dict[str, Any], **more: Any) -> int:
    return stage.workflow(*(steps or (REST,)), stop_when=[cause], **more)


def test_a_message_of_a_user_stops_but_not_one_of_the_api_or_of_a_workflow(stage: Stage) -> None:
    ana = stage.user("eva")
    workflow = watching(stage, "agent_message", say("hi"), REST)
    contact = stage.write("carl")
    stage.do(c.SendMessage, API, contact_id=contact, text="x")
    assert stage.outcome(contact, workflow)[0] == "waiting"
    stage.reply(ana, contact)
    assert stage.outcome(contact, workflow) == ("stopped", "agent_message")


def test_a_message_of_the_contact_stops_but_not_the_one_that_started_it(stage: Stage) -> None:
    workflow = watching(stage, "incoming_message", **on("message_received"))
    contact = stage.write("carl")
    assert stage.outcome(contact, workflow)[0] == "waiting"
    stage.write("carl")
    first, second = stage.runs(contact, workflow)
    assert (first.state, first.reason, second.state) == ("stopped", "incoming_message", "waiting")


def test_an_answer_to_its_own_question_does_not_stop_it_even_a_wrong_one(stage: Stage) -> None:
    question = {"type": "ask_question", "text": "?", "question_type": "number", "save_as": {"variable": "a"}}
    asks = watching(stage, "incoming_message", question, REST, name="Asks")
    other = watching(stage, "incoming_message", name="Other")
    contact = stage.write("carl")
    stage.write("carl", "many")
    assert stage.outcome(contact, asks)[0] == "waiting"
    assert stage.outcome(contact, other) == ("stopped", "incoming_message")
    stage.write("carl", "5")
    assert stage.run(contact, asks).step == "wait"
    stage.write("carl", "more")
    assert stage.outcome(contact, asks) == ("stopped", "incoming_message")


def test_an_assignment_by_hand_stops_before_it_satisfies(stage: Stage) -> None:
    stage.team("Support", eva := stage.user("eva", status="offline"))
    queue = assign_to("Support", only_online=True)
    stopped = watching(stage, "manual_assignment", queue, note("no"), name="Stopped")
    goes_on = stage.workflow(queue, note("yes"), name="Goes on")
    contact = stage.write("carl")
    stage.assign(contact, None)
    assert stage.outcome(contact, stopped)[0] == "waiting"
    stage.assign(contact, eva)
    assert stage.outcome(contact, stopped) == ("stopped", "manual_assignment")
    assert stage.outcome(contact, goes_on) == ("completed", None)
    assert notes(stage) == ["yes"]


def test_an_assignment_by_a_workflow_is_not_by_hand(stage: Stage) -> None:
    workflow = watching(stage, "manual_assignment", assign_to(), REST, name="Watches")
    stage.workflow(assign_to(), name="Other")
    contact = stage.write("carl")
    assert stage.outcome(contact, workflow)[0] == "waiting"


def test_closing_stops_but_not_the_run_that_closes(stage: Stage) -> None:
    closes = watching(stage, "conversation_closed", {"type": "close_conversation"}, REST, name="Closes")
    other = watching(stage, "conversation_closed", name="Other")
    contact = stage.write("carl")
    assert stage.outcome(contact, closes)[0] == "waiting"
    assert stage.outcome(contact, other)[0] == "waiting"  # it started afterwards
    stage.write("carl")
    stage.close(contact)
    assert stage.outcome(contact, other) == ("stopped", "conversation_closed")
    (first, *_) = stage.runs(contact, closes)
    assert first.reason in {None, "conversation_closed"}


def test_the_watch_over_an_assignment_starts_anew_with_one_by_hand(stage: Stage) -> None:
    stops = ["agent_message", "manual_assignment", "conversation_closed"]
    workflow = stage.workflow(REST, note("silent"), stop_when=stops, **on("contact_assigned"))
    ana, contact = stage.user("eva"), stage.write("carl")
    stage.assign(contact, ana)
    stage.pass_time(minutes=59)
    stage.assign(contact, ana)
    states = [(run.state, run.reason) for run in stage.runs(contact, workflow)]
    assert states == [("stopped", "manual_assignment"), ("waiting", None)]
    stage.pass_time(minutes=59)
    assert notes(stage) == []
    stage.pass_time(minutes=1)
    assert notes(stage) == ["silent"]


def test_once_per_contact_counts_earlier_versions_and_times_when_it_was_off(stage: Stage) -> None:
    workflow = stage.workflow(note("one"), **on("message_received"))
    contact = stage.write("carl")
    stage.change(workflow, note("two"), once_per_contact=True, **on("message_received"))
    stage.write("carl")
    assert notes(stage) == ["one"]
    assert [event.data for event in stage.events("run.skipped")] == [{"reason": "once_per_contact"}]
    stage.write("dora")
    stage.write("dora")
    assert notes(stage) == ["one", "two"]
    assert len(stage.runs(contact)) == 1


def test_a_wrong_key_starts_nothing(stage: Stage) -> None:
    stage.workflow(note("x"), **on("message_received"))
    with pytest.raises(Refused):
        stage.do(
            c.ReceiveMessage,
            c.CONTACT,
            channel_id=stage.channel,
            token_hash=TOKEN[::-1] + "x",
            profile=c.Profile("carl"),
            text="x",
            key=c.RepeatKey("b" * 32, None, timedelta(days=1)),
        )
    assert notes(stage) == []
