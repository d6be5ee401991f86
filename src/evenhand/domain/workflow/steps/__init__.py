"""The kinds of steps. A new kind is a module here and its line in ``AnyStep``."""

from typing import Final, get_args

from evenhand.domain.workflow.steps.assign_to import AssignTo
from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.steps.send_message import SendMessage

AnyStep = SendMessage | AssignTo

KINDS: Final[dict[str, type[Step]]] = {kind.type: kind for kind in get_args(AnyStep)}

__all__ = ["KINDS", "AnyStep", "AssignTo", "SendMessage", "Step", "Steps"]
