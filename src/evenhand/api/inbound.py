"""The custom channel's door: what contacts wrote, one by one or in batches.

By far the most frequent call, hence plain routes that decode with msgspec (ADR 0008).
"""

import asyncio
import hashlib
import re
from datetime import timedelta
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from evenhand.api import errors, requests
from evenhand.api.auth import CHALLENGE
from evenhand.api.deps import Services, fingerprint
from evenhand.api.errors import Problem
from evenhand.api.languages import encode
from evenhand.api.requests import MAX_ID, NO_NUL
from evenhand.domain.commands import CONTACT, Answer, Profile, ReceiveMessage, RepeatKey
from evenhand.domain.errors import Flaw
from evenhand.domain.texts import heard, said
from evenhand.engine.errors import Overloaded

MAX_MESSAGES: Final = 1_000
KEEP_IDS: Final = timedelta(days=8)  # providers send again for up to seven days
TOKEN: Final = re.compile(rb"bearer +(ehc_(\d{1,18})_[\w-]{1,100}) *", re.IGNORECASE)
PLACE: Final = re.compile(r"(?P<what>.*?)(?: - at `(?P<key>key in )?\$(?P<place>.*)`)?", re.DOTALL)

Key = Annotated[str, Meta(min_length=1, max_length=255, extra_json_schema=NO_NUL)]
Short = Annotated[str, Meta(max_length=255, extra_json_schema=NO_NUL)]
Text = Annotated[str, Meta(min_length=1, max_length=10_000, extra_json_schema=NO_NUL)]


EITHER: Final = {
    "items": {
        "anyOf": [{"$ref": "#/components/schemas/Received"}, {"$ref": "#/components/schemas/ProblemView"}]
    }
}


class Sender(Struct, forbid_unknown_fields=True):
    """What the channel knows of the contact. ``external_id`` is who it is there, and stays the same."""

    external_id: Key
    first_name: Short | None = None
    last_name: Short | None = None
    email: Short | None = None
    phone: Short | None = None
    language: Short | None = None
    country: Short | None = None


class Inbound(Struct, forbid_unknown_fields=True):
    """A message of a contact: its ``text``, or the ``choice`` among those that were offered."""

    message_id: Key
    contact: Sender
    text: Text | None = None
    choice: Text | None = None


class InboundBatch(Struct, forbid_unknown_fields=True):
    """Messages (``Inbound``), each taken or refused for itself."""

    messages: Annotated[
        list[msgspec.Raw], Meta(min_length=1, max_length=MAX_MESSAGES, description="Each an `Inbound`.")
    ]


class Received(Struct):
    """The message is kept. ``duplicate``: it had been already, under the same ``message_id``."""

    contact: int
    conversation: int
    message: int
    duplicate: bool


class ReceivedBatch(Struct):
    """What became of each message, in their order: a ``Received`` or a problem."""

    items: Annotated[list[Any], Meta(extra_json_schema=EITHER)]


_decode_one: Final = msgspec.json.Decoder(Inbound).decode
_decode_batch: Final = msgspec.json.Decoder(InboundBatch).decode


class Caller(Struct):
    """The channel that a call claims to come from; the domain compares the hash of its token."""

    workspace_id: int
    channel_id: int
    token_hash: str


def routes(services: Services, base: str) -> list[Route]:
    """The routes, to stand before all others."""
    return [
        Route(base + door.path_format.replace("}", ":int}"), door, methods=["POST"])
        for door in (One(services), Batch(services))
    ]


class One:
    """Takes what a contact wrote; the same `message_id` has its effect once, for eight days."""

    path_format: Final = "/channels/{channel_id}/inbound"
    operation_id: Final = "receive_message"
    takes: Final = Inbound
    gives: Final = Received

    def __init__(self, services: Services) -> None:
        self._lanes = services.engine.lanes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = _caller(scope)
        command = _command(caller, await _body(scope, receive))
        received = _received(await self._lanes.put(command))
        await Response(encode(received), media_type="application/json")(scope, receive, send)


