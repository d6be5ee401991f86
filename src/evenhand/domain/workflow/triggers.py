"""What starts a workflow. A new trigger is a class here and its line in ``KINDS``."""

from collections.abc import Mapping
from typing import ClassVar, Final

from evenhand.domain.workflow.conditions import Category, Group
from evenhand.domain.workflow.reading import BAD, Bad, Reading


class Trigger(Group, frozen=True, kw_only=True):
    """A trigger and the conditions under which it starts a run. ``type`` names its kind in documents."""

    type: ClassVar[str]
    categories: ClassVar[Mapping[str, Category]]
    """What its conditions can ask about."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The trigger of whatever kind that stands in the document."""
        fields = reading.mapping(value, path)
        if fields is BAD:
            return BAD
        kind = reading.kind(fields, path, KINDS, "trigger")
        if isinstance(kind, Bad):
            return BAD
        reading.categories = kind.categories
        return reading.struct(kind, value, path, type=kind.type)


class ConversationOpened(Trigger, frozen=True, kw_only=True):
    """A conversation was opened, by whomever."""

    type: ClassVar[str] = "conversation_opened"
    categories: ClassVar[Mapping[str, Category]] = {
        "source": Category("text", choices=("contact", "user", "workflow", "api")),
        "channel": Category("text"),
    }


KINDS: Final[dict[str, type[Trigger]]] = {kind.type: kind for kind in (ConversationOpened,)}
