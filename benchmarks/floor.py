"""The floor: pgbench calling one stored function (floor.sql) that writes the same rows."""

import asyncio
import os
import resource
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final, Literal

from benchmarks.measure import Counters, latencies, medians
from benchmarks.report import Figure, named
from benchmarks.seed import Seed
from benchmarks.server import SEEDED, Server
from evenhand.storage.database import LANES
from evenhand.storage.embedded import binary

DATABASE: Final = "floor"
WARM_UP_CLIENTS: Final = 4
FLOOR_SQL: Final = Path(__file__).with_name("floor.sql")
BATCH: Final = 128
SAMPLED: Final = 0.2
"""The share of transactions whose time pgbench writes down."""

Kind = Literal["single", "quiet", "batched"]
"""One event a transaction, on a channel that delivers or on one that does not; 128 events a transaction."""

NAMES: Final[dict[Kind, str]] = {
    "single": "one event a transaction",
    "quiet": "the same without deliveries",
    "batched": f"{BATCH} events a transaction",
}

SCRIPTS: Final[dict[Kind, str]] = {
    "single": """\
\\set number random(1, 4000000000000000000)
\\set workspace random(1, :workspaces)
select floor_event(:workspace, :number, :channel, true, :team, :workflow);
""",
    "quiet": """\
\\set number random(1, 4000000000000000000)
\\set workspace random(1, :workspaces)
select floor_event(:workspace, :number, :quiet_channel, false, :team, :workflow);
""",
    "batched": """\
\\set number random(1, 4000000000000000000)
\\set share least(:clients, :workspaces)
\\set mine :client_id % :share
select floor_batch(1 + :mine, :share, :workspaces, :number, :channel, :team, :workflow);
""",
}


class PgbenchFailed(Exception):
    """pgbench did not run to its end; the message is its own."""


@dataclass(frozen=True)
class Sample:
    """One run of pgbench: events a second and what an event took."""

    clients: int
    values: dict[str, float]

    @property
    def per_s(self) -> float:
        return self.values["per_s"]


@dataclass
class Floor:
    """The floor in a database of its own; every sample counts towards what others are divided by."""

    server: Server
    seed: Seed
    clients: dict[tuple[Kind, int], int] = field(default_factory=dict[tuple[Kind, int], int])
    samples: dict[tuple[Kind, int], list[Sample]] = field(
        default_factory=dict[tuple[Kind, int], list[Sample]]
    )

    async def renew(self, workspaces: int, warm_up: float) -> None:
        """Begins anew with the seeded workspaces, as whatever it is compared to does."""
        self.server.drop(DATABASE)
        self.server.create(DATABASE, SEEDED)
        with self.server.connect(DATABASE) as connection:
            connection.execute(FLOOR_SQL.read_bytes())
        await self._run("single", workspaces, WARM_UP_CLIENTS, warm_up)

    async def search(self, kind: Kind, workspaces: int, clients: Sequence[int], seconds: float) -> None:
        """Finds out at which of these numbers of clients it is fastest."""
        tried = [await self._run(kind, workspaces, count, seconds) for count in clients]
        self.clients[kind, workspaces] = max(tried, key=lambda sample: sample.per_s).clients

    async def sample(self, kind: Kind, workspaces: int, seconds: float) -> Sample:
        """One more measurement, at the best number of clients."""
        clients = self.clients["single" if kind == "quiet" else kind, workspaces]
        sample = await self._run(kind, workspaces, clients, seconds)
        self.samples.setdefault((kind, workspaces), []).append(sample)
        return sample

    def per_s(self, kind: Kind, workspaces: int) -> float:
        """Events a second: the median of the samples so far."""
        return median(sample.per_s for sample in self.samples[kind, workspaces])

    def figures(self) -> list[Figure]:
        """The medians of all samples."""
        return [self._figure(kind, workspaces) for kind, workspaces in self.samples]

    def _figure(self, kind: Kind, workspaces: int) -> Figure:
        values = medians([sample.values for sample in self.samples[kind, workspaces]])
        values["ratio"] = values["per_s"] / self.per_s("single", workspaces)
        return Figure("floor", f"{NAMES[kind]}, {named(workspaces)}", values)

    async def _run(self, kind: Kind, workspaces: int, clients: int, seconds: float) -> Sample:
        script = self.server.folder / f"{kind}.pgbench"
        script.write_text(SCRIPTS[kind])
        logs = self.server.folder / "pgbench"
        logs.mkdir(exist_ok=True)
        variables = {
            "workspaces": workspaces,
            "clients": clients,
            "channel": self.seed.channel,
            "quiet_channel": self.seed.quiet_channel,
            "team": self.seed.team,
            "workflow": self.seed.workflow,
        }
        before = self._counters()
        output = await _pgbench(
            self.server.url(DATABASE),
            *("--no-vacuum", "--protocol=prepared", f"--file={script}", f"--time={max(1, round(seconds))}"),
            *(f"--client={clients}", f"--jobs={min(clients, os.cpu_count() or 1)}"),
            *("--log", f"--sampling-rate={SAMPLED}", f"--log-prefix={logs / 'log'}"),
            *(f"--define={name}={value}" for name, value in variables.items()),
        )
        after = self._counters()
        each = BATCH if kind == "batched" else 1
        events = _number(output, "number of transactions actually processed: ") * each
        times = _logged(logs)
        values = {"per_s": _number(output, "tps = ") * each, "clients": clients} | latencies(times)
        return Sample(clients, values | after.per_event(before, round(events)))

    def _counters(self) -> Counters:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        counters = self.server.counters(DATABASE)
        return replace(counters, client_cpu=children.ru_utime + children.ru_stime)


async def _pgbench(url: str, *arguments: str) -> str:
    planning = " ".join(f"-c {name}={value}" for name, value in LANES.items() if name.startswith("enable_"))
    process = await asyncio.create_subprocess_exec(
        binary("pgbench"),
        *arguments,
        url,
        env=os.environ | {"PGOPTIONS": planning, "LC_ALL": "C"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output = (await process.communicate())[0].decode()
    except BaseException:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        raise PgbenchFailed(output)
    return output


def _number(output: str, label: str) -> float:
    """What pgbench says behind the label."""
    for line in output.splitlines():
        if line.startswith(label):
            return float(line.removeprefix(label).split()[0].partition("/")[0])
    raise PgbenchFailed(output)


def _logged(folder: Path) -> list[float]:
    """The seconds that the logged transactions took; the logs are removed."""
    times: list[float] = []
    for path in folder.iterdir():
        times += [int(line.split(" ", 3)[2]) / 1e6 for line in path.read_text().splitlines()]
        path.unlink()
    return times
