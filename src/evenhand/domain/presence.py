"""Presence: online, busy, offline; what a user chose, what a connection shows, what the API drives.

A user's status is derived from those three and stored; one timer a user marks the moment at
which it may have to be derived again.
"""

from datetime import datetime, timedelta

from evenhand.domain import model as m
from evenhand.domain.assignment.pools import free
from evenhand.domain.commands import Actor, ChooseStatus, Seen, SetStatus
from evenhand.domain.errors import not_found
from evenhand.domain.state import State

HEARTBEAT = timedelta(seconds=30)
"""How often a process says that a user is still connected."""
GRACE = timedelta(seconds=60)
"""How long a user without a connection stays what the user was (contract, Presence)."""


def set_status(state: State, command: SetStatus) -> m.Event | None:
    """Any of the three states, outright, kept until told otherwise."""
    user = _state_of(state, command.user_id)
    user.driven = command.status
    return derive(state, command.user_id, command.actor)


def choose_status(state: State, command: ChooseStatus) -> m.Event | None:
    """The user's own choice; what the API said before is over, and choosing is activity."""
    user = _state_of(state, command.user_id)
    user.choice, user.driven = command.choice, None
    _extend(state, user, connected=state.now + GRACE, active=True)
    return derive(state, command.user_id, command.actor)


def seen(state: State, command: Seen) -> m.Event | None:
    """A connection is alive, or the last one here has gone; a person did something."""
    user = _state_of(state, command.user_id)
    if command.connected:
        _extend(state, user, connected=state.now + GRACE + HEARTBEAT, active=command.active)
    else:
        if user.connected_until is not None and user.connected_until > state.now:
            user.connected_until = state.now + GRACE
        if command.active:
            _extend(state, user, connected=state.now + GRACE, active=True)
    return derive(state, command.user_id, command.actor)


def due(state: State, timer: m.Timer) -> None:
    """The moment has come at which a user may be offline."""
    state.people()
    state.timers.remove(timer.id)
    user = state.user_states.edit(timer.subject_id)
    user.timer_id = None
    derive(state, timer.subject_id, "system", timer)


def derive(state: State, user_id: int, actor: Actor | str, timer: m.Timer | None = None) -> m.Event | None:
    """Store the status that follows from choice, connection and API; online makes the user eligible."""
    user = state.user_states.edit(user_id)
    status = user.driven or (user.choice if _is_present(state, user) else "offline")
    event = None
    if status != user.status:
        previous, user.status = user.status, status
        event = state.emit(
            "user.status_changed", actor, user_id=user_id, data={"status": status, "previous": previous}
        )
        if status == "online":
            free(state, user_id)
    _watch(state, user, event, timer)
    return event


def _watch(state: State, user: m.UserState, event: m.Event | None, timer: m.Timer | None) -> None:
    """While a connection holds the status up, one timer looks again at the moment when it may have ended."""
    ends = _present_until(user)
    if user.driven is not None or ends is None or ends <= state.now:
        return
    if user.timer_id is None:
        user.timer_id = _origin(state, user, event, timer)
        state.timers.add(
            user.timer_id, m.Timer(state.workspace_id, user.timer_id, ends, "presence", user.user_id)
        )
    elif event is None and ends == user.connected_until and ends - state.now == GRACE:
        state.timers.edit(user.timer_id).due_at = ends


def _origin(state: State, user: m.UserState, event: m.Event | None, timer: m.Timer | None) -> int:
    """The event that began the wait: the change of status, or the one of the timer that looks again."""
    if event is not None:
        return event.seq
    return timer.id if timer is not None else state.emit("user.seen", "system", user_id=user.user_id).seq


def _present_until(user: m.UserState) -> datetime | None:
    if user.connected_until is None or user.active_until is None:
        return None
    return min(user.connected_until, user.active_until)


def _is_present(state: State, user: m.UserState) -> bool:
    ends = _present_until(user)
    return ends is not None and ends > state.now


def _extend(state: State, user: m.UserState, *, connected: datetime, active: bool) -> None:
    user.connected_until = max(user.connected_until or connected, connected)
    if active or user.active_until is None:
        user.active_until = state.now + timedelta(seconds=state.settings.inactivity_timeout)


def _state_of(state: State, user_id: int) -> m.UserState:
    state.people()
    user = state.users.find(user_id)
    if user is None or user.deleted_at is not None:
        raise not_found("user", user_id)
    return state.user_states.edit(user_id)
