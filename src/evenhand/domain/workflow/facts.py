"""What conditions ask about, looked up when it is asked.

Nothing is searched in history: each value stands on the row of the contact, the conversation, the
run or the message that the contact's row names.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from evenhand.domain import model as m
from evenhand.domain.state import State, Trigger
from evenhand.domain.workflow.comparing import as_moment
from evenhand.domain.workflow.conditions import Condition

SENDERS: Final = ("user", "workflow", "api")
"""Who writes outgoing messages."""

OF_TRIGGERS: Final = ("tag", "change", "field", "old_value", "new_value")
"""What some triggers add to the variables of their runs; texts and conditions know it by these names."""


class Facts:
    """Answers what conditions ask about a contact, and about the trigger of a workflow.

    ``told`` is what the trigger says, by category; ``conversation_id`` the conversation in which it
    happened, where that is not open any more.
    """

    __slots__ = ("_contact_id", "_conversation_id", "_state", "_told", "_variables")

    def __init__(
        self,
        state: State,
        contact_id: int,
        conversation_id: int | None,
        variables: Mapping[str, Any],
        told: Callable[[str], object],
    ) -> None:
        self._state = state
        self._contact_id = contact_id
        self._conversation_id = conversation_id
        self._variables = variables
        self._told = told

    @classmethod
    def of_trigger(cls, state: State, trigger: Trigger) -> "Facts":
        """What can be asked at the moment in which a trigger fires."""
        return cls(state, trigger.contact_id, trigger.conversation_id, {}, trigger.facts.get)

    @classmethod
    def of_run(cls, state: State, run: m.Run, trigger: str) -> "Facts":
        """What can be asked while a run is under way, of the trigger that began it included."""
        told = partial(_told_to, state, run, trigger)
        return cls(state, run.contact_id, run.conversation_id, run.variables, told)

    def __call__(self, condition: Condition) -> object:
        """What the condition asks about, None where it does not exist."""
        return _LOOKS[condition.category](self, condition)

    @property
    def state(self) -> State:
        return self._state

    @property
    def contact(self) -> m.Contact:
        return self._state.contacts.one(self._contact_id)

    def conversation(self) -> m.Conversation | None:
        """The open conversation, else the one in which it began."""
        key = self.contact.conversation_id or self._conversation_id
        return None if key is None else self._state.conversations.one(key)

    def told(self, condition: Condition) -> object:
        """What the trigger said."""
        return self._told(condition.category)

    def variable(self, condition: Condition) -> object:
        return self._variables.get(condition.field or "")

    def assignee(self, condition: Condition) -> object:
        """The e-mail of the user that the trigger is about, else of the contact's present one."""
        return self._told(condition.category) or _assignee_email(self._state, self.contact)


def _told_to(state: State, run: m.Run, trigger: str, category: str) -> object:
    """What its trigger told a run: what stands in a conversation or a message is read from there."""
    if trigger == "message_received":
        return _of_message(state, run, category)
    if trigger in {"conversation_opened", "conversation_closed"}:
        return _of_conversation(state, run, trigger, category)
    if trigger == "contact_assigned":
        # The assignee may have changed since, and is asked of the contact.
        return None if category == "assignee" or run.memory is None else run.memory.source
    return run.variables.get(category) if category in OF_TRIGGERS else None


def message_of(state: State, run: m.Run) -> m.Message | None:
    """The message that began the run, else the last one of the contact."""
    key = None if run.memory is None else run.memory.message
    if key is None:
        key = state.contacts.one(run.contact_id).last_incoming_id
    return None if key is None else state.messages.one(key)


def _of_message(state: State, run: m.Run, category: str) -> object:
    message = message_of(state, run)
    if message is None:
        return None
    match category:
        case "message_text":
            return message.text
        case "channel":
            return _channel(state, message.channel_id)
        case _:
            return None


def _of_conversation(state: State, run: m.Run, trigger: str, category: str) -> object:
    row = None if run.conversation_id is None else state.conversations.one(run.conversation_id)
    if row is None:
        return None
    match category:
        case "source":
            return row.close_source if trigger == "conversation_closed" else row.source
        case "channel":
            return _channel(state, row.channel_id)
        case "closing_category":
            return row.category
        case _:
            return None


def field_of(state: State, contact: m.Contact, name: str) -> object:
    """A standard or custom field of a contact, of its type; None where it is unset or unknown."""
    look = _FIELDS.get(name)
    if look is not None:
        return look(state, contact)
    type_ = next((row.type for row in state.custom_fields.present() if row.name == name), None)
    value: object = None if type_ is None else contact.fields.get(name)
    return as_moment(value) if type_ == "date" else value


