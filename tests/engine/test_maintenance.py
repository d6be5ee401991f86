"""What is looked after beside the lanes: the queue is noted once in a few minutes, and forgotten."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from psycopg import AsyncConnection

from evenhand.engine import maintenance as module
from evenhand.engine.maintenance import Maintenance
from evenhand.storage import samples
from evenhand.storage.database import Database, DatabaseUnavailable
from tests.clock import SetClock

WORKSPACE: Final = 800_003
NOW: Final = datetime(2026, 3, 1, 12, 3, tzinfo=UTC)
WAIT: Final = """
insert into queue_entries (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline)
select %(workspace_id)s, n, 1, n %% 2 * 5, n, n, 0, 'round_robin', now() from generate_series(1, 5) n"""
NOTED: Final = """
select at, pool_id, waiting from queue_samples where workspace_id = %(workspace_id)s order by at, pool_id"""


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def connection(database: Database) -> AsyncGenerator[AsyncConnection[Any]]:
    """One whose transaction is rolled back."""
    async with database.reads.connection() as connection, connection.transaction(force_rollback=True):
        yield connection


async def noted(connection: AsyncConnection[Any]) -> list[tuple[Any, ...]]:
    return await (await connection.execute(NOTED, {"workspace_id": WORKSPACE})).fetchall()


async def test_the_queue_is_noted_once_in_five_minutes(connection: AsyncConnection[Any]) -> None:
    await connection.execute(WAIT, {"workspace_id": WORKSPACE})
    assert await samples.take(connection, NOW) == 2
    assert await samples.take(connection, NOW + timedelta(minutes=1)) == 0
    noon = NOW.replace(minute=0)
    assert await noted(connection) == [(noon, 0, 2), (noon, 5, 3)]
    assert await samples.take(connection, NOW + timedelta(minutes=2)) == 2
    assert len(await noted(connection)) == 4


async def test_what_no_report_reaches_is_dropped(connection: AsyncConnection[Any]) -> None:
    await connection.execute(
        "insert into workspaces (id, name) overriding system value values (800003, 'Old')"
    )
    await connection.execute(WAIT, {"workspace_id": WORKSPACE})
    await samples.take(connection, NOW)
    await samples.forget_old(connection, NOW + samples.KEPT - timedelta(minutes=4))
    assert len(await noted(connection)) == 2
    await samples.forget_old(connection, NOW + samples.KEPT)
    assert await noted(connection) == []


async def test_the_loop_goes_on_after_a_failure(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = asyncio.Queue[str]()

    class Watched(Maintenance):
        async def take_samples(self) -> int:
            rounds.put_nowait("samples")
            return 0

        async def run_once(self) -> list[str]:
            rounds.put_nowait("round")
            raise DatabaseUnavailable("gone")

    monkeypatch.setattr(module, "LOOK_SECONDS", 0.0)
    maintenance = Watched(database, SetClock())
    await maintenance.start()
    async with asyncio.timeout(10):
        found = [await rounds.get() for _ in range(4)]
    await maintenance.stop()
    assert found == ["samples", "round", "samples", "round"]
