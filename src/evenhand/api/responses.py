"""What the API answers: views, encoded by msgspec and declared in the OpenAPI document by their schemas."""

from typing import Any, Final, Generic, TypeVar

import msgspec
from starlette.responses import Response

from evenhand.api.errors import MEDIA_TYPE, ProblemView
from evenhand.api.languages import encode

T = TypeVar("T")

DOCUMENTED: Final[dict[str, Any]] = {}
"""Every view that some route answers, by its name in the OpenAPI document's components."""

PROBLEMS: Final = {
    400: "What was sent cannot be read: no valid JSON, or a NUL character.",
    401: "No valid token or session.",
    403: "The role of the caller does not allow this.",
    404: "There is no such thing in this workspace, or the caller may not see it.",
    409: "It cannot be done as things are now.",
    412: "The thing has changed since it was read.",
    413: "The body is too big.",
    415: "The body has the wrong type.",
    422: "Something in what was sent is wrong; `errors` says what and where.",
    429: "Too many tries; `Retry-After` says in how many seconds to try again.",
    503: "Not now; `Retry-After` says in how many seconds to try again.",
}
ALWAYS: Final = (400, 401, 403, 404, 413, 415, 422, 503)


class Page(msgspec.Struct, Generic[T]):
    """A part of a list; ``next_cursor`` asks for what follows, null at the end."""

    items: list[T]
    next_cursor: str | None


def shows(view: Any, *problems: int, status: int = 200) -> dict[str, Any]:
    """The arguments of a route that answers ``view`` (None: an empty 204), or one of the problems.

    The problems that any route can answer need not be named.
    """
    found = {"description": "OK"} if view is None else {"description": "OK", "content": _json(view)}
    code = 204 if view is None else status
    declared: dict[int | str, dict[str, Any]] = {code: found}
    for problem in sorted({*ALWAYS, *problems}):
        content = {MEDIA_TYPE: {"schema": reference(ProblemView)}}
        declared[problem] = {"description": PROBLEMS[problem], "content": content}
    return {"status_code": code, "responses": declared, "response_model": None, "response_class": Response}


def shows_events(view: Any) -> dict[str, Any]:
    """The arguments of a route that answers a stream of Server-Sent Events with ``view`` as data."""
    arguments = shows(view, 429)
    data = {"type": "string", "contentMediaType": "application/json", "contentSchema": reference(view)}
    properties = {"id": {"type": "string"}, "event": {"type": "string"}, "data": data}
    schema = {"type": "object", "properties": properties, "required": ["id", "event", "data"]}
    content = {"text/event-stream": {"schema": schema}}
    arguments["responses"][200] = {"description": "A stream of events.", "content": content}
    return arguments


def json(view: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The response that shows a view."""
    return Response(encode(view), status, headers, "application/json")


def nothing() -> Response:
    """The response where there is nothing to show."""
    return Response(status_code=204)


def schemas() -> dict[str, Any]:
    """The JSON schemas of all documented views, as the OpenAPI document's components."""
    views = [*DOCUMENTED.values()]
    return msgspec.json.schema_components(views, ref_template="#/components/schemas/{name}")[1]


def reference(view: Any) -> dict[str, Any]:
    """The schema of a view for the OpenAPI document, whose components it becomes one of."""
    (schema,), components = msgspec.json.schema_components([view], ref_template="#/components/schemas/{name}")
    DOCUMENTED[str(view)] = view
    return schema if components else {**schema}


def _json(view: Any) -> dict[str, Any]:
    return {"application/json": {"schema": reference(view)}}
