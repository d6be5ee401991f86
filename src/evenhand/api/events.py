"""The log: of the workspace, of a contact, and why a contact was assigned."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from evenhand.api.deps import AnyCall, Order, Part
from evenhand.api.requests import MAX_ID, Id, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.storage.reads import events
from evenhand.storage.reads.events import DecisionView, EventView

router = APIRouter(tags=["events"], route_class=JsonRoute)

After = Annotated[int, Query(ge=0, le=MAX_ID, description="The `seq` of the last event that is known.")]


@router.get("/events", operation_id="list_events", **shows(Page[EventView]))
async def list_events(call: AnyCall, part: Part, after: After = 0) -> Response:
    """The workspace's log, gapless and in order; agents are spared what concerns contacts of others."""
    found = await call.read(events.events, call.viewer, after=part.after or after, limit=part.fetch)
    return part.page(found, lambda event: event.seq)


@router.get("/contacts/{contact_id}/events", operation_id="list_contact_events", **shows(Page[EventView]))
async def list_contact_events(call: AnyCall, contact_id: Id, part: Part, order: Order = "asc") -> Response:
    """A contact's history."""
    found = await call.find("contact", events.of_contact, contact_id, call.viewer, part.span(order))
    return part.page(found, lambda event: event.seq)


@router.get("/contacts/{contact_id}/decisions", operation_id="list_decisions", **shows(Page[DecisionView]))
async def list_decisions(call: AnyCall, contact_id: Id, part: Part, order: Order = "asc") -> Response:
    """Every assignment of a contact: to whom, why, and why not to others."""
    found = await call.find("contact", events.decisions, contact_id, call.viewer, part.span(order))
    return part.page(found, lambda decision: decision.id)
