"""What happened before the demo began: some dozens of conversations, each with an answer."""

import asyncio
from collections import defaultdict
from random import Random
from typing import Any, Final

import httpx2

from evenhand.cli.demo import people
from evenhand.cli.demo.api import Api
from evenhand.cli.demo.stage import Stage

CONVERSATIONS: Final = 60


async def make_history(client: httpx2.AsyncClient, stage: Stage, random: Random) -> None:
    """Fills an empty workspace with conversations; does nothing in one where somebody has written."""
    owner = Api(client, stage.owner_token)
    if (await owner.get("/conversations", limit=1))["items"]:
        return
    agents = {stage.users[email]: (Api(client, token), email) for email, token in stage.tokens.items()}
    await asyncio.gather(
        *(api.put(f"/users/{user}/status", {"status": "online"}) for user, (api, _) in agents.items())
    )
    await _write(client, stage, random)
    # Each round closes what is assigned, which lets those who wait come up.
    while assigned := [each for each in await _open(owner) if each["contact"]["assignee"]]:
        await asyncio.gather(*(_finish(agents, each["contact"], random) for each in assigned))


async def _open(owner: Api) -> list[dict[str, Any]]:
    return await owner.everything("/conversations", status="open")


async def _write(client: httpx2.AsyncClient, stage: Stage, random: Random) -> None:
    messages: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in range(CONVERSATIONS):
        who = people.customer(number)
        message = {
            "message_id": f"history-{number}",
            "contact": who.profile,
            "text": who.opening(random),
        }
        messages[who.channel].append(message)
    for name, batch in messages.items():
        channel = stage.channels[name]
        await Api(client, channel.token).post(f"/channels/{channel.id}/inbound/batch", {"messages": batch})


async def _finish(agents: dict[int, tuple[Api, str]], contact: dict[str, Any], random: Random) -> None:
    api, email = agents[contact["assignee"]["id"]]
    signature = next(agent.signature for agent in people.AGENTS if agent.email == email)
    path = f"/contacts/{contact['id']}"
    await api.post(f"{path}/messages", {"text": random.choice(people.ANSWERS) + signature})
    await api.put(f"{path}/conversation", {"status": "closed", "category": random.choice(people.CATEGORIES)})
    await api.put(f"{path}/assignee", {"user": None})
