"""Branch: goes on in the first of several lists of steps whose conditions hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, cast

from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.conditions import Answer, Group, examine
from evenhand.domain.workflow.durations import format_duration
from evenhand.domain.workflow.facts import Facts
from evenhand.domain.workflow.outcome import Outcome, Takes
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step, Steps

MAX_BRANCHES: Final = 20

_KEPT: Final = 20
"""Conditions that the trail names, and entries of a list that it shows."""
_SHOWN: Final = 100
"""Characters of a value that the trail shows."""


class Way(Group, frozen=True, kw_only=True):
    """One of the lists, and when it is taken."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    steps: Steps

    @staticmethod
    def check(given: Given) -> None:
        """What is always taken is what `else` is for."""
        Group.check(given)
        if "all" not in given and "any" not in given:
            given.report(
                "all", said("a branch has conditions: `all` or `any`; for all the rest there is `else`")
            )


class Branch(Step, frozen=True, kw_only=True, rename={"else_": "else"}):
    """Takes the first branch that holds, else ``else_``; without it the run has run out of steps."""

    type: ClassVar[str] = "branch"
    last: ClassVar[bool] = True

    branches: Annotated[tuple[Way, ...], Meta(max_length=MAX_BRANCHES)]
    else_: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Ask the conditions of one branch after the other."""
        facts = Facts.of_run(state, run, runs.program_of(state, run).trigger.type)
        asked: list[dict[str, Any]] = []
        for i, way in enumerate(self.branches):
            held, answers = examine(way, facts)
            if held:
                return Takes(f"branches/{i}/steps", way.name, [_told(answer, way) for answer in answers])
            asked += [_told(answer, way) for answer in answers]
        return Takes("else", "no_branch", asked[:_KEPT])

    def lists(self) -> Iterator[tuple[str, Steps]]:
        """The branches in their order, then `else`."""
        for i, way in enumerate(self.branches):
            yield f"branches/{i}/steps", way.steps
        yield from super().lists()

    @staticmethod
    def check(given: Given) -> None:
        """There is at least one branch."""
        if given["branches"] == ():
            given.report("branches", said("needs at least one branch"))


def _told(answer: Answer, way: Way) -> dict[str, Any]:
    """A condition that was asked, as the trail keeps it; what it leaves unsaid is left out."""
    condition = answer.condition
    told: dict[str, Any] = {
        "branch": way.name,
        "category": condition.category,
        "field": condition.field,
        "sender": condition.sender,
        "scope": condition.scope,
        "operator": condition.operator,
        "value": _plain(condition.value),
        "found": _plain(answer.found),
        "held": answer.held,
    }
    return {key: value for key, value in told.items() if value is not None}


def _plain(value: object) -> object:
    """A value as plain data, not larger than it takes to understand it."""
    match value:
        case str():
            return value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
        case timedelta():
            return format_duration(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(item) for item in cast("list[object]", value)[:_KEPT]]
        case None | bool() | int() | float():
            return value
        case _:
            return "…"
