"""Wait: the run rests for a while."""

from datetime import timedelta
from typing import ClassVar

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.outcome import DONE, WAITS, Outcome
from evenhand.domain.workflow.steps.base import Step


class Wait(Step, frozen=True, kw_only=True):
    """Goes on after ``duration``, whatever the contact does meanwhile."""

    type: ClassVar[str] = "wait"

    duration: timedelta

    def run(self, state: State, run: m.Run) -> Outcome:
        """Set the timer."""
        runs.wait(state, run, state.now + self.duration)
        return WAITS

    def due(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """The time is over."""
        return DONE
