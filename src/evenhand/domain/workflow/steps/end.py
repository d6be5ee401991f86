"""End: the run is completed here."""

from typing import ClassVar

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.outcome import DONE, Outcome
from evenhand.domain.workflow.steps.base import Step


class End(Step, frozen=True, kw_only=True):
    """Ends the run, wherever it stands."""

    type: ClassVar[str] = "end"
    last: ClassVar[bool] = True

    def run(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """There is nothing after it."""
        return DONE
