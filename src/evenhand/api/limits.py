"""How often something may be tried: token buckets in this process's memory."""

from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from typing import Final

from evenhand.api.errors import Problem
from evenhand.domain.texts import said

MAX_KEYS: Final = 10_000  # buckets kept; beyond that the one that was used longest ago is forgotten


class Limit:
    """Lets every key through ``per_minute`` times a minute. ``monotonic`` gives seconds."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        self._rate = per_minute / 60
        self._most = float(per_minute)
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Counts a try; raises the problem 429 when there were too many."""
        now = self._monotonic()
        left, since = self._buckets.pop(key, (self._most, now))
        left = min(self._most, left + (now - since) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > MAX_KEYS:
            self._buckets.popitem(last=False)
        if not allowed:
            seconds = str(ceil((1 - left) / self._rate - 0.001))
            detail = said("Too many tries: try again in {seconds} seconds.", seconds=seconds)
            raise Problem(429, "too_many_tries", detail, headers={"Retry-After": seconds})


class LogInLimits:
    """How often somebody may try to log in: by address and by e-mail."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._addresses = Limit(20, monotonic)
        self._emails = Limit(5, monotonic)

    def count(self, address: str, email: str) -> None:
        """Counts a try; raises the problem 429 when there were too many."""
        self._addresses.take(address)
        self._emails.take(email.lower())
