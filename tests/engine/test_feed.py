import asyncio
from collections.abc import AsyncGenerator

import pytest

from evenhand.engine import feed as module
from evenhand.engine.feed import Feed, FeedClosed
from evenhand.storage.database import Database

WORKSPACE = 700_001


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    opened = await Database.open(database_url, lanes=1, max_size=2)
    async with opened.reads.connection() as connection:
        await connection.execute(
            "insert into lanes (workspace_id, seq, at) values (%s, 5, now())", [WORKSPACE]
        )
    yield opened
    async with opened.reads.connection() as connection:
        await connection.execute("delete from lanes where workspace_id = %s", [WORKSPACE])
    await opened.close()


async def test_a_commit_here_is_heard_at_once(database: Database) -> None:
    feed = Feed(database)
    async with feed.watch(WORKSPACE) as watch, feed.watch(WORKSPACE + 1) as other:
        waiting = asyncio.create_task(watch.changed(after=5, timeout=10))
        await asyncio.sleep(0)
        feed.notice(WORKSPACE, 5)
        await asyncio.sleep(0)
        assert not waiting.done()
        feed.notice(WORKSPACE, 6)
        assert await waiting
        assert (watch.seq, other.seq) == (6, 0)
        assert await watch.changed(after=4, timeout=0)


async def test_without_news_one_is_told_so(database: Database) -> None:
    feed = Feed(database)
    async with feed.watch(WORKSPACE) as watch:
        assert not await watch.changed(after=0, timeout=0)


async def test_older_news_do_not_turn_back_time(database: Database) -> None:
    feed = Feed(database)
    async with feed.watch(WORKSPACE) as watch:
        feed.notice(WORKSPACE, 9)
        feed.notice(WORKSPACE, 8)
        assert watch.seq == 9


async def test_a_commit_elsewhere_is_found_by_asking(database: Database) -> None:
    feed = Feed(database)
    await feed.run_once()  # nobody watches: nothing to ask
    async with feed.watch(WORKSPACE) as watch, feed.watch(WORKSPACE + 1):
        await feed.run_once()
        assert watch.seq == 5


async def test_the_loop_asks_as_long_as_somebody_watches(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    feed = Feed(database)
    await feed.start()
    await feed.start()
    async with feed.watch(WORKSPACE) as watch:
        assert await watch.changed(after=4, timeout=10)
        async with database.reads.connection() as connection:
            await connection.execute("update lanes set seq = 6 where workspace_id = %s", [WORKSPACE])
        assert await watch.changed(after=5, timeout=10)
    await feed.stop()
    await feed.stop()


async def test_the_loop_survives_a_database_that_is_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    feed = Feed(database)
    await feed.start()
    async with database.reads.connection() as connection:
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        async with feed.watch(WORKSPACE) as watch:
            assert await watch.changed(after=4, timeout=20)
    await feed.stop()


async def test_closing_ends_every_watch(database: Database) -> None:
    feed = Feed(database)
    async with feed.watch(WORKSPACE) as watch:
        waiting = asyncio.create_task(watch.changed(after=0, timeout=10))
        await asyncio.sleep(0)
        feed.close()
        with pytest.raises(FeedClosed):
            await waiting
    async with feed.watch(WORKSPACE) as late:
        with pytest.raises(FeedClosed):
            await late.changed(after=0, timeout=10)


async def test_whoever_stops_watching_is_forgotten(database: Database) -> None:
    feed = Feed(database)
    async with feed.watch(WORKSPACE), feed.watch(WORKSPACE):
        pass
    assert feed._watches == {}