class Batch:
    """Takes up to a thousand messages, each answered for itself: those that can be are kept."""

    path_format: Final = "/channels/{channel_id}/inbound/batch"
    operation_id: Final = "receive_messages"
    takes: Final = InboundBatch
    gives: Final = ReceivedBatch

    def __init__(self, services: Services) -> None:
        self._lanes = services.engine.lanes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller = _caller(scope)
        body = await _body(scope, receive)
        try:
            raws = _decode_batch(body).messages
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise _unreadable(error) from None
        results = await self._take(caller, raws)
        first = results[0]
        if isinstance(first, Problem) and all(_is_of_all(first, each) for each in results):
            raise first
        number = scope["request_id"]
        items = [errors.view(each, number) if isinstance(each, Problem) else each for each in results]
        await Response(encode(ReceivedBatch(items)), media_type="application/json")(scope, receive, send)

    async def _take(self, caller: Caller, raws: list[msgspec.Raw]) -> list[Received | Problem]:
        waiting = [self._put(caller, raw) for raw in raws]
        futures = [each for each in waiting if isinstance(each, asyncio.Future)]
        if futures:
            await asyncio.wait(futures)
        return [_outcome(each) for each in waiting]

    def _put(self, caller: Caller, raw: msgspec.Raw) -> asyncio.Future[Answer] | Problem:
        try:
            return self._lanes.put(_command(caller, bytes(raw)))
        except (Problem, Overloaded) as error:
            return errors.problem_of(error)


def _is_of_all(first: Problem, other: Received | Problem) -> bool:
    """Whether a problem is none of single messages: no way in, or nothing can be taken at the moment."""
    return first.status_code in {401, 503} and isinstance(other, Problem) and other.code == first.code


def _outcome(waited: asyncio.Future[Answer] | Problem) -> Received | Problem:
    if isinstance(waited, Problem):
        return waited
    error = waited.exception()
    return _received(waited.result()) if error is None else errors.problem_of(error)


def _received(answer: Answer) -> Received:
    event = answer.event
    assert event is not None
    assert event.contact_id is not None
    assert event.conversation_id is not None
    return Received(event.contact_id, event.conversation_id, event.seq, answer.duplicate)


def _caller(scope: Scope) -> Caller:
    """Who calls, as far as the request itself shows it; raises the problem 401."""
    channel_id = scope["path_params"]["channel_id"]
    if not 1 <= channel_id <= MAX_ID:
        raise Problem(
            404, "channel_not_found", said("There is no channel {channel_id}.", channel_id=channel_id)
        )
    for name, value in scope["headers"]:
        if name == b"authorization" and (match := TOKEN.fullmatch(value)):
            return Caller(int(match[2]), channel_id, hashlib.sha256(match[1]).hexdigest())
    raise Problem(401, "invalid_channel_token", said("Send the channel's token (ehc_…)."), headers=CHALLENGE)


async def _body(scope: Scope, receive: Receive) -> bytes:
    request = Request(scope, receive)
    requests.require_json(request)
    return await request.body()


def _command(caller: Caller, body: bytes) -> ReceiveMessage:
    """The command that a message is; raises a problem that says what is wrong with it."""
    try:
        inbound = _decode_one(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(error) from None
    if b"\\u0000" in body:
        requests.decode(body)  # raises where it is a NUL character
    text = inbound.text if inbound.choice is None else inbound.choice
    if text is None or (inbound.text is not None and inbound.choice is not None):
        flaw = Flaw("/text", said("Give either text or choice."))
        raise Problem(422, "invalid_value", flaw.detail, (flaw,))
    name = b"inbound\n%d\n%s" % (caller.channel_id, inbound.message_id.encode())
    contact = inbound.contact
    return ReceiveMessage(
        workspace_id=caller.workspace_id,
        actor=CONTACT,
        key=RepeatKey(fingerprint(name), None, KEEP_IDS),
        channel_id=caller.channel_id,
        token_hash=caller.token_hash,
        profile=Profile(
            contact.external_id,
            contact.first_name,
            contact.last_name,
            contact.email,
            contact.phone,
            contact.language,
            contact.country,
        ),
        text=text,
    )


def _unreadable(error: Exception) -> Problem:
    """What is wrong with a body, and where."""
    if not isinstance(error, msgspec.ValidationError):
        reason = said("it is nested too deeply") if isinstance(error, RecursionError) else heard(str(error))
        return Problem(400, "malformed_json", said("The body is not valid JSON: {reason}.", reason=reason))
    match = PLACE.fullmatch(str(error))
    assert match is not None
    pointer = (match["place"] or "").replace(".", "/").replace("[", "/").replace("]", "")
    flaw = Flaw(pointer, heard(match["what"]))
    return Problem(422, "invalid_value", said("Something in what was sent is wrong; see errors."), (flaw,))
