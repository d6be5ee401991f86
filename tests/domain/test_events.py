"""The log: which columns each type of event has, so that whoever reads it can rely on them."""

from typing import Final

from evenhand.domain import commands as c
from evenhand.domain import model as m
from tests.domain.stage import Stage, act, assign_to, say

COLUMNS: Final = {
    "channel.created": "",
    "channel.updated": "subject",
    "channel.deleted": "subject",
    "closing_category.created": "",
    "closing_category.deleted": "subject",
    "comment.created": "contact conversation data",
    "contact.assigned": "contact conversation user data",
    "contact.created": "contact",
    "contact.deleted": "contact conversation user",
    "contact.unassigned": "contact conversation user",
    "contact.updated": "contact data",
    "conversation.closed": "contact conversation user data",
    "conversation.opened": "contact conversation",
    "custom_field.created": "",
    "custom_field.deleted": "subject",
    "message.failed": "contact subject",
    "message.received": "contact conversation",
    "message.sent": "contact conversation",
    "run.ended": "contact conversation subject data",
    "run.moved": "contact subject",
    "run.skipped": "contact conversation subject data",
    "run.started": "contact conversation subject data",
    "run.waiting": "contact conversation subject data",
    "team.created": "",
    "team.deleted": "subject",
    "team.joined": "user subject",
    "team.left": "user subject",
    "team.members_changed": "subject",
    "token.created": "",
    "token.deleted": "subject",
    "user.created": "user",
    "user.deleted": "user",
    "user.seen": "user",
    "user.status_changed": "user data",
    "user.updated": "user",
    "webhook.created": "",
    "webhook.deleted": "subject",
    "webhook.disabled": "subject",
    "webhook.replayed": "subject data",
    "webhook.updated": "subject data",
    "workflow.created": "",
    "workflow.deleted": "subject",
    "workflow.key_renewed": "subject",
    "workflow.published": "subject data",
    "workflow.stopped": "subject",
    "workflow.updated": "subject data",
    "workspace.created": "",
    "workspace.updated": "data",
}
"""By type: the columns that the first event of the story below has."""


def story() -> Stage:
    """Something of everything."""
    stage = Stage()
    web = stage.new_channel("Out", outbound_url="https://x.test")
    stage.do(c.UpdateChannel, channel_id=stage.channel, name="Site")
    stage.user("owner", role="owner", status="offline")
    team = stage.team()
    ana = stage.user("ana", team, status="offline")
    stage.do(c.UpdateUser, user_id=ana, name="Anna")
    stage.status(ana, "busy")
    stage.do(c.ChooseStatus, user_id=ana, choice="busy")
    field = stage.new(c.CreateCustomField, name="plan", type="text")
    category = stage.new(c.CreateClosingCategory, name="Sales")
    token = stage.new(c.CreateToken, name="T", role="owner", hash="h")
    stage.do(c.UpdateWorkspace, name="New")
    queue = assign_to("Support", only_online=True, max_open_contacts=1)
    workflow = stage.workflow(queue, say("Hi"), once_per_contact=True)
    contact = stage.write("carl", channel=web)
    stage.do(c.AddComment, act(ana), contact_id=contact, text="@{ana@x.test}")
    stage.assign(contact, ana)
    stage.do(c.ReportDeliveries, results=[c.DeliveryResult(stage.state.deliveries.present()[0].id, 1, "no")])
    stage.close(contact)
    stage.write("carl", channel=web)
    other = stage.new(c.CreateContact, first_name="Eve")
    stage.do(c.UpdateContact, contact_id=other, last_name="E")
    stage.assign(other, ana)
    stage.open(other)
    stage.assign(other, None)
    stage.change(workflow, assign_to("Support", only_online=True))
    stage.do(c.DeleteContact, contact_id=contact)
    stage.do(c.RenewWebhookKey, workflow_id=workflow)
    stage.do(c.DeleteWorkflow, workflow_id=workflow)
    stage.leave(ana, team)
    stage.do(c.DeleteTeam, team_id=team)
    stage.do(c.DeleteUser, user_id=ana)
    stage.do(c.DeleteCustomField, field_id=field)
    stage.do(c.DeleteClosingCategory, category_id=category)
    stage.do(c.DeleteToken, token_id=token)
    stage.do(c.DeleteChannel, channel_id=web)
    _webhook(stage)
    return stage


def _webhook(stage: Stage) -> None:
    webhook = stage.new(c.CreateWebhook, url="https://x.test", events=["*"], secret="s")
    stage.do(c.ReplayEvent, webhook_id=webhook, seq=1)
    stage.do(c.DisableWebhook, webhook_id=webhook)
    stage.do(c.UpdateWebhook, webhook_id=webhook, enabled=True)
    stage.do(c.DeleteWebhook, webhook_id=webhook)


def columns(event: m.Event) -> str:
    ids = {"contact": event.contact_id, "conversation": event.conversation_id, "user": event.user_id}
    present = {**ids, "subject": event.subject_id, "data": event.data}
    return " ".join(name for name, value in present.items() if value is not None)


def test_each_type_of_event_has_its_columns() -> None:
    found: dict[str, str] = {}
    for event in story().world.events:
        found.setdefault(event.type, columns(event))
    assert dict(sorted(found.items())) == COLUMNS


def test_what_is_created_is_named_by_the_number_of_its_event() -> None:
    events = story().world.events
    for event in events:
        match event.type:
            case "contact.created":
                assert event.contact_id == event.seq
            case "conversation.opened":
                assert event.conversation_id == event.seq
            case "user.created":
                assert event.user_id == event.seq
            case _:
                pass


def test_who_did_it_is_named() -> None:
    actors = {event.type: event.actor for event in story().world.events}
    assert actors["message.received"] == actors["contact.created"].replace("api", "contact") == "contact"
    assert actors["run.waiting"].startswith("workflow:")
    assert actors["comment.created"].startswith("user:")
    assert actors["message.failed"] == actors["run.moved"] == "system"
    assert actors["user.created"] == "api"
