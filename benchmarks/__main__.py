"""`python -m benchmarks [part…]`: measures, prints a table, writes JSON."""

import argparse
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import uvloop

from benchmarks import big, disk, due, inprocess, over_http, report, rest, rows, stories
from benchmarks.bench import FULL, QUICK, Bench, Sizes, WentWrong
from benchmarks.engine import NotDrained
from benchmarks.floor import Kind, PgbenchFailed
from benchmarks.report import Figure
from benchmarks.seed import WORKSPACES
from benchmarks.server import Server
from benchmarks.start import begin
from evenhand.cli import log

RESULTS: Final = Path(__file__).parent / "results"

Part = Callable[[Bench], Awaitable[list[Figure]]]
"""Gives figures; may print more."""


async def _rows(bench: Bench) -> list[Figure]:
    print(await rows.compare(bench), end="\n\n", flush=True)
    return []


async def _floor(bench: Bench) -> list[Figure]:
    """Finds the best numbers of clients; the figures come last, when all samples have been taken."""
    kinds: tuple[Kind, ...] = ("single", "batched")
    for workspaces in (1, WORKSPACES):
        await bench.floor.renew(workspaces, bench.sizes.warm_up)
        for kind in kinds:
            await bench.floor.search(kind, workspaces, bench.sizes.clients, bench.sizes.search)
            await bench.floor.sample(kind, workspaces, bench.sizes.sample)
    return []


PARTS: Final[dict[str, Part]] = {
    "rows": _rows,
    "floor": _floor,
    "engine": inprocess.throughput,
    "steps": inprocess.long_workflow,
    "latency": inprocess.latency,
    "http": over_http.measure,
    "timers": due.measure,
    "rest": rest.measure,
    "big": big.measure,
    "stories": stories.measure,
}
"""In the order in which they run."""

WITHOUT_FLOOR: Final = {"rows", "rest", "big", "stories"}
"""All others are compared to the floor, so it is measured for them in any case."""


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops its processes then too
    log.configure("warning")
    sizes = QUICK if options.quick else FULL
    try:
        figures = uvloop.run(_run(options.parts or [*PARTS], sizes, profile=options.profile))
    except (WentWrong, NotDrained, PgbenchFailed, rows.RowsDiffer) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(report.table(figures))
    path = options.json or RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    report.write_json(path, figures, quick=options.quick)
    print(f"\nwritten to {path}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    known = ", ".join(PARTS)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="part", help=f"{known}; all where none is named"
    )
    parser.add_argument("--quick", action="store_true", help="shorter and smaller, hence rougher")
    parser.add_argument("--profile", action="store_true", help="say where the engine's time goes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write (benchmarks/results/…)")
    return parser.parse_args()


async def _run(parts: list[str], sizes: Sizes, *, profile: bool) -> list[Figure]:
    server = Server.start(RESULTS)
    try:
        figures = disk.measure(server.folder, sizes.disk)
        bench = await begin(server, sizes, profile=profile)
        measured: list[Figure] = []
        for part in PARTS:
            if part in parts or (part == "floor" and not WITHOUT_FLOOR.issuperset(parts)):
                print(f"{part} …", file=sys.stderr, flush=True)
                measured += await PARTS[part](bench)
        return [*figures, *bench.floor.figures(), *measured]
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
