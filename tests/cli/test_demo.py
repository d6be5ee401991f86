import json
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest

from tests.cli.processes import Started, started

MOVES = {"contact.assigned", "conversation.closed", "message.received", "message.sent"}
pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def demo(url: str, tmp_path: Path) -> Any:
    return lambda: started("demo", "--plain", "--port", "0", "--data", tmp_path, url=url)


def token(process: Started) -> str:
    return process.line("token").rpartition(" ")[2]


def test_the_demo_moves_and_is_found_again(
    demo: Any, connection: psycopg.Connection[Any], tmp_path: Path
) -> None:
    with demo() as first:
        address, secret = first.address(), token(first)
        assert "assigned in p50" in first.line("assigned in p50")
        headers = {"authorization": f"Bearer {secret}"}
        users = httpx2.get(f"{address}/api/v1/users", headers=headers, trust_env=False).json()["items"]
        log_in = {"email": users[1]["email"], "password": password(tmp_path)}
        assert httpx2.post(f"{address}/api/v1/session", json=log_in, trust_env=False).status_code == 201
        assert (first.stop(), first.errors) == (0, "")
    assert moved(connection) == {
        "message.received",
        "message.sent",
        "contact.assigned",
        "conversation.closed",
    }

    with demo() as second:
        assert token(second) == secret
        assert second.stop() == 0

    (tmp_path / "demo.json").unlink()  # as on another machine, with the same database
    with demo() as third:
        assert token(third) != secret
        assert "0 failed" in third.line("assigned in p50")
        assert (third.stop(), third.errors) == (0, "")
    assert connection.execute("select name from workspaces").fetchall() == [("Evenhand Demo",)]


def test_without_traffic_it_stands_still(empty_database_url: str, tmp_path: Path) -> None:
    arguments = ("demo", "--plain", "--no-traffic", "--port", "0", "--data", tmp_path)
    with started(*arguments, url=empty_database_url) as process:
        first, second = process.line("event "), process.line("event ")
        assert first == second
        assert "open 0  queue 0" in first
        assert process.stop() == 0


def password(folder: Path) -> str:
    return json.loads((folder / "demo.json").read_bytes())["password"]


def moved(connection: psycopg.Connection[Any]) -> set[str]:
    """Which of these have happened."""
    found = connection.execute(
        "select distinct type from events where type = any(%s)", [[*MOVES, "message.failed"]]
    )
    return {type_ for (type_,) in found}
