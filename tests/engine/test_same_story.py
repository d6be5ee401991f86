"""The same commands give the same log in memory and through lanes on PostgreSQL, and the books balance."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from random import Random
from typing import Any, Final, LiteralString

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.errors import Refused
from evenhand.storage.reads.rows import fetch
from evenhand.storage.workspaces import create_workspace
from tests.cleaning import take_away
from tests.clock import SetClock
from tests.domain import test_machine
from tests.domain.stage import assign_to, document, say
from tests.domain.test_machine import NOBODY, PAUSES, STATUSES, Machine
from tests.engine.office import Office, Town, all_of

Telling = Callable[[Random], dict[str, Any]]
QUEUE: Final[dict[str, Any]] = {"only_online": True, "timeout": "4h"}
DOCUMENTS: Final = [
    document(say("Hi {{ contact.first_name }}"), assign_to("T0", **QUEUE), say("{{ assignee.first_name }}")),
    document(assign_to(max_open_contacts=1, logic="least_open", timeout="10m", on_timeout=[say("Sorry")])),
    document(assign_to("T1", **QUEUE, exclude=["previous_assignees"], priority=1), once_per_contact=True),
    document(assign_to("T0", **QUEUE, max_open_contacts=2), stop_when=["agent_message", "incoming_message"]),
    document({"type": "assign_to", "action": "user", "user": "u1@x.test"}, assign_to(**QUEUE)),
    document({"type": "assign_to", "action": "unassign"}, assign_to("T0", max_open_contacts=1)),
]


def pick(chance: Random) -> int:
    return chance.randint(0, NOBODY)


RULES: Final[list[tuple[str, int, Telling]]] = [
    ("create_user", 2, lambda chance: {"name": chance.randint(0, 4)}),
    ("set_status", 8, lambda chance: {"user": pick(chance), "status": chance.choice(STATUSES)}),
    ("choose_status", 2, lambda chance: {"user": pick(chance), "choice": chance.choice(["online", "busy"])}),
    ("seen", 3, lambda chance: {"user": pick(chance), "connected": pick(chance) > 9, "active": True}),
    ("members", 3, lambda chance: {"team": pick(chance), "mask": chance.randint(1, 31)}),
    ("write", 20, lambda chance: {"who": chance.randint(0, 9), "channel": 0, "language": None}),
    ("send", 6, lambda chance: {"user": pick(chance), "contact": pick(chance), "by_api": pick(chance) < 5}),
    ("assign", 6, lambda chance: {"user": 0, "contact": pick(chance), "to": pick(chance)}),
    ("assign", 3, lambda chance: {"user": 0, "contact": pick(chance), "to": None}),
    ("set_conversation", 6, lambda chance: {"user": 0, "contact": pick(chance), "status": "closed"}),
    ("come_again", 10, lambda chance: {"user": 0, "who": chance.randint(0, 9)}),
    ("save_workflow", 2, lambda chance: {"workflow": pick(chance), "content": chance.choice(DOCUMENTS)}),
    ("switch_workflow", 1, lambda chance: {"workflow": pick(chance), "kind": c.PublishWorkflow}),
    ("switch_workflow", 1, lambda chance: {"workflow": pick(chance), "kind": c.StopWorkflow}),
    ("take_out", 1, lambda chance: {"user": 0, "run": pick(chance)}),
    ("delete", 1, lambda chance: {"what": chance.choice(["user", "contact", "team"]), "at": pick(chance)}),
    ("again", 2, lambda chance: {"at": pick(chance)}),
    ("pass_time", 4, lambda chance: {"seconds": chance.choice(PAUSES[:-1])}),
]
"""What the machine can do, how often, and with what."""


LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
SET_UP: Final[LiteralString] = """
update workspaces
set inactivity_timeout = %(inactivity_timeout)s::integer, auto_close_after = %(auto_close_after)s::integer,
    agents_see_own_only = %(agents_see_own_only)s::boolean
where id = %(id)s::bigint"""
EVENTS: Final[LiteralString] = """
select 1 as workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data
from events where workspace_id = %(id)s::bigint order by seq"""


class Told(Machine):
    """Keeps each command with its moment and what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.story: list[tuple[c.Command, datetime, c.Answer | str]] = []
        self.first: m.Workspace | None = None

    def carry_out(self, command: c.Command) -> c.Answer | None:
        now = self.world.now
        self.first = self.first or self.world.state.settings
        came = self.outcome(lambda: self.world.do(command))
        self.story.append((command, now, came))
        return None if isinstance(came, str) else came


def tell(seed: int, length: int) -> Told:
    """A story that the machine makes up."""
    chance = Random(seed)
    told = Told()
    told.begin(seed=seed, flags=seed % 8, content=chance.choice(DOCUMENTS))
    rules = chance.choices(RULES, [weight for _, weight, _ in RULES], k=length)
    for name, _, telling in rules:
        getattr(told, name)(**telling(chance))
    return told


async def found(town: Town, clock: SetClock, url: str, told: Told) -> Office:
    """A workspace in the database with the settings of the story's."""
    database = await town.database()
    async with database.reads.connection() as connection:
        workspace_id = await create_workspace(connection, secrets.token_hex(6))
        assert told.first is not None
        settings = msgspec.structs.asdict(told.first)
        await connection.execute(SET_UP, {**settings, "id": workspace_id})
    town._stack.push_async_callback(take_away, url, workspace_id)
    return Office(database, await town.lanes(clock, database), workspace_id)


def in_workspace(office: Office, command: c.Command) -> c.Command:
    return msgspec.structs.replace(command, workspace_id=office.workspace_id)


def as_told(came: c.Answer | BaseException) -> c.Answer | str:
    """What came of a command, as the story has it."""
    if isinstance(came, c.Answer):
        event = came.event and msgspec.structs.replace(came.event, workspace_id=1)
        return c.Answer(event, came.duplicate)
    assert isinstance(came, Refused)
    return came.code


@pytest.mark.parametrize("seed", range(4))
async def test_the_same_story_is_the_same_log(
    town: Town, clock: SetClock, database_url: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_machine, "START", LATER)
    told = tell(seed, 250)
    office = await found(town, clock, database_url, told)
    chance = Random(seed)
    for moment, together in groupby(told.story, key=lambda told: told[1]):
        clock.at = moment
        left = list(together)
        while left:
            batch, left = left[: (size := chance.randint(1, 12))], left[size:]
            commands = [
                msgspec.structs.replace(command, workspace_id=office.workspace_id) for command, _, _ in batch
            ]
            came = await all_of([office.lanes.put(command) for command in commands])
            assert [as_told(each) for each in came] == [answer for _, _, answer in batch]
    async with office.database.reads.connection() as connection:
        events = await fetch(connection, EVENTS, {"id": office.workspace_id}, m.Event)
    assert [event for event in events if event.seq > 1] == told.world.events[1:]
    assert len(events) == len(told.world.events) > 250
    await office.check()
