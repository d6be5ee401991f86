"""Liquid as texts may use it: python-liquid, bounded in time and size, without clock or files.

What differs from the library, and why:

- The source is cut into tokens here, in linear time (the library's expressions backtrack), and the
  short form ``$contact.first_name`` and mentions such as ``@{assignee}`` are understood.
- Work is counted: every filter, loop and output spends from one budget (`Context`).
- What is empty is nothing: false, equal to nil, ``""``, ``blank`` and ``empty``, written as nothing.
- ``date`` knows the run's moment instead of the machine's clock.
- Tags that load other texts, write tables or keep state from one loop to the next are left out.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import Any, ClassVar, Final, TextIO

from liquid import BoundTemplate, Environment, RenderContext, Token
from liquid.builtin.expressions import FilteredExpression, Path
from liquid.builtin.expressions.logical import EqExpression, NeExpression
from liquid.builtin.expressions.primitive import Blank, Empty, IntegerLiteral, RangeLiteral
from liquid.builtin.tags.for_tag import BreakNode, ContinueNode, ForNode
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG
from liquid.undefined import UNDEFINED, is_undefined
from liquid.utils import ReadOnlyChainMap

from evenhand.domain.texts import Said, heard, said
from evenhand.domain.workflow.filters import EMPTY, FILTERS, TextError, weight
from evenhand.domain.workflow.problems import shown, suggestion

MAX_OUTPUT: Final = 20_000
"""Characters of a rendered text."""

MAX_WORK: Final = 500_000
"""What one rendering may spend: a character read or written costs one, at most about 0.1 µs."""

_LOOKUP: Final = 50
"""What looking up a name costs: the library takes up to 5 µs for one that it does not know."""

MAX_EXPRESSION: Final = 1_000
"""Characters between ``{{`` and ``}}``: the library reads an expression in quadratic time."""

MAX_RANGE: Final = 1_000
MAX_NESTING: Final = 30

_OPENING: Final = re.compile(r"\{[{%]")
_TAG_NAME: Final = re.compile(r"#|\w+")
_END_RAW: Final = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_COMMENT: Final = re.compile(r"\{%-?\s*(comment|endcomment)\b")
SHORT_FORM: Final = re.compile(
    r"\$(?P<root>contact|assignee|system|variable|conversation|workspace|message)\.(?P<field>[^\W\d]\w*)"
    r"|@\{(?P<whom>[^{}\s\"'\\]{1,320})\}"
)
"""`$contact.first_name`, and `@{ana@example.com}` or `@{assignee}`, which mention a user."""

_TAGS: Final = (
    *("if", "unless", "case", "for", "break", "continue"),
    *("assign", "capture", "increment", "decrement", "echo"),
)
_INNER_TAGS: Final = ("else", "elsif", "when", "endif", "endunless", "endcase", "endfor", "endcapture")
_INTERNAL_TAGS: Final = ("output", "content", "illegal")

FAILURES: Final = (
    LiquidError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library's filters and tags raise on values that do not suit them."""


class Liquid(Environment):
    """The language of texts."""

    block_nesting_limit: ClassVar[int] = 20

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        super().setup_tags_and_filters(extra=extra)
        self.tags = {name: tag for name, tag in self.tags.items() if name in _TAGS or name in _INTERNAL_TAGS}
        self.filters = dict(FILTERS)

    def tokenizer(self) -> Callable[[str], Iterator[Token]]:
        return tokens


_LIQUID: Final = Liquid()


def parse(source: str) -> tuple[BoundTemplate, frozenset[str]]:
    """The template of a text, and the names that it uses. Raises TextError where it is no valid Liquid."""
    try:
        template = _LIQUID.from_string(source)
    except FAILURES as error:
        raise TextError(_reason(error)) from None
    return template, _survey(template)


def render(template: BoundTemplate, source: str, names: Mapping[str, object]) -> str:
    """The text with its names filled in. Raises TextError where that fails or takes too much."""
    context = Context(template, source, names)
    output = Output(context)
    try:
        template.render_with_context(context, output)
    except FAILURES as error:
        raise TextError(_reason(error)) from None
    return output.getvalue()


def _reason(error: Exception) -> Said:
    cause = error.__cause__
    if isinstance(cause, TextError):
        return cause.reason
    if isinstance(error, RecursionError) or isinstance(cause, RecursionError):
        return said("an expression is nested too deep")
    if not isinstance(error, LiquidError):
        return said("a value does not suit what the text does with it")
    token = error.token
    reason = heard(f"{error.message}")
    if token is None or token.start_index < 0:
        return reason
    return said("{reason} near {token}", reason=reason, token=shown(token.value))


