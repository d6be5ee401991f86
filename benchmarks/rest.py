"""A million runs that wait: what they cost at rest, and how fast the one that is due is found."""

import asyncio
from time import perf_counter
from typing import Final, LiteralString

from benchmarks import waiting
from benchmarks.bench import Bench, WentWrong
from benchmarks.engine import running
from benchmarks.measure import latencies, own_cpu
from benchmarks.report import Figure, at_most
from benchmarks.seed import WORKSPACES
from benchmarks.server import SEEDED
from evenhand.engine.timers import WORKSPACES as PEEKED
from evenhand.storage.database import Database
from evenhand.storage.timers import peek

FAR: Final = 6 * 24 * 3600.0
"""Seconds until the waiting runs are due."""
SETTLE: Final = 2.0
PEEKS: Final = 500
WARM_UP: Final = 20
UNMEASURABLE: Final = 0.005
"""Of a core: the noise of measuring CPU time at rest."""

ONE_IS_DUE: Final[LiteralString] = """
update timers set due_at = now()
where (workspace_id, id) = (select workspace_id, id from timers order by id desc limit 1)"""


async def measure(bench: Bench) -> list[Figure]:
    """CPU of engine and server at rest, without and with the waiting runs; the time of the peek."""
    bench.server.create("rest_empty", SEEDED)
    bench.server.settle("rest_empty")
    idle = await _cpu_at_rest(bench, "rest_empty")
    bench.server.drop("rest_empty")
    await waiting.make(bench, "rest", WORKSPACES, bench.sizes.waiting, FAR, history=False)
    loaded = await _cpu_at_rest(bench, "rest")
    found = await _peek(bench, "rest")
    bench.server.drop("rest")
    runs = f"{bench.sizes.waiting:,} waiting runs"
    values = {"cpu_of_a_core": loaded, "more_than_idle": loaded - idle}
    return [
        Figure("at rest", "no runs", {"cpu_of_a_core": idle}),
        Figure("at rest", runs, values, (at_most("more_than_idle", UNMEASURABLE),)),
        Figure("at rest", f"finding the one that is due among {runs}", found, (at_most("p99_ms", 2.0),)),
    ]


async def _cpu_at_rest(bench: Bench, database: str) -> float:
    """The share of one core that engine and server take together."""
    async with running(bench.server.url(database), bench.secret_key):
        await asyncio.sleep(SETTLE)
        before = own_cpu() + bench.server.cpu()
        await asyncio.sleep(bench.sizes.idle)
        return (own_cpu() + bench.server.cpu() - before) / bench.sizes.idle


async def _peek(bench: Bench, database: str) -> dict[str, float]:
    """The time in which the timers' loop finds out where something is due."""
    with bench.server.connect(database) as connection:
        connection.execute(ONE_IS_DUE)
    times: list[float] = []
    pools = await Database.open(bench.server.url(database))
    try:
        async with pools.lanes.connection() as connection:
            for _ in range(WARM_UP + PEEKS):
                begun = perf_counter()
                found = await peek(connection, PEEKED, None)
                times.append(perf_counter() - begun)
                if len(found) != 1:
                    raise WentWrong(f"{database}: the peek found {found} instead of one workspace")
    finally:
        await pools.close()
    return latencies(times[WARM_UP:])
