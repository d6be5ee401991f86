from typing import Any

import pytest

from tests.api.conftest import House
from tests.api.making import make_channel, make_contact


async def test_a_contact_is_shown_as_it_was_made(house: House) -> None:
    await house.owner.post("/custom_fields", json={"name": "size", "type": "number"})
    await house.owner.post("/custom_fields", json={"name": "since", "type": "date"})
    given = {
        "first_name": "Ana",
        "last_name": "Díaz",
        "email": "ana@example.com",
        "phone": "+34 600 123 456",
        "language": "es-ES",
        "tags": ["vip", "vip", "new"],
        "fields": {"size": 42},
    }
    made = await make_contact(house, **given)
    assert made == {
        "id": made["id"],
        "first_name": "Ana",
        "last_name": "Díaz",
        "name": "Ana Díaz",
        "email": "ana@example.com",
        "phone": "+34600123456",
        "language": "es",
        "country": "ES",
        "tags": ["vip", "new"],
        "fields": {"size": 42, "since": None},
        "assignee": None,
        "conversation_status": "closed",
        "conversation": None,
        "channel": None,
        "created_at": made["created_at"],
    }
    assert (await house.owner.get(f"/contacts/{made['id']}")).json() == made


async def test_what_is_given_is_changed_and_null_clears(house: House) -> None:
    await house.owner.post("/custom_fields", json={"name": "size", "type": "number"})
    made = await make_contact(house, email="ana@example.com", tags=["vip"], fields={"size": 1})
    change = {"last_name": "Ruiz", "email": None, "fields": {"size": None}}
    response = await house.manager.patch(f"/contacts/{made['id']}", json=change)
    assert response.status_code == 200
    assert response.json() == made | {
        "last_name": "Ruiz",
        "name": "Ana Ruiz",
        "email": None,
        "fields": {"size": None},
    }


async def test_a_deleted_contact_is_gone_with_its_texts(house: House) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1", "my secret")
    assert (await house.agent.delete(f"/contacts/{event.contact_id}")).status_code == 403
    assert (await house.manager.delete(f"/contacts/{event.contact_id}")).status_code == 204
    assert (await house.owner.get(f"/contacts/{event.contact_id}")).status_code == 404
    assert (await house.owner.get(f"/contacts/{event.contact_id}/messages")).status_code == 404
    assert "my secret" not in (await house.owner.get("/events?limit=100")).text
    assert (await house.owner.get("/conversations")).json()["items"] == []


@pytest.mark.parametrize("by", ["id", "email"])
async def test_assigning_by_hand_and_unassigning(house: House, by: str) -> None:
    made = await make_contact(house)
    user = {"id": house.agent_id, "email": "Agent@x.test"}[by]
    path = f"/contacts/{made['id']}/assignee"
    response = await house.manager.put(path, json={"user": user})
    assert response.status_code == 200, response.text
    assert response.json()["assignee"] == {"id": house.agent_id, "email": "agent@x.test", "name": "Agent"}
    assert (await house.manager.put(path, json={"user": None})).json()["assignee"] is None


async def test_assigning_to_nobody_known_is_refused(house: House) -> None:
    made = await make_contact(house)
    response = await house.manager.put(f"/contacts/{made['id']}/assignee", json={"user": 999})
    assert response.status_code == 409
    assert response.json()["code"] == "user_not_found"
    assert response.json()["errors"][0]["pointer"] == "/user"


async def test_opening_and_closing_by_hand(house: House) -> None:
    await house.owner.post("/closing_categories", json={"name": "Solved"})
    made = await make_contact(house)
    path = f"/contacts/{made['id']}/conversation"
    opened = (await house.agent.put(path, json={"status": "open"})).json()
    assert opened["conversation_status"] == "open"
    again = (await house.agent.put(path, json={"status": "open"})).json()
    assert again["conversation"] == opened["conversation"]
    closing = {"status": "closed", "category": "Solved", "summary": "All well."}
    closed = (await house.agent.put(path, json=closing)).json()
    assert (closed["conversation_status"], closed["conversation"]) == ("closed", None)
    (shown,) = (await house.agent.get("/conversations")).json()["items"]
    assert (shown["status"], shown["category"], shown["summary"]) == ("closed", "Solved", "All well.")
    assert shown["close_source"] == "user"


