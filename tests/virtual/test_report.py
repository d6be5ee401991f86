"""What is said of a story: a line, and under a failing one why, and what had happened up to there."""

from evenhand.virtual.report import lines, report
from tests.virtual.stories import told

HI = "at: 1m, message: {from: carl, text: hello}"


def test_a_story_that_holds_is_one_line() -> None:
    assert list(lines("s.yaml", told(HI))) == ["ok      s.yaml: a test"]


def test_a_failing_one_says_where_why_and_what_had_happened() -> None:
    played = told(
        HI,
        "at: 2m, expect: {contact: carl, assignee: ben@x.test, comments: 0}",
        "at: 3m, close: {contact: carl, by: ana@x.test}",
        "at: 4m, expect: {contact: carl, status: open}",
    )
    [first, second, third, heading, *events] = lines("s.yaml", played)
    assert first == "not ok  s.yaml: a test"
    assert second.startswith("    s.yaml:21:5: at 2m: contact carl: expected assignee ")
    assert second.endswith('"ben@x.test", found "ana@x.test"')
    assert third == '    s.yaml:23:5: at 4m: contact carl: expected status "open", found "closed"'
    assert heading == "    events up to there:"
    assigned = events.pop(4)
    assert events == [
        "      1m        conversation.opened    carl",
        '      1m        message.received       carl, "hello"',
        "      1m        run.started            carl, in Hello, version 1, by Hello",
        '      1m        message.sent           carl, "Hi Carl", by Hello',
        "      1m        run.ended              carl, in Hello, state completed, by Hello",
    ]
    assert assigned.startswith(
        "      1m        contact.assigned       carl, ana@x.test, by step, pool Support"
    )
    assert "in turn ana@x.test, only_online true, left out ben@x.test (not_online)" in assigned


def test_of_many_events_the_last_are_shown() -> None:
    played = told(
        "at: 0s, repeat: 30, every: 1s, message: {from: carl, text: again}",
        "at: 1m, comment: {by: ana@x.test, on: carl, text: 'all of\tit'}",
        "at: 1m, expect: {contact: carl, messages: 7}",
        workflow="",
    )
    told_lines = list(lines("s.yaml", played))
    assert told_lines[2] == "    events up to there:"
    assert '      1m        comment.created        carl, "all of it", by ana@x.test' in told_lines
    played = told(
        "at: 0s, repeat: 90, every: 1s, message: {from: carl, text: again}",
        "at: 2m, expect: {contact: carl, messages: 7}",
        workflow="",
    )
    told_lines = list(lines("s.yaml", played))
    assert told_lines[2] == "    events up to there: (31 earlier ones; --json has them all)"
    assert len(told_lines) == 3 + 60


def test_for_machines_everything_is_there() -> None:
    found = report("s.yaml", told(HI, "at: 2m, expect: {contact: carl, status: closed}"))
    assert (found.file, found.scenario, found.ok, found.problems) == ("s.yaml", "a test", False, [])
    [failure] = found.failures
    assert (failure.path, failure.line, failure.column, failure.at) == ("/timeline/1", 21, 5, "2m")
    assert [event.type for event in found.events] == [
        "conversation.opened",
        "message.received",
        "run.started",
        "message.sent",
        "contact.assigned",
        "run.ended",
    ]
