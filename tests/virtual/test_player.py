"""Each entry does what it says, each expectation notices when it does not hold."""

import asyncio

import pytest

from evenhand.virtual.player import play_in_memory
from evenhand.virtual.scenario import Unusable
from tests.virtual.stories import PEOPLE, failures, scenario, story, told

HI = "at: 0s, message: {from: carl, text: hi}"
CALM = ""
"""No workflow."""
WAITS = """
workflows:
  - version: 1
    name: Waits
    trigger: {type: conversation_opened}
    steps: [{id: rest, type: wait, duration: 1h}]
"""


@pytest.mark.parametrize(
    "wrong",
    [
        "contact: carl, assignee: ben@x.test",
        "contact: carl, assignee: null",
        "contact: carl, status: closed",
        "contact: carl, tags: []",
        "contact: carl, tags: [vip, new]",
        "contact: carl, fields: {language: en}",
        "contact: carl, fields: {plan: gold}",
        "contact: carl, fields: {first_name: {contains: X}}",
        "contact: carl, last_message: Hi",
        "contact: carl, last_message: {contains: Dora}",
        "contact: carl, last_message: null",
        "contact: carl, messages: 2",
        "contact: carl, comments: 1",
        "contact: carl, last_comment: x",
        "user: ana@x.test, status: busy",
        "user: ana@x.test, open_contacts: 0",
        "queue: Support, waiting: [carl]",
        "queue: Support, waiting: [late, dora]",
        "queue: Support, waiting: []",
        "queue: Support, size: 1",
        "queue: workspace, size: 1",
        "run: {contact: carl, workflow: Hello}, state: waiting",
        "run: {contact: carl, workflow: Hello}, state: none",
        "run: {contact: carl, workflow: Hello}, reason: pool_empty",
        "run: {contact: dora, workflow: Hello}, step: hi",
        "assignments: {ana@x.test: 2}",
        "assignments_spread: 0, among: [ana@x.test, ben@x.test]",
        "decision: carl, winner: ben@x.test",
        "decision: carl, eligible: 2",
        "decision: carl, left_out: {ben@x.test: full}",
        "decision: carl, left_out: {}",
        "decision: dora, winner: ana@x.test",
    ],
)
def test_a_wrong_expectation_fails(wrong: str) -> None:
    entries = (
        HI,
        "at: 1m, status: {user: ana@x.test, is: offline}",
        "at: 2m, message: {from: dora, text: hi}",
        "at: 3m, message: {from: late, text: hi}",
        "at: 4m, status: {user: ana@x.test, is: offline}",
    )
    assert len(failures(*entries, f"at: 5m, expect: {{{wrong}}}")) == 1


@pytest.mark.parametrize(
    "right",
    [
        "contact: carl, assignee: ANA@x.test, status: open, tags: [vip]",
        'contact: carl, fields: {language: de, first_name: Carl, plan: null}, last_message: "Hi Carl"',
        "contact: carl, messages: 1, last_message: {contains: Carl}, comments: 0, last_comment: null",
        "contact: dora, assignee: null",
        "user: ana@x.test, status: online, open_contacts: 1",
        "queue: Support, waiting: [], size: 0",
        "run: {contact: carl, workflow: Hello}, state: completed, reason: null",
        "run: {contact: dora, workflow: Hello}, state: none",
        "assignments: {ana@x.test: 1, ben@x.test: 0}",
        "assignments_spread: 1, among: [ana@x.test, ben@x.test]",
        "decision: carl, winner: ana@x.test, eligible: 1, left_out: {ben@x.test: not_online}",
        "decision: dora, winner: null, eligible: null",
    ],
)
def test_a_right_expectation_holds(right: str) -> None:
    right = right.replace(", eligible: null", "")
    later = "at: 9m, message: {from: dora, text: hi}"
    assert failures(HI, f"at: 5m, expect: {{{right}}}", later) == []


