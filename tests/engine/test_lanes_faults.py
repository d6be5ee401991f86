"""What lanes do when something is in their way: too much work, a lost commit, a frozen process, the end."""

import asyncio
from collections.abc import AsyncGenerator, MutableMapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.engine import lanes as engine
from evenhand.engine.batch import Batch
from evenhand.engine.errors import Overloaded
from evenhand.engine.lanes import GIVE_UP_AFTER, Lanes
from evenhand.engine.queues import MAX_WAITING, PER_WORKSPACE
from evenhand.storage import lanes as storage
from evenhand.storage.database import LANES, READS, Database, DatabaseUnavailable, Pool
from tests.clock import SetClock
from tests.engine.office import Office, Town, all_of, key, until
from tests.pgproxy import Moment, line_to

Logs = list[MutableMapping[str, Any]]

NAMES = "select first_name from contacts where workspace_id = %(ws)s order by id"
LOCK = "select from lanes where workspace_id = %(ws)s for no key update"


@pytest.fixture
def idle(office: Office, clock: SetClock) -> Office:
    """The same office by lanes that do one batch when they are told to."""
    return office.through(Lanes(office.database, clock))


@asynccontextmanager
async def held(office: Office) -> AsyncGenerator[psycopg.AsyncConnection[Any]]:
    """Somebody has the workspace's lane, until the end of the block."""
    async with office.database.reads.connection() as connection, connection.transaction():
        await connection.execute(LOCK, {"ws": office.workspace_id})
        yield connection


# --- too much ------------------------------------------------------------------------------------


async def test_what_has_waited_too_long_is_refused_and_not_done(idle: Office, clock: SetClock) -> None:
    late = idle.lanes.put(idle.note("late"))
    clock.ahead += GIVE_UP_AFTER + 0.1
    fresh = idle.lanes.put(idle.note("fresh"))
    await idle.lanes.run_once()
    with pytest.raises(Overloaded) as refusal:
        late.result()
    assert refusal.value.retry_after > 0
    assert not fresh.result().duplicate
    assert await idle.column(NAMES) == ["fresh"]
    idle.lanes.put(idle.note("next"))
    assert await idle.lanes.run_once() == 1  # the workspace is not lost
    assert await idle.column(NAMES) == ["fresh", "next"]


async def test_a_full_queue_takes_no_more_and_does_what_it_took(idle: Office) -> None:
    nowhere = Office(idle.database, idle.lanes, 2**40)
    answers = [nowhere.lanes.put(nowhere.note("x")) for _ in range(MAX_WAITING)]
    with pytest.raises(Overloaded):
        nowhere.lanes.put(nowhere.note("one too many"))
    mine = idle.lanes.put(idle.note("mine"))  # of another workspace, which has its share
    await idle.lanes.run_once()
    assert mine.done()
    assert not any(answer.done() for answer in answers)


async def test_a_flooded_workspace_leaves_room_in_each_batch(
    office: Office, idle: Office, town: Town
) -> None:
    quiet = (await town.office(SetClock())).through(idle.lanes)
    flood = [idle.lanes.put(idle.note("f")) for _ in range(300)]
    one = idle.lanes.put(quiet.note("q"))
    await idle.lanes.run_once()
    assert one.done()
    assert sum(answer.done() for answer in flood) == PER_WORKSPACE


# --- whoever does not wait -------------------------------------------------------------------------


async def test_who_gives_up_waiting_does_not_undo_the_command(office: Office) -> None:
    async with held(office):
        waiting = asyncio.create_task(office.do(c.CreateContact, first_name="done all the same"))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await office.do(c.CreateContact, first_name="next")
    assert await office.column(NAMES) == ["done all the same", "next"]


async def test_a_request_cancelled_in_the_midst_leaves_the_transaction_alone(office: Office) -> None:
    tasks = [asyncio.create_task(office.do(c.CreateContact, first_name=f"n{n}")) for n in range(20)]
    await until(lambda: office.lanes._under_way)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await office.do(c.CreateContact, first_name="last")
    assert await office.column(NAMES) == [*(f"n{n}" for n in range(20)), "last"]


