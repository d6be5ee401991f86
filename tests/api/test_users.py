from typing import Any

import pytest

from evenhand.api.auth import digest
from tests.api.conftest import House

ANA = {"email": "Ana@Example.com", "name": "Ana Diaz", "role": "agent"}


async def make_user(house: House, **given: Any) -> dict[str, Any]:
    response = await house.owner.post("/users", json={**ANA, **given})
    assert response.status_code == 201, response.text
    return response.json()


async def test_a_new_user_is_offline_and_in_no_team(house: House) -> None:
    user = await make_user(house)
    assert user == {
        "id": user["id"],
        "email": "ana@example.com",
        "name": "Ana Diaz",
        "role": "agent",
        "status": "offline",
        "open_contacts": 0,
        "teams": [],
        "created_at": user["created_at"],
    }
    assert (await house.agent.get(f"/users/{user['id']}")).json() == user


async def test_a_password_is_stored_hashed_and_never_shown(house: House) -> None:
    user = await make_user(house, password="correct horse")
    assert "password" not in " ".join(user)
    async with house.services.database.reads.connection() as connection:
        cursor = await connection.execute("select password_hash from users where email = 'ana@example.com'")
        ((stored,),) = await cursor.fetchall()
    assert stored.startswith("$argon2id$")
    assert "correct horse" not in stored


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        pytest.param({"password": "short"}, "/password", id="short password"),
        pytest.param({"password": "x" * 257}, "/password", id="long password"),
        pytest.param({"email": "ana"}, "/email", id="no e-mail"),
        pytest.param({"name": "  "}, "/name", id="empty name"),
        pytest.param({"role": "boss"}, "/role", id="unknown role"),
        pytest.param({"rôle": "agent"}, "/rôle", id="unknown key"),
        pytest.param({"name": 5}, "/name", id="wrong type"),
    ],
)
async def test_bad_input_is_refused_with_its_place(house: House, given: dict[str, Any], pointer: str) -> None:
    response = await house.owner.post("/users", json={**ANA, **given})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert len((await house.owner.get("/users")).json()["items"]) == 3


async def test_an_e_mail_belongs_to_one_user_until_that_one_is_deleted(house: House) -> None:
    user = await make_user(house)
    response = await house.owner.post("/users", json={**ANA, "email": "ana@example.com"})
    assert (response.status_code, response.json()["code"]) == (409, "email_taken")
    assert (await house.owner.delete(f"/users/{user['id']}")).status_code == 204
    assert (await house.owner.get(f"/users/{user['id']}")).status_code == 404
    await make_user(house)


