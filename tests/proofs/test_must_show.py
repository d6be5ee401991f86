"""What must be seen from outside of real processes over HTTP: caps that hold, even turns, timeouts."""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final, LiteralString

import msgspec
import psycopg
import pytest

from evenhand.storage.database import Database
from evenhand.storage.reads.doctor import Finding, examine
from tests.conftest import scratch_database
from tests.processes.site import Site, site
from tests.proofs.witness import Record, judge, take_record
from tests.waiting import eventually

pytestmark = pytest.mark.process

AGENTS: Final = ("ana", "ben", "cleo", "dan", "eve", "flo", "gus")
CAPS: Final = {"Turns": 4, "Loads": 3}
LOGIC: Final = {"Turns": "round_robin", "Loads": "least_open"}
SAMPLE_EVERY: Final = 0.01  # seconds
EXAMINE_EVERY: Final = 0.1
BATCH: Final = 50
CLOSERS: Final = 8
WORKSPACE: Final = 1

OPEN: Final[LiteralString] = """
select c.id, c.assignee_id from conversations v
join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
where v.workspace_id = 1 and v.closed_at is null and c.assignee_id is not null"""
LEFT: Final[LiteralString] = "select count(*) from conversations where workspace_id = 1 and closed_at is null"
NOW: Final[LiteralString] = "select clock_timestamp()"


@pytest.fixture
def url(server_url: str) -> Generator[str]:
    """A database of the test alone."""
    with scratch_database(server_url) as url:
        yield url


class Show(Site):
    """A workspace with channels, each with a workflow for who writes there."""

    async def open(self, *names: str, status: str, workflows: dict[str, list[dict[str, Any]]]) -> None:
        """Agents with this status in the team Support; by channel: the steps of its workflow."""
        code, output = self.run("init", "--workspace", "Acme", "--owner-email", "owner@acme.test", "--json")
        assert code == 0, output
        self._token = msgspec.json.decode(output)["token"]
        for name in names:
            user = {"email": f"{name}@acme.test", "name": name.title(), "role": "agent"}
            self.agents.append((await self.call("POST", "/users", user))["id"])
            await self.call("PUT", f"/users/{self.agents[-1]}/status", {"status": status})
        team = await self.call("POST", "/teams", {"name": "Support"})
        await self.call("PUT", f"/teams/{team['id']}/members", {"users": self.agents})
        self.channels: dict[str, dict[str, Any]] = {}
        for name, steps in workflows.items():
            channel: dict[str, Any] = {"type": "custom", "name": name, "config": {}}
            self.channels[name] = await self.call("POST", "/channels", channel)
            condition = {"category": "channel", "operator": "is_equal_to", "value": name}
            trigger = {"type": "conversation_opened", "all": [condition]}
            document = {"version": 1, "name": name, "trigger": trigger, "steps": steps}
            workflow = await self.call("POST", "/workflows", {"document": document})
            await self.call("POST", f"/workflows/{workflow['id']}/publish")

    async def come(self, channel: str, contacts: list[str], at: int) -> list[dict[str, Any]]:
        """Contacts write on the channel, in one call to this process."""
        messages = [
            {"message_id": f"m-{name}", "contact": {"external_id": name}, "text": "Hello"}
            for name in contacts
        ]
        shown = self.channels[channel]
        answer = await self._client.post(
            f"{self.addresses[at]}/api/v1/channels/{shown['id']}/inbound/batch",
            content=msgspec.json.encode({"messages": messages}),
            headers={"authorization": f"Bearer {shown['token']}", "content-type": "application/json"},
        )
        assert answer.is_success, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        assert all("contact" in item for item in items), items
        return items

    async def close(self, contact: int, at: int) -> None:
        """An agent's click, through this process."""
        answer = await self._client.put(
            f"{self.addresses[at]}/api/v1/contacts/{contact}/conversation",
            json={"status": "closed"},
            headers={"authorization": f"Bearer {self._token}"},
        )
        assert answer.is_success, answer.text


@asynccontextmanager
async def show(data: Path, url: str) -> AsyncGenerator[Show]:
    async with site(data, url) as here:
        yield Show(here._client, here._stack, data, url)


