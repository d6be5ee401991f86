"""Workspaces as such: the one thing that is made outside a lane, since making it makes its lane."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec
from psycopg import sql

from evenhand.domain.errors import Refused
from evenhand.domain.model import Workspace
from evenhand.domain.texts import said
from evenhand.storage.database import default_application_name
from evenhand.storage.reads.rows import Connection, fetch, fetch_one

CREATE_WORKSPACE: Final[LiteralString] = """
with clock as materialized (select coalesce(%(at)s::timestamptz, clock_timestamp()) as at),
made as (
    insert into workspaces (name) values (%(name)s::text)
    on conflict do nothing
    returning id
),
lane as (
    insert into lanes (workspace_id, seq, at)
    select made.id, 1, clock.at from made, clock
),
event as (
    insert into events (workspace_id, seq, at, type, actor)
    select made.id, 1, clock.at, 'workspace.created', 'system' from made, clock
)
select id from made
"""

UNUSED_WORKSPACE: Final[LiteralString] = """
select w.id
from workspaces w
join lanes l on l.workspace_id = w.id and l.seq = 1
where w.name = %(name)s::text
"""

WORKSPACES: Final[LiteralString] = """
select id, name, timezone, inactivity_timeout, auto_close_after, agents_see_own_only
from workspaces
order by id
"""

WORKSPACE_BY_NAME: Final[LiteralString] = """
select id, name, timezone, inactivity_timeout, auto_close_after, agents_see_own_only
from workspaces
where name = %(name)s::text
"""


TABLES: Final[LiteralString] = """
select c.relname
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"""

DELETE_WORKSPACE: Final[LiteralString] = "delete from workspaces where id = %(id)s::bigint"

OTHERS_AT_WORK: Final[LiteralString] = """
select count(*) from pg_stat_activity
where datname = current_database() and application_name ~ '^evenhand [0-9]+$'
  and application_name <> %(own)s::text"""


class Made(msgspec.Struct):
    """What was created."""

    id: int


async def create_workspace(connection: Connection, name: str, at: datetime | None = None) -> int:
    """A new workspace with its lane and the first event of its log; its id. ``at``: now, unless given.

    One in which nothing has happened since counts as new: whoever made it did not get to its owner.

    Raises:
        Refused: Another one has the name.
    """
    made = await fetch_one(connection, CREATE_WORKSPACE, {"name": name, "at": at}, Made)
    made = made or await fetch_one(connection, UNUSED_WORKSPACE, {"name": name}, Made)
    if made is None:
        raise Refused("conflict", "workspace_exists", said("There is a workspace {name} already.", name=name))
    return made.id


async def find_workspace(connection: Connection, name: str) -> Workspace | None:
    """The workspace of that name."""
    return await fetch_one(connection, WORKSPACE_BY_NAME, {"name": name}, Workspace)


async def all_workspaces(connection: Connection) -> list[Workspace]:
    """Every workspace, the oldest first."""
    return await fetch(connection, WORKSPACES, {}, Workspace)


async def remove_workspace(connection: Connection, workspace_id: int) -> None:
    """A workspace goes with all that is in it, at once and for good."""
    async with connection.transaction():
        for (table,) in await (await connection.execute(TABLES)).fetchall():
            delete = sql.SQL("delete from {} where workspace_id = %s").format(sql.Identifier(table))
            await connection.execute(delete, [workspace_id])
        await connection.execute(DELETE_WORKSPACE, {"id": workspace_id})


async def others_at_work(connection: Connection) -> int:
    """How many sessions of other processes there are that may carry out what is due in any workspace."""
    cursor = await connection.execute(OTHERS_AT_WORK, {"own": default_application_name()})
    row = await cursor.fetchone()
    return 0 if row is None else row[0]
