"""Conversations as an inbox shows them: found by filters, newest activity first."""

import json
from datetime import datetime
from typing import Any, Final, Literal, LiteralString

import msgspec

from evenhand.domain.model import CloseSource, Sender, Source
from evenhand.storage.reads.contacts import VISIBLE, Person
from evenhand.storage.reads.rows import Connection, Viewer, fetch, fetch_one

Status = Literal["open", "closed"]
COUNTED: Final = 1000  # a list with more is counted no further


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


class Count(msgspec.Struct):
    """How many."""

    count: int


class TeamCount(msgspec.Struct):
    """How many open conversations the members of a team have."""

    id: int
    count: int


class OpenCounts(msgspec.Struct):
    """How many conversations are open: one's own, nobody's, all that one may see, and by team."""

    mine: int
    unassigned: int
    all: int
    teams: list[TeamCount]


NAMED: Final = 200
"""Contacts at most that a search finds by each of name, e-mail and phone number."""
NEWEST: Final = 1_000
"""Conversations through whose texts a search goes."""
LAST_CHARACTER: Final = "\U0010ffff"


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
"""
_FROM: Final[LiteralString] = """from conversations v
join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id and c.deleted_at is null
left join users u on u.workspace_id = c.workspace_id and u.id = c.assignee_id
where v.workspace_id = %(workspace_id)s::bigint and """
_BEFORE: Final[LiteralString] = "v.last_seq < %(before)s::bigint and "

_OPEN: Final[LiteralString] = "v.closed_at is null"
_CLOSED: Final[LiteralString] = "v.closed_at is not null"
_OF_NOBODY: Final[LiteralString] = "c.assignee_id is null"
_OF_USER: Final[LiteralString] = "c.assignee_id = %(assignee)s::bigint"
_OF_EMAIL: Final[LiteralString] = "u.email = lower(%(assignee)s::text)"
_OF_TEAM: Final[LiteralString] = """exists (
  select from pool_members p where p.workspace_id = v.workspace_id and p.pool_id = %(team)s::bigint
    and p.user_id = c.assignee_id and p.member)"""
_ON_CHANNEL: Final[LiteralString] = "v.channel_id = %(channel)s::bigint"
# A contact's conversations are found in its log: they are named by the events that opened them. `offset 0`
# keeps each step to the rows that the one before has found.
_OF_CONTACTS: Final[LiteralString] = """v.id = any (array(
  select e.seq
  from json_array_elements_text(%(contacts)s::json) given (id)
  cross join lateral (
    select e.seq from events e
    where e.workspace_id = %(workspace_id)s::bigint and e.contact_id = given.id::bigint
      and e.type = 'conversation.opened'
    offset 0
  ) e))"""
# All conversations of contacts whose name, e-mail or phone number begins so; and of the newest ones those in
# which it stands anywhere, messages included.
_FOUND: Final[LiteralString] = """v.id = any (array(
  select e.seq
  from (
    (select p.id from contacts p where p.workspace_id = %(workspace_id)s::bigint and p.first_name <> ''
       and lower(p.first_name || ' ' || p.last_name) ~>=~ %(from)s::text
       and lower(p.first_name || ' ' || p.last_name) ~<~ %(to)s::text limit %(people)s::int)
    union
    (select p.id from contacts p where p.workspace_id = %(workspace_id)s::bigint and p.last_name <> ''
       and lower(p.last_name) ~>=~ %(from)s::text and lower(p.last_name) ~<~ %(to)s::text
     limit %(people)s::int)
    union
    (select p.id from contacts p where p.workspace_id = %(workspace_id)s::bigint
       and lower(p.email) ~>=~ %(from)s::text and lower(p.email) ~<~ %(to)s::text limit %(people)s::int)
    union
    (select p.id from contacts p where p.workspace_id = %(workspace_id)s::bigint
       and p.phone ~>=~ %(from)s::text and p.phone ~<~ %(to)s::text limit %(people)s::int)
  ) named
  cross join lateral (
    select e.seq from events e
    where e.workspace_id = %(workspace_id)s::bigint and e.contact_id = named.id
      and e.type = 'conversation.opened'
    offset 0
  ) e
  union
  select r.id
  from (
    select n.id, n.contact_id from conversations n
    where n.workspace_id = %(workspace_id)s::bigint
    order by n.last_seq desc
    limit %(newest)s::int
  ) r
  cross join lateral (
    select p.first_name, p.last_name, p.email, p.phone from contacts p
    where p.workspace_id = %(workspace_id)s::bigint and p.id = r.contact_id
    offset 0
  ) o
  where o.first_name || ' ' || o.last_name ilike %(pattern)s::text or o.email ilike %(pattern)s::text
    or o.phone ilike %(pattern)s::text or exists (
      select from messages m where m.workspace_id = %(workspace_id)s::bigint and m.contact_id = r.contact_id
        and m.conversation_id = r.id and m.text ilike %(pattern)s::text
      offset 0)))"""
_ORDER: Final[LiteralString] = " order by v.last_seq desc limit %(limit)s::int"

# The teams of those who have the open conversations: a team's inbox is what its members have.
COUNTS: Final[LiteralString] = (
    """
