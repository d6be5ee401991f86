"""The first start: workspace and owner are made in the browser, with a link that `serve` prints."""

from typing import Annotated, Final

from fastapi import APIRouter, Request, Response
from pydantic import Field

from evenhand.api import auth, passwords
from evenhand.api.deps import Services, services_of
from evenhand.api.errors import Problem
from evenhand.api.requests import Body, Email, JsonRoute, Line
from evenhand.api.responses import shows
from evenhand.api.session import LogIn, count_try, enter
from evenhand.api.users import Password
from evenhand.domain.commands import SYSTEM, CreateUser
from evenhand.domain.texts import said
from evenhand.storage.reads.access import MeView
from evenhand.storage.set_up import close_links, is_good, open_link, take_turn
from evenhand.storage.workspaces import create_workspace

router = APIRouter(tags=["session"], route_class=JsonRoute)

LINK_HOURS: Final = 24
"""How long a link works: whoever needs it later starts another process, which prints a new one."""


class SetUp(Body):
    """The workspace and the person who will own it; ``secret`` is the last part of the printed link."""

    secret: Annotated[str, Field(min_length=1, max_length=100)]
    workspace: Line
    name: Line
    email: Email
    password: Password


@router.post(
    "/setup", operation_id="set_up", openapi_extra={"security": []}, **shows(MeView, 409, 429, status=201)
)
async def set_up(request: Request, body: SetUp) -> Response:
    """Makes the first workspace and its owner, who is logged in: once, with a link that was printed."""
    services = services_of(request)
    auth.refuse_foreign(request)
    count_try(request, body.email)
    passwords.refuse_weak(body.password, body.workspace, body.name, body.email)
    link = auth.digest(body.secret)
    await _check(services, link)  # before the password is hashed, which is a lot of work
    await _make(services, body, link, await passwords.hashed(body.password))
    return await enter(request, LogIn(email=body.email, password=body.password))


async def new_link(services: Services) -> str | None:
    """The path of a new link that works for a day; None where there is a workspace with an owner."""
    secret = auth.new_secret()
    async with services.database.reads.connection() as connection:
        opened = await open_link(connection, auth.digest(secret), hours=LINK_HOURS)
    return f"/setup#{secret}" if opened else None


async def _check(services: Services, link: str) -> None:
    async with services.database.reads.connection() as connection:
        if not await is_good(connection, link):
            raise _closed()


def _closed() -> Problem:
    """The problem of a link that opens nothing: used, made up, or too late."""
    detail = said("This link has been used or is too old, or there is a workspace already.")
    return Problem(403, "set_up_closed", detail)


async def _make(services: Services, body: SetUp, link: str, password_hash: str) -> None:
    # Of two at once, at whichever process, one is let in and the other waits. A process that ends in between
    # leaves the links as they were: what it made does not count as a workspace before it has an owner.
    async with services.database.reads.connection() as turn, turn.transaction():
        await take_turn(turn)
        if not await is_good(turn, link):
            raise _closed()
        async with services.database.reads.connection() as connection:
            workspace_id = await create_workspace(connection, body.workspace)
        owner = CreateUser(
            workspace_id=workspace_id,
            actor=SYSTEM,
            email=body.email,
            name=body.name,
            role="owner",
            password_hash=password_hash,
        )
        await services.engine.submit(owner)
        await close_links(turn)
