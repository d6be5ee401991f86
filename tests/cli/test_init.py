import hashlib
import json
from typing import Any

import psycopg
import pytest

from tests.cli.conftest import Run


def test_init_makes_workspace_owner_and_token(run: Run, connection: psycopg.Connection[Any]) -> None:
    result = run(
        *("init", "--workspace", "Acme", "--owner-email", "Eva.Long@acme.test"),
        *("--owner-password", "correct horse", "--json"),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    made = json.loads(result.stdout)
    [(email, name, role, password)] = connection.execute(
        "select email, name, role, password_hash from users where workspace_id = %s and id = %s",
        [made["workspace"], made["owner"]],
    ).fetchall()
    assert (email, name, role) == ("eva.long@acme.test", "Eva Long", "owner")
    assert password.startswith("$argon2id$")
    digest = hashlib.sha256(made["token"].encode()).hexdigest()
    assert connection.execute("select role, user_id from tokens where hash = %s", [digest]).fetchall() == [
        ("owner", made["owner"])
    ]
    events = connection.execute(
        "select seq, type, actor from events where workspace_id = %s order by seq", [made["workspace"]]
    ).fetchall()
    assert [seq for seq, _, _ in events] == list(range(1, len(events) + 1))
    assert [type_ for _, type_, _ in events][:2] == ["workspace.created", "user.created"]
    assert {actor for _, _, actor in events} == {"system"}


def test_without_json_the_token_is_the_last_line(run: Run) -> None:
    result = run("init", "--workspace", "Plain", "--owner-email", "o@acme.test")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("eh_")


def test_a_second_workspace_of_the_name_is_refused(run: Run, connection: psycopg.Connection[Any]) -> None:
    assert run("init", "--workspace", "Twice", "--owner-email", "o@acme.test").exit_code == 0
    before = connection.execute("select count(*) from events").fetchall()
    result = run("init", "--workspace", " Twice ", "--owner-email", "p@acme.test", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "evenhand: There is a workspace Twice already.\n"
    assert connection.execute("select count(*) from events").fetchall() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--workspace", " ", "--owner-email", "o@acme.test"],
            "The name of a workspace has 1 to 200 characters",
        ),
        (["--workspace", "a\0b", "--owner-email", "o@acme.test"], "all of them visible"),
        (["--workspace", "Bad", "--owner-email", "nobody"], "nobody is no e-mail address."),
        (
            ["--workspace", "Bad", "--owner-email", "o@acme.test", "--owner-password", "short"],
            "A password has 8 to 256 characters.",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    run: Run, connection: psycopg.Connection[Any], arguments: list[str], message: str
) -> None:
    run("migrate")
    result = run("init", *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert connection.execute("select from workspaces where name like 'Bad%'").fetchall() == []


@pytest.fixture
def acme(run: Run) -> dict[str, Any]:
    made = run("init", "--workspace", "Tokens", "--owner-email", "o@acme.test", "--json")
    return json.loads(made.stdout) if made.exit_code == 0 else {}


def test_a_token_acts_as_the_api_or_as_a_user(
    run: Run, acme: dict[str, Any], connection: psycopg.Connection[Any]
) -> None:
    result = run("token", "create", "--workspace", "Tokens", "--role", "manager", "--name", "sync", "--json")
    for_user = run(
        *("token", "create", "--workspace", "Tokens", "--role", "agent", "--user", "o@acme.test"),
    )
    assert (result.exit_code, for_user.exit_code) == (0, 0)
    tokens = [json.loads(result.stdout)["token"], for_user.stdout.strip()]
    found = [
        connection.execute(
            "select name, role, user_id from tokens where hash = %s",
            [hashlib.sha256(token.encode()).hexdigest()],
        ).fetchall()
        for token in tokens
    ]
    assert found == [[("sync", "manager", None)], [("command line", "agent", acme["owner"])]]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--workspace", "Nowhere", "--role", "agent"], 1, "There is no workspace Nowhere."),
        (["--workspace", "Tokens", "--role", "agent", "--user", "x@acme.test"], 1, "x@acme.test"),
        (["--workspace", "Tokens", "--role", "boss"], 2, "'boss' is not one of 'owner', 'manager', 'agent'"),
    ],
)
def test_a_token_that_cannot_be_is_refused(
    run: Run, acme: dict[str, Any], arguments: list[str], code: int, message: str
) -> None:
    result = run("token", "create", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
