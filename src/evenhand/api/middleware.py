"""The outermost layer, in plain ASGI: request ids, limits, headers, counting, and the last answer."""

import asyncio
import secrets
from time import perf_counter
from typing import Final

import structlog
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evenhand.api.errors import Problem, answer, unavailable
from evenhand.api.languages import listen
from evenhand.domain.texts import said
from evenhand.storage.database import failure_kind
from evenhand.telemetry import REQUEST_SECONDS, REQUESTS

MAX_BODY: Final = 1_000_000  # bytes
MAX_BATCH: Final = 4_000_000  # bytes; a thousand messages of a few kB
BODY_SECONDS: Final = 60.0  # in which all of a body has to come
HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log: Final = structlog.stdlib.get_logger()


class Edge:
    """Gives each request an id, refuses what can only do harm, and answers for what nobody foresaw."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _Exchange(scope, receive, send).run(self._app)
        else:
            await self._app(scope, receive, send)


class _Exchange:
    """One request and its response."""

    __slots__ = ("_began", "_complete", "_left", "_receive", "_request_id", "_scope", "_send", "_started")

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._began = perf_counter()
        self._started = self._complete = False
        self._left = MAX_BATCH if scope["path"].endswith("/inbound/batch") else MAX_BODY
        self._request_id = scope["request_id"] = secrets.token_hex(8)

    async def run(self, app: ASGIApp) -> None:
        scope = self._scope
        listen(scope)
        try:
            _check_address(scope)
            self._check_length()
            await app(scope, self.receive, self.send)
        except Problem as problem:
            await answer(problem, scope)(scope, self.receive, self.send)
        except ClientDisconnect:
            return  # nobody to answer
        except Exception as error:
            log.exception("request.failed", request_id=self._request_id, path=scope["path"])
            if self._started:
                raise
            await answer(_unforeseen(error), scope)(scope, self.receive, self.send)

    async def receive(self) -> Message:
        """A part of the request; raises the problem 413 beyond the limit, 408 for what takes too long."""
        if self._complete:  # what comes now is the end
            return await self._receive()
        try:
            async with asyncio.timeout(self._began + BODY_SECONDS - perf_counter()):
                message = await self._receive()
        except TimeoutError:
            raise _too_slow() from None
        self._complete = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _too_big()
        return message

    async def send(self, message: Message) -> None:
        """A part of the response, counted and with our headers."""
        if message["type"] == "http.response.start":
            self._started = True
            self._count(message["status"])
            headers = message["headers"] = list(message["headers"])
            given = {name for name, _ in headers}
            headers += [header for header in HEADERS if header[0] not in given]
            headers.append((b"x-request-id", self._request_id.encode()))
            if "language" in self._scope:  # somebody has been spoken to
                headers.append((b"content-language", self._scope["language"].encode()))
                headers.append((b"vary", b"accept-language"))
        await self._send(message)

    def _check_length(self) -> None:
        for name, value in self._scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > self._left:
                raise _too_big()

    def _count(self, status: int) -> None:
        scope = self._scope
        route = getattr(scope.get("route") or scope.get("endpoint"), "path_format", "none")
        method = scope["method"] if scope["method"] in METHODS else "other"
        REQUESTS.labels(method, route, status).inc()
        REQUEST_SECONDS.labels(route).observe(perf_counter() - self._began)


def _check_address(scope: Scope) -> None:
    if b"%00" in scope["query_string"] or "\0" in scope["path"]:
        raise Problem(400, "malformed_address", said("The address cannot contain the character NUL."))


def _too_big() -> Problem:
    detail = said(
        "A body can have {most:,} bytes, a batch of inbound messages {most_of_batch:,}.",
        most=MAX_BODY,
        most_of_batch=MAX_BATCH,
    )
    return Problem(413, "too_large", detail)


def _too_slow() -> Problem:
    detail = said("The body has not come within {seconds:.0f} seconds.", seconds=BODY_SECONDS)
    return Problem(408, "too_slow", detail, headers={"Connection": "close"})


def _unforeseen(error: Exception) -> Problem:
    if failure_kind(error) == "retry":
        return unavailable(said("The database cannot be reached."), 1)
    return Problem(500, "internal_error", said("Something went wrong here; it has been logged."))
