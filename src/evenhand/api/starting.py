"""Starting workflows: by hand, as shortcuts, and by their webhooks."""

import re
import secrets
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import APIRouter, Path, Request, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.auth import Principal
from evenhand.api.deps import AnyCall, Call, ManagerCall, Part, repeat_key, services_of
from evenhand.api.errors import Problem
from evenhand.api.requests import MAX_ID, Body, Id, JsonRoute, Key, decode, require_json
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import Answer, ReceiveWebhook, RenewWebhookKey, RunShortcut, StartRun
from evenhand.domain.texts import said
from evenhand.storage.reads import runs, workflows
from evenhand.storage.reads.rows import EVERYTHING
from evenhand.storage.reads.runs import RunView
from evenhand.storage.reads.workflows import ShortcutView, WorkflowView
from evenhand.storage.vault import Vault

router = APIRouter(tags=["runs"], route_class=JsonRoute)

KEY: Final = re.compile(r"ehw_([0-9]{1,18})_[\w-]{1,100}")
TRIGGER: Final = "incoming_webhook"

Word = Annotated[str, Field(max_length=10_000)]
Number = Annotated[int, Field(ge=-MAX_ID, le=MAX_ID)] | float
Plain = Word | bool | Number
Given = Annotated[
    dict[Annotated[str, Field(max_length=64)], Plain | list[Plain] | None], Field(max_length=50)
]

ANY_JSON: Final[dict[str, Any]] = {
    "security": [],
    "requestBody": {
        "required": True,
        "description": "Any JSON: the workflow's trigger says where the contact stands and what is saved.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Value"}}},
    },
}


class RunByHand(Body):
    """For whom, with which variables, and, if not with the first one, at which step."""

    contact: Key
    variables: Given = Field(default_factory=dict)
    start_at: Annotated[str, Field(max_length=200)] | None = None


class FilledForm(Body):
    """For whom, and the answers to the shortcut's form by their names."""

    contact: Key
    form: Given = Field(default_factory=dict)


class Started(msgspec.Struct):
    """The run as far as it has come, or why there is none (``skipped``).

    `inside`: the contact is in this workflow already; `once_per_contact`: it has been; `conditions`: those
    of the trigger do not hold.
    """

    contact: int
    run: RunView | None
    skipped: Literal["inside", "once_per_contact", "conditions"] | None


class StartedByWebhook(msgspec.Struct):
    """The contact that was found or made, and its new run, or why there is none."""

    contact: int
    run: int | None
    skipped: Literal["inside", "once_per_contact", "conditions"] | None


class WebhookAddress(msgspec.Struct):
    """Where a program starts the workflow, on this host; whoever knows it can."""

    key: str
    path: str


@router.post("/workflows/{workflow_id}/run", operation_id="start_run", **shows(Started, 409))
async def start_run(call: AnyCall, workflow_id: Id, body: RunByHand) -> Response:
    """Starts a published workflow for a contact, whatever its trigger is."""
    answer = await call.submit(
        StartRun(
            **call.origin,
            workflow_id=workflow_id,
            contact_id=body.contact,
            variables=body.variables,
            start_at=body.start_at,
        )
    )
    return await _started(call, answer)


@router.get("/shortcuts", operation_id="list_shortcuts", **shows(Page[ShortcutView]))
async def list_shortcuts(call: AnyCall, part: Part) -> Response:
    """Published workflows that an agent can start for a contact, with the form to fill in."""
    found = await call.read(workflows.shortcuts, after=part.after, limit=part.fetch)
    return part.page(found, lambda shortcut: shortcut.id)


@router.post("/shortcuts/{workflow_id}/run", operation_id="run_shortcut", **shows(Started, 409))
async def run_shortcut(call: AnyCall, workflow_id: Id, body: FilledForm) -> Response:
    """Starts a shortcut for a contact with the form filled in."""
    command = RunShortcut(**call.origin, workflow_id=workflow_id, contact_id=body.contact, form=body.form)
    return await _started(call, await call.submit(command))


