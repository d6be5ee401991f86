"""The entries of a timeline: what happens, one struct a kind."""

from datetime import timedelta
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, field

from evenhand.domain.model import Role, Status
from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import amiss
from evenhand.domain.workflow.reading import Given
from evenhand.virtual.documents import Document
from evenhand.virtual.reading import (
    LONGEST,
    By,
    Channel,
    Contact,
    Moment,
    ScenarioReading,
    Team,
    User,
    WorkflowName,
)
from evenhand.virtual.view import STANDARD

Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Short = Annotated[str, Meta(max_length=255)]
Address = Annotated[
    str, Meta(max_length=254, pattern=r"[^@\s]+@[^@\s]+", extra={"wanted": said("an e-mail address")})
]


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happens in a timeline."""


class Message(Action, frozen=True, kw_only=True):
    """The contact writes, or presses a choice; ``id`` is the channel's id of the message."""

    from_: Contact = field(name="from")
    text: Text | None = None
    choice: Text | None = None
    channel: Channel | None = None
    language: Short | None = None
    country: Short | None = None
    id: Short | None = None

    @staticmethod
    def check(given: Given) -> None:
        """Either text or choice, as on a channel."""
        if ("text" in given) == ("choice" in given):
            given.report("text", said("give either `text` or `choice`"))


class Reply(Action, frozen=True, kw_only=True):
    """A user writes to a contact."""

    by: By
    to: Contact
    text: Text


class Comment(Action, frozen=True, kw_only=True):
    """A user writes an internal note."""

    by: By
    on: Contact
    text: Text


class SetStatus(Action, frozen=True, kw_only=True):
    """A user is online, busy or offline from now on."""

    user: User
    is_: Status = field(name="is")


class Assign(Action, frozen=True, kw_only=True):
    """By hand."""

    contact: Contact
    to: User
    by: By


class Unassign(Action, frozen=True, kw_only=True):
    """By hand."""

    contact: Contact
    by: By


class Open(Action, frozen=True, kw_only=True):
    """By hand."""

    contact: Contact
    by: By


class Close(Action, frozen=True, kw_only=True):
    """By hand."""

    contact: Contact
    by: By
    category: Short | None = None
    summary: Text | None = None


class Join(Action, frozen=True, kw_only=True):
    """A user comes into a team."""

    user: User
    team: Team


class Leave(Action, frozen=True, kw_only=True):
    """A user goes out of a team."""

    user: User
    team: Team


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A user; one who is not said to be online or busy is offline."""

    email: Address
    name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    role: Role = "agent"
    teams: tuple[Team, ...] = ()
    status: Status = "offline"

    @staticmethod
    def check(given: Given) -> None:
        """From now on there is such a user."""
        email: str | None = given["email"]
        if email is not None and isinstance(given.reading, ScenarioReading):
            given.reading.declare("user", User.tidy(email))


class Member(Person, frozen=True, kw_only=True):
    """A user who is there from the beginning, with so many open contacts beside those of the story."""

    open_contacts: Annotated[int, Meta(ge=0, le=100)] = 0


class AddUser(Person, Action, frozen=True, kw_only=True):
    """Somebody new."""


class DeleteUser(Action, frozen=True, kw_only=True):
    """A user goes."""

    user: User


class SetField(Action, frozen=True, kw_only=True):
    """A field of a contact gets a value, or with nothing is emptied; by the API."""

    contact: Contact
    field: Short
    value: Any

    @staticmethod
    def check(given: Given) -> None:
        """The standard fields are texts; what a custom one takes its type says."""
        value: object = given["value"]
        if given["field"] in STANDARD and not (value is None or isinstance(value, str)):
            given.report("value", amiss(value, said("a text")))


class AddTag(Action, frozen=True, kw_only=True):
    """By the API."""

    contact: Contact
    tag: Annotated[str, Meta(min_length=1, max_length=200)]


class RemoveTag(Action, frozen=True, kw_only=True):
    """By the API."""

    contact: Contact
    tag: Annotated[str, Meta(min_length=1, max_length=200)]


class Webhook(Action, frozen=True, kw_only=True):
    """The address of a workflow with the trigger ``incoming_webhook`` is called."""

    workflow: WorkflowName
    body: Any = None


class Shortcut(Action, frozen=True, kw_only=True):
    """A user picks a workflow with the trigger ``shortcut`` for a contact."""

    workflow: WorkflowName
    contact: Contact
    by: By
    form: dict[str, Any] = {}


class Start(Action, frozen=True, kw_only=True):
    """A user or the API starts a workflow for a contact by hand, whatever its trigger is."""

    workflow: WorkflowName
    contact: Contact
    by: By
    variables: dict[str, Any] = {}
    start_at: Short | None = None


class Publish(Action, frozen=True, kw_only=True):
    """A document becomes a workflow's next version; with the name of a workflow, its draft does."""

    workflow: Document


class Stop(Action, frozen=True, kw_only=True):
    """Everyone is taken out."""

    workflow: WorkflowName


class TakeOut(Action, frozen=True, kw_only=True):
    """A person takes one contact out of a workflow."""

    contact: Contact
    workflow: WorkflowName
    by: By


class Http(Action, frozen=True, kw_only=True):
    """From now on a request of a workflow to ``url`` gets this answer."""

    url: Text
    status: Annotated[int, Meta(ge=100, le=599)] = 200
    body: Any = None


ACTIONS: Final[dict[str, type[Action]]] = {
    "message": Message,
    "reply": Reply,
    "comment": Comment,
    "status": SetStatus,
    "assign": Assign,
    "unassign": Unassign,
    "open": Open,
    "close": Close,
    "join": Join,
    "leave": Leave,
    "add_user": AddUser,
    "delete_user": DeleteUser,
    "set_field": SetField,
    "add_tag": AddTag,
    "remove_tag": RemoveTag,
    "webhook": Webhook,
    "shortcut": Shortcut,
    "start": Start,
    "publish": Publish,
    "stop": Stop,
    "take_out": TakeOut,
    "http": Http,
}
"""The kinds by the key that an entry has."""


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """When an entry is played, how often, and how long after each other."""

    at: Moment
    repeat: Annotated[int, Meta(ge=1, le=100_000)] = 1
    every: Moment | None = None

    @staticmethod
    def check(given: Given) -> None:
        """``every`` says how a repetition goes on, and it ends while the story does."""
        if "every" in given and "repeat" not in given:
            given.report("every", said("`every` belongs to `repeat`: say how often"), at_key=True)
        at, every, repeat = (given[key] for key in ("at", "every", "repeat"))
        if at is not None and every is not None and repeat and at + every * (repeat - 1) > LONGEST:
            given.report("repeat", said("the last one comes more than ten years after the start"))

    def moments(self) -> list[timedelta]:
        """Since the start, in order."""
        return [self.at + number * (self.every or timedelta()) for number in range(self.repeat)]
