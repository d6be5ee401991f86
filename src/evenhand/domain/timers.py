"""What happens when a timer is due. The row under the lock is the guard: once it is gone, nothing."""

from typing import assert_never

from evenhand.domain import conversations, presence
from evenhand.domain import model as m
from evenhand.domain.commands import PostponeTimer, TimerDue
from evenhand.domain.state import State
from evenhand.domain.workflow import interpreter


def due(state: State, command: TimerDue) -> m.Event | None:
    """Do what the timer was set for, never early."""
    timer = state.timers.find(command.timer_id)
    if timer is None or timer.due_at > state.now:
        return None
    before = len(state.events)
    match timer.kind:
        case "run":
            interpreter.timer_due(state, timer)
        case "presence":
            presence.due(state, timer)
        case "auto_close":
            conversations.silence_due(state, timer)
        case _:
            assert_never(timer.kind)
    return state.events[before] if len(state.events) > before else None


def postpone(state: State, command: PostponeTimer) -> None:
    """Its command failed in an unexpected way: others go first, it is tried again later."""
    if state.timers.find(command.timer_id) is not None:
        state.timers.edit(command.timer_id).due_at = state.now + command.by
