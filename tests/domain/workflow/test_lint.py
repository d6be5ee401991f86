from typing import Any

from evenhand.domain.workflow.format import from_json, parse_yaml
from evenhand.domain.workflow.lint import Names, lint

NAMES = Names(
    teams=frozenset({"Support", "Sales"}), users=frozenset({"ana@x.test"}), channels=frozenset({"Shop"})
)


def document(*steps: dict[str, Any], **trigger: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "name": "A workflow",
        "trigger": {"type": "conversation_opened", **trigger},
        "steps": list(steps),
    }


def found(*steps: dict[str, Any], **trigger: Any) -> list[tuple[str, str]]:
    problems = lint(from_json(document(*steps, **trigger)), NAMES)
    return [(problem.path, problem.severity) for problem in problems]


def assign(**fields: Any) -> dict[str, Any]:
    return {"type": "assign_to", **fields}


def test_names_that_exist_are_no_problem() -> None:
    assert not found(
        assign(action="team", team="Support"),
        assign(action="user", user="Ana@X.test"),
        assign(action="workspace"),
        assign(action="unassign"),
        {"type": "send_message", "text": "x", "channel": "Shop"},
        {"type": "send_message", "text": "x"},
        all=[{"category": "channel", "operator": "is_equal_to", "value": " SHOP "}],
    )


def test_names_are_found_in_ways_out_too() -> None:
    inner = {"type": "send_message", "text": "x", "channel": "Desk"}
    steps = [assign(action="team", team="Sales", on_timeout=[assign(action="user", user="no@x.test"), inner])]
    assert found(*steps) == [
        ("/steps/0/on_timeout/0/user", "error"),
        ("/steps/0/on_timeout/1/channel", "error"),
    ]


def test_a_near_name_is_suggested() -> None:
    (problem,) = lint(from_json(document(assign(action="team", team="Suport"))), NAMES)
    assert problem.detail == ("there is no team `Suport` in this workspace; did you mean `Support`?")
    assert problem.step == "assign_to"


def test_a_name_of_a_team_is_exact() -> None:
    assert found(assign(action="team", team="support")) == [("/steps/0/team", "error")]


def test_a_condition_may_name_what_is_still_to_come() -> None:
    condition = {"category": "channel", "operator": "is_equal_to", "value": "Desk"}
    step = {"type": "send_message", "text": "x"}
    assert found(step, any=[{"all": [condition]}]) == [("/trigger/any/0/all/0/value", "warning")]


def test_a_document_that_cannot_be_read_is_not_searched_for_names() -> None:
    assert found(assign(action="team", team="Nobody", logic="best")) == [("/steps/0/logic", "error")]


def test_problems_come_in_the_order_of_the_file() -> None:
    text = """\
version: 1
name: A workflow
steps:
  - {type: assign_to, action: team, team: Nobody}
trigger:
  type: conversation_opened
  all: [{category: channel, operator: is_equal_to, value: Desk}]
"""
    problems = lint(parse_yaml(text), NAMES)
    assert [(problem.path, problem.line, problem.column) for problem in problems] == [
        ("/steps/0/team", 4, 43),
        ("/trigger/all/0/value", 7, 59),
    ]
