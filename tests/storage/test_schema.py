"""The schema that the migrations make, looked at in the catalogue."""

from collections.abc import AsyncGenerator
from pathlib import Path
from shutil import copy
from typing import Any, Final, LiteralString

import pytest
from psycopg import AsyncConnection

from evenhand.storage.migrate import MIGRATIONS, migrate, read_migrations
from evenhand.storage.reads.references import REFERENCES
from tests.conftest import scratch_database
from tests.storage.schema_dump import dump_schema

OURS: Final[LiteralString] = """
c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"""

COLUMNS: Final[LiteralString] = f"""
select c.relname, a.attname, a.attnum, a.attnotnull
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where {OURS}"""

INDEXES: Final[LiteralString] = f"""
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid, 1, false), c.relname
from pg_class c join pg_index i on i.indrelid = c.oid
where {OURS}"""

FOREIGN_KEYS: Final[LiteralString] = f"""
select c.relname, pg_get_constraintdef(f.oid)
from pg_class c join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
where {OURS}"""

# Tables that belong to no workspace.
OF_NO_WORKSPACE: Final = {"workspaces", "migrations", "vault", "set_up_links"}

# Indexes that do not begin with the workspace, and why not.
ACROSS: Final = {
    "timers_due": "what is due is looked for in all workspaces at once",
    "deliveries_due": "the same",
    "requests_due": "the same",
    "users_log_in": "whoever logs in names no workspace",
    "tokens_hash_key": "a token is its own proof of the workspace",
    "sessions_hash_key": "the same for a session",
}

# Columns that name something and are checked in another way, or cannot be.
OTHER_IDS: Final = {
    ("events", "contact_id"): "the log outlives what it tells of",
    ("events", "conversation_id"): "the same",
    ("events", "user_id"): "the same",
    ("events", "subject_id"): "it is of many kinds",
    ("timers", "subject_id"): "it is of many kinds, which doctor tells apart",
    ("queue_entries", "pool_id"): "doctor compares it with that of the line",
    ("runs", "wait_id"): "an event; doctor looks for its timer",
    ("presences", "timer_id"): "doctor looks for the timer of who waits for one",
    ("conversations", "timer_id"): "the same",
}


@pytest.fixture
async def migrated(empty_database_url: str) -> AsyncGenerator[AsyncConnection[Any]]:
    """A database as production has it: without the keys that the tests add."""
    await migrate(empty_database_url)
    async with await AsyncConnection.connect(empty_database_url) as connection:
        yield connection


async def rows(connection: AsyncConnection[Any], query: LiteralString) -> list[tuple[Any, ...]]:
    return await (await connection.execute(query)).fetchall()


async def test_step_by_step_comes_to_the_same_as_at_once(
    migrated: AsyncConnection[Any], server_url: str, tmp_path: Path
) -> None:
    with scratch_database(server_url) as url:
        for migration in read_migrations():
            copy(MIGRATIONS / f"{migration.label}.sql", tmp_path)
            assert await migrate(url, tmp_path) == [migration.label]
        assert await migrate(url) == []  # but for the pieces of the present time
        async with await AsyncConnection.connect(url) as connection:
            assert await dump_schema(connection) == await dump_schema(migrated)


async def test_the_workspace_is_the_first_column_of_every_table(migrated: AsyncConnection[Any]) -> None:
    first = {table: (name, filled) for table, name, at, filled in await rows(migrated, COLUMNS) if at == 1}
    assert {table for table, column in first.items() if column != ("workspace_id", True)} == OF_NO_WORKSPACE
    assert len(first) > 20


async def test_the_workspace_is_the_first_column_of_every_key_and_index(
    migrated: AsyncConnection[Any],
) -> None:
    found = await rows(migrated, INDEXES)
    others = {
        index for index, first, table in found if first != "workspace_id" and table not in OF_NO_WORKSPACE
    }
    assert others == set(ACROSS)
    assert {table for _, _, table in found} == {table for table, *_ in await rows(migrated, COLUMNS)}


async def test_production_has_no_foreign_keys(migrated: AsyncConnection[Any]) -> None:
    assert await rows(migrated, FOREIGN_KEYS) == []


async def test_the_tests_have_one_for_every_reference_that_holds_without_a_condition(
    database_url: str,
) -> None:
    async with await AsyncConnection.connect(database_url) as connection:
        found = await rows(connection, FOREIGN_KEYS)
    key = "FOREIGN KEY (workspace_id, {}) REFERENCES {}(workspace_id, id) DEFERRABLE INITIALLY DEFERRED"
    expected = [
        (each.table, key.format(each.column, each.target)) for each in REFERENCES if each.when == "true"
    ]
    assert set(expected) <= set(found)
    assert len(found) == len(expected) + 1  # and the version that a run goes through


async def test_every_column_that_names_something_is_a_known_reference(migrated: AsyncConnection[Any]) -> None:
    known = {(each.table, each.column) for each in REFERENCES}
    columns = {(table, name) for table, name, *_ in await rows(migrated, COLUMNS)}
    naming = {(table, name) for table, name in columns if name.endswith("_id") and name != "workspace_id"}
    texts = {("identities", "external_id")}
    assert naming - known - texts == set(OTHER_IDS)
    assert known <= columns
