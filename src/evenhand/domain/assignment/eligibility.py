"""Who of a pool may take a contact, who of them is next, and why the others may not."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from evenhand.domain.assignment.pools import members
from evenhand.domain.model import Contact, QueueLine
from evenhand.domain.state import State

Logic = Literal["round_robin", "least_open"]
Why = Literal["excluded", "not_online", "full"]


class Terms(msgspec.Struct, frozen=True):
    """Under which settings a contact may be taken.

    ``holder_id``: the present assignee, if the contact's open conversation counts for that user:
    for its own assignment a contact does not count against its holder.
    """

    pool_id: int
    only_online: bool
    max_open_contacts: int | None
    excluded: tuple[int, ...]
    holder_id: int | None

    @classmethod
    def of(cls, line: QueueLine) -> "Terms":
        """The settings that a line of the queue shares."""
        return cls(
            line.pool_id, line.only_online, line.max_open_contacts, tuple(line.excluded), line.holder_id
        )

    def held_by(self, contact: Contact) -> "Terms":
        """The same for a contact with its present holder."""
        holder_id = contact.assignee_id if contact.conversation_id is not None else None
        return self if holder_id == self.holder_id else msgspec.structs.replace(self, holder_id=holder_id)

    def shared(self) -> "Terms":
        """What decides who may take it at all: without a cap the holder does not matter."""
        if self.max_open_contacts is not None or self.holder_id is None:
            return self
        return msgspec.structs.replace(self, holder_id=None)


class Choice(msgspec.Struct, frozen=True):
    """Who is next (None: nobody may), the eligible in order, and the first rule that left out each other."""

    winner: int | None
    order: list[int]
    left_out: dict[int, Why]


def rules_against(state: State, user_id: int, terms: Terms) -> Iterator[Why]:
    """The rules that leave a user out, in the order of the contract; none: eligible."""
    if user_id in terms.excluded:
        yield "excluded"
    user = state.user_states.one(user_id)
    if terms.only_online and user.status != "online":
        yield "not_online"
    cap = terms.max_open_contacts
    if cap is not None and user.open_contacts - (user_id == terms.holder_id) >= cap:
        yield "full"


def why_not(state: State, user_id: int, terms: Terms) -> Why | None:
    """The first rule that leaves a user out; None: eligible."""
    return next(rules_against(state, user_id, terms), None)


def eligible(state: State, terms: Terms) -> Iterator[int]:
    """The users of the pool that may take it, by joining."""
    return (user_id for user_id in members(state, terms.pool_id) if why_not(state, user_id, terms) is None)


def anybody(state: State, terms: Terms) -> bool:
    """Whether somebody may take it."""
    return next(eligible(state, terms), None) is not None


def choose(state: State, terms: Terms, logic: str) -> Choice:
    """The next one: by the longest time since the last turn, or by fewest open contacts and then by that."""
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
    order = [place[3] for place in places]
    return Choice(order[0] if order else None, order, left_out)


def load_of(state: State, user_id: int, terms: Terms) -> int:
    """The open contacts that count for this assignment."""
    return state.user_states.one(user_id).open_contacts - (user_id == terms.holder_id)
