"""Every SQL statement of the storage layer, and what the code does with it, read from the code itself."""

import ast
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final, NamedTuple

from evenhand import storage
from evenhand.storage.reads.conversations import ConversationFilter, counting, statement
from evenhand.storage.reads.rows import Span, Viewer

BEGINS: Final = re.compile(r"\s*(with|select|insert|update|delete|create|begin|commit|rollback)\b")
PARAMETER: Final = re.compile(r"%\((\w+)\)s(::\w+)?")
SPREAD: Final = {
    "viewer.parameters": Viewer(all=True, user_id=None).parameters.keys(),
    "span.parameters": Span(0, 1).parameters.keys(),
    "period.parameters": {"zone", "begin", "end"},
}


class Statement(NamedTuple):
    """A constant that is sent to PostgreSQL as it is: ``module.NAME``, without the package."""

    name: str
    sql: str

    @property
    def parameters(self) -> set[str]:
        """The names of what is given with it."""
        return {name for name, _ in PARAMETER.findall(self.sql)}

    @property
    def numbered(self) -> str:
        """The statement as PostgreSQL knows it, with $1, $2 and so on."""
        names = sorted(self.parameters)
        return PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}{found[2] or ''}", self.sql)


class Read(NamedTuple):
    """A call of ``fetch``: the query, the names of the parameters given, and what rows are turned into."""

    statement: Statement
    given: set[str]
    view: type[Any]


def modules() -> Iterator[ModuleType]:
    """Every module below the storage package."""
    for found in pkgutil.walk_packages(storage.__path__, f"{storage.__name__}."):
        yield importlib.import_module(found.name)


def statements() -> dict[str, Statement]:
    """All of them by name. A name that begins with an underscore is a piece of others."""
    found: dict[str, Statement] = {}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, str) and name.isupper() and not name.startswith("_") and BEGINS.match(value):
                full = f"{module.__name__.removeprefix(storage.__name__ + '.')}.{name}"
                found[full] = Statement(full, value)
    for number, sql in enumerate(sorted(conversation_lists())):
        found[f"conversations {number}"] = Statement(f"conversations {number}", sql)
    return found


def conversation_lists() -> set[str]:
    """The list of conversations with every combination of its filters, and the count."""
    choices = itertools.product(
        (None, "open", "closed"), (None, "none", 3, "ana@x.test"), (None, 3), (None, 3), (None, "word")
    )
    lists = [ConversationFilter(*choice) for choice in choices]
    ends = [ConversationFilter(), ConversationFilter("open", 3, 3, 3, "word", [3])]
    return {statement(wanted) for wanted in [*lists, *ends]} | {counting(wanted) for wanted in ends}


def reads() -> list[Read]:
    """Every call of ``fetch`` and ``fetch_one`` whose query is a constant."""
    return [read for module in modules() for read in _reads_of(module)]


def _reads_of(module: ModuleType) -> Iterator[Read]:
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(function, ast.AsyncFunctionDef) or function.name.startswith("fetch"):
            continue
        known = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"fetch", "fetch_one"}:
                _, query, given, view = call.args
                for name in _constants(query, known):
                    made = Statement(f"{module.__name__.rpartition('.')[2]}.{name}", getattr(module, name))
                    yield Read(made, _keys(given, known), getattr(module, ast.unparse(view)))


def _constants(query: ast.expr, known: dict[str, ast.expr]) -> list[str]:
    match query:
        case ast.Name(name):
            return _constants(known[name], known) if name in known else [name]
        case ast.IfExp():
            return _constants(query.body, known) + _constants(query.orelse, known)
        case _:
            composed = {"statement(wanted)", "counting(wanted)"}
            assert ast.unparse(query) in composed, "a query that is put together"
            return []


def _keys(given: ast.expr, known: dict[str, ast.expr]) -> set[str]:
    if isinstance(given, ast.Name):
        given = known[given.id]
    assert isinstance(given, ast.Dict)
    keys: set[str] = set()
    for key, value in zip(given.keys, given.values, strict=True):
        if key is None:
            keys.update(SPREAD[ast.unparse(value)])
        else:
            assert isinstance(key, ast.Constant)
            keys.add(str(key.value))
    return keys
