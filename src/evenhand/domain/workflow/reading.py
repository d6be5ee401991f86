"""Reads plain data into the types of a workflow, and notes every problem on the way.

How a value is read follows from the type of the field that takes it: texts, numbers, true and
false, ``Literal`` choices, durations, lists (``tuple[X, ...]``), mappings (``dict[str, X]``) and
structs; the limits are the field's ``msgspec.Meta``, whose extra ``wanted`` says what its pattern wants.
A class with a method ``read_from`` says itself how it is read, and a struct with a method ``check`` says
what its fields must be together.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, UNSET

from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.durations import LONGEST, parse_duration
from evenhand.domain.workflow.problems import (
    Problem,
    Severity,
    amiss,
    child,
    hint_at,
    listed,
    shown,
    suggestion,
    too_long,
    too_many,
)
from evenhand.domain.workflow.source import Source

MAX_PROBLEMS: Final = 200
"""Problems that one reading reports; who has more has sent something else than a workflow."""

PARAMETER: Final = re.compile(r"\$\{\s*([A-Za-z_]\w{0,63})\s*\}")
"""A place in a template that is to be filled in."""
_NO_META: Final = msgspec.Meta()

T = TypeVar("T")


class Bad(Enum):
    """Stands for a value that could not be read; its problem has been noted."""

    BAD = "bad"


BAD: Final = Bad.BAD


class Enough(Exception):
    """So many problems that further ones help nobody."""


Reader = Callable[["Reading", object, str], object]


class Reading:
    """One pass over a document. What is specific to workflows lives on it while it lasts."""

    def __init__(self, source: Source, step_kinds: Mapping[str, type[Any]]) -> None:
        self.source = source
        self.step_kinds = step_kinds
        self.problems: list[Problem] = list(source.problems)
        self.step: str | None = None
        """The id of the step that is being read."""
        self.steps: dict[str, str] = {}
        """The path of every step read so far, by id."""
        self.named_steps: list[tuple[str | None, str, str]] = []
        """Where steps name others: the step, the path, the id of the other one."""
        self.reserved = _ids_in(source.data)
        """Ids that the document gives itself, hence not to be made up."""
        self.categories: Mapping[str, Any] = {}
        """The condition categories that the workflow's trigger allows."""

    def report(self, path: str, detail: Said, *, key: bool = False, severity: Severity = "error") -> Bad:
        """Notes a problem at a value, or at its ``key``."""
        if len(self.problems) >= MAX_PROBLEMS:
            raise Enough
        line, column = self.source.place(path, key=key) or (None, None)
        self.problems.append(Problem(path, detail, severity, self.step, line, column))
        return BAD

    def value(self, reader: Reader, value: object, path: str) -> object:
        """What a reader makes of a value; a parameter that is still to be filled in is a problem."""
        if value is UNSET:
            return BAD
        if isinstance(value, str) and "${" in value:
            unfilled = list(dict.fromkeys(PARAMETER.findall(value)))
            for name in unfilled:
                placeholder = shown("${" + name + "}")
                self.report(
                    path,
                    said(
                        "{placeholder} is not filled in: give the parameter {name} a value",
                        placeholder=placeholder,
                        name=shown(name),
                    ),
                )
            if unfilled:
                return BAD
        return reader(self, value, path)

    def mapping(self, value: object, path: str) -> dict[str, object] | Bad:
        """The value as a mapping."""
        if isinstance(value, dict):
            return cast("dict[str, object]", value)
        return self.report(path, amiss(value, said("a mapping of keys to values")))

    def kind(
        self, fields: dict[str, object], path: str, kinds: Mapping[str, type[T]], what: Said
    ) -> type[T] | Bad:
        """The class that a mapping's ``type`` names."""
        here = child(path, "type")
        if "type" not in fields:
            return self.report(
                here, said("`type` is missing: a {what} has one of {kinds}", what=what, kinds=listed(kinds))
            )
        name = fields["type"]
        kind = kinds.get(name) if isinstance(name, str) else None
        if kind is not None:
            return kind
        if name is UNSET:
            return BAD
        if not isinstance(name, str):
            return self.report(here, amiss(name, said("one of {kinds}", kinds=listed(kinds))))
        hint = hint_at(name, kinds)
        return self.report(
            here, said("there is no {what} {name}{hint}", what=what, name=shown(name), hint=hint)
        )

    def refuse_unknown(self, fields: Mapping[str, object], path: str, known: Collection[str]) -> None:
        """Notes each key of a mapping that means nothing there."""
        for key in fields:
            if key not in known:
                hint = suggestion(key, known) or said("; known here: {known}", known=listed(sorted(known)))
                self.report(
                    child(path, key), said("unknown key {key}{hint}", key=shown(key), hint=hint), key=True
                )

    def struct(
        self, cls: type[msgspec.Struct], value: object, path: str, **preset: object
    ) -> msgspec.Struct | Bad:
        """A struct from a mapping with its fields; those that are ``preset`` are not read again."""
        document = self.mapping(value, path)
        if document is BAD:
            return BAD
        shape = shape_of(cls)
        known = shape.fields.keys() | preset.keys()
        self.refuse_unknown(document, path, known)
        values = {key: preset[key] for key in preset if key in shape.fields}
        good = BAD not in values.values()
        for key, field in shape.fields.items():
            if key in preset:
                continue
            if key in document:
                read = self.value(field.reader, document[key], f"{path}/{key}")
                if read is BAD:
                    good = False
                else:
                    values[key] = read
            elif field.required:
                self.report(f"{path}/{key}", said("`{key}` is missing", key=key))
                good = False
        if shape.check is not None:
            shape.check(Given(self, path, document, values, shape))
        return cls(**{shape.fields[key].name: read for key, read in values.items()}) if good else BAD


