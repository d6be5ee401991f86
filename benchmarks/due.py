"""A hundred thousand timers due at one moment: contacts whose time in the queue is up."""

import asyncio
from time import perf_counter
from typing import Final, LiteralString

from benchmarks import waiting
from benchmarks.bench import Bench, WentWrong
from benchmarks.engine import drained, running
from benchmarks.measure import latencies
from benchmarks.report import Figure, named
from benchmarks.seed import WORKSPACES
from benchmarks.traffic import Traffic, by_the_clock

FRESH_PER_S: Final = 50
LIMIT: Final = 300.0
LEFT: Final[LiteralString] = "select exists (select from timers where due_at <= now())"
DONE: Final[LiteralString] = """
select count(*) from runs where state = 'completed' and trail::text like '%on_timeout%'"""


async def measure(bench: Bench) -> list[Figure]:
    """The time from the start of the engine until none is left, and what a fresh message waits meanwhile."""
    return [await _measure(bench, workspaces) for workspaces in (1, WORKSPACES)]


async def _measure(bench: Bench, workspaces: int) -> Figure:
    database, timers = f"due_{workspaces}", bench.sizes.timers
    await waiting.make(bench, database, workspaces, timers, -1, history=True)
    traffic = Traffic(bench.seed, range(1, workspaces + 1))
    over = asyncio.Event()
    before = bench.server.counters(database)
    async with running(bench.server.url(database), bench.secret_key) as engine:
        started = perf_counter()
        fresh = asyncio.create_task(by_the_clock(engine.submit, traffic, FRESH_PER_S, LIMIT, over))
        while bench.server.value(database, LEFT):
            if perf_counter() - started > LIMIT:
                raise WentWrong(f"{database}: timers were still due after {LIMIT:.0f} s")
            await asyncio.sleep(0.1)
        seconds = perf_counter() - started
        after = bench.server.counters(database)
        over.set()
        sent = await fresh
        await drained(bench.server, database)
    done = bench.server.value(database, DONE)
    if done != timers:
        raise WentWrong(f"{database}: {done} of {timers} runs took their way out")
    bench.server.drop(database)
    values = {"per_s": timers / seconds, "seconds": seconds} | latencies(sent.times)
    values |= after.per_event(before, timers)
    values["ratio"] = values["per_s"] / bench.floor.per_s("single", workspaces)
    name = f"{timers:,} due at once, {named(workspaces)}; p50, p99 of fresh messages"
    return Figure("timers", name, values)
