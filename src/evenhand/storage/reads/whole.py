"""A whole workspace at once, for looking at what a story has come to; never for deciding."""

from typing import Final, LiteralString

from evenhand.domain.model import (
    Comment,
    Contact,
    Conversation,
    Event,
    Identity,
    Message,
    QueueEntry,
    Run,
)
from evenhand.domain.state import State
from evenhand.storage.reads.rows import Connection, fetch
from evenhand.storage.roster import load_whole

CONTACTS: Final[LiteralString] = """
select
    workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at, email, phone, language,
    country, channel_id, assignee_id, assigned_seq, assigned_at, conversation_id, last_incoming_at,
    last_user_message_at, last_workflow_message_at, last_api_message_at, last_incoming_id,
    last_user_message_id, last_workflow_message_id, last_api_message_id, deleted_at
from contacts
where workspace_id = %(workspace_id)s::bigint
order by id"""

IDENTITIES: Final[LiteralString] = """
select workspace_id, channel_id, external_id, contact_id
from identities
where workspace_id = %(workspace_id)s::bigint
order by contact_id, channel_id"""

CONVERSATIONS: Final[LiteralString] = """
select
    workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id, closed_at, close_source,
    category, summary, first_response_at, timer_id
from conversations
where workspace_id = %(workspace_id)s::bigint
order by id"""

MESSAGES: Final[LiteralString] = """
select workspace_id, id, contact_id, sender, text, at, conversation_id, channel_id, sender_id, choices
from messages
where workspace_id = %(workspace_id)s::bigint
order by id"""

COMMENTS: Final[LiteralString] = """
select workspace_id, id, contact_id, author, text, mentions, at, conversation_id
from comments
where workspace_id = %(workspace_id)s::bigint
order by id"""

RUNS: Final[LiteralString] = """
select
    workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at, conversation_id,
    step, wait_id, reason, ended_at, memory
from runs
where workspace_id = %(workspace_id)s::bigint
order by id"""

QUEUE_ENTRIES: Final[LiteralString] = """
select workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline
from queue_entries
where workspace_id = %(workspace_id)s::bigint
order by id"""

EVENTS: Final[LiteralString] = """
select workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data
from events
where workspace_id = %(workspace_id)s::bigint
order by seq"""


async def whole_workspace(connection: Connection, workspace_id: int) -> State:
    """Everything in a workspace that can be asked about, its log under ``past_events``."""
    state = State(workspace_id)
    await load_whole(connection, {workspace_id: state})
    mine = {"workspace_id": workspace_id}
    for contact in await fetch(connection, CONTACTS, mine, Contact):
        state.contacts.rows[contact.id] = contact
    for identity in await fetch(connection, IDENTITIES, mine, Identity):
        state.identities.rows[identity.channel_id, identity.external_id] = identity
        known = state.identity_of.rows.get(identity.contact_id) or ()
        state.identity_of.rows[identity.contact_id] = (*known, identity)
    for conversation in await fetch(connection, CONVERSATIONS, mine, Conversation):
        state.conversations.rows[conversation.id] = conversation
    for message in await fetch(connection, MESSAGES, mine, Message):
        state.messages.rows[message.id] = message
    for comment in await fetch(connection, COMMENTS, mine, Comment):
        state.comments.rows[comment.id] = comment
    for run in await fetch(connection, RUNS, mine, Run):
        state.runs.rows[run.id] = run
    for entry in await fetch(connection, QUEUE_ENTRIES, mine, QueueEntry):
        state.queue_entries.rows[entry.id] = entry
    for event in await fetch(connection, EVENTS, mine, Event):
        state.past_events.rows[event.seq] = event
        state.seq = event.seq
    state.hold_everything()
    return state
