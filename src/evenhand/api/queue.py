"""The queue: who waits for whom, and what would free them."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Query, Response

from evenhand.api.deps import AnyCall, Part
from evenhand.api.requests import MAX_ID, JsonRoute, Pool
from evenhand.api.responses import Page, shows
from evenhand.domain.assignment.explain import LeftOut, unblocks
from evenhand.domain.assignment.terms import Logic, Why
from evenhand.domain.texts import Detail
from evenhand.storage.reads import queue
from evenhand.storage.reads.queue import Obstacles, Waiting
from evenhand.storage.reads.users import Named

router = APIRouter(tags=["queue"], route_class=JsonRoute)


class PoolView(msgspec.Struct):
    """Whom a contact waits for: anybody of a team, or of the workspace (``team`` null)."""

    type: Literal["team", "workspace"]
    team: Named | None


class LeftOutView(msgspec.Struct):
    """Why a user cannot take the contact now: the first rule that leaves the user out."""

    user: int
    name: str
    reason: Why
    open_contacts: int


class QueueItem(msgspec.Struct):
    """A contact that waits, in which place (1 is next) of its pool, until when at the latest.

    ``name`` is null where the caller may not see the contact. ``why`` names each user of the pool, of a pool
    over 100 the ten nearest to being eligible; ``left_out`` counts all of them by reason; ``unblocks`` says
    what would let somebody take the contact.
    """

    id: int
    contact: int
    name: str | None
    run: int
    workflow: int
    pool: PoolView
    place: int
    priority: int
    since: datetime
    until: datetime
    logic: Logic
    only_online: bool
    max_open_contacts: int | None
    why: list[LeftOutView]
    left_out: dict[Why, int]
    unblocks: list[Detail]


@router.get("/queue", operation_id="list_queue", **shows(Page[QueueItem]))
async def list_queue(
    call: AnyCall,
    part: Part,
    team: Annotated[Pool | None, Query(description="The id of a team, or `workspace`.")] = None,
    contact: Annotated[int | None, Query(ge=1, le=MAX_ID, description="The id of a contact.")] = None,
) -> Response:
    """Who waits, highest priority first, then who came first; and why nobody can take them now."""
    found = await call.read(
        queue.waiting, call.viewer, pool=team, contact=contact, after=part.after, limit=part.fetch
    )
    obstacles = await call.read(queue.obstacles, [waiting.line_id for waiting in found])
    items = [_shown(waiting, obstacles) for waiting in found]
    return part.page(items, lambda item: queue.place_key(item.priority, item.id))


def _shown(waiting: Waiting, obstacles: dict[int, Obstacles]) -> QueueItem:
    line = obstacles.get(waiting.line_id) or Obstacles([], {"excluded": 0, "not_online": 0, "full": 0})
    team = None if waiting.pool_name is None else Named(waiting.pool_id, waiting.pool_name)
    return QueueItem(
        id=waiting.id,
        contact=waiting.contact_id,
        name=waiting.name,
        run=waiting.run_id,
        workflow=waiting.workflow_id,
        pool=PoolView("workspace" if team is None else "team", team),
        place=waiting.place,
        priority=waiting.priority,
        since=waiting.since,
        until=waiting.deadline,
        logic=waiting.logic,
        only_online=waiting.only_online,
        max_open_contacts=waiting.max_open_contacts,
        why=[_why(user) for user in line.left_out],
        left_out=line.counts,
        unblocks=unblocks(line.left_out, waiting.pool_name, waiting.max_open_contacts),
    )


def _why(user: LeftOut) -> LeftOutView:
    return LeftOutView(user.user_id, user.name, user.reason, user.open_contacts)
