"""HTTP request: what is asked, what is kept of the answer, and how it fails."""

from typing import Any

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.workflow.interpreter import STEP_LIMIT
from tests.domain.stage import Stage, say
from tests.domain.workflow.documents import flaws

URL = "https://crm.test/"
SAVE = {"plan": "$.customer.plan", "tags": "$.tags[*]"}


def request(**fields: Any) -> dict[str, Any]:
    return {"type": "http_request", "id": "ask", "url": URL, **fields}


def asked(stage: Stage) -> m.Request:
    """The request that waits to be performed."""
    [row] = stage.state.requests.present()
    return row


def answer(
    stage: Stage, contact: int, status: int | None = 200, body: Any = None, error: str | None = None
) -> None:
    """What comes back to the contact's run."""
    row = asked(stage)
    text = body if isinstance(body, str) else msgspec.json.encode(body).decode()
    stage.do(
        c.ReportRequest,
        c.SYSTEM,
        run_id=stage.run(contact).id,
        request_id=row.id,
        status=status,
        body=text,
        error=error,
    )


# --- what is asked -----------------------------------------------------------------------------------


def test_a_request_waits_to_be_performed_and_nothing_happens_meanwhile() -> None:
    stage = Stage()
    stage.workflow(request(), say("after"))
    contact = stage.write("carl")
    row, run = asked(stage), stage.run(contact)
    assert (row.id, row.run_id, row.method, row.url) == (run.wait_id, run.id, "POST", URL)
    assert (row.headers, row.body, row.timeout, row.attempt) == ({}, None, 10, 0)
    assert (row.next_at, stage.sent(contact), run.state) == (stage.world.now, [], "waiting")


def test_address_headers_and_body_are_filled_in() -> None:
    stage = Stage()
    stage.workflow(
        request(
            method="PUT",
            url="https://crm.test/{{ contact.email | url_encode }}?id=$contact.id",
            headers={"X-Name": "{{ contact.first_name }}", "Authorization": "Bearer x"},
            body="Hello {{ contact.first_name }}",
            timeout="45s",
        )
    )
    contact = stage.write("carl", first_name="Carl", email="a&b@x.test")
    row = asked(stage)
    assert (row.method, row.url) == ("PUT", f"https://crm.test/a%26b%40x.test?id={contact}")
    assert row.headers == {
        "X-Name": "Carl",
        "Authorization": "Bearer x",
        "content-type": "text/plain; charset=utf-8",
    }
    assert (row.body, row.timeout) == ("Hello Carl", 45)


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ({"name": "{{ contact.first_name }}", "n": 7, "no": None}, {"name": '"}, {"', "n": 7, "no": None}),
        (["{{ contact.first_name }}", True, {"a": [1.5]}], ['"}, {"', True, {"a": [1.5]}]),
        ({"a": "", "b": "plain"}, {"a": "", "b": "plain"}),
        ({}, {}),
    ],
)
def test_what_a_contact_writes_cannot_leave_its_place_in_json(body: Any, sent: Any) -> None:
    stage = Stage()
    stage.workflow(request(body=body))
    stage.write("carl", first_name='"}, {"')
    row = asked(stage)
    assert msgspec.json.decode(row.body or "") == sent
    assert row.headers == {"content-type": "application/json"}


