"""Who may see which contact."""

from collections.abc import Sequence

from evenhand.domain import model as m
from evenhand.domain.assignment.pools import pools_of
from evenhand.domain.commands import Actor
from evenhand.domain.errors import Flaw, Refused, not_found
from evenhand.domain.state import State
from evenhand.domain.texts import said


def contact_for(state: State, actor: Actor, contact_id: int) -> m.Contact:
    """The contact, if it exists and the actor may see it; otherwise refused as not found."""
    contact = state.contacts.find(contact_id)
    if contact is None or contact.deleted_at is not None or not sees(state, actor, contact):
        raise not_found("contact", contact_id)
    return contact


def sees(state: State, actor: Actor, contact: m.Contact) -> bool:
    """Agents see their own contacts, their teams' and those of nobody; a setting narrows it to their own."""
    if actor.role != "agent" or (actor.id is not None and contact.assignee_id == actor.id):
        return True
    if state.settings.agents_see_own_only:
        return False
    if contact.assignee_id is None:
        return True
    mine = pools_of(state, actor.id) if actor.id is not None else ()
    return any(pool in mine for pool in pools_of(state, contact.assignee_id) if pool != m.WORKSPACE_POOL)


def users_for(state: State, keys: Sequence[int | str], pointer: str) -> list[m.User]:
    """Users who are not deleted, each by id or e-mail."""
    return [user_for(state, key, f"{pointer}/{at}") for at, key in enumerate(keys)]


def known_user(state: State, user_id: int) -> m.User:
    """A user who is not deleted; otherwise refused as not found."""
    user = state.users.find(user_id)
    if user is None or user.deleted_at is not None:
        raise not_found("user", user_id)
    return user


def user_for(state: State, key: int | str, pointer: str = "/user") -> m.User:
    """A user who is not deleted, by id or e-mail."""
    user = state.users.find(key) if isinstance(key, int) else state.user_with(key.strip().lower())
    if user is None or user.deleted_at is not None:
        flaw = Flaw(
            pointer,
            said("There is no user {key}; give the id or the e-mail of one who is not deleted.", key=key),
        )
        raise Refused(
            "conflict", "user_not_found", said("There is no user {key} in this workspace.", key=key), (flaw,)
        )
    return user
