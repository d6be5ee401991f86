"""The scenarios of the repository leave nothing of the language out."""

from collections.abc import Iterator
from functools import cache
from typing import Any, cast, get_args

import pytest

from evenhand.domain.workflow import triggers
from evenhand.domain.workflow.comparing import Operator
from evenhand.domain.workflow.format import StopWhen
from evenhand.domain.workflow.questions import QuestionType
from evenhand.domain.workflow.steps import KINDS
from evenhand.gallery import Template, templates
from evenhand.virtual.entries import ACTIONS
from evenhand.virtual.expectations import KINDS as EXPECTATIONS
from evenhand.virtual.files import load_file, load_scenario
from tests.virtual.stories import FILES


@cache
def values() -> frozenset[tuple[str, str]]:
    """Every key with a word as its value, and each word in a list, in the workflows of all scenarios."""
    found: set[tuple[str, str]] = set()
    for file in FILES:
        scenario = load_scenario(file)
        for document in scenario.workflows:
            if document.source is not None:
                found.update(words(document.data))
        found.update(words(load_file(file).data))
    return frozenset(found)


def words(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for inner, item in cast("dict[str, Any]", value).items():
                yield "key", inner
                yield from words(item, inner)
        case list():
            for item in cast("list[Any]", value):
                yield from words(item, key)
        case str():
            yield key, value
        case _:
            pass


@pytest.mark.parametrize("kind", triggers.KINDS)
def test_each_trigger_is_used(kind: str) -> None:
    assert ("type", kind) in values()


@pytest.mark.parametrize("kind", KINDS)
def test_each_step_is_used(kind: str) -> None:
    assert ("type", kind) in values()


@pytest.mark.parametrize("operator", get_args(Operator))
def test_each_operator_is_used(operator: str) -> None:
    assert ("operator", operator) in values()


@pytest.mark.parametrize("kind", get_args(QuestionType))
def test_each_type_of_question_is_used(kind: str) -> None:
    assert ("question_type", kind) in values()


@pytest.mark.parametrize("cause", get_args(StopWhen))
def test_each_cause_to_stop_is_used(cause: str) -> None:
    assert ("stop_when", cause) in values()


@pytest.mark.parametrize("entry", [*ACTIONS, *EXPECTATIONS])
def test_each_entry_and_expectation_is_used(entry: str) -> None:
    assert ("key", entry) in values()


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.file)
def test_each_template_has_its_scenario(template: Template) -> None:
    [proof] = [file for file in FILES if file.parent.name == "gallery" and file.stem == template.file]
    names = [document.name for document in load_scenario(proof).workflows]
    assert template.name in names
