"""Comparing a value with what a document says, by the operators of conditions.

Every comparison is total: whatever stands on either side, it answers, and a value that does not
exist or is of another kind compares as false (so that the negated operators are true).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, cast

from evenhand.domain.workflow.durations import parse_duration

Operator = Literal[
    "is_equal_to",
    "is_not_equal_to",
    "exists",
    "does_not_exist",
    "contains",
    "does_not_contain",
    "starts_with",
    "ends_with",
    "is_greater_than",
    "is_less_than",
    "is_between",
    "is_before",
    "is_after",
    "has_any_of",
    "has_all_of",
    "has_none_of",
]


def compare(operator: Operator, left: object, right: object) -> bool:
    """Whether a value (``left``) stands in a relation to what the document says (``right``)."""
    return _COMPARE[operator](left, right)


def exists(value: object) -> bool:
    """Whether there is a value: an empty text or list is none."""
    match value:
        case None:
            return False
        case str():
            return bool(value.strip())
        case list() | tuple() | set() | frozenset():
            return len(cast("list[object]", value)) > 0
        case _:
            return True


def folded(text: str) -> str:
    """A text as it is compared: without surrounding space, upper and lower case the same."""
    return text.strip().casefold()


def as_number(value: object) -> Decimal | None:
    """A number, or the text of one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None


def as_moment(value: object) -> date | None:
    """A date, or a date and time (a ``datetime``, perhaps without a zone), or the ISO 8601 text of one."""
    if not isinstance(value, str):
        return value if isinstance(value, date) else None
    text = value.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def as_duration(value: object) -> timedelta | None:
    """A duration, or the text of one."""
    if isinstance(value, timedelta):
        return value
    return parse_duration(value.strip()) if isinstance(value, str) else None


def _equal(left: object, right: object) -> bool:
    if not exists(left) or not exists(right):
        return False
    if isinstance(left, str) and isinstance(right, str):
        return folded(left) == folded(right)
    if any(isinstance(side, list | tuple | set | frozenset) for side in (left, right)):
        mine, theirs = _several(left), _several(right)
        return _all_in(mine, theirs) and _all_in(theirs, mine)
    if isinstance(left, bool) or isinstance(right, bool):
        return _boolean(left) is _boolean(right) is not None
    pair = _pair(left, right)
    return pair is not None and pair[0] == pair[1]


def _several(value: object) -> list[object]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(cast("list[object]", value))
    return [value] if exists(value) else []


def _all_in(these: list[object], those: list[object]) -> bool:
    return all(any(_equal(this, that) for that in those) for this in these)


def _boolean(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(folded(value))
    return value if isinstance(value, bool) else None


def _pair(left: object, right: object) -> tuple[Any, Any] | None:
    """Both sides as values of the left one's type; a text has the type that both can be read as."""
    if isinstance(left, timedelta):
        return _durations(left, right)
    if isinstance(left, date):
        return _moments(left, right)
    pair = _numbers(left, right)
    if pair is None and isinstance(left, str):
        pair = _moments(left, right) or _durations(left, right)
    return pair


def _numbers(left: object, right: object) -> tuple[Any, Any] | None:
    mine, theirs = as_number(left), as_number(right)
    return None if mine is None or theirs is None else (mine, theirs)


def _durations(left: object, right: object) -> tuple[Any, Any] | None:
    mine, theirs = as_duration(left), as_duration(right)
    return None if mine is None or theirs is None else (mine, theirs)


def _moments(left: object, right: object) -> tuple[Any, Any] | None:
    """Both sides as times, or as days where one names no time of day; no zone means that of the other."""
    mine, theirs = as_moment(left), as_moment(right)
    if mine is None or theirs is None:
        return None
    if not isinstance(mine, datetime) or not isinstance(theirs, datetime):
        return _day(mine), _day(theirs)
    zone = mine.tzinfo or theirs.tzinfo or UTC
    return _in_zone(mine, zone), _in_zone(theirs, zone)


def _in_zone(moment: datetime, zone: tzinfo) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _greater(left: object, right: object) -> bool:
    pair = _pair(left, right)
    return pair is not None and pair[0] > pair[1]


def _less(left: object, right: object) -> bool:
    pair = _pair(left, right)
    return pair is not None and pair[0] < pair[1]


def _between(left: object, right: object) -> bool:
    if not isinstance(right, list) or len(cast("list[object]", right)) != 2:
        return False
    low, high = (_pair(left, bound) for bound in cast("list[object]", right))
    return low is not None and high is not None and low[1] <= low[0] and high[0] <= high[1]


def _text_test(test: Callable[[str, str], bool]) -> Callable[[object, object], bool]:
    def compare(left: object, right: object) -> bool:
        if not isinstance(left, str) or not isinstance(right, str) or not exists(left) or not exists(right):
            return False
        return test(folded(left), folded(right))

    return compare


def _has_any(left: object, right: object) -> bool:
    theirs = _several(right)
    return any(_equal(mine, its) for mine in _several(left) for its in theirs)


def _has_all(left: object, right: object) -> bool:
    mine = _several(left)
    return bool(mine) and _all_in(_several(right), mine)


_contains: Final = _text_test(str.__contains__)

_COMPARE: Final[dict[str, Callable[[object, object], bool]]] = {
    "is_equal_to": _equal,
    "is_not_equal_to": lambda left, right: not _equal(left, right),
    "exists": lambda left, _: exists(left),
    "does_not_exist": lambda left, _: not exists(left),
    "contains": _contains,
    "does_not_contain": lambda left, right: not _contains(left, right),
    "starts_with": _text_test(str.startswith),
    "ends_with": _text_test(str.endswith),
    "is_greater_than": _greater,
    "is_less_than": _less,
    "is_between": _between,
    "is_before": _less,
    "is_after": _greater,
    "has_any_of": _has_any,
    "has_all_of": _has_all,
    "has_none_of": lambda left, right: not _has_any(left, right),
}
