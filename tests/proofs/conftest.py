from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from tests.clock import SetClock
from tests.engine.office import Office, Town
from tests.proofs.firm import Firm


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


@pytest.fixture
async def firm(office: Office, town: Town, clock: SetClock) -> Firm:
    """The workspace as three processes see it."""
    others = [office.through(await town.lanes(clock, await town.database())) for _ in range(2)]
    return Firm([office, *others])
