from typing import Any, Final

import pytest

from tests.api.conftest import House
from tests.api.making import make_channel

GREET: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Greet",
    "trigger": {"type": "conversation_opened"},
    "steps": [{"id": "hello", "type": "send_message", "text": "Hello"}],
}
YAML: Final = """\
version: 1
name: Greet   # every newcomer
trigger: {type: conversation_opened}
steps:
  - id: hello
    type: send_message
    text: Hello
"""
AS_YAML: Final = {"Content-Type": "application/yaml"}


def assigning(**fields: Any) -> dict[str, Any]:
    return {**GREET, "steps": [{"id": "assign", "type": "assign_to", **fields}]}


async def make_workflow(house: House, document: dict[str, Any] = GREET) -> dict[str, Any]:
    response = await house.manager.post("/workflows", json={"document": document})
    assert response.status_code == 201, response.text
    return response.json()


async def test_a_new_workflow_is_a_draft(house: House) -> None:
    response = await house.manager.post("/workflows", json={"document": GREET})
    workflow = response.json()
    assert (response.status_code, response.headers["etag"]) == (201, '"1"')
    assert workflow == {
        "id": workflow["id"],
        "name": "Greet",
        "state": "draft",
        "trigger": "conversation_opened",
        "version": None,
        "revision": 1,
        "created_at": workflow["created_at"],
        "updated_at": workflow["created_at"],
        "published_at": None,
        "waiting": 0,
        "in_queue": 0,
        "failed": 0,
        "document": GREET,
    }
    read = await house.agent.get(f"/workflows/{workflow['id']}")
    assert (read.json(), read.headers["etag"]) == (workflow, '"1"')
    del workflow["document"]
    assert (await house.agent.get("/workflows")).json()["items"] == [workflow]


@pytest.mark.parametrize("kind", ["application/yaml", "text/yaml; charset=utf-8", "application/x-yaml"])
async def test_the_file_itself_says_the_same_as_json(house: House, kind: str) -> None:
    headers = {"Content-Type": kind}
    response = await house.manager.post("/workflows", content=f"\ufeff{YAML}", headers=headers)
    assert (response.status_code, response.json()["document"]) == (201, GREET)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        pytest.param({"document": []}, "", id="a list"),
        pytest.param({"document": None}, "", id="nothing"),
        pytest.param({"document": {**GREET, "name": " "}}, "/name", id="empty name"),
        pytest.param({"document": {**GREET, "name": 7}}, "/name", id="name of the wrong type"),
        pytest.param({"document": {**GREET, "name": "x" * 201}}, "/name", id="long name"),
        pytest.param({"document": {"steps": []}}, "/name", id="no name"),
        pytest.param(GREET, "/document", id="not wrapped"),
        pytest.param([GREET], "/document", id="a list of documents"),
        pytest.param({"document": GREET, "publish": True}, "/publish", id="unknown key"),
    ],
)
async def test_what_is_no_workflow_with_a_name_is_refused(house: House, body: Any, pointer: str) -> None:
    response = await house.manager.post("/workflows", json=body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert (await house.agent.get("/workflows")).json()["items"] == []


async def test_a_file_that_cannot_be_kept_is_refused_with_line_and_column(house: House) -> None:
    text = YAML.replace("text: Hello", "text: Hello\n    text: twice")
    response = await house.manager.post("/workflows", content=text, headers=AS_YAML)
    assert (response.status_code, response.json()["code"]) == (422, "unreadable_document")
    (error,) = response.json()["errors"]
    assert (error["pointer"], error["line"], error["column"]) == ("/steps/0/text", 8, 5)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"", "application/yaml", 422),
        (b"name: [", "application/yaml", 422),
        (b"name: \xff", "application/yaml", 400),
        (b'{"document": {"name": "a\\u0000"}}', "application/json", 422),
        (b'name: "a\\0"', "application/yaml", 422),
        (b"name: x", "text/plain", 415),
        (b"<name>x</name>", "application/xml", 415),
        (b"[" * 10_000, "application/yaml", 422),
        (b'{"document": ' + b"[" * 10_000, "application/json", 400),
    ],
)
async def test_what_cannot_be_read_gets_a_clear_answer(
    house: House, content: bytes, kind: str, status: int
) -> None:
    for path in ("/workflows", "/workflows/lint"):
        response = await house.manager.post(path, content=content, headers={"Content-Type": kind})
        if path == "/workflows" or status != 422 or b"u0000" in content:
            assert response.status_code == status, response.text
            assert response.headers["content-type"] == "application/problem+json"
        else:
            assert (response.status_code, bool(response.json()["problems"])) == (200, True)


