"""Teams: named groups of users."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import AnyCall, LongPart, ManagerCall, Part
from evenhand.api.requests import Body, Id, JsonRoute, Line, UserKey
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import CreateTeam, DeleteTeam, JoinTeam, LeaveTeam, SetTeamMembers
from evenhand.storage.reads import teams, users
from evenhand.storage.reads.teams import CappingWorkflow, TeamSummary, TeamView
from evenhand.storage.reads.users import UserView

router = APIRouter(tags=["teams"], route_class=JsonRoute)


class NewTeam(Body):
    """A team without members."""

    name: Line


class Members(Body):
    """Everybody who is in the team from now on: ids or e-mails. Who joins comes last, in this order."""

    users: Annotated[list[UserKey], Field(max_length=10_000)]


@router.post("/teams", operation_id="create_team", **shows(TeamView, 409, status=201))
async def create_team(call: ManagerCall, body: NewTeam) -> Response:
    """Makes a team."""
    team_id = await call.create(CreateTeam(**call.origin, **body.given()))
    return responses.json(await call.find("team", teams.team, team_id), 201)


@router.get("/teams", operation_id="list_teams", **shows(Page[TeamSummary]))
async def list_teams(call: AnyCall, part: LongPart) -> Response:
    """All teams, oldest first."""
    found = await call.read(teams.teams, after=part.after, limit=part.fetch)
    return part.page(found, lambda team: team.id)


@router.get("/teams/{team_id}", operation_id="get_team", **shows(TeamView))
async def get_team(call: AnyCall, team_id: Id) -> Response:
    """One team and its members."""
    return responses.json(await call.find("team", teams.team, team_id))


@router.put("/teams/{team_id}/members", operation_id="set_team_members", **shows(TeamView, 409))
async def set_team_members(call: ManagerCall, team_id: Id, body: Members) -> Response:
    """Gives the team exactly these members. Who waits for the team is matched at once with who joins."""
    await call.submit(SetTeamMembers(**call.origin, team_id=team_id, **body.given()))
    return responses.json(await call.find("team", teams.team, team_id))


@router.put("/teams/{team_id}/members/{user_id}", operation_id="join_team", **shows(UserView))
async def join_team(call: ManagerCall, team_id: Id, user_id: Id) -> Response:
    """Puts one user into the team, who comes last in its order; nothing else changes.

    Two who change a team at the same time do not undo each other's changes, as with the list of all members.
    """
    await call.submit(JoinTeam(**call.origin, team_id=team_id, user_id=user_id))
    return responses.json(await call.find("user", users.user, user_id))


@router.delete("/teams/{team_id}/members/{user_id}", operation_id="leave_team", **shows(None))
async def leave_team(call: ManagerCall, team_id: Id, user_id: Id) -> Response:
    """Takes one user out of the team; nothing else changes."""
    await call.submit(LeaveTeam(**call.origin, team_id=team_id, user_id=user_id))
    return responses.nothing()


@router.delete("/teams/{team_id}", operation_id="delete_team", **shows(None))
async def delete_team(call: ManagerCall, team_id: Id) -> Response:
    """Deletes the team: an empty pool from now on."""
    await call.submit(DeleteTeam(**call.origin, team_id=team_id))
    return responses.nothing()


@router.get("/caps", operation_id="list_caps", **shows(Page[CappingWorkflow]))
async def list_caps(call: AnyCall, part: Part) -> Response:
    """The published workflows that leave out who has many open contacts, oldest first.

    A step's cap is over the people of its team, or of the workspace: who has `max_open_contacts` is full.
    """
    found = await call.read(teams.caps, after=part.after, limit=part.fetch)
    return part.page(found, lambda workflow: workflow.id)
