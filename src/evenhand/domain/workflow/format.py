"""The workflow file, format 1: from a document to a workflow, or to everything that is wrong with it."""

from contextlib import suppress
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta

from evenhand.domain.texts import said
from evenhand.domain.workflow.parameters import read_parameters
from evenhand.domain.workflow.problems import Problem, shown, suggestion
from evenhand.domain.workflow.reading import BAD, Enough, Given, Reading
from evenhand.domain.workflow.source import Source, from_json, parse_yaml
from evenhand.domain.workflow.steps import KINDS, Steps
from evenhand.domain.workflow.triggers import Trigger

__all__ = ["Source", "StopWhen", "Workflow", "from_json", "parse_yaml", "read"]

StopWhen = Literal["agent_message", "incoming_message", "manual_assignment", "conversation_closed"]


class Workflow(msgspec.Struct, frozen=True, kw_only=True):
    """A whole workflow as its document says it."""

    version: Literal[1]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    description: Annotated[str, Meta(max_length=10_000)] = ""
    trigger: Trigger
    once_per_contact: bool = False
    stop_when: tuple[StopWhen, ...] = ()
    steps: Steps

    @staticmethod
    def check(given: Given) -> None:
        """A workflow without steps may be kept, but does nothing."""
        if given["steps"] == ():
            given.report("steps", said("there are no steps: the workflow does nothing"), severity="warning")


def read(source: Source) -> tuple[Workflow | None, list[Problem]]:
    """The workflow of a document, and every problem in the order of the file.

    There is no workflow where a problem is an error; warnings leave it.
    """
    reading = Reading(source, KINDS)
    workflow: object = BAD
    with suppress(Enough):
        workflow = _read(reading)
    problems = reading.problems
    if source.values:
        problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    wrong = any(problem.severity == "error" for problem in problems)
    return (workflow if isinstance(workflow, Workflow) and not wrong else None), problems


def _read(reading: Reading) -> object:
    data = reading.source.data
    if data is UNSET:
        return BAD
    document = reading.mapping(data, "")
    if document is BAD:
        return BAD
    parameters = read_parameters(reading, document)
    if parameters:
        names = tuple(shown(parameter.name) for parameter in parameters)
        reading.report("/parameters", said("this is a template: fill in {names}", names=names), key=True)
    workflow = reading.struct(Workflow, data, "", parameters=parameters)
    for step, path, name in reading.named_steps:
        reading.step = step
        if name not in reading.steps:
            hint = suggestion(name, [id_ for id_ in reading.steps if not id_.startswith("/")])
            reading.report(
                path, said("there is no step {name} in this workflow{hint}", name=shown(name), hint=hint)
            )
    return workflow
