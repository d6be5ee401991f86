"""A workflow document as plain data, with the place of every value in the file."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, cast

import msgspec
from msgspec import UNSET
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from evenhand.domain.texts import Said, heard, said
from evenhand.domain.workflow.problems import Problem, child, shown

MAX_CHARACTERS: Final = 1_000_000
MAX_DEPTH: Final = 60
MAX_VALUES: Final = 50_000
"""Values in a document, those that an alias repeats counted each time."""

_LARGEST: Final = 2**63 - 1
"""The largest whole number that every reader of JSON keeps exactly and PostgreSQL stores as bigint."""

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


class Place(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


class Source(msgspec.Struct, frozen=True):
    """A document as plain data: what was given, unchanged, hence what is stored.

    ``data`` is UNSET where the text is no readable YAML, and a value in it where that one is not;
    a source with problems cannot be stored. ``values`` and ``keys`` hold the place of each value and
    of each mapping key by JSON pointer; both are empty for data without a file.
    """

    data: object
    problems: tuple[Problem, ...] = ()
    values: dict[str, Place] = {}
    keys: dict[str, Place] = {}

    def place(self, path: str, *, key: bool = False) -> Place | None:
        """Where a value (or, with ``key``, its key) stands; for what is missing, where it should be."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values:
            if not path:
                return None
            path = path.rpartition("/")[0]
        return self.values[path]


