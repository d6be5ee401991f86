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
    big_users: int
    big_contacts: int
    big_waiting: int
    big_drain: int
    big_freed: int


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
    big_users=10_000,
    big_contacts=1_000_000,
    big_waiting=100_000,
    big_drain=10_000,
    big_freed=1_000,
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
    big_users=1_000,
    big_contacts=50_000,
    big_waiting=6_000,
    big_drain=2_000,
    big_freed=150,
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
