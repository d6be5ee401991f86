"""Add comment: an internal note on the contact."""

from typing import ClassVar

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.outcome import DONE, Failed, Outcome
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.text import Text, TextError


class AddComment(Step, frozen=True, kw_only=True):
    """Writes ``text``, in which `@{ana@example.com}` and `@{assignee}` mention a user."""

    type: ClassVar[str] = "add_comment"

    text: Text

    def run(self, state: State, run: m.Run) -> Outcome:
        """Write it; a comment that comes to nothing is bad input."""
        names = Names(state, run)
        try:
            text = self.text.render(names).strip()
        except TextError:
            return Failed("bad_input")
        if not text:
            return Failed("bad_input")
        contact = state.contacts.one(run.contact_id)
        author = f"workflow:{run.workflow_id}"
        conversations.write_comment(state, contact, text, list(names.mentioned), author)
        return DONE
