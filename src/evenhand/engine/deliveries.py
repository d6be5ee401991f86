"""Sends what is due, in order for each contact, and has the lane note what came of it."""

import asyncio
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

import structlog

from evenhand import telemetry
from evenhand.channels.sending import Send, Sent
from evenhand.domain.commands import DeliveryResult
from evenhand.domain.retries import pause_after
from evenhand.engine.clock import Clock
from evenhand.engine.delivery_hosts import LOOK_SECONDS, START_WITHIN, Hosts, Turn
from evenhand.engine.delivery_results import Results, Submit
from evenhand.engine.handoff import FOLLOWERS
from evenhand.engine.loop import end
from evenhand.storage import deliveries
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.deliveries import Outgoing, Unused

HEADS: Final = 200  # contacts in a claim
ROOM: Final = 400  # contacts in hand: served, waiting for a slot, waiting to be reported
ROOM_FOR_COMMITS: Final = 2_000  # contacts in hand with those that come straight from commits
POLL_SECONDS: Final = 1.0
GATHER_SECONDS: Final = 0.02  # from one claim to the next, unless there is more than one takes
STOP_WITHIN: Final = 10.0
RETRY_AFTER_MAX: Final = 3600.0  # seconds for which a receiver can put us off
PUT_OFF_SECONDS: Final = (1.0, 60.0)  # least and most that a contact stays away from a host without a slot

BROKEN: Final = Sent("It could not be sent because of an error in Evenhand, which is in its log.")

log: Final = structlog.stdlib.get_logger()


