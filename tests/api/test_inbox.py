from typing import Any

import pytest
from httpx2 import AsyncClient

from evenhand.api.app import create_app
from tests.api.conftest import House, client, token_for
from tests.api.making import make_channel, make_contact


async def inbox(caller: AsyncClient) -> dict[str, Any]:
    response = await caller.get("/inbox")
    assert response.status_code == 200, response.text
    return response.json()


async def opened(house: House, assignee: int | None, **given: Any) -> int:
    contact = await make_contact(house, **given)
    await house.owner.put(f"/contacts/{contact['id']}/conversation", json={"status": "open"})
    if assignee is not None:
        await house.owner.put(f"/contacts/{contact['id']}/assignee", json={"user": assignee})
    return contact["id"]


async def test_the_lists_are_counted_as_far_as_the_caller_sees(house: House) -> None:
    team = (await house.manager.post("/teams", json={"name": "Support"})).json()
    other = (await house.manager.post("/teams", json={"name": "Sales"})).json()
    await house.manager.put(f"/teams/{team['id']}/members", json={"users": [house.agent_id]})
    await house.manager.put(f"/teams/{other['id']}/members", json={"users": [house.manager_id]})
    await opened(house, house.agent_id)
    await opened(house, house.agent_id)
    await opened(house, None)
    await opened(house, house.manager_id)
    closed = await opened(house, house.agent_id)
    await house.owner.put(f"/contacts/{closed}/conversation", json={"status": "closed"})
    await make_contact(house)

    found = await inbox(house.manager)
    assert (found["mine"], found["unassigned"], found["all"]) == (1, 1, 4)
    assert found["teams"] == [{"id": team["id"], "count": 2}, {"id": other["id"], "count": 1}]
    found = await inbox(house.agent)
    assert (found["mine"], found["unassigned"], found["all"]) == (2, 1, 3)
    assert found["teams"] == [{"id": team["id"], "count": 2}]
    await house.owner.patch("/workspace", json={"agents_see_own_only": True})
    assert (await inbox(house.agent))["all"] == 2


async def test_a_list_is_kept_under_its_name_for_its_owner_alone(house: House) -> None:
    await opened(house, house.agent_id, first_name="Bea")
    await opened(house, None, first_name="Bea")
    mine = {"name": "Bea's", "filter": {"assignee": "me", "status": "open", "q": "Bea"}}
    kept = await house.agent.post("/inbox/views", json=mine)
    assert kept.status_code == 201, kept.text
    assert (kept.json()["name"], kept.json()["filter"], kept.json()["count"]) == ("Bea's", mine["filter"], 1)
    changed = await house.agent.post("/inbox/views", json={"name": "Bea's", "filter": {"q": "Bea"}})
    assert (changed.json()["id"], changed.json()["count"]) == (kept.json()["id"], 2)
    await house.agent.post("/inbox/views", json={"name": "any", "filter": {}})
    assert [view["name"] for view in (await inbox(house.agent))["views"]] == ["any", "Bea's"]
    assert (await inbox(house.manager))["views"] == []

    path = f"/inbox/views/{kept.json()['id']}"
    assert (await house.manager.delete(path)).status_code == 404
    assert (await house.agent.delete(path)).status_code == 204
    assert (await house.agent.delete(path)).status_code == 404
    assert [view["name"] for view in (await inbox(house.agent))["views"]] == ["any"]


async def test_nobody_keeps_lists_without_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evenhand.storage.inbox.MAX_VIEWS", 2)
    for name in ("a", "b", "b"):
        assert (await house.agent.post("/inbox/views", json={"name": name, "filter": {}})).status_code == 201
    refused = await house.agent.post("/inbox/views", json={"name": "c", "filter": {}})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_views")


async def test_only_some_contacts_can_be_asked_for(house: House) -> None:
    first, second, third = [await opened(house, None) for _ in range(3)]
    found = (await house.owner.get(f"/conversations?contact={first}&contact={third}")).json()["items"]
    assert [item["contact"]["id"] for item in found] == [third, first]
    found = (await house.owner.get(f"/conversations?contact={second}&status=closed")).json()["items"]
    assert found == []


async def test_people_at_one_conversation_know_of_each_other(house: House) -> None:
    here, there = await opened(house, None), await opened(house, None)

    async def attend(caller: AsyncClient, contact: int, typing: bool = False) -> list[dict[str, Any]]:
        response = await caller.put(f"/contacts/{contact}/attention", json={"typing": typing})
        assert response.status_code == 200, response.text
        return response.json()["users"]

    assert await attend(house.agent, here) == []
    assert await attend(house.manager, here, typing=True) == [
        {"id": house.agent_id, "name": "Agent", "typing": False}
    ]
    assert await attend(house.agent, here) == [{"id": house.manager_id, "name": "Manager", "typing": True}]
    await attend(house.manager, there)
    assert await attend(house.agent, here) == []
    await attend(house.manager, here)
    async with house.services.database.reads.connection() as connection:
        old = "update attentions set at = now() - interval '13 seconds' where workspace_id = %s"
        await connection.execute(old, [house.workspace_id])
    assert await attend(house.agent, here) == []


async def test_only_who_sees_a_conversation_looks_at_it(house: House) -> None:
    await house.owner.patch("/workspace", json={"agents_see_own_only": True})
    contact = await opened(house, house.manager_id)
    answer = await house.agent.put(f"/contacts/{contact}/attention", json={"typing": True})
    assert (answer.status_code, answer.json()["code"]) == (404, "contact_not_found")


async def test_a_token_that_is_nobodys_has_no_lists_of_its_own(house: House) -> None:
    contact = await opened(house, None)
    token = await token_for(house.services, house.workspace_id, "manager", None)
    async with client(create_app(house.services), token) as caller:
        assert (await inbox(caller))["mine"] == 0
        for answer in (
            await caller.post("/inbox/views", json={"name": "a", "filter": {}}),
            await caller.put(f"/contacts/{contact}/attention", json={"typing": True}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (409, "nobody")


async def test_a_channel_narrows_a_kept_list(house: House) -> None:
    channel = await make_channel(house)
    await house.write(channel, "c-1")
    await opened(house, None)
    kept = await house.agent.post("/inbox/views", json={"name": "Shop", "filter": {"channel": channel["id"]}})
    assert kept.json()["count"] == 1
