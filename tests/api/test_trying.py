from typing import Any, Final

import pytest

from evenhand import gallery
from evenhand.domain.workflow.parameters import fill
from tests.api.conftest import House

WORKSPACE: Final[dict[str, Any]] = {
    "teams": ["Support"],
    "users": [
        {"email": "ana@x.test", "name": "Ana Diaz", "teams": ["Support"], "status": "online"},
        {"email": "ben@x.test", "name": "Ben Okri", "teams": ["Support"], "status": "online"},
    ],
}
ASSIGN: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Assign",
    "trigger": {"type": "conversation_opened"},
    "steps": [
        {"id": "hello", "type": "send_message", "text": "Hi {{ contact.first_name }}"},
        {"id": "assign", "type": "assign_to", "action": "team", "team": "Support", "only_online": True},
    ],
}
WRITES: Final = {"at": "0s", "message": {"from": "carl", "text": "Hallo"}}


async def tried(house: House, document: dict[str, Any] = ASSIGN, **story: Any) -> dict[str, Any]:
    body = {"document": document, "workspace": WORKSPACE, **story}
    response = await house.manager.post("/workflows/try", json=body)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_story_is_played_and_nothing_is_kept(house: House) -> None:
    before = (await house.owner.get("/events?limit=100")).json()
    found = await tried(house, timeline=[WRITES], start="2026-03-02T09:00:00Z")
    assert (found["now"], found["next_due"], found["failures"]) == ("2026-03-02T09:00:00Z", None, [])
    assert found["cut_off"] is False
    assert [(each["sender"], each["text"], each["internal"]) for each in found["messages"]] == [
        ("contact", "Hallo", False),
        ("workflow", "Hi", False),
    ]
    (contact,) = found["contacts"]
    assert (contact["name"], contact["assignee"], contact["status"]) == ("carl", "ana@x.test", "open")
    (run,) = found["runs"]
    assert (run["state"], [step["step"] for step in run["trail"]]) == ("completed", ["hello", "assign"])
    assert [(user["email"], user["open_contacts"]) for user in found["users"]] == [
        ("ana@x.test", 1),
        ("ben@x.test", 0),
    ]
    assert [event["type"] for event in found["events"]][-1] == "run.ended"
    assert (await house.owner.get("/events?limit=100")).json() == before


async def test_the_clock_moves_on_as_far_as_one_says(house: House) -> None:
    silent, problems = fill(gallery.source_of("reassign-when-silent"), {"team": "Support"})
    assert problems == []
    assigned = {"at": "0s", "assign": {"contact": "carl", "to": "ana@x.test", "by": "ana@x.test"}}
    document: Any = silent.data
    early = await tried(house, document, timeline=[WRITES, assigned], until="14m59s")
    assert early["contacts"][0]["assignee"] == "ana@x.test"
    assert early["next_due"] == early["runs"][0]["until"] > early["now"]
    late = await tried(house, document, timeline=[WRITES, assigned], until="15m")
    assert late["contacts"][0]["assignee"] == "ben@x.test"
    assert [each["internal"] for each in late["messages"]] == [False, True]


async def test_who_waits_is_shown(house: House) -> None:
    busy = {"at": "0s", "status": {"user": "ana@x.test", "is": "busy"}}
    other = {"at": "0s", "status": {"user": "ben@x.test", "is": "busy"}}
    found = await tried(house, timeline=[busy, other, WRITES])
    assert found["contacts"][0]["waiting_for"] == ["Support"]
    (run,) = found["runs"]
    assert (run["state"], run["step"], run["until"]) == ("waiting", "assign", found["next_due"])


async def test_what_is_refused_in_a_story_is_said(house: House) -> None:
    late = {"at": "1m", "assign": {"contact": "carl", "to": "cid@x.test", "by": "ana@x.test"}}
    comes = {"at": "2m", "add_user": {"email": "cid@x.test"}}
    found = await tried(house, timeline=[WRITES, late, comes])
    (failure,) = found["failures"]
    assert (failure["pointer"], failure["at"]) == ("/timeline/1", "1m")


WRONG: Final[list[tuple[dict[str, Any], str]]] = [
    ({"document": {**ASSIGN, "steps": [{"type": "send_message"}]}}, "/document/steps/0/text"),
    ({"document": {}}, "/document/version"),
    ({"timeline": [{"at": "0s", "dance": {}}]}, "/timeline/0/dance"),
    ({"timeline": [{**WRITES, "repeat": 1001, "every": "1s"}]}, "/timeline"),
    ({"workspace": {"users": [{"email": "ana"}]}}, "/workspace/users/0/email"),
    ({"until": "soon"}, "/until"),
    ({"until": "61d"}, "/until"),
    ({"start": "today"}, "/start"),
    ({"document": {"file": "/etc/passwd"}}, "/document"),
    (
        {"timeline": [{"at": "0s", "publish": {"workflow": "/etc/passwd"}}]},
        "/timeline/0/publish/workflow",
    ),
    ({"extra": 1}, "/extra"),
]


@pytest.mark.parametrize(("change", "pointer"), WRONG)
async def test_a_story_that_cannot_be_played_is_refused(
    house: House, change: dict[str, Any], pointer: str
) -> None:
    body = {"document": ASSIGN, "workspace": WORKSPACE, **change}
    response = await house.manager.post("/workflows/try", json=body)
    assert response.status_code == 422, response.text
    found = [error["pointer"] for error in response.json()["errors"]]
    assert any(each.startswith(pointer) for each in found), found
    assert "root:" not in response.text


async def test_agents_do_not_try(house: House) -> None:
    response = await house.agent.post("/workflows/try", json={"document": ASSIGN})
    assert (response.status_code, response.json()["code"]) == (403, "forbidden")
