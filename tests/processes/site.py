"""A workspace on processes that serve, by nothing but HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx2
import msgspec

from tests.cli.processes import Started, started

WORKFLOW: Final = """\
version: 1
name: Welcome
trigger: {type: conversation_opened, all: [{category: source, operator: is_equal_to, value: contact}]}
steps:
  - {type: send_message, text: "Welcome, {{ contact.first_name }}"}
  - {type: assign_to, action: team, team: Support, only_online: true, timeout: 4h}
  - {type: send_message, text: "{{ assignee.first_name }} will answer"}
"""
WORKERS: Final = 48


class Site:
    """Processes on one database, the newest last, and a workspace that answers and assigns who writes."""

    def __init__(self, client: httpx2.AsyncClient, stack: ExitStack, data: Path, url: str | None) -> None:
        self._client = client
        self._stack = stack
        self._data = data
        self._url = url
        self.processes: list[Started] = []
        self.addresses: list[str] = []
        self.agents: list[int] = []
        self._token = ""
        self._channel: dict[str, Any] = {}

    def serve(self) -> Started:
        """One more process."""
        process = self._stack.enter_context(
            started("serve", "--port", "0", "--data", self._data, url=self._url)
        )
        self.addresses.append(process.address())
        self.processes.append(process)
        return process

    def run(self, *arguments: str) -> tuple[int, str]:
        """Another command on the same database: exit code and what it printed."""
        with started(*arguments, "--data", self._data, url=self._url) as command:
            output, errors = command.process.communicate(timeout=30)
            return command.process.returncode, output + errors

    async def set_up(self, outbound_url: str | None = None) -> None:
        """The workspace, with three agents online."""
        names = ("--workspace", "Acme", "--owner-email", "owner@acme.test", "--json")
        code, output = self.run("init", *names)
        assert code == 0, output
        self._token = msgspec.json.decode(output)["token"]
        for name in ("ana", "ben", "cleo"):
            await self.hire(name)
        team = await self.call("POST", "/teams", {"name": "Support"})
        await self.call("PUT", f"/teams/{team['id']}/members", {"users": self.agents})
        self._team = team["id"]
        config = {"outbound_url": outbound_url} if outbound_url else {}
        channel = {"type": "custom", "name": "Shop", "config": config}
        self._channel = await self.call("POST", "/channels", channel)
        workflow = await self.call("POST", "/workflows", WORKFLOW)
        await self.call("POST", f"/workflows/{workflow['id']}/publish")

    async def hire(self, name: str) -> int:
        """An agent who is online."""
        user = {"email": f"{name}@acme.test", "name": name.title(), "role": "agent"}
        agent = (await self.call("POST", "/users", user))["id"]
        await self.call("PUT", f"/users/{agent}/status", {"status": "online"})
        self.agents.append(agent)
        return agent

    async def join(self, agent: int) -> None:
        """The agent is one of the team from now on."""
        await self.call("PUT", f"/teams/{self._team}/members", {"users": [*self.agents]})
        assert agent in self.agents

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """What the API answers, through the process that was started last."""
        kind = "application/yaml" if isinstance(body, str) else "application/json"
        content = body if isinstance(body, str) else msgspec.json.encode(body) if body is not None else None
        answer = await self._client.request(
            method,
            f"{self.addresses[-1]}/api/v1{path}",
            content=content,
            headers={"authorization": f"Bearer {self._token}", "content-type": kind},
        )
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def try_to_write(self, address: str, message_id: str, contact: str, text: str) -> Any:
        """A contact writes, once, to this process; None where it does not take the message."""
        body = {
            "message_id": message_id,
            "contact": {"external_id": contact, "first_name": contact},
            "text": text,
        }
        try:
            answer = await self._client.post(
                f"{address}/api/v1/channels/{self._channel['id']}/inbound",
                content=msgspec.json.encode(body),
                headers={
                    "authorization": f"Bearer {self._channel['token']}",
                    "content-type": "application/json",
                },
            )
        except httpx2.TransportError:
            return None
        assert answer.is_success or answer.status_code == 503, answer.text
        return answer.json() if answer.is_success else None

    async def write(self, contact: str, *texts: str, at: int = -1) -> list[int]:
        """A contact writes, one message after the other, to this process; their ids."""
        ids: list[int] = []
        for text in texts:
            taken = await self.try_to_write(self.addresses[at], f"{contact} {text}", contact, text)
            assert taken is not None
            ids.append(taken["message"])
        return ids

    async def flood(
        self, contacts: int, texts: Sequence[str], acknowledged: Callable[[int], None]
    ) -> dict[str, list[int]]:
        """Contacts write at once, each to whichever process takes it, until all is acknowledged; their ids.

        ``acknowledged`` hears how many are so far.
        """
        ids: dict[str, list[int]] = {}
        numbers = iter(range(contacts))
        count = 0

        async def work() -> None:
            nonlocal count
            for number in numbers:
                contact = f"c-{number}"
                for text in texts:
                    ids.setdefault(contact, []).append(await self._insist(number, contact, text))
                    count += 1
                    acknowledged(count)

        async with asyncio.timeout(60):
            await asyncio.gather(*(work() for _ in range(WORKERS)))
        return ids

    async def _insist(self, number: int, contact: str, text: str) -> int:
        attempt = number
        while True:
            address = self.addresses[attempt % len(self.addresses)]
            taken = await self.try_to_write(address, f"{contact} {text}", contact, text)
            if taken is not None:
                return taken["message"]
            attempt += 1

    async def log(self) -> list[dict[str, Any]]:
        """All events so far, by as many calls as it takes."""
        found: list[dict[str, Any]] = []
        while True:
            part = await self.call("GET", f"/events?limit=100&after={len(found)}")
            found += part["items"]
            if not part["items"]:
                return found


@asynccontextmanager
async def site(data: Path, url: str | None = None) -> AsyncGenerator[Site]:
    """No process yet; all that are started are stopped at the end of the block."""
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=200)
    with ExitStack() as stack:
        async with httpx2.AsyncClient(trust_env=False, timeout=20, limits=limits) as client:
            yield Site(client, stack, data, url)
