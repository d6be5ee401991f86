"""Everything that can be asked of a workspace. Each command goes through the workspace's lane.

A field that is ``UNSET`` is left as it is; ``None`` clears it.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from evenhand.domain.model import Event, FieldType, Role, Status

ActorKind = Literal["user", "api", "contact", "workflow", "system"]


class Actor(msgspec.Struct, frozen=True):
    """Who does it. A token without a user acts as ``api``; ``role`` is the role of user or token."""

    kind: ActorKind
    id: int | None = None
    role: Role | None = None

    def __str__(self) -> str:
        return self.kind if self.id is None else f"{self.kind}:{self.id}"


SYSTEM = Actor("system")
CONTACT = Actor("contact")


class RepeatKey(msgspec.Struct, frozen=True):
    """What makes a command from outside repeatable.

    ``hash`` names it (32 hexadecimal digits) and ``request`` its content (as many, or None where
    only the name counts); it is remembered for ``keep``.
    """

    hash: str
    request: str | None
    keep: timedelta


class Answer(msgspec.Struct, frozen=True):
    """What a command did: its main event, None where nothing had to change; ``duplicate``: done before."""

    event: Event | None
    duplicate: bool = False


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something asked of a workspace by an actor."""

    workspace_id: int
    actor: Actor
    key: RepeatKey | None = None


# --- conversations -------------------------------------------------------------------------------


class Profile(msgspec.Struct, frozen=True):
    """What a channel says of a contact."""

    external_id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    country: str | None = None


class ReceiveMessage(Command, frozen=True):
    """A contact wrote on a channel. ``token_hash`` is what the caller showed. ``message.received``."""

    channel_id: int
    token_hash: str | None
    profile: Profile
    text: str


class SendMessage(Command, frozen=True):
    """A person or the API writes to a contact; opens a conversation if none is open. ``message.sent``."""

    contact_id: int
    text: str


class AddComment(Command, frozen=True):
    """An internal note, with mentions of users. ``comment.created``."""

    contact_id: int
    text: str


class AssignContact(Command, frozen=True):
    """Assignment by hand: to a user (id or e-mail) or nobody. ``contact.assigned`` or ``.unassigned``."""

    contact_id: int
    user: int | str | None


class SetConversation(Command, frozen=True):
    """Open or close a contact's conversation by hand. ``conversation.opened`` or ``conversation.closed``."""

    contact_id: int
    status: Literal["open", "closed"]
    category: str | None = None
    summary: str | None = None


# --- contacts ------------------------------------------------------------------------------------


class CreateContact(Command, frozen=True):
    """A contact whom somebody adds. ``identities``: who it is on channels, by channel; the first is
    where it is written to. ``contact.created``.
    """

    first_name: str = ""
    last_name: str = ""
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    country: str | None = None
    tags: list[str] = []
    fields: dict[str, Any] = {}
    identities: dict[int, str] = {}


class UpdateContact(Command, frozen=True):
    """Changes what is given; in ``fields`` a None clears that field. ``contact.updated``."""

    contact_id: int
    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    email: str | None | UnsetType = UNSET
    phone: str | None | UnsetType = UNSET
    language: str | None | UnsetType = UNSET
    country: str | None | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    fields: dict[str, Any] | UnsetType = UNSET


class DeleteContact(Command, frozen=True):
    """Erases the personal data, texts included. ``contact.deleted``."""

    contact_id: int


# --- users, presence, teams ----------------------------------------------------------------------


class CreateUser(Command, frozen=True):
    """A new person. ``user.created``."""

    email: str
    name: str
    role: Role
    password_hash: str | None = None


class UpdateUser(Command, frozen=True):
    """Changes what is given. ``user.updated``."""

    user_id: int
    email: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    password_hash: str | UnsetType = UNSET


class DeleteUser(Command, frozen=True):
    """Soft: contacts are unassigned, sessions and tokens end. ``user.deleted``."""

    user_id: int


class SetStatus(Command, frozen=True):
    """The API gives a user any of the three states, kept until told otherwise. ``user.status_changed``."""

    user_id: int
    status: Status


class ChooseStatus(Command, frozen=True):
    """A user chooses online or busy; ends a status given by the API. ``user.status_changed``."""

    user_id: int
    choice: Literal["online", "busy"]


class Seen(Command, frozen=True):
    """A user's live connection or activity. ``connected`` False: the last connection here has gone."""

    user_id: int
    connected: bool
    active: bool


class CreateTeam(Command, frozen=True):
    """A new team. ``team.created``."""

    name: str


class SetTeamMembers(Command, frozen=True):
    """The team has exactly these users (ids or e-mails). ``team.members_changed``."""

    team_id: int
    users: list[int | str]


class JoinTeam(Command, frozen=True):
    """The user is in the team as well. ``team.members_changed``."""

    team_id: int
    user_id: int


class LeaveTeam(Command, frozen=True):
    """The user is in the team no more. ``team.members_changed``."""

    team_id: int
    user_id: int


class DeleteTeam(Command, frozen=True):
    """The team's pool is empty from now on. ``team.deleted``."""

    team_id: int


# --- settings ------------------------------------------------------------------------------------


class UpdateWorkspace(Command, frozen=True):
    """Changes what is given; durations in seconds. ``workspace.updated``."""

    name: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    inactivity_timeout: int | UnsetType = UNSET
    auto_close_after: int | None | UnsetType = UNSET
    agents_see_own_only: bool | UnsetType = UNSET


