"""Whether a workspace in memory balances: what can be seen in its rows, recomputed from scratch.

What it says of a breach begins with the number of the invariant: I3 one assignee and I4 one state for each
contact, I5 nobody lost from the queue, I7 nobody waits who could be taken, I10 one end and I11 one path of a
run, I12 and I13 one way out of the queue and never early, I14 each failure goes its way, I15 one message for
one key, I18 counters as recounted. Those of a moment (I1, I2, I6, I8, I9) are the ledger's and the machine's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.program import Node
from evenhand.domain.workflow.steps import AssignTo, JumpTo
from evenhand.virtual.world import World

FAILED = frozenset(
    (
        *("user_deleted", "pool_empty", "assignment_timeout", "message_failed", "bad_input", "step_limit"),
        *("question_timeout", "invalid_answer", "http_failed", "workflow_unavailable"),
    )
)
STOPPED = frozenset(
    (
        "workflow_stopped",
        "taken_out",
        "conversation_closed",
        "contact_deleted",
        "agent_message",
        "incoming_message",
        "manual_assignment",
    )
)


def check(world: World, late: timedelta = timedelta()) -> None:
    """Fails on the first rule that does not hold. ``late``: for how long timers that failed were put off."""
    state = world.state
    _log(state, world.events)
    _people(state)
    _contacts(state)
    _runs(state)
    _ways_out(state, world.events, late)
    _queue(state)
    _timers(state)
    undone = (state.freed, state.emptied, state.ready, state.starts, state.triggers)
    assert not any(undone), "a command left work undone"


def pool_of(state: State, pool_id: int) -> list[int]:
    """The users of a pool, from the rows of its members."""
    team = state.teams.find(pool_id)
    if pool_id != m.WORKSPACE_POOL and (team is None or team.deleted_at is not None):
        return []
    rows = [row for row in state.pool_members.present() if row.pool_id == pool_id and row.member]
    return [row.user_id for row in sorted(rows, key=lambda row: row.joined)]


def _log(state: State, events: list[m.Event]) -> None:
    assert [event.seq for event in events] == list(range(1, len(events) + 1)), "the log has a gap"
    assert state.seq == len(events)
    assert all(one.at <= other.at for one, other in pairwise(events))
    for table, type_ in (
        (state.users, "user.created"),
        (state.teams, "team.created"),
        (state.channels, "channel.created"),
        (state.contacts, "contact.created"),
        (state.conversations, "conversation.opened"),
        (state.comments, "comment.created"),
        (state.workflows, "workflow.created"),
        (state.runs, "run.started"),
        (state.queue_entries, "run.waiting"),
    ):
        ids: list[int] = [row.id for row in table.present()]
        assert all(events[id_ - 1].type == type_ for id_ in ids), f"an id is not the number of a {type_}"
    for message in state.messages.present():
        wanted = "message.received" if message.sender == "contact" else "message.sent"
        assert events[message.id - 1].type == wanted
    received = [event.seq for event in events if event.type == "message.received"]
    kept = [row.id for row in state.messages.present() if row.sender == "contact"]
    assert sorted(kept) == received, "I15: a message is not there once"


def _people(state: State) -> None:
    contacts = state.contacts.present()
    open_ = Counter(row.assignee_id for row in contacts if row.conversation_id is not None)
    for user in state.users.present():
        row = state.user_states.one(user.id)
        assert row.open_contacts == open_[user.id], f"I18: user {user.id} is kept at {row.open_contacts}"
        pools = state.pools_of.find(user.id) or ()
        assert all(user.id in pool_of(state, pool) for pool in pools)
        if user.deleted_at is not None:
            assert row.status == "offline"
            assert not pools
            assert not any(contact.assignee_id == user.id for contact in contacts)
            assert not any(token.user_id == user.id for token in state.tokens.present())
    for pool_id in {row.pool_id for row in state.pool_members.present()}:
        assert list(state.pools.find(pool_id) or ()) == pool_of(state, pool_id)


def _contacts(state: State) -> None:
    open_ = {row.contact_id: row.id for row in state.conversations.present() if row.closed_at is None}
    count = sum(row.closed_at is None for row in state.conversations.present())
    assert len(open_) == count, "I3: a contact has two open conversations"
    live = Counter(run.contact_id for run in state.runs.present() if run.state == "waiting")
    for row in state.contacts.present():
        assert row.conversation_id == open_.get(row.id)
        assert row.waiting_runs == live[row.id], f"I18: contact {row.id} is kept at {row.waiting_runs}"
        assigned = {row.assignee_id is None, row.assigned_seq is None, row.assigned_at is None}
        assert len(assigned) == 1, f"I4: contact {row.id} is half assigned"
        if row.deleted_at is not None:
            _erased(state, row)


def _erased(state: State, contact: m.Contact) -> None:
    kept = (contact.first_name, contact.last_name, contact.email, contact.phone, contact.language)
    assert not any(kept)
    assert not any((contact.country, contact.tags, contact.fields, contact.assignee_id, contact.waiting_runs))
    assert not any(row.contact_id == contact.id for row in state.identities.present())
    assert not any(row.text for row in state.messages.present() if row.contact_id == contact.id)
    assert not any(row.text for row in state.comments.present() if row.contact_id == contact.id)
    assert not any(row.summary for row in state.conversations.present() if row.contact_id == contact.id)
    assert not any(row.variables for row in state.runs.present() if row.contact_id == contact.id)
    assert not any(row.contact_id == contact.id for row in state.deliveries.present())


def _runs(state: State) -> None:
    ended = Counter(event.subject_id for event in state.past_events.present() if event.type == "run.ended")
    inside: Counter[tuple[int, int]] = Counter()
    for run in state.runs.present():
        assert run.state != "running"
        if run.state == "waiting":
            inside[(run.workflow_id, run.contact_id)] += 1
            workflow = state.workflows.one(run.workflow_id)
            assert workflow.state == "published"
            assert workflow.deleted_at is None
            assert run.wait_id is not None
            timer = state.timers.one(run.wait_id)
            assert (timer.kind, timer.subject_id) == ("run", run.id)
            assert ended[run.id] == 0, f"I10: run {run.id} has ended and waits"
        else:
            assert run.wait_id is None
            assert run.ended_at is not None
            assert ended[run.id] == 1, f"I10: run {run.id} ended {ended[run.id]} times"
            reasons = {"completed": {None}, "failed": FAILED, "stopped": STOPPED}
            assert run.reason in reasons[run.state], f"I10: run {run.id} is {run.state}: {run.reason}"
        _path(state, run)
    assert all(count == 1 for count in inside.values()), "I4: a contact is in one workflow twice"


def _path(state: State, run: m.Run) -> None:
    """The trail follows the program of the run's version from its first step."""
    program = state.programs.one((run.workflow_id, run.version))
    begun = state.past_events.one(run.id).data
    assert begun is not None
    at, waits = begun.get("step", program.first), False
    for number, entry in enumerate(run.trail):
        assert entry.step == at, f"I11: run {run.id} went to {entry.step} instead of {at}"
        node = program.steps[entry.step]
        waits = entry.outcome == "waiting"
        match entry.outcome:
            case "waiting":
                pass
            case "done":
                at = node.next
            case "jumped":
                assert isinstance(node.step, JumpTo)
                at = node.step.step
            case "failed" | "stopped":
                assert number == len(run.trail) - 1, "I10: something was done after the end"
                assert entry.reason == run.reason
            case way:
                at = node.ways[way]
    assert run.step == at
    assert waits == (run.state == "waiting")
    if run.state == "completed":
        assert at is None


