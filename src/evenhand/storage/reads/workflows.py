"""What the API shows of workflows and their versions."""

from datetime import datetime
from typing import Any, Final, LiteralString

import msgspec

from evenhand.domain.model import WorkflowState
from evenhand.domain.workflow.lint import Names
from evenhand.domain.workflow.triggers import FormType
from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class WorkflowSummary(msgspec.Struct):
    """A workflow in a list. ``version``: the published or last one; ``revision`` counts changes.

    ``waiting``: how many contacts are inside, under any version, be it in the queue (``in_queue`` of them) or
    for something else; ``failed``: how many runs failed in the last seven days.
    """

    id: int
    name: str
    state: WorkflowState
    trigger: str | None
    version: int | None
    revision: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    waiting: int
    in_queue: int
    failed: int


class WorkflowView(WorkflowSummary):
    """A workflow with its draft."""

    document: dict[str, Any]


class ShortcutField(msgspec.Struct):
    """Something that the agent fills in."""

    name: str
    type: FormType
    label: str = ""
    required: bool = False


class ShortcutView(msgspec.Struct):
    """A published workflow that is started by an agent, and its form."""

    id: int
    name: str
    description: str
    form: list[ShortcutField]


class _Id(msgspec.Struct):
    id: int


class VersionSummary(msgspec.Struct):
    """A version in a list; ``published_by`` is an actor such as ``user:5``."""

    version: int
    published_at: datetime
    published_by: str


class VersionView(VersionSummary):
    """What was published under a number."""

    document: dict[str, Any]


_SHOWN: Final[LiteralString] = """
select w.id, w.name, w.state, w.document #>> '{trigger,type}' as trigger, w.version, w.revision, w.created_at,
    w.updated_at, w.published_at, coalesce(i.waiting, 0) as waiting, coalesce(i.in_queue, 0) as in_queue,
    (select count(*) from runs f
     where f.workspace_id = w.workspace_id and f.workflow_id = w.id and f.state = 'failed'
       and f.ended_at > clock_timestamp() - interval '7 days') as failed"""

_INSIDE: Final[LiteralString] = """
from workflows w
left join (
    select r.workflow_id, count(*) as waiting, count(q.id) as in_queue
    from runs r
    left join queue_entries q on q.workspace_id = r.workspace_id and q.id = r.wait_id
    where r.workspace_id = %(workspace_id)s::bigint and r.state = 'waiting'
    group by r.workflow_id
) i on i.workflow_id = w.id
where w.workspace_id = %(workspace_id)s::bigint and w.deleted_at is null """

WORKFLOWS: Final[LiteralString] = (
    _SHOWN
    + _INSIDE
    + """and w.id > %(after)s::bigint
  and (%(state)s::text is null or w.state = %(state)s::text)
  and (%(q)s::text is null or position(lower(%(q)s::text) in lower(w.name)) > 0)
order by w.id
limit %(limit)s::int
"""
)

WORKFLOW: Final[LiteralString] = _SHOWN + ", w.document" + _INSIDE + "and w.id = %(id)s::bigint"

WORKFLOW_ID: Final[LiteralString] = """
select id
from workflows
where workspace_id = %(workspace_id)s::bigint and name = %(name)s::text and deleted_at is null
"""

VERSIONS: Final[LiteralString] = """
select version, published_at, published_by
from workflow_versions
where workspace_id = %(workspace_id)s::bigint and workflow_id = %(id)s::bigint
  and version < %(before)s::bigint
order by version desc
limit %(limit)s::int
"""

VERSION: Final[LiteralString] = """
select version, published_at, published_by, document
from workflow_versions
where workspace_id = %(workspace_id)s::bigint and workflow_id = %(id)s::bigint and version = %(version)s::int
"""

SHORTCUTS: Final[LiteralString] = """
select w.id, w.name, coalesce(v.document ->> 'description', '') as description,
    coalesce(v.document #> '{trigger,form}', '[]'::json) as form
from workflows w
join workflow_versions v
    on v.workspace_id = w.workspace_id and v.workflow_id = w.id and v.version = w.version
where w.workspace_id = %(workspace_id)s::bigint and w.deleted_at is null and w.id > %(after)s::bigint
  and w.state = 'published' and v.document #>> '{trigger,type}' = 'shortcut'
order by w.id
limit %(limit)s::int
"""

