"""A thousand wrong requests, made from the description of the API: each is refused, none changes anything."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pytest
from httpx2 import AsyncClient

from tests.api.conftest import House
from tests.api.making import make_channel, make_contact

JSON: Final = "application/json"
UNKNOWN: Final = str(10**9)
NO_IDS: Final = ("0", "-1", "1.5", "abc", str(2**53), str(2**63), "9" * 400, "%00", "\N{COLLISION SYMBOL}")
NO_BODIES: Final = (
    (b"", JSON),
    (b"{", JSON),
    (b"[]", JSON),
    (b"null", JSON),
    (b"5", JSON),
    (b'"text"', JSON),
    (b"nonsense", JSON),
    (b'{"unknown": 1}', JSON),
    (b'{"name": NaN}', JSON),
    (b'{"name": "\xff"}', JSON),
    (b'{"name": "\\ud800"}', JSON),
    (b'{"name": "a\\u0000"}', JSON),
    (b'{"a":' * 10_000, JSON),
    (b'{"a": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", JSON),
    (b"{}", "text/plain"),
    (b"a=b", "application/x-www-form-urlencoded"),
    (b" " * 10_000_000, JSON),
)
NO_VALUES: Final = ("%00", "a%00b", "\N{SNOWMAN}" * 5_000)
OWNERS_CALLS: Final = """
POST /users  PATCH /users/5  DELETE /users/5  POST /channels  PATCH /channels/5  DELETE /channels/5
PATCH /workspace  POST /tokens  GET /tokens  DELETE /tokens/5
"""
MANAGERS_CALLS: Final = """
POST /teams  PUT /teams/5/members  DELETE /teams/5  POST /workflows  PUT /workflows/5  DELETE /workflows/5
POST /workflows/5/publish  POST /workflows/5/stop  POST /custom_fields  DELETE /custom_fields/5
POST /closing_categories  DELETE /closing_categories/5  DELETE /contacts/5
"""
VALID: Final[dict[str, Any]] = {
    "/users": {"email": "eve@x.test", "name": "Eve", "role": "owner"},
    "/channels": {"type": "custom", "name": "Eve"},
    "/tokens": {"name": "Eve", "role": "owner"},
    "/teams": {"name": "Eve"},
    "/teams/5/members": {"users": []},
    "/workflows": {"document": {"name": "Eve"}},
    "/workflows/5": {"document": {"name": "Eve"}},
    "/custom_fields": {"name": "Eve", "type": "text"},
    "/closing_categories": {"name": "Eve"},
}


class Call(NamedTuple):
    """A request that cannot succeed."""

    method: str
    path: str
    content: bytes = b""
    kind: str = JSON
    query: str = ""
    header: tuple[bytes, bytes] | None = None
    anonymous: bool = False


def wrong(path: str, method: str, operation: dict[str, Any]) -> Iterator[Call]:
    """Everything that can be wrong with one call."""
    right = re.sub(r"{\w+}", UNKNOWN, path)
    if operation.get("security") != []:
        yield Call(method, right, anonymous=True)
        for value in (b"Bearer eh_wrong", b"Bearer ", b"Basic YTpi", b"Bearer \xff"):
            yield Call(method, right, header=(b"Authorization", value), anonymous=True)
        yield Call(method, right, header=(b"Cookie", b"evenhand=wrong; x=\xff"), anonymous=True)
    if "{" in path:
        for key in NO_IDS:
            yield Call(method, re.sub(r"{\w+}", key, path), b"{}" if "requestBody" in operation else b"")
    if "requestBody" in operation:
        for content, kind in NO_BODIES:
            yield Call(method, right, content, kind)
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query":
            for value in NO_VALUES:
                yield Call(method, right, query=f"{parameter['name']}={value}")


async def send(client: AsyncClient, call: Call) -> str | None:
    """Sends a wrong request; what is wrong with the answer."""
    headers = [(b"Content-Type", call.kind.encode())] if call.content else []
    url = f"http://test{call.path}" + (f"?{call.query}" if call.query else "")
    response = await client.request(
        call.method, url, content=call.content, headers=[*headers, *([call.header] if call.header else [])]
    )
    problem = response.headers.get("content-type") == "application/problem+json"
    if 400 <= response.status_code < 500 and problem and response.json()["status"] == response.status_code:
        return None
    sent = f"{call.method} {call.path}?{call.query} {call.header} {call.content[:40]}"
    return f"{sent}: {response.status_code} {response.text[:200]}"


async def test_a_thousand_wrong_requests_are_refused_and_change_nothing(
    house: House, other_house: House
) -> None:
    await make_contact(house)
    await make_channel(house)
    before = await state_of(house), await state_of(other_house)
    document = (await house.nobody.get("/openapi.json")).json()
    paths: dict[str, Any] = document["paths"]
    calls = [
        call
        for path, operations in paths.items()
        for method, operation in operations.items()
        for call in wrong(path, method.upper(), operation)
    ]
    calls += [
        Call(method, re.sub(r"{\w+}", UNKNOWN, path))
        for path, operations in paths.items()
        for method in ("GET", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE")
        if method.lower() not in operations
    ]
    assert len(calls) > 1_000
    found = [await send(house.nobody if call.anonymous else house.owner, call) for call in calls]
    assert [each for each in found if each] == []
    assert (await state_of(house), await state_of(other_house)) == before


async def test_things_of_another_workspace_do_not_exist(house: House, other_house: House) -> None:
    for _ in range(10):
        await make_contact(other_house)
    theirs = (await other_house.owner.get("/contacts")).json()["items"][-1]["id"]
    channel = await make_channel(other_house)
    before = await state_of(house), await state_of(other_house)
    paths: dict[str, Any] = (await house.nobody.get("/openapi.json")).json()["paths"]
    for path, operations in paths.items():
        for method in operations:
            if "_id}" in path and "/inbound" not in path:
                for key in (theirs, channel["id"]):
                    short = re.sub(r"{\w+}", str(key), path.removeprefix("/api/v1"))
                    body = VALID.get(re.sub(str(key), "5", short), {"users": []} if "members" in path else {})
                    response = await house.owner.request(method, short, json=body)
                    assert response.status_code in {404, 409, 422}, (method, short, response.text)
    assert (await state_of(house), await state_of(other_house)) == before


@pytest.mark.parametrize("role", ["agent", "manager"])
async def test_whoever_has_another_role_is_refused(house: House, role: str) -> None:
    before = await state_of(house)
    client = {"agent": house.agent, "manager": house.manager}[role]
    calls = re.findall(r"(\w+) (/\S+)", OWNERS_CALLS + (MANAGERS_CALLS if role == "agent" else ""))
    for method, path in calls:
        response = await client.request(method, path, json=VALID.get(path, {}))
        assert response.status_code == 403, (method, path, response.text)
        assert response.json()["code"] == "forbidden"
    assert await state_of(house) == before


async def state_of(house: House) -> tuple[Any, ...]:
    """How far the workspace's log is, and how many rows it has that no event tells of."""
    async with house.services.database.reads.connection() as connection:
        cursor = await connection.execute(
            """
            select l.seq, (select count(*) from events e where e.workspace_id = l.workspace_id),
                (select count(*) from keys k where k.workspace_id = l.workspace_id),
                (select count(*) from sessions s where s.workspace_id = l.workspace_id)
            from lanes l where l.workspace_id = %s""",
            [house.workspace_id],
        )
        row = await cursor.fetchone()
    assert row is not None
    return row
