"""``evenhand workflow``."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import log
from evenhand.cli.applying import apply_files
from evenhand.cli.exporting import Target, diff_files, export_files
from evenhand.cli.frame import REFUSED, Data
from evenhand.cli.gathering import Named, gather
from evenhand.cli.process import run
from evenhand.settings import load

Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE…", exists=True, dir_okay=False, show_default=False)
]
Template = Annotated[
    str | None,
    typer.Option("--template", metavar="NAME", help="A template of the gallery.", show_default=False),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A parameter of a template.", show_default=False),
]
Workspace = Annotated[
    str | None, typer.Option(metavar="NAME", help="Not needed where there is only one.", show_default=False)
]
app = typer.Typer()


@app.command()
def lint(files: Files = None, template: Template = None, values: Values = None) -> None:
    """Check workflow files. Each problem has a line `file:line:column: path: what is wrong`."""
    good, asked = gather(Named(files or [], template, values or []))
    if len(good) < asked:
        raise typer.Exit(REFUSED)


@app.command()
def apply(
    files: Files = None,
    template: Template = None,
    values: Values = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish what was applied.")] = False,
    workspace: Workspace = None,
    data: Data = None,
) -> None:
    """Make or change workflows. They are in files, or a template; a workflow is known by its name."""
    settings = load(data=data)
    log.configure("warning")
    good, asked = gather(Named(files or [], template, values or []))
    applied = run(apply_files(settings, good, workspace, publish=publish)) if good else 0
    if applied < asked:
        raise typer.Exit(REFUSED)


@app.command()
def export(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", dir_okay=False, show_default=False)
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--workflow", metavar="NAME", help="Which workflow.", show_default=False),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Write every workflow there.", show_default=False),
    ] = None,
    workspace: Workspace = None,
    data: Data = None,
) -> None:
    """Write workflows to files, or one to the terminal.

    A file that is there gets the workflow of the name that it holds, and keeps its comments; a new one
    the workflow that it is named after, or the only one.
    """
    settings = load(data=data)
    log.configure("warning")
    run(export_files(settings, workspace, Target(files or [], name, folder)))


@app.command()
def diff(
    files: Files = None,
    template: Template = None,
    values: Values = None,
    workspace: Workspace = None,
    data: Data = None,
) -> None:
    """What applying these files would change, told by steps."""
    settings = load(data=data)
    log.configure("warning")
    good, asked = gather(Named(files or [], template, values or []), warnings=False)
    if good:
        run(diff_files(settings, good, workspace))
    if len(good) < asked:
        raise typer.Exit(REFUSED)
