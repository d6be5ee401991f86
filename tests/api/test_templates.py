from typing import Any

import pytest

from evenhand import gallery
from tests.api.conftest import House

ROUND_ROBIN = "assignment-round-robin"


async def use(house: House, **body: Any) -> Any:
    return await house.manager.post("/workflows", json=body)


async def test_the_gallery_says_what_must_be_filled_in(house: House) -> None:
    listed = (await house.agent.get("/workflows/templates")).json()
    assert listed["next_cursor"] is None
    assert [item["id"] for item in listed["items"]] == [each.file for each in gallery.templates()]
    (item,) = [item for item in listed["items"] if item["id"] == ROUND_ROBIN]
    assert item["name"] == "Assignment: Round Robin"
    assert item["trigger"] == "conversation_opened"
    assert {"name": "team", "type": "team"}.items() <= next(
        each for each in item["parameters"] if each["name"] == "team"
    ).items()
    first = (await house.agent.get("/workflows/templates?limit=4")).json()
    rest = (await house.agent.get(f"/workflows/templates?cursor={first['next_cursor']}")).json()
    assert first["items"] + rest["items"] == listed["items"]
    view = (await house.agent.get(f"/workflows/templates/{ROUND_ROBIN}")).json()
    assert view["document"]["name"] == item["name"]
    assert (await house.agent.get("/workflows/templates/nothing")).status_code == 404


async def test_every_template_becomes_a_workflow_that_can_be_published(house: House) -> None:
    values = {"user": "agent@x.test", "text": "Hello", "duration": "10m", "number": 3}
    for team in range(5):
        await house.manager.post("/teams", json={"name": f"Team {team}"})
    for template in gallery.templates():
        missing = [each for each in template.parameters if each.default is None]
        given = {each.name: values.get(each.type, f"Team {at}") for at, each in enumerate(missing)}
        made = await use(house, template=template.file, values=given)
        assert made.status_code == 201, (template.file, made.text)
        path = f"/workflows/{made.json()['id']}"
        published = await house.manager.post(f"{path}/publish")
        wrong = published.json().get("errors", [])
        assert [error for error in wrong if "url" not in error["pointer"]] == [], template.file


async def test_a_template_can_have_another_name(house: House) -> None:
    values = {each.name: "Support" for each in _parameters() if each.default is None}
    made = await use(house, template=ROUND_ROBIN, values=values, name="Mine")
    assert (made.json()["name"], made.json()["document"]["name"]) == ("Mine", "Mine")
    assert "parameters" not in made.json()["document"]
    taken = await use(house, template=ROUND_ROBIN, values=values, name="Mine")
    assert (taken.status_code, taken.json()["code"]) == (409, "workflow_name_taken")


def _parameters() -> tuple[Any, ...]:
    return next(each.parameters for each in gallery.templates() if each.file == ROUND_ROBIN)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"template": "nothing"}, "/template"),
        ({"template": 7}, "/template"),
        ({"template": ROUND_ROBIN, "values": {"team": 7}}, "/values/team"),
        ({"template": ROUND_ROBIN}, "/values/team"),
        ({"template": ROUND_ROBIN, "values": {"team": "Support", "taem": "x"}}, "/values"),
        ({"template": ROUND_ROBIN, "values": {"team": []}}, "/values/team"),
        ({"template": ROUND_ROBIN, "document": {}}, "/document"),
        ({"template": ROUND_ROBIN, "name": " "}, "/name"),
    ],
)
async def test_what_does_not_fill_a_template_is_refused(
    house: House, body: dict[str, Any], pointer: str
) -> None:
    response = await use(house, **body)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_value")
    assert pointer in [error["pointer"] for error in response.json()["errors"]], response.text


async def test_agents_look_at_the_gallery_and_use_nothing(house: House) -> None:
    response = await house.agent.post("/workflows", json={"template": ROUND_ROBIN})
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")
    assert (await house.nobody.get("/workflows/templates")).status_code == 401
