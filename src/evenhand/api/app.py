"""The web application of one process."""

from functools import reduce
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from evenhand import __version__
from evenhand.api import (
    channels,
    contacts,
    conversations,
    errors,
    events,
    health,
    inbound,
    messages,
    openapi,
    queue,
    runs,
    session,
    stream,
    teams,
    tokens,
    users,
    workflows,
    workspace,
)
from evenhand.api.deps import Services
from evenhand.api.errors import Problem
from evenhand.api.middleware import Edge
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.workflow.problems import child
from evenhand.engine.errors import Broken, Overloaded
from evenhand.storage.database import DatabaseUnavailable

BASE: Final = "/api/v1"
ROUTERS: Final[tuple[APIRouter, ...]] = (
    contacts.router,
    messages.router,
    conversations.router,
    stream.router,
    events.router,
    users.router,
    teams.router,
    channels.router,
    workflows.router,
    runs.router,
    queue.router,
    workspace.router,
    tokens.router,
    session.router,
)
CODES: Final = {404: "not_found", 405: "method_not_allowed"}


def create_app(services: Services) -> FastAPI:
    """The application; starting and stopping the services is left to the caller."""
    app = FastAPI(
        title="Evenhand",
        version=__version__,
        openapi_url=f"{BASE}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        strict_content_type=False,
    )
    app.state.services = services
    app.router.routes.extend(inbound.routes(services, BASE))
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    app.include_router(health.router)
    _handle_errors(app)
    app.add_middleware(Edge)
    app.openapi = lambda: openapi.document(app)
    return app


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    async def problem(request: Request, error: HTTPException) -> Response:
        return errors.answer(error if isinstance(error, Problem) else _of_router(error), request.scope)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return errors.answer(_of_validation(error), request.scope)

    async def failed(request: Request, error: Exception) -> Response:
        return errors.answer(errors.problem_of(error), request.scope)

    for kind in (Refused, Overloaded, DatabaseUnavailable, Broken):
        app.add_exception_handler(kind, failed)


def _of_router(error: HTTPException) -> Problem:
    code = CODES.get(error.status_code, "bad_request")
    headers = dict(error.headers) if error.headers else None
    return Problem(error.status_code, code, error.detail, headers=headers)


def _of_validation(error: RequestValidationError) -> Problem:
    found: list[dict[str, Any]] = [*error.errors()]
    if any(each["loc"][0] == "path" for each in found):
        return Problem(404, "not_found", "There is nothing at this address.")
    flaws = [Flaw(_pointer(each["loc"]), each["msg"]) for each in found]
    return Problem(422, "invalid_value", "Something in what was sent is wrong; see errors.", flaws)


def _pointer(place: tuple[str | int, ...]) -> str:
    where, *keys = place
    pointer = reduce(child, keys, "")
    return pointer if where == "body" else f"{where}{pointer}"
