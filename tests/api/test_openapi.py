"""The description of the API, and whether the API keeps to it."""

import asyncio
import json
import os
import re
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from evenhand.api.app import create_app
from tests.api.conftest import House
from tests.api.making import as_channel, inbound, make_channel

CONFIG = Path(__file__).parents[2] / "schemathesis.toml"
EXAMPLES = os.environ.get("EVENHAND_TEST_EXAMPLES", "5")  # for each call and way of making them up
SEED = os.environ.get("EVENHAND_TEST_SEED", "1")


CONTRACT = """
POST /contacts  GET /contacts  GET /contacts/{contact_id}  PATCH /contacts/{contact_id}
DELETE /contacts/{contact_id}  GET /contacts/{contact_id}/messages  POST /contacts/{contact_id}/messages
POST /contacts/{contact_id}/comments  GET /contacts/{contact_id}/comments
PUT /contacts/{contact_id}/assignee  PUT /contacts/{contact_id}/conversation
GET /contacts/{contact_id}/events  GET /contacts/{contact_id}/decisions  GET /conversations
POST /users  GET /users  PATCH /users/{user_id}  DELETE /users/{user_id}  PUT /users/{user_id}/status
POST /teams  GET /teams  PUT /teams/{team_id}/members  DELETE /teams/{team_id}
POST /channels  GET /channels  PATCH /channels/{channel_id}  DELETE /channels/{channel_id}
POST /channels/{channel_id}/inbound  POST /channels/{channel_id}/inbound/batch
POST /workflows  GET /workflows  GET /workflows/{workflow_id}  PUT /workflows/{workflow_id}
DELETE /workflows/{workflow_id}  POST /workflows/{workflow_id}/publish  POST /workflows/{workflow_id}/stop
POST /workflows/{workflow_id}/run  POST /workflows/{workflow_id}/webhook/{key}  GET /workflows/templates
GET /workflows/{workflow_id}/versions  POST /workflows/lint  GET /runs  GET /runs/{run_id}
DELETE /runs/{run_id}  GET /queue  GET /events  GET /events/stream  GET /workspace  PATCH /workspace
GET /custom_fields  POST /custom_fields  DELETE /custom_fields/{field_id}
GET /closing_categories  POST /closing_categories  DELETE /closing_categories/{category_id}
POST /webhooks  GET /webhooks  DELETE /webhooks/{webhook_id}  GET /webhooks/{webhook_id}/deliveries
GET /reports/assignments  GET /reports/responses  GET /reports/queue
POST /tokens  GET /tokens  DELETE /tokens/{token_id}  POST /session  DELETE /session  GET /me
"""


async def described(house: House) -> dict[str, Any]:
    return (await house.nobody.get("/openapi.json")).json()


async def test_every_call_has_a_name_of_its_own_and_says_what_it_can_answer(house: House) -> None:
    document = await described(house)
    names: list[str] = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            names.append(operation["operationId"])
            assert operation["description"], (method, path)
            if operation.get("security") != []:
                assert {"401", "403", "422", "503"} <= operation["responses"].keys(), (method, path)
    assert len(set(names)) == len(names)


async def test_the_calls_of_the_contract_are_there(house: House) -> None:
    paths = (await described(house))["paths"]
    missing = [
        (method, path)
        for method, path in re.findall(r"(\w+) (/\S+)", CONTRACT)
        if method.lower() not in paths[f"/api/v1{path}"]
    ]
    assert missing == []


async def test_every_reference_leads_somewhere(house: House) -> None:
    document = await described(house)

    references = re.findall(r'"\$ref": ?"#/components/schemas/([^"]+)"', json.dumps(document))
    assert len(references) > 100
    assert set(references) <= document["components"]["schemas"].keys()


async def test_only_log_in_set_up_and_health_need_no_token(house: House) -> None:
    document = await described(house)
    assert document["security"] == [{"token": []}, {"session": []}]
    public = {
        path
        for path, operations in document["paths"].items()
        for operation in operations.values()
        if operation.get("security") == []
    }
    by_key = {"/api/v1/workflows/{workflow_id}/webhook/{key}"}
    assert public == {"/api/v1/session", "/api/v1/setup", "/healthz", "/readyz", "/metrics"} | by_key


@pytest.mark.slow
@pytest.mark.process
async def test_the_api_keeps_to_its_description(house: House, tmp_path: Path) -> None:
    """Every check of schemathesis, with requests made up from the description and run one after the other."""
    channel = await make_channel(house)
    await house.nobody.post(f"/channels/{channel['id']}/inbound", json=inbound(), headers=as_channel(channel))
    with socket.socket(proto=socket.IPPROTO_TCP) as bound:  # or asyncio would not send at once
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(house.services), lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/api/v1/openapi.json"
        process = await asyncio.create_subprocess_exec(
            *(Path(sys.executable).with_name("st"), "--config-file", CONFIG, "run", url),
            *("--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED, "--no-color"),
            *("-H", f"Authorization: {house.owner.headers['authorization']}"),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        house.services.engine.feed.close()
        server.should_exit = True
        await serving
    assert process.returncode == 0, output.decode()