@router.get(
    "/workflows/{workflow_id}/webhook", operation_id="get_workflow_webhook", **shows(WebhookAddress, 409)
)
async def get_workflow_webhook(call: ManagerCall, workflow_id: Id) -> Response:
    """The address by which programs start a workflow whose trigger is `incoming_webhook`."""
    workflow = await call.find("workflow", workflows.workflow, workflow_id)
    if workflow.trigger != TRIGGER:
        raise Problem(
            409, "not_a_webhook", said("The workflow {name} is started by no webhook.", name=workflow.name)
        )
    return responses.json(await _address(call, workflow))


@router.post(
    "/workflows/{workflow_id}/webhook", operation_id="renew_workflow_webhook", **shows(WebhookAddress)
)
async def renew_workflow_webhook(call: ManagerCall, workflow_id: Id) -> Response:
    """Gives the workflow's webhook another key: the address so far starts nothing any more."""
    await call.submit(RenewWebhookKey(**call.origin, workflow_id=workflow_id))
    workflow = await call.find("workflow", workflows.workflow, workflow_id)
    return responses.json(await _address(call, workflow))


@router.post(
    "/workflows/{workflow_id}/webhook/{key}",
    operation_id="start_by_webhook",
    openapi_extra=ANY_JSON,
    **shows(StartedByWebhook, 409),
)
async def start_by_webhook(
    request: Request, workflow_id: Id, key: Annotated[str, Path(max_length=200)]
) -> Response:
    """Starts the workflow for the contact that stands in the body; the key in the address lets one in."""
    call = await _caller(request, workflow_id, key)
    require_json(request)
    command = ReceiveWebhook(**call.origin, workflow_id=workflow_id, body=decode(await request.body()))
    contact, run, skipped = _outcome(await call.submit(command))
    return responses.json(StartedByWebhook(contact, run, skipped))


async def _caller(request: Request, workflow_id: int, key: str) -> Call:
    """Whoever knows the key of a workflow's webhook acts as the API; raises the problem 404 for others."""
    services = services_of(request)
    match = KEY.fullmatch(key)
    workspace_id = int(match[1]) if match else 0
    async with services.database.reads.connection() as connection:
        number = await workflows.webhook_key(connection, workspace_id, workflow_id)
    known = None if number is None else webhook_key(services.vault, workspace_id, workflow_id, number)
    if known is None or not secrets.compare_digest(known.encode(), key.encode()):
        raise Problem(404, "webhook_not_found", said("There is no workflow with this address."))
    principal = Principal(workspace_id, "owner", None, "token", f"webhook {workflow_id}")
    return Call(services, principal, await repeat_key(request, principal))


def webhook_key(vault: Vault, workspace_id: int, workflow_id: int, number: int) -> str:
    """The key in the address of a workflow's webhook, renewed by the event ``number`` (0: never)."""
    return f"ehw_{workspace_id}_{vault.key_for(workspace_id, f'workflow {workflow_id} {number}')}"


async def _address(call: Call, workflow: WorkflowView) -> WebhookAddress:
    number = await call.find("workflow", workflows.webhook_key, workflow.id)
    key = webhook_key(call.services.vault, call.workspace_id, workflow.id, number)
    return WebhookAddress(key, f"/api/v1/workflows/{workflow.id}/webhook/{key}")


async def _started(call: Call, answer: Answer) -> Response:
    contact, run_id, skipped = _outcome(answer)
    run = None if run_id is None else await call.find("run", runs.run, run_id, EVERYTHING)
    return responses.json(Started(contact, run, skipped))


def _outcome(answer: Answer) -> tuple[int, int | None, Any]:
    event = answer.event
    assert event is not None
    assert event.contact_id is not None
    if event.type == "run.started":
        return event.contact_id, event.seq, None
    return event.contact_id, None, (event.data or {}).get("reason")