# --- the answer of a commit is lost ------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["commit is sent", "commit is answered"])
async def test_a_commit_without_an_answer_has_its_effect_once(
    office: Office, town: Town, clock: SetClock, database_url: str, tmp_path: Path, moment: Moment
) -> None:
    users = await office.hire("ana", "ben")
    await office.team(users)
    async with line_to(database_url, tmp_path) as line:
        through = office.through(await town.lanes(clock, await town.database(line.url)))
        done: list[c.Answer | BaseException] = []
        for wave in range(5):
            line.cut(moment)
            messages = [through.message(f"c-{wave * 8 + number}") for number in range(8)]
            done += await all_of(through.lanes.put(message) for message in messages)
        await through.lanes.stop()
    assert all(isinstance(answer, c.Answer) and not answer.duplicate for answer in done)
    senders = "select external_id from identities where workspace_id = %(ws)s order by contact_id"
    assert await office.column(senders) == [f"c-{number}" for number in range(40)]
    assert await office.one("select count(*) from messages where workspace_id = %(ws)s") == 40
    assert line.commits >= 5
    await office.check()


async def test_a_commit_is_known_to_be_in_although_others_went_on(
    office: Office, town: Town, clock: SetClock, database_url: str, tmp_path: Path
) -> None:
    async with line_to(database_url, tmp_path) as line:
        through = office.through(await town.lanes(clock, await town.database(line.url)))
        await through.do(c.CreateContact, first_name="first")
        line.cut("commit is answered")
        lost = through.lanes.put(through.note("lost"))
        for number in range(10):
            await office.do(c.CreateContact, first_name=f"n{number}")
        assert not (await lost).duplicate
        await through.do(c.CreateContact, first_name="last")
        await through.lanes.stop()
    names = await office.column(NAMES)
    assert sorted(names) == sorted(["first", "lost", "last", *(f"n{n}" for n in range(10))])
    await office.check()


async def test_timers_are_looked_for_after_a_lost_answer(
    office: Office, town: Town, clock: SetClock, database_url: str, tmp_path: Path
) -> None:
    async with line_to(database_url, tmp_path) as line:
        through = office.through(await town.lanes(clock, await town.database(line.url)))
        for _ in range(2):
            line.cut("commit is answered")
            through.lanes.tick([office.workspace_id])
            await through.do(c.CreateContact)
        assert not through.lanes._queues._ticking
        await through.lanes.stop()


async def test_backends_that_are_ended_cost_nothing(office: Office, town: Town, clock: SetClock) -> None:
    through = office.through(await town.lanes(clock, await town.database(name="victim")))
    end = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'victim' and backend_xid is not null"""
    messages = [through.message(f"c-{number}", repeat=key(str(number))) for number in range(400)]
    answers = asyncio.gather(*(through.lanes.put(message) for message in messages))
    ended = 0
    while not answers.done() and ended < 6:
        ended += await office.one(end)
    assert [answer.duplicate for answer in await answers] == [False] * 400
    assert ended > 0
    assert await office.one("select count(*) from messages where workspace_id = %(ws)s") == 400
    await office.check()


async def test_a_failed_batch_gives_its_connection_back_clean(
    office: Office, town: Town, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    database = await town.database()
    through = office.through(await town.lanes(clock, database))
    with pytest.raises(Refused):
        await through.do(c.CreateContact, first_name="\0")
    for connection in [await database.lanes._take() for _ in range(4)]:
        assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        assert connection.pgconn.pipeline_status == psycopg.pq.PipelineStatus.OFF
        await database.lanes._pool.putconn(connection)
    assert [record for record in caplog.records if record.name == "psycopg.pool"] == []


async def test_what_comes_after_something_that_goes_back_does_not_overtake_it(
    idle: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch is refused, and of its halves the first finds its lane taken."""
    runs = 0
    run = Batch.run

    async def interrupted(batch: Batch, *given: Any, **more: Any) -> None:
        nonlocal runs
        runs += 1
        if runs == 2:
            raise psycopg.errors.LockNotAvailable
        await run(batch, *given, **more)

    monkeypatch.setattr(Batch, "run", interrupted)
    for name in ("n0", "\0", "n1", "n2", "n3"):
        idle.lanes.put(idle.note(name))
    while await idle.lanes.run_once():
        pass
    assert await idle.column(NAMES) == ["n0", "n1", "n2", "n3"]


