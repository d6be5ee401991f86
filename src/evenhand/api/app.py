"""The web application of one process."""

from functools import reduce
from typing import Any, Final, cast

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
    inbox,
    messages,
    openapi,
    queue,
    reports,
    runs,
    session,
    setup,
    starting,
    stream,
    teams,
    templates,
    tokens,
    trying,
    users,
    web,
    webhooks,
    workflows,
    workspace,
)
from evenhand.api.deps import Services
from evenhand.api.errors import Problem
from evenhand.api.middleware import Edge
from evenhand.api.openapi import BASE
from evenhand.domain.errors import Flaw, Refused
from evenhand.domain.texts import Said, heard, said
from evenhand.domain.workflow.problems import child
from evenhand.engine.errors import Broken, Overloaded
from evenhand.storage.database import DatabaseUnavailable

ROUTERS: Final[tuple[APIRouter, ...]] = (
    contacts.router,
    messages.router,
    conversations.router,
    inbox.router,
    stream.router,
    events.router,
    users.router,
    teams.router,
    channels.router,
    templates.router,
    starting.router,
    trying.router,
    workflows.router,
    runs.router,
    queue.router,
    reports.router,
    webhooks.router,
    workspace.router,
    tokens.router,
    session.router,
    setup.router,
)


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
    app.router.routes.extend(web.routes())
    _handle_errors(app)
    app.add_middleware(Edge)
    app.openapi = lambda: openapi.document(app)
    return app


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(HTTPException)
    async def problem(request: Request, error: HTTPException) -> Response:
        if error.status_code == 405:
            return errors.answer(_other_method(openapi.allowed(app, request.scope["path"])), request.scope)
        return errors.answer(error if isinstance(error, Problem) else _of_router(error), request.scope)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        if all(each["loc"][0] != "path" for each in error.errors()):
            return errors.answer(_of_validation(error), request.scope)
        # What fits no id here may be the name of another address, which knows other methods.
        allowed = openapi.allowed(app, request.scope["path"])
        found = _nothing_here() if request.method in allowed else _other_method(allowed)
        return errors.answer(found, request.scope)

    async def failed(request: Request, error: Exception) -> Response:
        return errors.answer(errors.problem_of(error), request.scope)

    for kind in (Refused, Overloaded, DatabaseUnavailable, Broken):
        app.add_exception_handler(kind, failed)


def _nothing_here() -> Problem:
    return Problem(404, "not_found", said("There is nothing at this address."))


def _other_method(allowed: list[str]) -> Problem:
    methods = ", ".join(allowed)
    return Problem(
        405,
        "method_not_allowed",
        said("Here one can {methods}.", methods=methods),
        headers={"Allow": methods},
    )


def _of_router(error: HTTPException) -> Problem:
    if error.status_code == 404:
        return _nothing_here()
    headers = dict(error.headers) if error.headers else None
    return Problem(error.status_code, "bad_request", heard(error.detail), headers=headers)


def _of_validation(error: RequestValidationError) -> Problem:
    found: dict[str, list[Said]] = {}
    for each in error.errors():
        pointer, detail = _flaw(each, error.body)
        found.setdefault(pointer, []).append(heard(detail))
    flaws = [Flaw(pointer, reduce(_or, details)) for pointer, details in found.items()]
    return Problem(422, "invalid_value", said("Something in what was sent is wrong; see errors."), flaws)


def _flaw(each: dict[str, Any], body: Any) -> tuple[str, str]:
    """Where something is wrong, and what."""
    match each["type"]:
        case "missing" if len(each["loc"]) > 1:
            return child(_pointer(each["loc"][:-1], body), each["loc"][-1]), each["msg"]
        case "union_tag_not_found":
            return _tag(each, body), "Field required"
        case "union_tag_invalid":
            tags = " or ".join(each["ctx"]["expected_tags"].rsplit(", ", 1))
            return _tag(each, body), f"Input should be {tags}"
        case _:
            return _pointer(each["loc"], body), each["msg"]


def _tag(each: dict[str, Any], body: Any) -> str:
    """Where the field stands, or should, by which the kinds of a value are told apart."""
    return child(_pointer(each["loc"], body), each["ctx"]["discriminator"].strip("'"))


def _or(one: Said, other: Said) -> Said:
    return said("{one}; or: {other}", one=one, other=other)


def _pointer(place: tuple[str | int, ...], body: Any) -> str:
    """Where it is; of what stands between the keys (the kinds that a value could be) nothing is kept."""
    where, *keys = place
    if where != "body":
        return reduce(child, keys, str(where))
    pointer = ""
    for key in keys:
        match body:
            case dict() if key in body:
                pointer, body = child(pointer, key), cast("dict[Any, Any]", body)[key]
            case list() if isinstance(key, int):
                pointer, body = child(pointer, key), cast("list[Any]", body)[key]
            case _:
                pass
    return pointer
