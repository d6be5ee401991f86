"""A big workspace against a small one: a decision, somebody who is freed before long queues, the doctor."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from time import perf_counter
from typing import Any, Final, LiteralString

from psycopg import AsyncConnection

from benchmarks.bench import Bench, WentWrong
from benchmarks.crowd import Crowd, Line
from benchmarks.engine import lanes
from benchmarks.measure import latencies
from benchmarks.report import Figure, at_most
from benchmarks.seed import API, USERS, Submit
from benchmarks.server import SEEDED
from benchmarks.traffic import Traffic, as_fast_as_it_goes, by_the_clock
from evenhand.domain import commands as c
from evenhand.storage.database import Database
from evenhand.storage.reads.doctor import examine
from evenhand.storage.reads.queue import waiting
from evenhand.storage.reads.rows import EVERYTHING

DATABASE: Final = "big"
PART: Final = "big workspace"
OUTSTANDING: Final = 64
COUNTED: Final = 40
AGENTS: Final = 20
FRESH_PER_S: Final = 50.0
LIMIT: Final = 120.0
PAGE: Final = 51
GOAL_TIMES: Final = 1.5

ROWS_READ: Final[LiteralString] = """
select (sum(seq_tup_read) + sum(coalesce(idx_tup_fetch, 0)))::bigint from pg_stat_user_tables"""
HELD: Final[LiteralString] = """
select assignee_id, min(id) from contacts
where workspace_id = %(ws)s and conversation_id is not null and assignee_id is not null
group by assignee_id"""
LEFT: Final[LiteralString] = "select waiting from lanes where workspace_id = %(ws)s"
MEMBERS: Final[LiteralString] = """
select user_id from pool_members
where workspace_id = %(ws)s and pool_id <> 0 and pool_id <> %(team)s and member
order by pool_id, user_id"""

SMALL, MANY_USERS, MOST_USERS, BIG, ONE_QUEUE, DRAINED = range(1, 7)
"""The workspaces, by number."""


async def measure(bench: Bench) -> list[Figure]:
    """Fills six workspaces and measures; the books of all of them must balance in the end."""
    sizes, server = bench.sizes, bench.server
    server.create(DATABASE, SEEDED)
    with server.connect(DATABASE) as connection:
        crowds = {number: Crowd(connection, bench.seed, number) for number in range(1, 7)}
        users = {SMALL: USERS, MANY_USERS: sizes.big_users // 10, MOST_USERS: sizes.big_users}
        for number, count in (users | {BIG: sizes.big_users}).items():
            crowds[number].users(count - USERS)
            crowds[number].contacts(sizes.big_contacts if number == BIG else sizes.big_contacts // 1_000)
        teams = crowds[BIG].teams(sizes.big_users // 50)
        server.settle(DATABASE)
        figures = await _decisions(bench)
        for number in (BIG, ONE_QUEUE, DRAINED):
            crowds[number].away()
        crowds[BIG].waiting(
            sizes.big_waiting,
            [Line(team, 1) for team in teams] + [Line(team, 2) for team in teams[: len(teams) // 2]],
        )
        crowds[ONE_QUEUE].waiting(sizes.big_waiting, [Line(bench.seed.team, 1)])
        crowds[DRAINED].waiting(sizes.big_drain, [Line(bench.seed.team, None)])
    server.settle(DATABASE)
    figures += await _examined(bench)
    figures += [await _page(bench)]
    figures += [await _freed(bench, ONE_QUEUE, 1), await _freed(bench, BIG, len(teams) * 3 // 2)]
    figures += [await _drained(bench)]
    await _balanced(bench)
    server.drop(DATABASE)
    return figures


# --- a decision -------------------------------------------------------------------------------------


async def _decisions(bench: Bench) -> list[Figure]:
    """Each workspace in turns, so that a disturbance hits all; of each its best sample."""
    sizes = bench.sizes
    kinds = (SMALL, MANY_USERS, MOST_USERS, BIG)
    best: dict[int, float] = {}
    counts: dict[int, dict[str, float]] = {kind: {} for kind in kinds}
    async with lanes(bench.server.url(DATABASE)) as submit:
        traffic = {kind: Traffic(bench.seed, [kind]) for kind in kinds}
        for kind in kinds:
            await as_fast_as_it_goes(submit, traffic[kind], OUTSTANDING, sizes.warm_up)
            counts[kind]["statements"] = await _statements(submit, traffic[kind])
        for _ in range(2 * sizes.rounds):
            for kind in kinds:
                sent = await as_fast_as_it_goes(submit, traffic[kind], OUTSTANDING, sizes.sample / 2)
                best[kind] = max(best.get(kind, 0.0), sent.per_s)
    for kind in kinds:
        counts[kind]["rows_read"] = await _rows_read(bench, kind)
    return [_decision(bench, kind, best, counts[kind]) for kind in kinds]


def _decision(bench: Bench, kind: int, best: dict[int, float], counted: dict[str, float]) -> Figure:
    sizes = bench.sizes
    users = {SMALL: USERS, MANY_USERS: sizes.big_users // 10}.get(kind, sizes.big_users)
    contacts = sizes.big_contacts if kind == BIG else sizes.big_contacts // 1_000
    values = {"per_s": best[kind], "times_small": best[SMALL] / best[kind], **counted}
    goals = (at_most("times_small", GOAL_TIMES),) if kind == BIG else ()
    return Figure(PART, f"an assignment, {users:,} users and {contacts:,} contacts", values, goals)


async def _statements(submit: Submit, traffic: Traffic) -> float:
    """What one message alone makes the lanes execute."""
    with _counted() as executed:
        for _ in range(COUNTED):
            await submit(traffic.next())
    return len(executed) / COUNTED


@contextmanager
def _counted() -> Generator[list[None]]:
    executed: list[None] = []
    execute = AsyncConnection.execute

    async def counted(self: AsyncConnection[Any], *given: Any, **named: Any) -> Any:
        executed.append(None)
        return await execute(self, *given, **named)

    AsyncConnection.execute = counted
    try:
        yield executed
    finally:
        AsyncConnection.execute = execute


async def _rows_read(bench: Bench, kind: int) -> float:
    """Rows that the server reads for a message: for many less those for one, with which people are loaded."""

    async def read(messages: int) -> int:
        before = bench.server.value(DATABASE, ROWS_READ)
        async with lanes(bench.server.url(DATABASE)) as submit:
            traffic = Traffic(bench.seed, [kind])
            for _ in range(messages):
                await submit(traffic.next())
        return bench.server.value(DATABASE, ROWS_READ) - before

    return (await read(1 + COUNTED) - await read(1)) / COUNTED


# --- somebody is freed ------------------------------------------------------------------------------


async def _freed(bench: Bench, workspace_id: int, queues: int) -> Figure:
    """The time from an agent's closing a contact until the next one is assigned and committed."""
    with bench.server.connect(DATABASE) as connection:
        if queues == 1:
            agents = [*bench.seed.users]
        else:
            rows = connection.execute(MEMBERS, {"ws": workspace_id, "team": bench.seed.team}).fetchall()
            agents = [*dict.fromkeys(user for (user,) in rows)][:: max(1, len(rows) // AGENTS)][:AGENTS]
        async with lanes(bench.server.url(DATABASE)) as submit:
            for user in agents:
                await submit(c.SetStatus(workspace_id=workspace_id, actor=API, user_id=user, status="online"))
            times: list[float] = []
            for number in range(bench.sizes.big_freed):
                held = dict(connection.execute(HELD, {"ws": workspace_id}).fetchall())
                contact = held[agents[number % len(agents)]]
                close = c.SetConversation(
                    workspace_id=workspace_id, actor=API, contact_id=contact, status="closed"
                )
                before = connection.execute(LEFT, {"ws": workspace_id}).fetchone()
                begun = perf_counter()
                await submit(close)
                times.append(perf_counter() - begun)
                after = connection.execute(LEFT, {"ws": workspace_id}).fetchone()
                if before is None or after is None or after[0] != before[0] - 1:
                    raise WentWrong(f"{before} waited, {after} wait after somebody was freed")
    name = f"somebody freed, {bench.sizes.big_waiting:,} waiting in {queues:,} queues"
    return Figure(PART, name, latencies(times), (at_most("p99_ms", 15),))


async def _drained(bench: Bench) -> Figure:
    """The time from an agent's coming online, who may have everybody, until nobody waits."""
    user = bench.seed.users[0]
    async with lanes(bench.server.url(DATABASE)) as submit:
        await submit(c.CreateContact(workspace_id=DRAINED, actor=API))
        begun = perf_counter()
        await submit(c.SetStatus(workspace_id=DRAINED, actor=API, user_id=user, status="online"))
        with bench.server.connect(DATABASE) as connection:
            while connection.execute(LEFT, {"ws": DRAINED}).fetchone() != (0,):
                if perf_counter() - begun > LIMIT:
                    raise WentWrong(f"contacts still waited after {LIMIT:.0f} s")
                await asyncio.sleep(0.01)
        seconds = perf_counter() - begun
    values = {"per_s": bench.sizes.big_drain / seconds, "seconds": seconds}
    return Figure(PART, f"{bench.sizes.big_drain:,} waiting are drained", values, (at_most("seconds", 4),))


# --- reading ----------------------------------------------------------------------------------------


async def _examined(bench: Bench) -> list[Figure]:
    """The doctor on the biggest workspace, and what messages of another one wait meanwhile."""
    traffic = Traffic(bench.seed, [SMALL])
    over = asyncio.Event()
    async with _reading(bench) as read, lanes(bench.server.url(DATABASE)) as submit:
        alone = await by_the_clock(submit, traffic, FRESH_PER_S, bench.sizes.latency / 2)
        fresh = asyncio.create_task(by_the_clock(submit, traffic, FRESH_PER_S, LIMIT, over))
        best = LIMIT
        for _ in range(bench.sizes.rounds):
            begun = perf_counter()
            findings = await read(lambda connection: examine(connection, BIG))
            best = min(best, perf_counter() - begun)
            if findings:
                raise WentWrong(f"the doctor found {findings}")
        over.set()
        sent = await fresh
    name = f"the doctor, {bench.sizes.big_contacts:,} contacts, {bench.sizes.big_waiting:,} waiting"
    return [
        Figure(PART, "fresh messages alone", latencies(alone.times)),
        Figure(
            PART,
            f"{name}; fresh messages",
            {"seconds": best} | latencies(sent.times),
            (at_most("seconds", 5),),
        ),
    ]


async def _page(bench: Bench) -> Figure:
    """The first page of the queue, as the API reads it."""
    times: list[float] = []
    async with _reading(bench) as read:
        for _ in range(COUNTED):
            begun = perf_counter()
            found = await read(lambda connection: waiting(connection, BIG, EVERYTHING, limit=PAGE))
            times.append(perf_counter() - begun)
            if len(found) != PAGE:
                raise WentWrong(f"{len(found)} of {PAGE} who wait were found")
    return Figure(PART, f"a page of the queue, {bench.sizes.big_waiting:,} waiting", latencies(times))


async def _balanced(bench: Bench) -> None:
    async with _reading(bench) as read:
        for workspace_id in range(1, 7):
            if findings := await read(lambda connection, each=workspace_id: examine(connection, each)):
                raise WentWrong(f"workspace {workspace_id} does not balance: {findings[:3]}")


Read = Callable[[Callable[[AsyncConnection[Any]], Awaitable[Any]]], Awaitable[Any]]


@asynccontextmanager
async def _reading(bench: Bench) -> AsyncGenerator[Read]:
    """Reads as the API and the doctor do."""
    database = await Database.open(bench.server.url(DATABASE))

    async def read(ask: Callable[[AsyncConnection[Any]], Awaitable[Any]]) -> Any:
        async with database.reads.connection() as connection:
            return await ask(connection)

    try:
        yield read
    finally:
        await database.close()
