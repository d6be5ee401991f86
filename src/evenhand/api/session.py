"""Logging in and out, and who one is."""

from typing import Annotated, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field

from evenhand.api import auth, passwords, responses
from evenhand.api.deps import AnyCall, Call, Services, lookup, services_of
from evenhand.api.errors import Problem
from evenhand.api.requests import Body, Email, JsonRoute, Key
from evenhand.api.responses import shows
from evenhand.storage import sessions
from evenhand.storage.reads import access
from evenhand.storage.reads.access import MeView

router = APIRouter(tags=["session"], route_class=JsonRoute)

MAX_CANDIDATES: Final = 10  # workspaces with the same e-mail that one log-in tries


class LogIn(Body):
    """E-mail and password; ``workspace`` (id or name) where the e-mail is known in several."""

    email: Email
    password: Annotated[str, Field(min_length=1, max_length=256)]
    workspace: Key | Annotated[str, Field(max_length=200)] | None = None


@router.post(
    "/session", operation_id="log_in", openapi_extra={"security": []}, **shows(MeView, 429, status=201)
)
async def log_in(request: Request, body: LogIn) -> Response:
    """Opens a session, kept in a cookie: it ends after 14 days without use, after 90 in any case."""
    services = services_of(request)
    auth.refuse_foreign(request)
    services.log_ins.count(request.client.host if request.client else "", body.email)
    secret = await _open_session(services, body)
    principal = secret and await lookup(services, "session", auth.digest(secret))
    if not secret or not principal:
        raise Problem(401, "wrong_log_in", "No user has this e-mail and password.", headers=auth.CHALLENGE)
    response = await _show_me(Call(services, principal, None), 201)
    auth.set_cookie(request, response, secret)
    return response


@router.delete("/session", operation_id="log_out", **shows(None))
async def log_out(request: Request, call: AnyCall) -> Response:
    """Ends the session that the cookie holds; a token is not ended by this."""
    if call.principal.via == "session":
        async with call.services.database.reads.connection() as connection:
            await sessions.close_session(connection, call.workspace_id, call.principal.hash)
    response = responses.nothing()
    auth.clear_cookie(request, response)
    return response


@router.get("/me", operation_id="get_me", **shows(MeView))
async def get_me(call: AnyCall) -> Response:
    """Who calls, in which role and workspace."""
    return await _show_me(call, 200)


async def _show_me(call: Call, status: int) -> Response:
    principal = call.principal
    return responses.json(await call.read(access.me, principal.role, principal.user_id), status)


async def _open_session(services: Services, body: LogIn) -> str | None:
    """The secret of a new session, or None; an unknown e-mail takes as long as a wrong password."""
    workspace = None if body.workspace is None else str(body.workspace)
    async with services.database.reads.connection() as connection:
        found = await sessions.candidates(connection, body.email, workspace, limit=MAX_CANDIDATES)
    if not found:
        await passwords.matches(None, body.password)
    for candidate in found:
        if await passwords.matches(candidate.password_hash, body.password):
            secret = auth.new_secret()
            async with services.database.reads.connection() as connection:
                opened = await sessions.open_session(connection, candidate, auth.digest(secret))
            return secret if opened else None
    return None
