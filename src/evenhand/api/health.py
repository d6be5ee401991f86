"""Whether this process works, and how it fares."""

from typing import Any, Final, Literal

import msgspec
from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from evenhand import telemetry
from evenhand.api import responses
from evenhand.api.deps import services_of
from evenhand.api.errors import unavailable
from evenhand.api.responses import shows
from evenhand.domain.texts import said
from evenhand.storage.database import DatabaseUnavailable
from evenhand.storage.migrate import is_migrated
from evenhand.storage.reads import lanes

router = APIRouter(tags=["health"])

PUBLIC: Final[dict[str, Any]] = {"security": []}


class Health(msgspec.Struct):
    """All is well."""

    status: Literal["ok"]


@router.head("/healthz", include_in_schema=False)  # what many checks ask with
@router.get("/healthz", operation_id="get_health", openapi_extra=PUBLIC, **shows(Health))
async def get_health() -> Response:
    """The process answers."""
    return responses.json(Health("ok"))


@router.head("/readyz", include_in_schema=False)  # what many checks ask with
@router.get("/readyz", operation_id="get_readiness", openapi_extra=PUBLIC, **shows(Health))
async def get_readiness(request: Request) -> Response:
    """The database is reachable and has the schema that this code needs."""
    async with services_of(request).database.reads.connection() as connection:
        if not await is_migrated(connection):
            raise unavailable(said("The database lacks migrations."), 5)
    return responses.json(Health("ok"))


@router.get(
    "/metrics",
    operation_id="get_metrics",
    openapi_extra=PUBLIC,
    response_class=Response,
    responses={
        200: {"description": "Prometheus text.", "content": {"text/plain": {"schema": {"type": "string"}}}}
    },
)
async def get_metrics(request: Request) -> Response:
    """What is counted and measured, as Prometheus reads it."""
    try:
        async with services_of(request).database.reads.connection() as connection:
            telemetry.OLDEST_SNAPSHOT.set(await lanes.oldest_snapshot(connection))
    except DatabaseUnavailable:
        telemetry.OLDEST_SNAPSHOT.set(float("nan"))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
