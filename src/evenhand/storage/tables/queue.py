"""The queue and the timers."""

from typing import Final, LiteralString

LOAD_QUEUE_LINES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.pool_id, t.only_online, t.excluded, t.waiting, t.max_open_contacts,
    t.holder_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join queue_lines t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_QUEUE_LINES: Final[LiteralString] = """
insert into queue_lines (
    workspace_id, id, pool_id, only_online, excluded, waiting, max_open_contacts, holder_id
)
select
    workspace_id, id, pool_id, only_online, excluded, waiting, max_open_contacts, holder_id
from json_populate_recordset(null::queue_lines, %(rows)s::json)"""

UPDATE_QUEUE_LINES: Final[LiteralString] = """
update queue_lines t set
    waiting = r.waiting
from json_populate_recordset(null::queue_lines, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

DELETE_QUEUE_LINES: Final[LiteralString] = """
delete from queue_lines t using json_populate_recordset(null::queue_lines, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_QUEUE_ENTRIES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.line_id, t.pool_id, t.run_id, t.contact_id, t.priority, t.logic, t.deadline
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join queue_entries t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_QUEUE_ENTRIES: Final[LiteralString] = """
insert into queue_entries (
    workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline
)
select
    workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline
from json_populate_recordset(null::queue_entries, %(rows)s::json)"""

UPDATE_QUEUE_ENTRIES: Final[LiteralString] = """
update queue_entries t set
    line_id = r.line_id
from json_populate_recordset(null::queue_entries, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

DELETE_QUEUE_ENTRIES: Final[LiteralString] = """
delete from queue_entries t using json_populate_recordset(null::queue_entries, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_TIMERS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join timers t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_TIMERS: Final[LiteralString] = """
insert into timers (
    workspace_id, id, due_at, kind, subject_id
)
select
    workspace_id, id, due_at, kind, subject_id
from json_populate_recordset(null::timers, %(rows)s::json)"""

UPDATE_TIMERS: Final[LiteralString] = """
update timers t set
    due_at = r.due_at
from json_populate_recordset(null::timers, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

DELETE_TIMERS: Final[LiteralString] = """
delete from timers t using json_populate_recordset(null::timers, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""
