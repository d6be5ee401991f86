"""What a process does over and over from start to stop."""

import asyncio
from abc import ABC, abstractmethod


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
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    @abstractmethod
    async def _run(self) -> None: ...
