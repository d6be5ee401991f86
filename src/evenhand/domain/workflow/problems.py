"""What is wrong with a workflow document, where, and how to mend it."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Literal

import msgspec

from evenhand.domain.texts import Said, either, said

Severity = Literal["error", "warning"]

_SHOWN = 60
"""Characters of a foreign text that a message repeats."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong.

    ``path`` is a JSON pointer (``/steps/1/timeout``), ``step`` the id of the step it is in,
    ``line`` and ``column`` count from 1 and are None where the document has no positions.
    """

    path: str
    detail: Said
    severity: Severity = "error"
    step: str | None = None
    line: int | None = None
    column: int | None = None

    def located(self, file: str) -> str:
        """The problem as one line of a report: ``file:line:column: path: detail``."""
        place = file if self.line is None else f"{file}:{self.line}:{self.column}"
        return f"{place}: {self.path or '/'}: {self.detail}"


def child(path: str, key: str | int) -> str:
    """The JSON pointer of a mapping's key or a list's index."""
    if isinstance(key, str) and ("/" in key or "~" in key):
        key = key.replace("~", "~0").replace("/", "~1")
    return f"{path}/{key}"


def shown(text: str) -> str:
    """A foreign text as a message may repeat it: short, printable, in backticks."""
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "`" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short) + "`"


def listed(words: Collection[str]) -> str:
    """Several words for a message: `a`, `b` or `c`."""
    return either([shown(word) for word in words])


def suggestion(word: str, words: Collection[str]) -> str:
    """``; did you mean …?`` where one of the words is near, else nothing."""
    near = get_close_matches(word[:_SHOWN].strip().lower(), words, n=1)
    return said("; did you mean {near}?", near=shown(near[0])) if near else ""


def hint_at(word: str, words: Collection[str]) -> str:
    """Which of the words may be meant: the one that is near, else all of them."""
    return suggestion(word, words) or said("; there is {words}", words=listed(words))


def amiss(value: object, wanted: str, hint: str = "") -> Said:
    """That a value is not what stands there; ``wanted`` says what does."""
    return said("must be {wanted}, not {found}{hint}", wanted=wanted, found=described(value), hint=hint)


def too_many(count: int, most: int) -> Said:
    """That a list or mapping has more entries than it may."""
    return said("has {count} entries; at most {most} are allowed", count=count, most=most)


def too_long(text: str, most: int) -> Said:
    """That a text has more characters than it may."""
    return said("has {count:,} characters; at most {most:,} are allowed", count=len(text), most=most)


def described(value: object) -> str:
    """What kind of value stands in the document, for a message."""
    match value:
        case None:
            return said("nothing")
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return said("the number {value}", value=shown(str(value)))
        case str():
            return said("the text {value}", value=shown(value))
        case list():
            return said("a list")
        case _:
            return said("a mapping")
