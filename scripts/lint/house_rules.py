"""Checks sizes and a few traps: `python -m scripts.lint.house_rules src tests …`.

EH101  a file over 500 lines
EH102  a function over 60 lines
EH201  a test that sleeps for a fixed time
EH301  `Depends` on a generator without `scope="function"`: its end would run after the response was sent
EH302  SQL put together in the call to `execute`

`# lint-skip: EH102 because …` on the reported line lets one finding pass; the reason is obligatory.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

MAX_FILE_LINES: Final = 500
MAX_FUNCTION_LINES: Final = 60
SKIP: Final = re.compile(r"#\s*lint-skip:\s*(?P<code>EH\d{3})\s+\S")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Finding(NamedTuple):
    """One breach of a rule, as it is printed."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class Source(NamedTuple):
    """A parsed file: its path from the repository's root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The dotted name under which others import it."""
        return self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def check(files: dict[str, str]) -> list[Finding]:
    """All findings in the files (path to text), in order of path and line."""
    sources = [Source(path, text, ast.parse(text, path)) for path, text in sorted(files.items())]
    generators = {name for source in sources for name in _generators(source)}
    found: list[Finding] = []
    for source in sources:
        lines = source.text.splitlines()
        here = sorted({*_sizes(source), *_calls(source, generators)})
        found += [finding for finding in here if not _skipped(lines, finding)]
    return found


def _skipped(lines: list[str], finding: Finding) -> bool:
    if finding.line > len(lines):
        return False
    match = SKIP.search(lines[finding.line - 1])
    return match is not None and match["code"] == finding.code


def _sizes(source: Source) -> Iterator[Finding]:
    count = len(source.text.splitlines())
    if count > MAX_FILE_LINES:
        yield Finding(source.path, 1, "EH101", f"{count} lines; over {MAX_FILE_LINES} a file wants to be two")
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            count = (node.end_lineno or node.lineno) - node.lineno + 1
            if count > MAX_FUNCTION_LINES:
                message = (
                    f"{node.name} has {count} lines; over {MAX_FUNCTION_LINES} a function wants to be two"
                )
                yield Finding(source.path, node.lineno, "EH102", message)


def _calls(source: Source, generators: set[str]) -> Iterator[Finding]:
    is_test = source.path.startswith("tests/")
    names = _names(source)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = _last_name(node.func)
        if is_test and called == "sleep" and _is_positive(node.args):
            message = "a test waits for a signal or moves the clock; it does not sleep"
            yield Finding(source.path, node.lineno, "EH201", message)
        elif called == "Depends" and not _ends_with_function(node) and _target(node, names) in generators:
            message = 'a dependency that yields needs scope="function", or it ends after the response'
            yield Finding(source.path, node.lineno, "EH301", message)
        elif called in {"execute", "executemany"} and node.args and _is_composed(node.args[0]):
            message = "SQL is a constant with named parameters; what varies is composed with psycopg.sql"
            yield Finding(source.path, node.lineno, "EH302", message)


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _is_positive(args: list[ast.expr]) -> bool:
    match args:
        case [ast.Constant(value=int() | float() as seconds), *_]:
            return seconds > 0
        case _:
            return False


def _is_composed(sql: ast.expr) -> bool:
    match sql:
        case ast.JoinedStr():
            return True
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return any(isinstance(part, ast.JoinedStr | ast.Constant) for part in ast.walk(sql))
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant())):
            return True
        case _:
            return False


def _ends_with_function(call: ast.Call) -> bool:
    for keyword in call.keywords:
        match keyword:
            case ast.keyword(arg="scope", value=ast.Constant(value="function")):
                return True
            case _:
                pass
    return False


def _target(call: ast.Call, names: dict[str, str]) -> str:
    """The full name of what a `Depends` depends on, as far as the file's own imports tell it."""
    given = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "dependency")]
    match given:
        case [ast.Name(id=name)]:
            return names.get(name, name)
        case [ast.Attribute(value=ast.Name(id=module), attr=name)]:
            return f"{names.get(module, module)}.{name}"
        case _:
            return ""


def _names(source: Source) -> dict[str, str]:
    """What the names that a file imports or defines stand for."""
    names: dict[str, str] = {}
    for node in ast.walk(source.tree):
        match node:
            case ast.ImportFrom(module=str() as module, names=imported):
                names |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in imported}
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names[name] = f"{source.module}.{name}"
            case _:
                pass
    return names


def _generators(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, Function) and any(_own_yields(node)):
            yield f"{source.module}.{node.name}"


def _own_yields(function: Function) -> Iterator[bool]:
    """One True for each `yield` of the function itself, not of functions within it."""
    rest: list[ast.AST] = [*function.body]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield True
        elif not isinstance(node, Function | ast.Lambda):
            rest.extend(ast.iter_child_nodes(node))


def main(roots: list[str]) -> int:
    """Prints the findings below the given folders and answers how the process should exit."""
    paths = [path for root in roots for path in sorted(Path(root).rglob("*.py"))]
    findings = check({path.as_posix(): path.read_text(encoding="utf-8") for path in paths})
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
