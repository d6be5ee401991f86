"""Conditions that can never hold, whatever the contact is like."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, cast

from evenhand.domain.texts import said
from evenhand.domain.workflow.comparing import as_duration, as_moment, as_number, compare, exists
from evenhand.domain.workflow.conditions import Condition, Entry, Group
from evenhand.domain.workflow.format import Workflow
from evenhand.domain.workflow.linting.walking import Found, steps_of
from evenhand.domain.workflow.problems import shown
from evenhand.domain.workflow.steps import Branch
from evenhand.domain.workflow.steps.branch import Way

_HOLD_OF_NOTHING: Final = frozenset({"does_not_exist", "is_not_equal_to", "does_not_contain", "has_none_of"})
_BELOW: Final = frozenset({"is_less_than", "is_before"})
_ABOVE: Final = frozenset({"is_greater_than", "is_after"})


def check_conditions(workflow: Workflow) -> Iterator[Found]:
    """A trigger that never fires, branches that are never taken."""
    if never(workflow.trigger):
        detail = said("these conditions contradict one another: the workflow never starts")
        yield Found("/trigger", detail)
    fixed = _fixed(workflow)
    for step, path in steps_of(workflow):
        if isinstance(step, Branch):
            yield from _branches(step, path, fixed)


def never(group: Entry, given: tuple[Condition, ...] = ()) -> bool:
    """Whether a group cannot hold for anybody for whom ``given`` holds."""
    if isinstance(group, Condition):
        return any(_contradict(group, other) for other in given)
    assert isinstance(group, Group)
    if group.any is not None:
        return all(never(entry, given) for entry in group.any)
    told = (*given, *(entry for entry in group.all or () if isinstance(entry, Condition)))
    pairs = ((one, other) for i, one in enumerate(told) for other in told[:i])
    if any(_contradict(one, other) for one, other in pairs):
        return True
    return any(never(entry, told) for entry in group.all or () if isinstance(entry, Group))


def _fixed(workflow: Workflow) -> tuple[Condition, ...]:
    """What the trigger demands of itself, which stays so while a run is under way."""
    trigger = workflow.trigger
    entries = trigger.all or ()
    return tuple(
        entry for entry in entries if isinstance(entry, Condition) and entry.category in trigger.categories
    )


def _branches(step: Branch, path: str, fixed: tuple[Condition, ...]) -> Iterator[Found]:
    before: list[Way] = []
    for i, way in enumerate(step.branches):
        here = f"{path}/branches/{i}"
        always = next((other for other in before if not _leaves(other)), None)
        same = next((other for other in before if (other.all, other.any) == (way.all, way.any)), None)
        if never(way, fixed):
            detail = said("its conditions contradict one another: this branch is never taken")
            yield Found(here, detail, step.id)
        elif always is not None:
            detail = said(
                "never taken: {name} before it has no conditions and always is", name=shown(always.name)
            )
            yield Found(here, detail, step.id)
        elif same is not None:
            detail = said("never taken: {name} before it has the same conditions", name=shown(same.name))
            yield Found(here, detail, step.id)
        before.append(way)
    always = next((other for other in before if not _leaves(other)), None)
    if always is not None and step.else_:
        detail = said("never taken: {name} has no conditions and always is", name=shown(always.name))
        yield Found(f"{path}/else", detail, step.id, key=True)


def _leaves(group: Group) -> bool:
    """Whether anything is asked at all."""
    entries = (*(group.all or ()), *(group.any or ()))
    return any(
        isinstance(entry, Condition) or (isinstance(entry, Group) and _leaves(entry)) for entry in entries
    )


def _contradict(one: Condition, other: Condition) -> bool:
    """Whether no value can satisfy both; False wherever that is not certain."""
    if _subject(one) != _subject(other):
        return False
    return any(_excludes(first, second) for first, second in ((one, other), (other, one)))


def _subject(condition: Condition) -> tuple[Any, ...]:
    return condition.category, condition.field, condition.sender, condition.scope


def _excludes(one: Condition, other: Condition) -> bool:
    match one.operator:
        case "does_not_exist":
            return other.operator not in _HOLD_OF_NOTHING
        case "is_equal_to" if _settles(one.value) and _settles(other.value):
            return not compare(other.operator, one.value, other.value)
        case "has_all_of" if other.operator == "has_none_of":
            return compare("has_any_of", one.value, other.value)
        case "has_any_of" if other.operator == "has_none_of":
            return compare("has_all_of", other.value, one.value)
        case "contains" | "starts_with" | "ends_with" if other.operator == "does_not_contain":
            return compare("contains", one.value, other.value)
        case operator if operator in _ABOVE and other.operator in _BELOW:
            # Nothing lies between the two where the lower bound is not below the upper one.
            return _bounds(one.value, other.value)
        case _:
            return False


def _bounds(low: object, high: object) -> bool:
    both_days = [isinstance(as_moment(each), datetime) for each in (low, high)]
    return len(set(both_days)) == 1 and compare("is_between", low, [high, low])


def _settles(value: object) -> bool:
    """Whether a value says all there is to compare: a day is many moments, a text may be a number."""
    match value:
        case str():
            return exists(value) and as_moment(value) is as_number(value) is as_duration(value) is None
        case list():
            return all(_settles(item) for item in cast("list[object]", value))
        case _:
            return True
