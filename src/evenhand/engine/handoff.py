"""Messages that go from a commit straight to the sender of the same process.

Their rows are born under its lease, as if it had claimed them: so nobody has to find, update and read again
what this process has in hand. What it cannot send in time is claimed by anybody once the lease is over.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.working_set import Mark
from evenhand.engine.delivery_hosts import Turn
from evenhand.storage.deliveries import LEASE, Outgoing
from evenhand.storage.lanes import Saved

FOLLOWERS: Final = 20  # messages of a contact that go out behind its first


class Sender(Protocol):
    """Whoever sends what a commit leaves to be delivered."""

    def has_room(self) -> bool:
        """Whether it takes messages straight from a commit now."""
        ...

    def take(self, turns: Iterable[Turn]) -> None:
        """Messages born under its lease."""
        ...

    def wake(self) -> None:
        """Something is due that it has to claim."""
        ...


def lease(state: State) -> None:
    """Before the save: a contact's first new message is ours, unless others turn out to go before it."""
    first: set[int] = set()
    known = _external_ids(state)
    for delivery in _new(state):
        if delivery.contact_id not in first and (delivery.channel_id, delivery.contact_id) in known:
            delivery.attempt, delivery.next_at = 1, state.now + LEASE
        first.add(delivery.contact_id)


def hand_over(sender: Sender, states: Mapping[int, State], saved: Saved | None, since: float) -> None:
    """After the commit: the sender has what was born under its lease, and hears of what is due besides.

    ``since``: a monotonic time before the lease began. ``saved`` None: what the save did is not known.
    """
    if saved is None:
        sender.wake()
        return
    sender.take(
        Turn(messages, since)
        for workspace_id, heads in saved.leased.items()
        for messages in _messages(states[workspace_id], heads)
    )
    if saved.due:
        sender.wake()


def _messages(state: State, heads: set[int]) -> Iterator[list[Outgoing]]:
    """Each of these first messages with those of the same commit that follow it."""
    by_contact: dict[int, list[Outgoing]] = {}
    known = _external_ids(state)
    for delivery in _new(state):
        if delivery.id in heads:
            by_contact[delivery.contact_id] = []
        messages = by_contact.get(delivery.contact_id)
        if messages is not None and len(messages) <= FOLLOWERS:
            messages.append(_outgoing(state, delivery, known))
    yield from by_contact.values()


def _outgoing(state: State, delivery: m.Delivery, known: dict[tuple[int, int], str]) -> Outgoing:
    message = state.messages.one(delivery.id)
    channel = state.channels.one(delivery.channel_id)
    return Outgoing(
        workspace_id=state.workspace_id,
        id=delivery.id,
        contact_id=delivery.contact_id,
        channel_id=delivery.channel_id,
        attempt=1,
        created_at=delivery.created_at,
        at=state.now,
        text=message.text,
        choices=message.choices,
        external_id=known.get((delivery.channel_id, delivery.contact_id)),
        outbound_url=channel.config.get("outbound_url"),
        secret=channel.secret,
    )


def _new(state: State) -> list[m.Delivery]:
    """The deliveries of this commit in order."""
    return [state.deliveries.one(id_) for id_ in sorted(state.deliveries.marked(Mark.NEW))]


def _external_ids(state: State) -> dict[tuple[int, int], str]:
    """Who the contacts of this commit are on the channels that they wrote on."""
    return {
        (identity.channel_id, identity.contact_id): identity.external_id
        for identity in state.identities.present()
    }
