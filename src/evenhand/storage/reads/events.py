"""The workspace's log as it is shown: events with the texts that they point to."""

from datetime import datetime
from typing import Any, Final, LiteralString

import msgspec

from evenhand.storage.reads.contacts import VISIBLE, Person, sees
from evenhand.storage.reads.rows import Connection, Span, Viewer, fetch


class EventView(msgspec.Struct):
    """One change. ``actor`` is ``user:5``, ``api``, ``contact``, ``workflow:12`` or ``system``.

    ``subject`` is the thing that is neither contact, conversation nor user; where an event creates
    something, that thing's id is ``seq``. ``text`` is that of the message or comment.
    """

    seq: int
    at: datetime
    type: str
    actor: str
    contact: int | None
    conversation: int | None
    user: int | None
    subject: int | None
    data: dict[str, Any] | None
    text: str | None


class DecisionView(msgspec.Struct):
    """Why a contact was assigned: to whom (``user``), from whom, by what, and all that was looked at."""

    id: int
    at: datetime
    actor: str
    user: Person | None
    previous: int | None
    conversation: int | None
    by: str
    details: dict[str, Any]


_SHOWN: Final[LiteralString] = """
select e.seq, e.at, e.type, e.actor, e.contact_id as contact, e.conversation_id as conversation,
  e.user_id as user, e.subject_id as subject, e.data, coalesce(m.text, n.text) as text
from events e
left join messages m on m.workspace_id = e.workspace_id and m.id = e.seq
  and e.type in ('message.received', 'message.sent')
left join comments n on n.workspace_id = e.workspace_id and n.id = e.seq and e.type = 'comment.created'
"""

EVENTS: Final[LiteralString] = (
    _SHOWN
    + """where e.workspace_id = %(workspace_id)s::bigint and e.seq > %(after)s::bigint
order by e.seq limit %(limit)s::int"""
)

# Who has a contact now is for all to know, so that an agent learns that one has gone to somebody else.
VISIBLE_EVENTS: Final[LiteralString] = (
    _SHOWN
    + """left join lateral (
  select own.workspace_id, own.assignee_id from contacts own
  where own.workspace_id = e.workspace_id and own.id = e.contact_id offset 0
) c on true
where e.workspace_id = %(workspace_id)s::bigint and e.seq > %(after)s::bigint
  and (e.contact_id is null or e.type in ('contact.assigned', 'contact.unassigned') or """
    + VISIBLE
    + """)
order by e.seq limit %(limit)s::int"""
)

CONTACT_EVENTS: Final[LiteralString] = (
    _SHOWN
    + """where e.workspace_id = %(workspace_id)s::bigint and e.contact_id = %(contact_id)s::bigint
  and e.seq > %(after)s::bigint
order by e.seq limit %(limit)s::int"""
)

NEWEST_CONTACT_EVENTS: Final[LiteralString] = (
    _SHOWN
    + """where e.workspace_id = %(workspace_id)s::bigint and e.contact_id = %(contact_id)s::bigint
  and e.seq < %(after)s::bigint
order by e.seq desc limit %(limit)s::int"""
)

_DECISIONS: Final[LiteralString] = """
select e.seq as id, e.at, e.actor,
  case when u.id is not null
    then json_build_object('id', u.id, 'email', u.email, 'name', u.name) end as user,
  (e.data ->> 'previous')::bigint as previous, e.conversation_id as conversation,
  coalesce(e.data ->> 'by', 'step') as by, coalesce(e.data, '{}') as details
from events e
left join users u on u.workspace_id = e.workspace_id and u.id = e.user_id
where e.workspace_id = %(workspace_id)s::bigint and e.contact_id = %(contact_id)s::bigint
  and e.type = 'contact.assigned' and """

DECISIONS: Final[LiteralString] = _DECISIONS + "e.seq > %(after)s::bigint order by e.seq limit %(limit)s::int"

NEWEST_DECISIONS: Final[LiteralString] = (
    _DECISIONS + "e.seq < %(after)s::bigint order by e.seq desc limit %(limit)s::int"
)


async def events(
    connection: Connection, workspace_id: int, viewer: Viewer, *, after: int, limit: int
) -> list[EventView]:
    """The log after an event, in order; an agent is spared what concerns contacts of others."""
    query = EVENTS if viewer.all else VISIBLE_EVENTS
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit, **viewer.parameters}
    return await fetch(connection, query, parameters, EventView)


async def of_contact(
    connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer, span: Span
) -> list[EventView] | None:
    """A contact's history; None if the viewer may not see the contact."""
    if not await sees(connection, workspace_id, contact_id, viewer):
        return None
    query = NEWEST_CONTACT_EVENTS if span.newest_first else CONTACT_EVENTS
    parameters = {"workspace_id": workspace_id, "contact_id": contact_id, **span.parameters}
    return await fetch(connection, query, parameters, EventView)


async def decisions(
    connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer, span: Span
) -> list[DecisionView] | None:
    """Every assignment of a contact and its reasons; None if the viewer may not see the contact."""
    if not await sees(connection, workspace_id, contact_id, viewer):
        return None
    query = NEWEST_DECISIONS if span.newest_first else DECISIONS
    parameters = {"workspace_id": workspace_id, "contact_id": contact_id, **span.parameters}
    return await fetch(connection, query, parameters, DecisionView)
