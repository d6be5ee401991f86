import asyncio
from collections.abc import Callable

import pytest

from evenhand.domain.commands import Answer, Command, DeliveryResult, ReportDeliveries
from evenhand.domain.errors import Refused
from evenhand.domain.texts import said
from evenhand.engine import delivery_results
from evenhand.engine.delivery_results import AT_MOST, SOON, Results
from evenhand.engine.errors import Overloaded
from evenhand.storage.database import DatabaseUnavailable

Reports = list[tuple[int, list[int]]]


class Lane:
    """Notes what is reported, unless ``check`` raises."""

    def __init__(self, check: Callable[[list[int]], None] = lambda _: None) -> None:
        self.reports: Reports = []
        self.contacts = 0
        self._check = check

    async def submit(self, command: Command) -> Answer:
        assert isinstance(command, ReportDeliveries)
        ids = [result.delivery_id for result in command.results]
        self._check(ids)
        self.reports.append((command.workspace_id, ids))
        return Answer(None)

    def results(self) -> Results:
        def count(contacts: int) -> None:
            self.contacts += contacts

        return Results(self.submit, count)


def came_of(*ids: int) -> list[DeliveryResult]:
    return [DeliveryResult(id_, 1) for id_ in ids]


async def test_results_are_reported_together_by_workspace() -> None:
    lane = Lane()
    results = lane.results()
    results.add(1, came_of(1, 2))
    results.add(2, came_of(1))
    results.add(1, came_of(5))
    assert lane.reports == []
    await results.settle()
    assert lane.reports == [(1, [1, 2, 5]), (2, [1])]
    assert lane.contacts == 3


async def test_many_are_reported_at_once_and_few_after_a_moment() -> None:
    lane = Lane()
    results = lane.results()
    for id_ in range(SOON):
        results.add(1, came_of(id_))
    await asyncio.sleep(0)
    assert lane.reports == [(1, list(range(SOON)))]
    reported = asyncio.Event()
    waiting = Results(lane.submit, lambda _: reported.set())
    waiting.add(2, came_of(7))
    await asyncio.wait_for(reported.wait(), 20)
    assert lane.reports[1:] == [(2, [7])]


async def test_a_command_has_a_bounded_size_and_no_contact_is_divided() -> None:
    lane = Lane()
    results = lane.results()
    for first in range(0, 95, 19):
        results._waiting.setdefault(1, []).append(came_of(*range(first, first + 19)))
    for first in range(95, 305, 21):
        results._waiting[1].append(came_of(*range(first, first + 21)))
    await results.settle()
    assert [len(ids) for _, ids in lane.reports] == [5 * 19 + 5 * 21, 5 * 21]
    assert all(len(ids) <= AT_MOST for _, ids in lane.reports)
    assert [id_ for _, ids in lane.reports for id_ in ids] == list(range(305))


@pytest.mark.parametrize("error", [Overloaded(0.0), DatabaseUnavailable("gone")])
async def test_a_lane_that_cannot_now_is_asked_again(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_results, "RETRY_SECONDS", 0)
    failures = [error, error]

    def busy(_: list[int]) -> None:
        if failures:
            raise failures.pop()

    lane = Lane(busy)
    results = lane.results()
    results.add(1, came_of(1))
    await results.settle()
    assert lane.reports == [(1, [1])]
    assert lane.contacts == 1


async def test_a_result_that_cannot_be_noted_is_alone_with_it() -> None:
    def poisoned(ids: list[int]) -> None:
        if 13 in ids:
            raise Refused("invalid", "bad", said("No."))

    lane = Lane(poisoned)
    results = lane.results()
    for first in range(0, 40, 2):
        results.add(1, came_of(first, first + 1))
    await results.settle()
    noted = sorted(id_ for _, ids in lane.reports for id_ in ids)
    assert noted == [id_ for id_ in range(40) if id_ not in {12, 13}]
    assert lane.contacts == 20
