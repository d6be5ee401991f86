"""The workspace's settings, custom fields, closing categories and API tokens."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import UNSET

from evenhand.domain import model as m
from evenhand.domain.access import user_for
from evenhand.domain.commands import (
    CreateClosingCategory,
    CreateCustomField,
    CreateToken,
    DeleteClosingCategory,
    DeleteCustomField,
    DeleteToken,
    UpdateWorkspace,
)
from evenhand.domain.errors import not_found, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said

STANDARD_FIELDS = frozenset(
    (
        *("id", "name", "first_name", "last_name", "email", "phone", "language", "country"),
        *("tags", "fields", "assignee", "conversation_status", "created_at"),
    )
)


def update_workspace(state: State, command: UpdateWorkspace) -> m.Event | None:
    """Changes what is given; None where nothing is different."""
    row = state.settings
    changed: list[str] = []
    if command.timezone is not UNSET:
        _refuse_unknown_zone(command.timezone)
    for name in ("name", "timezone", "inactivity_timeout", "auto_close_after", "agents_see_own_only"):
        value = getattr(command, name)
        if value is not UNSET and value != getattr(row, name):
            setattr(state.workspaces.edit(state.workspace_id), name, value)
            changed.append(name)
    return state.emit("workspace.updated", command.actor, data={"changed": changed}) if changed else None


def create_field(state: State, command: CreateCustomField) -> m.Event:
    """A field for every contact."""
    name = command.name.strip()
    if name in STANDARD_FIELDS:
        detail = said("Every contact has {name} already: choose another name.", name=name)
        raise unfit("/name", detail, "custom_field_name_taken")
    if any(field.name == name for field in state.custom_fields.present()):
        raise unfit(
            "/name", said("There is a custom field {name} already.", name=name), "custom_field_name_taken"
        )
    event = state.emit("custom_field.created", command.actor)
    state.custom_fields.add(event.seq, m.CustomField(state.workspace_id, event.seq, name, command.type))
    return event


def delete_field(state: State, command: DeleteCustomField) -> m.Event:
    """Its values on contacts are no longer shown."""
    if state.custom_fields.find(command.field_id) is None:
        raise not_found("custom_field", command.field_id)
    state.custom_fields.remove(command.field_id)
    return state.emit("custom_field.deleted", command.actor, subject_id=command.field_id)


def create_category(state: State, command: CreateClosingCategory) -> m.Event:
    """A label for closing."""
    name = command.name.strip()
    if any(category.name == name for category in state.closing_categories.present()):
        detail = said("There is a closing category {name} already.", name=name)
        raise unfit("/name", detail, "closing_category_name_taken")
    event = state.emit("closing_category.created", command.actor)
    state.closing_categories.add(event.seq, m.ClosingCategory(state.workspace_id, event.seq, name))
    return event


def delete_category(state: State, command: DeleteClosingCategory) -> m.Event:
    """Closed conversations keep the name."""
    if state.closing_categories.find(command.category_id) is None:
        raise not_found("closing_category", command.category_id)
    state.closing_categories.remove(command.category_id)
    return state.emit("closing_category.deleted", command.actor, subject_id=command.category_id)


def create_token(state: State, command: CreateToken) -> m.Event:
    """A token for the API, of a role, and of a user or of none."""
    user_id = None if command.user is None else user_for(state, command.user).id
    event = state.emit("token.created", command.actor)
    state.tokens.add(
        event.seq,
        m.Token(
            state.workspace_id,
            event.seq,
            command.name.strip(),
            command.role,
            command.hash,
            state.now,
            user_id,
        ),
    )
    return event


def delete_token(state: State, command: DeleteToken) -> m.Event:
    """It opens nothing any more."""
    if state.tokens.find(command.token_id) is None:
        raise not_found("token", command.token_id)
    state.tokens.remove(command.token_id)
    return state.emit("token.deleted", command.actor, subject_id=command.token_id)


def _refuse_unknown_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        detail = said("Give a time zone of the IANA database such as Europe/Rome.")
        raise unfit("/timezone", detail, "timezone_not_found") from None
