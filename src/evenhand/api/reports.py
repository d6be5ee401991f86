"""Reports: assignments and how fair they were, how long answers took, how long the queue was."""

import re
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Response
from pydantic import BeforeValidator, Field

from evenhand.api import responses, tables
from evenhand.api.deps import AnyCall
from evenhand.api.requests import MAX_ID, JsonRoute, Pool
from evenhand.api.responses import shows
from evenhand.api.tables import AsCsv
from evenhand.domain import fairness
from evenhand.domain.errors import invalid
from evenhand.domain.fairness import Got
from evenhand.domain.texts import said
from evenhand.storage.reads import reports
from evenhand.storage.reads.reports import (
    AssignmentRow,
    AssignmentsBy,
    LengthRow,
    Period,
    QueueBy,
    QueueRow,
    ResponseRow,
    ResponsesBy,
    ShareRow,
)
from evenhand.storage.reads.users import Named

router = APIRouter(tags=["reports"], route_class=JsonRoute)

MAX_DAYS: Final = 366
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_out(text: Any) -> Any:
    """A day as YYYY-MM-DD; a number, which could be one too, is none here."""
    if not isinstance(text, str) or not DAY.fullmatch(text):
        raise ValueError("Give a day as YYYY-MM-DD.")
    return text


# Within what both calendars have, Python's and PostgreSQL's, also a month before and in every time zone.
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(9000, 12, 31)), BeforeValidator(_written_out)] | None
Thing = Annotated[int | None, Query(ge=1, le=MAX_ID)]
OfPool = Annotated[Pool | None, Query(description="The id of a team, or `workspace`: of this pool alone.")]


class PeriodView(msgspec.Struct, rename={"first": "from", "last": "to"}):
    """The days of a report, both included, in the workspace's time zone."""

    first: str
    last: str
    timezone: str


class Share(msgspec.Struct):
    """How much of a pool's assignments a user got, from 0 to 1."""

    user: Named
    assignments: int
    share: float


class Fairness(msgspec.Struct):
    """Automatic assignments from a pool (``team`` null: the workspace), the user with the most first.

    ``spread``: by how many the first is ahead of the last. ``sentence`` says it in words.
    """

    team: Named | None
    assignments: int
    spread: int
    sentence: str
    users: list[Share]


class AssignmentsReport(PeriodView):
    """Assignments by day, user, team (the pool; `workspace`, or `none`) or kind.

    Kinds: `round_robin` and `least_open` from a pool, `user` by a step for one user, `hand`.
    """

    total: int
    items: list[AssignmentRow]
    fairness: list[Fairness]


class ResponsesReport(PeriodView):
    """Conversations by the day or hour of the week (0: Monday from midnight) at which they were opened.

    Or by the user who had them last, or by that user's teams. Times are in seconds: to the first
    response of a user, waiting in the queue, to the end.
    """

    items: list[ResponseRow]


class QueueReport(PeriodView):
    """Contacts who came into the queue by day, team or hour of the week (0: Monday from midnight).

    Times in seconds are of those who were assigned. ``length`` is how many waited as time went by.
    """

    items: list[QueueRow]
    length: list[LengthRow]


async def days(
    call: AnyCall,
    first: Annotated[Day, Query(alias="from", description="The first day; 29 days before the last.")] = None,
    last: Annotated[Day, Query(alias="to", description="The last day; today.")] = None,
) -> Period:
    """The days that are asked for; raises Refused where they are too many, or the wrong way round."""
    found = await call.read(reports.period, first, last)
    assert found is not None
    if not 1 <= found.days <= MAX_DAYS:
        raise invalid(
            "query/from", said("A report is of 1 to {most} days, from the first to the last.", most=MAX_DAYS)
        )
    return found


Days = Annotated[Period, Depends(days)]


def shows_table(view: Any) -> dict[str, Any]:
    """The arguments of a route that answers a report, or its table as CSV."""
    arguments = shows(view)
    arguments["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}
    return arguments


@router.get("/reports/assignments", operation_id="report_assignments", **shows_table(AssignmentsReport))
async def report_assignments(
    call: AnyCall,
    period: Days,
    csv: AsCsv,
    by: AssignmentsBy = "day",
    user: Thing = None,
    team: OfPool = None,
) -> Response:
    """How many contacts were assigned, and how evenly: all, to a user, or from a pool."""
    found = await call.read(reports.assignments, period, by, user=user, team=team)
    if csv:
        return tables.as_csv(f"assignments-by-{by}", found, AssignmentRow)
    shares = await call.read(reports.shares, period, user=user, team=team)
    total = sum(row.assignments for row in found)
    return responses.json(AssignmentsReport(*_of(period), total, found, _fairness(shares)))


@router.get("/reports/responses", operation_id="report_responses", **shows_table(ResponsesReport))
async def report_responses(call: AnyCall, period: Days, csv: AsCsv, by: ResponsesBy = "day") -> Response:
    """How long it took until conversations were answered, assigned from the queue, and closed."""
    found = await call.read(reports.responses, period, by)
    if csv:
        return tables.as_csv(f"responses-by-{by}", found, ResponseRow)
    return responses.json(ResponsesReport(*_of(period), found))


@router.get("/reports/queue", operation_id="report_queue", **shows_table(QueueReport))
async def report_queue(
    call: AnyCall, period: Days, csv: AsCsv, by: QueueBy | Literal["time"] = "day", team: OfPool = None
) -> Response:
    """How many had to wait, for how long, and how long the queue was; as CSV `by=time` is the latter."""
    length = await call.read(reports.length, period, team=team)
    if csv and by == "time":
        return tables.as_csv("queue-length", length, LengthRow)
    found = await call.read(reports.queue, period, "day" if by == "time" else by, team=team)
    if csv:
        return tables.as_csv(f"queue-by-{by}", found, QueueRow)
    return responses.json(QueueReport(*_of(period), found, length))


def _of(period: Period) -> tuple[str, str, str]:
    return period.first, period.last, period.timezone


def _fairness(shares: list[ShareRow]) -> list[Fairness]:
    """Each pool's part; the rows come pool by pool, the user with the most first."""
    found: list[Fairness] = []
    for pool_id, rows in groupby(shares, key=lambda row: row.pool_id):
        pool = list(rows)
        total = sum(row.assignments for row in pool)
        team = None if pool[0].pool is None else Named(pool_id, pool[0].pool)
        got = [Got(row.user, row.assignments) for row in pool]
        users = [
            Share(Named(row.user_id, row.user), row.assignments, row.assignments / total) for row in pool
        ]
        where = said("the workspace") if team is None else team.name
        found.append(Fairness(team, total, fairness.spread(got), fairness.sentence(got, where), users))
    return found
