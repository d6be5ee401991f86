"""Conditions: what is asked, in groups of ``all`` and ``any``, and whether it holds.

Every comparison is total: whatever stands on either side, it answers, and a value that does not
exist or is of another kind compares as false (so that the negated operators are true).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta

from evenhand.domain.workflow.durations import parse_duration
from evenhand.domain.workflow.problems import described, listed, shown, suggestion
from evenhand.domain.workflow.reading import BAD, Given, Reading

MAX_CONDITIONS: Final = 20
"""Conditions in one group, those of its inner groups included."""

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
ValueType = Literal["text", "number", "date", "duration", "list"]

_EVERYTHING: Final = ("is_equal_to", "is_not_equal_to", "exists", "does_not_exist")
_SIZE: Final = ("is_greater_than", "is_less_than", "is_between")
OPERATORS: Final[dict[ValueType, tuple[str, ...]]] = {
    "text": (*_EVERYTHING, "contains", "does_not_contain", "starts_with", "ends_with", "has_any_of"),
    "number": (*_EVERYTHING, *_SIZE, "has_any_of"),
    "date": (*_EVERYTHING, *_SIZE, "is_before", "is_after"),
    "duration": (*_EVERYTHING, *_SIZE),
    "list": (*_EVERYTHING, "has_any_of", "has_all_of", "has_none_of"),
}
_WITHOUT_VALUE: Final = frozenset({"exists", "does_not_exist"})
_WITH_LIST: Final = frozenset({"has_any_of", "has_all_of", "has_none_of"})


class Category(msgspec.Struct, frozen=True):
    """What a condition can ask about: the type of its value, and the only ``choices`` there are, if any."""

    type: ValueType
    choices: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A condition, or a group of them."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """Whichever of the two stands in the document; a group with more fields is read as itself."""
        if cls is not Entry:
            return reading.struct(cls, value, path)
        fields = reading.mapping(value, path)
        if fields is BAD:
            return BAD
        grouped = "category" not in fields and ("all" in fields or "any" in fields)
        return reading.struct(Group if grouped else Condition, value, path)


class Condition(Entry, frozen=True, kw_only=True):
    """One question, as the document puts it."""

    category: Annotated[str, Meta(max_length=64)]
    field: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    operator: Operator
    value: Any = None

    @staticmethod
    def check(given: Given) -> None:
        """The category is there for the asking, the operator suits it, and the value suits both."""
        categories: Mapping[str, Category] = given.reading.categories
        name: str | None = given["category"]
        if name is None or not categories:  # its problem, or the trigger's, has been noted
            return
        category = categories.get(name)
        if category is None:
            hint = suggestion(name, categories) or f"; there is {listed(categories)}"
            given.report("category", f"no category {shown(name)} can be asked about here{hint}")
            return
        if "field" in given:
            given.report("field", f"{shown(name)} has no fields: remove it", at_key=True)
        operator: Operator | None = given["operator"]
        if operator is None:
            return
        if operator not in OPERATORS[category.type]:
            suitable = listed(OPERATORS[category.type])
            given.report("operator", f"{shown(name)} is a {category.type}: it takes {suitable}")
        elif operator in _WITHOUT_VALUE:
            if "value" in given:
                given.report("value", f"`{operator}` compares with nothing: remove the value", at_key=True)
        elif "value" not in given:
            given.report("value", f"`value` is missing: `{operator}` compares with one")
        else:
            _check_value(given, category, operator)


def _check_value(given: Given, category: Category, operator: str) -> None:
    value = given["value"]
    if value is None:
        given.report("value", "must not be empty; use `does_not_exist` to ask for nothing")
        return
    if operator in _WITH_LIST or operator == "is_between":
        items = cast("list[object]", value) if isinstance(value, list) else []
        if not items:
            found = described(cast("object", value))
            given.report("value", f"must be a list, not {found}: `{operator}` compares with several")
            return
        if operator == "is_between" and len(items) != 2:
            given.report("value", "must be a list of two: the smallest and the largest")
            return
    elif category.type == "list" and isinstance(value, list):
        items = cast("list[object]", value)
    else:
        items = [value]
    for item in items:
        flaw = _flaw(category, item)
        if flaw is not None:
            given.report("value", flaw)


def _flaw(category: Category, item: object) -> str | None:
    if category.choices:
        if item in category.choices:
            return None
        hint = suggestion(item, category.choices) if isinstance(item, str) else ""
        return f"must be {listed(category.choices)}, not {described(item)}{hint}"
    match category.type:
        case "text" | "list":
            good, wanted = isinstance(item, str) and bool(item.strip()), "a text: write it in quotes"
        case "number":
            good, wanted = _number(item) is not None, "a number"
        case "date":
            good, wanted = _moment(item) is not None, "a date such as `2026-12-24` or `2026-12-24T09:00Z`"
        case "duration":
            good, wanted = _duration(item) is not None, "a duration such as `45s`, `15m`, `1h30m` or `7d`"
    return None if good else f"must be {wanted}, not {described(item)}"


class Group(Entry, frozen=True, kw_only=True):
    """Conditions that must all hold, or of which any must; without either it holds."""

    all: tuple[Entry, ...] | None = None
    any: tuple[Entry, ...] | None = None

    @staticmethod
    def check(given: Given) -> None:
        """One of the two, within bounds; an empty ``any`` could never hold."""
        if "all" in given and "any" in given:
            given.report("any", "`all` and `any` stand side by side: put one inside the other", at_key=True)
        if given["any"] == ():
            given.report("any", "needs at least one condition: it never holds without")
        total = _count(given["all"]) + _count(given["any"])
        if total > MAX_CONDITIONS:
            key = "all" if "all" in given else "any"
            given.report(key, f"holds {total} conditions; at most {MAX_CONDITIONS} are allowed")


def _count(entries: tuple[Entry, ...] | None) -> int:
    total = 0
    for entry in entries or ():
        total += _count(entry.all) + _count(entry.any) if isinstance(entry, Group) else 1
    return total


Lookup = Callable[[Condition], object]
"""Gives what a condition asks about, None where it does not exist."""


def holds(group: Group, lookup: Lookup) -> bool:
    """Whether the conditions hold. Asks for no more values than it takes to know."""
    if group.all is not None:
        return all(_holds(entry, lookup) for entry in group.all)
    if group.any is not None:
        return any(_holds(entry, lookup) for entry in group.any)
    return True


def _holds(entry: Entry, lookup: Lookup) -> bool:
    if isinstance(entry, Condition):
        return compare(entry.operator, lookup(entry), entry.value)
    return holds(cast("Group", entry), lookup)


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


def _equal(left: object, right: object) -> bool:
    if not exists(left) or not exists(right):
        return False
    if isinstance(left, str) and isinstance(right, str):
        return _folded(left) == _folded(right)
    if any(isinstance(side, list | tuple | set | frozenset) for side in (left, right)):
        mine, theirs = _several(left), _several(right)
        return _all_in(mine, theirs) and _all_in(theirs, mine)
    if isinstance(left, bool) or isinstance(right, bool):
        return _boolean(left) is _boolean(right) is not None
    pair = _pair(left, right)
    return pair is not None and pair[0] == pair[1]


def _folded(text: str) -> str:
    return text.strip().casefold()


def _several(value: object) -> list[object]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(cast("list[object]", value))
    return [value] if exists(value) else []


def _all_in(these: list[object], those: list[object]) -> bool:
    return all(any(_equal(this, that) for that in those) for this in these)


def _boolean(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(_folded(value))
    return value if isinstance(value, bool) else None


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() else None


def _moment(value: object) -> datetime | None:
    """A date or time as a moment; one that names no zone is taken as UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


def _duration(value: object) -> timedelta | None:
    if isinstance(value, timedelta):
        return value
    return parse_duration(value.strip()) if isinstance(value, str) else None


def _pair(left: object, right: object) -> tuple[Any, Any] | None:
    """Both sides as values of the left one's type; a text has the type that both can be read as."""
    if isinstance(left, timedelta):
        readers = (_duration,)
    elif isinstance(left, date):
        readers = (_moment,)
    elif isinstance(left, str):
        readers = (_number, _moment, _duration)
    else:
        readers = (_number,)
    for reader in readers:
        mine, theirs = reader(left), reader(right)
        if mine is not None and theirs is not None:
            return mine, theirs
    return None


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
        return test(_folded(left), _folded(right))

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
