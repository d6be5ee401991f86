"""Documents of every kind: valid, nearly so, and hostile."""

from copy import deepcopy
from typing import Any, Final, cast

from hypothesis import strategies as st

from evenhand.domain.workflow.conditions import (
    CATEGORIES,
    OPERATORS,
    STANDARD_FIELDS,
    WITHOUT_VALUE,
    Category,
)
from evenhand.domain.workflow.steps import KINDS as STEP_KINDS
from evenhand.domain.workflow.triggers import KINDS as TRIGGERS

Strategy = st.SearchStrategy[Any]

IDS: Final = [f"s{n}" for n in range(5)]
"""Ids of the outer steps, so that jumps find something."""
LISTED: Final = {"has_any_of", "has_all_of", "has_none_of"}

SCALARS: Strategy = st.sampled_from(
    [
        *("x", "vip", "open", "contact", "api", "Web", "ana@x.test", "2026-03-02", "15m", "5", "true", ""),
        *(0, 5, -1.5, 2**70, True, None, ["x"], [], ["vip", "new"], ["1m", "2m"], [2, 1], {"a": 1}),
    ]
)
WEIRD: Strategy = st.recursive(
    SCALARS | st.text(max_size=4) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)

TEXT: Strategy = st.sampled_from(
    [
        "Hi",
        "{{ contact.first_name | default: 'you' }} $contact.plan",
        "{% for t in contact.tags %}{{ t }}{% endfor %}@{assignee}",
        "{{ message.text }}{{ conversation.summary }}{{ variable.v }}",
        "{{ system.now | date: '%H' | times: 9999999 }}",
    ]
)
VALUE: Strategy = st.sampled_from(["x", "vip", "{{ message.text }}", "", 5, "5", True, None, ["x", "y"]])
DURATION: Strategy = st.sampled_from(["1s", "1m", "15m", "1h", "7d"])
SAVE_AS: Strategy = st.sampled_from([{"variable": "v"}, {"contact_field": "plan"}, {"tag": True}])
OF_TYPE: Final[dict[str, list[Any]]] = {
    "text": ["x", "vip", "ana@x.test", "hello"],
    "number": [0, 5, "2.5"],
    "date": ["2026-03-02", "2026-03-02T09:30"],
    "duration": ["1s", "15m", "1h"],
    "list": ["x", "vip"],
    "boolean": [True, False],
    "anything": ["x", 5, "5"],
}
SORTED: Final[dict[str, list[Any]]] = {
    "number": [0, 5],
    "date": ["2026-03-01", "2026-03-03"],
    "duration": ["1s", "1h"],
    "anything": [0, 5],
}


@st.composite
def conditions(draw: st.DrawFn, depth: int = 1) -> Any:
    """A condition that can be asked in every workflow, or a group of them."""
    if depth and draw(st.integers(0, 4)) == 0:
        group = draw(st.lists(conditions(depth - 1), min_size=1, max_size=2))
        return {draw(st.sampled_from(["all", "any"])): group}
    name = draw(st.sampled_from(sorted(CATEGORIES)))
    category, made = CATEGORIES[name], {"category": name}
    if name == "contact_field":
        made["field"] = draw(st.sampled_from([*STANDARD_FIELDS, "plan", "seats"]))
        category = STANDARD_FIELDS.get(
            made["field"], Category("text" if made["field"] == "plan" else "number")
        )
    elif name == "variable":
        made["field"] = "v"
    if "sender" in category.takes:
        made["sender"] = draw(st.sampled_from(["user", "workflow", "api", "any"]))
    if "scope" in category.takes:
        made["scope"] = draw(st.sampled_from(["conversation", "assignment", "contact"]))
    return {**made, **draw(questions(category))}


