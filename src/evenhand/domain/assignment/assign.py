"""The one place where a contact gets or loses its assignee, and the books follow."""

from typing import Any

from evenhand.domain import model as m
from evenhand.domain.assignment.pools import free
from evenhand.domain.commands import Actor
from evenhand.domain.state import State


def assign(
    state: State, contact_id: int, user_id: int, actor: Actor | str, decision: dict[str, Any]
) -> m.Event:
    """Give the contact to a user and write the decision.

    The previous assignee may become eligible elsewhere; the event is ``contact.assigned``.
    """
    contact = state.contacts.edit(contact_id)
    previous = contact.assignee_id
    event = state.emit(
        "contact.assigned",
        actor,
        contact_id=contact_id,
        conversation_id=contact.conversation_id,
        user_id=user_id,
        data={"previous": previous, **decision},
    )
    contact.assignee_id = user_id
    contact.assigned_seq, contact.assigned_at = event.seq, event.at
    if contact.conversation_id is not None:
        conversation = state.conversations.edit(contact.conversation_id)
        conversation.last_seq = event.seq
        if previous != user_id:
            conversation.assignees = [*conversation.assignees, user_id]
            count(state, previous, -1)
            count(state, user_id, 1)
    source = event.actor.partition(":")[0]
    state.fire("contact_assigned", contact_id, {"source": source, "assignee": state.users.one(user_id).email})
    return event


def unassign(
    state: State, contact_id: int, actor: Actor | str, data: dict[str, Any] | None = None
) -> m.Event | None:
    """Nobody has the contact any more; None where nobody had it. The event is ``contact.unassigned``."""
    previous = state.contacts.one(contact_id).assignee_id
    if previous is None:
        return None
    contact = state.contacts.edit(contact_id)
    event = state.emit(
        "contact.unassigned",
        actor,
        contact_id=contact_id,
        conversation_id=contact.conversation_id,
        user_id=previous,
        data=data,
    )
    contact.assignee_id = contact.assigned_seq = contact.assigned_at = None
    if contact.conversation_id is not None:
        count(state, previous, -1)
    return event


def count(state: State, user_id: int | None, change: int) -> None:
    """Keep a user's open contacts; fewer may make the user eligible."""
    if user_id is None:
        return
    state.user_states.edit(user_id).open_contacts += change
    if change < 0:
        free(state, user_id)


def take_turn(state: State, pool_id: int, user_id: int, seq: int) -> None:
    """An automatic choice from the pool takes a turn in its rotation, by whichever logic."""
    state.pool_members.edit((pool_id, user_id)).last_turn = seq
