"""The product's engine in this process, as `evenhand serve` runs it, but for where deliveries go."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Final, LiteralString

from benchmarks.seed import Submit
from benchmarks.server import Server
from evenhand.channels.sending import Sent
from evenhand.engine.clock import Clock
from evenhand.engine.delivery_hosts import Turn
from evenhand.engine.engine import Engine
from evenhand.engine.lanes import Lanes
from evenhand.storage.database import Database
from evenhand.storage.deliveries import Outgoing
from evenhand.storage.vault import Vault

DRAIN_LIMIT: Final = 120.0
UNDELIVERED: Final[LiteralString] = "select exists (select from deliveries)"


class NotDrained(Exception):
    """Deliveries were still there after DRAIN_LIMIT."""


async def _sink(_outgoing: Outgoing) -> Sent:
    return Sent()


@asynccontextmanager
async def running(url: str, key: bytes) -> AsyncGenerator[Engine]:
    """The engine at work on a database; whatever it sends arrives at once."""
    database = await Database.open(url)
    try:
        engine = Engine(database, Vault(key), Clock(), send=_sink)
        await engine.start()
        try:
            yield engine
        finally:
            await engine.stop()
    finally:
        await database.close()


class _Nobody:
    """Takes messages as the sender of deliveries does, and does nothing with them."""

    def has_room(self) -> bool:
        return True

    def take(self, turns: Iterable[Turn]) -> None:
        pass

    def wake(self) -> None:
        pass


@asynccontextmanager
async def lanes(url: str) -> AsyncGenerator[Submit]:
    """The lanes alone: nothing is delivered, no timer goes off."""
    database = await Database.open(url)
    try:
        alone = Lanes(database, Clock(), sender=_Nobody())
        await alone.start()
        try:
            yield alone.submit
        finally:
            await alone.stop()
    finally:
        await database.close()


async def drained(server: Server, database: str) -> None:
    """Returns when every delivery has arrived. Raises NotDrained when that takes too long."""
    limit = perf_counter() + DRAIN_LIMIT
    with server.connect(database) as connection:
        while connection.execute(UNDELIVERED).fetchone() == (True,):
            if perf_counter() > limit:
                raise NotDrained(f"{database}: deliveries were still there after {DRAIN_LIMIT:.0f} s")
            await asyncio.sleep(0.01)
