"""A PostgreSQL for every test that asks for one: the one that the environment names, or one of our own."""

import asyncio
import os
import secrets
import signal
from collections.abc import Generator
from contextlib import contextmanager
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql

from evenhand.storage.database import default_application_name
from evenhand.storage.embedded import Embedded
from evenhand.storage.migrate import migrate
from tests.foreign_keys import add_foreign_keys


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also what takes many minutes, and new examples")


def pytest_configure(config: pytest.Config) -> None:
    # The same examples each time, however busy the machine: a change fails for what it does.
    busy = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("new examples", busy)
    settings.register_profile("same examples", busy, derandomize=True, database=None)
    settings.load_profile("new examples" if config.getoption("--long") else "same examples")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """A server on which databases may be made. Test processes that run at once share one of our own."""
    given = os.environ.get("EVENHAND_TEST_DATABASE_URL") or os.environ.get("EVENHAND_DATABASE_URL")
    if given:
        yield given
        return
    # A connection that a failed test leaves open is one's own, by its name, and must not keep the server.
    os.environ["PGAPPNAME"] = default_application_name()
    # A run that is told to end, by `timeout` or CI, takes its server along as one that is interrupted does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    base = tmp_path_factory.getbasetemp()
    embedded = Embedded.start((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "postgres")
    yield embedded.url
    embedded.leave()


@pytest.fixture(scope="session")
def database_url(server_url: str) -> Generator[str]:
    """A database of this test process with the present schema and foreign keys.

    What a test commits there it takes away.
    """
    with scratch_database(server_url) as url:
        asyncio.run(_make_schema(url))
        yield url


async def _make_schema(url: str) -> None:
    await migrate(url)
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await add_foreign_keys(connection)


@pytest.fixture
def empty_database_url(server_url: str) -> Generator[str]:
    """A database of this test alone with nothing in it."""
    with scratch_database(server_url) as url:
        yield url


@contextmanager
def scratch_database(server_url: str, kind: LiteralString = "encoding 'UTF8'") -> Generator[str]:
    """The URL of a new database on the server, dropped at the end."""
    name = f"evenhand_test_{secrets.token_hex(6)}"
    _on_server(server_url, "create database {} template template0 " + kind, name)
    try:
        parts = urlsplit(server_url)
        yield f"{parts.scheme}://{parts.netloc}/{name}?{parts.query}"
    finally:
        try:
            _on_server(server_url, "drop database {} with (force)", name)
        except psycopg.errors.InsufficientPrivilege:  # the server itself is cleaning up there: it makes way
            _on_server(server_url, "drop database {}", name)


def _on_server(server_url: str, statement: LiteralString, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
