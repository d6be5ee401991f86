"""Where the processor's time goes in this process: a look at the stack at every millisecond of CPU."""

import signal
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

EVERY: Final = 0.001
"""Seconds of CPU between two looks."""

ROOMS: Final = (
    ("texts (Liquid)", ("/liquid/", "/evenhand/domain/workflow/liquid")),
    ("decide", ("/evenhand/domain/",)),
    ("load", ("/evenhand/storage/load",)),
    ("save, encode", ("/evenhand/storage/save", "/msgspec/")),
    ("other storage", ("/evenhand/storage/",)),
    ("lanes and loops", ("/evenhand/engine/",)),
    ("HTTP and API", ("/evenhand/api/", "/uvicorn/", "/starlette/", "/fastapi/")),
    ("making the load", ("/benchmarks/",)),
)
"""A look counts for the first room that owns a frame, from the innermost frame outwards."""

DRIVER: Final = ("/psycopg/", "/psycopg_pool/")
SHOWN: Final = 25


class Profile:
    """What has been seen: looks by room, and by the innermost function of the product's own code."""

    def __init__(self) -> None:
        self.looks = 0
        self.rooms: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Counts where the processor is."""
        self.looks += 1
        innermost = frame
        driver = False
        while frame is not None:
            path = frame.f_code.co_filename
            driver = driver or any(part in path for part in DRIVER)
            room = _room(path)
            if room is not None:
                self.rooms[f"driver, for {room}" if driver else room] += 1
                self.functions[f"{_short(path)}:{frame.f_code.co_qualname}"] += 1
                return
            frame = frame.f_back
        self.rooms["driver" if driver else "event loop"] += 1
        if innermost is not None:
            self.functions[f"{_short(innermost.f_code.co_filename)}:{innermost.f_code.co_qualname}"] += 1

    def lines(self) -> Iterator[str]:
        """The shares, the largest first."""
        yield f"{self.looks} looks, one at every {EVERY * 1e3:g} ms of CPU"
        for counts in (self.rooms, self.functions):
            yield ""
            yield from (
                f"  {count / max(self.looks, 1):6.1%}  {name}" for name, count in counts.most_common(SHOWN)
            )


@contextmanager
def profiled() -> Generator[Profile]:
    """Looks while the block runs; in the main thread only."""
    profile = Profile()
    before = signal.signal(signal.SIGPROF, profile.look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield profile
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _room(path: str) -> str | None:
    for room, parts in ROOMS:
        if any(part in path for part in parts):
            return room
    return None


def _short(path: str) -> str:
    return "/".join(path.rsplit("/", 3)[1:])
