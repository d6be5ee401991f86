"""What the tests of deliveries stand on: a workspace on real lanes, a clock that they move, a sink."""

import base64
import secrets
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from evenhand.channels.sending import Send, Sent
from evenhand.domain.commands import (
    CONTACT,
    Actor,
    Command,
    CreateChannel,
    Profile,
    ReceiveMessage,
    SendMessage,
)
from evenhand.engine.clock import Clock
from evenhand.engine.deliveries import Deliveries
from evenhand.engine.delivery_hosts import Turn
from evenhand.engine.lanes import Lanes
from evenhand.storage.database import Database
from evenhand.storage.deliveries import Outgoing
from evenhand.storage.vault import Vault
from evenhand.storage.workspaces import create_workspace
from tests.cleaning import take_away

API: Final = Actor("api", role="owner")
LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
"""Ahead of any real clock, since a workspace's time never goes back."""

SECRET: Final = "whsec_" + base64.b64encode(b"s" * 32).decode()
FAIL: Final = Sent("The receiver is ill.")


class MovedClock(Clock):
    """A clock that stands still until it is moved; ``at`` None leaves the time to the database."""

    def __init__(self, at: datetime | None = LATER) -> None:
        self.at = at
        self.passed = 0.0

    def now(self) -> datetime | None:
        return self.at and self.at + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def move(self, by: timedelta) -> None:
        self.passed += by.total_seconds()


class Bench:
    """A workspace on real lanes, and what a test does to it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovedClock()
        self.vault = Vault(b"k" * 32)
        self.workspace_id = 0
        self.lanes = Lanes(database, self.clock, sender=self)
        self.woken: Deliveries | None = None
        self.takes = False
        self._channels: dict[str, int] = {}

    def deliveries(self, send: Send, clock: Clock | None = None) -> Deliveries:
        return Deliveries(self.database, self.lanes.submit, send, clock or self.clock, jitter=lambda: 0.5)

    async def submit(self, make: Callable[..., Command], **fields: Any) -> Any:
        answer = await self.lanes.submit(make(workspace_id=self.workspace_id, **fields))
        assert answer.event is not None
        return answer.event

    async def contact(self, external_id: str, url: str = "https://bridge.example/") -> int:
        """The id of a new contact on a channel with that address, made when it is first named."""
        if url not in self._channels:
            made = await self.submit(
                CreateChannel,
                actor=API,
                type="custom",
                name=url,
                config={"outbound_url": url},
                token_hash="t",
                secret=self.vault.seal(self.workspace_id, SECRET),
            )
            self._channels[url] = made.seq
        wrote = {"channel_id": self._channels[url], "token_hash": "t", "profile": Profile(external_id)}
        return (await self.submit(ReceiveMessage, actor=CONTACT, text="Hi", **wrote)).contact_id

    async def write(self, contact_id: int, *texts: str) -> None:
        for text in texts:
            await self.submit(SendMessage, actor=API, contact_id=contact_id, text=text)

    async def start(self) -> None:
        async with self.database.reads.connection() as connection:
            self.workspace_id = await create_workspace(connection, secrets.token_hex(4))
        await self.lanes.start()

    def has_room(self) -> bool:
        return self.takes and self.woken is not None and self.woken.has_room()

    def take(self, turns: Iterable[Turn]) -> None:
        if self.woken is not None:
            self.woken.take(turns)

    def wake(self) -> None:
        if self.woken is not None:
            self.woken.wake()

    async def left(self) -> list[tuple[Any, ...]]:
        """What has not arrived: text, attempt, seconds until it is due, failed, error."""
        query = """
            select m.text, d.attempt, extract(epoch from d.next_at - %(now)s::timestamptz)::float8,
                   d.failed, d.error
            from deliveries d join messages m using (workspace_id, id)
            where d.workspace_id = %(workspace_id)s order by d.id"""
        async with self.database.reads.connection() as connection:
            now = self.clock.now()
            cursor = await connection.execute(query, {"now": now, "workspace_id": self.workspace_id})
            return await cursor.fetchall()

    async def events(self, type_: str) -> int:
        query = "select count(*) from events where workspace_id = %(workspace_id)s and type = %(type)s"
        async with self.database.reads.connection() as connection:
            cursor = await connection.execute(query, {"workspace_id": self.workspace_id, "type": type_})
            [count] = await cursor.fetchone() or (0,)
            return count


@asynccontextmanager
async def opened(database_url: str) -> AsyncGenerator[Bench]:
    """A bench that leaves nothing behind."""
    database = await Database.open(database_url)
    bench = Bench(database)
    await bench.start()
    yield bench
    await bench.lanes.stop()
    await database.close()
    await take_away(database_url, bench.workspace_id)


def arrived(_: str) -> Sent:
    return Sent()


class Sink:
    """Takes messages in the process; ``verdict`` says what comes of each text."""

    def __init__(self, verdict: Callable[[str], Sent] = arrived) -> None:
        self.texts: list[str] = []
        self.verdict = verdict

    async def send(self, outgoing: Outgoing) -> Sent:
        assert outgoing.text is not None
        self.texts.append(outgoing.text)
        return self.verdict(outgoing.text)
