"""What a run keeps for its steps outlives the process: waits, questions, jumps, on a real database."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from evenhand.domain import commands as c
from tests.clock import SetClock
from tests.engine.office import Office, Town, key, say

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
SENT: Final = "select text from messages where workspace_id = %(ws)s and sender = 'workflow' order by id"
RUNS: Final = "select state from runs where workspace_id = %(ws)s order by id"
ASK: Final[dict[str, Any]] = {
    "id": "ask",
    "type": "ask_question",
    "text": "How many?",
    "question_type": "number",
    "save_as": {"variable": "count"},
    "retry_text": "A number?",
    "timeout": "1h",
    "on_timeout": [say("Late")],
}


@pytest.fixture
async def asking(office: Office, clock: SetClock) -> Office:
    """An office whose workflow asks a question, three times around."""
    clock.at = LATER
    again = {"type": "jump_to", "step": "ask", "max_jumps": 2}
    await office.publish(ASK, say("Thanks for {{ variable.count }}"), again, say("Enough"))
    return office


async def another(office: Office, town: Town, clock: SetClock) -> Office:
    """The same workspace by another process, which has seen nothing of it yet."""
    return office.through(await town.lanes(clock))


async def test_an_answer_is_understood_by_another_process(
    asking: Office, town: Town, clock: SetClock
) -> None:
    for text in ("Hi", "many", "more"):
        await (await another(asking, town, clock)).write("carl", text)
    assert await asking.column(SENT) == ["How many?", "A number?", "A number?"]
    await (await another(asking, town, clock)).write("carl", "12")
    assert await asking.column(SENT) == ["How many?", *["A number?"] * 2, "Thanks for 12", "How many?"]
    await asking.check()


async def test_wrong_answers_are_counted_over_a_restart(asking: Office, town: Town, clock: SetClock) -> None:
    await asking.write("carl")
    for _ in range(3):
        await (await another(asking, town, clock)).write("carl", "many")
    assert await asking.column("select reason from runs where workspace_id = %(ws)s") == ["invalid_answer"]
    await asking.check()


async def test_jumps_are_counted_over_a_restart(asking: Office, town: Town, clock: SetClock) -> None:
    await asking.write("carl")
    for number in range(3):
        await (await another(asking, town, clock)).write("carl", str(number))
    sent = await asking.column(SENT)
    assert sent[-2:] == ["Thanks for 2", "Enough"]
    assert (sent.count("How many?"), await asking.column(RUNS)) == (3, ["completed"])


async def test_the_time_for_an_answer_runs_on_while_nobody_serves(
    asking: Office, town: Town, clock: SetClock
) -> None:
    await asking.write("carl")
    clock.move(timedelta(minutes=59))
    await asking.write("carl", "many")
    clock.move(timedelta(days=30))
    later = await another(asking, town, clock)
    for _ in range(2):
        later.lanes.tick([later.workspace_id])
        await later.do(c.CreateContact)
    assert await asking.column(SENT) == ["How many?", "A number?", "Late"]
    await asking.check()


async def test_a_message_that_is_sent_again_answers_once(asking: Office, town: Town, clock: SetClock) -> None:
    await asking.write("carl")
    for office in (asking, await another(asking, town, clock)):
        await office.write("carl", "many", key("m-2"))
    assert await asking.column(SENT) == ["How many?", "A number?"]


async def test_a_wait_is_over_in_another_process(office: Office, town: Town, clock: SetClock) -> None:
    clock.at = LATER
    await office.publish({"type": "wait", "duration": "7d"}, say("At last"))
    await office.write("carl")
    clock.move(timedelta(days=7))
    later = await another(office, town, clock)
    for _ in range(2):
        later.lanes.tick([later.workspace_id])
        await later.do(c.CreateContact)
    assert (await office.column(SENT), await office.column(RUNS)) == (["At last"], ["completed"])
    await office.check()


async def test_what_one_run_sets_off_starts_in_the_same_commit(office: Office, clock: SetClock) -> None:
    clock.at = LATER
    other = {"type": "trigger_workflow", "workflow": "Other", "variables": {"who": "{{ contact.id }}"}}
    variables = "select variables from runs where workspace_id = %(ws)s order by id"
    silent = await office.on_channel("Silent")
    await silent.publish(say("Other"), name="Other", channel="Silent")
    await office.publish(other, say("First"))
    contact = (await office.write("carl")).contact_id
    assert await office.column(SENT) == ["First", "Other"]
    assert await office.column(variables) == [{}, {"who": str(contact)}]
    await office.check()


async def test_fields_tags_and_comments_are_stored(office: Office, clock: SetClock) -> None:
    clock.at = LATER
    [ana] = await office.hire("ana")
    await office.publish(
        {"type": "update_contact_field", "field": "country", "value": "it"},
        {"type": "update_contact_tag", "add": ["vip", "new"]},
        {"type": "add_comment", "text": "See to it, @{ana@x.test}"},
        {"type": "close_conversation", "summary": "Done."},
    )
    contact = (await office.write("carl")).contact_id
    row = "select country, tags from contacts where workspace_id = %(ws)s and id = %(id)s"
    assert await office.rows(row, id=contact) == [("IT", ["vip", "new"])]
    comment = "select text, mentions from comments where workspace_id = %(ws)s"
    assert await office.rows(comment) == [("See to it, @Ana", [ana])]
    closed = "select close_source, summary from conversations where workspace_id = %(ws)s"
    assert await office.rows(closed) == [("workflow", "Done.")]
    await office.check()
