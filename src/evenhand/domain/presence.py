"""Presence: online, busy, offline; what a user chose, what a connection shows, what the API drives.

A user's status is derived from those three and stored; one timer a user marks the moment at
which it may have to be derived again.
"""

from datetime import datetime, timedelta

from evenhand.domain import model as m
from evenhand.domain.access import known_user
from evenhand.domain.assignment.pools import free
from evenhand.domain.commands import Actor, ChooseStatus, Seen, SetStatus
from evenhand.domain.state import State

HEARTBEAT = timedelta(seconds=30)
"""How often a process says that a user is still connected."""
GRACE = timedelta(seconds=60)
"""How long a user without a connection stays what the user was (contract, Presence)."""


def set_status(state: State, command: SetStatus) -> m.Event | None:
    """Any of the three states, outright, kept until told otherwise."""
    row = _presence_of(state, command.user_id)
    row.driven = command.status
    return derive(state, row, command.actor)


def choose_status(state: State, command: ChooseStatus) -> m.Event | None:
    """The user's own choice; what the API said before is over, and choosing is activity."""
    row = _presence_of(state, command.user_id)
    row.choice, row.driven = command.choice, None
    _extend(state, row, connected=state.now + GRACE, active=True)
    return derive(state, row, command.actor)


def seen(state: State, command: Seen) -> m.Event | None:
    """A connection is alive, or the last one here has gone; a person did something."""
    row = _presence_of(state, command.user_id)
    if command.connected:
        _extend(state, row, connected=state.now + GRACE + HEARTBEAT, active=command.active)
    else:
        if row.connected_until is not None and row.connected_until > state.now:
            row.connected_until = state.now + GRACE
        if command.active:
            _extend(state, row, connected=state.now + GRACE, active=True)
    return derive(state, row, command.actor)


def due(state: State, timer: m.Timer) -> None:
    """The moment has come at which a user may be offline."""
    row = state.presences.edit(timer.subject_id)
    state.timers.remove(timer.id)
    row.timer_id = None
    derive(state, row, "system", timer)


def derive(state: State, row: m.Presence, actor: Actor | str, timer: m.Timer | None = None) -> m.Event | None:
    """Store the status that follows from choice, connection and API; online makes the user eligible."""
    status = row.driven or (row.choice if _is_present(state, row) else "offline")
    previous = state.user_states.one(row.user_id).status
    event = None
    if status != previous:
        state.user_states.edit(row.user_id).status = status
        event = state.emit(
            "user.status_changed",
            actor,
            user_id=row.user_id,
            data={"status": status, "previous": previous},
        )
        if status == "online":
            free(state, row.user_id)
    _watch(state, row, event, timer)
    return event


def _watch(state: State, row: m.Presence, event: m.Event | None, timer: m.Timer | None) -> None:
    """While a connection holds the status up, one timer looks again at the moment when it may have ended."""
    ends = _present_until(row)
    if row.driven is not None or ends is None or ends <= state.now:
        return
    if row.timer_id is None:
        row.timer_id = _origin(state, row, event, timer)
        state.timers.add(
            row.timer_id, m.Timer(state.workspace_id, row.timer_id, ends, "presence", row.user_id)
        )
    elif ends - state.now <= GRACE and state.timers.one(row.timer_id).due_at > ends:
        state.timers.edit(row.timer_id).due_at = ends


def _origin(state: State, row: m.Presence, event: m.Event | None, timer: m.Timer | None) -> int:
    """The event that began the wait: the change of status, or the one of the timer that looks again."""
    if event is not None:
        return event.seq
    return timer.id if timer is not None else state.emit("user.seen", "system", user_id=row.user_id).seq


def _present_until(row: m.Presence) -> datetime | None:
    if row.connected_until is None or row.active_until is None:
        return None
    return min(row.connected_until, row.active_until)


def _is_present(state: State, row: m.Presence) -> bool:
    ends = _present_until(row)
    return ends is not None and ends > state.now


def _extend(state: State, row: m.Presence, *, connected: datetime, active: bool) -> None:
    row.connected_until = max(row.connected_until or connected, connected)
    if active or row.active_until is None:
        row.active_until = state.now + timedelta(seconds=state.settings.inactivity_timeout)


def _presence_of(state: State, user_id: int) -> m.Presence:
    known_user(state, user_id)
    return state.presences.edit(user_id)
