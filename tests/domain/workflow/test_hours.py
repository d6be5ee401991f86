"""Business hours, stretches of time and holidays, by the wall clock."""

from datetime import UTC, datetime
from typing import Any

import pytest

from evenhand.domain.workflow.hours import countries, holidays_of
from tests.domain.stage import Stage, say
from tests.domain.workflow.documents import flaws

ROME = "Europe/Rome"


def step(**fields: Any) -> dict[str, Any]:
    return {"type": "date_time", "inside": [say("in")], "outside": [say("out")], **fields}


def way(at: str, **fields: Any) -> list[str]:
    """What is said to somebody who writes at a moment (UTC)."""
    stage = Stage()
    stage.workflow(step(**fields))
    stage.world.now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return stage.sent(stage.write("carl"))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-03-09T08:59:59", "out"),  # a Monday
        ("2026-03-09T09:00:00", "in"),
        ("2026-03-09T12:29:59", "in"),
        ("2026-03-09T12:30:00", "out"),
        ("2026-03-09T13:30:00", "in"),
        ("2026-03-09T18:00:00", "out"),
        ("2026-03-10T10:00:00", "out"),  # a day that is not named
        ("2026-03-15T23:59:59", "in"),  # a Sunday to its end
        ("2026-03-16T00:00:00", "out"),
    ],
)
def test_several_spans_a_day(at: str, said: str) -> None:
    hours = {"mon": ["09:00-12:30", "13:30-18:00"], "sun": ["20:00-24:00"]}
    assert way(at, business_hours=hours) == [said]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-03-06T21:59:00", "out"),  # a Friday
        ("2026-03-06T22:00:00", "in"),
        ("2026-03-07T05:59:59", "in"),
        ("2026-03-07T06:00:00", "out"),
        ("2026-03-07T22:30:00", "out"),
        ("2026-03-08T23:00:00", "in"),
        ("2026-03-09T00:30:00", "in"),  # from Sunday into Monday
        ("2026-03-09T01:00:00", "out"),
    ],
)
def test_a_span_that_ends_no_later_than_it_starts_runs_into_the_next_day(at: str, said: str) -> None:
    assert way(at, business_hours={"fri": ["22:00-06:00"], "sun": ["22:30-01:00"]}) == [said]


@pytest.mark.parametrize(
    ("at", "said"), [("2026-03-02T09:00", "in"), ("2026-03-03T08:59", "in"), ("2026-03-03T09:00", "out")]
)
def test_a_span_from_one_time_to_the_same_lasts_a_day(at: str, said: str) -> None:
    assert way(at, business_hours={"mon": ["09:00-09:00"]}) == [said]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-03-29T00:29:00", "out"),  # 01:29, in winter
        ("2026-03-29T00:30:00", "in"),  # 01:30
        ("2026-03-29T00:59:00", "in"),  # 01:59, and a minute later it is 03:00
        ("2026-03-29T01:00:00", "out"),
        ("2026-10-24T23:29:00", "out"),  # 01:29, in summer
        ("2026-10-24T23:30:00", "in"),  # 01:30
        ("2026-10-25T00:59:00", "in"),  # 02:59 for the first time
        ("2026-10-25T01:10:00", "in"),  # 02:10 for the second time
        ("2026-10-25T01:30:00", "in"),
        ("2026-10-25T02:00:00", "out"),  # 03:00
    ],
)
def test_the_clock_on_the_wall_counts_when_it_is_changed(at: str, said: str) -> None:
    assert way(at, timezone=ROME, business_hours={"sun": ["01:30-03:00"]}) == [said]


@pytest.mark.parametrize(
    ("at", "said"), [("2027-01-04T07:59", "out"), ("2027-01-04T08:00", "in"), ("2026-07-06T07:00", "in")]
)
def test_the_same_hour_all_year_round(at: str, said: str) -> None:
    assert way(at, timezone=ROME, business_hours={"mon": ["09:00-12:00"]}) == [said]


