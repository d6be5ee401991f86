"""One of the processes that hammer a workspace: `python -m tests.proofs.hammer`, with an `Order` on stdin.

It says `ready` and begins at the next line on stdin. At the end it says what it did.
"""

import asyncio
import sys
from collections import Counter
from random import Random
from typing import Any, Final

import msgspec

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from evenhand.domain.model import Status
from evenhand.engine.clock import Clock
from evenhand.engine.errors import Broken, Overloaded
from evenhand.engine.lanes import Lanes
from evenhand.engine.timers import Timers
from evenhand.storage.database import Database, DatabaseUnavailable
from evenhand.storage.tables import log

API: Final = c.Actor("api", None, "owner")
TOKEN: Final = "t" * 64
LOCK: Final = "for no key update of l"
STATUSES: Final[list[Status]] = ["online", "online", "online", "busy", "offline"]


class Order(msgspec.Struct):
    """What to do. ``operations`` is for each of the ``clients``; ``flaps`` a second are of presence."""

    url: str
    workspace: int
    channels: list[int]
    agents: list[int]
    manager: int
    team: int
    workflows: dict[int, list[dict[str, Any]]]
    """By workflow: the documents between which it changes."""
    seed: int
    clients: int
    operations: int
    flaps: float
    lock: bool = True
    """False: without the lock that makes a lane a lane."""


class Said(msgspec.Struct):
    """What was done, refused or failed, by kind."""

    done: dict[str, int]
    refused: dict[str, int]
    failed: dict[str, int]


class Hammer:
    """Clients, all at once, that do what comes to their minds."""

    def __init__(self, order: Order, lanes: Lanes) -> None:
        self._order = order
        self._lanes = lanes
        self._chance = Random(order.seed)
        self._contacts: list[tuple[int, str, int]] = []
        self.said = Said(Counter(), Counter(), Counter())

    async def run(self) -> None:
        """Until every client has done its share."""
        flapping = asyncio.create_task(self._flap())
        await asyncio.gather(*(self._client(number) for number in range(self._order.clients)))
        flapping.cancel()
        await asyncio.gather(flapping, return_exceptions=True)

    async def _client(self, client: int) -> None:
        actions = [self._write_anew, self._write_again, self._close, self._assign, self._rare]
        for number in range(self._order.operations):
            action = self._chance.choices(actions, (36, 10, 36, 12, 6))[0]
            await action(f"{self._order.seed}-{client}-{number}")

    async def _flap(self) -> None:
        pause = 1 / self._order.flaps
        while True:
            user, status = self._chance.choice(self._order.agents), self._chance.choice(STATUSES)
            await asyncio.gather(self._do(c.SetStatus, user_id=user, status=status), asyncio.sleep(pause))

    async def _write_anew(self, name: str) -> None:
        await self._write(self._chance.choice(self._order.channels), name)

    async def _write_again(self, name: str) -> None:
        if self._contacts:
            channel, known, _ = self._chance.choice(self._contacts)
            await self._write(channel, known)

    async def _write(self, channel: int, name: str) -> None:
        answer = await self._do(
            c.ReceiveMessage,
            c.CONTACT,
            channel_id=channel,
            token_hash=TOKEN,
            profile=c.Profile(name),
            text="Hello",
        )
        if answer is not None and answer.event is not None:
            self._contacts.append((channel, name, answer.event.contact_id or 0))

    async def _close(self, name: str) -> None:
        if self._contacts:
            at = self._chance.randrange(len(self._contacts))
            await self._do(c.SetConversation, contact_id=self._contacts[at][2], status="closed")

    async def _assign(self, name: str) -> None:
        if self._contacts:
            user = self._chance.choice([None, *self._order.agents])
            manager = c.Actor("user", self._order.manager, "manager")
            contact = self._chance.choice(self._contacts)[2]
            await self._do(c.AssignContact, manager, contact_id=contact, user=user)

    async def _rare(self, name: str) -> None:
        order, chance = self._order, self._chance
        match chance.randrange(3):
            case 0:
                workflow, documents = chance.choice(list(order.workflows.items()))
                await self._do(c.SaveWorkflow, workflow_id=workflow, document=chance.choice(documents))
                await self._do(c.PublishWorkflow, workflow_id=workflow)
            case 1:
                users = chance.sample(order.agents, chance.randint(2, len(order.agents)))
                await self._do(c.SetTeamMembers, team_id=order.team, users=users)
            case _ if self._contacts:
                contact = self._contacts.pop(chance.randrange(len(self._contacts)))[2]
                await self._do(c.DeleteContact, contact_id=contact)
            case _:
                pass

    async def _do(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> c.Answer | None:
        said, name = self.said, kind.__name__
        try:
            answer = await self._lanes.submit(kind(workspace_id=self._order.workspace, actor=actor, **fields))
        except Refused as refused:
            said.refused[refused.code] = said.refused.get(refused.code, 0) + 1
            return None
        except (Broken, Overloaded, DatabaseUnavailable) as error:
            said.failed[type(error).__name__] = said.failed.get(type(error).__name__, 0) + 1
            return None
        said.done[name] = said.done.get(name, 0) + 1
        return answer


def take_away_the_lock() -> None:
    """From now on nobody's lane is anybody's: the statements that lock read only."""
    for name in ("LOCK_LANES", "WAIT_FOR_LANES"):
        statement = getattr(log, name)
        assert LOCK in statement
        setattr(log, name, statement.replace(f"{LOCK} skip locked", "").replace(LOCK, ""))


def say(line: str) -> None:
    """To whoever started this process; the log goes the same way before it."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main() -> None:
    """Everything from the order to what is said of it."""
    order = msgspec.json.decode(sys.stdin.readline(), type=Order)
    if not order.lock:
        take_away_the_lock()
    database, clock = await Database.open(order.url), Clock()
    lanes = Lanes(database, clock)
    timers = Timers(database, clock, lanes.tick)
    await lanes.start()
    await timers.start()
    say("ready")
    sys.stdin.readline()
    hammer = Hammer(order, lanes)
    await hammer.run()
    await timers.stop()
    await lanes.stop()
    await database.close()
    say(msgspec.json.encode(hammer.said).decode())


if __name__ == "__main__":
    asyncio.run(main())
