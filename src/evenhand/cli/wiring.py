"""Puts the parts together: the one place that knows all of them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from evenhand.api.deps import Services
from evenhand.channels.addresses import BadAllowance, read_allowed
from evenhand.cli.frame import Failed
from evenhand.domain.commands import Answer, Command
from evenhand.engine.clock import Clock
from evenhand.engine.engine import Engine
from evenhand.engine.lanes import Lanes
from evenhand.settings import Settings
from evenhand.storage.database import Database
from evenhand.storage.embedded import Embedded
from evenhand.storage.migrate import is_migrated, migrate
from evenhand.storage.reads.rows import Connection
from evenhand.storage.vault import open_vault
from evenhand.storage.workspaces import all_workspaces, find_workspace


def where(settings: Settings) -> str:
    """Which database it is, for a person."""
    if settings.database_url is None:
        return f"PostgreSQL in {settings.data}"
    return "PostgreSQL at EVENHAND_DATABASE_URL"


@asynccontextmanager
async def server(settings: Settings, *, make: bool = True) -> AsyncGenerator[str]:
    """The URL of the database; the embedded PostgreSQL is started or joined for it, and left at the end.

    Raises:
        EmbeddedFailed: It cannot be used; the message says what to do.
        Failed: It does not exist, and is not to be made.
    """
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    if not make and not Embedded.exists(settings.data):
        raise Failed(f"There is no database in {settings.data}: evenhand init makes one.")
    starting = asyncio.ensure_future(asyncio.to_thread(Embedded.start, settings.data))
    try:
        embedded = await asyncio.shield(starting)
    except asyncio.CancelledError:
        # Whoever asks to stop while it starts has a server to stop.
        await asyncio.to_thread((await starting).leave)
        raise
    try:
        yield embedded.url
    finally:
        await asyncio.to_thread(embedded.leave)


@asynccontextmanager
async def database(settings: Settings, *, migrated: bool = False) -> AsyncGenerator[Database]:
    """The connections of this process, to a database with the schema that this code needs.

    With ``migrated`` it is brought there.

    Raises:
        Failed: Migrations are pending.
        DatabaseUnavailable: It cannot be reached.
        MigrationFailed: It cannot be brought there.
    """
    async with server(settings, make=migrated) as url:
        if migrated:
            await migrate(url)
        found = await Database.open(url)
        try:
            async with found.reads.connection() as connection:
                if not migrated and not await is_migrated(connection):
                    raise Failed("The database lacks migrations: evenhand migrate applies them.")
            yield found
        finally:
            await found.close()


@asynccontextmanager
async def running(settings: Settings) -> AsyncGenerator[Services]:
    """Everything that a serving process is made of, at work.

    Raises:
        Failed: A setting has a value that means nothing.
    """
    try:
        allowed = read_allowed(settings.http_allow)
    except BadAllowance as error:
        raise Failed(f"EVENHAND_HTTP_ALLOW: {error}.") from None
    async with database(settings, migrated=True) as found:
        async with found.reads.connection() as connection:
            key = settings.secret_key.get_secret_value() if settings.secret_key else None
            vault = await open_vault(connection, key, settings.key_folder)
        clock = Clock()
        receivers = None if settings.private_receivers else allowed
        engine = Engine(found, vault, clock, allowed=allowed, receivers=receivers)
        await engine.start()
        try:
            yield Services(engine, found, vault, clock.monotonic)
        finally:
            await engine.stop()


class Door:
    """The lanes for a command of the command line, which does its work beside the processes that serve."""

    def __init__(self, database: Database, lanes: Lanes | Engine) -> None:
        self.database = database
        self._lanes = lanes

    async def submit(self, command: Command) -> Answer:
        """Has a command done; raises Refused."""
        return await self._lanes.submit(command)

    async def create(self, command: Command) -> int:
        """Has something created; gives its id."""
        answer = await self.submit(command)
        assert answer.event is not None
        return answer.event.seq

    async def workspace(self, name: str | None) -> int:
        """The id of the workspace of that name, or without a name of the only one. Raises Failed."""
        async with self.database.reads.connection() as connection:
            return await workspace_of(connection, name)


async def workspace_of(connection: Connection, name: str | None) -> int:
    """The id of the workspace of that name, or without a name of the only one.

    Raises:
        Failed: There is none of that name, none at all, or more than one to choose from.
    """
    if name is not None:
        found = await find_workspace(connection, name)
        if found is None:
            raise Failed(f"There is no workspace {name}.")
        return found.id
    known = await all_workspaces(connection)
    if len(known) == 1:
        return known[0].id
    names = ", ".join(workspace.name for workspace in known[:20])
    choice = f"choose one with --workspace: {names}" if known else "evenhand init makes one"
    raise Failed(f"There are {len(known) or 'no'} workspaces; {choice}.")


@asynccontextmanager
async def door(settings: Settings, *, migrated: bool = False) -> AsyncGenerator[Door]:
    """The lanes alone, at work beside whatever serves."""
    async with database(settings, migrated=migrated) as found:
        lanes = Lanes(found, Clock())
        await lanes.start()
        try:
            yield Door(found, lanes)
        finally:
            await lanes.stop()
