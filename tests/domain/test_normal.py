import phonenumbers
import pytest

from evenhand.domain import normal


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("+34 600 00 00 01", ("+34600000001", "ES")),
        ("+1 (212) 555-0100", ("+12125550100", "US")),
        ("0034600000001", ("0034600000001", None)),
        ("600000001", ("600000001", None)),
        ("+800 1234 5678", ("+80012345678", None)),
        ("ext. 12", ("ext. 12", None)),
    ],
)
def test_a_number_is_written_in_one_form_and_says_its_country(
    given: str, kept: tuple[str, str | None]
) -> None:
    assert normal.phone_and_country(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("es", "ES"),
        (" Fr ", "FR"),
        ("GB", "GB"),
        ("XK", "XK"),
        ("UK", None),
        ("ZZ", None),
        ("Spain", None),
        ("", None),
    ],
)
def test_a_country_is_one_that_there_is(given: str, kept: str | None) -> None:
    assert normal.country(given) == kept


def test_all_countries_are_known_and_nothing_else() -> None:
    assert len(normal.COUNTRIES) == 249 + 1
    # Ascension and Tristan da Cunha have telephone numbers of their own and are no countries.
    others = phonenumbers.SUPPORTED_REGIONS - normal.COUNTRIES
    assert others == {"AC", "TA"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [("pt-BR", "pt"), ("zh_Hant_TW", "zh"), (" EN", "en"), ("fil", "fil"), ("x", None), ("español", None)],
)
def test_a_language_goes_without_its_region(given: str, kept: str | None) -> None:
    assert normal.language(given) == kept