def test_the_words_of_a_failure_say_what_was_expected_and_found() -> None:
    assert failures(
        HI, "at: 1m, expect: {contact: carl, assignee: ben@x.test, tags: [old], messages: 3}"
    ) == [
        'contact carl: expected assignee "ben@x.test", found "ana@x.test"',
        "contact carl: expected tags [old], found [vip]",
        "contact carl: expected messages 3, found 1",
    ]
    assert failures(HI, "at: 1m, expect: {contact: carl, last_message: {contains: Bye}}") == [
        'contact carl: expected last_message a text with "Bye" in it, found "Hi Carl"'
    ]
    assert failures(HI, "at: 1m, expect: {assignments_spread: 0, among: [ana@x.test, ben@x.test]}") == [
        'automatic assignments: expected that differ by at most 0, found "ana@x.test 1, ben@x.test 0"'
    ]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            [HI, "at: 1m, reply: {by: ana@x.test, to: carl, text: Yes}"],
            "contact: carl, messages: 1, last_message: 'Yes'",
        ),
        (["at: 0s, reply: {by: api, to: dora, text: Yo}"], "contact: dora, status: open, last_message: Yo"),
        (["at: 0s, comment: {by: ana@x.test, on: carl, text: note}"], "contact: carl, last_comment: note"),
        (["at: 0s, status: {user: ben@x.test, is: busy}"], "user: ben@x.test, status: busy"),
        (["at: 0s, assign: {contact: carl, to: ben@x.test, by: api}"], "contact: carl, assignee: ben@x.test"),
        (
            [
                "at: 0s, assign: {contact: carl, to: ben@x.test, by: api}",
                "at: 1m, unassign: {contact: carl, by: ben@x.test}",
            ],
            "contact: carl, assignee: null",
        ),
        (["at: 0s, open: {contact: new, by: ana@x.test}"], "contact: new, status: open"),
        ([HI, "at: 1m, close: {contact: carl, by: api, category: Any}"], "contact: carl, status: closed"),
        (
            ["at: 0s, set_field: {contact: carl, field: plan, value: gold}"],
            "contact: carl, fields: {plan: gold}",
        ),
        (
            ["at: 0s, set_field: {contact: carl, field: language, value: EN-us}"],
            "contact: carl, fields: {language: en}",
        ),
        (
            ["at: 0s, set_field: {contact: carl, field: first_name, value: null}"],
            "contact: carl, fields: {name: null}",
        ),
        (
            ["at: 0s, assign: {contact: carl, to: ben@x.test, by: api}"],
            "contact: carl, fields: {assignee: ben@x.test, conversation_status: closed, name: Carl}",
        ),
        (
            ["at: 0s, open: {contact: new, by: api}"],
            "contact: new, fields: {created_at: '2026-03-02T09:00:00Z'}",
        ),
        (["at: 0s, add_tag: {contact: carl, tag: new}"], "contact: carl, tags: [new, vip]"),
        (["at: 0s, remove_tag: {contact: carl, tag: vip}"], "contact: carl, tags: []"),
        (["at: 0s, add_user: {email: new@x.test, status: online}"], "user: new@x.test, status: online"),
        (["at: 0s, delete_user: {user: ana@x.test}"], "user: ana@x.test, status: offline"),
    ],
)
def test_an_entry_does_what_it_says(entries: list[str], expected: str) -> None:
    assert failures(*entries, f"at: 5m, expect: {{{expected}}}", workflow=CALM) == []


def test_joining_and_leaving_change_the_pool() -> None:
    entries = (
        "at: 0s, leave: {user: ana@x.test, team: Support}",
        "at: 1m, join: {user: ana@x.test, team: Sales}",
        "at: 2m, message: {from: carl, text: hi}",
        "at: 3m, expect: {queue: Support, waiting: [carl]}",
        "at: 3m, join: {user: ana@x.test, team: Support}",
        "at: 3m, expect: {contact: carl, assignee: ana@x.test}",
        "at: 4m, delete_user: {user: ana@x.test}",
        "at: 4m, leave: {user: ben@x.test, team: Support}",
        "at: 5m, message: {from: dora, text: hi}",
        "at: 5m, expect: {run: {contact: dora, workflow: Hello}, reason: pool_empty}",
    )
    assert failures(*entries) == []


