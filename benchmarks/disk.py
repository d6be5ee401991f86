"""How often a second the disk makes an append of 8 kB durable: no durable commit alone can be faster."""

import os
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.measure import latencies, percentile
from benchmarks.report import Figure

PAGE = b"\x5a" * 8192
FILE_BYTES = 16 << 20
"""The size of a WAL segment; what is written has been allocated before, as PostgreSQL does it."""


def measure(folder: Path, seconds: float) -> list[Figure]:
    """The flush rates in this folder: of appends (the file grows) and of overwriting, as WAL is written."""
    path = folder / "flush"
    try:
        appended = _flushes(path, os.fsync, seconds)
        path.write_bytes(bytes(FILE_BYTES))
        overwritten = _flushes(path, os.fdatasync, seconds)
    finally:
        path.unlink(missing_ok=True)
    return [
        _figure("fsync of 8 kB appends", appended),
        _figure("fdatasync of 8 kB in an allocated file", overwritten),
    ]


def _flushes(path: Path, flush: Callable[[int], None], seconds: float) -> list[float]:
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.fsync(file)
        times: list[float] = []
        end = perf_counter() + seconds
        while (begun := perf_counter()) < end:
            os.write(file, PAGE)
            flush(file)
            times.append(perf_counter() - begun)
            if len(times) * len(PAGE) % FILE_BYTES == 0:
                os.lseek(file, 0, os.SEEK_SET)
        return times
    finally:
        os.close(file)


def _figure(name: str, times: list[float]) -> Figure:
    values = {"per_s": len(times) / sum(times), "flush_us": percentile(sorted(times), 0.5) * 1e6}
    return Figure("disk", name, values | latencies(times))
