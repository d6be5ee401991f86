"""Where a story is played: anything that takes commands on a virtual clock and shows what is there."""

from abc import ABC, abstractmethod
from datetime import datetime

from evenhand.domain.commands import Answer, Command
from evenhand.domain.state import State
from evenhand.virtual.world import World


class Ground(ABC):
    """One workspace, new and empty, whose time stands still until it is moved."""

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id

    async def do(self, command: Command) -> Answer:
        """Carry out a command at the present moment. Raises Refused; then nothing has changed."""
        return await self._do(command)

    async def pass_time(self, until: datetime) -> None:
        """Move the clock on; what is due on the way happens at its moment, before anything else there."""
        while (due := await self._next_due()) is not None and due <= until:
            await self._ring(due)
        await self._ring(until)

    @abstractmethod
    async def look(self) -> State:
        """The whole workspace as it is now, its log under ``past_events``."""

    @abstractmethod
    async def _do(self, command: Command) -> Answer:
        """Carry out one command."""

    @abstractmethod
    async def _next_due(self) -> datetime | None:
        """When the next timer is due."""

    @abstractmethod
    async def _ring(self, at: datetime) -> None:
        """Move the clock to a moment before which nothing is due, and have all happen that is due then."""


class Memory(Ground):
    """A world in memory."""

    def __init__(self, world: World) -> None:
        super().__init__(world.state.workspace_id)
        self._world = world

    async def look(self) -> State:
        """The whole workspace as it is now: not a copy."""
        return self._world.state

    async def _do(self, command: Command) -> Answer:
        return self._world.do(command)

    async def _next_due(self) -> datetime | None:
        return self._world.next_due()

    async def _ring(self, at: datetime) -> None:
        self._world.run_due(at)
