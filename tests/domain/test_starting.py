"""Starting a workflow for one contact: by hand, as a shortcut, by its webhook."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from tests.domain.stage import API, Stage, act, say

MANUAL = {"type": "manual"}
FORM: list[dict[str, Any]] = [
    {"name": "topic", "type": "text", "label": "Topic", "required": True},
    {"name": "amount", "type": "number"},
    {"name": "day", "type": "date"},
    {"name": "urgent", "type": "boolean"},
    {"name": "kinds", "type": "list"},
    {"name": "mail", "type": "email"},
    {"name": "phone", "type": "phone"},
    {"name": "site", "type": "url"},
]


def begin(stage: Stage, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> str:
    """Carry out a command that starts a run; what came of it."""
    event = stage.do(kind, actor, **fields).event
    assert event is not None
    assert event.actor == str(actor)
    return event.type if event.data is None else f"{event.type} {event.data.get('reason', '')}".strip()


def flaws(stage: Stage, kind: type[c.Command], **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        stage.do(kind, **fields)
    return [(flaw.pointer, flaw.detail) for flaw in refusal.value.flaws]


# --- by hand -------------------------------------------------------------------------------------


def test_a_run_starts_by_hand_with_what_the_caller_passes() -> None:
    stage = Stage()
    workflow = stage.workflow(say("{{ variable.order }} for $contact.first_name"), trigger=MANUAL)
    contact = stage.write("carl", first_name="Carl")
    variables = {"order": "A-1 {{ contact.id }}", "lines": ["x", 2], "nothing": None}
    begun = begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact, variables=variables)
    assert begun == "run.started"
    assert stage.sent(contact) == ["A-1 {{ contact.id }} for Carl"]
    assert stage.run(contact).variables == {"order": "A-1 {{ contact.id }}", "lines": ["x", 2]}


def test_it_starts_at_a_step_whatever_its_own_trigger_is() -> None:
    stage = Stage()
    steps = say("one", id="one"), say("two", id="two")
    workflow = stage.workflow(*steps, trigger={"type": "conversation_closed"})
    contact = stage.write("carl")
    begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact, start_at="two")
    assert stage.sent(contact) == ["two"]
    code = stage.refused(c.StartRun, workflow_id=workflow, contact_id=contact, start_at="three")
    assert code == "step_not_found"


def test_only_what_is_published_and_seen_can_be_started() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    draft = stage.draft(say("x"), trigger=MANUAL)
    assert stage.refused(c.StartRun, workflow_id=draft, contact_id=contact) == "workflow_not_published"
    assert stage.refused(c.StartRun, workflow_id=999, contact_id=contact) == "workflow_not_found"
    stage.publish(draft)
    assert stage.refused(c.StartRun, workflow_id=draft, contact_id=999) == "contact_not_found"
    other = stage.user("ben")
    stage.assign(contact, other)
    refusal = stage.refused(c.StartRun, act(ana, "agent"), workflow_id=draft, contact_id=contact)
    assert refusal == "contact_not_found"
    assert (
        begin(stage, c.StartRun, act(other, "agent"), workflow_id=draft, contact_id=contact) == "run.started"
    )


def test_who_is_inside_or_was_there_once_is_skipped() -> None:
    stage = Stage()
    waiting = stage.workflow({"type": "wait", "duration": "1h"}, trigger=MANUAL)
    once = stage.workflow(say("x"), name="Once", trigger=MANUAL, once_per_contact=True)
    contact = stage.write("carl")
    for workflow, reason in ((waiting, "inside"), (once, "once_per_contact")):
        assert begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact) == "run.started"
        skipped = begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact)
        assert skipped == f"run.skipped {reason}"


def test_the_conditions_of_a_manual_trigger_hold_for_whoever_starts_it() -> None:
    stage = Stage()
    vip = {"category": "contact_tags", "operator": "has_any_of", "value": ["vip"]}
    workflow = stage.workflow(say("x"), trigger={**MANUAL, "all": [vip]})
    contact = stage.write("carl")
    assert begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact) == "run.skipped conditions"
    stage.do(c.UpdateContact, contact_id=contact, tags=["VIP"])
    assert begin(stage, c.StartRun, workflow_id=workflow, contact_id=contact) == "run.started"


@pytest.mark.parametrize(
    ("variables", "pointer"),
    [
        ({"a b": 1}, "/variables/a b"),
        ({"1x": 1}, "/variables/1x"),
        ({"": 1}, "/variables/"),
        ({"x": {"a": 1}}, "/variables/x"),
        ({"x": [[1]]}, "/variables/x"),
        ({"x": [None]}, "/variables/x"),
        ({"x": "y" * 10_001}, "/variables/x"),
        ({"x": "a\0b"}, "/variables/x"),
        ({"x": 2**63}, "/variables/x"),
        ({f"x{n}": n for n in range(51)}, "/variables"),
    ],
)
def test_variables_that_a_run_cannot_keep_are_named(variables: dict[str, Any], pointer: str) -> None:
    stage = Stage()
    workflow = stage.workflow(say("x"), trigger=MANUAL)
    contact = stage.write("carl")
    found = flaws(stage, c.StartRun, workflow_id=workflow, contact_id=contact, variables=variables)
    assert [place for place, _ in found] == [pointer]


# --- shortcuts -----------------------------------------------------------------------------------


def test_a_shortcut_keeps_the_answers_of_its_form() -> None:
    stage = Stage()
    ana = stage.user("ana")
    workflow = stage.workflow(say("{{ variable.topic }}"), trigger={"type": "shortcut", "form": FORM})
    contact = stage.write("carl", country="ES")
    form = {
        "topic": " Refund ",
        "amount": "12.5",
        "day": "2026-12-24",
        "urgent": True,
        "kinds": ["a", "b"],
        "mail": "a@x.test",
        "phone": "600 111 222",
        "site": "x.test/a",
    }
    begun = begin(
        stage, c.RunShortcut, act(ana, "agent"), workflow_id=workflow, contact_id=contact, form=form
    )
    assert begun == "run.started"
    assert stage.run(contact).variables == {
        **form,
        "topic": "Refund",
        "amount": 12.5,
        "phone": "+34600111222",
        "site": "https://x.test/a",
    }
    assert stage.sent(contact) == ["Refund"]


def test_a_form_that_is_not_filled_in_as_it_should_be_is_refused() -> None:
    stage = Stage()
    workflow = stage.workflow(say("x"), trigger={"type": "shortcut", "form": FORM})
    contact = stage.write("carl")
    wrong = {
        "topic": "  ",
        "amount": "many",
        "day": "soon",
        "urgent": "perhaps",
        "kinds": [1],
        "mail": "x",
        "phone": "7",
        "site": "a b",
        "else": 1,
    }
    found = flaws(stage, c.RunShortcut, workflow_id=workflow, contact_id=contact, form=wrong)
    assert sorted(pointer.removeprefix("/form/") for pointer, _ in found) == sorted(wrong)
    assert ("/form/topic", "Topic is missing.") in found
    assert not stage.runs(contact)
    other = stage.workflow(say("x"), name="Other", trigger=MANUAL)
    assert stage.refused(c.RunShortcut, workflow_id=other, contact_id=contact) == "not_a_shortcut"


# --- webhooks ------------------------------------------------------------------------------------


def hook(**contact: str) -> dict[str, Any]:
    save = {"order": "$.order.id", "items": "$.order.items[*].name", "gone": "$.nothing", "deep": "$.order"}
    return {"type": "incoming_webhook", "contact": contact, "save": save}


BODY: dict[str, Any] = {
    "customer": {"mail": " Carl@X.test ", "phone": "+34 600 111 222", "id": None},
    "order": {"id": 17, "items": [{"name": "Tea"}, {"name": "Cup"}]},
}


def test_a_webhook_finds_its_contact_by_e_mail_whatever_its_case() -> None:
    stage = Stage()
    workflow = stage.workflow(
        say("{{ variable.order }}: {{ variable.items | join: ', ' }}{{ variable.gone }}"),
        trigger=hook(email="$.customer.mail"),
    )
    contact = stage.write("carl", email="carl@x.TEST")
    stage.write("eva", email="carl@x.test")
    assert begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=BODY) == "run.started"
    assert stage.sent(contact) == ["17: Tea, Cup"]
    assert stage.run(contact).variables == {"order": 17, "items": ["Tea", "Cup"]}


@pytest.mark.parametrize(
    ("how", "email", "phone"), [("email", "Carl@X.test", None), ("phone", None, "+34600111222")]
)
def test_who_is_not_found_is_made_from_what_is_known(how: str, email: str, phone: str) -> None:
    stage = Stage()
    place = {"email": "$.customer.mail", "phone": "$.customer.phone"}[how]
    workflow = stage.workflow({"type": "add_comment", "text": "x"}, trigger=hook(**{how: place}))
    begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=BODY)
    begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=BODY)
    (contact,) = stage.state.contacts.present()
    assert (contact.email, contact.phone) == (email, phone)
    assert contact.country == ("ES" if phone else None)
    assert len(stage.runs(contact.id)) == 2


def test_by_its_id_a_contact_is_found_and_never_made() -> None:
    stage = Stage()
    workflow = stage.workflow({"type": "add_comment", "text": "x"}, trigger=hook(id="$.customer.id"))
    contact = stage.write("carl")
    for given in (contact, str(contact)):
        body = {"customer": {"id": given}}
        assert begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=body) == "run.started"
    for wrong in (None, contact + 1, "x", [contact], "9" * 30, -1, True, 1.5):
        body = {"customer": {"id": wrong}}
        assert stage.refused(c.ReceiveWebhook, workflow_id=workflow, body=body) == "contact_not_found"


@pytest.mark.parametrize(
    "body", [None, 5, "x", [], {}, {"customer": {"mail": "x"}}, {"customer": {"mail": [1]}}]
)
def test_a_body_without_a_contact_is_refused(body: object) -> None:
    stage = Stage()
    workflow = stage.workflow(say("x"), trigger=hook(email="$.customer.mail"))
    with pytest.raises(Refused) as refusal:
        stage.do(c.ReceiveWebhook, workflow_id=workflow, body=body)
    assert refusal.value.detail == "There is no e-mail address at $.customer.mail in the body."
    assert not stage.state.contacts.present()


def test_a_deleted_contact_is_not_found_and_another_workflow_takes_no_webhook() -> None:
    stage = Stage()
    workflow = stage.workflow({"type": "add_comment", "text": "x"}, trigger=hook(email="$.customer.mail"))
    contact = stage.write("carl", email="carl@x.test")
    stage.do(c.DeleteContact, contact_id=contact)
    begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=BODY)
    assert not stage.runs(contact)
    other = stage.workflow(say("x"), name="Other", trigger=MANUAL)
    assert stage.refused(c.ReceiveWebhook, workflow_id=other, body=BODY) == "not_a_webhook"


def test_the_conditions_of_a_webhook_can_ask_what_it_saves() -> None:
    stage = Stage()
    paid = {"category": "variable", "field": "order", "operator": "is_greater_than", "value": 20}
    trigger = {**hook(email="$.customer.mail"), "all": [paid]}
    workflow = stage.workflow({"type": "add_comment", "text": "x"}, trigger=trigger)
    assert begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=BODY) == "run.skipped conditions"
    body = {**BODY, "order": {"id": 21}}
    assert begin(stage, c.ReceiveWebhook, workflow_id=workflow, body=body) == "run.started"
