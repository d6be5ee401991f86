"""Any commands in any order: after each the books balance, and every decision can be redone by hand.

The invariants go by the numbers of those of an assignment engine: see `books` and `ledger`, which check them
from rows and from the log; here it is I6 (nobody is overtaken), I12 and I15 (early and repeated commands).
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any, ClassVar, Final

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.assignment import eligibility
from evenhand.domain.decide import HANDLERS
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.virtual.world import World
from tests.domain.any_workflow import DOCUMENT, OPENED, SHORTCUT, WEBHOOK, documents
from tests.domain.books import check
from tests.domain.ledger import Ledger
from tests.domain.shadow import ROWS, Shadow
from tests.domain.stage import API, START, TOKEN, document

NOBODY = 31
PICK = st.integers(0, NOBODY)
"""Points at one of those that there are; the last number at one that does not exist or is deleted."""
PAUSES = [0, 1, 30, 61, 600, 1800, 3600, 14_400, 86_400, 604_800]
STATUSES: list[m.Status] = ["online", "busy", "offline"]
ROLES: list[m.Role] = ["owner", "manager", "agent"]


Fields = Callable[["Machine", int, int], dict[str, Any]]
SELDOM: Final[dict[type[c.Command], Fields]] = {
    c.UpdateChannel: lambda on, at, number: {"channel_id": on.one_of("channels", at), "name": f"Web{number}"},
    c.CreateCustomField: lambda _, at, number: {"name": f"f{at}", "type": ["text", "date"][number % 2]},
    c.DeleteCustomField: lambda on, at, _: {"field_id": on.one_of("custom_fields", at)},
    c.CreateClosingCategory: lambda _, at, number: {"name": f"k{at + number}"},
    c.DeleteClosingCategory: lambda on, at, _: {"category_id": on.one_of("closing_categories", at)},
    c.CreateToken: lambda on, at, number: {
        "name": "T",
        "role": "agent",
        "hash": f"{at}",
        "user": on.user(number),
    },
    c.DeleteToken: lambda on, at, _: {"token_id": on.one_of("tokens", at)},
    c.CreateWebhook: lambda _, at, number: {
        "url": f"https://x.test/{at}",
        "events": ["*", "run.*"][: number % 2 + 1],
        "secret": "s",
    },
    c.UpdateWebhook: lambda on, at, number: {
        "webhook_id": on.one_of("webhooks", at),
        "enabled": number % 2 == 0,
    },
    c.DisableWebhook: lambda on, at, _: {"webhook_id": on.one_of("webhooks", at)},
    c.ReplayEvent: lambda on, at, number: {"webhook_id": on.one_of("webhooks", at), "seq": number},
    c.DeleteWebhook: lambda on, at, _: {"webhook_id": on.one_of("webhooks", at)},
    c.RenewWebhookKey: lambda on, at, _: {"workflow_id": on.one_of("workflows", at)},
    c.ReportDeliveries: lambda on, at, number: {"results": [on.attempt(at, number)]},
}
"""What else can be asked of a workspace, with what."""


STARTS: list[type[c.Command]] = [c.StartRun, c.RunShortcut, c.ReceiveWebhook]


class Machine(RuleBasedStateMachine):
    """Plays the same commands on a world in memory and on one that is loaded on demand."""

    tried: ClassVar[Counter[type[c.Command]]] = Counter()
    """By kind: the commands of all examples."""

    @initialize(seed=st.integers(0, 2**16), flags=st.integers(0, 15), content=documents(st.just(OPENED)))
    def begin(self, seed: int, flags: int, content: dict[str, Any]) -> None:
        workspace = m.Workspace(1, "W", "UTC", 600, 1800 if flags & 1 else None, flags == 15)
        self.world = World(workspace, START)
        self.shadow = Shadow(self.world, Random(seed))
        self.ledger = Ledger()
        self.repeatable: list[tuple[c.Command, c.Answer]] = []
        self.before = snapshot(self.world.state)
        self.waiting: dict[int, m.QueueEntry] = {}
        self.late = timedelta()
        self.turn = seed
        for number, config in ((0, {}), (1, {"outbound_url": "https://x.test"})):
            self.do(c.CreateTeam, name=f"T{number}")
            self.do(c.CreateChannel, type="custom", name=f"Web{number}", config=config, token_hash=TOKEN)
        for number in (0, 1, 2):
            self.create_user(number)
        self.members(0, 5)
        self.members(1, 6)
        for who in (0, 1, 2):
            self.write(who, 0, None)
            self.assign(0, who, 0 if flags & 2 else None)
            self.set_conversation(0, who, "closed")
        self.save_workflow(0, content)
        for at, trigger in enumerate((SHORTCUT, WEBHOOK), start=1):
            step = {"type": "assign_to", "action": "workspace", "only_online": True}
            self.save_workflow(at, document(step, trigger=trigger))
        for kind in (c.CreateCustomField, c.CreateClosingCategory, c.CreateToken, c.CreateWebhook):
            self.do(kind, **SELDOM[kind](self, 0, 0))
        for who in (0, 1, 2) if flags & 4 else ():
            self.write(who, 0, None)

    # --- people ----------------------------------------------------------------------------------

    @rule(name=st.integers(0, 4))
    def create_user(self, name: int) -> None:
        role = ROLES[0] if name == 0 else ROLES[2]
        self.do(c.CreateUser, email=f"u{name}@x.test", name=f"User {name}", role=role)

    @rule(user=PICK, status=st.sampled_from(STATUSES))
    def set_status(self, user: int, status: m.Status) -> None:
        self.do(c.SetStatus, user_id=self.user(user), status=status)

    @rule(user=PICK, choice=st.sampled_from(["online", "busy"]))
    def choose_status(self, user: int, choice: m.Choice) -> None:
        self.do(c.ChooseStatus, user_id=self.user(user), choice=choice)

    @rule(user=PICK, connected=st.booleans(), active=st.booleans())
    def seen(self, user: int, connected: bool, active: bool) -> None:
        self.do(c.Seen, user_id=self.user(user), connected=connected, active=active)

    @rule(team=PICK, mask=st.integers(0, 31))
    def members(self, team: int, mask: int) -> None:
        users = [row.id for row in self.world.state.users.present() if row.deleted_at is None]
        chosen = [user for at, user in enumerate(users) if mask & 1 << at]
        self.do(c.SetTeamMembers, team_id=self.pick(self.world.state.teams, team), users=chosen)

    @rule(team=PICK, user=PICK, kind=st.sampled_from([c.JoinTeam, c.LeaveTeam]))
    def member(self, team: int, user: int, kind: type[c.JoinTeam | c.LeaveTeam]) -> None:
        self.do(kind, team_id=self.pick(self.world.state.teams, team), user_id=self.user(user))

    # --- contacts and conversations --------------------------------------------------------------

    @rule(who=st.integers(0, 5), channel=PICK, language=st.sampled_from([None, "pt-BR", "?"]))
    def write(self, who: int, channel: int, language: str | None) -> None:
        self.do(
            c.ReceiveMessage,
            c.CONTACT,
            channel_id=self.pick(self.world.state.channels, channel),
            token_hash=TOKEN,
            profile=c.Profile(f"c{who}", first_name=f"C{who}", language=language),
            text="Hello",
            key=c.RepeatKey(f"{len(self.repeatable):032x}", None, timedelta(days=8)),
        )

    @rule(user=PICK, contact=PICK, by_api=st.booleans())
    def send(self, user: int, contact: int, by_api: bool) -> None:
        actor = API if by_api else self.as_user(user)
        self.do(c.SendMessage, actor, contact_id=self.contact(contact), text="Yes")

    @rule(user=PICK, contact=PICK, to=st.one_of(PICK, st.none()))
    def assign(self, user: int, contact: int, to: int | None) -> None:
        chosen = None if to is None else self.user(to)
        self.do(c.AssignContact, self.as_user(user), contact_id=self.contact(contact), user=chosen)

    @rule(user=PICK, contact=PICK, status=st.sampled_from(["open", "closed"]))
    def set_conversation(self, user: int, contact: int, status: Any) -> None:
        self.do(c.SetConversation, self.as_user(user), contact_id=self.contact(contact), status=status)

    @rule(user=PICK, who=st.integers(0, 5))
    def come_again(self, user: int, who: int) -> None:
        identity = self.world.state.identities.find((self.pick(self.world.state.channels, 0), f"c{who}"))
        if identity is not None:
            contact_id = identity.contact_id
            self.do(c.SetConversation, self.as_user(user), contact_id=contact_id, status="closed")
        self.write(who, 0, None)

    # --- workflows -------------------------------------------------------------------------------

    @rule(workflow=PICK, content=DOCUMENT)
    def save_workflow(self, workflow: int, content: dict[str, Any]) -> None:
        """Another draft for a workflow, or a new one, and published."""
        rows = [row for row in self.world.state.workflows.present() if row.deleted_at is None]
        row = rows[workflow % 3] if workflow % 3 < len(rows) else None
        name = f"W{self.world.state.seq}" if row is None else row.name
        workflow_id = None if row is None else row.id
        answer = self.do(c.SaveWorkflow, workflow_id=workflow_id, document={**content, "name": name})
        if answer is not None and answer.event is not None:
            self.do(c.PublishWorkflow, workflow_id=workflow_id or answer.event.seq)

    @rule(workflow=PICK, kind=st.sampled_from([c.PublishWorkflow, c.PublishWorkflow, c.StopWorkflow]))
    def switch_workflow(self, workflow: int, kind: type[c.Command]) -> None:
        self.do(kind, workflow_id=self.pick(self.world.state.workflows, workflow))

    @rule(kind=st.sampled_from(STARTS), workflow=PICK, contact=PICK)
    def start(self, kind: type[c.Command], workflow: int, contact: int) -> None:
        """By hand, as a shortcut, by its webhook; all the same whether that is how the workflow starts."""
        triggers: dict[type[c.Command], str] = {
            c.RunShortcut: "shortcut",
            c.ReceiveWebhook: "incoming_webhook",
        }
        trigger = triggers.get(kind)
        rows = [row for row in self.world.state.workflows.present() if row.deleted_at is None]
        fits = [row.id for row in rows if row.document["trigger"]["type"] == trigger or trigger is None]
        workflow_id = fits[workflow % len(fits)] if fits else self.pick(self.world.state.workflows, workflow)
        if kind is c.ReceiveWebhook:
            self.do(kind, workflow_id=workflow_id, body={"mail": f"m{contact % 3}@x.test"})
        else:
            self.do(kind, workflow_id=workflow_id, contact_id=self.contact(contact))

    @rule(user=PICK, run=PICK)
    def take_out(self, user: int, run: int) -> None:
        waiting = [row.id for row in self.world.state.runs.present() if row.state == "waiting"]
        if waiting:
            run_id = waiting[run % len(waiting)] if run != NOBODY else 1
            self.do(c.TakeOut, self.as_user(user), run_id=run_id)

    @rule(at=PICK, status=st.sampled_from([200, 204, 404, None]))
    def answer_request(self, at: int, status: int | None) -> None:
        """What came of a run's HTTP request, or of one that it does not wait for."""
        requests = list(self.world.state.requests.present())
        row = requests[at % len(requests)] if requests and at != NOBODY else None
        run, request = (1, 1) if row is None else (row.run_id, row.id)
        error = "no answer" if status is None else None
        self.do(c.ReportRequest, run_id=run, request_id=request, status=status, error=error)

    # --- what happens seldom ---------------------------------------------------------------------

    @rule(what=st.sampled_from(["user", "team", "channel", "contact", "workflow"]), at=PICK)
    def delete(self, what: str, at: int) -> None:
        kinds: dict[str, type[c.Command]] = {
            "user": c.DeleteUser,
            "team": c.DeleteTeam,
            "channel": c.DeleteChannel,
            "contact": c.DeleteContact,
            "workflow": c.DeleteWorkflow,
        }
        table = getattr(self.world.state, f"{what}s")
        key: dict[str, Any] = {f"{what}_id": self.pick(table, at)}
        self.do(kinds[what], **key)

    @rule(what=st.integers(0, 5), at=PICK, number=st.integers(0, 3))
    def change_something(self, what: int, at: int, number: int) -> None:
        contact = self.contact(at)
        match what:
            case 0:
                self.do(c.UpdateUser, user_id=self.user(at), role=ROLES[number % 3])
            case 1:
                self.do(c.CreateTeam, name=f"T{number}")
            case 2:
                text = f"See @{{u{number}@x.test}}"
                self.do(c.AddComment, self.as_user(number), contact_id=contact, text=text)
            case 3:
                phone = [None, "+34600000001", "no", ""][number]
                self.do(c.CreateContact, first_name="Eve", phone=phone)
            case 4:
                language = [None, "de", "???", "pt-BR"][number]
                self.do(c.UpdateContact, contact_id=contact, language=language, tags=["a"])
            case _:
                after = [None, 1800, 3600, 7200][number]
                self.do(c.UpdateWorkspace, auto_close_after=after, agents_see_own_only=number == 3)

    @rule(at=PICK, number=st.integers(0, 3))
    def seldom(self, at: int, number: int) -> None:
        """Each kind in turn, beginning somewhere."""
        kind = list(SELDOM)[self.turn % len(SELDOM)]
        self.turn += 1
        self.do(kind, **SELDOM[kind](self, at, number))

    # --- the engine and time ---------------------------------------------------------------------

    @rule(at=PICK)
    def again(self, at: int) -> None:
        """What came with a key comes a second time."""
        if not self.repeatable:
            return
        command, answer = self.repeatable[at % len(self.repeatable)]
        assert answer.event is not None
        count = len(self.world.events)
        repeated = self.carry_out(command)
        if self.world.now < answer.event.at + timedelta(days=8):
            # Only a channel that has been deleted since refuses it.
            assert repeated is None or repeated == c.Answer(answer.event, duplicate=True), "I15"
            assert len(self.world.events) == count, "I15: a repetition had an effect"

    @rule(seconds=st.sampled_from(PAUSES))
    def pass_time(self, seconds: int) -> None:
        until = self.world.now + timedelta(seconds=seconds)
        while (timer := self.world._next_timer()) is not None and timer.due_at <= until:
            self.world.now = max(self.world.now, timer.due_at)
            self.do(c.TimerDue, c.SYSTEM, timer_id=timer.id)
        self.world.now = max(self.world.now, until)

    @rule(timer=PICK)
    def early(self, timer: int) -> None:
        """A timer that is not due, or that is gone."""
        timer_id = self.pick(self.world.state.timers, timer)
        row = self.world.state.timers.find(timer_id)
        if row is None or row.due_at > self.world.now:
            count = len(self.world.events)
            self.do(c.TimerDue, c.SYSTEM, timer_id=timer_id)
            assert len(self.world.events) == count, "I12: a timer that is not due did something"

    @rule(timer=PICK)
    def falter(self, timer: int) -> None:
        """The command of a run's timer fails in an unforeseen way and is put off."""
        waiting = [row.wait_id for row in self.world.state.runs.present() if row.wait_id is not None]
        if not waiting:
            return
        row = self.world.state.timers.one(waiting[timer % len(waiting)])
        if (first := self.world._next_timer()) is not None and first.due_at < row.due_at:
            return
        self.world.now = max(self.world.now, row.due_at)
        self.late += max(timedelta(), self.world.now - row.due_at) + timedelta(minutes=1)
        self.do(c.PostponeTimer, c.SYSTEM, timer_id=row.id, by=timedelta(minutes=1))

    @rule(forget=st.booleans())
    def commit(self, forget: bool) -> None:
        self.shadow.commit(forget=forget)
        assert snapshot(self.shadow.kept) == snapshot(self.world.state)

    # --- doing -----------------------------------------------------------------------------------

    def attempt(self, at: int, number: int) -> c.DeliveryResult:
        """What came of an attempt to deliver a message: it arrived, failed, is given up."""
        delivery_id = self.pick(self.world.state.deliveries, at)
        later = self.world.now + timedelta(minutes=1) if number == 1 else None
        return c.DeliveryResult(delivery_id, number, "no" if number else None, later)

    def pick(self, table: Any, at: int) -> int:
        """The id of one of the rows of a table, or of one that is not there any more."""
        rows = list(table.present())
        here = [row.id for row in rows if getattr(row, "deleted_at", None) is None]
        gone = [row.id for row in rows if row.id not in here]
        return here[at % len(here)] if here and at != NOBODY else next(iter(gone), 999_999)

    def one_of(self, table: str, at: int) -> int:
        return self.pick(getattr(self.world.state, table), at)

    def user(self, at: int) -> int:
        return self.pick(self.world.state.users, at)

    def contact(self, at: int) -> int:
        return self.pick(self.world.state.contacts, at)

    def as_user(self, at: int) -> c.Actor:
        row = self.world.state.users.find(self.user(at))
        return API if row is None else c.Actor("user", row.id, row.role)

    def do(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> c.Answer | None:
        """Carry out a command in both worlds; None where it is refused."""
        command = kind(workspace_id=1, actor=actor, **fields)
        self.tried[kind] += 1
        answer = self.carry_out(command)
        if command.key is not None and answer is not None:
            self.repeatable.append((command, answer))
        return answer

    def carry_out(self, command: c.Command) -> c.Answer | None:
        count = len(self.world.events)
        answer = self.outcome(lambda: self.world.do(command))
        assert self.outcome(lambda: self.shadow.do(command, self.world.now)) == answer
        now = snapshot(self.world.state)
        if isinstance(answer, str):
            assert now == self.before, "a refused command left something behind"
        self.before = now
        for event in self.world.events[count:]:
            if event.type == "contact.assigned" and event.data and "pool" in event.data:
                self.nobody_was_passed_over(event, event.data)
            self.ledger.read(event)
        check(self.world, self.late)
        held = {row.id: row.assignee_id for row in self.world.state.contacts.present() if row.assignee_id}
        assert held == self.ledger.assignee, "I3: the rows and the log name different assignees"
        self.waiting = {entry.id: entry for entry in self.world.state.queue_entries.present()}
        return None if isinstance(answer, str) else answer

    @staticmethod
    def outcome(action: Callable[[], c.Answer]) -> c.Answer | str:
        try:
            return action()
        except Refused as refused:
            return refused.code

    def nobody_was_passed_over(self, event: m.Event, decision: dict[str, Any]) -> None:
        """Who still waits and stood further ahead could not have been given to the winner at that moment."""
        state, ledger, winner = self.world.state, self.ledger, event.user_id
        assert winner is not None
        placed = [entry for entry in self.waiting.values() if entry.run_id == decision["run"]]
        limit = min(((-entry.priority, entry.id) for entry in placed), default=None)
        for entry in state.queue_entries.present():
            if entry.id not in self.waiting or (limit and (-entry.priority, entry.id) > limit):
                continue
            line = state.queue_lines.one(entry.line_id)
            terms = (line.only_online, line.max_open_contacts)
            could = ledger.may_take(winner, entry.contact_id, entry.pool_id, line.excluded, terms)
            assert not could, f"I6: contact {entry.contact_id} was passed over"


def snapshot(state: State) -> dict[str, bytes]:
    """All that is saved of a workspace, exactly."""
    rows = {
        name: msgspec.json.encode(sorted(getattr(state, name).present(), key=str))
        for name in (*ROWS, "past_events")
    }
    return {**rows, "lane": msgspec.json.encode((state.seq, state.waiting))}


@pytest.mark.parametrize(
    ("whole_pool", "at_once"),
    [
        pytest.param(eligibility.WHOLE_POOL, State.at_once, id="scanned"),
        pytest.param(0, State.at_once, id="kept in order"),
        pytest.param(eligibility.WHOLE_POOL, 1, id="bit by bit"),
    ],
)
@pytest.mark.parametrize(
    ("examples", "steps"),
    [
        pytest.param(15, 30, id="few"),
        pytest.param(200, 50, id="many", marks=pytest.mark.slow),
        pytest.param(10_000, 100, id="far more", marks=pytest.mark.long),
    ],
)
def test_any_commands_in_any_order(
    examples: int, steps: int, whole_pool: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eligibility, "WHOLE_POOL", whole_pool)
    monkeypatch.setattr(State, "at_once", at_once)
    Machine.tried.clear()
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
    if examples >= 200:
        assert set(HANDLERS) - set(Machine.tried) == {c.Continue}, "some kind of command was never tried"
