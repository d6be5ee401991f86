"""What the inbox shows beside its lists: how many are in each, lists kept under a name, who else is here."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.conversations import assignee_of
from evenhand.api.deps import AnyCall, Call
from evenhand.api.requests import Body, Id, JsonRoute, Key, Line
from evenhand.api.responses import shows
from evenhand.domain.errors import Refused, not_found
from evenhand.domain.texts import said
from evenhand.storage import inbox
from evenhand.storage.inbox import Watcher
from evenhand.storage.reads import contacts, conversations
from evenhand.storage.reads.conversations import ConversationFilter, Status, TeamCount

router = APIRouter(tags=["conversations"], route_class=JsonRoute)


class ListFilter(Body):
    """What a list of conversations is narrowed to, as `GET /conversations` takes it."""

    status: Status | None = None
    assignee: Annotated[str, Field(min_length=1, max_length=254)] | None = None
    team: Key | None = None
    channel: Key | None = None
    q: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class NewView(Body):
    """A list to keep; one of the same name is replaced."""

    name: Line
    filter: ListFilter


class ListFilterView(msgspec.Struct, omit_defaults=True):
    """What a kept list is narrowed to."""

    status: Status | None = None
    assignee: str | None = None
    team: int | None = None
    channel: int | None = None
    q: str | None = None


class InboxViewView(msgspec.Struct):
    """A list kept under a name, and how many conversations it has; at 1000 the count stops."""

    id: int
    name: str
    filter: ListFilterView
    count: int


class InboxView(msgspec.Struct):
    """How many conversations are open: one's own, nobody's, all, by team; and one's kept lists."""

    mine: int
    unassigned: int
    all: int
    teams: list[TeamCount]
    views: list[InboxViewView]


class Attention(Body):
    """Whether one is writing there."""

    typing: bool


class AttentionView(msgspec.Struct):
    """Who else looks at the conversation, and who of them is writing."""

    users: list[Watcher]


@router.get("/inbox", operation_id="get_inbox", **shows(InboxView))
async def get_inbox(call: AnyCall) -> Response:
    """How many conversations are in each list of the caller's inbox."""
    found = await call.read(conversations.counts, call.viewer)
    assert found is not None
    user_id = call.principal.user_id
    kept = [] if user_id is None else await call.read(inbox.views, user_id)
    views = [await _counted(call, view) for view in kept]
    return responses.json(InboxView(found.mine, found.unassigned, found.all, found.teams, views))


@router.post("/inbox/views", operation_id="keep_view", **shows(InboxViewView, 409, status=201))
async def keep_view(call: AnyCall, body: NewView) -> Response:
    """Keeps a list under a name, for the caller alone."""
    wanted = body.filter.model_dump(exclude_none=True)
    made = await call.read(inbox.keep_view, _somebody(call), body.name, wanted)
    return responses.json(await _counted(call, inbox.KeptView(made, body.name, wanted)), 201)


@router.delete("/inbox/views/{view_id}", operation_id="drop_view", **shows(None, 409))
async def drop_view(call: AnyCall, view_id: Id) -> Response:
    """Forgets one of the caller's lists."""
    await call.find("view", inbox.drop_view, view_id, _somebody(call))
    return responses.nothing()


@router.put("/contacts/{contact_id}/attention", operation_id="attend", **shows(AttentionView, 409))
async def attend(call: AnyCall, contact_id: Id, body: Attention) -> Response:
    """Says that the caller looks at a conversation; to be said again every few seconds."""
    if not await call.read(contacts.sees, contact_id, call.viewer):
        raise not_found("contact", contact_id)
    found = await call.read(inbox.attend, _somebody(call), contact_id, typing=body.typing)
    return responses.json(AttentionView(found))


def _somebody(call: Call) -> int:
    """The caller's user; raises Refused for a token that is nobody's."""
    if call.principal.user_id is None:
        raise Refused("conflict", "nobody", said("This token is nobody's: use one that belongs to a user."))
    return call.principal.user_id


async def _counted(call: Call, view: inbox.KeptView) -> InboxViewView:
    kept = msgspec.convert(view.filter, ListFilterView)
    wanted = ConversationFilter(
        kept.status, assignee_of(call, kept.assignee), kept.team, kept.channel, kept.q
    )
    count = await call.read(conversations.count, call.viewer, wanted)
    return InboxViewView(view.id, view.name, kept, count)
