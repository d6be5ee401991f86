"""What people write, as the value that is meant: numbers, dates, addresses.

Every function answers None for what is no such value, whatever stands in the text.
"""

import math
import re
import unicodedata
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

import phonenumbers

LARGEST: Final = 2**53
"""Numbers up to here are the same to everybody who reads JSON."""

MAX_EMAIL: Final = 254
MAX_URL: Final = 2_000

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,16}(?:\.[0-9]{1,16})?")
_GROUPED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?")
_THOUSANDS: Final = (
    re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}"),
    re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}"),
)
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_EITHER_FIRST: Final = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_EMAIL: Final = re.compile(
    r"[^@\s<>,;:\"()\[\]\\]+@(?:[^@\s<>,;:\"()\[\]\\./]+\.)+[^@\s<>,;:\"()\[\]\\./]{2,}"
)
_HOST: Final = re.compile(r"(?:[^\s./:@?#\\<>\"]{1,63}\.)+[^\s./:@?#\\<>\"\d][^\s./:@?#\\<>\"]{1,62}\.?")
_COORDINATES: Final = re.compile(
    r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?)[,; ] ?([+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?)"
)
_BOOLEANS: Final = {
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}


def simplified(text: str) -> str:
    """A text with case, accents and spaces folded away, as people compare what they read."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def digits(text: str) -> str:
    """The text with the digits of every script, and its many spaces and signs, as ASCII has them."""
    return "".join(_plain(c) for c in text).strip()


def _plain(character: str) -> str:
    number = unicodedata.decimal(character, None)
    if number is not None:
        return str(number)
    if character == "\N{RIGHT SINGLE QUOTATION MARK}":
        return "'"
    if character in "\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}":
        return "-"
    return " " if character.isspace() else character


def as_number(text: str) -> int | float | None:
    """A number of at most 2**53, with a decimal point or comma, and thousands apart or not.

    ``1,500`` is none: it may be one and a half or fifteen hundred.
    """
    plain = digits(text[:100])
    comma, point = _THOUSANDS
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(" ", "").replace("'", "").replace(",", ".")
    elif comma.fullmatch(plain):
        plain = plain.replace(",", "")
    elif point.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", plain):
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain) if "." in plain else int(plain)
    if abs(number) > LARGEST or not math.isfinite(number):
        return None
    return int(number) if number == int(number) else number


def as_whole_number(text: str) -> int | None:
    """A whole number."""
    number = as_number(text)
    return number if isinstance(number, int) else None


def as_date(text: str) -> date | None:
    """A day: ``2026-12-24``, ``24.12.2026``, or ``24/12/2026`` where no other day can be meant."""
    plain = digits(text[:100])
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(found[3], found[2], found[1])
    if found := _EITHER_FIRST.fullmatch(plain):
        meant = {_day(found[3], found[2], found[1]), _day(found[3], found[1], found[2])} - {None}
        return meant.pop() if len(meant) == 1 else None
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def as_phone(text: str, country: str | None) -> str | None:
    """A telephone number in E.164; one that is not international is taken as one of the country."""
    try:
        number = phonenumbers.parse(text[:100], country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_email(text: str) -> str | None:
    """An e-mail address."""
    plain = text.strip()
    return plain if len(plain) <= MAX_EMAIL and _EMAIL.fullmatch(plain) else None


def as_url(text: str) -> str | None:
    """A web address; one without `https://` gets it."""
    plain = text.strip()
    if len(plain) > MAX_URL or any(c.isspace() or not c.isprintable() for c in plain):
        return None
    if "://" not in plain:
        plain = f"https://{plain}"
    try:
        parts = urlsplit(plain)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    good = parts.scheme.lower() in {"http", "https"} and host is not None and _HOST.fullmatch(host)
    return plain if good and "@" not in parts.netloc else None


def as_location(text: str) -> str | None:
    """A place: latitude and longitude as ``41.9,12.5``, or an address in words."""
    plain = " ".join(digits(text).split())
    found = _COORDINATES.fullmatch(plain)
    if found is None:
        return plain if any(c.isalpha() for c in plain) else None
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return f"{found[1].lstrip('+')},{found[2].lstrip('+')}"


def as_boolean(text: str) -> bool | None:
    """True or false."""
    return _BOOLEANS.get(simplified(text))


def as_moment(text: str) -> str | None:
    """A date with a time (ISO 8601), as it is written."""
    plain = text.strip()
    try:
        datetime.fromisoformat(plain)
    except ValueError:
        return None
    return plain
