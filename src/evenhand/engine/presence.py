"""Says who is here: people with a live connection to this process, and what they do."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress
from typing import Final

import structlog

from evenhand.domain.commands import Actor, Answer, Command, Seen
from evenhand.domain.errors import Refused
from evenhand.engine.errors import Overloaded
from evenhand.engine.loop import Loop
from evenhand.storage.database import DatabaseUnavailable

HEARTBEAT_SECONDS: Final = 30.0
ACTIVITY_SECONDS: Final = 60.0  # how often at most activity is reported
RETRY_SECONDS: Final = 2.0
MAX_AT_ONCE: Final = 64  # reports on their way together

Who = tuple[int, int]
"""A workspace and a user."""

log: Final = structlog.stdlib.get_logger()


class Presence(Loop):
    """Counts the live connections of each user to this process and reports them as ``Seen`` commands.

    The first connection is reported at once, then a sign of life every 30 seconds, then the
    end of the last one. ``monotonic`` gives seconds.
    """

    def __init__(
        self, submit: Callable[[Command], Awaitable[Answer]], monotonic: Callable[[], float]
    ) -> None:
        self._submit = submit
        self._monotonic = monotonic
        self._connections: Counter[Who] = Counter()
        self._due: dict[Who, float] = {}
        self._active: set[Who] = set()
        self._reported: dict[Who, float] = {}
        self._wake = asyncio.Event()

    @contextmanager
    def connected(self, workspace_id: int, user_id: int, *, active: bool = True) -> Generator[None]:
        """The user has a live connection until the end of the block; ``active``: the person made it."""
        who = (workspace_id, user_id)
        self._connections[who] += 1
        if self._connections[who] == 1:
            if active:
                self._active.add(who)
            self._set_due(who, 0)
        try:
            yield
        finally:
            self._connections[who] -= 1
            if not self._connections[who]:
                del self._connections[who]
                self._set_due(who, 0)

    def active(self, workspace_id: int, user_id: int) -> None:
        """The user did something, on whichever process the connection is."""
        who = (workspace_id, user_id)
        if (
            who in self._active
            or self._monotonic() - self._reported.get(who, -ACTIVITY_SECONDS) < ACTIVITY_SECONDS
        ):
            return
        self._active.add(who)
        self._set_due(who, 0)

    async def run_once(self) -> None:
        """Reports everybody who is due."""
        now = self._monotonic()
        due = [who for who, at in self._due.items() if at <= now]
        for start in range(0, len(due), MAX_AT_ONCE):
            await asyncio.gather(*(self._report(who) for who in due[start : start + MAX_AT_ONCE]))
        self._forget(now)

    async def _report(self, who: Who) -> None:
        workspace_id, user_id = who
        self._due.pop(who, None)
        connected, active = who in self._connections, who in self._active
        self._active.discard(who)
        seen = Seen(
            workspace_id=workspace_id,
            actor=Actor("user", user_id),
            user_id=user_id,
            connected=connected,
            active=active,
        )
        try:
            await self._submit(seen)
        except Refused:
            return  # the user is deleted; the connection will be cut
        except (Overloaded, DatabaseUnavailable):
            self._again(who, active)
            return
        except Exception:
            log.exception("presence.failed", workspace_id=workspace_id, user_id=user_id)
            self._again(who, active)
            return
        if active:
            self._reported[who] = self._monotonic()
        if who in self._connections and who not in self._due:
            self._set_due(who, HEARTBEAT_SECONDS * random.uniform(0.8, 1.0))

    def _again(self, who: Who, active: bool) -> None:
        if active:
            self._active.add(who)
        self._set_due(who, RETRY_SECONDS)

    def _set_due(self, who: Who, seconds: float) -> None:
        at = self._monotonic() + seconds
        self._due[who] = min(at, self._due.get(who, at))
        self._wake.set()

    def _forget(self, now: float) -> None:
        """Drops what no longer holds anything back."""
        for who in [who for who, at in self._reported.items() if now - at >= ACTIVITY_SECONDS]:
            del self._reported[who]

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            await self.run_once()
            pause = min(self._due.values(), default=None)
            with suppress(TimeoutError):
                async with asyncio.timeout(None if pause is None else max(0, pause - self._monotonic())):
                    await self._wake.wait()
