"""The gallery: workflows that come with Evenhand, with parameters to be filled in."""

import re
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

import msgspec

from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.parameters import Parameter, parameters_of
from evenhand.domain.workflow.problems import suggestion
from evenhand.domain.workflow.source import Source, parse_yaml

_FOLDER: Final = "templates"
_ENDING: Final = ".yaml"
_WORDS: Final = re.compile(r"[a-z0-9]+")


class Template(msgspec.Struct, frozen=True):
    """A workflow of the gallery. ``file`` is its name as a file, without folder and ending."""

    name: str
    file: str
    description: str
    parameters: tuple[Parameter, ...]


class UnknownTemplate(Exception):
    """There is no template of that name; ``reason`` says which are near."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason)
        self.reason = reason


def templates() -> list[Template]:
    """All of them, by name."""
    return sorted(_all(), key=lambda template: template.name)


def source_of(name: str) -> Source:
    """The document of a template, called by its file or by its name. Raises UnknownTemplate."""
    wanted = slug(name.strip().removesuffix(_ENDING))
    for template in _all():
        if wanted in {template.file, slug(template.name)}:
            return _sources()[template.file]
    known = [template.file for template in templates()]
    hint = suggestion(wanted, known) or said("; there are {known}", known=tuple(known))
    raise UnknownTemplate(said("There is no template {name}{hint}.", name=name, hint=hint))


def slug(name: str) -> str:
    """A name as that of a file: small letters and digits, with a hyphen between words."""
    return "-".join(_WORDS.findall(name.lower()))


@cache
def _sources() -> dict[str, Source]:
    folder = files("evenhand") / _FOLDER
    found = {file.name: file for file in folder.iterdir() if file.name.endswith(_ENDING)}
    return {
        name.removesuffix(_ENDING): parse_yaml(found[name].read_text(encoding="utf-8"))
        for name in sorted(found)
    }


@cache
def _all() -> tuple[Template, ...]:
    return tuple(_template(file, source) for file, source in _sources().items())


def _template(file: str, source: Source) -> Template:
    document = cast("dict[str, Any]", source.data)
    parameters, _ = parameters_of(source)
    return Template(document["name"], file, document["description"], parameters)
