"""Logging in and out, and who one is."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field

from evenhand.api import auth, passwords, responses
from evenhand.api.deps import AnyCall, Call, Services, lookup, services_of
from evenhand.api.errors import Problem
from evenhand.api.requests import Body, Email, JsonRoute, Key, Line
from evenhand.api.responses import shows
from evenhand.api.users import Password
from evenhand.domain.commands import UpdateUser
from evenhand.domain.errors import invalid
from evenhand.domain.texts import said
from evenhand.storage import sessions
from evenhand.storage.reads import access, settings, users
from evenhand.storage.reads.access import MeView
from evenhand.storage.sessions import Others

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
    auth.refuse_foreign(request)
    count_try(request, body.email)
    return await enter(request, body)


def count_try(request: Request, email: str) -> None:
    """Counts a try at somebody's password; raises the problem 429 when there were too many."""
    services_of(request).log_ins.count(request.client.host if request.client else "", email)


async def enter(request: Request, body: LogIn, status: int = 201) -> Response:
    """Opens a session, and answers with its cookie and whose it is; raises the problem 401."""
    services = services_of(request)
    secret = await _open_session(services, body)
    principal = secret and await lookup(services, "session", auth.digest(secret))
    if not secret or not principal:
        raise Problem(
            401, "wrong_log_in", said("No user has this e-mail and password."), headers=auth.CHALLENGE
        )
    await _end_session_before(services, request)
    response = await _show_me(Call(services, principal, None), status)
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


@router.get("/sessions", operation_id="count_sessions", **shows(Others))
async def count_sessions(call: AnyCall) -> Response:
    """On how many other devices one is logged in."""
    user_id = _logged_in(call)
    return responses.json(await call.read(sessions.others, user_id, call.principal.hash))


@router.delete("/sessions", operation_id="log_out_elsewhere", **shows(None))
async def log_out_elsewhere(call: AnyCall) -> Response:
    """Ends one's sessions on all other devices; tokens are not ended by this."""
    await call.read(sessions.close_others, _logged_in(call), call.principal.hash)
    return responses.nothing()


class MyChange(Body):
    """What is given is changed; a new password needs the present one and ends one's other sessions."""

    name: Line = Field(default_factory=str)
    password: Annotated[str, Field(min_length=1, max_length=256)] = Field(default_factory=str)
    new_password: Password = Field(default_factory=str)


@router.get("/me", operation_id="get_me", **shows(MeView))
async def get_me(call: AnyCall) -> Response:
    """Who calls, in which role and workspace."""
    return await _show_me(call, 200)


@router.patch("/me", operation_id="change_me", **shows(MeView, 409, 429))
async def change_me(request: Request, call: AnyCall, body: MyChange) -> Response:
    """Changes one's own name or password; only who is logged in has these."""
    user_id, given = _logged_in(call), body.given()
    changes: dict[str, Any] = {"name": body.name} if "name" in given else {}
    if "new_password" not in given:
        await call.submit(UpdateUser(**call.origin, user_id=user_id, **changes))
        return await _show_me(call, 200)
    user = await call.find("user", users.user, user_id)
    count_try(request, user.email)
    await _check_password(call, user.email, body.password)
    await _refuse_weak(call, body.new_password, user)
    changes["password_hash"] = await passwords.hashed(body.new_password)
    await call.submit(UpdateUser(**call.origin, user_id=user_id, **changes))
    # The old session has ended with the old password.
    log_in = LogIn(email=user.email, password=body.new_password, workspace=call.workspace_id)
    return await enter(request, log_in, 200)


def _logged_in(call: Call) -> int:
    """The person who is logged in; raises the problem 403 for a token."""
    if call.principal.via != "session" or call.principal.user_id is None:
        raise Problem(403, "forbidden", said("Only a person who is logged in can do this."))
    return call.principal.user_id


async def _refuse_weak(call: Call, password: str, user: users.UserView) -> None:
    """Raises Refused for a password that is guessed at once from what others know of the user."""
    workspace = await call.read(settings.workspace)
    known = (user.email, user.name, workspace.name if workspace else "")
    passwords.refuse_weak(password, *known, pointer="/new_password")


async def _check_password(call: Call, email: str, password: str) -> None:
    async with call.services.database.reads.connection() as connection:
        found = await sessions.candidates(connection, email, str(call.workspace_id), limit=1)
    if not await passwords.matches(found[0].password_hash if found else None, password):
        raise invalid("/password", said("This is not your present password."))


async def _end_session_before(services: Services, request: Request) -> None:
    """Ends the session whose cookie the browser forgets now."""
    before = request.cookies.get(auth.cookie_name(request))
    principal = before and await lookup(services, "session", auth.digest(before))
    if principal:
        async with services.database.reads.connection() as connection:
            await sessions.close_session(connection, principal.workspace_id, principal.hash)


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
