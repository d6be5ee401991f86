"""Calls to services that workflows name: bounded in time and size, and to no address that they may not reach.

No redirects, no proxies, no cookies, no connection that is kept: each call is as if it were the only one.
"""

import asyncio
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple, cast

import httpcore2
import httpx2

from evenhand import __version__
from evenhand.channels.addresses import Allowed, may_call
from evenhand.channels.reasons import Obstacle, obstacle, reason

ANSWER_LIMIT: Final = 256 * 1024  # bytes of an answer; more is none
CONNECT_LIMIT: Final = 5.0  # seconds
ADDRESSES: Final = 4  # of one host, tried one after the other
RESOLVERS: Final = 16  # names looked up at once

REFUSED: Final = "The address is not on the public internet: EVENHAND_HTTP_ALLOW can allow it."
TOO_LARGE: Final = f"The answer is larger than {ANSWER_LIMIT // 1024} KiB."

UNREACHED: Final[dict[Obstacle, str]] = {
    "unknown": "The host cannot be reached: there is none of this name.",
    "refused": "The host cannot be reached: nothing answers at this port.",
    "no_way": "The host cannot be reached: there is no way to it in the network.",
    "certificate": "The host cannot be reached safely: its certificate is not trusted.",
}


class Call(NamedTuple):
    """One request. ``timeout`` in seconds, for all of it."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str | None
    timeout: float


class Answered(NamedTuple):
    """What came back; ``status`` None: nothing did, and ``error`` says why."""

    status: int | None = None
    body: str = ""
    error: str | None = None


class NotAllowed(Exception):
    """The address may not be called."""


class Caller:
    """Makes calls; ``close`` it at the end."""

    def __init__(self, allowed: Allowed) -> None:
        self._names = ThreadPoolExecutor(RESOLVERS, "names")
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=Network(self._names, allowed),
        )

    async def call(self, call: Call) -> Answered:
        """Makes one call, within its time."""
        try:
            async with asyncio.timeout(call.timeout):
                return await self._call(call)
        except NotAllowed:
            return Answered(error=REFUSED)
        except TimeoutError:
            return Answered(error=f"There was no answer within {call.timeout:g} s.")
        except (OSError, httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
            return Answered(error=_unreached(error))
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            return Answered(error=f"The connection broke before an answer came: {reason(error)}.")
        except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, ValueError) as error:
            return Answered(error=f"The address cannot be called: {reason(error)}.")

    async def close(self) -> None:
        """Closes what is open."""
        await self._pool.aclose()
        self._names.shutdown(wait=False, cancel_futures=True)

    async def _call(self, call: Call) -> Answered:
        async with self._pool.stream(**_parts(call)) as answer:
            body = bytearray()
            async for part in answer.aiter_stream():
                body += part
                if len(body) > ANSWER_LIMIT:
                    return Answered(error=TOO_LARGE)
            return Answered(answer.status, body.decode("utf-8", "replace"))


def _parts(call: Call) -> dict[str, Any]:
    """The call as the library takes it. Raises InvalidURL, and ValueError for an address of another kind."""
    given = {name.lower() for name in call.headers}
    headers = {name: value for name, value in _OURS.items() if name not in given} | dict(call.headers)
    request = httpx2.Request(
        call.method, call.url, headers=headers, content=None if call.body is None else call.body.encode()
    )
    url = request.url
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError("it must begin with http:// or https://")
    if url.userinfo:
        raise ValueError("it must be without user and password, which belong into a header")
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    return {
        "method": request.method,
        "url": target,
        "headers": request.headers.raw,
        "content": request.content,
        "extensions": {"timeout": {"connect": min(CONNECT_LIMIT, call.timeout)}},
    }


_OURS: Final = {"user-agent": f"Evenhand/{__version__}", "accept": "*/*", "accept-encoding": "identity"}


class Network(httpcore2.AsyncNetworkBackend):
    """Connects to the addresses of a host that have been looked at, and to nothing else."""

    def __init__(self, names: ThreadPoolExecutor, allowed: Allowed) -> None:
        self._names = names
        self._allowed = allowed
        self._inner = cast("httpcore2.AsyncNetworkBackend", httpcore2.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as the library calls it
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._addresses(host, port)
        if not may_call(host, port, addresses, self._allowed):
            raise NotAllowed(REFUSED)
        *others, last = addresses[:ADDRESSES]
        for address in others:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def _addresses(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._names, _look_up, host, port)
        return list(dict.fromkeys(found))


def _look_up(host: str, port: int) -> list[str]:
    return [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _unreached(error: Exception) -> str:
    found = obstacle(error)
    return UNREACHED[found] if found else f"The host cannot be reached: {reason(error)}."
