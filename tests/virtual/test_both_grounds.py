"""Every scenario of the repository holds, and is the same story in memory and on PostgreSQL."""

from collections.abc import AsyncGenerator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from evenhand.cli.playing import lane
from evenhand.domain.model import Event
from evenhand.storage.database import Database
from evenhand.storage.reads.doctor import examine
from evenhand.virtual.files import load_scenario
from evenhand.virtual.player import Played, play, play_in_memory
from evenhand.virtual.report import lines
from tests.virtual.stories import FILES, FOLDER

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(database_url: str) -> AsyncGenerator[Database]:
    """The same connections for all of them, which keep their prepared statements."""
    opened = await Database.open(database_url, lanes=2, max_size=2)
    yield opened
    await opened.close()


def events(played: Played) -> list[Event]:
    return [msgspec.structs.replace(event, workspace_id=1) for event in played.state.past_events.present()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FOLDER)))
async def test_it_holds_and_is_the_same_story_on_both_grounds(file: Path, database: Database) -> None:
    scenario = load_scenario(file)
    in_memory = await play_in_memory(scenario)
    assert not in_memory.failures, "\n".join(lines(str(file), in_memory))
    async with lane(database, scenario.start) as ground:
        in_database = await play(scenario, ground)
        async with database.reads.connection() as connection:
            assert await examine(connection, ground.workspace_id) == []
    assert events(in_database) == events(in_memory)
    assert not in_database.failures, "\n".join(lines(str(file), in_database))
