"""The record of one assignment: who, why, and why not the others. Ids only; anybody can redo it by hand."""

from typing import Any

from evenhand.domain.assignment.eligibility import Choice, load_of
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.state import State


def by_step(state: State, terms: Terms, logic: str, choice: Choice, run_id: int) -> dict[str, Any]:
    """The decision of an Assign to step: pool, settings, the eligible in order, who was left out and why."""
    decision: dict[str, Any] = {
        "by": "step",
        "run": run_id,
        "pool": terms.pool_id,
        "logic": logic,
        "eligible": choice.eligible,
        "order": choice.order,
        "last_turns": [
            state.pool_members.one((terms.pool_id, user_id)).last_turn for user_id in choice.order
        ],
    }
    if terms.only_online:
        decision["only_online"] = True
    if terms.max_open_contacts is not None:
        decision["max_open_contacts"] = terms.max_open_contacts
    if terms.excluded:
        decision["excluded"] = list(terms.excluded)
    if logic == "least_open":
        decision["open_contacts"] = [load_of(state, user_id, terms) for user_id in choice.order]
    if terms.holder_id is not None and (logic == "least_open" or terms.max_open_contacts is not None):
        decision["holder"] = terms.holder_id
    if choice.left_out:
        decision["left_out"] = {str(user_id): why for user_id, why in choice.left_out.items()}
    if choice.left_out_counts is not None:
        decision["left_out_counts"] = choice.left_out_counts
    return decision
