"""Housekeeping: what is kept in pieces of time is made and dropped, the queue's length is noted."""

import asyncio
from typing import Final

import structlog

from evenhand.engine.clock import Clock
from evenhand.engine.loop import Loop
from evenhand.storage import samples, webhooks
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.partitions import keep_pieces

EVERY_SECONDS: Final = 3_600.0
LOOK_SECONDS: Final = 60.0  # and so soon again after a failure, such as a lock that somebody else has

log: Final = structlog.stdlib.get_logger()


class Maintenance(Loop):
    """Looks after the tables once an hour, at the queue each minute; any number of processes may."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run_once(self) -> list[str]:
        """One round; the pieces that were made or dropped."""
        now = self._clock.now()
        async with self._database.reads.connection() as connection:
            changed = await keep_pieces(connection, now)
            await webhooks.forget_old(connection, now)
            await samples.forget_old(connection, now)
        if changed:
            log.info("pieces.changed", pieces=changed)
        return changed

    async def take_samples(self) -> int:
        """Notes how long the queue is, once in a few minutes; for how many pools."""
        async with self._database.reads.connection() as connection:
            return await samples.take(connection, self._clock.now())

    async def _run(self) -> None:
        due = self._clock.monotonic()
        while True:
            try:
                await self.take_samples()
                if self._clock.monotonic() >= due:
                    await self.run_once()
                    due = self._clock.monotonic() + EVERY_SECONDS
            except DatabaseUnavailable as error:
                log.warning("maintenance.unavailable", reason=str(error))
            except Exception:
                log.exception("maintenance.broken")
            await asyncio.sleep(LOOK_SECONDS)
