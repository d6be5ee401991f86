"""The gallery: what there is, how it is called, and that it can be filled in and run."""

from typing import Any, Final

import pytest

from evenhand.domain.workflow.format import read
from evenhand.domain.workflow.parameters import fill
from evenhand.gallery import Template, UnknownTemplate, source_of, templates

NAMES: Final = [
    "Assignment: Least Open Contacts",
    "Assignment: Round Robin",
    "Assignment: Round Robin + Online Only",
    "Assignment: Unassign After Conversation Closed",
    "Collect E-mail",
    "Enrich Then Route",
    "Escalate Down a Chain of Teams",
    "Multi-Team Routing: Multiple Choice by Contact",
    "Multi-Team Routing: Shifts",
    "Previous Agent First, Then The Team",
    "Reassign When The Agent Is Silent",
    "Routing by Country",
    "Routing by Language",
    "VIP First",
    "Welcome and Away by Business Hours",
]
VALUES: Final[dict[str, Any]] = {"user": "ana@x.test", "text": "text", "duration": "5m", "number": 3}


def values(template: Template) -> dict[str, Any]:
    """Something for each parameter that must be filled in, no two alike."""
    return {
        parameter.name: VALUES.get(parameter.type, parameter.name)
        for parameter in template.parameters
        if parameter.default is None
    }


def test_these_are_there() -> None:
    assert [template.name for template in templates()] == NAMES


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.file)
def test_each_says_what_it_does_and_what_it_needs(template: Template) -> None:
    assert 50 < len(template.description) < 500
    assert "\n" not in template.description.strip()
    assert all(parameter.label for parameter in template.parameters)


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.file)
def test_each_can_be_filled_in(template: Template) -> None:
    source, problems = fill(source_of(template.file), values(template))
    assert problems == []
    workflow, problems = read(source)
    assert problems == []
    assert workflow is not None
    assert workflow.name == template.name


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.file)
def test_each_parameter_is_used(template: Template) -> None:
    text = repr(source_of(template.file).data)
    assert [each.name for each in template.parameters if "${" + each.name + "}" not in text] == []


CALLED: Final = (
    "assignment-round-robin",
    "assignment-round-robin.yaml",
    "Assignment: Round Robin",
    " assignment: round robin ",
)


@pytest.mark.parametrize("name", CALLED)
def test_one_is_found_by_file_or_name(name: str) -> None:
    data: Any = source_of(name).data
    assert data["name"] == "Assignment: Round Robin"


def test_one_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownTemplate, match="no template vip-frist; did you mean `vip-first`"):
        source_of("vip-frist")
    with pytest.raises(UnknownTemplate, match="there are assignment-least-open-contacts, "):
        source_of("zzz")
