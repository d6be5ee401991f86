"""Whether the web app knows every trigger, step, field and operator of the workflow file."""

import json
import re
from pathlib import Path
from typing import Final

from evenhand.domain.workflow import triggers
from evenhand.domain.workflow.conditions import CATEGORIES, OPERATORS, STANDARD_FIELDS
from evenhand.domain.workflow.reading import shape_of
from evenhand.domain.workflow.steps import KINDS

ROOT: Final = Path(__file__).parents[2]
CATALOGUE: Final = ROOT / "web" / "src" / "features" / "workflows" / "catalogue"
WORDS: Final = ROOT / "web" / "src" / "ui" / "locales" / "en.json"
STEPS: Final = ROOT / "src" / "evenhand" / "domain" / "workflow" / "steps"
ELSEWHERE: Final = {"id", "name", "branches", "else", "inside", "outside", "from", "to"}
"""Fields with a form of their own."""


def read(file: str) -> str:
    return (CATALOGUE / file).read_text(encoding="utf-8")


def named(text: str, key: str) -> set[str]:
    """The values of a key in the code."""
    return set(re.findall(rf"\b{key}: '(\w+)'", text))


def test_the_builder_knows_every_step_with_its_fields() -> None:
    text = read("steps.ts")
    assert named(text, "type") == KINDS.keys()
    fields = {field for kind in KINDS.values() for field in shape_of(kind).fields}
    assert fields - ELSEWHERE == named(text, "key")


def test_the_builder_knows_every_trigger_with_what_it_says() -> None:
    text = read("triggers.ts")
    assert triggers.KINDS.keys() <= named(text, "type")
    said = {name for kind in triggers.KINDS.values() for name in kind.categories}
    assert said <= set(re.findall(r"\b(\w+): (?:\{ type|TEXT|CHANNEL)", text))
    added = {name for kind in triggers.KINDS.values() for name in kind.variables}
    assert added <= set(re.findall(r"'(\w+)'", text))


def test_the_builder_knows_every_category_field_and_operator() -> None:
    text = read("conditions.ts")
    keys = set(re.findall(r"\b(\w+): \{ type", text))
    assert CATEGORIES.keys() | STANDARD_FIELDS.keys() <= keys
    operators = {operator for some in OPERATORS.values() for operator in some}
    assert operators <= set(re.findall(r"'(\w+)'", text))


def test_the_app_has_words_for_every_reason() -> None:
    said = json.loads(WORDS.read_text(encoding="utf-8"))["reason"]
    found = {
        reason
        for file in STEPS.glob("*.py")
        for reason in re.findall(
            r'(?:Done\(|Failed\(|Takes\([^,()]+, )"(\w+)"', file.read_text(encoding="utf-8")
        )
    }
    assert {"no_branch", "already_open", "bad_input"} <= found
    assert found <= said.keys()
