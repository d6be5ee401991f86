"""Webhooks that have events to send: taken with a lease, read for, and moved on.

The cursors are written here and nowhere else, outside the lanes and never with a wait.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, LiteralString

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import args_row

from evenhand.storage.deliveries import LEASE

CLAIM: Final[LiteralString] = """
with clock as materialized (
    select coalesce(%(now)s::timestamptz, clock_timestamp()) as at
),
due as materialized (
    select c.workspace_id, c.webhook_id, l.seq as head, w.url, w.events, w.secret
    from webhook_cursors c
    join lanes l on l.workspace_id = c.workspace_id and l.seq > c.seq
    join webhooks w on w.workspace_id = c.workspace_id and w.id = c.webhook_id and w.enabled
    where c.next_at <= (select at from clock)
    order by c.next_at
    limit %(most)s::int
    for update of c skip locked
)
update webhook_cursors c
set next_at = clock.at + %(lease)s::interval, claim = c.claim + 1
from due, clock
where c.workspace_id = due.workspace_id and c.webhook_id = due.webhook_id
returning c.workspace_id, c.webhook_id, due.url, due.secret, clock.at, due.events, c.claim, c.seq, due.head,
    c.attempt, c.failing_since
"""

CLAIM_REPLAYS: Final[LiteralString] = """
with clock as materialized (
    select coalesce(%(now)s::timestamptz, clock_timestamp()) as at
),
due as materialized (
    select r.workspace_id, r.id, w.url, w.secret
    from webhook_replays r
    join webhooks w on w.workspace_id = r.workspace_id and w.id = r.webhook_id
    where r.next_at <= (select at from clock)
    order by r.next_at
    limit %(most)s::int
    for update of r skip locked
)
update webhook_replays r
set next_at = clock.at + %(lease)s::interval
from due, clock
where r.workspace_id = due.workspace_id and r.id = due.id
returning r.workspace_id, r.webhook_id, due.url, due.secret, clock.at, r.id, r.seq
"""

EVENTS: Final[LiteralString] = """
select e.seq, e.at, e.type, e.actor, e.contact_id, e.conversation_id, e.user_id, e.subject_id, e.data
from events e
where e.workspace_id = %(workspace_id)s::bigint and e.seq > %(after)s::bigint and e.seq <= %(until)s::bigint
  and exists (
    select from json_array_elements_text(%(wanted)s::json) as w(type)
    where w.type in ('*', e.type, split_part(e.type, '.', 1) || '.*'))
order by e.seq
limit %(limit)s::int
"""

REPORT: Final[LiteralString] = """
with moved as (
    update webhook_cursors c
    set seq = %(seq)s::bigint, attempt = %(attempt)s::int, error = %(error)s::text,
        next_at = coalesce(%(now)s::timestamptz, clock_timestamp()) + %(pause)s::interval,
        failing_since = %(failing_since)s::timestamptz
    where c.workspace_id = %(workspace_id)s::bigint and c.webhook_id = %(webhook_id)s::bigint
      and c.claim = %(claim)s::int
    returning c.workspace_id, c.webhook_id
)
insert into webhook_deliveries (workspace_id, webhook_id, seq, state, attempts, at, error, next_at)
select m.workspace_id, m.webhook_id, t.seq, t.state, t.attempts, t.at, t.error, t.next_at
from moved m
cross join json_to_recordset(%(tries)s::json)
    as t(seq bigint, state text, attempts integer, at timestamptz, error text, next_at timestamptz)
on conflict (workspace_id, webhook_id, seq) do update
set state = excluded.state, attempts = excluded.attempts, at = excluded.at, error = excluded.error,
    next_at = excluded.next_at
"""

REPORT_REPLAY: Final[LiteralString] = """
with done as (
    delete from webhook_replays r
    where r.workspace_id = %(workspace_id)s::bigint and r.id = %(id)s::bigint
    returning r.workspace_id, r.webhook_id, r.seq
)
insert into webhook_deliveries (workspace_id, webhook_id, seq, state, attempts, at, error)
select done.workspace_id, done.webhook_id, done.seq, %(state)s::text, 1, %(at)s::timestamptz, %(error)s::text
from done
on conflict (workspace_id, webhook_id, seq) do update
set state = excluded.state, attempts = webhook_deliveries.attempts + 1, at = excluded.at,
    error = excluded.error
"""

DELETE_OLD: Final[LiteralString] = """
delete from webhook_deliveries d
where d.at < coalesce(%(now)s::timestamptz, clock_timestamp()) - %(kept)s::interval
"""

DELETE_MANY: Final[LiteralString] = """
with last as materialized (
    select w.workspace_id, w.id, (
        select d.seq from webhook_deliveries d
        where d.workspace_id = w.workspace_id and d.webhook_id = w.id
        order by d.seq desc
        offset %(most)s::int limit 1) as seq
    from webhooks w
)
delete from webhook_deliveries d
using last
where d.workspace_id = last.workspace_id and d.webhook_id = last.id and d.seq <= last.seq
"""

KEPT: Final = timedelta(days=7)
KEPT_MOST: Final = 10_000
"""How long and how many of a webhook's deliveries are kept in its log."""