def _ways_out(state: State, events: list[m.Event], late: timedelta) -> None:
    """Whoever begins to wait to be assigned leaves by one way, at its time; and each failure goes its way."""
    entered: defaultdict[int, list[m.Event]] = defaultdict(list)
    given: Counter[int] = Counter()
    satisfied: Counter[int] = Counter()
    for event in events:
        data = event.data or {}
        if event.type == "run.waiting" and "pool" in data:
            entered[event.subject_id or 0].append(event)
        elif event.type == "contact.assigned":
            given[data.get("run", 0)] += 1
            satisfied.update(data.get("satisfied", ()))
    for run in state.runs.present():
        program = state.programs.one((run.workflow_id, run.version))
        steps = [(entry, program.steps[entry.step]) for entry in run.trail]
        choosing = [entry for entry, node in steps if _assigns(node.step)]
        done = Counter((entry.outcome, entry.reason) for entry in choosing)
        assert given[run.id] == done["done", None], f"I13: run {run.id} was given {given[run.id]} times"
        assert satisfied[run.id] == done["done", "assigned_elsewhere"], f"I13: run {run.id}"
        _leaves(run, entered[run.id], program.steps, late)
        for entry, node in steps:
            if entry.reason in FAILED and entry.outcome != "waiting":  # else it is asked again
                assert entry.outcome == _way(node, entry.reason), f"I14: run {run.id}: {entry}"


def _assigns(step: object) -> bool:
    return isinstance(step, AssignTo) and step.action != "unassign"


