"""A workspace with an owner, a manager and an agent, and a client for each, on the real engine."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Final, LiteralString

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from psycopg import AsyncConnection, sql

from evenhand.api.app import create_app
from evenhand.api.auth import digest
from evenhand.api.deps import Services
from evenhand.domain.commands import CONTACT, SYSTEM, CreateToken, CreateUser, Profile, ReceiveMessage
from evenhand.domain.model import Event, Role
from evenhand.engine.engine import Engine
from evenhand.storage.database import Database
from evenhand.storage.vault import Vault
from evenhand.storage.workspaces import create_workspace
from tests.clock import SetClock

TABLES: Final[LiteralString] = """
select c.table_name
from information_schema.columns c
join information_schema.tables t using (table_schema, table_name)
where c.table_schema = 'public' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'
"""


@pytest.fixture
def clock() -> SetClock:
    """The database's own time, until a test sets another."""
    return SetClock()


@pytest.fixture
async def services(database_url: str, clock: SetClock) -> AsyncGenerator[Services]:
    """The engine at work on the test database, and what else the routes need."""
    database = await Database.open(database_url)
    vault = Vault(secrets.token_bytes(32))
    engine = Engine(database, vault, clock)
    await engine.start()
    yield Services(engine, database, vault, clock.monotonic)
    await engine.stop()
    await database.close()


@dataclass(frozen=True)
class House:
    """A workspace: its people's ids, and what each of them sends requests with."""

    services: Services
    workspace_id: int
    owner_id: int
    manager_id: int
    agent_id: int
    owner: AsyncClient
    manager: AsyncClient
    agent: AsyncClient
    nobody: AsyncClient

    async def write(self, channel: dict[str, Any], contact: str, text: str = "hello") -> Event:
        """A contact writes on a custom channel, given as the API answered it."""
        command = ReceiveMessage(
            workspace_id=self.workspace_id,
            actor=CONTACT,
            channel_id=channel["id"],
            token_hash=digest(channel["token"]),
            profile=Profile(contact),
            text=text,
        )
        event = (await self.services.engine.submit(command)).event
        assert event is not None
        return event


@pytest.fixture
async def house(services: Services, database_url: str) -> AsyncGenerator[House]:
    """A workspace of this test alone."""
    async with AsyncExitStack() as stack:
        house = await move_in(services, stack)
        yield house
    await move_out(database_url, house.workspace_id)


@pytest.fixture
async def other_house(services: Services, database_url: str) -> AsyncGenerator[House]:
    """Another workspace, whose things are nobody else's business."""
    async with AsyncExitStack() as stack:
        house = await move_in(services, stack)
        yield house
    await move_out(database_url, house.workspace_id)


async def move_in(services: Services, stack: AsyncExitStack) -> House:
    app = create_app(services)
    async with services.database.reads.connection() as connection:
        workspace_id = await create_workspace(connection, f"house {secrets.token_hex(6)}")
    ids: dict[Role, int] = {}
    clients: dict[Role, AsyncClient] = {}
    roles: tuple[Role, ...] = ("owner", "manager", "agent")
    for role in roles:
        ids[role] = await person(services, workspace_id, role)
        token = await token_for(services, workspace_id, role, ids[role])
        clients[role] = await stack.enter_async_context(client(app, token))
    nobody = await stack.enter_async_context(client(app))
    return House(
        services=services,
        workspace_id=workspace_id,
        owner_id=ids["owner"],
        manager_id=ids["manager"],
        agent_id=ids["agent"],
        owner=clients["owner"],
        manager=clients["manager"],
        agent=clients["agent"],
        nobody=nobody,
    )


async def person(services: Services, workspace_id: int, role: Role) -> int:
    command = CreateUser(
        workspace_id=workspace_id, actor=SYSTEM, email=f"{role}@x.test", name=role.title(), role=role
    )
    event = (await services.engine.submit(command)).event
    assert event is not None
    return event.seq


async def token_for(services: Services, workspace_id: int, role: Role, user_id: int | None) -> str:
    token = f"eh_{secrets.token_urlsafe(32)}"
    command = CreateToken(
        workspace_id=workspace_id, actor=SYSTEM, name=role, role=role, hash=digest(token), user=user_id
    )
    await services.engine.submit(command)
    return token


def client(app: FastAPI, token: str | None = None) -> AsyncClient:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return AsyncClient(transport=ASGITransport(app), base_url="http://test/api/v1", headers=headers)


async def move_out(database_url: str, workspace_id: int) -> None:
    async with await AsyncConnection.connect(database_url) as connection:
        tables = [name for (name,) in await (await connection.execute(TABLES)).fetchall()]
        for table in tables:
            delete = sql.SQL("delete from {} where workspace_id = %s").format(sql.Identifier(table))
            await connection.execute(delete, [workspace_id])
        await connection.execute("delete from workspaces where id = %s", [workspace_id])
