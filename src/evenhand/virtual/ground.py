"""Where a story is played: anything that takes commands on a virtual clock and shows what is there."""

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, Final

import msgspec

from evenhand.domain.commands import SYSTEM, Answer, Command, ReportRequest
from evenhand.domain.model import Request
from evenhand.domain.state import State
from evenhand.virtual.world import World

NO_REPLY: Final = "The scenario has no http entry for this address."


class Reply(msgspec.Struct, frozen=True):
    """The answer to a request."""

    status: int
    body: Any

    @property
    def text(self) -> str:
        """The body as it is sent: a text as it is, anything else as JSON."""
        return self.body if isinstance(self.body, str) else msgspec.json.encode(self.body).decode()


class Ground(ABC):
    """One workspace, new and empty, whose time stands still until it is moved."""

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.replies: dict[str, Reply] = {}
        """What requests of workflows are answered, by address; nothing is ever called."""

    async def do(self, command: Command) -> Answer:
        """Carry out a command at the present moment. Raises Refused; then nothing has changed."""
        answer = await self._do(command)
        await self._answer_requests()
        return answer

    async def pass_time(self, until: datetime) -> None:
        """Move the clock on; what is due on the way happens at its moment, before anything else there."""
        while (due := await self._next_due()) is not None and due <= until:
            await self._ring(due)
            await self._answer_requests()
        await self._ring(until)

    async def _answer_requests(self) -> None:
        while requests := await self._requests():
            for request in requests:
                await self._do(self._report(request))

    def _report(self, request: Request) -> ReportRequest:
        reply = self.replies.get(request.url)
        return ReportRequest(
            workspace_id=self.workspace_id,
            actor=SYSTEM,
            run_id=request.run_id,
            request_id=request.id,
            status=reply.status if reply else None,
            body=reply.text if reply else "",
            error=None if reply else NO_REPLY,
        )

    @abstractmethod
    async def look(self) -> State:
        """The whole workspace as it is now, its log under ``past_events``."""

    @abstractmethod
    async def _do(self, command: Command) -> Answer:
        """Carry out one command."""

    @abstractmethod
    async def _requests(self) -> list[Request]:
        """The HTTP requests that runs wait for and that nobody has answered, the oldest first."""

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
        self.world = world

    async def look(self) -> State:
        """The whole workspace as it is now: not a copy."""
        return self.world.state

    async def _do(self, command: Command) -> Answer:
        return self.world.do(command)

    async def _requests(self) -> list[Request]:
        return self.world.state.requests.present()

    async def _next_due(self) -> datetime | None:
        return self.world.next_due()

    async def _ring(self, at: datetime) -> None:
        self.world.run_due(at)
