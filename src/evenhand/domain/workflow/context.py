"""The names that a text may use; each value is looked up only where a text names it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.facts import OF_TRIGGERS, field_of, local, message_of
from evenhand.domain.workflow.text import Thing

OF_CONTACT: Final = (
    *("id", "name", "first_name", "last_name", "email", "phone", "language", "country", "tags"),
    *("assignee", "conversation_status", "created_at"),
)
"""What a text can say of every contact, beside the workspace's own fields."""

OF_OTHERS: Final[dict[str, tuple[str, ...]]] = {
    "assignee": ("name", "first_name", "email"),
    "conversation": ("status", "source", "category", "summary", "opened_at"),
    "workspace": ("name", "timezone"),
    "message": ("text",),
    "system": ("now",),
}
"""What it can say of other things."""


class Names(Mapping[str, object]):
    """`contact`, `assignee`, `conversation`, `workspace`, `message`, `system` and `variable` of a run.

    ``mentioned`` gathers the users whom a text has mentioned while it was rendered.
    """

    __slots__ = ("_run", "_state", "mentioned")

    def __init__(self, state: State, run: m.Run) -> None:
        self._state = state
        self._run = run
        self.mentioned: dict[int, None] = {}

    def __getitem__(self, name: str) -> object:
        if name == "mention":
            return Thing(_Fields(self._mention))
        look = _LOOKS.get(name)
        if look is not None:
            return Thing(_Fields(partial(look, self._state, self._run)))
        if name in OF_TRIGGERS:
            return self._run.variables.get(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        yield from _LOOKS
        yield from OF_TRIGGERS

    def __len__(self) -> int:
        return len(_LOOKS) + len(OF_TRIGGERS)

    def _mention(self, whom: str) -> object:
        """A user as a mention shows them; nothing where there is nobody."""
        user = user_called(self._state, self._run.contact_id, whom)
        if user is None:
            return None
        if user.deleted_at is None:
            self.mentioned[user.id] = None
        return f"@{user.name}"


class _Fields:
    """The fields of one thing, each found when it is asked for."""

    __slots__ = ("_look",)

    def __init__(self, look: Callable[[str], object]) -> None:
        self._look = look

    def get(self, name: str) -> object:
        """The field's value, None where there is none."""
        return self._look(name)


def user_called(state: State, contact_id: int, whom: str) -> m.User | None:
    """Whom a mention means: `assignee`, or an e-mail, of a deleted user only where nobody else has it."""
    if whom == "assignee":
        assignee_id = state.contacts.one(contact_id).assignee_id
        return None if assignee_id is None else state.users.one(assignee_id)
    email = whom.lower()
    users = [user for user in state.users.present() if user.email == email]
    return max(users, key=lambda user: (user.deleted_at is None, user.id), default=None)


def _contact(state: State, run: m.Run, field: str) -> object:
    row = state.contacts.one(run.contact_id)
    match field:
        case "id":
            return row.id
        case "name":
            return f"{row.first_name} {row.last_name}".strip()
        case "tags":
            return row.tags
        case _:
            return field_of(state, row, field)


def _assignee(state: State, run: m.Run, field: str) -> object:
    assignee_id = state.contacts.one(run.contact_id).assignee_id
    if assignee_id is None:
        return None
    user = state.users.one(assignee_id)
    match field:
        case "name":
            return user.name
        case "first_name":
            return user.name.split(" ", 1)[0]
        case "email":
            return user.email
        case _:
            return None


def _conversation(state: State, run: m.Run, field: str) -> object:
    conversation_id = state.contacts.one(run.contact_id).conversation_id or run.conversation_id
    row = None if conversation_id is None else state.conversations.one(conversation_id)
    if field == "status":
        return "closed" if row is None or row.closed_at is not None else "open"
    if row is None:
        return None
    if field == "opened_at":
        return local(state, row.opened_at)
    return getattr(row, field) if field in {"source", "category", "summary"} else None


def _workspace(state: State, _run: m.Run, field: str) -> object:
    return getattr(state.settings, field) if field in OF_OTHERS["workspace"] else None


def _message(state: State, run: m.Run, field: str) -> object:
    message = message_of(state, run) if field == "text" else None
    return None if message is None else message.text


def _system(state: State, _run: m.Run, field: str) -> object:
    return local(state, state.now) if field == "now" else None


def _variable(_state: State, run: m.Run, field: str) -> object:
    return run.variables.get(field)


Look = Callable[[State, m.Run, str], object]

_LOOKS: Final[dict[str, Look]] = {
    "contact": _contact,
    "assignee": _assignee,
    "conversation": _conversation,
    "workspace": _workspace,
    "message": _message,
    "system": _system,
    "variable": _variable,
}
