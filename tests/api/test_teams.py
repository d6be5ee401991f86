import asyncio
from typing import Any

import pytest

from tests.api.conftest import House
from tests.api.test_starting import published


async def make_team(house: House, name: str = "Support") -> dict[str, Any]:
    response = await house.manager.post("/teams", json={"name": name})
    assert response.status_code == 201, response.text
    return response.json()


async def test_members_are_exactly_who_is_given_by_id_or_e_mail(house: House) -> None:
    team = await make_team(house)
    assert (team["name"], team["members"]) == ("Support", [])
    path = f"/teams/{team['id']}/members"
    both = await house.manager.put(path, json={"users": ["Agent@x.test", house.owner_id, house.agent_id]})
    assert [member["id"] for member in both.json()["members"]] == [house.agent_id, house.owner_id]
    one = await house.manager.put(path, json={"users": [house.owner_id]})
    assert [member["email"] for member in one.json()["members"]] == ["owner@x.test"]
    assert (await house.agent.get(f"/teams/{team['id']}")).json() == one.json()


async def test_a_list_says_how_many_are_in_and_online(house: House) -> None:
    team = await make_team(house)
    empty = await make_team(house, "Sales")
    users = [house.owner_id, house.agent_id]
    await house.manager.put(f"/teams/{team['id']}/members", json={"users": users})
    await house.owner.put(f"/users/{house.agent_id}/status", json={"status": "online"})
    items = (await house.agent.get("/teams")).json()["items"]
    assert [(item["id"], item["members"], item["online"]) for item in items] == [
        (team["id"], 2, 1),
        (empty["id"], 0, 0),
    ]


async def test_one_joins_and_leaves_and_the_others_stay(house: House) -> None:
    team = await make_team(house)
    path = f"/teams/{team['id']}/members"
    await house.manager.put(path, json={"users": [house.owner_id]})
    for _ in range(2):
        joined = await house.manager.put(f"{path}/{house.agent_id}")
        assert (joined.status_code, joined.json()["teams"]) == (200, [{"id": team["id"], "name": "Support"}])
    shown = (await house.agent.get(f"/teams/{team['id']}")).json()
    assert [member["id"] for member in shown["members"]] == [house.owner_id, house.agent_id]
    for _ in range(2):
        assert (await house.manager.delete(f"{path}/{house.owner_id}")).status_code == 204
    shown = (await house.agent.get(f"/teams/{team['id']}")).json()
    assert [member["id"] for member in shown["members"]] == [house.agent_id]
    told = [event["type"] for event in (await house.owner.get("/events?limit=100")).json()["items"]]
    assert (told.count("team.joined"), told.count("team.left")) == (2, 1)


async def test_who_change_a_team_at_the_same_time_lose_nothing(house: House) -> None:
    teams = [await make_team(house, name) for name in ("Support", "Sales")]
    here, there = (f"/teams/{team['id']}/members" for team in teams)
    people = [house.owner_id, house.manager_id, house.agent_id]
    await house.manager.put(here, json={"users": people})
    moves = [
        *(house.manager.put(f"{there}/{user}") for user in people),
        *(house.owner.delete(f"{here}/{user}") for user in people[:2]),
    ]
    assert {answer.status_code for answer in await asyncio.gather(*moves)} == {200, 204}
    items = (await house.agent.get("/users")).json()["items"]
    found = {user["id"]: [team["name"] for team in user["teams"]] for user in items}
    assert found == dict(zip(people, (["Sales"], ["Sales"], ["Sales", "Support"]), strict=True))


async def test_only_who_is_known_joins_and_only_a_manager_says_so(house: House) -> None:
    team = await make_team(house)
    path = f"/teams/{team['id']}/members/{house.agent_id}"
    for call in (house.agent.put, house.agent.delete):
        assert (await call(path)).status_code == 403
    for call in (house.manager.put, house.manager.delete):
        for path, code in (
            (f"/teams/{team['id']}/members/{10**6}", "user_not_found"),
            (f"/teams/{10**6}/members/{house.agent_id}", "team_not_found"),
        ):
            response = await call(path)
            assert (response.status_code, response.json()["code"]) == (404, code)


@pytest.mark.parametrize("unknown", [pytest.param(10**6, id="id"), pytest.param("no@x.test", id="e-mail")])
async def test_nobody_joins_where_one_is_unknown(house: House, unknown: Any) -> None:
    team = await make_team(house)
    path = f"/teams/{team['id']}/members"
    response = await house.manager.put(path, json={"users": [house.agent_id, unknown]})
    assert (response.status_code, response.json()["code"]) == (409, "user_not_found")
    assert [error["pointer"] for error in response.json()["errors"]] == ["/users/1"]
    assert (await house.agent.get(f"/teams/{team['id']}")).json()["members"] == []


@pytest.mark.parametrize("users", [None, "agent@x.test", [True], [0], [1.5], ["no e-mail"], [2**63]])
async def test_members_of_the_wrong_type_are_refused(house: House, users: Any) -> None:
    team = await make_team(house)
    response = await house.manager.put(f"/teams/{team['id']}/members", json={"users": users})
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"].startswith("/users")


