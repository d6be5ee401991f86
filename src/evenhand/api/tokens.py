"""API tokens."""

from fastapi import APIRouter, Response

from evenhand.api import responses
from evenhand.api.auth import TOKEN_PREFIX, digest, new_secret
from evenhand.api.deps import OwnerCall, Part, created
from evenhand.api.requests import Body, Id, JsonRoute, Line, UserKey
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import CreateToken, DeleteToken
from evenhand.domain.model import Role
from evenhand.storage.reads import access
from evenhand.storage.reads.access import TokenView

router = APIRouter(tags=["tokens"], route_class=JsonRoute)


class NewToken(Body):
    """A token of a role. With ``user`` (id or e-mail) it acts as that person and can do no more."""

    name: Line
    role: Role
    user: UserKey | None = None


class MadeToken(TokenView):
    """A new token, shown this once: the same call with the same Idempotency-Key answers null."""

    token: str | None


@router.post("/tokens", operation_id="create_token", **shows(MadeToken, 409, status=201))
async def create_token(call: OwnerCall, body: NewToken) -> Response:
    """Makes a token."""
    secret = TOKEN_PREFIX + new_secret()
    answer = await call.submit(CreateToken(**call.origin, **body.given(), hash=digest(secret)))
    made = await call.find("token", access.token, created(answer))
    shown = None if answer.duplicate else secret
    return responses.json(MadeToken(made.id, made.name, made.role, made.user, made.created_at, shown), 201)


@router.get("/tokens", operation_id="list_tokens", **shows(Page[TokenView]))
async def list_tokens(call: OwnerCall, part: Part) -> Response:
    """All tokens, without what they look like."""
    found = await call.read(access.tokens, after=part.after, limit=part.fetch)
    return part.page(found, lambda token: token.id)


@router.delete("/tokens/{token_id}", operation_id="delete_token", **shows(None))
async def delete_token(call: OwnerCall, token_id: Id) -> Response:
    """Ends a token; streams that were opened with it are cut within seconds."""
    await call.submit(DeleteToken(**call.origin, token_id=token_id))
    return responses.nothing()
