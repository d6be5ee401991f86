"""What the tests of the API make time and again."""

from typing import Any

from tests.api.conftest import House


async def make_contact(house: House, **given: Any) -> dict[str, Any]:
    response = await house.owner.post("/contacts", json={"first_name": "Ana", **given})
    assert response.status_code == 201, response.text
    return response.json()


async def make_channel(house: House, name: str = "Shop", **config: Any) -> dict[str, Any]:
    response = await house.owner.post("/channels", json={"type": "custom", "name": name, "config": config})
    assert response.status_code == 201, response.text
    return response.json()


def inbound(number: int = 1, **given: Any) -> dict[str, Any]:
    """The body of an inbound call."""
    return {"message_id": f"m-{number}", "contact": {"external_id": "c-9"}, "text": "Hola", **given}


def as_channel(channel: dict[str, Any]) -> dict[str, str]:
    """The headers with which a channel calls."""
    return {"Authorization": f"Bearer {channel['token']}"}
