from typing import Any, Final

import pytest

from tests.api.conftest import House
from tests.api.making import make_contact
from tests.api.test_workflows import make_workflow

WAIT: Final = {"id": "pause", "type": "wait", "duration": "1h"}
SAVE: Final = {
    "id": "save",
    "type": "update_contact_field",
    "field": "last_name",
    "value": "{{ variable.order }}",
}
FORM: Final = [
    {"name": "order", "type": "text", "label": "Order", "required": True},
    {"name": "amount", "type": "number"},
]
HOOK: Final = {
    "type": "incoming_webhook",
    "contact": {"email": "$.customer.mail"},
    "save": {"order": "$.order.number"},
}


async def published(house: House, trigger: dict[str, Any], *steps: dict[str, Any], name: str = "W") -> int:
    document = {"version": 1, "name": name, "trigger": trigger, "steps": list(steps) or [WAIT]}
    workflow = await make_workflow(house, document)
    response = await house.manager.post(f"/workflows/{workflow['id']}/publish")
    assert response.status_code == 200, response.text
    return workflow["id"]


async def contact_of(house: House, contact_id: int) -> dict[str, Any]:
    return (await house.owner.get(f"/contacts/{contact_id}")).json()


async def test_a_run_is_started_by_hand(house: House) -> None:
    workflow = await published(house, {"type": "manual"}, SAVE, WAIT)
    contact = (await make_contact(house))["id"]
    body = {"contact": contact, "variables": {"order": "A-1", "lines": ["x", 2], "gone": None}}
    response = await house.agent.post(f"/workflows/{workflow}/run", json=body)
    assert response.status_code == 200, response.text
    started = response.json()
    assert (started["contact"], started["skipped"]) == (contact, None)
    assert (started["run"]["state"], started["run"]["step"]) == ("waiting", "pause")
    assert (await contact_of(house, contact))["last_name"] == "A-1"
    again = await house.agent.post(f"/workflows/{workflow}/run", json={"contact": contact})
    assert again.json() == {"contact": contact, "run": None, "skipped": "inside"}
    events = (await house.owner.get(f"/contacts/{contact}/events")).json()["items"]
    assert {event["type"] for event in events} >= {"run.started", "run.skipped"}


async def test_a_run_starts_at_a_step(house: House) -> None:
    workflow = await published(house, {"type": "conversation_opened"}, {**SAVE, "value": "Okri"}, WAIT)
    contact = (await make_contact(house, last_name="Diaz"))["id"]
    body = {"contact": contact, "start_at": "pause"}
    response = await house.manager.post(f"/workflows/{workflow}/run", json=body)
    assert (response.status_code, response.json()["run"]["step"]) == (200, "pause")
    assert (await contact_of(house, contact))["last_name"] == "Diaz"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_value"),
        ({"contact": 1_000_000}, 404, "contact_not_found"),
        ({"contact": "ana"}, 422, "invalid_value"),
        ({"contact": 0, "variables": {"a b": 1}}, 422, "invalid_value"),
        ({"contact": 0, "variables": {"a": {"b": 1}}}, 422, "invalid_value"),
        ({"contact": 0, "start_at": "nowhere"}, 409, "step_not_found"),
    ],
)
async def test_what_cannot_be_started_is_refused(
    house: House, body: dict[str, Any], status: int, code: str
) -> None:
    workflow = await published(house, {"type": "manual"})
    contact = (await make_contact(house))["id"]
    given = {**body, "contact": contact} if body.get("contact") == 0 else body
    response = await house.manager.post(f"/workflows/{workflow}/run", json=given)
    assert (response.status_code, response.json()["code"]) == (status, code)


async def test_a_draft_is_not_started(house: House) -> None:
    workflow = await make_workflow(house)
    contact = (await make_contact(house))["id"]
    response = await house.manager.post(f"/workflows/{workflow['id']}/run", json={"contact": contact})
    assert (response.status_code, response.json()["code"]) == (409, "workflow_not_published")


async def test_agents_start_nothing_for_contacts_of_others(house: House) -> None:
    workflow = await published(house, {"type": "manual"})
    shortcut = await published(house, {"type": "shortcut"}, name="S")
    contact = (await make_contact(house))["id"]
    await house.owner.put(f"/contacts/{contact}/assignee", json={"user": house.owner_id})
    for path in (f"/workflows/{workflow}/run", f"/shortcuts/{shortcut}/run"):
        response = await house.agent.post(path, json={"contact": contact})
        assert (response.status_code, response.json()["code"]) == (404, "contact_not_found")


