"""Which workflows a change sets off, and what their runs remember of it."""

from collections.abc import Iterator

from evenhand.domain import model as m
from evenhand.domain.state import Start, State, Trigger
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.conditions import holds
from evenhand.domain.workflow.facts import Facts
from evenhand.domain.workflow.triggers import Manual
from evenhand.domain.workflow.triggers import Trigger as Wanted


def fire(state: State) -> None:
    """Have every workflow that is set off by what has happened so far start next, the oldest first.

    Conditions are judged now, for all of them alike. Whether the contact is inside a workflow already is
    judged when it is about to enter: a run may have ended by then. But what a run does itself, or is told
    in answer, never starts its own workflow.
    """
    causes = list(state.triggers)
    state.triggers.clear()
    found: list[Start] = []
    for cause in causes:
        found += _asked_for(state, cause) if isinstance(cause, Start) else _set_off(state, cause)
    state.starts += sorted(found, key=lambda start: start.workflow_id)


def enter(state: State, start: Start) -> None:
    """The contact's turn has come, unless runs that set one another off have already made too many steps."""
    if start.chain and state.steps_left.get(start.contact_id, 1) <= 0:
        return
    runs.start(state, start)


def admits(state: State, start: Start, wanted: Wanted) -> bool:
    """Whether the conditions of a workflow that is started outright hold for the contact."""
    conversation_id = state.contacts.one(start.contact_id).conversation_id
    return holds(wanted, Facts(state, start.contact_id, conversation_id, start.variables, lambda _: None))


def _asked_for(state: State, start: Start) -> Iterator[Start]:
    """What a step starts: whatever the workflow's own trigger is, but `manual` may set conditions."""
    workflow = state.workflows.one(start.workflow_id)
    assert workflow.version is not None
    wanted = state.programs.one((workflow.id, workflow.version)).trigger
    if isinstance(wanted, Manual) and not admits(state, start, wanted):
        runs.skip(state, workflow.id, start.contact_id, "conditions")
    else:
        yield start


def _set_off(state: State, trigger: Trigger) -> Iterator[Start]:
    wanting = _starters(state).get(trigger.type, ())
    facts = Facts.of_trigger(state, trigger)
    for workflow_id, wanted in wanting:
        if not holds(wanted, facts):
            continue
        if workflow_id == trigger.workflow_id:
            runs.skip(state, workflow_id, trigger.contact_id, "inside")
            continue
        yield Start(
            workflow_id=workflow_id,
            contact_id=trigger.contact_id,
            variables={name: trigger.facts[name] for name in wanted.variables},
            start_at=None,
            chain=trigger.chain,
            conversation_id=trigger.conversation_id,
            memory=_memory(trigger),
        )


def _starters(state: State) -> dict[str, list[tuple[int, Wanted]]]:
    """The triggers of the published workflows by type; worked out again when a workflow has changed."""
    if state.starters is None or state.workflows.touched:
        rows = [
            (row.id, row.version)
            for row in state.workflows.present()
            if row.state == "published" and row.version is not None and row.deleted_at is None
        ]
        state.programs.ask_for(rows)
        found: dict[str, list[tuple[int, Wanted]]] = {}
        for key in rows:
            wanted = state.programs.one(key).trigger
            found.setdefault(wanted.type, []).append((key[0], wanted))
        state.starters, state.workflows.touched = found, set()
    return state.starters


def _memory(trigger: Trigger) -> m.Memory | None:
    """What a run is to remember where no other row tells it."""
    match trigger.type:
        case "message_received":
            return m.Memory(message=trigger.facts["message"])
        case "contact_assigned":
            return m.Memory(source=trigger.facts["source"])
        case _:
            return None
