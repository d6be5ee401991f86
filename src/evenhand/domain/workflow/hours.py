"""Times of the week, and whether a moment lies in them, by the wall clock of a zone.

By the wall clock, because that is what an opening hour means: on the day on which the clocks go back,
what happens twice is inside twice, and what is left out in spring is inside at no moment.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Annotated, Final, final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
import msgspec

from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import amiss, described
from evenhand.domain.workflow.reading import Reading

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|(24:00))")
_WHOLE_DAY: Final = 24 * 60


class Span(msgspec.Struct, frozen=True):
    """A part of a day in minutes from its midnight; ``end`` at or before ``start`` is on the next day."""

    start: int
    end: int

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The span that stands in a document, such as ``09:00-12:30``."""
        found = _SPAN.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            return reading.report(path, amiss(value, said("a span such as `09:00-12:30`")))
        hour, minute, end_hour, end_minute, midnight = found.groups()
        end = _WHOLE_DAY if midnight else int(end_hour) * 60 + int(end_minute)
        return cls(int(hour) * 60 + int(minute), end)


Spans = Annotated[tuple[Span, ...], msgspec.Meta(max_length=24)]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """The spans of each day; a day that is not named has none."""

    mon: Spans = ()
    tue: Spans = ()
    wed: Spans = ()
    thu: Spans = ()
    fri: Spans = ()
    sat: Spans = ()
    sun: Spans = ()

    def has(self, local: datetime) -> bool:
        """Whether a moment, in its own zone, lies in one of the spans; their ends do not belong to them."""
        minute = local.hour * 60 + local.minute
        today: Spans = getattr(self, DAYS[local.weekday()])
        yesterday: Spans = getattr(self, DAYS[local.weekday() - 1])
        return any(
            span.start <= minute and (minute < span.end or span.end <= span.start) for span in today
        ) or any(minute < span.end <= span.start for span in yesterday)


@final
class Moment:
    """A day, or a time on one, by the wall clock."""

    __slots__ = ("local", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.local = datetime.combine(date.fromisoformat(source[:10]), _time(source))

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The moment that stands in a document: ``2026-12-24`` or ``2026-12-24T09:00``."""
        wanted = said("a day or a time such as `2026-12-24` or `2026-12-24T09:00`")
        if isinstance(value, str) and re.fullmatch(r"[0-9-]{10}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?", value):
            try:
                return cls(value)
            except ValueError:
                return reading.report(
                    path,
                    said(
                        "must be {wanted}: {value} is on no calendar", wanted=wanted, value=described(value)
                    ),
                )
        return reading.report(path, amiss(value, wanted))

    def within(self, zone: ZoneInfo) -> datetime:
        """The moment in a zone."""
        return self.local.replace(tzinfo=zone)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and other.local == self.local

    def __hash__(self) -> int:
        return hash(self.local)


def _time(source: str) -> time:
    return time.fromisoformat(source[11:]) if len(source) > 10 else time()


@lru_cache(maxsize=1_000)
def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of the IANA database, None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries whose holidays are known: ISO 3166 alpha-2."""
    return frozenset(code for code in holidays.list_supported_countries() if len(code) == 2)


@lru_cache(maxsize=1_000)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year."""
    return frozenset(holidays.country_holidays(country, years=year))


def is_holiday(country: str, local: datetime) -> bool:
    """Whether the day of a moment, in its own zone, is a public holiday."""
    return local.date() in holidays_of(country, local.year)
