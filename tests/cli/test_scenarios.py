import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from typer.testing import Result

from tests.cli.conftest import Run

GOOD = """\
scenario: somebody is greeted
workspace:
  contacts: [{id: carl, first_name: Carl}]
workflows: [hello.yaml]
timeline:
  - {at: 0s, message: {from: carl, text: hi}}
  - {at: 1h, expect: {contact: carl, last_message: Hi Carl}}
"""
HELLO = """\
version: 1
name: Hello
trigger: {type: conversation_opened}
steps: [{id: hi, type: send_message, text: "Hi {{ contact.first_name }}"}]
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    (tmp_path / "hello.yaml").write_text(HELLO)

    def write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.write_text(text)
        return file

    return write


def test_what_holds_is_a_line_each(run: Run, write: Write) -> None:
    one, two = write("one.yaml", GOOD), write("two.yaml", GOOD.replace("greeted", "met"))
    result = run("test", one, two)
    assert result.stdout == f"ok      {one}: somebody is greeted\nok      {two}: somebody is met\n"
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_does_not_hold_is_exit_code_1(run: Run, write: Write) -> None:
    good, bad = write("good.yaml", GOOD), write("bad.yaml", GOOD.replace("Hi Carl", "Hi Dora"))
    result = run("test", bad, good)
    assert result.exit_code == 1
    first, second, *_, last = result.stdout.splitlines()
    assert first == f"not ok  {bad}: somebody is greeted"
    assert second == f'    {bad}:7:5: at 1h: contact carl: expected last_message "Hi Dora", found "Hi Carl"'
    assert last == f"ok      {good}: somebody is greeted"


def test_what_cannot_be_played_is_exit_code_2(run: Run, write: Write) -> None:
    bad = write("bad.yaml", GOOD.replace("text: hi", "txt: hi"))
    failing = write("failing.yaml", GOOD.replace("Hi Carl", "Hi Dora"))
    result = run("test", bad, failing)
    assert result.exit_code == 2
    assert result.stdout.startswith(f"{bad}:6:23: /timeline/0/message/text: give either `text` or `choice`\n")
    assert f"not ok  {failing}" in result.stdout


def test_a_workflow_that_cannot_run_is_told_in_its_own_file(run: Run, write: Write, tmp_path: Path) -> None:
    file = write("one.yaml", GOOD)
    write("hello.yaml", HELLO.replace("send_message", "send_mesage"))
    result = run("test", file)
    assert result.exit_code == 2
    hello = tmp_path / "hello.yaml"
    first, second = result.stdout.splitlines()
    assert first == f"{file}:4:13: /workflows/0: {hello} is no workflow that can run; see its problems"
    assert second.startswith(f"{hello}:4:24: /steps/0/type: there is no step `send_mesage`; did you mean")
    hello.unlink()
    assert f"{hello}: /: the file cannot be read: No such file" in run("test", file).stdout


def test_a_template_of_the_gallery_is_found_by_its_name(run: Run, write: Write) -> None:
    text = GOOD.replace("hello.yaml", "{file: templates/reassign-when-silent.yaml, set: {team: No}}")
    result = run("test", write("one.yaml", text))
    assert result.exit_code == 2
    assert "/team: there is no team `No`" in result.stdout


def test_json_is_for_machines(run: Run, write: Write) -> None:
    good, bad = write("good.yaml", GOOD), write("bad.yaml", "scenario: [")
    result = run("test", "--json", good, bad)
    assert result.exit_code == 2
    one, two = json.loads(result.stdout)
    assert (one["file"], one["ok"], one["scenario"]) == (str(good), True, "somebody is greeted")
    assert one["events"][-1]["words"] == "carl, in Hello, state completed, by Hello"
    assert (two["file"], two["ok"], two["scenario"]) == (str(bad), False, None)
    assert two["problems"][0].startswith(f"{bad}:1:12: /: this is not YAML")


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("test", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "none.yaml' does not exist" in result.stderr


# --- on a database ---------------------------------------------------------------------------------


def in_database(run: Run, url: str, *files: Path) -> Result:
    return run("test", "--database", url, *files)


def test_on_a_database_it_is_the_same_and_nothing_is_left(
    run: Run, write: Write, url: str, connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    good, bad = write("good.yaml", GOOD), write("bad.yaml", GOOD.replace("Hi Carl", "Hi Dora"))
    result = in_database(run, url, good, bad)
    assert result.exit_code == 1
    assert result.stdout == run("test", good, bad).stdout
    for table in ("workspaces", "events", "contacts", "messages", "runs", "timers", "lanes", "keys"):
        query = f"select count(*) from {table}"
        assert connection.execute(query.encode()).fetchone() == (0,), table


def test_a_database_that_somebody_serves_is_refused(run: Run, write: Write, url: str) -> None:
    assert in_database(run, url, write("good.yaml", GOOD)).exit_code == 0
    with psycopg.connect(url, application_name="evenhand 1"):
        result = in_database(run, url, write("good.yaml", GOOD))
    assert result.exit_code == 1
    assert "An Evenhand is at work on this database: take one that nobody serves." in result.stderr


def test_a_database_that_cannot_be_reached_is_said(run: Run, write: Write) -> None:
    result = in_database(run, "postgresql://nobody@127.0.0.1:1/none", write("good.yaml", GOOD))
    assert result.exit_code == 1
    assert "The database cannot be reached" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.process
def test_a_database_of_its_own_is_made_and_goes(run: Run, write: Write) -> None:
    result = in_database(run, "embedded", write("good.yaml", GOOD))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("ok ")
