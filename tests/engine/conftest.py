from collections.abc import AsyncGenerator, Generator, MutableMapping
from contextlib import AsyncExitStack
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.clock import SetClock
from tests.engine.office import Office, Town


@pytest.fixture(autouse=True)
def logs() -> Generator[list[MutableMapping[str, Any]]]:
    """What has been logged."""
    with capture_logs() as logs:
        yield logs


@pytest.fixture
def clock() -> SetClock:
    """The database's own time, until a test sets another."""
    return SetClock()


@pytest.fixture
async def town(database_url: str) -> AsyncGenerator[Town]:
    async with AsyncExitStack() as stack:
        yield Town(database_url, stack)


@pytest.fixture
async def office(town: Town, clock: SetClock) -> Office:
    """A workspace on lanes that are at work."""
    return await town.office(clock)
