"""What the demo knows of its workspace: from the event stream, and by asking now and then."""

import asyncio
import statistics
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import httpx2
import msgspec

from evenhand.cli.demo.api import Api, ApiRefused

ASK_EVERY: Final = 1.0
MINUTE: Final = 60.0
HAPPENINGS: Final = 6
SAMPLES: Final = 500
"""Assignments over which the percentiles are taken."""


class Person(msgspec.Struct):
    """A user as the API shows them."""

    id: int
    name: str
    email: str
    status: str
    open_contacts: int
    teams: list[dict[str, Any]]


class Waiting(msgspec.Struct):
    """Somebody in the queue."""

    contact: int
    since: datetime


@dataclass
class Talk:
    """An open conversation. ``assignee`` is who got it in this conversation; times in seconds of the loop."""

    contact: int
    assignee: int | None = None
    answers: int = 0
    unanswered: bool = True
    last_text: str = ""
    quiet_since: float = 0.0


@dataclass
class Board:
    """The state that the screen shows and the agents work from. ``clock`` gives seconds."""

    clock: Callable[[], float]
    people: list[Person] = field(default_factory=list[Person])
    queue: list[Waiting] = field(default_factory=list[Waiting])
    talks: dict[int, Talk] = field(default_factory=dict[int, Talk])
    assigned: Counter[int] = field(default_factory=Counter[int])
    answered: dict[int, float] = field(default_factory=dict[int, float])
    names: dict[int, str] = field(default_factory=dict[int, str])
    happenings: deque[str] = field(default_factory=lambda: deque(maxlen=HAPPENINGS))
    seq: int = 0
    now: datetime | None = None
    failed: int = 0
    _messages: deque[float] = field(default_factory=deque[float])
    _latencies: deque[float] = field(default_factory=lambda: deque(maxlen=SAMPLES))
    _began: dict[int, float] = field(default_factory=dict[int, float])
    _given: dict[int, float] = field(default_factory=dict[int, float])

    async def read(self, api: Api) -> None:
        """How things stand now; ``seq`` is from where the log tells the rest."""
        newest = await api.get("/conversations", limit=1)
        self.seq = newest["items"][0]["activity"] if newest["items"] else 0
        for conversation in await api.everything("/conversations", status="open"):
            contact, last = conversation["contact"], conversation["last_message"]
            assignee = contact["assignee"]["id"] if contact["assignee"] else None
            talk = Talk(contact["id"], assignee, quiet_since=self.clock())
            talk.unanswered = last is None or last["sender"] != "user"
            self.talks[talk.contact] = talk
            self.names[talk.contact] = contact["name"]
        await self.ask(api)

    async def ask(self, api: Api) -> None:
        """Asks for people and queue."""
        self.people = msgspec.convert(await api.everything("/users"), list[Person])
        self.queue = msgspec.convert(await api.everything("/queue"), list[Waiting])

    async def keep_asking(self, api: Api) -> None:
        """Asks again and again."""
        while True:
            with suppress(ApiRefused, httpx2.TransportError):
                await self.ask(api)
            await asyncio.sleep(ASK_EVERY)

    async def follow(self, api: Api) -> None:
        """Takes in the log, without end."""
        async for event in api.events(self.seq):
            self.take(event)

    def take(self, event: dict[str, Any]) -> None:
        """Takes in one event."""
        self.seq, self.now = event["seq"], datetime.fromisoformat(event["at"])
        contact, user, data = event["contact"], event["user"], event["data"]
        match event["type"]:
            case "conversation.opened":
                self.talks[contact] = Talk(contact, quiet_since=self.clock())
            case "conversation.closed":
                self.talks.pop(contact, None)
                self._tell(f"{self.name_of(contact)}: closed by {self.person(event['actor'])}")
            case "contact.assigned":
                self._assigned(contact, user, data)
            case "message.received" | "message.sent" as kind:
                self._message(contact, kind, event)
            case "contact.unassigned" if contact in self.talks:
                self.talks[contact].assignee = None
            case "message.failed":
                self.failed += 1
            case "user.status_changed":
                self._tell(f"{self.person(f'user:{user}')} is {data['status']}")
            case _:
                pass

    def began(self, contact: int, name: str, at: float) -> None:
        """A contact's first message of a conversation was handed in at ``at``."""
        self.names[contact] = name
        given = self._given.get(contact, -1.0)
        if given >= at:  # the stream was faster than the answer to the call
            self._latencies.append(given - at)
        else:
            self._began[contact] = at

    def percentile(self, percent: int) -> float | None:
        """Seconds from a first message to its assignment, waiting included, over the last ones."""
        if len(self._latencies) < 2:
            return None
        return statistics.quantiles(self._latencies, n=100, method="inclusive")[percent - 1]

    @property
    def messages_a_minute(self) -> int:
        """Messages in and out during the last minute."""
        while self._messages and self._messages[0] < self.clock() - MINUTE:
            self._messages.popleft()
        return len(self._messages)

    @property
    def longest_wait(self) -> float:
        """Seconds that the first in the queue has been waiting."""
        if self.now is None or not self.queue:
            return 0.0
        return max(0.0, (self.now - min(waiting.since for waiting in self.queue)).total_seconds())

    def status_of(self, user: int) -> str:
        """A user's presence."""
        return next((person.status for person in self.people if person.id == user), "offline")

    def share_a_team(self, one: int, other: int) -> bool:
        """Whether two users are in one team."""
        teams = [{team["id"] for team in person.teams} for person in self.people if person.id in {one, other}]
        return len(teams) == 2 and bool(teams[0] & teams[1])

    def person(self, actor: str) -> str:
        """An actor by first name."""
        names = {f"user:{person.id}": person.name.split()[0] for person in self.people}
        return names.get(actor, actor)

    def name_of(self, contact: int) -> str:
        """A contact by first name."""
        return self.names.get(contact, f"contact {contact}")

    def _assigned(self, contact: int, user: int, decision: dict[str, Any]) -> None:
        self.assigned[user] += 1
        self._given[contact] = self.clock()
        began = self._began.pop(contact, None)
        if began is not None:
            self._latencies.append(self.clock() - began)
        if contact in self.talks:
            self.talks[contact].assignee = user
        how = str(decision.get("logic") or "by hand").replace("_", " ")
        self._tell(f"{self.name_of(contact)} → {self.person(f'user:{user}')} ({how})")

    def _message(self, contact: int, kind: str, event: dict[str, Any]) -> None:
        self._messages.append(self.clock())
        talk = self.talks.get(contact)
        if talk is None:
            return
        if kind == "message.received":
            talk.unanswered, talk.last_text = True, event["text"] or ""
        elif event["actor"].startswith("user:"):
            talk.unanswered = False
            talk.answers += 1
            self.answered[int(event["actor"].removeprefix("user:"))] = self.clock()
        talk.quiet_since = self.clock()

    def _tell(self, happening: str) -> None:
        self.happenings.append(happening)
