"""The demo's workspace: made once, found again at each start."""

import os
import secrets
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import httpx2
import msgspec

from evenhand.cli.demo import people
from evenhand.cli.demo.api import Api, ApiRefused
from evenhand.cli.init import create, create_token
from evenhand.cli.wiring import Door
from evenhand.domain.workflow.format import parse_yaml
from evenhand.storage.workspaces import find_workspace

WORKSPACE: Final = "Evenhand Demo"
FILE_NAME: Final = "demo.json"


class ChannelAccess(msgspec.Struct):
    """How messages come into a channel (``token``), and how what goes out is signed (``secret``)."""

    id: int
    token: str
    secret: str


class Stage(msgspec.Struct):
    """Who and what is in the workspace, with everything that is shown only once. Users by e-mail."""

    password: str
    owner_token: str
    users: dict[str, int]
    tokens: dict[str, str]
    channels: dict[str, ChannelAccess]


async def set_stage(door: Door, client: httpx2.AsyncClient, receiver: str, folder: Path) -> Stage:
    """The workspace as it was left, or a new one; its messages go to ``receiver`` from now on."""
    file = folder / FILE_NAME
    stage = _load(file)
    if stage is None or not await _is_good(client, stage):
        stage = await _fill(door, client)
        _save(file, stage)
    owner = Api(client, stage.owner_token)
    for name, channel in stage.channels.items():
        await owner.patch(f"/channels/{channel.id}", {"config": {"outbound_url": f"{receiver}/{name}"}})
    return stage


def _load(file: Path) -> Stage | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Stage)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _save(file: Path, stage: Stage) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(msgspec.json.encode(stage))
    part.replace(file)


async def _is_good(client: httpx2.AsyncClient, stage: Stage) -> bool:
    """Whether all that was noted still holds: the file may be older than the database, or of another one."""
    try:
        for email, token in stage.tokens.items():
            me = await Api(client, token).get("/me")
            if me["user"]["email"] != email:
                return False
        owner = Api(client, stage.owner_token)
        known = {channel["id"]: channel["name"] for channel in await owner.everything("/channels")}
    except ApiRefused:
        return False
    return all(known.get(channel.id) == name for name, channel in stage.channels.items())


async def _fill(door: Door, client: httpx2.AsyncClient) -> Stage:
    """Brings the workspace to what the demo needs, whatever is there already."""
    password = secrets.token_urlsafe(9)
    token = await _owner_token(door, password)
    owner = Api(client, token)
    users = await _users(owner, password)
    await _teams(owner, users)
    await _categories(owner)
    channels = await _channels(owner)
    await _workflows(owner)
    tokens = {agent.email: await _token(owner, agent.email, agent.role) for agent in people.AGENTS}
    return Stage(password, token, users, tokens, channels)


async def _owner_token(door: Door, password: str) -> str:
    async with door.database.reads.connection() as connection:
        found = await find_workspace(connection, WORKSPACE)
    if found is None:
        return (await create(door, WORKSPACE, people.OWNER_EMAIL, password)).token
    return await create_token(door, found.id, "demo", "owner", people.OWNER_EMAIL)


async def _token(owner: Api, email: str, role: str) -> str:
    made = await owner.post("/tokens", {"name": "demo", "role": role, "user": email})
    return made["token"]


async def _users(owner: Api, password: str) -> dict[str, int]:
    known = {user["email"]: user["id"] for user in await owner.everything("/users")}
    await owner.patch(f"/users/{known[people.OWNER_EMAIL]}", {"name": people.OWNER_NAME})
    for email, user_id in known.items():
        if email.endswith(f"@{people.DOMAIN}"):
            await owner.patch(f"/users/{user_id}", {"password": password})
    for agent in people.AGENTS:
        if agent.email not in known:
            body = {"email": agent.email, "name": agent.name, "role": agent.role, "password": password}
            known[agent.email] = (await owner.post("/users", body))["id"]
    return {agent.email: known[agent.email] for agent in people.AGENTS}


async def _teams(owner: Api, users: dict[str, int]) -> None:
    known = {team["name"]: team["id"] for team in await owner.everything("/teams")}
    for name in people.TEAMS:
        team_id = known.get(name) or (await owner.post("/teams", {"name": name}))["id"]
        members = [users[agent.email] for agent in people.AGENTS if name in agent.teams]
        await owner.put(f"/teams/{team_id}/members", {"users": members})


async def _channels(owner: Api) -> dict[str, ChannelAccess]:
    # A channel's token is shown once: one that is there already is of no use, and gives way.
    for channel in await owner.everything("/channels"):
        if channel["name"] in people.CHANNELS:
            await owner.delete(f"/channels/{channel['id']}")
    made: dict[str, ChannelAccess] = {}
    for name in people.CHANNELS:
        channel = await owner.post("/channels", {"type": "custom", "name": name, "config": {}})
        made[name] = ChannelAccess(channel["id"], channel["token"], channel["signing_secret"])
    return made


async def _workflows(owner: Api) -> None:
    known = {workflow["name"]: workflow["id"] for workflow in await owner.everything("/workflows")}
    for file in (files("evenhand.cli.demo") / "workflows").iterdir():
        text = file.read_text(encoding="utf-8")
        document: Any = parse_yaml(text).data
        workflow_id = known.get(document["name"])
        if workflow_id is None:
            workflow_id = (await owner.post_yaml("/workflows", text))["id"]
        else:
            await owner.put(f"/workflows/{workflow_id}", {"document": document})
        await owner.post(f"/workflows/{workflow_id}/publish")


async def _categories(owner: Api) -> None:
    known = {category["name"] for category in await owner.everything("/closing_categories")}
    for name in people.CATEGORIES:
        if name not in known:
            await owner.post("/closing_categories", {"name": name})
