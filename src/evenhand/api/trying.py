"""Trying a workflow out: fake contacts, fake agents and a fake clock; nothing is sent and nothing is kept."""

import asyncio
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import ManagerCall
from evenhand.api.documents import aside
from evenhand.api.errors import Problem
from evenhand.api.requests import Body, JsonRoute
from evenhand.api.responses import shows
from evenhand.domain.errors import Flaw, invalid
from evenhand.domain.workflow.durations import format_duration, parse_duration
from evenhand.domain.workflow.problems import Problem as Wrong
from evenhand.virtual.scenario import Unusable
from evenhand.virtual.trying import MAX_SPAN, Tried, try_out

router = APIRouter(tags=["workflows"], route_class=JsonRoute)

WORKFLOW: Final = "/workflows/0"
"""Where the workflow stands in the story that is played."""

Anything = Annotated[
    dict[str, Any],
    Field(json_schema_extra={"additionalProperties": {"$ref": "#/components/schemas/Value"}}),
]


class Story(Body):
    """A workflow, and what happens to it, as in a scenario file: who is there, and what happens when.

    ``until`` moves the clock on beyond the last entry; all times are since ``start``.
    """

    document: Anything
    workspace: Anything = Field(default_factory=dict)
    timeline: Annotated[list[Anything], Field(max_length=500)] = Field(default_factory=list)
    start: Annotated[str, Field(max_length=40, examples=["2026-03-02T09:00:00Z"])] | None = None
    until: Annotated[str, Field(max_length=20, examples=["15m"])] | None = None


@router.post("/workflows/try", operation_id="try_workflow", **shows(Tried))
async def try_workflow(call: ManagerCall, body: Story) -> Response:  # noqa: ARG001 - who may
    """Plays a story in memory, and says what happened and what is there at its end."""
    until = _span(body.until)
    story = body.model_dump(include={"workspace", "timeline", "start"}, exclude_none=True)
    try:
        tried = await aside(lambda: asyncio.run(try_out(story, body.document, until)))
    except Unusable as error:
        flaws = [Flaw(_place(each), each.detail) for each in error.problems]
        raise Problem(422, "cannot_be_tried", "The story cannot be played; see errors.", flaws) from None
    return responses.json(tried)


def _span(text: str | None) -> timedelta | None:
    if text is None or text == "0s":
        return None
    span = parse_duration(text)
    if span is None or span > MAX_SPAN:
        raise invalid("/until", f"Give a duration of at most {format_duration(MAX_SPAN)}, such as 15m or 7d.")
    return span


def _place(problem: Wrong) -> str:
    """Where a problem stands in what was sent."""
    if problem.path.startswith(WORKFLOW):
        return "/document" + problem.path.removeprefix(WORKFLOW)
    return problem.path