WEBHOOK_KEY: Final[LiteralString] = """
select coalesce(k.number, 0) as id
from workflows w
left join workflow_keys k on k.workspace_id = w.workspace_id and k.workflow_id = w.id
where w.workspace_id = %(workspace_id)s::bigint and w.id = %(id)s::bigint and w.deleted_at is null
"""

NAMES: Final[LiteralString] = """
select
    (select coalesce(json_agg(t.name), '[]') from teams t
     where t.workspace_id = %(workspace_id)s::bigint and t.deleted_at is null) as teams,
    (select coalesce(json_agg(u.email), '[]') from users u
     where u.workspace_id = %(workspace_id)s::bigint and u.deleted_at is null) as users,
    (select coalesce(json_agg(c.name), '[]') from channels c
     where c.workspace_id = %(workspace_id)s::bigint and c.deleted_at is null) as channels,
    (select coalesce(json_object_agg(f.name, f.type), '{}') from custom_fields f
     where f.workspace_id = %(workspace_id)s::bigint) as fields,
    (select coalesce(json_agg(g.name), '[]') from closing_categories g
     where g.workspace_id = %(workspace_id)s::bigint) as categories,
    (select coalesce(json_object_agg(w.name, v.document), '{}') from workflows w
     left join workflow_versions v
         on v.workspace_id = w.workspace_id and v.workflow_id = w.id and v.version = w.version
         and w.state = 'published'
     where w.workspace_id = %(workspace_id)s::bigint and w.deleted_at is null) as workflows
"""


async def workflows(
    connection: Connection,
    workspace_id: int,
    *,
    q: str | None = None,
    state: WorkflowState | None = None,
    after: int = 0,
    limit: int,
) -> list[WorkflowSummary]:
    """Workflows in order of creation; ``q`` is looked for in names."""
    parameters = {"workspace_id": workspace_id, "q": q, "state": state, "after": after, "limit": limit}
    return await fetch(connection, WORKFLOWS, parameters, WorkflowSummary)


async def workflow(connection: Connection, workspace_id: int, workflow_id: int) -> WorkflowView | None:
    """One workflow with its draft, or None where there is none or it is deleted."""
    parameters = {"workspace_id": workspace_id, "id": workflow_id}
    return await fetch_one(connection, WORKFLOW, parameters, WorkflowView)


async def workflow_by_name(connection: Connection, workspace_id: int, name: str) -> WorkflowView | None:
    """One workflow with its draft, or None where none has exactly this name."""
    found = await fetch_one(connection, WORKFLOW_ID, {"workspace_id": workspace_id, "name": name}, _Id)
    return await workflow(connection, workspace_id, found.id) if found else None


async def versions(
    connection: Connection,
    workspace_id: int,
    workflow_id: int,
    *,
    before: int,
    limit: int,
) -> list[VersionSummary]:
    """A workflow's versions, the newest first."""
    parameters = {"workspace_id": workspace_id, "id": workflow_id, "before": before, "limit": limit}
    return await fetch(connection, VERSIONS, parameters, VersionSummary)


async def version(
    connection: Connection, workspace_id: int, number: int, workflow_id: int
) -> VersionView | None:
    """One version with its document, or None where there is none."""
    parameters = {"workspace_id": workspace_id, "id": workflow_id, "version": number}
    return await fetch_one(connection, VERSION, parameters, VersionView)


async def shortcuts(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[ShortcutView]:
    """Workflows that agents can start, in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, SHORTCUTS, parameters, ShortcutView)


async def webhook_key(connection: Connection, workspace_id: int, workflow_id: int) -> int | None:
    """By which event the key of a workflow's webhook was renewed last, 0 for none; None: no such workflow."""
    parameters = {"workspace_id": workspace_id, "id": workflow_id}
    found = await fetch_one(connection, WEBHOOK_KEY, parameters, _Id)
    return None if found is None else found.id


async def names(connection: Connection, workspace_id: int) -> Names:
    """What a workflow of this workspace can refer to."""
    found = await fetch_one(connection, NAMES, {"workspace_id": workspace_id}, Names)
    assert found is not None
    return found
