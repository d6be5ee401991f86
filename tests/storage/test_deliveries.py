import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any, LiteralString

import pytest
from psycopg import AsyncConnection, sql
from psycopg.rows import dict_row

from evenhand.storage import deliveries
from evenhand.storage.database import Database
from evenhand.storage.deliveries import LEASE, Outgoing, Unused
from tests.cleaning import take_away
from tests.outgoing import NOW, URL, Row, behind, put

Connection = AsyncConnection[Any]


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def connection(database: Database) -> AsyncGenerator[Connection]:
    """One whose transaction is rolled back."""
    async with database.lanes.connection() as connection, connection.transaction(force_rollback=True):
        yield connection


async def claim(
    connection: Connection, after: timedelta = timedelta(), heads: int = 10, *, lately: bool = False
) -> list[Outgoing]:
    return await deliveries.claim(connection, NOW + after, heads=heads, followers=3, lately=lately)


async def rows(connection: Connection) -> dict[int, dict[str, Any]]:
    cursor = connection.cursor(row_factory=dict_row)
    await cursor.execute("select id, attempt, next_at, failed from deliveries order by id")
    return {row["id"]: row for row in await cursor.fetchall()}


def ids(found: list[Outgoing]) -> list[int]:
    return [message.id for message in found]


async def test_all_that_is_needed_to_send_comes_with_the_claim(connection: Connection) -> None:
    await put(connection, Row(5, 3, text="Which one?", choices=["a", "b"], secret="sealed"))
    expected = Outgoing(
        workspace_id=1,
        id=5,
        contact_id=3,
        channel_id=7,
        attempt=1,
        created_at=NOW - timedelta(minutes=1),
        at=NOW,
        text="Which one?",
        choices=["a", "b"],
        external_id="c-3",
        outbound_url=URL,
        secret="sealed",
    )
    assert await claim(connection) == [expected]


async def test_what_follows_the_first_comes_along_in_order_and_in_the_same_workspace(
    connection: Connection,
) -> None:
    given = [Row(1, 1), behind(2, 1), behind(4, 1), behind(6, 1), behind(8, 1), Row(3, 2), behind(5, 2)]
    await put(connection, *given, behind(9, 1, workspace_id=2))
    found = await claim(connection)
    assert ids(found) == [1, 2, 4, 6, 3, 5]
    assert [message.attempt for message in found] == [1, 1, 1, 1, 1, 1]


async def test_nothing_comes_that_is_not_due_or_was_given_up(connection: Connection) -> None:
    await put(
        connection,
        Row(1, 1, next_at=NOW + timedelta(microseconds=1)),
        behind(2, 2, failed=True),
        Row(3, 2),
        behind(4, 2, failed=True),
        behind(5, 2),
    )
    assert ids(await claim(connection)) == [3, 5]


async def test_the_longest_due_come_first_and_no_more_than_asked_for(connection: Connection) -> None:
    await put(connection, *(Row(n, n, next_at=NOW - timedelta(seconds=n)) for n in range(1, 6)))
    assert ids(await claim(connection, heads=2)) == [4, 5]
    assert ids(await claim(connection, heads=2)) == [2, 3]


async def test_a_look_at_the_last_seconds_leaves_what_has_been_due_for_longer(connection: Connection) -> None:
    await put(connection, Row(1, 1, next_at=NOW - timedelta(seconds=5)), Row(2, 2))
    assert ids(await claim(connection, lately=True)) == [2]
    assert ids(await claim(connection)) == [1]


async def test_a_claim_counts_the_attempt_and_holds_until_its_lease_ends(connection: Connection) -> None:
    await put(connection, Row(1, 1, attempt=3), behind(2, 1))
    assert [message.attempt for message in await claim(connection)] == [4, 1]
    assert await claim(connection, LEASE - timedelta(microseconds=1)) == []
    assert [message.attempt for message in await claim(connection, LEASE)] == [5, 1]
    assert (await rows(connection))[2] == {"id": 2, "attempt": 0, "next_at": None, "failed": False}


async def test_a_lease_is_shorter_than_what_recovery_may_take() -> None:
    assert timedelta(seconds=11) < LEASE < timedelta(seconds=14)


async def test_without_a_time_the_clock_of_the_database_decides(connection: Connection) -> None:
    await put(connection, Row(1, 1), Row(2, 2, next_at=NOW + timedelta(days=36_500)))
    [message] = await deliveries.claim(connection, None, heads=9, followers=0)
    assert message.id == 1
    assert message.at > NOW


