import pytest

from tests.clock import SetClock
from tests.engine import conftest as engine
from tests.engine.office import Office, Town
from tests.proofs.firm import Firm

clock, town, office = engine.clock, engine.town, engine.office  # fixtures


@pytest.fixture
async def firm(office: Office, town: Town, clock: SetClock) -> Firm:
    """The workspace as three processes see it."""
    others = [office.through(await town.lanes(clock, await town.database())) for _ in range(2)]
    return Firm([office, *others])
