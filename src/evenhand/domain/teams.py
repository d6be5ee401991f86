"""Teams: named groups of users, each the pool of its members."""

from collections.abc import Iterable, Sequence

from evenhand.domain import model as m
from evenhand.domain.access import known_user, users_for
from evenhand.domain.assignment import pools
from evenhand.domain.commands import Actor, CreateTeam, DeleteTeam, JoinTeam, LeaveTeam, SetTeamMembers
from evenhand.domain.errors import not_found, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said


def create(state: State, command: CreateTeam) -> m.Event:
    """A new team without members."""
    name = command.name.strip()
    if any(team.name == name and team.deleted_at is None for team in state.teams.present()):
        raise unfit("/name", said("There is a team {name} already.", name=name), "team_name_taken")
    event = state.emit("team.created", command.actor)
    state.teams.add(event.seq, m.Team(state.workspace_id, event.seq, name, state.now))
    return event


def set_members(state: State, command: SetTeamMembers) -> m.Event | None:
    """Exactly these users; who joins comes last in ties, in the order given."""
    team = _known(state, command.team_id)
    wanted = dict.fromkeys(user.id for user in users_for(state, command.users, "/users"))
    before = dict.fromkeys(pools.members(state, team.id))
    joining = [user_id for user_id in wanted if user_id not in before]
    leaving = [user_id for user_id in before if user_id not in wanted]
    return _change(state, command.actor, team.id, joining=joining, leaving=leaving)


def join(state: State, command: JoinTeam) -> m.Event | None:
    """One more, who comes last in ties; whoever else is in it stays. None for who is in it already."""
    team = _known(state, command.team_id)
    user = known_user(state, command.user_id)
    joining = () if user.id in pools.members(state, team.id) else (user.id,)
    return _change(state, command.actor, team.id, joining=joining)


def leave(state: State, command: LeaveTeam) -> m.Event | None:
    """One less; whoever else is in it stays. None for who is not in it."""
    team = _known(state, command.team_id)
    user = known_user(state, command.user_id)
    leaving = (user.id,) if user.id in pools.members(state, team.id) else ()
    return _change(state, command.actor, team.id, leaving=leaving)


def delete(state: State, command: DeleteTeam) -> m.Event:
    """From now on an empty pool."""
    team = _known(state, command.team_id)
    event = state.emit("team.deleted", command.actor, subject_id=team.id)
    state.teams.edit(team.id).deleted_at = state.now
    members = pools.members(state, team.id)
    pools.leave(state, team.id, _tell(state, "team.left", command.actor, team.id, members))
    return event


def _change(
    state: State, actor: Actor, team_id: int, *, joining: Sequence[int] = (), leaving: Sequence[int] = ()
) -> m.Event | None:
    if not joining and not leaving:
        return None
    event = state.emit("team.members_changed", actor, subject_id=team_id)
    pools.leave(state, team_id, _tell(state, "team.left", actor, team_id, leaving))
    pools.join(state, team_id, _tell(state, "team.joined", actor, team_id, joining))
    return event


def _tell(state: State, type_: str, actor: Actor, team_id: int, users: Iterable[int]) -> dict[int, int]:
    """An event for each of these users, by user."""
    return {user_id: state.emit(type_, actor, subject_id=team_id, user_id=user_id).seq for user_id in users}


def by_name(state: State, name: str) -> m.Team | None:
    """The team of that name, as a workflow file names it."""
    return next(
        (team for team in state.teams.present() if team.name == name and team.deleted_at is None), None
    )


def _known(state: State, team_id: int) -> m.Team:
    team = state.teams.find(team_id)
    if team is None or team.deleted_at is not None:
        raise not_found("team", team_id)
    return team
