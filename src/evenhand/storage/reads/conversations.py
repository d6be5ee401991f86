"""Conversations as an inbox shows them: found by filters, newest activity first."""

import json
from datetime import datetime
from typing import Final, Literal, LiteralString

import msgspec

from evenhand.domain.model import CloseSource, Sender, Source
from evenhand.storage.reads.contacts import VISIBLE, Person
from evenhand.storage.reads.rows import Connection, Viewer, fetch

Status = Literal["open", "closed"]


class ConversationContact(msgspec.Struct):
    """The contact of a conversation, in brief."""

    id: int
    name: str
    email: str | None
    phone: str | None
    assignee: Person | None


class LastMessage(msgspec.Struct):
    """The newest message of a conversation."""

    id: int
    sender: Sender
    text: str
    at: datetime


class ConversationView(msgspec.Struct):
    """One stretch from opened to closed; ``activity`` rises with whatever happens in it."""

    id: int
    status: Status
    contact: ConversationContact
    channel: int | None
    source: Source
    opened_at: datetime
    first_response_at: datetime | None
    closed_at: datetime | None
    close_source: CloseSource | None
    category: str | None
    summary: str | None
    last_message: LastMessage | None
    activity: int


class ConversationFilter(msgspec.Struct):
    """What a list is narrowed to; None: no matter. ``assignee`` is an id, an e-mail, or ``none``.

    ``contacts``: only these.
    """

    status: Status | None = None
    assignee: str | int | None = None
    team: int | None = None
    channel: int | None = None
    q: str | None = None
    contacts: list[int] | None = None


_SHOWN: Final[LiteralString] = """
select v.id, case when v.closed_at is null then 'open' else 'closed' end as status,
  json_build_object('id', c.id, 'name', trim(c.first_name || ' ' || c.last_name), 'email', c.email,
    'phone', c.phone, 'assignee', case when u.id is not null
      then json_build_object('id', u.id, 'email', u.email, 'name', u.name) end) as contact,
  v.channel_id as channel, v.source, v.opened_at, v.first_response_at, v.closed_at, v.close_source,
  v.category, v.summary,
  (select json_build_object('id', m.id, 'sender', m.sender, 'text', left(m.text, 500), 'at', m.at)
   from messages m
   where m.workspace_id = v.workspace_id and m.contact_id = v.contact_id and m.conversation_id = v.id
   order by m.id desc limit 1) as last_message,
  v.last_seq as activity
from conversations v
join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id and c.deleted_at is null
left join users u on u.workspace_id = c.workspace_id and u.id = c.assignee_id
where v.workspace_id = %(workspace_id)s::bigint and v.last_seq < %(before)s::bigint and """

_OPEN: Final[LiteralString] = "v.closed_at is null"
_CLOSED: Final[LiteralString] = "v.closed_at is not null"
_OF_NOBODY: Final[LiteralString] = "c.assignee_id is null"
_OF_USER: Final[LiteralString] = "c.assignee_id = %(assignee)s::bigint"
_OF_EMAIL: Final[LiteralString] = "u.email = lower(%(assignee)s::text)"
_OF_TEAM: Final[LiteralString] = """exists (
  select from pool_members p where p.workspace_id = v.workspace_id and p.pool_id = %(team)s::bigint
    and p.user_id = c.assignee_id and p.member)"""
_ON_CHANNEL: Final[LiteralString] = "v.channel_id = %(channel)s::bigint"
_OF_CONTACTS: Final[LiteralString] = """v.contact_id in (
  select value::bigint from json_array_elements_text(%(contacts)s::json))"""
_FOUND: Final[LiteralString] = """(
  trim(c.first_name || ' ' || c.last_name) ilike %(pattern)s::text or c.email ilike %(pattern)s::text
  or c.phone ilike %(pattern)s::text or exists (
    select from messages m where m.workspace_id = v.workspace_id and m.contact_id = v.contact_id
      and m.conversation_id = v.id and m.text ilike %(pattern)s::text))"""
_ORDER: Final[LiteralString] = " order by v.last_seq desc limit %(limit)s::int"


async def conversations(
    connection: Connection,
    workspace_id: int,
    viewer: Viewer,
    wanted: ConversationFilter,
    *,
    before: int,
    limit: int,
) -> list[ConversationView]:
    """Conversations that the viewer may see and the filter lets through, newest activity first."""
    parameters = {
        "workspace_id": workspace_id,
        "before": before,
        "limit": limit,
        "assignee": wanted.assignee,
        "team": wanted.team,
        "channel": wanted.channel,
        "contacts": None if wanted.contacts is None else json.dumps(wanted.contacts),
        "pattern": None if wanted.q is None else f"%{_escaped(wanted.q)}%",
        **viewer.parameters,
    }
    return await fetch(connection, statement(wanted), parameters, ConversationView)


def statement(wanted: ConversationFilter) -> LiteralString:
    """The query for the filters that are set; each combination is prepared for itself."""
    conditions: list[LiteralString] = [VISIBLE]
    if wanted.status is not None:
        conditions.append(_OPEN if wanted.status == "open" else _CLOSED)
    match wanted.assignee:
        case None:
            pass
        case "none":
            conditions.append(_OF_NOBODY)
        case int():
            conditions.append(_OF_USER)
        case str():
            conditions.append(_OF_EMAIL)
    if wanted.team is not None:
        conditions.append(_OF_TEAM)
    if wanted.channel is not None:
        conditions.append(_ON_CHANNEL)
    if wanted.contacts is not None:
        conditions.append(_OF_CONTACTS)
    if wanted.q is not None:
        conditions.append(_FOUND)
    return _SHOWN + " and ".join(conditions) + _ORDER


def _escaped(text: str) -> str:
    """The text as a LIKE pattern that means just itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
