"""Conversations and what is said in them: incoming and outgoing messages, comments, opening, closing."""

import hmac
import re
from typing import Any

from evenhand.domain import contacts, silence
from evenhand.domain import model as m
from evenhand.domain.access import contact_for, user_for
from evenhand.domain.assignment.assign import assign, count, unassign
from evenhand.domain.commands import (
    CONTACT,
    Actor,
    AddComment,
    AssignContact,
    ReceiveMessage,
    SendMessage,
    SetConversation,
)
from evenhand.domain.errors import Refused, invalid, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs

MENTION = re.compile(r"@\{([^{}\s]{1,320})\}")


def authenticate(state: State, command: ReceiveMessage) -> m.Channel:
    """The channel, if what the caller showed is its token."""
    channel = state.channels.find(command.channel_id)
    if (
        channel is None
        or channel.deleted_at is not None
        or channel.token_hash is None
        or command.token_hash is None
    ):
        raise _unauthorized()
    if not hmac.compare_digest(channel.token_hash, command.token_hash):
        raise _unauthorized()
    return channel


def receive(state: State, command: ReceiveMessage) -> m.Event:
    """A contact wrote. Opens a conversation if none is open; finds the contact by channel and external id."""
    channel_id = command.channel_id
    identity = state.identities.find((channel_id, command.profile.external_id))
    if identity is None:
        contact = contacts.from_channel(state, channel_id, command.profile)
    else:
        contact = state.contacts.one(identity.contact_id)
        contacts.fill_guesses(state, contact, command.profile)
    contact = state.contacts.edit(contact.id)
    contact.channel_id, contact.last_incoming_at = channel_id, state.now
    if contact.conversation_id is None:
        open_conversation(state, contact.id, CONTACT, "contact", channel_id)
    else:
        silence.end(state, contact.conversation_id)
    event = state.emit(
        "message.received", CONTACT, contact_id=contact.id, conversation_id=contact.conversation_id
    )
    state.messages.add(
        event.seq,
        m.Message(
            state.workspace_id,
            event.seq,
            contact.id,
            "contact",
            command.text,
            state.now,
            contact.conversation_id,
            channel_id,
        ),
    )
    contact.last_incoming_id = event.seq
    _touch(state, contact, event.seq)
    channel = state.channels.find(channel_id)
    facts: dict[str, Any] = {
        "channel": channel.name if channel else None,
        "message_text": command.text,
        "message": event.seq,
    }
    answers = runs.asked_last(state, contact.id)
    state.fire("message_received", contact.id, facts, within=answers)
    runs.stop_on(state, contact.id, "incoming_message", but=answers)
    if answers is not None:
        state.answers.append((answers, event.seq))
    return event


def send(state: State, command: SendMessage) -> m.Event:
    """A person or the API writes; opens a conversation if none is open."""
    contact = contact_for(state, command.actor, command.contact_id)
    channel = channel_to(state, contact)
    if channel is None:
        raise Refused(
            "conflict", "no_channel", said("This contact is on no channel on which a message could be sent.")
        )
    sender = "user" if command.actor.kind == "user" else "api"
    if contact.conversation_id is None:
        open_conversation(state, contact.id, command.actor, sender, contact.channel_id)
    event = write(state, contact.id, command.text, command.actor, sender, command.actor.id, channel)
    if sender == "user":
        assert event.conversation_id is not None
        silence.watch(state, event.conversation_id, event)
        runs.stop_on(state, contact.id, "agent_message")
    return event


def write(
    state: State,
    contact_id: int,
    text: str,
    actor: Actor | str,
    sender: m.Sender,
    sender_id: int | None,
    channel: m.Channel,
    choices: list[str] | None = None,
) -> m.Event:
    """An outgoing message on a channel, and its delivery where the channel delivers.

    ``choices`` are the answers that it offers.
    """
    contact = state.contacts.edit(contact_id)
    event = state.emit("message.sent", actor, contact_id=contact_id, conversation_id=contact.conversation_id)
    state.messages.add(
        event.seq,
        m.Message(
            state.workspace_id,
            event.seq,
            contact_id,
            sender,
            text,
            state.now,
            contact.conversation_id,
            channel.id,
            sender_id,
            choices,
        ),
    )
    setattr(contact, f"last_{sender}_message_at", state.now)
    setattr(contact, f"last_{sender}_message_id", event.seq)
    if channel.config.get("outbound_url"):
        delivery = m.Delivery(state.workspace_id, event.seq, contact_id, channel.id, 0, False, state.now)
        state.deliveries.add(event.seq, delivery)
    _touch(state, contact, event.seq)
    if sender == "user" and contact.conversation_id is not None:
        conversation = state.conversations.edit(contact.conversation_id)
        if conversation.first_response_at is None:
            conversation.first_response_at = state.now
    return event


def channel_to(state: State, contact: m.Contact) -> m.Channel | None:
    """The channel last written on, if it is still there."""
    channel = state.channels.find(contact.channel_id) if contact.channel_id is not None else None
    return channel if channel is not None and channel.deleted_at is None else None


def comment(state: State, command: AddComment) -> m.Event:
    """An internal note; `@{ana@example.com}` mentions a user."""
    contact = contact_for(state, command.actor, command.contact_id)
    return note(state, contact, command.text, command.actor)


