"""The life of a run: it starts, waits, goes on, and ends exactly once with a reason."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from evenhand.domain import model as m
from evenhand.domain.assignment import queue
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.commands import Actor
from evenhand.domain.state import Start, State
from evenhand.domain.working_set import Mark

if TYPE_CHECKING:  # a step's module imports this one
    from evenhand.domain.workflow.program import Node, Program


CHAIN_LIMIT: Final = 20
"""Workflows that may start one another while nothing waits (contract, Runs)."""


def live(state: State, contact_id: int) -> tuple[int, ...]:
    """The runs in which a contact is."""
    known = state.live_runs.rows.get(contact_id)
    if known is None and state.contacts.one(contact_id).waiting_runs == 0:
        return ()
    return state.live_runs.find(contact_id) or ()


def program_of(state: State, run: m.Run) -> "Program":
    """What the run goes through: the version on which it started."""
    return state.programs.one((run.workflow_id, run.version))


def node_of(state: State, run: m.Run) -> "Node":
    """The step at which the run is."""
    assert run.step is not None
    return program_of(state, run).steps[run.step]


def start(state: State, asked: Start) -> m.Event:
    """The contact enters the published version; if it is inside already, that is recorded as skipped.

    Too many workflows in a chain, and this run fails at once. The event is ``run.started`` or
    ``run.skipped``.
    """
    workflow, contact_id = state.workflows.one(asked.workflow_id), asked.contact_id
    assert workflow.version is not None
    program = state.programs.one((workflow.id, workflow.version))
    contact = state.contacts.one(contact_id)
    reason = "inside" if is_inside(state, workflow.id, contact_id) else None
    if reason is None and program.once_per_contact and has_entered(state, workflow.id, contact_id):
        reason = "once_per_contact"
    if reason is not None:
        return skip(state, workflow.id, contact_id, reason)
    conversation_id = asked.conversation_id or contact.conversation_id
    data: dict[str, Any] = {"version": workflow.version}
    if asked.start_at is not None:
        data["step"] = asked.start_at
    event = state.emit(
        "run.started",
        f"workflow:{workflow.id}",
        contact_id=contact_id,
        conversation_id=conversation_id,
        subject_id=workflow.id,
        data=data,
    )
    run = m.Run(
        state.workspace_id,
        event.seq,
        workflow.id,
        workflow.version,
        contact_id,
        "running",
        asked.variables,
        [],
        state.now,
        conversation_id,
        asked.start_at or program.first,
        memory=asked.memory,
    )
    if asked.chain:
        remember(run, chain=asked.chain)
    state.runs.add(event.seq, run)
    state.entered.put((workflow.id, contact_id), True)
    state.live_runs.put(contact_id, (*live(state, contact_id), event.seq))
    if asked.chain < CHAIN_LIMIT:
        state.ready.append(event.seq)
    else:
        end(state, run, "failed", "step_limit")
    return event


def skip(state: State, workflow_id: int, contact_id: int, reason: str) -> m.Event:
    """The contact does not enter, and the log says why."""
    return state.emit(
        "run.skipped",
        f"workflow:{workflow_id}",
        contact_id=contact_id,
        conversation_id=state.contacts.one(contact_id).conversation_id,
        subject_id=workflow_id,
        data={"reason": reason},
    )


def is_inside(state: State, workflow_id: int, contact_id: int) -> bool:
    """Whether the contact is in a run of this workflow."""
    return any(state.runs.one(run_id).workflow_id == workflow_id for run_id in live(state, contact_id))


def has_entered(state: State, workflow_id: int, contact_id: int) -> bool:
    """Whether the contact ever entered this workflow, under whatever version."""
    known = state.entered.rows.get((workflow_id, contact_id))
    if known is None and state.contacts.marks.get(contact_id) is Mark.NEW:
        return False
    return bool(state.entered.find((workflow_id, contact_id)))


def note(state: State, run: m.Run, outcome: str, reason: str | None = None, why: object = None) -> None:
    """Add to the trail what the run's present step did."""
    if run.step is not None:
        run.trail = [*run.trail, m.TrailEntry(run.step, state.now, outcome, reason, why)]


def remember(run: m.Run, **changes: Any) -> None:
    """Change what the run, which is being edited, keeps for its steps."""
    run.memory = replace(run.memory or m.Memory(), **changes)


def wait(
    state: State, run: m.Run, due_at: datetime, *, pool_id: int | None = None, rests: bool = True
) -> m.Event:
    """The run rests at its step until something comes or the time is over; the event is the wait's id.

    Without ``rests`` the wait is a pause that does not make a circle of steps any slower.
    """
    data: dict[str, Any] = {"step": run.step}
    if pool_id is not None:
        data["pool"] = pool_id
    event = state.emit(
        "run.waiting",
        f"workflow:{run.workflow_id}",
        contact_id=run.contact_id,
        conversation_id=run.conversation_id,
        subject_id=run.id,
        data=data,
    )
    run.state, run.wait_id = "waiting", event.seq
    if rests and run.memory is not None and run.memory.steps:
        remember(run, steps=0)
    state.timers.add(event.seq, m.Timer(state.workspace_id, event.seq, due_at, "run", run.id))
    state.contacts.edit(run.contact_id).waiting_runs += 1
    return event


