"""Outgoing messages that are due: taken with a lease, given back, looked ahead to.

The only rows that are locked outside a lane, never with a wait. What came of an attempt is a command.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, LiteralString

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import args_row

LEASE: Final = timedelta(seconds=12)
"""How long a claimed contact is left to whoever claimed it; afterwards anybody may claim it again."""

CLAIM: Final[LiteralString] = """
with clock as materialized (
    select given.at,
           case when %(lately)s::boolean then given.at - interval '5 seconds' else '-infinity' end as since
    from (select coalesce(%(now)s::timestamptz, clock_timestamp()) as at) given
),
due as materialized (
    select d.workspace_id, d.id
    from deliveries d
    where d.next_at <= (select at from clock) and d.next_at > (select since from clock)
    order by d.next_at
    limit %(heads)s::int
    for update skip locked
),
heads as (
    update deliveries d
    set next_at = clock.at + %(lease)s::interval, attempt = d.attempt + 1
    from due, clock
    where d.workspace_id = due.workspace_id and d.id = due.id
    returning d.workspace_id, d.id, d.contact_id, d.channel_id, d.attempt, d.created_at
),
outgoing as (
    select h.workspace_id, h.id, h.contact_id, h.channel_id, h.attempt, h.created_at
    from heads h
    union all
    select h.workspace_id, f.id, h.contact_id, f.channel_id, f.attempt + 1, f.created_at
    from heads h
    cross join lateral (
        select d.id, d.channel_id, d.attempt, d.created_at
        from deliveries d
        where d.workspace_id = h.workspace_id and d.contact_id = h.contact_id and d.id > h.id and not d.failed
        order by d.id
        limit %(followers)s::int
    ) f
)
select o.workspace_id, o.id, o.contact_id, o.channel_id, o.attempt, o.created_at, clock.at,
       m.text, m.choices, i.external_id, c.config ->> 'outbound_url' as outbound_url, c.secret
from outgoing o
cross join clock
left join messages m on m.workspace_id = o.workspace_id and m.id = o.id
left join channels c on c.workspace_id = o.workspace_id and c.id = o.channel_id and c.deleted_at is null
left join lateral (
    select min(own.external_id) as external_id
    from (
        select i.channel_id, i.external_id
        from identities i
        where i.workspace_id = o.workspace_id and i.contact_id = o.contact_id
        offset 0
    ) own
    where own.channel_id = o.channel_id
) i on true
order by o.workspace_id, o.contact_id, o.id
"""
# `offset 0` has a contact's few identities read and not, for their order, those of the whole channel.

GIVE_BACK: Final[LiteralString] = """
with given as materialized (
    select d.workspace_id, d.id, g.pause
    from json_to_recordset(%(claims)s::json)
         as g(workspace_id bigint, id bigint, attempt integer, pause double precision)
    join deliveries d on d.workspace_id = g.workspace_id and d.id = g.id and d.attempt = g.attempt
    where d.next_at is not null
    for update of d skip locked
)
update deliveries d
set next_at = coalesce(%(now)s::timestamptz, clock_timestamp()) + given.pause * interval '1 second',
    attempt = d.attempt - 1
from given
where d.workspace_id = given.workspace_id and d.id = given.id
"""

NEXT_DUE: Final[LiteralString] = """
select extract(epoch from min(d.next_at) - coalesce(%(now)s::timestamptz, clock_timestamp()))::float8
    as seconds
from deliveries d
where d.next_at is not null
"""


class Outgoing(msgspec.Struct, frozen=True):
    """A message on its way out and what is needed to send it.

    ``attempt`` counts from 1; ``at`` is when it was claimed, by the clock that decides what is due.
    The fields from ``text`` on are None where what they belong to is gone. ``secret`` is sealed.
    """

    workspace_id: int
    id: int
    contact_id: int
    channel_id: int
    attempt: int
    created_at: datetime
    at: datetime
    text: str | None
    choices: list[str] | None
    external_id: str | None
    outbound_url: str | None
    secret: str | None


class Unused(msgspec.Struct, frozen=True):
    """A claim under which nothing was sent; the contact is due again after ``pause`` seconds."""

    workspace_id: int
    id: int
    attempt: int
    pause: float


async def claim(
    connection: AsyncConnection[Any],
    now: datetime | None,
    *,
    heads: int,
    followers: int,
    lately: bool = False,
) -> list[Outgoing]:
    """What is due: at most so many contacts' first messages, each with those that follow it, in order.

    The contacts are the caller's for LEASE; of each, the first message counts the attempt from now on.
    ``lately``: only what became due in the last few seconds. While somebody keeps an old snapshot open, the
    index still holds all that was delivered since, and to look past that takes time.
    """
    async with connection.cursor(row_factory=args_row(Outgoing)) as cursor:
        given = {"now": now, "lately": lately, "lease": LEASE, "heads": heads, "followers": followers}
        return await (await cursor.execute(CLAIM, given)).fetchall()


async def give_back(connection: AsyncConnection[Any], now: datetime | None, claims: Sequence[Unused]) -> None:
    """Ends the leases of claims under which nothing was sent, without counting an attempt."""
    rows = msgspec.json.encode(claims).decode()
    await connection.execute(GIVE_BACK, {"now": now, "claims": rows})


async def next_due(connection: AsyncConnection[Any], now: datetime | None) -> float | None:
    """The seconds until something is due, negative when it is overdue; None when nothing waits to be sent."""
    row = await (await connection.execute(NEXT_DUE, {"now": now})).fetchone()
    return row[0] if row else None
