"""Answers to questions: what counts as one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Literal

from evenhand.domain import model as m
from evenhand.domain.workflow import values

QuestionType = Literal[
    "text", "multiple_choice", "number", "date", "phone", "email", "url", "rating", "location"
]

RATING: Final = (1, 5)
"""The least and the best rating, unless the question says otherwise."""

MAX_ANSWER: Final = 10_000  # characters


def read_answer(
    kind: QuestionType, text: str, choices: Sequence[str], least: Any, most: Any, contact: m.Contact
) -> Any:
    """The value that a text answers the question with, None where it does not."""
    if kind == "multiple_choice":
        return _choice(text, choices)
    if kind == "phone":
        return values.as_phone(text, contact.country)
    value = _READ[kind](text)
    if value is None:
        return None
    size = len(value) if kind == "text" else value
    if (least is not None and size < least) or (most is not None and size > most):
        return None
    return value.isoformat() if isinstance(value, date) else value


def _choice(text: str, choices: Sequence[str]) -> str | None:
    """A choice by its label, case, accents and spaces aside, or else by its number."""
    said = values.simplified(text)
    for choice in choices:
        if values.simplified(choice) == said:
            return choice
    number = values.as_whole_number(text.strip().removesuffix("."))
    return choices[number - 1] if number is not None and 1 <= number <= len(choices) else None


def _any_text(text: str) -> str | None:
    plain = text.strip()
    return plain if plain and len(plain) <= MAX_ANSWER else None


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "text": _any_text,
    "number": values.as_number,
    "date": values.as_date,
    "email": values.as_email,
    "url": values.as_url,
    "rating": values.as_whole_number,
    "location": values.as_location,
}
