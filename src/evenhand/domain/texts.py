"""What is said to people: English, and what it takes to say the same in another language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, LiteralString, Self, cast

from msgspec import Meta


class Said(str):
    """A sentence, or a part of one, in English; whoever knows no more of it has just a text.

    ``template`` is what it was made from, with the names of ``values`` in braces. A value may itself be
    said; a tuple is several of them, told one after the other. What somebody else said has no template.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, text: str, template: str, values: Mapping[str, object]) -> Self:
        self = super().__new__(cls, text)
        self.template, self.values = template, values
        return self


Detail = Annotated[Said, Meta(extra_json_schema={"type": "string"})]
"""What is said, where the API shows it: its schema is that of a text."""


def said(template: LiteralString, /, **values: object) -> Said:
    """A sentence of our own. Its template stands in every catalog, hence is never put together."""
    return Said(filled(template, values), template, values)


def heard(sentence: str) -> Said:
    """A sentence that was not made here: of a library, or kept from an earlier day."""
    return sentence if isinstance(sentence, Said) else Said(sentence, "", {})


def either(parts: Sequence[str]) -> str:
    """One of several: a, b or c."""
    *most, last = parts
    return said("{most} or {last}", most=tuple(most), last=last) if most else last


def filled(
    template: str, values: Mapping[str, object], tell: Callable[[object], object] = lambda value: value
) -> str:
    """A template with its values in it, each as ``tell`` gives it."""

    def told(value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(f"{told(each)}" for each in cast("tuple[object, ...]", value))
        return tell(value)

    return template.format_map({name: told(value) for name, value in values.items()})
