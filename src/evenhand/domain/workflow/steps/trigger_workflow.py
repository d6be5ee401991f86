"""Trigger workflow: sets off a run of another workflow beside this one."""

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.state import Start, State
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.outcome import DONE, Done, Failed, Outcome
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.templates import Template
from evenhand.domain.workflow.text import TextError
from evenhand.domain.workflow.triggers import VariableName


class TriggerWorkflow(Step, frozen=True, kw_only=True):
    """Starts the published ``workflow`` of that name, at its first step or ``start_at``, with ``variables``.

    The other run begins when this one rests or ends. A contact who is inside that workflow stays as it is.
    """

    type: ClassVar[str] = "trigger_workflow"

    workflow: Annotated[str, Meta(min_length=1, max_length=200)]
    start_at: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    variables: Annotated[dict[VariableName, Template], Meta(max_length=100)] = msgspec.field(
        default_factory=dict[str, Template]
    )

    def run(self, state: State, run: m.Run) -> Outcome:
        """Have it started, if it runs and has such a step."""
        workflow = _published(state, self.workflow.strip())
        if workflow is None or workflow.version is None:
            return Failed("workflow_unavailable")
        steps = state.programs.one((workflow.id, workflow.version)).steps
        if self.start_at is not None and self.start_at not in steps:
            return Failed("workflow_unavailable")
        names = Names(state, run)
        try:
            variables = {name: value.render(names) for name, value in self.variables.items()}
        except TextError:
            return Failed("bad_input")
        if runs.is_inside(state, workflow.id, run.contact_id):
            runs.skip(state, workflow.id, run.contact_id, "inside")
            return Done("inside")
        start = Start(
            workflow_id=workflow.id,
            contact_id=run.contact_id,
            variables=variables,
            start_at=self.start_at,
            chain=state.chain,
        )
        state.triggers.append(start)
        return DONE


def _published(state: State, name: str) -> m.Workflow | None:
    rows = (row for row in state.workflows.present() if row.state == "published" and row.deleted_at is None)
    return next((row for row in rows if row.name == name), None)
