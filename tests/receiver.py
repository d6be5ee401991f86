"""A bridge for tests: a real HTTP server on this machine that answers as it is told."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec


class Received(msgspec.Struct):
    """One request; header names in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return msgspec.json.decode(self.body)


Answer = Callable[[Received], Awaitable[bytes]]


def answer(status: int = 204, *headers: str) -> bytes:
    """An empty answer."""
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", "content-length: 0", *headers, "", ""]).encode()


async def take(_: Received) -> bytes:
    """The answer of a bridge that is well."""
    return answer()


class Receiver:
    """What came in; ``respond`` can be exchanged at any time."""

    def __init__(self, respond: Answer) -> None:
        self.respond = respond
        self.received: list[Received] = []
        self.connections = 0
        self.url = ""
        self._arrivals = asyncio.Condition()

    @property
    def texts(self) -> list[str]:
        return [received.data["text"] for received in self.received]

    async def has(self, count: int) -> list[Received]:
        """All requests, as soon as there are so many."""
        async with asyncio.timeout(10), self._arrivals:
            await self._arrivals.wait_for(lambda: len(self.received) >= count)
        return self.received

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                received = await _read(reader)
                async with self._arrivals:
                    self.received.append(received)
                    self._arrivals.notify_all()
                writer.write(await self.respond(received))
                await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving(respond: Answer = take) -> AsyncGenerator[Receiver]:
    """A receiver at ``url`` until the end of the block."""
    receiver = Receiver(respond)
    tasks: set[asyncio.Task[None]] = set()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.create_task(receiver.serve(reader, writer)))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/out"
    try:
        yield receiver
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)
        await server.wait_closed()


async def _read(reader: asyncio.StreamReader) -> Received:
    line, *fields = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
    return Received(line, headers, await reader.readexactly(int(headers.get("content-length", "0"))))
