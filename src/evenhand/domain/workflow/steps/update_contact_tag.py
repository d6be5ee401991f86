"""Update contact tag: adds tags to the contact and takes others away."""

from typing import ClassVar

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.fields import BadValue, set_tags
from evenhand.domain.workflow.outcome import DONE, Failed, Outcome
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.templates import Texts
from evenhand.domain.workflow.text import TextError


class UpdateContactTag(Step, frozen=True, kw_only=True):
    """Takes away the tags of ``remove``, then adds those of ``add``: a text each, or a list of them."""

    type: ClassVar[str] = "update_contact_tag"

    add: Texts | None = None
    remove: Texts | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Change the tags; more of them than a contact can have is bad input."""
        names = Names(state, run)
        try:
            add = () if self.add is None else self.add.render(names)
            remove = () if self.remove is None else self.remove.render(names)
            set_tags(state, run, add, remove)
        except (TextError, BadValue):
            return Failed("bad_input")
        return DONE

    @staticmethod
    def check(given: Given) -> None:
        """One of the two."""
        if "add" not in given and "remove" not in given:
            given.report("add", said("`add` and `remove` are both missing: at least one of them is needed"))