def wake(state: State, run_id: int) -> m.Run:
    """The wait is over, for whatever reason: out of the queue, timer gone."""
    run = state.runs.edit(run_id)
    wait_id = run.wait_id
    assert wait_id is not None
    if state.timers.find(wait_id) is not None:
        state.timers.remove(wait_id)
    if state.queue_entries.find(wait_id) is not None:
        queue.leave(state, wait_id)
    if run.memory is not None:
        if run.memory.requests:
            state.requests.remove(wait_id)
        elif run.memory.chain and run.trail[-1].at < state.now:  # served at once is not rest
            remember(run, chain=0)
        if run.memory.requests or run.memory.question is not None:
            remember(run, requests=False, question=None)
    run.state, run.wait_id = "running", None
    state.contacts.edit(run.contact_id).waiting_runs -= 1
    return run


def go_on(state: State, run: m.Run, step: str | None) -> None:
    """The run continues at this step when its turn comes; without one it has run out of steps."""
    run.step = step
    state.ready.append(run.id)


def end(state: State, run: m.Run, final: m.RunState, reason: str | None = None) -> None:
    """Exactly once, with a reason unless it is completed."""
    run.state, run.reason, run.ended_at = final, reason, state.now
    rest = tuple(other for other in live(state, run.contact_id) if other != run.id)
    state.live_runs.put(run.contact_id, rest)
    data: dict[str, Any] = {"state": final}
    if reason is not None:
        data["reason"] = reason
    state.emit(
        "run.ended",
        f"workflow:{run.workflow_id}",
        contact_id=run.contact_id,
        conversation_id=run.conversation_id,
        subject_id=run.id,
        data=data,
    )


def stop(state: State, run_id: int, reason: str) -> None:
    """Take the contact out of the run, wherever it is."""
    run = state.runs.edit(run_id)
    if run.state == "waiting":
        run = wake(state, run_id)
    if run_id in state.ready:
        state.ready.remove(run_id)
    note(state, run, "stopped", reason)
    end(state, run, "stopped", reason)


def stop_workflow(state: State, workflow_id: int) -> None:
    """Out of a workflow that was stopped goes everybody, as many now as one command may."""
    known = state.runs_of_workflow.find(workflow_id) or ()
    begun = (run.id for run in state.runs.present() if run.workflow_id == workflow_id)
    inside = [run for run in map(state.runs.one, {*known, *begun}) if run.state == "waiting"]
    for run in sorted(inside, key=lambda run: run.contact_id)[: state.left]:
        stop(state, run.id, "workflow_stopped")
    state.stopped.pop(workflow_id, None)
    if len(inside) > state.left or len(known) > state.at_once:  # whoever is not known is read by the next
        state.stopped[workflow_id] = None
        state.left = len(inside)
    state.left -= len(inside)


def stop_all(state: State, contact_id: int, reason: str) -> None:
    """Out of every run."""
    for run_id in live(state, contact_id):
        stop(state, run_id, reason)


def stop_on(state: State, contact_id: int, cause: str, *, but: int | None = None) -> None:
    """Out of those runs whose workflow says that this stops them, but for the one that does it itself."""
    for run_id in live(state, contact_id):
        if (
            run_id not in {but, state.running}
            and cause in program_of(state, state.runs.one(run_id)).stop_when
        ):
            stop(state, run_id, cause)


def asked_last(state: State, contact_id: int) -> int | None:
    """The run whose question the contact has been asked last and has not answered yet."""
    asked: list[tuple[int, int]] = []
    for run_id in live(state, contact_id):
        memory = state.runs.one(run_id).memory
        if memory is not None and memory.question is not None:
            asked.append((memory.question.asked, run_id))
    return max(asked)[1] if asked else None


def close_waits(state: State, contact_id: int) -> None:
    """The conversation is closed: whoever waits in the queue stops."""
    for run_id in live(state, contact_id):
        if queue_entry(state, run_id) is not None:
            stop(state, run_id, "conversation_closed")


def satisfy(state: State, assigned: m.Event) -> None:
    """The contact has been assigned: every step in which it waits goes on, and the decision says so."""
    assert assigned.contact_id is not None
    assert assigned.data is not None
    satisfied: list[int] = []
    for run_id in live(state, assigned.contact_id):
        if queue_entry(state, run_id) is not None:
            run = wake(state, run_id)
            note(state, run, "done", "assigned_elsewhere")
            go_on(state, run, node_of(state, run).next)
            satisfied.append(run_id)
    if satisfied:
        assigned.data["satisfied"] = satisfied


def settle_holder(state: State, contact_id: int) -> None:
    """Holder or openness changed while the contact waits: it stands in the line of its new holder."""
    contact = state.contacts.one(contact_id)
    for run_id in live(state, contact_id):
        entry = queue_entry(state, run_id)
        if entry is not None:
            terms = Terms.of(state.queue_lines.one(entry.line_id))
            queue.move(state, entry, terms.held_by(contact).shared())


def queue_entry(state: State, run_id: int) -> m.QueueEntry | None:
    """The run's place in the queue, if that is what it waits for."""
    run = state.runs.one(run_id)
    if run.state != "waiting" or run.wait_id is None:
        return None
    return state.queue_entries.find(run.wait_id)


def take_out(state: State, run_id: int, actor: Actor) -> m.Event:
    """A person takes the contact out; the event says who."""
    stop(state, run_id, "taken_out")
    event = state.events[-1]
    event.actor = str(actor)
    return event
