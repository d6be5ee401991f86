import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import psycopg
import pytest
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from evenhand.storage import migrate as module
from evenhand.storage.database import DatabaseUnavailable
from evenhand.storage.migrate import MigrationFailed, is_migrated, migrate, pending, read_migrations
from tests.conftest import scratch_database
from tests.storage.schema_dump import dump_schema

Folder = Callable[[Mapping[str, str]], Path]

FIRST: Final = {
    "0001_things.sql": "create table things (id bigint primary key, name text not null default 'x');"
}
SECOND: Final = {
    "0002_more.sql": "alter table things add price numeric(9, 2) check (price > 0);\n"
    "create index things_name on things (lower(name)) where price is not null;"
}
THIRD: Final = {"0003_parts.sql": "create table parts (at timestamptz not null) partition by range (at);"}
CHANGES: Final = [
    "alter table things alter name drop default",
    "alter table things alter name drop not null",
    "alter table things alter price type numeric(9, 3)",
    "alter table things add further int",
    "alter table things drop constraint things_price_check",
    "alter table things set (fillfactor = 50)",
    "drop index things_name",
    "drop index things_name; create index things_name on things (name)",
    "create table parts_rest partition of parts default",
    "create view names as select name from things",
    "create type colour as enum ('red')",
    "create sequence numbers",
    "create function one() returns int language sql return 1",
]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Makes a folder of migrations."""

    def make(files: Mapping[str, str]) -> Path:
        path = tmp_path / f"migrations{len(list(tmp_path.iterdir()))}"
        path.mkdir()
        for name, text in files.items():
            (path / name).write_text(text, encoding="utf-8")
        return path

    return make


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[AsyncConnection[TupleRow]]:
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        yield connection


async def column(url: str, question: str) -> list[object]:
    async with connected(url) as connection:
        return [row[0] async for row in await connection.execute(question.encode())]


async def test_what_is_lacking_is_applied_in_order_and_once(empty_database_url: str, folder: Folder) -> None:
    url, both = empty_database_url, folder(FIRST | SECOND)
    async with connected(url) as connection:
        assert await pending(connection, both) == ["0001_things", "0002_more"]
        assert not await is_migrated(connection, both)
        assert await migrate(url, both) == ["0001_things", "0002_more"]
        assert await pending(connection, both) == []
        assert await is_migrated(connection, both)
        all_three = folder(FIRST | SECOND | THIRD)
        assert await pending(connection, all_three) == ["0003_parts"]
        assert not await is_migrated(connection, all_three)
    assert await migrate(url, both) == []
    assert await column(url, "select number || name from migrations order by 1") == ["1things", "2more"]


async def test_a_fresh_schema_equals_a_migrated_one(server_url: str, folder: Folder) -> None:
    with scratch_database(server_url) as migrated, scratch_database(server_url) as fresh:
        await migrate(migrated, folder(FIRST))
        await migrate(migrated, folder(FIRST | SECOND))
        await migrate(migrated, folder(FIRST | SECOND | THIRD))
        await migrate(fresh, folder(FIRST | SECOND | THIRD))
        async with connected(migrated) as one, connected(fresh) as other:
            assert await dump_schema(one) == await dump_schema(other)


async def test_the_dump_shows_every_difference(empty_database_url: str, folder: Folder) -> None:
    await migrate(empty_database_url, folder(FIRST | SECOND | THIRD))
    async with connected(empty_database_url) as connection:
        before = await dump_schema(connection)
        for change in CHANGES:
            async with connection.transaction(force_rollback=True):
                await connection.execute(change.encode())
                assert await dump_schema(connection) != before, change
        assert await dump_schema(connection) == before


async def test_any_number_of_processes_may_migrate_at_once(empty_database_url: str, folder: Folder) -> None:
    files = folder(FIRST | SECOND | THIRD)
    applied = await asyncio.gather(*(migrate(empty_database_url, files) for _ in range(8)))
    assert sorted(label for labels in applied for label in labels) == [
        "0001_things",
        "0002_more",
        "0003_parts",
    ]


async def test_a_file_that_fails_leaves_nothing_of_itself(empty_database_url: str, folder: Folder) -> None:
    bad = {"0002_bad.sql": "create table half (id int);\n\ninsert into things (id) values ('no number');"}
    with pytest.raises(MigrationFailed, match=r"0002_bad failed at line 3: invalid input syntax.*bigint"):
        await migrate(empty_database_url, folder(FIRST | bad))
    assert await column(empty_database_url, "select name from migrations") == ["things"]
    assert await column(empty_database_url, "select 1 from pg_class where relname = 'half'") == []
    assert await migrate(empty_database_url, folder(FIRST | SECOND)) == ["0002_more"]


@pytest.mark.parametrize(
    "end", ["commit;", "rollback;", "commit; begin; create table later (id int); commit;"]
)
async def test_a_file_may_not_end_its_transaction(empty_database_url: str, folder: Folder, end: str) -> None:
    with pytest.raises(MigrationFailed, match="0001_ends ends the transaction"):
        await migrate(empty_database_url, folder({"0001_ends.sql": "create table a (id int);" + end}))


async def test_a_changed_file_is_refused(empty_database_url: str, folder: Folder) -> None:
    await migrate(empty_database_url, folder(FIRST))
    changed = folder({"0001_things.sql": FIRST["0001_things.sql"] + " -- better"} | SECOND)
    with pytest.raises(MigrationFailed, match="0001_things is not what was applied"):
        await migrate(empty_database_url, changed)
    async with connected(empty_database_url) as connection:
        assert not await is_migrated(connection, changed)
        with pytest.raises(MigrationFailed, match="0001_things is not what was applied"):
            await pending(connection, changed)


async def test_line_ends_do_not_count_as_a_change(empty_database_url: str, folder: Folder) -> None:
    lines = "create table a (id int);\ncreate table b (id int);\n"
    await migrate(empty_database_url, folder({"0001_lines.sql": lines}))
    converted = folder({})
    (converted / "0001_lines.sql").write_bytes(lines.replace("\n", "\r\n").encode())
    assert await migrate(empty_database_url, converted) == []


async def test_a_newer_database_is_refused_but_goes_on_being_served(
    empty_database_url: str, folder: Folder
) -> None:
    await migrate(empty_database_url, folder(FIRST | SECOND))
    older = folder(FIRST)
    with pytest.raises(MigrationFailed, match=r"newer than this Evenhand \(it has 0002_more\)"):
        await migrate(empty_database_url, older)
    async with connected(empty_database_url) as connection:
        assert await is_migrated(connection, older)


async def test_a_migration_waits_for_a_table_that_is_in_use(
    empty_database_url: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT_WAITS", module.LIMIT_WAITS.replace("4s", "20ms"))
    tried = asyncio.Event()
    attempt = module._try_next

    async def watched(*arguments: object) -> object:
        try:
            return await attempt(*arguments)  # pyright: ignore[reportArgumentType]
        except psycopg.errors.LockNotAvailable:
            tried.set()
            raise

    monkeypatch.setattr(module, "_try_next", watched)
    await migrate(empty_database_url, folder(FIRST))
    async with connected(empty_database_url) as connection, connection.transaction():
        await connection.execute("select * from things")
        migrating = asyncio.create_task(migrate(empty_database_url, folder(FIRST | SECOND)))
        await tried.wait()
        assert not migrating.done()
    assert await migrating == ["0002_more"]


async def test_it_does_not_wait_for_ever(
    empty_database_url: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT_WAITS", module.LIMIT_WAITS.replace("4s", "1ms"))
    monkeypatch.setattr(module, "ATTEMPTS", 2)
    await migrate(empty_database_url, folder(FIRST))
    async with connected(empty_database_url) as connection, connection.transaction():
        await connection.execute("select * from things")
        with pytest.raises(MigrationFailed, match="holds a lock"):
            await migrate(empty_database_url, folder(FIRST | SECOND))


async def test_another_encoding_is_refused(server_url: str, folder: Folder) -> None:
    kind = "encoding 'SQL_ASCII' locale_provider libc locale 'C'"
    with scratch_database(server_url, kind) as url, pytest.raises(MigrationFailed, match="is SQL_ASCII"):
        await migrate(url, folder(FIRST))


async def test_an_old_server_is_refused(
    empty_database_url: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psycopg.ConnectionInfo, "server_version", 140_010)
    with pytest.raises(MigrationFailed, match="PostgreSQL 14; Evenhand needs 15"):
        await migrate(empty_database_url, folder(FIRST))


async def test_no_server_is_no_migration(folder: Folder) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be reached"):
        await migrate("postgresql://evenhand:secret@/evenhand?host=/nowhere", folder(FIRST))


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"0002_more.sql": ""}, "number 0001 is missing"),
        ({"0001_a.sql": "", "0003_c.sql": ""}, "number 0002 is missing"),
        ({"0001_a.sql": "", "0001_b.sql": ""}, "number 0002 is missing or there twice"),
        ({"0001-a.sql": ""}, "0001-a.sql is not named"),
        ({"1_a.sql": ""}, "1_a.sql is not named"),
    ],
)
def test_names_are_checked(folder: Folder, files: dict[str, str], why: str) -> None:
    with pytest.raises(MigrationFailed, match=why):
        read_migrations(folder(files))


async def test_the_migrations_of_the_product_fit_what_is_shipped(database_url: str) -> None:
    async with connected(database_url) as connection:
        assert await is_migrated(connection)
        assert await pending(connection) == []
