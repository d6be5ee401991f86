"""A story given as data is told as data, and what is wrong in it is named by its place."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
import pytest

from evenhand.domain.errors import Refused
from evenhand.virtual.trial import MAX_EVENTS
from evenhand.virtual.trying import Tried, try_out

START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DOCUMENT: dict[str, Any] = {
    "version": 1,
    "name": "Hello",
    "trigger": {"type": "conversation_opened"},
    "steps": [
        {"id": "hi", "type": "send_message", "text": "Hi {{ contact.first_name }}"},
        {"id": "assign", "type": "assign_to", "action": "team", "team": "Support", "only_online": True},
        {"id": "rest", "type": "wait", "duration": "1h"},
        {"id": "note", "type": "add_comment", "text": "For @{assignee}"},
    ],
}
STORY: dict[str, Any] = {
    "document": DOCUMENT,
    "workspace": {
        "teams": ["Support"],
        "users": [
            {"email": "ana@x.test", "name": "Ana Diaz", "teams": ["Support"], "status": "online"},
            {"email": "ben@x.test", "name": "Ben Okri", "teams": ["Support"]},
        ],
        "contacts": [{"id": "carl", "first_name": "Carl", "tags": ["vip"]}],
    },
    "timeline": [{"at": "1m", "message": {"from": "carl", "text": "Hello"}}],
    "until": "2h",
}
MANY = {"at": "0s", "repeat": 1001, "add_user": {"email": "u{n}@x.test"}}


def test_everything_that_happens_is_told() -> None:
    trial = try_out(STORY)
    assert trial.failures == []
    assert [(said.at, said.sender, said.text, said.internal) for said in trial.messages] == [
        (START + MINUTE, "contact", "Hello", False),
        (START + MINUTE, "workflow", "Hi Carl", False),
        (START + MINUTE + HOUR, "workflow", "For @Ana Diaz", True),
    ]
    [assignment] = trial.assignments
    assert (assignment.at, assignment.contact, assignment.user) == (START + MINUTE, "carl", "ana@x.test")
    assert assignment.decision["left_out"] == {"ben@x.test": "not_online"}
    [run] = trial.runs
    assert (run.workflow, run.contact, run.state) == ("Hello", "carl", "completed")
    assert [(step.step, step.at, step.outcome) for step in run.trail] == [
        ("hi", START + MINUTE, "done"),
        ("assign", START + MINUTE, "done"),
        ("rest", START + MINUTE, "waiting"),
        ("rest", START + MINUTE + HOUR, "done"),
        ("note", START + MINUTE + HOUR, "done"),
    ]
    [contact] = trial.contacts
    assert (contact.assignee, contact.status, contact.tags) == ("ana@x.test", "open", ["vip"])
    assert trial.events[0].type == "conversation.opened"
    assert (trial.now, trial.next_due) == (START + 2 * HOUR, None)


def test_it_is_plain_data() -> None:
    trial = try_out(STORY)
    assert msgspec.json.decode(msgspec.json.encode(trial), type=Tried) == trial


def test_an_expectation_that_does_not_hold_is_told() -> None:
    expect = {"at": "2m", "expect": {"contact": "carl", "assignee": "ben@x.test"}}
    trial = try_out(STORY | {"timeline": [*STORY["timeline"], expect]})
    [failure] = trial.failures
    assert (failure.pointer, failure.at) == ("/timeline/1", "2m")
    assert failure.detail == 'contact carl: expected assignee "ben@x.test", found "ana@x.test"'
    assert failure.errors == []


@pytest.mark.parametrize("own_only", [False, True])
def test_what_agents_have_at_the_beginning_counts_and_is_not_told(own_only: bool) -> None:
    people: dict[str, Any] = STORY["workspace"] | {"agents_see_own_only": own_only}
    users = [people["users"][0] | {"open_contacts": 2}]
    story: dict[str, Any] = STORY | {"workspace": people | {"users": users}, "timeline": []}
    trial = try_out(story)
    assert [(user.email, user.open_contacts) for user in trial.users] == [("ana@x.test", 2)]
    assert (trial.events, trial.assignments, trial.runs) == ([], [], [])


def test_what_is_wrong_in_a_form_is_told_by_its_field() -> None:
    form = [{"name": "why", "type": "text", "required": True}, {"name": "seats", "type": "number"}]
    document = DOCUMENT | {"trigger": {"type": "shortcut", "form": form}}
    used = {"workflow": "Hello", "contact": "carl", "by": "ana@x.test", "form": {"seats": "many"}}
    trial = try_out(STORY | {"document": document, "timeline": [{"at": "0s", "shortcut": used}]})
    [failure] = trial.failures
    assert [(error.pointer, error.detail) for error in failure.errors] == [
        ("/form/why", "why is missing."),
        ("/form/seats", "seats must be a number."),
    ]


def test_other_workflows_can_stand_beside_it() -> None:
    other = DOCUMENT | {"name": "Other", "steps": [{"type": "add_comment", "text": "other"}]}
    trial = try_out(STORY | {"workflows": [other], "until": "0s"})
    assert [run.workflow for run in trial.runs] == ["Hello", "Other"]


WRONG: list[tuple[object, str, str]] = [
    (7, "", "must be a mapping"),
    ({}, "/document", "is missing"),
    (STORY | {"file": "x"}, "/file", "this is unknown here"),
    (STORY | {"document": DOCUMENT | {"steps": 7}}, "/document/steps", "must be a list"),
    (STORY | {"document": "/etc/hostname"}, "/document", "files cannot be named here"),
    (STORY | {"document": {"file": "/etc/hostname"}}, "/document", "files cannot be named here"),
    (STORY | {"workflows": [{"version": 2}]}, "/workflows/0/version", "must be `1`"),
    (STORY | {"workspace": {}}, "/document/steps/1/team", "there is no team `Support`"),
    (STORY | {"timeline": [{"at": "x"}]}, "/timeline/0/at", "must be a time"),
    (
        STORY | {"workspace": {"contacts": [{"id": "carl", "email": "nobody"}]}},
        "/workspace/contacts/0/email",
        "an e-mail address",
    ),
    (STORY | {"until": "400d"}, "/until", "at most 31d"),
    (
        STORY | {"timeline": [{"at": "0s", "repeat": 2000, "add_user": {"email": "u{n}@x.y"}}]},
        "/timeline/0",
        "1,000",
    ),
]


@pytest.mark.parametrize(("story", "pointer", "detail"), WRONG)
def test_what_is_wrong_is_refused_with_its_place(story: object, pointer: str, detail: str) -> None:
    with pytest.raises(Refused) as refusal:
        try_out(story)
    assert [flaw for flaw in refusal.value.flaws if flaw.pointer == pointer and detail in flaw.detail]


def test_a_story_in_which_too_much_happens_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evenhand.virtual.trial.MAX_EVENTS", 30)
    assert MAX_EVENTS > 30
    steps = [
        {"id": "a", "type": "wait", "duration": "1s"},
        {"id": "b", "type": "jump_to", "step": "a", "max_jumps": 10},
        {"id": "c", "type": "send_message", "text": "once more"},
        {"id": "d", "type": "jump_to", "step": "a", "max_jumps": 10},
    ]
    trial = try_out(STORY | {"document": DOCUMENT | {"steps": steps}})
    assert trial.cut_off
    assert len(trial.events) < 40


def test_a_story_is_cut_off_before_it_begins_where_too_much_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("evenhand.virtual.trial.MAX_EVENTS", 100)
    users = [{"email": f"u{number}@x.test", "open_contacts": 100} for number in range(50)]
    trial = try_out(STORY | {"workspace": STORY["workspace"] | {"users": users}})
    assert trial.cut_off
    assert len(trial.contacts) < 50
