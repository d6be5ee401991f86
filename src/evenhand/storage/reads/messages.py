"""What was said: messages with what became of them, and comments."""

from datetime import datetime
from typing import Final, Literal, LiteralString

import msgspec

from evenhand.domain.model import Sender
from evenhand.domain.texts import Detail
from evenhand.storage.reads.contacts import sees
from evenhand.storage.reads.rows import Connection, Span, Viewer, fetch, fetch_one


class MessageView(msgspec.Struct):
    """One message. ``delivery`` of an outgoing one: ``pending``, ``sent``, or ``failed`` and why (``error``).

    ``sender_id`` is the user or the workflow that wrote it.
    """

    id: int
    direction: Literal["incoming", "outgoing"]
    sender: Sender
    sender_id: int | None
    text: str
    choices: list[str] | None
    at: datetime
    conversation: int | None
    channel: int | None
    delivery: Literal["pending", "sent", "failed"] | None
    error: Detail | None


class CommentView(msgspec.Struct):
    """An internal note. ``author`` is an actor such as ``user:5``, ``mentions`` are the ids of users."""

    id: int
    author: str
    text: str
    mentions: list[int]
    at: datetime
    conversation: int | None


_MESSAGES: Final[LiteralString] = """
select m.id, case m.sender when 'contact' then 'incoming' else 'outgoing' end as direction,
  m.sender, m.sender_id, m.text, m.choices, m.at, m.conversation_id as conversation, m.channel_id as channel,
  case when m.sender = 'contact' then null when d.id is null then 'sent'
    when d.failed then 'failed' else 'pending' end as delivery,
  d.error
from messages m
left join deliveries d on d.workspace_id = m.workspace_id and d.id = m.id
where m.workspace_id = %(workspace_id)s::bigint and """

MESSAGES: Final[LiteralString] = (
    _MESSAGES
    + """m.contact_id = %(contact_id)s::bigint and m.id > %(after)s::bigint
order by m.id limit %(limit)s::int"""
)

NEWEST_MESSAGES: Final[LiteralString] = (
    _MESSAGES
    + """m.contact_id = %(contact_id)s::bigint and m.id < %(after)s::bigint
order by m.id desc limit %(limit)s::int"""
)

MESSAGE: Final[LiteralString] = _MESSAGES + "m.id = %(id)s::bigint"

_COMMENTS: Final[LiteralString] = """
select n.id, n.author, n.text, n.mentions, n.at, n.conversation_id as conversation
from comments n
where n.workspace_id = %(workspace_id)s::bigint and """

COMMENTS: Final[LiteralString] = (
    _COMMENTS
    + """n.contact_id = %(contact_id)s::bigint and n.id > %(after)s::bigint
order by n.id limit %(limit)s::int"""
)

NEWEST_COMMENTS: Final[LiteralString] = (
    _COMMENTS
    + """n.contact_id = %(contact_id)s::bigint and n.id < %(after)s::bigint
order by n.id desc limit %(limit)s::int"""
)

COMMENT: Final[LiteralString] = _COMMENTS + "n.id = %(id)s::bigint"


async def messages(
    connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer, span: Span
) -> list[MessageView] | None:
    """A contact's messages; None if the viewer may not see the contact."""
    if not await sees(connection, workspace_id, contact_id, viewer):
        return None
    query = NEWEST_MESSAGES if span.newest_first else MESSAGES
    parameters = {"workspace_id": workspace_id, "contact_id": contact_id, **span.parameters}
    return await fetch(connection, query, parameters, MessageView)


async def message(connection: Connection, workspace_id: int, message_id: int) -> MessageView | None:
    """One message, whoever looks."""
    return await fetch_one(connection, MESSAGE, {"workspace_id": workspace_id, "id": message_id}, MessageView)


async def comments(
    connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer, span: Span
) -> list[CommentView] | None:
    """A contact's comments; None if the viewer may not see the contact."""
    if not await sees(connection, workspace_id, contact_id, viewer):
        return None
    query = NEWEST_COMMENTS if span.newest_first else COMMENTS
    parameters = {"workspace_id": workspace_id, "contact_id": contact_id, **span.parameters}
    return await fetch(connection, query, parameters, CommentView)


async def comment(connection: Connection, workspace_id: int, comment_id: int) -> CommentView | None:
    """One comment, whoever looks."""
    return await fetch_one(connection, COMMENT, {"workspace_id": workspace_id, "id": comment_id}, CommentView)
