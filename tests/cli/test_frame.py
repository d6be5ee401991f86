import json
import logging
from pathlib import Path

import pytest
import structlog
import typer
from typer.testing import CliRunner

from evenhand import __version__
from evenhand.cli import log
from evenhand.cli.frame import Frame
from tests.cli.conftest import Run


def test_without_a_command_it_says_what_there_is(run: Run) -> None:
    result = run()
    assert result.exit_code == 0
    assert all(command in result.stdout for command in ("serve", "demo", "init", "doctor", "workflow"))
    assert run("--version").stdout == f"evenhand {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["serve", "--prot", "1"], "No such option: --prot"),
        (["serve", "--port", "x"], "Invalid value for '--port'"),
        (["nothing"], "No such command 'nothing'."),
        (["workflow"], "Missing command."),
        (["init", "--workspace", "A"], "Missing option '--owner-email'."),
    ],
)
def test_wrong_usage_is_two_lines_and_exit_code_2(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first.startswith(f"evenhand: {message}")
    assert second.endswith("--help")


def test_a_setting_that_is_not_known_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_PROT", "1")
    result = run("doctor")
    assert result.exit_code == 1
    assert result.stderr.startswith("evenhand: EVENHAND_PROT is not known. Known are: EVENHAND_DATA,")


def test_a_database_that_is_not_there_is_named_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_DATABASE_URL", "postgresql://eva:hush@127.0.0.1:1/none")
    result = run("doctor")
    assert result.exit_code == 1
    assert "The database cannot be reached" in result.stderr
    assert "hush" not in result.stderr


def test_looking_makes_no_database(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("EVENHAND_DATABASE_URL")
    result = run("doctor", "--data", tmp_path / "none")
    assert result.exit_code == 1
    assert "There is no database in" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_mistake_of_ours_is_shown_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer(cls=Frame)

    @app.command()
    def broken() -> None:
        raise RuntimeError("oh")

    @app.callback()
    def group() -> None:
        pass

    result = CliRunner().invoke(app, ["broken"])
    assert result.exit_code == 1
    assert result.stderr.startswith("evenhand: unexpected RuntimeError: oh\n")
    monkeypatch.setenv("EVENHAND_LOG_LEVEL", "debug")
    assert isinstance(CliRunner().invoke(app, ["broken"]).exception, RuntimeError)


def test_what_is_no_address_is_refused_before_anything_starts(run: Run, tmp_path: Path) -> None:
    result = run("serve", "--host", "no address", "--data", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stderr.startswith("evenhand: no address is no address to listen on: ")
    assert not (tmp_path / "none").exists()


def test_the_log_is_json_with_its_origin(own_log: None, tmp_path: Path) -> None:
    file = tmp_path / "log"
    log.configure("info", file)
    structlog.get_logger("evenhand.test").info("thing.done", count=3)
    logging.getLogger("library").warning("careful with %s", "it")
    logging.getLogger("library").debug("never shown")
    logging.getLogger("httpx2").info("POST http://bridge/?secret=1")
    first, second = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert (first["logger"], first["event"], first["count"]) == ("evenhand.test", "thing.done", 3)
    assert (second["logger"], second["event"]) == ("library", "careful with it")