def note(state: State, contact: m.Contact, text: str, author: Actor | str) -> m.Event:
    """Write a comment; a mention of nobody is an error."""
    mentions = [user_for(state, email, "/text").id for email in MENTION.findall(text)]
    return write_comment(state, contact, text, mentions, author)


def write_comment(
    state: State, contact: m.Contact, text: str, mentions: list[int], author: Actor | str
) -> m.Event:
    """A comment that mentions these users."""
    event = state.emit(
        "comment.created",
        author,
        contact_id=contact.id,
        conversation_id=contact.conversation_id,
        data={"mentions": mentions} if mentions else None,
    )
    state.comments.add(
        event.seq,
        m.Comment(
            state.workspace_id,
            event.seq,
            contact.id,
            str(author),
            text,
            mentions,
            state.now,
            contact.conversation_id,
        ),
    )
    _touch(state, contact, event.seq)
    return event


def assign_by_hand(state: State, command: AssignContact) -> m.Event | None:
    """To a user whatever the user's presence and load, or to nobody; satisfies every step that waits."""
    contact = contact_for(state, command.actor, command.contact_id)
    if command.user is None:
        event = unassign(state, contact.id, command.actor)
        runs.settle_holder(state, contact.id)
        return event
    user = user_for(state, command.user)
    event = assign(state, contact.id, user.id, command.actor, {"by": "hand"})
    runs.stop_on(state, contact.id, "manual_assignment")
    runs.satisfy(state, event)
    return event


def set_conversation(state: State, command: SetConversation) -> m.Event | None:
    """Open or close by hand."""
    contact = contact_for(state, command.actor, command.contact_id)
    source = "user" if command.actor.kind == "user" else "api"
    if command.status == "open":
        if command.category is not None or command.summary is not None:
            raise invalid("/category", said("Category and summary belong to closing."))
        if contact.conversation_id is not None:
            return None
        return open_conversation(state, contact.id, command.actor, source, contact.channel_id)
    if command.category is not None:
        _refuse_unknown_category(state, command.category)
    if contact.conversation_id is None:
        return None
    return close_conversation(state, contact.id, command.actor, source, command.category, command.summary)


def open_conversation(
    state: State, contact_id: int, actor: Actor | str, source: m.Source, channel_id: int | None
) -> m.Event:
    """A new conversation; the assignee, if there still is one, has one more open contact."""
    contact = state.contacts.edit(contact_id)
    event = state.emit("conversation.opened", actor, contact_id=contact_id, user_id=contact.assignee_id)
    event.conversation_id = event.seq
    state.conversations.add(
        event.seq,
        m.Conversation(
            state.workspace_id,
            event.seq,
            contact_id,
            source,
            state.now,
            [] if contact.assignee_id is None else [contact.assignee_id],
            event.seq,
            channel_id,
        ),
    )
    contact.conversation_id = event.seq
    count(state, contact.assignee_id, 1)
    runs.settle_holder(state, contact_id)
    channel = state.channels.find(channel_id) if channel_id is not None else None
    facts: dict[str, Any] = {"source": source, "channel": channel.name if channel else None}
    state.fire("conversation_opened", contact_id, facts)
    return event


def close_conversation(
    state: State,
    contact_id: int,
    actor: Actor | str,
    source: m.CloseSource,
    category: str | None = None,
    summary: str | None = None,
) -> m.Event:
    """Closes the open conversation. The assignee stays; runs in the queue stop."""
    contact = state.contacts.edit(contact_id)
    conversation_id = contact.conversation_id
    assert conversation_id is not None
    conversation = state.conversations.edit(conversation_id)
    event = state.emit(
        "conversation.closed",
        actor,
        contact_id=contact_id,
        conversation_id=conversation_id,
        user_id=contact.assignee_id,
        data={"source": source},
    )
    conversation.closed_at, conversation.close_source = state.now, source
    conversation.category, conversation.summary = category, summary
    conversation.last_seq = event.seq
    silence.end(state, conversation_id)
    contact.conversation_id = None
    facts: dict[str, Any] = {"source": source, "closing_category": category}
    state.fire("conversation_closed", contact_id, facts, conversation_id=conversation_id)
    runs.close_waits(state, contact_id)
    count(state, contact.assignee_id, -1)
    runs.stop_on(state, contact_id, "conversation_closed")
    return event


def silence_due(state: State, timer: m.Timer) -> None:
    """Close when the contact has not answered a user's last message for as long as the workspace says."""
    if silence.is_over(state, timer):
        contact_id = state.conversations.one(timer.subject_id).contact_id
        close_conversation(state, contact_id, "system", "auto_close")


def _touch(state: State, contact: m.Contact, seq: int) -> None:
    if contact.conversation_id is not None:
        state.conversations.edit(contact.conversation_id).last_seq = seq


def _refuse_unknown_category(state: State, category: str) -> None:
    known = sorted(row.name for row in state.closing_categories.present())
    if category not in known:
        detail = said(
            "There is no closing category {category}; there are: {known}.",
            category=category,
            known=tuple(known) or said("none"),
        )
        raise unfit("/category", detail, "closing_category_not_found")


def _unauthorized() -> Refused:
    return Refused("unauthorized", "invalid_channel_token", said("The token is not the one of this channel."))
