"""Ask question: every type, its retries and ways out, and whose answer a message is."""

from typing import Any, get_args

import pytest

from evenhand.domain import commands as c
from evenhand.domain.workflow.questions import QuestionType, read_answer
from tests.domain.stage import Stage, act, say
from tests.domain.workflow.documents import flaws
from tests.domain.workflow.test_values import HOSTILE

CHOICES = ["Sales", "Support", "Crème brûlée"]
TIMEOUT = [say("late", id="late")]
INVALID = [say("invalid", id="invalid")]


def ask(kind: str = "text", **fields: Any) -> dict[str, Any]:
    more = {"choices": CHOICES} if kind == "multiple_choice" else {}
    given = {"text": "Well?", "question_type": kind, "save_as": {"variable": "answer"}, **more, **fields}
    return {"type": "ask_question", "id": "ask", **given}


def answer(kind: str, *texts: str, **fields: Any) -> Any:
    """What is saved when a contact answers so; the state of the run where nothing is."""
    stage = Stage()
    stage.workflow(ask(kind, **fields))
    contact = stage.write("carl", "hello")
    for text in texts:
        stage.write("carl", text)
    run = stage.run(contact)
    return run.variables["answer"] if run.state == "completed" else run.state


def last_choices(stage: Stage) -> list[str] | None:
    return stage.state.messages.present()[-1].choices


# --- types -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Something ", "Something"),
        ("multiple_choice", "Support", "Support"),
        ("multiple_choice", "  sUPPórt ", "Support"),
        ("multiple_choice", "creme  brulee", "Crème brûlée"),
        ("multiple_choice", "1", "Sales"),
        ("multiple_choice", "٣", "Crème brûlée"),
        ("multiple_choice", " 2. ", "Support"),
        ("number", "12,5", 12.5),
        ("date", "24.12.2026", "2026-12-24"),
        ("phone", "+39 06 1234 5678", "+390612345678"),
        ("email", " ana@x.test ", "ana@x.test"),
        ("url", "x.test/shop", "https://x.test/shop"),
        ("rating", "5", 5),
        ("location", "41.9, 12.5", "41.9,12.5"),
        ("location", "Via Roma 1", "Via Roma 1"),
    ],
)
def test_a_right_answer_of_each_type(kind: str, text: str, value: object) -> None:
    assert answer(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("multiple_choice", "sale"),
        ("multiple_choice", "0"),
        ("multiple_choice", "4"),
        ("multiple_choice", "1.5"),
        ("multiple_choice", "-1"),
        ("multiple_choice", "9" * 5_000),
        ("rating", "0"),
        ("rating", "6"),
        ("rating", "4.5"),
        ("rating", "great"),
        ("phone", "06 1234 5678"),
        *[
            (kind, text)
            for kind in ("number", "date", "email", "url", "phone", "rating")
            for text in HOSTILE[:12]
        ],
    ],
)
def test_a_wrong_answer_of_each_type(kind: str, text: str) -> None:
    assert answer(kind, text) == "waiting"


def test_a_label_goes_before_a_number() -> None:
    assert answer("multiple_choice", "1", choices=["3", "2", "1"]) == "1"
    assert answer("multiple_choice", "3", choices=["one", "two", "three"]) == "three"


def test_a_phone_number_without_its_country_is_one_of_the_contacts() -> None:
    stage = Stage()
    stage.workflow(ask("phone"))
    contact = stage.write("carl", country="IT")
    stage.write("carl", "06 1234 5678")
    assert stage.run(contact).variables == {"answer": "+390612345678"}


@pytest.mark.parametrize(
    ("kind", "least", "most", "good", "bad"),
    [
        ("number", -1.5, 10, ["-1.5", "10", "0"], ["-1.6", "10.1"]),
        ("number", 3, None, ["3", "1000"], ["2"]),
        ("rating", 0, 10, ["0", "10"], ["-1", "11"]),
        ("text", 2, 4, ["ab", "abcd"], ["a", "abcde"]),
        ("date", "2026-01-01", "2026-12-31", ["2026-01-01", "31.12.2026"], ["2025-12-31", "2027-01-01"]),
    ],
)
def test_bounds_belong_to_what_they_bound(
    kind: str, least: Any, most: Any, good: list[str], bad: list[str]
) -> None:
    bounds = {"min": least} | ({} if most is None else {"max": most})
    assert "waiting" not in [answer(kind, text, **bounds) for text in good]
    assert {answer(kind, text, **bounds) for text in bad} == {"waiting"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "kind", ["text", "multiple_choice", "number", "date", "phone", "email", "url", "rating", "location"]
)
def test_no_text_is_too_strange_for_an_answer(kind: Any, text: str) -> None:
    contact = Stage()
    row = contact.contact(contact.write("carl"))
    read_answer(kind, text, CHOICES, None, None, row)