@pytest.mark.parametrize(
    ("fields", "type_"),
    [
        ({"body": '{"a": 1}'}, "application/json"),
        ({"body": "a=1"}, "text/plain; charset=utf-8"),
        ({"body": "a=1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, None),
    ],
)
def test_a_body_has_a_type(fields: dict[str, Any], type_: str | None) -> None:
    stage = Stage()
    stage.workflow(request(**fields))
    stage.write("carl")
    assert asked(stage).headers.get("content-type") == type_


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1", "a\nb", "a\x01b", "\u2028"])
def test_a_header_cannot_be_broken_in_two(name: str) -> None:
    stage = Stage()
    stage.workflow(request(headers={"X-Name": "x{{ contact.first_name }}y"}, on_failure=[say("bad")]))
    contact = stage.write("carl", first_name=f"b{name}c")
    assert stage.sent(contact) == ["bad"]
    assert stage.trail(contact)[0] == ("ask", "on_failure", "bad_input")
    assert stage.state.requests.present() == []


# --- what comes back ---------------------------------------------------------------------------------


def test_parts_of_the_answer_are_saved() -> None:
    stage = Stage()
    stage.workflow(
        request(save=SAVE, save_status_as="status"),
        say("{{ variable.plan }} {{ variable.tags | join: '+' }}"),
    )
    contact = stage.write("carl")
    answer(stage, contact, 201, {"customer": {"plan": "gold"}, "tags": ["a", "b"]})
    assert stage.sent(contact) == ["gold a+b"]
    assert stage.run(contact).variables == {"plan": "gold", "tags": ["a", "b"], "status": 201}
    assert (stage.state.requests.present(), stage.state.timers.present()) == ([], [])


@pytest.mark.parametrize(
    "body", ["", "no JSON", "[]", '{"customer": {}}', "null", "[" * 50_000, '"\\ud800"', "NaN", "9" * 5_000]
)
def test_what_is_not_found_is_empty(body: str) -> None:
    stage = Stage()
    stage.workflow(request(save={"plan": "$.customer.plan"}), say("-{{ variable.plan }}-"))
    contact = stage.write("carl")
    answer(stage, contact, 200, body)
    assert stage.sent(contact) == ["--"]
    assert stage.run(contact).variables == {"plan": None}


def test_what_comes_back_is_never_rendered() -> None:
    stage = Stage()
    stage.workflow(request(save=SAVE), say("{{ variable.plan }}"))
    contact = stage.write("carl", email="c@x.test")
    answer(stage, contact, 200, {"customer": {"plan": "{{ contact.email }}\0 $contact.email"}})
    assert stage.sent(contact) == ["{{ contact.email }} $contact.email"]


@pytest.mark.parametrize(
    ("status", "fields", "outcome"),
    [
        (200, {}, ("completed", None)),
        (302, {}, ("completed", None)),
        (399, {}, ("completed", None)),
        (400, {}, ("failed", "http_failed")),
        (503, {}, ("failed", "http_failed")),
        (503, {"save_status_as": "status"}, ("completed", None)),
        (None, {}, ("failed", "http_failed")),
        (None, {"save_status_as": "status"}, ("failed", "http_failed")),
    ],
)
def test_what_is_a_failure(
    status: int | None, fields: dict[str, Any], outcome: tuple[str, str | None]
) -> None:
    stage = Stage()
    stage.workflow(request(**fields))
    contact = stage.write("carl")
    answer(stage, contact, status, "", None if status else "The host cannot be reached.")
    assert stage.outcome(contact) == outcome
    if outcome[1]:
        why = {"status": status} if status else {"error": "The host cannot be reached."}
        assert stage.run(contact).trail[-1].why == why


def test_a_failure_has_a_way_out_and_saves_nothing() -> None:
    stage = Stage()
    stage.workflow(request(save=SAVE, on_failure=[say("sorry")]), say("never"))
    contact = stage.write("carl")
    answer(stage, contact, 500, {"customer": {"plan": "gold"}})
    assert (stage.sent(contact), stage.run(contact).variables) == (["sorry"], {})


def test_an_answer_counts_once_and_only_while_it_is_waited_for() -> None:
    stage = Stage()
    stage.workflow(request(), {"type": "wait", "duration": "1h"}, say("after"))
    contact = stage.write("carl")
    row, run = asked(stage), stage.run(contact)
    report = {"run_id": run.id, "request_id": row.id, "status": 200}
    stage.do(c.ReportRequest, c.SYSTEM, **report)
    before = stage.state.seq
    for late in (report, {**report, "request_id": 1}, {**report, "run_id": 10**6}):
        stage.do(c.ReportRequest, c.SYSTEM, **late)
    assert stage.state.seq == before
    assert (stage.outcome(contact), stage.sent(contact)) == (("waiting", None), [])


@pytest.mark.parametrize("end", ["stop", "take out", "delete contact"])
def test_a_request_goes_with_its_run(end: str) -> None:
    stage = Stage()
    workflow = stage.workflow(request())
    contact = stage.write("carl")
    match end:
        case "stop":
            stage.do(c.StopWorkflow, workflow_id=workflow)
        case "take out":
            stage.do(c.TakeOut, run_id=stage.run(contact).id)
        case _:
            stage.do(c.DeleteContact, contact_id=contact)
    assert stage.state.requests.present() == []


def test_what_nobody_performs_fails_in_time() -> None:
    stage = Stage()
    stage.workflow(request(on_failure=[say("sorry")]))
    contact = stage.write("carl")
    stage.pass_time(minutes=10, seconds=-1)
    assert stage.outcome(contact) == ("waiting", None)
    stage.pass_time(seconds=1)
    assert (stage.sent(contact), stage.state.requests.present()) == (["sorry"], [])


def test_asking_is_no_rest_for_a_run_that_goes_round() -> None:
    stage = Stage()
    stage.user("ana")  # so that nobody waits to be assigned
    maybe = {"type": "assign_to", "action": "workspace", "only_online": True, "id": "first"}
    again = {"type": "jump_to", "step": "first", "max_jumps": 10}
    stage.workflow(maybe, *[say("x")] * 200, request(), again)
    contact = stage.write("carl")
    while stage.run(contact).state == "waiting":
        answer(stage, contact)
    assert stage.outcome(contact) == ("failed", "step_limit")
    done = [entry for entry in stage.run(contact).trail if entry.outcome != "waiting"]
    assert len(done) == STEP_LIMIT


# --- documents ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"url": ""}, "url", "must not be empty"),
        ({"method": "BREW"}, "method", "must be `GET`"),
        ({"headers": {"X Name": "x"}}, "headers/X Name", "the name of a header"),
        ({"headers": {"Host": "x"}}, "headers/Host", "set by Evenhand"),
        ({"headers": {"content-LENGTH": "1"}}, "headers/content-LENGTH", "set by Evenhand"),
        ({"headers": {"X": "{{ x"}}, "headers/X", "not valid Liquid"),
        ({"headers": []}, "headers", "must be a mapping"),
        ({"body": {"a": ["{{ x"]}}, "body/a/0", "not valid Liquid"),
        ({"save": {"a b": "$.a"}}, "save/a b", "letters, digits"),
        ({"save": {"a": "a.b"}}, "save/a", "JSONPath"),
        ({"save": {"a": "$..a..b"}}, "save/a", "once"),
        ({"save_status_as": "1st"}, "save_status_as", "letters, digits"),
        ({"timeout": "61s"}, "timeout", "at most 60s"),
        ({"timeout": "0s"}, "timeout", "longer than nothing"),
    ],
)
def test_what_cannot_be_asked(fields: dict[str, Any], path: str, words: str) -> None:
    found = flaws(request() | fields)
    assert list(found) == [path]
    assert words in found[path]
