"""Send message: a text to the contact."""

from typing import Annotated, ClassVar

from msgspec import Meta

from evenhand.domain import conversations
from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.outcome import DONE, Failed, Outcome
from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.text import Text, TextError


class SendMessage(Step, frozen=True, kw_only=True):
    """Sends ``text`` on a channel, given by its name, or on the one that the contact last wrote on."""

    type: ClassVar[str] = "send_message"

    text: Text
    channel: Annotated[str, Meta(min_length=1, max_length=200)] = "last_interacted"
    on_failure: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Write the message. Fails only without a channel to send on, or where the text comes to nothing."""
        channel = self._channel(state, state.contacts.one(run.contact_id))
        if channel is None:
            return Failed("message_failed")
        try:
            text = self.text.render(Names(state, run)).strip()
        except TextError:
            return Failed("message_failed")
        if not text:
            return Failed("message_failed")
        actor = f"workflow:{run.workflow_id}"
        conversations.write(state, run.contact_id, text, actor, "workflow", run.workflow_id, channel)
        return DONE

    def _channel(self, state: State, contact: m.Contact) -> m.Channel | None:
        if self.channel == "last_interacted":
            return conversations.channel_to(state, contact)
        identities = state.identity_of.find(contact.id) or ()
        rows = (state.channels.one(identity.channel_id) for identity in identities)
        return next((row for row in rows if row.name == self.channel and row.deleted_at is None), None)
