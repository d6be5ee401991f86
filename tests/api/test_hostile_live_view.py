"""Whether what the web app renews after an event is all that the server answers differently after it."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, cast

import pytest
from httpx2 import AsyncClient

from evenhand.api.app import create_app
from evenhand.domain.commands import (
    SYSTEM,
    ChooseStatus,
    Command,
    DeliveryResult,
    DisableWebhook,
    ReplayEvent,
    ReportDeliveries,
)
from tests.api.conftest import House, client
from tests.api.making import as_channel, make_channel
from tests.api.test_session import HERE
from tests.web.test_effects import emitted

ROOT: Final = Path(__file__).parents[2]
EFFECTS: Final = (ROOT / "web/src/api/live/effects.ts").read_text(encoding="utf-8")

WHOLE: Final[dict[str, str]] = {
    "me": "/me",
    "workspace": "/workspace",
    "users": "/users",
    "teams": "/teams",
    "channels": "/channels",
    "closing_categories": "/closing_categories",
    "custom_fields": "/custom_fields",
    "tokens": "/tokens",
    "webhooks": "/webhooks",
    "workflows": "/workflows",
    "queue": "/queue",
    "counts": "/inbox",
    "conversations": "/conversations",
    "conversations/closed": "/conversations?status=closed",
    "reports": "/reports/assignments?by=user",
    "reports/team": "/reports/assignments?by=team",
    "reports/responses": "/reports/responses?by=team",
    "reports/queue": "/reports/queue?by=team",
}
"""What is asked for under the first part of a query's key."""
ELSEWHERE: Final = {"workspace.created"}
"""What does not happen on this day: it begins after that."""
OF_CONTACT: Final[dict[str, str]] = {
    "profile": "/contacts/{}",
    "messages": "/contacts/{}/messages",
    "comments": "/contacts/{}/comments",
    "decisions": "/contacts/{}/decisions",
    "runs": "/runs?contact={}",
}


NOWHERE: Final = {"outbound_url": "http://127.0.0.1:9/"}
CONSTANT: Final = re.compile(r"\b[A-Z_]{3,}\b")


def named(text: str) -> set[str]:
    return set(re.findall(r"'(\w+)'", text))


def split(given: str) -> tuple[str, str]:
    """The first argument, and what follows it."""
    end = given.index("]") if given.lstrip().startswith("[") else given.find(",")
    return (given[: end + 1], given[end + 1 :]) if end >= 0 else (given, "")


def known() -> dict[str, set[str]]:
    """What each type of event renews: whole kinds, parts of its contact as `contact.<part>`, the line."""
    consts = {name: named(text) for name, text in re.findall(r"const (\w+): \w+\[\] = \[([^\]]*)\]", EFFECTS)}
    found: dict[str, set[str]] = {}
    for kind, given in re.findall(r"'([a-z_]+\.[a-z_]+)': effects\(([^)]*)\)", EFFECTS):
        roots, parts = split(given)
        reached = named(roots).union(*(consts.get(name, set()) for name in CONSTANT.findall(roots)))
        part = named(parts).union(*(consts.get(name, set()) for name in CONSTANT.findall(parts)))
        line = {"conversations", "counts"} if re.search(r"\btrue\b", given) else set[str]()
        found[kind] = reached | line | {f"contact.{name}" for name in part}
    return found


