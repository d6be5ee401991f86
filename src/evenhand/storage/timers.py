"""Where timers are due or something was left unfinished. A look without locks: the lane picks its own."""

from datetime import datetime
from typing import Final, LiteralString

from evenhand.storage.working_set import Connection

PEEK: Final[LiteralString] = """
with recursive clock as materialized (
    select coalesce(%(now)s::timestamptz, clock_timestamp()) as at
),
oldest as materialized (
    select workspace_id from timers
    where due_at <= (select at from clock)
    order by due_at
    limit %(size)s::integer
),
each_one(workspace_id) as (
    select (select min(workspace_id) from timers) where (select count(*) from oldest) = %(size)s::integer
    union all
    select (select min(t.workspace_id) from timers t where t.workspace_id > e.workspace_id)
    from each_one e where e.workspace_id is not null
)
select workspace_id from oldest
union
select workspace_id from lanes where unfinished is not null
union
select e.workspace_id from each_one e
where exists (
    select from timers t where t.workspace_id = e.workspace_id and t.due_at <= (select at from clock)
)"""
# The clock is a value of its own, since no index is searched for what a volatile function gives. Where more
# is due than is looked at, every workspace with timers is looked at, lest one hide the others.


NEXT_DUE: Final[LiteralString] = """
select min(due_at) from timers where workspace_id = %(workspace_id)s::bigint"""


async def next_due(connection: Connection, workspace_id: int) -> datetime | None:
    """When the next timer of a workspace is due; None: it has none."""
    cursor = await connection.execute(NEXT_DUE, {"workspace_id": workspace_id})
    row = await cursor.fetchone()
    return None if row is None else row[0]


async def peek(connection: Connection, size: int, now: datetime | None) -> list[int]:
    """The workspaces of the ``size`` timers due for longest; with as many as that, of all that are due.

    Those in which a command was left unfinished are among them.
    """
    cursor = await connection.execute(PEEK, {"now": now, "size": size})
    return [row[0] for row in await cursor.fetchall()]
