"""Assign to, rule by rule (1 to 13), through HTTP: who gets it, what the decision and the queue say."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from evenhand.engine.timers import Timers
from tests.api.conftest import House
from tests.api.making import as_channel, inbound, make_channel, make_contact
from tests.clock import SetClock

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
"""Ahead of any real clock, since a workspace's time never goes back."""


def to_team(**fields: Any) -> dict[str, Any]:
    return {"type": "assign_to", "action": "team", "team": "Support", **fields}


def to(name: str) -> dict[str, Any]:
    return {"type": "assign_to", "action": "user", "user": f"{name}@x.test"}


def say(text: str) -> dict[str, Any]:
    return {"type": "send_message", "text": text}


class Shop:
    """A house with a channel and the team Support; whoever writes goes through the published workflows."""

    def __init__(self, house: House, channel: dict[str, Any], team: int) -> None:
        self.house = house
        self.channel = channel
        self.team = team
        self.messages = 0
        self.members: list[int] = []

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.house.owner.request(method, path, json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def hire(self, *names: str, status: str = "online", join: bool = True) -> list[int]:
        """Agents of the team, after those who are in it."""
        users: list[int] = []
        for name in names:
            body = {"email": f"{name}@x.test", "name": name.title(), "role": "agent"}
            users.append((await self.call("POST", "/users", body))["id"])
            await self.go(users[-1], status)
        if join:
            await self.set_team([*self.members, *users])
        return users

    async def set_team(self, users: Sequence[int]) -> None:
        self.members = list(users)
        await self.call("PUT", f"/teams/{self.team}/members", {"users": self.members})

    async def go(self, user: int, status: str) -> None:
        await self.call("PUT", f"/users/{user}/status", {"status": status})

    async def publish(self, *steps: dict[str, Any], name: str = "Assign", source: str | None = None) -> int:
        """A workflow for conversations that are opened, by this source if one is given."""
        conditions = [{"category": "source", "operator": "is_equal_to", "value": source}] if source else []
        trigger: dict[str, Any] = {"type": "conversation_opened"}
        if conditions:
            trigger["all"] = conditions
        document = {"version": 1, "name": name, "trigger": trigger, "steps": list(steps)}
        workflow = (await self.call("POST", "/workflows", {"document": document}))["id"]
        await self.call("POST", f"/workflows/{workflow}/publish")
        return workflow

    async def write(self, name: str) -> int:
        """A contact writes; its id."""
        self.messages += 1
        body = inbound(self.messages, contact={"external_id": name})
        answer = await self.house.nobody.post(
            f"/channels/{self.channel['id']}/inbound", json=body, headers=as_channel(self.channel)
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["contact"]

    async def close(self, contact: int) -> None:
        await self.call("PUT", f"/contacts/{contact}/conversation", {"status": "closed"})

    async def open(self, contact: int) -> None:
        await self.call("PUT", f"/contacts/{contact}/conversation", {"status": "open"})

    async def assign(self, contact: int, user: int | None) -> None:
        await self.call("PUT", f"/contacts/{contact}/assignee", {"user": user})

    async def assignee(self, contact: int) -> int | None:
        user = (await self.call("GET", f"/contacts/{contact}"))["assignee"]
        return None if user is None else user["id"]

    async def decisions(self, contact: int) -> list[dict[str, Any]]:
        return (await self.call("GET", f"/contacts/{contact}/decisions"))["items"]

    async def details(self, contact: int) -> dict[str, Any]:
        """Of the latest decision."""
        return (await self.decisions(contact))[-1]["details"]

    async def queue(self) -> list[dict[str, Any]]:
        return (await self.call("GET", "/queue"))["items"]

    async def waiting(self) -> list[int]:
        """Who waits for the team, in order."""
        return [item["contact"] for item in await self.queue() if item["pool"]["team"]]

    async def run(self, contact: int) -> dict[str, Any]:
        """The contact's latest run."""
        run = (await self.call("GET", f"/runs?contact={contact}"))["items"][0]
        return await self.call("GET", f"/runs/{run['id']}")

    async def outcome(self, contact: int) -> tuple[str, str | None]:
        run = await self.run(contact)
        return run["state"], run["reason"]


@pytest.fixture
async def shop(house: House) -> Shop:
    channel = await make_channel(house)
    team = (await house.owner.post("/teams", json={"name": "Support"})).json()["id"]
    return Shop(house, channel, team)


async def test_1_a_specific_user_is_assigned_whatever_presence_and_load_and_takes_no_turn(shop: Shop) -> None:
    ana, ben = await shop.hire("ana", "ben", status="offline")
    await shop.publish(to("ana"), name="By name", source="contact")
    await shop.publish(to_team(), name="By turn", source="user")
    contacts = [await shop.write(name) for name in ("one", "two")]
    assert [await shop.assignee(contact) for contact in contacts] == [ana, ana]
    details = await shop.details(contacts[0])
    assert details == {"previous": None, "by": "step", "run": details["run"]}
    other = (await make_contact(shop.house))["id"]
    await shop.open(other)
    assert (await shop.details(other))["last_turns"] == [0, 0]
    assert await shop.assignee(other) == ana
    await shop.call("DELETE", f"/users/{ana}")
    assert await shop.outcome(await shop.write("three")) == ("failed", "user_deleted")
    assert (await shop.call("GET", f"/users/{ben}"))["open_contacts"] == 0


async def test_2_unassign_clears_the_assignee_and_goes_on(shop: Shop) -> None:
    [ana] = await shop.hire("ana")
    contact = await shop.write("carl")
    await shop.assign(contact, ana)
    await shop.close(contact)
    await shop.publish({"type": "assign_to", "action": "unassign"}, say("Somebody will answer"))
    await shop.write("carl")
    assert await shop.assignee(contact) is None
    assert (await shop.run(contact))["trail"][-1]["step"] == "send_message"
    assert [decision["by"] for decision in await shop.decisions(contact)] == ["hand"]
    events = (await shop.call("GET", f"/contacts/{contact}/events?limit=100"))["items"]
    assert [each["user"] for each in events if each["type"] == "contact.unassigned"] == [ana]


@pytest.mark.parametrize("when_empty", ["exit", "next_step"])
async def test_3_a_team_without_users_is_the_failure_pool_empty(shop: Shop, when_empty: str) -> None:
    [ana] = await shop.hire("ana", join=False)
    contact = await shop.write("carl")
    await shop.assign(contact, ana)
    await shop.close(contact)
    await shop.publish(to_team(when_empty=when_empty), say("Hello"))
    await shop.write("carl")
    run = await shop.run(contact)
    assert run["trail"][0]["reason"] == "pool_empty"
    ends = {"exit": (("failed", "pool_empty"), 1), "next_step": (("completed", None), 2)}
    assert ((run["state"], run["reason"]), len(run["trail"])) == ends[when_empty]
    assert await shop.assignee(contact) == ana


async def test_4_eligible_is_who_is_in_the_pool_not_excluded_online_and_below_the_cap(shop: Shop) -> None:
    ana, ben, cleo, dan = await shop.hire("ana", "ben", "cleo", "dan")
    await shop.hire("eve", join=False)
    await shop.go(ben, "busy")
    await shop.assign(await shop.write("kept"), cleo)
    contact = await shop.write("carl")
    await shop.assign(contact, ana)
    await shop.close(contact)
    await shop.publish(to_team(only_online=True, max_open_contacts=1, exclude=["current_assignee"]))
    await shop.write("carl")
    assert await shop.assignee(contact) == dan
    details = await shop.details(contact)
    assert (details["eligible"], details["order"]) == (1, [dan])
    assert details["left_out"] == {str(ana): "excluded", str(ben): "not_online", str(cleo): "full"}
    first = await shop.write("first")
    assert await shop.assignee(first) == ana
    waits = await shop.write("waits")
    [item] = await shop.queue()
    assert (item["contact"], item["place"]) == (waits, 1)
    why = {each["user"]: each["reason"] for each in item["why"]}
    assert why == {ana: "full", ben: "not_online", cleo: "full", dan: "full"}
    assert item["left_out"] == {"excluded": 0, "not_online": 1, "full": 3}


async def test_5_round_robin_is_one_rotation_for_all_workflows_of_a_pool(shop: Shop) -> None:
    ana, ben, cleo = await shop.hire("ana", "ben", "cleo")
    await shop.publish(to_team(only_online=True), name="Writes", source="contact")
    await shop.publish(to_team(only_online=True), name="Called", source="user")
    got = [await shop.assignee(await shop.write(name)) for name in ("one", "two")]
    other = (await make_contact(shop.house))["id"]
    await shop.open(other)
    assert [*got, await shop.assignee(other)] == [ana, ben, cleo]
    details = await shop.details(other)
    assert details["order"] == [cleo, ana, ben]
    turns = [(await shop.decisions(await shop.write(name)))[-1]["id"] for name in ("three", "four")]
    await shop.go(cleo, "busy")
    await shop.assign(other, ben)
    skipping = await shop.write("five")
    assert (await shop.details(skipping))["last_turns"] == turns
    await shop.go(cleo, "online")
    [dan] = await shop.hire("dan")
    got = [await shop.assignee(await shop.write(f"next {number}")) for number in range(5)]
    assert got == [dan, cleo, ben, ana, dan]


async def test_6_least_open_takes_the_fewest_and_ties_by_the_rotation(shop: Shop) -> None:
    ana, ben, cleo = await shop.hire("ana", "ben", "cleo")
    await shop.assign(await shop.write("kept"), ana)
    await shop.publish(to_team(logic="least_open"))
    contacts = [await shop.write(f"c-{number}") for number in range(4)]
    assert [await shop.assignee(contact) for contact in contacts] == [ben, cleo, ana, ben]
    details = await shop.details(contacts[2])
    assert (details["order"], details["open_contacts"]) == ([ana, ben, cleo], [1, 1, 1])
    assert details["last_turns"][0] == 0


@pytest.mark.parametrize(
    ("exclude", "out", "gets"),
    [([], [], 0), (["current_assignee"], [1], 0), (["previous_assignees"], [0, 1], 2)],
)
async def test_7_the_step_assigns_anew_but_for_whom_it_leaves_out(
    shop: Shop, exclude: list[str], out: list[int], gets: int
) -> None:
    users = await shop.hire("ana", "ben", "cleo")
    await shop.publish(to("ana"), to("ben"), to_team(exclude=exclude))
    contact = await shop.write("carl")
    details = await shop.details(contact)
    assert (details["previous"], await shop.assignee(contact)) == (users[1], users[gets])
    assert details.get("excluded", []) == [users[at] for at in out]
    assert details.get("left_out", {}) == {str(users[at]): "excluded" for at in out}


async def test_8_first_come_first_served_and_nobody_blocks_those_behind(shop: Shop) -> None:
    [ana] = await shop.hire("ana", status="offline")
    mine = await shop.write("mine")
    await shop.assign(mine, ana)
    await shop.close(mine)
    low = to_team(only_online=True, max_open_contacts=2, exclude=["current_assignee"])
    await shop.publish(low, name="Low", source="contact")
    await shop.publish({**low, "priority": 5}, name="High", source="user")
    await shop.write("mine")
    older, newer = await shop.write("older"), await shop.write("newer")
    urgent = (await make_contact(shop.house))["id"]
    await shop.open(urgent)
    assert [(item["contact"], item["place"]) for item in await shop.queue()] == [
        (urgent, 1),
        (mine, 2),
        (older, 3),
        (newer, 4),
    ]
    await shop.go(ana, "online")
    # Ana holds one already, her own, which waits for somebody else and holds up nobody.
    assert [await shop.assignee(contact) for contact in (urgent, older, newer)] == [ana, None, None]
    await shop.close(urgent)
    assert await shop.waiting() == [mine, newer]
    assert {each["reason"] for item in await shop.queue() for each in item["why"]} == {"excluded", "full"}


async def test_9_nobody_waits_while_someone_could_take_them(shop: Shop) -> None:
    ana, ben = await shop.hire("ana", "ben", status="offline")
    await shop.publish(to_team(only_online=True, max_open_contacts=1))
    contacts = [await shop.write(f"c-{number}") for number in range(7)]
    [eve] = await shop.hire("eve", join=False)
    assert await shop.waiting() == contacts
    await shop.go(ana, "online")
    assert await shop.waiting() == contacts[1:]
    await shop.close(contacts[0])
    assert await shop.waiting() == contacts[2:]
    await shop.assign(contacts[1], ben)
    assert await shop.waiting() == contacts[3:]
    await shop.assign(contacts[2], None)
    assert await shop.waiting() == contacts[4:]
    await shop.call("DELETE", f"/contacts/{contacts[3]}")
    assert await shop.waiting() == contacts[5:]
    await shop.set_team([ana, ben, eve])
    assert await shop.waiting() == contacts[6:]
    assert [await shop.assignee(contact) for contact in contacts[4:6]] == [ana, eve]
    assert (await shop.queue())[0]["unblocks"][0].startswith("Ana (1 open) or Eve (1 open) has fewer than 1")


async def test_10_at_the_timeout_the_run_takes_its_way_out(shop: Shop, clock: SetClock) -> None:
    clock.at = LATER
    await shop.hire("ana", status="offline")
    patient = await shop.publish(to_team(only_online=True), name="Patient", source="user")
    await shop.publish(
        to_team(only_online=True, timeout="15m", on_timeout=[say("Sorry")]), name="Quick", source="contact"
    )
    quick, slow = await shop.write("quick"), (await make_contact(shop.house))["id"]
    await shop.open(slow)
    until = {item["contact"]: datetime.fromisoformat(item["until"]) for item in await shop.queue()}
    assert until == {quick: LATER + timedelta(minutes=15), slow: LATER + timedelta(days=7)}
    await come(shop, clock, LATER + timedelta(minutes=15, microseconds=-1))
    assert await shop.waiting() == [quick, slow]
    await come(shop, clock, LATER + timedelta(minutes=15))
    assert await shop.waiting() == [slow]
    trail = [(entry["outcome"], entry["reason"]) for entry in (await shop.run(quick))["trail"]]
    assert trail == [("waiting", None), ("on_timeout", "assignment_timeout"), ("done", None)]
    await come(shop, clock, LATER + timedelta(days=7))
    assert await shop.outcome(slow) == ("failed", "assignment_timeout")
    assert (await shop.run(slow))["workflow"]["id"] == patient


async def come(shop: Shop, clock: SetClock, moment: datetime) -> None:
    """Time is what it is, and what is due has been handled."""
    clock.at = moment
    engine = shop.house.services.engine
    await Timers(shop.house.services.database, clock, engine.lanes.tick).run_once()
    await make_contact(shop.house)  # whatever comes after is taken after them


async def test_11_while_it_waits_a_contact_keeps_its_assignee_until_somebody_assigns_it(shop: Shop) -> None:
    [ana, ben] = await shop.hire("ana", "ben", status="offline")
    contact = await shop.write("carl")
    await shop.assign(contact, ana)
    await shop.close(contact)
    for name in ("One", "Two"):
        await shop.publish(to_team(only_online=True), say(name), name=name)
    await shop.write("carl")
    assert (await shop.waiting(), await shop.assignee(contact)) == ([contact, contact], ana)
    await shop.assign(contact, None)
    assert (await shop.waiting(), await shop.assignee(contact)) == ([contact, contact], None)
    runs = {item["run"] for item in await shop.queue()}
    await shop.assign(contact, ben)
    assert (await shop.waiting(), await shop.outcome(contact)) == ([], ("completed", None))
    details = await shop.details(contact)
    assert (details["by"], set(details["satisfied"])) == ("hand", runs)


@pytest.mark.parametrize("what", ["conversation_closed", "workflow_stopped", "contact_deleted", "pool_empty"])
async def test_11_what_ends_the_wait_is_the_reason(shop: Shop, what: str) -> None:
    await shop.hire("ana", status="offline")
    workflow = await shop.publish(to_team(only_online=True))
    contact = await shop.write("carl")
    match what:
        case "conversation_closed":
            await shop.close(contact)
        case "workflow_stopped":
            await shop.call("POST", f"/workflows/{workflow}/stop")
        case "contact_deleted":
            await shop.call("DELETE", f"/contacts/{contact}")
        case _:
            await shop.set_team([])
    assert await shop.queue() == []
    state = "failed" if what == "pool_empty" else "stopped"
    assert await shop.outcome(contact) == (state, what)


@pytest.mark.parametrize("way_out", [True, False])
async def test_12_a_failure_takes_on_failure_or_ends_the_run_and_names_its_reason(
    shop: Shop, way_out: bool
) -> None:
    await shop.publish(to_team(**({"on_failure": [say("Sorry")]} if way_out else {})))
    contact = await shop.write("carl")
    run = await shop.run(contact)
    assert run["trail"][0]["reason"] == "pool_empty"
    assert (run["state"], run["reason"]) == (("completed", None) if way_out else ("failed", "pool_empty"))
    events = (await shop.call("GET", f"/contacts/{contact}/events?limit=100"))["items"]
    [ended] = [event["data"] for event in events if event["type"] == "run.ended"]
    assert ended.get("reason") == run["reason"]
    texts = [event["text"] for event in events if event["type"] == "message.sent"]
    assert texts == (["Sorry"] if way_out else [])


async def test_13_a_decision_can_be_redone_from_what_is_shown_of_it(shop: Shop) -> None:
    users = await shop.hire("ana", "ben", "cleo", "dan")
    for logic in ("round_robin", "least_open"):
        settings = {"only_online": True, "max_open_contacts": 3, "logic": logic}
        await shop.publish(
            to_team(**settings), name=logic, source="user" if logic == "least_open" else "contact"
        )
    contacts: list[int] = []
    for number in range(12):
        await shop.go(users[number % 4], ["online", "busy", "online"][number % 3])
        contacts.append(await shop.write(f"c-{number}"))
        contacts.append((await make_contact(shop.house))["id"])
        await shop.open(contacts[-1])
        await shop.close(contacts[number])
    decisions = [decision for contact in contacts for decision in await shop.decisions(contact)]
    assert len(decisions) > 15
    for decision in decisions:
        details = decision["details"]
        loads = details.get("open_contacts", [0] * details["eligible"])
        # Fewest open contacts, then longest since the last turn, then who joined the pool first.
        ranks = [
            (load, turn, users.index(user))
            for load, turn, user in zip(loads, details["last_turns"], details["order"], strict=True)
        ]
        assert decision["user"]["id"] == min(zip(ranks, details["order"], strict=True))[1]
        assert {*details["order"], *map(int, details.get("left_out", {}))} == set(users)
        assert all(load < 3 for load in loads)


async def test_13_of_a_pool_over_a_hundred_the_decision_counts_and_names_the_nearest(shop: Shop) -> None:
    users = await shop.hire(*(f"u{number}" for number in range(103)))
    for user in users[:12]:
        await shop.go(user, "busy")
    contact = await shop.write("carl")
    await shop.assign(contact, users[20])
    await shop.close(contact)
    await shop.publish(to_team(only_online=True, exclude=["current_assignee"]))
    await shop.write("carl")
    details = await shop.details(contact)
    assert (details["eligible"], details["order"]) == (90, [*users[12:20], *users[21:23]])
    assert details["left_out_counts"] == {"excluded": 1, "not_online": 12}
    assert details["left_out"] == {str(user): "not_online" for user in users[:10]}
    assert details["excluded"] == [users[20]]
