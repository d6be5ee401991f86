"""Workflows: drafts, versions, publishing and stopping."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Path, Query, Response

from evenhand.api import responses
from evenhand.api.deps import AnyCall, Call, ManagerCall, Part
from evenhand.api.documents import ANY_BODY, BODY, Document, aside, storable
from evenhand.api.requests import Id, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.api.templates import NEW_BODY, NewDocument
from evenhand.domain.commands import DeleteWorkflow, PublishWorkflow, SaveWorkflow, StopWorkflow
from evenhand.domain.errors import Refused
from evenhand.domain.model import WorkflowState
from evenhand.domain.texts import Detail, said
from evenhand.domain.workflow.diff import Change, differences
from evenhand.domain.workflow.lint import lint
from evenhand.domain.workflow.problems import Severity
from evenhand.storage.reads import workflows
from evenhand.storage.reads.workflows import VersionSummary, VersionView, WorkflowSummary, WorkflowView

router = APIRouter(tags=["workflows"], route_class=JsonRoute)

# Not declared, but described with the call: to be refused for an old tag is no failure of the service.
IfMatch = Annotated[str | None, Header(include_in_schema=False)]
Version = Annotated[int, Path(ge=1, le=2**31 - 1, description="Versions are counted from 1.")]

Compared = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The number of a version.")]


class ProblemInWorkflow(msgspec.Struct):
    """One thing that is wrong: a JSON pointer into the document, in a file also line and column (from 1)."""

    pointer: str
    detail: Detail
    severity: Severity
    step: str | None
    line: int | None
    column: int | None


class WorkflowChanges(msgspec.Struct):
    """What turns one version into another, told by steps; null stands for the draft."""

    before: int | None
    after: int | None
    changes: list[Change]


class ProblemsInWorkflow(msgspec.Struct):
    """Everything that is wrong with a document, in its order; errors keep it from being published."""

    problems: list[ProblemInWorkflow]


@router.post(
    "/workflows",
    operation_id="create_workflow",
    openapi_extra=NEW_BODY,
    **shows(WorkflowView, 409, status=201),
)
async def create_workflow(call: ManagerCall, document: NewDocument) -> Response:
    """Makes a workflow, from a document or a template: a draft that may still have problems."""
    workflow_id = await call.create(SaveWorkflow(**call.origin, document=storable(document)))
    return await _draft(call, workflow_id, 201)


@router.get("/workflows", operation_id="list_workflows", **shows(Page[WorkflowSummary]))
async def list_workflows(
    call: AnyCall,
    part: Part,
    q: Annotated[str | None, Query(max_length=200, description="Part of the name.")] = None,
    state: WorkflowState | None = None,
) -> Response:
    """All workflows, oldest first."""
    found = await call.read(workflows.workflows, q=q, state=state, after=part.after, limit=part.fetch)
    return part.page(found, lambda workflow: workflow.id)


@router.post(
    "/workflows/lint", operation_id="lint_workflow", openapi_extra=ANY_BODY, **shows(ProblemsInWorkflow)
)
async def lint_workflow(call: AnyCall, document: Document) -> Response:
    """Says what is wrong with a document, as publishing it here would."""
    names = await call.read(workflows.names)
    problems = await aside(lint, document, names)
    return responses.json(
        ProblemsInWorkflow(
            [
                ProblemInWorkflow(each.path, each.detail, each.severity, each.step, each.line, each.column)
                for each in problems
            ]
        )
    )


@router.get("/workflows/{workflow_id}", operation_id="get_workflow", **shows(WorkflowView))
async def get_workflow(call: AnyCall, workflow_id: Id) -> Response:
    """One workflow with its draft, whose revision is the `ETag`."""
    return await _draft(call, workflow_id)


@router.put(
    "/workflows/{workflow_id}",
    operation_id="change_workflow",
    openapi_extra=BODY,
    **shows(WorkflowView, 409, 412),
)
async def change_workflow(
    call: ManagerCall, workflow_id: Id, document: Document, if_match: IfMatch = None
) -> Response:
    """Changes the draft. Contacts go on through the version that was published.

    `If-Match` with the `ETag` of the draft that was read keeps one that has changed since (412).
    """
    revision = _revision(if_match)
    command = SaveWorkflow(
        **call.origin, document=storable(document), workflow_id=workflow_id, revision=revision
    )
    await call.submit(command)
    return await _draft(call, workflow_id)


@router.delete("/workflows/{workflow_id}", operation_id="delete_workflow", **shows(None))
async def delete_workflow(call: ManagerCall, workflow_id: Id) -> Response:
    """Stops a workflow and deletes it."""
    await call.submit(DeleteWorkflow(**call.origin, workflow_id=workflow_id))
    return responses.nothing()


@router.post("/workflows/{workflow_id}/publish", operation_id="publish_workflow", **shows(VersionView))
async def publish_workflow(call: ManagerCall, workflow_id: Id) -> Response:
    """Makes the draft the next version; refused with every problem. Who is inside finishes on the old one."""
    answer = await call.submit(PublishWorkflow(**call.origin, workflow_id=workflow_id))
    assert answer.event is not None
    assert answer.event.data is not None
    number: int = answer.event.data["version"]
    return responses.json(await call.find("version", workflows.version, number, workflow_id))


@router.post("/workflows/{workflow_id}/stop", operation_id="stop_workflow", **shows(WorkflowView))
async def stop_workflow(call: ManagerCall, workflow_id: Id) -> Response:
    """Stops a workflow: everyone inside is taken out, and nobody enters until it is published again."""
    await call.submit(StopWorkflow(**call.origin, workflow_id=workflow_id))
    return await _draft(call, workflow_id)


@router.get(
    "/workflows/{workflow_id}/versions", operation_id="list_workflow_versions", **shows(Page[VersionSummary])
)
async def list_workflow_versions(call: AnyCall, workflow_id: Id, part: Part) -> Response:
    """All versions of a workflow, newest first."""
    await call.find("workflow", workflows.workflow, workflow_id)
    found = await call.read(workflows.versions, workflow_id, before=part.before, limit=part.fetch)
    return part.page(found, lambda version: version.version)


@router.get(
    "/workflows/{workflow_id}/versions/{version}", operation_id="get_workflow_version", **shows(VersionView)
)
async def get_workflow_version(call: AnyCall, workflow_id: Id, version: Version) -> Response:
    """One version with its document, which never changes."""
    return responses.json(await call.find("version", workflows.version, version, workflow_id))


@router.get(
    "/workflows/{workflow_id}/changes", operation_id="compare_workflow_versions", **shows(WorkflowChanges)
)
async def compare_workflow_versions(
    call: AnyCall, workflow_id: Id, before: Compared = None, after: Compared = None
) -> Response:
    """What is different in `after` (the draft), step by step, from `before` (the latest version)."""
    draft = await call.find("workflow", workflows.workflow, workflow_id)
    first = draft.version if before is None else before
    old = (
        {} if first is None else (await call.find("version", workflows.version, first, workflow_id)).document
    )
    new = draft if after is None else await call.find("version", workflows.version, after, workflow_id)
    changes = await aside(differences, old, new.document)
    return responses.json(WorkflowChanges(first, after, changes))


async def _draft(call: Call, workflow_id: int, status: int = 200) -> Response:
    view = await call.find("workflow", workflows.workflow, workflow_id)
    return responses.json(view, status, {"ETag": f'"{view.revision}"'})


def _revision(if_match: str | None) -> int | None:
    """The revision that the caller has read; None where any will do."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip()
    number = tag[1:-1]
    if not (tag == f'"{number}"' and number.isdecimal() and len(number) < 10):
        raise Refused(
            "stale", "stale_draft", said("If-Match is not the ETag of the present draft: read it again.")
        )
    return int(number)
