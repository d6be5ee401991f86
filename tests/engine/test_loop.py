import asyncio
from contextlib import suppress

import pytest

from evenhand.engine import loop
from evenhand.engine.engine import Engine
from evenhand.engine.loop import Loop
from evenhand.storage.database import Database
from evenhand.storage.vault import Vault
from tests.clock import SetClock


class Deaf(Loop):
    """Loses the first cancellation, as `asyncio.wait_for` of Python before 3.12 may."""

    def __init__(self) -> None:
        self.lost = 0

    async def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        self.lost += 1
        await asyncio.Event().wait()


async def test_a_loop_that_loses_a_cancellation_ends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "AGAIN_SECONDS", 0.01)
    deaf = Deaf()
    await deaf.start()
    await asyncio.sleep(0)
    await deaf.stop()
    assert deaf.lost == 1


async def test_the_engine_stops_in_the_middle_of_its_first_looks(
    database_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "AGAIN_SECONDS", 0.01)
    database = await Database.open(database_url)
    for steps in range(12):
        engine = Engine(database, Vault(bytes(32)), clock)
        await engine.start()
        for _ in range(steps):
            await asyncio.sleep(0)
        async with asyncio.timeout(30):
            await engine.stop()
    await database.close()
