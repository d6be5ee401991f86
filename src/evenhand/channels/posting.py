"""Signed calls to somebody's server: how they are made, and what an answer means.

Of what the receiver answers nothing but its status is kept or shown.
"""

import asyncio
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, NamedTuple

import httpcore2
import httpx2
from standardwebhooks import Webhook

from evenhand import __version__
from evenhand.channels.addresses import Allowed
from evenhand.channels.calling import RESOLVERS, Network, NotAllowed
from evenhand.channels.reasons import Obstacle, obstacle, reason
from evenhand.channels.sending import TIME_LIMIT, Sent

CONNECT_LIMIT: Final = 3.0  # seconds
ANSWER_LIMIT: Final = 64 * 1024  # bytes read of an answer, so that the connection can be used again
CONNECTIONS: Final = 400  # as many as contacts are served at once
IDLE_CONNECTIONS: Final = 32  # the pool looks at each of them twice for every request, at 6 µs a look
IDLE_LIMIT: Final = 4.0  # seconds; most servers close after 5, and a POST that meets that is lost
LIMITS: Final = httpx2.Limits(
    max_connections=CONNECTIONS,
    max_keepalive_connections=IDLE_CONNECTIONS,
    keepalive_expiry=IDLE_LIMIT,
)
PRIVATE: Final = Sent(
    "The address is not on the public internet: EVENHAND_HTTP_ALLOW can allow it, or"
    " EVENHAND_PRIVATE_RECEIVERS all of them."
)
UNREACHED: Final[dict[Obstacle, Sent]] = {
    "unknown": Sent("The receiver cannot be reached: there is no host of this name."),
    "refused": Sent("The receiver cannot be reached: nothing answers at this port."),
    "no_way": Sent("The receiver cannot be reached: there is no way to it in the network."),
    "certificate": Sent("The receiver cannot be reached safely: its certificate is not trusted."),
}
GONE_STATUS: Final = 410
LATER: Final = frozenset({408, 409, 425, 429})
"""Refusals of the moment, not of what was sent."""


class Post(NamedTuple):
    """One request, complete."""

    url: str
    body: bytes
    headers: dict[str, str]


def signed(url: str, body: bytes, webhook_id: str, at: datetime, secret: str) -> Post:
    """The request with the body, signed as Standard Webhooks says.

    Of a repetition ``webhook_id`` is the same, so that a receiver knows it.
    """
    at = at.astimezone(UTC)
    headers = {
        "content-type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(webhook_id, at, body.decode()),
    }
    return Post(url, body, headers)


def verdict(status: int, retry_after: str | None, at: datetime) -> Sent:
    """What an answer's status and Retry-After mean; ``at``: about now."""
    if 200 <= status < 300:
        return Sent()
    if status == GONE_STATUS:
        return Sent("The receiver wants no more (HTTP 410).", final=True)
    if 300 <= status < 400:
        error = f"The receiver redirects (HTTP {status}), which is not followed: change the address."
    elif status >= 500 or status in LATER:
        error = f"The receiver cannot take it now (HTTP {status})."
    else:
        error = f"The receiver refuses it (HTTP {status}): check the address and the receiver."
    return Sent(error, seconds_of(retry_after, at))


def seconds_of(retry_after: str | None, at: datetime) -> float:
    """The pause that a Retry-After asks for, be it a number or a date; 0 where it asks for nothing."""
    if retry_after is None:
        return 0.0
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (until - at).total_seconds()) if until.tzinfo else 0.0


class Poster:
    """Posts over connections that are kept and shared; ``close`` it at the end.

    ``allowed``: what may be called besides the public internet; None: whatever there is.
    """

    def __init__(self, allowed: Allowed | None = None) -> None:
        self._names = ThreadPoolExecutor(RESOLVERS, "names")
        tls = httpx2.create_ssl_context()  # authorities as the environment says, but no proxies
        self._client = httpx2.AsyncClient(
            headers={"user-agent": f"Evenhand/{__version__}", "accept-encoding": "identity"},
            verify=tls,
            trust_env=False,
            cookies=CookieJar(
                DefaultCookiePolicy(allowed_domains=[])
            ),  # none: a host may serve many workspaces
            timeout=httpx2.Timeout(TIME_LIMIT, connect=CONNECT_LIMIT),
            limits=LIMITS,
            transport=None if allowed is None else _Guarded(tls, Network(self._names, allowed)),
        )

    async def post(self, post: Post, at: datetime) -> Sent:
        """Makes one attempt, within TIME_LIMIT; ``at``: about now."""
        sent: Sent | None = None  # known once the status is, whatever becomes of the rest of the answer
        try:
            async with asyncio.timeout(TIME_LIMIT):
                async with self._client.stream(
                    "POST", post.url, content=post.body, headers=post.headers
                ) as answer:
                    sent = verdict(answer.status_code, answer.headers.get("retry-after"), at)
                    await _read_off(answer)
        except NotAllowed:
            return PRIVATE
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            return sent or _no_answer(error)
        return sent

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()
        self._names.shutdown(wait=False, cancel_futures=True)


class _Guarded(httpx2.AsyncHTTPTransport):
    """Connections through a network that looks at addresses first."""

    def __init__(self, tls: ssl.SSLContext, network: Network) -> None:
        super().__init__(verify=tls, trust_env=False, limits=LIMITS)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=CONNECTIONS,
            max_keepalive_connections=IDLE_CONNECTIONS,
            keepalive_expiry=IDLE_LIMIT,
            network_backend=network,
        )


async def _read_off(answer: httpx2.Response) -> None:
    """Reads a short answer to its end, so that its connection can be used again; a long one costs it that."""
    size = 0
    async for part in answer.aiter_raw():
        size += len(part)
        if size > ANSWER_LIMIT:
            return


def _no_answer(error: Exception) -> Sent:
    match error:
        case httpx2.ConnectTimeout():
            return Sent(f"The receiver cannot be reached within {CONNECT_LIMIT:g} s.")
        case httpx2.TimeoutException() | TimeoutError():
            return Sent(f"The receiver gave no answer within {TIME_LIMIT:g} s.")
        case httpx2.ConnectError() | OSError():
            found = obstacle(error)
            return UNREACHED[found] if found else Sent(f"The receiver cannot be reached: {reason(error)}.")
        case httpx2.TransportError() if not isinstance(error, httpx2.UnsupportedProtocol):
            return Sent(f"The connection broke before an answer came: {reason(error)}.")
        case _:
            return Sent(f"The address cannot be used: {reason(error)}.")
