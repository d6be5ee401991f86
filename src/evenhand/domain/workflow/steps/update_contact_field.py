"""Update contact field: gives a field of the contact a value, or clears it."""

from typing import Annotated, Any, ClassVar

from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.fields import BadValue, set_field
from evenhand.domain.workflow.outcome import DONE, Failed, Outcome
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.templates import Template
from evenhand.domain.workflow.text import TextError


class UpdateContactField(Step, frozen=True, kw_only=True):
    """Sets ``field``, a standard or a custom one, to ``value``; an empty value clears it."""

    type: ClassVar[str] = "update_contact_field"

    field: Annotated[str, Meta(min_length=1, max_length=200)]
    value: Template

    def run(self, state: State, run: m.Run) -> Outcome:
        """Set it; what the field cannot hold is bad input."""
        try:
            value: Any = self.value.render(Names(state, run))
            set_field(state, run, self.field, value)
        except (TextError, BadValue):
            return Failed("bad_input")
        return DONE

    @staticmethod
    def check(given: Given) -> None:
        """A field holds no mapping."""
        if given["value"] is not None and isinstance(given["value"].source, dict):
            given.report("value", said("must be a text, a number, `true`, `false` or a list, not a mapping"))
