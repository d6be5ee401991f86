"""Texts: what a workflow sends, with names such as ``{{ contact.first_name }}`` to be filled in."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple, Protocol, final

from liquid import BoundTemplate
from liquid.builtin.filters.misc import default
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_TAG

from evenhand.domain.texts import said
from evenhand.domain.workflow.filters import EMPTY, TextError, written
from evenhand.domain.workflow.liquid import MAX_OUTPUT, SHORT_FORM, parse, render, tokens
from evenhand.domain.workflow.problems import amiss, too_long
from evenhand.domain.workflow.reading import Reading

__all__ = ["MAX_TEXT", "Fields", "Text", "TextError", "Thing", "names_used", "text_of"]

MAX_TEXT: Final = 10_000
"""Characters of a text as it is written in a document."""

_SIMPLE: Final = re.compile(
    r"""(?P<root>[a-z]+)(?:\.(?P<field>[^\W\d]\w*)|\["(?P<quoted>[^"]+)"\])"""
    r"""(?:\s*\|\s*default\s*:\s*(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"))?"""
)


class Fields(Protocol):
    """Values by name: a mapping, or whatever works them out."""

    def get(self, name: str, /) -> object: ...


@final
class Thing:
    """A name with fields, such as ``contact``, whose values are got when a text asks for them.

    None and an empty text are nothing. There is nothing on it but its fields: none of Liquid's own
    properties, no iteration, no text of its own.
    """

    __slots__ = ("look",)
    __iter__ = None

    def __init__(self, fields: Fields) -> None:
        self.look = fields.get

    def __getitem__(self, key: object) -> object:
        value = self.look(key) if isinstance(key, str) else None
        return EMPTY if value is None or value == "" else value

    def __str__(self) -> str:
        return ""


class _Slot(NamedTuple):
    """A part of a simple text: what stands ``before`` a value, the value's name, its default."""

    before: str
    root: str
    field: str
    fallback: str | None


@final
class Text:
    """A text, parsed once. ``names`` are the dotted names that it uses."""

    __slots__ = ("_after", "_slots", "_template", "names", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.names: frozenset[str] = frozenset()
        self._template: BoundTemplate | None = None
        self._slots: list[_Slot] | None = []
        self._after = source
        if "{{" in source or "{%" in source or SHORT_FORM.search(source):
            self._template, self.names = parse(source)
            self._slots, self._after = _simple(source)

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The text that stands in a document."""
        if not isinstance(value, str):
            return reading.report(path, amiss(value, said("a text"), said(": write it in quotes")))
        if not value.strip():
            return reading.report(path, said("must not be empty"))
        if len(value) > MAX_TEXT:
            return reading.report(path, too_long(value, MAX_TEXT))
        try:
            return text_of(value)
        except TextError as error:
            return reading.report(path, said("this is not valid Liquid: {error}", error=error.reason))

    def render(self, names: Mapping[str, object]) -> str:
        """The text with its names filled in from `Thing`s, texts, numbers, dates and lists.

        What is unknown or empty becomes nothing; a value is never rendered again. Raises TextError
        where the text cannot be rendered or would become too long.
        """
        if self._slots is None:
            return self._render_liquid(names)
        parts: list[str] = []
        for before, root, field, fallback in self._slots:
            thing = names.get(root)
            if type(thing) is not Thing:
                return self._render_liquid(names)
            value = thing.look(field)
            if value is None or value == "":
                value = fallback or ""
            elif type(value) is not str:
                value = written(value if fallback is None else default(value, fallback))
            parts += (before, value)
        result = "".join(parts) + self._after
        if len(result) > MAX_OUTPUT:
            raise TextError(said("the text becomes longer than {most:,} characters", most=MAX_OUTPUT))
        return result

    def _render_liquid(self, names: Mapping[str, object]) -> str:
        return self.source if self._template is None else render(self._template, self.source, names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Text({self.source!r})"


@lru_cache(maxsize=2_048)
def text_of(source: str) -> Text:
    """The text of a source, the same object for the same source. Raises TextError where it is not valid."""
    return Text(source)


def names_used(source: str) -> frozenset[str]:
    """The dotted names that a text uses. Raises TextError where it is not valid."""
    return text_of(source).names


def _simple(source: str) -> tuple[list[_Slot] | None, str]:
    """The parts of a text that only puts out fields, perhaps with a default, and what stands after them.

    Such a text needs no engine: most greetings are one, and this way they render many times faster.
    """
    slots: list[_Slot] = []
    before = ""
    for token in tokens(source):
        if token.kind == TOKEN_TAG:
            return None, ""
        if token.kind == TOKEN_CONTENT:
            before += token.value
        elif token.kind == TOKEN_EXPRESSION:
            simple = _SIMPLE.fullmatch(token.value)
            if simple is None:
                return None, ""
            fallback = simple["single"] if simple["single"] is not None else simple["double"]
            slots.append(_Slot(before, simple["root"], simple["field"] or simple["quoted"], fallback))
            before = ""
    return slots, before