class CreateChannel(Command, frozen=True):
    """A new channel; the edge made token and secret, here come hash and cipher. ``channel.created``."""

    type: str
    name: str
    config: dict[str, Any]
    token_hash: str | None = None
    secret: str | None = None


class UpdateChannel(Command, frozen=True):
    """Changes what is given. ``channel.updated``."""

    channel_id: int
    name: str | UnsetType = UNSET
    config: dict[str, Any] | UnsetType = UNSET


class DeleteChannel(Command, frozen=True):
    """Nothing comes in or goes out any more. ``channel.deleted``."""

    channel_id: int


class CreateCustomField(Command, frozen=True):
    """``custom_field.created``."""

    name: str
    type: FieldType


class DeleteCustomField(Command, frozen=True):
    """Values kept on contacts are no longer shown. ``custom_field.deleted``."""

    field_id: int


class CreateClosingCategory(Command, frozen=True):
    """``closing_category.created``."""

    name: str


class DeleteClosingCategory(Command, frozen=True):
    """``closing_category.deleted``."""

    category_id: int


class CreateToken(Command, frozen=True):
    """An API token; only its hash arrives here. ``token.created``."""

    name: str
    role: Role
    hash: str
    user: int | str | None = None


class DeleteToken(Command, frozen=True):
    """``token.deleted``."""

    token_id: int


class CreateWebhook(Command, frozen=True):
    """Events go to an address, signed; the edge made the secret, here is its cipher. ``webhook.created``."""

    url: str
    events: list[str]
    secret: str


class UpdateWebhook(Command, frozen=True):
    """Changes what is given; enabled again it goes on where it stopped. ``webhook.updated``."""

    webhook_id: int
    url: str | UnsetType = UNSET
    events: list[str] | UnsetType = UNSET
    enabled: bool | UnsetType = UNSET


class DisableWebhook(Command, frozen=True):
    """It has failed for too long: nothing more is sent. ``webhook.disabled``."""

    webhook_id: int


class DeleteWebhook(Command, frozen=True):
    """Nothing more is sent, and its delivery log goes. ``webhook.deleted``."""

    webhook_id: int


class ReplayEvent(Command, frozen=True):
    """An event of the log is sent to a webhook once more, beside the others. ``webhook.replayed``."""

    webhook_id: int
    seq: int


# --- workflows -----------------------------------------------------------------------------------


class SaveWorkflow(Command, frozen=True):
    """Writes a draft. Without ``workflow_id`` it is a new one; ``revision``: the one that the editor read.

    ``workflow.created`` or ``workflow.updated``.
    """

    document: dict[str, Any]
    workflow_id: int | None = None
    revision: int | None = None


class PublishWorkflow(Command, frozen=True):
    """Makes the draft the next version. ``workflow.published``, with ``data.version``."""

    workflow_id: int


class StopWorkflow(Command, frozen=True):
    """Takes everyone out. ``workflow.stopped``."""

    workflow_id: int


class DeleteWorkflow(Command, frozen=True):
    """Stops it first. ``workflow.deleted``."""

    workflow_id: int


class TakeOut(Command, frozen=True):
    """A person takes one contact out of a run. ``run.ended``."""

    run_id: int


class StartRun(Command, frozen=True):
    """A person or the API starts a workflow for a contact; ``start_at`` is one of its steps.

    ``run.started``, or ``run.skipped`` where the contact is inside already or may not enter.
    """

    workflow_id: int
    contact_id: int
    variables: dict[str, Any] = {}
    start_at: str | None = None


class RunShortcut(Command, frozen=True):
    """A user picks a shortcut for a contact and fills in its form. ``run.started`` or ``run.skipped``."""

    workflow_id: int
    contact_id: int
    form: dict[str, Any] = {}


class RenewWebhookKey(Command, frozen=True):
    """The address by which a workflow can be started gets another key. ``workflow.key_renewed``."""

    workflow_id: int


class ReceiveWebhook(Command, frozen=True):
    """A workflow's address was called; the edge has checked its key. ``run.started`` or ``run.skipped``.

    The event's contact is the one that was found in the ``body``, or made from it.
    """

    workflow_id: int
    body: Any


# --- from the engine -----------------------------------------------------------------------------


class TimerDue(Command, frozen=True):
    """A timer that the lane found due; nothing happens where its row is gone."""

    timer_id: int


class PostponeTimer(Command, frozen=True):
    """A timer whose command failed unexpectedly is tried again later."""

    timer_id: int
    by: timedelta


class Continue(Command, frozen=True):
    """What a command has left unfinished goes on; the lane's own, before any other of its workspace."""


class ReportRequest(Command, frozen=True):
    """What came of the HTTP request of a run: ``status`` and ``body`` of the answer, or why there is none.

    Nothing happens where the run waits for it no more.
    """

    run_id: int
    request_id: int
    status: int | None = None
    body: str = ""
    error: str | None = None


class DeliveryResult(msgspec.Struct, frozen=True):
    """What came of one attempt. ``error`` None: it arrived. ``retry_at`` None with an error: given up."""

    delivery_id: int
    attempt: int
    error: str | None = None
    retry_at: datetime | None = None


class ReportDeliveries(Command, frozen=True):
    """What came of attempts to deliver. A message given up is a ``message.failed``."""

    results: list[DeliveryResult]
