from typing import Any

import pytest

from evenhand.domain.workflow.format import from_json, parse_yaml, read
from evenhand.domain.workflow.parameters import fill
from tests.domain.workflow.documents import with_steps

TEMPLATE = """\
version: 1
name: Round robin of ${team}
trigger: {type: conversation_opened}
parameters:
  - {name: team, type: team, label: Team}
  - {name: patience, type: duration, default: 15m}
  - {name: most, type: number}
  - {name: hello, type: text, default: "Hi {{ contact.first_name }}"}
  - {name: boss, type: user}
steps:
  - {type: send_message, text: "${hello}, you are with ${ team } for ${most}"}
  - type: assign_to
    action: team
    team: ${team}
    only_online: true
    max_open_contacts: ${most}
    timeout: ${patience}
    on_timeout: [{type: assign_to, action: user, user: "${boss}"}]
"""
VALUES: dict[str, object] = {"team": "Support", "most": 5, "boss": "ana@x.test"}


def test_a_value_alone_keeps_its_type_and_in_a_text_is_written_out() -> None:
    filled, problems = fill(parse_yaml(TEMPLATE), VALUES)
    assert problems == []
    data: Any = filled.data
    assert "parameters" not in data
    assert data["name"] == "Round robin of Support"
    assert data["steps"][0]["text"] == "Hi {{ contact.first_name }}, you are with Support for 5"
    assert data["steps"][1]["max_open_contacts"] == 5
    workflow, problems = read(filled)
    assert workflow is not None, problems


def test_the_command_line_s_texts_are_read_as_what_they_mean() -> None:
    filled, problems = fill(parse_yaml(TEMPLATE), {**VALUES, "most": " 8 ", "patience": "1h30m"})
    assert problems == []
    data: Any = filled.data
    assert (data["steps"][1]["max_open_contacts"], data["steps"][1]["timeout"]) == (8, "1h30m")


def test_what_is_wrong_in_the_filled_workflow_has_its_place_in_the_file() -> None:
    filled, _ = fill(parse_yaml(TEMPLATE), {**VALUES, "most": 0})
    (problem,) = read(filled)[1]
    assert (problem.path, problem.line, problem.column) == ("/steps/1/max_open_contacts", 16, 24)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"team": "Support", "most": 5}, "`boss` needs a value: the e-mail of a user"),
        ({**VALUES, "most": "many"}, "`most` must be a number, not the text `many`"),
        ({**VALUES, "most": True}, "`most` must be a number, not `true`"),
        ({**VALUES, "most": float("inf")}, "`most` must be a number"),
        ({**VALUES, "patience": "soon"}, "`patience` must be a duration"),
        ({**VALUES, "patience": "0s"}, "`patience` must be a duration"),
        ({**VALUES, "boss": "ana"}, "`boss` must be the e-mail of a user"),
        ({**VALUES, "team": " "}, "`team` must be the name of a team"),
        ({**VALUES, "team": ["x"]}, "`team` must be the name of a team, not a list"),
        ({**VALUES, "hello": "x" * 10_001}, "`hello` must be a text"),
        ({**VALUES, "taem": "x"}, "there is no parameter `taem`; did you mean `team`?"),
    ],
)
def test_values_that_do_not_fit_are_named(values: dict[str, object], said: str) -> None:
    source = parse_yaml(TEMPLATE)
    filled, problems = fill(source, values)
    assert filled is source
    assert len(problems) == 1
    assert said in problems[0].detail


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    filled, _ = fill(parse_yaml(TEMPLATE), {**VALUES, "team": "${boss}"})
    data: Any = filled.data
    assert data["steps"][1]["team"] == "${boss}"


def test_a_workflow_without_parameters_stays_and_takes_no_values() -> None:
    source = from_json(with_steps())
    assert fill(source, {})[0].data == source.data
    assert fill(source, {"x": 1})[1][0].detail == "there is no parameter `x`"


def test_names_and_defaults_of_parameters_are_judged() -> None:
    parameters = [
        {"name": "a", "type": "team", "default": 3},
        {"name": "a", "type": "number", "default": "x"},
        {"name": "b", "type": "text", "default": ""},
    ]
    found = [problem.path for problem in fill(from_json(with_steps(parameters=parameters)), {})[1]]
    assert "/parameters/0/default" in found
    assert "/parameters/1/default" in found
    assert fill(from_json({"parameters": 5}), {})[1][0].path == "/parameters"
    assert fill(from_json([]), {})[1] == []


def test_a_template_does_not_grow_beyond_what_a_file_may_hold() -> None:
    steps = [{"type": "send_message", "text": "${t}" * 1_000} for _ in range(200)]
    source = from_json(with_steps(*steps, parameters=[{"name": "t", "type": "text"}]))
    _, problems = fill(source, {"t": "x" * 10_000})
    assert [problem.detail for problem in problems] == ["filled in, it is larger than 1,000,000 characters"]