async def test_what_is_gone_is_none(connection: Connection) -> None:
    await put(connection, Row(1, 1), Row(2, 2, channel_id=8), Row(3, 3, channel_id=9, url=None))
    await connection.execute("delete from messages where id = 1")
    await connection.execute("delete from identities where contact_id = 1")
    await connection.execute("update channels set deleted_at = %s where id = 8", (NOW,))
    message, channel, address = await claim(connection)
    assert (message.text, message.external_id, message.outbound_url) == (None, None, URL)
    assert (channel.text, channel.external_id, channel.outbound_url) == ("Hello", "c-2", None)
    assert (address.text, address.outbound_url) == ("Hello", None)


async def test_two_who_claim_at_once_share_and_do_not_wait(database: Database, database_url: str) -> None:
    async with database.lanes.connection() as one, database.lanes.connection() as other:
        await put(one, *(Row(n, n) for n in range(1, 5)))
        async with one.transaction():
            first = await claim(one, heads=2)
            second = await claim(other)
    await take_away(database_url, 1)
    assert len(first) == len(second) == 2
    assert sorted(ids(first) + ids(second)) == [1, 2, 3, 4]


async def test_an_unused_claim_is_due_again_after_its_pause_and_counts_nothing(
    connection: Connection,
) -> None:
    await put(connection, Row(1, 1, attempt=3), Row(2, 2))
    await claim(connection)
    await deliveries.give_back(connection, NOW, [Unused(1, 1, 4, 2.5), Unused(1, 2, 1, 0)])
    assert ids(await claim(connection)) == [2]
    assert await claim(connection, timedelta(seconds=2)) == []
    assert [message.attempt for message in await claim(connection, timedelta(seconds=2.5))] == [4]


async def test_only_the_present_claim_can_be_given_back(connection: Connection) -> None:
    await put(connection, Row(1, 1), behind(2, 2, attempt=1, failed=True))
    await claim(connection)
    await claim(connection, LEASE)
    before = await rows(connection)
    await deliveries.give_back(connection, NOW, [Unused(1, 1, 1, 0), Unused(1, 2, 1, 0), Unused(2, 1, 2, 0)])
    assert await rows(connection) == before


async def test_the_next_due_is_told_in_seconds(connection: Connection) -> None:
    assert await deliveries.next_due(connection, NOW) is None
    await put(connection, Row(1, 1, next_at=NOW + timedelta(seconds=90)), behind(2, 1))
    assert await deliveries.next_due(connection, NOW) == 90
    assert await deliveries.next_due(connection, NOW + timedelta(seconds=91.5)) == -1.5


MANY: LiteralString = """
insert into deliveries (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at)
select n %% 20 + 1, n, n / 40, 7, 0, false, %(now)s,
       case when n %% 2 = 0 then %(now)s + n * interval '1 s' end
from generate_series(1, 50000) n
"""
PREPARE: LiteralString = "prepare claim as " + (
    deliveries.CLAIM.replace("%(now)s", "$1")
    .replace("%(lately)s", "$2")
    .replace("%(lease)s", "$3")
    .replace("%(heads)s", "$4")
    .replace("%(followers)s", "$5")
)


@pytest.mark.parametrize("planned", ["while empty", "when full"])
async def test_a_claim_touches_what_is_due_and_nothing_else(connection: Connection, planned: str) -> None:
    await connection.execute(
        "truncate deliveries"
    )  # until the end of the test: none of what others have left
    await connection.execute("set local plan_cache_mode = force_generic_plan")
    await connection.execute(PREPARE, prepare=False)
    explain = sql.SQL("explain (analyze, buffers, format json) execute claim({}, false, {}, 200, 20)").format(
        NOW + timedelta(seconds=400), LEASE
    )
    if planned == "while empty":
        await connection.execute(explain, prepare=False)
    await connection.execute(MANY, {"now": NOW})
    if planned == "when full":
        await connection.execute("analyze deliveries")
    row = await (await connection.execute(explain, prepare=False)).fetchone()
    await connection.execute("deallocate claim", prepare=False)
    assert row is not None
    plan = row[0][0]["Plan"]
    assert "deliveries_due" in json.dumps(plan)
    assert "Seq Scan" not in json.dumps(plan)
    assert plan["Actual Rows"] >= 200
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 200 * 60
