"""The command line on a database of its own: `run("init", …)` as at a terminal, in this process."""

import logging
import os
from collections.abc import Callable, Generator
from pathlib import Path

import psycopg
import pytest
import structlog
from psycopg.rows import TupleRow
from typer.testing import CliRunner, Result

from evenhand.cli.main import app
from tests.conftest import scratch_database

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("EVENHAND_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def url(server_url: str) -> Generator[str]:
    """A database without anything in it, for all tests of a file."""
    with scratch_database(server_url) as url:
        yield url


@pytest.fixture
def connection(url: str) -> Generator[psycopg.Connection[TupleRow]]:
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def environment(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a command finds set: the database, and a folder for the key."""
    monkeypatch.setenv("EVENHAND_DATABASE_URL", url)
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))


@pytest.fixture
def own_log() -> Generator[None]:
    """Puts the log back as it was: the command line sets it up for a process of its own."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def run(environment: None, own_log: None) -> Run:
    """Runs `evenhand` with these arguments."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run