with open as materialized (
  select c.assignee_id
  """
    + _FROM
    + _OPEN
    + " and "
    + VISIBLE
    + """
)
select count(*) filter (where assignee_id = %(viewer)s::bigint)::int as mine,
  count(*) filter (where assignee_id is null)::int as unassigned, count(*)::int as all,
  (select coalesce(json_agg(t), '[]'::json) from (
    select p.pool_id as id, sum(a.count)::int as count
    from (select assignee_id, count(*) as count from open group by assignee_id) a
    join pool_members p on p.workspace_id = %(workspace_id)s::bigint and p.user_id = a.assignee_id
      and p.member and p.pool_id <> 0
    group by p.pool_id order by p.pool_id) t) as teams
from open
"""
)


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
    parameters = {"before": before, "limit": limit, **_parameters(workspace_id, viewer, wanted)}
    return await fetch(connection, statement(wanted), parameters, ConversationView)


async def count(connection: Connection, workspace_id: int, viewer: Viewer, wanted: ConversationFilter) -> int:
    """How many conversations the list has, up to ``COUNTED``."""
    parameters = {"limit": COUNTED, **_parameters(workspace_id, viewer, wanted)}
    found = await fetch_one(connection, counting(wanted), parameters, Count)
    return found.count if found else 0


async def counts(connection: Connection, workspace_id: int, viewer: Viewer) -> OpenCounts | None:
    """How many open conversations the viewer may see: their own, nobody's, all, and by team."""
    parameters = {"workspace_id": workspace_id, **viewer.parameters}
    return await fetch_one(connection, COUNTS, parameters, OpenCounts)


def _parameters(workspace_id: int, viewer: Viewer, wanted: ConversationFilter) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "assignee": wanted.assignee,
        "team": wanted.team,
        "channel": wanted.channel,
        "contacts": None if wanted.contacts is None else json.dumps(wanted.contacts),
        **_searched(wanted.q),
        **viewer.parameters,
    }


def _searched(text: str | None) -> dict[str, Any]:
    """What a search asks for: what begins so, byte by byte, and what has it anywhere."""
    if text is None:
        return {}
    begin = text.strip().lower()
    return {
        "from": begin,
        "to": begin + LAST_CHARACTER,
        "people": NAMED,
        "newest": NEWEST,
        "pattern": f"%{_escaped(text)}%",
    }


def statement(wanted: ConversationFilter) -> LiteralString:
    """The query for the filters that are set; each combination is prepared for itself."""
    return _SHOWN + _FROM + _BEFORE + _conditions(wanted) + _ORDER


def counting(wanted: ConversationFilter) -> LiteralString:
    """The query that counts what the filters let through."""
    return (
        "select count(*)::int as count from (select "
        + _FROM
        + _conditions(wanted)
        + " limit %(limit)s::int) found"
    )


def _conditions(wanted: ConversationFilter) -> LiteralString:
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
    return " and ".join(conditions)


def _escaped(text: str) -> str:
    """The text as a LIKE pattern that means just itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
