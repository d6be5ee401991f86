"""How often something may be tried: token buckets in this process's memory."""

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from math import ceil
from typing import Final

from evenhand.api.errors import Problem
from evenhand.domain.texts import said

MAX_KEYS: Final = 10_000  # buckets kept; beyond that the one that was used longest ago is forgotten
LITTLE: Final = 0.001  # by which sums of parts may be off
PAIR: Final = 5  # tries a minute at one e-mail from one network


class Limit:
    """Gives every key ``per_minute`` tokens a minute to pay with. ``monotonic`` gives seconds."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        self._rate = per_minute / 60
        self._most = float(per_minute)
        self._monotonic = monotonic
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, key: str) -> float:
        """How many tokens a key has now."""
        left, since = self._buckets.get(key, (self._most, 0.0))
        return min(self._most, left + (self._monotonic() - since) * self._rate)

    def wait(self, key: str, cost: int) -> float:
        """In how many seconds a key can pay."""
        return max(0.0, (cost - self.left(key)) / self._rate)

    def pay(self, key: str, cost: int) -> None:
        """Takes what a try costs."""
        self._buckets[key] = (self.left(key) - cost, self._monotonic())
        self._buckets.move_to_end(key)
        if len(self._buckets) > MAX_KEYS:
            self._buckets.popitem(last=False)


class LogInLimits:
    """How often somebody may try to log in: by network, and by e-mail from a network.

    Nobody who tries at somebody's e-mail keeps that person out who comes from elsewhere. Only where very many
    networks try at it does each, that person's too, get one try a minute.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._networks = Limit(20, monotonic)
        self._pairs = Limit(PAIR, monotonic)
        self._emails = Limit(30, monotonic)

    def count(self, address: str, email: str) -> None:
        """Counts a try; raises the problem 429 when there were too many, which then costs nothing."""
        where, who = network(address), email.lower()
        few = self._emails.left(who) >= 1
        costs = [(self._networks, where, 1), (self._pairs, f"{where} {who}", 1 if few else PAIR)]
        if few:
            costs.append((self._emails, who, 1))
        seconds = ceil(max(limit.wait(key, cost) for limit, key, cost in costs) - LITTLE)
        if seconds > 0:
            detail = said("Too many tries: try again in {seconds} seconds.", seconds=str(seconds))
            raise Problem(429, "too_many_tries", detail, headers={"Retry-After": str(seconds)})
        for limit, key, cost in costs:
            limit.pay(key, cost)


def network(address: str) -> str:
    """What one client has to itself: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return address
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
