"""The transaction of a lane: lock, load, save, in few round trips."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
import psycopg

from evenhand.domain import model as m
from evenhand.domain.errors import Refused, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import heard, said
from evenhand.storage import roster, working_set
from evenhand.storage.database import DatabaseUnavailable
from evenhand.storage.tables import deliveries, joined, log
from evenhand.storage.working_set import Connection, States, Wanted

BEGIN: Final[LiteralString] = "begin"
COMMIT: Final[LiteralString] = "commit"
ROLLBACK: Final[LiteralString] = "rollback"

FIND_EVENT: Final[LiteralString] = """
select count(*) from events
where workspace_id = %(workspace_id)s::bigint and seq = %(seq)s::bigint and at = %(at)s::timestamptz
    and type = %(type)s::text"""

FROZEN_AFTER: Final = timedelta(seconds=10)

END_FROZEN: Final[LiteralString] = """
select count(pg_terminate_backend(a.pid)) from pg_stat_activity a
where a.datname = current_database() and a.usename = current_user and a.pid <> pg_backend_pid()
    and a.wait_event_type = 'Client' and a.xact_start < clock_timestamp() - %(after)s::interval
    and exists (
        select from pg_locks l
        where l.pid = a.pid and l.granted and l.relation = 'lanes'::regclass and l.mode <> 'AccessShareLock'
    )"""
# A frozen process that is being sent rows keeps its locks for ever: no time-out of the server ends that.
# A transaction that locks rows of a table, or changes them, has a lock of its own kind on the table.


class Locked(NamedTuple):
    """A workspace whose lane is ours until commit, and the time that its commands are decided at."""

    lane: m.Lane
    now: datetime


class Saved(NamedTuple):
    """What a save left to deliver.

    ``leased``: by workspace, the deliveries born under a lease. ``due``: whether others are due at once.
    """

    leased: dict[int, set[int]]
    due: bool


class Proof(NamedTuple):
    """An event of a batch, by which one can tell later whether the batch was committed."""

    workspace_id: int
    seq: int
    at: datetime
    type: str


async def lock_and_load(
    connection: Connection,
    states: States,
    wanted: Wanted,
    due: Collection[int],
    *,
    due_size: int,
    wait: bool,
    now: datetime | None,
) -> tuple[list[Locked], list[m.Timer]]:
    """Begin, lock these workspaces' lanes, load what is wanted and the timers due in ``due``: one round trip.

    Without ``wait`` a lane that somebody else has is left out.
    """
    ids = msgspec.json.encode(list(states)).decode()
    sql = log.WAIT_FOR_LANES if wait else log.LOCK_LANES
    async with connection.pipeline():
        await connection.execute(BEGIN)
        lock = await connection.execute(sql, {"ids": ids, "now": now})
        asked = await working_set.ask(connection, wanted)
        timers = None
        if due:
            keys = msgspec.json.encode([{"workspace_id": workspace_id} for workspace_id in due]).decode()
            timers = await connection.execute(joined.LOAD_DUE, {"keys": keys, "now": now, "size": due_size})
    locked = [
        Locked(m.Lane(workspace_id, seq, at, waiting, _unfinished(rest)), max(clock, at))
        for workspace_id, seq, at, waiting, rest, clock in await lock.fetchall()
    ]
    await working_set.take(states, asked)
    found: list[m.Timer] = []
    if timers is not None:
        found = [working_set.take_due(states, row) for row in await timers.fetchall()]
    return locked, found


def _unfinished(found: Any) -> m.Unfinished | None:
    return msgspec.convert(found, m.Unfinished | None, str_keys=True)


async def load(connection: Connection, states: States, needs: Iterable[tuple[int, str, Any]]) -> None:
    """Load what deciding asked for, under the same locks."""
    tables: dict[str, list[tuple[int, Any]]] = {}
    for workspace_id, table, key in needs:
        tables.setdefault(table, []).append((workspace_id, key))
    if people := tables.pop("people", None):
        await roster.load_whole(connection, {id_: states[id_] for id_, _ in people})
    if lines := tables.pop("line_views", None):
        await working_set.load_lines(connection, states, lines)
    if programs := tables.pop("programs", None):
        await working_set.load_programs(connection, states, programs)
    if entered := tables.pop("entered", None):
        await working_set.load_entered(connection, states, entered)
    if tables:
        async with connection.pipeline():
            asked = await working_set.ask(connection, tables)
        await working_set.take(states, asked)


async def save_and_commit(connection: Connection, states: Iterable[State]) -> Saved:
    """Write what has changed and commit: one round trip."""
    statements = working_set.statements(states)
    async with connection.pipeline():
        cursors = [(sql, await connection.execute(sql, {"rows": rows})) for sql, rows in statements]
        await connection.execute(COMMIT)
    leased: dict[int, set[int]] = {}
    due = False
    for sql, cursor in cursors:
        if sql is deliveries.INSERT_DELIVERIES:
            for workspace_id, delivery_id, is_leased in await cursor.fetchall():
                if is_leased:
                    leased.setdefault(workspace_id, set()).add(delivery_id)
                else:
                    due = True
        elif sql is deliveries.ADVANCE_DELIVERIES:
            due = due or cursor.rowcount > 0
    return Saved(leased, due)


async def roll_back(connection: Connection) -> None:
    """Give the locks back where there still is a connection; nothing was done."""
    with suppress(psycopg.OperationalError):
        await connection.execute(ROLLBACK)


def proof_of(states: Iterable[State]) -> Proof | None:
    """One event of the batch, if it has any."""
    event = next((state.events[0] for state in states if state.events), None)
    return None if event is None else Proof(event.workspace_id, event.seq, event.at, event.type)


async def was_committed(connection: Connection, proof: Proof) -> bool:
    """Whether the batch with this event is in, once nobody can still be committing it."""
    ids = msgspec.json.encode([proof.workspace_id]).decode()
    async with connection.transaction():
        await connection.execute(log.WAIT_FOR_LANES, {"ids": ids, "now": None})
        cursor = await connection.execute(FIND_EVENT, proof._asdict())
        row = await cursor.fetchone()
    return row is not None and row[0] > 0


async def end_frozen(connection: Connection, after: timedelta = FROZEN_AFTER) -> int:
    """End sessions that have had lanes for so long and do nothing with them; how many there were."""
    cursor = await connection.execute(END_FROZEN, {"after": after})
    row = await cursor.fetchone()
    return 0 if row is None else row[0]


def is_lock_timeout(error: BaseException) -> bool:
    """Whether somebody else had a lane for too long."""
    return isinstance(error, psycopg.errors.LockNotAvailable)


def refusal_of(error: BaseException) -> Refused | DatabaseUnavailable | None:
    """Why PostgreSQL will not store a value, in words for people; None if it is not the value's fault."""
    match error:
        case psycopg.errors.QueryCanceled():
            return DatabaseUnavailable("The database did not answer in time.")
        case psycopg.errors.UniqueViolation() if error.diag.constraint_name == "workspaces_name_key":
            return unfit("/name", said("There is a workspace of this name already."), "workspace_exists")
        case psycopg.DataError():
            reason = error.diag.message_primary
            reason = heard(reason) if reason else said("it is out of range")
            return Refused(
                "invalid", "unstorable_value", said("A value cannot be stored: {reason}.", reason=reason)
            )
        case UnicodeError():
            return Refused(
                "invalid", "unstorable_value", said("A text with half a character cannot be stored.")
            )
        case _:
            return None
