"""The OpenAPI document: what FastAPI finds, with our views' schemas and what holds for every route."""

import re
from typing import Any, Final, cast

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from evenhand.api import inbound, responses
from evenhand.api.requests import MAX_ID, NO_NUL

BASE: Final = "/api/v1"
VALUE: Final = {
    "description": "Any JSON value.",
    "anyOf": [
        {"type": ["null", "boolean", "number"]},
        {"type": "string"},
        {"type": "array", "items": {"$ref": "#/components/schemas/Value"}},
        {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Value"}},
    ],
}
DESCRIPTION: Final = (
    "Customer conversations from every channel, routed to the right person by workflows. "
    "Times are RFC 3339 in UTC; ids are integers, unique in a workspace, rising in order of creation. "
    "Any POST but those of inbound messages and log-ins can carry an `Idempotency-Key` of up to 255 "
    "characters: sent again within 24 hours with the same body it has no second effect and the same "
    "answer; with another body it is refused (422). Inbound messages are known by their `message_id`."
)
INBOUND: Final = {
    "message_id": "m-1",
    "contact": {"external_id": "c-9", "first_name": "Ana", "language": "es", "phone": "+34600123456"},
    "text": "Hola",
}
CHANNEL_ID: Final = {
    "name": "channel_id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": MAX_ID},
}
SECURITY: Final = {
    "channel": {"type": "http", "scheme": "bearer", "description": "The token of the custom channel."},
    "token": {"type": "http", "scheme": "bearer", "description": "An API token of the workspace."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "evenhand",
        "description": "The web app's log-in; over https the cookie is named `__Host-evenhand`.",
    },
}
IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "For any POST: sent again within 24 hours with the same body, it has its effect once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def document(app: FastAPI) -> dict[str, Any]:
    """The document; made once, since routes do not change."""
    if app.openapi_schema is None:
        app.openapi_schema = _make(app)
    return app.openapi_schema


def allowed(app: FastAPI, path: str) -> list[str]:
    """The methods that can be used at a path; FastAPI knows only those of the first route that fits."""
    found: set[str] = set()
    paths = document(app)["paths"]
    if path in paths:
        return sorted(method.upper() for method in paths[path])
    for template, operations in paths.items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path):
            found |= {method.upper() for method in operations}
    return sorted(found)


def _make(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    made["security"] = [{"token": []}, {"session": []}]
    for door in (inbound.One, inbound.Batch):
        made["paths"][f"{BASE}{door.path_format}"] = {"post": _inbound(door)}
    components = made.setdefault("components", {})
    components["securitySchemes"] = SECURITY
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    schemas["Value"] = VALUE
    _forbid_nul(schemas)
    for path in made["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                _unwrap(parameter["schema"])
            _forbid_nul([operation.get("parameters"), operation.get("requestBody")])
    schemas |= responses.schemas()
    schemas["Inbound"] |= {
        "oneOf": [_given("text", "choice"), _given("choice", "text")],
        "examples": [INBOUND],
    }
    components["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    return made


def _inbound(door: type[inbound.One | inbound.Batch]) -> dict[str, Any]:
    """What is said of a plain route, in the form in which FastAPI says it of its own."""
    summary, _, rest = (door.__doc__ or "").partition("\n")
    return {
        "tags": ["channels"],
        "summary": summary,
        "description": f"{summary}{rest}",
        "operationId": door.operation_id,
        "security": [{"channel": []}],
        "parameters": [CHANNEL_ID],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": responses.reference(door.takes)}},
        },
        "responses": {str(status): said for status, said in responses.shows(door.gives)["responses"].items()},
    }


def _unwrap(schema: dict[str, Any]) -> None:
    """A parameter that may be left out cannot be null, as Python's type for it says."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema |= kinds[0]


def _forbid_nul(node: Any) -> None:
    """Says of every text in bodies what `requests.decode` sees to."""
    match node:
        case dict():
            said = cast("dict[str, Any]", node)
            if said.get("type") == "string" and not said.keys() & {"pattern", "enum", "const", "format"}:
                said |= NO_NUL
            if isinstance(said.get("additionalProperties"), dict):
                said.setdefault("propertyNames", {})["type"] = "string"
            for part in said.values():
                _forbid_nul(part)
        case list():
            for part in cast("list[Any]", node):
                _forbid_nul(part)
        case _:
            pass


def _given(one: str, other: str) -> dict[str, Any]:
    properties = {one: {"type": "string"}, other: {"type": "null"}}
    return {"required": [one], "properties": properties}
