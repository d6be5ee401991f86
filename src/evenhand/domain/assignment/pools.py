"""Pools: the users that a contact can be assigned to, in the order in which they joined."""

from collections.abc import Collection, Mapping

from evenhand.domain import model as m
from evenhand.domain.state import State


def members(state: State, pool_id: int) -> tuple[int, ...]:
    """The users of a pool by joining; empty where the team is deleted or nobody is left."""
    return state.pools.find(pool_id) or ()


def join(state: State, pool_id: int, joined: Mapping[int, int]) -> None:
    """Users who are not in the pool come in at its end, each by the event given for them.

    Who was in it before keeps the last turn in its rotation.
    """
    for user_id, seq in joined.items():
        key = (pool_id, user_id)
        if state.pool_members.find(key) is None:
            state.pool_members.add(key, m.PoolMember(state.workspace_id, pool_id, user_id, seq, True, 0))
        else:
            row = state.pool_members.edit(key)
            row.member, row.joined = True, seq
        state.pools_of.put(user_id, (*pools_of(state, user_id), pool_id))
    state.pools.put(pool_id, (*members(state, pool_id), *joined))
    if joined:
        state.freed[pool_id] = None


def leave(state: State, pool_id: int, users: Collection[int]) -> None:
    """Out of the pool, which may be empty now; their places in its rotation stay on record."""
    for user_id in users:
        state.pool_members.edit((pool_id, user_id)).member = False
        state.pools_of.put(user_id, tuple(other for other in pools_of(state, user_id) if other != pool_id))
    gone = frozenset(users)
    rest = tuple(other for other in members(state, pool_id) if other not in gone)
    state.pools.put(pool_id, rest)
    if not rest:
        state.emptied.append(pool_id)


def pools_of(state: State, user_id: int) -> tuple[int, ...]:
    """The pools that a user is in."""
    return state.pools_of.find(user_id) or ()


def free(state: State, user_id: int) -> None:
    """This user may have become eligible: whoever waits for one of the user's pools is matched next."""
    for pool_id in pools_of(state, user_id):
        state.freed[pool_id] = None
