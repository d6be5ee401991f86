"""Whether what a scenario expects is there."""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, cast

from evenhand.domain import model as m
from evenhand.virtual.expectations import (
    Expectation,
    OfAssignments,
    OfContact,
    OfDecision,
    OfQueue,
    OfRun,
    OfUser,
    Wanted,
    worded,
)
from evenhand.virtual.reading import User
from evenhand.virtual.view import View


class Difference(NamedTuple):
    """One thing that was found otherwise: ``of`` whom, ``what``, in words."""

    of: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.of}: expected {self.what} {self.expected}, found {self.found}"


class Compared(NamedTuple):
    """One thing to compare: what was given, None where nothing was, and what is there."""

    what: str
    given: object
    found: object


def differences(expectation: Expectation, view: View) -> list[Difference]:
    """What is not as expected; empty where all holds."""
    of, compared = _COMPARE[type(expectation)](expectation, view)
    return [
        Difference(of, what, str(wanted), worded(found))
        for what, given, found in compared
        if given is not None and not (wanted := _wanted(given)).fits(found)
    ]


def _wanted(given: object) -> Wanted:
    match given:
        case Wanted():
            return given
        case tuple():
            return Wanted(list(cast("tuple[object, ...]", given)))
        case _:
            return Wanted(given)


Comparison = tuple[str, Iterator[Compared]]


def _contact(expected: OfContact, view: View) -> Comparison:
    return f"contact {expected.contact}", _of_contact(expected, view, view.contact(expected.contact))


def _of_contact(expected: OfContact, view: View, row: m.Contact | None) -> Iterator[Compared]:
    if row is None:
        row = _nobody(view)
    sent, comments = view.outgoing(row.id), view.comments(row.id)
    yield Compared("assignee", expected.assignee, view.email(row.assignee_id))
    yield Compared("status", expected.status, "closed" if row.conversation_id is None else "open")
    yield Compared("tags", None if expected.tags is None else sorted(expected.tags), sorted(row.tags))
    for name, value in (expected.fields or {}).items():
        yield Compared(f"field {name}", value, view.field(row, name))
    yield Compared("last_message", expected.last_message, sent[-1].text if sent else None)
    yield Compared("messages", expected.messages, len(sent))
    yield Compared("comments", expected.comments, len(comments))
    yield Compared("last_comment", expected.last_comment, comments[-1].text if comments else None)


def _nobody(view: View) -> m.Contact:
    """A contact who has not appeared yet."""
    return m.Contact(view.state.workspace_id, 0, "", "", [], {}, 0, view.state.now)


def _user(expected: OfUser, view: View) -> Comparison:
    state = view.state.user_states.one(view.user(expected.user).id)
    return f"user {expected.user}", iter(
        (
            Compared("status", expected.status, state.status),
            Compared("open_contacts", expected.open_contacts, state.open_contacts),
        )
    )


def _queue(expected: OfQueue, view: View) -> Comparison:
    waiting = view.waiting(view.pool(expected.queue))
    return f"queue {expected.queue}", iter(
        (
            Compared("waiting", expected.waiting, waiting),
            Compared("size", expected.size, len(waiting)),
        )
    )


def _run(expected: OfRun, view: View) -> Comparison:
    contact = view.contact(expected.run.contact)
    run = None if contact is None else view.run(contact, expected.run.workflow)
    return f"run of {expected.run.contact} in {expected.run.workflow}", iter(
        (
            Compared("state", expected.state, run.state if run else "none"),
            Compared("reason", expected.reason, run.reason if run else None),
            Compared("step", expected.step, run.step if run else None),
        )
    )


def _assignments(expected: OfAssignments, view: View) -> Comparison:
    return "automatic assignments", _of_assignments(expected, view.automatic())


def _of_assignments(expected: OfAssignments, counts: dict[str, int]) -> Iterator[Compared]:
    for email, count in (expected.assignments or {}).items():
        yield Compared(f"of {email}", count, counts[User.tidy(email)])
    if expected.spread is not None and expected.among is not None:
        each = [counts[email] for email in expected.among]
        if max(each) - min(each) > expected.spread:
            found = ", ".join(f"{email} {counts[email]}" for email in expected.among)
            yield Compared("that differ by at most", expected.spread, found)


def _decision(expected: OfDecision, view: View) -> Comparison:
    contact = view.contact(expected.decision)
    event = None if contact is None else view.decision(contact.id)
    return f"decision of {expected.decision}", _of_decision(expected, view, event)


def _of_decision(expected: OfDecision, view: View, event: m.Event | None) -> Iterator[Compared]:
    data: dict[str, Any] = (event.data if event else None) or {}
    yield Compared("winner", expected.winner, view.email(event.user_id) if event else None)
    yield Compared("eligible", expected.eligible, data.get("eligible"))
    left_out = {view.email(int(user_id)): why for user_id, why in data.get("left_out", {}).items()}
    if expected.left_out == {} and left_out:
        yield Compared("left_out", "nobody", ", ".join(f"{email} ({why})" for email, why in left_out.items()))
    for email, why in (expected.left_out or {}).items():
        yield Compared(f"left_out {email}", why, left_out.get(User.tidy(email)))


_COMPARE: Final[dict[type[Expectation], Callable[[Any, View], Comparison]]] = {
    OfContact: _contact,
    OfUser: _user,
    OfQueue: _queue,
    OfRun: _run,
    OfAssignments: _assignments,
    OfDecision: _decision,
}
