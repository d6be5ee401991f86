from datetime import timedelta
from typing import Any

import pytest

from evenhand.domain.workflow.conditions import Condition
from evenhand.domain.workflow.format import Workflow, from_json, parse_yaml, read
from evenhand.domain.workflow.problems import Problem, listed
from evenhand.domain.workflow.reading import MAX_PROBLEMS
from evenhand.domain.workflow.steps import KINDS, AssignTo, SendMessage
from evenhand.domain.workflow.text import Text
from tests.domain.workflow.documents import EXAMPLE, flaws, with_steps


def workflow_of(document: dict[str, Any]) -> Workflow:
    workflow, problems = read(from_json(document))
    assert problems == []
    assert workflow is not None
    return workflow


def problems_of(document: object) -> list[Problem]:
    return read(from_json(document))[1]


def told(text: str) -> list[str]:
    """Every problem of a file, each as `line:column path`."""
    return [f"{problem.line}:{problem.column} {problem.path}" for problem in read(parse_yaml(text))[1]]


def message(text: object = "hi", **fields: Any) -> dict[str, Any]:
    return {"type": "send_message", "text": text, **fields}


def assign(action: str = "workspace", **fields: Any) -> dict[str, Any]:
    return {"type": "assign_to", "action": action, **fields}


def test_the_example_reads_without_a_problem() -> None:
    workflow, problems = read(parse_yaml(EXAMPLE))
    assert problems == []
    assert workflow is not None
    assert workflow.name == "Assignment: Round Robin + Online Only"
    assert workflow.trigger.type == "conversation_opened"
    assert workflow.trigger.all == (Condition(category="source", operator="is_equal_to", value="contact"),)
    welcome, assigned, hello = workflow.steps
    assert isinstance(welcome, SendMessage)
    assert welcome.channel == "last_interacted"
    assert assigned == AssignTo(
        id="assign",
        action="team",
        team="Support",
        only_online=True,
        timeout=timedelta(hours=4),
        on_timeout=(
            SendMessage(
                id="sorry",
                text=Text("Sorry, everybody is away right now. We will get back to you."),
            ),
        ),
    )
    assert hello == SendMessage(id="hello", text=Text("{{ assignee.first_name }} will take care of you."))


def test_the_example_reads_the_same_from_json() -> None:
    source = parse_yaml(EXAMPLE)
    assert read(from_json(source.data)) == read(source)


def test_every_problem_is_found_at_its_place_in_the_order_of_the_file() -> None:
    text = """\
version: 2
name: ""
trigger: {type: conversation_opend}
stop_wen: []
steps:
  - type: send_mesage
    id: a
  - id: a
    type: assign_to
    action: user
    team: Support
    timeout: 90
    on_timeout:
      - type: send_message
        channel: 5
  - {id: b, type: assign_to, action: team, timeout: 8d, exclude: [x]}
  - 5
  -
once_per_contact: "true"
"""
    assert told(text) == [
        "1:10 /version",
        "2:7 /name",
        "3:17 /trigger/type",
        "4:1 /stop_wen",
        "6:11 /steps/0/type",
        "8:5 /steps/1/user",
        "8:9 /steps/1/id",
        "11:5 /steps/1/team",
        "12:5 /steps/1/timeout",
        "12:14 /steps/1/timeout",
        "13:5 /steps/1/on_timeout",
        "14:9 /steps/1/on_timeout/0/text",
        "15:18 /steps/1/on_timeout/0/channel",
        "16:5 /steps/2/team",
        "16:53 /steps/2/timeout",
        "16:67 /steps/2/exclude/0",
        "17:5 /steps/3",
        "18:4 /steps/4",
        "19:19 /once_per_contact",
    ]


def test_a_problem_in_a_report() -> None:
    (problem,) = read(parse_yaml(EXAMPLE.replace("timeout: 4h", "timeout: 9d")))[1]
    assert problem.located("flow.yaml") == "flow.yaml:20:14: /steps/1/timeout: must be at most 7d"
    assert problem.step == "assign"
    assert problems_of([])[0].located("-") == "-: /: must be a mapping of keys to values, not a list"


def test_problems_of_the_file_and_of_the_workflow_come_together() -> None:
    text = EXAMPLE.replace(
        "only_online: true", "only_online: !!bool true\n    only_online: 3\n    priority: a"
    )
    assert told(text) == ["19:18 /steps/1", "20:5 /steps/1/only_online", "21:15 /steps/1/priority"]


def test_there_is_no_workflow_with_an_error_but_one_with_a_warning() -> None:
    assert read(from_json(with_steps(message(text="{{"))))[0] is None
    workflow, (problem,) = read(from_json(with_steps()))
    assert workflow is not None
    assert (problem.path, problem.severity) == ("/steps", "warning")


