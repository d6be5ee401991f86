"""Values that hold texts: lists and mappings whose texts are filled in one by one.

A value that is filled in stays in its place: whatever a contact wrote, it makes no other list,
key or number of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, final

import msgspec

from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import amiss, child, too_many
from evenhand.domain.workflow.reading import BAD, Reading
from evenhand.domain.workflow.text import Text, text_of

MAX_TEXTS: Final = 100
_NOTHING: Final = text_of("")


@final
class Template:
    """A text, number, true or false, list or mapping, in which every text may have names to be filled in."""

    __slots__ = ("_parts", "source")

    def __init__(self, source: object, parts: Any) -> None:
        self.source = source
        self._parts = parts

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The value that stands in a document."""
        parts = _read(reading, value, path)
        return BAD if parts is BAD else cls(value, parts)

    @property
    def text(self) -> Text | None:
        """The text, where the value is one."""
        return self._parts if isinstance(self._parts, Text) else None

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text in it, by its JSON pointer from here."""
        yield from _texts(self._parts, "")

    def render(self, names: Mapping[str, object]) -> Any:
        """The value with its texts filled in. Raises TextError."""
        return _render(self._parts, names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Template) and other.source == self.source

    def __hash__(self) -> int:
        return hash(str(self.source))


@final
class Texts:
    """One text or several."""

    __slots__ = ("texts",)

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self.texts = texts

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The text, or the list of them, that stands in a document."""
        if not isinstance(value, list):
            text = Text.read_from(reading, value, path)
            return cls((text,)) if isinstance(text, Text) else BAD
        items = cast("list[object]", value)
        if len(items) > MAX_TEXTS:
            return reading.report(path, too_many(len(items), MAX_TEXTS))
        read = [reading.value(Text.read_from, item, child(path, i)) for i, item in enumerate(items)]
        return BAD if BAD in read else cls(cast("tuple[Text, ...]", tuple(read)))

    def render(self, names: Mapping[str, object]) -> list[str]:
        """The texts filled in. Raises TextError."""
        return [text.render(names) for text in self.texts]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Texts) and other.texts == self.texts

    def __hash__(self) -> int:
        return hash(self.texts)


def _read(reading: Reading, value: object, path: str) -> Any:
    match value:
        case msgspec.UNSET:
            return BAD  # its problem has been noted
        case str() if not value.strip():
            return _NOTHING
        case str():
            return reading.value(Text.read_from, value, path)
        case None | bool() | int() | float():
            return value
        case list():
            items = [
                _read(reading, item, child(path, i)) for i, item in enumerate(cast("list[object]", value))
            ]
            return BAD if BAD in items else items
        case dict():
            fields = cast("dict[str, object]", value)
            read = {key: _read(reading, item, child(path, key)) for key, item in fields.items()}
            return BAD if BAD in read.values() else read
        case _:
            return reading.report(path, amiss(value, said("a value")))


def _texts(part: Any, path: str) -> Iterator[tuple[str, Text]]:
    match part:
        case Text():
            yield path, part
        case list():
            for i, item in enumerate(cast("list[Any]", part)):
                yield from _texts(item, child(path, i))
        case dict():
            for key, item in cast("dict[str, Any]", part).items():
                yield from _texts(item, child(path, key))
        case _:
            pass


def _render(part: Any, names: Mapping[str, object]) -> Any:
    match part:
        case Text():
            return part.render(names)
        case list():
            return [_render(item, names) for item in cast("list[Any]", part)]
        case dict():
            return {key: _render(item, names) for key, item in cast("dict[str, Any]", part).items()}
        case _:
            return part
