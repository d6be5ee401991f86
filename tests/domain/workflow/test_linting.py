"""What can be seen of a workflow before it runs: ways, circles, contradictions, names in texts."""

from typing import Any

import pytest

from evenhand.domain.workflow.format import from_json, parse_yaml
from evenhand.domain.workflow.lint import Names, lint
from tests.domain.workflow.documents import with_steps

NAMES = Names(
    teams=frozenset({"Support"}),
    users=frozenset({"ana@x.test"}),
    channels=frozenset({"Shop"}),
    fields={"plan": "text", "seats": "number", "a.b": "text"},
    categories=frozenset({"Solved"}),
)
END = {"type": "end"}
REST = {"type": "wait", "duration": "1m"}
ASK = {"type": "ask_question", "text": "?", "question_type": "text", "save_as": {"variable": "a"}}


def say(text: str = "x", **fields: Any) -> dict[str, Any]:
    return {"type": "send_message", "text": text, **fields}


def assign(**fields: Any) -> dict[str, Any]:
    return {"type": "assign_to", "action": "team", "team": "Support", **fields}


def jump(step: str, **fields: Any) -> dict[str, Any]:
    return {"type": "jump_to", "step": step, **fields}


def is_(category: str, value: Any = None, operator: str = "is_equal_to", **more: Any) -> dict[str, Any]:
    given = {} if value is None else {"value": value}
    return {"category": category, "operator": operator, **given, **more}


