"""Why a command was refused, in words for the person who sent it."""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from evenhand.domain.texts import Detail, Said, said

RefusalKind = Literal["invalid", "unauthorized", "forbidden", "not_found", "conflict", "stale"]
Thing = Literal[
    "channel",
    "closing_category",
    "comment",
    "contact",
    "custom_field",
    "delivery",
    "event",
    "message",
    "run",
    "team",
    "template",
    "token",
    "user",
    "version",
    "view",
    "webhook",
    "workflow",
]
THINGS: Final[Mapping[Thing, Said]] = {
    "channel": said("channel"),
    "closing_category": said("closing category"),
    "comment": said("comment"),
    "contact": said("contact"),
    "custom_field": said("custom field"),
    "delivery": said("delivery"),
    "event": said("event"),
    "message": said("message"),
    "run": said("run"),
    "team": said("team"),
    "template": said("template"),
    "token": said("token"),
    "user": said("user"),
    "version": said("version"),
    "view": said("view"),
    "webhook": said("webhook"),
    "workflow": said("workflow"),
}
"""What somebody may look for in vain."""


class Flaw(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong in what was sent, and where: a JSON pointer, in a file also line and column."""

    pointer: str
    detail: Detail
    line: int | None = None
    column: int | None = None


class Refused(Exception):
    """A command broke a rule and changed nothing.

    ``kind`` says how the edge answers (``not_found`` is 404 and so on), ``code`` is stable for
    programs, ``detail`` says what is wrong and how to mend it.
    """

    def __init__(self, kind: RefusalKind, code: str, detail: Said, flaws: tuple[Flaw, ...] = ()) -> None:
        super().__init__(detail)
        self.kind: RefusalKind = kind
        self.code = code
        self.detail = detail
        self.flaws = flaws


def not_found(what: Thing, key: object) -> Refused:
    """The refusal for a thing that this workspace does not have, or that the actor may not see."""
    detail = said("There is no {what} {key} in this workspace.", what=THINGS[what], key=key)
    return Refused("not_found", f"{what}_not_found", detail)


def unfit(pointer: str, detail: Said, code: str) -> Refused:
    """The refusal for one value that would do elsewhere, but fits nothing that this workspace has."""
    return Refused("conflict", code, detail, (Flaw(pointer, detail),))


def invalid(pointer: str, detail: Said, code: str = "invalid_value") -> Refused:
    """The refusal for one wrong value."""
    return Refused("invalid", code, detail, (Flaw(pointer, detail),))
