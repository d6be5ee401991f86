"""Tries a workflow out: a story given as data is played in memory, and what happens is told as data.

The story is a scenario without files: ``document`` is the workflow in question, ``workflows`` are
others beside it, and ``until`` says how long time goes on at least. Times are told as scenarios
write them, since the start: ``1h30m``.
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, cast

import msgspec

from evenhand.domain import model as m
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.workflow.durations import format_duration, parse_duration
from evenhand.domain.workflow.source import Source, from_json
from evenhand.virtual.ground import Memory
from evenhand.virtual.player import Played, new_world, play
from evenhand.virtual.report import EventView, FailureView, report
from evenhand.virtual.scenario import Scenario, Unusable, read_scenario
from evenhand.virtual.view import View

MAX_EVENTS: Final = 20_000
"""A story in which more happens is cut off."""
MAX_ENTRIES: Final = 1_000
LONGEST: Final = timedelta(days=31)

_KEYS: Final = ("document", "workflows", "workspace", "start", "timeline", "until")


class MessageTold(msgspec.Struct):
    """A message: ``sender`` is contact, user, workflow or api."""

    at: str
    contact: str
    sender: str
    text: str
    choices: list[str] | None


class CommentTold(msgspec.Struct):
    """An internal note."""

    at: str
    contact: str
    text: str


class AssignmentTold(msgspec.Struct):
    """A contact got an assignee, or with ``user`` None lost the one it had. ``decision`` says why."""

    at: str
    contact: str
    user: str | None
    decision: dict[str, Any]


class StepTold(msgspec.Struct):
    """What one step of a run did."""

    step: str
    at: str
    outcome: str
    reason: str | None
    why: Any


class RunTold(msgspec.Struct):
    """A contact's way through a workflow, and where it is now or how it ended."""

    workflow: str
    contact: str
    state: str
    reason: str | None
    step: str | None
    variables: dict[str, Any]
    trail: list[StepTold]


class ContactTold(msgspec.Struct):
    """A contact at the end."""

    contact: str
    assignee: str | None
    status: str
    tags: list[str]
    fields: dict[str, Any]


class Trial(msgspec.Struct):
    """Everything that happened. ``ok``: all expectations held; ``cut_off``: it was too much to go on."""

    ok: bool
    cut_off: bool
    failures: list[FailureView]
    messages: list[MessageTold]
    comments: list[CommentTold]
    assignments: list[AssignmentTold]
    runs: list[RunTold]
    contacts: list[ContactTold]
    events: list[EventView]


class Story(NamedTuple):
    """A story that was played: how far time has gone, and when the next timer is due."""

    played: Played
    cut_off: bool
    now: datetime
    next_due: datetime | None


def try_out(given: object) -> Trial:
    """Play a story to its last entry and on until ``until``, as ``play_story`` does."""
    story = play_story(given)
    return _told(story.played, cut_off=story.cut_off)


def play_story(given: object) -> Story:
    """Play a story to its last entry and on until ``until``.

    It takes the processor for as long as it lasts: call it beside the event loop, not in it.
    Raises Refused with everything that is wrong in it, by JSON pointer.
    """
    if not isinstance(given, dict):
        raise _refused([Flaw("", "must be a mapping with a document and a timeline")])
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
        known = ", ".join(_KEYS)
        flaws = [Flaw(f"/{key}", f"this is unknown here; known are {known}") for key in unknown]
        raise _refused(flaws or [Flaw("/document", "`document` is missing: the workflow to try")])
    others: object = fields.get("workflows", [])
    workflows = [fields["document"], *(cast("list[Any]", others) if isinstance(others, list) else [others])]
    rest = {key: fields[key] for key in ("workspace", "start") if key in fields}
    story = {"scenario": "a trial", **rest, "workflows": workflows, "timeline": fields.get("timeline", [])}
    return from_json(story)


