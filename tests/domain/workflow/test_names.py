"""What texts know of a run: its contact, assignee, conversation, message and variables."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.text import Text
from tests.domain.stage import Stage, act, say

REST = {"type": "wait", "duration": "1h"}


@pytest.fixture
def stage() -> Stage:
    """Carl, of whom Ana takes care, rests in a workflow."""
    stage = Stage(timezone="Europe/Rome")
    for name, type_ in (("plan", "text"), ("seats", "number"), ("vip", "boolean"), ("size", "list")):
        stage.new(c.CreateCustomField, name=name, type=type_)
    stage.workflow(REST)
    contact = stage.write("carl", "Hello {{ contact.email }}", first_name="Carl", last_name="Diaz")
    stage.assign(contact, stage.user("ana"))
    return stage


def shown(stage: Stage, text: str) -> str:
    """The text as it reads in the latest run."""
    run = max((row for row in stage.state.runs.present()), key=lambda row: row.id)
    return Text(text).render(Names(stage.state, run))


def test_a_contact_has_its_standard_and_custom_fields(stage: Stage) -> None:
    contact = stage.run(stage.state.contacts.present()[0].id).contact_id
    fields = {"plan": "Gold {{ x }}", "seats": 5, "vip": False, "size": ["S", "M"]}
    stage.do(c.UpdateContact, contact_id=contact, fields=fields, tags=["a", "b"], country="it")
    expected = {
        "contact.id": str(contact),
        "contact.name": "Carl Diaz",
        "contact.first_name": "Carl",
        "contact.email": "",
        "contact.country": "IT",
        "contact.assignee": "ana@x.test",
        "contact.conversation_status": "open",
        "contact.created_at | date: '%d.%m. %H:%M'": "02.03. 10:00",
        "contact.tags | join: '+'": "a+b",
        "contact.plan": "Gold {{ x }}",
        "contact.seats | plus: 1": "6",
        "contact.vip": "false",
        "contact.size | join: '/'": "S/M",
        "contact.nothing": "",
        "contact.first": "",
        "contact": "",
    }
    assert {name: shown(stage, f"{{{{ {name} }}}}") for name in expected} == expected
    (size,) = (row.id for row in stage.state.custom_fields.present() if row.name == "size")
    stage.do(c.DeleteCustomField, field_id=size)
    assert shown(stage, "[{{ contact.size }}]") == "[]"


def test_everything_else_that_a_text_knows(stage: Stage) -> None:
    expected = {
        "{{ assignee.name }}, {{ assignee.first_name }}, {{ assignee.email }}": "Ana Test, Ana, ana@x.test",
        "{{ conversation.status }} {{ conversation.source }}": "open contact",
        "{{ conversation.opened_at | date: '%H:%M' }}{{ conversation.category }}": "10:00",
        "{{ workspace.name }} {{ workspace.timezone }}": "Test Europe/Rome",
        "{{ system.now | date: '%H:%M %z' }}": "10:00 +0100",
        "{{ message.text }}": "Hello {{ contact.email }}",
        "$message.text!": "Hello {{ contact.email }}!",
        "[{{ variable.x }}{{ tag }}{{ conversation.x }}{{ workspace.id }}{{ message.id }}]": "[]",
    }
    assert {text: shown(stage, text) for text in expected} == expected
    (contact,) = (row.id for row in stage.state.contacts.present())
    stage.assign(contact, None)
    assert shown(stage, "[{{ assignee.name }}]") == "[]"
    stage.close(contact, summary="Paid")
    assert shown(stage, "{{ conversation.status }} {{ conversation.summary }}") == "closed Paid"


def test_a_mention_shows_as_at_and_the_name(stage: Stage) -> None:
    ben = stage.user("ben")
    ana = stage.state.users.present()[0].id
    run = stage.state.runs.present()[0]
    names = Names(stage.state, run)
    text = "@{assignee}, see @{Ben@x.test} and @{nobody@x.test}."
    assert Text(text).render(names) == "@Ana Test, see @Ben Test and ."
    assert list(names.mentioned) == [ana, ben]
    stage.do(c.DeleteUser, user_id=ben)
    later = Names(stage.state, run)
    assert Text("@{ben@x.test} {% if false %}@{assignee}{% endif %}").render(later) == "@Ben Test "
    assert list(later.mentioned) == []
    again = stage.user("ben")
    assert Text("@{ben@x.test}").render(later) == "@Ben Test"
    assert list(later.mentioned) == [again]


def test_what_a_contact_writes_mentions_and_renders_nothing(stage: Stage) -> None:
    told: dict[str, Any] = {"type": "add_comment", "text": "{{ message.text }} / {{ contact.first_name }}"}
    stage.workflow(told, name="Told", trigger={"type": "message_received"})
    hostile = "@{ana@x.test} {{ assignee.email }} $contact.id {% if true %}x{% endif %}"
    contact = stage.write("eva", hostile, first_name=hostile)
    (comment,) = stage.state.comments.present()
    assert comment.text == f"{hostile} / {hostile}"
    assert comment.mentions == []
    stage.workflow(say("{{ contact.first_name }}"), name="Greets", trigger={"type": "conversation_closed"})
    stage.close(contact, act(1))
    assert stage.sent(contact) == [hostile]
