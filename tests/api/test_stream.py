"""The stream is driven as a server drives it: message by message."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from evenhand.api import stream
from evenhand.api.app import create_app
from tests.api.conftest import House
from tests.api.making import make_channel
from tests.api.test_session import PASSWORD, client, email_of


@dataclass
class Listener:
    """What a client has received."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    ended: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.text += message["body"].decode()
            self.ended = not message.get("more_body", False)
        self.news.set()

    @property
    def events(self) -> list[dict[str, str]]:
        blocks = [block.split("\n") for block in self.text.split("\n\n")[:-1]]
        return [dict(line.split(": ", 1) for line in block) for block in blocks if block[0].startswith("id")]

    async def until(self, count: int) -> list[dict[str, str]]:
        async with asyncio.timeout(10):
            while len(self.events) < count:
                self.news.clear()
                await self.news.wait()
        return self.events

    async def until_end(self) -> None:
        async with asyncio.timeout(10):
            while not self.ended:
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def listening(
    app: FastAPI, headers: dict[str, str], query: str = "", send: Any = None
) -> AsyncGenerator[Listener]:
    """A client that listens until the end of the block, and then leaves."""
    listener = Listener()
    left = asyncio.Event()
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await left.wait()
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/events/stream",
        "raw_path": b"/api/v1/events/stream",
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "server": ("test", 80),
        "client": ("127.0.0.1", 1234),
    }
    task = asyncio.create_task(app(scope, receive, send or listener.send))
    try:
        yield listener
    finally:
        left.set()
        async with asyncio.timeout(10):
            await task


@pytest.fixture
def app(house: House) -> FastAPI:
    return create_app(house.services)


def token_of(house: House, role: str = "owner") -> dict[str, str]:
    return {"Authorization": {"owner": house.owner, "agent": house.agent}[role].headers["authorization"]}


async def last_seq(house: House) -> int:
    return (await house.owner.get("/events?limit=100")).json()["items"][-1]["seq"]


async def test_the_stream_shows_what_the_list_shows_and_goes_on(house: House, app: FastAPI) -> None:
    channel = await make_channel(house)
    seq = await last_seq(house)
    async with listening(app, token_of(house), f"after={seq - 2}") as listener:
        await listener.until(2)
        assert listener.status == 200
        assert listener.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert listener.headers["cache-control"] == "no-store"
        await house.write(channel, "c-1", "Hola\n\nid: 5")
        shown = await listener.until(5)
    listed = (await house.owner.get(f"/events?after={seq - 2}")).json()["items"]
    assert [msgspec.json.decode(event["data"]) for event in shown] == listed
    assert [event["id"] for event in shown] == [str(event["seq"]) for event in listed]
    assert [event["event"] for event in shown] == [event["type"] for event in listed]


async def test_a_broken_stream_goes_on_where_it_broke(house: House, app: FastAPI) -> None:
    await make_channel(house)
    seq = await last_seq(house)
    async with listening(app, token_of(house) | {"Last-Event-ID": str(seq - 1)}, "after=0") as listener:
        shown = await listener.until(1)
    assert [event["id"] for event in shown] == [str(seq)]


async def test_more_events_than_one_reading_arrive_all(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BATCH", 3)
    seq = await last_seq(house)
    async with listening(app, token_of(house)) as listener:
        shown = await listener.until(seq)
    assert [int(event["id"]) for event in shown] == list(range(1, seq + 1))


async def test_commits_of_other_processes_are_seen(house: House, app: FastAPI) -> None:
    seq = await last_seq(house)
    async with listening(app, token_of(house), f"after={seq}") as listener:
        async with house.services.database.reads.connection() as connection, connection.transaction():
            await connection.execute(
                "update lanes set seq = seq + 1 where workspace_id = %s", [house.workspace_id]
            )
            await connection.execute(
                """insert into events (workspace_id, seq, at, type, actor)
                values (%s, %s, now(), 'workspace.updated', 'system')""",
                (house.workspace_id, seq + 1),
            )
        shown = await listener.until(1)
    assert shown[0]["event"] == "workspace.updated"


async def test_an_agent_hears_only_of_contacts_that_the_agent_sees(house: House, app: FastAPI) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1", "first")
    await house.owner.put(f"/contacts/{event.contact_id}/assignee", json={"user": house.manager_id})
    seq = await last_seq(house)
    async with listening(app, token_of(house, "agent"), f"after={seq}") as listener:
        await house.write(channel, "c-1", "for the manager")
        mine = await house.write(channel, "c-2", "for anybody")
        shown = await listener.until(3)
    assert int(shown[-1]["id"]) == mine.seq
    assert "for the manager" not in listener.text


async def test_a_dead_token_cuts_the_stream(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHECK_SECONDS", 0.1)
    made = (await house.owner.post("/tokens", json={"name": "t", "role": "owner"})).json()
    async with listening(app, {"Authorization": f"Bearer {made['token']}"}) as listener:
        await listener.until(1)
        await house.owner.delete(f"/tokens/{made['id']}")
        await listener.until_end()


async def test_a_stopping_process_ends_its_streams(house: House, app: FastAPI) -> None:
    async with listening(app, token_of(house)) as listener:
        await listener.until(1)
        house.services.engine.feed.close()
        await listener.until_end()


async def test_a_quiet_stream_has_a_heartbeat(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.1)
    async with listening(app, token_of(house), f"after={2**40}") as listener:
        async with asyncio.timeout(10):
            while ": nothing new\n\n" not in listener.text:
                listener.news.clear()
                await listener.news.wait()
    assert listener.events == []


async def test_a_client_that_takes_nothing_is_dropped(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "STALL_SECONDS", 0.05)
    stalled = asyncio.Event()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            stalled.set()
            await asyncio.Event().wait()

    async with listening(app, token_of(house), send=send):
        await stalled.wait()


async def test_streams_of_one_caller_are_limited(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MAX_STREAMS", 1)
    async with listening(app, token_of(house)) as first:
        await first.until(1)
        async with listening(app, token_of(house)) as second:
            await second.until_end()
            assert second.status == 429
    async with listening(app, token_of(house)) as third:
        await third.until(1)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Origin": "http://evil.test", "Host": "test"}, 403, id="foreign origin"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="foreign page"),
        pytest.param({"Last-Event-ID": "-1"}, 422, id="no id"),
        pytest.param({"Authorization": "Bearer nonsense"}, 401, id="no token"),
    ],
)
async def test_who_may_not_listen_is_refused(
    house: House, app: FastAPI, headers: dict[str, str], status: int
) -> None:
    async with listening(app, token_of(house) | headers) as listener:
        await listener.until_end()
    assert listener.status == status
    assert listener.headers["content-type"] == "application/problem+json"


async def test_a_person_who_listens_is_there(
    house: House, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"email": email_of(house), "name": "Ana", "role": "agent", "password": PASSWORD}
    user = (await house.owner.post("/users", json=given)).json()
    async with client(app) as ana:
        await ana.post("/session", json={"email": email_of(house), "password": PASSWORD})
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in ana.cookies.items())}
    seq = await last_seq(house)
    async with listening(app, token_of(house), f"after={seq}") as watcher:
        async with listening(app, cookie, f"after={seq}"):
            shown = await watcher.until(1)
            data = msgspec.json.decode(shown[0]["data"])["data"]
            assert data == {"status": "online", "previous": "offline"}
        assert (await house.owner.get(f"/users/{user['id']}")).json()["status"] == "online"
