"""The first start: workspace and owner are made in the browser, with a link that `serve` prints."""

import secrets
from typing import Annotated

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
from evenhand.storage.reads.access import MeView
from evenhand.storage.workspaces import all_workspaces, create_workspace

router = APIRouter(tags=["session"], route_class=JsonRoute)


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
    """Makes the first workspace and its owner, who is logged in: once, with the link that was printed."""
    services = services_of(request)
    auth.refuse_foreign(request)
    count_try(request, body.email)
    door = services.set_up
    if door.secret is None or not secrets.compare_digest(door.secret.encode(), body.secret.encode()):
        raise _closed()
    given, door.secret = door.secret, None  # before the first await: of two at once only one gets in
    try:
        await _make(services, body)
    except BaseException:
        door.secret = given
        raise
    return await enter(request, LogIn(email=body.email, password=body.password))


def _closed() -> Problem:
    """The problem of a link that opens nothing: used, made up, or too late."""
    return Problem(403, "set_up_closed", "This link has been used, or there is a workspace already.")


async def _make(services: Services, body: SetUp) -> None:
    password_hash = await passwords.hashed(body.password)
    async with services.database.reads.connection() as connection:
        # One of the same name may be what a first try left behind; one in use is refused by name below.
        if any(workspace.name != body.workspace for workspace in await all_workspaces(connection)):
            raise _closed()
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
