"""A workspace on real lanes and PostgreSQL, and what tests do in it."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, LiteralString, Self, TypeVar

from evenhand.domain import commands as c
from evenhand.domain.model import Event, Status
from evenhand.domain.state import State
from evenhand.engine.clock import Clock
from evenhand.engine.lanes import Lanes
from evenhand.storage import roster
from evenhand.storage.database import Database
from evenhand.storage.reads.doctor import examine
from evenhand.storage.workspaces import create_workspace
from tests.cleaning import take_away

API = c.Actor("api", None, "owner")
TOKEN = "t" * 64
DAY = timedelta(days=1)

T = TypeVar("T", bound=c.Command)


def key(name: str, request: str | None = None, keep: timedelta = DAY) -> c.RepeatKey:
    """A key that is the same for the same name, for a request that is the same for the same text."""
    return c.RepeatKey(_digits(name), None if request is None else _digits(request), keep)


def _digits(text: str) -> str:
    return text.encode().hex().ljust(32, "0")[:32]


def assign_to(team: str = "Support", **fields: Any) -> dict[str, Any]:
    """An Assign to step."""
    return {"type": "assign_to", "action": "team", "team": team, **fields}


def say(text: str) -> dict[str, Any]:
    """A Send message step."""
    return {"type": "send_message", "text": text}


class Office:
    """A workspace with a channel, as seen from one set of lanes."""

    def __init__(self, database: Database, lanes: Lanes, workspace_id: int) -> None:
        self.database = database
        self.lanes = lanes
        self.workspace_id = workspace_id
        self.channel_id = 0

    @classmethod
    async def found(cls, database: Database, lanes: Lanes) -> Self:
        """A new workspace; its lanes must be running."""
        async with database.reads.connection() as connection:
            office = cls(database, lanes, await create_workspace(connection, secrets.token_hex(6)))
        office.channel_id = await office.create(
            c.CreateChannel, type="custom", name="Web", config={}, token_hash=TOKEN
        )
        return office

    def through(self, lanes: Lanes) -> "Office":
        """The same workspace by other lanes."""
        office = Office(self.database, lanes, self.workspace_id)
        office.channel_id = self.channel_id
        return office

    # --- commands --------------------------------------------------------------------------------

    def command(self, kind: type[T], **fields: Any) -> T:
        """A command in this workspace, by the API unless told otherwise."""
        given: dict[str, Any] = {"workspace_id": self.workspace_id, "actor": API, **fields}
        return kind(**given)

    async def do(self, kind: type[c.Command], **fields: Any) -> c.Answer:
        return await self.lanes.submit(self.command(kind, **fields))

    async def create(self, kind: type[c.Command], **fields: Any) -> int:
        """The id of what it creates."""
        event = (await self.do(kind, **fields)).event
        assert event is not None
        return event.seq

    def message(self, contact: str, text: str = "Hi", repeat: c.RepeatKey | None = None) -> c.ReceiveMessage:
        """A contact writes on the channel."""
        return self.command(
            c.ReceiveMessage,
            actor=c.CONTACT,
            channel_id=self.channel_id,
            token_hash=TOKEN,
            profile=c.Profile(contact),
            text=text,
            key=repeat,
        )

    def note(self, name: str, repeat: c.RepeatKey | None = None) -> c.CreateContact:
        """The least that a command can do."""
        return self.command(c.CreateContact, first_name=name, key=repeat)

    async def write(self, contact: str, text: str = "Hi", repeat: c.RepeatKey | None = None) -> Event:
        event = (await self.lanes.submit(self.message(contact, text, repeat))).event
        assert event is not None
        return event

    async def hire(self, *names: str, status: Status = "online") -> list[int]:
        """Users, with this status given by the API."""
        users = [
            await self.create(c.CreateUser, email=f"{name}@x.test", name=name.title(), role="agent")
            for name in names
        ]
        for user in users:
            await self.do(c.SetStatus, user_id=user, status=status)
        return users

    async def team(self, users: Sequence[int], name: str = "Support") -> int:
        team = await self.create(c.CreateTeam, name=name)
        await self.do(c.SetTeamMembers, team_id=team, users=list(users))
        return team

    async def on_channel(self, name: str) -> "Office":
        """The same workspace, whose contacts write on a new channel."""
        office = self.through(self.lanes)
        office.channel_id = await self.create(
            c.CreateChannel, type="custom", name=name, config={}, token_hash=TOKEN
        )
        return office

    async def publish(self, *steps: dict[str, Any], name: str = "Assign", channel: str = "Web") -> int:
        """A workflow that starts when a conversation is opened on the channel."""
        condition = {"category": "channel", "operator": "is_equal_to", "value": channel}
        document = {
            "version": 1,
            "name": name,
            "trigger": {"type": "conversation_opened", "all": [condition]},
            "steps": list(steps),
        }
        workflow = await self.create(c.SaveWorkflow, document=document)
        await self.do(c.PublishWorkflow, workflow_id=workflow)
        return workflow

    # --- what is there ---------------------------------------------------------------------------

    async def rows(self, query: LiteralString, **parameters: Any) -> list[tuple[Any, ...]]:
        """What a query finds, ``%(ws)s`` being the workspace."""
        async with self.database.reads.connection() as connection:
            cursor = await connection.execute(query, {"ws": self.workspace_id, **parameters})
            return await cursor.fetchall()

    async def column(self, query: LiteralString, **parameters: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in await self.rows(query, **parameters)]

    async def one(self, query: LiteralString, **parameters: Any) -> Any:
        """The first value."""
        return (await self.rows(query, **parameters))[0][0]

    async def events(self) -> list[tuple[int, str]]:
        """The log: sequence number and type."""
        found = await self.rows("select seq, type from events where workspace_id = %(ws)s order by seq")
        return [(seq, type_) for seq, type_ in found]

    async def assignees(self, *contacts: int) -> list[int | None]:
        """Who has these contacts."""
        query = "select id, assignee_id from contacts where workspace_id = %(ws)s"
        found: dict[int, int | None] = {row[0]: row[1] for row in await self.rows(query)}
        return [found[contact] for contact in contacts]

    async def check(self) -> None:
        """The books balance and the log has no gap."""
        async with self.database.reads.connection() as connection:
            assert await examine(connection, self.workspace_id) == []
        numbers = [seq for seq, _ in await self.events()]
        assert numbers == list(range(1, len(numbers) + 1))

    async def people(self) -> dict[str, dict[Any, Any]]:
        """Users, pools and settings as they are in the database."""
        state = State(self.workspace_id)
        async with self.database.lanes.connection() as connection:
            await roster.load_whole(connection, {self.workspace_id: state})
        return people_of(state)


def people_of(state: State) -> dict[str, dict[Any, Any]]:
    """What a working set holds of users, pools and settings."""
    names = [shape.table for _, shape in roster.PEOPLE] + ["pools", "pools_of"]
    return {
        name: {k: v for k, v in getattr(state, name).rows.items() if v not in (None, ())} for name in names
    }


class Town:
    """Lanes and offices of one test, which ends them and takes away what was committed."""

    def __init__(self, url: str, stack: AsyncExitStack) -> None:
        self._url = url
        self._stack = stack

    async def database(self, url: str | None = None, name: str | None = None) -> Database:
        """Connections of a process."""
        database = await Database.open(url or self._url, name)
        self._stack.push_async_callback(database.close)
        return database

    async def lanes(self, clock: Clock, database: Database | None = None) -> Lanes:
        """Lanes at work, as those of another process."""
        lanes = Lanes(database or await self.database(), clock)
        await lanes.start()
        self._stack.push_async_callback(lanes.stop)
        return lanes

    async def office(self, clock: Clock) -> Office:
        """A workspace of this test alone."""
        database = await self.database()
        office = await Office.found(database, await self.lanes(clock, database))
        self._stack.push_async_callback(take_away, self._url, office.workspace_id)
        return office


async def until(condition: Callable[[], object]) -> None:
    """Let the others run until something holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what it asks about tells nobody
            await asyncio.sleep(0)


async def all_of(answers: Iterable[asyncio.Future[c.Answer]]) -> list[c.Answer | BaseException]:
    """Every answer or error, in order."""
    return await asyncio.gather(*answers, return_exceptions=True)
