"""Contacts as they are shown, and who may see which."""

from datetime import datetime
from typing import Any, Final, Literal, LiteralString

import msgspec

from evenhand.storage.reads.rows import Connection, Viewer, fetch, fetch_one


class Person(msgspec.Struct):
    """A user, in brief."""

    id: int
    email: str
    name: str


class ContactView(msgspec.Struct):
    """A customer. ``conversation`` is the open one; ``fields`` has every custom field of the workspace."""

    id: int
    first_name: str
    last_name: str
    name: str
    email: str | None
    phone: str | None
    language: str | None
    country: str | None
    tags: list[str]
    fields: dict[str, Any]
    assignee: Person | None
    conversation_status: Literal["open", "closed"]
    conversation: int | None
    channel: int | None
    created_at: datetime


class ContactId(msgspec.Struct):
    """A contact that is there and that the viewer may see."""

    id: int


# An agent sees what is their own, their teams' and nobody's; a workspace can narrow this to their own.
VISIBLE: Final[LiteralString] = """(%(sees_all)s::boolean or c.assignee_id = %(viewer)s::bigint
  or (not (select w.agents_see_own_only from workspaces w where w.id = %(workspace_id)s::bigint)
      and (c.assignee_id is null or exists (
        select from pool_members mine
        join pool_members theirs on theirs.workspace_id = mine.workspace_id and theirs.pool_id = mine.pool_id
        where mine.workspace_id = c.workspace_id and mine.user_id = %(viewer)s::bigint
          and mine.pool_id <> 0 and mine.member
          and theirs.user_id = c.assignee_id and theirs.member))))"""

_SHOWN: Final[LiteralString] = """
select c.id, c.first_name, c.last_name, trim(c.first_name || ' ' || c.last_name) as name,
  c.email, c.phone, c.language, c.country, c.tags,
  (select coalesce(json_object_agg(f.name, c.fields -> f.name order by f.id), '{}')
   from custom_fields f where f.workspace_id = c.workspace_id) as fields,
  case when u.id is not null
    then json_build_object('id', u.id, 'email', u.email, 'name', u.name) end as assignee,
  case when c.conversation_id is null then 'closed' else 'open' end as conversation_status,
  c.conversation_id as conversation, c.channel_id as channel, c.created_at
from contacts c
left join users u on u.workspace_id = c.workspace_id and u.id = c.assignee_id
where c.workspace_id = %(workspace_id)s::bigint and c.deleted_at is null and """

CONTACT: Final[LiteralString] = _SHOWN + "c.id = %(id)s::bigint and " + VISIBLE

CONTACTS: Final[LiteralString] = (
    _SHOWN + "c.id > %(after)s::bigint and " + VISIBLE + " order by c.id limit %(limit)s::int"
)

SEEN: Final[LiteralString] = (
    """
select c.id from contacts c
where c.workspace_id = %(workspace_id)s::bigint and c.id = %(id)s::bigint and c.deleted_at is null and """
    + VISIBLE
)


async def contact(
    connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer
) -> ContactView | None:
    """A contact, if it is there and the viewer may see it."""
    parameters = {"workspace_id": workspace_id, "id": contact_id, **viewer.parameters}
    return await fetch_one(connection, CONTACT, parameters, ContactView)


async def contacts(
    connection: Connection, workspace_id: int, viewer: Viewer, *, after: int = 0, limit: int
) -> list[ContactView]:
    """Contacts in order of creation, after one of them."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit, **viewer.parameters}
    return await fetch(connection, CONTACTS, parameters, ContactView)


async def sees(connection: Connection, workspace_id: int, contact_id: int, viewer: Viewer) -> bool:
    """Whether the contact is there and the viewer may see it."""
    parameters = {"workspace_id": workspace_id, "id": contact_id, **viewer.parameters}
    return await fetch_one(connection, SEEN, parameters, ContactId) is not None
