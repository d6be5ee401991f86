"""HTTP requests of runs that are to be performed: taken with a lease.

Only ``next_at`` and ``attempt`` are written here; a request goes with the wait that it belongs to.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, LiteralString

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import args_row

ATTEMPTS: Final = 3
"""How often a request is begun whose performer died before it could say what came of it."""

TO_REPORT: Final = timedelta(seconds=20)
"""What a lease leaves, beside the request's own time, to report the answer."""

CLAIM: Final[LiteralString] = """
with clock as materialized (
    select coalesce(%(now)s::timestamptz, clock_timestamp()) as at
),
due as materialized (
    select r.workspace_id, r.id
    from requests r
    where r.next_at <= (select at from clock) and r.attempt < %(attempts)s::int
      and not exists (
          select from json_array_elements_text(%(busy)s::json) as b(workspace_id)
          where b.workspace_id::bigint = r.workspace_id)
    order by r.next_at
    limit %(most)s::int
    for update skip locked
)
update requests r
set next_at = clock.at + r.timeout * interval '1 second' + %(to_report)s::interval, attempt = r.attempt + 1
from due, clock
where r.workspace_id = due.workspace_id and r.id = due.id
returning r.workspace_id, r.id, r.run_id, r.method, r.url, r.headers, r.timeout, r.body
"""


class Claimed(msgspec.Struct, frozen=True):
    """A request that is the caller's to perform. ``timeout`` in seconds."""

    workspace_id: int
    id: int
    run_id: int
    method: str
    url: str
    headers: dict[str, str]
    timeout: int
    body: str | None


async def claim(
    connection: AsyncConnection[Any], now: datetime | None, *, most: int, busy: Iterable[int]
) -> list[Claimed]:
    """Requests that nobody performs yet or whose performer has died, of workspaces that are not busy."""
    given = {
        "now": now,
        "most": most,
        "attempts": ATTEMPTS,
        "busy": msgspec.json.encode(list(busy)).decode(),
        "to_report": TO_REPORT,
    }
    async with connection.cursor(row_factory=args_row(Claimed)) as cursor:
        return await (await cursor.execute(CLAIM, given)).fetchall()
