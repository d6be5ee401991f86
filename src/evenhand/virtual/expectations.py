"""What a scenario expects: one struct a kind, whose given fields are checked against what is there."""

from typing import Annotated, Any, Literal, Self, cast

import msgspec
from msgspec import Meta, field

from evenhand.domain.assignment.terms import Why
from evenhand.domain.model import Status
from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import described, listed
from evenhand.domain.workflow.reading import BAD, Bad, Given, Reading, reader_for
from evenhand.virtual.reading import TEXT, Count, Expected, Pool, User, WorkflowName


class Wanted(msgspec.Struct, frozen=True):
    """A value to be found: ``value`` itself, None for nothing, or a text that has ``value`` in it."""

    value: Any
    contains: bool = False

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        """What stands there, or ``{contains: …}``."""
        if not isinstance(value, dict):
            return cls(value)
        part = reading.struct(_Part, cast("object", value), path)
        return cls(part.contains, contains=True) if isinstance(part, _Part) else BAD

    def fits(self, found: object) -> bool:
        """Whether this was found."""
        wanted: object = self.value
        if self.contains:
            return isinstance(found, str) and str(wanted) in found
        return wanted == found and isinstance(wanted, bool) == isinstance(found, bool)

    def __str__(self) -> str:
        return f"a text with {worded(self.value)} in it" if self.contains else worded(self.value)


class _Part(msgspec.Struct, frozen=True):
    contains: Annotated[str, Meta(min_length=1)]


class WantedText(Wanted, frozen=True):
    """A text, a part of one, or nothing."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        given = value is None or type(value) is dict or TEXT(reading, value, path) is not BAD
        return super().read_from(reading, cast("object", value), path) if given else BAD


class WantedUser(Wanted, frozen=True):
    """A user or nobody."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        if value is None:
            return cls(None)
        user = User.read_from(reading, value, path)
        return BAD if isinstance(user, Bad) else cls(user)


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must hold at its moment."""


class OfContact(Expectation, frozen=True, kw_only=True):
    """A contact: who has it, its conversation, its data, what was said."""

    contact: Expected
    assignee: WantedUser | None = None
    status: Literal["open", "closed"] | None = None
    tags: tuple[str, ...] | None = None
    fields: dict[str, Wanted] | None = None
    last_message: WantedText | None = None
    messages: Count | None = None
    comments: Count | None = None
    last_comment: WantedText | None = None


class OfUser(Expectation, frozen=True, kw_only=True):
    """A user."""

    user: User
    status: Status | None = None
    open_contacts: Count | None = None


class OfQueue(Expectation, frozen=True, kw_only=True):
    """Who waits for a pool, in order, or how many do."""

    queue: Pool
    waiting: tuple[Expected, ...] | None = None
    size: Count | None = None


class WhichRun(msgspec.Struct, frozen=True, kw_only=True):
    """The latest run of a contact in a workflow."""

    contact: Expected
    workflow: WorkflowName


class OfRun(Expectation, frozen=True, kw_only=True):
    """Where a run is, or how it ended."""

    run: WhichRun
    state: Literal["waiting", "completed", "failed", "stopped", "none"] | None = None
    reason: WantedText | None = None
    step: WantedText | None = None


class OfAssignments(Expectation, frozen=True, kw_only=True):
    """How many automatic assignments each user has had, or how far ``among`` some they differ."""

    assignments: dict[User, Count] | None = None
    spread: Count | None = field(default=None, name="assignments_spread")
    among: tuple[User, ...] | None = None

    @staticmethod
    def check(given: Given) -> None:
        """A spread is one among several."""
        if "assignments_spread" in given and not given["among"]:
            given.report("among", said("`assignments_spread` is one among several: list them under `among`"))
        if "among" in given and "assignments_spread" not in given:
            given.report("among", said("`among` belongs to `assignments_spread`"), at_key=True)


class OfDecision(Expectation, frozen=True, kw_only=True):
    """Why a contact has its assignee: the decision of its latest assignment."""

    decision: Expected
    winner: WantedUser | None = None
    eligible: Count | None = None
    left_out: dict[User, Why] | None = None


KINDS: dict[str, type[Expectation]] = {
    "contact": OfContact,
    "user": OfUser,
    "queue": OfQueue,
    "run": OfRun,
    "assignments": OfAssignments,
    "assignments_spread": OfAssignments,
    "decision": OfDecision,
}
"""By the key that says what is looked at."""


class Expect(msgspec.Struct, frozen=True):
    """What an entry expects."""

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Expectation | Bad:
        """The expectation of whatever kind that stands there; one that checks nothing is a mistake."""
        fields = reading.mapping(value, path)
        if fields is BAD:
            return BAD
        kind = next((kind for key, kind in KINDS.items() if key in fields), None)
        if kind is None:
            return reading.report(
                path, said("says nothing of whom: an expectation names one of {keys}", keys=listed(KINDS))
            )
        if len(fields) == 1 and kind is not OfAssignments:
            return reading.report(path, said("checks nothing: say what is expected"))
        return cast("Expectation | Bad", reader_for(kind)(reading, value, path))


def worded(value: object) -> str:
    """A value in words."""
    match value:
        case None:
            return "nothing"
        case str():
            return f'"{value}"'
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list() | tuple():
            items = cast("list[object]", value)
            return f"[{', '.join(map(str, items))}]"
        case _:
            return described(value)
