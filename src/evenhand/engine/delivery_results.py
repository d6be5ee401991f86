"""Collects what came of deliveries and has it noted, a command for each workspace."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final

import structlog

from evenhand.domain.commands import SYSTEM, Answer, Command, DeliveryResult, ReportDeliveries
from evenhand.engine.errors import Overloaded
from evenhand.engine.loop import end
from evenhand.storage.database import DatabaseUnavailable

SOON: Final = 24  # contacts of a workspace; so many are reported at once
WITHIN: Final = 0.15  # seconds after which fewer are, too
AT_MOST: Final = 200  # results in a command
RETRY_SECONDS: Final = 1.0

log: Final = structlog.stdlib.get_logger()

Submit = Callable[[Command], Awaitable[Answer]]
ContactResults = Sequence[DeliveryResult]
"""What came of one contact's messages under one claim.

Always reported together: the first alone would make the second due while it may have arrived already.
"""


class Results:
    """Reports results soon after they come; ``reported`` hears of how many contacts they were."""

    def __init__(self, submit: Submit, reported: Callable[[int], None]) -> None:
        self._submit = submit
        self._reported = reported
        self._waiting: dict[int, list[ContactResults]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, workspace_id: int, results: ContactResults) -> None:
        """One contact's results."""
        waiting = self._waiting.setdefault(workspace_id, [])
        waiting.append(results)
        if len(waiting) >= SOON:
            self._send_off(workspace_id, self._waiting.pop(workspace_id))
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(WITHIN, self.flush)

    def flush(self) -> None:
        """Sends off what has been collected."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, {}
        for workspace_id, contacts in waiting.items():
            self._send_off(workspace_id, contacts)

    async def settle(self) -> None:
        """Waits until all that was added has been reported."""
        self.flush()
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Drops what could not be reported; its leases run out, and it is sent again."""
        await end(self._tasks)

    def _send_off(self, workspace_id: int, contacts: Sequence[ContactResults]) -> None:
        for some in _portions(contacts):
            task = asyncio.create_task(self._report(workspace_id, some), name="delivery results")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _report(self, workspace_id: int, contacts: Sequence[ContactResults]) -> None:
        results = [result for each in contacts for result in each]
        try:
            command = ReportDeliveries(workspace_id=workspace_id, actor=SYSTEM, results=results)
            await insist(self._submit, command)
        except Exception:
            if len(contacts) > 1:  # whoever is to blame shall be alone with it
                half = len(contacts) // 2
                await self._report(workspace_id, contacts[:half])
                await self._report(workspace_id, contacts[half:])
                return
            log.exception(
                "deliveries.unreported", workspace_id=workspace_id, delivery_id=results[0].delivery_id
            )
        self._reported(len(contacts))


async def insist(submit: Submit, command: Command) -> None:
    """Submits until the lane has it: what has been sent and is not noted would be sent again."""
    while True:
        try:
            await submit(command)
        except Overloaded as error:
            await asyncio.sleep(error.retry_after)
        except DatabaseUnavailable:
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return


def _portions(contacts: Sequence[ContactResults]) -> Iterator[Sequence[ContactResults]]:
    """Parts of at most AT_MOST results; no contact is divided."""
    start = size = 0
    for place, results in enumerate(contacts):
        if size + len(results) > AT_MOST:
            yield contacts[start:place]
            start, size = place, 0
        size += len(results)
    yield contacts[start:]
