"""Under which settings a contact may be taken, and what leaves a user out."""

from typing import Literal

import msgspec

from evenhand.domain.model import Contact, QueueLine

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
