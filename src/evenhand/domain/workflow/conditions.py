"""Conditions: what is asked, in groups of ``all`` and ``any``, and whether it holds."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta

from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.comparing import (
    Operator,
    as_duration,
    as_moment,
    as_number,
    compare,
    folded,
)
from evenhand.domain.workflow.problems import amiss, described, hint_at, listed, shown, suggestion
from evenhand.domain.workflow.reading import BAD, Given, Reading

MAX_CONDITIONS: Final = 20
"""Conditions in one group, those of its inner groups included."""

ValueType = Literal["text", "number", "date", "duration", "list", "boolean", "anything"]
SenderAsked = Literal["user", "workflow", "api", "any"]
Scope = Literal["conversation", "assignment", "contact"]

_EVERYTHING: Final = ("is_equal_to", "is_not_equal_to", "exists", "does_not_exist")
_SIZE: Final = ("is_greater_than", "is_less_than", "is_between")
_TEXT: Final = ("contains", "does_not_contain", "starts_with", "ends_with")
_DATE: Final = ("is_before", "is_after")
_LIST: Final = ("has_any_of", "has_all_of", "has_none_of")
OPERATORS: Final[dict[ValueType, tuple[str, ...]]] = {
    "text": (*_EVERYTHING, *_TEXT, "has_any_of"),
    "number": (*_EVERYTHING, *_SIZE, "has_any_of"),
    "date": (*_EVERYTHING, *_SIZE, *_DATE, "has_any_of"),
    "duration": (*_EVERYTHING, *_SIZE, "has_any_of"),
    "list": (*_EVERYTHING, *_LIST),
    "boolean": _EVERYTHING,
    "anything": (*_EVERYTHING, *_TEXT, *_SIZE, *_DATE, *_LIST),
}
WITHOUT_VALUE: Final = frozenset({"exists", "does_not_exist"})
_WITH_LIST: Final = frozenset(_LIST)

_QUALIFIERS: Final = ("field", "sender", "scope")
_NEEDED: Final = frozenset({"field"})


class Category(msgspec.Struct, frozen=True):
    """What a condition can ask about: the type of its value, and the only ``choices`` there are, if any.

    ``takes``: which of ``field``, ``sender`` and ``scope`` say more closely what is asked.
    """

    type: ValueType
    choices: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


_TEXT_OF: Final = Category("text")
STANDARD_FIELDS: Final[dict[str, Category]] = {
    "first_name": _TEXT_OF,
    "last_name": _TEXT_OF,
    "email": _TEXT_OF,
    "phone": _TEXT_OF,
    "language": _TEXT_OF,
    "country": _TEXT_OF,
    "assignee": _TEXT_OF,
    "conversation_status": Category("text", choices=("open", "closed")),
    "created_at": Category("date"),
}
"""What ``contact_field`` can ask about every contact; other fields are the workspace's own."""

CATEGORIES: Final[dict[str, Category]] = {
    "contact_field": Category("anything", takes=("field",)),
    "contact_tags": Category("list"),
    "variable": Category("anything", takes=("field",)),
    "assignee_status": Category("text", choices=("online", "busy", "offline")),
    "assignee": _TEXT_OF,
    "last_interacted_channel": _TEXT_OF,
    "last_incoming_message": _TEXT_OF,
    "last_outgoing_message": Category("text", takes=("sender",)),
    "time_since_last_incoming_message": Category("duration", takes=("scope",)),
    "time_since_last_outgoing_message": Category("duration", takes=("sender", "scope")),
}
"""What can be asked in every workflow, whatever starts it."""


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
    sender: SenderAsked | None = None
    scope: Scope | None = None
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
            hint = hint_at(name, categories)
            given.report(
                "category",
                said("no category {name} can be asked about here{hint}", name=shown(name), hint=hint),
            )
            return
        for key in _QUALIFIERS:
            if key in given and key not in category.takes:
                given.report(
                    key, said("{name} has no {key}: remove it", name=shown(name), key=key), at_key=True
                )
        for key in category.takes:
            if key in _NEEDED and key not in given:
                given.report(key, said("`{key}` is missing: {name} needs one", key=key, name=shown(name)))
        if name == "contact_field":
            name, category = given["field"], STANDARD_FIELDS.get(given["field"], category)
        operator: Operator | None = given["operator"]
        if operator is None or name is None:
            return
        missing = "value" not in given
        for key, flaw in flaws_of(name, category, operator, msgspec.UNSET if missing else given["value"]):
            given.report(key, flaw, at_key=operator in WITHOUT_VALUE)


