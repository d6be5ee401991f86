from collections.abc import AsyncGenerator
from typing import Any

import pytest
from psycopg import AsyncConnection

from evenhand.domain.errors import Refused
from evenhand.storage.database import connect
from evenhand.storage.workspaces import all_workspaces, create_workspace, find_workspace


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