# --- asking again ------------------------------------------------------------------------------------


def test_choices_go_with_the_question_and_again_with_each_retry() -> None:
    stage = Stage()
    stage.workflow(ask("multiple_choice"))
    contact = stage.write("carl")
    assert last_choices(stage) == CHOICES
    stage.write("carl", "what?")
    assert (stage.sent(contact), last_choices(stage)) == (
        ["Well?", "Please choose one of these: Sales, Support, Crème brûlée."],
        CHOICES,
    )


@pytest.mark.parametrize(
    ("bounds", "choices"), [({}, ["1", "2", "3", "4", "5"]), ({"min": 0, "max": 100}, None)]
)
def test_a_rating_offers_its_numbers_unless_there_are_many(bounds: Any, choices: Any) -> None:
    stage = Stage()
    stage.workflow(ask("rating", **bounds))
    stage.write("carl")
    assert last_choices(stage) == choices


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("text", {"min": 2}, "Please answer with a text (≥ 2 characters)."),
        ("text", {"min": 2, "max": 3}, "Please answer with a text (2 \N{EN DASH} 3 characters)."),
        ("number", {}, "Please answer with a number, such as 42."),
        ("number", {"min": 1.5, "max": 9}, "Please answer with a number (1.5 \N{EN DASH} 9), such as 1.5."),
        (
            "date",
            {"max": "2026-12-31"},
            "Please answer with a date (≤ 2026-12-31), such as 2026-12-31.",
        ),
        ("phone", {}, "Please answer with a phone number, such as +39 06 1234 5678."),
        ("email", {}, "Please answer with an e-mail address, such as ana@example.com."),
        ("url", {}, "Please answer with a web address, such as https://example.com."),
        ("rating", {}, "Please answer with a whole number (1 \N{EN DASH} 5)."),
        ("location", {}, "Please answer with a place: its address, or its latitude and longitude."),
        ("number", {"retry_text": "A number, {{ contact.first_name }}!"}, "A number, Carl!"),
    ],
)
def test_what_is_said_to_a_wrong_answer(kind: str, fields: dict[str, Any], sentence: str) -> None:
    stage = Stage()
    stage.workflow(ask(kind, **fields))
    contact = stage.write("carl", first_name="Carl")
    stage.write("carl", "?" if kind == "text" else "...")
    if kind == "text" and "max" in fields:
        stage.write("carl", "?")
    assert stage.sent(contact)[-1] == sentence


@pytest.mark.parametrize(
    ("language", "begins"),
    [("it", "Per favore"), ("es", "Por favor"), ("de", "Bitte"), ("id", "Silakan"), ("fr", "Please")],
)
@pytest.mark.parametrize("kind", get_args(QuestionType))
def test_it_is_said_in_the_contacts_language_if_it_is_one_of_ours(
    kind: str, language: str, begins: str
) -> None:
    stage = Stage()
    stage.workflow(ask(kind, **({"min": 4} if kind == "text" else {})))
    contact = stage.write("carl", language=language)
    stage.write("carl", "...")
    said = stage.sent(contact)[-1]
    assert said.startswith(begins)
    assert not set("{}") & set(said)


@pytest.mark.parametrize("attempts", [1, 2, 3])
@pytest.mark.parametrize("ways", [{}, {"on_invalid": INVALID}, {"on_invalid": []}])
def test_so_many_answers_in_all_and_then_the_way_out(attempts: int, ways: dict[str, Any]) -> None:
    stage = Stage()
    fields = {} if attempts == 3 else {"max_attempts": attempts}
    stage.workflow(ask("number", retry_text="Again", **fields, **ways), say("never"))
    contact = stage.write("carl")
    for _ in range(attempts):
        assert stage.outcome(contact) == ("waiting", None)
        stage.write("carl", "many")
    invalid = ["invalid"] if ways.get("on_invalid") else []
    assert stage.sent(contact) == ["Well?", *["Again"] * (attempts - 1), *invalid]
    assert stage.outcome(contact) == (("completed", None) if ways else ("failed", "invalid_answer"))
    assert stage.trail(contact)[attempts] == ("ask", "on_invalid" if ways else "failed", "invalid_answer")


