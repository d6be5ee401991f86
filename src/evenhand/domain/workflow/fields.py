"""Fields and tags of a contact, as steps change them: what is given becomes what the field holds."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from evenhand.domain import contacts
from evenhand.domain import model as m
from evenhand.domain.commands import Actor, UpdateContact
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.domain.workflow import values

SETTABLE: Final = ("first_name", "last_name", "email", "phone", "language", "country")
"""The fields of every contact that a step can change, beside the workspace's own."""

MAX_VALUE: Final = 10_000  # characters
MAX_SHORT: Final = 255  # characters of a standard field


class BadValue(Exception):
    """The field cannot hold the value, or there is no such field (any more)."""


def set_field(state: State, run: m.Run, field: str, value: object) -> None:
    """Give a field a value in the field's own form; an empty one clears it. Raises BadValue."""
    if field in SETTABLE:
        _update(state, run, {field: _standard(state.contacts.one(run.contact_id), field, value)})
        return
    row = next((row for row in state.custom_fields.present() if row.name == field), None)
    if row is None:
        raise BadValue
    _update(state, run, {"fields": {field: _custom(row.type, value)}})


def set_tags(state: State, run: m.Run, add: Iterable[str], remove: Iterable[str]) -> None:
    """Take tags from the contact and add others, whatever their case. Raises BadValue."""
    gone = {tag.strip().casefold() for tag in remove}
    tags = [tag for tag in state.contacts.one(run.contact_id).tags if tag.casefold() not in gone]
    known = {tag.casefold() for tag in tags}
    for tag in map(str.strip, add):
        if len(tag) > MAX_SHORT:
            raise BadValue
        if tag and tag.casefold() not in known:
            known.add(tag.casefold())
            tags.append(tag)
    _update(state, run, {"tags": tags})


def _update(state: State, run: m.Run, changes: Mapping[str, Any]) -> None:
    actor = Actor("workflow", run.workflow_id)
    command = UpdateContact(
        workspace_id=state.workspace_id, actor=actor, contact_id=run.contact_id, **changes
    )
    try:
        contacts.update(state, command)
    except Refused:
        raise BadValue from None


def _standard(contact: m.Contact, field: str, value: object) -> str | None:
    text = _text(value)
    if len(text) > MAX_SHORT:
        raise BadValue
    if not text:
        return "" if field in {"first_name", "last_name"} else None
    good: str | None = text
    if field == "email":
        good = values.as_email(text)
    elif field == "phone":
        good = values.as_phone(text, contact.country)
    if good is None:
        raise BadValue
    return good


def _custom(type_: m.FieldType, value: object) -> object:
    """The value as the field's type has it, None for nothing."""
    if value in ("", None, (), []):
        return None
    good: object
    match type_, value:
        case "number", int() | float() if not isinstance(value, bool):
            good = value
        case "boolean", bool():
            good = value
        case "list", list() | tuple():
            items = cast("Iterable[object]", value)
            good = [text for item in items if (text := _text(item))] or None
        case _:
            good = _from_text(type_, _text(value))
    if isinstance(good, str) and len(good) > MAX_VALUE:
        raise BadValue
    return good


def _from_text(type_: m.FieldType, text: str) -> object:
    if not text:
        return None
    good: object
    match type_:
        case "text":
            return text
        case "number":
            good = values.as_number(text)
        case "boolean":
            good = values.as_boolean(text)
        case "date":
            day = values.as_date(text)
            good = values.as_moment(text) if day is None else day.isoformat()
        case "list":
            good = [item for part in text.split(",") if (item := part.strip())]
    if good is None:
        raise BadValue
    return good


def _text(value: object) -> str:
    """A value as a text; several are listed."""
    match value:
        case str():
            return value.strip()
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list() | tuple():
            return ", ".join(_text(item) for item in cast("Iterable[object]", value))
        case _:
            return ""
