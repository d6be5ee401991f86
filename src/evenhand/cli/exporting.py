"""Writes a workspace's workflows to files, and compares them with files."""

from pathlib import Path
from typing import Any, Final, cast

import msgspec
import typer

from evenhand.cli.frame import Failed
from evenhand.cli.gathering import Checked
from evenhand.cli.wiring import database, workspace_of
from evenhand.domain.workflow.diff import differences
from evenhand.domain.workflow.writing import update_yaml, write_yaml
from evenhand.gallery import slug
from evenhand.settings import Settings
from evenhand.storage.reads.rows import Connection
from evenhand.storage.reads.workflows import (
    WorkflowSummary,
    WorkflowView,
    workflow,
    workflow_by_name,
    workflows,
)
from evenhand.virtual.files import load_file

ALL: Final = 1_000_000


Chosen = list[tuple[Path | None, WorkflowSummary]]
"""Which workflow goes to which file; without one to the terminal."""


class Target(msgspec.Struct, frozen=True):
    """Where to: ``files``, every workflow into a ``folder``, or without either one to the terminal."""

    files: list[Path]
    name: str | None
    folder: Path | None


async def export_files(settings: Settings, workspace: str | None, target: Target) -> None:
    """Writes what is asked for. Raises Failed where it is not clear which workflow goes where."""
    if target.name is not None and len(target.files) > 1:
        raise Failed("--workflow names one workflow, hence one file.")
    if target.folder is not None and (target.files or target.name is not None):
        raise Failed("--into writes every workflow: give it neither files nor --workflow.")
    async with database(settings) as opened, opened.reads.connection() as connection:
        workspace_id = await workspace_of(connection, workspace)
        known = await workflows(connection, workspace_id, limit=ALL)
        chosen = _into(known, target.folder) if target.folder else _to_files(known, target)
        for file, summary in chosen:
            view = await workflow(connection, workspace_id, summary.id)
            if view is not None:
                _write(file, view)


async def diff_files(settings: Settings, files: list[Checked], workspace: str | None) -> None:
    """Prints, for each file, what is different from the draft that the workspace has."""
    async with database(settings) as opened, opened.reads.connection() as connection:
        workspace_id = await workspace_of(connection, workspace)
        for checked in files:
            for line in await _differences(connection, workspace_id, checked):
                typer.echo(f"{checked.workflow.name}: {line}")


async def _differences(connection: Connection, workspace_id: int, checked: Checked) -> list[str]:
    view = await workflow_by_name(connection, workspace_id, checked.workflow.name.strip())
    if view is None:
        return ["new"]
    return [str(change) for change in differences(view.document, checked.document)] or ["no difference"]


def _into(known: list[WorkflowSummary], folder: Path) -> Chosen:
    """A file for each workflow, named after it."""
    named: dict[str, WorkflowSummary] = {}
    for summary in known:
        name = _file_of(summary)
        named[f"{name}-{summary.id}" if name in named else name] = summary
    return [(folder / f"{name}.yaml", summary) for name, summary in named.items()]


def _to_files(known: list[WorkflowSummary], target: Target) -> Chosen:
    return [(file, _choose(known, target, file)) for file in target.files or (None,)]


def _choose(known: list[WorkflowSummary], target: Target, file: Path | None) -> WorkflowSummary:
    """The workflow that is asked for, of the name in the file, that it is named after, or the only one."""
    by_name = {summary.name: summary for summary in known}
    name = target.name or (_name_in(file) if file is not None and file.exists() else None)
    if name is not None:
        if name.strip() not in by_name:
            raise Failed(f"There is no workflow {name} in this workspace.")
        return by_name[name.strip()]
    alike = [summary for summary in known if file is not None and _file_of(summary) == slug(file.stem)]
    found = alike or known
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{summary.name} ({_file_of(summary)}.yaml)" for summary in known[:20])
    choice = (
        f"choose one with --workflow, or name the file after it: {names}" if known else "apply a file first"
    )
    raise Failed(f"There are {len(known) or 'no'} workflows; {choice}.")


def _file_of(summary: WorkflowSummary) -> str:
    return slug(summary.name) or f"workflow-{summary.id}"


def _name_in(file: Path) -> str | None:
    data: object = load_file(file).data
    name = cast("dict[str, Any]", data).get("name") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None


def _write(file: Path | None, view: WorkflowView) -> None:
    if file is None:
        typer.echo(write_yaml(view.document), nl=False)
        return
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else None
        text = write_yaml(view.document) if before is None else update_yaml(before, view.document)
        if text != before:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Failed(f"{file} cannot be written: {error}.") from None
    outcome = "created" if before is None else "unchanged" if text == before else "changed"
    typer.echo(f"{outcome} {file} ({view.name})")
