"""The pieces of time in which the log and the keys are kept."""

from collections.abc import AsyncGenerator
from datetime import UTC, date, datetime, timedelta

import pytest

from evenhand.storage.database import connect
from evenhand.storage.migrate import migrate
from evenhand.storage.partitions import keep_pieces, month_of, week_of
from evenhand.storage.working_set import Connection

NOW = datetime(2041, 12, 30, 12, tzinfo=UTC)  # far from the pieces that the migration made


@pytest.fixture
async def connection(empty_database_url: str) -> AsyncGenerator[Connection]:
    await migrate(empty_database_url)
    connection = await connect(empty_database_url, "evenhand test")
    yield connection
    await connection.close()


async def insert_key(connection: Connection, at: datetime) -> None:
    await connection.execute(
        "insert into keys (workspace_id, hash, request, seq, at)"
        " values (1, gen_random_uuid(), gen_random_uuid(), 1, %(at)s)",
        {"at": at},
    )


async def count_in(connection: Connection) -> dict[str, int]:
    cursor = await connection.execute("select tableoid::regclass::text, count(*) from keys group by 1")
    return dict(await cursor.fetchall())


def test_a_month_and_a_week_end_where_the_next_begins() -> None:
    assert month_of(date(2041, 12, 30))[1:] == (date(2041, 12, 1), date(2042, 1, 1))
    assert week_of(date(2041, 12, 30))[1:] == (date(2041, 12, 30), date(2042, 1, 6))


async def test_the_present_and_the_next_piece_are_made_once(connection: Connection) -> None:
    changed = await keep_pieces(connection, NOW)
    assert [name for name in changed if "_204" in name] == [
        "events_2041_12",
        "events_2042_01",
        "keys_2041_12_30",
        "keys_2042_01_06",
    ]
    assert await keep_pieces(connection, NOW) == []
    await insert_key(connection, NOW)
    assert await count_in(connection) == {"keys_2041_12_30": 1}


async def test_keys_that_nobody_may_send_again_go_with_their_piece(connection: Connection) -> None:
    await keep_pieces(connection, NOW)
    await insert_key(connection, NOW)
    kept = await keep_pieces(connection, NOW + timedelta(days=8))
    assert "keys_2041_12_30" not in kept
    assert "keys_2041_12_30" in await keep_pieces(connection, NOW + timedelta(days=16))
    assert await count_in(connection) == {}


async def test_rows_that_came_before_their_piece_stay_in_the_rest_until_they_are_old(
    connection: Connection,
) -> None:
    await insert_key(connection, NOW)
    assert "keys_2041_12_30" not in await keep_pieces(connection, NOW)
    assert await count_in(connection) == {"keys_rest": 1}
    await keep_pieces(connection, NOW + timedelta(days=9))
    assert await count_in(connection) == {}