@pytest.mark.parametrize(
    "more", [{}, {"contacts": 1}, dict.fromkeys(("contacts", "runs", "live_runs", "timers"), 1)]
)
async def test_the_first_error_of_a_round_trip_is_told(
    office: Office, database_url: str, more: dict[str, int]
) -> None:
    wanted = {table: {(office.workspace_id, key): None} for table, key in more.items()}
    pool = Pool(database_url, "impatient", (1, 1), {**LANES, "lock_timeout": "20ms"})
    await pool.open()
    async with held(office), pool.connection() as connection:
        for _ in range(3):
            with pytest.raises(psycopg.errors.LockNotAvailable) as error:
                await storage.lock_and_load(
                    connection,
                    {office.workspace_id: State(office.workspace_id)},
                    wanted,
                    (),
                    due_size=1,
                    wait=True,
                    now=None,
                )
            assert storage.is_lock_timeout(error.value)
            await storage.roll_back(connection)
    await pool.close()


async def test_the_log_does_not_quote_what_could_not_be_stored(office: Office, logs: Logs) -> None:
    with pytest.raises(Refused):
        await office.do(c.CreateContact, first_name="Secret \0", email="secret@x.test")
    [told] = [entry for entry in logs if entry["event"] == "command.unstorable"]
    assert "secret" not in repr(told).lower()
    assert told["sqlstate"] == "22P05"


async def test_what_the_database_takes_too_long_for_may_be_tried_again(
    office: Office, town: Town, clock: SetClock, database_url: str
) -> None:
    slow = {**LANES, "lock_timeout": "0", "statement_timeout": "50ms"}
    lanes, reads = Pool(database_url, "slow", (4, 4), slow), Pool(database_url, "slow", (1, 2), READS)
    await lanes.open()
    await reads.open()
    through = office.through(await town.lanes(clock, Database(lanes, reads)))
    async with held(office):
        with pytest.raises(DatabaseUnavailable):
            await through.do(c.CreateContact)
    await through.do(c.CreateContact, first_name="later")
    await through.lanes.stop()
    assert await office.column(NAMES) == ["later"]
    await lanes.close()
    await reads.close()


# --- somebody else has the lane ----------------------------------------------------------------------


async def test_who_holds_a_lane_holds_up_nobody_else(office: Office, town: Town, clock: SetClock) -> None:
    others = [(await town.office(clock)).through(office.lanes) for _ in range(4)]
    async with held(office):
        waiting = office.lanes.put(office.note("waits"))
        async with asyncio.timeout(15):  # who had to wait for the lane each time would take 40 s
            for number in range(20):
                await asyncio.gather(*(each.do(c.CreateContact, first_name=f"n{number}") for each in others))
        assert not waiting.done()
    assert not (await waiting).duplicate


async def test_a_lane_that_is_taken_is_left_out_of_the_transaction(
    idle: Office, town: Town, clock: SetClock
) -> None:
    other = (await town.office(clock)).through(idle.lanes)
    async with held(idle):
        waiting, served = idle.lanes.put(idle.note("waits")), idle.lanes.put(other.note("goes on"))
        await idle.lanes.run_once()
        assert (waiting.done(), served.done()) == (False, True)
    await idle.lanes.run_once()
    assert waiting.done()


async def test_the_order_holds_however_long_the_lane_is_away(office: Office) -> None:
    async with held(office):
        answers = [office.lanes.put(office.note(f"n{number}")) for number in range(100)]
        await office.one("select pg_sleep(0.1)")
    await asyncio.gather(*answers)
    assert await office.column(NAMES) == [f"n{number}" for number in range(100)]
    await office.check()


