"""Two documents are compared by their steps."""

from copy import deepcopy
from typing import Any

import pytest

from evenhand.domain.workflow.diff import differences

BEFORE: dict[str, Any] = {
    "version": 1,
    "name": "Route",
    "trigger": {"type": "conversation_opened"},
    "steps": [
        {"id": "hi", "type": "send_message", "text": "Hello there"},
        {
            "id": "assign",
            "type": "assign_to",
            "action": "team",
            "team": "Support",
            "max_open_contacts": 5,
            "on_timeout": [{"id": "sorry", "type": "send_message", "text": "Sorry"}],
        },
        {
            "id": "route",
            "type": "branch",
            "branches": [
                {"name": "VIP", "all": [{"category": "x"}], "steps": [{"type": "end"}]},
                {"name": "Rest", "all": [], "steps": [{"id": "bye", "type": "send_message", "text": "Bye"}]},
            ],
        },
    ],
}


def told(after: dict[str, Any]) -> list[str]:
    return [str(change) for change in differences(BEFORE, after)]


def changed(*path: str | int, value: Any) -> dict[str, Any]:
    """The document with one value changed."""
    after = deepcopy(BEFORE)
    inner: Any = after
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return after


def test_the_same_is_the_same() -> None:
    assert told(deepcopy(BEFORE)) == []


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (changed("steps", 1, "max_open_contacts", value=8), "step `assign`: max_open_contacts 5 → 8"),
        (changed("steps", 0, "text", value="Hi"), 'step `hi`: text "Hello there" → Hi'),
        (changed("steps", 1, "timeout", value="4h"), "step `assign`: timeout set to 4h"),
        (changed("steps", 1, "max_open_contacts", value=5.0), "step `assign`: max_open_contacts 5 → 5.0"),
        (changed("name", value="Routing by team"), 'name Route → "Routing by team"'),
        (changed("once_per_contact", value=True), "once_per_contact set to true"),
        (changed("trigger", "type", value="manual"), "trigger: type conversation_opened → manual"),
        (changed("trigger", "all", value=[]), "trigger: all set to []"),
        (changed("steps", 1, "on_timeout", 0, "text", value="Away"), "step `sorry`: text Sorry → Away"),
        (changed("steps", 1, "on_failure", value=[]), "step `assign`: on_failure added"),
        (changed("steps", 2, "branches", 1, "name", value="All"), "step `route`: branch `Rest` removed"),
        (
            changed("steps", 2, "branches", 0, "all", value=[]),
            'step `route`: branch `VIP`: all [{"category":"x"}] → []',
        ),
        (
            changed("steps", 2, "branches", value=BEFORE["steps"][2]["branches"][::-1]),
            "step `route`: branches now in the order `Rest`, `VIP`",
        ),
    ],
)
def test_one_change_is_one_sentence(after: dict[str, Any], change: str) -> None:
    assert change in told(after)


def test_a_field_that_goes_is_told() -> None:
    after = deepcopy(BEFORE)
    del after["steps"][1]["max_open_contacts"]
    assert told(after) == ["step `assign`: max_open_contacts 5 removed"]


def test_steps_come_go_and_move() -> None:
    after = deepcopy(BEFORE)
    sorry = after["steps"][1]["on_timeout"].pop()
    after["steps"][2]["branches"][1]["steps"] = [{"type": "wait", "duration": "1h"}, sorry]
    assert told(after) == [
        "step `wait`: added (wait), at the beginning in branch `Rest` of `route`",
        "step `sorry`: moved, now after `wait` in branch `Rest` of `route`",
        "step `bye`: removed",
    ]


def test_only_what_was_moved_is_said_to_be() -> None:
    after = deepcopy(BEFORE)
    after["steps"] = [after["steps"][2], after["steps"][0], after["steps"][1]]
    assert told(after) == ["step `route`: moved, now at the beginning"]


def test_steps_without_an_id_are_told_apart() -> None:
    steps = [{"type": "end"}, {"id": "end_2", "type": "wait"}, {"type": "end"}]
    before = {"steps": steps}
    after = {"steps": [*steps[:2], {"type": "end", "name": "Over"}]}
    assert [str(change) for change in differences(before, after)] == ["step `end_3`: name set to Over"]


def test_a_long_value_is_shortened() -> None:
    [change] = told(changed("steps", 0, "text", value="word " * 100))
    assert len(change) < 130
    assert change.endswith("…")


@pytest.mark.parametrize(
    "hostile", [{}, {"steps": 7}, {"steps": [7, None, {"type": 3}]}, {"steps": [{"branches": 5}]}]
)
def test_any_document_can_be_compared(hostile: dict[str, Any]) -> None:
    assert told(hostile)
    assert differences(hostile, BEFORE)
    assert differences(hostile, hostile) == []
