"""A workflow compiled: every step found by its id, with what comes after it."""

from typing import cast

import msgspec

from evenhand.domain.workflow.format import StopWhen, Workflow
from evenhand.domain.workflow.problems import child
from evenhand.domain.workflow.steps import AnyStep, Steps
from evenhand.domain.workflow.triggers import Trigger


class Node(msgspec.Struct, frozen=True):
    """A step in its place.

    ``next`` is the step after it, None where the run has run out of steps. ``ways``
    has the first step of each list that the step leads to, by the list's JSON pointer from the step
    (``on_timeout``): no entry where there is no such list, None where it is empty. ``in_way_out``:
    it stands, however deep, in an ``on_…`` list. ``path`` is the step's JSON pointer.
    """

    id: str
    step: AnyStep
    path: str
    next: str | None
    ways: dict[str, str | None]
    in_way_out: bool


class Program(msgspec.Struct, frozen=True):
    """A workflow ready to run. ``first`` is None where it has no steps."""

    trigger: Trigger
    once_per_contact: bool
    stop_when: frozenset[StopWhen]
    steps: dict[str, Node]
    first: str | None


def compile_workflow(workflow: Workflow) -> Program:
    """The program of a workflow."""
    nodes: dict[str, Node] = {}
    _add(nodes, workflow.steps, "/steps", in_way_out=False)
    return Program(
        workflow.trigger,
        workflow.once_per_contact,
        frozenset(workflow.stop_when),
        nodes,
        _first(workflow.steps),
    )


def _add(nodes: dict[str, Node], steps: Steps, path: str, *, in_way_out: bool) -> None:
    for i, step in enumerate(steps):
        here = child(path, i)
        after = None if step.last or i + 1 == len(steps) else steps[i + 1].id
        lists = list(step.lists())
        ways = {way: _first(inner) for way, inner in lists}
        nodes[step.id] = Node(step.id, cast("AnyStep", step), here, after, ways, in_way_out)
        for way, inner in lists:
            _add(nodes, inner, f"{here}/{way}", in_way_out=in_way_out or way.startswith("on_"))


def _first(steps: Steps) -> str | None:
    return steps[0].id if steps else None
