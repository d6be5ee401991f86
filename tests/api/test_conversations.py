import pytest

from evenhand.storage.reads import conversations
from tests.api.conftest import House
from tests.api.making import make_channel


async def found(house: House, **wanted: str | int) -> list[str]:
    response = await house.owner.get("/conversations", params=wanted)
    assert response.status_code == 200, response.text
    return [item["contact"]["name"] for item in response.json()["items"]]


@pytest.fixture
async def busy_house(house: House) -> House:
    """Ana (agent's, shop, closed), Bea (manager's, shop), Cleo (nobody's, desk), in this order."""
    shop, desk = await make_channel(house, "Shop"), await make_channel(house, "Desk")
    for name, channel in (("Ana", shop), ("Bea", shop), ("Cleo", desk)):
        event = await house.write(channel, name, f"100% of {name}_")
        contact = f"/contacts/{event.contact_id}"
        await house.owner.patch(
            contact, json={"first_name": name, "email": f"{name}@x.test", "phone": "+34600"}
        )
        if name != "Cleo":
            user = house.agent_id if name == "Ana" else house.manager_id
            await house.owner.put(f"{contact}/assignee", json={"user": user})
        if name == "Ana":
            await house.owner.put(f"{contact}/conversation", json={"status": "closed"})
    return house


async def test_conversations_are_found_by_filters(busy_house: House) -> None:
    house = busy_house
    assert await found(house) == ["Cleo", "Bea", "Ana"]
    assert await found(house, status="open") == ["Cleo", "Bea"]
    assert await found(house, status="closed") == ["Ana"]
    assert await found(house, assignee=house.agent_id) == ["Ana"]
    assert await found(house, assignee="Manager@x.test") == ["Bea"]
    assert await found(house, assignee="none") == ["Cleo"]
    assert await found(house, assignee="me") == []
    assert await found(house, assignee="nobody@x.test") == []
    assert await found(house, assignee=str(2**63)) == []
    channel = (await house.owner.get("/channels")).json()["items"][1]
    assert await found(house, channel=channel["id"]) == ["Cleo"]
    assert await found(house, channel=channel["id"], status="closed") == []
    team = (await house.owner.post("/teams", json={"name": "A"})).json()
    await house.owner.put(f"/teams/{team['id']}/members", json={"users": [house.agent_id]})
    assert await found(house, team=team["id"]) == ["Ana"]
    assert await found(house, team=999) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("bE", ["Bea"], id="name"),
        pytest.param("ana@", ["Ana"], id="e-mail"),
        pytest.param("+34600", ["Cleo", "Bea", "Ana"], id="phone"),
        pytest.param("100% of", ["Cleo", "Bea", "Ana"], id="text"),
        pytest.param("%", ["Cleo", "Bea", "Ana"], id="percent is a character"),
        pytest.param("f%a", [], id="percent is no wildcard"),
        pytest.param("Ana_", ["Ana"], id="underscore is a character"),
        pytest.param("An_", [], id="underscore is no wildcard"),
        pytest.param("\\", [], id="backslash"),
        pytest.param("'; drop table contacts; --", [], id="quote"),
    ],
)
async def test_a_search_means_just_its_text(busy_house: House, text: str, names: list[str]) -> None:
    assert await found(busy_house, q=text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("an", ["Ana"]),
        ("ANA D", ["Ana Díaz"]),
        ("Dí", ["Ana Díaz"]),
        ("cleo@X", ["Cleo"]),
        ("+346", ["Cleo", "Bea", "Ana Díaz"]),
        ("na", []),
        ("100%", []),
    ],
)
async def test_what_is_old_is_found_by_how_it_begins(
    busy_house: House, monkeypatch: pytest.MonkeyPatch, text: str, names: list[str]
) -> None:
    monkeypatch.setattr(conversations, "NEWEST", 0)
    ana = (await busy_house.owner.get("/conversations", params={"status": "closed"})).json()["items"][0]
    path = f"/contacts/{ana['contact']['id']}"
    await busy_house.owner.patch(path, json={"last_name": "Díaz" if names != ["Ana"] else ""})
    assert await found(busy_house, q=text) == names


async def test_the_newest_activity_comes_first_page_by_page(busy_house: House) -> None:
    house = busy_house
    ana = (await house.owner.get("/conversations", params={"q": "Ana"})).json()["items"][0]
    await house.owner.put(f"/contacts/{ana['contact']['id']}/conversation", json={"status": "open"})
    names: list[str] = []
    cursor = None
    for _ in range(4):
        params = {"limit": 1} if cursor is None else {"limit": 1, "cursor": cursor}
        page = (await house.owner.get("/conversations", params=params)).json()
        names += [item["contact"]["name"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert names == ["Ana", "Cleo", "Bea", "Ana"]
    assert cursor is None


async def test_a_conversation_shows_its_contact_and_last_message(busy_house: House) -> None:
    shown = (await busy_house.owner.get("/conversations", params={"q": "Bea"})).json()["items"][0]
    assert shown["contact"]["assignee"]["name"] == "Manager"
    assert shown["last_message"]["text"] == "100% of Bea_"
    assert shown["source"] == "contact"
    assert shown["first_response_at"] is None


async def test_an_agent_finds_what_the_agent_may_see(busy_house: House) -> None:
    listed = (await busy_house.agent.get("/conversations")).json()["items"]
    assert [item["contact"]["name"] for item in listed] == ["Cleo", "Ana"]


async def test_wrong_filters_are_refused(house: House) -> None:
    for wanted in ({"status": "maybe"}, {"team": "A"}, {"q": ""}, {"channel": 0}):
        response = await house.owner.get("/conversations", params=wanted)
        assert response.status_code == 422, wanted
        assert response.json()["errors"][0]["pointer"] == f"query/{next(iter(wanted))}"
