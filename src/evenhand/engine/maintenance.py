"""Housekeeping: pieces of the log and of the keys are made in time and dropped in time."""

import asyncio
from contextlib import suppress
from typing import Final

import structlog

from evenhand.engine.clock import Clock
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.partitions import keep_pieces
from evenhand.storage.webhooks import forget_old

EVERY_SECONDS: Final = 3_600.0
AGAIN_SECONDS: Final = 60.0  # after a failure, such as a lock that somebody else has

log: Final = structlog.stdlib.get_logger()


class Maintenance:
    """Looks after the tables once an hour; any number of processes may."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="maintenance")

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def run_once(self) -> list[str]:
        """One round; the pieces that were made or dropped."""
        async with self._database.reads.connection() as connection:
            changed = await keep_pieces(connection, self._clock.now())
            await forget_old(connection, self._clock.now())
        if changed:
            log.info("pieces.changed", pieces=changed)
        return changed

    async def _run(self) -> None:
        while True:
            pause = EVERY_SECONDS
            try:
                await self.run_once()
            except DatabaseUnavailable as error:
                log.warning("maintenance.unavailable", reason=str(error))
                pause = AGAIN_SECONDS
            except Exception:
                log.exception("maintenance.broken")
                pause = AGAIN_SECONDS
            await asyncio.sleep(pause)
