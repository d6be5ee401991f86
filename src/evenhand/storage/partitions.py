"""The log and the keys are kept in pieces of time, so that what is old goes at once and costs nothing.

A piece is made before its time begins. Where none was made, the rows are in the piece for the rest.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final, LiteralString, NamedTuple

import psycopg
from psycopg import sql

from evenhand.storage.working_set import Connection

KEYS_KEPT: Final = timedelta(days=8)
"""Providers send again for 7 days what was not confirmed; a day more than that."""

LOCK: Final[LiteralString] = "select pg_advisory_xact_lock(hashtext('evenhand partitions'))"

NOW: Final[LiteralString] = "select coalesce(%(now)s::timestamptz, clock_timestamp())"

PIECES: Final[LiteralString] = """
select c.relname
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = %(table)s::text::regclass"""

DELETE_OLD_KEYS: Final[LiteralString] = """
delete from keys_rest where at < %(before)s::timestamptz"""
# Every workspace's keys are kept for the same time.

DELETE_OLD_SESSIONS: Final[LiteralString] = """
delete from sessions where expires_at < %(before)s::timestamptz"""


class Piece(NamedTuple):
    """A part of a table by time: its name, its first day and the day after its last."""

    name: str
    begin: date
    end: date


def month_of(day: date) -> Piece:
    """The piece of the log in which a day is."""
    begin = day.replace(day=1)
    end = (begin + timedelta(days=32)).replace(day=1)
    return Piece(f"events_{begin:%Y_%m}", begin, end)


def week_of(day: date) -> Piece:
    """The piece of the keys in which a day is; weeks begin on Monday."""
    begin = day - timedelta(days=day.weekday())
    return Piece(f"keys_{begin:%Y_%m_%d}", begin, begin + timedelta(days=7))


async def keep_pieces(connection: Connection, now: datetime | None = None) -> list[str]:
    """Make the present and the next pieces, drop keys that nobody needs; the names of what changed."""
    async with connection.transaction():
        await connection.execute(LOCK)
        cursor = await connection.execute(NOW, {"now": now})
        row = await cursor.fetchone()
        assert row is not None
        moment: datetime = row[0]
        today = moment.astimezone(UTC).date()
        month, week = month_of(today), week_of(today)
        changed = await _make(connection, "events", (month, month_of(month.end)))
        changed += await _make(connection, "keys", (week, week_of(week.end)))
        changed += await _drop_old(connection, moment - KEYS_KEPT)
        await connection.execute(DELETE_OLD_KEYS, {"before": moment - KEYS_KEPT})
        await connection.execute(DELETE_OLD_SESSIONS, {"before": moment})
    return changed


async def _make(connection: Connection, table: LiteralString, pieces: tuple[Piece, ...]) -> list[str]:
    there = await _pieces(connection, table)
    missing = [piece for piece in pieces if piece.name not in there]
    return [piece.name for piece in missing if await _make_one(connection, table, piece)]


async def _make_one(connection: Connection, table: LiteralString, piece: Piece) -> bool:
    """False where rows of that time are in the rest already: there they stay."""
    create = sql.SQL("create table {} partition of {} for values from ({}) to ({})").format(
        sql.Identifier(piece.name),
        sql.Identifier(table),
        sql.Literal(f"{piece.begin.isoformat()} 00:00:00+00"),
        sql.Literal(f"{piece.end.isoformat()} 00:00:00+00"),
    )
    try:
        async with connection.transaction():
            await connection.execute(create)
    except psycopg.errors.CheckViolation:
        return False
    return True


async def _drop_old(connection: Connection, before: datetime) -> list[str]:
    oldest = week_of(before.astimezone(UTC).date()).name
    old = [name for name in await _pieces(connection, "keys") if name < oldest and name != "keys_rest"]
    for name in old:
        await connection.execute(sql.SQL("drop table {}").format(sql.Identifier(name)))
    return old


async def _pieces(connection: Connection, table: LiteralString) -> list[str]:
    cursor = await connection.execute(PIECES, {"table": table})
    return sorted(row[0] for row in await cursor.fetchall())