@st.composite
def questions(draw: st.DrawFn, category: Category) -> dict[str, Any]:
    """An operator that suits the category, and a value that suits both."""
    operator = draw(st.sampled_from(OPERATORS[category.type]))
    if operator in WITHOUT_VALUE:
        return {"operator": operator}
    if operator == "is_between":
        return {"operator": operator, "value": SORTED[category.type]}
    one = st.sampled_from(category.choices or OF_TYPE[category.type])
    if category.type == "anything" and operator in {"is_greater_than", "is_less_than"}:
        one = st.just(5)
    if operator in {"is_before", "is_after"}:
        one = st.just("2026-03-02")
    if operator in OPERATORS["text"] and category.type == "anything" and operator not in OPERATORS["number"]:
        one = st.just("x")
    several = operator in LISTED
    return {"operator": operator, "value": draw(st.lists(one, min_size=1, max_size=2) if several else one)}


GROUP: Strategy = st.lists(conditions(), min_size=1, max_size=2)
HOURS: Strategy = st.sampled_from(
    [{"mon": ["09:00-17:00"]}, {"mon": ["22:00-06:00"], "sun": ["00:00-24:00"]}]
)

NEEDED: Final = {
    "send_message": ("text",),
    "ask_question": ("text", "question_type", "save_as"),
    "branch": ("branches",),
    "wait": ("duration",),
    "add_comment": ("text",),
    "update_contact_field": ("field", "value"),
    "update_contact_tag": ("add",),
    "jump_to": ("step",),
    "date_time": ("business_hours",),
    "http_request": ("url",),
    "trigger_workflow": ("workflow",),
}


def fields_of(kind: str, inner: Strategy) -> dict[str, Strategy]:
    """What a step of this kind may have, where ``inner`` are lists of steps."""
    some: dict[str, dict[str, Strategy]] = {
        "send_message": {"text": TEXT, "channel": st.just("Web"), "on_failure": inner},
        "ask_question": {
            "text": TEXT,
            "question_type": st.sampled_from(["text", "number", "email", "phone", "rating", "date", "url"]),
            "save_as": SAVE_AS,
            "max_attempts": st.integers(1, 3),
            "retry_text": TEXT,
            "timeout": DURATION,
            "on_timeout": inner,
            "on_invalid": inner,
        },
        "branch": {
            "branches": st.lists(
                st.fixed_dictionaries({"name": st.just("w"), "all": GROUP, "steps": inner}),
                min_size=1,
                max_size=3,
            ),
            "else": inner,
        },
        "wait": {"duration": DURATION},
        "add_comment": {"text": TEXT},
        "update_contact_field": {
            "field": st.sampled_from(["first_name", "phone", "plan", "seats"]),
            "value": VALUE,
        },
        "update_contact_tag": {"add": TEXT, "remove": st.just(["x", "vip"])},
        "open_conversation": {},
        "close_conversation": {"category": st.just("Done"), "summary": TEXT},
        "jump_to": {"step": st.sampled_from(IDS[:2]), "max_jumps": st.integers(1, 10)},
        "date_time": {"business_hours": HOURS, "holidays": st.just("DE"), "inside": inner, "outside": inner},
        "http_request": {
            "url": st.sampled_from(["https://x.test/{{ contact.id }}", "nowhere"]),
            "body": st.just({"text": "{{ message.text }}"}),
            "save": st.just({"v": "$.a"}),
            "save_status_as": st.just("w"),
            "on_failure": inner,
        },
        "trigger_workflow": {
            "workflow": st.sampled_from(["W0", "W1", "Nobody"]),
            "variables": st.sampled_from([{"v": "{{ contact.id }}"}, {"v": 5}]),
        },
        "end": {},
    }
    return some[kind]


@st.composite
def steps(draw: st.DrawFn, depth: int = 2) -> Any:
    """One step of whatever kind, as it should be."""
    kind = draw(st.sampled_from(sorted(STEP_KINDS)))
    inner: Strategy = st.lists(steps(depth - 1), max_size=2) if depth else st.just([])
    if kind == "assign_to":
        return draw(assignments(inner))
    made: dict[str, Any] = {"type": kind}
    for name, strategy in fields_of(kind, inner).items():
        if name in NEEDED.get(kind, ()) or draw(st.booleans()):
            made[name] = draw(strategy)
    return made


