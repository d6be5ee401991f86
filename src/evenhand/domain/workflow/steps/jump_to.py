"""Jump to: the run goes on at another step, a limited number of times."""

from typing import Annotated, ClassVar

from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.outcome import Done, Jumps, Outcome
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step


class JumpTo(Step, frozen=True, kw_only=True):
    """Goes on at ``step``; a run that has jumped from here ``max_jumps`` times goes on behind this one."""

    type: ClassVar[str] = "jump_to"

    step: Annotated[str, Meta(min_length=1, max_length=64)]
    max_jumps: Annotated[int, Meta(ge=1, le=10)] = 3

    def run(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """Jump, and remember it."""
        jumps = {} if run.memory is None else run.memory.jumps
        done = jumps.get(self.id, 0)
        if done == self.max_jumps:
            return Done("jumps_used_up")
        runs.remember(run, jumps={**jumps, self.id: done + 1})
        return Jumps(self.step)

    @staticmethod
    def check(given: Given) -> None:
        """There must be such a step, which is known once the whole document has been read."""
        if given["step"] is not None:
            given.reading.named_steps.append((given.reading.step, f"{given.path}/step", given["step"]))