async def test_a_name_belongs_to_one_workflow(house: House) -> None:
    workflow = await make_workflow(house)
    taken = await house.manager.post("/workflows", json={"document": GREET})
    assert (taken.status_code, taken.json()["code"]) == (409, "workflow_name_taken")
    other = await make_workflow(house, {**GREET, "name": "Other"})
    renamed = await house.manager.put(f"/workflows/{other['id']}", json={"document": GREET})
    assert (renamed.status_code, renamed.json()["code"]) == (409, "workflow_name_taken")
    assert (await house.manager.delete(f"/workflows/{workflow['id']}")).status_code == 204
    assert (await house.agent.get(f"/workflows/{workflow['id']}")).status_code == 404
    await make_workflow(house)


async def test_a_draft_is_changed_by_who_has_read_it(house: House) -> None:
    path = f"/workflows/{(await make_workflow(house))['id']}"
    second = {**GREET, "description": "second"}
    changed = await house.manager.put(path, json={"document": second}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["document"]) == (200, '"2"', second)
    third = {**GREET, "description": "third"}
    for stale in ('"1"', '"3"', 'W/"2"', "2", '"x"', '""'):
        refused = await house.manager.put(path, json={"document": third}, headers={"If-Match": stale})
        assert (refused.status_code, refused.json()["code"]) == (412, "stale_draft"), stale
    assert (await house.agent.get(path)).json()["document"] == second
    for fine in ({"If-Match": "*"}, {}):
        third["description"] += "!"
        assert (await house.manager.put(path, json={"document": third}, headers=fine)).status_code == 200
    same = await house.manager.put(path, json={"document": third})
    assert same.headers["etag"] == '"4"', "what changes nothing is no new revision"


async def test_publishing_makes_numbered_versions_that_never_change(house: House) -> None:
    workflow = await make_workflow(house)
    path = f"/workflows/{workflow['id']}"
    first = (await house.manager.post(f"{path}/publish")).json()
    assert first == {
        "version": 1,
        "published_at": first["published_at"],
        "published_by": f"user:{house.manager_id}",
        "document": GREET,
    }
    second = {**GREET, "description": "second"}
    await house.manager.put(path, json={"document": second})
    published = (await house.agent.get(path)).json()
    assert (published["state"], published["version"], published["revision"]) == ("published", 1, 2)
    assert (await house.manager.post(f"{path}/publish")).json()["version"] == 2
    assert (await house.agent.get(f"{path}/versions/1")).json() == first
    listed = (await house.agent.get(f"{path}/versions?limit=1")).json()
    assert [item["version"] for item in listed["items"]] == [2]
    rest = (await house.agent.get(f"{path}/versions?cursor={listed['next_cursor']}")).json()
    assert [item["version"] for item in rest["items"]] == [1]
    assert (await house.agent.get(f"{path}/versions/3")).status_code == 404
    assert (await house.agent.get("/workflows/1000000/versions")).status_code == 404