def _leaves(run: m.Run, entered: list[m.Event], steps: dict[str, Node], late: timedelta) -> None:
    waits = [
        at
        for at, entry in enumerate(run.trail)
        if entry.outcome == "waiting" and isinstance(steps[entry.step].step, AssignTo)
    ]
    assert len(waits) == len(entered), f"I5: run {run.id} began to wait {len(entered)} times"
    for at, event in zip(waits, entered, strict=True):
        began, step = run.trail[at], steps[run.trail[at].step].step
        if at + 1 == len(run.trail):
            assert run.wait_id == event.seq, f"I5: run {run.id} was lost from the queue"
            continue
        out = run.trail[at + 1]
        assert (out.step, out.outcome) != (began.step, "waiting"), f"I13: run {run.id}"
        assert isinstance(step, AssignTo)
        deadline = began.at + step.timeout
        assert out.at <= deadline + late, f"I12: run {run.id} should have left before {out.at}"
        if out.reason == "assignment_timeout":
            assert out.at >= deadline, f"I12: run {run.id} left before its time, at {out.at}"


OWN_WAYS = {
    "assignment_timeout": "on_timeout",
    "question_timeout": "on_timeout",
    "invalid_answer": "on_invalid",
}
"""Failures with a way out of their own."""


def _way(node: Node, reason: str) -> str:
    """What a failure of this step leads to."""
    step = node.step
    if reason == "pool_empty" and isinstance(step, AssignTo) and step.when_empty == "next_step":
        return "done"
    own = OWN_WAYS.get(reason)
    if own is not None and own in node.ways:
        return own
    return "on_failure" if "on_failure" in node.ways else "failed"


def _queue(state: State) -> None:
    entries = list(state.queue_entries.present())
    assert state.waiting == len(entries), f"I18: the queue is kept at {state.waiting}"
    lines = Counter(entry.line_id for entry in entries)
    for line in state.queue_lines.present():
        assert line.waiting == lines.pop(line.id, 0) > 0, f"I18: line {line.id} is kept at {line.waiting}"
        view = state.line_views.one(line.id)
        mine = [entry for entry in entries if entry.line_id == line.id]
        assert list(view.entries) == sorted(mine, key=lambda row: (-row.priority, row.id))
        assert view.until is None
        assert line.id in (state.lines_of.find(line.pool_id) or ())
    assert not lines, "an entry is in a line that does not exist"
    waits = {run.wait_id: run for run in state.runs.present() if run.state == "waiting"}
    for entry in entries:
        run = waits.pop(entry.id, None)
        assert run is not None, f"I4: entry {entry.id} is of no run that waits for it, or of one already"
        assert (entry.run_id, entry.contact_id) == (run.id, run.contact_id)
        assert state.timers.one(entry.id).due_at >= entry.deadline
        _nobody_takes(state, entry)
    for run in waits.values():
        assert run.step is not None
        step = state.programs.one((run.workflow_id, run.version)).steps[run.step].step
        assert not isinstance(step, AssignTo), "I5: a run waits to be assigned, in no queue"


def _nobody_takes(state: State, entry: m.QueueEntry) -> None:
    line = state.queue_lines.one(entry.line_id)
    contact = state.contacts.one(entry.contact_id)
    assert line.pool_id == entry.pool_id
    held = contact.assignee_id if contact.conversation_id is not None else None
    assert line.holder_id == (held if line.max_open_contacts is not None else None)
    pool = pool_of(state, entry.pool_id)
    assert pool, f"I14: contact {entry.contact_id} waits for nobody"
    free = list(takers(state, entry, pool))
    assert not free, f"I7: contact {entry.contact_id} waits although {free} could take it"


def takers(state: State, entry: m.QueueEntry, pool: list[int]) -> Iterator[int]:
    """Who of the pool may take a contact that waits."""
    line = state.queue_lines.one(entry.line_id)
    contact = state.contacts.one(entry.contact_id)
    for user_id in pool:
        user = state.user_states.one(user_id)
        own = contact.assignee_id == user_id and contact.conversation_id is not None
        if user_id in line.excluded or (line.only_online and user.status != "online"):
            continue
        if line.max_open_contacts is None or user.open_contacts - own < line.max_open_contacts:
            yield user_id


def _timers(state: State) -> None:
    for timer in state.timers.present():
        match timer.kind:
            case "run":
                assert state.runs.one(timer.subject_id).wait_id == timer.id
            case "presence":
                assert state.presences.one(timer.subject_id).timer_id == timer.id
            case "auto_close":
                conversation = state.conversations.one(timer.subject_id)
                assert conversation.timer_id == timer.id
                assert conversation.closed_at is None
    subjects: list[Any] = [*state.presences.present(), *state.conversations.present()]
    assert all(row.timer_id is None or state.timers.find(row.timer_id) for row in subjects)
    for row in state.presences.present():
        if row.driven is None and state.user_states.one(row.user_id).status != "offline":
            assert row.timer_id is not None, f"user {row.user_id} would be present for ever"
            assert row.connected_until is not None
            assert row.active_until is not None
            until = min(row.connected_until, row.active_until)
            assert state.timers.one(row.timer_id).due_at <= max(until, state.now)
