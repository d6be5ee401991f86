"""Trying a workflow out before it is published: a story in memory, and all that there is at its end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from evenhand.domain import model as m
from evenhand.domain.workflow.durations import format_duration
from evenhand.domain.workflow.problems import Problem
from evenhand.domain.workflow.source import Source, from_json
from evenhand.virtual.ground import Memory
from evenhand.virtual.player import Failure, Played, play
from evenhand.virtual.report import told
from evenhand.virtual.scenario import Unusable, read_scenario
from evenhand.virtual.view import View
from evenhand.virtual.world import World

MAX_ENTRIES: Final = 500
MAX_SPAN: Final = timedelta(days=60)


class TriedEvent(msgspec.Struct):
    """Something that happened, in words. ``at``: since the start, written like `15m`."""

    seq: int
    at: str
    type: str
    words: str


class TriedMessage(msgspec.Struct):
    """A message, or a comment (``internal``). ``sender``: `contact`, `workflow`, `api` or a user's e-mail."""

    at: datetime
    contact: str
    sender: str
    text: str
    choices: list[str]
    internal: bool


class TriedStep(msgspec.Struct):
    """What a step did."""

    step: str
    at: datetime
    outcome: str
    reason: str | None
    why: Any


class TriedRun(msgspec.Struct):
    """A run as far as it has come; ``until``: when what it waits for is over at the latest."""

    id: int
    workflow: str
    contact: str
    state: m.RunState
    reason: str | None
    step: str | None
    until: datetime | None
    trail: list[TriedStep]


class TriedContact(msgspec.Struct):
    """A contact at the end. ``waiting_for``: the team, or `workspace`, for which the contact waits."""

    name: str
    assignee: str | None
    status: str
    tags: list[str]
    fields: dict[str, Any]
    waiting_for: list[str]


class TriedUser(msgspec.Struct):
    """A user at the end."""

    email: str
    name: str
    status: m.Status
    open_contacts: int


class TriedFailure(msgspec.Struct):
    """An entry of the timeline that was refused, or something that is not as it was expected."""

    pointer: str
    at: str
    detail: str


class Tried(msgspec.Struct):
    """What happened, and what is there at the end. ``next_due``: when something happens by itself."""

    now: datetime
    next_due: datetime | None
    failures: list[TriedFailure]
    events: list[TriedEvent]
    messages: list[TriedMessage]
    runs: list[TriedRun]
    contacts: list[TriedContact]
    users: list[TriedUser]


async def try_out(story: Mapping[str, Any], document: Mapping[str, Any], until: timedelta | None) -> Tried:
    """Play a workflow in a world of its own, ``until`` so long after the start.

    ``story`` has what a scenario has beside its workflows: workspace, start, timeline. Raises Unusable.
    """
    whole = {"timeline": [], **story, "scenario": "A trial", "workflows": [document]}
    scenario = read_scenario(from_json(whole), _no_file)
    if len(scenario.timeline) > MAX_ENTRIES:
        raise Unusable([Problem("/timeline", f"at most {MAX_ENTRIES} entries can be tried")])
    if scenario.timeline and scenario.timeline[-1].at > MAX_SPAN:
        raise Unusable([Problem("/timeline", f"at most {format_duration(MAX_SPAN)} can be tried")])
    settings = m.Workspace(1, "Trial", "UTC", 1800, None, agents_see_own_only=False)
    world = World(settings, scenario.start)
    ground = Memory(world)
    played = await play(scenario, ground)
    last = max((each.at for each in scenario.timeline), default=timedelta())
    now = scenario.start + max(last, until or last)
    await ground.pass_time(now)
    return _shown(played, now, world.next_due())


def _no_file(path: str) -> Source:
    return Source(msgspec.UNSET, (Problem("", f"no file {path} can be read here: give the whole document"),))


def _shown(played: Played, now: datetime, next_due: datetime | None) -> Tried:
    view, state = View(played.state), played.state
    return Tried(
        now=now,
        next_due=next_due,
        failures=[_failure(failure) for failure in played.failures],
        events=[TriedEvent(each.seq, each.at, each.type, each.words) for each in told(played)],
        messages=_messages(view),
        runs=[_run(view, run) for run in state.runs.present()],
        contacts=[_contact(view, row) for row in state.contacts.present() if row.deleted_at is None],
        users=[
            TriedUser(row.email, row.name, one.status, one.open_contacts)
            for row in state.users.present()
            if row.deleted_at is None and (one := state.user_states.one(row.id))
        ],
    )


def _failure(failure: Failure) -> TriedFailure:
    return TriedFailure(failure.path, format_duration(failure.at), failure.words)


def _messages(view: View) -> list[TriedMessage]:
    """Messages and comments in their order."""
    found: list[tuple[int, TriedMessage]] = []
    for row in view.state.messages.present():
        sender = view.email(row.sender_id) if row.sender == "user" else row.sender
        name = view.contact_name(row.contact_id)
        message = TriedMessage(row.at, name, f"{sender}", row.text, row.choices or [], internal=False)
        found.append((row.id, message))
    for note in view.state.comments.present():
        kind, _, number = note.author.partition(":")
        author = view.email(int(number)) if kind == "user" else kind
        name = view.contact_name(note.contact_id)
        found.append((note.id, TriedMessage(note.at, name, f"{author}", note.text, [], internal=True)))
    return [message for _, message in sorted(found, key=lambda each: each[0])]


def _run(view: View, run: m.Run) -> TriedRun:
    timer = None if run.wait_id is None else view.state.timers.rows.get(run.wait_id)
    return TriedRun(
        id=run.id,
        workflow=view.workflow_name(run.workflow_id),
        contact=view.contact_name(run.contact_id),
        state=run.state,
        reason=run.reason,
        step=run.step,
        until=timer.due_at if timer else None,
        trail=[TriedStep(each.step, each.at, each.outcome, each.reason, each.why) for each in run.trail],
    )


def _contact(view: View, row: m.Contact) -> TriedContact:
    state = view.state
    pools = [entry.pool_id for entry in state.queue_entries.present() if entry.contact_id == row.id]
    return TriedContact(
        name=view.contact_name(row.id),
        assignee=view.email(row.assignee_id),
        status="closed" if row.conversation_id is None else "open",
        tags=row.tags,
        fields={
            **{name: getattr(row, name) for name in ("first_name", "last_name", "email", "phone")},
            **{name: getattr(row, name) for name in ("language", "country")},
            **row.fields,
        },
        waiting_for=[
            "workspace" if pool == m.WORKSPACE_POOL else state.teams.one(pool).name for pool in pools
        ],
    )
