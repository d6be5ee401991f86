"""A ground for scenarios that is real lanes on a real PostgreSQL, with a clock that a story moves."""

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from evenhand.cli.frame import Failed
from evenhand.domain.commands import Answer, Command
from evenhand.domain.model import Request
from evenhand.domain.state import State
from evenhand.domain.working_set import Mark
from evenhand.engine.clock import Clock
from evenhand.engine.lanes import Lanes
from evenhand.storage import timers, workspaces
from evenhand.storage.database import Database
from evenhand.storage.embedded import Embedded
from evenhand.storage.migrate import migrate
from evenhand.storage.reads.whole import whole_workspace
from evenhand.virtual.ground import Ground

EMBEDDED: Final = "embedded"


class VirtualClock(Clock):
    """Stands still until it is set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The time to go by."""
        return self.at


class Lane(Ground):
    """A workspace of a database, behind lanes that carry out what they are given and then rest."""

    def __init__(self, database: Database, workspace_id: int, at: datetime) -> None:
        super().__init__(workspace_id)
        self._database = database
        self._clock = VirtualClock(at)
        self._lanes = Lanes(database, self._clock, self._committed)
        self._asked: list[Request] = []
        self._seen: State | None = None

    async def look(self) -> State:
        """The whole workspace as it is now, read from the database if anything may have changed."""
        if self._seen is None:
            async with self._database.reads.connection() as connection:
                self._seen = await whole_workspace(connection, self.workspace_id)
            self._seen.now = self._clock.at
        return self._seen

    async def _do(self, command: Command) -> Answer:
        answer = self._lanes.put(command)
        await self._settle()
        return await answer

    def _committed(self, state: State) -> None:
        requests = state.requests
        self._asked += [requests.one(key) for key in requests.marked(Mark.NEW)]

    async def _requests(self) -> list[Request]:
        asked, self._asked = self._asked, []
        return sorted(asked, key=lambda request: request.id)

    async def _next_due(self) -> datetime | None:
        async with self._database.lanes.connection() as connection:
            return await timers.next_due(connection, self.workspace_id)

    async def _ring(self, at: datetime) -> None:
        due = await self._next_due()
        self._clock.at = max(self._clock.at, at)
        while due is not None and due <= at:
            self._lanes.tick([self.workspace_id])
            await self._settle()
            due = await self._next_due()

    async def _settle(self) -> None:
        """Until the lanes have nothing left to do."""
        self._seen = None
        while await self._lanes.run_once():
            pass


@asynccontextmanager
async def playground(where: str) -> AsyncGenerator[Database]:
    """The database to play in: one of its own that goes afterwards, or the one at a URL.

    Raises Failed where somebody serves that one: it would carry out by its own clock what is due.
    """
    if where == EMBEDDED:
        with tempfile.TemporaryDirectory(prefix="evenhand-test-") as folder:
            embedded = await asyncio.to_thread(Embedded.start, Path(folder))
            try:
                async with _opened(embedded.url) as database:
                    yield database
            finally:
                await asyncio.to_thread(embedded.leave)
        return
    async with _opened(where) as database:
        async with database.reads.connection() as connection:
            if await workspaces.others_at_work(connection):
                raise Failed("An Evenhand is at work on this database: take one that nobody serves.")
        yield database


@asynccontextmanager
async def _opened(url: str) -> AsyncGenerator[Database]:
    await migrate(url)
    database = await Database.open(url, f"evenhand test {os.getpid()}", lanes=2, max_size=2)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def lane(database: Database, at: datetime) -> AsyncGenerator[Lane]:
    """A new workspace whose time begins at ``at``; it is removed afterwards."""
    async with database.reads.connection() as connection:
        name = f"scenario {secrets.token_hex(8)}"
        workspace_id = await workspaces.create_workspace(connection, name, at)
    try:
        yield Lane(database, workspace_id, at)
    finally:
        async with database.reads.connection() as connection:
            await workspaces.remove_workspace(connection, workspace_id)
