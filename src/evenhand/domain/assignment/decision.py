"""The record of one assignment: who, why, and why not the others. Ids only; anybody can redo it by hand."""

from collections import Counter
from typing import Any

from evenhand.domain.assignment.eligibility import Choice, Terms, load_of
from evenhand.domain.state import State

WHOLE_POOL = 100
"""Up to so many users a decision names each of them."""
NEAREST = 10
"""In a larger pool: so many of the eligible ones, in order."""


def by_step(state: State, terms: Terms, logic: str, choice: Choice, run_id: int) -> dict[str, Any]:
    """The decision of an Assign to step: pool, settings, the eligible in order, who was left out and why."""
    shown = choice.order if len(choice.order) + len(choice.left_out) <= WHOLE_POOL else choice.order[:NEAREST]
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
    if len(choice.order) + len(choice.left_out) <= WHOLE_POOL:
        if choice.left_out:
            decision["left_out"] = {str(user_id): why for user_id, why in choice.left_out.items()}
    else:
        decision["left_out_counts"] = dict(Counter(choice.left_out.values()))
    return decision
