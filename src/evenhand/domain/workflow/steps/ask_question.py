"""Ask question: waits for the contact's answer, and keeps it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec
from msgspec import Meta

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.durations import LONGEST
from evenhand.domain.workflow.fields import BadValue, set_field, set_tags
from evenhand.domain.workflow.outcome import DONE, WAITS, Failed, Outcome, Takes, Waits
from evenhand.domain.workflow.problems import amiss, shown
from evenhand.domain.workflow.questions import RATING, QuestionType, read_answer
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.sentences import sentence
from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.text import Text, TextError
from evenhand.domain.workflow.triggers import VariableName
from evenhand.domain.workflow.values import simplified

MAX_CHOICES: Final = 20
MOST_BUTTONS: Final = 10
"""Ratings are offered as choices where there are no more."""


class SaveAs(msgspec.Struct, frozen=True, kw_only=True):
    """Where the answer goes: a variable of the run, a field of the contact, or its tags."""

    variable: VariableName | None = None
    contact_field: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    tag: Literal[True] | None = None

    @staticmethod
    def check(given: Given) -> None:
        """Exactly one of them."""
        if sum(key in given for key in ("variable", "contact_field", "tag")) != 1:
            given.reading.report(
                given.path, said("needs one of `variable: a name`, `contact_field: a name` and `tag: true`")
            )


class AskQuestion(Step, frozen=True, kw_only=True):
    """Asks ``text``, and asks again until the answer fits or there were ``max_attempts`` answers.

    ``min`` and ``max`` bound a number, a rating, a date, or the characters of a text.
    """

    type: ClassVar[str] = "ask_question"

    text: Text
    question_type: QuestionType
    choices: tuple[Annotated[str, Meta(min_length=1, max_length=200)], ...] = ()
    min: Any = None
    max: Any = None
    save_as: SaveAs
    max_attempts: Annotated[int, Meta(ge=1, le=100)] = 3
    retry_text: Text | None = None
    timeout: timedelta = LONGEST
    on_timeout: Steps | None = None
    on_invalid: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Ask, and wait for the answer."""
        asked = self._ask(state, run, self.text)
        if asked is None:
            return Failed("message_failed")
        runs.wait(state, run, state.now + self.timeout)
        runs.remember(run, question=m.Question(asked, 0))
        return WAITS

    def answered(self, state: State, run: m.Run, text: str) -> Outcome:
        """Keep the answer; one that does not fit is asked for again, while there are attempts left."""
        assert run.memory is not None
        assert run.memory.question is not None
        least, most = self._bounds()
        contact = state.contacts.one(run.contact_id)
        value = read_answer(self.question_type, text, self.choices, least, most, contact)
        if value is not None and self._keep(state, run, value):
            return DONE
        answers = run.memory.question.answers + 1
        if answers == self.max_attempts:
            return (
                Failed("invalid_answer") if self.on_invalid is None else Takes("on_invalid", "invalid_answer")
            )
        asked = self._ask(state, run, self.retry_text)
        if asked is None:
            return Failed("message_failed")
        runs.remember(run, question=m.Question(asked, answers))
        return Waits("invalid_answer")

    def due(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """There was no answer in time."""
        return (
            Failed("question_timeout") if self.on_timeout is None else Takes("on_timeout", "question_timeout")
        )

    def _ask(self, state: State, run: m.Run, text: Text | None) -> int | None:
        """Send the question; the message's id, None where it cannot be sent."""
        contact = state.contacts.one(run.contact_id)
        channel = conversations.channel_to(state, contact)
        choices = self._offered()
        try:
            words = "" if text is None else text.render(Names(state, run)).strip()
        except TextError:
            return None
        if text is None:
            words = sentence(self.question_type, contact.language, choices, *self._bounds())
        if channel is None or not words:
            return None
        actor = f"workflow:{run.workflow_id}"
        event = conversations.write(
            state, run.contact_id, words, actor, "workflow", run.workflow_id, channel, choices or None
        )
        return event.seq

    def _offered(self) -> list[str]:
        """The answers that the contact can press."""
        if self.question_type != "rating":
            return list(self.choices)
        least, most = self._bounds()
        return [str(rating) for rating in range(least, most + 1)] if most - least < MOST_BUTTONS else []

    def _bounds(self) -> tuple[Any, Any]:
        """The least and the most that an answer may be."""
        least, most = self.min, self.max
        match self.question_type:
            case "rating":
                return (RATING[0] if least is None else least, RATING[1] if most is None else most)
            case "date":
                return (_day(least), _day(most))
            case _:
                return least, most

    def _keep(self, state: State, run: m.Run, value: Any) -> bool:
        """Save the answer; False where the field cannot hold it."""
        if self.save_as.variable is not None:
            run.variables = {**run.variables, self.save_as.variable: value}
            return True
        try:
            if self.save_as.contact_field is not None:
                set_field(state, run, self.save_as.contact_field, value)
            else:
                set_tags(state, run, (str(value),), ())
        except BadValue:
            return False
        return True

    @staticmethod
    def check(given: Given) -> None:
        """Choices belong to multiple choice, bounds to what has a size."""
        kind: QuestionType | None = given["question_type"]
        if kind is None:
            return
        _check_choices(given, kind)
        least, most = (_check_bound(given, kind, key) for key in ("min", "max"))
        if kind == "rating":
            least = RATING[0] if least is None else least
            most = RATING[1] if most is None else most
        if least is not None and most is not None and least > most:
            given.report("max", said("must not be less than `min`, which is {least}", least=least))


def _check_choices(given: Given, kind: QuestionType) -> None:
    choices: tuple[str, ...] | None = given["choices"]
    if kind != "multiple_choice":
        if "choices" in given:
            reason = said(
                "`choices` belong to question type `multiple_choice`, not to {kind}", kind=shown(kind)
            )
            given.report("choices", said("{reason}: remove them", reason=reason), at_key=True)
        return
    if "choices" not in given:
        given.report("choices", said("`choices` is missing: question type `multiple_choice` needs it"))
        return
    if choices is None:
        return
    if not 1 <= len(choices) <= MAX_CHOICES:
        given.report(
            "choices",
            said("must be 1 to {most} choices, not {count}", most=MAX_CHOICES, count=len(choices)),
        )
    known: set[str] = set()
    for i, choice in enumerate(choices):
        plain = simplified(choice)
        if plain in known:
            given.report(
                f"choices/{i}",
                said("{choice} is there already, whatever its case and accents", choice=shown(choice)),
            )
        known.add(plain)


def _whole(value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> object:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _size(value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


_BOUNDS: Final[dict[str, tuple[Callable[[object], object], str]]] = {
    "number": (_number, said("a number")),
    "rating": (_whole, said("a whole number")),
    "text": (_size, said("a number of characters")),
    "date": (_day, said("a date such as `2026-12-24`")),
}


def _check_bound(given: Given, kind: QuestionType, key: str) -> Any:
    """The bound, None where there is none or it is wrong."""
    if key not in given:
        return None
    if kind not in _BOUNDS:
        reason = said(
            "`{key}` belongs to numbers, ratings, dates and texts, not to question type {kind}",
            key=key,
            kind=shown(kind),
        )
        given.report(key, said("{reason}: remove it", reason=reason), at_key=True)
        return None
    read, wanted = _BOUNDS[kind]
    bound = read(given[key])
    if bound is None:
        given.report(key, amiss(given[key], wanted))
    return bound
