import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import psycopg
import pytest

from tests.cli.conftest import Run

GOOD = """\
version: 1
name: Welcome
trigger: {type: conversation_opened}
steps:
  - id: hello
    type: send_message
    text: "Hi {{ contact.first_name | default: 'there' }}"
"""
BAD = """\
version: 1
name: Bad
trigger: {type: conversation_opened}
steps:
  - id: hello
    type: send_message
    txt: Hi
  - type: assign_to
    action: team
    team: Support
    timeout: 8d
"""
TO_A_TEAM = """\
version: 1
name: To a team
trigger: {type: conversation_opened}
steps:
  - id: assign
    type: assign_to
    action: team
    team: Support
"""


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_lint_says_where_and_what(run: Run, tmp_path: Path) -> None:
    bad, good = write(tmp_path, "bad.yaml", BAD), write(tmp_path, "good.yaml", GOOD)
    result = run("workflow", "lint", bad, good)
    assert result.exit_code == 1
    assert result.stdout == dedent(f"""\
        {bad}:5:5: /steps/0/text: `text` is missing
        {bad}:7:5: /steps/0/txt: unknown key `txt`; did you mean `text`?
        {bad}:11:14: /steps/1/timeout: must be at most 7d
        """)


def test_lint_has_nothing_to_say_of_a_good_file(run: Run, tmp_path: Path) -> None:
    result = run("workflow", "lint", write(tmp_path, "good.yaml", GOOD))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_lint_reads_json_too(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "bad.json", '{"version": 1,\n "name": "Bad"}')
    result = run("workflow", "lint", file)
    assert result.exit_code == 1
    assert f"{file}:1:1: /trigger: `trigger` is missing\n" in result.stdout


def test_lint_of_a_file_that_is_no_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(b"version: 1\nname: \xff\n")
    result = run("workflow", "lint", file)
    assert (result.exit_code, result.stdout) == (1, f"{file}:2:1: /: the file is not in UTF-8\n")


