"""HTTP request: asks another service, and keeps what it answers.

Nothing is sent from here. The step leaves a request, which somebody performs once the transaction is
over; the answer comes back as a command.
"""

from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final, Literal

import msgspec
from msgspec import Meta

from evenhand.domain import model as m
from evenhand.domain.commands import ReportRequest
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.context import Names
from evenhand.domain.workflow.jsonpath import JsonPath
from evenhand.domain.workflow.outcome import DONE, WAITS, Failed, Outcome
from evenhand.domain.workflow.problems import child, shown
from evenhand.domain.workflow.reading import Given
from evenhand.domain.workflow.saving import kept
from evenhand.domain.workflow.steps.base import Step, Steps
from evenhand.domain.workflow.templates import Template
from evenhand.domain.workflow.text import Text, TextError
from evenhand.domain.workflow.triggers import VariableName

LONGEST: Final = timedelta(seconds=60)
"""What a step may give the other service at most."""

PATIENCE: Final = timedelta(minutes=10)
"""How long a run waits for its request at most, were nobody there to perform it."""

ERROR_STATUS: Final = 400

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
HeaderName = Annotated[
    str,
    Meta(
        max_length=100, pattern=r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", extra={"wanted": said("the name of a header")}
    ),
]
_OURS: Final = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "te", "trailer", "upgrade", "expect"}
)
"""Headers that say how the request is sent, which is not for the workflow to say."""


class HttpRequest(Step, frozen=True, kw_only=True):
    """Sends ``body`` to ``url`` and saves parts of the JSON that comes back.

    ``body`` is a text, or a mapping or list that is sent as JSON: what is filled in there stays a text
    in its place, whatever it holds. With ``save_status_as`` a status of 400 and more is no failure.
    """

    type: ClassVar[str] = "http_request"

    method: Method = "POST"
    url: Text
    headers: Annotated[dict[HeaderName, Text], Meta(max_length=50)] = msgspec.field(
        default_factory=dict[str, Text]
    )
    body: Template | None = None
    save: Annotated[dict[VariableName, JsonPath], Meta(max_length=50)] = msgspec.field(
        default_factory=dict[str, JsonPath]
    )
    save_status_as: VariableName | None = None
    timeout: timedelta = timedelta(seconds=10)
    on_failure: Steps | None = None

    def run(self, state: State, run: m.Run) -> Outcome:
        """Leave the request, and wait for its answer."""
        names = Names(state, run)
        try:
            url = self.url.render(names).strip()
            headers = {name: value.render(names).strip() for name, value in self.headers.items()}
            body = None if self.body is None else self.body.render(names)
        except TextError:
            return Failed("bad_input")
        if not all(value.isprintable() for value in headers.values()):
            return Failed("bad_input")
        if body is not None and not isinstance(body, str):
            body = msgspec.json.encode(body).decode()
        if body is not None and not any(name.lower() == "content-type" for name in headers):
            headers["content-type"] = _content_type(body)
        wait = runs.wait(state, run, state.now + PATIENCE, rests=False)
        runs.remember(run, requests=True)
        seconds = int(self.timeout.total_seconds())
        request = m.Request(
            state.workspace_id, wait.seq, run.id, self.method, url, headers, seconds, 0, state.now, body
        )
        state.requests.add(wait.seq, request)
        return WAITS

    def answered(self, run: m.Run, report: ReportRequest) -> Outcome:
        """Keep what is to be kept of the answer."""
        if report.status is None:
            return Failed("http_failed", {"error": report.error})
        variables: dict[str, Any] = {}
        if self.save_status_as is not None:
            variables[self.save_status_as] = report.status
        elif report.status >= ERROR_STATUS:
            return Failed("http_failed", {"status": report.status})
        if self.save:
            data = _decoded(report.body)
            variables |= {name: kept(path.find(data)) for name, path in self.save.items()}
        run.variables = {**run.variables, **variables}
        return DONE

    def due(self, state: State, run: m.Run) -> Outcome:  # noqa: ARG002
        """Nobody has performed it."""
        return Failed("http_failed", {"error": "The request was not made in time."})

    @staticmethod
    def check(given: Given) -> None:
        """Within bounds, and only such headers as a workflow can set."""
        timeout: timedelta | None = given["timeout"]
        if timeout is not None and timeout > LONGEST:
            given.report(
                "timeout",
                said("must be at most {most}: nobody answers later than that", most=f"{LONGEST.seconds}s"),
            )
        for name in given["headers"] or ():
            if name.lower() in _OURS:
                given.report(
                    child("headers", name),
                    said("{name} is set by Evenhand: remove it", name=shown(name)),
                    at_key=True,
                )


def _content_type(body: str) -> str:
    return "text/plain; charset=utf-8" if _decoded(body) is None else "application/json"


def _decoded(text: str) -> object:
    """The JSON of a text, None where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None
