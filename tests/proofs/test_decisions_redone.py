"""Thousands of stored decisions, each redone from its record and the log before it: the same one wins."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.errors import Refused
from tests.domain.ledger import Ledger
from tests.domain.stage import API, TOKEN, Stage, assign_to
from tests.engine.office import Office
from tests.proofs.firm import Firm
from tests.proofs.witness import judge, take_record

LARGE: Final = 115
STATUSES: Final[list[m.Status]] = ["online", "online", "online", "busy", "offline"]
POOLS: Final = (None, "Large", "Small")
DECISION: Final = msgspec.json.Decoder(m.Event)


def random_steps(chance: Random) -> list[dict[str, Any]]:
    """One to three steps that assign, of all kinds, the most by choosing somebody."""
    steps: list[dict[str, Any]] = []
    for _ in range(chance.randint(1, 3)):
        fields: dict[str, Any] = {"logic": chance.choice(["round_robin", "least_open"])}
        if chance.random() < 0.6:
            fields["only_online"] = True
        if chance.random() < 0.6:
            fields["max_open_contacts"] = chance.randint(1, 3)
        if chance.random() < 0.4:
            fields["exclude"] = chance.choice([["current_assignee"], ["previous_assignees"]])
        if chance.random() < 0.3:
            fields["priority"] = chance.randint(-2, 2)
        steps.append(assign_to(chance.choice(POOLS), **fields))
    if chance.random() < 0.2:
        steps.insert(0, {"type": "assign_to", "action": "unassign"})
    if chance.random() < 0.2:
        steps.insert(0, {"type": "assign_to", "action": "user", "user": "u3@x.test"})
    return steps


def trigger(channel: str) -> dict[str, Any]:
    condition = {"category": "channel", "operator": "is_equal_to", "value": channel}
    return {"type": "conversation_opened", "all": [condition]}


class Story:
    """A workspace with more than a hundred people, in which anything happens."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.stage = Stage()
        users = [self.stage.user(f"u{number}", status="offline") for number in range(LARGE + 10)]
        self.stage.do(c.UpdateUser, user_id=users[0], role="owner")
        for user in users:
            self.do(c.SetStatus, user_id=user, status=self.chance.choice(STATUSES))
        self.small = self.stage.team("Small", *users[2:8])
        large = self.stage.team("Large")
        self.do(c.SetTeamMembers, team_id=large, users=users[:LARGE])
        self.channels = [self.stage.new_channel(f"C{number}") for number in range(8)]
        self.workflows = [
            self.stage.workflow(*random_steps(self.chance), name=f"W{number}", trigger=trigger(f"C{number}"))
            for number in range(8)
        ]
        self.users = users
        self.contacts: list[int] = []

    def do(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> c.Answer | None:
        """Carry out a command, if it is not refused."""
        try:
            return self.stage.world.do(kind(workspace_id=1, actor=actor, **fields))
        except Refused:
            return None

    def go_on(self, steps: int) -> list[m.Event]:
        """Something happens, so many times; the log as it is stored."""
        actions = [self._write, self._close, self._status, self._by_hand, self._people, self._publish]
        for number in range(steps):
            self.chance.choices(actions, (45, 22, 24, 4, 3, 2))[0](number)
        return [DECISION.decode(msgspec.json.encode(event)) for event in self.stage.world.events]

    def _write(self, number: int) -> None:
        again = self.contacts and self.chance.random() < 0.2
        profile = c.Profile(f"c-{self.chance.randrange(number + 1) if again else number}")
        channel = self.chance.choice(self.channels)
        answer = self.do(
            c.ReceiveMessage, c.CONTACT, channel_id=channel, token_hash=TOKEN, profile=profile, text="Hello"
        )
        if answer and answer.event and answer.event.contact_id:
            self.contacts.append(answer.event.contact_id)

    def _close(self, _: int) -> None:
        if self.contacts:
            contact = self.chance.choice(self.contacts)
            self.do(c.SetConversation, contact_id=contact, status="closed")

    def _status(self, _: int) -> None:
        status = self.chance.choice(STATUSES)
        self.do(c.SetStatus, user_id=self.chance.choice(self.users), status=status)

    def _by_hand(self, _: int) -> None:
        if self.contacts:
            user = self.chance.choice([None, *self.users])
            self.do(c.AssignContact, contact_id=self.chance.choice(self.contacts), user=user)

    def _people(self, number: int) -> None:
        user = self.chance.choice(self.users)
        match self.chance.randrange(3):
            case 0:
                self.do(c.SetTeamMembers, team_id=self.small, users=self.chance.sample(self.users, 6))
            case 1 if len(self.users) > LARGE:
                self.users.remove(user)
                self.do(c.DeleteUser, user_id=user)
            case _:
                mail = f"new-{number}@x.test"
                answer = self.do(c.CreateUser, email=mail, name="New", role="agent")
                assert answer is not None
                assert answer.event is not None
                self.users.append(answer.event.seq)

    def _publish(self, _: int) -> None:
        number = self.chance.randrange(len(self.workflows))
        steps, starts = random_steps(self.chance), trigger(f"C{number}")
        document = {"version": 1, "name": f"W{number}", "trigger": starts, "steps": steps}
        self.do(c.SaveWorkflow, workflow_id=self.workflows[number], document=document)
        self.do(c.PublishWorkflow, workflow_id=self.workflows[number])


def redo(events: list[m.Event]) -> Ledger:
    """Every decision of the log; fails at the first of which something else comes out."""
    ledger = Ledger()
    for event in events:
        ledger.read(event)
    return ledger


def kinds(events: list[m.Event]) -> Counter[str]:
    """What decisions there were: by logic, pool size and settings."""
    found: Counter[str] = Counter()
    for event in events:
        data = event.data or {}
        if event.type == "contact.assigned" and "pool" in data:
            found["large" if "left_out_counts" in data else "small"] += 1
            found.update(data.keys() & {"only_online", "max_open_contacts", "excluded", "holder"})
            found[data["logic"]] += 1
    return found


@pytest.mark.parametrize(
    ("seeds", "steps"),
    [
        pytest.param(1, 700, id="few"),
        pytest.param(3, 2_500, id="thousands", marks=pytest.mark.slow),
        pytest.param(100, 10_000, id="far more", marks=pytest.mark.long),
    ],
)
def test_stored_decisions_come_out_the_same_again(seeds: int, steps: int) -> None:
    decisions = 0
    for seed in range(seeds):
        events = Story(seed).go_on(steps)
        decisions += redo(events).decisions
        assert min(kinds(events).values()) > steps / 100, kinds(events)
    assert decisions > seeds * steps / 2


async def test_so_do_those_that_several_processes_stored(firm: Firm) -> None:
    """The same over a large team on PostgreSQL, where each process keeps the team in order for itself."""
    here, chance = firm.here, Random(1)
    users = await here.hire(*(f"u{number}" for number in range(LARGE)))
    await here.team(users)
    await here.publish(
        assign_to("Support", only_online=True, max_open_contacts=2, logic="least_open"),
        assign_to("Support", only_online=True, exclude=["current_assignee"]),
    )
    contacts: list[int] = []
    for round_ in range(8):
        commands: list[c.Command] = [here.message(f"{round_}-{number}") for number in range(20)]
        commands += [change(here, chance, users, contacts) for _ in range(20)]
        chance.shuffle(commands)
        answers = await firm.at_once(commands)
        contacts += [answer.event.contact_id for answer in answers if is_message(answer)]
    async with here.database.reads.connection() as connection:
        record = await take_record(connection, here.workspace_id)
    assert judge(record).violations == []
    found = kinds(record.events)
    assert found["large"] > 200
    assert min(found["excluded"], found["least_open"]) > 100


def is_message(answer: Any) -> bool:
    return (
        isinstance(answer, c.Answer) and answer.event is not None and answer.event.type == "message.received"
    )


def change(office: Office, chance: Random, users: list[int], contacts: list[int]) -> c.Command:
    """Somebody comes or goes, or a conversation is closed."""
    if contacts and chance.random() < 0.6:
        return office.command(c.SetConversation, contact_id=chance.choice(contacts), status="closed")
    return office.command(c.SetStatus, user_id=chance.choice(users), status=chance.choice(STATUSES))


# --- what is redone can come out differently ---------------------------------------------------------


def another_wins(event: m.Event, data: dict[str, Any]) -> None:
    event.user_id = data["order"][1]


def reverse(event: m.Event, data: dict[str, Any]) -> None:
    data["order"][1:] = data["order"][:0:-1]


def count_one_more(event: m.Event, data: dict[str, Any]) -> None:
    data["eligible"] += 1


def name_another_reason(event: m.Event, data: dict[str, Any]) -> None:
    counts = data.get("left_out_counts", data["left_out"])
    key = next(iter(counts))
    counts[key] = 10_000 if isinstance(counts[key], int) else "bored"


def lower_the_cap(event: m.Event, data: dict[str, Any]) -> None:
    data["max_open_contacts"] = 0


def forget_the_turn(event: m.Event, data: dict[str, Any]) -> None:
    data["last_turns"][-1] += 1


@pytest.mark.parametrize(
    "falsify", [another_wins, reverse, count_one_more, name_another_reason, lower_the_cap, forget_the_turn]
)
@pytest.mark.parametrize("size", ["large", "small"])
def test_a_false_record_is_found(falsify: Callable[[m.Event, dict[str, Any]], None], size: str) -> None:
    events = Story(5).go_on(300)
    for event in reversed(events):
        data = event.data or {}
        whole = "left_out_counts" not in data
        if len(data.get("order", ())) > 2 and data.get("left_out") and whole == (size == "small"):
            falsify(event, data)
            break
    else:
        pytest.fail("there is no decision to falsify")
    with pytest.raises(AssertionError):
        redo(events)
