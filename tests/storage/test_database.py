import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from evenhand.storage import database as module
from evenhand.storage.database import (
    LANES,
    READS,
    Database,
    DatabaseUnavailable,
    Pool,
    connect,
    failure_kind,
)
from evenhand.storage.embedded import Embedded


@asynccontextmanager
async def opened(url: str, lanes: int = 2, max_size: int = 3) -> AsyncGenerator[Database]:
    database = await Database.open(url, lanes=lanes, max_size=max_size)
    try:
        yield database
    finally:
        await database.close()


async def ask(pool: Pool, question: str, *parameters: object) -> Any:
    async with pool.connection() as connection:
        row = await (await connection.execute(question.encode(), parameters or None)).fetchone()
        return row[0] if row else None


async def end_sessions(url: str, name: str) -> None:
    """Ends all sessions of that name, as a restart of the server does."""
    question = "select pg_terminate_backend(pid, 20000) from pg_stat_activity where application_name = %s"
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        ended = await (await connection.execute(question, [name])).fetchall()
    assert ended
    assert all(gone for (gone,) in ended)


async def test_both_pools_are_limited_by_the_server(server_url: str) -> None:
    async with opened(server_url) as database:
        for pool, settings in ((database.lanes, LANES), (database.reads, READS)):
            wanted = {name: value for name, value in settings.items() if not name.startswith("tcp")}
            found = {name: await ask(pool, f"show {name}") for name in wanted}
            assert found == wanted | {"timezone": "UTC"}
            assert await ask(pool, "show application_name") == f"evenhand {os.getpid()}"
        assert await ask(database.reads, "show enable_seqscan") == "on"


async def test_the_connection_ends_when_the_other_side_is_gone(server_url: str) -> None:
    given = module._parameters("postgresql://u:p@db.example/name?keepalives_idle=60&connect_timeout=2", "me")
    assert (given["keepalives_interval"], given["keepalives_count"], given["tcp_user_timeout"]) == (
        3,
        3,
        10_000,
    )
    assert (given["keepalives_idle"], given["connect_timeout"]) == ("60", "2")


async def test_a_statement_is_prepared_when_it_first_runs(server_url: str) -> None:
    async with opened(server_url) as database, database.reads.connection() as connection:
        await connection.execute("select %s::int + 1", [1])
        cursor = await connection.execute("select statement from pg_prepared_statements")
        assert ("select $1::int + 1",) in await cursor.fetchall()
        assert connection.autocommit


async def test_json_goes_there_and_back(server_url: str) -> None:
    value = {"text": "Grüße \u2028 \x01", "numbers": [1, 2.5, 2**60, -0.1], "none": None, "true": True}
    async with opened(server_url) as database:
        assert await ask(database.reads, "select %s::jsonb", Jsonb(value)) == value
        assert await ask(database.reads, "select %s::json", '{"b":1,"a":[]}') == {"b": 1, "a": []}


