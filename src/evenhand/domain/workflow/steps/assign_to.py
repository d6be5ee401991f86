"""Assign to: gives the contact to a user, to somebody of a team or of the workspace, or to nobody."""

from datetime import timedelta
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain import teams
from evenhand.domain.assignment import queue
from evenhand.domain.assignment.assign import assign, take_turn, unassign
from evenhand.domain.assignment.decision import by_step
from evenhand.domain.assignment.eligibility import Choice, choose
from evenhand.domain.assignment.pools import members
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.durations import LONGEST
from evenhand.domain.workflow.outcome import DONE, WAITS, Done, Failed, Outcome, Takes
from evenhand.domain.workflow.problems import shown
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step, Steps

Action = Literal["user", "team", "workspace", "unassign"]
Logic = Literal["round_robin", "least_open"]
Exclude = Literal["current_assignee", "previous_assignees"]
WhenEmpty = Literal["exit", "next_step"]

_OF_A_POOL: Final = (
    "logic",
    "only_online",
    "max_open_contacts",
    "exclude",
    "priority",
    "when_empty",
    "timeout",
    "on_timeout",
)
"""The fields that mean something only where one of several people is chosen."""


class AssignTo(Step, frozen=True, kw_only=True):
    """Assigns the contact. ``user`` is an e-mail, ``team`` a name; a higher ``priority`` goes first."""

    type: ClassVar[str] = "assign_to"

    action: Action
    user: (
        Annotated[
            str, Meta(max_length=254, pattern=r"[^@\s]+@[^@\s]+", extra={"wanted": said("an e-mail address")})
        ]
        | None
    ) = None
    team: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    logic: Logic = "round_robin"
    only_online: bool = False
    max_open_contacts: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None
    exclude: tuple[Exclude, ...] = ()
    priority: Annotated[int, Meta(ge=-1_000_000, le=1_000_000)] = 0
    when_empty: WhenEmpty = "exit"
    timeout: timedelta = LONGEST
    on_timeout: Steps | None = None
    on_failure: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Assign now, wait in the queue, or fail."""
        match self.action:
            case "user":
                return self._to_user(state, run)
            case "unassign":
                unassign(state, run.contact_id, f"workflow:{run.workflow_id}")
                runs.settle_holder(state, run.contact_id)
                return DONE
            case "team":
                team = teams.by_name(state, self.team or "")
                return self._from_pool(state, run, -1 if team is None else team.id)
            case "workspace":
                return self._from_pool(state, run, m.WORKSPACE_POOL)

    def due(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """Nobody could be assigned in time."""
        if self.on_timeout is None:
            return Failed("assignment_timeout")
        return Takes("on_timeout", "assignment_timeout")

    def _to_user(self, state: State, run: m.Run) -> Outcome:
        user = state.user_with((self.user or "").lower())
        if user is None:
            return Failed("user_deleted")
        decision = {"by": "step", "run": run.id}
        runs.satisfy(state, assign(state, run.contact_id, user.id, f"workflow:{run.workflow_id}", decision))
        return DONE

    def _from_pool(self, state: State, run: m.Run, pool_id: int) -> Outcome:
        if not members(state, pool_id):
            return Done("pool_empty") if self.when_empty == "next_step" else Failed("pool_empty")
        contact = state.contacts.one(run.contact_id)
        terms = Terms(
            pool_id, self.only_online, self.max_open_contacts, self._excluded(state, run, contact), None
        ).held_by(contact)
        choice = None if state.freed else choose(state, terms, self.logic)
        if choice is not None and choice.winner is not None:
            _give(state, run, terms, self.logic, choice)
            return DONE
        if state.freed:  # others are still to be placed: it stands behind them
            state.freed[pool_id] = None
        deadline = state.now + self.timeout
        wait = runs.wait(state, run, deadline, pool_id=pool_id, rests=not state.freed)
        queue.enter(state, wait.seq, run, terms.shared(), self.logic, self.priority, deadline)
        return WAITS

    def _excluded(self, state: State, run: m.Run, contact: m.Contact) -> tuple[int, ...]:
        """Whom the step leaves out, as things stand when it is entered."""
        users: set[int] = set()
        if "current_assignee" in self.exclude and contact.assignee_id is not None:
            users.add(contact.assignee_id)
        conversation_id = contact.conversation_id or run.conversation_id
        if "previous_assignees" in self.exclude and conversation_id is not None:
            users.update(state.conversations.one(conversation_id).assignees)
        return tuple(sorted(users))

    @staticmethod
    def check(given: Given) -> None:
        """Each action needs its own fields and takes none of the others'."""
        action: Action | None = given["action"]
        if action is None:
            return
        for needed in ("user", "team"):
            if action == needed and needed not in given:
                given.report(
                    needed,
                    said("`{needed}` is missing: action `{action}` needs it", needed=needed, action=action),
                )
            elif action != needed and needed in given:
                given.report(
                    needed,
                    said(
                        "`{needed}` belongs to action `{needed}`, not to {action}",
                        needed=needed,
                        action=shown(action),
                    ),
                    at_key=True,
                )
        if action not in {"team", "workspace"}:
            for key in _OF_A_POOL:
                if key in given:
                    reason = said(
                        "`{key}` belongs to the actions `team` and `workspace`, not to {action}",
                        key=key,
                        action=shown(action),
                    )
                    given.report(key, said("{reason}: remove it", reason=reason), at_key=True)


def assign_waiting(state: State, run: m.Run, terms: Terms, logic: str) -> None:
    """Somebody has become eligible for a contact that waits."""
    _give(state, run, terms, logic, choose(state, terms, logic))


def _give(state: State, run: m.Run, terms: Terms, logic: str, choice: Choice) -> None:
    assert choice.winner is not None
    decision = by_step(state, terms, logic, choice, run.id)
    event = assign(state, run.contact_id, choice.winner, f"workflow:{run.workflow_id}", decision)
    take_turn(state, terms.pool_id, choice.winner, event.seq)
    runs.satisfy(state, event)
