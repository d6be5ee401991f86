"""How requests are read: strict JSON, and the base of every body's model."""

import re
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Final, cast

import msgspec
from fastapi import Path, Request, Response
from fastapi.routing import APIRoute
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from evenhand.api.errors import Problem
from evenhand.domain import model as m
from evenhand.domain.errors import Flaw
from evenhand.domain.texts import heard, said
from evenhand.domain.workflow.problems import child

MAX_ID: Final = 2**53 - 1  # no bigger whole number survives every JSON reader
MAX_DEPTH: Final = 64  # levels of lists and objects in a body; a workflow file has about ten

NO_NUL: Final = {"pattern": "^[^\\u0000]*$"}  # as JSON schema; it is checked for the whole body at once


def _whole(value: Any) -> Any:
    """A number such as 5.0, which JSON does not tell from 5, as the whole number that it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# One line that is not blank: no control characters in it.
CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\ufeff"
LINE: Final = rf"^[^{CONTROLS}]*[^\s{CONTROLS}][^{CONTROLS}]*$"
E_MAIL: Final = rf"^[^@\s{CONTROLS}]+@[^@\s{CONTROLS}]+$"

Id = Annotated[int, Path(ge=1, le=MAX_ID, description="An id of this workspace.")]
Line = Annotated[str, Field(max_length=200, pattern=LINE)]
Email = Annotated[str, Field(min_length=3, max_length=254, pattern=E_MAIL)]
Key = Annotated[int, Field(ge=1, le=MAX_ID), BeforeValidator(_whole)]
"""An id in a body."""

UserKey = Key | Email


def _pool(value: Any, validate: ValidatorFunctionWrapHandler) -> int:
    return m.WORKSPACE_POOL if value == "workspace" else validate(value)


Pool = Annotated[
    int,
    Field(ge=1, le=MAX_ID),
    WrapValidator(_pool),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1, "maximum": MAX_ID}, {"const": "workspace"}]}),
]
"""The id of a pool, in a query: of a team by its id, the workspace's by this word."""

Text = Annotated[str, Field(min_length=1, max_length=10_000)]


class Body(BaseModel):
    """The base of every request body: nothing unknown, no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def given(self) -> dict[str, Any]:
        """What the caller sent, without what was left out."""
        return self.model_dump(exclude_unset=True)


class JsonRoute(APIRoute):
    """A route whose ids are numbers and whose body, if it declares one, is strict JSON."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(re.sub(r"{(\w+_id)}", r"{\1:int}", path), endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, given a request that reads JSON strictly."""
        handle = super().get_route_handler()
        takes_json = self.body_field is not None

        async def strict(request: Request) -> Response:
            if takes_json:
                require_json(request)
            return await handle(_StrictRequest(request.scope, request.receive))

        return strict


class _StrictRequest(Request):
    async def json(self) -> Any:
        return decode(await self.body())


def require_json(request: Request) -> None:
    """Refuses a body of another type (415); a body without a type is taken for JSON."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Problem(415, "unsupported_media_type", said("The body must be application/json."))


def decode(body: bytes) -> Any:
    """The value of a JSON text. What is not JSON is a 400, what cannot be stored (NUL characters) a 422."""
    try:
        value = msgspec.json.decode(body)
    except RecursionError:
        raise _too_deep() from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem(
            400, "malformed_json", said("The body is not valid JSON: {reason}.", reason=heard(str(error)))
        ) from None
    if b"\\u0000" in body or body.count(b"[") + body.count(b"{") > MAX_DEPTH:
        _check_tree(value)
    return value


def _check_tree(value: Any) -> None:
    """Refuses NUL characters and more than MAX_DEPTH levels; a loop, since the tree may be deep."""
    rest: list[tuple[str, int, Any]] = [("", 0, value)]
    while rest:
        pointer, depth, node = rest.pop()
        if depth > MAX_DEPTH:
            raise _too_deep()
        match node:
            case str() if "\0" in node:
                flaw = Flaw(pointer, said("A text cannot contain the character NUL."))
                raise Problem(422, "invalid_value", flaw.detail, (flaw,))
            case dict():
                items = cast("dict[str, Any]", node)
                rest += [(pointer, depth, key) for key in items]
                rest += [(child(pointer, key), depth + 1, item) for key, item in items.items()]
            case list():
                entries = cast("list[Any]", node)
                rest += [(child(pointer, index), depth + 1, item) for index, item in enumerate(entries)]
            case _:
                pass


def _too_deep() -> Problem:
    return Problem(
        400, "malformed_json", said("The body is nested more than {most} levels deep.", most=MAX_DEPTH)
    )
