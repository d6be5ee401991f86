"""Durations as the format writes them: ``45s``, ``15m``, ``1h30m``, ``7d``."""

import re
from datetime import timedelta
from typing import Final

LONGEST: Final = timedelta(days=7)
"""What a step may wait at most."""

_DURATION: Final = re.compile(
    r"(?:(?P<days>[0-9]{1,9})d)?(?:(?P<hours>[0-9]{1,9})h)?"
    r"(?:(?P<minutes>[0-9]{1,9})m)?(?:(?P<seconds>[0-9]{1,9})s)?"
)


def parse_duration(text: str) -> timedelta | None:
    """The duration that a text writes, None where it writes none."""
    found = _DURATION.fullmatch(text)
    if found is None or not text:
        return None
    parts = {unit: int(number) for unit, number in found.groupdict().items() if number is not None}
    try:
        return timedelta(**parts)
    except OverflowError:
        return None


def format_duration(duration: timedelta) -> str:
    """A duration of whole seconds as the format writes it: ``1h30m``."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"), (seconds, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"
