"""New contacts who write their first message: as fast as it goes, or by the clock."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import md5
from random import Random
from time import perf_counter
from typing import Final

from benchmarks.seed import Seed
from evenhand.domain.commands import CONTACT, Answer, Profile, ReceiveMessage, RepeatKey
from evenhand.engine.errors import Overloaded

TEXT: Final = "Hello, I have a question about my order"
FIRST_NAME: Final = "Ana"
KEEP: Final = timedelta(days=8)

Submit = Callable[[ReceiveMessage], Awaitable[Answer]]


@dataclass
class Traffic:
    """An endless stream of commands, each of a new contact, over the given workspaces in turn."""

    seed: Seed
    workspaces: Sequence[int]
    random: Random = field(default_factory=Random)
    sent: int = 0

    def next(self) -> ReceiveMessage:
        """The next contact's message; numbers are drawn as pgbench draws the floor's."""
        workspace_id = self.workspaces[self.sent % len(self.workspaces)]
        self.sent += 1
        return first_message(self.seed, workspace_id, self.random.randrange(1, 4 * 10**18))


def first_message(seed: Seed, workspace_id: int, number: int) -> ReceiveMessage:
    """The first message of contact `c-<number>`, with the key that the floor gives it."""
    external_id = f"c-{number}"
    key = md5(external_id.encode(), usedforsecurity=False).hexdigest()
    return ReceiveMessage(
        workspace_id=workspace_id,
        actor=CONTACT,
        key=RepeatKey(key, None, KEEP),
        channel_id=seed.channel,
        token_hash=seed.token_hashes[workspace_id],
        profile=Profile(external_id, FIRST_NAME),
        text=TEXT,
    )


@dataclass
class Sent:
    """The seconds until each answer, and those from the first sending to the last answer."""

    times: list[float]
    elapsed: float

    @property
    def per_s(self) -> float:
        return len(self.times) / self.elapsed


async def as_fast_as_it_goes(submit: Submit, traffic: Traffic, outstanding: int, seconds: float) -> Sent:
    """Keeps so many messages under way until the time is up, then waits for their answers."""
    times: list[float] = []
    started = perf_counter()
    end = started + seconds

    async def send() -> None:
        while (begun := perf_counter()) < end:
            await _insist(submit, traffic.next())
            times.append(perf_counter() - begun)

    await asyncio.gather(*(send() for _ in range(outstanding)))
    return Sent(times, perf_counter() - started)


async def by_the_clock(
    submit: Submit, traffic: Traffic, per_s: float, seconds: float, until: asyncio.Event | None = None
) -> Sent:
    """Sends at a steady rate whether or not answers come; times count from when each was due to be sent.

    It ends after so many seconds, or at the event `until`.
    """
    times: list[float] = []
    started = perf_counter()

    async def send(due: float) -> None:
        await _insist(submit, traffic.next())
        times.append(perf_counter() - due)

    async with asyncio.TaskGroup() as group:
        for number in range(round(per_s * seconds)):
            if until is not None and until.is_set():
                break
            due = started + number / per_s
            if (early := due - perf_counter()) > 0:
                await asyncio.sleep(early)
            group.create_task(send(due))
    return Sent(times, perf_counter() - started)


async def _insist(submit: Submit, message: ReceiveMessage) -> None:
    """Sends a message again, as a provider would, for as long as too many others wait."""
    while True:
        try:
            await submit(message)
        except Overloaded as overloaded:
            await asyncio.sleep(overloaded.retry_after)
        else:
            return
