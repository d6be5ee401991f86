"""What is said in conversations: messages and comments."""

from fastapi import APIRouter, Response

from evenhand.api import responses
from evenhand.api.deps import AnyCall, Order, Part
from evenhand.api.requests import Body, Id, JsonRoute, Text
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import AddComment, SendMessage
from evenhand.storage.reads import messages
from evenhand.storage.reads.messages import CommentView, MessageView

router = APIRouter(tags=["conversations"], route_class=JsonRoute)


class NewMessage(Body):
    """What to send to the contact."""

    text: Text


class NewComment(Body):
    """An internal note; ``@{ana@example.com}`` mentions a user."""

    text: Text


@router.post(
    "/contacts/{contact_id}/messages", operation_id="send_message", **shows(MessageView, 409, status=201)
)
async def send_message(call: AnyCall, contact_id: Id, body: NewMessage) -> Response:
    """Writes to a contact on the channel last written on; opens a conversation if none is open."""
    made = await call.create(SendMessage(**call.origin, contact_id=contact_id, text=body.text))
    return responses.json(await call.find("message", messages.message, made), 201)


@router.get("/contacts/{contact_id}/messages", operation_id="list_messages", **shows(Page[MessageView]))
async def list_messages(call: AnyCall, contact_id: Id, part: Part, order: Order = "asc") -> Response:
    """A contact's messages in all conversations, and whether those to the contact have arrived."""
    found = await call.find("contact", messages.messages, contact_id, call.viewer, part.span(order))
    return part.page(found, lambda message: message.id)


@router.post(
    "/contacts/{contact_id}/comments", operation_id="add_comment", **shows(CommentView, 409, status=201)
)
async def add_comment(call: AnyCall, contact_id: Id, body: NewComment) -> Response:
    """Writes a note that the contact never sees."""
    made = await call.create(AddComment(**call.origin, contact_id=contact_id, text=body.text))
    return responses.json(await call.find("comment", messages.comment, made), 201)


@router.get("/contacts/{contact_id}/comments", operation_id="list_comments", **shows(Page[CommentView]))
async def list_comments(call: AnyCall, contact_id: Id, part: Part, order: Order = "asc") -> Response:
    """The notes on a contact."""
    found = await call.find("contact", messages.comments, contact_id, call.viewer, part.span(order))
    return part.page(found, lambda comment: comment.id)
