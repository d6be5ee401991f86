from typing import Any

import pytest

from evenhand.api.auth import digest
from tests.api.conftest import House

SHOP = {"type": "custom", "name": "Shop", "config": {"outbound_url": "https://shop.example/out"}}


async def make_channel(house: House, **given: Any) -> dict[str, Any]:
    response = await house.owner.post("/channels", json={**SHOP, **given})
    assert response.status_code == 201, response.text
    return response.json()


async def test_token_and_secret_are_shown_once(house: House) -> None:
    channel = await make_channel(house)
    assert channel["token"].startswith(f"ehc_{house.workspace_id}_")
    assert channel["signing_secret"].startswith("whsec_")
    assert channel["note"] is None
    shown = {"id": channel["id"], "created_at": channel["created_at"], **SHOP}
    for client in (house.owner, house.manager, house.agent):
        assert (await client.get(f"/channels/{channel['id']}")).json() == shown
        assert (await client.get("/channels")).json()["items"] == [shown]


async def test_only_hash_and_seal_are_stored(house: House) -> None:
    channel = await make_channel(house)
    async with house.services.database.reads.connection() as connection:
        cursor = await connection.execute(
            "select token_hash, secret from channels where workspace_id = %s", [house.workspace_id]
        )
        ((token_hash, secret),) = await cursor.fetchall()
    assert token_hash == digest(channel["token"])
    assert channel["signing_secret"] not in secret
    assert house.services.vault.open(house.workspace_id, secret) == channel["signing_secret"]


async def test_a_repetition_shows_no_secret_again(house: House) -> None:
    headers = {"Idempotency-Key": "make the shop"}
    first = (await house.owner.post("/channels", json=SHOP, headers=headers)).json()
    again = await house.owner.post("/channels", json=SHOP, headers=headers)
    assert again.status_code == 201
    assert again.json() == {**first, "token": None, "signing_secret": None, "note": again.json()["note"]}
    assert "cannot be shown again" in again.json()["note"]
    assert len((await house.owner.get("/channels")).json()["items"]) == 1


@pytest.mark.parametrize("kind", ["web_chat", "telegram", "whatsapp", "email"])
async def test_other_types_are_known_and_not_available_yet(house: House, kind: str) -> None:
    response = await house.owner.post("/channels", json={**SHOP, "type": kind, "config": {"x": 1}})
    assert (response.status_code, response.json()["code"]) == (409, "channel_type_unavailable")
    unknown = await house.owner.post("/channels", json={**SHOP, "type": "pigeon"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "invalid_value")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.example/out",
        "shop.example/out",
        "https://",
        "https://user:secret@shop.example/out",
        "https://user@shop.example/out",
        "https://shop.example:port/out",
        "https://shop.example/a b",
        "https://shop.example/\n",
        "https://[::1/out",
        "https://shop.example/" + "x" * 2_000,
        7,
        ["https://shop.example/out"],
    ],
)
async def test_an_outbound_url_that_cannot_be_called_is_refused(house: House, url: Any) -> None:
    response = await house.owner.post("/channels", json={**SHOP, "config": {"outbound_url": url}})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == ["/config/outbound_url"]
    assert (await house.owner.get("/channels")).json()["items"] == []


async def test_unknown_configuration_is_refused(house: House) -> None:
    response = await house.owner.post(
        "/channels", json={**SHOP, "config": {"outbound/url": "https://x.test"}}
    )
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == ["/config/outbound~1url"]


async def test_a_channel_may_do_without_outbound_url(house: House) -> None:
    for name, config in (("a", {}), ("b", {"outbound_url": None})):
        assert (await make_channel(house, name=name, config=config))["config"] == {}
    body = {"type": "custom", "name": "c"}
    assert (await house.owner.post("/channels", json=body)).json()["config"] == {}


async def test_name_and_configuration_change_apart(house: House) -> None:
    channel = await make_channel(house)
    path = f"/channels/{channel['id']}"
    renamed = (await house.owner.patch(path, json={"name": "Web shop"})).json()
    assert (renamed["name"], renamed["config"]) == ("Web shop", SHOP["config"])
    moved = (await house.owner.patch(path, json={"config": {}})).json()
    assert (moved["name"], moved["config"]) == ("Web shop", {})
    bad = await house.owner.patch(path, json={"config": {"outbound_url": "nowhere"}})
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "/config/outbound_url")
    assert (await house.owner.patch("/channels/1000000", json={"config": {}})).status_code == 404


async def test_a_deleted_channel_lets_nothing_in(house: House) -> None:
    channel = await make_channel(house)
    taken = await house.owner.post("/channels", json=SHOP)
    assert (taken.status_code, taken.json()["code"]) == (409, "channel_name_taken")
    assert (await house.owner.delete(f"/channels/{channel['id']}")).status_code == 204
    assert (await house.owner.get(f"/channels/{channel['id']}")).status_code == 404
    assert (await house.owner.get("/channels")).json()["items"] == []
    await make_channel(house)


async def test_only_owners_make_change_and_delete_channels(house: House) -> None:
    channel = await make_channel(house)
    for client in (house.manager, house.agent):
        assert (await client.post("/channels", json={**SHOP, "name": "x"})).status_code == 403
        assert (await client.patch(f"/channels/{channel['id']}", json={"name": "x"})).status_code == 403
        assert (await client.delete(f"/channels/{channel['id']}")).status_code == 403
