"""Finds where timers are due and has the lanes handle them. What is due goes by the database's clock."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

import structlog

from evenhand.engine.clock import Clock
from evenhand.engine.loop import Loop
from evenhand.storage import timers
from evenhand.storage.database import Database, DatabaseUnavailable

POLL_SECONDS: Final = 0.25
WORKSPACES: Final = 128  # found in one look

log: Final = structlog.stdlib.get_logger()


class Timers(Loop):
    """Looks a few times a second. It takes no timer itself: the lane that has the workspace does."""

    def __init__(self, database: Database, clock: Clock, tick: Callable[[Iterable[int]], None]) -> None:
        self._database = database
        self._clock = clock
        self._tick = tick

    async def run_once(self) -> int:
        """One look; in how many workspaces something is due."""
        async with self._database.lanes.connection() as connection:
            due = await timers.peek(connection, WORKSPACES, self._clock.now())
        self._tick(due)
        return len(due)

    async def _run(self) -> None:
        while True:
            try:
                await self.run_once()
            except DatabaseUnavailable as error:
                log.warning("timers.unavailable", reason=str(error))
            except Exception:
                log.exception("timers.broken")
            await asyncio.sleep(POLL_SECONDS)
