"""What the inbox remembers of its people: lists kept under a name, and who looks where right now."""

import json
from typing import Any, Final, LiteralString

import msgspec

from evenhand.domain.errors import Refused
from evenhand.domain.texts import said
from evenhand.storage.reads.rows import Connection, fetch, fetch_one

MAX_VIEWS: Final = 50  # of one person; each is counted whenever the inbox changes


class KeptView(msgspec.Struct):
    """A list of conversations under a name; ``filter`` as it was given."""

    id: int
    name: str
    filter: dict[str, Any]


class Watcher(msgspec.Struct):
    """Somebody who looks at a conversation at this moment."""

    id: int
    name: str
    typing: bool


class ViewId(msgspec.Struct):
    """The list that was kept or dropped."""

    id: int


VIEWS: Final[LiteralString] = """
select v.id, v.name, v.filter
from inbox_views v
where v.workspace_id = %(workspace_id)s::bigint and v.user_id = %(user_id)s::bigint
order by lower(v.name), v.id
"""

KEEP_VIEW: Final[LiteralString] = """
insert into inbox_views (workspace_id, user_id, name, filter)
select %(workspace_id)s::bigint, %(user_id)s::bigint, %(name)s::text, %(filter)s::json
where (select count(*) from inbox_views v
  where v.workspace_id = %(workspace_id)s::bigint and v.user_id = %(user_id)s::bigint
    and v.name <> %(name)s::text) < %(most)s::int
on conflict (workspace_id, user_id, name) do update set filter = excluded.filter
returning id
"""

DROP_VIEW: Final[LiteralString] = """
delete from inbox_views v
where v.workspace_id = %(workspace_id)s::bigint and v.user_id = %(user_id)s::bigint
  and v.id = %(id)s::bigint
returning v.id
"""

# A page says this every few seconds; who has said nothing for twelve has gone elsewhere.
ATTEND: Final[LiteralString] = """
with mine as (
  insert into attentions (workspace_id, user_id, contact_id, typing, at)
  values (%(workspace_id)s::bigint, %(user_id)s::bigint, %(contact_id)s::bigint, %(typing)s::boolean, now())
  on conflict (workspace_id, user_id)
  do update set contact_id = excluded.contact_id, typing = excluded.typing, at = excluded.at
)
select u.id, u.name, a.typing
from attentions a
join users u on u.workspace_id = a.workspace_id and u.id = a.user_id and u.deleted_at is null
where a.workspace_id = %(workspace_id)s::bigint and a.contact_id = %(contact_id)s::bigint
  and a.user_id <> %(user_id)s::bigint and a.at > now() - interval '12 seconds'
order by u.name, u.id
"""


async def views(connection: Connection, workspace_id: int, user_id: int) -> list[KeptView]:
    """The lists that a person keeps, by name."""
    return await fetch(connection, VIEWS, {"workspace_id": workspace_id, "user_id": user_id}, KeptView)


async def keep_view(
    connection: Connection, workspace_id: int, user_id: int, name: str, wanted: dict[str, Any]
) -> int:
    """Keeps a list under a name, in place of one of the same name; its id.

    Raises:
        Refused: The person keeps too many already.
    """
    parameters = {
        "workspace_id": workspace_id,
        "user_id": user_id,
        "name": name,
        "filter": json.dumps(wanted),
        "most": MAX_VIEWS,
    }
    kept = await fetch_one(connection, KEEP_VIEW, parameters, ViewId)
    if kept is None:
        raise Refused(
            "conflict", "too_many_views", said("One can keep {most} lists: delete one first.", most=MAX_VIEWS)
        )
    return kept.id


async def drop_view(connection: Connection, workspace_id: int, view_id: int, user_id: int) -> ViewId | None:
    """Forgets a list; None where the person has no such list."""
    parameters = {"workspace_id": workspace_id, "id": view_id, "user_id": user_id}
    return await fetch_one(connection, DROP_VIEW, parameters, ViewId)


async def attend(
    connection: Connection, workspace_id: int, user_id: int, contact_id: int, *, typing: bool
) -> list[Watcher]:
    """Notes that a person looks at a contact's conversation; who else does."""
    parameters = {
        "workspace_id": workspace_id,
        "user_id": user_id,
        "contact_id": contact_id,
        "typing": typing,
    }
    return await fetch(connection, ATTEND, parameters, Watcher)
