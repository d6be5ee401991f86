"""The event stream: Server-Sent Events that begin where the client says and go on as things happen."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import ExitStack, aclosing, contextmanager, suppress
from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Header, Request, Response
from starlette.types import Receive, Scope, Send

from evenhand import telemetry
from evenhand.api import auth
from evenhand.api.deps import AnyCall, Call, lookup
from evenhand.api.errors import Problem
from evenhand.api.events import After
from evenhand.api.requests import JsonRoute
from evenhand.api.responses import shows_events
from evenhand.domain.texts import said
from evenhand.engine.feed import FeedClosed, Watch
from evenhand.storage.database import DatabaseUnavailable
from evenhand.storage.reads import events
from evenhand.storage.reads.events import EventView

router = APIRouter(tags=["events"], route_class=JsonRoute)

HEARTBEAT_SECONDS: Final = 15.0
CHECK_SECONDS: Final = 4.0  # how often it is asked whether the token or session is still good
PAUSE_SECONDS: Final = 0.05  # so that a burst of commits is read in a few queries
STALL_SECONDS: Final = 30.0  # after which a client that takes nothing is dropped
BATCH: Final = 200  # events read at once
MAX_STREAMS: Final = 20  # of one token or session, on one process

_open: Final[Counter[str]] = Counter()
"""How many streams of which token or session (by hash) this process has."""

LastEventId = Annotated[
    str | None, Header(pattern=r"^[0-9]{1,18}$", description="Where a broken stream goes on; before `after`.")
]


@router.get("/events/stream", operation_id="stream_events", **shows_events(EventView))
async def stream_events(
    request: Request, call: AnyCall, after: After = 0, last_event_id: LastEventId = None
) -> Response:
    """The log from `after` or `Last-Event-ID` on, every event as it happens, its `seq` as id."""
    auth.refuse_foreign(request)
    if _open[call.principal.hash] >= MAX_STREAMS:
        detail = said("There are {most} streams of this caller already.", most=MAX_STREAMS)
        raise Problem(429, "too_many_streams", detail, headers={"Retry-After": "5"})
    begin = after if last_event_id is None else int(last_event_id)
    return EventStream(call, begin, active=auth.by_hand(request))


class EventStream(Response):
    """Goes on until the client leaves, takes nothing, or may not look any more."""

    media_type = "text/event-stream"

    def __init__(self, call: Call, after: int, *, active: bool) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._call = call
        self._after = after
        self._active = active

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        leaving = asyncio.create_task(_wait_for_end(receive))
        sending = asyncio.create_task(self._send(send))
        try:
            await asyncio.wait({leaving, sending}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                with suppress(TimeoutError, OSError):  # the client takes nothing, or has left
                    sending.result()
        finally:
            leaving.cancel()
            sending.cancel()
            await asyncio.gather(leaving, sending, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        with _present(self._call, active=self._active):
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async with aclosing(parts(self._call, self._after)) as stream:
                async for part in stream:
                    async with asyncio.timeout(STALL_SECONDS):
                        await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def parts(call: Call, after: int) -> AsyncGenerator[bytes]:
    """The stream's text, until the process stops or the caller may not look any more."""
    yield b"retry: 2000\n\n"
    clock = call.services.monotonic
    sent = checked = clock()
    async with call.services.engine.feed.watch(call.workspace_id) as watch:
        while True:
            try:
                found, after = await _read(call, watch, after)
                if found:
                    yield b"".join(map(_encode, found))
                    sent = clock()
                pause = min(HEARTBEAT_SECONDS - (clock() - sent), CHECK_SECONDS - (clock() - checked))
                await watch.changed(after=after, timeout=max(pause, PAUSE_SECONDS))
                if clock() - checked >= CHECK_SECONDS:
                    if not await _still_good(call):
                        return
                    checked = clock()
            except (FeedClosed, DatabaseUnavailable):
                return
            if clock() - sent >= HEARTBEAT_SECONDS:
                yield b": nothing new\n\n"
                sent = clock()


async def _read(call: Call, watch: Watch, after: int) -> tuple[list[EventView], int]:
    """The next events for the caller, and how far the log has been read: also past what is for others."""
    head = watch.seq
    found = await call.read(events.events, call.viewer, after=after, limit=BATCH)
    last = found[-1].seq if found else after
    return found, last if len(found) == BATCH else max(last, head)


async def _still_good(call: Call) -> bool:
    principal = call.principal
    return await lookup(call.services, principal.via, principal.hash) == principal


def _encode(event: EventView) -> bytes:
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (event.seq, event.type.encode(), msgspec.json.encode(event))


@contextmanager
def _present(call: Call, *, active: bool) -> Generator[None]:
    """Counts the stream, and has a person who is logged in be there while it lasts."""
    principal = call.principal
    with ExitStack() as stack:
        if principal.via == "session" and principal.user_id is not None:
            presence = call.services.engine.presence
            here = presence.connected(principal.workspace_id, principal.user_id, active=active)
            stack.enter_context(here)
        stack.enter_context(telemetry.STREAMS.track_inprogress())
        _open[principal.hash] += 1
        try:
            yield
        finally:
            _open[principal.hash] -= 1
            if not _open[principal.hash]:
                del _open[principal.hash]


async def _wait_for_end(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
