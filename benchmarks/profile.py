"""Where this process's time goes: a look at the stack every two milliseconds."""

import signal
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Final

EVERY: Final = 0.002
"""Seconds between two looks."""

ROOMS: Final = (
    ("texts", ("/liquid/", "/evenhand/domain/workflow/text", "/evenhand/domain/workflow/liquid")),
    ("decide", ("/evenhand/domain/",)),
    ("deliveries", ("/evenhand/storage/deliveries", "/evenhand/engine/deliver")),
    ("lanes and loops", ("/evenhand/engine/",)),
    ("making the load", ("/benchmarks/",)),
)
"""A look counts for the first room that owns a frame, from the innermost frame outwards."""

SAVE: Final = frozenset({"save_and_commit"})
LOAD: Final = frozenset({"lock_and_load", "load", "refresh_people"})
DRIVER: Final = ("/psycopg/", "/psycopg_pool/", "/psycopg_binary/")
IDLE: Final = "waiting: for PostgreSQL, for work, or in the event loop itself"
SHOWN: Final = 25


class Profile:
    """What has been seen: looks by room, and by the innermost function that belongs to one."""

    def __init__(self) -> None:
        self.looks = 0
        self.rooms: Counter[str] = Counter()
        self.functions: Counter[str] = Counter()

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Counts where the process is."""
        self.looks += 1
        place = ""
        driver = False
        while frame is not None:
            code = frame.f_code
            driver = driver or any(part in code.co_filename for part in DRIVER)
            if not place and "/evenhand/" in code.co_filename:
                place = _place(code)
            room = _room(code)
            if room is not None:
                self.rooms[f"{room}: driver" if driver else room] += 1
                self.functions[place or _place(code)] += 1
                return
            frame = frame.f_back
        self.rooms["driver" if driver else IDLE] += 1

    def lines(self) -> Iterator[str]:
        """The shares, the largest first."""
        yield f"{self.looks} looks"
        for counts in (self.rooms, self.functions):
            yield ""
            yield from (
                f"  {count / max(self.looks, 1):6.1%}  {name}" for name, count in counts.most_common(SHOWN)
            )


@contextmanager
def profiled() -> Generator[Profile]:
    """Looks while the block runs, in the main thread."""
    profile = Profile()
    before = signal.signal(signal.SIGALRM, profile.look)
    signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
    try:
        yield profile
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _room(code: CodeType) -> str | None:
    path = code.co_filename
    if path.endswith("/evenhand/storage/lanes.py"):
        return "save" if code.co_name in SAVE else "load" if code.co_name in LOAD else None
    if path.endswith("/benchmarks/__main__.py"):
        return None  # below everything
    for room, parts in ROOMS:
        if any(part in path for part in parts):
            return room
    return None


def _place(code: CodeType) -> str:
    return f"{'/'.join(code.co_filename.rsplit('/', 3)[1:])}:{code.co_qualname}"
