"""What the API shows of runs."""

from datetime import datetime
from typing import Any, Final, LiteralString

import msgspec

from evenhand.domain.model import RunState
from evenhand.domain.workflow.outcome import told_why
from evenhand.storage.reads.contacts import VISIBLE
from evenhand.storage.reads.rows import Connection, Viewer, fetch, fetch_one
from evenhand.storage.reads.users import Named


class Wait(msgspec.Struct):
    """Since when a run waits, until when at the latest, and whether its contact is in the queue."""

    since: datetime
    until: datetime
    in_queue: bool


class RunSummary(msgspec.Struct):
    """A run in a list. ``step``: where it is, or was last; ``waiting`` None: it has ended."""

    id: int
    workflow: Named
    version: int
    contact: int
    conversation: int | None
    state: RunState
    reason: str | None
    step: str | None
    started_at: datetime
    ended_at: datetime | None
    waiting: Wait | None


class StepDone(msgspec.Struct):
    """What one step did: `done`, `waiting`, `jumped`, `failed`, `stopped` or a way such as `on_timeout`.

    `why` is what decided that: the conditions that were asked and what they found, or what went wrong.
    """

    step: str
    at: datetime
    outcome: str
    reason: str | None = None
    why: Any = None

    def __post_init__(self) -> None:
        self.why = told_why(self.why)


class RunView(RunSummary):
    """A run with what each step did, in order."""

    trail: list[StepDone]


_SHOWN: Final[LiteralString] = """
select r.id, json_build_object('id', w.id, 'name', w.name) as workflow, r.version, r.contact_id as contact,
    r.conversation_id as conversation, r.state, r.reason, r.step, r.started_at, r.ended_at, r.trail,
    case when t.id is not null then json_build_object(
        'since', coalesce(v.at, r.started_at), 'until', t.due_at,
        'in_queue', exists (select from queue_entries e where e.workspace_id = t.workspace_id and e.id = t.id)
    ) end as waiting
from runs r
join workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
left join timers t on t.workspace_id = r.workspace_id and t.id = r.wait_id
left join events v on v.workspace_id = r.workspace_id and v.seq = r.wait_id
where r.workspace_id = %(workspace_id)s::bigint and """

RUN: Final[LiteralString] = _SHOWN + "r.id = %(id)s::bigint and " + VISIBLE

RUNS: Final[LiteralString] = (
    _SHOWN
    + """
  (%(workflow)s::bigint is null or r.workflow_id = %(workflow)s::bigint)
  and (%(contact)s::bigint is null or r.contact_id = %(contact)s::bigint)
  and (%(state)s::text is null or r.state = %(state)s::text)
  and r.id < %(before)s::bigint
  and """
    + VISIBLE
    + """
order by r.id desc
limit %(limit)s::int"""
)


async def runs(
    connection: Connection,
    workspace_id: int,
    viewer: Viewer,
    *,
    workflow: int | None = None,
    contact: int | None = None,
    state: RunState | None = None,
    before: int,
    limit: int,
) -> list[RunSummary]:
    """Runs of the contacts that the viewer may see, the newest first."""
    parameters = {
        "workspace_id": workspace_id,
        **viewer.parameters,
        "workflow": workflow,
        "contact": contact,
        "state": state,
        "before": before,
        "limit": limit,
    }
    return await fetch(connection, RUNS, parameters, RunSummary)


async def run(connection: Connection, workspace_id: int, run_id: int, viewer: Viewer) -> RunView | None:
    """One run with what each step did, if it is there and the viewer may see its contact."""
    parameters = {"workspace_id": workspace_id, "id": run_id, **viewer.parameters}
    return await fetch_one(connection, RUN, parameters, RunView)
