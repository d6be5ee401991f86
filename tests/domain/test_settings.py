"""Channels, fields, categories, tokens, users and contacts: what can be changed and what cannot."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.decide import decide
from tests.domain.stage import Stage


def test_a_channel_is_renamed_and_its_configuration_replaced() -> None:
    stage = Stage()
    stage.do(
        c.UpdateChannel, channel_id=stage.channel, name=" Site ", config={"outbound_url": "https://x.test"}
    )
    row = stage.state.channels.one(stage.channel)
    assert (row.name, row.config) == ("Site", {"outbound_url": "https://x.test"})
    stage.do(c.UpdateChannel, channel_id=stage.channel, name="Site")
    assert len(stage.events("channel.updated")) == 2


def test_the_workspaces_settings_change_where_they_differ() -> None:
    stage = Stage()
    event = stage.do(c.UpdateWorkspace, name="New", timezone="Europe/Rome", inactivity_timeout=1800).event
    assert event is not None
    assert event.data == {"changed": ["name", "timezone"]}
    assert (stage.state.settings.name, stage.state.settings.timezone) == ("New", "Europe/Rome")
    assert stage.do(c.UpdateWorkspace, name="New").event is None
    assert stage.refused(c.UpdateWorkspace, timezone="Mars/Base") == "timezone_not_found"


def test_names_of_fields_and_categories_are_taken_once() -> None:
    stage = Stage()
    stage.new(c.CreateCustomField, name=" plan ", type="text")
    assert stage.refused(c.CreateCustomField, name="plan", type="number") == "custom_field_name_taken"
    assert stage.refused(c.CreateCustomField, name="email", type="text") == "custom_field_name_taken"
    stage.new(c.CreateClosingCategory, name=" Sales ")
    assert stage.refused(c.CreateClosingCategory, name="Sales") == "closing_category_name_taken"


def test_a_token_is_of_a_user_or_of_none() -> None:
    stage = Stage()
    ana = stage.user("ana")
    mine = stage.new(c.CreateToken, name=" Mine ", role="agent", hash="a", user="ana@x.test")
    other = stage.new(c.CreateToken, name="Other", role="owner", hash="b")
    tokens = stage.state.tokens
    assert (tokens.one(mine).name, tokens.one(mine).user_id, tokens.one(other).user_id) == ("Mine", ana, None)


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("text", "gold", 1),
        ("number", 1.5, "1.5"),
        ("number", 3, True),
        ("boolean", False, "no"),
        ("list", ["a", "b"], ["a", 1]),
        ("list", [], "a"),
        ("date", "2026-12-24", "Christmas"),
        ("date", "2026-12-24T09:00:00Z", 20261224),
    ],
)
def test_a_custom_field_takes_values_of_its_type(type_: str, good: Any, bad: Any) -> None:
    stage = Stage()
    contact = stage.write("carl")
    stage.new(c.CreateCustomField, name="plan", type=type_)
    stage.do(c.UpdateContact, contact_id=contact, fields={"plan": good})
    assert stage.contact(contact).fields == {"plan": good}
    assert stage.refused(c.UpdateContact, contact_id=contact, fields={"plan": bad}) == "invalid_fields"
    stage.do(c.UpdateContact, contact_id=contact, fields={"plan": None})
    assert stage.contact(contact).fields == {}


def test_a_contact_changes_where_something_differs() -> None:
    stage = Stage()
    contact = stage.new(c.CreateContact, first_name=" Carl ", tags=["a", " b", "a", ""], language="pt-BR")
    row = stage.contact(contact)
    assert (row.first_name, row.tags, row.language) == ("Carl", ["a", "b"], "pt")
    event = stage.do(
        c.UpdateContact, contact_id=contact, first_name="Carl", last_name=" C ", tags=["b"], email=""
    ).event
    assert event is not None
    assert event.data == {"changed": ["last_name", "tags"]}
    row = stage.contact(contact)
    assert (row.last_name, row.tags) == ("C", ["b"])
    many = [f"t{number}" for number in range(101)]
    assert stage.refused(c.UpdateContact, contact_id=contact, tags=many) == "invalid_value"


def test_an_address_can_be_set_and_cleared() -> None:
    stage = Stage()
    contact = stage.new(c.CreateContact, email="carl@x.test", phone="no number")
    assert stage.contact(contact).phone == "no number"
    stage.do(c.UpdateContact, contact_id=contact, email="c@x.test", phone=None)
    assert (stage.contact(contact).email, stage.contact(contact).phone) == ("c@x.test", None)
    stage.do(c.UpdateContact, contact_id=contact, email=None)
    assert stage.contact(contact).email is None


def test_a_phone_number_fills_an_empty_country_and_never_another() -> None:
    stage = Stage()
    contact = stage.new(c.CreateContact)
    stage.do(c.UpdateContact, contact_id=contact, phone="+34 600 00 00 01")
    assert (stage.contact(contact).phone, stage.contact(contact).country) == ("+34600000001", "ES")
    stage.do(c.UpdateContact, contact_id=contact, phone="+4915112345678")
    assert stage.contact(contact).country == "ES"
    stage.do(c.UpdateContact, contact_id=contact, phone="", country="fr")
    assert (stage.contact(contact).phone, stage.contact(contact).country) == (None, "FR")


def test_a_user_is_changed() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.do(
        c.UpdateUser, user_id=ana, email=" Anna@X.test ", name=" Anna ", role="manager", password_hash="h"
    )
    row = stage.state.users.one(ana)
    assert (row.email, row.name, row.role, row.password_hash) == ("anna@x.test", "Anna", "manager", "h")
    assert stage.refused(c.UpdateUser, user_id=ben, email="anna@x.test") == "email_taken"
    assert stage.refused(c.CreateUser, email="ANNA@x.test", name="A", role="agent") == "email_taken"
    stage.do(c.UpdateUser, user_id=ana, email="ANNA@x.test")
    assert stage.refused(c.UpdateUser, user_id=999, name="X") == "user_not_found"


def test_a_new_password_ends_sessions_and_a_deleted_user_has_none() -> None:
    stage = Stage()
    stage.user("owner", role="owner")
    ana = stage.user("ana")
    state = stage.state
    ended: dict[int, bool | None] = {}
    for command in (
        c.UpdateUser(workspace_id=1, actor=c.SYSTEM, user_id=ana, name="A"),
        c.UpdateUser(workspace_id=1, actor=c.SYSTEM, user_id=ana, password_hash="h"),
        c.DeleteUser(workspace_id=1, actor=c.SYSTEM, user_id=ana),
    ):
        state.begin()
        decide(state, command)
        ended[len(ended)] = state.logged_out.rows.get(ana)
        state.undo()
    assert list(ended.values()) == [None, False, True]


def test_what_came_of_attempts_to_deliver() -> None:
    stage = Stage()
    web = stage.new_channel("Out", outbound_url="https://x.test")
    contact = stage.write("carl", channel=web)
    ana = stage.user("ana")
    for text in ("one", "two", "three"):
        stage.reply(ana, contact, text)
    one, two, three = (row.id for row in stage.state.deliveries.present())
    later = stage.world.now
    results = [
        c.DeliveryResult(one, 1),
        c.DeliveryResult(two, 2, "refused", later),
        c.DeliveryResult(two, 1, "older", None),
        c.DeliveryResult(999, 1, "unknown", None),
    ]
    stage.do(c.ReportDeliveries, results=results)
    assert stage.state.deliveries.find(one) is None
    row = stage.state.deliveries.one(two)
    assert (row.attempt, row.error, row.next_at, row.failed) == (2, "refused", later, False)
    stage.do(c.ReportDeliveries, results=[c.DeliveryResult(two, 3, "gone", None), c.DeliveryResult(two, 4)])
    assert stage.state.deliveries.one(two).failed
    assert [event.subject_id for event in stage.events("message.failed")] == [two]
    assert stage.state.deliveries.one(three).attempt == 0


def test_what_came_of_an_attempt_makes_the_contacts_next_one_due() -> None:
    stage = Stage()
    web = stage.new_channel("Out", outbound_url="https://x.test")
    contact = stage.write("carl", channel=web)
    stage.reply(stage.user("ana"), contact)
    state = stage.state
    result = c.DeliveryResult(state.deliveries.present()[0].id, 1)
    state.begin()
    decide(state, c.ReportDeliveries(workspace_id=1, actor=c.SYSTEM, results=[result]))
    assert state.next_delivery.rows == {contact: True}
    state.undo()


def test_workflows_need_a_name_of_their_own() -> None:
    stage = Stage()
    workflow = stage.draft(name="One")
    other = stage.draft(name="Two")
    for document in ({}, {"name": ""}, {"name": 7}, {"name": "x" * 201}):
        assert stage.refused(c.SaveWorkflow, document=document) == "invalid_value"
    assert stage.refused(c.SaveWorkflow, document={"name": " One "}) == "workflow_name_taken"
    rename = {"name": "One", "version": 1}
    assert stage.refused(c.SaveWorkflow, workflow_id=other, document=rename) == "workflow_name_taken"
    same = stage.state.workflows.one(workflow).document
    assert stage.do(c.SaveWorkflow, workflow_id=workflow, document=same).event is None
    event = stage.do(c.SaveWorkflow, workflow_id=workflow, document={"name": "New"}).event
    assert event is not None
    assert event.data == {"revision": 2}
    assert stage.state.workflows.one(workflow).name == "New"


def test_a_webhook_changes_where_it_differs() -> None:
    stage = Stage()
    webhook = stage.new(c.CreateWebhook, url="https://x.test", events=["contact.*"], secret="s")
    event = stage.do(c.UpdateWebhook, webhook_id=webhook, url="https://y.test", enabled=True).event
    assert event is not None
    assert event.data == {"changed": ["url"]}
    assert stage.do(c.UpdateWebhook, webhook_id=webhook, url="https://y.test").event is None
    assert stage.refused(c.UpdateWebhook, webhook_id=webhook, events=["contact"]) == "invalid_value"
    assert stage.state.webhooks.one(webhook).events == ["contact.*"]
    assert stage.refused(c.UpdateWebhook, webhook_id=1, enabled=True) == "webhook_not_found"


def test_only_what_has_happened_can_be_sent_once_more() -> None:
    stage = Stage()
    webhook = stage.new(c.CreateWebhook, url="https://x.test", events=["*"], secret="s")
    assert stage.refused(c.ReplayEvent, webhook_id=webhook, seq=1_000_000) == "event_not_found"
    assert stage.refused(c.ReplayEvent, webhook_id=1, seq=webhook) == "webhook_not_found"


def test_a_webhook_is_disabled_once() -> None:
    stage = Stage()
    webhook = stage.new(c.CreateWebhook, url="https://x.test", events=["*"], secret="s")
    assert stage.do(c.DisableWebhook, webhook_id=webhook).event is not None
    assert stage.do(c.DisableWebhook, webhook_id=webhook).event is None
    stage.do(c.DeleteWebhook, webhook_id=webhook)
    assert stage.do(c.DisableWebhook, webhook_id=webhook).event is None
    assert stage.refused(c.CreateWebhook, url="https://x.test", events=["a b"], secret="s") == "invalid_value"
