from typing import Any

import pytest

from tests.api.conftest import House


async def test_a_new_workspace_has_the_defaults(house: House) -> None:
    workspace = (await house.agent.get("/workspace")).json()
    assert workspace == {
        "id": house.workspace_id,
        "name": workspace["name"],
        "timezone": "UTC",
        "inactivity_timeout": "30m",
        "auto_close_after": None,
        "agents_see_own_only": False,
    }


async def test_what_is_given_is_changed_and_the_rest_stays(house: House) -> None:
    before = (await house.owner.get("/workspace")).json()
    change = {"timezone": "Europe/Rome", "inactivity_timeout": "90s", "auto_close_after": "1h30m"}
    assert (await house.owner.patch("/workspace", json=change)).json() == {
        **before,
        **change,
        "inactivity_timeout": "1m30s",
    }
    after = await house.owner.patch(
        "/workspace", json={"auto_close_after": None, "agents_see_own_only": True}
    )
    assert (after.json()["auto_close_after"], after.json()["agents_see_own_only"]) == (None, True)
    assert after.json()["timezone"] == "Europe/Rome"


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("inactivity_timeout", ["1m", "60m", "1h"], ["59s", "61m", "0s", "", "5", "5 m", "-5m", 300, None]),
        ("auto_close_after", ["30m", "14d"], ["29m", "14d1s", "999999999d", "soon", 30]),
        ("timezone", ["Asia/Jakarta"], ["../etc/passwd", "", 1]),
        ("agents_see_own_only", [True], ["yes", 1, None]),
        ("name", ["Acme 2"], ["", " ", "x" * 201, None]),
    ],
)
async def test_settings_have_their_bounds(house: House, key: str, good: list[Any], bad: list[Any]) -> None:
    for value in good:
        response = await house.owner.patch("/workspace", json={key: value})
        assert response.status_code == 200, response.text
    kept = (await house.owner.get("/workspace")).json()
    for value in bad:
        response = await house.owner.patch("/workspace", json={key: value})
        assert response.status_code == 422, f"{value!r}: {response.text}"
        assert response.json()["errors"][0]["pointer"] == f"/{key}"
    assert (await house.owner.get("/workspace")).json() == kept


async def test_a_zone_that_nobody_knows_is_refused(house: House) -> None:
    response = await house.owner.patch("/workspace", json={"timezone": "Mars/Olympus"})
    assert (response.status_code, response.json()["code"]) == (409, "timezone_not_found")
    assert response.json()["errors"][0]["pointer"] == "/timezone"


async def test_a_name_of_another_workspace_is_taken(house: House, other_house: House) -> None:
    theirs = (await other_house.owner.get("/workspace")).json()["name"]
    response = await house.owner.patch("/workspace", json={"name": theirs})
    assert (response.status_code, response.json()["code"]) == (409, "workspace_exists")
    assert [error["pointer"] for error in response.json()["errors"]] == ["/name"]
    mine = (await house.owner.get("/workspace")).json()["name"]
    assert (await house.owner.patch("/workspace", json={"name": mine})).status_code == 200


async def test_only_owners_change_the_workspace(house: House) -> None:
    for client in (house.manager, house.agent):
        assert (await client.patch("/workspace", json={"timezone": "Europe/Rome"})).status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "taken", "missing"),
    [
        (
            "/custom_fields",
            {"name": "plan", "type": "text"},
            "custom_field_name_taken",
            "custom_field_not_found",
        ),
        (
            "/closing_categories",
            {"name": "solved"},
            "closing_category_name_taken",
            "closing_category_not_found",
        ),
    ],
)
async def test_lists_of_a_workspace(
    house: House, path: str, body: dict[str, Any], taken: str, missing: str
) -> None:
    made = await house.manager.post(path, json=body)
    assert (made.status_code, made.json()) == (201, {"id": made.json()["id"], **body})
    assert (await house.agent.get(path)).json() == {"items": [made.json()], "next_cursor": None}
    again = await house.manager.post(path, json=body)
    assert (again.status_code, again.json()["code"]) == (409, taken)
    one = f"{path}/{made.json()['id']}"
    assert (await house.agent.post(path, json=body)).status_code == 403
    assert (await house.agent.delete(one)).status_code == 403
    assert (await house.manager.delete(one)).status_code == 204
    gone = await house.manager.delete(one)
    assert (gone.status_code, gone.json()["code"]) == (404, missing)
    assert (await house.agent.get(path)).json()["items"] == []


@pytest.mark.parametrize("kind", ["text", "number", "date", "list", "boolean"])
async def test_custom_fields_have_a_type(house: House, kind: str) -> None:
    made = await house.manager.post("/custom_fields", json={"name": f"a {kind}", "type": kind})
    assert made.json()["type"] == kind
    bad = await house.manager.post("/custom_fields", json={"name": "b", "type": f"{kind}s"})
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "/type")


async def test_a_standard_field_cannot_be_made_again(house: House) -> None:
    response = await house.manager.post("/custom_fields", json={"name": "email", "type": "text"})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (409, "/name")
