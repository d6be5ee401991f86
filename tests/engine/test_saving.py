"""What a transaction has written is what its working set held: nothing is left out or changed on the way."""

import random
from collections.abc import AsyncGenerator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.engine.lanes import Lanes
from evenhand.storage import roster, working_set
from evenhand.storage.working_set import LOADS, SAVES
from tests.clock import SetClock
from tests.engine.changes import CHANGES, set_up
from tests.engine.office import Office

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
Key = tuple[str, Any]


NEVER_LOADED: dict[str, type[Any]] = {
    "messages": m.Message,
    "comments": m.Comment,
    "requests": m.Request,
    "webhook_cursors": m.WebhookCursor,
    "webhook_replays": m.WebhookReplay,
}


class Written:
    """What the transactions since the last look have written, by table and key; None: removed."""

    def __init__(self) -> None:
        self.rows: dict[Key, Any] = {}
        self.tables: set[str] = set()

    def note(self, state: State) -> None:
        """Hears of a commit."""
        for save in SAVES:
            table = getattr(state, save.table)
            for key in table.marks:
                self.rows[(save.table, key)] = deepcopy(table.rows[key])
                self.tables.add(save.table)
        for event in state.events:
            self.rows[("past_events", event.seq)] = deepcopy(event)

    async def check(self, office: Office) -> None:
        """Reads all that back and forgets it."""
        found = await read(office, self.rows)
        for (table, key), row in self.rows.items():
            stored = found[(table, key)]
            if table == "deliveries" and stored is not None and row is not None:
                stored.next_at = row.next_at  # whether it is the first of its contact, storage decides
            assert stored == row, (table, key)
        self.rows.clear()


async def read(office: Office, wanted: dict[Key, Any]) -> dict[Key, Any]:
    workspace_id = office.workspace_id
    state = State(workspace_id)
    by_table: dict[str, list[tuple[int, Any]]] = {}
    for table, key in wanted:
        if table in LOADS:
            by_table.setdefault(table, []).append((workspace_id, key))
    async with office.database.lanes.connection() as connection:
        await roster.load_whole(connection, {workspace_id: state})
        for table, keys in by_table.items():  # one by one: a join must not answer for a table
            alone = State(workspace_id)
            async with connection.pipeline():
                asked = await working_set.ask(connection, {table: keys})
            await working_set.take({workspace_id: alone}, asked)
            getattr(state, table).rows = getattr(alone, table).rows
    for table, row in NEVER_LOADED.items():
        columns = ", ".join(field.name for field in msgspec.structs.fields(row))
        query = f"select {columns} from {table} where workspace_id = %(ws)s"
        rows = await office.rows(query)  # pyright: ignore[reportArgumentType]
        getattr(state, table).rows = {values[1]: row(*values) for values in rows}
    return {(table, key): getattr(state, table).rows.get(key) for table, key in wanted}


@pytest.fixture
def written() -> Written:
    return Written()


@pytest.fixture
async def watched(office: Office, clock: SetClock, written: Written) -> AsyncGenerator[Office]:
    """The office through lanes whose transactions are noted."""
    clock.at = LATER
    lanes = Lanes(office.database, clock, written.note)
    await lanes.start()
    yield office.through(lanes)
    await lanes.stop()


async def wait_for_somebody(office: Office) -> None:
    """A contact waits while nobody is online; later that hangs on which timer comes with which command."""
    users = await office.column("select user_id from user_states where workspace_id = %(ws)s")
    for status in ("offline", "online"):
        for user_id in users:
            await office.do(c.SetStatus, user_id=user_id, status=status)
        if status == "offline":
            await office.write("c-1")


async def test_everything_that_is_written_is_found_again(
    watched: Office, clock: SetClock, written: Written
) -> None:
    await set_up(watched)
    channel = {"channel_id": watched.channel_id, "config": {"outbound_url": "https://x.test/"}}
    await watched.do(c.UpdateChannel, **channel)
    await watched.do(c.UpdateWorkspace, auto_close_after=1800)
    await written.check(watched)
    await wait_for_somebody(watched)
    await written.check(watched)
    names = [name for name in CHANGES if name != "change_channel"] * 2
    random.Random(3).shuffle(names)
    for name in names:
        await CHANGES[name](watched)
        await written.check(watched)
        clock.move(timedelta(minutes=20))
        watched.lanes.tick([watched.workspace_id])
        await watched.do(c.CreateContact)
        await written.check(watched)
    assert written.tables == {save.table for save in SAVES} - {"keys"}
    await watched.check()


async def test_the_names_of_what_may_be_repeated_are_found_again(watched: Office, written: Written) -> None:
    await watched.do(c.CreateContact, key=c.RepeatKey("0" * 31 + "a", "f" * 32, timedelta(days=1)))
    await watched.do(c.CreateContact, key=c.RepeatKey("1" * 32, None, timedelta(days=1)))
    assert len([key for table, key in written.rows if table == "keys"]) == 2
    await written.check(watched)


async def test_odd_values_come_back_as_they_were(watched: Office, written: Written) -> None:
    text = '\x01 \t\r\n "quotes" \'and\' \\backslashes\\ \u202e \uffff \U0010ffff {"a": null} %(x)s $1 %'
    await watched.do(c.CreateCustomField, name="size", type="number")
    await watched.do(c.CreateCustomField, name=text.strip(), type="text")
    await watched.do(
        c.CreateContact, first_name=text, tags=[text], fields={"size": 1e300, text.strip(): text}
    )
    await watched.do(c.CreateContact, fields={"size": 2**60})
    await watched.do(c.UpdateWorkspace, name=text + str(watched.workspace_id))
    await watched.write(text, text)
    await written.check(watched)
