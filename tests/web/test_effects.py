"""Whether the web app knows what each type of event changes."""

import ast
import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TYPE: Final = re.compile(r"[a-z_]+\.[a-z_]+")
KNOWN: Final = re.compile(r"^  '([a-z_]+\.[a-z_]+)': effects\(", re.MULTILINE)


def emitted() -> set[str]:
    """Every type of event that the domain writes, read from its code."""
    found = {"workspace.created"}  # by storage, since it makes the lane
    for path in (ROOT / "src" / "evenhand" / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".emit"):
                texts = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and TYPE.fullmatch(text)}
    return found


def test_the_web_app_knows_every_type_of_event() -> None:
    known = set(KNOWN.findall((ROOT / "web/src/api/live/effects.ts").read_text(encoding="utf-8")))
    assert len(emitted()) > 40
    assert emitted() <= known
