"""Commands that wait for a lane: by workspace, in order, bounded."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Final

from evenhand.domain.commands import Answer, Command
from evenhand.engine.errors import Overloaded

MAX_WAITING: Final = 2_000  # commands in this process; beyond that only what is within its workspace's share
PER_WORKSPACE: Final = 64  # commands of one workspace in a batch
PER_BATCH: Final = 128  # commands in a batch; more gains nothing (reference figures: docs/benchmarks.md)
RETRY_AFTER: Final = 1.0


class Item:
    """A command that waits, and who waits for its answer. ``command`` None: look for timers that are due.

    ``passed_over``: somebody else had the workspace when its turn came.
    """

    __slots__ = ("answer", "command", "passed_over", "since", "workspace_id")

    def __init__(
        self, workspace_id: int, command: Command | None, answer: asyncio.Future[Answer] | None, since: float
    ) -> None:
        self.workspace_id = workspace_id
        self.command = command
        self.answer = answer
        self.since = since
        self.passed_over = False


class Queues:
    """One queue a workspace. A workspace is in the hands of at most one lane of this process at a time."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[Item]] = {}
        self._free: deque[int] = deque()
        self._busy: set[int] = set()
        self._ticking: set[int] = set()
        self._news = asyncio.Event()
        self.size = 0

    def put(self, item: Item) -> None:
        """At the end of its workspace's queue.

        Raises Overloaded where too many wait, unless its workspace has fewer than its share of them: one
        that is flooded keeps nobody else out.
        """
        if self.size >= MAX_WAITING:
            queue = self._waiting.get(item.workspace_id, ())
            if len(queue) >= MAX_WAITING / max(1, len(self._waiting)):
                raise Overloaded(RETRY_AFTER)
        self._append(item)

    def tick(self, workspace_id: int, since: float) -> None:
        """Have a lane look for timers that are due there, unless it is about to."""
        if workspace_id not in self._ticking:
            self._ticking.add(workspace_id)
            self._append(Item(workspace_id, None, None, since))

    def ticked(self, workspace_id: int) -> None:
        """It has looked."""
        self._ticking.discard(workspace_id)

    async def wait(self) -> None:
        """Until there may be something to take."""
        await self._news.wait()

    def take(self) -> list[Item]:
        """The next batch: the workspaces that have waited longest, and of each its first commands."""
        batch: list[Item] = []
        while self._free and len(batch) < PER_BATCH:
            workspace_id = self._free.popleft()
            self._busy.add(workspace_id)
            queue = self._waiting[workspace_id]
            count = min(len(queue), PER_WORKSPACE, PER_BATCH - len(batch))
            batch.extend(queue.popleft() for _ in range(count))
        self.size -= len(batch)
        if not self._free:
            self._news.clear()
        return batch

    def give_back(self, items: Iterable[Item]) -> None:
        """These could not be served: they are the first of their workspaces again."""
        for item in reversed(list(items)):
            self._waiting[item.workspace_id].appendleft(item)
            self.size += 1

    def release(self, workspace_ids: Iterable[int]) -> None:
        """A lane has done with these workspaces."""
        for workspace_id in workspace_ids:
            self._busy.discard(workspace_id)
            if self._waiting[workspace_id]:
                self._free.append(workspace_id)
                self._news.set()
            else:
                del self._waiting[workspace_id]

    def drain(self) -> list[Item]:
        """Everything that still waits, for when the process ends."""
        rest = [item for queue in self._waiting.values() for item in queue]
        for queue in self._waiting.values():
            queue.clear()
        self._free.clear()
        self._ticking.clear()
        self.size = 0
        return rest

    def _append(self, item: Item) -> None:
        queue = self._waiting.get(item.workspace_id)
        if queue is None:
            queue = self._waiting[item.workspace_id] = deque()
        if not queue and item.workspace_id not in self._busy:
            self._free.append(item.workspace_id)
        queue.append(item)
        self.size += 1
        if self._free:
            self._news.set()
