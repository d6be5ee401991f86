"""Tries a workflow out: a story given as data is played in memory.

The story is a scenario without files: ``document`` is the workflow in question, ``workflows`` are
others beside it, and ``until`` says how long time goes on at least.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, cast

from evenhand.domain.commands import Answer, Command
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.texts import said
from evenhand.domain.workflow.durations import parse_duration
from evenhand.domain.workflow.source import Source, from_json
from evenhand.virtual.ground import Memory
from evenhand.virtual.player import Played, new_world, play
from evenhand.virtual.scenario import Scenario, Unusable, read_scenario

MAX_EVENTS: Final = 20_000
"""A story in which more happens is cut off."""
MAX_ENTRIES: Final = 1_000
LONGEST: Final = timedelta(days=31)

_KEYS: Final = ("document", "workflows", "workspace", "start", "timeline", "until")


class Story(NamedTuple):
    """A story that was played: how far time has gone, and when the next timer is due."""

    played: Played
    cut_off: bool
    now: datetime
    next_due: datetime | None


def play_story(given: object) -> Story:
    """Play a story to its last entry and on until ``until``.

    It takes the processor for as long as it lasts: call it beside the event loop, not in it.
    Raises Refused with everything that is wrong in it, by JSON pointer.
    """
    if not isinstance(given, dict):
        raise _refused([Flaw("", said("must be a mapping with a document and a timeline"))])
    fields = cast("dict[str, Any]", given)
    until = _until(fields)
    try:
        return asyncio.run(_play(read_scenario(_source(fields), None, MAX_ENTRIES), until))
    except Unusable as error:
        flaws = [Flaw(_pointer(problem.path), problem.detail) for problem in error.problems]
        raise _refused(flaws) from None


def _source(fields: dict[str, Any]) -> Source:
    """The scenario that a story is."""
    unknown = [key for key in fields if key not in _KEYS]
    if unknown or "document" not in fields:
        detail = said("this is unknown here; known are {known}", known=_KEYS)
        flaws = [Flaw(f"/{key}", detail) for key in unknown]
        raise _refused(flaws or [Flaw("/document", said("`document` is missing: the workflow to try"))])
    others: object = fields.get("workflows", [])
    workflows = [fields["document"], *(cast("list[Any]", others) if isinstance(others, list) else [others])]
    rest = {key: fields[key] for key in ("workspace", "start") if key in fields}
    story = {"scenario": "a trial", **rest, "workflows": workflows, "timeline": fields.get("timeline", [])}
    return from_json(story)


def _until(fields: dict[str, Any]) -> timedelta:
    given: object = fields.get("until", "0s")
    until = parse_duration(given) if isinstance(given, str) else None
    if until is None or until > LONGEST:
        raise _refused(
            [Flaw("/until", said("must be a duration such as `7d`, at most {most}", most=f"{LONGEST.days}d"))]
        )
    return until


def _pointer(path: str) -> str:
    """Where something stands in what was given."""
    head, _, rest = path.removeprefix("/workflows/").partition("/")
    if not path.startswith("/workflows/") or not head.isdecimal():
        return path
    where = "/document" if head == "0" else f"/workflows/{int(head) - 1}"
    return f"{where}/{rest}" if rest else where


def _refused(flaws: list[Flaw]) -> Refused:
    return Refused("invalid", "invalid_trial", said("This cannot be tried; see errors."), tuple(flaws))


class _CutOff(Exception):
    """Too much has happened."""


class _Bounded(Memory):
    """A world in which only so much may happen."""

    def check(self) -> None:
        """Raises _CutOff."""
        if self.world.state.seq > MAX_EVENTS:
            raise _CutOff

    async def _do(self, command: Command) -> Answer:
        self.check()
        return await super()._do(command)

    async def _ring(self, at: datetime) -> None:
        await super()._ring(at)
        self.check()


async def _play(scenario: Scenario, until: timedelta) -> Story:
    world = new_world(scenario)
    ground = _Bounded(world)
    try:
        played = await play(scenario, ground)
        await ground.pass_time(scenario.start + until)
    except _CutOff:
        return Story(Played(scenario, [], world.state, 0), True, world.now, None)
    return Story(played, False, world.now, world.next_due())
