"""What is wrong with a scenario file is said with its place, and how to mend it."""

import pytest

from evenhand.domain.workflow.source import parse_yaml
from evenhand.virtual.entries import Message
from evenhand.virtual.scenario import Unusable, read_scenario
from tests.virtual.stories import PEOPLE, WORKFLOW, problems, scenario, story

TEMPLATE = """
version: 1
name: Of ${team}
parameters: [{name: team, type: team}]
trigger: {type: conversation_opened}
steps:
  - {id: assign, type: assign_to, action: team, team: "${team}"}
"""


def test_a_good_one_has_its_entries_in_order_of_their_moments() -> None:
    read = scenario(
        story(
            "at: 2m, message: {from: b, text: later}",
            'at: 0s, repeat: 3, every: 1m, message: {from: "c{n}", text: "hi {n}"}',
            "at: 2m, message: {from: a, text: last}",
        )
    )
    said = [
        (entry.at.seconds, entry.does.from_, entry.does.text)
        for entry in read.timeline
        if isinstance(entry.does, Message)
    ]
    assert said == [
        (0, "c1", "hi 1"),
        (60, "c2", "hi 2"),
        (120, "b", "later"),
        (120, "c3", "hi 3"),
        (120, "a", "last"),
    ]


def test_the_place_of_each_problem_is_told() -> None:
    entries = ("at: 0s, mesage: {from: carl, text: hi}", "at: soon, open: {by: api}")
    [nothing, *others] = problems(story(*entries, workflow=""))
    assert nothing.startswith("s:12:5: /timeline/0: does nothing; an entry has one of `message`, `reply`, ")
    assert others == [
        "s:12:14: /timeline/0/mesage: unknown key `mesage`; did you mean `message`?",
        "s:13:10: /timeline/1/at: must be a time such as `0s`, `15m`, `1h30m` or `9d`, not the text `soon`",
        "s:13:22: /timeline/1/open/contact: `contact` is missing",
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("at: 0s", "/timeline/0: does nothing"),
        (
            "at: 0s, open: {contact: c, by: api}, close: {contact: c, by: api}",
            "make each an entry of its own",
        ),
        ("at: 0s, every: 1m, open: {contact: c, by: api}", "`every` belongs to `repeat`"),
        ("at: 0s, repeat: 100, every: 99d, open: {contact: c, by: api}", "more than ten years after"),
        ("at: 0s, repeat: 0, open: {contact: c, by: api}", "/timeline/0/repeat: must be at least 1"),
        ("at: 0s, open: {contact: c, by: zoe@x.test}", "no user `zoe@x.test` in this scenario"),
        ("at: 0s, open: {contact: c, by: anna@x.test}", "did you mean `ana@x.test`?"),
        ("at: 0s, open: {contact: c, by: api, why: x}", "/timeline/0/open/why: unknown key `why`"),
        ("at: 0s, message: {from: c}", "give either `text` or `choice`"),
        ("at: 0s, message: {from: c, text: a, choice: b}", "give either `text` or `choice`"),
        ("at: 0s, message: {from: c, text: a, channel: Fax}", "no channel `Fax`"),
        ("at: 0s, message: {from: '', text: a}", "/timeline/0/message/from: must not be empty"),
        ("at: 0s, message: {from: 7, text: a}", "must be a text, not the number `7`: write it in quotes"),
        ("at: 0s, status: {user: ana@x.test, is: gone}", "must be `online`, `busy` or `offline`"),
        ("at: 0s, join: {user: ana@x.test, team: Suport}", "no team `Suport` in this scenario; did you mean"),
        ("at: 0s, set_field: {contact: c, field: email, value: 7}", "must be a text, not the number `7`"),
        ("at: 0s, stop: {workflow: Nothing}", "no workflow `Nothing`"),
        ("at: 0s, publish: {workflow: 7}", "must be a workflow, or a file with one, not the number `7`"),
        (
            "at: 0s, publish: {workflow: {version: 1, name: X}}",
            "/publish/workflow/trigger: `trigger` is missing",
        ),
        ("at: 0s, http: {url: x, status: 7}", "/http/status: must be at least 100"),
        ("at: 0s, add_user: {email: nobody}", "must be an e-mail address"),
        ("at: 0s, expect: {assignee: ana@x.test}", "names one of `contact`"),
        ("at: 0s, expect: {contact: carl}", "checks nothing"),
        (
            "at: 0s, expect: {contact: karl, status: open}",
            "no contact `karl` in this scenario; did you mean `carl`?",
        ),
        ("at: 0s, expect: {contact: carl, status: opened}", "must be `open` or `closed`"),
        ("at: 0s, expect: {contact: carl, assignee: zoe@x.test}", "no user `zoe@x.test`"),
        ("at: 0s, expect: {contact: carl, messages: many}", "must be a whole number from 0 on"),
        ("at: 0s, expect: {contact: carl, last_message: {has: x}}", "unknown key `has`"),
        ("at: 0s, expect: {contact: carl, last_message: 7}", "must be a text, not the number `7`"),
        ("at: 0s, expect: {queue: Sale, size: 1}", "no team `Sale` in this scenario; did you mean `Sales`?"),
        ("at: 0s, expect: {run: {contact: carl, workflow: Hallo}, state: waiting}", "did you mean `Hello`?"),
        ("at: 0s, expect: {assignments: {zoe@x.test: 1}}", "no user `zoe@x.test`"),
        ("at: 0s, expect: {assignments_spread: 1}", "list them under `among`"),
        (
            "at: 0s, expect: {decision: carl, left_out: {ben@x.test: away}}",
            "must be `excluded`, `not_online` or",
        ),
    ],
)
def test_a_wrong_entry_is_named(entry: str, problem: str) -> None:
    assert [line for line in problems(story(entry)) if problem in line]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("scenario: a test", "scenario: ''", "/scenario: must not be empty"),
        ("scenario: a test\n", "", "/scenario: `scenario` is missing"),
        ("  teams: [Support, Sales]", "  timezone: Mars\n  teams: [Support, Sales]", "no time zone `Mars`"),
        ("teams: [Support], status: online", "teams: [Suport], status: online", "did you mean `Support`?"),
        ("status: online", "state: online", "/workspace/users/0/state: unknown key `state`"),
        ("type: number", "type: money", "must be `text`, `number`, `date`, `list` or `boolean`"),
        (
            "workspace:",
            "start: tomorrow\nworkspace:",
            "/start: must be a time such as `2026-03-02T09:00:00Z`",
        ),
        ("workspace:", "begin: now\nworkspace:", "/begin: unknown key `begin`"),
        (
            "  teams: [Support, Sales]",
            "  teams: [Support, Sales]\n  channels: []",
            "/channels: must not be empty",
        ),
    ],
)
def test_a_wrong_stage_is_named(old: str, new: str, problem: str) -> None:
    text = story("at: 0s, open: {contact: c, by: api}")
    assert old in text
    assert [line for line in problems(text.replace(old, new, 1)) if problem in line]


