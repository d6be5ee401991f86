"""Send message: a text to the contact."""

from typing import Annotated, ClassVar

from msgspec import Meta

from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.text import Text


class SendMessage(Step, frozen=True, kw_only=True):
    """Sends ``text`` on a channel, given by its name, or on the one that the contact last wrote on."""

    type: ClassVar[str] = "send_message"

    text: Text
    channel: Annotated[str, Meta(min_length=1, max_length=200)] = "last_interacted"
    on_failure: Steps | None = None
