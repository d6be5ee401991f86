"""Performs the HTTP requests that runs wait for, and has the lane go on with the runs."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog

from evenhand.channels.calling import Answered, Call
from evenhand.domain.commands import SYSTEM, ReportRequest
from evenhand.engine.clock import Clock
from evenhand.engine.delivery_results import Submit, insist
from evenhand.engine.loop import end
from evenhand.storage import requests
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.requests import Claimed

POLL_SECONDS: Final = 1.0
ROOM: Final = 256  # requests under way at once
PER_WORKSPACE: Final = 16  # with so many under way, no more of that workspace are taken
AT_ONCE: Final = 16  # taken at once, hence what one workspace can have beyond that
STOP_WITHIN: Final = 15.0

BROKEN: Final = Answered(error="It could not be made because of an error in Evenhand, which is in its log.")

log: Final = structlog.stdlib.get_logger()

Calling = Callable[[Call], Awaitable[Answered]]


class Requests:
    """The loop that takes requests and makes them with ``call``.

    A request is made once, unless its process dies with it: then another makes it again, once the lease is
    over. Any number of processes may run the loop. ``wake`` it after a commit that left a request.
    """

    def __init__(self, database: Database, submit: Submit, call: Calling, clock: Clock) -> None:
        self._database = database
        self._submit = submit
        self._call = call
        self._clock = clock
        self._under_way: dict[asyncio.Task[None], int] = {}
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    async def start(self) -> None:
        """Begins to take requests."""
        if self._task is None:
            self._stopping = False
            self._task = asyncio.create_task(self._run(), name="requests")

    async def stop(self) -> None:
        """Takes nothing more and lets what is under way end; the lanes must still be running."""
        if self._task is None:
            return
        self._stopping = True
        self.wake()
        await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self._settle()
        await end(self._under_way)

    async def run_once(self) -> int:
        """Claims once, sees it through to the reports and answers how many requests it claimed."""
        claimed = await self._claim()
        await self._settle()
        return claimed

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            claimed = 0
            try:
                claimed = await self._claim()
            except DatabaseUnavailable as error:
                log.warning("requests.unavailable", reason=str(error))
            except Exception:
                log.exception("requests.broken")
            if claimed < AT_ONCE and not self._stopping:
                with suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._woken.wait()

    async def _claim(self) -> int:
        room = min(AT_ONCE, ROOM - len(self._under_way))
        if room <= 0:
            return 0
        counts = Counter(self._under_way.values())
        busy = [workspace_id for workspace_id, count in counts.items() if count >= PER_WORKSPACE]
        async with self._database.reads.connection() as connection:
            claims = await requests.claim(connection, self._clock.now(), most=room, busy=busy)
        for claimed in claims:
            task = asyncio.create_task(self._perform(claimed), name="request")
            self._under_way[task] = claimed.workspace_id
            task.add_done_callback(self._ended)
        return len(claims)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self.wake()

    async def _settle(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _perform(self, claimed: Claimed) -> None:
        call = Call(claimed.method, claimed.url, _headers(claimed), claimed.body, float(claimed.timeout))
        try:
            answered = await self._call(call)
        except Exception:
            log.exception("request.broken", workspace_id=claimed.workspace_id, request_id=claimed.id)
            answered = BROKEN
        report = ReportRequest(
            workspace_id=claimed.workspace_id,
            actor=SYSTEM,
            run_id=claimed.run_id,
            request_id=claimed.id,
            status=answered.status,
            body=answered.body,
            error=answered.error,
        )
        try:
            await insist(self._submit, report)
        except Exception:
            log.exception("request.unreported", workspace_id=claimed.workspace_id, request_id=claimed.id)


def _headers(claimed: Claimed) -> dict[str, str]:
    """The request's headers, with a name by which its receiver knows a repetition."""
    if any(name.lower() == "idempotency-key" for name in claimed.headers):
        return claimed.headers
    return {**claimed.headers, "idempotency-key": f"req_{claimed.workspace_id}_{claimed.id}"}