async def test_publishing_names_every_problem_and_where(house: House) -> None:
    steps = [
        {"type": "assign_to", "action": "team", "team": "Nobody", "timeout": "8d"},
        {"type": "send_message", "txt": "x"},
    ]
    workflow = await make_workflow(house, {**GREET, "steps": steps})
    response = await house.manager.post(f"/workflows/{workflow['id']}/publish")
    assert (response.status_code, response.json()["code"]) == (422, "workflow_has_problems")
    pointers = {error["pointer"] for error in response.json()["errors"]}
    assert pointers == {"/steps/0/timeout", "/steps/1/txt", "/steps/1/text"}
    assert (await house.agent.get(f"/workflows/{workflow['id']}")).json()["state"] == "draft"


@pytest.mark.parametrize(
    ("fields", "pointer", "word"),
    [
        ({"action": "team", "team": "Support"}, "/steps/0/team", "team `Support`"),
        ({"action": "user", "user": "no@x.test"}, "/steps/0/user", "user `no@x.test`"),
    ],
)
async def test_names_must_exist_in_the_workspace(
    house: House, other_house: House, fields: dict[str, Any], pointer: str, word: str
) -> None:
    await other_house.owner.post("/teams", json={"name": "Support"})
    workflow = await make_workflow(house, assigning(**fields))
    response = await house.manager.post(f"/workflows/{workflow['id']}/publish")
    (error,) = response.json()["errors"]
    assert (response.status_code, error["pointer"]) == (422, pointer)
    assert word in error["detail"]
    lint = await house.agent.post("/workflows/lint", json={"document": assigning(**fields)})
    assert [(each["pointer"], each["detail"]) for each in lint.json()["problems"]] == [
        (pointer, error["detail"])
    ]


async def test_a_workflow_that_names_what_exists_is_published(house: House) -> None:
    await house.manager.post("/teams", json={"name": "Support"})
    document = assigning(action="team", team="Support", on_timeout=[])
    document["steps"] += [{"type": "assign_to", "action": "user", "user": "Agent@X.test"}]
    workflow = await make_workflow(house, document)
    assert (await house.manager.post(f"/workflows/{workflow['id']}/publish")).status_code == 200


async def test_lint_gives_line_and_column_of_a_file(house: House) -> None:
    text = YAML.replace("text: Hello", "channel: Shop\n    text: Hello")
    response = await house.agent.post("/workflows/lint", content=text, headers=AS_YAML)
    assert response.json() == {
        "problems": [
            {
                "pointer": "/steps/0/channel",
                "detail": "there is no channel `Shop` in this workspace",
                "severity": "error",
                "step": "hello",
                "line": 7,
                "column": 14,
            }
        ]
    }
    assert (await house.agent.post("/workflows/lint", content=YAML, headers=AS_YAML)).json() == {
        "problems": []
    }
    assert (await house.agent.get("/workflows")).json()["items"] == []


async def test_a_condition_on_an_unknown_channel_is_a_warning(house: House) -> None:
    condition = {"category": "channel", "operator": "is_equal_to", "value": "Shop"}
    document = {**GREET, "trigger": {"type": "conversation_opened", "all": [{"any": [condition]}]}}
    lint = (await house.agent.post("/workflows/lint", json={"document": document})).json()["problems"]
    assert [(each["pointer"], each["severity"]) for each in lint] == [
        ("/trigger/all/0/any/0/value", "warning")
    ]
    workflow = await make_workflow(house, document)
    assert (await house.manager.post(f"/workflows/{workflow['id']}/publish")).status_code == 200


async def test_stopping_is_shown_and_can_be_repeated(house: House) -> None:
    workflow = await make_workflow(house)
    path = f"/workflows/{workflow['id']}"
    assert (await house.manager.post(f"{path}/stop")).json()["state"] == "draft"
    await house.manager.post(f"{path}/publish")
    for _ in range(2):
        stopped = await house.manager.post(f"{path}/stop")
        assert (stopped.status_code, stopped.json()["state"]) == (200, "stopped")
    assert (await house.manager.post("/workflows/1000000/stop")).status_code == 404


