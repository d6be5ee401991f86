"""The record of one assignment: who, why, and why not the others. Ids only; anybody can redo it by hand."""

import heapq
from collections import Counter
from typing import Any

from evenhand.domain.assignment.eligibility import Choice, Terms, load_of, rules_against
from evenhand.domain.state import State

WHOLE_POOL = 100
"""Up to so many users a decision names each of them."""
NEAREST = 10
"""In a larger pool: so many of the eligible ones, in order, and of those nearest to being eligible."""


def by_step(state: State, terms: Terms, logic: str, choice: Choice, run_id: int) -> dict[str, Any]:
    """The decision of an Assign to step: pool, settings, the eligible in order, who was left out and why."""
    whole = len(choice.order) + len(choice.left_out) <= WHOLE_POOL
    shown = choice.order if whole else choice.order[:NEAREST]
    decision: dict[str, Any] = {
        "by": "step",
        "run": run_id,
        "pool": terms.pool_id,
        "logic": logic,
        "eligible": len(choice.order),
        "order": shown,
        "last_turns": [state.pool_members.one((terms.pool_id, user_id)).last_turn for user_id in shown],
    }
    if terms.only_online:
        decision["only_online"] = True
    if terms.max_open_contacts is not None:
        decision["max_open_contacts"] = terms.max_open_contacts
    if logic == "least_open":
        decision["open_contacts"] = [load_of(state, user_id, terms) for user_id in shown]
    if terms.holder_id is not None and (logic == "least_open" or terms.max_open_contacts is not None):
        decision["holder"] = terms.holder_id
    if choice.left_out:
        named = choice.left_out if whole else _nearest(state, terms, choice)
        decision["left_out"] = {str(user_id): choice.left_out[user_id] for user_id in named}
    if not whole:
        decision["left_out_counts"] = dict(Counter(choice.left_out.values()))
    return decision


def _nearest(state: State, terms: Terms, choice: Choice) -> list[int]:
    """The nearest to being eligible: the fewest rules against them, then the fewest open contacts."""

    def distance(user_id: int) -> tuple[bool, int, int, int]:
        against = list(rules_against(state, user_id, terms))
        joined = state.pool_members.one((terms.pool_id, user_id)).joined
        return "excluded" in against, len(against), state.user_states.one(user_id).open_contacts, joined

    return heapq.nsmallest(NEAREST, choice.left_out, key=distance)
