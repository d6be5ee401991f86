from typing import Any

from evenhand.storage.reads.doctor import examine
from tests.api.conftest import House


async def open_shop(house: House, **fields: Any) -> dict[str, Any]:
    """A channel and a workflow that assigns every newcomer to the team Support, in which the agent is."""
    channel = (await house.owner.post("/channels", json={"type": "custom", "name": "Shop"})).json()
    team = (await house.owner.post("/teams", json={"name": "Support"})).json()
    await house.owner.put(f"/teams/{team['id']}/members", json={"users": [house.agent_id]})
    step = {"id": "assign", "type": "assign_to", "action": "team", "team": "Support", **fields}
    document = {
        "version": 1,
        "name": "Shop",
        "trigger": {"type": "conversation_opened"},
        "steps": [step],
    }
    workflow = (await house.owner.post("/workflows", json={"document": document})).json()
    published = await house.owner.post(f"/workflows/{workflow['id']}/publish")
    assert published.status_code == 200, published.text
    return {"channel": channel, "team": team["id"], "workflow": workflow["id"]}


async def queue(house: House, query: str = "") -> list[dict[str, Any]]:
    response = await house.agent.get(f"/queue?{query}")
    assert response.status_code == 200, response.text
    return response.json()["items"]


async def run_of(house: House, contact: int) -> dict[str, Any]:
    (run,) = (await house.owner.get(f"/runs?contact={contact}")).json()["items"]
    return (await house.owner.get(f"/runs/{run['id']}")).json()


async def books_balance(house: House) -> bool:
    async with house.services.database.reads.connection() as connection:
        return await examine(connection, house.workspace_id) == []


async def test_who_waits_for_whom_and_why(house: House) -> None:
    shop = await open_shop(house, only_online=True, timeout="4h")
    event = await house.write(shop["channel"], "carl")
    (item,) = await queue(house)
    assert item == {
        "id": item["id"],
        "contact": event.contact_id,
        "name": "",
        "run": item["run"],
        "workflow": shop["workflow"],
        "pool": {"type": "team", "team": {"id": shop["team"], "name": "Support"}},
        "place": 1,
        "priority": 0,
        "since": item["since"],
        "until": item["until"],
        "logic": "round_robin",
        "only_online": True,
        "max_open_contacts": None,
        "why": [{"user": house.agent_id, "name": "Agent", "reason": "not_online", "open_contacts": 0}],
        "left_out": {"excluded": 0, "not_online": 1, "full": 0},
        "unblocks": [
            "Agent comes online.",
            "Somebody who may take it joins the team Support.",
            "The contact is assigned by hand.",
        ],
    }
    assert (item["since"][11:13], int(item["until"][11:13])) == (
        item["since"][11:13],
        (int(item["since"][11:13]) + 4) % 24,
    )
    assert await books_balance(house)


