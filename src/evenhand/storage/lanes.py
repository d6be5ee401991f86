"""The transaction of a lane: lock, load, save, in few round trips."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
import psycopg

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.storage import working_set
from evenhand.storage.tables import joined, log
from evenhand.storage.working_set import Connection, States, Wanted

BEGIN: Final[LiteralString] = "begin"
COMMIT: Final[LiteralString] = "commit"
ROLLBACK: Final[LiteralString] = "rollback"

CHANGES_READ: Final = 2_000
"""Events of other processes that are read; with more, everything is loaded anew."""

STRUCTURAL: Final = ("team.", "channel.", "custom_field.", "closing_category.", "workflow.", "workspace.")
PERSON_CHANGED: Final = frozenset(("user.created", "user.updated", "user.deleted"))

FIND_EVENT: Final[LiteralString] = """
select count(*) from events
where workspace_id = %(workspace_id)s::bigint and seq = %(seq)s::bigint and at = %(at)s::timestamptz
    and type = %(type)s::text"""

END_FROZEN: Final[LiteralString] = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
    and backend_xid is not null and wait_event_type = 'Client'
    and xact_start < clock_timestamp() - interval '10 seconds'"""
# A frozen process that is being sent rows keeps its locks for ever: no time-out of the server ends that.


class Locked(NamedTuple):
    """A workspace whose lane is ours until commit, and the time that its commands are decided at."""

    lane: m.Lane
    now: datetime


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
        Locked(m.Lane(workspace_id, seq, at, waiting), max(clock, at))
        for workspace_id, seq, at, waiting, clock in await lock.fetchall()
    ]
    await working_set.take(states, asked)
    found: list[m.Timer] = []
    if timers is not None:
        found = [working_set.take_due(states, row) for row in await timers.fetchall()]
    return locked, found


async def refresh_people(connection: Connection, stale: Iterable[State]) -> None:
    """Bring what was kept of users, pools and settings up to what other processes did since."""
    kept = {state.workspace_id: state for state in stale if state.has_people}
    if not kept:
        return
    since = ((workspace_id, state.seq) for workspace_id, state in kept.items())
    keys = working_set.encode_keys(("seq",), since)
    cursor = await connection.execute(log.LOAD_SINCE, {"keys": keys, "size": CHANGES_READ})
    rows = await cursor.fetchall()
    changed: dict[int, set[int]] = {}
    whole = set(kept) if len(rows) == CHANGES_READ else set[int]()
    for workspace_id, type_, user_id, previous in rows:
        if type_.startswith(STRUCTURAL) or type_ in PERSON_CHANGED:
            whole.add(workspace_id)
        else:
            users = changed.setdefault(workspace_id, set())
            users.update(user for user in (user_id, previous) if user is not None)
    changed = {id_: users for id_, users in changed.items() if users and id_ not in whole}
    if changed:
        await working_set.load_changed_people(connection, changed, kept)
    if whole:
        await working_set.load_people(connection, {id_: kept[id_] for id_ in whole})


async def load(connection: Connection, states: States, needs: Iterable[tuple[int, str, Any]]) -> None:
    """Load what deciding asked for, under the same locks."""
    tables: dict[str, list[tuple[int, Any]]] = {}
    for workspace_id, table, key in needs:
        tables.setdefault(table, []).append((workspace_id, key))
    if people := tables.pop("people", None):
        await working_set.load_people(connection, {id_: states[id_] for id_, _ in people})
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


async def save_and_commit(connection: Connection, states: Iterable[State]) -> None:
    """Write what has changed and commit: one round trip."""
    statements = working_set.statements(states)
    async with connection.pipeline():
        for sql, rows in statements:
            await connection.execute(sql, {"rows": rows})
        await connection.execute(COMMIT)


async def roll_back(connection: Connection) -> None:
    """Give the locks back; nothing was done."""
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


async def end_frozen(connection: Connection) -> int:
    """End sessions that hold locks for over 10 s without taking what they are sent; how many there were."""
    cursor = await connection.execute(END_FROZEN)
    row = await cursor.fetchone()
    return 0 if row is None else row[0]


def is_lock_timeout(error: BaseException) -> bool:
    """Whether somebody else had a lane for too long."""
    return isinstance(error, psycopg.errors.LockNotAvailable)


def refusal_of(error: BaseException) -> str | None:
    """Why PostgreSQL will not store a value, in words for people; None if it is not the value's fault."""
    if isinstance(error, psycopg.DataError):
        return f"A value cannot be stored: {error.diag.message_primary or 'it is out of range'}."
    return None
