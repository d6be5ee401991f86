"""Four processes hammer one workspace; who looks at what they have committed finds nothing wrong.

Sixteen clients write, close, assign by hand, delete, publish other caps and change a team, while presence
flaps twenty times a second. And the same without the lock: then the same look finds a lot.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.engine.clock import Clock
from evenhand.engine.lanes import Lanes
from evenhand.storage.database import Database
from evenhand.storage.migrate import migrate
from evenhand.storage.reads.doctor import Finding, examine
from tests.conftest import scratch_database
from tests.engine.office import Office, assign_to
from tests.proofs.hammer import Order, Said
from tests.proofs.witness import Record, judge, take_record

pytestmark = [pytest.mark.process, pytest.mark.slow]

PROCESSES: Final = 4
CLIENTS: Final = 4
FLAPS: Final = 20 / PROCESSES
BETWEEN_LOOKS: Final = 0.05  # seconds
ROOT: Final = Path(__file__).parents[2]


@pytest.fixture
def url(server_url: str) -> Generator[str]:
    """A database as in production, of this test alone."""
    with scratch_database(server_url) as url:
        asyncio.run(migrate(url))
        yield url


def documents() -> dict[str, list[dict[str, Any]]]:
    """By channel: what its workflow is, under other caps."""
    return {
        "turns": [steps(assign_to(only_online=True, max_open_contacts=cap)) for cap in (2, 3, 4)],
        "loads": [
            steps(assign_to(logic="least_open", max_open_contacts=cap, priority=1, timeout="1s"))
            for cap in (1, 2, 3)
        ],
        "both": [
            steps(
                {"type": "assign_to", "action": "workspace", "max_open_contacts": cap, "only_online": True},
                assign_to(only_online=True, exclude=["current_assignee"], logic="least_open"),
            )
            for cap in (2, 4)
        ],
        "urgent": [steps(assign_to(only_online=True, exclude=["previous_assignees"], priority=2))],
    }


def steps(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "steps": list(steps)}


async def found(url: str) -> Order:
    """A workspace with eight agents, a manager, a team and four workflows that assign to them."""
    database = await Database.open(url)
    lanes = Lanes(database, Clock())
    await lanes.start()
    office = await Office.found(database, lanes)
    agents = await office.hire(*"abcdefgh")
    manager = await office.create(c.CreateUser, email="m@x.test", name="M", role="manager")
    team = await office.team(agents)
    channels: list[int] = []
    workflows: dict[int, list[dict[str, Any]]] = {}
    for name, versions in documents().items():
        channels.append((await office.on_channel(name)).channel_id)
        condition = {"category": "channel", "operator": "is_equal_to", "value": name}
        trigger = {"type": "conversation_opened", "all": [condition]}
        whole = [{**version, "name": name, "trigger": trigger} for version in versions]
        workflow = await office.create(c.SaveWorkflow, document=whole[0])
        await office.do(c.PublishWorkflow, workflow_id=workflow)
        workflows[workflow] = whole
    await lanes.stop()
    await database.close()
    return Order(
        url=url,
        workspace=office.workspace_id,
        channels=channels,
        agents=agents,
        manager=manager,
        team=team,
        workflows=workflows,
        seed=0,
        clients=CLIENTS,
        operations=0,
        flaps=FLAPS,
    )


@asynccontextmanager
async def hammer(order: Order) -> AsyncGenerator[Process]:
    """A process that is about to begin; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.proofs.hammer", stdin=PIPE, stdout=PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        assert await process.stdout.readline() == b"ready\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def strike(process: Process) -> Said:
    """From now until it has done its share."""
    output, _ = await process.communicate(b"go\n")
    assert process.returncode == 0
    return msgspec.json.decode(output.splitlines()[-1], type=Said)


async def at_work(order: Order) -> list[Said]:
    """All processes at once."""
    orders = [msgspec.structs.replace(order, seed=order.seed * PROCESSES + n) for n in range(PROCESSES)]
    async with hammer(orders[0]) as a, hammer(orders[1]) as b, hammer(orders[2]) as d, hammer(orders[3]) as e:
        return list(await asyncio.gather(*map(strike, (a, b, d, e))))


async def under_watch(order: Order) -> tuple[list[Said], list[Finding], int, Record]:
    """What the processes say, what doctor found meanwhile and at the end, how often it looked, the record."""
    database = await Database.open(order.url)
    striking = asyncio.create_task(at_work(order))
    findings: list[Finding] = []
    looks = 0
    async with database.reads.connection() as connection:
        while not striking.done():
            findings += await examine(connection, order.workspace)
            looks += 1
            await asyncio.wait({striking}, timeout=BETWEEN_LOOKS)
        said = await striking
        findings += await examine(connection, order.workspace)
        record = await take_record(connection, order.workspace)
    await database.close()
    return said, findings, looks, record


@pytest.mark.parametrize(
    "operations", [pytest.param(60, id="short"), pytest.param(2_000, id="long", marks=pytest.mark.long)]
)
async def test_four_processes_on_one_workspace(url: str, operations: int) -> None:
    order = await found(url)
    order.operations = operations
    said, findings, looks, record = await under_watch(order)
    assert findings == []
    verdict = judge(record)
    assert verdict.violations == []
    assert [each.failed for each in said] == [{}] * PROCESSES
    done = sum((Counter(each.done) for each in said), Counter[str]())
    kinds = {"ReceiveMessage", "SetConversation", "AssignContact", "SetStatus", "PublishWorkflow"}
    assert kinds < done.keys()
    # It was a load: choices were made and waited for, and doctor looked on.
    assert looks > 5
    assert verdict.decisions > operations
    assert verdict.waited > operations


async def test_without_the_lock_the_same_look_finds_a_lot(url: str) -> None:
    order = await found(url)
    order.operations, order.lock = 20, False
    _, _, _, record = await under_watch(order)
    violations = judge(record).violations
    assert any("numbers twice" in each for each in violations), violations
    assert any("I1:" in each or "I3:" in each for each in violations), violations
