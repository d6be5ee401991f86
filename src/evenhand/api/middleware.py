"""The outermost layer, in plain ASGI: request ids, limits, headers, and the last answer."""

import secrets
from typing import Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evenhand.api.errors import Problem, answer

MAX_BODY: Final = 1_000_000  # bytes
MAX_BATCH: Final = 4_000_000  # bytes; a thousand messages of a few kB
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
log: Final = structlog.stdlib.get_logger()


class Edge:
    """Gives each request an id, refuses bodies that are too big, and answers 500 for what nobody expected."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["request_id"] = request_id = secrets.token_hex(8)
        started = False

        async def sender(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            limit = MAX_BATCH if scope["path"].endswith("/inbound/batch") else MAX_BODY
            await self._app(scope, _limited(scope, receive, limit), sender)
        except Problem as problem:
            await answer(problem, scope)(scope, receive, sender)
        except Exception:
            log.exception("request.failed", request_id=request_id, path=scope["path"])
            if started:
                raise
            problem = Problem(500, "internal_error", "Something went wrong here; it has been logged.")
            await answer(problem, scope)(scope, receive, sender)


def _limited(scope: Scope, receive: Receive, limit: int) -> Receive:
    """``receive`` that counts the body and raises the problem 413 beyond the limit."""
    too_big = Problem(413, "too_large", f"The body must have no more than {limit:,} bytes.")
    length = Headers(scope=scope).get("content-length", "0")
    if length.isdecimal() and int(length) > limit:
        raise too_big
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > limit:
            raise too_big
        return message

    return counted
