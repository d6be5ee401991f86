"""`evenhand serve` as processes of its own, with the load from another: one by one and in batches of 100."""

from time import perf_counter
from typing import Final, LiteralString

from benchmarks import books
from benchmarks.bench import Bench
from benchmarks.engine import drained
from benchmarks.load import Outcome, Plan, Target
from benchmarks.measure import latencies
from benchmarks.processes import load, receiver, serving
from benchmarks.report import Figure, Goal, at_least, named
from benchmarks.seed import WORKSPACES
from benchmarks.server import SEEDED

BATCH: Final = 100
CONNECTIONS: Final = {0: 64, BATCH: 8}
"""By the size of a batch; eight batches are 800 messages under way."""

GOALS: Final = {0: at_least("ratio", 0.4), BATCH: at_least("ratio", 0.9)}
REDIRECT: Final[LiteralString] = """
update channels set config = json_build_object('outbound_url', %(url)s::text) where id = %(channel)s"""


async def measure(bench: Bench) -> list[Figure]:
    """First where nothing is delivered, so that inbound HTTP alone is seen; then with a local receiver."""
    figures: list[Figure] = []
    for processes in (1, 2):
        figures += await _quiet(bench, processes)
    for figure in figures:
        floor = bench.floor.per_s("quiet", int(figure.values["workspaces"]))
        figure.values["ratio"] = figure.values["per_s"] / floor
    return figures + await _delivering(bench)


async def _quiet(bench: Bench, processes: int) -> list[Figure]:
    database = f"http_{processes}"
    bench.server.create(database, SEEDED)
    await bench.floor.renew(WORKSPACES, bench.sizes.warm_up)
    figures: list[Figure] = []
    accepted = 0
    async with serving(bench, database, processes) as servers:
        for workspaces in (1, WORKSPACES):
            await bench.floor.sample("quiet", workspaces, bench.sizes.sample)
            for batch in (0, BATCH):
                before = bench.server.counters(database, [*servers.values()])
                outcome = await load(_plan(bench, [*servers], workspaces, batch, quiet=True))
                after = bench.server.counters(database, [*servers.values()])
                accepted += outcome.accepted
                values = {"per_s": outcome.measured / bench.sizes.http} | latencies(outcome.latencies)
                values |= after.per_event(before, outcome.accepted) | _load_cpu(outcome)
                figures.append(_figure(processes, workspaces, batch, values, (GOALS[batch],)))
    books.check(bench, database, accepted)
    bench.server.drop(database)
    return figures


async def _delivering(bench: Bench) -> list[Figure]:
    """With a receiver; the window ends when the last delivery has arrived."""
    database = "http_delivering"
    bench.server.create(database, SEEDED)
    figures: list[Figure] = []
    accepted = 0
    async with receiver() as url:
        with bench.server.connect(database) as connection:
            connection.execute(REDIRECT, {"url": url, "channel": bench.seed.channel})
        async with serving(bench, database, 1) as servers:
            for workspaces in (1, WORKSPACES):
                before = bench.server.counters(database, [*servers.values()])
                started = perf_counter()
                outcome = await load(_plan(bench, [*servers], workspaces, 0, quiet=False))
                sending = perf_counter() - started
                await drained(bench.server, database)
                elapsed = outcome.elapsed + (perf_counter() - started - sending)
                after = bench.server.counters(database, [*servers.values()])
                accepted += outcome.accepted
                values = {
                    "per_s": outcome.accepted / elapsed,
                    "undrained_per_s": outcome.measured / bench.sizes.http,
                }
                values |= latencies(outcome.latencies) | after.per_event(before, outcome.accepted)
                values |= _load_cpu(outcome)
                values["ratio"] = values["per_s"] / bench.floor.per_s("single", workspaces)
                figures.append(_figure(1, workspaces, 0, values, (), ", delivered over HTTP"))
    books.check(bench, database, accepted)
    bench.server.drop(database)
    return figures


def _plan(bench: Bench, ports: list[int], workspaces: int, batch: int, *, quiet: bool) -> Plan:
    channel = bench.seed.quiet_channel if quiet else bench.seed.channel
    tokens = bench.seed.quiet_tokens if quiet else bench.seed.tokens
    path = f"/api/v1/channels/{channel}/inbound"
    targets = [Target(path, tokens[workspace_id]) for workspace_id in range(1, workspaces + 1)]
    return Plan(ports, targets, CONNECTIONS[batch], batch, bench.sizes.warm_up, bench.sizes.http)


def _load_cpu(outcome: Outcome) -> dict[str, float]:
    return {"load_cpu_ms": outcome.cpu * 1e3 / max(outcome.accepted, 1)}


def _figure(
    processes: int,
    workspaces: int,
    batch: int,
    values: dict[str, float],
    goals: tuple[Goal, ...],
    suffix: str = "",
) -> Figure:
    how = f"batches of {batch}" if batch else "one by one"
    served = "1 process" if processes == 1 else f"{processes} processes"
    values |= {"workspaces": workspaces, "processes": processes}
    name = f"{how}, {served}, {named(workspaces)}{suffix}"
    return Figure("HTTP", name, values, goals)
