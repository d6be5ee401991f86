"""What a process does over and over from start to stop, and how a task is ended."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Final

AGAIN_SECONDS: Final = 1.0


async def end(tasks: Collection[asyncio.Task[None]]) -> None:
    """Breaks tasks off and returns when they are over, however they ended.

    They are told again after a second, since Python before 3.12 may lose a cancellation that comes just
    as an `asyncio.wait_for` has what it waits for.
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
