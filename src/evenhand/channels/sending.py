"""What every channel answers when it has tried to send a message."""

from collections.abc import Awaitable, Callable
from typing import Final

import msgspec

from evenhand.storage.deliveries import Outgoing


class Sent(msgspec.Struct, frozen=True):
    """What came of one attempt. ``error`` None: the message arrived; else a sentence for people.

    ``retry_after``: the seconds that the receiver asks to be left alone; ``final``: trying again is useless.
    """

    error: str | None = None
    retry_after: float = 0.0
    final: bool = False


Send = Callable[[Outgoing], Awaitable[Sent]]
"""Makes one attempt, within TIME_LIMIT, and does not raise for what the receiver does."""

TIME_LIMIT: Final = 8.0
"""Seconds that one attempt may take in all."""
