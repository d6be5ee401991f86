"""Trying a workflow out: fake contacts, fake agents and a fake clock; nothing is sent and nothing is kept."""

from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import ManagerCall
from evenhand.api.documents import aside
from evenhand.api.requests import Body, JsonRoute
from evenhand.api.responses import shows
from evenhand.virtual.trying import Tried, try_out

router = APIRouter(tags=["workflows"], route_class=JsonRoute)

Anything = Annotated[
    dict[str, Any],
    Field(json_schema_extra={"additionalProperties": {"$ref": "#/components/schemas/Value"}}),
]


class Story(Body):
    """A workflow, and what happens to it, as in a scenario file: who is there, and what happens when.

    ``workflows`` are others beside it; ``until`` moves the clock on beyond the last entry. Times are since
    ``start``.
    """

    document: Anything
    workflows: Annotated[list[Anything], Field(max_length=20)] = Field(default_factory=list)
    workspace: Anything = Field(default_factory=dict)
    timeline: Annotated[list[Anything], Field(max_length=500)] = Field(default_factory=list)
    start: Annotated[str, Field(max_length=40, examples=["2026-03-02T09:00:00Z"])] | None = None
    until: Annotated[str, Field(max_length=20, examples=["15m"])] | None = None


@router.post("/workflows/try", operation_id="try_workflow", **shows(Tried))
async def try_workflow(call: ManagerCall, body: Story) -> Response:  # noqa: ARG001 - who may
    """Plays a story in memory, and says what happened and what is there at its end."""
    return responses.json(await aside(try_out, body.model_dump(exclude_none=True)))
