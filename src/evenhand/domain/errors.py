"""Why a command was refused, in words for the person who sent it."""

from typing import Literal

import msgspec

RefusalKind = Literal["invalid", "unauthorized", "forbidden", "not_found", "conflict", "stale"]


class Flaw(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong in what was sent, and where: a JSON pointer, in a file also line and column."""

    pointer: str
    detail: str
    line: int | None = None
    column: int | None = None


class Refused(Exception):
    """A command broke a rule and changed nothing.

    ``kind`` says how the edge answers (``not_found`` is 404 and so on), ``code`` is stable for
    programs, ``detail`` says what is wrong and how to mend it.
    """

    def __init__(self, kind: RefusalKind, code: str, detail: str, flaws: tuple[Flaw, ...] = ()) -> None:
        super().__init__(detail)
        self.kind: RefusalKind = kind
        self.code = code
        self.detail = detail
        self.flaws = flaws


def not_found(what: str, key: object) -> Refused:
    """The refusal for a thing that this workspace does not have, or that the actor may not see."""
    return Refused(
        "not_found", f"{what}_not_found", f"There is no {what.replace('_', ' ')} {key} in this workspace."
    )


def unfit(pointer: str, detail: str, code: str) -> Refused:
    """The refusal for one value that would do elsewhere, but fits nothing that this workspace has."""
    return Refused("conflict", code, detail, (Flaw(pointer, detail),))


def invalid(pointer: str, detail: str, code: str = "invalid_value") -> Refused:
    """The refusal for one wrong value."""
    return Refused("invalid", code, detail, (Flaw(pointer, detail),))
