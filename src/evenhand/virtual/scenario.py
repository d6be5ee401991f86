"""The scenario file: from a document to a story that can be played, or to all that is wrong with it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, NamedTuple, cast
from zoneinfo import available_timezones

import msgspec
from msgspec import UNSET, Meta

from evenhand.domain.model import FieldType
from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import Problem, child, listed, shown, suggestion
from evenhand.domain.workflow.reading import BAD, Bad, Enough, Given, Reading, reader_for
from evenhand.domain.workflow.source import Source
from evenhand.virtual.documents import Document
from evenhand.virtual.entries import ACTIONS, Action, Address, Member, Short, Timing
from evenhand.virtual.expectations import Expect, Expectation
from evenhand.virtual.reading import Contact, Load, Moment, ScenarioReading, Start, numbered

MAX_ENTRIES: Final = 200_000
"""Entries of a timeline, each repetition counted."""
ZERO: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""The virtual clock's zero where a scenario sets none: a Monday morning."""
WEB: Final = "Web"
"""The channel of a scenario that declares none."""

_Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    """A contact who is there from the beginning, on the default channel."""

    id: Contact
    first_name: Short = ""
    last_name: Short = ""
    email: Address | None = None
    phone: Short | None = None
    language: Short | None = None
    country: Short | None = None
    tags: tuple[str, ...] = ()
    fields: dict[str, Any] = {}


class CustomField(msgspec.Struct, frozen=True, kw_only=True):
    """A field that contacts have besides."""

    name: _Name
    type: FieldType


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    """Who and what is there at the beginning, and the workspace's settings."""

    name: _Name | None = None
    timezone: str = "UTC"
    auto_close_after: Moment | None = None
    inactivity_timeout: Moment | None = None
    agents_see_own_only: bool = False
    channels: tuple[_Name, ...] = (WEB,)
    closing_categories: tuple[_Name, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    teams: tuple[_Name, ...] = ()
    users: tuple[Member, ...] = ()
    contacts: tuple[Customer, ...] = ()

    @staticmethod
    def check(given: Given) -> None:
        """The zone is one that there is; teams and channels are known from now on."""
        zone: str | None = given["timezone"]
        if zone is not None and zone not in available_timezones():
            hint = suggestion(zone, available_timezones())
            given.report("timezone", said("there is no time zone {zone}{hint}", zone=shown(zone), hint=hint))
        if given["channels"] == ():
            given.report("channels", said("must not be empty"))
        assert isinstance(given.reading, ScenarioReading)
        for kind, key in (("team", "teams"), ("channel", "channels")):
            for name in given[key] or ():
                given.reading.declare(kind, name.strip())


class Entry(NamedTuple):
    """One moment of the timeline: what happens, or what is expected; ``path`` is its JSON pointer."""

    at: timedelta
    path: str
    does: Action | Expectation


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A story: the workspace, its workflows, and what happens when, in the order of the clock."""

    scenario: str
    workspace: Workspace
    workflows: tuple[Document, ...]
    start: datetime
    timeline: tuple[Entry, ...]
    source: Source


class Unusable(Exception):
    """A scenario cannot be played: what is wrong in it, and, a line each, in the files that it names."""

    def __init__(self, problems: list[Problem], elsewhere: Sequence[str] = ()) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
        self.elsewhere = elsewhere

    def lines(self, file: str) -> list[str]:
        """Everything that is wrong, a line each; ``file``: the scenario's own."""
        return [*(problem.located(file) for problem in self.problems), *self.elsewhere]


class Timeline(msgspec.Struct, frozen=True):
    """The entries, each as often as it is repeated, in the order in which they are played."""

    entries: tuple[Entry, ...]

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> "Timeline | Bad":
        """Whatever can be read of them; a problem in one does not hide those of the next."""
        assert isinstance(reading, ScenarioReading)
        if not isinstance(value, list):
            return reading.report(path, said("must be a list of entries"))
        entries: list[Entry] = []
        for i, raw in enumerate(cast("list[object]", value)):
            entries += _read_entry(reading, raw, child(path, i))
            if len(entries) > reading.most:
                detail = said(
                    "the timeline has more than {most:,} entries, each repetition counted", most=reading.most
                )
                return reading.report(child(path, i), detail)
        return cls(tuple(sorted(entries, key=lambda entry: entry.at)))


class _Top(msgspec.Struct, frozen=True, kw_only=True):
    scenario: Annotated[str, Meta(min_length=1, max_length=500)]
    workspace: Workspace = Workspace()
    workflows: tuple[Document, ...] = ()
    start: Start | None = None
    timeline: Timeline


def read_scenario(source: Source, load: Load | None, most: int = MAX_ENTRIES) -> Scenario:
    """The scenario of a document with at most so many entries.

    ``load`` gives the files that it names; None: it can name none. Raises Unusable with every problem,
    in the order of the file.
    """
    reading = ScenarioReading(source, load, most)
    top: object = BAD
    if source.data is not UNSET:
        with suppress(Enough):
            top = reading.struct(_Top, source.data, "")
            reading.check_names()
    if isinstance(top, _Top) and not reading.problems:
        return Scenario(
            scenario=top.scenario,
            workspace=top.workspace,
            workflows=top.workflows,
            start=top.start or ZERO,
            timeline=top.timeline.entries,
            source=source,
        )
    reading.problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    raise Unusable(reading.problems, reading.elsewhere)


def _read_entry(reading: Reading, raw: object, path: str) -> list[Entry]:
    """An entry, each time that it is played; nothing where it cannot be read."""
    fields = reading.mapping(raw, path)
    if isinstance(fields, Bad):
        return []
    kinds: dict[str, Any] = {**ACTIONS, "expect": Expect}
    given = [kind for kind in kinds if kind in fields]
    timing = {key: value for key, value in fields.items() if key in {"at", "repeat", "every"}}
    reading.refuse_unknown(fields, path, (*kinds, "at", "repeat", "every"))
    read = reading.struct(Timing, timing, path)
    if len(given) != 1:
        if given:
            detail = said("has {given} together: make each an entry of its own", given=listed(given))
        else:
            detail = said("does nothing; an entry has one of {kinds}", kinds=listed(kinds))
        reading.report(path, detail)
        return []
    (key,) = given
    here, reader = child(path, key), reader_for(kinds[key])
    if not isinstance(read, Timing):
        reading.value(reader, numbered(fields[key], 1), here)
        return []
    entries: list[Entry] = []
    before = len(reading.problems)
    for number, at in enumerate(read.moments(), start=1):
        value = numbered(fields[key], number) if "repeat" in fields else fields[key]
        does = reading.value(reader, value, here)
        if len(reading.problems) > before:
            return []
        entries.append(Entry(at, path, cast("Action | Expectation", does)))
    return entries