async def test_the_same_idempotency_key_makes_one_user(house: House) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = await house.owner.post("/users", json=ANA, headers=headers)
    again = await house.owner.post("/users", json=ANA, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await house.owner.post("/users", json={**ANA, "name": "Ben"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_change_leaves_what_is_not_given(house: House) -> None:
    user = await make_user(house)
    changed = await house.owner.patch(f"/users/{user['id']}", json={"role": "manager"})
    assert changed.json() == {**user, "role": "manager"}
    null = await house.owner.patch(f"/users/{user['id']}", json={"name": None})
    assert null.status_code == 422


async def test_one_owner_always_remains(house: House) -> None:
    for response in (
        await house.owner.delete(f"/users/{house.owner_id}"),
        await house.owner.patch(f"/users/{house.owner_id}", json={"role": "agent"}),
    ):
        assert (response.status_code, response.json()["code"]) == (409, "last_owner")


async def test_only_owners_make_change_and_delete_users(house: House) -> None:
    for client in (house.manager, house.agent):
        assert (await client.post("/users", json=ANA)).status_code == 403
        assert (await client.patch(f"/users/{house.agent_id}", json={"name": "X"})).status_code == 403
        assert (await client.delete(f"/users/{house.agent_id}")).status_code == 403
        assert (await client.get("/users")).status_code == 200
    assert (await house.nobody.get("/users")).status_code == 401


async def test_users_are_filtered_and_come_in_parts(house: House) -> None:
    ana = await make_user(house)
    team = (await house.owner.post("/teams", json={"name": "Support"})).json()
    await house.owner.put(f"/teams/{team['id']}/members", json={"users": [ana["id"]]})
    await house.owner.put(f"/users/{ana['id']}/status", json={"status": "busy"})

    async def ids(query: str) -> list[int]:
        return [user["id"] for user in (await house.owner.get(f"/users?{query}")).json()["items"]]

    assert await ids("q=EXAMPLE.com") == [ana["id"]]
    assert await ids("q=diaz") == [ana["id"]]
    assert await ids("q=%25") == []
    assert await ids(f"team={team['id']}") == [ana["id"]]
    assert await ids("status=busy") == [ana["id"]]
    assert await ids("status=online") == []
    assert await ids(f"user={ana['id']}&user={house.agent_id}&user={10**6}") == [house.agent_id, ana["id"]]
    assert await ids(f"user={ana['id']}&user={house.agent_id}&status=busy") == [ana["id"]]
    assert len(await ids("limit=1000")) == 4
    assert (await house.owner.get("/users?limit=1001")).status_code == 422

    first = (await house.owner.get("/users?limit=3")).json()
    rest = (await house.owner.get(f"/users?limit=3&cursor={first['next_cursor']}")).json()
    assert [user["id"] for user in first["items"]] == [house.owner_id, house.manager_id, house.agent_id]
    assert [user["id"] for user in rest["items"]] == [ana["id"]]
    assert rest["next_cursor"] is None


async def test_users_of_other_workspaces_do_not_exist(house: House, other_house: House) -> None:
    foreign = f"/users/{10**6}"
    assert (await other_house.owner.get(foreign)).status_code == 404
    for name in ("owner_id", "manager_id", "agent_id"):
        assert getattr(house, name) == getattr(other_house, name), "ids are a workspace's own"
    await house.owner.patch(f"/users/{house.agent_id}", json={"name": "Renamed"})
    untouched = (await other_house.owner.get(f"/users/{other_house.agent_id}")).json()
    assert untouched["name"] == "Agent"


# --- presence ------------------------------------------------------------------------------------


async def put_status(client: Any, user_id: int, status: str) -> tuple[int, str | None]:
    response = await client.put(f"/users/{user_id}/status", json={"status": status})
    body = response.json()
    return response.status_code, body.get("status") if response.status_code == 200 else body["code"]


async def test_a_token_drives_any_of_the_three_states(house: House) -> None:
    for status in ("online", "busy", "offline"):
        assert await put_status(house.owner, house.agent_id, status) == (200, status)
        assert await put_status(house.agent, house.agent_id, status) == (200, status)
    assert (await put_status(house.owner, house.agent_id, "away"))[0] == 422
    assert await put_status(house.owner, 10**6, "online") == (404, "user_not_found")


async def test_an_agent_sets_no_other_presence_than_their_own(house: House) -> None:
    assert await put_status(house.agent, house.manager_id, "offline") == (403, "forbidden")
    assert await put_status(house.manager, house.agent_id, "busy") == (200, "busy")


async def test_who_is_logged_in_chooses_between_online_and_busy(house: House) -> None:
    secret = "a session"
    async with house.services.database.reads.connection() as connection:
        await connection.execute(
            "insert into sessions (workspace_id, hash, user_id, created_at, last_seen_at, expires_at)"
            " values (%s, %s, %s, now(), now(), now() + interval '1 day')",
            [house.workspace_id, digest(secret), house.agent_id],
        )
    house.nobody.cookies.set("evenhand", secret)
    house.nobody.headers["Origin"] = "http://test"
    assert await put_status(house.nobody, house.agent_id, "busy") == (200, "busy")
    assert await put_status(house.nobody, house.agent_id, "online") == (200, "online")
    assert await put_status(house.nobody, house.agent_id, "offline") == (422, "invalid_value")
    assert await put_status(house.nobody, house.manager_id, "busy") == (403, "forbidden")
