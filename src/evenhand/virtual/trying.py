"""What is told of a story that was tried: all that happened, and all that there is at its end."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from evenhand.domain import model as m
from evenhand.domain.errors import Flaw
from evenhand.domain.texts import Detail
from evenhand.domain.workflow.durations import format_duration
from evenhand.domain.workflow.outcome import told_why
from evenhand.virtual.player import Failure
from evenhand.virtual.report import told
from evenhand.virtual.trial import Story, play_story
from evenhand.virtual.view import View


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


class TriedAssignment(msgspec.Struct):
    """A contact got an assignee, or with ``user`` null lost the one it had; ``decision`` says why."""

    at: datetime
    contact: str
    user: str | None
    decision: dict[str, Any]


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
    variables: dict[str, Any]
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


class TriedFlaw(msgspec.Struct):
    """One thing that is wrong in what an entry does; ``pointer``: where in it, such as `/form/why`."""

    pointer: str
    detail: Detail


class TriedFailure(msgspec.Struct):
    """An entry of the timeline that was refused, or something that is not as it was expected.

    ``errors``: what is wrong with an entry that was refused, at least one thing.
    """

    pointer: str
    at: str
    detail: str
    errors: list[TriedFlaw]


class Tried(msgspec.Struct):
    """What happened, and what is there at the end. ``next_due``: when something happens by itself.

    ``cut_off``: so much happened that it was not played to its end.
    """

    now: datetime
    next_due: datetime | None
    cut_off: bool
    failures: list[TriedFailure]
    events: list[TriedEvent]
    messages: list[TriedMessage]
    assignments: list[TriedAssignment]
    runs: list[TriedRun]
    contacts: list[TriedContact]
    users: list[TriedUser]


def try_out(given: object) -> Tried:
    """Play a story in a world of its own, as ``play_story`` does."""
    return _shown(play_story(given))


def _shown(story: Story) -> Tried:
    played, view, state = story.played, View(story.played.state), story.played.state
    return Tried(
        now=story.now,
        next_due=story.next_due,
        cut_off=story.cut_off,
        failures=[_failure(failure) for failure in played.failures],
        events=[TriedEvent(each.seq, each.at, each.type, each.words) for each in told(played)],
        messages=_messages(view),
        assignments=list(_assignments(view, played.begin)),
        runs=[_run(view, run) for run in state.runs.present()],
        contacts=[_contact(view, row) for row in state.contacts.present() if row.deleted_at is None],
        users=[
            TriedUser(row.email, row.name, one.status, one.open_contacts)
            for row in state.users.present()
            if row.deleted_at is None and (one := state.user_states.one(row.id))
        ],
    )


def _failure(failure: Failure) -> TriedFailure:
    refusal = failure.refusal
    flaws = () if refusal is None else refusal.flaws or (Flaw("", refusal.detail),)
    errors = [TriedFlaw(flaw.pointer, flaw.detail) for flaw in flaws]
    return TriedFailure(failure.path, format_duration(failure.at), failure.words, errors)


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


def _assignments(view: View, begin: int) -> Iterator[TriedAssignment]:
    for event in view.state.past_events.present():
        if event.seq <= begin or event.contact_id is None:
            continue
        if event.type in {"contact.assigned", "contact.unassigned"}:
            user = view.email(event.user_id) if event.type == "contact.assigned" else None
            contact = view.contact_name(event.contact_id)
            yield TriedAssignment(event.at, contact, user, _by_name(view, event.data or {}))


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
        variables=run.variables,
        trail=[
            TriedStep(each.step, each.at, each.outcome, each.reason, told_why(each.why)) for each in run.trail
        ],
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