async def test_after_a_lock_timeout_it_goes_on(
    office: Office, town: Town, clock: SetClock, database_url: str, logs: Logs
) -> None:
    pools = [
        Pool(database_url, "x", (n, n), {**kind, "lock_timeout": "20ms"})
        for n, kind in ((4, LANES), (2, READS))
    ]
    for pool in pools:
        await pool.open()
    database = Database(*pools)
    through = office.through(await town.lanes(clock, database))
    async with held(office):
        answers = [through.lanes.put(through.note(f"n{number}")) for number in range(3)]
        await until(lambda: "lane.again" in [entry["event"] for entry in logs])
    await asyncio.gather(*answers)
    assert await office.column(NAMES) == ["n0", "n1", "n2"]
    await through.lanes.stop()
    await database.close()


async def test_a_frozen_process_loses_its_lanes(
    office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What holds no lane, and what is not old enough, goes on."""
    async with (
        await psycopg.AsyncConnection.connect(database_url) as frozen,
        await psycopg.AsyncConnection.connect(database_url) as reader,
        await psycopg.AsyncConnection.connect(database_url) as writer,
        office.database.reads.connection() as connection,
    ):
        await frozen.execute(LOCK, {"ws": office.workspace_id})
        await reader.execute("select from lanes")
        await writer.execute("update channels set name = name")
        assert await storage.end_frozen(connection) == 0
        assert await storage.end_frozen(connection, timedelta(0)) == 1
        with pytest.raises(psycopg.OperationalError):
            await frozen.execute("select 1")
        await reader.execute("select 1")
        await writer.execute("select 1")
    await office.do(c.CreateContact)


# --- the end -----------------------------------------------------------------------------------------


async def test_what_waits_when_lanes_stop_is_finished(office: Office, town: Town, clock: SetClock) -> None:
    through = office.through(await town.lanes(clock))
    answers = [through.lanes.put(through.note(f"n{number}")) for number in range(200)]
    await through.lanes.stop()
    assert len(await office.column(NAMES)) == 200
    assert all(answer.done() for answer in answers)
    with pytest.raises(Overloaded):
        through.lanes.put(through.note("too late"))
    await through.lanes.start()
    assert not (await through.do(c.CreateContact)).duplicate


async def test_what_cannot_be_finished_is_told_so(
    office: Office, town: Town, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "GIVE_UP_AFTER", 0.2)
    other = (await town.office(clock)).through(office.lanes)
    async with held(office):
        answers = [office.lanes.put(office.note("x")) for _ in range(PER_WORKSPACE + 1)]
        office.lanes.tick([office.workspace_id])
        await office.lanes.stop()
        done = await all_of(answers)
    assert {type(error) for error in done} <= {Overloaded, DatabaseUnavailable}
    assert not office.lanes._queues._ticking
    assert await office.column(NAMES) == []
    await office.lanes.start()
    for each in (office, other):
        await each.do(c.CreateContact, first_name="after")
    assert await office.column(NAMES) == ["after"]


async def test_without_a_database_it_says_so(
    office: Office, town: Town, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await town.database()
    through = office.through(await town.lanes(clock, database))
    await through.do(c.CreateContact, first_name="before")
    await database.close()
    through.lanes.tick([office.workspace_id])
    with pytest.raises(DatabaseUnavailable):
        await through.do(c.CreateContact, first_name="lost")
    assert not through.lanes._queues._ticking
    assert await office.column(NAMES) == ["before"]


async def test_a_listener_that_fails_costs_nobody_an_answer(
    office: Office, clock: SetClock, logs: Logs
) -> None:
    def fail(_: State) -> None:
        raise RuntimeError("nobody foresaw this")

    lanes = Lanes(office.database, clock, fail)
    await lanes.start()
    through = office.through(lanes)
    for name in ("a", "b"):
        await through.do(c.CreateContact, first_name=name)
    await lanes.stop()
    assert await office.column(NAMES) == ["a", "b"]
    assert any(entry["event"] == "lane.broken" for entry in logs)
