from typing import Annotated, Any, ClassVar

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from evenhand.domain.workflow.conditions import Group
from evenhand.domain.workflow.format import from_json, parse_yaml, read
from evenhand.domain.workflow.program import compile_workflow
from evenhand.domain.workflow.reading import BAD, Reading
from evenhand.domain.workflow.steps import KINDS, Step, Steps
from evenhand.domain.workflow.triggers import ConversationOpened
from tests.domain.workflow.documents import EXAMPLE

WORDS = st.sampled_from(
    [
        *(
            "version",
            "name",
            "description",
            "trigger",
            "once_per_contact",
            "stop_when",
            "steps",
            "parameters",
        ),
        *("type", "id", "text", "channel", "on_failure", "on_timeout", "action", "user", "team", "logic"),
        *("only_online", "max_open_contacts", "exclude", "priority", "when_empty", "timeout", "all", "any"),
        *(
            "category",
            "field",
            "operator",
            "value",
            "send_message",
            "assign_to",
            "conversation_opened",
            "source",
        ),
        *(
            "contact",
            "is_equal_to",
            "has_any_of",
            "exists",
            "4h",
            "0s",
            "${team}",
            "{{ contact.x }}",
            "{{",
            "$contact.x",
        ),
    ]
)
SCALARS = (
    WORDS
    | st.none()
    | st.booleans()
    | st.integers(-3, 10)
    | st.floats(allow_nan=True)
    | st.text(max_size=5)
    | st.just("a@b.c")
)
HOSTILE: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=40,
)


def steps(depth: int) -> st.SearchStrategy[Any]:
    """Steps as they should be, each field now and then something else."""
    lists = st.just([]) if depth == 0 else st.lists(steps(depth - 1), max_size=2)
    message = {
        "type": st.just("send_message"),
        "text": st.sampled_from(["hi", "{{ contact.first_name }}", "{% if %}"]),
    }
    assign = {
        "type": st.just("assign_to"),
        "action": st.sampled_from(["user", "team", "workspace", "unassign"]),
    }
    more = {
        "id": st.sampled_from(["a", "b", "c"]),
        "on_failure": lists,
        "on_timeout": lists,
        "team": st.just("Support"),
        "user": st.just("ana@x.test"),
        "timeout": st.sampled_from(["1h", "9d", 5]),
        "logic": st.sampled_from(["round_robin", "x"]),
        "exclude": st.just(["current_assignee"]),
    }
    good = st.fixed_dictionaries(message, optional=more) | st.fixed_dictionaries(assign, optional=more)
    return good | HOSTILE


NEAR: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {
        "version": st.just(1) | HOSTILE,
        "name": st.just("x") | HOSTILE,
        "trigger": st.just({"type": "conversation_opened"})
        | st.fixed_dictionaries({"type": st.just("conversation_opened"), "all": HOSTILE})
        | HOSTILE,
        "steps": st.lists(steps(2), max_size=4) | HOSTILE,
    },
    optional={"stop_when": HOSTILE, "parameters": HOSTILE, "x": HOSTILE},
)


@given(HOSTILE | NEAR)
def test_any_document_gives_a_workflow_or_its_problems(document: Any) -> None:
    workflow, problems = read(from_json(document))
    if workflow is None:
        assert any(problem.severity == "error" for problem in problems)
    else:
        assert all(problem.severity == "warning" for problem in problems)
        compile_workflow(workflow)
    for problem in problems:
        assert problem.path == "" or problem.path.startswith("/")
        assert problem.detail


@given(st.lists(st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 12), st.text(max_size=6)), max_size=4))
def test_any_edit_of_the_example_is_read_or_refused_with_a_place(edits: list[tuple[int, int, str]]) -> None:
    text = EXAMPLE
    for start, length, replacement in edits:
        text = text[:start] + replacement + text[start + length :]
    workflow, problems = read(parse_yaml(text))
    assert (workflow is None) == any(problem.severity == "error" for problem in problems)
    lines = text.count("\n") + 1
    for problem in problems:
        assert problem.line is not None
        assert 1 <= problem.line <= max(lines, len(text.splitlines()) + 1)


class Way(Group, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=1)]
    steps: Steps


class Fork(Step, frozen=True, kw_only=True):
    """A kind as it will come: conditions and lists of steps inside a list."""

    type: ClassVar[str] = "fork"

    ways: Annotated[tuple[Way, ...], Meta(max_length=20)]
    otherwise: Steps | None = msgspec.field(default=None, name="else")

    def lists(self) -> Any:
        for i, way in enumerate(self.ways):
            yield f"ways/{i}/steps", way.steps
        yield from super().lists()


def test_a_new_kind_needs_no_reading_code_of_its_own() -> None:
    document: dict[str, Any] = {
        "type": "fork",
        "ways": [
            {
                "name": "one",
                "any": [{"category": "source", "operator": "exists"}],
                "steps": [{"type": "fork", "ways": []}],
            },
            {"name": "two", "steps": [{"type": "send_message", "text": "hi", "on_failure": []}]},
        ],
        "else": [{"type": "send_message", "text": "bye"}],
    }
    reading = Reading(from_json(document), {**KINDS, "fork": Fork})
    reading.categories = ConversationOpened.categories
    fork = Step.read_from(reading, document, "")
    assert reading.problems == []
    assert isinstance(fork, Fork)
    assert [way for way, _ in fork.lists()] == ["ways/0/steps", "ways/1/steps", "else"]
    assert [step.id for _, inner in fork.lists() for step in inner] == [
        "fork_2",
        "send_message",
        "send_message_2",
    ]

    document["ways"] = [{"steps": []}] * 21
    reading = Reading(from_json(document), {**KINDS, "fork": Fork})
    assert Step.read_from(reading, document, "") is BAD
    assert len(reading.problems) == 22
    assert "has 21 entries; at most 20" in reading.problems[0].detail
    assert (reading.problems[1].path, reading.problems[1].step) == ("/ways/0/name", "fork")
