"""The names that a text may use; each value is looked up only where a text names it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.text import Thing

_OF_CONTACT = frozenset(("id", "first_name", "last_name", "email", "phone", "language", "country", "tags"))


class Names(Mapping[str, object]):
    """`contact`, `assignee`, `conversation`, `workspace`, `system` and `variable` of a run."""

    __slots__ = ("_run", "_state")

    def __init__(self, state: State, run: m.Run) -> None:
        self._state = state
        self._run = run

    def __getitem__(self, name: str) -> object:
        return Thing(_Fields(_LOOKS[name], self._state, self._run))

    def __iter__(self) -> Iterator[str]:
        return iter(_LOOKS)

    def __len__(self) -> int:
        return len(_LOOKS)


class _Fields:
    """The fields of one thing, each found when it is asked for."""

    __slots__ = ("_look", "_run", "_state")

    def __init__(self, look: "Look", state: State, run: m.Run) -> None:
        self._look = look
        self._state = state
        self._run = run

    def get(self, field: str) -> object:
        """The field's value, None where there is none."""
        return self._look(self._state, self._run, field)


def _contact(state: State, run: m.Run, field: str) -> object:
    row = state.contacts.one(run.contact_id)
    if field in _OF_CONTACT:
        return getattr(row, field)
    if field == "name":
        return f"{row.first_name} {row.last_name}".strip()
    return row.fields.get(field)


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
        return _local(state, row.opened_at)
    return getattr(row, field) if field in {"source", "category", "summary"} else None


def _workspace(state: State, _run: m.Run, field: str) -> object:
    return getattr(state.settings, field) if field in {"name", "timezone"} else None


def _system(state: State, _run: m.Run, field: str) -> object:
    return _local(state, state.now) if field == "now" else None


def _variable(_state: State, run: m.Run, field: str) -> object:
    return run.variables.get(field)


def _local(state: State, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(state.settings.timezone))


Look = Callable[[State, m.Run, str], object]

_LOOKS: Final[dict[str, Look]] = {
    "contact": _contact,
    "assignee": _assignee,
    "conversation": _conversation,
    "workspace": _workspace,
    "system": _system,
    "variable": _variable,
}