async def test_workflows_are_filtered(house: House) -> None:
    greet, other = await make_workflow(house), await make_workflow(house, {**GREET, "name": "Other"})
    await house.manager.post(f"/workflows/{other['id']}/publish")

    async def ids(query: str) -> list[int]:
        return [each["id"] for each in (await house.agent.get(f"/workflows?{query}")).json()["items"]]

    assert await ids("q=GREE") == [greet["id"]]
    assert await ids("state=published") == [other["id"]]
    assert await ids("") == [greet["id"], other["id"]]
    assert (await house.agent.get("/workflows?state=running")).status_code == 422


async def test_agents_read_workflows_and_change_none(house: House) -> None:
    path = f"/workflows/{(await make_workflow(house))['id']}"
    for response in (
        await house.agent.post("/workflows", json={"document": GREET}),
        await house.agent.put(path, json={"document": GREET}),
        await house.agent.post(f"{path}/publish"),
        await house.agent.post(f"{path}/stop"),
        await house.agent.delete(path),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "forbidden")


async def test_the_same_key_publishes_once(house: House) -> None:
    path = f"/workflows/{(await make_workflow(house))['id']}"
    headers = {"Idempotency-Key": "go"}
    first = await house.manager.post(f"{path}/publish", headers=headers)
    again = await house.manager.post(f"{path}/publish", headers=headers)
    assert first.json() == again.json()
    assert len((await house.agent.get(f"{path}/versions")).json()["items"]) == 1


async def test_the_list_says_how_many_are_inside_and_how_many_failed(house: House) -> None:
    await house.manager.post("/teams", json={"name": "Support"})
    document = assigning(action="team", team="Support", only_online=True)
    for name, steps in (
        ("Empty", document["steps"]),
        ("Full", [{**document["steps"][0], "action": "workspace"}]),
    ):
        if name == "Full":
            del steps[0]["team"]
        workflow = await make_workflow(house, {**document, "name": name, "steps": steps})
        assert (await house.manager.post(f"/workflows/{workflow['id']}/publish")).status_code == 200
    channel = await make_channel(house)
    await house.write(channel, "c-1")
    empty, full = (await house.agent.get("/workflows")).json()["items"]
    assert (empty["waiting"], empty["in_queue"], empty["failed"]) == (0, 0, 1)
    assert (full["waiting"], full["in_queue"], full["failed"]) == (1, 1, 0)
    assert (await house.agent.get(f"/workflows/{full['id']}")).json()["in_queue"] == 1


async def test_versions_are_compared_by_their_steps(house: House) -> None:
    path = f"/workflows/{(await make_workflow(house))['id']}"
    draft = (await house.agent.get(f"{path}/changes")).json()
    assert (draft["before"], draft["after"]) == (None, None)
    assert {"step": "hello", "detail": "added (send_message), at the beginning"} in draft["changes"]
    await house.manager.post(f"{path}/publish")
    assert (await house.agent.get(f"{path}/changes")).json() == {"before": 1, "after": None, "changes": []}
    steps = [{**GREET["steps"][0], "text": "Hi"}, {"id": "bye", "type": "send_message", "text": "Bye"}]
    await house.manager.put(path, json={"document": {**GREET, "steps": steps}})
    expected = [
        {"step": "hello", "detail": "text Hello → Hi"},
        {"step": "bye", "detail": "added (send_message), after `hello`"},
    ]
    assert (await house.agent.get(f"{path}/changes")).json()["changes"] == expected
    await house.manager.post(f"{path}/publish")
    compared = (await house.agent.get(f"{path}/changes?before=1&after=2")).json()
    assert compared == {"before": 1, "after": 2, "changes": expected}
    assert (await house.agent.get(f"{path}/changes?before=3")).status_code == 404
    assert (await house.agent.get("/workflows/1000000/changes")).status_code == 404
