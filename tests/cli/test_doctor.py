import json
from pathlib import Path
from typing import Any

import psycopg

from tests.cli.conftest import Run


def test_migrate_and_doctor_on_an_empty_database(run: Run) -> None:
    pending = run("migrate", "--check")
    assert pending.exit_code == 1
    assert pending.stdout.startswith("pending 0001_")
    sick = run("doctor")
    assert sick.exit_code == 1
    assert "migrations  pending: 0001_" in sick.stdout
    assert run("migrate").stdout.startswith("applied 0001_")
    assert run("migrate").stdout == "nothing to do: the database has every migration\n"
    assert run("migrate", "--check").exit_code == 0
    healthy = run("doctor")
    assert healthy.exit_code == 0
    assert "workspaces  none: evenhand init makes one" in healthy.stdout


def test_doctor_finds_a_wrong_count(run: Run, connection: psycopg.Connection[Any]) -> None:
    made = json.loads(run("init", "--workspace", "Counts", "--owner-email", "o@x.test", "--json").stdout)
    assert run("doctor", "--workspace", "Counts").exit_code == 0
    connection.execute(
        "update user_states set open_contacts = 7 where workspace_id = %s", [made["workspace"]]
    )
    result = run("doctor", "--workspace", "Counts")
    assert result.exit_code == 1
    assert f"User {made['owner']} is kept at 7 open contacts; the recount gives 0." in result.stdout
    report = json.loads(run("doctor", "--json", "--workspace", "Counts").stdout)
    assert report["ok"] is False
    [books] = report["workspaces"]
    assert books["findings"][0]["ids"] == {"user_id": made["owner"]}
    connection.execute(
        "update user_states set open_contacts = 0 where workspace_id = %s", [made["workspace"]]
    )


def test_doctor_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    run("init", "--workspace", "Missing", "--owner-email", "o@x.test")
    file = tmp_path / "draft.yaml"
    file.write_text(
        "version: 1\nname: Idle\ntrigger: {type: conversation_opened}\n"
        "steps: [{type: send_message, text: Hi}]\n",
        encoding="utf-8",
    )
    run("workflow", "apply", "--workspace", "Missing", file)
    result = run("doctor", "--workspace", "Missing")
    assert result.exit_code == 0
    assert "missing: workflow Idle is not published (draft): it starts no runs" in result.stdout


def test_doctor_shows_no_secret(run: Run, monkeypatch: Any) -> None:
    run("migrate")
    monkeypatch.setenv("EVENHAND_SECRET_KEY", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE=")
    result = run("doctor")
    assert result.exit_code == 0
    assert "secret key  from EVENHAND_SECRET_KEY, not used yet\n" in result.stdout
    assert "c2VjcmV0" not in result.stdout


def test_an_unknown_workspace_is_said_to_be_one(run: Run) -> None:
    run("migrate")
    result = run("doctor", "--workspace", "Nowhere")
    assert (result.exit_code, result.stderr) == (1, "evenhand: There is no workspace Nowhere.\n")
