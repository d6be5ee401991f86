"""What a process does over and over from start to stop, and how a task is ended."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Final

AGAIN_SECONDS: Final = 1.0


async def end(tasks: Collection[asyncio.Task[None]]) -> None:
    """Breaks tasks off and returns when they are over, however they ended.

    They are told again after a second, since a library in which they are may lose a cancellation, as
    `asyncio.wait_for` before Python 3.12 does with one that comes just as it has what it waits for.
    """
    tasks = list(tasks)
    while under_way := [task for task in tasks if not task.done()]:
        for task in under_way:
            task.cancel()
        await asyncio.wait(under_way, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)


class Loop(ABC):
    """A task of its own; each kind says what it does and how long it rests."""

    _task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins; at work already: nothing."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=type(self).__name__.lower())

    async def stop(self) -> None:
        """Ends at once, in the middle of what it does."""
        if self._task is not None:
            await end([self._task])
            self._task = None

    @abstractmethod
    async def _run(self) -> None: ...
