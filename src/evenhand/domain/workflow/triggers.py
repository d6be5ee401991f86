"""What starts a workflow. A new trigger is a class here and its place in ``KINDS``."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final, Literal, get_args

import msgspec
from msgspec import Meta

from evenhand.domain.texts import said
from evenhand.domain.workflow.conditions import CATEGORIES, Category, Group
from evenhand.domain.workflow.jsonpath import JsonPath
from evenhand.domain.workflow.problems import shown
from evenhand.domain.workflow.reading import BAD, Bad, Given, Reading

MAX_VARIABLES: Final = 50
"""What one form, webhook or call gives a run at most."""

VariableName = Annotated[
    str,
    Meta(
        max_length=64,
        pattern=r"[^\W\d]\w*",
        extra={"wanted": said("made of letters, digits and `_`, beginning with a letter")},
    ),
]

FormType = Literal["text", "number", "date", "boolean", "list", "email", "phone", "url"]

_TEXT: Final = Category("text")
_ANYTHING: Final = Category("anything")


class Trigger(Group, frozen=True, kw_only=True):
    """A trigger and the conditions under which it starts a run. ``type`` names its kind in documents."""

    type: ClassVar[str]
    categories: ClassVar[Mapping[str, Category]] = {}
    """What can be asked of it, beside what can be asked of every contact."""
    variables: ClassVar[tuple[str, ...]] = ()
    """What it adds to the variables of its runs; texts know them by these names alone."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The trigger of whatever kind that stands in the document."""
        fields = reading.mapping(value, path)
        if fields is BAD:
            return BAD
        kind = reading.kind(fields, path, KINDS, said("trigger"))
        if isinstance(kind, Bad):
            return BAD
        reading.categories = {**CATEGORIES, **kind.categories}
        return reading.struct(kind, value, path, type=kind.type)

    def saves(self) -> tuple[str, ...]:
        """The variables that its runs begin with."""
        return self.variables


class ConversationOpened(Trigger, frozen=True, kw_only=True):
    """A conversation was opened, by whomever."""

    type: ClassVar[str] = "conversation_opened"
    categories: ClassVar[Mapping[str, Category]] = {
        "source": Category("text", choices=("contact", "user", "workflow", "api")),
        "channel": _TEXT,
    }


class ConversationClosed(Trigger, frozen=True, kw_only=True):
    """A conversation was closed, by whomever."""

    type: ClassVar[str] = "conversation_closed"
    categories: ClassVar[Mapping[str, Category]] = {
        "source": Category("text", choices=("user", "workflow", "api", "auto_close")),
        "closing_category": _TEXT,
    }


class MessageReceived(Trigger, frozen=True, kw_only=True):
    """The contact wrote."""

    type: ClassVar[str] = "message_received"
    categories: ClassVar[Mapping[str, Category]] = {"channel": _TEXT, "message_text": _TEXT}


class ContactAssigned(Trigger, frozen=True, kw_only=True):
    """The contact was assigned to a user, perhaps to the same one anew."""

    type: ClassVar[str] = "contact_assigned"
    categories: ClassVar[Mapping[str, Category]] = {
        "source": Category("text", choices=("user", "workflow", "api")),
    }


class ContactTagUpdated(Trigger, frozen=True, kw_only=True):
    """A tag was added to the contact, or removed."""

    type: ClassVar[str] = "contact_tag_updated"
    categories: ClassVar[Mapping[str, Category]] = {
        "tag": _TEXT,
        "change": Category("text", choices=("added", "removed")),
    }
    variables: ClassVar[tuple[str, ...]] = ("tag", "change")


class ContactFieldUpdated(Trigger, frozen=True, kw_only=True):
    """A field of the contact, standard or custom, got another value, or lost it."""

    type: ClassVar[str] = "contact_field_updated"
    categories: ClassVar[Mapping[str, Category]] = {
        "field": _TEXT,
        "old_value": _ANYTHING,
        "new_value": _ANYTHING,
    }
    variables: ClassVar[tuple[str, ...]] = ("field", "old_value", "new_value")


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the agent who uses a shortcut fills in."""

    name: VariableName
    type: FormType
    label: Annotated[str, Meta(max_length=200)] = ""
    required: bool = False


class Shortcut(Trigger, frozen=True, kw_only=True):
    """A user chose it for a contact, and filled in the form."""

    type: ClassVar[str] = "shortcut"

    form: Annotated[tuple[FormField, ...], Meta(max_length=MAX_VARIABLES)] = ()

    def saves(self) -> tuple[str, ...]:
        """The names in the form."""
        return tuple(field.name for field in self.form)

    @staticmethod
    def check(given: Given) -> None:
        """Every name in the form is its own."""
        Group.check(given)
        names: set[str] = set()
        for i, field in enumerate(given["form"] or ()):
            if field.name in names:
                given.report(
                    f"form/{i}/name", said("{name} stands in the form twice", name=shown(field.name))
                )
            names.add(field.name)


class FindContact(msgspec.Struct, frozen=True, kw_only=True):
    """How a webhook says which contact is meant: the place of one of these in its body."""

    email: JsonPath | None = None
    phone: JsonPath | None = None
    id: JsonPath | None = None

    @staticmethod
    def check(given: Given) -> None:
        """One way of finding it, no more and no less."""
        ways = [way for way in ("email", "phone", "id") if way in given]
        if len(ways) != 1:
            wanted = said("one of them alone") if ways else said("one of `email`, `phone` and `id`")
            given.report(ways[1] if ways else "email", said("a contact is found by {wanted}", wanted=wanted))


class IncomingWebhook(Trigger, frozen=True, kw_only=True):
    """A program called the workflow's address."""

    type: ClassVar[str] = "incoming_webhook"

    contact: FindContact
    save: Annotated[dict[VariableName, JsonPath], Meta(max_length=MAX_VARIABLES)] = {}  # noqa: RUF012 (copied)

    def saves(self) -> tuple[str, ...]:
        """The variables that it takes from the body."""
        return tuple(self.save)


class Manual(Trigger, frozen=True, kw_only=True):
    """A person, the API or another workflow started it, with whatever variables they gave."""

    type: ClassVar[str] = "manual"


AnyTrigger = (
    ConversationOpened
    | ConversationClosed
    | MessageReceived
    | ContactAssigned
    | ContactTagUpdated
    | ContactFieldUpdated
    | Shortcut
    | IncomingWebhook
    | Manual
)

KINDS: Final[dict[str, type[Trigger]]] = {kind.type: kind for kind in get_args(AnyTrigger)}