def _until(fields: dict[str, Any]) -> timedelta:
    given: object = fields.get("until", "0s")
    until = parse_duration(given) if isinstance(given, str) else None
    if until is None or until > LONGEST:
        raise _refused([Flaw("/until", f"must be a duration such as `7d`, at most {LONGEST.days}d")])
    return until


def _pointer(path: str) -> str:
    """Where something stands in what was given."""
    head, _, rest = path.removeprefix("/workflows/").partition("/")
    if not path.startswith("/workflows/") or not head.isdecimal():
        return path
    where = "/document" if head == "0" else f"/workflows/{int(head) - 1}"
    return f"{where}/{rest}" if rest else where


def _refused(flaws: list[Flaw]) -> Refused:
    return Refused("invalid", "invalid_trial", "This cannot be tried; see errors.", tuple(flaws))


class _CutOff(Exception):
    """Too much has happened."""


class _Bounded(Memory):
    """A world in which only so much may happen."""

    def check(self) -> None:
        """Raises _CutOff."""
        if self.world.state.seq > MAX_EVENTS:
            raise _CutOff

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


def _told(played: Played, *, cut_off: bool) -> Trial:
    view, told = View(played.state), report("", played)
    return Trial(
        ok=told.ok and not cut_off,
        cut_off=cut_off,
        failures=told.failures,
        messages=list(_messages(view, played.scenario.start)),
        comments=list(_comments(view, played.scenario.start)),
        assignments=list(_assignments(view, played.scenario.start)),
        runs=[_run(view, run, played.scenario.start) for run in played.state.runs.present()],
        contacts=[_contact(view, row) for row in played.state.contacts.present() if row.deleted_at is None],
        events=told.events,
    )


def _messages(view: View, start: datetime) -> Iterator[MessageTold]:
    for row in view.state.messages.present():
        at = format_duration(row.at - start)
        yield MessageTold(at, view.contact_name(row.contact_id), row.sender, row.text, row.choices)


def _comments(view: View, start: datetime) -> Iterator[CommentTold]:
    for row in view.state.comments.present():
        yield CommentTold(format_duration(row.at - start), view.contact_name(row.contact_id), row.text)


def _assignments(view: View, start: datetime) -> Iterator[AssignmentTold]:
    for event in view.state.past_events.present():
        if event.type in {"contact.assigned", "contact.unassigned"} and event.contact_id is not None:
            user = view.email(event.user_id) if event.type == "contact.assigned" else None
            at, contact = format_duration(event.at - start), view.contact_name(event.contact_id)
            yield AssignmentTold(at, contact, user, _by_name(view, event.data or {}))


def _by_name(view: View, decision: dict[str, Any]) -> dict[str, Any]:
    """A decision with e-mails in place of the ids of users."""
    named = dict(decision)
    for key in ("order", "excluded"):
        if key in named:
            named[key] = [view.email(user_id) for user_id in named[key]]
    for key in ("previous", "holder"):
        if key in named:
            named[key] = view.email(named[key])
    if "left_out" in named:
        named["left_out"] = {view.email(int(user_id)): why for user_id, why in named["left_out"].items()}
    return named


def _run(view: View, run: m.Run, start: datetime) -> RunTold:
    trail = [
        StepTold(entry.step, format_duration(entry.at - start), entry.outcome, entry.reason, entry.why)
        for entry in run.trail
    ]
    contact, workflow = view.contact_name(run.contact_id), view.workflow_name(run.workflow_id)
    return RunTold(workflow, contact, run.state, run.reason, run.step, run.variables, trail)


def _contact(view: View, row: m.Contact) -> ContactTold:
    standard = {name: getattr(row, name) for name in ("first_name", "last_name", "email", "phone")}
    standard |= {"language": row.language, "country": row.country}
    return ContactTold(
        view.contact_name(row.id),
        view.email(row.assignee_id),
        "closed" if row.conversation_id is None else "open",
        row.tags,
        {**standard, **row.fields},
    )
