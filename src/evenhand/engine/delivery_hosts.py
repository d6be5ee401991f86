"""Shares out attempts among the hosts that they go to, so that a slow one holds up nobody else."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from evenhand.engine.loop import end
from evenhand.storage.deliveries import Outgoing

PER_HOST: Final = 16  # contacts served at once at one host
START_WITHIN: Final = 3.0
"""Seconds of the lease in which an attempt may begin; what its time limit leaves is for the report."""

LOOK_SECONDS: Final = 0.5
AHEAD_SECONDS: Final = 2.0  # a host may have as many contacts waiting as it lately served in this time


class Turn(NamedTuple):
    """A contact's claim: its messages to one channel in order, and the monotonic time before it was made."""

    messages: list[Outgoing]
    since: float


class Host:
    """What goes on at one host. ``waiting_max`` None: nobody has had to wait long enough to tell."""

    def __init__(self) -> None:
        self.serving = 0
        self.served = 0
        self.waiting: deque[Turn] = deque()
        self.waiting_max: int | None = None

    @property
    def full(self) -> bool:
        """Whether one more contact would wait for too long."""
        return (
            self.serving >= PER_HOST
            and self.waiting_max is not None
            and len(self.waiting) >= self.waiting_max
        )


class Hosts:
    """Serves each turn in a task of its own as soon as its host has a slot.

    One whose host has none in time goes to ``put_off``.
    """

    def __init__(
        self,
        serve: Callable[[Turn], Awaitable[None]],
        put_off: Callable[[Turn], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._serve = serve
        self._put_off = put_off
        self._monotonic = monotonic
        self._hosts: dict[str, Host] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._looked_at = monotonic()

    def place(self, turn: Turn) -> None:
        """Takes a turn in."""
        host = self._hosts.setdefault(host_of(turn.messages[0].outbound_url), Host())
        if host.full:
            self._put_off(turn)
            return
        host.waiting.append(turn)
        self._fill(host)

    def look(self) -> None:
        """Now and then: sees how fast each host is, and puts off those who would wait there for too long."""
        passed = self._monotonic() - self._looked_at
        if passed < LOOK_SECONDS:
            return
        self._looked_at += passed
        for name, host in list(self._hosts.items()):
            if not host.serving:
                del self._hosts[name]
            elif not host.waiting:
                host.waiting_max = None
            else:
                host.waiting_max = max(PER_HOST, int(host.served / passed * AHEAD_SECONDS))
                self._shorten(host, host.waiting_max)
            host.served = 0

    def empty(self) -> None:
        """Puts off all who wait."""
        for host in self._hosts.values():
            self._shorten(host, 0)

    async def settle(self) -> None:
        """Waits until nobody is served any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Breaks off what is under way."""
        await end(self._tasks)

    def _shorten(self, host: Host, length: int) -> None:
        while len(host.waiting) > length:
            self._put_off(host.waiting.pop())

    def _fill(self, host: Host) -> None:
        while host.waiting and host.serving < PER_HOST:
            turn = host.waiting.popleft()
            if self._monotonic() - turn.since > START_WITHIN:
                self._put_off(turn)
                continue
            host.serving += 1
            task = asyncio.create_task(self._occupy(host, turn), name="delivery")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _occupy(self, host: Host, turn: Turn) -> None:
        try:
            await self._serve(turn)
        finally:
            host.serving -= 1
            host.served += 1
            self._fill(host)


@lru_cache(4096)
def host_of(url: str | None) -> str:
    """The host and port of an address; what is no address has none."""
    try:
        return urlsplit(url or "").netloc
    except ValueError:
        return ""
