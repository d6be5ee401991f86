"""The demo's agents: they come and go, answer, close, and help each other out."""

import asyncio
from contextlib import suppress
from random import Random
from typing import Final

import httpx2

from evenhand.cli.demo import people
from evenhand.cli.demo.api import Api, ApiRefused
from evenhand.cli.demo.board import Board, Talk
from evenhand.cli.demo.people import ANSWERS, CATEGORIES, Agent
from evenhand.cli.demo.stage import Stage

BEAT: Final = (0.9, 2.4)
"""Seconds from one thing that an agent does to the next."""

READING: Final = 1.2
"""Seconds before a message is answered."""

QUIET: Final = 7.0
"""Seconds without a reply after which a conversation is closed."""

DESERTED: Final = 15.0
"""Seconds after which a colleague takes over what somebody who is offline left behind."""

STAYS: Final[dict[str, tuple[float, tuple[tuple[str, float], ...]]]] = {
    "online": (60.0, (("busy", 0.6), ("offline", 0.4))),
    "busy": (14.0, (("online", 0.8), ("offline", 0.2))),
    "offline": (25.0, (("online", 1.0),)),
}
"""How many seconds one stays in a state on average, and what comes next."""


class Worker:
    """One agent at work, with a token of their own."""

    def __init__(self, agent: Agent, user: int, api: Api, board: Board, random: Random) -> None:
        self.agent = agent
        self.user = user
        self._api = api
        self._board = board
        self._random = random
        self._status = "online"
        self._until = 0.0

    async def run(self) -> None:
        """A shift without end. What is refused, as when somebody else was faster, is let go."""
        await asyncio.sleep(self._random.uniform(0, 3))
        with suppress(ApiRefused, httpx2.TransportError):
            await self._become("online")
        while True:
            with suppress(ApiRefused, httpx2.TransportError):
                await self._do_something()
            await asyncio.sleep(self._random.uniform(*BEAT))

    async def _do_something(self) -> None:
        if self._board.clock() >= self._until:
            states, weights = zip(*STAYS[self._status][1], strict=True)
            await self._become(self._random.choices(states, weights)[0])
        elif self._status != "offline":
            mine = [talk for talk in self._board.talks.values() if talk.assignee == self.user]
            if not await self._serve(mine) and self._status == "online" and len(mine) < 2:
                await self._help_out()

    async def _become(self, status: str) -> None:
        self._until = self._board.clock() + self._random.expovariate(1 / STAYS[status][0]) + 5
        self._status = status
        await self._api.put(f"/users/{self.user}/status", {"status": status})

    async def _serve(self, mine: list[Talk]) -> bool:
        """Answers or closes the conversation that has been waiting for it longest; False if there is none."""
        now = self._board.clock()
        for talk in sorted(mine, key=lambda talk: talk.quiet_since):
            if talk.unanswered and talk.answers and talk.last_text in people.GOODBYES:
                await self._close(talk)
                return True
            if talk.unanswered and now - talk.quiet_since >= READING:
                text = self._random.choice(ANSWERS) + self.agent.signature
                await self._api.post(f"/contacts/{talk.contact}/messages", {"text": text})
                return True
            if not talk.unanswered and now - talk.quiet_since >= QUIET:
                await self._close(talk)
                return True
        return False

    async def _close(self, talk: Talk) -> None:
        category = self._random.choice(CATEGORIES)
        await self._api.put(
            f"/contacts/{talk.contact}/conversation", {"status": "closed", "category": category}
        )
        if self._random.random() < 0.8:
            await self._api.put(f"/contacts/{talk.contact}/assignee", {"user": None})

    async def _help_out(self) -> None:
        now = self._board.clock()
        for talk in self._board.talks.values():
            left_by = talk.assignee
            if (
                left_by is not None
                and talk.unanswered
                and now - talk.quiet_since >= DESERTED
                and self._board.status_of(left_by) == "offline"
                and self._board.share_a_team(left_by, self.user)
            ):
                await self._api.put(f"/contacts/{talk.contact}/assignee", {"user": self.user})
                return


def workers(client: httpx2.AsyncClient, stage: Stage, board: Board, random: Random) -> list[Worker]:
    """All agents of the stage."""
    return [
        Worker(agent, stage.users[agent.email], Api(client, stage.tokens[agent.email]), board, random)
        for agent in people.AGENTS
    ]
