"""Goes through a workflow: its steps, its conditions and its texts, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from evenhand.domain.texts import Said
from evenhand.domain.workflow.conditions import Condition, Entry, Group
from evenhand.domain.workflow.format import Workflow
from evenhand.domain.workflow.problems import Problem, Severity, child
from evenhand.domain.workflow.reading import shape_of
from evenhand.domain.workflow.source import Source
from evenhand.domain.workflow.steps import Branch, Step, Steps
from evenhand.domain.workflow.templates import Template, Texts
from evenhand.domain.workflow.text import Text


class Found(NamedTuple):
    """Something that is wrong: where (a JSON pointer, at its ``key`` or its value), why, in which step."""

    path: str
    detail: Said
    step: str | None = None
    severity: Severity = "error"
    key: bool = False

    def located(self, source: Source | None) -> Problem:
        """The problem, with its place in the file where there is one."""
        line, column = (source.place(self.path, key=self.key) if source else None) or (None, None)
        return Problem(self.path, self.detail, self.severity, self.step, line, column)


def steps_of(workflow: Workflow) -> Iterator[tuple[Step, str]]:
    """Every step with its path, in the order of the file but for the order of lists in a step."""
    yield from _steps(workflow.steps, "/steps")


def _steps(steps: Steps, path: str) -> Iterator[tuple[Step, str]]:
    for i, step in enumerate(steps):
        here = child(path, i)
        yield step, here
        for way, inner in step.lists():
            yield from _steps(inner, f"{here}/{way}")


def groups_of(workflow: Workflow) -> Iterator[tuple[Group, str, str | None]]:
    """The conditions of the trigger and of every branch, with their path and step."""
    yield workflow.trigger, "/trigger", None
    for step, path in steps_of(workflow):
        if isinstance(step, Branch):
            for i, way in enumerate(step.branches):
                yield way, f"{path}/branches/{i}", step.id


def conditions_in(group: Entry, path: str) -> Iterator[tuple[Condition, str]]:
    """Every condition of a group with its path."""
    if isinstance(group, Condition):
        yield group, path
    elif isinstance(group, Group):
        for key, entries in (("all", group.all), ("any", group.any)):
            for i, entry in enumerate(entries or ()):
                yield from conditions_in(entry, f"{path}/{key}/{i}")


def texts_in(step: Step, path: str) -> Iterator[tuple[Text, str]]:
    """Every text of a step's own fields with its path."""
    for key, field in shape_of(step.__class__).fields.items():
        yield from _texts(getattr(step, field.name), f"{path}/{key}")


def _texts(value: object, path: str) -> Iterator[tuple[Text, str]]:
    match value:
        case Text():
            yield value, path
        case Template():
            for inner, text in value.texts():
                yield text, f"{path}{inner}"
        case Texts():
            for i, text in enumerate(value.texts):
                yield text, path if len(value.texts) == 1 else f"{path}/{i}"
        case dict():
            for key, item in cast("dict[str, object]", value).items():
                yield from _texts(item, child(path, key))
        case _:
            pass
