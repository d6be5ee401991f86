"""Problems: every error that the API answers, as RFC 9457 says."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

import msgspec
from fastapi import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from evenhand.api.languages import encode
from evenhand.domain.errors import Flaw, RefusalKind, Refused
from evenhand.domain.texts import Said, heard, said
from evenhand.engine.errors import Broken, Overloaded
from evenhand.storage.database import DatabaseUnavailable

STATUS: Final[Mapping[RefusalKind, int]] = {
    "invalid": 422,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "stale": 412,
}
MEDIA_TYPE: Final = "application/problem+json"


class ProblemView(msgspec.Struct, rename={"kind": "type"}):
    """What went wrong. ``code`` is stable for programs; ``errors`` says what is wrong in the input.

    A pointer such as ``/fields/size`` points into the body; ``query/limit`` and ``header/idempotency-key``
    name what else was sent. ``request_id`` finds the call in the service's log.
    """

    kind: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[Flaw]
    request_id: str


class Problem(HTTPException):
    """An error that the edge itself finds; a rule that a command broke is ``Refused``."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Said,
        flaws: Sequence[Flaw] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.code = code
        self.flaws = flaws


def _refused(refusal: Refused) -> Problem:
    """The problem that a refusal by the domain is for the caller."""
    headers = {"WWW-Authenticate": "Bearer"} if refusal.kind == "unauthorized" else None
    return Problem(STATUS[refusal.kind], refusal.code, refusal.detail, refusal.flaws, headers)


def unavailable(detail: Said, retry_after: float) -> Problem:
    """The problem for what would work later; ``retry_after`` in seconds."""
    return Problem(503, "unavailable", detail, headers={"Retry-After": str(max(1, round(retry_after)))})


def problem_of(error: BaseException) -> Problem:
    """The problem that a failure of whatever kind is for the caller; raises what nobody foresaw."""
    match error:
        case Problem():
            return error
        case Refused():
            return _refused(error)
        case Overloaded():
            return unavailable(said("More is waiting than can be done in time."), error.retry_after)
        case DatabaseUnavailable():
            return unavailable(heard(str(error)), 1)
        case Broken():
            return Problem(500, "internal_error", heard(str(error)))
        case _:
            raise error


def view(problem: Problem, request_id: str) -> ProblemView:
    """What the caller reads."""
    title = HTTPStatus(problem.status_code).phrase
    return ProblemView(
        "about:blank",
        title,
        problem.status_code,
        problem.detail,
        problem.code,
        list(problem.flaws),
        request_id,
    )


def answer(problem: Problem, scope: Scope) -> Response:
    """The response for a problem; the scope knows the request's id."""
    body = encode(view(problem, scope.get("request_id", "")))
    return Response(body, problem.status_code, problem.headers, MEDIA_TYPE)