async def test_shortcuts_are_listed_with_their_forms_and_run(house: House) -> None:
    await published(house, {"type": "manual"})
    shortcut = await published(house, {"type": "shortcut", "form": FORM}, SAVE, WAIT, name="Note the order")
    other = await published(house, {"type": "shortcut"}, name="Plain")
    await house.manager.post(f"/workflows/{other}/stop")
    (listed,) = (await house.agent.get("/shortcuts")).json()["items"]
    assert listed == {
        "id": shortcut,
        "name": "Note the order",
        "description": "",
        "form": [
            {"name": "order", "type": "text", "label": "Order", "required": True},
            {"name": "amount", "type": "number", "label": "", "required": False},
        ],
    }
    contact = (await make_contact(house))["id"]
    path = f"/shortcuts/{shortcut}/run"
    wrong = await house.agent.post(path, json={"contact": contact, "form": {"amount": "much", "x": 1}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_form")
    assert {error["pointer"] for error in wrong.json()["errors"]} == {
        "/form/order",
        "/form/amount",
        "/form/x",
    }
    form = {"order": "A-2", "amount": 3}
    started = await house.agent.post(path, json={"contact": contact, "form": form})
    assert started.json()["run"]["step"] == "pause"
    assert (await contact_of(house, contact))["last_name"] == "A-2"
    assert (await house.agent.post(path, json={"contact": contact, "form": form})).json()["run"] is None
    wrong = await house.agent.post(f"/shortcuts/{other}/run", json={"contact": contact})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "workflow_not_published")


async def test_a_program_starts_a_workflow_by_its_address(house: House) -> None:
    workflow = await published(house, HOOK, SAVE, WAIT)
    address = (await house.manager.get(f"/workflows/{workflow}/webhook")).json()
    path = address["path"].removeprefix("/api/v1")
    assert path == f"/workflows/{workflow}/webhook/{address['key']}"
    body = {"customer": {"mail": "Carl@X.test"}, "order": {"number": "A-3"}}
    first = await house.nobody.post(path, json=body, headers={"Idempotency-Key": "k"})
    assert first.status_code == 200, first.text
    contact = await contact_of(house, first.json()["contact"])
    assert (contact["email"].lower(), contact["last_name"]) == ("carl@x.test", "A-3")
    assert first.json()["run"] is not None
    again = await house.nobody.post(path, json=body, headers={"Idempotency-Key": "k"})
    assert again.json() == first.json()
    other = await house.nobody.post(path, json=body)
    assert other.json() == {"contact": contact["id"], "run": None, "skipped": "inside"}
    nobody = await house.nobody.post(path, json={"customer": {}})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "contact_not_found")
    assert (await house.nobody.post(path, content=b"{")).status_code == 400
    assert (
        await house.nobody.post(path, content=b"a=b", headers={"Content-Type": "text/plain"})
    ).status_code == 415


async def test_only_the_present_key_opens(house: House, other_house: House) -> None:
    workflow = await published(house, HOOK)
    path = f"/workflows/{workflow}/webhook"
    old = (await house.manager.get(path)).json()["key"]
    assert (await house.manager.get(path)).json()["key"] == old
    new = (await house.manager.post(path)).json()["key"]
    newest = (await house.manager.post(path)).json()["key"]
    body = {"customer": {"mail": "carl@x.test"}}
    foreign = newest.replace(f"ehw_{house.workspace_id}_", f"ehw_{other_house.workspace_id}_")
    for key in (old, new, foreign, "ehw_1_x", "x", f"{newest}x"):
        response = await house.nobody.post(f"{path}/{key}", json=body)
        assert (response.status_code, response.json()["code"]) == (404, "webhook_not_found"), key
    assert (await house.nobody.post(f"{path}/{newest}", json=body)).status_code == 200
    await house.manager.post(f"/workflows/{workflow}/stop")
    stopped = await house.nobody.post(f"{path}/{newest}", json=body)
    assert (stopped.status_code, stopped.json()["code"]) == (409, "workflow_not_published")
    await house.manager.delete(f"/workflows/{workflow}")
    assert (await house.nobody.post(f"{path}/{newest}", json=body)).status_code == 404


async def test_agents_do_not_see_the_key(house: House) -> None:
    workflow = await published(house, HOOK)
    for response in (
        await house.agent.get(f"/workflows/{workflow}/webhook"),
        await house.agent.post(f"/workflows/{workflow}/webhook"),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "forbidden")
    other = await published(house, {"type": "manual"}, name="Other")
    response = await house.manager.get(f"/workflows/{other}/webhook")
    assert (response.status_code, response.json()["code"]) == (409, "not_a_webhook")