def test_a_wrong_workflow_is_told_at_its_own_place() -> None:
    [line] = problems(story("at: 0s, stop: {workflow: Hello}").replace("only_online", "only_onlin"))
    assert line.startswith("s:18:80: /workflows/0/steps/1/only_onlin: unknown key `only_onlin`; did you mean")


def test_a_problem_in_a_file_is_told_in_the_file_and_where_it_is_named() -> None:
    text = PEOPLE + "workflows: [one.yaml]\ntimeline: []\n"
    assert problems(text, one=TEMPLATE) == [
        "s:11:13: /workflows/0: one.yaml is no workflow that can run; see its problems",
        "one.yaml:4:14: /parameters/0: `team` needs a value: the name of a team",
    ]
    [here, there] = problems(text, one=TEMPLATE.replace("steps:", "stepps:"))[:2]
    assert here.startswith("s:11:13")
    assert there.startswith("one.yaml:4:14")


def test_parameters_are_filled_in() -> None:
    text = PEOPLE + "workflows: [{file: one.yaml, set: {team: Support}}]\ntimeline: []\n"
    [document] = scenario(text, one=TEMPLATE).workflows
    assert document.name == "Of Support"
    assert document.data["steps"][0]["team"] == "Support"


def test_what_is_no_scenario_is_refused_as_such() -> None:
    assert problems("- 1\n") == ["s:1:1: /: must be a mapping of keys to values, not a list"]
    assert problems("scenario: [\n")[0].startswith("s:2:1: /: this is not YAML")


def test_a_timeline_has_its_bounds() -> None:
    entry = "at: 0s, repeat: 6, open: {contact: c, by: api}"
    with pytest.raises(Unusable) as error:
        read_scenario(parse_yaml(story(entry, entry)), None, 10)
    [line] = error.value.lines("s")
    assert line.endswith("/timeline/1: the timeline has more than 10 entries, each repetition counted")


def test_a_problem_in_what_is_repeated_is_told_once() -> None:
    assert len(problems(story("at: 0s, repeat: 50, message: {from: c, txt: a}"))) == 2


def test_a_text_may_look_like_a_parameter() -> None:
    assert problems(story('at: 0s, message: {from: c, text: "${team}"}')) == []


def test_a_name_that_comes_later_is_known() -> None:
    entries = (
        "at: 1m, status: {user: zoe@x.test, is: online}",
        "at: 0s, add_user: {email: Zoe@x.test, name: Zoe}",
        "at: 0s, expect: {contact: d2, messages: 0}",
        'at: 0s, repeat: 2, message: {from: "d{n}", text: hi}',
    )
    assert problems(story(*entries)) == []
    assert WORKFLOW in story(*entries)
