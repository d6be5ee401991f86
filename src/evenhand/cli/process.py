"""The life of a process that serves: stopped by a signal, listening on a socket."""

import asyncio
import signal
import socket
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Final, TypeVar

import uvicorn
import uvloop
from starlette.types import ASGIApp

from evenhand.cli.frame import Failed
from evenhand.settings import THIS_MACHINE

DRAIN: Final = 30
"""Seconds that requests under way are given when the process stops."""


T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Runs ``work`` to its end and gives what it gives."""
    return uvloop.run(work)


def run_until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Runs ``work``; SIGINT or SIGTERM cancels it, so that it can clean up, and that is no failure."""

    async def stoppable() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, _cancel_once, task)
        with suppress(asyncio.CancelledError):
            await task

    uvloop.run(stoppable())


def _cancel_once(task: asyncio.Future[None]) -> None:
    # A second cancel would hit the clean-up, which the first has begun.
    if isinstance(task, asyncio.Task) and not task.cancelling():
        task.cancel()


def bind(host: str, port: int) -> socket.socket:
    """A socket of that address, which takes no connections yet; port 0 is any free one.

    Raises:
        Failed: The address is not one of this machine's, or is in use.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise Failed(f"{host} is no address to listen on: {error.strerror}.") from None
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise _not_usable(host, port, error) from None
    return bound


def _not_usable(host: str, port: int, error: BaseException | None) -> Failed:
    reason = error.strerror if isinstance(error, OSError) else error
    return Failed(f"Port {port} of {host} cannot be used: {reason}. Choose another one with --port.")


def _name(bound: socket.socket) -> tuple[str, int]:
    host, port, *_ = bound.getsockname()
    return host, port


def address_of(bound: socket.socket) -> str:
    """The URL at which a server on this socket is reached from this machine."""
    host, port = _name(bound)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104, compared, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to the process and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@asynccontextmanager
async def listening(
    app: ASGIApp, bound: socket.socket, *, proxies: str = THIS_MACHINE, drain: float = DRAIN
) -> AsyncGenerator[None]:
    """Serves ``app`` on the socket; at the end takes no new requests and lets those under way finish.

    Who asks, and whether by https, is what ``proxies`` say of requests that they pass on.

    Raises:
        Failed: Somebody else listens there.
    """
    host, port = _name(bound)
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            forwarded_allow_ips=proxies,
            timeout_graceful_shutdown=int(drain),
        )
    )
    task = asyncio.create_task(server.serve(sockets=[bound]))
    ready = asyncio.create_task(server.listening.wait())
    try:
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            raise _not_usable(host, port, task.exception())
        yield
    finally:
        ready.cancel()
        server.should_exit = True
        if not task.done():
            await task
