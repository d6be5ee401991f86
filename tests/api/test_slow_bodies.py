"""Clients that begin a request and do not go on with it."""

import asyncio

import pytest
from starlette.types import Message, Scope

from evenhand.api import middleware
from evenhand.api.app import create_app
from tests.api.conftest import House


async def test_a_body_that_does_not_come_is_waited_for_no_longer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "BODY_SECONDS", 0.0)
    sent: list[Message] = []

    async def receive() -> Message:
        return await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"test"), (b"content-length", b"9")]
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/session",
        "raw_path": b"/api/v1/session",
        "query_string": b"",
        "headers": headers,
        "http_version": "1.1",
        "scheme": "http",
        "server": ("test", 80),
        "client": ("127.0.0.1", 1),
    }
    async with asyncio.timeout(10):
        await create_app(house.services)(scope, receive, send)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    assert b"too_slow" in sent[1]["body"]
