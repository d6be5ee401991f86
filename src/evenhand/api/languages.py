"""In which language the API speaks to people: what is said in English is told in the caller's."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

import msgspec
from starlette.types import Scope

from evenhand.api.heard import HEARD
from evenhand.domain.texts import Said, filled

Language = Literal["en", "it", "es", "de", "id"]

LANGUAGES: Final[frozenset[str]] = frozenset(get_args(Language))
ENGLISH: Final = "en"
"""What is written in the code, hence what whoever asks for nothing else gets."""

_PART: Final = re.compile(
    r"\s*([a-z]{1,8})(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?", re.IGNORECASE
)
_PLACE: Final = re.compile(r"{(\w+)}")
_COMMA_FOR_POINT: Final = str.maketrans(",.", ".,")

_listener: ContextVar[Scope | None] = ContextVar("listener", default=None)


def listen(scope: Scope) -> None:
    """From now on the task answers this request, and speaks its language.

    Once something has been said in it, the language stands in the scope under `language`.
    """
    _listener.set(scope)


def language_of(accepted: str) -> str:
    """The language that the header `Accept-Language` asks for, of those that Evenhand speaks."""
    best, most = ENGLISH, 0.0
    for part in accepted.split(","):
        found = _PART.fullmatch(part)
        weight = float(found[2] or 1) if found else 0.0
        if found and weight > most and found[1].lower() in LANGUAGES:
            best, most = found[1].lower(), weight
    return best


def told(what: Said, language: str) -> str:
    """What is said, in a language; in English where its catalog lacks it."""
    if language == ENGLISH:
        return str(what)
    template, values = (what.template, what.values) if what.template else _recognised(what)
    translated = _catalog(language).get(template)
    if translated is None:
        return str(what)
    return filled(translated, values, lambda value: _in(language, value))


def _in(language: str, value: object) -> object:
    """A value as people write it; in all our languages but English with a comma for the point."""
    if isinstance(value, Said):
        return told(value, language)
    return _Figure(value) if isinstance(value, int | float) else value


class _Figure:
    """A number that is written with a comma for the point where its form has one."""

    def __init__(self, value: float) -> None:
        self._value = value

    def __format__(self, form: str) -> str:
        return format(self._value, form).translate(_COMMA_FOR_POINT) if form else str(self._value)


def _hook(value: Any) -> str:
    """What a view holds that JSON does not know: something said."""
    if not isinstance(value, Said):
        raise NotImplementedError(f"a view holds {type(value)}")
    scope = _listener.get()
    if scope is None:
        return str(value)
    if "language" not in scope:
        accepted = (text for name, text in scope["headers"] if name == b"accept-language")
        scope["language"] = language_of(b",".join(accepted).decode("latin-1"))
    return told(value, scope["language"])


encode: Final = msgspec.json.Encoder(enc_hook=_hook).encode
"""Writes a view as JSON, what is said in it in the language of the request that is being answered."""


@cache
def _catalog(language: str) -> Mapping[str, str]:
    """English templates and what they are in a language."""
    file = files("evenhand") / "locales" / f"{language}.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str])


def _recognised(sentence: str) -> tuple[str, dict[str, object]]:
    """The template of a sentence that somebody else said, and its values."""
    for pattern, template in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            return template, dict(found.groupdict())
    return sentence, {}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What to recognise the templates by, those first that leave the least open."""
    templates = sorted(HEARD, key=lambda template: len(_PLACE.sub("", template)), reverse=True)
    return [(_pattern(template), template) for template in templates]


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACE.split(template)
    wanted = [f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(wanted), re.DOTALL)
