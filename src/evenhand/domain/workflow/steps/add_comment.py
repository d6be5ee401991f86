"""Add comment: an internal note on the contact."""

import re
from typing import ClassVar, Final

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.conversations import MENTION
from evenhand.domain.state import State
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.outcome import DONE, Failed, Outcome
from evenhand.domain.workflow.steps.base import Step
from evenhand.domain.workflow.text import Text, TextError, text_of

_MARK: Final = re.compile("\0([^\0]*)\0")
"""Stands for a mention while the text is rendered: no value holds NUL, so that none can make one."""


class AddComment(Step, frozen=True, kw_only=True):
    """Writes ``text``, in which `@{ana@example.com}` and `@{assignee}` mention a user."""

    type: ClassVar[str] = "add_comment"

    text: Text

    def run(self, state: State, run: m.Run) -> Outcome:
        """Write it; a comment that comes to nothing is bad input."""
        contact = state.contacts.one(run.contact_id)
        try:
            text = text_of(MENTION.sub("\0\\1\0", self.text.source)).render(Names(state, run))
        except TextError:
            return Failed("bad_input")
        mentions: list[int] = []

        def name(mark: re.Match[str]) -> str:
            user = _user(state, contact, mark[1])
            if user is None:
                return "" if mark[1] == "assignee" else f"@{mark[1]}"
            mentions.append(user.id)
            return f"@{user.name}"

        text = _MARK.sub(name, text).strip()
        if not text:
            return Failed("bad_input")
        author = f"workflow:{run.workflow_id}"
        conversations.write_comment(state, contact, text, list(dict.fromkeys(mentions)), author)
        return DONE


def _user(state: State, contact: m.Contact, whom: str) -> m.User | None:
    """Who is mentioned, None where there is nobody, or nobody any more."""
    if whom == "assignee":
        return None if contact.assignee_id is None else state.users.one(contact.assignee_id)
    users = (row for row in state.users.present() if row.deleted_at is None)
    return next((row for row in users if row.email == whom.lower()), None)