def flaws_of(name: str, category: Category, operator: Operator, value: object) -> Iterator[tuple[str, Said]]:
    """What is wrong with a question about something: ``operator`` or ``value``, and why.

    A ``value`` of UNSET is missing.
    """
    if operator not in OPERATORS[category.type]:
        suitable = listed(OPERATORS[category.type])
        yield (
            "operator",
            said(
                "{name} is a {type}: it takes {suitable}",
                name=shown(name),
                type=category.type,
                suitable=suitable,
            ),
        )
    elif operator in WITHOUT_VALUE:
        if value is not msgspec.UNSET:
            yield "value", said("`{operator}` compares with nothing: remove the value", operator=operator)
    elif value is msgspec.UNSET:
        yield "value", said("`value` is missing: `{operator}` compares with one", operator=operator)
    else:
        yield from (("value", flaw) for flaw in _flaws_of_value(category, operator, value))


def _flaws_of_value(category: Category, operator: str, value: object) -> Iterator[Said]:
    if value is None:
        yield said("must not be empty; use `does_not_exist` to ask for nothing")
        return
    if operator in _WITH_LIST or operator == "is_between":
        if not isinstance(value, list):
            yield said(
                "must be a list, not {found}: `{operator}` compares with several",
                found=described(value),
                operator=operator,
            )
            return
        items = cast("list[object]", value)
        if operator == "is_between" and len(items) != 2:
            yield said("must be a list of two: the smallest and the largest")
            return
        if not items:
            yield said("must not be empty")
            return
    elif category.type in {"list", "anything"} and operator not in _TEXT and isinstance(value, list):
        items = cast("list[object]", value)
    else:
        items = [value]
    wanted = _SUITS[_type_asked(category.type, operator)]
    for item in items:
        flaw = _flaw(category.choices, wanted, item)
        if flaw is not None:
            yield flaw
            return
    if operator == "is_between" and not compare("is_between", items[0], items):
        yield said("never holds: the first of the two is the smallest")


def _type_asked(type_: ValueType, operator: str) -> str:
    """The type that the value must have; where anything may be asked, the operator says it."""
    if type_ != "anything":
        return type_
    if operator in _SIZE:
        return "size"
    if operator in _DATE:
        return "date"
    return "text" if operator in _TEXT else "anything"


def _is_text(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip())


def _is_size(item: object) -> bool:
    return not (as_number(item) is as_moment(item) is as_duration(item) is None)


def _is_anything(item: object) -> bool:
    return isinstance(item, bool | int | float) or _is_text(item)


_SUITS: Final[dict[str, tuple[Callable[[object], bool], Said]]] = {
    "text": (_is_text, said("a text: write it in quotes")),
    "list": (_is_text, said("a text: write it in quotes")),
    "number": (lambda item: as_number(item) is not None, said("a number")),
    "date": (
        lambda item: as_moment(item) is not None,
        said("a date such as `2026-12-24` or `2026-12-24T09:00Z`"),
    ),
    "duration": (
        lambda item: as_duration(item) is not None,
        said("a duration such as `45s`, `15m`, `1h30m` or `7d`"),
    ),
    "boolean": (
        lambda item: isinstance(item, bool) or item in {"true", "false"},
        said("`true` or `false`"),
    ),
    "size": (_is_size, said("a number, a date or a duration")),
    "anything": (_is_anything, said("a text, a number, or true or false")),
}


def _flaw(
    choices: tuple[str, ...], suits: tuple[Callable[[object], bool], Said], item: object
) -> Said | None:
    if choices:
        if isinstance(item, str) and folded(item) in choices:
            return None
        hint = suggestion(item, choices) if isinstance(item, str) else ""
        return amiss(item, listed(choices), hint)
    good, wanted = suits
    return None if isinstance(item, bool | int | float | str) and good(item) else amiss(item, wanted)


class Group(Entry, frozen=True, kw_only=True):
    """Conditions that must all hold, or of which any must; without either it holds."""

    all: tuple[Entry, ...] | None = None
    any: tuple[Entry, ...] | None = None

    @staticmethod
    def check(given: Given) -> None:
        """One of the two, within bounds; an empty ``any`` could never hold."""
        if "all" in given and "any" in given:
            given.report(
                "any", said("`all` and `any` stand side by side: put one inside the other"), at_key=True
            )
        if given["any"] == ():
            given.report("any", said("needs at least one condition: it never holds without"))
        total = _count(given["all"]) + _count(given["any"])
        if total > MAX_CONDITIONS:
            key = "all" if "all" in given else "any"
            given.report(
                key,
                said(
                    "holds {total} conditions; at most {most} are allowed",
                    total=total,
                    most=MAX_CONDITIONS,
                ),
            )


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


class Answer(msgspec.Struct, frozen=True):
    """A condition that was asked, the value that was found, and whether it holds."""

    condition: Condition
    found: object
    held: bool


def examine(group: Group, lookup: Lookup) -> tuple[bool, list[Answer]]:
    """Whether the conditions hold, and those that decided it."""
    answers: list[Answer] = []

    def noting(condition: Condition) -> object:
        found = lookup(condition)
        answers.append(Answer(condition, found, compare(condition.operator, found, condition.value)))
        return found

    held = holds(group, noting)
    return held, [answer for answer in answers if answer.held is held]
