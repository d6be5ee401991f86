"""Workflows, their versions and runs."""

from typing import Final, LiteralString

LOAD_WORKFLOWS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.name, t.state, t.revision, t.document, t.created_at, t.updated_at, t.version,
    t.published_at, t.deleted_at
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from workflows r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_WORKFLOWS: Final[LiteralString] = """
insert into workflows (
    workspace_id, id, name, state, revision, document, created_at, updated_at, version, published_at,
    deleted_at
)
select
    workspace_id, id, name, state, revision, document, created_at, updated_at, version, published_at,
    deleted_at
from json_populate_recordset(null::workflows, %(rows)s::json)"""

UPDATE_WORKFLOWS: Final[LiteralString] = """
update workflows t set
    name = r.name, state = r.state, revision = r.revision, document = r.document, updated_at =
    r.updated_at, version = r.version, published_at = r.published_at, deleted_at = r.deleted_at
from json_populate_recordset(null::workflows, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_WORKFLOW_VERSIONS: Final[LiteralString] = """
select
    t.workspace_id, t.workflow_id, t.version, t.document, t.published_at, t.published_by
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, workflow_id bigint, version integer)
join workflow_versions t
    on t.workspace_id = k.workspace_id and t.workflow_id = k.workflow_id and t.version = k.version"""

INSERT_WORKFLOW_VERSIONS: Final[LiteralString] = """
insert into workflow_versions (
    workspace_id, workflow_id, version, document, published_at, published_by
)
select
    workspace_id, workflow_id, version, document, published_at, published_by
from json_populate_recordset(null::workflow_versions, %(rows)s::json)"""

INSERT_RUNS: Final[LiteralString] = """
insert into runs (
    workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
    conversation_id, step, wait_id, reason, ended_at, memory
)
select
    workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
    conversation_id, step, wait_id, reason, ended_at, memory
from json_populate_recordset(null::runs, %(rows)s::json)"""

UPDATE_RUNS: Final[LiteralString] = """
update runs t set
    state = r.state, variables = r.variables, trail = r.trail, step = r.step, wait_id = r.wait_id, reason
    = r.reason, ended_at = r.ended_at, memory = r.memory
from json_populate_recordset(null::runs, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_WORKFLOW_KEYS: Final[LiteralString] = """
select
    t.workspace_id, t.workflow_id, t.number
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, workflow_id bigint)
join workflow_keys t on t.workspace_id = k.workspace_id and t.workflow_id = k.workflow_id"""

INSERT_WORKFLOW_KEYS: Final[LiteralString] = """
insert into workflow_keys (
    workspace_id, workflow_id, number
)
select
    workspace_id, workflow_id, number
from json_populate_recordset(null::workflow_keys, %(rows)s::json)"""

UPDATE_WORKFLOW_KEYS: Final[LiteralString] = """
update workflow_keys t set
    number = r.number
from json_populate_recordset(null::workflow_keys, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.workflow_id = r.workflow_id"""
