import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

LIMIT: Final = 20.0  # seconds; far more than anything takes that happens at all
PAUSE: Final = 0.01


def eventually(condition: Callable[[], T], limit: float = LIMIT) -> T:
    """What the condition gives as soon as that is true; for what happens in another process."""
    for _ in range(int(limit / PAUSE)):
        if result := condition():
            return result
        time.sleep(PAUSE)
    raise AssertionError(f"not within {limit} s: {condition}")
