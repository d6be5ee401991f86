"""A story that was played, in words: what failed, what was found, and the events up to there."""

from collections.abc import Iterator
from typing import Any, Final, cast

import msgspec

from evenhand.domain import model as m
from evenhand.domain.workflow.durations import format_duration
from evenhand.virtual.player import Failure, Played
from evenhand.virtual.scenario import Unusable
from evenhand.virtual.view import View

EVENTS: Final = 60
"""Events that are shown under a failure; of more, the last ones."""
QUOTED: Final = 60
"""Characters of a text that is quoted."""


class FailureView(msgspec.Struct):
    """An expectation that does not hold, or an entry that was refused. ``at``: since the start."""

    path: str
    line: int | None
    column: int | None
    at: str
    detail: str


class EventView(msgspec.Struct):
    """One event in words. ``at``: since the start."""

    seq: int
    at: str
    type: str
    words: str


class Report(msgspec.Struct):
    """What came of one scenario. ``problems``: why it could not be played, a line each."""

    file: str
    scenario: str | None
    ok: bool
    problems: list[str]
    failures: list[FailureView]
    events: list[EventView]


def report(file: str, came: Played | Unusable) -> Report:
    """What came of it, for machines. ``events`` are all of them."""
    if isinstance(came, Unusable):
        return Report(file, None, ok=False, problems=came.lines(file), failures=[], events=[])
    failures = [_failure(came, failure) for failure in came.failures]
    return Report(file, came.scenario.scenario, not failures, [], failures, list(told(came)))


def lines(file: str, played: Played | Unusable) -> Iterator[str]:
    """What came of it, for people: one line, and under a failing one why, and the events up to there.

    Of one that cannot be played every problem, a line each.
    """
    if isinstance(played, Unusable):
        yield from played.lines(file)
        return
    if not played.failures:
        yield f"ok      {file}: {played.scenario.scenario}"
        return
    yield f"not ok  {file}: {played.scenario.scenario}"
    for failure in played.failures:
        view = _failure(played, failure)
        place = file if view.line is None else f"{file}:{view.line}:{view.column}"
        yield f"    {place}: at {view.at}: {view.detail}"
    until = played.failures[0].seq
    events = [event for event in told(played) if event.seq <= until]
    shown = events[-EVENTS:]
    hidden = len(events) - len(shown)
    yield "    events up to there:" + (f" ({hidden} earlier ones; --json has them all)" if hidden else "")
    for event in shown:
        yield f"      {event.at:<9} {event.type:<22} {event.words}".rstrip()


def told(played: Played) -> Iterator[EventView]:
    """Every event since the stage was set, in words."""
    view, start = View(played.state), played.scenario.start
    for event in played.state.past_events.present():
        if event.seq <= played.begin:
            continue
        at = format_duration(event.at - start)
        yield EventView(event.seq, at, event.type, ", ".join(_words(view, event)))


def _failure(played: Played, failure: Failure) -> FailureView:
    line, column = played.scenario.source.place(failure.path) or (None, None)
    return FailureView(failure.path, line, column, format_duration(failure.at), failure.words)


def _words(view: View, event: m.Event) -> Iterator[str]:
    """Whom it is about, by whom, and what is known of it."""
    if event.contact_id is not None:
        yield view.contact_name(event.contact_id)
    if event.user_id is not None and not event.type.startswith("conversation."):
        yield f"{view.email(event.user_id)}"
    yield from _thing(view, event)
    yield from _data(view, event)
    if event.actor not in {"system", "contact"}:
        yield f"by {_actor(view, event.actor)}"


def _thing(view: View, event: m.Event) -> Iterator[str]:
    """What the event made or is about beside contact and user."""
    match event.type.partition(".")[0]:
        case "message":
            yield from _quoted(view.state.messages.rows.get(event.seq))
        case "comment":
            yield from _quoted(view.state.comments.rows.get(event.seq))
        case "run":
            run = view.state.runs.rows.get(event.subject_id or 0) or view.state.runs.rows.get(event.seq)
            workflow_id = run.workflow_id if run else event.subject_id
            yield f"in {view.workflow_name(workflow_id or 0)}"
        case "workflow":
            yield view.workflow_name(event.subject_id or event.seq)
        case "team":
            row = view.state.teams.rows.get(event.subject_id or event.seq)
            yield row.name if row else "?"
        case _:
            return


def _quoted(row: m.Message | m.Comment | None) -> Iterator[str]:
    if row is not None:
        text = row.text if len(row.text) <= QUOTED else f"{row.text[: QUOTED - 1]}…"
        yield '"' + "".join(c if c.isprintable() else " " for c in text) + '"'


def _data(view: View, event: m.Event) -> Iterator[str]:
    for key, value in (event.data or {}).items():
        match key, value:
            case _, _ if value in (None, [], {}):
                continue
            case "previous", int():
                yield f"before {view.email(value)}"
            case "order", list():
                yield f"in turn {' '.join(f'{view.email(user_id)}' for user_id in _ids(value))}"
            case "left_out", dict():
                yield f"left out {_left_out(view, cast('dict[str, str]', value))}"
            case "mentions", list():
                yield f"mentions {' '.join(f'{view.email(user_id)}' for user_id in _ids(value))}"
            case "pool", int():
                team = view.state.teams.rows.get(value)
                yield f"pool {team.name if team else 'workspace'}"
            case "run" | "last_turns" | "holder" | "satisfied", _:
                continue
            case _:
                yield f"{key} {_short(value)}"


def _ids(value: Any) -> list[int]:
    return value


def _left_out(view: View, value: dict[str, str]) -> str:
    return " ".join(f"{view.email(int(user_id))} ({why})" for user_id, why in value.items())


def _short(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _actor(view: View, actor: str) -> str:
    kind, _, number = actor.partition(":")
    if not number:
        return kind
    return view.workflow_name(int(number)) if kind == "workflow" else f"{view.email(int(number))}"
