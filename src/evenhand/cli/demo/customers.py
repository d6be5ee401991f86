"""The demo's customers: they write, wait for an answer, and write again or are content."""

import asyncio
import math
import secrets
from random import Random
from typing import Any, Final

import httpx2

from evenhand.cli.demo import people
from evenhand.cli.demo.api import Api, ApiRefused
from evenhand.cli.demo.board import Board
from evenhand.cli.demo.people import AGENTS, Customer, customer
from evenhand.cli.demo.stage import Stage

PAUSE: Final = 1.3
"""Seconds from one new conversation to the next, on average."""

RUSH: Final = 150.0
"""Seconds from one rush to the next: almost twice as many write as on average, and in between only a few."""

MOST_OPEN: Final = 45
"""Open conversations from which on nobody new writes, so that a queue can grow but not without end."""

THINKING: Final = (1.5, 7.0)
"""Seconds that a customer takes to reply."""

SIGNATURES: Final = tuple(agent.signature for agent in AGENTS)


class Customers:
    """All of them. ``hear`` is what a message to one of them does."""

    def __init__(self, client: httpx2.AsyncClient, stage: Stage, board: Board, random: Random) -> None:
        self._doors = {
            name: (channel.id, Api(client, channel.token)) for name, channel in stage.channels.items()
        }
        self._board = board
        self._random = random
        self._start = secrets.token_hex(4)
        self._messages = 0
        self._contacts: dict[str, int] = {}
        self._heard: asyncio.Queue[str] = asyncio.Queue()

    async def run(self) -> None:
        """They write, without end, more at some times than at others."""
        began = self._board.clock()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(group))
            while True:
                phase = math.sin((self._board.clock() - began) / RUSH * math.tau)
                await asyncio.sleep(self._random.expovariate((1 + 0.8 * phase) / PAUSE))
                if len(self._board.talks) < MOST_OPEN:
                    who = customer(self._random.randrange(people.POPULATION))
                    group.create_task(self._open(who))

    def hear(self, external_id: str, text: str) -> None:
        """A customer got a message; one that a person signed is worth a reply."""
        if text.endswith(SIGNATURES):
            self._heard.put_nowait(external_id)

    async def _listen(self, group: asyncio.TaskGroup) -> None:
        while True:
            external_id = await self._heard.get()
            group.create_task(self._reply(customer(int(external_id.rpartition("-")[2]))))

    async def _open(self, who: Customer) -> None:
        if self._contacts.get(who.external_id) in self._board.talks:
            return
        at = self._board.clock()
        answer = await self._write(who, who.opening(self._random))
        if answer is not None:
            self._contacts[who.external_id] = answer["contact"]
            self._board.began(answer["contact"], who.profile["first_name"], at)

    async def _reply(self, who: Customer) -> None:
        await asyncio.sleep(self._random.uniform(*THINKING))
        if self._random.random() < 0.55:
            await self._write(who, who.reply(self._random))
        elif self._random.random() < 0.7:
            await self._write(who, who.thanks(self._random))

    async def _write(self, who: Customer, text: str) -> Any:
        self._messages += 1
        channel_id, api = self._doors[who.channel]
        body = {"message_id": f"{self._start}-{self._messages}", "contact": who.profile, "text": text}
        try:
            return await api.post(f"/channels/{channel_id}/inbound", body)
        except (ApiRefused, httpx2.TransportError):
            return None  # a customer shrugs and tries again another time
