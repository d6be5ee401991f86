import json
import socket
from pathlib import Path

import httpx2
import pytest

from tests.cli.processes import started

pytestmark = pytest.mark.process


def init(data: Path) -> str:
    arguments = ("init", "--workspace", "Acme", "--owner-email", "o@acme.test", "--json", "--data", data)
    with started(*arguments) as process:
        return json.loads(process.line("token"))["token"]


def test_two_processes_share_a_data_folder_and_the_last_one_stops_its_server(tmp_path: Path) -> None:
    with started("serve", "--port", "0", "--data", tmp_path) as first:
        address = first.address()
        assert "evenhand init" in first.line("no workspace")
        token = init(tmp_path)  # while it serves
        headers = {"authorization": f"Bearer {token}"}
        with started("serve", "--port", "0", "--data", tmp_path) as second:
            other = second.address()
            for each in (address, other):
                me = httpx2.get(f"{each}/api/v1/me", headers=headers, trust_env=False).json()
                assert (me["workspace"]["name"], me["user"]["email"]) == ("Acme", "o@acme.test")
            assert first.stop() == 0
            assert httpx2.get(f"{other}/readyz", trust_env=False).status_code == 200
            assert second.stop() == 0
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()
    assert token == token.strip()


def test_an_open_stream_does_not_hold_up_the_end(tmp_path: Path) -> None:
    token = init(tmp_path)
    with started("serve", "--port", "0", "--data", tmp_path) as server:
        address = server.address()
        headers = {"authorization": f"Bearer {token}"}
        stream = httpx2.stream(
            "GET", f"{address}/api/v1/events/stream", headers=headers, trust_env=False, timeout=20
        )
        with stream as answer:
            lines = answer.iter_lines()
            assert any("workspace.created" in line for line in lines)
            server.process.terminate()
            assert list(lines)[-1:] in ([], [""])  # it ends as a whole response does
        server.process.communicate(timeout=25)  # drained, it would take 30
        assert server.process.returncode == 0


def test_a_port_in_use_is_said_to_be(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started("serve", "--port", str(port), "--data", tmp_path) as server:
            _, errors = server.process.communicate(timeout=30)
    assert server.process.returncode == 1
    assert errors == (
        f"evenhand: Port {port} of 127.0.0.1 cannot be used: Address already in use."
        " Choose another one with --port.\n"
    )
    assert not (tmp_path / "postgres").exists()