def test_lint_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("workflow", "lint", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "none.yaml' does not exist" in result.stderr


def test_a_warning_is_shown_and_is_no_failure(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "empty.yaml", GOOD.partition("steps:")[0] + "steps: []\n")
    result = run("workflow", "lint", file)
    assert result.exit_code == 0
    assert result.stdout.endswith("(a warning)\n")


@pytest.fixture
def workspace(run: Run, request: pytest.FixtureRequest) -> str:
    """A workspace of this test alone."""
    name = request.node.name
    assert run("init", "--workspace", name, "--owner-email", "o@acme.test").exit_code == 0
    return name


def apply(run: Run, workspace: str, *arguments: str | Path) -> tuple[int, str]:
    result = run("workflow", "apply", "--workspace", workspace, *arguments)
    return result.exit_code, result.stdout


def test_apply_creates_changes_and_leaves_alone(run: Run, workspace: str, tmp_path: Path) -> None:
    file = write(tmp_path, "welcome.yaml", GOOD)
    assert apply(run, workspace, file) == (0, "created Welcome (draft)\n")
    assert apply(run, workspace, file) == (0, "unchanged Welcome (draft)\n")
    assert apply(run, workspace, file, "--publish") == (0, "changed Welcome (version 1 published)\n")
    assert apply(run, workspace, file, "--publish") == (0, "unchanged Welcome (version 1 published)\n")
    file = write(tmp_path, "welcome.yaml", GOOD.replace("Hi", "Hello"))
    assert apply(run, workspace, file) == (0, "changed Welcome (draft; version 1 published)\n")
    assert apply(run, workspace, file, "--publish") == (0, "changed Welcome (version 2 published)\n")


def test_of_a_file_with_errors_nothing_is_applied_and_others_are(
    run: Run, workspace: str, tmp_path: Path, connection: psycopg.Connection[Any]
) -> None:
    bad, good = write(tmp_path, "bad.yaml", BAD), write(tmp_path, "good.yaml", GOOD)
    code, output = apply(run, workspace, bad, good, "--publish")
    assert code == 1
    assert output.splitlines()[-1] == "created Welcome (version 1 published)"
    assert output.count(f"{bad}:") == 3
    assert names(connection, workspace) == ["Welcome"]


def test_a_name_that_the_workspace_does_not_have_is_an_error_when_publishing(
    run: Run, workspace: str, tmp_path: Path, connection: psycopg.Connection[Any]
) -> None:
    file = write(tmp_path, "team.yaml", TO_A_TEAM)
    code, output = apply(run, workspace, file, "--publish")
    assert (code, output) == (
        1,
        f"{file}:8:11: /steps/0/team: there is no team `Support` in this workspace\n",
    )
    assert names(connection, workspace) == []
    assert apply(run, workspace, file) == (0, "created To a team (draft)\n")


def test_where_there_are_several_workspaces_one_is_chosen(run: Run, workspace: str, tmp_path: Path) -> None:
    run("init", "--workspace", f"{workspace} too", "--owner-email", "o@acme.test")
    result = run("workflow", "apply", write(tmp_path, "welcome.yaml", GOOD))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "choose one with --workspace: " in result.stderr
    assert f"{workspace} too" in result.stderr


def names(connection: psycopg.Connection[Any], workspace: str) -> list[str]:
    found = connection.execute(
        "select f.name from workflows f join workspaces w on w.id = f.workspace_id where w.name = %s",
        [workspace],
    )
    return [name for (name,) in found]


def test_the_document_is_stored_as_it_stands_in_the_file(
    run: Run, workspace: str, tmp_path: Path, connection: psycopg.Connection[Any]
) -> None:
    document = {
        "version": 1,
        "name": "From JSON",
        "trigger": {"type": "conversation_opened"},
        "steps": [{"type": "send_message", "text": "NO"}],
    }
    assert apply(run, workspace, write(tmp_path, "json.json", json.dumps(document)))[0] == 0
    [(stored,)] = connection.execute("select document from workflows where name = 'From JSON'").fetchall()
    assert stored == document


# --- templates -------------------------------------------------------------------------------------


def test_a_template_is_filled_in_and_applied(run: Run, workspace: str) -> None:
    named = ("--template", "reassign-when-silent", "--set", "team=Support", "--set", "patience=5m")
    name = "Reassign When The Agent Is Silent"
    assert apply(run, workspace, *named) == (0, f"created {name} (draft)\n")
    assert (
        apply(run, workspace, "--template", name, "--set", "team=Support")[1] == f"changed {name} (draft)\n"
    )


def test_a_template_is_published_where_its_names_are_known(run: Run, workspace: str) -> None:
    code, output = apply(run, workspace, "--template", "vip-first", "--set", "team=Support", "--publish")
    assert code == 1
    assert "there is no team `Support` in this workspace" in output
    unassign = "assignment-unassign-after-conversation-closed"
    assert apply(run, workspace, "--template", unassign, "--publish")[1].endswith("(version 1 published)\n")


def test_what_a_template_lacks_is_said(run: Run, workspace: str) -> None:
    code, output = apply(run, workspace, "--template", "vip-first")
    assert (code, output) == (1, "vip-first:6:5: /parameters/0: `team` needs a value: the name of a team\n")
    code, output = apply(run, workspace, "--template", "vip-first", "--set", "teams=A")
    assert code == 1
    assert "there is no parameter `teams`; did you mean `team`?" in output
    result = run("workflow", "apply", "--template", "vip-frist")
    assert (result.exit_code, "did you mean `vip-first`?" in result.stderr) == (1, True)
    result = run("workflow", "apply", "--template", "vip-first", "--set", "team")
    assert (result.exit_code, "write --set team=value" in result.stderr) == (1, True)
    result = run("workflow", "apply")
    assert (result.exit_code, "Name a file with a workflow" in result.stderr) == (1, True)


def test_a_template_can_be_linted(run: Run) -> None:
    assert run("workflow", "lint", "--template", "vip-first", "--set", "team=A").exit_code == 0
    result = run("workflow", "lint", "--template", "vip-first", "--set", "team=A", "--set", "most=many")
    assert (result.exit_code, "`most` must be a number" in result.stdout) == (1, True)


# --- export and diff -------------------------------------------------------------------------------


def export(run: Run, workspace: str, *arguments: str | Path) -> tuple[int, str]:
    result = run("workflow", "export", "--workspace", workspace, *arguments)
    return result.exit_code, result.stdout + result.stderr


def test_export_apply_export_is_the_same_to_the_byte(run: Run, workspace: str, tmp_path: Path) -> None:
    for template in ("routing-by-language", "escalate-down-teams"):
        source = ("--set", "language=es", "--set", "language_team=A") if template.startswith("r") else ()
        chain = ("--set", "second_team=B", "--set", "third_team=C") if template.startswith("e") else ()
        assert apply(run, workspace, "--template", template, "--set", "team=T", *source, *chain)[0] == 0
    first, second = tmp_path / "first", tmp_path / "second"
    assert export(run, workspace, "--into", first)[0] == 0
    files = sorted(first.iterdir())
    assert [file.name for file in files] == [
        "escalate-down-a-chain-of-teams.yaml",
        "routing-by-language.yaml",
    ]
    assert apply(run, workspace, *files)[1].count("unchanged") == 2
    assert export(run, workspace, "--into", second)[0] == 0
    assert [file.read_bytes() for file in files] == [(second / file.name).read_bytes() for file in files]


def test_export_to_the_terminal_and_to_files(run: Run, workspace: str, tmp_path: Path) -> None:
    assert export(run, workspace) == (1, "evenhand: There are no workflows; apply a file first.\n")
    apply(run, workspace, write(tmp_path, "good.yaml", GOOD))
    code, output = export(run, workspace)
    assert (code, output.startswith("version: 1\nname: Welcome\n")) == (0, True)
    new = tmp_path / "folder" / "new.yaml"
    assert export(run, workspace, new) == (0, f"created {new} (Welcome)\n")
    assert export(run, workspace, new) == (0, f"unchanged {new} (Welcome)\n")
    assert new.read_text() == output
    apply(run, workspace, write(tmp_path, "team.yaml", TO_A_TEAM))
    code, output = export(run, workspace)
    assert code == 1
    assert "There are 2 workflows; choose one with --workflow" in output
    assert export(run, workspace, "--workflow", "To a team")[1].startswith("version: 1\nname: To a team\n")
    assert export(run, workspace, tmp_path / "to-a-team.yaml")[1].endswith("(To a team)\n")
    assert "There is no workflow Nothing" in export(run, workspace, "--workflow", "Nothing")[1]
    assert "--into writes every" in export(run, workspace, "--into", tmp_path, "--workflow", "Welcome")[1]


def test_export_into_a_file_keeps_its_comments(run: Run, workspace: str, tmp_path: Path) -> None:
    mine = write(tmp_path, "mine.yaml", "# Ours\n" + GOOD.replace("- id: hello", "# first\n  - id: hello"))
    apply(run, workspace, mine)
    before = mine.read_bytes()
    assert export(run, workspace, mine) == (0, f"unchanged {mine} (Welcome)\n")
    assert mine.read_bytes() == before
    apply(run, workspace, write(tmp_path, "other.yaml", GOOD.replace("send_message", "add_comment")))
    assert export(run, workspace, mine) == (0, f"changed {mine} (Welcome)\n")
    text = mine.read_text()
    assert text.startswith("# Ours\n")
    assert "# first\n" in text
    assert "add_comment" in text


def test_diff_speaks_of_steps(run: Run, workspace: str, tmp_path: Path) -> None:
    file = write(tmp_path, "team.yaml", TO_A_TEAM + "    max_open_contacts: 5\n")

    def diff() -> str:
        result = run("workflow", "diff", "--workspace", workspace, file)
        assert result.exit_code == 0
        return result.stdout

    assert diff() == "To a team: new\n"
    apply(run, workspace, file)
    assert diff() == "To a team: no difference\n"
    write(tmp_path, "team.yaml", TO_A_TEAM + "    max_open_contacts: 8\n")
    assert diff() == "To a team: step `assign`: max_open_contacts 5 → 8\n"


def test_diff_of_a_file_with_errors_says_what_is_wrong(run: Run, workspace: str, tmp_path: Path) -> None:
    bad = write(tmp_path, "bad.yaml", BAD)
    result = run("workflow", "diff", "--workspace", workspace, bad)
    assert result.exit_code == 1
    assert result.stdout.count(f"{bad}:") == 3
