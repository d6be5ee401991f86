"""A workflow document as a YAML file, so that reading it gives the same document back."""

import json
from io import StringIO
from typing import Any, Final, cast

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import LiteralScalarString

from evenhand.domain.workflow.source import parse_yaml

WIDTH: Final = 1_000_000
"""Lines are never broken: a text stays as it was written."""


def write_yaml(document: dict[str, Any]) -> str:
    """The file of a document; the same document always gives the same file."""
    text = _dump(_plain(document))
    if _is(document, text):
        return text
    # JSON is YAML too; in ASCII it leaves nothing to interpretation.
    return json.dumps(document, indent=2) + "\n"


def update_yaml(text: str, document: dict[str, Any]) -> str:
    """A file after a change of its document: what stays the same keeps its comments and its form."""
    if _is(document, text):
        return text
    try:
        old = _yaml().load(text)
        changed = _dump(_merged(old, document))
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return write_yaml(document)
    return changed if _is(document, changed) else write_yaml(document)


def _yaml() -> Any:
    yaml: Any = YAML()
    yaml.width = WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(data: Any) -> str:
    stream = StringIO()
    _yaml().dump(data, stream)
    return stream.getvalue()


def _is(document: dict[str, Any], text: str) -> bool:
    """Whether a file holds exactly this document, 1 being neither true nor 1.0."""
    source = parse_yaml(text)
    if source.problems:
        return False
    return msgspec.json.encode(source.data) == msgspec.json.encode(document)


def _plain(value: Any) -> Any:
    """A value as it is written where nothing is there before: a text of several lines as such."""
    match value:
        case str() if "\n" in value:
            return LiteralScalarString(value)
        case dict():
            return {key: _plain(inner) for key, inner in cast("dict[str, Any]", value).items()}
        case list():
            return [_plain(inner) for inner in cast("list[Any]", value)]
        case _:
            return value


def _merged(old: Any, new: Any) -> Any:
    """The old value, which knows its comments, with the content of the new one."""
    if isinstance(old, dict) and isinstance(new, dict):
        return _merged_mapping(cast("dict[str, Any]", old), cast("dict[str, Any]", new))
    if isinstance(old, list) and isinstance(new, list):
        return _merged_list(old, cast("list[Any]", new))
    same = old == new and isinstance(old, bool) == isinstance(new, bool)
    return cast("Any", old) if same else _plain(new)


def _merged_list(old: Any, new: list[Any]) -> list[Any]:
    """Each item with what is known of the one that it was; without a name, of the one in its place.

    The comment behind an item that ends on its own line is the list's, which forgets it with the item.
    """
    places = {_name(item) or at: at for at, item in enumerate(old)}
    before, comments = [*old], {**old.ca.items}
    old.clear()
    for at, item in enumerate(new):
        place = places.get(_name(item) or at)
        old.append(_plain(item) if place is None else _merged(before[place], item))
        if place in comments:
            old.ca.items[at] = comments.pop(place)
    return old


def _merged_mapping(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, value in new.items():
        old[key] = _merged(old[key], value) if key in old else _plain(value)
    return old


def _name(item: Any) -> str | None:
    """By what an item of a list is the same as before: a step's id, a branch's name, the text itself."""
    if isinstance(item, str):
        return item
    if not isinstance(item, dict):
        return None
    fields = cast("dict[str, Any]", item)
    name = fields.get("id", fields.get("name"))
    return f"{name}" if isinstance(name, str) else None
