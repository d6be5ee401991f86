"""The HTTP API as the demo's people use it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any, Final

import httpx2
import msgspec

ATTEMPTS: Final = 5
UNAVAILABLE: Final = 503
PAUSE: Final = 1.0
"""Seconds between attempts to reach a server that is stopping or busy."""


class ApiRefused(Exception):
    """A call was answered with a problem."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code


class Api:
    """The API with one token. All share ``client``, whose base URL is the server's."""

    def __init__(self, client: httpx2.AsyncClient, token: str) -> None:
        self._client = client
        self._headers = {"authorization": f"Bearer {token}"}

    async def get(self, path: str, **parameters: str | int) -> Any:
        """What is there."""
        return await self._call("GET", path, parameters=parameters)

    async def everything(self, path: str, **parameters: str | int) -> list[dict[str, Any]]:
        """All items of a list, part by part."""
        items: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            more = {"cursor": cursor} if cursor else {}
            part = await self.get(path, limit=100, **parameters, **more)
            items += part["items"]
            cursor = part["next_cursor"]
            if cursor is None:
                return items

    async def post(self, path: str, body: Any = None) -> Any:
        """Creates something, or has something done."""
        return await self._call("POST", path, body)

    async def post_yaml(self, path: str, text: str) -> Any:
        """Creates something from a file."""
        return await self._call("POST", path, content=text, kind="application/yaml")

    async def put(self, path: str, body: Any) -> Any:
        """Sets something."""
        return await self._call("PUT", path, body)

    async def patch(self, path: str, body: Any) -> Any:
        """Changes something."""
        return await self._call("PATCH", path, body)

    async def delete(self, path: str) -> None:
        """Deletes something."""
        await self._call("DELETE", path)

    async def _call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        content: str | None = None,
        kind: str = "application/json",
        parameters: dict[str, str | int] | None = None,
    ) -> Any:
        sent = msgspec.json.encode(body) if body is not None else content
        headers = self._headers | ({"content-type": kind} if sent is not None else {})
        request = self._client.build_request(
            method, f"/api/v1{path}", content=sent, params=parameters, headers=headers
        )
        answer = await self._client.send(request)
        for _ in range(ATTEMPTS - 1):
            if answer.status_code != UNAVAILABLE:
                break
            await asyncio.sleep(float(answer.headers.get("retry-after", PAUSE)))
            answer = await self._client.send(request)
        return _content(answer)

    async def events(self, after: int) -> AsyncGenerator[dict[str, Any]]:
        """The workspace's log after an event, without end; a broken stream is taken up where it broke."""
        while True:
            with suppress(ApiRefused, httpx2.TransportError):
                async for event in self._stream(after):
                    after = event["seq"]
                    yield event
            await asyncio.sleep(PAUSE)

    async def _stream(self, after: int) -> AsyncGenerator[dict[str, Any]]:
        headers = self._headers | {"last-event-id": str(after)}
        timeout = httpx2.Timeout(10.0, read=60.0)
        async with self._client.stream(
            "GET", "/api/v1/events/stream", headers=headers, timeout=timeout
        ) as answer:
            if not answer.is_success:
                await answer.aread()
                _content(answer)
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    yield msgspec.json.decode(line.removeprefix("data:"))


def _content(answer: httpx2.Response) -> Any:
    body: Any = msgspec.json.decode(answer.content) if answer.content else None
    if answer.is_success:
        return body
    raise ApiRefused(answer.status_code, body["code"], body["detail"])
