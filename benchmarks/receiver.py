"""Takes what Evenhand delivers, in a process of its own: `python -m benchmarks.receiver` prints its port.

It answers 204 to every request as soon as it is complete, and nothing more. It ends with its standard input.
"""

import asyncio
import sys
from typing import Final, cast

import uvloop

from benchmarks.load import HEAD_END, content_length

ANSWER: Final = b"HTTP/1.1 204 No Content\r\n\r\n"


class Taken(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self.buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are no subclass

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(HEAD_END)
        if end < 0:
            return
        size = end + len(HEAD_END) + content_length(bytes(self.buffer[:end]))
        if len(self.buffer) >= size:
            del self.buffer[:size]
            self.transport.write(ANSWER)


async def main() -> None:
    """Serves until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Taken, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    uvloop.run(main())
