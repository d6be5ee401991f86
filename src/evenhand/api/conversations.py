"""The inbox: conversations found by filters."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from evenhand.api.deps import AnyCall, Call, Part
from evenhand.api.requests import MAX_ID, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.texts import said
from evenhand.storage.reads import conversations
from evenhand.storage.reads.conversations import ConversationFilter, ConversationView, Status

router = APIRouter(tags=["conversations"], route_class=JsonRoute)

Assignee = Annotated[
    str | None, Query(max_length=254, description="A user's id or e-mail; `me`; `none`: nobody's.")
]
Thing = Annotated[int | None, Query(ge=1, le=MAX_ID)]
Search = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="What a name, e-mail or phone number begins with; of the thousand newest conversations "
        "also any part of these or of a message.",
    ),
]

Contacts = Annotated[
    list[Annotated[int, Field(ge=1, le=MAX_ID)]] | None,
    Query(max_length=50, description="Ids of contacts: only their conversations."),
]


@router.get("/conversations", operation_id="list_conversations", **shows(Page[ConversationView], 409))
async def list_conversations(
    call: AnyCall,
    part: Part,
    status: Status | None = None,
    assignee: Assignee = None,
    team: Thing = None,
    channel: Thing = None,
    q: Search = None,
    contact: Contacts = None,
) -> Response:
    """Conversations that the caller may see, newest activity first; `team`: those of its members."""
    wanted = ConversationFilter(status, assignee_of(call, assignee), team, channel, q, contact)
    found = await call.read(
        conversations.conversations, call.viewer, wanted, before=part.before, limit=part.fetch
    )
    return part.page(found, lambda conversation: conversation.activity)


def assignee_of(call: Call, given: str | None) -> str | int | None:
    """A user's id, an e-mail or ``none``."""
    if given == "me":
        if call.principal.user_id is None:
            detail = said("This token is nobody's: give an id or e-mail.")
            raise Refused("conflict", "nobody", detail, (Flaw("query/assignee", detail),))
        return call.principal.user_id
    is_id = given is not None and given.isascii() and given.isdigit() and 1 <= int(given) <= MAX_ID
    return int(given) if given is not None and is_id else given