@pytest.mark.parametrize("document", [None, [], "x", 3, {}, {"steps": {}}])
def test_what_is_no_workflow_at_all(document: object) -> None:
    assert problems_of(document)


def test_what_is_missing_is_named() -> None:
    paths = [problem.path for problem in problems_of({})]
    assert paths == ["/version", "/name", "/trigger", "/steps"]
    assert flaws({}) == {"type": f"`type` is missing: a step has one of {listed(KINDS)}"}
    assert flaws({"type": "send_message"}) == {"text": "`text` is missing"}


def test_near_misses_are_recognised() -> None:
    assert "`send_message`?" in flaws({"type": "send_mesage"})["type"]
    assert "`timeout`?" in flaws(assign(timout="1h"))["timout"]
    assert "`round_robin`?" in flaws(assign(logic="roundrobin"))["logic"]
    assert "known here: `channel`, `id`, `name`" in flaws(message(zzz=1))["zzz"]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("45s", 45), ("15m", 900), ("1h30m", 5_400), ("7d", 604_800), ("6d23h59m60s", 604_800), ("90m", 5_400)],
)
def test_durations(written: str, seconds: int) -> None:
    (step,) = workflow_of(with_steps(assign(timeout=written))).steps
    assert isinstance(step, AssignTo)
    assert step.timeout == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (90, "for 90 seconds write `90s`"),
        ("90", "such as `45s`"),
        ("", "such as `45s`"),
        ("1.5h", "such as `45s`"),
        ("-5m", "such as `45s`"),
        ("5M", "such as `45s`"),
        ("1h 30m", "such as `45s`"),
        ("30m1h", "such as `45s`"),
        ("٣m", "such as `45s`"),
        ("9999999999d", "such as `45s`"),
        ("999999999d999999999h", "such as `45s`"),
        (True, "such as `45s`"),
        (None, "such as `45s`"),
        ("0s", "longer than nothing"),
        ("0h0m", "longer than nothing"),
        ("8d", "at most 7d"),
        ("7d1s", "at most 7d"),
        ("999999999d", "at most 7d"),
    ],
)
def test_bad_durations(written: object, said: str) -> None:
    assert said in flaws(assign(timeout=written))["timeout"]


def test_ids_are_made_from_the_type_and_stay_clear_of_given_ones() -> None:
    document = with_steps(
        assign(on_timeout=[message(), message()]),
        message(id="send_message_3"),
        assign(),
        message(),
        assign(id="assign_to"),
    )
    outer = workflow_of(document).steps
    assert [step.id for step in outer] == [
        "assign_to_2",
        "send_message_3",
        "assign_to_3",
        "send_message_4",
        "assign_to",
    ]
    (_, inner), *_ = outer[0].lists()
    assert [step.id for step in inner] == ["send_message", "send_message_2"]
    assert workflow_of(document) == workflow_of(document)


def test_an_id_stands_for_one_step() -> None:
    first, second = with_steps(message(id="x", on_failure=[message(id="x")]), message(id="x"))["steps"]
    problems = problems_of(with_steps(first, second))
    assert [problem.path for problem in problems] == ["/steps/0/on_failure/0/id", "/steps/1/id"]
    assert problems[0].detail == "the id `x` is already taken by the step /steps/0"
    text = EXAMPLE.replace("id: hello", "id: welcome")
    (problem,) = read(parse_yaml(text))[1]
    assert (problem.line, problem.column) == (25, 9)
    assert "on line 11" in problem.detail


@pytest.mark.parametrize("given", ["", " ", "a b", "a/b", "-a", "x" * 65, "a\n", 5, None, ["a"]])
def test_ids_that_are_none(given: object) -> None:
    assert list(flaws(message(id=given))) == ["id"]


def test_texts_have_bounds_and_are_liquid() -> None:
    assert flaws(message("x" * 10_000)) == {}
    assert "at most 10,000" in flaws(message("x" * 10_001))["text"]
    assert flaws(message(" \n")) == {"text": "must not be empty"}
    assert "in quotes" in flaws(message(5))["text"]
    assert "never closed" in flaws(message("Hi {{ contact.first_name"))["text"]
    assert "`upcase`?" in flaws(message("{{ contact.first_name | upcsae }}"))["text"]
    assert "`for`?" in flaws(message("{% fro t in contact.tags %}{% endfor %}"))["text"]
    assert "`render`" in flaws(message("{% render 'x' %}"))["text"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("logic", "round_robin"),
        ("only_online", True),
        ("max_open_contacts", 3),
        ("exclude", ["current_assignee"]),
        ("priority", 1),
        ("when_empty", "next_step"),
        ("timeout", "1h"),
        ("on_timeout", []),
    ],
)
def test_what_belongs_to_a_pool_is_wrong_elsewhere(field: str, value: object) -> None:
    for action in ("workspace", "team"):
        team = {"team": "Support"} if action == "team" else {}
        assert flaws(assign(action, **team, **{field: value})) == {}
    for action, more in (("user", {"user": "ana@x.test"}), ("unassign", {})):
        detail = flaws(assign(action, **more, **{field: value}))[field]
        assert (
            detail == f"`{field}` belongs to the actions `team` and `workspace`, not to `{action}`: remove it"
        )