def test_a_workflow_is_published_stopped_and_left() -> None:
    another = "{version: 1, name: Waits, trigger: {type: conversation_opened}, steps: [{type: end}]}"
    entries = (
        HI,
        f"at: 1m, publish: {{workflow: {another}}}",
        "at: 2m, message: {from: dora, text: hi}",
        "at: 2m, expect: {run: {contact: dora, workflow: Waits}, state: completed}",
        "at: 3m, take_out: {contact: carl, workflow: Waits, by: ben@x.test}",
        "at: 3m, expect: {run: {contact: carl, workflow: Waits}, state: stopped, reason: taken_out}",
        "at: 4m, stop: {workflow: Waits}",
        "at: 5m, message: {from: eric, text: hi}",
        "at: 5m, expect: {run: {contact: eric, workflow: Waits}, state: none}",
        "at: 6m, publish: {workflow: Waits}",
        "at: 7m, message: {from: fred, text: hi}",
        "at: 7m, expect: {run: {contact: fred, workflow: Waits}, state: completed}",
    )
    assert failures(*entries, workflow=WAITS) == []


def test_what_is_due_at_a_moment_comes_before_its_entries() -> None:
    entries = (
        HI,
        "at: 1h, expect: {run: {contact: carl, workflow: Waits}, state: completed}",
        "at: 2h, message: {from: dora, text: hi}",
        "at: 2h59m59s, expect: {run: {contact: dora, workflow: Waits}, state: waiting, step: rest}",
    )
    assert failures(*entries, workflow=WAITS) == []


def test_a_refused_entry_ends_the_story_with_its_reason() -> None:
    played = told(
        "at: 1m, reply: {by: late@x.test, to: carl, text: hi}",
        "at: 2m, add_user: {email: late@x.test}",
        "at: 3m, expect: {contact: carl, messages: 9}",
    )
    [failure] = played.failures
    assert failure.words == "this was refused: late@x.test is added later in the scenario."
    assert failure.path == "/timeline/0"
    [words] = failures("at: 0s, set_field: {contact: carl, field: planet, value: x}")
    assert words.startswith("this was refused: Some custom fields cannot be set. /fields/planet: There is no")
    assert failures("at: 0s, take_out: {contact: carl, workflow: Hello, by: api}") == [
        "this was refused: carl has never been in Hello."
    ]


def test_the_settings_of_the_workspace_hold() -> None:
    settings = "workspace:\n  name: Acme\n  auto_close_after: 30m\n  inactivity_timeout: 5m\n"
    tell = "steps: [{id: hi, type: send_message, text: '{{ workspace.name }}'}]"
    text = story(
        HI,
        "at: 1m, expect: {contact: carl, last_message: Acme}",
        "at: 2m, reply: {by: ana@x.test, to: carl, text: hi}",
        "at: 31m59s, expect: {contact: carl, status: open}",
        "at: 32m, expect: {contact: carl, status: closed}",
        workflow=WAITS.replace("steps: [{id: rest, type: wait, duration: 1h}]", tell),
    ).replace("workspace:\n", settings)
    played = asyncio.run(play_in_memory(scenario(text)))
    assert [failure.words for failure in played.failures] == []
    assert played.state.settings.inactivity_timeout == 300


def test_a_contact_is_one_person_on_all_channels() -> None:
    text = story(
        HI.replace("text: hi", "text: hi, channel: Chat"),
        "at: 1m, message: {from: carl, text: hi, channel: Web}",
        "at: 2m, message: {from: dora, text: hi, channel: Chat}",
        "at: 3m, message: {from: dora, text: hi, channel: Web}",
        workflow=CALM,
    ).replace("workspace:", "workspace:\n  channels: [Web, Chat]")
    played = asyncio.run(play_in_memory(scenario(text)))
    assert len(played.state.contacts.present()) == 2
    assert played.failures == []


def test_a_stage_that_cannot_be_set_says_where() -> None:
    with pytest.raises(Unusable) as error:
        told(
            HI,
            workflow=WAITS.replace(
                "duration: 1h}", "duration: 1h}, {type: assign_to, action: team, team: No}"
            ),
        )
    assert error.value.lines("s") == [
        "s:16:89: /workflows/0/steps/1/team: there is no team `No` in this workspace"
    ]
    twice = PEOPLE.replace("ben@x.test", "ANA@x.test") + "timeline: []\n"
    with pytest.raises(Unusable) as error:
        asyncio.run(play_in_memory(scenario(twice)))
    assert error.value.lines("s") == [
        "s:8:15: /workspace/users/1/email: A user of this workspace has this e-mail already."
    ]


def test_the_same_story_is_the_same_every_time() -> None:
    entries = (HI, "at: 3h, message: {from: dora, text: hi}", "at: 7d, close: {contact: carl, by: api}")
    assert told(*entries).state.past_events.present() == told(*entries).state.past_events.present()
