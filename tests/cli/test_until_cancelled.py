import asyncio
from contextlib import suppress
from typing import Any, cast

import pytest

from evenhand.api.deps import Services
from evenhand.cli.serve import until_cancelled


class Closing:
    """What is closed at the end."""

    def __init__(self) -> None:
        self.engine = self.feed = self
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("lost", [False, True])
async def test_a_process_stops_though_the_cancellation_was_lost_on_the_way(lost: bool) -> None:
    services, here = Closing(), asyncio.Event()

    async def work() -> None:
        with suppress(asyncio.CancelledError):
            here.set()
            if lost:
                await asyncio.Event().wait()
        await until_cancelled(cast("Services", cast("Any", services)))

    task = asyncio.create_task(work())
    await here.wait()
    task.cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(task, return_exceptions=True)
    assert services.closed == 1
