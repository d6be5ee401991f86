"""Carries runs through their steps: from one rest to the next."""

from typing import Final, assert_never

from evenhand.domain import model as m
from evenhand.domain import users
from evenhand.domain.assignment import queue
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.commands import ReportRequest
from evenhand.domain.state import State
from evenhand.domain.workflow import firing, runs
from evenhand.domain.workflow.outcome import Done, Failed, Jumps, Outcome, Takes, Waits
from evenhand.domain.workflow.program import Node
from evenhand.domain.workflow.steps.ask_question import AskQuestion
from evenhand.domain.workflow.steps.assign_to import AssignTo, assign_waiting
from evenhand.domain.workflow.steps.http_request import HttpRequest

STEP_LIMIT: Final = 1_000
"""Steps without waiting after which a run is cut off (contract, Runs)."""


def settle(state: State) -> None:
    """What must follow from a change: answers, the match, runs that go on, then workflows that it triggers.

    A run set off by a step starts when that run rests.
    """
    while True:
        if state.answers:
            _answer(state, *state.answers.pop(0))
        elif state.left and state.dismissed:
            users.hand_back(state, *next(iter(state.dismissed.items())))
        elif state.left and state.stopped:
            runs.stop_workflow(state, next(iter(state.stopped)))
        elif state.left and state.emptied:
            _leave_empty(state, state.emptied[0])
        elif state.left and state.freed:
            match_waiting(state)
        elif state.ready:
            advance(state, state.ready.pop(0))
        elif state.starts:
            firing.enter(state, state.starts.pop(0))
        elif state.triggers:
            firing.fire(state)
        else:
            return


def match_waiting(state: State) -> None:
    """Nobody waits while somebody could take them: place the first in order until that holds.

    Where more can be placed than one command may, the pools in question stay freed: the next command of
    the lane continues, and whoever comes to wait meanwhile stands behind.
    """
    front = queue.Front(state)
    while state.waiting:
        if not state.left:
            state.freed |= front.pools()
            return
        if state.freed:
            freed, state.freed = state.freed, {}
            front.add(freed)
        entry = front.first()
        if entry is None:
            return
        state.left -= 1
        _place(state, entry)
    state.freed = {}


def advance(state: State, run_id: int) -> None:
    """Carry out steps until the run rests or ends."""
    run = state.runs.edit(run_id)
    steps = runs.program_of(state, run).steps
    taken = 0 if run.memory is None else run.memory.steps
    while run.step is not None:
        if taken == STEP_LIMIT or not _may_go_on(state, run):
            runs.end(state, run, "failed", "step_limit")
            return
        taken += 1
        node = steps[run.step]
        state.running = run_id
        goes_on = _follow(state, run, node, node.step.run(state, run))
        state.running = None
        if not goes_on:
            if _pauses(state, run):
                runs.remember(run, steps=taken)
            return
        if state.left and state.freed:
            match_waiting(state)
    runs.end(state, run, "completed")


def _pauses(state: State, run: m.Run) -> bool:
    """Whether the run waits in a way that does not make a circle slower: for an answer, or behind a drain."""
    behind = state.freed and state.queue_entries.rows.get(run.wait_id or 0) is not None
    return bool(behind) or (run.memory is not None and run.memory.requests)


def timer_due(state: State, timer: m.Timer) -> None:
    """The time of a wait is over."""
    run = state.runs.find(timer.subject_id)
    if run is None or run.wait_id != timer.id:
        state.timers.remove(timer.id)
        return
    run = runs.wake(state, run.id)
    node = runs.node_of(state, run)
    state.running = run.id
    resume(state, run, node, node.step.due(state, run))
    state.running = None


def resume(state: State, run: m.Run, node: Node, outcome: Outcome) -> None:
    """What a step waited for has come: the run goes on when its turn comes, or ends."""
    if _follow(state, run, node, outcome):
        state.ready.append(run.id)


def answer_request(state: State, command: ReportRequest) -> None:
    """What came of the HTTP request that a run waits for; nothing where it waits for it no more."""
    run = state.runs.find(command.run_id)
    if run is None or run.wait_id != command.request_id:
        return
    run = runs.wake(state, run.id)
    node = runs.node_of(state, run)
    assert isinstance(node.step, HttpRequest)
    state.running = run.id
    resume(state, run, node, node.step.answered(run, command))
    state.running = None


def _may_go_on(state: State, run: m.Run) -> bool:
    """Count a step; False once the runs of its contact that set one another off have made too many.

    Each of them has its own limit, but one may set off many, and each of those as many again.
    """
    left = state.steps_left.get(run.contact_id, runs.CHAIN_LIMIT * STEP_LIMIT)
    state.steps_left[run.contact_id] = left - 1
    return left > 0


def _answer(state: State, run_id: int, message_id: int) -> None:
    """The contact has answered the question at which a run waits."""
    run = state.runs.edit(run_id)
    node = runs.node_of(state, run)
    assert isinstance(node.step, AskQuestion)
    state.running = run_id
    outcome = node.step.answered(state, run, state.messages.one(message_id).text)
    if isinstance(outcome, Waits):
        runs.note(state, run, "waiting", outcome.reason)
    else:
        resume(state, runs.wake(state, run_id), node, outcome)
    state.running = None


def _follow(state: State, run: m.Run, node: Node, outcome: Outcome) -> bool:
    """Note what the step did and move on; whether the run goes on now."""
    match outcome:
        case Done():
            runs.note(state, run, "done", outcome.reason)
            run.step = node.next
            return True
        case Waits():
            runs.note(state, run, "waiting", outcome.reason)
            return False
        case Jumps():
            runs.note(state, run, "jumped")
            run.step = outcome.step
            return True
        case Takes():
            known = outcome.way in node.ways
            runs.note(state, run, outcome.way if known else "done", outcome.reason, outcome.why)
            run.step = node.ways[outcome.way] if known else None
            return True
        case Failed() if "on_failure" in node.ways:
            runs.note(state, run, "on_failure", outcome.reason, outcome.why)
            run.step = node.ways["on_failure"]
            return True
        case Failed():
            runs.note(state, run, "failed", outcome.reason, outcome.why)
            runs.end(state, run, "failed", outcome.reason)
            return False
        case _:
            assert_never(outcome)


def _place(state: State, entry: m.QueueEntry) -> None:
    """Somebody may take the first in line: assigned, and its run goes on."""
    terms = Terms.of(state.queue_lines.one(entry.line_id)).held_by(state.contacts.one(entry.contact_id))
    run = runs.wake(state, entry.run_id)
    state.running = run.id
    assign_waiting(state, run, terms, entry.logic)
    state.running = None
    runs.note(state, run, "done")
    runs.go_on(state, run, runs.node_of(state, run).next)


def _leave_empty(state: State, pool_id: int) -> None:
    """The pool has become empty: whoever waits for it fails, or goes on where the step says so."""
    front = queue.Front(state, every_line=True)
    if state.waiting and not state.pools.find(pool_id):
        front.add((pool_id,))
    while (entry := front.first()) is not None:
        if not state.left:
            return
        state.left -= 1
        run = runs.wake(state, entry.run_id)
        node = runs.node_of(state, run)
        if isinstance(node.step, AssignTo) and node.step.when_empty == "next_step":
            runs.note(state, run, "done", "pool_empty")
            runs.go_on(state, run, node.next)
        else:
            resume(state, run, node, Failed("pool_empty"))
    state.emptied.remove(pool_id)
