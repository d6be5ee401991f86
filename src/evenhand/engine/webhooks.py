"""Sends events to webhooks, in order for each, and keeps how far each of them is."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec
import structlog

from evenhand import telemetry
from evenhand.channels.posting import Post, signed
from evenhand.channels.sending import Sent
from evenhand.domain.commands import SYSTEM, DisableWebhook
from evenhand.domain.retries import pause_after
from evenhand.engine.clock import Clock
from evenhand.engine.deliveries import BROKEN
from evenhand.engine.delivery_hosts import START_WITHIN
from evenhand.engine.delivery_results import Submit
from evenhand.engine.errors import Broken, Overloaded
from evenhand.engine.loop import end
from evenhand.storage import webhooks
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.vault import Vault, WrongKey
from evenhand.storage.webhooks import Claim, Replay, Report, SentEvent, Try

POLL_SECONDS: Final = 0.5
ROOM: Final = 64  # webhooks served at once
EVENTS: Final = 100  # read at once
WINDOW: Final = 5_000  # events of the log looked through at once for those that are wanted
STOP_WITHIN: Final = 10.0
RETRY_AFTER_MAX: Final = timedelta(hours=1)  # for which a receiver can put us off
DISABLED_AFTER: Final = timedelta(days=3)  # of failures without one success
EVERYTHING: Final = ("*",)

log: Final = structlog.stdlib.get_logger()

Posting = Callable[[Post, datetime], Awaitable[Sent]]


class Webhooks:
    """The loop that takes webhooks that are behind the log and sends them what they want of it.

    Any number of processes may run one. ``jitter`` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        database: Database,
        submit: Submit,
        post: Posting,
        vault: Vault,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._submit = submit
        self._post = post
        self._vault = vault
        self._clock = clock
        self._jitter = jitter
        self._serving: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to send."""
        if self._task is None:
            self._stopping = False
            self._task = asyncio.create_task(self._run(), name="webhooks")

    async def stop(self) -> None:
        """Begins nothing more and lets what is under way end; the lanes must still be running."""
        if self._task is None:
            return
        self._stopping = True
        await end([self._task])
        self._task = None
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self._settle()
        await end(self._serving)

    async def run_once(self) -> int:
        """Claims once, sees it through, and answers how many webhooks and replays it claimed."""
        claimed = await self._claim()
        await self._settle()
        return claimed

    async def _run(self) -> None:
        while True:
            try:
                await self._claim()
            except DatabaseUnavailable as error:
                log.warning("webhooks.unavailable", reason=str(error))
            except Exception:
                log.exception("webhooks.broken")
            await asyncio.sleep(POLL_SECONDS)

    async def _claim(self) -> int:
        since, now = self._clock.monotonic(), self._clock.now()
        room = ROOM - len(self._serving)
        if room <= 0:
            return 0
        async with self._database.reads.connection() as connection:
            claims = await webhooks.claim(connection, now, most=room)
            replays = await webhooks.claim_replays(connection, now, most=room)
        for claim in claims:
            self._begin(self._serve(claim, since))
        for replay in replays:
            self._begin(self._repeat(replay))
        return len(claims) + len(replays)

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(_logged(work))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _settle(self) -> None:
        while self._serving:
            await asyncio.wait(self._serving)

    async def _serve(self, claim: Claim, since: float) -> None:
        """Event after event until one fails, the end of the log, or the lease has too little left."""
        tries: list[Try] = []
        seq, attempt = claim.seq, claim.attempt
        while seq < claim.head and not self._late(since):
            until = min(seq + WINDOW, claim.head)
            events = await self._events(claim, claim.events, seq, until)
            for event in events:
                attempt += 1
                sent = await self._send(claim, event)
                if sent.error is not None:
                    report = await self._failed(claim, event.seq, attempt, sent, since, tries)
                    await self._report(claim, report)
                    return
                tries.append(Try(event.seq, "delivered", attempt, self._at(claim, since)))
                seq, attempt = event.seq, 0
                if self._late(since):
                    break
            else:
                seq = seq if len(events) == EVENTS else until
        await self._report(claim, Report(seq, tries))

    async def _failed(
        self, claim: Claim, seq: int, attempt: int, sent: Sent, since: float, tries: list[Try]
    ) -> Report:
        """The event is tried again later, is given up, or is the last that this webhook refuses."""
        at = self._at(claim, since)
        failing_since = at if tries else claim.failing_since or at
        log.info(
            "webhook.failed",
            workspace_id=claim.workspace_id,
            webhook_id=claim.webhook_id,
            seq=seq,
            attempt=attempt,
            reason=sent.error,
        )
        if (sent.final or at - failing_since >= DISABLED_AFTER) and await self._disable(claim):
            tries.append(Try(seq, "failed", attempt, at, sent.error))
            return Report(seq - 1, tries, error=sent.error)
        pause = pause_after(attempt, self._jitter())
        if pause is None:
            tries.append(Try(seq, "failed", attempt, at, sent.error))
            return Report(seq, tries, error=sent.error, failing_since=failing_since)
        pause = max(pause, min(timedelta(seconds=sent.retry_after), RETRY_AFTER_MAX))
        tries.append(Try(seq, "retrying", attempt, at, sent.error, at + pause))
        return Report(seq - 1, tries, attempt, pause, sent.error, failing_since)

    async def _disable(self, claim: Claim) -> bool:
        """False where that cannot be done now: then the event is tried again, and so is this."""
        command = DisableWebhook(workspace_id=claim.workspace_id, actor=SYSTEM, webhook_id=claim.webhook_id)
        try:
            await self._submit(command)
        except (Overloaded, DatabaseUnavailable, Broken):
            return False
        return True

    async def _repeat(self, replay: Replay) -> None:
        """Once, whatever comes of it: whoever asked for it sees it in the log of deliveries."""
        events = await self._events(replay, EVERYTHING, replay.seq - 1, replay.seq)
        for event in events:
            sent = await self._send(replay, event)
            state = "delivered" if sent.error is None else "failed"
            async with self._database.reads.connection() as connection:
                await webhooks.report_replay(connection, replay, state, sent.error)

    async def _send(self, to: Claim | Replay, event: SentEvent) -> Sent:
        try:
            secret = self._vault.open(to.workspace_id, to.secret)
            number = f"evt_{to.workspace_id}_{to.webhook_id}_{event.seq}"
            post = signed(to.url, msgspec.json.encode(event), number, to.at, secret)
            sent = await self._post(post, to.at)
        except WrongKey as error:
            sent = Sent(str(error))
        except Exception:
            log.exception("webhook.broken", workspace_id=to.workspace_id, webhook_id=to.webhook_id)
            sent = BROKEN
        telemetry.WEBHOOKS.labels("arrived" if sent.error is None else "failed").inc()
        return sent

    async def _events(
        self, of: Claim | Replay, wanted: Sequence[str], after: int, until: int
    ) -> list[SentEvent]:
        async with self._database.reads.connection() as connection:
            return await webhooks.read_events(connection, of, wanted, after=after, until=until, limit=EVENTS)

    async def _report(self, claim: Claim, report: Report) -> None:
        async with self._database.reads.connection() as connection:
            await webhooks.report(connection, self._clock.now(), claim, report)

    def _at(self, claim: Claim, since: float) -> datetime:
        """About now, by the clock that decides what is due."""
        return claim.at + timedelta(seconds=self._clock.monotonic() - since)

    def _late(self, since: float) -> bool:
        return self._stopping or self._clock.monotonic() - since > START_WITHIN


async def _logged(work: Awaitable[None]) -> None:
    """A claim that cannot be seen through runs out by itself and is taken again."""
    try:
        await work
    except DatabaseUnavailable as error:
        log.warning("webhooks.unavailable", reason=str(error))
    except Exception:
        log.exception("webhooks.broken")
