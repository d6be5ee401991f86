"""A line to PostgreSQL that breaks when a test wants it to."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

Moment = Literal["commit is sent", "commit is answered"]


class Line:
    """Connections through ``url``; ``cut`` breaks one of them when it is about to commit, or has."""

    def __init__(self) -> None:
        self.url = ""
        self.commits = 0
        self._cuts: list[tuple[int, Moment]] = []

    def cut(self, moment: Moment) -> None:
        """Break the connection whose commit is the next one."""
        self._cuts.append((self.commits + 1, moment))

    def is_cut(self, commit: int, moment: Moment) -> bool:
        return (commit, moment) in self._cuts


class _Connection:
    """One connection: copies both ways, and knows the statements that end transactions."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._names: set[bytes] = set()
        self._numbers: list[int] = []

    async def up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """What the client sends; raises ConnectionError where the line is to break."""
        await _pass_start(reader, writer)
        async for kind, body in _messages(reader):
            if self._is_commit(kind, body):
                self._line.commits += 1
                self._numbers.append(self._line.commits)
                if self._line.is_cut(self._line.commits, "commit is sent"):
                    raise ConnectionResetError
            await _send(writer, kind, body)

    async def down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """What the server answers."""
        async for kind, body in _messages(reader):
            is_answer = self._numbers and kind == b"C" and body == b"COMMIT\0"
            if is_answer and self._line.is_cut(self._numbers.pop(0), "commit is answered"):
                raise ConnectionResetError
            await _send(writer, kind, body)

    def _is_commit(self, kind: bytes, body: bytes) -> bool:
        """Whether a statement named before, or now, ends the transaction."""
        name, _, rest = body.partition(b"\0")
        if kind == b"P" and rest.startswith(b"commit\0"):
            self._names.add(name)
        return kind == b"B" and rest.partition(b"\0")[0] in self._names


@asynccontextmanager
async def line_to(url: str, folder: Path) -> AsyncGenerator[Line]:
    """A line to the server of that URL, on a socket in the folder, until the end of the block."""
    line = Line()
    tasks: set[asyncio.Task[None]] = set()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.create_task(_relay(line, url, reader, writer)))

    server = await asyncio.start_unix_server(serve, folder / ".s.PGSQL.5432")
    parts = urlsplit(url)
    user, _, _ = parts.netloc.rpartition("@")
    rest = "&".join(
        f"{k}={quote(v[0])}" for k, v in parse_qs(parts.query).items() if k not in {"host", "port"}
    )
    line.url = (
        f"postgresql://{user}{'@' if user else ''}{parts.path}?host={quote(str(folder))}&port=5432&{rest}"
    )
    try:
        yield line
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def _relay(line: Line, url: str, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
    """One connection, until either side or the line ends it."""
    connection = _Connection(line)
    server, to_server = await _connect(url)
    both = [
        asyncio.create_task(connection.up(client, to_server)),
        asyncio.create_task(connection.down(server, to_client)),
    ]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for copy in both:
            copy.cancel()
        to_client.close()
        to_server.close()
    await asyncio.gather(*both, return_exceptions=True)


async def _connect(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or "localhost"])[0]
    port = parse_qs(parts.query).get("port", [str(parts.port or 5432)])[0]
    if host.startswith("/"):
        return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
    return await asyncio.open_connection(host, int(port))


async def _pass_start(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """The first message has no kind; on a local socket nothing is asked before it."""
    size = await reader.readexactly(4)
    writer.write(size + await reader.readexactly(int.from_bytes(size) - 4))
    await writer.drain()


async def _messages(reader: asyncio.StreamReader) -> AsyncGenerator[tuple[bytes, bytes]]:
    with suppress(asyncio.IncompleteReadError):
        while True:
            head = await reader.readexactly(5)
            yield head[:1], await reader.readexactly(int.from_bytes(head[1:]) - 4)


async def _send(writer: asyncio.StreamWriter, kind: bytes, body: bytes) -> None:
    writer.write(kind + (len(body) + 4).to_bytes(4) + body)
    await writer.drain()
