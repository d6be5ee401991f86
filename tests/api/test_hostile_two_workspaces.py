"""Every address that names something, asked by the owner of another workspace."""

import re
from typing import Any, Final

from evenhand.api.app import create_app
from evenhand.api.openapi import document
from tests.api.conftest import House
from tests.api.making import make_channel, make_contact

BODIES: Final[dict[str, Any]] = {
    "change_contact": {"first_name": "x"},
    "assign_contact": {"user": None},
    "set_conversation": {"status": "closed"},
    "send_message": {"text": "x"},
    "add_comment": {"text": "x"},
    "attend": {"typing": False},
    "change_user": {"name": "x"},
    "set_user_status": {"status": "online"},
    "set_team_members": {"users": []},
    "change_channel": {"name": "x"},
    "change_webhook": {"events": ["team.created"]},
    "change_workflow": {"document": {"version": 1, "name": "x", "trigger": {"type": "manual"}, "steps": []}},
    "run_shortcut": {"contact": 1},
    "start_run": {"contact": 1},
    "start_by_webhook": {},
}
OPEN: Final = frozenset({"receive_message", "receive_messages", "get_workflow_template"})
"""Those of a channel ask for the channel's own token first; the gallery is everybody's."""


async def furnished(house: House) -> dict[str, int]:
    """One of everything, by the name that it has in addresses; the ids are higher than any over there."""
    for number in range(9):
        await make_contact(house, first_name=f"Contact {number}")
    contact = (await make_contact(house))["id"]
    channel = (await make_channel(house))["id"]
    found = {"contact_id": contact, "channel_id": channel, "version": 1}
    wait = {"id": "w", "type": "wait", "duration": "1h"}
    file = {"version": 1, "name": "Rest", "trigger": {"type": "manual"}, "steps": [wait]}
    made: dict[str, tuple[str, dict[str, Any]]] = {
        "team_id": ("/teams", {"name": "Support"}),
        "workflow_id": ("/workflows", {"document": file}),
        "webhook_id": ("/webhooks", {"url": "https://hooks.example.com/", "events": ["team.created"]}),
        "field_id": ("/custom_fields", {"name": "size", "type": "text"}),
        "category_id": ("/closing_categories", {"name": "Solved"}),
        "token_id": ("/tokens", {"name": "t", "role": "agent"}),
        "user_id": ("/users", {"email": "later@x.test", "name": "Later", "role": "agent"}),
        "view_id": ("/inbox/views", {"name": "all", "filter": {}}),
    }
    for name, (path, body) in made.items():
        answer = await house.owner.post(path, json=body)
        assert answer.status_code == 201, answer.text
        found[name] = answer.json()["id"]
    workflow = f"/workflows/{found['workflow_id']}"
    assert (await house.owner.post(f"{workflow}/publish")).status_code == 200
    assert (await house.owner.post(f"{workflow}/run", json={"contact": contact})).status_code < 300
    found["run_id"] = (await house.owner.get("/runs")).json()["items"][0]["id"]
    return found


async def seen(house: House) -> dict[str, Any]:
    paths = ("contacts", "conversations", "users", "teams", "channels", "workflows", "runs", "webhooks")
    more = ("tokens", "custom_fields", "closing_categories", "inbox", "events?limit=100")
    found = {path: (await house.owner.get(f"/{path}")).json() for path in (*paths, *more)}
    for webhook in found["webhooks"]["items"]:
        del webhook["failing_since"], webhook["error"], webhook["behind"]  # something is on its way there
    return found


async def test_nothing_of_another_workspace_is_found_or_changed(house: House, other_house: House) -> None:
    ids, before = await furnished(house), await seen(house)
    asked = 0
    for path, methods in document(create_app(house.services))["paths"].items():
        for method, about in methods.items():
            named = re.findall(r"\{(\w+)\}", path)
            if not named or not path.startswith("/api") or about["operationId"] in OPEN:
                continue
            address = path.removeprefix("/api/v1")
            for name in named:
                address = address.replace(f"{{{name}}}", str(ids.get(name, 1)))
            body = BODIES.get(about["operationId"])
            answer = await other_house.owner.request(method.upper(), address, json=body)
            assert answer.status_code == 404, (method, address, answer.text)
            asked += 1
    assert asked > 40
    assert await seen(house) == before
