"""What people write, as the value that is meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.workflow import values
from evenhand.domain.workflow.saving import MAX_ITEMS, MAX_TEXT, kept

HOSTILE = [
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "1e999",
        "1e5",
        "0x10",
        "1_000",
        "٣x",
        "--1",
        "+-1",
    ),
    *(
        "9" * 40,
        "9" * 100_000,
        "1." + "0" * 100_000,
        "½",
        "²",
        "①",
        "Ⅷ",
        "一",
        "1\n2",
        "1 2",
        "1,2,3",
        "1.2.3",
        ".",
    ),
    *(
        "0000-00-00",
        "0000-01-01",
        "9999-99-99",
        "2026-02-30",
        "30.02.2026",
        "13/13/2026",
        "2026-1",
        "99999-01-01",
    ),
    *("@", "a@b", "a@@b.it", "a b@c.it", "a@b..it", "<a@b.it>", "a@b.it, c@d.it", "a@" + "b" * 300 + ".it"),
    *(
        "http://",
        "ftp://a.it",
        "javascript:alert(1)",
        "http://a",
        "http://u:p@a.it",
        "http://a.it:99999",
        "http://[::1]",
    ),
    *("{{ contact.email }}", "\ud800", "\u202e12", "-", "+"),
]
"""Of these hardly any is anything but a text."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        (" -3 ", -3),
        ("+7", 7),
        ("0", 0),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0,125", 0.125),
        ("1 234", 1234),
        ("1\N{NARROW NO-BREAK SPACE}234,5", 1234.5),
        ("1'234.50", 1234.5),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("12.0", 12),
        ("٣٤", 34),
        ("\uff11\uff12", 12),
        ("\N{MINUS SIGN}4", -4),
        (str(2**53), 2**53),
    ],
)
def test_numbers(text: str, number: float) -> None:
    assert values.as_number(text) == number
    assert type(values.as_number(text)) is type(number)


@pytest.mark.parametrize("text", [*HOSTILE, "1,500", "twelve", str(2**53 + 1), "12 34", "1234 567"])
def test_what_is_no_number(text: str) -> None:
    assert values.as_number(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        (" 2026-1-2 ", date(2026, 1, 2)),
        ("24.12.2026", date(2026, 12, 24)),
        ("1. 2. 2026", date(2026, 2, 1)),
        ("24/12/2026", date(2026, 12, 24)),
        ("12/24/2026", date(2026, 12, 24)),
        ("05-05-2026", date(2026, 5, 5)),
        ("٢٠٢٦-١٢-٢٤", date(2026, 12, 24)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_dates(text: str, day: date) -> None:
    assert values.as_date(text) == day


@pytest.mark.parametrize(
    "text", [*HOSTILE, "03/04/2026", "24.12.26", "2026-02-29", "tomorrow", "2026-12-24T09:00"]
)
def test_what_is_no_date(text: str) -> None:
    assert values.as_date(text) is None


@pytest.mark.parametrize("text", ["a@b.it", " ana.diaz+x@mail.example.com ", "Ä@ö.de"])
def test_emails(text: str) -> None:
    assert values.as_email(text) == text.strip()


@pytest.mark.parametrize("text", [*HOSTILE, "ana", "ana@home", "ana@.it", f"{'a' * 250}@b.it"])
def test_what_is_no_email(text: str) -> None:
    assert values.as_email(text) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.it/x?y=1#z", "https://a.it/x?y=1#z"),
        ("HTTP://A.it", "HTTP://A.it"),
        ("a.it", "https://a.it"),
        ("www.münchen.de/weg", "https://www.münchen.de/weg"),
        ("https://a.it:8443/", "https://a.it:8443/"),
    ],
)
def test_urls(text: str, url: str) -> None:
    assert values.as_url(text) == url


@pytest.mark.parametrize(
    "text", [*HOSTILE, "hello", "http://1.2.3.4", "see a.it", f"https://a.it/{'x' * 2_000}"]
)
def test_what_is_no_url(text: str) -> None:
    assert values.as_url(text) is None


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("+39 06 1234 5678", None, "+390612345678"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("(650) 253-0000", "US", "+16502530000"),
    ],
)
def test_phone_numbers(text: str, country: str | None, number: str) -> None:
    assert values.as_phone(text, country) == number


@pytest.mark.parametrize("text", ["06 1234 5678", "12", "hello", "", "+39", "\0", "+" + "1" * 100_000])
def test_what_is_no_phone_number(text: str) -> None:
    assert values.as_phone(text, None) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("41.9, 12.5", "41.9,12.5"),
        ("-33.8688;+151.2093", "-33.8688,151.2093"),
        ("\u0664\u0661.\u0669 \u0661\u0662.\u0665", "41.9,12.5"),
        ("Via Roma 1,\n Milano", "Via Roma 1, Milano"),
    ],
)
def test_places(text: str, place: str) -> None:
    assert values.as_location(text) == place


@pytest.mark.parametrize("text", ["", "12", "91,0", "0,181", "-90.5 0", "...", "41.9,12.5,3"])
def test_what_is_no_place(text: str) -> None:
    assert values.as_location(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), (" TRUE", True), ("No", False), ("0", False), ("ja", None)]
)
def test_true_and_false(text: str, value: bool | None) -> None:
    assert values.as_boolean(text) is value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crème  Brûlée", " creme brulee"),
        ("STRASSE", "straße"),
        ("\uff33\uff41\uff4c\uff45\uff53", "sales"),
        ("İ", "i"),
    ],
)
def test_case_accents_and_spaces_make_no_difference(one: str, other: str) -> None:
    assert values.simplified(one) == values.simplified(other)


@given(st.text())
def test_every_text_is_something_or_nothing(text: str) -> None:
    for read in (values.as_number, values.as_date, values.as_email, values.as_url, values.as_location):
        read(text)
    values.as_phone(text, "IT")
    values.as_boolean(text)
    values.simplified(text)


def test_what_comes_from_outside_is_kept_within_bounds() -> None:
    assert kept("x" * 20_000) == "x" * MAX_TEXT
    assert kept("a\0b") == "ab"
    assert kept([1, "two", {"a": 1}, [3]]) == [1, "two", None, None]
    assert len(kept(list(range(1_000)))) == MAX_ITEMS
    assert [kept(value) for value in (2**63, -(2**70), 1e400, {"a": 1}, None)] == [None] * 5
    assert [kept(value) for value in (True, 0, 1.5)] == [True, 0, 1.5]
