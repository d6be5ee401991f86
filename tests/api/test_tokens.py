import pytest

from tests.api.conftest import House


async def test_a_token_is_shown_once(house: House) -> None:
    body = {"name": "robot", "role": "manager"}
    key = {"Idempotency-Key": "k"}
    first = (await house.owner.post("/tokens", json=body, headers=key)).json()
    again = await house.owner.post("/tokens", json=body, headers=key)
    assert (again.status_code, again.json()) == (201, first | {"token": None})
    assert first["token"].startswith("eh_")
    listed = (await house.owner.get("/tokens")).json()["items"]
    assert [token["name"] for token in listed] == ["owner", "manager", "agent", "robot"]
    assert listed[-1] == {name: value for name, value in first.items() if name != "token"}
    assert listed[0]["user"]["email"] == "owner@x.test"
    headers = {"Authorization": f"Bearer {first['token']}"}
    me = (await house.nobody.get("/me", headers=headers)).json()
    assert (me["role"], me["user"], me["workspace"]["id"]) == ("manager", None, house.workspace_id)
    assert (await house.owner.delete(f"/tokens/{first['id']}")).status_code == 204
    assert (await house.nobody.get("/me", headers=headers)).status_code == 401
    assert (await house.owner.delete(f"/tokens/{first['id']}")).status_code == 404


@pytest.mark.parametrize("role", ["manager", "agent"])
async def test_only_owners_deal_with_tokens(house: House, role: str) -> None:
    caller = {"manager": house.manager, "agent": house.agent}[role]
    for response in (
        await caller.post("/tokens", json={"name": "t", "role": "agent"}),
        await caller.get("/tokens"),
        await caller.delete("/tokens/1"),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "forbidden")


async def test_what_a_token_without_a_user_does_is_done_by_api(house: House) -> None:
    token = (await house.owner.post("/tokens", json={"name": "t", "role": "owner"})).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    made = (await house.nobody.post("/contacts", json={"first_name": "Ana"}, headers=headers)).json()
    (event,) = (await house.owner.get(f"/contacts/{made['id']}/events")).json()["items"]
    assert (event["type"], event["actor"]) == ("contact.created", "api")
