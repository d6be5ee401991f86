"""Why nobody can take a waiting contact, and what would free it, in sentences."""

from collections.abc import Sequence
from typing import Final

import msgspec

from evenhand.domain.assignment.terms import Why
from evenhand.domain.texts import Said, either, said

NAMED: Final = 5
"""So many people are named in a sentence; the others are counted."""


class LeftOut(msgspec.Struct):
    """A user of the pool who may not take the contact, and every rule that says so."""

    user_id: int
    name: str
    open_contacts: int
    excluded: bool
    not_online: bool
    full: bool

    @property
    def reason(self) -> Why:
        """The first rule that leaves the user out, in the order of the contract."""
        return "excluded" if self.excluded else "not_online" if self.not_online else "full"


def unblocks(left_out: Sequence[LeftOut], team: str | None, max_open_contacts: int | None) -> list[Said]:
    """What would let somebody take the contact: one sentence a way, the nearest way first.

    ``team`` None: the pool is the whole workspace. ``left_out`` as far as it is known, nearest first.
    """
    willing = [user for user in left_out if not user.excluded]
    busy = [user for user in willing if user.full and not user.not_online]
    away = [user for user in willing if user.not_online and not user.full]
    both = [user for user in willing if user.not_online and user.full]
    limit = max_open_contacts
    sentences: list[Said] = []
    if busy:
        who = _any_of(busy, loads=True)
        sentences.append(said("{who} has fewer than {limit} open contacts.", who=who, limit=limit))
    if away:
        sentences.append(said("{who} comes online.", who=_any_of(away)))
    if both:
        who = _any_of(both, loads=True)
        sentences.append(
            said("{who} comes online and has fewer than {limit} open contacts.", who=who, limit=limit)
        )
    newcomer = (
        said("Somebody who may take it joins the workspace.")
        if team is None
        else said("Somebody who may take it joins the team {team}.", team=team)
    )
    return [*sentences, newcomer, said("The contact is assigned by hand.")]


def _any_of(users: Sequence[LeftOut], *, loads: bool = False) -> str:
    named: list[str] = [
        said("{name} ({count} open)", name=user.name, count=user.open_contacts) if loads else user.name
        for user in users[:NAMED]
    ]
    if len(users) > NAMED:
        named.append(said("one of {count} others", count=len(users) - NAMED))
    return either(named)
