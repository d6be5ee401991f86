"""When an outgoing message that did not arrive is tried again, and when it is given up."""

from datetime import timedelta
from typing import Final

PAUSES: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 15, 60, 5 * 60, 15 * 60, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
)
"""After the first failure, the second and so on; 22 h 21 min from the first attempt to the last."""

ATTEMPTS: Final = len(PAUSES) + 1
SPREAD: Final = 0.1


def pause_after(attempt: int, jitter: float) -> timedelta | None:
    """How long to wait after the failed attempt number ``attempt`` (from 1); None: it is given up.

    ``jitter``, from 0 to 1, moves the pause by up to a tenth either way, so that what failed together is
    not all tried again in the same moment.
    """
    if attempt >= ATTEMPTS:
        return None
    return PAUSES[attempt - 1] * (1 + SPREAD * (2 * jitter - 1))
