"""What is read off while something runs: percentiles, CPU time, commits, WAL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import getpid, sysconf
from pathlib import Path
from statistics import median
from typing import Final

PROC: Final = Path("/proc")
TICKS: Final = sysconf("SC_CLK_TCK")


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value that this share of the sorted values does not exceed; 0 where there are none."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


def latencies(seconds: Iterable[float]) -> dict[str, float]:
    """p50 and p99 in milliseconds."""
    ordered = sorted(seconds)
    return {"p50_ms": percentile(ordered, 0.5) * 1e3, "p99_ms": percentile(ordered, 0.99) * 1e3}


def medians(samples: Sequence[dict[str, float]]) -> dict[str, float]:
    """Of each measure its median over the samples."""
    return {name: median(sample[name] for sample in samples) for name in samples[0]}


def cpu_of(pids: Iterable[int], *, dead_children: bool = False) -> float:
    """CPU seconds of these processes; with `dead_children` also of those that they have waited for."""
    total = 0
    for pid in pids:
        fields = _stat(pid)
        if fields:
            total += sum(map(int, fields[11 : 15 if dead_children else 13]))
    return total / TICKS


def children_of(pid: int) -> list[int]:
    """The processes that this one has started and that still run."""
    found: list[int] = []
    for folder in PROC.glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields and int(fields[1]) == pid:
            found.append(int(folder.name))
    return found


def own_cpu() -> float:
    """CPU seconds of this process."""
    return cpu_of([getpid()])


def server_cpu(postmaster: int) -> float:
    """CPU seconds of a PostgreSQL server: all its processes, those that have ended too."""
    return cpu_of([postmaster], dead_children=True) + cpu_of(children_of(postmaster))


def _stat(pid: int) -> list[str]:
    """The fields of the process's line from its state on; empty where there is no such process."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


@dataclass(frozen=True)
class Counters:
    """What has been used so far: CPU seconds of client and server processes, transactions, bytes of WAL."""

    client_cpu: float
    server_cpu: float
    writes: int
    transactions: int
    wal: int

    def per_event(self, since: "Counters", events: int) -> dict[str, float]:
        """What one event took: milliseconds of CPU, transactions that wrote, all of them, bytes of WAL."""
        each = 1 / max(events, 1)
        return {
            "client_cpu_ms": (self.client_cpu - since.client_cpu) * 1e3 * each,
            "server_cpu_ms": (self.server_cpu - since.server_cpu) * 1e3 * each,
            "commits": (self.writes - since.writes) * each,
            "transactions": (self.transactions - since.transactions) * each,
            "wal_bytes": (self.wal - since.wal) * each,
        }
