"""Drafts, versions, stopping: how a workflow document comes to run."""

from typing import Any

from evenhand.domain import model as m
from evenhand.domain.access import sees
from evenhand.domain.commands import (
    DeleteWorkflow,
    PublishWorkflow,
    RenewWebhookKey,
    SaveWorkflow,
    StopWorkflow,
    TakeOut,
)
from evenhand.domain.errors import Flaw, Refused, invalid, not_found, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.format import from_json, read
from evenhand.domain.workflow.lint import Names, check
from evenhand.domain.workflow.problems import Problem
from evenhand.domain.workflow.program import Program, compile_workflow

MAX_NAME = 200


def save(state: State, command: SaveWorkflow) -> m.Event | None:
    """Writes the draft, which may still have problems; None where it is the same document."""
    name = _name_of(command.document)
    if command.workflow_id is None:
        return _create(state, command, name)
    workflow = _known(state, command.workflow_id)
    if command.revision is not None and command.revision != workflow.revision:
        raise Refused(
            "stale", "stale_draft", said("The draft has been changed since you read it: read it again.")
        )
    if workflow.document == command.document:
        return None
    if name != workflow.name:
        _refuse_taken(state, name)
    row = state.workflows.edit(workflow.id)
    row.name, row.document, row.updated_at = name, command.document, state.now
    row.revision += 1
    return state.emit("workflow.updated", command.actor, subject_id=row.id, data={"revision": row.revision})


def publish(state: State, command: PublishWorkflow) -> m.Event:
    """The draft becomes the next version, or is refused with every problem. Who is inside stays."""
    workflow = _known(state, command.workflow_id)
    parsed, problems = read(from_json(workflow.document))
    if parsed is not None:
        problems = [*problems, *check(parsed, names_of(state))]
    errors = [problem for problem in problems if problem.severity == "error"]
    if parsed is None or errors:
        raise Refused("invalid", "workflow_has_problems", said("The workflow has problems."), _flaws(errors))
    row = state.workflows.edit(workflow.id)
    row.version = (row.version or 0) + 1
    row.state, row.published_at = "published", state.now
    key = (row.id, row.version)
    version = m.WorkflowVersion(
        state.workspace_id, row.id, row.version, row.document, state.now, str(command.actor)
    )
    state.workflow_versions.add(key, version)
    state.programs.put(key, compile_workflow(parsed))
    return state.emit("workflow.published", command.actor, subject_id=row.id, data={"version": row.version})


def stop(state: State, command: StopWorkflow) -> m.Event | None:
    """Takes everyone out; None where it does not run."""
    workflow = _known(state, command.workflow_id)
    if workflow.state != "published":
        return None
    return _stop(state, workflow, str(command.actor))


def delete(state: State, command: DeleteWorkflow) -> m.Event:
    """Stops it first."""
    workflow = _known(state, command.workflow_id)
    if workflow.state == "published":
        _stop(state, workflow, str(command.actor))
    state.workflows.edit(workflow.id).deleted_at = state.now
    return state.emit("workflow.deleted", command.actor, subject_id=workflow.id)


def renew_key(state: State, command: RenewWebhookKey) -> m.Event:
    """Whoever knows the address of the workflow's webhook so far cannot start it any more."""
    workflow = _known(state, command.workflow_id)
    event = state.emit("workflow.key_renewed", command.actor, subject_id=workflow.id)
    if state.workflow_keys.find(workflow.id) is None:
        state.workflow_keys.add(workflow.id, m.WorkflowKey(state.workspace_id, workflow.id, event.seq))
    else:
        state.workflow_keys.edit(workflow.id).number = event.seq
    return event


def take_out(state: State, command: TakeOut) -> m.Event:
    """A person takes one contact out of a run."""
    run = state.runs.find(command.run_id)
    if run is None or not sees(state, command.actor, state.contacts.one(run.contact_id)):
        raise not_found("run", command.run_id)
    if run.state != "waiting":
        raise Refused("conflict", "run_ended", said("This run has ended already."))
    return runs.take_out(state, run.id, command.actor)


def names_of(state: State) -> Names:
    """What a document may refer to in this workspace."""
    return Names(
        teams=frozenset(team.name for team in state.teams.present() if team.deleted_at is None),
        users=frozenset(user.email for user in state.users.present() if user.deleted_at is None),
        channels=frozenset(row.name for row in state.channels.present() if row.deleted_at is None),
        fields={field.name: field.type for field in state.custom_fields.present()},
        categories=frozenset(row.name for row in state.closing_categories.present()),
        workflows=_running(state),
    )


def _running(state: State) -> dict[str, Program | None]:
    """Every workflow by its name, with what runs of it."""
    rows = [row for row in state.workflows.present() if row.deleted_at is None]
    keys = {row.name: (row.id, row.version) for row in rows if row.state == "published" and row.version}
    state.programs.ask_for(keys.values())
    return {row.name: state.programs.one(keys[row.name]) if row.name in keys else None for row in rows}


def _stop(state: State, workflow: m.Workflow, actor: str) -> m.Event:
    event = state.emit("workflow.stopped", actor, subject_id=workflow.id)
    state.workflows.edit(workflow.id).state = "stopped"
    runs.stop_workflow(state, workflow.id)
    return event


def _create(state: State, command: SaveWorkflow, name: str) -> m.Event:
    _refuse_taken(state, name)
    event = state.emit("workflow.created", command.actor)
    state.workflows.add(
        event.seq,
        m.Workflow(state.workspace_id, event.seq, name, "draft", 1, command.document, state.now, state.now),
    )
    return event


def _known(state: State, workflow_id: int) -> m.Workflow:
    workflow = state.workflows.find(workflow_id)
    if workflow is None or workflow.deleted_at is not None:
        raise not_found("workflow", workflow_id)
    return workflow


def _name_of(document: dict[str, Any]) -> str:
    name = document.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
        raise invalid("/name", said("A workflow needs a name of 1 to {most} characters.", most=MAX_NAME))
    return name.strip()


def _refuse_taken(state: State, name: str) -> None:
    if any(row.name == name and row.deleted_at is None for row in state.workflows.present()):
        raise unfit("/name", said("There is a workflow {name} already.", name=name), "workflow_name_taken")


def _flaws(problems: list[Problem]) -> tuple[Flaw, ...]:
    return tuple(Flaw(problem.path or "/", problem.detail) for problem in problems)