async def test_lanes_that_wait_leave_reads_alone(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKOUT_LIMIT", 0.2)
    async with opened(server_url) as database, AsyncExitStack() as lanes:
        for _ in range(2):
            await lanes.enter_async_context(database.lanes.connection())
        with pytest.raises(DatabaseUnavailable):
            await ask(database.lanes, "select 1")
        assert await ask(database.reads, "select 1") == 1
        await lanes.aclose()
        assert await ask(database.lanes, "select 1") == 1


async def test_nobody_notices_that_idle_connections_were_cut(server_url: str) -> None:
    name = f"cut {os.getpid()}"
    database = await Database.open(server_url, name, lanes=4, max_size=4)
    try:
        await asyncio.gather(*(ask(database.reads, "select pg_sleep(0.01)") for _ in range(8)))
        await end_sessions(server_url, name)
        for pool in (database.lanes, database.reads):
            assert await asyncio.gather(*(ask(pool, "select 1") for _ in range(8))) == [1] * 8
    finally:
        await database.close()


async def test_a_connection_that_is_cut_in_use_is_replaced(server_url: str) -> None:
    async with opened(server_url, max_size=1) as database:
        with pytest.raises(psycopg.OperationalError) as caught:
            await ask(database.reads, "select pg_terminate_backend(pg_backend_pid())")
        assert failure_kind(caught.value) == "retry"
        assert await ask(database.reads, "select 1") == 1


async def test_an_error_leaves_the_connection_usable(server_url: str) -> None:
    async with opened(server_url, max_size=1) as database:
        with suppress(ZeroDivisionError):
            async with database.reads.connection() as connection:
                await connection.execute("begin")
                await connection.execute("create table never_there (id int)")
                raise ZeroDivisionError
        assert await ask(database.reads, "select to_regclass('never_there')") is None


async def test_a_caller_that_gives_up_costs_nobody_a_connection(server_url: str) -> None:
    async with opened(server_url, max_size=1) as database:
        for _ in range(3):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await ask(database.reads, "select pg_sleep(60)")
        assert await ask(database.reads, "select 1") == 1


async def test_who_is_told_to_stop_just_as_there_is_a_connection_stops(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(server_url, lanes=1, max_size=1) as database:
        pool, had = database.reads._pool, asyncio.Event()
        getconn = pool.getconn

        async def deaf() -> Any:
            """As `asyncio.wait_for` before Python 3.12: it has what it waits for and forgets the rest."""
            connection = await getconn()
            had.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            return connection

        monkeypatch.setattr(pool, "getconn", deaf)
        task = asyncio.create_task(ask(database.reads, "select 1"))
        await had.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        monkeypatch.undo()
        assert await ask(database.reads, "select 1") == 1  # and the connection is there for others


async def test_who_is_told_to_stop_just_as_the_database_is_there_stops(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected, really = asyncio.Event(), AsyncConnectionPool.open

    async def deaf(pool: Any, **given: Any) -> None:
        """As above, the first time."""
        await really(pool, **given)
        if not connected.is_set():
            connected.set()
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()

    monkeypatch.setattr(AsyncConnectionPool, "open", deaf)
    task = asyncio.create_task(Database.open(server_url))
    await connected.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_platform_without_the_check_of_clients_will_do(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READS", READS | {module.OPTIONAL: "-5"})
    async with opened(server_url) as database:
        assert await ask(database.reads, "show statement_timeout") == "10s"


async def test_the_reason_is_told_but_no_secret() -> None:
    for url in (
        "postgresql://u:secret@/name?host=/nowhere",
        "postgresql://u:secret@/name?host=/nowhere&port=x",
    ):
        with pytest.raises(DatabaseUnavailable) as caught:
            await Database.open(url)
        assert "secret" not in str(caught.value)
    with pytest.raises(DatabaseUnavailable, match="/nowhere"):
        await connect("postgresql://u:secret@/name?host=/nowhere", "me")
    with pytest.raises(DatabaseUnavailable, match="looks like postgresql://"):
        await connect("postgresql://u:secret@[/name", "me")


@pytest.mark.process
async def test_the_pools_outlive_a_crash_of_the_server(tmp_path: Path) -> None:
    embedded = await asyncio.to_thread(Embedded.start, tmp_path / "data")
    async with opened(embedded.url) as database:
        assert await ask(database.reads, "select 1") == 1
        os.kill(int((tmp_path / "data/postgres/postmaster.pid").read_text().splitlines()[0]), 9)
        again = await asyncio.to_thread(Embedded.start, tmp_path / "data")
        assert await asyncio.gather(*(ask(database.reads, "select 1") for _ in range(5))) == [1] * 5
        assert await ask(database.lanes, "select 1") == 1
    again.leave()
    embedded.leave()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("40001", "retry"),
        ("40P01", "retry"),
        ("55P03", "retry"),
        ("57P01", "retry"),
        ("57P02", "retry"),
        ("57P03", "retry"),
        ("08006", "retry"),
        ("53100", "retry"),
        ("53300", "retry"),
        ("25006", "retry"),
        ("25P03", "retry"),
        ("57014", "data"),
        ("22001", "data"),
        ("22P05", "data"),
        ("23505", "data"),
        ("42601", "data"),
        ("XX000", "data"),
    ],
)
def test_what_the_server_says_decides_between_repeating_and_searching(state: str, kind: str) -> None:
    assert failure_kind(psycopg.errors.lookup(state)()) == kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (DatabaseUnavailable("no connection"), "retry"),
        (psycopg.OperationalError("server closed the connection unexpectedly"), "retry"),
        (psycopg.InterfaceError("the connection is closed"), "retry"),
        (psycopg.errors.PipelineAborted("aborted"), "data"),
        (psycopg.DataError("cannot be adapted"), "data"),
        (KeyError("a bug"), "data"),
        (asyncio.CancelledError(), "data"),
    ],
)
def test_without_a_word_from_the_server_a_broken_connection_is_repeated(
    error: BaseException, kind: str
) -> None:
    assert failure_kind(error) == kind


async def test_real_errors_are_told_apart(server_url: str) -> None:
    async with opened(server_url) as database:
        for question in ("select 1/0", "select 'x'::int", "select nothing", "select E'\\\\u0000'::jsonb"):
            with pytest.raises(psycopg.Error) as data:
                await ask(database.reads, question)
            assert failure_kind(data.value) == "data"
        async with database.lanes.connection() as holder, holder.transaction():
            await holder.execute("select pg_advisory_xact_lock(1)")
            with pytest.raises(psycopg.errors.LockNotAvailable) as locked:
                await ask(
                    database.reads, "select pg_advisory_lock(1) from set_config('lock_timeout', '1ms', false)"
                )
        assert failure_kind(locked.value) == "retry"
