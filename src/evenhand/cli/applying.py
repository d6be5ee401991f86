"""Applies workflow files to a workspace, through its lane."""

import typer

from evenhand.cli.gathering import Checked, report
from evenhand.cli.wiring import Door, door
from evenhand.domain.commands import SYSTEM, PublishWorkflow, SaveWorkflow
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.workflow.format import Source
from evenhand.domain.workflow.lint import check
from evenhand.domain.workflow.problems import Problem
from evenhand.settings import Settings
from evenhand.storage.reads.workflows import WorkflowView, names, version, workflow_by_name


async def apply_files(
    settings: Settings, files: list[Checked], workspace: str | None, *, publish: bool
) -> int:
    """Applies each file alone, prints what came of it, and answers how many could be applied."""
    async with door(settings) as opened:
        workspace_id = await opened.workspace(workspace)
        return [await _apply(opened, workspace_id, file, publish=publish) for file in files].count(True)


async def _apply(door: Door, workspace_id: int, checked: Checked, *, publish: bool) -> bool:
    if publish and not await _has_names(door, workspace_id, checked):
        return False  # before the draft is saved: of a file with errors nothing is applied
    try:
        outcome = await _save(door, workspace_id, checked, publish=publish)
    except Refused as refusal:
        report(checked.file, _problems(checked.source, refusal))
        return False
    view = await _find(door, workspace_id, checked)
    state = await _state(door, workspace_id, view) if view else "deleted meanwhile"
    typer.echo(f"{outcome} {checked.workflow.name} ({state})")
    return True


async def _has_names(door: Door, workspace_id: int, checked: Checked) -> bool:
    """Whether the workspace has what the file names; prints what it has not."""
    async with door.database.reads.connection() as connection:
        known = await names(connection, workspace_id)
    problems = check(checked.workflow, known, checked.source)
    reported = check(checked.workflow, None, checked.source)
    report(checked.file, [problem for problem in problems if problem not in reported])
    return all(problem.severity != "error" for problem in problems)


async def _save(door: Door, workspace_id: int, checked: Checked, *, publish: bool) -> str:
    before = await _find(door, workspace_id, checked)
    known = before.id if before else None
    answer = await door.submit(
        SaveWorkflow(workspace_id=workspace_id, actor=SYSTEM, document=checked.document, workflow_id=known)
    )
    changed = answer.event is not None
    if publish and (changed or before is None or not await _is_published(door, workspace_id, before)):
        key = known if known is not None else answer.event.seq if answer.event else 0
        await door.submit(PublishWorkflow(workspace_id=workspace_id, actor=SYSTEM, workflow_id=key))
        changed = True
    if before is None:
        return "created"
    return "changed" if changed else "unchanged"


async def _find(door: Door, workspace_id: int, checked: Checked) -> WorkflowView | None:
    async with door.database.reads.connection() as connection:
        return await workflow_by_name(connection, workspace_id, checked.workflow.name.strip())


async def _is_published(door: Door, workspace_id: int, view: WorkflowView) -> bool:
    """Whether the draft is what runs."""
    if view.state != "published" or view.version is None:
        return False
    async with door.database.reads.connection() as connection:
        found = await version(connection, workspace_id, view.version, view.id)
    return found is not None and found.document == view.document


async def _state(door: Door, workspace_id: int, view: WorkflowView) -> str:
    if view.state != "published":
        return view.state
    published = f"version {view.version} published"
    return published if await _is_published(door, workspace_id, view) else f"draft; {published}"


def _problems(source: Source, refusal: Refused) -> list[Problem]:
    problems: list[Problem] = []
    for flaw in refusal.flaws or (Flaw("", refusal.detail),):
        path = flaw.pointer.rstrip("/")
        line, column = source.place(path) or (None, None)
        problems.append(Problem(path, flaw.detail, line=line, column=column))
    return problems
