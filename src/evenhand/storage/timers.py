"""Where timers are due. Only a look, without locks: the lane of the workspace picks its own due rows."""

from datetime import datetime
from typing import Final, LiteralString

from evenhand.storage.working_set import Connection

PEEK: Final[LiteralString] = """
select distinct workspace_id from (
    select workspace_id from timers
    where due_at <= coalesce(%(now)s::timestamptz, clock_timestamp())
    order by due_at
    limit %(size)s::integer
) due"""


async def peek(connection: Connection, size: int, now: datetime | None) -> list[int]:
    """The workspaces of the ``size`` timers that have been due for longest."""
    cursor = await connection.execute(PEEK, {"now": now, "size": size})
    return [row[0] for row in await cursor.fetchall()]
