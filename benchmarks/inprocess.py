"""The engine in this process, fed by tasks of the same process, its deliveries going to an instant sink."""

from time import perf_counter

from benchmarks import books
from benchmarks.bench import Bench
from benchmarks.engine import drained, running
from benchmarks.measure import latencies, medians
from benchmarks.profile import profiled
from benchmarks.report import Figure, at_least, at_most, named
from benchmarks.seed import API, DOCUMENT, WORKSPACES
from benchmarks.seed import Submit as SubmitAny
from benchmarks.server import SEEDED
from benchmarks.stories import STEPS, in_turn
from benchmarks.traffic import Submit, Traffic, as_fast_as_it_goes, by_the_clock
from evenhand.domain.commands import PublishWorkflow, SaveWorkflow

OUTSTANDING = 512
"""Messages under way at any time: enough to keep every lane busy."""

RATIO_GOALS = {1: 1.2, WORKSPACES: 1.0}
BATCHED_GOAL = 0.5
P99_GOALS = {1: 25.0, WORKSPACES: 40.0}


async def throughput(bench: Bench) -> list[Figure]:
    """Events a second, in turns with the floor, so that a disturbance hits both."""
    return [await _throughput(bench, workspaces) for workspaces in (1, WORKSPACES)]


async def _throughput(bench: Bench, workspaces: int) -> Figure:
    sizes, database = bench.sizes, f"engine_{workspaces}"
    bench.server.create(database, SEEDED)
    await bench.floor.renew(workspaces, sizes.warm_up)
    traffic = Traffic(bench.seed, range(1, workspaces + 1))
    samples: list[dict[str, float]] = []
    async with running(bench.server.url(database), bench.secret_key) as engine:
        await as_fast_as_it_goes(engine.submit, traffic, OUTSTANDING, sizes.warm_up)
        for _ in range(sizes.rounds):
            await bench.floor.sample("single", workspaces, sizes.sample)
            await bench.floor.sample("batched", workspaces, sizes.sample)
            samples.append(await _sample(bench, database, engine.submit, traffic))
        if bench.profile:
            with profiled() as profile:
                await as_fast_as_it_goes(engine.submit, traffic, OUTSTANDING, sizes.sample)
            print("\n".join([f"profile of {named(workspaces)}:", *profile.lines()]))
        await drained(bench.server, database)
    books.check(bench, database, traffic.sent)
    bench.server.drop(database)
    values = medians(samples)
    values["ratio"] = values["per_s"] / bench.floor.per_s("single", workspaces)
    values["batched_ratio"] = values["per_s"] / bench.floor.per_s("batched", workspaces)
    goals = (at_least("ratio", RATIO_GOALS[workspaces]), at_least("batched_ratio", BATCHED_GOAL))
    return Figure("engine, in-process", named(workspaces), values, goals)


async def long_workflow(bench: Bench) -> list[Figure]:
    """The same message through a workflow of many steps, the assignment among them."""
    return [await _long_workflow(bench, workspaces) for workspaces in (1, WORKSPACES)]


async def _long_workflow(bench: Bench, workspaces: int) -> Figure:
    sizes, database = bench.sizes, f"steps_{workspaces}"
    bench.server.create(database, SEEDED)
    await bench.floor.renew(workspaces, sizes.warm_up)
    traffic = Traffic(bench.seed, range(1, workspaces + 1))
    samples: list[dict[str, float]] = []
    async with running(bench.server.url(database), bench.secret_key) as engine:
        for workspace_id in traffic.workspaces:
            await _publish(engine.submit, workspace_id, bench.seed.workflow)
        await as_fast_as_it_goes(engine.submit, traffic, OUTSTANDING, sizes.warm_up)
        for _ in range(sizes.rounds):
            await bench.floor.sample("single", workspaces, sizes.sample)
            samples.append(await _sample(bench, database, engine.submit, traffic))
    books.check(bench, database, traffic.sent)
    bench.server.drop(database)
    values = medians(samples)
    values["ratio"] = values["per_s"] / bench.floor.per_s("single", workspaces)
    return Figure(f"a workflow of {STEPS} steps, in-process", named(workspaces), values)


async def _publish(submit: SubmitAny, workspace_id: int, workflow_id: int) -> None:
    """The guide's workflow with more steps behind those that it has."""
    own = DOCUMENT["steps"]
    document = DOCUMENT | {"steps": [*own, *in_turn(STEPS - len(own))]}
    await submit(
        SaveWorkflow(workspace_id=workspace_id, actor=API, workflow_id=workflow_id, document=document)
    )
    await submit(PublishWorkflow(workspace_id=workspace_id, actor=API, workflow_id=workflow_id))


async def _sample(bench: Bench, database: str, submit: Submit, traffic: Traffic) -> dict[str, float]:
    await drained(bench.server, database)
    before = bench.server.counters(database)
    started = perf_counter()
    sent = await as_fast_as_it_goes(submit, traffic, OUTSTANDING, bench.sizes.sample)
    await drained(bench.server, database)
    elapsed = perf_counter() - started
    after = bench.server.counters(database)
    rates = {"per_s": len(sent.times) / elapsed, "undrained_per_s": sent.per_s}
    return rates | latencies(sent.times) | after.per_event(before, len(sent.times))


async def latency(bench: Bench) -> list[Figure]:
    """p50 and p99 at half the floor's rate, from when each message was due to be sent."""
    return [await _latency(bench, workspaces) for workspaces in (1, WORKSPACES)]


async def _latency(bench: Bench, workspaces: int) -> Figure:
    sizes, database = bench.sizes, f"latency_{workspaces}"
    rate = bench.floor.per_s("single", workspaces) / 2
    bench.server.create(database, SEEDED)
    traffic = Traffic(bench.seed, range(1, workspaces + 1))
    async with running(bench.server.url(database), bench.secret_key) as engine:
        await by_the_clock(engine.submit, traffic, rate, sizes.warm_up)
        before = bench.server.counters(database)
        sent = await by_the_clock(engine.submit, traffic, rate, sizes.latency)
        after = bench.server.counters(database)
        await drained(bench.server, database)
    books.check(bench, database, traffic.sent)
    bench.server.drop(database)
    values = {"per_s": sent.per_s, "ratio": sent.per_s / (2 * rate)} | latencies(sent.times)
    values |= after.per_event(before, len(sent.times))
    goal = at_most("p99_ms", P99_GOALS[workspaces])
    return Figure("latency at half the floor's rate, open loop", named(workspaces), values, (goal,))