def test_the_zone_is_the_workspaces_unless_given() -> None:
    stage = Stage(timezone="Asia/Tokyo")
    stage.workflow(step(business_hours={"mon": ["18:00-19:00"]}))  # it is Monday, 09:00 in UTC
    assert stage.sent(stage.write("carl")) == ["in"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-12-23T22:59:59", "out"),
        ("2026-12-23T23:00:00", "in"),
        ("2027-01-05T22:59:59", "in"),
        ("2027-01-05T23:00:00", "out"),
    ],
)
def test_a_stretch_of_days(at: str, said: str) -> None:
    assert way(at, timezone=ROME, **{"from": "2026-12-24", "to": "2027-01-06"}) == [said]


@pytest.mark.parametrize(
    ("at", "said"), [("2026-12-24T08:59", "out"), ("2026-12-24T09:00", "in"), ("2026-12-24T17:00", "out")]
)
def test_a_stretch_of_hours(at: str, said: str) -> None:
    assert way(at, **{"from": "2026-12-24T09:00", "to": "2026-12-24T17:00:00"}) == [said]


@pytest.mark.parametrize("end", ["from", "to"])
def test_a_stretch_may_have_one_end(end: str) -> None:
    assert way("2026-12-24T00:00", **{end: "2026-12-24"}) == ["in" if end == "from" else "out"]
    assert way("2026-12-23T23:59", **{end: "2026-12-24"}) == ["out" if end == "from" else "in"]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-12-24T22:59", "in"),
        ("2026-12-24T23:00", "out"),  # Christmas begins in Rome
        ("2026-12-26T22:59", "out"),  # and is followed by Saint Stephen's
        ("2026-12-26T23:00", "in"),
    ],
)
def test_a_holiday_is_outside(at: str, said: str) -> None:
    week = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    assert way(at, timezone=ROME, business_hours=week, holidays="it") == [said]


def test_every_country_has_holidays_that_can_be_looked_up() -> None:
    for country in countries():
        holidays_of(country, 2026)
    assert holidays_of("DE", 2026)


def test_a_path_that_is_missing_completes_the_run() -> None:
    stage = Stage()
    stage.workflow({"type": "date_time", "business_hours": {}, "inside": [say("in")]})
    contact = stage.write("carl")
    assert (stage.sent(contact), stage.outcome(contact)) == ([], ("completed", None))


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({}, "business_hours", "is missing"),
        ({"business_hours": {}, "from": "2026-01-01"}, "from", "beside"),
        ({"business_hours": {"mon": ["9-12"]}}, "business_hours/mon/0", "09:00-12:30"),
        ({"business_hours": {"mon": ["24:00-12:00"]}}, "business_hours/mon/0", "09:00-12:30"),
        ({"business_hours": {"mon": ["09:60-12:00"]}}, "business_hours/mon/0", "09:00-12:30"),
        ({"business_hours": {"mon": "09:00-12:00"}}, "business_hours/mon", "must be a list"),
        ({"business_hours": {"monday": []}}, "business_hours/monday", "unknown key"),
        ({"business_hours": {"mon": ["09:00-10:00"] * 25}}, "business_hours/mon", "at most 24"),
        ({"from": "2026-02-30"}, "from", "on no calendar"),
        ({"from": "24.12.2026"}, "from", "2026-12-24"),
        ({"from": 20261224}, "from", "2026-12-24"),
        ({"from": "2026-12-24T25:00"}, "from", "on no calendar"),
        ({"from": "2026-12-24", "to": "2026-12-24"}, "to", "after `from`"),
        ({"business_hours": {}, "timezone": "Rome"}, "timezone", "Europe/Rome"),
        ({"business_hours": {}, "timezone": "../etc/passwd"}, "timezone", "no time zone"),
        ({"business_hours": {}, "holidays": "xx"}, "holidays", "no holidays are known"),
        ({"business_hours": {}, "holidays": "ITA"}, "holidays", "at most 2"),
    ],
)
def test_what_cannot_be_said(fields: dict[str, Any], path: str, words: str) -> None:
    found = flaws({"type": "date_time", **fields})
    assert list(found) == [path]
    assert words in found[path]


def test_hours_are_read_from_a_document() -> None:
    assert flaws(step(business_hours={"mon": ["09:00-12:30"]}, holidays="DE", timezone=ROME)) == {}
