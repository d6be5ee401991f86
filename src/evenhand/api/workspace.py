"""The caller's workspace: its settings, custom fields and closing categories."""

from datetime import timedelta
from typing import Annotated, Any, Final

import msgspec
from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import AnyCall, Call, ManagerCall, OwnerCall, Part
from evenhand.api.requests import Body, Id, JsonRoute, Line
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import (
    CreateClosingCategory,
    CreateCustomField,
    DeleteClosingCategory,
    DeleteCustomField,
    UpdateWorkspace,
)
from evenhand.domain.errors import invalid, unfit
from evenhand.domain.model import FieldType, Workspace
from evenhand.domain.texts import said
from evenhand.domain.workflow.durations import format_duration, parse_duration
from evenhand.storage.reads import settings
from evenhand.storage.reads.users import Named

router = APIRouter(tags=["workspace"], route_class=JsonRoute)

# Bounds are checked by hand; the patterns are how durations within them are usually written.
Inactivity = Annotated[
    str,
    Field(json_schema_extra={"pattern": "^(1h|60m|[1-9]m|[1-5][0-9]m)$", "examples": ["30m"]}),
]
AutoClose = Annotated[
    str,
    Field(
        json_schema_extra={
            "pattern": "^([3-5][0-9]m|([1-9]|1[0-9]|2[0-3])h([1-5]?[0-9]m)?"
            "|([1-9]|1[0-3])d([1-9]h|1[0-9]h|2[0-3]h)?|14d)$",
            "examples": ["1h30m"],
        }
    ),
]
INACTIVITY: Final = (timedelta(minutes=1), timedelta(minutes=60))
AUTO_CLOSE: Final = (timedelta(minutes=30), timedelta(days=14))


Zone = Annotated[
    str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}$", description="Of the IANA database: Europe/Rome.")
]


class WorkspaceView(msgspec.Struct):
    """A workspace. Durations are written like `30m` or `1h30m`; ``auto_close_after`` null: off."""

    id: int
    name: str
    timezone: str
    inactivity_timeout: str
    auto_close_after: str | None
    agents_see_own_only: bool


class WorkspaceChange(Body):
    """What is given is changed. Inactivity is from 1m to 60m, closing after 30m to 14d; null: never."""

    name: Line = Field(default_factory=str)
    timezone: Zone = Field(default_factory=str)
    inactivity_timeout: Inactivity = Field(default_factory=str)
    auto_close_after: AutoClose | None = Field(default_factory=str)
    agents_see_own_only: bool = Field(default_factory=bool)


class CustomFieldView(msgspec.Struct):
    """A field that the workspace adds to its contacts."""

    id: int
    name: str
    type: FieldType


class NewCustomField(Body):
    """A field for every contact. Texts and conditions of workflows use its name."""

    name: Line
    type: FieldType


class NewClosingCategory(Body):
    """A label for why a conversation was closed."""

    name: Line


@router.get("/workspace", operation_id="get_workspace", **shows(WorkspaceView))
async def get_workspace(call: AnyCall) -> Response:
    """The caller's workspace."""
    return await _workspace(call)


@router.patch("/workspace", operation_id="change_workspace", **shows(WorkspaceView, 409))
async def change_workspace(call: OwnerCall, body: WorkspaceChange) -> Response:
    """Changes the workspace's settings."""
    given = _in_seconds(body.given())
    # A command sees its own workspace only.
    if "name" in given and await call.read(settings.name_taken, body.name):
        raise unfit("/name", said("There is a workspace {name} already.", name=body.name), "workspace_exists")
    await call.submit(UpdateWorkspace(**call.origin, **given))
    return await _workspace(call)


@router.get("/custom_fields", operation_id="list_custom_fields", **shows(Page[CustomFieldView]))
async def list_custom_fields(call: AnyCall, part: Part) -> Response:
    """All custom fields, oldest first."""
    found = await call.read(settings.custom_fields, after=part.after, limit=part.fetch)
    return part.page([CustomFieldView(row.id, row.name, row.type) for row in found], lambda field: field.id)


@router.post("/custom_fields", operation_id="create_custom_field", **shows(CustomFieldView, 409, status=201))
async def create_custom_field(call: ManagerCall, body: NewCustomField) -> Response:
    """Adds a field to all contacts."""
    field_id = await call.create(CreateCustomField(**call.origin, **body.given()))
    return responses.json(CustomFieldView(field_id, body.name, body.type), 201)


@router.delete("/custom_fields/{field_id}", operation_id="delete_custom_field", **shows(None))
async def delete_custom_field(call: ManagerCall, field_id: Id) -> Response:
    """Deletes a field; its values are no longer shown."""
    await call.submit(DeleteCustomField(**call.origin, field_id=field_id))
    return responses.nothing()


@router.get("/closing_categories", operation_id="list_closing_categories", **shows(Page[Named]))
async def list_closing_categories(call: AnyCall, part: Part) -> Response:
    """All closing categories, oldest first."""
    found = await call.read(settings.closing_categories, after=part.after, limit=part.fetch)
    return part.page([Named(row.id, row.name) for row in found], lambda category: category.id)


@router.post("/closing_categories", operation_id="create_closing_category", **shows(Named, 409, status=201))
async def create_closing_category(call: ManagerCall, body: NewClosingCategory) -> Response:
    """Makes a closing category."""
    category_id = await call.create(CreateClosingCategory(**call.origin, **body.given()))
    return responses.json(Named(category_id, body.name), 201)


@router.delete("/closing_categories/{category_id}", operation_id="delete_closing_category", **shows(None))
async def delete_closing_category(call: ManagerCall, category_id: Id) -> Response:
    """Deletes a closing category; conversations closed with it keep its name."""
    await call.submit(DeleteClosingCategory(**call.origin, category_id=category_id))
    return responses.nothing()


async def _workspace(call: Call) -> Response:
    row: Workspace | None = await call.read(settings.workspace)
    assert row is not None
    return responses.json(
        WorkspaceView(
            row.id,
            row.name,
            row.timezone,
            format_duration(timedelta(seconds=row.inactivity_timeout)),
            None
            if row.auto_close_after is None
            else format_duration(timedelta(seconds=row.auto_close_after)),
            row.agents_see_own_only,
        )
    )


def _in_seconds(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, its durations as the command takes them."""
    for key, (shortest, longest) in (("inactivity_timeout", INACTIVITY), ("auto_close_after", AUTO_CLOSE)):
        text = given.get(key)
        if text is None:
            continue
        duration = parse_duration(text)
        if duration is None or not shortest <= duration <= longest:
            detail = said(
                "Give a duration from {shortest} to {longest}, written like 30m, 1h30m or 7d.",
                shortest=format_duration(shortest),
                longest=format_duration(longest),
            )
            raise invalid(f"/{key}", detail)
        given[key] = int(duration.total_seconds())
    return given
