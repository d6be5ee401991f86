"""One form for phone numbers, countries, languages and e-mails."""

from functools import lru_cache

import phonenumbers


@lru_cache(maxsize=10_000)
def phone_and_country(text: str) -> tuple[str, str | None]:
    """A number in E.164 and its country (alpha-2); as given and None where it is no international one."""
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return text, None
    if not phonenumbers.is_possible_number(number):
        return text, None
    region = phonenumbers.region_code_for_number(number)
    country = region if region and len(region) == 2 and region.isalpha() else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), country


def country(text: str) -> str | None:
    """ISO 3166 alpha-2 in capitals; None for anything else."""
    code = text.strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def language(text: str) -> str | None:
    """A language without its region (``pt-BR`` is ``pt``); None for what is no language code."""
    code = text.strip().replace("_", "-").split("-", 1)[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None
