"""Brings a database to the schema that this code needs: forward only, by numbered SQL files."""

import hashlib
import random
import re
from asyncio import sleep
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, LiteralString

import psycopg
from psycopg import AsyncConnection
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

from evenhand.storage.database import DatabaseUnavailable, connect, failure_kind
from evenhand.storage.partitions import keep_pieces

MIGRATIONS: Final = Path(__file__).parent / "migrations"
FILE_NAME: Final = re.compile(r"(?P<number>\d{4})_(?P<name>[a-z0-9_]+)\.sql")
OLDEST_SERVER: Final = 15
ATTEMPTS: Final = 120  # of lock_timeout each, so that a long transaction is waited for, and a long migration

# Who waits for a table makes everybody behind wait too: a migration tries for a moment, again and again.
LIMIT_WAITS: Final[LiteralString] = """
select set_config('lock_timeout', '4s', true), set_config('statement_timeout', '0', true)"""

# One process at a time; the others find nothing left to do.
TAKE_TURN: Final[LiteralString] = "select pg_advisory_xact_lock(hashtextextended('evenhand migrations', 0))"

HAS_TABLE: Final[LiteralString] = "select to_regclass('migrations') is not null"

CREATE_TABLE: Final[LiteralString] = """
create table if not exists migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default clock_timestamp()
)"""

READ_APPLIED: Final[LiteralString] = "select number, name, checksum from migrations order by number"

RECORD: Final[LiteralString] = """
insert into migrations (number, name, checksum)
values (%(number)s::integer, %(name)s::text, %(checksum)s::text)"""


class MigrationFailed(Exception):
    """The database could not be brought to the schema that this code needs; the message says why."""


@dataclass(frozen=True)
class Migration:
    """One file, known to the database by its number and the checksum of its text."""

    number: int
    name: str
    text: str

    @property
    def label(self) -> str:
        return f"{self.number:04}_{self.name}"

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_migrations(folder: Path = MIGRATIONS) -> Sequence[Migration]:
    """The migrations of a folder in their order.

    Raises MigrationFailed unless the files are named NNNN_name.sql and numbered from 1 without a gap.
    """
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = FILE_NAME.fullmatch(path.name)
        if match is None:
            raise MigrationFailed(f"{path.name} is not named like a migration: NNNN_name.sql")
        # Read as text, so that line ends converted by git make no other checksum.
        found.append(Migration(int(match["number"]), match["name"], path.read_text(encoding="utf-8")))
    for place, migration in enumerate(found, start=1):
        if migration.number != place:
            raise MigrationFailed(f"the migration with number {place:04} is missing or there twice")
    return found


async def migrate(url: str, folder: Path = MIGRATIONS) -> list[str]:
    """Applies what the database does not have yet, each file in one transaction; returns their names.

    Any number of processes may do so at once. Raises MigrationFailed when a file fails or was changed after
    it had been applied, and when the database is too old, newer than this code or not UTF8; what was applied
    before stays. Raises DatabaseUnavailable when the database cannot be reached.
    """
    migrations = read_migrations(folder)
    async with await connect(url, "evenhand migrate") as connection:
        connection.prepare_threshold = None  # a file holds many statements, none of them twice
        await _check_server(connection)
        applied: list[str] = []
        while migration := await _apply_next(connection, migrations):
            applied.append(migration.label)
        if folder == MIGRATIONS:
            await keep_pieces(connection)  # before a first row can fall outside them
        return applied


async def pending(connection: AsyncConnection[TupleRow], folder: Path = MIGRATIONS) -> list[str]:
    """The names of the migrations that the database lacks; raises MigrationFailed as `migrate` does."""
    migrations = read_migrations(folder)
    await _check_server(connection)
    applied = await _read_applied(connection)
    _check_history(migrations, applied)
    return [migration.label for migration in migrations[len(applied) :]]


async def is_migrated(connection: AsyncConnection[TupleRow], folder: Path = MIGRATIONS) -> bool:
    """Whether the database has every migration of this code, unchanged.

    It may have newer ones: while a release is rolled out, the processes of the one before go on serving.
    """
    migrations = read_migrations(folder)
    applied = await _read_applied(connection)
    return [migration.checksum for migration in migrations] == [row[2] for row in applied[: len(migrations)]]


async def _check_server(connection: AsyncConnection[TupleRow]) -> None:
    version = connection.info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise MigrationFailed(
            f"the database is PostgreSQL {version}; Evenhand needs {OLDEST_SERVER} or newer"
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise MigrationFailed(f"the database's encoding is {encoding}; Evenhand needs UTF8")


async def _read_applied(connection: AsyncConnection[TupleRow]) -> list[tuple[int, str, str]]:
    """Number, name and checksum of what was applied, in order; nothing if this is no database of ours yet."""
    found = await (await connection.execute(HAS_TABLE)).fetchone()
    if found != (True,):
        return []
    cursor = await connection.execute(READ_APPLIED)
    return [(number, name, checksum) async for number, name, checksum in cursor]


def _check_history(migrations: Sequence[Migration], applied: Sequence[tuple[int, str, str]]) -> None:
    for migration, (_, name, checksum) in zip(migrations, applied, strict=False):
        if migration.checksum != checksum:
            raise MigrationFailed(
                f"{migration.label} is not what was applied to the database (as {name}): it was changed"
                " afterwards. Put it back as it was, and the change into a new migration."
            )
    if len(applied) > len(migrations):
        number, name, _ = applied[-1]
        raise MigrationFailed(
            f"the database is newer than this Evenhand (it has {number:04}_{name}): update Evenhand"
        )


async def _apply_next(
    connection: AsyncConnection[TupleRow], migrations: Sequence[Migration]
) -> Migration | None:
    """Applies the first migration that the database lacks, if there is one; waits for locks with patience."""
    for _ in range(ATTEMPTS):
        try:
            return await _try_next(connection, migrations)
        except psycopg.Error as error:
            if connection.broken:
                raise DatabaseUnavailable(f"The connection to the database broke: {error}") from error
            if failure_kind(error) == "data":
                raise MigrationFailed(f"the database refused the migrations: {error}") from error
            await sleep(random.uniform(0.1, 0.5))
    raise MigrationFailed("another process migrates or holds a lock that a migration needs; try again later")


async def _try_next(
    connection: AsyncConnection[TupleRow], migrations: Sequence[Migration]
) -> Migration | None:
    async with connection.transaction():
        await connection.execute(LIMIT_WAITS)
        await connection.execute(TAKE_TURN)
        applied = await _read_applied(connection)
        _check_history(migrations, applied)
        if len(applied) == len(migrations):
            return None
        if not applied:
            await connection.execute(CREATE_TABLE)
        migration = migrations[len(applied)]
        await _run(connection, migration)
        await connection.execute(
            RECORD,
            {
                "number": migration.number,
                "name": migration.name,
                "checksum": migration.checksum,
            },
        )
        return migration


async def _run(connection: AsyncConnection[TupleRow], migration: Migration) -> None:
    try:
        await connection.execute(migration.text.encode())
    except psycopg.Error as error:
        if failure_kind(error) == "retry":
            raise
        position = int(error.diag.statement_position or 0)
        line = migration.text.count("\n", 0, position) + 1
        raise MigrationFailed(f"{migration.label} failed at line {line}: {error}") from error
    if connection.info.transaction_status != TransactionStatus.INTRANS:
        raise MigrationFailed(f"{migration.label} ends the transaction; a migration is one, and all of it")
