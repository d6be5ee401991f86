"""Open conversation: the contact has one afterwards."""

from typing import ClassVar

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.outcome import DONE, Done, Outcome
from evenhand.domain.workflow.steps.base import Step


class OpenConversation(Step, frozen=True, kw_only=True):
    """Opens a conversation on the channel that the contact last wrote on, unless one is open."""

    type: ClassVar[str] = "open_conversation"

    def run(self, state: State, run: m.Run) -> Outcome:
        """Open it; where one is open there is nothing to do."""
        contact = state.contacts.one(run.contact_id)
        if contact.conversation_id is not None:
            return Done("already_open")
        actor = f"workflow:{run.workflow_id}"
        conversations.open_conversation(state, contact.id, actor, "workflow", contact.channel_id)
        return DONE
