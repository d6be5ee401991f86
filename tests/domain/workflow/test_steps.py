"""The steps that change things, wait, jump and set off other workflows: every field and way out."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.workflow.interpreter import STEP_LIMIT
from evenhand.domain.workflow.runs import CHAIN_LIMIT
from tests.domain.stage import Stage, act, assign_to, say, when
from tests.domain.workflow.documents import flaws

MANUAL = {"type": "manual"}
MAYBE = assign_to(only_online=True)
"""May wait, for all that can be seen beforehand."""


def field(name: str, value: object) -> dict[str, Any]:
    return {"type": "update_contact_field", "field": name, "value": value}


def tag(**fields: Any) -> dict[str, Any]:
    return {"type": "update_contact_tag", **fields}


def note(text: str) -> dict[str, Any]:
    return {"type": "add_comment", "text": text}


def rest(duration: str = "1m", **fields: Any) -> dict[str, Any]:
    return {"type": "wait", "duration": duration, **fields}


def jump(step: str, **fields: Any) -> dict[str, Any]:
    return {"type": "jump_to", "step": step, **fields}


def trigger(workflow: str, **fields: Any) -> dict[str, Any]:
    return {"type": "trigger_workflow", "workflow": workflow, **fields}


# --- end, wait, jump ---------------------------------------------------------------------------------


def test_end_completes_the_run_where_it_stands() -> None:
    stage = Stage()
    end = {"type": "end"}
    stage.workflow(say("one"), {"type": "date_time", "from": "2026-01-01", "inside": [end]})
    contact = stage.write("carl")
    assert (stage.sent(contact), stage.outcome(contact)) == (["one"], ("completed", None))


def test_a_wait_is_over_when_its_time_is_and_not_before() -> None:
    stage = Stage()
    stage.workflow(rest("1h30m"), say("late"))
    contact = stage.write("carl")
    stage.pass_time(minutes=90, seconds=-1)
    assert stage.sent(contact) == []
    stage.pass_time(seconds=1)
    assert stage.sent(contact) == ["late"]
    assert stage.trail(contact)[:2] == [("wait", "waiting", None), ("wait", "done", None)]


def test_nothing_that_the_contact_does_shortens_a_wait() -> None:
    stage = Stage()
    stage.workflow(rest("1h"), say("late"))
    contact = stage.write("carl")
    stage.write("carl")
    stage.close(contact)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(hours=1)
    assert stage.sent(contact) == ["late"]


@pytest.mark.parametrize(
    ("duration", "words"), [("8d", "at most 7d"), ("0s", "longer than nothing"), (5, "must be a duration")]
)
def test_a_wait_has_its_bounds(duration: object, words: str) -> None:
    found = flaws({"type": "wait", "duration": duration})
    assert words in found["duration"]
    assert flaws(rest("7d")) == {}


@pytest.mark.parametrize(("fields", "times"), [({}, 3), ({"max_jumps": 1}, 1), ({"max_jumps": 10}, 10)])
def test_a_run_jumps_so_many_times_and_then_goes_on_behind(fields: dict[str, Any], times: int) -> None:
    stage = Stage()
    stage.workflow(rest(id="start"), say("round"), jump("start", **fields), say("done", id="done"))
    contact = stage.write("carl")
    stage.pass_time(minutes=30)
    assert stage.sent(contact) == ["round"] * (times + 1) + ["done"]
    assert stage.trail(contact)[-2:] == [("jump_to", "done", "jumps_used_up"), ("done", "done", None)]


def test_each_jump_and_each_run_counts_for_itself() -> None:
    stage = Stage()
    jumps = [jump("a", id=id_, max_jumps=1) for id_ in ("one", "two")]
    stage.workflow(rest(id="a"), say("a"), *jumps)
    contacts = [stage.write(who) for who in ("carl", "dora")]
    stage.pass_time(minutes=5)
    assert [stage.sent(contact) for contact in contacts] == [["a"] * 3] * 2


def test_a_jump_goes_anywhere_also_into_a_way_out() -> None:
    stage = Stage()
    stage.team("Support", stage.user("ana"))
    sorry = [say("sorry", id="sorry")]
    there = {"type": "date_time", "from": "2026-01-01", "inside": [jump("sorry")]}
    stage.workflow({**there, "outside": [assign_to("Support", on_failure=sorry), say("never")]})
    contact = stage.write("carl")
    assert (stage.sent(contact), stage.outcome(contact)) == (["sorry"], ("completed", None))


def test_what_a_run_remembers_is_no_variable() -> None:
    stage = Stage()
    stage.workflow(rest(id="start"), jump("start", max_jumps=1))
    contact = stage.write("carl")
    stage.pass_time(minutes=5)
    assert stage.run(contact).variables == {}


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({}, "step", "is missing"),
        ({"step": "nowhere"}, "step", "there is no step `nowhere`"),
        ({"step": "jump_too"}, "step", "did you mean `jump_to`"),
        ({"step": "jump_to", "max_jumps": 0}, "max_jumps", "at least 1"),
        ({"step": "jump_to", "max_jumps": 11}, "max_jumps", "at most 10"),
    ],
)
def test_a_jump_has_somewhere_to_go(fields: dict[str, Any], path: str, words: str) -> None:
    assert words in flaws({"type": "jump_to", **fields})[path]


def test_a_run_that_never_waits_is_cut_off() -> None:
    stage = Stage()
    stage.user("ana")  # so that nobody waits to be assigned
    stage.workflow(assign_to(id="first", only_online=True), *[say("x")] * 200, jump("first", max_jumps=10))
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("failed", "step_limit")
    assert len(stage.trail(contact)) == STEP_LIMIT


def test_waiting_begins_the_count_anew() -> None:
    stage = Stage()
    stage.workflow(rest(id="first"), *[say("x")] * 300, jump("first", max_jumps=5))
    contact = stage.write("carl")
    stage.pass_time(minutes=10)
    assert stage.outcome(contact) == ("completed", None)


# --- conversations and comments ----------------------------------------------------------------------


def test_a_conversation_is_opened_by_the_workflow_unless_one_is_open() -> None:
    stage = Stage()
    steps = [{"type": "open_conversation"}] * 2
    stage.workflow(rest(), *steps, trigger=when("contact"))
    contact = stage.write("carl")
    stage.close(contact)
    stage.pass_time(minutes=1)
    assert stage.conversation(contact).source == "workflow"
    assert stage.conversation(contact).channel_id == stage.channel
    assert [entry for entry in stage.trail(contact, None) if entry[0].startswith("open")] == [
        ("open_conversation", "done", None),
        ("open_conversation_2", "done", "already_open"),
    ]


def test_a_conversation_is_closed_with_category_and_summary() -> None:
    stage = Stage()
    stage.new(c.CreateClosingCategory, name="Solved")
    close = {"type": "close_conversation", "category": "Solved", "summary": "By {{ contact.first_name }}. "}
    stage.workflow(close, {"type": "close_conversation"}, say("after"))
    contact = stage.write("carl", first_name="Carl")
    row = stage.conversation(contact)
    assert (row.close_source, row.category, row.summary) == ("workflow", "Solved", "By Carl.")
    assert stage.trail(contact)[1] == ("close_conversation_2", "done", "not_open")
    assert stage.sent(contact) == ["after"]


def test_a_category_that_is_gone_fails_that_run_alone() -> None:
    stage = Stage()
    category = stage.new(c.CreateClosingCategory, name="Solved")
    stage.workflow({"type": "close_conversation", "category": "Solved"})
    stage.do(c.DeleteClosingCategory, category_id=category)
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("failed", "bad_input")
    assert stage.contact(contact).conversation_id is not None


def test_closing_by_a_step_does_not_trip_its_own_stop_when() -> None:
    stage = Stage()
    stage.workflow(
        {"type": "close_conversation"}, say("after"), stop_when=["conversation_closed"], name="Own"
    )
    other = stage.workflow(rest(), trigger=MANUAL, stop_when=["conversation_closed"], name="Other")
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("completed", None)
    assert stage.runs(contact, other) == []


def test_a_comment_mentions_users_and_shows_their_names() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    stage.workflow(assign_to(), note("@{assignee}, ask @{BEN@x.test} about {{ contact.first_name }}"))
    contact = stage.write("carl", first_name="@{ana@x.test}")
    [comment] = stage.state.comments.present()
    assert comment.text == "@Ana Test, ask @Ben Test about @{ana@x.test}"
    assert (comment.mentions, comment.author) == ([ana, ben], f"workflow:{stage.run(contact).workflow_id}")
    assert stage.sent(contact) == []


def test_a_mention_of_nobody_is_no_failure() -> None:
    stage = Stage()
    stage.workflow(note("Who takes it, @{assignee}?"))
    contact = stage.write("carl")
    [comment] = stage.state.comments.present()
    assert (comment.text, comment.mentions) == ("Who takes it, ?", [])
    assert stage.outcome(contact) == ("completed", None)


def test_a_comment_of_nothing_is_bad_input() -> None:
    stage = Stage()
    stage.workflow(note("{{ contact.first_name }}"))
    assert stage.outcome(stage.write("carl")) == ("failed", "bad_input")
    assert stage.outcome(stage.write("dora", first_name="Dora")) == ("completed", None)


# --- fields and tags ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("first_name", "  Carl ", "Carl"),
        ("last_name", "{{ contact.email }}", "c@x.test"),
        ("email", "new@x.test", "new@x.test"),
        ("phone", "06 1234 5678", "+390612345678"),
        ("language", "pt-BR", "pt"),
        ("country", "de", "DE"),
        ("country", "", None),
        ("email", "", None),
        ("email", None, None),
        ("first_name", "{{ contact.last_name }}", ""),
    ],
)
def test_standard_fields_are_normalised_and_cleared(name: str, value: object, found: object) -> None:
    stage = Stage()
    stage.workflow(field(name, value))
    contact = stage.write("carl", first_name="Old", email="c@x.test", country="IT")
    assert stage.outcome(contact) == ("completed", None)
    assert getattr(stage.contact(contact), name) == found


@pytest.mark.parametrize(
    ("type_", "value", "found"),
    [
        ("text", 7, "7"),
        ("text", True, "true"),
        ("number", 1.5, 1.5),
        ("number", "1.234,5", 1234.5),
        ("number", "{{ contact.last_name }}", 12),
        ("boolean", True, True),
        ("boolean", "no", False),
        ("date", "24.12.2026", "2026-12-24"),
        ("date", "2026-12-24T09:00+01:00", "2026-12-24T09:00+01:00"),
        ("list", ["a", "{{ contact.last_name }}", ""], ["a", "12"]),
        ("list", "a, b,, c", ["a", "b", "c"]),
    ],
)
def test_custom_fields_take_values_of_their_type(type_: Any, value: object, found: object) -> None:
    stage = Stage()
    stage.new(c.CreateCustomField, name="own", type=type_)
    stage.workflow(field("own", value))
    contact = stage.write("carl", last_name="12")
    assert (stage.outcome(contact), stage.contact(contact).fields) == (("completed", None), {"own": found})


@pytest.mark.parametrize("type_", ["text", "number", "boolean", "date", "list"])
@pytest.mark.parametrize("value", ["", " ", None, "{{ contact.last_name }}", []])
def test_an_empty_value_clears_a_custom_field(type_: Any, value: object) -> None:
    values = {"text": "x", "number": 1, "boolean": True, "date": "2026-01-01", "list": ["x"]}
    stage = Stage()
    stage.new(c.CreateCustomField, name="own", type=type_)
    stage.workflow(field("own", values[type_]), field("own", value))
    assert stage.contact(stage.write("carl")).fields == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "nobody"),
        ("phone", "12"),
        ("language", "Italian!"),
        ("country", "Italy"),
        ("first_name", "x" * 256),
        ("number", "many"),
        ("number", "NaN"),
        ("number", "9" * 400),
        ("boolean", "perhaps"),
        ("date", "0000-00-00"),
        ("gone", "x"),
        ("id", "7"),
        ("assignee", "ana@x.test"),
    ],
)
def test_what_a_field_cannot_hold_fails_that_run_alone(name: str, value: str) -> None:
    stage = Stage()
    for type_ in ("number", "boolean", "date"):
        stage.new(c.CreateCustomField, name=type_, type=type_)
    gone = stage.new(c.CreateCustomField, name="gone", type="text")
    bad = stage.draft(field(name, value), name="Bad")
    stage.workflow(say("hi"), name="Good")
    if name not in {"id", "assignee"}:
        stage.publish(bad)
    stage.do(c.DeleteCustomField, field_id=gone)
    contact = stage.write("carl", email="c@x.test")
    before = stage.contact(contact)
    assert (before.email, before.fields) == ("c@x.test", {})
    assert stage.sent(contact) == ["hi"]
    if name not in {"id", "assignee"}:
        assert stage.outcome(contact, bad) == ("failed", "bad_input")


def test_a_field_is_changed_in_the_name_of_the_workflow() -> None:
    stage = Stage()
    workflow = stage.workflow(field("email", "new@x.test"), field("email", "new@x.test"))
    contact = stage.write("carl")
    [event] = stage.events("contact.updated", contact_id=contact)
    assert event.actor == f"workflow:{workflow}"


def test_tags_are_taken_away_and_added_whatever_their_case() -> None:
    stage = Stage()
    stage.workflow(
        tag(add=["VIP", "{{ contact.language }}", " new "]),
        tag(add="vip", remove=["NEW", "unknown"]),
        tag(add="{{ contact.country }}"),
    )
    contact = stage.write("carl", language="it")
    assert stage.contact(contact).tags == ["VIP", "it"]


def test_more_tags_than_a_contact_can_have_are_bad_input() -> None:
    stage = Stage()
    stage.workflow(
        tag(add=[f"t{number}" for number in range(60)]), tag(add=[f"u{number}" for number in range(60)])
    )
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("failed", "bad_input")
    assert len(stage.contact(contact).tags) == 60


@pytest.mark.parametrize(
    ("step", "path", "words"),
    [
        ({"type": "update_contact_tag"}, "add", "both missing"),
        (tag(add=[]), "add", None),
        (tag(add=7), "add", "must be a text"),
        (tag(add=["x"] * 101), "add", "at most 100"),
        (tag(add=["{{ x "]), "add/0", "not valid Liquid"),
        ({"type": "update_contact_field", "field": "email"}, "value", "is missing"),
        (field("", "x"), "field", "must not be empty"),
        (field("own", {"a": 1}), "value", "not a mapping"),
        (field("own", ["{{ x "]), "value/0", "not valid Liquid"),
        (note(""), "text", "must not be empty"),
    ],
)
def test_what_cannot_be_said(step: dict[str, Any], path: str, words: str | None) -> None:
    found = flaws(step)
    assert words is None or words in found[path]
    assert words is not None or found == {}


# --- other workflows ---------------------------------------------------------------------------------


def test_another_workflow_starts_when_this_run_rests() -> None:
    stage = Stage()
    other = stage.workflow(say("other: {{ variable.what }}"), trigger=MANUAL, name="Other")
    stage.workflow(
        trigger("Other", variables={"what": "{{ contact.first_name }}", "n": 7}), say("first"), rest()
    )
    contact = stage.write("carl", first_name="Carl")
    assert stage.sent(contact) == ["first", "other: Carl"]
    assert stage.run(contact, other).variables == {"what": "Carl", "n": 7}
    assert stage.runs(contact)[0].state == "waiting"


def test_it_can_start_at_a_step() -> None:
    stage = Stage()
    stage.workflow(say("one"), say("two", id="two"), trigger=MANUAL, name="Other")
    stage.workflow(trigger("Other", start_at="two"))
    contact = stage.write("carl")
    assert stage.sent(contact) == ["two"]
    assert stage.events("run.started")[-1].data == {"version": 1, "step": "two"}


@pytest.mark.parametrize("state", ["draft", "stopped", "deleted", "missing", "no such step"])
def test_only_what_is_published_can_be_started(state: str) -> None:
    stage = Stage()
    other = stage.workflow(say("other"), trigger=MANUAL, name="Other")
    start_at = {"start_at": "three"} if state == "no such step" else {}
    own = stage.workflow(trigger("Missing" if state == "missing" else "Other", **start_at), name="Own")
    if state in {"draft", "stopped"}:
        stage.do(c.StopWorkflow, workflow_id=other)
    if state in {"draft", "deleted"}:
        stage.do(c.DeleteWorkflow, workflow_id=other)
    if state == "draft":
        stage.draft(say("other"), trigger=MANUAL, name="Other")
    contact = stage.write("carl")
    assert stage.outcome(contact, own) == ("failed", "workflow_unavailable")


def test_who_is_inside_does_not_enter_again() -> None:
    stage = Stage()
    other = stage.workflow(rest("1h"), trigger=MANUAL, name="Other")
    own = stage.workflow(trigger("Other"), rest(id="w"), trigger("Other"))
    contact = stage.write("carl")
    stage.pass_time(minutes=1)
    assert len(stage.runs(contact, other)) == 1
    assert stage.trail(contact, own)[-1] == ("trigger_workflow_2", "done", "inside")
    [skipped] = stage.events("run.skipped")
    assert (skipped.subject_id, skipped.data) == (other, {"reason": "inside"})


def test_a_workflow_that_starts_itself_is_skipped() -> None:
    stage = Stage()
    own = stage.workflow(trigger("Test"), say("once"))
    contact = stage.write("carl")
    assert (stage.sent(contact), len(stage.runs(contact, own))) == (["once"], 1)


def test_workflows_that_start_each_other_are_cut_off() -> None:
    stage = Stage()
    stage.user("ana")  # so that nobody waits to be assigned
    one = stage.workflow(say("one"), trigger=MANUAL, name="One")
    stage.workflow(MAYBE, say("two"), trigger("One"), trigger=MANUAL, name="Two")
    stage.change(one, MAYBE, say("one"), trigger("Two"), trigger=MANUAL, name="One")
    stage.workflow(trigger("One"), name="Start")
    contact = stage.write("carl")
    assert len(stage.sent(contact)) == CHAIN_LIMIT - 1
    assert [run.reason for run in stage.runs(contact) if run.state == "failed"] == ["step_limit"]


def test_a_wait_between_them_is_no_chain() -> None:
    stage = Stage()
    one = stage.workflow(rest(), trigger=MANUAL, name="One")
    stage.workflow(rest(), say("two"), trigger("One"), trigger=MANUAL, name="Two")
    stage.change(one, rest(), say("one"), trigger("Two"), trigger=MANUAL, name="One")
    stage.workflow(trigger("One"), name="Start")
    contact = stage.write("carl")
    stage.pass_time(hours=1)
    assert len(stage.sent(contact)) > 2 * CHAIN_LIMIT
    assert all(run.state != "failed" for run in stage.runs(contact))


def test_workflows_that_set_off_many_each_are_cut_off_in_good_time() -> None:
    stage = Stage()
    names = [f"W{number}" for number in range(6)]
    stage.user("ana")  # so that nobody waits to be assigned
    ids = [stage.workflow(say("x"), trigger=MANUAL, name=name) for name in names]
    for id_, name in zip(ids, names, strict=True):
        others = [trigger(other) for other in names if other != name for _ in range(30)]
        stage.change(id_, MAYBE, *others, trigger=MANUAL, name=name)
    stage.workflow(trigger("W0"), name="Start")
    contact = stage.write("carl")
    assert ("failed", "step_limit") in {(run.state, run.reason) for run in stage.runs(contact)}
    assert all(run.state != "waiting" for run in stage.runs(contact))


def test_a_trigger_that_a_step_sets_off_is_part_of_the_chain() -> None:
    stage = Stage()
    stage.user("ana")  # so that nobody waits to be assigned
    free = assign_to(only_online=True)
    stage.workflow(free, {"type": "close_conversation"}, name="Close")
    closed = {"type": "conversation_closed"}
    stage.workflow(free, {"type": "open_conversation"}, name="Open", trigger=closed)
    contact = stage.write("carl")
    assert [run.reason for run in stage.runs(contact) if run.state == "failed"] == ["step_limit"]
    assert len(stage.runs(contact)) == CHAIN_LIMIT + 1


def test_an_agent_is_not_kept_from_a_contact_whose_workflow_goes_round() -> None:
    stage = Stage()
    ana = stage.user("ana")
    free = assign_to(only_online=True)
    stage.workflow(free, {"type": "close_conversation"}, name="Close")
    closed = {"type": "conversation_closed"}
    stage.workflow(free, {"type": "open_conversation"}, name="Open", trigger=closed)
    contact = stage.write("carl")
    stage.do(c.AssignContact, act(ana), contact_id=contact, user=ana)
    assert stage.assignee(contact) == ana