class _Unusable(Exception):
    """The document cannot be read any further."""

    def __init__(self, detail: Said, place: Place | None, path: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.place = place
        self.path = path


def parse_yaml(text: str) -> Source:
    """The document that a YAML 1.2 or JSON text holds; what is wrong with the text is in ``problems``."""
    build = _Builder()
    try:
        if len(text) > MAX_CHARACTERS:
            raise _Unusable(
                said("the file is larger than {most:,} characters", most=MAX_CHARACTERS),
                None,
            )
        data = build.document(_events(text))
    except _Unusable as error:
        build.note(error.path, error.detail, error.place)
        data = UNSET
    return Source(data, tuple(build.problems), build.values, build.keys)


class _Event(NamedTuple):
    """What the parser met: ``kind`` is document, scalar, alias, sequence, mapping or end."""

    kind: str
    place: Place
    value: str
    quoted: bool
    tag: str | None
    anchor: str | None


_KINDS: Final[dict[type[object], str]] = {
    DocumentStartEvent: "document",
    ScalarEvent: "scalar",
    AliasEvent: "alias",
    SequenceStartEvent: "sequence",
    MappingStartEvent: "mapping",
    SequenceEndEvent: "end",
    MappingEndEvent: "end",
}


def _events(text: str) -> Iterator[_Event]:
    bad = re.search("[\0\ud800-\udfff]", text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        place = Place(line, bad.start() - text.rfind("\n", 0, bad.start()))
        name = said("a NUL character") if bad[0] == "\0" else said("half of a character")
        raise _Unusable(said("the file holds {name}: remove it", name=name), place)
    try:
        parser: Any = YAML(typ="safe", pure=True)
        for event in parser.parse(text):
            kind = _KINDS.get(cast("type[object]", type(event)))
            if kind is not None:
                yield _event(kind, event)
    except YAMLError as error:
        raise _unreadable(error) from None
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # The library meets some broken escapes and directives with whatever Python raises.
        raise _Unusable(said("this is not YAML: {reason}", reason=shown(str(error))), Place(1, 1)) from None


def _event(kind: str, event: Any) -> _Event:
    place = _place(event.start_mark)
    if kind == "scalar":
        return _Event(kind, place, str(event.value), event.style is not None, event.tag, event.anchor)
    if kind in {"document", "end"}:
        return _Event(kind, place, "", quoted=False, tag=None, anchor=None)
    return _Event(kind, place, "", quoted=False, tag=getattr(event, "tag", None), anchor=event.anchor)


def _unreadable(error: Any) -> _Unusable:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        reason = str(error).partition("\n")[0]
        return _Unusable(said("this is not YAML: {reason}", reason=shown(reason)), Place(1, 1))
    words = [part for part in (error.context, error.problem) if part]
    return _Unusable(said("this is not YAML: {reason}", reason=heard(": ".join(words))), _place(mark))


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Anchor(NamedTuple):
    value: object
    size: int


class _Open:
    """A list or mapping that is being filled. ``path`` is None inside what is passed over."""

    __slots__ = ("anchor", "container", "key", "path", "size", "waiting")

    def __init__(
        self, container: dict[str, object] | list[object], path: str | None, anchor: str | None
    ) -> None:
        self.container = container
        self.path = path
        self.anchor = anchor
        self.key: str | None = None
        self.waiting = isinstance(container, dict)
        """A mapping whose next node is a key."""
        self.size = 1


class _Builder:
    """Turns parser events into plain data without recursion, noting places and problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.values: dict[str, Place] = {}
        self.keys: dict[str, Place] = {}
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Anchor] = {}
        self._count = 0
        self._root: object = UNSET

    def document(self, events: Iterable[_Event]) -> object:
        for event in events:
            if event.kind == "end":
                self._close()
            elif event.kind != "document":
                self._node(event)
            elif self._root is not UNSET:
                raise _Unusable(
                    said("the file holds a second document: put each in its own file"), event.place
                )
        if self._root is UNSET:
            raise _Unusable(said("the file is empty: a workflow needs `version`, `name`, …"), Place(1, 1))
        return self._root

    def note(self, path: str, detail: Said, place: Place | None) -> None:
        line, column = place or (None, None)
        self.problems.append(Problem(path, detail, line=line, column=column))

    def _node(self, event: _Event) -> None:
        top = self._stack[-1] if self._stack else None
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            where = "" if top is None else top.path or ""
            self.note(
                where, said("tags such as {tag} have no meaning here: remove it", tag=shown(tag)), event.place
            )
        if top is not None and top.waiting:
            self._key(event, top)
            return
        path = self._path(top)
        if path is not None:
            empty = event.kind == "scalar" and not event.quoted and not event.value
            # An empty value has the place of whatever comes next; its key is where to look.
            self.values[path] = self.keys.get(path, event.place) if empty else event.place
        if event.kind == "scalar":
            self._add(self._scalar(event, path), event.anchor, 1)
        elif event.kind == "alias":
            self._alias(event)
        else:
            if len(self._stack) >= MAX_DEPTH:
                raise _Unusable(
                    said("the document is nested more than {most} deep", most=MAX_DEPTH),
                    event.place,
                )
            container: dict[str, object] | list[object] = {} if event.kind == "mapping" else []
            self._stack.append(_Open(container, path, event.anchor))

    @staticmethod
    def _path(top: _Open | None) -> str | None:
        if top is None:
            return ""
        if top.path is None:
            return None
        if isinstance(top.container, list):
            return child(top.path, len(top.container))
        return None if top.key is None else child(top.path, top.key)

    def _key(self, event: _Event, top: _Open) -> None:
        where = top.path or ""
        if event.kind != "scalar":
            raise _Unusable(
                said("the keys of a mapping are texts: put the text in quotes"), event.place, where
            )
        key = self._scalar(event, top.path)
        if not isinstance(key, str):
            key = event.value
            self.note(
                where, said("the key {key} is no text: write it in quotes", key=shown(key)), event.place
            )
        top.waiting = False
        top.key = None
        if top.path is None:
            return
        path = child(top.path, key)
        if key in top.container:
            first = self.keys[path].line
            detail = said(
                "the key {key} stands here twice, first on line {first}: keep one",
                key=shown(key),
                first=first,
            )
            self.note(path, detail, event.place)
        else:
            top.key = key
            self.keys[path] = event.place

    def _scalar(self, event: _Event, path: str | None) -> object:
        value: object = event.value if event.quoted else _resolved(event.value)
        if isinstance(value, str) and not value.isascii():
            value = _paired(value)
        flaw = _flaw(value)
        if flaw is not None:
            self.note(path or "", flaw, event.place)
            return UNSET
        return value

    def _alias(self, event: _Event) -> None:
        anchor = None if event.anchor is None else self._anchors.get(event.anchor)
        if anchor is None:
            raise _Unusable(
                said("nothing before this is marked {value}", value=shown(f"&{event.anchor}")), event.place
            )
        self._add(anchor.value, None, anchor.size)

    def _add(self, value: object, anchor: str | None, size: int) -> None:
        self._count += size
        if self._count > MAX_VALUES:
            raise _Unusable(said("the document holds more than {most:,} values", most=MAX_VALUES), None)
        if anchor is not None:
            self._anchors[anchor] = _Anchor(value, size)
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        top.size += size
        if isinstance(top.container, list):
            top.container.append(value)
            return
        if top.key is not None:
            top.container[top.key] = value
        top.waiting = True

    def _close(self) -> None:
        done = self._stack.pop()
        self._count -= done.size - 1  # what is inside was counted when it was added
        self._add(done.container, done.anchor, done.size)


def _resolved(text: str) -> object:
    """What a text without quotes means by the core schema of YAML 1.2."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if text[0] not in "-+.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= 20 else math.inf
    if _BASED.fullmatch(text):
        return int(text, 0) if len(text) <= 24 else math.inf
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _paired(text: str) -> str:
    r"""JSON writes a character beyond the basic plane as two escapes, ``\ud83d\ude00``: one character."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _flaw(value: object) -> Said | None:
    """Why a single value cannot be kept, None where it can."""
    match value:
        case str():
            if "\0" in value:
                return said("the text holds a NUL character: remove it")
            if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
                return said("the text holds half of a character (a lone surrogate): remove it")
        case bool() | None:
            pass
        case int():
            if abs(value) > _LARGEST:
                return said("the number is too large")
        case float():
            if not math.isfinite(value):
                return said("the number is too large or no number")
        case _:
            return said("only texts, numbers, true, false, lists and mappings can stand in a document")
    return None


def from_json(data: object) -> Source:
    """The same for data that was decoded from JSON; its problems have no line and column."""
    problems: list[Problem] = []
    try:
        _inspect(data, problems)
    except _Unusable as error:
        return Source(UNSET, (Problem(error.path, error.detail),))
    return Source(data, tuple(problems))


def _inspect(data: object, problems: list[Problem]) -> None:
    rest: list[tuple[object, str, int]] = [(data, "", 0)]
    values = characters = 0
    while rest:
        value, path, depth = rest.pop()
        values += 1
        if values > MAX_VALUES:
            raise _Unusable(said("the document holds more than {most:,} values", most=MAX_VALUES), None)
        if depth > MAX_DEPTH:
            raise _Unusable(said("the document is nested more than {most} deep", most=MAX_DEPTH), None)
        if isinstance(value, dict):
            for key, inner in cast("dict[object, object]", value).items():
                flaw = _flaw(key) if isinstance(key, str) else said("the keys of a mapping are texts")
                if flaw is not None:
                    raise _Unusable(flaw, None, path)
                characters += len(str(key))
                rest.append((inner, child(path, str(key)), depth + 1))
        elif isinstance(value, list):
            rest += [(v, child(path, i), depth + 1) for i, v in enumerate(cast("list[object]", value))]
        else:
            characters += len(value) if isinstance(value, str) else 8
            flaw = _flaw(value)
            if flaw is not None:
                problems.append(Problem(path, flaw))
        if characters > MAX_CHARACTERS:
            raise _Unusable(
                said("the document is larger than {most:,} characters", most=MAX_CHARACTERS),
                None,
            )