def test_a_last_answer_may_still_be_right() -> None:
    assert answer("number", "many", "more", "3") == 3


# --- time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ways", [{}, {"on_timeout": TIMEOUT}])
def test_the_time_runs_from_the_first_asking(ways: dict[str, Any]) -> None:
    stage = Stage()
    stage.workflow(ask("number", timeout="1h", **ways))
    contact = stage.write("carl")
    stage.pass_time(minutes=50)
    stage.write("carl", "many")
    stage.pass_time(minutes=9, seconds=59)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(seconds=1)
    assert stage.outcome(contact) == (("completed", None) if ways else ("failed", "question_timeout"))
    assert stage.trail(contact)[2] == ("ask", "on_timeout" if ways else "failed", "question_timeout")
    stage.write("carl", "3")
    assert stage.run(contact).variables == {}


def test_a_question_waits_seven_days_if_no_time_is_given() -> None:
    stage = Stage()
    stage.workflow(ask())
    contact = stage.write("carl")
    stage.pass_time(days=7, seconds=-1)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(seconds=1)
    assert stage.outcome(contact) == ("failed", "question_timeout")


def test_a_question_asked_again_by_a_jump_begins_anew() -> None:
    stage = Stage()
    again = {"type": "jump_to", "step": "ask", "max_jumps": 1}
    stage.workflow(ask("number", timeout="1h", max_attempts=2, on_timeout=[again]))
    contact = stage.write("carl")
    stage.write("carl", "many")
    stage.pass_time(hours=1)
    stage.write("carl", "many")
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(minutes=59)
    stage.write("carl", "4")
    assert stage.run(contact).variables == {"answer": 4}


# --- where the answer goes ---------------------------------------------------------------------------


def test_an_answer_goes_into_a_field_of_its_type() -> None:
    stage = Stage()
    stage.new(c.CreateCustomField, name="age", type="number")
    stage.workflow(ask("number", save_as={"contact_field": "age"}))
    contact = stage.write("carl")
    stage.write("carl", "42")
    assert stage.contact(contact).fields == {"age": 42}
    assert stage.run(contact).variables == {}


def test_an_answer_that_its_field_cannot_hold_is_a_wrong_one() -> None:
    stage = Stage()
    stage.workflow(ask("text", save_as={"contact_field": "country"}, retry_text="Two letters, please."))
    contact = stage.write("carl")
    stage.write("carl", "Italia")
    assert stage.sent(contact)[-1] == "Two letters, please."
    stage.write("carl", "it")
    assert (stage.contact(contact).country, stage.outcome(contact)) == ("IT", ("completed", None))


def test_an_answer_becomes_a_tag() -> None:
    stage = Stage()
    stage.workflow(ask("multiple_choice", save_as={"tag": True}))
    contact = stage.write("carl")
    stage.write("carl", "2")
    assert stage.contact(contact).tags == ["Support"]


def test_an_answer_is_never_rendered() -> None:
    stage = Stage()
    stage.workflow(ask(), say("You said {{ variable.answer }}"))
    contact = stage.write("carl", email="c@x.test")
    stage.write("carl", "{{ contact.email }} $contact.email")
    assert stage.sent(contact)[-1] == "You said {{ contact.email }} $contact.email"


# --- whose answer it is ------------------------------------------------------------------------------


def test_a_message_answers_the_question_asked_last() -> None:
    stage = Stage()
    old = stage.workflow(ask(text="Old?"), name="Old")
    young = stage.workflow(ask("number", text="Young?", retry_text="Number?"), name="Young")
    contact = stage.write("carl")
    stage.write("carl", "many")
    assert [stage.outcome(contact, id_)[0] for id_ in (old, young)] == ["waiting", "waiting"]
    stage.write("carl", "3")
    assert [stage.outcome(contact, id_)[0] for id_ in (old, young)] == ["waiting", "completed"]
    stage.write("carl", "4")
    assert stage.run(contact, old).variables == {"answer": "4"}


def test_asking_again_makes_a_question_the_last_one() -> None:
    stage = Stage()
    first = stage.workflow(ask("number", text="First?"), name="First")
    contact = stage.write("carl")
    stage.workflow(ask("text", text="Second?"), name="Second", trigger={"type": "conversation_closed"})
    stage.write("carl", "many")
    stage.close(contact)
    assert stage.sent(contact)[-1] == "Second?"
    stage.write("carl", "fine")
    assert stage.outcome(contact, first) == ("waiting", None)


