"""`python -m benchmarks [part…]`: measures, prints a table, writes JSON."""

import argparse
import os
import secrets
import sys
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import uvloop

from benchmarks import disk, due, inprocess, over_http, report, rest, rows
from benchmarks.bench import FULL, QUICK, SEEDED, Bench, Sizes, WentWrong
from benchmarks.engine import NotDrained, lanes
from benchmarks.floor import Floor, Kind, PgbenchFailed
from benchmarks.report import Figure
from benchmarks.seed import WORKSPACES, Seed, fill
from benchmarks.server import Server
from evenhand.cli import log
from evenhand.storage.database import connect
from evenhand.storage.migrate import migrate
from evenhand.storage.vault import Vault
from evenhand.storage.workspaces import create_workspace

RESULTS: Final = Path(__file__).parent / "results"
NOWHERE: Final = "http://127.0.0.1:9/"
"""Where the seeded channel delivers to: the engine in this process never goes there."""

Part = Callable[[Bench], Awaitable[list[Figure]]]
"""Gives figures; may print more."""


async def _rows(bench: Bench) -> list[Figure]:
    print(await rows.compare(bench), end="\n\n", flush=True)
    return []


async def _floor(bench: Bench) -> list[Figure]:
    """Finds the best numbers of clients; the figures come last, when all samples have been taken."""
    kinds: tuple[Kind, ...] = ("single", "batched")
    for kind in kinds:
        for workspaces in (1, WORKSPACES):
            await bench.floor.search(kind, workspaces, bench.sizes.clients, bench.sizes.search)
            await bench.floor.sample(kind, workspaces, bench.sizes.sample)
    return []


PARTS: Final[dict[str, Part]] = {
    "rows": _rows,
    "floor": _floor,
    "engine": inprocess.throughput,
    "latency": inprocess.latency,
    "http": over_http.measure,
    "timers": due.measure,
    "rest": rest.measure,
}
"""In the order in which they run."""

WITHOUT_FLOOR: Final = {"rows", "rest"}
"""All others are compared to the floor, so it is measured for them in any case."""


def main() -> int:
    options = _options()
    log.configure("warning")
    sizes = QUICK if options.quick else FULL
    try:
        figures = uvloop.run(_run(options.parts or [*PARTS], sizes, profile=options.profile))
    except (WentWrong, NotDrained, PgbenchFailed, rows.RowsDiffer) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(report.table(figures))
    path = options.json or RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    report.write_json(path, figures, quick=options.quick)
    print(f"\nwritten to {path}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all where none is named")
    parser.add_argument("--quick", action="store_true", help="shorter and smaller, hence rougher")
    parser.add_argument("--profile", action="store_true", help="say where the engine's CPU time goes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write (benchmarks/results/…)")
    return parser.parse_args()


async def _run(parts: list[str], sizes: Sizes, *, profile: bool) -> list[Figure]:
    server = Server.start(RESULTS)
    try:
        figures = disk.measure(server.folder, sizes.disk)
        key = secrets.token_bytes(32)
        seed = await _seed(server, key)
        server.create("floor", SEEDED)
        floor = Floor(server, "floor", seed)
        floor.install()
        bench = Bench(server, seed, key, floor, sizes, profile)
        measured: list[Figure] = []
        for part in PARTS:
            if part in parts or (part == "floor" and not WITHOUT_FLOOR.issuperset(parts)):
                print(f"{part} …", file=sys.stderr, flush=True)
                measured += await PARTS[part](bench)
        return [*figures, *floor.figures(), *measured]
    finally:
        server.stop()


async def _seed(server: Server, key: bytes) -> Seed:
    with server.connect("evenhand") as connection:
        connection.execute("create database seeded")
    await migrate(server.url(SEEDED))
    vault = Vault(key)

    def seal(workspace_id: int) -> str:
        return vault.seal(workspace_id, "whsec_" + b64encode(secrets.token_bytes(32)).decode())

    async with await connect(server.url(SEEDED), "benchmarks") as connection:
        workspaces = [
            await create_workspace(connection, f"Workspace {number}") for number in range(1, WORKSPACES + 1)
        ]
    async with lanes(server.url(SEEDED)) as submit:
        seed = await fill(submit, workspaces, seal, NOWHERE)
    server.settle(SEEDED)
    return seed


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
