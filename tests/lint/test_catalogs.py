"""Every sentence that the server says stands in every language, and nothing else does."""

import ast
import json
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from evenhand.api.heard import HEARD
from evenhand.api.languages import ENGLISH, LANGUAGES

SOURCE = Path(__file__).parents[2] / "src/evenhand"


@cache
def calls_of_said() -> list[tuple[str, ast.Call]]:
    return list(_find())


def _find() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "said":
                yield f"{file.relative_to(SOURCE)}:{node.lineno}", node


def templates() -> set[str]:
    return {
        call.args[0].value
        for _, call in calls_of_said()
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def places(template: str) -> set[tuple[str, str]]:
    """The names of its values, each with its form."""
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(template) if name is not None}


def catalog(language: str) -> dict[str, str]:
    return json.loads((SOURCE / "locales" / f"{language}.json").read_text(encoding="utf-8"))


def test_every_template_is_written_out_and_given_its_values() -> None:
    wrong: list[str] = []
    for where, call in calls_of_said():
        match call.args:
            case [ast.Constant(value=str() as template)]:
                if {name for name, _ in places(template)} != {each.arg for each in call.keywords}:
                    wrong.append(f"{where}: other values than in {template!r}")
            case _:
                wrong.append(f"{where}: the template is not written out")
    assert wrong == []


def test_catalogs_are_those_of_the_languages() -> None:
    assert {file.stem for file in (SOURCE / "locales").iterdir()} == LANGUAGES - {ENGLISH}


@pytest.mark.parametrize("language", sorted(LANGUAGES - {ENGLISH}))
def test_a_catalog_has_each_sentence_and_none_besides(language: str) -> None:
    translated, said = catalog(language), templates() | set(HEARD)
    assert said - translated.keys() == set(), "not translated"
    assert translated.keys() - said == set(), "said nowhere"
    assert list(translated) == sorted(translated), "in order, so that one finds it"


@pytest.mark.parametrize("language", sorted(LANGUAGES - {ENGLISH}))
def test_a_translation_has_the_values_of_its_template(language: str) -> None:
    wrong = {
        template: told
        for template, told in catalog(language).items()
        if places(template) != places(told) or not told.strip()
    }
    assert wrong == {}


@pytest.mark.parametrize("language", sorted(LANGUAGES - {ENGLISH}))
def test_what_is_code_stays_as_it_is(language: str) -> None:
    def code(text: str) -> list[str]:
        return sorted(part for part in text.split("`")[1::2] if " " not in part)

    wrong = {template: told for template, told in catalog(language).items() if code(template) != code(told)}
    assert wrong == {}
