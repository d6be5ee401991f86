"""The workspaces that are written straight into the tables must be such as the product makes them."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import big
from benchmarks.bench import QUICK
from benchmarks.server import Server
from benchmarks.start import begin

pytestmark = [pytest.mark.process, pytest.mark.slow]

TINY = replace(
    QUICK,
    rounds=1,
    sample=0.2,
    warm_up=0.2,
    latency=0.2,
    big_users=200,
    big_contacts=2_000,
    big_waiting=600,
    big_drain=600,
    big_freed=25,
)


@pytest.fixture
def server(tmp_path: Path) -> Generator[Server]:
    server = Server.start(tmp_path)
    yield server
    server.stop()


async def test_every_measure_is_taken_and_the_books_balance(server: Server) -> None:
    figures = await big.measure(await begin(server, TINY))
    assert len(figures) == 10
    assert sum(len(figure.goals) for figure in figures) == 5
    assert all(value > 0 for figure in figures for value in figure.values.values())
