import asyncio
from typing import Any

import pytest

from evenhand.engine.errors import Overloaded
from tests.api.conftest import House
from tests.api.making import as_channel, inbound, make_channel


async def test_what_a_contact_writes_is_kept(house: House) -> None:
    channel = await make_channel(house)
    profile = {"external_id": "c-9", "first_name": "Ana", "language": "es", "phone": "+34600123456"}
    path = f"/channels/{channel['id']}/inbound"
    response = await house.nobody.post(path, json=inbound(contact=profile), headers=as_channel(channel))
    assert response.status_code == 200, response.text
    received = response.json()
    assert received == {
        "contact": received["contact"],
        "conversation": received["conversation"],
        "message": received["message"],
        "duplicate": False,
    }
    contact = (await house.owner.get(f"/contacts/{received['contact']}")).json()
    assert (contact["first_name"], contact["language"], contact["country"]) == ("Ana", "es", "ES")
    assert contact["conversation"] == received["conversation"]
    (message,) = (await house.owner.get(f"/contacts/{received['contact']}/messages")).json()["items"]
    assert (message["id"], message["text"]) == (received["message"], "Hola")


async def test_a_message_sent_twenty_times_at_once_is_kept_once(house: House) -> None:
    channel = await make_channel(house)
    path = f"/channels/{channel['id']}/inbound"
    calls = [
        house.nobody.post(path, json=inbound(text=f"try {n}"), headers=as_channel(channel)) for n in range(20)
    ]
    answers = [response.json() for response in await asyncio.gather(*calls)]
    assert sorted(answer.pop("duplicate") for answer in answers) == [False] + [True] * 19
    assert all(answer == answers[0] for answer in answers)
    listed = (await house.owner.get(f"/contacts/{answers[0]['contact']}/messages")).json()["items"]
    assert [each["id"] for each in listed] == [answers[0]["message"]]


async def test_a_choice_counts_as_text(house: House) -> None:
    channel = await make_channel(house)
    body = {"message_id": "m", "contact": {"external_id": "c"}, "choice": "Billing"}
    path = f"/channels/{channel['id']}/inbound"
    received = (await house.nobody.post(path, json=body, headers=as_channel(channel))).json()
    (message,) = (await house.owner.get(f"/contacts/{received['contact']}/messages")).json()["items"]
    assert message["text"] == "Billing"


async def test_a_batch_is_answered_in_order_each_for_itself(house: House) -> None:
    channel = await make_channel(house)
    messages: list[Any] = [inbound(n, contact={"external_id": f"c-{n}"}) for n in range(5)]
    messages[1] = {"message_id": "m-1"}
    messages[3] = inbound(0, contact={"external_id": "c-0"})
    messages[4] = "Hola"
    path = f"/channels/{channel['id']}/inbound/batch"
    response = await house.nobody.post(path, json={"messages": messages}, headers=as_channel(channel))
    assert response.status_code == 200, response.text
    items = response.json()["items"]
    assert [item.get("status", item.get("duplicate")) for item in items] == [False, 422, False, True, 422]
    assert items[3]["message"] == items[0]["message"]
    assert items[1]["errors"][0]["detail"] == "Object missing required field `contact`"


async def test_a_thousand_messages_go_into_one_batch(house: House) -> None:
    channel = await make_channel(house)
    path = f"/channels/{channel['id']}/inbound/batch"
    messages = [inbound(n, contact={"external_id": f"c-{n % 100}"}) for n in range(1_000)]
    response = await house.nobody.post(path, json={"messages": messages}, headers=as_channel(channel))
    assert len({item["message"] for item in response.json()["items"]}) == 1_000
    assert len({item["contact"] for item in response.json()["items"]}) == 100
    messages.append(inbound(1_000))
    response = await house.nobody.post(path, json={"messages": messages}, headers=as_channel(channel))
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "/messages")


@pytest.mark.parametrize("way", ["", "/batch"])
async def test_only_the_channels_token_opens_its_door(house: House, other_house: House, way: str) -> None:
    mine = await make_channel(house)
    await make_channel(other_house)
    other = await make_channel(other_house, "Second")
    second = await make_channel(house, "Second")
    body = {"messages": [inbound()]} if way else inbound()
    before = (await house.owner.get("/events?limit=100")).json()
    tries = [
        (mine["id"], other["token"]),
        (mine["id"], second["token"]),
        (mine["id"], f"ehc_{house.workspace_id}_wrong"),
        (mine["id"], "ehc_999999999_wrong"),
        (mine["id"], house.owner.headers["authorization"].removeprefix("Bearer ")),
        (mine["id"], ""),
        (10**6, mine["token"]),
    ]
    for channel_id, token in tries:
        response = await house.nobody.post(
            f"/channels/{channel_id}/inbound{way}", json=body, headers={"Authorization": f"Bearer {token}"}
        )
        assert response.status_code == 401, (channel_id, token)
        assert response.headers["www-authenticate"] == "Bearer"
        assert response.headers["content-type"] == "application/problem+json"
    assert (await house.owner.get("/events?limit=100")).json() == before


