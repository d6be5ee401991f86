"""What is wrong with a workflow: its document alone, and in a workspace the names that it refers to."""

from collections.abc import Iterator

from evenhand.domain.workflow.format import Workflow, read
from evenhand.domain.workflow.linting.circles import check_circles
from evenhand.domain.workflow.linting.conditions import check_conditions
from evenhand.domain.workflow.linting.names import Names, check_names
from evenhand.domain.workflow.linting.paths import check_paths
from evenhand.domain.workflow.linting.texts import check_texts
from evenhand.domain.workflow.linting.walking import Found
from evenhand.domain.workflow.problems import Problem
from evenhand.domain.workflow.program import compile_workflow
from evenhand.domain.workflow.reading import MAX_PROBLEMS
from evenhand.domain.workflow.source import Source

__all__ = ["Names", "check", "examine", "lint"]


def lint(source: Source, names: Names | None = None) -> list[Problem]:
    """Every problem of a document, in the order of the file if it is one.

    Without the ``names`` of a workspace, only what the document itself shows.
    """
    return examine(source, names)[1]


def examine(source: Source, names: Names | None = None) -> tuple[Workflow | None, list[Problem]]:
    """The workflow of a document, unless a problem is an error, and its problems as `lint` has them."""
    workflow, problems = read(source)
    if workflow is not None:
        problems = [*problems, *check(workflow, names, source)]
        if source.values:
            problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
        if any(problem.severity == "error" for problem in problems):
            workflow = None
    return workflow, problems


def check(workflow: Workflow, names: Names | None = None, source: Source | None = None) -> list[Problem]:
    """What reading does not see of a workflow that can be read; with places where the source has them."""
    found = list(dict.fromkeys(_all(workflow, names)))
    return [each.located(source) for each in found[:MAX_PROBLEMS]]


def _all(workflow: Workflow, names: Names | None) -> Iterator[Found]:
    program = compile_workflow(workflow)
    yield from check_paths(program)
    yield from check_conditions(workflow)
    yield from check_texts(workflow, names)
    if names is not None:
        yield from check_names(workflow, names)
        yield from check_circles(workflow.name.strip(), program, names)
