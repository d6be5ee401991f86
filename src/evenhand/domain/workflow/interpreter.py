"""Carries runs through their steps: from one rest to the next."""

from typing import Final, assert_never

from evenhand.domain import model as m
from evenhand.domain.assignment import queue
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.state import State, Trigger
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.conditions import Condition, Group, holds
from evenhand.domain.workflow.outcome import Done, Failed, Outcome, Takes, Waits
from evenhand.domain.workflow.program import Node
from evenhand.domain.workflow.steps.assign_to import AssignTo, assign_waiting

STEP_LIMIT: Final = 1_000
"""Steps without waiting after which a run is cut off (contract, Runs)."""


def settle(state: State) -> None:
    """What must follow from a change: the match, then runs that go on, then workflows that it triggers.

    A run set off by a step starts when that run rests.
    """
    while True:
        if state.emptied:
            _leave_empty(state, state.emptied.pop(0))
        elif state.freed:
            match_waiting(state)
        elif state.ready:
            advance(state, state.ready.pop(0))
        elif state.triggers:
            _fire(state, state.triggers.pop(0))
        else:
            return


def match_waiting(state: State) -> None:
    """Nobody waits while somebody could take them: place the first in order until that holds."""
    while (entry := queue.next_match(state)) is not None:
        _place(state, entry)


def advance(state: State, run_id: int) -> None:
    """Carry out steps until the run rests or ends."""
    run = state.runs.edit(run_id)
    program = runs.program_of(state, run)
    for _ in range(STEP_LIMIT):
        if run.step is None:
            break
        node = program.steps[run.step]
        if not _follow(state, run, node, node.step.run(state, run)):
            return
        if state.freed:
            match_waiting(state)
    if run.step is None:
        runs.end(state, run, "completed")
    else:
        runs.end(state, run, "failed", "step_limit")


def timer_due(state: State, timer: m.Timer) -> None:
    """The time of a wait is over: its way out, or the run fails."""
    run = state.runs.find(timer.subject_id)
    if run is None or run.wait_id != timer.id:
        state.timers.remove(timer.id)
        return
    run = runs.wake(state, run.id)
    node = runs.node_of(state, run)
    if "on_timeout" in node.ways:
        runs.note(state, run, "on_timeout", "assignment_timeout")
        runs.go_on(state, run, node.ways["on_timeout"])
    else:
        fail(state, run, node, "assignment_timeout")


def fail(state: State, run: m.Run, node: Node, reason: str) -> None:
    """A step that waited has failed: its ``on_failure``, or the end of the run."""
    if _follow(state, run, node, Failed(reason)):
        state.ready.append(run.id)


def _follow(state: State, run: m.Run, node: Node, outcome: Outcome) -> bool:
    """Note what the step did and move on; whether the run goes on now."""
    match outcome:
        case Done():
            runs.note(state, run, "done", outcome.reason)
            run.step = node.next
            return True
        case Waits():
            runs.note(state, run, "waiting")
            return False
        case Takes():
            known = outcome.way in node.ways
            runs.note(state, run, outcome.way if known else "done", outcome.reason, outcome.why)
            run.step = node.ways[outcome.way] if known else None
            return True
        case Failed() if "on_failure" in node.ways:
            runs.note(state, run, "on_failure", outcome.reason)
            run.step = node.ways["on_failure"]
            return True
        case Failed():
            runs.note(state, run, "failed", outcome.reason)
            runs.end(state, run, "failed", outcome.reason)
            return False
        case _:
            assert_never(outcome)


def _place(state: State, entry: m.QueueEntry) -> None:
    """Somebody may take the first in line: assigned, and its run goes on."""
    terms = Terms.of(state.queue_lines.one(entry.line_id)).held_by(state.contacts.one(entry.contact_id))
    run = runs.wake(state, entry.run_id)
    assign_waiting(state, run, terms, entry.logic)
    runs.note(state, run, "done")
    runs.go_on(state, run, runs.node_of(state, run).next)


def _leave_empty(state: State, pool_id: int) -> None:
    """The pool has become empty: whoever waits for it fails, or goes on where the step says so."""
    if state.pools.find(pool_id):
        return
    for entry in queue.everybody(state, pool_id) if state.waiting else ():
        run = runs.wake(state, entry.run_id)
        node = runs.node_of(state, run)
        if isinstance(node.step, AssignTo) and node.step.when_empty == "next_step":
            runs.note(state, run, "done", "pool_empty")
            runs.go_on(state, run, node.next)
        else:
            fail(state, run, node, "pool_empty")


def _fire(state: State, trigger: Trigger) -> None:
    """Start the published workflows whose trigger this is and whose conditions all hold, oldest first."""
    for workflow in sorted(state.workflows.present(), key=lambda row: row.id):
        if workflow.state != "published" or workflow.deleted_at is not None or workflow.version is None:
            continue
        program = state.programs.one((workflow.id, workflow.version))
        if program.trigger.type == trigger.type and _starts(program.trigger, trigger):
            runs.start(state, workflow, trigger.contact_id, {})


def _starts(wanted: Group, trigger: Trigger) -> bool:
    def fact(condition: Condition) -> object:
        return trigger.facts.get(condition.category)

    return holds(wanted, fact)