class Claim(msgspec.Struct, frozen=True):
    """A webhook with events to send, the caller's for LEASE. ``seq``: done with; ``head``: the log's end.

    ``attempt``: how often the next event was tried before; ``secret`` is sealed; ``at``: when it was claimed.
    """

    workspace_id: int
    webhook_id: int
    url: str
    secret: str
    at: datetime
    events: list[str]
    claim: int
    seq: int
    head: int
    attempt: int
    failing_since: datetime | None


class Replay(msgspec.Struct, frozen=True):
    """An event ``seq`` that somebody wants sent once more."""

    workspace_id: int
    webhook_id: int
    url: str
    secret: str
    at: datetime
    id: int
    seq: int


class SentEvent(
    msgspec.Struct,
    frozen=True,
    rename={
        "contact_id": "contact",
        "conversation_id": "conversation",
        "user_id": "user",
        "subject_id": "subject",
    },
):
    """What a webhook is sent: an event as the API's log shows it, without any text."""

    seq: int
    at: datetime
    type: str
    actor: str
    contact_id: int | None
    conversation_id: int | None
    user_id: int | None
    subject_id: int | None
    data: dict[str, Any] | None


class Try(msgspec.Struct, frozen=True):
    """What came of sending an event. ``next_at``: when it is tried again; ``error`` None: it arrived."""

    seq: int
    state: str
    attempts: int
    at: datetime
    error: str | None = None
    next_at: datetime | None = None


class Report(msgspec.Struct, frozen=True):
    """What came of a claim: done with events up to ``seq``; the next one after ``pause``, tried before
    ``attempt`` times. ``error``: what went wrong last, None where nothing has.
    """

    seq: int
    tries: Sequence[Try]
    attempt: int = 0
    pause: timedelta = timedelta()
    error: str | None = None
    failing_since: datetime | None = None


async def claim(connection: AsyncConnection[Any], now: datetime | None, *, most: int) -> list[Claim]:
    """Webhooks that are behind and may go on, the one that has waited longest first."""
    async with connection.cursor(row_factory=args_row(Claim)) as cursor:
        given = {"now": now, "lease": LEASE, "most": most}
        return await (await cursor.execute(CLAIM, given)).fetchall()


async def claim_replays(connection: AsyncConnection[Any], now: datetime | None, *, most: int) -> list[Replay]:
    """What is to be sent once more."""
    async with connection.cursor(row_factory=args_row(Replay)) as cursor:
        given = {"now": now, "lease": LEASE, "most": most}
        return await (await cursor.execute(CLAIM_REPLAYS, given)).fetchall()


async def read_events(
    connection: AsyncConnection[Any],
    of: Claim | Replay,
    wanted: Sequence[str],
    *,
    after: int,
    until: int,
    limit: int,
) -> list[SentEvent]:
    """The events after one and up to another that are wanted, in order."""
    async with connection.cursor(row_factory=args_row(SentEvent)) as cursor:
        given = {
            "workspace_id": of.workspace_id,
            "wanted": msgspec.json.encode(wanted).decode(),
            "after": after,
            "until": until,
            "limit": limit,
        }
        return await (await cursor.execute(EVENTS, given)).fetchall()


async def report(connection: AsyncConnection[Any], now: datetime | None, of: Claim, done: Report) -> None:
    """Moves the webhook on and writes the log; nothing if somebody else has it by now, or it is deleted."""
    given = {
        "now": now,
        "workspace_id": of.workspace_id,
        "webhook_id": of.webhook_id,
        "claim": of.claim,
        "seq": done.seq,
        "attempt": done.attempt,
        "pause": done.pause,
        "error": done.error,
        "failing_since": done.failing_since,
        "tries": msgspec.json.encode(done.tries).decode(),
    }
    await connection.execute(REPORT, given)


async def report_replay(connection: AsyncConnection[Any], of: Replay, state: str, error: str | None) -> None:
    """What came of sending an event once more."""
    given = {"workspace_id": of.workspace_id, "id": of.id, "state": state, "at": of.at, "error": error}
    await connection.execute(REPORT_REPLAY, given)


async def forget_old(connection: AsyncConnection[Any], now: datetime | None) -> None:
    """Keeps the log of deliveries within its bounds."""
    await connection.execute(DELETE_OLD, {"now": now, "kept": KEPT})
    await connection.execute(DELETE_MANY, {"most": KEPT_MOST})
