"""The processes that a run starts besides PostgreSQL, and stops again: servers, load, receiver."""

import asyncio
import base64
import os
import socket
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

import msgspec

from benchmarks.bench import Bench, WentWrong
from benchmarks.load import LIMIT, Outcome, Plan

START_LIMIT: Final = 30.0
STOP_LIMIT: Final = 20.0


@asynccontextmanager
async def serving(bench: Bench, database: str, count: int) -> AsyncGenerator[dict[int, int]]:
    """So many `evenhand serve` on the database: their process ids by port."""
    async with AsyncExitStack() as stack:
        found: dict[int, int] = {}
        for port in _free_ports(count):
            found[port] = await stack.enter_async_context(_serve(bench, database, port))
        yield found


@asynccontextmanager
async def _serve(bench: Bench, database: str, port: int) -> AsyncGenerator[int]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
    environment |= {
        "EVENHAND_DATABASE_URL": bench.server.url(database),
        "EVENHAND_SECRET_KEY": base64.b64encode(bench.secret_key).decode(),
        "EVENHAND_LOG_LEVEL": "warning",
    }
    command = [
        Path(sys.executable).with_name("evenhand"),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _ready(port, process)
        yield process.pid
    finally:
        await _stop(process)


async def _ready(port: int, process: asyncio.subprocess.Process) -> None:
    limit = perf_counter() + START_LIMIT
    while perf_counter() < limit and process.returncode is None:
        if await _answers(port):
            return
        await asyncio.sleep(0.05)
    raise WentWrong(f"evenhand serve did not become ready on port {port}")


async def _answers(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return False
    writer.write(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return b" 200 " in status


async def load(plan: Plan) -> Outcome:
    """Sends the load from another process. Raises WentWrong where a request was not answered as it should."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.load", stdin=pipe, stdout=pipe
    )
    try:
        limit = plan.warm_up + plan.seconds + 2 * LIMIT
        output, _ = await asyncio.wait_for(process.communicate(msgspec.json.encode(plan)), limit)
    finally:
        await _stop(process)
    if process.returncode != 0:
        raise WentWrong("the load generator failed")
    outcome = msgspec.json.decode(output, type=Outcome)
    if outcome.failures:
        raise WentWrong(f"not every request was accepted: {outcome.failures[0]}")
    return outcome


@asynccontextmanager
async def receiver() -> AsyncGenerator[str]:
    """The address of a receiver in another process that takes every delivery."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.receiver", stdin=pipe, stdout=pipe
    )
    assert process.stdout is not None
    try:
        port = int(await asyncio.wait_for(process.stdout.readline(), START_LIMIT))
        yield f"http://127.0.0.1:{port}/"
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_LIMIT)
        except TimeoutError:
            process.kill()
            await process.wait()


def _free_ports(count: int) -> Sequence[int]:
    """Ports that nobody listens on just now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
