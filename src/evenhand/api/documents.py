"""Workflow documents as they are sent: JSON in `{"document": …}`, or the file itself as YAML."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated, Any, Final, ParamSpec, TypeVar, cast

from fastapi import Depends, Request

from evenhand.api.errors import Problem
from evenhand.api.requests import decode, require_json
from evenhand.domain.errors import Flaw, invalid
from evenhand.domain.texts import heard, said
from evenhand.domain.workflow.format import from_json, parse_yaml
from evenhand.domain.workflow.problems import child
from evenhand.domain.workflow.source import Source

P = ParamSpec("P")
T = TypeVar("T")

_THREAD: Final = ThreadPoolExecutor(1, "documents")  # one: the largest file takes seconds of the processor
YAML: Final = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"})
NAME: Final = r"^[^\x00]*[^\s\x00-\x1f\x7f-\x9f\ufeff][^\x00]*$"  # not blank, by anybody's reckoning
DOCUMENT: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A workflow: version, name, trigger, steps. A draft may be incomplete.",
    "required": ["name"],
    "properties": {"name": {"type": "string", "maxLength": 200, "pattern": NAME}},
    "additionalProperties": {"$ref": "#/components/schemas/Value"},
}


def body_of(in_json: dict[str, Any], in_yaml: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    """What FastAPI cannot find out about a body that is read by hand."""
    alone = {
        "type": "object",
        "properties": {"document": in_json},
        "required": ["document"],
        "additionalProperties": False,
    }
    inside = {"oneOf": [alone, *others]} if others else alone
    return {
        "requestBody": {
            "required": True,
            "description": "A workflow file (format 1).",
            "content": {"application/json": {"schema": inside}, "application/yaml": {"schema": in_yaml}},
        }
    }


BODY: Final = body_of(DOCUMENT, DOCUMENT)
ANY_BODY: Final = body_of({"$ref": "#/components/schemas/Value"}, {})


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work gives, done off the event loop, one document after the other."""
    return await asyncio.get_running_loop().run_in_executor(_THREAD, partial(work, *args, **kwargs))


async def read_document(request: Request) -> Source:
    """The document that the request carries, with the place of its values if it is a file.

    Raises the problem 400 or 415 for what is neither; what is wrong inside the document is in the source.
    """
    body = await request.body()
    if is_yaml(request):
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Problem(
                400, "malformed_yaml", said("The file is not UTF-8: {error}.", error=heard(str(error)))
            ) from None
        return await aside(parse_yaml, text)
    require_json(request)
    return from_json(inside(decode(body)))


def storable(source: Source) -> dict[str, Any]:
    """The document as it is kept; what a draft may get wrong is left to publishing.

    Raises the problem 422 where something in it cannot be kept, or where it is no mapping.
    """
    if source.problems:
        flaws = [Flaw(each.path, each.detail, each.line, each.column) for each in source.problems]
        raise Problem(422, "unreadable_document", said("The document cannot be read; see errors."), flaws)
    if not isinstance(source.data, dict):
        raise invalid("", said("A workflow is a mapping: version, name, trigger, steps."))
    return cast("dict[str, Any]", source.data)


def is_yaml(request: Request) -> bool:
    """Whether the body is the file itself."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() in YAML


def inside(body: Any) -> Any:
    """What stands under `document`."""
    if not isinstance(body, dict) or "document" not in body:
        raise invalid("/document", said('Send {{"document": …}}, or the file itself as application/yaml.'))
    given = cast("dict[str, Any]", body)
    unknown = [Flaw(child("", key), said("This is unknown here.")) for key in given if key != "document"]
    if unknown:
        raise Problem(422, "invalid_value", said("Only document is known here."), unknown)
    return given["document"]


Document = Annotated[Source, Depends(read_document)]
