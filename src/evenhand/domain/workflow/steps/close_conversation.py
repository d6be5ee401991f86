"""Close conversation: the contact has none open afterwards."""

from typing import Annotated, ClassVar

from msgspec import Meta

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.outcome import DONE, Done, Failed, Outcome
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.text import Text, TextError


class CloseConversation(Step, frozen=True, kw_only=True):
    """Closes the open conversation with a closing ``category``, given by its name, and a ``summary``."""

    type: ClassVar[str] = "close_conversation"

    category: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    summary: Text | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Close it; where none is open there is nothing to do."""
        if state.contacts.one(run.contact_id).conversation_id is None:
            return Done("not_open")
        known = {row.name for row in state.closing_categories.present()}
        if self.category is not None and self.category not in known:
            return Failed("bad_input")
        try:
            summary = None if self.summary is None else self.summary.render(Names(state, run)).strip()
        except TextError:
            return Failed("bad_input")
        actor = f"workflow:{run.workflow_id}"
        conversations.close_conversation(
            state, run.contact_id, actor, "workflow", self.category, summary or None
        )
        return DONE
