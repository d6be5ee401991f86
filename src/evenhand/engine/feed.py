"""Tells who watches a workspace that its log has grown."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

import structlog

from evenhand.engine.loop import Loop
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.reads import lanes

POLL_SECONDS: Final = 0.2  # how late at most one hears of what another process has committed
log: Final = structlog.stdlib.get_logger()


class FeedClosed(Exception):
    """The process is stopping: no more will be heard."""


class Watch:
    """One watcher of one workspace."""

    def __init__(self) -> None:
        self.seq = 0
        self.closed = False
        self._news = asyncio.Event()

    def notice(self, seq: int) -> None:
        """The log has reached ``seq``."""
        if seq > self.seq:
            self.seq = seq
            self._news.set()

    def close(self) -> None:
        """Nothing more will be noticed."""
        self.closed = True
        self._news.set()

    async def changed(self, *, after: int, timeout: float) -> bool:  # noqa: ASYNC109 - waiting that long is its job
        """Waits until the log has passed ``after``; False if it has not within so many seconds.

        Raises:
            FeedClosed: The process is stopping.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while self.seq <= after and not self.closed:
                    self._news.clear()
                    await self._news.wait()
        if self.closed:
            raise FeedClosed
        return self.seq > after


class Feed(Loop):
    """Hears of commits: at once of those of this process (``notice``), of others by asking the database.

    Only workspaces that somebody watches are asked for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watches: dict[int, set[Watch]] = {}
        self._wanted = asyncio.Event()
        self._closed = False

    def notice(self, workspace_id: int, seq: int) -> None:
        """A commit took the workspace's log to ``seq``."""
        for watch in self._watches.get(workspace_id, ()):
            watch.notice(seq)

    @asynccontextmanager
    async def watch(self, workspace_id: int) -> AsyncGenerator[Watch]:
        """A watcher of the workspace, until the end of the block."""
        watch = Watch()
        watches = self._watches.setdefault(workspace_id, set())
        watches.add(watch)
        self._wanted.set()
        if self._closed:
            watch.close()
        try:
            yield watch
        finally:
            watches.discard(watch)
            if not watches and self._watches.get(workspace_id) is watches:
                del self._watches[workspace_id]

    def close(self) -> None:
        """Ends every watch, so that a server can finish its streams before it stops."""
        self._closed = True
        for watches in self._watches.values():
            for watch in watches:
                watch.close()

    async def stop(self) -> None:
        """Ends every watch and the asking."""
        self.close()
        await super().stop()

    async def run_once(self) -> None:
        """Asks once how far the watched workspaces are."""
        wanted = list(self._watches)
        if not wanted:
            return
        async with self._database.reads.connection() as connection:
            heads = await lanes.heads(connection, wanted)
        for head in heads:
            self.notice(head.workspace_id, head.seq)

    async def _run(self) -> None:
        while True:
            if not self._watches:
                self._wanted.clear()
                await self._wanted.wait()
            try:
                await self.run_once()
            except DatabaseUnavailable as error:
                log.warning("feed.unavailable", reason=str(error))
            except Exception:
                log.exception("feed.failed")
            await asyncio.sleep(POLL_SECONDS)