def test_a_message_is_no_answer_to_the_run_that_it_starts() -> None:
    stage = Stage()
    workflow = stage.workflow(ask(), trigger={"type": "message_received"})
    contact = stage.write("carl", "hello")
    assert stage.outcome(contact) == ("waiting", None)
    stage.write("carl", "answer")
    assert stage.runs(contact, workflow)[0].variables == {"answer": "answer"}


def test_an_answer_may_come_into_a_new_conversation() -> None:
    stage = Stage()
    stage.workflow(ask(), once_per_contact=True)
    contact = stage.write("carl")
    stage.close(contact)
    stage.write("carl", "later")
    assert stage.runs(contact)[0].variables == {"answer": "later"}


def test_an_answer_does_not_trip_stop_when_but_other_runs_it_stops() -> None:
    stage = Stage()
    waits = {"type": "wait", "duration": "1h"}
    other = stage.workflow(waits, name="Other", stop_when=["incoming_message"])
    own = stage.workflow(ask(), waits, name="Own", stop_when=["incoming_message"])
    contact = stage.write("carl")
    stage.write("carl", "answer")
    assert stage.outcome(contact, other) == ("stopped", "incoming_message")
    assert stage.outcome(contact, own) == ("waiting", None)
    stage.write("carl", "more")
    assert stage.outcome(contact, own) == ("stopped", "incoming_message")


def test_what_agents_write_is_no_answer() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.workflow(ask())
    contact = stage.write("carl")
    stage.do(c.SendMessage, act(ana), contact_id=contact, text="3")
    assert stage.outcome(contact) == ("waiting", None)


def test_a_stopped_run_is_asked_nothing_any_more() -> None:
    stage = Stage()
    stage.workflow(ask())
    contact = stage.write("carl")
    stage.do(c.TakeOut, run_id=stage.run(contact).id)
    stage.write("carl", "answer")
    run = stage.run(contact)
    assert (run.state, run.variables, run.memory and run.memory.question) == ("stopped", {}, None)


def test_without_a_channel_nothing_can_be_asked() -> None:
    stage = Stage()
    stage.workflow(ask())
    contact = stage.new(c.CreateContact)
    stage.open(contact)
    assert stage.outcome(contact) == ("failed", "message_failed")


# --- documents ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"question_type": "essay"}, "question_type", "must be `text`"),
        ({"choices": ["a"]}, "choices", "belong to question type `multiple_choice`"),
        ({"question_type": "multiple_choice"}, "choices", "is missing"),
        ({"question_type": "multiple_choice", "choices": []}, "choices", "1 to 20"),
        ({"question_type": "multiple_choice", "choices": [f"c{n}" for n in range(21)]}, "choices", "1 to 20"),
        ({"question_type": "multiple_choice", "choices": ["Già", "GIA "]}, "choices/1", "there already"),
        ({"question_type": "multiple_choice", "choices": ["a", 2]}, "choices/1", "write it in quotes"),
        ({"question_type": "email", "min": 1}, "min", "belongs to"),
        ({"question_type": "number", "min": "one"}, "min", "a number"),
        ({"question_type": "rating", "max": 4.5}, "max", "a whole number"),
        ({"question_type": "rating", "min": 7}, "max", "less than `min`"),
        ({"question_type": "number", "min": 2, "max": 1}, "max", "less than `min`"),
        ({"question_type": "date", "min": "2026-02-30"}, "min", "2026-12-24"),
        ({"question_type": "text", "min": -1}, "min", "a number of characters"),
        ({"save_as": {}}, "save_as", "needs one of"),
        ({"save_as": {"variable": "a", "tag": True}}, "save_as", "needs one of"),
        ({"save_as": {"tag": False}}, "save_as/tag", "must be `true`, not `false`"),
        ({"save_as": {"variable": "a b"}}, "save_as/variable", "letters, digits"),
        ({"save_as": "answer"}, "save_as", "must be a mapping"),
        ({"max_attempts": 0}, "max_attempts", "at least 1"),
        ({"timeout": "8d"}, "timeout", "at most 7d"),
        ({"text": ""}, "text", "must not be empty"),
    ],
)
def test_what_cannot_be_asked(fields: dict[str, Any], path: str, words: str) -> None:
    found = flaws(ask() | fields)
    assert list(found) == [path]
    assert words in found[path]