class Sampler(threading.Thread):
    """Counts everybody's open contacts from outside, every ten milliseconds."""

    def __init__(self, url: str) -> None:
        super().__init__(name="sampler")
        self._url = url
        self.ended = threading.Event()
        self.samples = 0
        self.most: Counter[int] = Counter()

    def run(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self.ended.wait(SAMPLE_EVERY):
                held = Counter(user for _, user in connection.execute(OPEN).fetchall())
                self.most |= held
                self.samples += 1


class Day:
    """Customers write, agents close, until every conversation was answered."""

    def __init__(self, here: Show, database: Database, conversations: int) -> None:
        self._here = here
        self._database = database
        self._chance = Random(conversations)
        self._numbers = iter(range(0, conversations, BATCH))
        self._closing: set[int] = set()
        self._all_in = False

    async def work(self) -> None:
        """All of it, through both processes at once."""
        closing = asyncio.gather(*(self._close(at % 2) for at in range(CLOSERS)))
        await asyncio.gather(*(self._write(at) for at in (0, 1)))
        self._all_in = True
        await closing

    async def _write(self, at: int) -> None:
        for first in self._numbers:
            names = [f"c-{number}" for number in range(first, first + BATCH)]
            await self._here.come(self._chance.choice(["Turns", "Loads"]), names, at)

    async def _close(self, at: int) -> None:
        async with self._database.reads.connection() as connection:
            while True:
                rows = await (await connection.execute(OPEN)).fetchall()
                free = [contact for contact, _ in rows if contact not in self._closing]
                if not free:
                    left = await (await connection.execute(LEFT)).fetchone()
                    if self._all_in and left == (0,):
                        return
                    continue
                contact = self._chance.choice(free)
                self._closing.add(contact)
                await self._here.close(contact, at)


async def under_watch(url: str, here: Show, conversations: int) -> tuple[Sampler, list[Finding], int, Record]:
    """What was sampled, what doctor found meanwhile and how often it looked, and what is committed."""
    database = await Database.open(url)
    sampler = Sampler(url)
    sampler.start()
    findings: list[Finding] = []
    looks = 0
    try:
        day = asyncio.create_task(Day(here, database, conversations).work())
        async with database.reads.connection() as connection:
            while not day.done():
                findings += await examine(connection, WORKSPACE)
                looks += 1
                await asyncio.wait({day}, timeout=EXAMINE_EVERY)
            await day
            record = await take_record(connection, WORKSPACE)
    finally:
        sampler.ended.set()
        sampler.join()
        await database.close()
    return sampler, findings, looks, record


@pytest.mark.parametrize(
    "conversations",
    [
        pytest.param(1_000, id="thousand", marks=pytest.mark.slow),
        pytest.param(10_000, id="ten thousand", marks=pytest.mark.long),
    ],
)
async def test_conversations_over_seven_agents_through_two_processes(
    tmp_path: Path, url: str, conversations: int
) -> None:
    """Round robin and least open mixed, under caps, closed at random, no contact writing twice."""
    steps = {
        name: [
            {
                "type": "assign_to",
                "action": "team",
                "team": "Support",
                "logic": LOGIC[name],
                "max_open_contacts": cap,
            }
        ]
        for name, cap in CAPS.items()
    }
    async with show(tmp_path, url) as here:
        here.serve()
        here.serve()
        await here.open(*AGENTS, status="online", workflows=steps)
        sampler, findings, looks, record = await under_watch(url, here, conversations)
        code, output = here.run("doctor")
    assert code == 0, output
    assert findings == []
    verdict = judge(record)
    assert verdict.violations == []
    # Every conversation was given to somebody, once; each agent was full, and nobody ever more than that.
    assert verdict.decisions == conversations
    assert set(sampler.most) == set(here.agents)
    assert set(sampler.most.values()) == {max(CAPS.values())}
    logics = Counter(event.data["logic"] for event in record.events if event.data and "logic" in event.data)
    assert min(logics["round_robin"], logics["least_open"]) > conversations / 4
    assert min(sampler.samples, 10 * looks) > conversations / 20
    assert verdict.waited > conversations / 4


# --- the timeout -------------------------------------------------------------------------------------

SOON: Final = timedelta(seconds=1)
WEEK: Final = timedelta(days=7)


@pytest.mark.parametrize("then", ["running", "stopped", "killed"])
async def test_a_timeout_is_kept_within_a_second_also_by_a_server_that_was_down(
    tmp_path: Path, url: str, then: str
) -> None:
    assign = {"type": "assign_to", "action": "team", "team": "Support", "only_online": True}
    sorry = {"type": "send_message", "text": "Sorry"}
    workflows = {"Quick": [{**assign, "timeout": "2s", "on_timeout": [sorry]}], "Patient": [assign]}
    async with show(tmp_path, url) as here:
        server = here.serve()
        await here.open("ana", status="offline", workflows=workflows)
        [quick], [patient] = [await here.come(name, [name], -1) for name in workflows]
        until = await deadlines(here)
        assert until[patient["contact"]][1] - until[patient["contact"]][0] == WEEK
        began, due = until[quick["contact"]]
        assert due - began == timedelta(seconds=2)
        ready = due
        if then != "running":
            server.stop() if then == "stopped" else server.process.kill()
            with psycopg.connect(url, autocommit=True) as connection:
                eventually(lambda: now(connection) > due)
                here.serve()
                ready = now(connection)
        run = await gone(here, quick["contact"])
        at = datetime.fromisoformat(run["trail"][1]["at"])
        assert due <= at < ready + SOON
        assert (run["trail"][1]["outcome"], run["trail"][1]["reason"]) == ("on_timeout", "assignment_timeout")
        assert (run["state"], run["trail"][2]["outcome"]) == ("completed", "done")
        assert (await deadlines(here)).keys() == {patient["contact"]}
        code, output = here.run("doctor")
        assert code == 0, output


async def deadlines(here: Show) -> dict[int, tuple[datetime, datetime]]:
    """By contact that waits: since when and until when."""
    return {
        item["contact"]: (datetime.fromisoformat(item["since"]), datetime.fromisoformat(item["until"]))
        for item in (await here.call("GET", "/queue"))["items"]
    }


def now(connection: psycopg.Connection[Any]) -> datetime:
    """The database's time, which is the one that counts."""
    row = connection.execute(NOW).fetchone()
    assert row is not None
    return row[0]


async def gone(here: Show, contact: int) -> dict[str, Any]:
    """The contact's run, once it does not wait any more."""
    async with asyncio.timeout(10):
        while True:
            [run] = (await here.call("GET", f"/runs?contact={contact}"))["items"]
            if run["state"] != "waiting":
                return await here.call("GET", f"/runs/{run['id']}")
