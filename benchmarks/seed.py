"""What every measurement starts from: workspaces that are all alike, each with ten agents online."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from evenhand.domain import commands as c

WORKSPACES: Final = 50
USERS: Final = 10
API: Final = c.Actor("api", role="owner")

GREETING: Final = (
    "Hi {{ contact.first_name | default: 'there' }}, thanks for writing. An agent will be with you shortly."
)
DOCUMENT: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Assignment: Round Robin + Online Only",
    "trigger": {
        "type": "conversation_opened",
        "all": [{"category": "source", "operator": "is_equal_to", "value": "contact"}],
    },
    "steps": [
        {"id": "welcome", "type": "send_message", "text": GREETING},
        {
            "id": "assign",
            "type": "assign_to",
            "action": "team",
            "team": "Support",
            "logic": "round_robin",
            "only_online": True,
            "timeout": "4h",
            "on_timeout": [
                {
                    "id": "sorry",
                    "type": "send_message",
                    "text": "Sorry, everybody is away right now. We will get back to you.",
                }
            ],
        },
        {"id": "hello", "type": "send_message", "text": "{{ assignee.first_name }} will take care of you."},
    ],
}
"""The workflow of the guide: greet, assign to whoever is online and had no turn for longest, introduce."""

Submit = Callable[[c.Command], Awaitable[c.Answer]]


@dataclass(frozen=True)
class Seed:
    """The ids, which are the same in every workspace, and the channels' tokens by workspace.

    ``channel`` has an outbound_url, ``quiet_channel`` has none: what is sent on it is not delivered.
    """

    channel: int
    quiet_channel: int
    team: int
    workflow: int
    users: tuple[int, ...]
    tokens: dict[int, str]
    quiet_tokens: dict[int, str]
    token_hashes: dict[int, str]


def new_token(workspace_id: int) -> str:
    """A channel token as the API makes them."""
    return f"ehc_{workspace_id}_{secrets.token_urlsafe(32)}"


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


async def fill(submit: Submit, workspaces: list[int], seal: Callable[[int], str], outbound_url: str) -> Seed:
    """Makes users, team, channels and workflow in each workspace; `seal` gives a sealed signing secret."""
    tokens = {workspace_id: new_token(workspace_id) for workspace_id in workspaces}
    quiet_tokens = {workspace_id: new_token(workspace_id) for workspace_id in workspaces}

    async def make(workspace_id: int) -> tuple[int, ...]:
        secret = seal(workspace_id)
        loud = _channel(workspace_id, "Loud", tokens[workspace_id], secret, outbound_url)
        quiet = _channel(workspace_id, "Quiet", quiet_tokens[workspace_id], secret, None)
        channels = [await _id(submit, loud), await _id(submit, quiet)]
        users = await _people(submit, workspace_id)
        return (*channels, *await _workflow(submit, workspace_id, users), *users)

    made = {*await asyncio.gather(*map(make, workspaces))}
    (ids,) = made  # the same commands give the same ids in every workspace
    channel, quiet_channel, team, workflow, *users = ids
    hashes = {workspace_id: token_hash(token) for workspace_id, token in tokens.items()}
    return Seed(channel, quiet_channel, team, workflow, tuple(users), tokens, quiet_tokens, hashes)


async def _workflow(submit: Submit, workspace_id: int, users: list[int]) -> tuple[int, int]:
    """The team of these users and the published workflow that assigns to it."""
    team = await _id(submit, c.CreateTeam(workspace_id=workspace_id, actor=API, name="Support"))
    members: list[int | str] = [*users]
    await submit(c.SetTeamMembers(workspace_id=workspace_id, actor=API, team_id=team, users=members))
    save = c.SaveWorkflow(workspace_id=workspace_id, actor=API, document=DOCUMENT)
    workflow = await _id(submit, save)
    await submit(c.PublishWorkflow(workspace_id=workspace_id, actor=API, workflow_id=workflow))
    return team, workflow


async def _people(submit: Submit, workspace_id: int) -> list[int]:
    users: list[int] = []
    for number in range(1, USERS + 1):
        command = c.CreateUser(
            workspace_id=workspace_id,
            actor=API,
            email=f"agent{number}@example.com",
            name=f"Agent{number} Smith",
            role="agent",
        )
        users.append(await _id(submit, command))
    await set_status(submit, workspace_id, users, "online")
    return users


async def set_status(submit: Submit, workspace_id: int, users: list[int], status: c.Status) -> None:
    """Brings these users online or sends them away."""
    for user_id in users:
        await submit(c.SetStatus(workspace_id=workspace_id, actor=API, user_id=user_id, status=status))


def _channel(
    workspace_id: int, name: str, token: str, secret: str, outbound_url: str | None
) -> c.CreateChannel:
    return c.CreateChannel(
        workspace_id=workspace_id,
        actor=API,
        type="custom",
        name=name,
        config={} if outbound_url is None else {"outbound_url": outbound_url},
        token_hash=token_hash(token),
        secret=secret,
    )


async def _id(submit: Submit, command: c.Command) -> int:
    event = (await submit(command)).event
    assert event is not None
    return event.seq
