"""Assign to: gives the contact to a user, to somebody of a team or of the workspace, or to nobody."""

from datetime import timedelta
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta

from evenhand.domain.workflow.durations import LONGEST
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
        Annotated[str, Meta(max_length=254, pattern=r"[^@\s]+@[^@\s]+", description="an e-mail address")]
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

    @staticmethod
    def check(given: Given) -> None:
        """Each action needs its own fields and takes none of the others'."""
        action: Action | None = given["action"]
        if action is None:
            return
        for needed in ("user", "team"):
            if action == needed and needed not in given:
                given.report(needed, f"`{needed}` is missing: action `{action}` needs it")
            elif action != needed and needed in given:
                given.report(
                    needed, f"`{needed}` belongs to action `{needed}`, not to {shown(action)}", at_key=True
                )
        if action not in {"team", "workspace"}:
            for key in _OF_A_POOL:
                if key in given:
                    reason = f"`{key}` belongs to the actions `team` and `workspace`, not to {shown(action)}"
                    given.report(key, f"{reason}: remove it", at_key=True)