def test_each_action_needs_its_own_field() -> None:
    assert flaws(assign("user")) == {"user": "`user` is missing: action `user` needs it"}
    assert flaws(assign("team")) == {"team": "`team` is missing: action `team` needs it"}
    assert "belongs to action `team`" in flaws(assign("workspace", team="Support"))["team"]
    assert "belongs to action `user`" in flaws(assign("unassign", user="ana@x.test"))["user"]
    assert flaws(assign("unassign", on_failure=[message()])) == {}
    assert list(flaws(assign("usr", user="ana@x.test", timeout="1h"))) == ["action"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("user", "ana", "an e-mail address"),
        ("team", " ", "must not be empty"),
        ("team", "x" * 201, "201 characters; at most 200"),
        ("max_open_contacts", 0, "at least 1"),
        ("max_open_contacts", "3", "whole number"),
        ("max_open_contacts", True, "whole number"),
        ("max_open_contacts", 2.5, "whole number"),
        ("only_online", "yes", "`true` or `false`"),
        ("only_online", 1, "`true` or `false`"),
        ("priority", 10**7, "at most 1,000,000"),
        ("when_empty", "wait", "`exit` or `next_step`"),
        ("on_timeout", {}, "must be a list"),
        ("on_failure", "x", "must be a list"),
        ("name", 5, "must be a text"),
    ],
)
def test_values_that_a_field_cannot_take(field: str, value: object, said: str) -> None:
    action = field if field in {"user", "team"} else "workspace"
    assert said in flaws(assign(action, **{field: value}))[field]


def test_what_may_be_excluded() -> None:
    (step,) = workflow_of(with_steps(assign(exclude=["current_assignee", "previous_assignees"]))).steps
    assert isinstance(step, AssignTo)
    assert step.exclude == ("current_assignee", "previous_assignees")
    assert flaws(assign(exclude=["current_assignee", "me"]))["exclude/1"].startswith(
        "must be `current_assignee`"
    )


def test_the_workflow_has_its_own_fields() -> None:
    document = with_steps(
        message(), stop_when=["agent_message", "gossip"], once_per_contact=1, name="x" * 201, description=3
    )
    assert sorted(problem.path for problem in problems_of(document)) == [
        "/description",
        "/name",
        "/once_per_contact",
        "/stop_when/1",
    ]
    workflow = workflow_of(with_steps(message(), stop_when=["conversation_closed"], once_per_contact=True))
    assert workflow.stop_when == ("conversation_closed",)
    assert workflow.once_per_contact


@pytest.mark.parametrize("version", ["1", True, 1.0, 2, None])
def test_there_is_one_version(version: object) -> None:
    (problem,) = problems_of(with_steps(message(), version=version))
    assert problem.path == "/version"


def test_at_most_500_steps() -> None:
    assert problems_of(with_steps(*[message() for _ in range(500)])) == []
    steps = [message() for _ in range(400)]
    (problem,) = problems_of(with_steps(assign(on_timeout=steps[:110]), *steps))
    assert problem.path == "/steps/390"
    assert problem.detail == "the workflow has more than 500 steps"


def test_a_parameter_that_is_not_filled_in_is_a_problem() -> None:
    document = with_steps(
        message("For ${ team } and ${team} at ${price}, $5 or ${5}"),
        assign("team", team="${team}", timeout="${patience}"),
        parameters=[{"name": "team", "type": "team", "label": "Team"}, {"name": "a b", "type": "money"}],
    )
    found = [(problem.path, problem.detail) for problem in problems_of(document)]
    assert (
        "/steps/1/timeout",
        "`${patience}` is not filled in: give the parameter `patience` a value",
    ) in found
    assert [path for path, _ in found] == [
        "/parameters/1/name",
        "/parameters/1/type",
        "/steps/0/text",
        "/steps/0/text",
        "/steps/1/team",
        "/steps/1/timeout",
    ]
    (problem,) = problems_of(
        with_steps(message(), parameters=[{"name": name, "type": "team"} for name in ("team", "other")])
    )
    assert problem.detail == "this is a template: fill in `team`, `other`"
    assert problems_of(with_steps(message(), parameters=[])) == []


def test_a_flood_of_problems_ends() -> None:
    assert len(problems_of({f"key{i}": i for i in range(10_000)})) == MAX_PROBLEMS


def test_foreign_texts_are_repeated_short_and_printable() -> None:
    detail = flaws(message(**{"\x1b[31m" + "y" * 5_000: 1}))["\x1b[31m" + "y" * 5_000]
    assert len(detail) < 250
    assert detail.isprintable()
