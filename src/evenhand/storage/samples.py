"""How long the queue is, noted every few minutes for the report."""

from datetime import datetime, timedelta
from typing import Any, Final, LiteralString

from psycopg import AsyncConnection

EVERY: Final = timedelta(minutes=5)
KEPT: Final = timedelta(days=400)

# Of all processes the first one in each stretch of time notes it.
TAKE: Final[LiteralString] = """
insert into queue_samples (workspace_id, at, pool_id, waiting)
select e.workspace_id,
  date_bin(%(every)s::interval, coalesce(%(now)s::timestamptz, clock_timestamp()), '2000-01-01T00:00:00Z'),
  e.pool_id, count(*)
from queue_entries e
group by e.workspace_id, e.pool_id
on conflict do nothing
"""

FORGET: Final[LiteralString] = """
delete from queue_samples s
using workspaces w
where s.workspace_id = w.id
  and s.at < coalesce(%(now)s::timestamptz, clock_timestamp()) - %(kept)s::interval
"""


async def take(connection: AsyncConnection[Any], now: datetime | None) -> int:
    """Notes how many wait for each pool, unless that is noted already; the number of pools."""
    return (await connection.execute(TAKE, {"now": now, "every": EVERY})).rowcount


async def forget_old(connection: AsyncConnection[Any], now: datetime | None) -> None:
    """Drops what no report can reach any more."""
    await connection.execute(FORGET, {"now": now, "kept": KEPT})
