"""The kinds of steps. A new kind is a module here and its line in ``AnyStep``."""

from typing import Final, get_args

from evenhand.domain.workflow.steps.add_comment import AddComment
from evenhand.domain.workflow.steps.ask_question import AskQuestion
from evenhand.domain.workflow.steps.assign_to import AssignTo
from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.steps.branch import Branch
from evenhand.domain.workflow.steps.close_conversation import CloseConversation
from evenhand.domain.workflow.steps.date_time import DateTime
from evenhand.domain.workflow.steps.end import End
from evenhand.domain.workflow.steps.http_request import HttpRequest
from evenhand.domain.workflow.steps.jump_to import JumpTo
from evenhand.domain.workflow.steps.open_conversation import OpenConversation
from evenhand.domain.workflow.steps.send_message import SendMessage
from evenhand.domain.workflow.steps.trigger_workflow import TriggerWorkflow
from evenhand.domain.workflow.steps.update_contact_field import UpdateContactField
from evenhand.domain.workflow.steps.update_contact_tag import UpdateContactTag
from evenhand.domain.workflow.steps.wait import Wait

AnyStep = (
    SendMessage
    | AskQuestion
    | AssignTo
    | Branch
    | Wait
    | AddComment
    | UpdateContactField
    | UpdateContactTag
    | OpenConversation
    | CloseConversation
    | JumpTo
    | DateTime
    | HttpRequest
    | TriggerWorkflow
    | End
)

KINDS: Final[dict[str, type[Step]]] = {kind.type: kind for kind in get_args(AnyStep)}

__all__ = [
    "KINDS",
    "AddComment",
    "AnyStep",
    "AskQuestion",
    "AssignTo",
    "Branch",
    "CloseConversation",
    "DateTime",
    "End",
    "HttpRequest",
    "JumpTo",
    "OpenConversation",
    "SendMessage",
    "Step",
    "Steps",
    "TriggerWorkflow",
    "UpdateContactField",
    "UpdateContactTag",
    "Wait",
]