def tokens(source: str) -> Iterator[Token]:
    """The tokens that the library's parser takes, in linear time.

    Comments are left out, short forms stand as outputs, and whitespace control has been done.
    """
    position, trim = 0, False
    while True:
        opening = _OPENING.search(source, position)
        content = source[position : opening.start() if opening else None]
        trimmed = content.lstrip() if trim else content
        offset = position + len(content) - len(trimmed)
        if opening is None:
            yield from _content(trimmed, offset, source)
            return
        start = opening.end()
        if source.startswith("-", start):
            trimmed = trimmed.rstrip()
        yield from _content(trimmed, offset, source)
        close = "}}" if opening[0] == "{{" else "%}"
        end = source.find(close, start)
        if end < 0:
            raise TextError(
                said(
                    "{source} is never closed by `{close}`",
                    source=shown(source[opening.start() : opening.start() + 20]),
                    close=close,
                )
            )
        if end - start > MAX_EXPRESSION:
            raise TextError(
                said(
                    "there are more than {most:,} characters before {close}",
                    most=MAX_EXPRESSION,
                    close=shown(close),
                )
            )
        body, position, trim = source[start:end], end + 2, source[end - 1] == "-" and end - 1 > start
        body = body.removeprefix("-").removesuffix("-").strip()
        if close == "}}":
            yield Token(TOKEN_OUTPUT, source[opening.start() : position], opening.start(), source)
            yield Token(TOKEN_EXPRESSION, body, start, source)
            continue
        name = _TAG_NAME.match(body)
        if name is None:
            raise TextError(said("`{{%` needs the name of a tag"))
        if name[0] in _PASSED_OVER:
            found = _PASSED_OVER[name[0]](source, position)
            if found is not None:
                inner, position, trim = found
                yield from [Token(TOKEN_CONTENT, inner, end, source)] if inner else ()
            continue
        if name[0] not in _TAGS and name[0] not in _INNER_TAGS:
            raise TextError(
                said("there is no tag {name}{hint}", name=shown(name[0]), hint=suggestion(name[0], _TAGS))
            )
        yield Token(TOKEN_TAG, name[0], start, source)
        expression = body[name.end() :].strip()
        if expression:
            yield Token(TOKEN_EXPRESSION, expression, start, source)


def _content(text: str, offset: int, source: str) -> Iterator[Token]:
    position = 0
    for short in SHORT_FORM.finditer(text):
        if short.start() > position:
            yield Token(TOKEN_CONTENT, text[position : short.start()], offset + position, source)
        yield Token(TOKEN_OUTPUT, short[0], offset + short.start(), source)
        root, field = short["root"] or "mention", short["field"] or short["whom"]
        yield Token(TOKEN_EXPRESSION, f'{root}["{field}"]', offset + short.start(), source)
        position = short.end()
    if position < len(text):
        yield Token(TOKEN_CONTENT, text[position:], offset + position, source)


def _raw(source: str, position: int) -> tuple[str, int, bool]:
    end = _END_RAW.search(source, position)
    if end is None:
        raise TextError(said("`{{% raw %}}` is never closed by `{{% endraw %}}`"))
    inner = source[position : end.start()]
    return inner.rstrip() if end[0][2] == "-" else inner, end.end(), end[0][-3] == "-"


def _comment(source: str, position: int) -> tuple[str, int, bool]:
    depth = 1
    for tag in _COMMENT.finditer(source, position):
        depth += 1 if tag[1] == "comment" else -1
        if depth == 0:
            end = source.find("%}", tag.end())
            if end < 0:
                break
            return "", end + 2, source[end - 1] == "-"
    raise TextError(said("`{{% comment %}}` is never closed by `{{% endcomment %}}`"))


_PASSED_OVER: Final[dict[str, Callable[[str, int], tuple[str, int, bool] | None]]] = {
    "raw": _raw,
    "comment": _comment,
    "#": lambda _source, _position: None,
}