class Field(NamedTuple):
    """A field of a struct: its ``name`` in the code, and how it is read."""

    name: str
    reader: Reader
    required: bool
    default: object
    hint: object


class Shape(NamedTuple):
    """What a struct takes, by key of the document."""

    fields: dict[str, Field]
    check: Callable[["Given"], None] | None


class Given:
    """The fields of one mapping as ``check`` sees them, those that could not be read included."""

    def __init__(
        self,
        reading: Reading,
        path: str,
        document: dict[str, object],
        values: dict[str, object],
        shape: Shape,
    ) -> None:
        self.reading = reading
        self.path = path
        self._document = document
        self._values = values
        self._shape = shape

    def __contains__(self, key: str) -> bool:
        """Whether the document has the key, whatever is wrong with its value."""
        return key in self._document

    def __getitem__(self, key: str) -> Any:
        """The value that was read, or the default; None where the value is wrong or missing."""
        if key in self._values:
            return self._values[key]
        field = self._shape.fields[key]
        return None if key in self._document or field.required else field.default

    def report(self, key: str, detail: Said, *, at_key: bool = False, severity: Severity = "error") -> None:
        self.reading.report(f"{self.path}/{key}", detail, key=at_key, severity=severity)


@lru_cache(maxsize=256)
def shape_of(cls: type[msgspec.Struct]) -> Shape:
    """How a struct is read, worked out once from its annotations."""
    fields = {
        field.encode_name: Field(
            field.name,
            reader_for(field.type),
            field.required,
            None if field.default is NODEFAULT else field.default,
            field.type,
        )
        for field in msgspec.structs.fields(cls)
    }
    return Shape(fields, getattr(cls, "check", None))


@lru_cache(maxsize=256)
def reader_for(hint: Any) -> Reader:
    """How a value of a type is read."""
    meta = _NO_META
    if get_origin(hint) is Annotated:
        hint, meta = hint.__origin__, hint.__metadata__[0]
    origin, args = get_origin(hint), get_args(hint)
    if origin in {UnionType, Union}:
        (hint,) = (arg for arg in args if arg is not NoneType)
        return reader_for(hint)
    if hasattr(hint, "read_from"):
        return hint.read_from
    if origin is Literal:
        return _choice(args)
    if origin is tuple:
        return _many(reader_for(args[0]), meta)
    if origin is dict:
        return _by_name(reader_for(args[0]), reader_for(args[1]), meta)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return lambda reading, value, path: reading.struct(hint, value, path)
    return _SCALARS[hint](meta)


def _choice(options: tuple[object, ...]) -> Reader:
    words = [str(option).lower() if isinstance(option, bool) else str(option) for option in options]

    def read(reading: Reading, value: object, path: str) -> object:
        for option in options:
            if value == option and type(value) is type(option):
                return option
        hint = suggestion(value, words) if isinstance(value, str) else ""
        return reading.report(
            path,
            amiss(value, listed(words), hint),
        )

    return read


