"""JSONPath (RFC 9535): what a workflow saves of the answer to a request or of a webhook's body.

The library evaluates whatever the standard allows, some of which takes exponential time. So an
expression is let in only where its work is bounded by the size of the body: one thing after the
other, going down through everything once at most, and filters without functions or inner searches.
A body in which that is still too much is not searched.
"""

import re
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Any, Final, cast, final

from jsonpath import JSONPath as Query
from jsonpath import JSONPathEnvironment, JSONPathError
from jsonpath import filter as expressions
from jsonpath import selectors as parts
from jsonpath.segments import JSONPathRecursiveDescentSegment

from evenhand.domain.texts import Said, heard, said
from evenhand.domain.workflow.problems import amiss, shown, too_long
from evenhand.domain.workflow.reading import Reading

MAX_LENGTH: Final = 300
MAX_FOUND: Final = 100
"""Values that one expression finds at most; what comes after them is left out."""

MAX_SEARCHED: Final = 5_000
"""Values of a body in which an expression may search, with `..` or a filter; each takes about 20 µs."""

MAX_FILTERS: Final = 2


_ENGINE: Final = JSONPathEnvironment(strict=True, filter_caching=False)
_SIMPLE: Final = (
    parts.NameSelector,
    parts.IndexSelector,
    parts.SliceSelector,
    parts.WildcardSelector,
    parts.Filter,
)
_IN_FILTER: Final = (
    expressions.FilterExpression,
    expressions.InfixExpression,
    expressions.PrefixExpression,
    expressions.RelativeFilterQuery,
    expressions.RootFilterQuery,
    expressions.StringLiteral,
    expressions.IntegerLiteral,
    expressions.FloatLiteral,
    expressions.BooleanLiteral,
    expressions.Nil,
)
_EXAMPLE: Final = said("a JSONPath such as `$.customer.mail`")
_FAILURES: Final = (JSONPathError, RecursionError, ValueError, TypeError, LookupError, OverflowError)
"""What the library raises on expressions that are none."""


class PathError(Exception):
    """A text is no JSONPath, or one that could take too long; ``reason`` says why."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason)
        self.reason = reason


@final
class JsonPath:
    """An expression such as ``$.customer.mail``, parsed once."""

    __slots__ = ("_query", "_searches", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._query = _parse(source)
        self._searches = any(
            isinstance(segment, JSONPathRecursiveDescentSegment)
            or isinstance(segment.selectors[0], parts.Filter)
            for segment in self._query.segments
        )

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The expression that stands in a document."""
        if not isinstance(value, str):
            return reading.report(path, amiss(value, _EXAMPLE))
        try:
            return path_of(value)
        except PathError as error:
            return reading.report(path, error.reason)

    def find(self, body: object) -> object:
        """What the expression finds in plain data: the value, a list of several, or None for nothing.

        A text is a value and no more; in a body of more than `MAX_SEARCHED` values nothing is searched.
        """
        if isinstance(body, str) or (self._searches and _count(body) > MAX_SEARCHED):
            return body if self.source == "$" else None
        found: list[object] = []
        with suppress(*_FAILURES):  # such as a body that is nested too deep
            found += [match.obj for match in islice(self._query.finditer(cast("Any", body)), MAX_FOUND)]
        return found[0] if len(found) == 1 else found or None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsonPath) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"JsonPath({self.source!r})"


@lru_cache(maxsize=512)
def path_of(source: str) -> JsonPath:
    """The expression of a text, the same object for the same text. Raises PathError where it is none."""
    return JsonPath(source)


def _parse(source: str) -> Query:
    if len(source) > MAX_LENGTH:
        raise PathError(too_long(source, MAX_LENGTH))
    if not source.startswith("$"):
        raise PathError(
            said(
                "must be {example}, beginning with `$`, not {source}",
                example=_EXAMPLE,
                source=shown(source),
            )
        )
    try:
        query = _ENGINE.compile(source)
    except _FAILURES as error:
        reason = re.split(r"[\n(]", str(error))[0].strip()
        raise PathError(
            said(
                "{source} is no JSONPath: {reason}",
                source=shown(source),
                reason=heard(reason) if reason else said("it cannot be read"),
            )
        ) from None
    if not isinstance(query, Query):
        raise PathError(said("{source} is no JSONPath: it is several", source=shown(source)))
    _bound(query)
    return query


def _bound(query: Query) -> None:
    """Refuses what could take more time than going through the body a few times."""
    descents = sum(isinstance(segment, JSONPathRecursiveDescentSegment) for segment in query.segments)
    if descents > 1:
        raise PathError(said("`..` may stand in an expression once: what it finds again would be endless"))
    filters = 0
    for segment in query.segments:
        if len(segment.selectors) != 1:
            raise PathError(said("one thing at a time: brackets take one name, number or filter"))
        (selector,) = segment.selectors
        if not isinstance(selector, _SIMPLE):
            raise PathError(said("{selector} is not allowed", selector=shown(str(selector))))
        if isinstance(selector, parts.Filter):
            filters += 1
            _bound_filter(selector)
    if filters > MAX_FILTERS:
        raise PathError(said("an expression has at most {most} filters", most=MAX_FILTERS))


def _bound_filter(selector: parts.Filter) -> None:
    rest: list[expressions.BaseExpression] = [selector.expression]
    while rest:
        part = rest.pop()
        if not isinstance(part, _IN_FILTER):
            raise PathError(said("a filter compares values: functions and patterns are not allowed in it"))
        if isinstance(part, expressions.FilterQuery) and not part.path.singular_query():
            raise PathError(said("inside a filter a path names one value, such as `@.type`"))
        rest += part.children()


def _count(body: object) -> int:
    """How many values there are, as far as it matters."""
    count, rest = 0, [body]
    while rest and count <= MAX_SEARCHED:
        value = rest.pop()
        count += 1
        if isinstance(value, dict):
            rest += cast("dict[str, object]", value).values()
        elif isinstance(value, list):
            rest += cast("list[object]", value)
    return count
