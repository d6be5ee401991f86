"""Templates: workflows with parameters that must be filled in, written ``${team}``."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta

from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.comparing import as_number
from evenhand.domain.workflow.durations import parse_duration
from evenhand.domain.workflow.problems import Problem, amiss, described, hint_at, shown
from evenhand.domain.workflow.reading import BAD, PARAMETER, Enough, Given, Reading, reader_for
from evenhand.domain.workflow.source import MAX_CHARACTERS, Source

MAX_VALUE: Final = 10_000
"""Characters of a value that is filled in."""

Kind = Literal["team", "user", "text", "duration", "number"]


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """What must be filled in before a template is a workflow. ``label`` says it to people."""

    name: Annotated[
        str,
        Meta(
            max_length=64,
            pattern=r"[A-Za-z_]\w*",
            extra={"wanted": said("made of letters, digits and `_`, beginning with a letter")},
        ),
    ]
    type: Kind
    label: Annotated[str, Meta(max_length=200)] = ""
    default: Any = None

    @staticmethod
    def check(given: Given) -> None:
        """The default is of the parameter's type."""
        kind: Kind | None = given["type"]
        default: object = given["default"]
        if kind is not None and default is not None and _read(kind, default) is None:
            given.report(
                "default",
                amiss(default, _WANTED[kind]),
            )


_PARAMETERS: Final = reader_for(Annotated[tuple[Parameter, ...], Meta(max_length=50)])


def read_parameters(reading: Reading, document: dict[str, object]) -> tuple[Parameter, ...]:
    """The parameters that a document still has; problems of theirs are noted."""
    if "parameters" not in document:
        return ()
    read = reading.value(_PARAMETERS, document["parameters"], "/parameters")
    parameters = () if read is BAD else cast("tuple[Parameter, ...]", read)
    names = [parameter.name for parameter in parameters]
    for i, name in enumerate(names):
        if name in names[:i]:
            reading.report(
                f"/parameters/{i}/name", said("the parameter {name} is there twice", name=shown(name))
            )
    return parameters


def parameters_of(source: Source) -> tuple[tuple[Parameter, ...], list[Problem]]:
    """What a template wants filled in, and what is wrong with how it says so."""
    reading = Reading(source, {})
    parameters: tuple[Parameter, ...] = ()
    with suppress(Enough):
        if isinstance(source.data, dict):
            parameters = read_parameters(reading, cast("dict[str, object]", source.data))
    return parameters, reading.problems


def fill(source: Source, values: Mapping[str, object]) -> tuple[Source, list[Problem]]:
    """The workflow that a template is with these values, and what is wrong with them.

    A value is of its parameter's type, or the text of one, as a command line has it. A parameter that
    makes up a text alone keeps its type: ``${n}`` becomes a number. What stays has its places in the
    file. With problems the source is the template as it was.
    """
    parameters, problems = parameters_of(source)
    known = {parameter.name: parameter for parameter in parameters}
    for name in values:
        if name not in known:
            hint = hint_at(name, known) if known else ""
            problems.append(
                Problem("", said("there is no parameter {name}{hint}", name=shown(name), hint=hint))
            )
    good: dict[str, object] = {}
    for i, parameter in enumerate(parameters):
        value = values.get(parameter.name, parameter.default)
        read = None if value is None else _read(parameter.type, value)
        if read is not None:
            good[parameter.name] = read
            continue
        line, column = source.place(f"/parameters/{i}") or (None, None)
        problems.append(Problem(f"/parameters/{i}", _unfit(parameter, value), line=line, column=column))
    if problems or not isinstance(source.data, dict):
        return source, problems
    document = cast("dict[str, object]", source.data)
    rest = {key: value for key, value in document.items() if key != "parameters"}
    try:
        data = _Filling(good).fill(rest)
    except OverflowError:
        detail = said("filled in, it is larger than {most:,} characters", most=MAX_CHARACTERS)
        return source, [Problem("", detail)]
    return Source(data, (), source.values, source.keys), []


def _unfit(parameter: Parameter, value: object) -> Said:
    name, wanted = shown(parameter.name), _WANTED[parameter.type]
    if value is None:
        return said("{name} needs a value: {wanted}", name=name, wanted=wanted)
    return said("{name} must be {wanted}, not {found}", name=name, wanted=wanted, found=described(value))


class _Filling:
    """Puts values into a document, which must not grow beyond what a file may hold."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._left = MAX_CHARACTERS

    def fill(self, value: object) -> object:
        match value:
            case str() if "${" in value:
                filled = self._text(value)
                self._left -= len(filled) if isinstance(filled, str) else 1
                if self._left < 0:
                    raise OverflowError
                return filled
            case list():
                return [self.fill(item) for item in cast("list[object]", value)]
            case dict():
                return {key: self.fill(item) for key, item in cast("dict[str, object]", value).items()}
            case _:
                return value

    def _text(self, text: str) -> object:
        alone = PARAMETER.fullmatch(text)
        if alone is not None and alone[1] in self._values:
            return self._values[alone[1]]
        return PARAMETER.sub(lambda found: str(self._values.get(found[1], found[0])), text)


def _read(kind: Kind, value: object) -> object:
    """The value as its parameter's type, None where it is none."""
    if kind == "number":
        number = as_number(value)
        if number is None or abs(number) >= 2**63:
            return None
        return int(number) if number == number.to_integral_value() else float(number)
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_VALUE:
        return None
    return _TEXTS[kind](value)


_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")


def _duration(text: str) -> str | None:
    return text.strip() if parse_duration(text.strip()) else None


def _user(text: str) -> str | None:
    return text.strip() if _EMAIL.fullmatch(text.strip()) else None


_TEXTS: Final[dict[Kind, Callable[[str], str | None]]] = {
    "team": str.strip,
    "user": _user,
    "text": lambda text: text,
    "duration": _duration,
}
_WANTED: Final[dict[Kind, Said]] = {
    "team": said("the name of a team"),
    "user": said("the e-mail of a user"),
    "text": said("a text"),
    "duration": said("a duration such as `45s`, `15m`, `1h30m` or `7d`"),
    "number": said("a number"),
}