def _many(reader: Reader, meta: msgspec.Meta) -> Reader:
    def read(reading: Reading, value: object, path: str) -> object:
        if not isinstance(value, list):
            return reading.report(path, amiss(value, said("a list")))
        items = cast("list[object]", value)
        if meta.max_length is not None and len(items) > meta.max_length:
            reading.report(path, too_many(len(items), meta.max_length))
        read = tuple(reading.value(reader, item, f"{path}/{i}") for i, item in enumerate(items))
        return BAD if BAD in read else read

    return read


def _by_name(name: Reader, reader: Reader, meta: msgspec.Meta) -> Reader:
    def read(reading: Reading, value: object, path: str) -> object:
        document = reading.mapping(value, path)
        if document is BAD:
            return BAD
        if meta.max_length is not None and len(document) > meta.max_length:
            reading.report(path, too_many(len(document), meta.max_length))
        good = {name(reading, key, child(path, key)) for key in document}
        read = {key: reading.value(reader, document[key], child(path, key)) for key in document}
        return BAD if BAD in good or BAD in read.values() else read

    return read


def _text(meta: msgspec.Meta) -> Reader:
    pattern = re.compile(meta.pattern) if meta.pattern is not None else None

    def read(reading: Reading, value: object, path: str) -> object:
        if not isinstance(value, str):
            quotes = said(": write it in quotes") if isinstance(value, int | float) else ""
            return reading.report(path, amiss(value, said("a text"), quotes))
        if meta.min_length and not value.strip():
            return reading.report(path, said("must not be empty"))
        if meta.max_length is not None and len(value) > meta.max_length:
            return reading.report(path, too_long(value, meta.max_length))
        if pattern is not None and pattern.fullmatch(value) is None:
            return reading.report(
                path,
                amiss(value, (meta.extra or {})["wanted"]),
            )
        return value

    return read


def _number(kinds: type[int] | UnionType, what: Said) -> Callable[[msgspec.Meta], Reader]:
    def with_limits(meta: msgspec.Meta) -> Reader:
        def read(reading: Reading, value: object, path: str) -> object:
            if not isinstance(value, kinds) or isinstance(value, bool):
                return reading.report(path, amiss(value, what))
            number = cast("float", value)
            if meta.ge is not None and number < meta.ge:
                return reading.report(path, said("must be at least {least:,}", least=meta.ge))
            if meta.le is not None and number > meta.le:
                return reading.report(path, said("must be at most {most:,}", most=meta.le))
            return number

        return read

    return with_limits


def _boolean(_: msgspec.Meta) -> Reader:
    def read(reading: Reading, value: object, path: str) -> object:
        if isinstance(value, bool):
            return value
        return reading.report(path, amiss(value, said("`true` or `false`")))

    return read


def _duration(_: msgspec.Meta) -> Reader:
    def read(reading: Reading, value: object, path: str) -> object:
        duration = parse_duration(value) if isinstance(value, str) else None
        if duration is None:
            example = (
                said(": for {value} seconds write `{value}s`", value=value) if isinstance(value, int) else ""
            )
            return reading.report(
                path,
                amiss(value, said("a duration such as `45s`, `15m`, `1h30m` or `7d`"), example),
            )
        if not duration:
            return reading.report(path, said("must be longer than nothing"))
        if duration > LONGEST:
            return reading.report(path, said("must be at most {most}", most=f"{LONGEST.days}d"))
        return duration

    return read


def _anything(_: msgspec.Meta) -> Reader:
    return lambda _reading, value, _path: value


_SCALARS: Final[dict[object, Callable[[msgspec.Meta], Reader]]] = {
    str: _text,
    int: _number(int, said("a whole number")),
    float: _number(int | float, said("a number")),
    bool: _boolean,
    timedelta: _duration,
    Any: _anything,
}


def _ids_in(data: object) -> frozenset[str]:
    """The ids of everything in a document that might be a step."""
    found: set[str] = set()
    rest: list[object] = [data]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            fields = cast("dict[str, object]", value)
            given = fields.get("id")
            if "type" in fields and isinstance(given, str):
                found.add(given)
            rest += fields.values()
        elif isinstance(value, list):
            rest += cast("Iterable[object]", value)
    return frozenset(found)
