"""The workflows that a command names: files, and templates of the gallery, with parameters filled in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
import typer

from evenhand.cli.frame import Failed
from evenhand.domain.workflow.format import Source, Workflow
from evenhand.domain.workflow.lint import examine
from evenhand.domain.workflow.parameters import fill
from evenhand.domain.workflow.problems import Problem
from evenhand.gallery import UnknownTemplate, source_of
from evenhand.virtual.files import load_file


class Named(msgspec.Struct, frozen=True):
    """What a command asks for: ``file`` is a file, or stands for a template."""

    files: list[Path]
    template: str | None
    values: list[str]


class Checked(msgspec.Struct, frozen=True):
    """A file without errors: what stands in it, and the workflow that this is."""

    file: Path
    source: Source
    workflow: Workflow

    @property
    def document(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self.source.data)


def report(file: Path, problems: list[Problem]) -> None:
    """Prints each problem on a line of its own."""
    for problem in problems:
        note = " (a warning)" if problem.severity == "warning" else ""
        typer.echo(problem.located(str(file)) + note)


def gather(named: Named, *, warnings: bool = True) -> tuple[list[Checked], int]:
    """The workflows without errors, and how many were asked for; the problems of all are printed.

    Raises Failed where nothing is asked for, or something that there is not.
    """
    values = dict(_value(given) for given in named.values)
    good: list[Checked] = []
    asked = 0
    for file, source in _sources(named):
        asked += 1
        filled, problems = _filled(source, values)
        workflow = None
        if not problems:
            workflow, problems = examine(filled)
        report(file, [each for each in problems if warnings or each.severity == "error"])
        if workflow is not None:
            good.append(Checked(file, filled, workflow))
    if not asked:
        raise Failed("Name a file with a workflow, or a template with --template.")
    return good, asked


def _sources(named: Named) -> Iterator[tuple[Path, Source]]:
    for file in named.files:
        yield file, load_file(file)
    if named.template is not None:
        try:
            yield Path(named.template), source_of(named.template)
        except UnknownTemplate as error:
            raise Failed(str(error)) from None


def _filled(source: Source, values: dict[str, str]) -> tuple[Source, list[Problem]]:
    """The workflow that a template becomes; any other file as it is."""
    document: object = source.data
    is_template = isinstance(document, dict) and "parameters" in document
    return fill(source, values) if (values and not source.problems) or is_template else (source, [])


def _value(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise Failed(f"--set {given} says no value: write --set {name.strip() or 'name'}=value.")
    return name.strip(), value