async def test_coming_online_empties_the_queue(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    event = await house.write(shop["channel"], "carl")
    await house.agent.put(f"/users/{house.agent_id}/status", json={"status": "online"})
    assert await queue(house) == []
    assert event.contact_id is not None
    run = await run_of(house, event.contact_id)
    assert (run["state"], run["waiting"]) == ("completed", None)
    assert [(step["step"], step["outcome"], step["reason"]) for step in run["trail"]][-1] == (
        "assign",
        "done",
        None,
    )
    assert (await house.agent.get(f"/users/{house.agent_id}")).json()["open_contacts"] == 1
    assert await books_balance(house)


async def test_the_first_rule_that_leaves_somebody_out_is_the_reason(house: House) -> None:
    shop = await open_shop(house, only_online=True, max_open_contacts=1)
    await house.owner.put(
        f"/teams/{shop['team']}/members", json={"users": [house.agent_id, house.manager_id]}
    )
    await house.agent.put(f"/users/{house.agent_id}/status", json={"status": "online"})
    await house.write(shop["channel"], "first")
    await house.write(shop["channel"], "second")
    (item,) = await queue(house)
    assert [(each["user"], each["reason"]) for each in item["why"]] == [
        (house.manager_id, "not_online"),
        (house.agent_id, "full"),
    ]
    assert item["left_out"] == {"excluded": 0, "not_online": 1, "full": 1}
    assert item["unblocks"][:2] == [
        "Agent (1 open) has fewer than 1 open contacts.",
        "Manager comes online.",
    ]


async def test_place_counts_within_the_pool_and_parts_follow_the_order(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    urgent = {
        "version": 1,
        "name": "Everybody",
        "trigger": {"type": "conversation_opened"},
        "steps": [{"type": "assign_to", "action": "workspace", "only_online": True, "priority": 7}],
    }
    workflow = (await house.owner.post("/workflows", json={"document": urgent})).json()
    await house.owner.post(f"/workflows/{workflow['id']}/publish")
    contacts = [(await house.write(shop["channel"], name)).contact_id for name in ("a", "b", "c")]

    everybody = await queue(house)
    assert [(each["contact"], each["pool"]["type"], each["place"]) for each in everybody] == [
        *((contact, "workspace", place) for place, contact in enumerate(contacts, 1)),
        *((contact, "team", place) for place, contact in enumerate(contacts, 1)),
    ]
    assert {each["priority"] for each in everybody[:3]} == {7}

    first = (await house.agent.get("/queue?limit=4")).json()
    rest = (await house.agent.get(f"/queue?limit=4&cursor={first['next_cursor']}")).json()
    assert [*first["items"], *rest["items"]] == everybody
    assert rest["next_cursor"] is None

    team = await queue(house, f"team={shop['team']}")
    assert [each["id"] for each in team] == [each["id"] for each in everybody[3:]]
    assert await queue(house, "team=workspace") == everybody[:3]
    second = await queue(house, f"contact={contacts[1]}")
    assert [each["place"] for each in second] == [2, 2]


async def test_a_large_pool_names_the_nearest_and_counts_all(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    users = [house.agent_id]
    for number in range(100):
        body = {"email": f"u{number}@x.test", "name": f"User {number}", "role": "agent"}
        users.append((await house.owner.post("/users", json=body)).json()["id"])
    await house.owner.put(f"/teams/{shop['team']}/members", json={"users": users})
    await house.write(shop["channel"], "carl")
    (item,) = await queue(house)
    assert (len(item["why"]), item["left_out"]["not_online"]) == (10, 101)
    assert item["unblocks"][0] == ("Agent, User 0, User 1, User 2, User 3 or one of 5 others comes online.")


async def test_a_contact_is_taken_out_by_who_sees_it(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    event = await house.write(shop["channel"], "carl")
    assert event.contact_id is not None
    run = await run_of(house, event.contact_id)
    assert (run["state"], run["step"], run["waiting"]["in_queue"]) == ("waiting", "assign", True)
    assert (await house.agent.get(f"/workflows/{shop['workflow']}")).json()["waiting"] == 1
    assert (await house.agent.delete(f"/runs/{run['id']}")).status_code == 204
    ended = await run_of(house, event.contact_id)
    assert (ended["state"], ended["reason"]) == ("stopped", "taken_out")
    again = await house.agent.delete(f"/runs/{run['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "run_ended")
    assert await queue(house) == []
    assert await books_balance(house)


async def test_agents_see_the_runs_of_contacts_that_they_see(house: House) -> None:
    shop = await open_shop(house)
    await house.owner.put(f"/teams/{shop['team']}/members", json={"users": [house.manager_id]})
    event = await house.write(shop["channel"], "carl")
    assert event.contact_id is not None
    run = await run_of(house, event.contact_id)
    assert run["state"] == "completed"
    assert (await house.agent.get("/runs")).json()["items"] == []
    assert (await house.agent.get(f"/runs/{run['id']}")).status_code == 404
    assert (await house.agent.delete(f"/runs/{run['id']}")).status_code == 404
    await house.owner.put(
        f"/teams/{shop['team']}/members", json={"users": [house.manager_id, house.agent_id]}
    )
    assert (await house.agent.get(f"/runs/{run['id']}")).json() == run


async def test_runs_are_filtered_newest_first(house: House) -> None:
    shop = await open_shop(house, only_online=True)
    contacts = [(await house.write(shop["channel"], name)).contact_id for name in ("a", "b", "c")]
    first = await run_of(house, contacts[0] or 0)
    await house.owner.delete(f"/runs/{first['id']}")

    async def found(query: str) -> list[int]:
        return [each["contact"] for each in (await house.owner.get(f"/runs?{query}")).json()["items"]]

    assert await found("") == contacts[::-1]
    assert await found("state=waiting") == contacts[:0:-1]
    assert await found("state=stopped") == contacts[:1]
    assert await found(f"workflow={shop['workflow']}&contact={contacts[1]}") == [contacts[1]]
    assert await found("workflow=1000000") == []
    part = (await house.owner.get("/runs?limit=2")).json()
    rest = await found(f"limit=2&cursor={part['next_cursor']}")
    assert rest == contacts[:1]
    assert (await house.owner.get("/runs?state=running")).status_code == 422


async def test_runs_and_queues_of_other_workspaces_do_not_exist(house: House, other_house: House) -> None:
    shop = await open_shop(house, only_online=True)
    event = await house.write(shop["channel"], "carl")
    run = await run_of(house, event.contact_id or 0)
    assert (await other_house.owner.get(f"/runs/{run['id']}")).status_code == 404
    assert (await other_house.owner.delete(f"/runs/{run['id']}")).status_code == 404
    assert await queue(other_house) == []
    assert len(await queue(house)) == 1


async def test_who_may_not_see_a_contact_that_waits_is_not_told_its_name(house: House) -> None:
    shop = await open_shop(house, max_open_contacts=1)
    event = await house.write(shop["channel"], "carl")
    await house.owner.patch(f"/contacts/{event.contact_id}", json={"first_name": "Carl", "last_name": "Gil"})
    await house.owner.put(f"/contacts/{event.contact_id}/assignee", json={"user": house.manager_id})
    await house.owner.put(f"/contacts/{event.contact_id}/conversation", json={"status": "closed"})
    await house.write(shop["channel"], "dora")  # fills the agent, so that Carl waits
    await house.write(shop["channel"], "carl", "again")
    (asked_by_agent,) = await queue(house)
    (asked_by_owner,) = (await house.owner.get("/queue")).json()["items"]
    assert (asked_by_agent["name"], asked_by_owner["name"]) == (None, "Carl Gil")