def assignments(inner: Strategy) -> Strategy:
    """Assignments to whomever."""
    to_user: dict[str, Strategy] = {"action": st.just("user"), "user": st.just("ana@x.test")}
    pool: dict[str, Strategy] = {
        "only_online": st.booleans(),
        "max_open_contacts": st.integers(1, 2),
        "exclude": st.sampled_from([["current_assignee"], ["previous_assignees"]]),
        "logic": st.sampled_from(["round_robin", "least_open"]),
        "timeout": DURATION,
        "on_timeout": inner,
        "on_failure": inner,
    }
    team: dict[str, Strategy] = {"action": st.just("team"), "team": st.just("Support")}
    fixed = {"type": st.just("assign_to")}
    return st.one_of(
        st.fixed_dictionaries(fixed | to_user, optional={"on_failure": inner}),
        st.fixed_dictionaries(fixed | {"action": st.just("unassign")}),
        st.fixed_dictionaries(fixed | team, optional=pool),
        st.fixed_dictionaries(fixed | {"action": st.just("workspace")}, optional=pool),
    )


@st.composite
def triggers(draw: st.DrawFn) -> Any:
    """A trigger of whatever kind; those that happen most, most often."""
    often = ["message_received", "conversation_opened", "contact_assigned", "contact_tag_updated"]
    kind = draw(st.sampled_from([*often, *sorted(TRIGGERS)]))
    made: dict[str, Any] = {"type": kind}
    if kind == "incoming_webhook":
        made |= {"contact": {"email": "$.mail"}, "save": {"v": "$.v"}}
    if kind == "shortcut":
        made["form"] = [{"name": "v", "type": "text"}]
    own = TRIGGERS[kind].categories
    if own and draw(st.integers(0, 3)) == 0:
        name = draw(st.sampled_from(sorted(own)))
        made["all"] = [{"category": name, **draw(questions(own[name]))}]
    if draw(st.integers(0, 3)) == 0:
        made["all"] = [*made.get("all", []), *draw(GROUP)]
    return made


ASKS: Final = {"type": "ask_question", "text": "?", "question_type": "text", "save_as": {"variable": "v"}}


@st.composite
def documents(draw: st.DrawFn, name: str = "W0") -> dict[str, Any]:
    """A workflow as it should be, but for what only lint sees."""
    made: list[dict[str, Any]] = draw(st.lists(steps(), min_size=1, max_size=4))
    last = [i for i, step in enumerate(made) if step["type"] in {"end", "branch", "date_time"}]
    made = made[: last[0] + 1] if last else made
    if draw(st.integers(0, 2)) == 0:
        made.insert(0, dict(ASKS))
    causes = ["agent_message", "incoming_message", "manual_assignment", "conversation_closed"]
    return {
        "version": 1,
        "name": name,
        "trigger": draw(triggers()),
        "once_per_contact": draw(st.integers(0, 4)) == 0,
        "stop_when": draw(st.lists(st.sampled_from(causes), unique=True, max_size=1)),
        "steps": [{**step, "id": IDS[i]} for i, step in enumerate(made)],
    }


@st.composite
def broken(draw: st.DrawFn) -> Any:
    """A workflow in which something, somewhere, is something else."""
    document: Any = deepcopy(draw(documents()))  # what is drawn may be drawn again, and must be as it was
    for _ in range(draw(st.integers(1, 3))):
        place: Any = document
        for _ in range(draw(st.integers(0, 6))):
            inner: list[Any] = [each for each in _parts(place) if isinstance(each, dict | list)]
            if not inner:
                break
            place = draw(st.sampled_from(inner))
        if isinstance(place, list):
            cast("list[Any]", place).insert(0, deepcopy(draw(WEIRD)))
        else:
            keys = sorted(cast("dict[str, Any]", place))
            known = draw(st.booleans()) and keys
            place[draw(st.sampled_from(keys) if known else st.text(max_size=3))] = deepcopy(draw(WEIRD))
    return document


def _parts(place: Any) -> list[Any]:
    if isinstance(place, dict):
        return list(cast("dict[str, Any]", place).values())
    return list(cast("list[Any]", place))
