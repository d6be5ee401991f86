"""``evenhand workflow``."""

from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from evenhand.cli import log
from evenhand.cli.applying import Checked, apply_files, report
from evenhand.cli.frame import REFUSED, Data
from evenhand.cli.process import run
from evenhand.domain.workflow.format import Source, parse_yaml, read
from evenhand.domain.workflow.problems import Problem
from evenhand.settings import load

MAX_BYTES: Final = 4_000_000

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, show_default=False)
]
app = typer.Typer()


@app.command()
def lint(files: Files) -> None:
    """Check workflow files: one line `file:line:column: path: what is wrong` for each problem."""
    if len(_checked(files)) < len(files):
        raise typer.Exit(REFUSED)


@app.command()
def apply(
    files: Files,
    publish: Annotated[bool, typer.Option("--publish", help="Publish what was applied.")] = False,
    workspace: Annotated[
        str | None, typer.Option(metavar="NAME", help="Not needed where there is only one.")
    ] = None,
    data: Data = None,
) -> None:
    """Make or change the workflows of these files; a workflow is known by its name."""
    settings = load(data=data)
    log.configure("warning")
    good = _checked(files)
    applied = run(apply_files(settings, good, workspace, publish=publish)) if good else 0
    if applied < len(files):
        raise typer.Exit(REFUSED)


def _checked(files: list[Path]) -> list[Checked]:
    """The files without errors; the problems of all are printed."""
    good: list[Checked] = []
    for file in files:
        source = _source(file)
        workflow, problems = read(source)
        report(file, problems)
        if workflow is not None:
            good.append(Checked(file, source, workflow))
    return good


def _source(file: Path) -> Source:
    try:
        with file.open("rb") as stream:
            text = stream.read(MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Source(msgspec.UNSET, (Problem("", "the file is not in UTF-8", line=line, column=1),))
    return parse_yaml(text)
