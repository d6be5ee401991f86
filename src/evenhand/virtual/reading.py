"""Reads a scenario file: the reader of workflow files, with the words that only scenarios have."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final, NamedTuple, Self, cast

import msgspec

from evenhand.domain.errors import THINGS, Thing
from evenhand.domain.texts import said
from evenhand.domain.workflow.durations import parse_duration
from evenhand.domain.workflow.problems import amiss, hint_at, shown
from evenhand.domain.workflow.reading import BAD, Bad, Reader, Reading, reader_for
from evenhand.domain.workflow.source import Source
from evenhand.domain.workflow.steps import KINDS

LONGEST: Final = timedelta(days=3660)
"""How long a story goes on at most: the calendar ends."""

NUMBER: Final = "{n}"
"""In the values of an entry that is repeated: how many times it has been played, from 1."""


class Loaded(NamedTuple):
    """A file that the scenario names, as messages call it; that it cannot be read is a problem in it."""

    file: str
    source: Source


Load = Callable[[str], Loaded]
"""Gives a file that the scenario names."""


class ScenarioReading(Reading):
    """One pass over a scenario. Who and what is named is noted, and checked when all of it is read."""

    def __init__(self, source: Source, load: Load | None, most: int) -> None:
        super().__init__(source, KINDS)
        self.load = load
        """None: no files can be named."""
        self.most = most
        """Entries that the timeline may have, each repetition counted."""
        self.named: list[tuple[Thing, str, str]] = []
        """What kind of thing was named, by which name, and where."""
        self.known: dict[str, dict[str, None]] = {}
        """By kind: the names that there are."""
        self.elsewhere: list[str] = []
        """What is wrong in other files, a line each."""

    def value(self, reader: Reader, value: object, path: str) -> object:
        """What a reader makes of a value. A scenario has no parameters: a text may say ``${…}``."""
        return BAD if value is msgspec.UNSET else reader(self, value, path)

    def declare(self, kind: str, name: str) -> None:
        """There is something of this name."""
        self.known.setdefault(kind, {})[name] = None

    def refer(self, kind: Thing, name: str, path: str) -> None:
        """Something of this name is meant to be there."""
        self.named.append((kind, name, path))

    def check_names(self) -> None:
        """A name that nothing has is a problem."""
        for kind, name, path in dict.fromkeys(self.named):
            known = self.known.get(kind, {})
            if name not in known:
                hint = hint_at(name, known) if known else ""
                self.report(
                    path,
                    said(
                        "there is no {what} {name} in this scenario{hint}",
                        what=THINGS[kind],
                        name=shown(name),
                        hint=hint,
                    ),
                )


TEXT: Final = reader_for(str)


class Name(str):
    """The name of something that the scenario has; ``kind`` is the word for it."""

    __slots__ = ()
    kind: ClassVar[Thing]

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        """The name, noted as one that must be there."""
        text = TEXT(reading, value, path)
        if not isinstance(text, str):
            return BAD
        if not text.strip():
            return reading.report(path, said("must not be empty"))
        name = cls.tidy(text)
        if isinstance(reading, ScenarioReading) and not cls.stands_alone(name):
            reading.refer(cls.kind, name, path)
        return cls(name)

    @classmethod
    def tidy(cls, text: str) -> str:
        """The name as it is compared."""
        return text.strip()

    @classmethod
    def stands_alone(cls, name: str) -> bool:  # noqa: ARG003 - what a subclass decides by
        """Whether nothing of that name needs to be declared."""
        return False


class User(Name):
    """A user, by e-mail."""

    __slots__ = ()
    kind = "user"

    @classmethod
    def tidy(cls, text: str) -> str:
        return text.strip().lower()


class By(User):
    """Who does something: a user, or ``api``."""

    __slots__ = ()

    @classmethod
    def stands_alone(cls, name: str) -> bool:
        return name == "api"


class Team(Name):
    """A team."""

    __slots__ = ()
    kind = "team"


class Pool(Team):
    """A team, or ``workspace``."""

    __slots__ = ()

    @classmethod
    def stands_alone(cls, name: str) -> bool:
        return name == "workspace"


class Channel(Name):
    """A channel."""

    __slots__ = ()
    kind = "channel"


class WorkflowName(Name):
    """A workflow, by its name."""

    __slots__ = ()
    kind = "workflow"


class Contact(Name):
    """A contact; one that is not listed appears when it is first named."""

    __slots__ = ()
    kind = "contact"

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        """The contact, who is there from now on."""
        name = super().read_from(reading, value, path)
        if not isinstance(name, Bad) and isinstance(reading, ScenarioReading):
            reading.declare(cls.kind, name)
        return name


class Expected(Contact):
    """A contact of whom something is expected, hence one who is named elsewhere too.

    A workflow may make a contact: that one is known by e-mail or phone number.
    """

    __slots__ = ()

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        return super(Contact, cls).read_from(reading, value, path)

    @classmethod
    def stands_alone(cls, name: str) -> bool:
        return "@" in name or name.startswith("+")


class Moment(timedelta):
    """A time since the start, from ``0s`` on and as long as one likes."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        duration = parse_duration(value) if isinstance(value, str) else None
        if duration is None:
            return reading.report(path, amiss(value, said("a time such as `0s`, `15m`, `1h30m` or `9d`")))
        if duration > LONGEST:
            return reading.report(path, said("must be at most ten years"))
        return duration


class Start(datetime):
    """A moment of the calendar; one that names no zone is in UTC."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        try:
            moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None or not 1970 <= moment.year <= 9000:
            example = "`2026-03-02T09:00:00Z`"
            return reading.report(path, amiss(value, said("a time such as {example}", example=example)))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Count(int):
    """A whole number from 0 on; in an entry that is repeated it may be ``{n}``."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        return reading.report(path, amiss(value, said("a whole number from 0 on")))


def numbered(value: object, number: int) -> object:
    """An entry's values when it is played for the ``number``-th time."""
    match value:
        case str():
            return value.replace(NUMBER, str(number))
        case list():
            return [numbered(item, number) for item in cast("list[object]", value)]
        case dict():
            fields = cast("dict[str, object]", value)
            return {
                key.replace(NUMBER, str(number)): numbered(inner, number) for key, inner in fields.items()
            }
        case _:
            return value
