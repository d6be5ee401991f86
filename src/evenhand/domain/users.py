"""Users: people who answer."""

from msgspec import UNSET

from evenhand.domain import model as m
from evenhand.domain.access import known_user
from evenhand.domain.assignment import pools
from evenhand.domain.assignment.assign import unassign
from evenhand.domain.commands import CreateUser, DeleteUser, UpdateUser
from evenhand.domain.errors import Flaw, Refused, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs


def create(state: State, command: CreateUser) -> m.Event:
    """A new person: offline, in the workspace's pool."""
    email = command.email.strip().lower()
    _refuse_taken(state, email)
    event = state.emit("user.created", command.actor)
    event.user_id = event.seq
    user_id = event.seq
    state.users.add(
        user_id,
        m.User(
            state.workspace_id,
            user_id,
            email,
            command.name.strip(),
            command.role,
            state.now,
            command.password_hash,
        ),
    )
    state.user_states.add(user_id, m.UserState(state.workspace_id, user_id, "offline", 0))
    state.presences.add(user_id, m.Presence(state.workspace_id, user_id, "online"))
    pools.join(state, m.WORKSPACE_POOL, {user_id: user_id})
    return event


def update(state: State, command: UpdateUser) -> m.Event:
    """Changes what is given; one owner always remains."""
    user = known_user(state, command.user_id)
    if command.email is not UNSET:
        email = command.email.strip().lower()
        if email != user.email:
            _refuse_taken(state, email)
        state.users.edit(user.id).email = email
    if command.name is not UNSET:
        state.users.edit(user.id).name = command.name.strip()
    if command.role is not UNSET:
        if command.role != "owner":
            _refuse_last_owner(state, user, "/role")
        state.users.edit(user.id).role = command.role
    if command.password_hash is not UNSET:
        state.users.edit(user.id).password_hash = command.password_hash
        state.logged_out.put(user.id, False)
    return state.emit("user.updated", command.actor, user_id=user.id)


def delete(state: State, command: DeleteUser) -> m.Event:
    """Soft: the name stays in history, contacts are unassigned, sessions and tokens end."""
    user = known_user(state, command.user_id)
    _refuse_last_owner(state, user)
    event = state.emit("user.deleted", command.actor, user_id=user.id)
    state.users.edit(user.id).deleted_at = state.now
    for pool_id in pools.pools_of(state, user.id):
        pools.leave(state, pool_id, (user.id,))
    hand_back(state, user.id, str(command.actor))
    state.user_states.edit(user.id).status = "offline"
    row = state.presences.edit(user.id)
    row.driven = row.connected_until = row.active_until = None
    state.logged_out.put(user.id, True)
    return event


def hand_back(state: State, user_id: int, actor: str) -> None:
    """Unassign the contacts of a deleted user, as many now as one command may."""
    known = state.contacts_of.find(user_id) or ()
    contacts = sorted({*known, *(row.id for row in state.contacts.present())})
    held = [id_ for id_ in contacts if state.contacts.one(id_).assignee_id == user_id]
    for contact_id in held[: state.left]:
        unassign(state, contact_id, actor, {"reason": "user_deleted"})
        runs.settle_holder(state, contact_id)
    state.dismissed.pop(user_id, None)
    if len(held) > state.left or len(known) > state.at_once:  # whoever is not known is read by the next
        state.dismissed[user_id] = actor
        state.left = len(held)
    state.left -= len(held)


def _refuse_taken(state: State, email: str) -> None:
    if state.user_with(email) is not None:
        raise unfit("/email", said("A user of this workspace has this e-mail already."), "email_taken")


def _refuse_last_owner(state: State, user: m.User, *pointers: str) -> None:
    others = [row for row in state.users.present() if row.role == "owner" and row.deleted_at is None]
    if user.role == "owner" and [row.id for row in others] == [user.id]:
        detail = said("A workspace keeps at least one owner: name another one first.")
        flaws = tuple(Flaw(pointer, detail) for pointer in pointers)
        raise Refused("conflict", "last_owner", detail, flaws)
