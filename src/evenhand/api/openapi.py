"""The OpenAPI document: what FastAPI finds, with our views' schemas and what holds for every route."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from evenhand.api import responses

SECURITY: Final = {
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
    "required": False,
    "description": "Sent again within 24 hours with the same body, the call has its effect once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def document(app: FastAPI) -> dict[str, Any]:
    """The document; made once, since routes do not change."""
    if app.openapi_schema is None:
        app.openapi_schema = _make(app)
    return app.openapi_schema


def _make(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, routes=app.routes)
    made["security"] = [{name: []} for name in SECURITY]
    components = made.setdefault("components", {})
    components["securitySchemes"] = SECURITY
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    schemas |= responses.schemas()
    for path in made["paths"].values():
        if "post" in path:
            path["post"].setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return made