def local(state: State, moment: datetime) -> datetime:
    """A moment in the workspace's zone."""
    return moment.astimezone(ZoneInfo(state.settings.timezone))


def _assignee_email(state: State, contact: m.Contact) -> str | None:
    return None if contact.assignee_id is None else state.users.one(contact.assignee_id).email


_FIELDS: Final[dict[str, Callable[[State, m.Contact], object]]] = {
    "first_name": lambda _, contact: contact.first_name,
    "last_name": lambda _, contact: contact.last_name,
    "email": lambda _, contact: contact.email,
    "phone": lambda _, contact: contact.phone,
    "language": lambda _, contact: contact.language,
    "country": lambda _, contact: contact.country,
    "assignee": _assignee_email,
    "conversation_status": lambda _, contact: "closed" if contact.conversation_id is None else "open",
    "created_at": lambda state, contact: local(state, contact.created_at),
}


def _channel(state: State, channel_id: int | None) -> str | None:
    channel = None if channel_id is None else state.channels.find(channel_id)
    return None if channel is None else channel.name


def _assignee_status(facts: Facts, _: Condition) -> object:
    assignee_id = facts.contact.assignee_id
    return None if assignee_id is None else facts.state.user_states.one(assignee_id).status


def _last_incoming(facts: Facts, _: Condition) -> object:
    return _text_of(facts.state, facts.contact.last_incoming_id)


def _last_outgoing(facts: Facts, condition: Condition) -> object:
    ids = [key for key, _ in _outgoing(facts.contact, condition)]
    return _text_of(facts.state, max(ids, default=None))


def _text_of(state: State, message_id: int | None) -> str | None:
    return None if message_id is None else state.messages.one(message_id).text


def _since_incoming(facts: Facts, condition: Condition) -> object:
    contact = facts.contact
    if contact.last_incoming_id is None or contact.last_incoming_at is None:
        return None
    return _since(facts, condition, [(contact.last_incoming_id, contact.last_incoming_at)])


def _since_outgoing(facts: Facts, condition: Condition) -> object:
    return _since(facts, condition, _outgoing(facts.contact, condition))


def _outgoing(contact: m.Contact, condition: Condition) -> list[tuple[int, datetime]]:
    """The last outgoing message of each sender that is asked about: its id and time."""
    asked = condition.sender or "user"
    senders = SENDERS if asked == "any" else (asked,)
    rows = (
        (getattr(contact, f"last_{sender}_message_id"), getattr(contact, f"last_{sender}_message_at"))
        for sender in senders
    )
    return [(key, at) for key, at in rows if key is not None]


def _since(facts: Facts, condition: Condition, messages: list[tuple[int, datetime]]) -> timedelta | None:
    """How long ago the latest of these messages was, of those that the scope takes in."""
    low, high = _span(facts, condition.scope or "conversation")
    times = [at for key, at in messages if low < key <= high]
    return facts.state.now - max(times) if times else None


_NEVER: Final = (1, 0)


def _span(facts: Facts, scope: str) -> tuple[int, int]:
    """The events between which a message falls into the scope: after the first, up to the last."""
    end = facts.state.seq
    if scope == "contact":
        return 0, end
    contact = facts.contact
    if scope == "assignment":
        if contact.assigned_seq is None:
            return _NEVER
        return max(contact.assigned_seq, contact.conversation_id or 0), end
    conversation = facts.conversation()
    if conversation is None:
        return _NEVER
    # A message of a workflow after closing belongs to no conversation.
    return conversation.id, end if conversation.closed_at is None else conversation.last_seq


_LOOKS: Final[dict[str, Callable[[Facts, Condition], object]]] = {
    "contact_field": lambda facts, asked: field_of(facts.state, facts.contact, asked.field or ""),
    "contact_tags": lambda facts, _: facts.contact.tags,
    "variable": Facts.variable,
    "assignee_status": _assignee_status,
    "assignee": Facts.assignee,
    "last_interacted_channel": lambda facts, _: _channel(facts.state, facts.contact.channel_id),
    "last_incoming_message": _last_incoming,
    "last_outgoing_message": _last_outgoing,
    "time_since_last_incoming_message": _since_incoming,
    "time_since_last_outgoing_message": _since_outgoing,
    **dict.fromkeys(("source", "channel", "closing_category", "message_text", *OF_TRIGGERS), Facts.told),
}
