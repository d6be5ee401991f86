from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from psycopg import AsyncConnection

from evenhand.domain.errors import Refused
from evenhand.storage.database import connect, default_application_name
from evenhand.storage.timers import next_due
from evenhand.storage.workspaces import (
    all_workspaces,
    create_workspace,
    find_workspace,
    others_at_work,
    remove_workspace,
)

AT: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
async def connection(database_url: str) -> AsyncGenerator[AsyncConnection[Any]]:
    async with await connect(database_url, "test") as connection, connection.transaction(force_rollback=True):
        yield connection


async def test_a_new_workspace_has_a_lane_and_the_first_event(connection: AsyncConnection[Any]) -> None:
    workspace_id = await create_workspace(connection, "Acme")
    lane = await connection.execute(
        "select seq, at, waiting from lanes where workspace_id = %(id)s", {"id": workspace_id}
    )
    event = await connection.execute(
        "select seq, at, type, actor from events where workspace_id = %(id)s", {"id": workspace_id}
    )
    [(seq, at, waiting)] = await lane.fetchall()
    assert (seq, waiting) == (1, 0)
    assert await event.fetchall() == [(1, at, "workspace.created", "system")]


async def test_its_time_can_be_given(connection: AsyncConnection[Any]) -> None:
    workspace_id = await create_workspace(connection, "Acme", AT)
    query = "select l.at, e.at from lanes l join events e using (workspace_id) where workspace_id = %(id)s"
    cursor = await connection.execute(query, {"id": workspace_id})
    assert await cursor.fetchall() == [(AT, AT)]


async def test_one_is_removed_with_all_that_is_in_it(connection: AsyncConnection[Any]) -> None:
    gone, stays = [await create_workspace(connection, name) for name in ("Gone", "Stays")]
    for workspace_id in (gone, stays):
        await connection.execute(
            "insert into timers values (%(id)s, 1, %(at)s, 'run', 1)", {"id": workspace_id, "at": AT}
        )
    await remove_workspace(connection, gone)
    assert [each.name for each in await all_workspaces(connection) if each.id in {gone, stays}] == ["Stays"]
    for table in ("lanes", "events", "timers"):
        query = f"select workspace_id from {table} where workspace_id in (%(gone)s, %(stays)s)"
        cursor = await connection.execute(query.encode(), {"gone": gone, "stays": stays})
        assert await cursor.fetchall() == [(stays,)]
    assert await next_due(connection, stays) == AT
    assert await next_due(connection, gone) is None


async def test_only_who_may_carry_out_what_is_due_counts_as_at_work(database_url: str) -> None:
    async with await connect(database_url, "test") as looking:  # outside a transaction, which sees one moment
        before = await others_at_work(looking)
        for name, counted in (("evenhand test 1", 0), (default_application_name(), 0), ("evenhand 1", 1)):
            async with await connect(database_url, name):
                assert await others_at_work(looking) == before + counted


async def test_a_name_can_be_had_once(connection: AsyncConnection[Any]) -> None:
    workspace_id = await create_workspace(connection, "Acme")
    await connection.execute("update lanes set seq = 2 where workspace_id = %(id)s", {"id": workspace_id})
    with pytest.raises(Refused, match="There is a workspace Acme already"):
        await create_workspace(connection, "Acme")


async def test_one_that_was_never_used_is_taken_up(connection: AsyncConnection[Any]) -> None:
    workspace_id = await create_workspace(connection, "Acme")
    assert await create_workspace(connection, "Acme") == workspace_id


async def test_workspaces_are_found_by_name_and_listed_by_age(connection: AsyncConnection[Any]) -> None:
    before = await all_workspaces(connection)
    made = [await create_workspace(connection, name) for name in ("Zeta", "Acme")]
    assert [each.id for each in await all_workspaces(connection)] == [*(each.id for each in before), *made]
    found = await find_workspace(connection, "Zeta")
    assert found is not None
    assert (found.id, found.timezone, found.auto_close_after) == (made[0], "UTC", None)
    assert await find_workspace(connection, "Nobody") is None
