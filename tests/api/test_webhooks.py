import asyncio
from typing import Any

import pytest
from standardwebhooks import Webhook

from tests.api.conftest import House
from tests.api.making import make_contact
from tests.receiver import receiving

URL = "https://hooks.example/evenhand"


async def make_webhook(house: House, url: str = URL, *events: str) -> dict[str, Any]:
    body = {"url": url, "events": list(events) or ["*"]}
    response = await house.owner.post("/webhooks", json=body)
    assert response.status_code == 201, response.text
    return response.json()


async def delivered(house: House, webhook_id: int, count: int) -> list[dict[str, Any]]:
    """The log of deliveries, as soon as it is so long."""
    async with asyncio.timeout(10):
        while True:
            items = (await house.owner.get(f"/webhooks/{webhook_id}/deliveries")).json()["items"]
            if len(items) >= count:
                return items
            await house.services.engine.webhooks.run_once()


async def test_a_secret_is_shown_once(house: House) -> None:
    body = {"url": URL, "events": ["contact.*", "run.ended"]}
    key = {"Idempotency-Key": "k"}
    first = (await house.owner.post("/webhooks", json=body, headers=key)).json()
    again = await house.owner.post("/webhooks", json=body, headers=key)
    assert first["signing_secret"].startswith("whsec_")
    assert (again.status_code, again.json()["id"], again.json()["signing_secret"]) == (201, first["id"], None)
    assert "shown" in again.json()["note"]
    (listed,) = (await house.owner.get("/webhooks")).json()["items"]
    assert listed == {
        "id": first["id"],
        "url": URL,
        "events": ["contact.*", "run.ended"],
        "enabled": True,
        "created_at": first["created_at"],
        "failing_since": None,
        "error": None,
        "behind": listed["behind"],
    }
    assert (await house.owner.get(f"/webhooks/{first['id']}")).json()["url"] == URL


async def test_an_event_goes_out_signed_and_can_be_replayed(house: House) -> None:
    async with receiving() as receiver:
        webhook = await make_webhook(house, receiver.url, "contact.created")
        contact = await make_contact(house, first_name="Secret", email="secret@x.test")
        (item,) = await delivered(house, webhook["id"], 1)
        (received,) = receiver.received
        assert Webhook(webhook["signing_secret"]).verify(received.body, received.headers) == received.data
        assert (received.data["type"], received.data["contact"]) == ("contact.created", contact["id"])
        assert b"ecret" not in received.body
        assert (item["id"], item["type"], item["state"], item["attempts"]) == (
            contact["id"],
            "contact.created",
            "delivered",
            1,
        )
        path = f"/webhooks/{webhook['id']}/deliveries/{item['id']}/replay"
        assert (await house.owner.post(path)).status_code == 202
        await house.services.engine.webhooks.run_once()
        one, two = await receiver.has(2)
        assert (one.headers["webhook-id"], one.data) == (two.headers["webhook-id"], two.data)


async def test_failures_are_shown(house: House) -> None:
    webhook = await make_webhook(house, "http://127.0.0.1:9/", "contact.created")
    await make_contact(house)
    (item,) = await delivered(house, webhook["id"], 1)
    assert (item["state"], item["attempts"]) == ("retrying", 1)
    assert "cannot be reached" in item["error"]
    assert item["next_at"] > item["at"]
    view = (await house.owner.get(f"/webhooks/{webhook['id']}")).json()
    assert (view["error"], view["failing_since"] is not None, view["behind"] > 0) == (
        item["error"],
        True,
        True,
    )
    path = f"/webhooks/{webhook['id']}/deliveries"
    assert (await house.owner.get(f"{path}?failed=true")).json()["items"] == [item]


async def test_a_webhook_is_changed_and_deleted(house: House) -> None:
    webhook = await make_webhook(house)
    path = f"/webhooks/{webhook['id']}"
    change = {"url": "http://10.0.0.1:8080/in", "events": ["run.*"], "enabled": False}
    changed = await house.owner.patch(path, json=change)
    assert {key: changed.json()[key] for key in change} == change
    assert (await house.owner.delete(path)).status_code == 204
    for response in (
        await house.owner.get(path),
        await house.owner.patch(path, json={"enabled": True}),
        await house.owner.delete(path),
        await house.owner.get(f"{path}/deliveries"),
        await house.owner.post(f"{path}/deliveries/1/replay"),
    ):
        assert response.status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "ftp://x.test", "events": ["*"]}, "/url"),
        ({"url": "https://user:pw@x.test", "events": ["*"]}, "/url"),
        ({"url": "https://x.test\u0430/", "events": ["*"]}, "/url"),
        ({"url": URL, "events": []}, "/events"),
        ({"url": URL, "events": ["contact"]}, "/events/0"),
        ({"url": URL, "events": ["*", "Contact.*"]}, "/events/1"),
        ({"url": URL}, "/events"),
        ({"url": URL, "events": ["*"], "secret": "mine"}, "/secret"),
    ],
)
async def test_what_is_no_webhook_is_refused(house: House, body: dict[str, Any], pointer: str) -> None:
    response = await house.owner.post("/webhooks", json=body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    if pointer == "/url":
        made = await make_webhook(house)
        change = await house.owner.patch(f"/webhooks/{made['id']}", json={"url": body["url"]})
        assert change.status_code == 422


async def test_a_workspace_has_a_bounded_number_of_webhooks(house: House) -> None:
    for _ in range(20):
        await make_webhook(house)
    response = await house.owner.post("/webhooks", json={"url": URL, "events": ["*"]})
    assert (response.status_code, response.json()["code"]) == (409, "too_many_webhooks")


@pytest.mark.parametrize("role", ["manager", "agent"])
async def test_only_owners_deal_with_webhooks(house: House, role: str) -> None:
    caller = {"manager": house.manager, "agent": house.agent}[role]
    for response in (
        await caller.post("/webhooks", json={"url": URL, "events": ["*"]}),
        await caller.get("/webhooks"),
        await caller.get("/webhooks/1"),
        await caller.patch("/webhooks/1", json={}),
        await caller.delete("/webhooks/1"),
        await caller.get("/webhooks/1/deliveries"),
        await caller.post("/webhooks/1/deliveries/1/replay"),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "forbidden")


async def test_webhooks_of_another_workspace_are_not_there(house: House, other_house: House) -> None:
    webhook = await make_webhook(other_house)
    assert (await house.owner.get(f"/webhooks/{webhook['id']}")).status_code == 404
    assert (await house.owner.get("/webhooks")).json()["items"] == []
    await make_contact(house)
    await house.services.engine.webhooks.run_once()
    assert (await other_house.owner.get(f"/webhooks/{webhook['id']}/deliveries")).json()["items"] == []
