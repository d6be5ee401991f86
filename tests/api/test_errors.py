"""What is common to every address: problems, limits, headers."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from structlog.testing import capture_logs

from evenhand.api import middleware
from evenhand.api.app import create_app
from evenhand.domain.commands import Command
from evenhand.engine.errors import Broken, Overloaded
from evenhand.storage.database import DatabaseUnavailable
from tests.api.conftest import House
from tests.api.making import make_contact

JSON = {"Content-Type": "application/json"}


def assert_problem(response: Response, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "code", "errors", "request_id"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["request_id"] == response.headers["x-request-id"]
    return problem


async def test_nothing_and_other_methods(house: House) -> None:
    assert_problem(await house.owner.get("/nothing"), 404, "not_found")
    assert_problem(await house.owner.get("/contacts/"), 404, "not_found")
    for path, methods in (
        ("/contacts", "GET, POST"),
        ("/contacts/5", "DELETE, GET, PATCH"),
        ("/workflows/lint", "POST"),
        ("/channels/5/inbound", "POST"),
    ):
        response = await house.owner.put(path, json={})
        assert_problem(response, 405, "method_not_allowed")
        assert response.headers["allow"] == methods


@pytest.mark.parametrize("key", ["abc", "0", "-1", "1.5", str(2**53), str(2**63), "9" * 400, "%00", "1%00"])
async def test_what_is_no_id_leads_nowhere(house: House, key: str) -> None:
    response = await house.owner.get(f"/contacts/{key}")
    assert response.status_code in {400, 404}
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="cut off"),
        pytest.param(b"", 422, id="nothing"),
        pytest.param(b"[]", 422, id="a list"),
        pytest.param(b"null", 422, id="null"),
        pytest.param(b'{"first_name": NaN}', 400, id="NaN"),
        pytest.param(b'{"first_name": "\\ud800"}', 400, id="half a surrogate"),
        pytest.param(b'{"first_name": "\xff"}', 400, id="no UTF-8"),
        pytest.param(b'{"first_name": "a\\u0000"}', 422, id="NUL"),
        pytest.param(b'{"a\\u0000": 1}', 422, id="NUL in a key"),
        pytest.param(b'{"fields": {"a": ' + b"[" * 10_000, 400, id="deep and cut off"),
        pytest.param(b'{"fields": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400, id="deep"),
        pytest.param(b'{"fields": ' + b"[" * 100 + b"]" * 100 + b"}", 400, id="too deep"),
        pytest.param(b'{"fields": {"a": 1e999}}', 400, id="no number"),
        pytest.param(b'{"fields": {"a": ' + b"9" * 400 + b"}}", 422, id="huge number"),
    ],
)
async def test_bodies_that_cannot_be_taken(house: House, body: bytes, status: int) -> None:
    response = await house.owner.post("/contacts", content=body, headers=JSON)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert (await house.owner.get("/contacts")).json()["items"] == []


async def test_the_last_of_two_equal_keys_counts(house: House) -> None:
    body = b'{"first_name": "Ana", "first_name": "Bea"}'
    response = await house.owner.post("/contacts", content=body, headers=JSON)
    assert response.json()["first_name"] == "Bea"


async def test_a_backslash_before_u0000_is_no_nul(house: House) -> None:
    made = await make_contact(house, first_name="a\\u0000")
    assert made["first_name"] == "a\\u0000"


async def test_a_body_of_another_type_is_refused(house: House) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = await house.owner.post("/contacts", content=b"{}", headers={"Content-Type": kind})
        assert_problem(response, 415, "unsupported_media_type")
    response = await house.owner.post(
        "/contacts", content=b"{}", headers={"Content-Type": "application/merge-patch+json; charset=utf-8"}
    )
    assert response.status_code == 201


@pytest.mark.parametrize("known", [True, False], ids=["length said", "in chunks"])
async def test_a_body_that_is_too_big_is_refused(house: House, known: bool) -> None:
    async def chunks() -> AsyncGenerator[bytes]:
        for _ in range(10):
            yield b"x" * 1_000_000

    content = b"x" * 10_000_000 if known else chunks()
    response = await house.owner.post("/contacts", content=content, headers=JSON)
    assert_problem(response, 413, "too_large")


async def test_nul_in_a_query_is_refused(house: House) -> None:
    assert_problem(await house.owner.get("/conversations?q=a%00b"), 400, "malformed_address")


@pytest.mark.parametrize(
    "cursor", ["", "x", "AAAAAAAAAAB", "=" * 11, "A" * 10_000, "AAAAAAAAAA\n", "\N{SNOWMAN}" * 11]
)
async def test_what_no_list_answered_is_no_cursor(house: House, cursor: str) -> None:
    response = await house.owner.get("/contacts", params={"cursor": cursor})
    problem = assert_problem(response, 422, "invalid_value")
    assert problem["errors"][0]["pointer"] == "query/cursor"


async def test_any_cursor_that_looks_like_one_is_taken(house: House) -> None:
    for cursor in ("AAAAAAAAAAA", "__________8"):
        for path in ("/contacts", "/conversations", "/events", "/users", "/queue", "/runs"):
            assert (await house.owner.get(path, params={"cursor": cursor})).status_code == 200, path


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1e2", "9" * 30])
async def test_a_part_has_one_to_a_hundred_items(house: House, limit: str) -> None:
    problem = assert_problem(await house.owner.get(f"/contacts?limit={limit}"), 422, "invalid_value")
    assert problem["errors"][0]["pointer"] == "query/limit"


@pytest.mark.parametrize("key", ["", "x" * 256])
async def test_an_idempotency_key_has_its_bounds(house: House, key: str) -> None:
    headers = {"Idempotency-Key": key}
    problem = assert_problem(
        await house.owner.post("/contacts", json={}, headers=headers), 422, "invalid_value"
    )
    assert problem["errors"][0]["pointer"] == "header/idempotency-key"


@pytest.mark.parametrize(
    ("error", "status", "code", "retry"),
    [
        pytest.param(Overloaded(2.4), 503, "unavailable", "2", id="overloaded"),
        pytest.param(Overloaded(0.1), 503, "unavailable", "1", id="overloaded for a moment"),
        pytest.param(DatabaseUnavailable("No database."), 503, "unavailable", "1", id="no database"),
        pytest.param(Broken(), 500, "internal_error", None, id="broken"),
        pytest.param(ZeroDivisionError("secret"), 500, "internal_error", None, id="unforeseen"),
    ],
)
async def test_failures_say_no_more_than_they_should(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    code: str,
    retry: str | None,
) -> None:
    async def fail(command: Command) -> None:
        raise error

    monkeypatch.setattr(house.services.engine, "submit", fail)
    with capture_logs() as logs:
        response = await house.owner.post("/contacts", json={})
    problem = assert_problem(response, status, code)
    assert [entry["event"] for entry in logs] == (["request.failed"] if "secret" in str(error) else [])
    assert response.headers.get("retry-after") == retry
    assert "secret" not in str(problem)
    assert "Traceback" not in response.text


async def test_a_database_that_went_away_is_a_503(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house.services.database.reads.connection() as connection:
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
        statuses = {(await house.owner.get("/contacts")).status_code for _ in range(5)}
    assert statuses <= {200, 503}
    async with asyncio.timeout(10):
        while (await house.owner.get("/contacts")).status_code != 200:
            pass


async def test_every_answer_has_the_same_headers(house: House) -> None:
    for response in (
        await house.owner.get("/me"),
        await house.nobody.get("/me"),
        await house.owner.get("/nothing"),
        await house.owner.post("/contacts", content=b"x" * 2_000_000),
        await house.nobody.get("http://test/healthz"),
    ):
        for name, value in middleware.HEADERS:
            assert response.headers.get_list(name.decode()) == [value.decode()], response.url
        assert len(response.headers["x-request-id"]) == 16


async def test_whoever_does_not_say_who_calls_is_asked(house: House) -> None:
    response = await house.nobody.get("/contacts")
    assert_problem(response, 401, "unauthorized")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_somebody_who_leaves_while_sending_is_not_answered(house: House) -> None:
    app: FastAPI = create_app(house.services)
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/channels/1/inbound",
        "raw_path": b"",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer ehc_1_x")],
        "server": ("test", 80),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    assert answered == []


async def test_health_needs_no_token(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client: AsyncClient = house.nobody
    assert (await client.get("http://test/healthz")).json() == {"status": "ok"}
    assert (await client.get("http://test/readyz")).json() == {"status": "ok"}
    assert (await client.head("http://test/healthz")).status_code == 200
    assert (await client.head("http://test/readyz")).status_code == 200
    await house.owner.get("/contacts/5")
    text = (await client.get("http://test/metrics")).text
    assert 'evenhand_http_requests_total{method="GET",route="/contacts/{contact_id}",status="404"}' in text
    assert 'evenhand_commands_total{kind="CreateUser",outcome="done"}' in text
    assert "evenhand_oldest_snapshot_seconds" in text


async def test_without_a_database_the_process_is_alive_but_not_ready(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise DatabaseUnavailable("The database cannot be reached.")

    monkeypatch.setattr(house.services.database.reads, "connection", gone)
    assert (await house.nobody.get("http://test/healthz")).status_code == 200
    assert_problem(await house.nobody.get("http://test/readyz"), 503, "unavailable")
    assert "oldest_snapshot_seconds NaN" in (await house.nobody.get("http://test/metrics")).text


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/users", {"email": "ben@x.test", "name": "Ben", "role": "agent"}, "/email"),
        ("/teams", {"name": "Support"}, "/name"),
        ("/channels", {"type": "custom", "name": "Shop", "config": {}}, "/name"),
        ("/custom_fields", {"name": "plan", "type": "text"}, "/name"),
        ("/closing_categories", {"name": "Solved"}, "/name"),
        ("/workflows", {"document": {"name": "Welcome"}}, "/name"),
    ],
)
async def test_what_belongs_to_another_thing_is_pointed_at(
    house: House, path: str, body: dict[str, Any], pointer: str
) -> None:
    assert (await house.owner.post(path, json=body)).status_code == 201
    taken = await house.owner.post(path, json=body)
    assert taken.status_code == 409
    assert [error["pointer"] for error in taken.json()["errors"]] == [pointer]
    assert taken.json()["errors"][0]["detail"] == taken.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "wrong"),
    [
        (
            "conversation",
            {"status": "closed", "category": 1},
            {"/category": "Input should be a valid string"},
        ),
        ("conversation", {"status": "open", "category": ""}, {"/category": "Extra inputs are not permitted"}),
        ("conversation", {"status": "shut"}, {"/status": "Input should be 'open' or 'closed'"}),
        ("conversation", {"category": None}, {"/status": "Field required"}),
        (
            "assignee",
            {"user": {"id": 5}},
            {"/user": "Input should be a valid integer; or: Input should be a valid string"},
        ),
        ("assignee", {}, {"/user": "Field required"}),
    ],
)
async def test_a_pointer_leads_to_what_was_sent(
    house: House, path: str, body: dict[str, Any], wrong: dict[str, str]
) -> None:
    contact = await make_contact(house)
    response = await house.owner.put(f"/contacts/{contact['id']}/{path}", json=body)
    problem = assert_problem(response, 422, "invalid_value")
    assert {error["pointer"]: error["detail"] for error in problem["errors"]} == wrong


async def test_a_pointer_leads_into_lists_and_values_of_several_kinds(house: House) -> None:
    response = await house.owner.post("/contacts", json={"fields": {"a": {"b": 1}, "c": ["x", 2]}})
    problem = assert_problem(response, 422, "invalid_value")
    assert [error["pointer"] for error in problem["errors"]] == ["/fields/a", "/fields/c", "/fields/c/1"]
