"""Date and time: which way to go depends on when it is."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow.hours import Moment, Week, countries, is_holiday, zone_of
from evenhand.domain.workflow.outcome import Failed, Outcome, Takes
from evenhand.domain.workflow.problems import shown, suggestion
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step, Steps


class DateTime(Step, frozen=True, kw_only=True):
    """Goes ``inside`` during business hours, or between two moments, else ``outside``, as on holidays.

    ``timezone`` is the workspace's unless given; ``holidays`` is a country.
    """

    type: ClassVar[str] = "date_time"
    last: ClassVar[bool] = True

    timezone: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    business_hours: Week | None = None
    start: Moment | None = msgspec.field(default=None, name="from")
    end: Moment | None = msgspec.field(default=None, name="to")
    holidays: Annotated[str, Meta(min_length=2, max_length=2)] | None = None
    inside: Steps | None = None
    outside: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """Take the way of this moment."""
        zone = zone_of(self.timezone or state.settings.timezone)
        if zone is None:  # this machine's database of zones is not the one that it was published with
            return Failed("bad_input")
        local = state.now.astimezone(zone)
        if self.holidays is not None and is_holiday(self.holidays.upper(), local):
            return Takes("outside", "holiday")
        if self.business_hours is not None:
            inside = self.business_hours.has(local)
        else:
            inside = (self.start is None or self.start.within(zone) <= state.now) and (
                self.end is None or state.now < self.end.within(zone)
            )
        return Takes("inside" if inside else "outside")

    @staticmethod
    def check(given: Given) -> None:
        """Hours or a stretch of time, in a zone and a country that there are."""
        _check_span(given)
        zone: str | None = given["timezone"]
        if zone is not None and zone_of(zone) is None:
            given.report(
                "timezone",
                said("there is no time zone {zone}; one is called `Europe/Rome`", zone=shown(zone)),
            )
        country: str | None = given["holidays"]
        if country is not None and country.upper() not in countries():
            hint = suggestion(country.upper(), countries())
            given.report(
                "holidays",
                said(
                    "no holidays are known of the country {country}{hint}", country=shown(country), hint=hint
                ),
            )


def _check_span(given: Given) -> None:
    stretch = [key for key in ("from", "to") if key in given]
    if "business_hours" in given:
        for key in stretch:
            given.report(
                key, said("`{key}` stands beside `business_hours`: keep one of them", key=key), at_key=True
            )
    elif not stretch:
        given.report("business_hours", said("`business_hours` is missing; or give `from` and `to`"))
    start, end = (None if given[key] is None else _local(given[key]) for key in ("from", "to"))
    if start is not None and end is not None and end <= start:
        given.report("to", said("must be after `from`"))


def _local(moment: Any) -> datetime:
    return moment.local
