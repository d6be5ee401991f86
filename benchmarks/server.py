"""The one PostgreSQL that a whole run is measured on, with a database for each part."""

import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, LiteralString, Self

import psycopg
from psycopg import Connection, sql

from benchmarks.measure import Counters, cpu_of, server_cpu
from evenhand.storage.embedded import SUPERUSER, Embedded

SEEDED: Final = "seeded"
"""The database that every measurement starts from a copy of."""

COUNTS: Final[LiteralString] = """
select (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint,
       (select xact_commit from pg_stat_database where datname = current_database()),
       (pg_current_wal_insert_lsn() - '0/0')::bigint"""


class Server:
    """An embedded PostgreSQL in a folder of its own, from `start` until `stop`, which removes the folder."""

    def __init__(self, folder: Path, embedded: Embedded) -> None:
        self.folder = folder
        self._embedded = embedded
        self._postmaster = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    @classmethod
    def start(cls, beside: Path) -> Self:
        """Starts the server in a new folder in `beside`: the disk there is the one that is measured."""
        beside.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="data-", dir=beside))
        try:
            return cls(folder, Embedded.start(folder))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def stop(self) -> None:
        self._embedded.leave()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return self._embedded.url_for(database)

    @contextmanager
    def connect(self, database: str) -> Generator[Connection[Any]]:
        """A connection that commits each statement."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            yield connection

    def create(self, database: str, template: str = "template1") -> None:
        """A new database, the same as the template, to which nobody may be connected."""
        statement = sql.SQL("create database {} template {}")
        with self.connect("evenhand") as connection:
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(template)))

    def drop(self, database: str) -> None:
        """Ends the connections to a database and removes it, if there is one."""
        statement = sql.SQL("drop database if exists {} with (force)")
        with self._administer("postgres") as connection:
            connection.execute(statement.format(sql.Identifier(database)))

    def settle(self, database: str) -> None:
        """Statistics and visibility for what has been written, and nothing left for a checkpoint to do."""
        with self.connect(database) as connection:
            connection.execute("vacuum (analyze)")
        with self._administer(database) as connection:
            connection.execute("checkpoint")

    def counters(self, database: str, clients: Sequence[int] = ()) -> Counters:
        """What this process (or these `clients`) and the server have used, and the transactions so far."""
        cpu = cpu_of(clients or [os.getpid()])
        with self.connect(database) as connection:
            row = connection.execute(COUNTS).fetchone()
        assert row is not None
        return Counters(cpu, server_cpu(self._postmaster), *row)

    def cpu(self) -> float:
        """CPU seconds of the server's processes."""
        return server_cpu(self._postmaster)

    def value(self, database: str, query: LiteralString) -> Any:
        """The one value that a query gives."""
        with self.connect(database) as connection:
            row = connection.execute(query).fetchone()
        assert row is not None
        return row[0]

    def _administer(self, database: str) -> Connection[Any]:
        """A connection that may end autovacuum's and ask for a checkpoint."""
        return psycopg.connect(self._embedded.url_for(database, SUPERUSER), autocommit=True)
