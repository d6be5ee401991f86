"""The filters of texts: Liquid's, each spending from the text's budget what it reads and writes."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import wraps
from typing import Any, Final, Protocol, cast

from liquid import Undefined
from liquid.builtin.filters import array, math, misc, string
from liquid.filter import with_context
from liquid.stringify import to_liquid_string

from evenhand.domain.texts import Said, said

Filter = Callable[..., Any]

MAX_BITS: Final = 256
"""Whole numbers beyond this size serve no text; multiplied in a loop they would take for ever."""

EMPTY: Final = Undefined("")
"""What is unset or unknown: written as nothing, false, and nothing to every filter."""


class TextError(Exception):
    """A text is no valid Liquid, or cannot be rendered; ``reason`` says why."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason)
        self.reason = reason


class Budget(Protocol):
    """The render context, as far as filters need it."""

    @property
    def now(self) -> object: ...

    def spend(self, work: int) -> None: ...


def weight(value: object) -> int:
    """How much there is to read in a value, about one for each character."""
    match value:
        case str() | range():
            return len(value)
        case list() | tuple():
            items = cast("list[object]", value)
            return sum([len(item) + 1 if type(item) is str else 2 for item in items])
        case _:
            return 1


def written(value: object) -> str:
    """A value as a text shows it."""
    return value if isinstance(value, str) else to_liquid_string(value, autoescape=False)


def _bounded(inner: Filter, growth: Callable[..., int] | None = None) -> Filter:
    """The filter, paying for its values; ``growth`` says beforehand how much a result can be larger."""
    needs_environment = getattr(inner, "with_environment", False)
    needs_moment = inner is _date

    @with_context
    @wraps(inner)
    def bounded(value: object, *given: object, context: Any, **named: object) -> object:
        budget: Budget = context
        value = EMPTY if value is None else value
        arguments = [EMPTY if argument is None else argument for argument in given]
        budget.spend(1 + weight(value) + sum(weight(argument) for argument in arguments))
        if growth is not None:
            budget.spend(growth(value, *arguments))
        if needs_environment:
            named["environment"] = context.env
        if needs_moment:
            named["now"] = budget.now
        result = inner(value, *arguments, **named)
        if isinstance(result, int) and result.bit_length() > MAX_BITS:
            raise TextError(said("a number in the text grows too large"))
        budget.spend(weight(result))
        return EMPTY if result is None else result

    # `wraps` has copied the mark as well, but the environment is passed on above.
    bounded.with_environment = False  # type: ignore[attr-defined]
    return bounded


def _replaced(value: object, old: object, new: object = "") -> int:
    return written(value).count(written(old)) * len(written(new))


def _separated(value: object, separator: object = " ") -> int:
    return weight(value) * len(written(separator))


def _compared(value: object, *_: object) -> int:
    return weight(value) ** 2


def _join(value: object, separator: object = " ") -> str:
    items = cast("list[object]", value) if isinstance(value, list | tuple | range) else [value]
    return written(separator).join(written(item) for item in items)


_TAG: Final = re.compile(r"<[^<>]*>")


def _strip_html(value: object) -> str:
    return _TAG.sub("", written(value))


def _date(value: object, form: object, *, now: object) -> str:
    """A date, an ISO 8601 text, a Unix time or ``now`` in the form that strftime takes."""
    moment = _moment(value, now if isinstance(now, datetime) else None)
    return written(value) if moment is None else moment.strftime(written(form))


def _moment(value: object, now: datetime | None) -> datetime | None:
    if isinstance(value, str):
        if value in {"now", "today"}:
            return now
        if not value.isdecimal():
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                return None
        value = int(value) if len(value) < 20 else None
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, int) and not isinstance(value, bool):
        zone = UTC if now is None else now.tzinfo
        try:
            return datetime.fromtimestamp(value, zone)
        except (OverflowError, OSError, ValueError):
            return None
    return None


_PLAIN: Final[dict[str, Filter]] = {
    "abs": math.abs_,
    "append": string.append,
    "at_least": math.at_least,
    "at_most": math.at_most,
    "base64_decode": string.base64_decode,
    "base64_encode": string.base64_encode,
    "base64_url_safe_decode": string.base64_url_safe_decode,
    "base64_url_safe_encode": string.base64_url_safe_encode,
    "capitalize": string.capitalize,
    "ceil": math.ceil,
    "compact": array.compact,
    "concat": array.concat,
    "date": _date,
    "default": misc.default,
    "divided_by": math.divided_by,
    "downcase": string.downcase,
    "escape": string.escape,
    "escape_once": string.escape_once,
    "find": array.find,
    "find_index": array.find_index,
    "first": array.first,
    "floor": math.floor,
    "has": array.has,
    "last": array.last,
    "lstrip": string.lstrip,
    "map": array.map_,
    "minus": math.minus,
    "modulo": math.modulo,
    "newline_to_br": string.newline_to_br,
    "plus": math.plus,
    "prepend": string.prepend,
    "reject": array.reject,
    "remove": string.remove,
    "remove_first": string.remove_first,
    "remove_last": string.remove_last,
    "replace_first": string.replace_first,
    "replace_last": string.replace_last,
    "reverse": array.reverse,
    "round": math.round_,
    "rstrip": string.rstrip,
    "size": misc.size,
    "slice": string.slice_,
    "sort": array.sort,
    "sort_natural": array.sort_natural,
    "split": string.split,
    "squish": string.squish,
    "strip": string.strip,
    "strip_html": _strip_html,
    "strip_newlines": string.strip_newlines,
    "sum": array.sum_,
    "times": math.times,
    "truncate": string.truncate,
    "truncatewords": string.truncatewords,
    "upcase": string.upcase,
    "url_decode": string.url_decode,
    "url_encode": string.url_encode,
    "where": array.where,
}

FILTERS: Final[dict[str, Filter]] = {
    **{name: _bounded(inner) for name, inner in _PLAIN.items()},
    "join": _bounded(_join, _separated),
    "replace": _bounded(string.replace, _replaced),
    "uniq": _bounded(array.uniq, _compared),
}
