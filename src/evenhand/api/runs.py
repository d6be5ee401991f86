"""Runs: contacts going through workflows."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from evenhand.api import responses
from evenhand.api.deps import AnyCall, Part
from evenhand.api.requests import MAX_ID, Id, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import TakeOut
from evenhand.storage.reads import runs
from evenhand.storage.reads.runs import RunSummary, RunView

router = APIRouter(tags=["runs"], route_class=JsonRoute)


@router.get("/runs", operation_id="list_runs", **shows(Page[RunSummary]))
async def list_runs(
    call: AnyCall,
    part: Part,
    workflow: Annotated[int | None, Query(ge=1, le=MAX_ID, description="The id of a workflow.")] = None,
    contact: Annotated[int | None, Query(ge=1, le=MAX_ID, description="The id of a contact.")] = None,
    state: Literal["waiting", "completed", "failed", "stopped"] | None = None,
) -> Response:
    """Runs of the contacts that the caller may see, newest first."""
    found = await call.read(
        runs.runs,
        call.viewer,
        workflow=workflow,
        contact=contact,
        state=state,
        before=part.before,
        limit=part.fetch,
    )
    return part.page(found, lambda run: run.id)


@router.get("/runs/{run_id}", operation_id="get_run", **shows(RunView))
async def get_run(call: AnyCall, run_id: Id) -> Response:
    """One run: what each step did, when and why, and what it waits for."""
    return responses.json(await call.find("run", runs.run, run_id, call.viewer))


@router.delete("/runs/{run_id}", operation_id="take_out_of_run", **shows(None, 409))
async def take_out_of_run(call: AnyCall, run_id: Id) -> Response:
    """Takes the contact out: the run stops with the reason `taken_out`."""
    await call.submit(TakeOut(**call.origin, run_id=run_id))
    return responses.nothing()
