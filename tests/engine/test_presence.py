import asyncio
from dataclasses import dataclass, field

import pytest

from evenhand.domain.commands import Answer, Command, Seen
from evenhand.domain.errors import not_found
from evenhand.engine.errors import Overloaded
from evenhand.engine.presence import Presence
from evenhand.storage.database import DatabaseUnavailable


@dataclass
class Reports:
    """Takes reports, or refuses them with what is to be raised."""

    seconds: float = 0
    errors: list[Exception] = field(default_factory=list)
    seen: list[tuple[int, bool, bool]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def submit(self, command: Command) -> Answer:
        assert isinstance(command, Seen)
        assert str(command.actor) == f"user:{command.user_id}"
        if self.errors:
            raise self.errors.pop()
        self.seen.append((command.user_id, command.connected, command.active))
        self.news.set()
        return Answer(None)

    def take(self) -> list[tuple[int, bool, bool]]:
        taken, self.seen = self.seen, []
        return taken


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def presence(reports: Reports) -> Presence:
    return Presence(reports.submit, lambda: reports.seconds)


async def test_the_first_connection_and_the_end_of_the_last_are_reported(
    presence: Presence, reports: Reports
) -> None:
    with presence.connected(1, 5):
        await presence.run_once()
        assert reports.take() == [(5, True, True)]
        with presence.connected(1, 5):
            await presence.run_once()
        await presence.run_once()
        assert reports.take() == []
    await presence.run_once()
    assert reports.take() == [(5, False, False)]
    reports.seconds += 1_000
    await presence.run_once()
    assert reports.take() == []


async def test_a_page_that_comes_back_while_nobody_is_at_it_makes_nobody_active(
    presence: Presence, reports: Reports
) -> None:
    with presence.connected(1, 5, active=False):
        await presence.run_once()
        assert reports.take() == [(5, True, False)]


async def test_a_sign_of_life_every_thirty_seconds_at_most(presence: Presence, reports: Reports) -> None:
    with presence.connected(1, 5):
        await presence.run_once()
        for _ in range(10):
            reports.take()
            reports.seconds += 23
            await presence.run_once()
            assert reports.take() == []
            reports.seconds += 7
            await presence.run_once()
            assert reports.take() == [(5, True, False)]


async def test_activity_is_reported_once_a_minute(presence: Presence, reports: Reports) -> None:
    for _ in range(3):
        presence.active(1, 5)
        presence.active(1, 5)
        await presence.run_once()
        presence.active(1, 5)
        await presence.run_once()
        assert reports.take() == [(5, False, True)]
        reports.seconds += 60
    assert len(presence._reported) == 1
    await presence.run_once()
    assert len(presence._reported) == 0


async def test_whoever_comes_back_before_the_report_never_left(presence: Presence, reports: Reports) -> None:
    with presence.connected(1, 5):
        await presence.run_once()
        reports.take()
    with presence.connected(1, 5):
        await presence.run_once()
        assert reports.take() == [(5, True, True)]


@pytest.mark.parametrize("error", [Overloaded(1), DatabaseUnavailable("away"), ZeroDivisionError()])
async def test_what_could_not_be_reported_is_reported_later(
    presence: Presence, reports: Reports, error: Exception
) -> None:
    reports.errors.append(error)
    with presence.connected(1, 5):
        await presence.run_once()
        await presence.run_once()
        assert reports.take() == []
        reports.seconds += 2
        await presence.run_once()
        assert reports.take() == [(5, True, True)]


async def test_a_user_who_is_gone_is_not_reported_again(presence: Presence, reports: Reports) -> None:
    reports.errors.append(not_found("user", 5))
    with presence.connected(1, 5), presence.connected(1, 6):
        await presence.run_once()
        reports.take()
        reports.seconds += 30
        await presence.run_once()
        assert reports.take() == [(6, True, False)]


async def test_the_loop_reports_at_once_and_stops(presence: Presence, reports: Reports) -> None:
    await presence.start()
    await presence.start()
    with presence.connected(1, 5):
        async with asyncio.timeout(10):
            await reports.news.wait()
    await presence.stop()
    await presence.stop()
    assert reports.take()[0] == (5, True, True)