class View:
    """All that somebody who is logged in could be looking at."""

    def __init__(self, house: House, here: AsyncClient, contact: int, workflow: int) -> None:
        self.house, self.here = house, here
        self.asked = dict(WHOLE)
        self.asked |= {f"contact.{part}": path.format(contact) for part, path in OF_CONTACT.items()}
        self.asked["runs"] = f"/runs?workflow={workflow}"
        self.asked["workflows/one"] = f"/workflows/{workflow}"
        self.asked["workflows/versions"] = f"/workflows/{workflow}/versions"
        self.seq = 0

    async def load(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, path in self.asked.items():
            answer = await self.here.get(path, headers={"Evenhand-Idle": "1"})
            found[key] = without_time(answer.json()) if answer.status_code == 200 else answer.status_code
        return found

    async def news(self) -> list[dict[str, Any]]:
        items = (await self.here.get(f"/events?after={self.seq}&limit=100")).json()["items"]
        self.seq = items[-1]["seq"] if items else self.seq
        return items


def without_time(answer: Any) -> Any:
    """The answer without what grows by itself, and without the log's number."""
    match answer:
        case dict():
            left = ("seq", "last_used_at", "waiting_seconds", "now")
            known = cast("dict[str, Any]", answer)
            return {key: without_time(value) for key, value in known.items() if key not in left}
        case list():
            return [without_time(each) for each in cast("list[Any]", answer)]
        case _:
            return answer


Doing = Callable[[], Awaitable[Any]]


class Day:
    """What can happen in a workspace, one thing after the other."""

    def __init__(self, house: House, channel: dict[str, Any]) -> None:
        self.house, self.channel = house, channel
        self.contact = self.workflow = self.capped = 0
        self.made: dict[str, int] = {}

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.house.owner.request(method, path, json=body)
        assert answer.status_code < 300, (method, path, answer.text)
        return answer.json() if answer.content else None

    async def make(self, name: str, path: str, body: dict[str, Any]) -> None:
        self.made[name] = (await self.call("POST", path, body))["id"]

    async def does(self, kind: type[Command], **given: Any) -> None:
        """What Evenhand does by itself."""
        command = kind(workspace_id=self.house.workspace_id, actor=SYSTEM, **given)
        await self.house.services.engine.submit(command)

    async def gives_up(self) -> None:
        """The last message does not arrive, after the last attempt."""
        path = f"/contacts/{self.contact}/messages?order=desc&limit=1"
        message = (await self.call("GET", path))["items"][0]["id"]
        await self.does(ReportDeliveries, results=[DeliveryResult(message, 99, "It is away.")])

    async def writes(self, text: str = "hello") -> None:
        """The contact writes once more."""
        said = {"message_id": text, "contact": {"external_id": "c-9"}, "text": text}
        path = f"/channels/{self.channel['id']}/inbound"
        answer = await self.house.nobody.post(path, json=said, headers=as_channel(self.channel))
        assert answer.status_code == 200, answer.text

    def doings(self) -> list[tuple[str, Doing]]:
        """What is done with a contact and the people."""
        contact, call, make, made = f"/contacts/{self.contact}", self.call, self.make, self.made
        agent, people = self.house.agent_id, f"/users/{self.house.agent_id}"
        queue = f"/workflows/{self.workflow}"
        return [
            ("writes", self.writes),
            ("new contact", lambda: call("POST", "/contacts", {"first_name": "Dora"})),
            ("new workflow", lambda: make("hooked", "/workflows", {"document": self.hooked()})),
            ("its key", lambda: call("POST", f"/workflows/{made['hooked']}/webhook")),
            ("replies", lambda: call("POST", f"{contact}/messages", {"text": "There you are"})),
            ("note", lambda: call("POST", f"{contact}/comments", {"text": "Look"})),
            ("renamed contact", lambda: call("PATCH", contact, {"first_name": "Bea", "tags": ["vip"]})),
            ("field", lambda: make("field", "/custom_fields", {"name": "size", "type": "text"})),
            ("its value", lambda: call("PATCH", contact, {"fields": {"size": "L"}})),
            ("assigned", lambda: call("PUT", f"{contact}/assignee", {"user": agent})),
            ("renamed person", lambda: call("PATCH", people, {"name": "Agatha"})),
            ("unassigned", lambda: call("PUT", f"{contact}/assignee", {"user": None})),
            ("team", lambda: make("team", "/teams", {"name": "Support"})),
            ("member", lambda: call("PUT", f"/teams/{made['team']}/members", {"users": [agent]})),
            ("online", lambda: call("PUT", f"{people}/status", {"status": "online"})),
            ("busy", lambda: call("PUT", f"{people}/status", {"status": "busy"})),
            ("run", lambda: call("POST", f"{queue}/run", {"contact": self.contact})),
            ("skipped", lambda: call("POST", f"{queue}/run", {"contact": self.contact})),
            ("renamed waiting", lambda: call("PATCH", contact, {"first_name": "Cleo"})),
            ("renamed candidate", lambda: call("PATCH", people, {"name": "Agnes"})),
            ("taken", lambda: call("PUT", f"{people}/status", {"status": "online"})),
            ("full", lambda: call("PUT", f"{contact}/assignee", {"user": agent})),
            ("not here", lambda: call("PUT", f"{people}/status", {"status": "busy"})),
            (
                "waits with a cap",
                lambda: call("POST", f"/workflows/{self.capped}/run", {"contact": self.contact}),
            ),
            ("in another line", lambda: call("PUT", f"{contact}/assignee", {"user": None})),
            ("here again", lambda: call("PUT", f"{people}/status", {"status": "online"})),
            ("by hand", lambda: self.does(ChooseStatus, user_id=agent, choice="online")),
            ("way out", lambda: call("PATCH", f"/channels/{self.channel['id']}", {"config": NOWHERE})),
            ("sends", lambda: call("POST", f"{contact}/messages", {"text": "On its way"})),
            ("given up", self.gives_up),
            ("closed", lambda: call("PUT", f"{contact}/conversation", {"status": "closed"})),
            ("opened", lambda: call("PUT", f"{contact}/conversation", {"status": "open"})),
        ]

    def afterwards(self) -> list[tuple[str, Doing]]:
        """What is led: workflows, channels, settings, and the end of everything."""
        contact, call, make, made = f"/contacts/{self.contact}", self.call, self.make, self.made
        agent, queue = self.house.agent_id, f"/workflows/{self.workflow}"
        return [
            ("draft", lambda: call("PUT", queue, {"document": self.document("Renamed")})),
            ("published", lambda: call("POST", f"{queue}/publish")),
            ("kept", lambda: call("POST", f"{queue}/run", {"contact": self.contact})),
            ("stopped", lambda: call("POST", f"{queue}/stop")),
            ("renamed channel", lambda: call("PATCH", f"/channels/{self.channel['id']}", {"name": "Store"})),
            ("category", lambda: make("category", "/closing_categories", {"name": "Solved"})),
            ("its end", lambda: call("DELETE", f"/closing_categories/{made['category']}")),
            ("token", lambda: make("token", "/tokens", {"name": "t", "role": "agent", "user": agent})),
            ("token's end", lambda: call("DELETE", f"/tokens/{made['token']}")),
            (
                "webhook",
                lambda: make("hook", "/webhooks", {"url": "https://x.test/", "events": ["team.created"]}),
            ),
            ("changed", lambda: call("PATCH", f"/webhooks/{made['hook']}", {"events": ["team.deleted"]})),
            ("given up by us", lambda: self.does(DisableWebhook, webhook_id=made["hook"])),
            (
                "once more",
                lambda: self.does(ReplayEvent, webhook_id=made["hook"], seq=self.contact),
            ),
            ("webhook's end", lambda: call("DELETE", f"/webhooks/{made['hook']}")),
            (
                "workspace",
                lambda: call("PATCH", "/workspace", {"name": self.name(), "timezone": "Asia/Tokyo"}),
            ),
            ("field's end", lambda: call("DELETE", f"/custom_fields/{made['field']}")),
            (
                "new person",
                lambda: make("person", "/users", {"email": "n@x.test", "name": "N", "role": "agent"}),
            ),
            (
                "in the team",
                lambda: call("PUT", f"/teams/{made['team']}/members", {"users": [made["person"], agent]}),
            ),
            ("theirs", lambda: call("PUT", f"{contact}/assignee", {"user": made["person"]})),
            (
                "theirs too",
                lambda: make("token", "/tokens", {"name": "n", "role": "agent", "user": made["person"]}),
            ),
            ("person's end", lambda: call("DELETE", f"/users/{made['person']}")),
            ("team's end", lambda: call("DELETE", f"/teams/{made['team']}")),
            ("workflow's end", lambda: call("DELETE", queue)),
            ("second channel", lambda: make("channel", "/channels", {"type": "custom", "name": "Site"})),
            ("channel's end", lambda: call("DELETE", f"/channels/{made['channel']}")),
            ("own channel's end", lambda: call("DELETE", f"/channels/{self.channel['id']}")),
            ("contact's end", lambda: call("DELETE", contact)),
        ]

    def name(self) -> str:
        return f"moved {self.house.workspace_id}"

    @staticmethod
    def hooked() -> dict[str, Any]:
        trigger = {"type": "incoming_webhook", "contact": {"email": "$.mail"}}
        return {"version": 1, "name": "Hooked", "trigger": trigger, "steps": []}

    @staticmethod
    def document(name: str, **assigns: Any) -> dict[str, Any]:
        assign: dict[str, Any] = {"id": "a", "type": "assign_to", "action": "team", "team": "Support"}
        assign |= {"only_online": True, "timeout": "1h", **assigns}
        wait = {"id": "w", "type": "wait", "duration": "1h"}
        return {"version": 1, "name": name, "trigger": {"type": "manual"}, "steps": [assign, wait]}


@pytest.fixture
async def day(house: House) -> Day:
    """A workspace with a contact who has written, and a workflow with a queue."""
    channel = await make_channel(house)
    found = Day(house, channel)
    await found.writes("first")
    found.contact = (await house.owner.get("/contacts")).json()["items"][0]["id"]
    return found


async def test_whatever_happens_all_that_it_changes_is_loaded_again(day: Day, house: House) -> None:
    given = {
        "email": f"olga{house.workspace_id}@x.test",
        "name": "Olga",
        "role": "owner",
        "password": "correct horse",
    }
    assert (await house.owner.post("/users", json=given)).status_code == 201
    team = await day.call("POST", "/teams", {"name": "Support"})
    made = await day.call("POST", "/workflows", {"document": day.document("Queue")})
    capped = await day.call("POST", "/workflows", {"document": day.document("Capped", max_open_contacts=1)})
    for each in (made, capped):
        await day.call("POST", f"/workflows/{each['id']}/publish")
    await day.call("DELETE", f"/teams/{team['id']}")
    day.workflow, day.capped = made["id"], capped["id"]
    renewed, seen, missing = known(), set[str](), list[str]()
    async with client(create_app(house.services)) as here:
        log_in = {"email": given["email"], "password": given["password"]}
        assert (await here.post("/session", json=log_in)).status_code == 201
        for kept in ({"q": "there you are"}, {"q": "cleo"}, {"assignee": str(house.agent_id)}):
            body = {"name": json.dumps(kept), "filter": kept}
            assert (await here.post("/inbox/views", json=body, headers=HERE)).status_code == 201
        view = View(house, here, day.contact, day.workflow)
        await view.news()
        while await view.news():
            pass
        before = await view.load()
        for what, do in (*day.doings(), *day.afterwards()):
            await do()
            events = await view.news()
            after = await view.load()
            kinds = {event["type"] for event in events}
            seen |= kinds
            reached = set[str]().union(*(renewed[kind] for kind in kinds))
            changed = {key.partition("/")[0] for key in after if after[key] != before[key]}
            missing += [f"{what} ({', '.join(sorted(kinds))}): {key}" for key in sorted(changed - reached)]
            before = after
    assert missing == []
    assert emitted() - seen == ELSEWHERE
