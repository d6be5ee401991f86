"""One form for phone numbers, countries, languages and e-mails."""

from functools import lru_cache
from typing import Final

import phonenumbers

_CODES: Final = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK
YE YT ZA ZM ZW"""
COUNTRIES: Final = frozenset(_CODES.split())
"""ISO 3166-1 alpha-2: the 249 that are assigned, and XK, which is in use for Kosovo."""


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
    country = region if region in COUNTRIES else None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), country


def country(text: str) -> str | None:
    """ISO 3166 alpha-2 in capitals; None for anything else."""
    code = text.strip().upper()
    return code if code in COUNTRIES else None


def language(text: str) -> str | None:
    """A language without its region (``pt-BR`` is ``pt``); None for what is no language code."""
    code = text.strip().replace("_", "-").split("-", 1)[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else None