async def test_a_list_goes_on_where_it_stopped(house: House) -> None:
    made = [(await make_contact(house, first_name=f"Number {n}"))["id"] for n in range(5)]
    first = (await house.owner.get("/contacts?limit=3")).json()
    second = (await house.owner.get("/contacts", params={"limit": 3, "cursor": first["next_cursor"]})).json()
    assert [item["id"] for item in first["items"] + second["items"]] == made
    assert second["next_cursor"] is None
    exactly = (await house.owner.get("/contacts?limit=5")).json()
    assert exactly["next_cursor"] is None


async def test_a_contact_made_twice_under_one_key_is_one(house: House) -> None:
    key = {"Idempotency-Key": "once"}
    first = await house.owner.post("/contacts", json={"first_name": "Ana"}, headers=key)
    again = await house.owner.post("/contacts", json={"first_name": "Ana"}, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await house.owner.post("/contacts", json={"first_name": "Bea"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    mine = await house.manager.post("/contacts", json={"first_name": "Bea"}, headers=key)
    assert mine.json()["id"] != first.json()["id"]


async def sees(house: House, contact: int) -> bool:
    shown = await house.agent.get(f"/contacts/{contact}")
    listed = [item["id"] for item in (await house.agent.get("/contacts")).json()["items"]]
    assert (shown.status_code == 200) == (contact in listed)
    return shown.status_code == 200


async def test_an_agent_sees_own_contacts_their_teams_and_nobodys(house: House) -> None:
    contact = (await make_contact(house))["id"]
    assert await sees(house, contact)
    await house.owner.put(f"/contacts/{contact}/assignee", json={"user": house.manager_id})
    assert not await sees(house, contact)
    team = (await house.owner.post("/teams", json={"name": "A"})).json()
    members = {"users": [house.agent_id, house.manager_id]}
    await house.owner.put(f"/teams/{team['id']}/members", json=members)
    assert await sees(house, contact)
    await house.owner.patch("/workspace", json={"agents_see_own_only": True})
    assert not await sees(house, contact)
    await house.owner.put(f"/contacts/{contact}/assignee", json={"user": house.agent_id})
    assert await sees(house, contact)
    response = await house.agent.put(f"/contacts/{contact}/assignee", json={"user": house.manager_id})
    assert response.status_code == 200
    assert response.json()["assignee"]["id"] == house.manager_id
    assert not await sees(house, contact)


async def test_contacts_of_another_workspace_do_not_exist(house: House, other_house: House) -> None:
    contact = (await make_contact(house))["id"]
    for way in ("", "/messages", "/comments", "/events", "/decisions"):
        response = await other_house.owner.get(f"/contacts/{contact}{way}")
        assert response.status_code == 404, way
    response = await other_house.owner.patch(f"/contacts/{contact}", json={"first_name": "Eve"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        pytest.param({"first_name": 5}, "/first_name", id="number for text"),
        pytest.param({"first_name": "x" * 201}, "/first_name", id="too long"),
        pytest.param({"first_name": None}, "/first_name", id="null for text"),
        pytest.param({"last_name": "a\0b"}, "/last_name", id="NUL"),
        pytest.param({"email": "ana"}, "/email", id="no e-mail"),
        pytest.param({"language": "Spanish!"}, "/language", id="no language"),
        pytest.param({"country": "Spain"}, "/country", id="no country"),
        pytest.param({"tags": "vip"}, "/tags", id="text for list"),
        pytest.param({"tags": ["vip", 1]}, "/tags/1", id="number among texts"),
        pytest.param({"fields": {"size": 1}}, "/fields/size", id="unknown field"),
        pytest.param({"fields": {"a/b~": 1}}, "/fields/a~1b~0", id="unknown field, escaped"),
        pytest.param({"nickname": "A"}, "/nickname", id="unknown key"),
    ],
)
async def test_bad_input_is_refused_with_its_place(house: House, given: dict[str, Any], pointer: str) -> None:
    response = await house.owner.post("/contacts", json=given)
    assert response.status_code == (409 if "fields" in given else 422), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert (await house.owner.get("/contacts")).json()["items"] == []
