"""The HTTP load, in a process of its own: `python -m benchmarks.load < plan.json` prints what came of it.

It writes HTTP/1.1 by hand on connections that stay open, so that it takes little of the processor that the
servers need. Each connection sends its next request when the answer to the last one is complete.
"""

import asyncio
import sys
from random import Random
from time import perf_counter, process_time
from typing import Final, cast

import msgspec
import uvloop

BODY: Final = (
    b'{"message_id":"m-%d","contact":{"external_id":"c-%d","first_name":"Ana"},'
    b'"text":"Hello, I have a question about my order"}'
)
HEAD_END: Final = b"\r\n\r\n"
LIMIT: Final = 60.0
"""Seconds that the last answers may take."""


class Target(msgspec.Struct, frozen=True):
    """An inbound route of a channel and the token that opens it."""

    path: str
    token: str


class Plan(msgspec.Struct, frozen=True):
    """What to send. ``batch`` 0: one message a request; ``warm_up`` and ``seconds`` follow each other."""

    ports: list[int]
    targets: list[Target]
    connections: int
    batch: int
    warm_up: float
    seconds: float


class Outcome(msgspec.Struct, frozen=True):
    """What came of it. Latencies are of requests answered in the measured time; ``accepted`` counts all."""

    accepted: int
    measured: int
    latencies: list[float]
    failures: list[str]
    elapsed: float
    cpu: float


class Run:
    """The state that all connections share."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.random = Random()
        self.begun = perf_counter() + plan.warm_up
        self.end = self.begun + plan.seconds
        self.accepted = 0
        self.measured = 0
        self.latencies: list[float] = []
        self.failures: list[str] = []
        self.turn = 0
        self.heads = [self._head(target) for target in plan.targets]

    def _head(self, target: Target) -> bytes:
        path = f"{target.path}/batch" if self.plan.batch else target.path
        return (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {target.token}\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    def request(self) -> bytes:
        """The next request, to the next target."""
        head = self.heads[self.turn % len(self.heads)]
        self.turn += 1
        messages = b",".join(self._message() for _ in range(self.plan.batch or 1))
        body = b'{"messages":[%b]}' % messages if self.plan.batch else messages
        return b"%b%d%b%b" % (head, len(body), HEAD_END, body)

    def _message(self) -> bytes:
        number = self.random.randrange(1, 4 * 10**18)
        return BODY % (number, number)

    def answered(self, head: bytes, body: bytes, took: float) -> None:
        """Counts an answer."""
        accepted = body.count(b'"duplicate"')
        if accepted != (self.plan.batch or 1) or b" 200 " not in head[:20]:
            self.failures.append((head + HEAD_END + body)[:500].decode(errors="replace"))
        self.accepted += accepted
        if self.begun <= perf_counter() < self.end:
            self.measured += accepted
            self.latencies.append(took)


class Client(asyncio.Protocol):
    """One connection: a request, its answer, the next request."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.buffer = bytearray()
        self.sent_at = 0.0
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are no subclass
        self.send()

    def connection_lost(self, exc: Exception | None) -> None:
        if perf_counter() < self.run.end:
            self.run.failures.append(f"the connection was closed: {exc}")
        self.closed.set_result(None)

    def send(self) -> None:
        self.sent_at = perf_counter()
        self.transport.write(self.run.request())

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(HEAD_END)
        if end < 0:
            return
        head = bytes(self.buffer[:end])
        length = content_length(head)
        if len(self.buffer) < end + len(HEAD_END) + length:
            return
        body = bytes(self.buffer[end + len(HEAD_END) :])
        self.buffer.clear()
        self.run.answered(head, body, perf_counter() - self.sent_at)
        if perf_counter() < self.run.end and not self.run.failures:
            self.send()
        else:
            self.transport.close()


def content_length(head: bytes) -> int:
    """The length of the body that follows the head."""
    name = b"content-length:"
    lower = head.lower()
    start = lower.index(name) + len(name)
    return int(lower[start:].split(b"\r\n", 1)[0])


async def send(plan: Plan) -> Outcome:
    """Sends until the time is up and all answers are there."""
    loop = asyncio.get_running_loop()
    run = Run(plan)
    started = perf_counter()
    connections = [
        loop.create_connection(lambda: Client(run), "127.0.0.1", plan.ports[number % len(plan.ports)])
        for number in range(plan.connections)
    ]
    clients = [client for _, client in await asyncio.gather(*connections)]
    limit = plan.warm_up + plan.seconds + LIMIT
    await asyncio.wait_for(asyncio.gather(*(client.closed for client in clients)), limit)
    elapsed = perf_counter() - started
    return Outcome(run.accepted, run.measured, run.latencies, run.failures[:3], elapsed, process_time())


if __name__ == "__main__":
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(send(plan))))