def branch(*ways: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A branch with a way for each list of conditions."""
    named = [{"name": f"w{i}", "all": way, "steps": []} for i, way in enumerate(ways)]
    return {"type": "branch", "branches": named, **more}


def found(*steps: dict[str, Any], names: Names | None = NAMES, **more: Any) -> list[tuple[str, str]]:
    """Where something is wrong, and how bad it is."""
    problems = lint(from_json(with_steps(*steps, **more)), names)
    return [(problem.path, problem.severity) for problem in problems]


def said(*steps: dict[str, Any], **more: Any) -> list[str]:
    return [problem.detail for problem in lint(from_json(with_steps(*steps, **more)), NAMES)]


# --- ways ------------------------------------------------------------------------------------------


def test_steps_after_the_end_are_found_once_for_all_of_them() -> None:
    behind = assign(on_failure=[say()], id="behind")
    assert found(say(), END, behind, say()) == [("/steps/2", "error")]
    assert said(say(), END, say()) == ["no run comes here: end ends its list, and nothing jumps to this step"]
    vip = [is_("contact_tags", "vip")]
    assert found(branch(vip), say()) == [("/steps/1", "error")]
    hours = {"type": "date_time", "from": "2026-01-01", "inside": [END, say()]}
    assert found(hours, say()) == [("/steps/0/inside/1", "error"), ("/steps/1", "error")]


def test_a_jump_reaches_what_stands_after_the_end() -> None:
    vip = [is_("contact_tags", "vip")]
    ways = [{"name": "vip", "all": vip, "steps": [jump("after", max_jumps=1)]}]
    assert found({"type": "branch", "branches": ways}, say(id="after")) == []


def test_a_circle_in_which_nothing_waits_is_an_error() -> None:
    assert found(say(id="a"), jump("a")) == [("/steps/1/step", "error")]
    assert found(jump("self", id="self")) == [("/steps/0/step", "error")]
    request = {"type": "http_request", "url": "https://x.test", "id": "r", "on_failure": [jump("r")]}
    assert found(request) == [("/steps/0/on_failure/0/step", "error")]
    empty = assign(id="a", only_online=True, on_timeout=[END], on_failure=[jump("a")])
    assert found(empty) == [("/steps/0/on_failure/0/step", "error")]
    assert found(assign(id="a"), jump("a")) == [("/steps/1/step", "error")]


@pytest.mark.parametrize("waits", [REST, ASK])
def test_a_circle_with_a_wait_is_none(waits: dict[str, Any]) -> None:
    assert found(say(id="a"), waits, jump("a")) == []
    late = assign(id="b", only_online=True, on_timeout=[waits, jump("b")])
    assert found(late) == []


def test_a_circle_in_which_only_a_queue_may_wait_is_a_warning() -> None:
    queue = assign(id="a", only_online=True, on_timeout=[END])
    assert found(queue, jump("a")) == [("/steps/1/step", "warning")]
    assert found(assign(id="a", only_online=True, on_timeout=[jump("a")])) == [
        ("/steps/0/on_timeout/0/step", "warning")
    ]


def test_an_assignment_that_can_wait_has_a_way_out_or_a_warning() -> None:
    for limit in ({"only_online": True}, {"max_open_contacts": 3}, {"exclude": ["current_assignee"]}):
        assert found(assign(**limit)) == [("/steps/0", "warning")]
        assert found(assign(on_timeout=[END], **limit)) == []
    assert found(assign()) == []
    assert found({"type": "assign_to", "action": "user", "user": "ana@x.test"}) == []


def test_a_longer_wait_on_the_way_out_of_a_shorter_one_is_a_warning() -> None:
    inner = assign(only_online=True, timeout="10m", on_timeout=[END])
    assert found(assign(only_online=True, timeout="5m", on_timeout=[say(), inner])) == [
        ("/steps/0/on_timeout/1/timeout", "warning")
    ]
    assert found(assign(only_online=True, timeout="10m", on_timeout=[inner])) == []
    asks = {**ASK, "timeout": "1h"}
    assert found({**ASK, "timeout": "5m", "save_as": {"variable": "b"}, "on_timeout": [asks]}) == [
        ("/steps/0/on_timeout/0/timeout", "warning")
    ]


# --- contradictions --------------------------------------------------------------------------------

LANGUAGE = {"field": "language"}


@pytest.mark.parametrize(
    "conditions",
    [
        [is_("contact_field", "de", **LANGUAGE), is_("contact_field", "en", **LANGUAGE)],
        [is_("contact_field", "de", **LANGUAGE), is_("contact_field", "DE", "is_not_equal_to", **LANGUAGE)],
        [is_("contact_field", "de", **LANGUAGE), is_("contact_field", None, "does_not_exist", **LANGUAGE)],
        [
            is_("contact_field", None, "exists", field="email"),
            is_("contact_field", None, "does_not_exist", field="email"),
        ],
        [is_("contact_field", 5, field="seats"), is_("contact_field", 5, "is_greater_than", field="seats")],
        [
            is_("contact_field", 5, "is_greater_than", field="seats"),
            is_("contact_field", 5, "is_less_than", field="seats"),
        ],
        [is_("contact_tags", ["a"], "has_all_of"), is_("contact_tags", ["A", "b"], "has_none_of")],
        [is_("contact_tags", ["a", "b"], "has_any_of"), is_("contact_tags", ["b", "a"], "has_none_of")],
        [is_("contact_tags", ["a"], "has_any_of"), {"all": [is_("contact_tags", ["a"], "has_none_of")]}],
        [is_("contact_tags", ["a"], "has_any_of"), {"any": [is_("contact_tags", ["a"], "has_none_of")]}],
        [
            is_("time_since_last_outgoing_message", "1h", "is_greater_than"),
            is_("time_since_last_outgoing_message", "30m", "is_less_than"),
        ],
        [
            is_("last_incoming_message", "vip", "contains"),
            is_("last_incoming_message", "v", "does_not_contain"),
        ],
        [is_("source", "api")],
    ],
)
def test_a_branch_that_can_never_hold_is_an_error(conditions: list[dict[str, Any]]) -> None:
    opened = {"type": "conversation_opened", "all": [is_("source", "contact")]}
    assert found(branch(conditions), trigger=opened) == [("/steps/0/branches/0", "error")]


@pytest.mark.parametrize(
    "conditions",
    [
        [is_("contact_field", "de", **LANGUAGE), is_("contact_field", "de", field="country")],
        [is_("contact_field", "1.0", field="plan"), is_("contact_field", "1", field="plan")],
        [
            is_("contact_field", "2026-03-02", field="created_at"),
            is_("contact_field", "2026-03-02T09:00", "is_after", field="created_at"),
        ],
        [
            is_("contact_field", 5, "is_greater_than", field="seats"),
            is_("contact_field", 6, "is_less_than", field="seats"),
        ],
        [is_("contact_tags", ["a", "b"], "has_any_of"), is_("contact_tags", ["a"], "has_none_of")],
        [
            is_("time_since_last_outgoing_message", None, "does_not_exist", sender="user"),
            is_("time_since_last_outgoing_message", None, "exists", sender="workflow"),
        ],
        [
            is_("contact_tags", ["a"], "has_any_of"),
            {"any": [is_("contact_tags", ["a"], "has_none_of"), is_("contact_tags", ["b"], "has_any_of")]},
        ],
    ],
)
def test_what_may_hold_is_none(conditions: list[dict[str, Any]]) -> None:
    assert [each for each in found(branch(conditions)) if each[1] == "error"] == []


def test_a_branch_behind_one_that_takes_all_is_never_taken() -> None:
    vip = [is_("contact_tags", "vip")]
    assert found(branch(vip, [], vip, **{"else": [END]})) == [
        ("/steps/0/branches/2", "error"),
        ("/steps/0/else", "error"),
    ]
    assert found(branch(vip, vip)) == [("/steps/0/branches/1", "error")]
    assert found({"type": "branch", "branches": []}) == [("/steps/0/branches", "error")]
    assert found({"type": "branch", "branches": [{"name": "x", "steps": []}]}) == [
        ("/steps/0/branches/0/all", "error")
    ]


def test_a_trigger_that_contradicts_itself_never_fires() -> None:
    trigger = {"type": "conversation_opened", "all": [is_("source", "api"), is_("source", "user")]}
    assert found(say(), trigger=trigger) == [("/trigger", "error")]


# --- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ contact.id }} {{ contact.plan }} {{ contact.tags | join: ', ' }} {{ contact.tags.size }}",
        '{{ contact["a.b"] }} $contact.first_name $contact.created_at $contact.assignee',
        "{{ assignee.name }} {{ conversation.opened_at | date: '%d' }} {{ workspace.timezone }}",
        "{{ message.text }} {{ system.now }} @{assignee} @{Ana@x.test}",
        "{% assign x = 5 %}{{ x }}{% for tag in contact.tags %}{{ tag }}{{ forloop.index }}{% endfor %}",
        "{% raw %}{{ nobody.knows }} @{nobody}{% endraw %}",
    ],
)
def test_names_that_texts_know(text: str) -> None:
    assert found(say(text)) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ contact.frist_name }}", "`first_name`?"),
        ("{{ contact.size }}", "a contact has no field `size`"),
        ("{{ contact }}", "`contact` alone says nothing"),
        ("{{ assignee }}", "`assignee` alone says nothing"),
        ("{{ contcat.id }}", "a text knows no `contcat`; did you mean `contact`?"),
        ("{{ first_name }}", "a text knows no `first_name`"),
        ("$conversation.x", "`conversation` has no `x`"),
        ("{{ variable.x }}", "there is no variable `x`: nothing in this workflow saves one"),
        ("{{ tag }}", "a text knows no `tag`"),
        ("{% if contact.nothing == 'x' %}y{% endif %}", "a contact has no field `nothing`"),
        ("{{ contact.first_name | append: contact.nothing }}", "a contact has no field `nothing`"),
        ("@{bob}", "mentions nobody"),
        ("@{bob@x.test}", "there is no user `bob@x.test`"),
    ],
)
def test_names_that_no_text_knows_are_errors(text: str, why: str) -> None:
    problems = lint(from_json(with_steps(say(text))), NAMES)
    assert [(problem.path, problem.severity) for problem in problems] == [("/steps/0/text", "error")]
    assert why in problems[0].detail


def test_variables_are_those_that_something_saves() -> None:
    request = {
        "type": "http_request",
        "url": "https://x.test",
        "save": {"b": "$.b"},
        "save_status_as": "c",
    }
    text = say("{{ variable.a }} $variable.b {{ variable.c }}")
    asked = branch([is_("variable", "x", field="a")], [is_("variable", "x", field="q")])
    assert found(ASK, request, text, asked) == [("/steps/3/branches/1/all/0/field", "error")]
    hook = {"type": "incoming_webhook", "contact": {"id": "$.id"}, "save": {"order": "$.o"}}
    assert found(say("{{ variable.order }}"), trigger=hook) == []
    form = {"type": "shortcut", "form": [{"name": "topic", "type": "text"}]}
    assert found(say("{{ variable.topic }} {{ variable.x }}"), trigger=form) == [("/steps/0/text", "error")]
    assert found(say("{{ variable.anything }}"), trigger={"type": "manual"}) == []
    tag = {"type": "contact_tag_updated"}
    assert found(say("{{ tag }} {{ change }} {{ variable.tag }}"), trigger=tag) == []


def test_names_are_found_in_every_text_of_a_step() -> None:
    bad = "{{ contact.x }}"
    request = {
        "type": "http_request",
        "url": bad,
        "headers": {"a/b": "x", "X-A": bad},
        "body": {"k": [1, bad]},
    }
    update = {"type": "update_contact_tag", "add": ["a", bad], "remove": bad}
    asks = {**ASK, "retry_text": bad}
    close = {"type": "close_conversation", "summary": bad}
    paths = [path for path, _ in found({**request, "headers": {"X-A": bad}}, update, asks, close)]
    assert paths == [
        "/steps/0/url",
        "/steps/0/headers/X-A",
        "/steps/0/body/k/1",
        "/steps/1/add/1",
        "/steps/1/remove",
        "/steps/2/retry_text",
        "/steps/3/summary",
    ]


def test_without_a_workspace_only_what_the_document_shows_is_judged() -> None:
    text = say("{{ contact.anything }} @{bob@x.test} {{ nobody.x }}")
    assert found(text, assign(team="Nobody"), names=None) == [("/steps/0/text", "error")]


def test_names_in_steps_and_conditions() -> None:
    steps = [
        {"type": "close_conversation", "category": "Solvd"},
        {"type": "update_contact_field", "field": "paln", "value": "x"},
        {"type": "update_contact_field", "field": "created_at", "value": "x"},
        {**ASK, "save_as": {"contact_field": "nothing"}},
        {"type": "trigger_workflow", "workflow": "Nobody"},
        branch(
            [is_("contact_field", "x", field="nothing")],
            [is_("contact_field", "x", "contains", field="seats")],
            [is_("last_interacted_channel", "Desk")],
            [is_("assignee", "bob@x.test")],
            [is_("contact_field", "pt-BR", field="language")],
            [is_("contact_field", "Spain", field="country")],
        ),
    ]
    here = "/steps/5/branches"
    assert found(*steps) == [
        ("/steps/0/category", "error"),
        ("/steps/1/field", "error"),
        ("/steps/2/field", "error"),
        ("/steps/3/save_as/contact_field", "error"),
        ("/steps/4/workflow", "warning"),
        (f"{here}/0/all/0/field", "error"),
        (f"{here}/1/all/0/operator", "warning"),
        (f"{here}/2/all/0/value", "warning"),
        (f"{here}/3/all/0/value", "warning"),
        (f"{here}/4/all/0/value", "warning"),
        (f"{here}/5/all/0/value", "warning"),
    ]


# --- other workflows -------------------------------------------------------------------------------


def running(name: str, *steps: dict[str, Any], **trigger: Any) -> dict[str, Any]:
    return {**with_steps(*steps, trigger={"type": "manual", **trigger}), "name": name}


def calls(workflow: str, **more: Any) -> dict[str, Any]:
    return {"type": "trigger_workflow", "workflow": workflow, **more}


def among(*others: dict[str, Any]) -> Names:
    return Names(
        teams=NAMES.teams,
        users=NAMES.users,
        channels=NAMES.channels,
        workflows={document["name"]: document for document in others},
    )


def test_workflows_that_set_each_other_off_are_found() -> None:
    one = running("One", say(), calls("Test"))
    two = running("Two", calls("One"))
    assert found(calls("One"), names=among(one)) == [("/steps/0", "error")]
    assert found(say(), calls("Two"), names=among(one, two)) == [("/steps/1", "error")]
    assert found(calls("Test"), names=among()) == [("/steps/0/workflow", "warning")]
    assert found(calls("Test"), names=among(running("Test"))) == []  # who is inside is skipped


def test_a_wait_or_entering_once_breaks_the_circle() -> None:
    assert found(calls("One"), names=among(running("One", REST, calls("Test")))) == []
    assert found(REST, calls("One"), names=among(running("One", calls("Test")))) == []
    once = {**running("One", calls("Test")), "once_per_contact": True}
    assert found(calls("One"), names=among(once)) == []


def test_where_it_depends_it_is_a_warning() -> None:
    ways = [{"name": "x", "all": [is_("contact_tags", "x")], "steps": [calls("Test")]}]
    maybe = running("One", {"type": "branch", "branches": ways})
    assert found(calls("One"), names=among(maybe)) == [("/steps/0", "warning")]
    queue = running("One", assign(only_online=True, on_timeout=[END]), calls("Test"))
    assert found(calls("One"), names=among(queue)) == [("/steps/0", "warning")]
    tagged = running("One", {"type": "update_contact_tag", "add": "b"}, type="contact_tag_updated")
    trigger = {"type": "contact_tag_updated", "all": [is_("tag", "b")]}
    add = {"type": "update_contact_tag", "add": "a"}
    assert found(add, trigger=trigger, names=among(tagged)) == [("/steps/0", "warning")]


def test_what_steps_do_sets_off_what_waits_for_it() -> None:
    close, open_ = {"type": "close_conversation"}, {"type": "open_conversation"}
    opens = running("One", open_, type="conversation_closed", all=[is_("source", "workflow")])
    assert found(close, names=among(opens)) == [("/steps/0", "error")]
    by_hand = running("One", open_, type="conversation_closed", all=[is_("source", "user")])
    assert found(close, names=among(by_hand)) == []
    again = running("One", assign(), type="contact_assigned")
    assert found(assign(), trigger={"type": "contact_assigned"}, names=among(again)) == [
        ("/steps/0", "error")
    ]
    queue = assign(only_online=True, on_timeout=[END])
    assert found(queue, trigger={"type": "contact_assigned"}, names=among(again)) == [("/steps/0", "warning")]
    other = running("One", {"type": "update_contact_tag", "add": "z"}, type="contact_tag_updated")
    trigger = {"type": "contact_tag_updated", "all": [is_("tag", "b")]}
    assert found({"type": "update_contact_tag", "add": "a"}, trigger=trigger, names=among(other)) == []


def test_a_step_of_another_workflow_must_be_there() -> None:
    one = running("One", say(), say(id="late"))
    for step, bad in (("late", 0), ("send_message", 0), ("lat", 1)):
        assert len(found(calls("One", start_at=step), names=among(one))) == bad
    names = Names(frozenset(), frozenset(), frozenset(), workflows={"One": None})
    assert found(calls("One"), names=names) == [("/steps/0/workflow", "warning")]


def test_every_problem_has_its_place_in_the_file() -> None:
    text = """\
version: 1
name: Test
trigger: {type: conversation_opened}
steps:
  - type: send_message
    text: "{{ contact.nobody }}"
  - {type: jump_to, step: send_message}
  - {type: end}
  - {type: end}
"""
    problems = lint(parse_yaml(text), NAMES)
    assert [(problem.line, problem.column, problem.step) for problem in problems] == [
        (6, 11, "send_message"),
        (7, 27, "jump_to"),
        (9, 5, "end_2"),
    ]
