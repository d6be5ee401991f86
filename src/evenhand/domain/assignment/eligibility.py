"""Who of a pool may take a contact, who of them is next, and why the others may not."""

from itertools import islice
from typing import Final

import msgspec

from evenhand.domain.assignment.pools import members
from evenhand.domain.assignment.standing import Place, Standing
from evenhand.domain.assignment.terms import Terms, Why
from evenhand.domain.state import State

WHOLE_POOL: Final = 100
"""Up to so many users every one of them is looked at, and named in the decision."""
NEAREST: Final = 10
"""In a larger pool: so many of the eligible, in order, and of those nearest to being eligible."""


class Choice(msgspec.Struct, frozen=True):
    """Who is next, how many are eligible and the first of them in order, who was left out and by which rule.

    Of a pool of more than ``WHOLE_POOL`` users ``order`` and ``left_out`` hold ``NEAREST``; then
    ``left_out_counts`` says how many each rule left out.
    """

    eligible: int
    order: list[int]
    left_out: dict[int, Why]
    left_out_counts: dict[Why, int] | None = None

    @property
    def winner(self) -> int | None:
        """The next one; None: nobody may."""
        return self.order[0] if self.order else None


def why_not(state: State, user_id: int, terms: Terms) -> Why | None:
    """The first rule that leaves a user out, in the order of the contract; None: eligible."""
    if user_id in terms.excluded:
        return "excluded"
    user = state.user_states.one(user_id)
    if terms.only_online and user.status != "online":
        return "not_online"
    cap = terms.max_open_contacts
    return "full" if cap is not None and load_of(state, user_id, terms) >= cap else None


def anybody(state: State, terms: Terms) -> bool:
    """Whether somebody may take it."""
    pool = members(state, terms.pool_id)
    if len(pool) > WHOLE_POOL:
        return next(standing_of(state, terms.pool_id).in_turn(terms), None) is not None
    return any(why_not(state, user_id, terms) is None for user_id in pool)


def choose(state: State, terms: Terms, logic: str) -> Choice:
    """The next one: by the longest time since the last turn, or by fewest open contacts and then by that."""
    if len(members(state, terms.pool_id)) > WHOLE_POOL:
        return _choose_from_many(standing_of(state, terms.pool_id), terms, logic)
    left_out: dict[int, Why] = {}
    places: list[tuple[int, int, int, int]] = []
    for user_id in members(state, terms.pool_id):
        why = why_not(state, user_id, terms)
        if why is not None:
            left_out[user_id] = why
            continue
        member = state.pool_members.one((terms.pool_id, user_id))
        open_contacts = 0 if logic == "round_robin" else load_of(state, user_id, terms)
        places.append((open_contacts, member.last_turn, member.joined, user_id))
    places.sort()
    return Choice(len(places), [place[3] for place in places], left_out)


def load_of(state: State, user_id: int, terms: Terms) -> int:
    """The open contacts that count for this assignment."""
    return state.user_states.one(user_id).open_contacts - (user_id == terms.holder_id)


def standing_of(state: State, pool_id: int) -> Standing:
    """A large pool in order, brought up to date with what has changed since it was asked for last."""
    standings = state.standings
    standing = standings.get(pool_id)
    if standing is None:
        standing = standings[pool_id] = Standing()
        for user_id in members(state, pool_id):
            _stand(state, standing, pool_id, user_id)
    for changed_pool, user_id in state.changed_places():
        if changed_pool in standings:
            _stand(state, standings[changed_pool], changed_pool, user_id)
    return standing


def _choose_from_many(standing: Standing, terms: Terms, logic: str) -> Choice:
    in_order = standing.in_turn(terms) if logic == "round_robin" else standing.by_load(terms)
    counts = standing.left_out(terms)
    nearest = dict(islice(standing.nearest(terms), NEAREST))
    return Choice(len(standing) - sum(counts.values()), list(islice(in_order, NEAREST)), nearest, counts)


def _stand(state: State, standing: Standing, pool_id: int, user_id: int) -> None:
    """Put the user where the rows say that the user stands."""
    member = state.pool_members.find((pool_id, user_id))
    if member is None or not member.member:
        standing.drop(user_id)
        return
    user = state.user_states.one(user_id)
    turn = (member.last_turn, member.joined, user_id)
    standing.put(user_id, Place(user.status == "online", user.open_contacts, turn))