async def test_a_name_is_free_again_when_its_team_is_deleted(house: House) -> None:
    team = await make_team(house)
    response = await house.manager.post("/teams", json={"name": "Support"})
    assert (response.status_code, response.json()["code"]) == (409, "team_name_taken")
    assert (await house.manager.delete(f"/teams/{team['id']}")).status_code == 204
    for gone in (
        await house.manager.get(f"/teams/{team['id']}"),
        await house.manager.delete(f"/teams/{team['id']}"),
        await house.manager.put(f"/teams/{team['id']}/members", json={"users": []}),
    ):
        assert (gone.status_code, gone.json()["code"]) == (404, "team_not_found")
    await make_team(house)


async def test_agents_read_teams_and_change_none(house: House) -> None:
    team = await make_team(house)
    assert (await house.agent.post("/teams", json={"name": "Mine"})).status_code == 403
    path = f"/teams/{team['id']}"
    assert (await house.agent.put(f"{path}/members", json={"users": [house.agent_id]})).status_code == 403
    assert (await house.agent.delete(path)).status_code == 403
    assert (await house.agent.get(path)).json() == team


async def test_a_user_shows_the_teams_it_is_in(house: House) -> None:
    team, other = await make_team(house), await make_team(house, "Sales")
    for each in (team, other):
        await house.manager.put(f"/teams/{each['id']}/members", json={"users": [house.agent_id]})
    await house.manager.delete(f"/teams/{team['id']}")
    user = (await house.agent.get(f"/users/{house.agent_id}")).json()
    assert user["teams"] == [{"id": other["id"], "name": "Sales"}]


def capped(cap: int, step: str = "assign", **pool: Any) -> dict[str, Any]:
    return {"id": step, "type": "assign_to", "max_open_contacts": cap, "timeout": "1h", **pool}


async def caps(house: House) -> dict[str, list[tuple[str, str | None, int]]]:
    """By workflow its steps with their team and cap."""
    items = (await house.agent.get("/caps")).json()["items"]
    return {
        item["name"]: [
            (cap["step"], cap["team"] and cap["team"]["name"], cap["max_open_contacts"])
            for cap in item["caps"]
        ]
        for item in items
    }


async def test_caps_are_those_of_published_versions(house: House) -> None:
    await make_team(house)
    team, whole = {"action": "team", "team": "Support"}, {"action": "workspace"}
    open_ = {"type": "conversation_opened"}
    vip = {
        "name": "VIP",
        "any": [{"category": "channel", "operator": "exists"}],
        "steps": [capped(2, **team)],
    }
    branch = {"id": "which", "type": "branch", "branches": [vip], "else": [capped(7, "all", **whole)]}
    await published(house, open_, {**capped(3, "first", **team), "on_timeout": [branch]}, name="Line")
    await published(house, open_, {"id": "any", "type": "assign_to", "action": "workspace"}, name="No cap")
    later = await published(house, open_, capped(5, **whole), name="Later")
    line = [("assign", "Support", 2), ("first", "Support", 3), ("all", None, 7)]
    assert await caps(house) == {"Line": line, "Later": [("assign", None, 5)]}

    draft = {"version": 1, "name": "Later", "trigger": open_, "steps": [capped(6, **whole)]}
    await house.manager.put(f"/workflows/{later}", json={"document": draft})
    assert (await caps(house))["Later"] == [("assign", None, 5)]
    await house.manager.post(f"/workflows/{later}/publish")
    assert (await caps(house))["Later"] == [("assign", None, 6)]
    await house.manager.post(f"/workflows/{later}/stop")
    assert await caps(house) == {"Line": line}


async def test_caps_are_those_of_steps_even_of_such_as_have_no_id(house: House) -> None:
    await make_team(house)
    steps = [capped(cap, action="team", team="Support") for cap in (3, 4)]
    for step in steps:
        del step["id"]
    call = {"id": "call", "type": "http_request", "method": "POST", "url": "https://x.test"}
    bodies = [{**capped(cap, action="workspace"), "id": None} for cap in (1, 10**12)]
    posts = [{**call, "id": f"call_{at}", "body": body} for at, body in enumerate(bodies)]
    await published(house, {"type": "manual"}, *posts, *steps)
    assert await caps(house) == {"W": [("assign_to", "Support", 3), ("assign_to_2", "Support", 4)]}


async def test_the_caps_of_a_team_go_with_it(house: House, other_house: House) -> None:
    team = await make_team(house)
    await published(house, {"type": "manual"}, capped(1, action="team", team="Support"))
    assert await caps(house) == {"W": [("assign", "Support", 1)]}
    assert await caps(other_house) == {}
    await house.manager.delete(f"/teams/{team['id']}")
    assert await caps(house) == {}
    await make_team(house)
    assert await caps(house) == {"W": [("assign", "Support", 1)]}
