"""What all parts of a run share: the server, the floor, how long to measure."""

from dataclasses import dataclass
from typing import Final

from benchmarks.floor import Floor
from benchmarks.seed import Seed
from benchmarks.server import Server


class WentWrong(Exception):
    """Something was lost, doubled or never done: what was measured is worth nothing."""


@dataclass(frozen=True)
class Sizes:
    """How long and how much: seconds of each sample, rounds of samples, rows to set up."""

    disk: float
    search: float
    clients: tuple[int, ...]
    rounds: int
    sample: float
    warm_up: float
    latency: float
    http: float
    timers: int
    waiting: int
    idle: float


FULL: Final = Sizes(
    disk=2,
    search=2,
    clients=(1, 2, 4, 8, 16, 32),
    rounds=3,
    sample=4,
    warm_up=2,
    latency=12,
    http=5,
    timers=100_000,
    waiting=1_000_000,
    idle=20,
)
QUICK: Final = Sizes(
    disk=0.5,
    search=1,
    clients=(2, 4, 8),
    rounds=1,
    sample=2,
    warm_up=1,
    latency=4,
    http=2,
    timers=10_000,
    waiting=50_000,
    idle=4,
)


@dataclass(frozen=True)
class Bench:
    """One run."""

    server: Server
    seed: Seed
    secret_key: bytes
    floor: Floor
    sizes: Sizes
    profile: bool
