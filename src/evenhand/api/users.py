"""Users: people who answer, and their presence."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from evenhand.api import passwords, responses
from evenhand.api.deps import AnyCall, Call, LongPart, OwnerCall
from evenhand.api.errors import Problem
from evenhand.api.requests import MAX_ID, Body, Email, Id, JsonRoute, Line
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import ChooseStatus, CreateUser, DeleteUser, SetStatus, UpdateUser
from evenhand.domain.errors import invalid
from evenhand.domain.model import Role, Status
from evenhand.domain.texts import said
from evenhand.storage.reads import users
from evenhand.storage.reads.users import UserView

router = APIRouter(tags=["users"], route_class=JsonRoute)

Password = Annotated[str, Field(min_length=8, max_length=256)]


class NewUser(Body):
    """A person; without a password there is no log-in, only tokens."""

    email: Email
    name: Line
    role: Role
    password: Password | None = None


class UserChange(Body):
    """What is given is changed. A new password ends the user's sessions."""

    email: Email = Field(default_factory=str)
    name: Line = Field(default_factory=str)
    role: Role = Field(default_factory=lambda: "agent")
    password: Password = Field(default_factory=str)


class StatusChange(Body):
    """A state of presence."""

    status: Status


@router.post("/users", operation_id="create_user", **shows(UserView, 409, status=201))
async def create_user(call: OwnerCall, body: NewUser) -> Response:
    """Makes a user: offline, in no team."""
    given = await _with_hash(body)
    user_id = await call.create(CreateUser(**call.origin, **given))
    return responses.json(await call.find("user", users.user, user_id), 201)


Users = Annotated[
    list[Annotated[int, Field(ge=1, le=MAX_ID)]] | None,
    Query(max_length=100, description="Ids of users: only these, as far as they are there."),
]


@router.get("/users", operation_id="list_users", **shows(Page[UserView]))
async def list_users(
    call: AnyCall,
    part: LongPart,
    q: Annotated[str | None, Query(max_length=200, description="Part of the name or e-mail.")] = None,
    team: Annotated[int | None, Query(ge=1, le=MAX_ID, description="The id of a team.")] = None,
    status: Status | None = None,
    user: Users = None,
) -> Response:
    """All users, oldest first."""
    wanted = users.UserFilter(q, team, status, user)
    found = await call.read(users.users, wanted, after=part.after, limit=part.fetch)
    return part.page(found, lambda user: user.id)


@router.get("/users/{user_id}", operation_id="get_user", **shows(UserView))
async def get_user(call: AnyCall, user_id: Id) -> Response:
    """One user."""
    return responses.json(await call.find("user", users.user, user_id))


@router.patch("/users/{user_id}", operation_id="change_user", **shows(UserView, 409))
async def change_user(call: OwnerCall, user_id: Id, body: UserChange) -> Response:
    """Changes a user. A workspace keeps at least one owner."""
    given = await _with_hash(body)
    await call.submit(UpdateUser(**call.origin, user_id=user_id, **given))
    return responses.json(await call.find("user", users.user, user_id))


@router.delete("/users/{user_id}", operation_id="delete_user", **shows(None, 409))
async def delete_user(call: OwnerCall, user_id: Id) -> Response:
    """Deletes a user: the name stays in history, contacts are unassigned, sessions and tokens end."""
    await call.submit(DeleteUser(**call.origin, user_id=user_id))
    return responses.nothing()


@router.put("/users/{user_id}/status", operation_id="set_user_status", **shows(UserView))
async def set_user_status(call: AnyCall, user_id: Id, body: StatusChange) -> Response:
    """Drives a user's presence, or lets the person who is logged in choose between online and busy."""
    await call.submit(_presence(call, user_id, body.status))
    return responses.json(await call.find("user", users.user, user_id))


async def _with_hash(body: NewUser | UserChange) -> dict[str, Any]:
    """What was given, a password as the hash to store: any that an owner or a program gives will do."""
    given = body.given()
    password = given.pop("password", None)
    if password is not None:
        given["password_hash"] = await passwords.hashed(password)
    return given


def _presence(call: Call, user_id: int, status: Status) -> SetStatus | ChooseStatus:
    """Who is logged in chooses for themselves; who may drive others gives any of the three states."""
    caller = call.principal
    if caller.via == "session" and caller.user_id == user_id:
        if status == "offline":
            raise invalid("/status", said("Choose online or busy; offline is who has no live connection."))
        return ChooseStatus(**call.origin, user_id=user_id, choice=status)
    if caller.role == "agent" and caller.user_id != user_id:
        raise Problem(403, "forbidden", said("An agent can set only their own presence."))
    return SetStatus(**call.origin, user_id=user_id, status=status)