async def test_a_deleted_channel_takes_nothing(house: House) -> None:
    channel = await make_channel(house)
    await house.owner.delete(f"/channels/{channel['id']}")
    response = await house.nobody.post(
        f"/channels/{channel['id']}/inbound", json=inbound(), headers=as_channel(channel)
    )
    assert response.status_code == 401


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        pytest.param({"message_id": ""}, "/message_id", id="empty id"),
        pytest.param({"message_id": "x" * 256}, "/message_id", id="long id"),
        pytest.param({"message_id": 5}, "/message_id", id="number for id"),
        pytest.param({"contact": {}}, "/contact", id="no external id"),
        pytest.param({"contact": {"external_id": None}}, "/contact/external_id", id="null for id"),
        pytest.param({"contact": {"external_id": "a", "age": 5}}, "/contact", id="unknown key"),
        pytest.param({"contact": {"external_id": "a", "phone": 34}}, "/contact/phone", id="number for text"),
        pytest.param({"contact": {"external_id": "a\0"}}, "/contact/external_id", id="NUL"),
        pytest.param({"text": ""}, "/text", id="empty text"),
        pytest.param({"text": "x" * 10_001}, "/text", id="long text"),
        pytest.param({"text": "a\0b"}, "/text", id="NUL in text"),
        pytest.param({"text": None}, "/text", id="neither text nor choice"),
        pytest.param({"choice": "a"}, "/text", id="text and choice"),
        pytest.param({"more": 1}, "", id="unknown key on top"),
    ],
)
async def test_bad_input_is_refused_with_its_place(house: House, given: dict[str, Any], pointer: str) -> None:
    channel = await make_channel(house)
    response = await house.nobody.post(
        f"/channels/{channel['id']}/inbound", json=inbound(**given), headers=as_channel(channel)
    )
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert (await house.owner.get("/contacts")).json()["items"] == []


@pytest.mark.parametrize("way", ["", "/batch"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"nonsense", b'{"a": NaN}', b'"\\ud800"', b'{"a": "\xff"}', b"[" * 10_000, b'{"a":' * 10_000],
    ids=["nothing", "cut off", "no JSON", "NaN", "surrogate", "no UTF-8", "deep lists", "deep objects"],
)
async def test_what_is_no_json_is_a_400(house: House, way: str, body: bytes) -> None:
    channel = await make_channel(house)
    headers = as_channel(channel) | {"Content-Type": "application/json"}
    path = f"/channels/{channel['id']}/inbound{way}"
    response = await house.nobody.post(path, content=body, headers=headers)
    assert response.status_code in {400, 422}, response.text
    assert response.headers["content-type"] == "application/problem+json"


async def test_another_type_or_method_is_refused(house: House) -> None:
    channel = await make_channel(house)
    path = f"/channels/{channel['id']}/inbound"
    headers = as_channel(channel) | {"Content-Type": "text/plain"}
    assert (await house.nobody.post(path, content=b"{}", headers=headers)).status_code == 415
    response = await house.nobody.get(path, headers=as_channel(channel))
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    response = await house.nobody.post(f"/channels/{2**63}/inbound", json=inbound(), headers=headers)
    assert response.status_code == 404


async def test_when_too_much_waits_it_is_said_when_to_try_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = await make_channel(house)
    lanes = house.services.engine.lanes

    def full(command: object) -> None:
        raise Overloaded(3)

    monkeypatch.setattr(lanes, "put", full)
    for way, body in (("", inbound()), ("/batch", {"messages": [inbound(), {}]})):
        response = await house.nobody.post(
            f"/channels/{channel['id']}/inbound{way}", json=body, headers=as_channel(channel)
        )
        if way:
            statuses = [item["status"] for item in response.json()["items"]]
            assert (response.status_code, statuses) == (200, [503, 422])
        else:
            assert (response.status_code, response.headers["retry-after"]) == (503, "3")
