"""Closing by itself: watches for how long a contact has not answered a user's last message.

The timer of a conversation exists as long as such a message waits for an answer.
"""

from datetime import datetime, timedelta

from evenhand.domain import model as m
from evenhand.domain.state import State


def watch(state: State, conversation_id: int, event: m.Event) -> None:
    """A user has written. A timer that is set already finds the newer message when it is due."""
    after = state.settings.auto_close_after
    if after is not None and state.conversations.one(conversation_id).timer_id is None:
        _set_timer(state, conversation_id, event.seq, after)


def end(state: State, conversation_id: int) -> None:
    """The contact has answered, or the conversation is closed."""
    timer_id = state.conversations.one(conversation_id).timer_id
    if timer_id is not None:
        if state.timers.find(timer_id) is not None:
            state.timers.remove(timer_id)
        state.conversations.edit(conversation_id).timer_id = None


def is_over(state: State, timer: m.Timer) -> bool:
    """Whether the conversation of this timer, which is due, is to be closed; else it may be watched on."""
    conversation_id = timer.subject_id
    end(state, conversation_id)
    after = state.settings.auto_close_after
    if after is None:
        return False
    if _due(state, conversation_id, after) <= state.now:
        return True
    _set_timer(state, conversation_id, timer.id, after)
    return False


def _due(state: State, conversation_id: int, after: int) -> datetime:
    last = state.contacts.one(state.conversations.one(conversation_id).contact_id).last_user_message_at
    assert last is not None
    return last + timedelta(seconds=after)


def _set_timer(state: State, conversation_id: int, timer_id: int, after: int) -> None:
    due_at = _due(state, conversation_id, after)
    state.timers.add(timer_id, m.Timer(state.workspace_id, timer_id, due_at, "auto_close", conversation_id))
    state.conversations.edit(conversation_id).timer_id = timer_id