class Context(RenderContext):
    """What a text is rendered with. It keeps the budget: ``spend`` ends a rendering that takes too much."""

    __slots__ = ("_lap", "_left")

    def __init__(self, template: BoundTemplate, source: str, names: Mapping[str, object]) -> None:
        super().__init__(template, globals=names)
        # Without the library's `now` and `today`, which read the clock.
        self.scope = ReadOnlyChainMap(self.locals, names, self.counters)
        self._left = MAX_WORK
        self._lap = len(source)

    @property
    def now(self) -> object:
        """The moment of the run, in the workspace's zone."""
        return self.get(["system", "now"], token=None)

    def spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise TextError(said("the text takes too much work to render: it repeats or grows too much"))

    def get(self, path: list[object], *, token: Token | None, default: object = UNDEFINED) -> object:
        value: object = super().get(path, token=token, default=default)
        self.spend(_LOOKUP + (weight(value) >> 4))
        return EMPTY if value is None else value

    def raise_for_loop_limit(self, length: int = 1) -> None:
        # Each time round, a loop's body is at most the whole text.
        self.spend(length * self._lap)

    def get_buffer(self, buf: TextIO | None = None) -> StringIO:  # noqa: ARG002
        return Output(self)


class Output(StringIO):
    """Where a text is written to, as long as it stays within bounds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._size = 0

    def write(self, text: str) -> int:
        self._size += len(text)
        if self._size > MAX_OUTPUT:
            raise TextError(said("the text becomes longer than {most:,} characters", most=MAX_OUTPUT))
        self._context.spend(len(text))
        return super().write(text)


class _Same(EqExpression):
    """``==`` to which nothing is equal to nothing, however it is written."""

    __slots__ = ()

    def evaluate(self, context: RenderContext) -> bool:
        return _same(self.left.evaluate(context), self.right.evaluate(context))


class _Different(NeExpression):
    __slots__ = ()

    def evaluate(self, context: RenderContext) -> bool:
        return not _same(self.left.evaluate(context), self.right.evaluate(context))


def _same(left: object, right: object) -> bool:
    if left is None or is_undefined(left):
        return _is_nothing(right)
    if right is None or is_undefined(right):
        return _is_nothing(left)
    if isinstance(right, Blank | Empty):
        left, right = right, left
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right


def _is_nothing(value: object) -> bool:
    return value is None or is_undefined(value) or isinstance(value, Blank | Empty) or value in ("", [])


def _survey(template: BoundTemplate) -> frozenset[str]:
    """The names that a template uses; checks what the library leaves until it renders."""
    static = RenderContext(template)
    names: set[str] = set()
    own: set[str] = {"forloop"}
    rest: list[tuple[Any, bool]] = [(node, False) for node in template.nodes]
    while rest:
        node, in_loop = rest.pop()
        if isinstance(node, BreakNode | ContinueNode) and not in_loop:
            raise TextError(said("{value} stands outside a `for`", value=shown(node.token.value)))
        body = node.block if isinstance(node, ForNode) else None
        children = node.children(static, include_partials=False)
        rest += [(child, in_loop or child is body) for child in children]
        for expression in node.expressions():
            names.update(_settle(expression))
        own.update(str(name) for name in (*node.template_scope(), *node.block_scope()))
    return frozenset(name for name in names if name.partition(".")[0] not in own)


def _settle(expression: Expression) -> Iterator[str]:
    """The names in an expression, whose comparisons and ranges are made safe on the way."""
    rest: list[tuple[Expression, int]] = [(expression, 1)]
    while rest:
        part, depth = rest.pop()
        if depth > MAX_NESTING:
            raise TextError(said("an expression is nested too deep"))
        match part:
            case Path():
                yield ".".join(_leading(part.path))
            case FilteredExpression(filters=filters):
                for used in filters or ():
                    if used.name not in FILTERS:
                        raise TextError(
                            said(
                                "there is no filter {name}{hint}",
                                name=shown(used.name),
                                hint=suggestion(used.name, FILTERS),
                            )
                        )
            case RangeLiteral():
                _check_range(part)
            case EqExpression():
                part.__class__ = _Same
            case NeExpression():
                part.__class__ = _Different
            case _:
                pass
        rest += [(inner, depth + 1) for inner in part.children()]


def _leading(path: list[Any]) -> Iterator[str]:
    for segment in path:
        if not isinstance(segment, str):
            return
        yield segment


def _check_range(part: RangeLiteral) -> None:
    """The library makes the whole list of a reversed range, and walks to an offset."""
    first, last = part.start, part.stop
    if not isinstance(first, IntegerLiteral) or not isinstance(last, IntegerLiteral):
        raise TextError(
            said("a range needs whole numbers, such as `(1..5)`, not {part}", part=shown(str(part)))
        )
    if last.value - first.value >= MAX_RANGE:
        raise TextError(said("a range has at most {most:,} numbers", most=MAX_RANGE))