class Deliveries:
    """The loop that takes due contacts, sends their messages with ``send`` and submits the results.

    Any number of processes may run one. What its own process commits it takes over without a claim
    (`handoff`). ``wake`` it after a commit that made something due; without that it looks each second.
    ``jitter`` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        database: Database,
        submit: Submit,
        send: Send,
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._send = send
        self._clock = clock
        self._jitter = jitter
        self._hosts = Hosts(self._serve, self._put_off, clock.monotonic)
        self._results = Results(submit, self._leave)
        self._in_hand = 0
        self._unused: list[Unused] = []
        self._looked_at_all = -POLL_SECONDS
        self._woken = asyncio.Event()
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Something may be due."""
        self._woken.set()

    def has_room(self) -> bool:
        """Whether it takes messages straight from a commit now."""
        return self._task is not None and self._in_hand < ROOM_FOR_COMMITS

    def take(self, turns: Iterable[Turn]) -> None:
        """Messages born under its lease. It drops them when it has ended: the lease runs out."""
        if self._task is not None:
            self._place(list(turns))

    async def start(self) -> None:
        """Begins to send."""
        if self._task is None:
            self._stopping = False
            self._task = asyncio.create_task(self._run(), name="deliveries")

    async def stop(self) -> None:
        """Begins nothing more, lets what is under way end, reports it and gives the rest back.

        The lanes must still be running.
        """
        if self._task is None:
            return
        self._stopping = True
        self._hosts.empty()
        self.wake()
        task, self._task = self._task, None
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await asyncio.shield(task)
                self._hosts.empty()
                await self._settle()
        await end([task])
        await self._hosts.cancel()
        await self._results.cancel()

    async def run_once(self) -> int:
        """Claims once, sees it through to the reports and answers how many contacts it claimed."""
        claimed = await self._claim()
        await self._settle()
        return claimed

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            began = self._clock.monotonic()
            rest = await self._look()
            if rest <= 0:
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(rest):
                    await self._woken.wait()
            if not self._stopping:
                await asyncio.sleep(GATHER_SECONDS - (self._clock.monotonic() - began))

    async def _look(self) -> float:
        """Claims if there is room; the seconds to rest afterwards."""
        self._hosts.look()
        began = self._clock.monotonic()
        try:
            await self._give_back()
            if self._in_hand > ROOM - HEADS:
                return LOOK_SECONDS
            if claimed := await self._claim(lately=began - self._looked_at_all < POLL_SECONDS):
                return 0 if claimed == HEADS else POLL_SECONDS
            async with self._database.lanes.connection() as connection:
                due = await deliveries.next_due(connection, self._clock.now())
            return POLL_SECONDS if due is None else min(POLL_SECONDS, max(GATHER_SECONDS, due))
        except DatabaseUnavailable as error:
            log.warning("deliveries.unavailable", reason=str(error))
        except Exception:
            log.exception("deliveries.broken")
        return POLL_SECONDS

    async def _claim(self, *, lately: bool = False) -> int:
        since = self._clock.monotonic()
        async with self._database.lanes.connection() as connection:
            found = await deliveries.claim(
                connection, self._clock.now(), heads=HEADS, followers=FOLLOWERS, lately=lately
            )
        contacts = groupby(found, lambda message: (message.workspace_id, message.contact_id))
        turns = [Turn(list(messages), since) for _, messages in contacts]
        self._place(turns)
        if not lately and len(turns) < HEADS:  # else there is more, due for longer
            self._looked_at_all = since
        return len(turns)

    def _place(self, turns: list[Turn]) -> None:
        self._in_hand += len(turns)
        for turn in turns:
            self._hosts.place(turn)

    async def _serve(self, turn: Turn) -> None:
        """One message after the other, until one fails, goes elsewhere, or the lease has too little left."""
        first = turn.messages[0]
        results: list[DeliveryResult] = []
        for message in turn.messages:
            late = self._stopping or self._clock.monotonic() - turn.since > START_WITHIN
            if results and (late or message.channel_id != first.channel_id):
                break
            results.append(self._result(message, turn.since, await self._attempt(message)))
            if results[-1].error is not None:
                break
        self._results.add(first.workspace_id, results)

    async def _attempt(self, message: Outgoing) -> Sent:
        try:
            return await self._send(message)
        except Exception:
            log.exception("delivery.broken", workspace_id=message.workspace_id, delivery_id=message.id)
            return BROKEN

    def _result(self, message: Outgoing, since: float, sent: Sent) -> DeliveryResult:
        if sent.error is None:
            telemetry.DELIVERIES.labels("arrived").inc()
            return DeliveryResult(message.id, message.attempt)
        retry_at = self._retry_at(message, since, sent)
        telemetry.DELIVERIES.labels("failed" if retry_at else "given_up").inc()
        log.info(
            "delivery.failed",
            workspace_id=message.workspace_id,
            contact_id=message.contact_id,
            delivery_id=message.id,
            attempt=message.attempt,
            reason=sent.error,
            retry_at=retry_at,
        )
        return DeliveryResult(message.id, message.attempt, sent.error, retry_at)

    def _retry_at(self, message: Outgoing, since: float, sent: Sent) -> datetime | None:
        pause = None if sent.final else pause_after(message.attempt, self._jitter())
        if pause is None:
            return None
        asked = timedelta(seconds=min(sent.retry_after, RETRY_AFTER_MAX))
        # What is due is decided by the database's clock; this process only counts on from there.
        return message.at + timedelta(seconds=self._clock.monotonic() - since) + max(pause, asked)

    def _put_off(self, turn: Turn) -> None:
        """Nothing was tried: the claim goes back, for longer the longer it has waited already."""
        first = turn.messages[0]
        least, most = PUT_OFF_SECONDS
        age = (first.at - first.created_at).total_seconds()
        pause = 0.0 if self._stopping else min(most, max(least, age / 2))
        self._unused.append(Unused(first.workspace_id, first.id, first.attempt, pause))
        self._leave(1)

    def _leave(self, contacts: int) -> None:
        crowded = self._in_hand > ROOM - HEADS
        self._in_hand -= contacts
        if crowded and self._in_hand <= ROOM - HEADS:
            self.wake()

    async def _give_back(self) -> None:
        if not self._unused:
            return
        unused = list(self._unused)
        async with self._database.lanes.connection() as connection:
            await deliveries.give_back(connection, self._clock.now(), unused)
        del self._unused[: len(unused)]

    async def _settle(self) -> None:
        await self._hosts.settle()
        await self._results.settle()
        await self._give_back()
