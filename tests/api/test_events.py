from tests.api.conftest import House
from tests.api.making import make_channel, make_contact


async def test_the_log_is_gapless_in_order_and_has_the_texts(house: House) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1", "Hola")
    path = f"/contacts/{event.contact_id}"
    await house.agent.post(f"{path}/comments", json={"text": "Look!"})
    await house.agent.post(f"{path}/messages", json={"text": "Hi"})
    items = (await house.owner.get("/events?limit=100")).json()["items"]
    assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
    assert [(item["type"], item["text"]) for item in items[-5:]] == [
        ("contact.created", None),
        ("conversation.opened", None),
        ("message.received", "Hola"),
        ("comment.created", "Look!"),
        ("message.sent", "Hi"),
    ]
    assert items[-1] == {
        "seq": len(items),
        "at": items[-1]["at"],
        "type": "message.sent",
        "actor": f"user:{house.agent_id}",
        "contact": event.contact_id,
        "conversation": event.conversation_id,
        "user": None,
        "subject": None,
        "data": None,
        "text": "Hi",
    }
    assert items[-1]["at"].endswith("Z")


async def test_the_log_is_read_on_by_after_or_by_cursor(house: House) -> None:
    every = (await house.owner.get("/events?limit=100")).json()["items"]
    page = (await house.owner.get("/events?after=2&limit=3")).json()
    assert page["items"] == every[2:5]
    following = (await house.owner.get("/events", params={"cursor": page["next_cursor"]})).json()
    assert following["items"] == every[5:]
    assert (await house.owner.get(f"/events?after={2**52}")).json()["items"] == []
    for bad in ("-1", str(2**63), "x"):
        assert (await house.owner.get(f"/events?after={bad}")).status_code == 422


async def test_an_agent_is_spared_what_concerns_contacts_of_others(house: House) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1", "for the manager")
    await house.owner.put(f"/contacts/{event.contact_id}/assignee", json={"user": house.manager_id})
    mine = await house.write(channel, "c-2", "for anybody")
    shown = (await house.agent.get("/events?limit=100")).json()["items"]
    assert "for the manager" not in str(shown)
    assert [item["text"] for item in shown if item["contact"] == mine.contact_id][-1] == "for anybody"
    assert [item["type"] for item in shown if item["contact"] == event.contact_id] == ["contact.assigned"]
    assert "for the manager" in (await house.manager.get("/events?limit=100")).text


async def test_a_contacts_history_in_either_order(house: House) -> None:
    channel = await make_channel(house)
    event = await house.write(channel, "c-1")
    await house.write(channel, "c-2")
    path = f"/contacts/{event.contact_id}/events"
    types = [item["type"] for item in (await house.owner.get(path)).json()["items"]]
    assert types == ["contact.created", "conversation.opened", "message.received"]
    page = (await house.owner.get(f"{path}?order=desc&limit=2")).json()
    assert [item["type"] for item in page["items"]] == types[:0:-1]
    rest = await house.owner.get(path, params={"order": "desc", "cursor": page["next_cursor"]})
    assert [item["type"] for item in rest.json()["items"]] == types[:1]


async def test_every_assignment_has_its_reasons(house: House) -> None:
    contact = (await make_contact(house))["id"]
    for user in (house.agent_id, house.manager_id):
        await house.owner.put(f"/contacts/{contact}/assignee", json={"user": user})
    first, second = (await house.owner.get(f"/contacts/{contact}/decisions")).json()["items"]
    assert (first["user"]["id"], first["previous"], first["by"]) == (house.agent_id, None, "hand")
    assert (second["user"]["id"], second["previous"], second["actor"]) == (
        house.manager_id,
        house.agent_id,
        f"user:{house.owner_id}",
    )
    newest = (await house.owner.get(f"/contacts/{contact}/decisions?order=desc")).json()["items"]
    assert newest == [second, first]
