"""What is needed together: a contact with its conversation, a run with what it waits for."""

from typing import Final, LiteralString

LOAD_BY_IDENTITY: Final[LiteralString] = """
select
    i.workspace_id, i.channel_id, i.external_id, i.contact_id,
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, channel_id bigint, external_id text)
join identities i
    on i.workspace_id = k.workspace_id and i.channel_id = k.channel_id and i.external_id = k.external_id
join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id"""

LOAD_CONTACTS: Final[LiteralString] = """
select
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join contacts c on c.workspace_id = k.workspace_id and c.id = k.id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id"""

LOAD_CONTACTS_OF: Final[LiteralString] = """
select
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
cross join lateral (
    select a.* from contacts a
    where a.workspace_id = k.workspace_id and a.assignee_id = k.id
    order by a.id
    limit 501
) c
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by c.workspace_id, c.id"""
# One more than a command goes through (State.at_once), so that it knows of the others.

LOAD_CONTACTS_BY_EMAIL: Final[LiteralString] = """
select
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, email text)
cross join lateral (
    select a.* from contacts a
    where a.workspace_id = k.workspace_id and lower(a.email) = k.email
    order by a.id
    limit 10
) c
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by c.workspace_id, c.id"""

LOAD_CONTACTS_BY_PHONE: Final[LiteralString] = """
select
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, phone text)
cross join lateral (
    select a.* from contacts a
    where a.workspace_id = k.workspace_id and a.phone = k.phone
    order by a.id
    limit 10
) c
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by c.workspace_id, c.id"""

LOAD_RUNS: Final[LiteralString] = """
select
    r.workspace_id, r.id, r.workflow_id, r.version, r.contact_id, r.state, r.variables, r.trail,
    r.started_at, r.conversation_id, r.step, r.wait_id, r.reason, r.ended_at, r.memory,
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id,
    q.workspace_id, q.id, q.line_id, q.pool_id, q.run_id, q.contact_id, q.priority, q.logic, q.deadline,
    l.workspace_id, l.id, l.pool_id, l.only_online, l.excluded, l.waiting, l.max_open_contacts,
    l.holder_id,
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join runs r on r.workspace_id = k.workspace_id and r.id = k.id
left join timers t on t.workspace_id = r.workspace_id and t.id = r.wait_id
left join queue_entries q on q.workspace_id = r.workspace_id and q.id = r.wait_id
left join queue_lines l on l.workspace_id = q.workspace_id and l.id = q.line_id
join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id"""

# `offset 0` keeps the keys on the outside: while a table looks small, going over all who wait looks cheaper.
LOAD_LIVE_RUNS: Final[LiteralString] = """
select
    r.workspace_id, r.id, r.workflow_id, r.version, r.contact_id, r.state, r.variables, r.trail,
    r.started_at, r.conversation_id, r.step, r.wait_id, r.reason, r.ended_at, r.memory,
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id,
    q.workspace_id, q.id, q.line_id, q.pool_id, q.run_id, q.contact_id, q.priority, q.logic, q.deadline,
    l.workspace_id, l.id, l.pool_id, l.only_online, l.excluded, l.waiting, l.max_open_contacts,
    l.holder_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
cross join lateral (
    select w.* from runs w
    where w.workspace_id = k.workspace_id and w.contact_id = k.id and w.state = 'waiting'
    offset 0
) r
left join timers t on t.workspace_id = r.workspace_id and t.id = r.wait_id
left join queue_entries q on q.workspace_id = r.workspace_id and q.id = r.wait_id
left join queue_lines l on l.workspace_id = q.workspace_id and l.id = q.line_id
order by r.workspace_id, r.id"""

LOAD_RUNS_OF_WORKFLOW: Final[LiteralString] = """
select
    r.workspace_id, r.id, r.workflow_id, r.version, r.contact_id, r.state, r.variables, r.trail,
    r.started_at, r.conversation_id, r.step, r.wait_id, r.reason, r.ended_at, r.memory,
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id,
    q.workspace_id, q.id, q.line_id, q.pool_id, q.run_id, q.contact_id, q.priority, q.logic, q.deadline,
    l.workspace_id, l.id, l.pool_id, l.only_online, l.excluded, l.waiting, l.max_open_contacts,
    l.holder_id,
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
cross join lateral (
    select w.* from runs w
    where w.workspace_id = k.workspace_id and w.workflow_id = k.id and w.state = 'waiting'
    order by w.contact_id
    limit 501
) r
left join timers t on t.workspace_id = r.workspace_id and t.id = r.wait_id
left join queue_entries q on q.workspace_id = r.workspace_id and q.id = r.wait_id
left join queue_lines l on l.workspace_id = q.workspace_id and l.id = q.line_id
join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by r.workspace_id, r.id"""

LOAD_LINE_VIEWS: Final[LiteralString] = """
select
    q.workspace_id, q.id, q.line_id, q.pool_id, q.run_id, q.contact_id, q.priority, q.logic, q.deadline,
    r.workspace_id, r.id, r.workflow_id, r.version, r.contact_id, r.state, r.variables, r.trail,
    r.started_at, r.conversation_id, r.step, r.wait_id, r.reason, r.ended_at, r.memory,
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id,
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(
    workspace_id bigint, id bigint, after_priority integer, after_id bigint, size integer
)
cross join lateral (
    select e.* from queue_entries e
    where e.workspace_id = k.workspace_id and e.line_id = k.id
        and (e.priority < k.after_priority or e.priority = k.after_priority and e.id > k.after_id)
    order by e.priority desc, e.id
    limit k.size
) q
join runs r on r.workspace_id = q.workspace_id and r.id = q.run_id
cross join lateral (
    select own.* from timers own where own.workspace_id = q.workspace_id and own.id = q.id offset 0
) t
join contacts c on c.workspace_id = q.workspace_id and c.id = q.contact_id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by q.workspace_id, q.line_id, q.priority desc, q.id"""

LOAD_LINES_OF: Final[LiteralString] = """
select
    l.workspace_id, l.id, l.pool_id, l.only_online, l.excluded, l.waiting, l.max_open_contacts,
    l.holder_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join queue_lines l on l.workspace_id = k.workspace_id and l.pool_id = k.id
order by l.workspace_id, l.id"""

LOAD_IDENTITY_OF: Final[LiteralString] = """
select
    i.workspace_id, i.channel_id, i.external_id, i.contact_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join identities i on i.workspace_id = k.workspace_id and i.contact_id = k.id"""

LOAD_ENTERED: Final[LiteralString] = """
select k.workspace_id, k.workflow_id, k.contact_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, workflow_id bigint, contact_id bigint)
where exists (
    select from runs r
    where r.workspace_id = k.workspace_id and r.contact_id = k.contact_id and r.workflow_id = k.workflow_id
)"""

LOAD_DUE: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.due_at, t.kind, t.subject_id,
    r.workspace_id, r.id, r.workflow_id, r.version, r.contact_id, r.state, r.variables, r.trail,
    r.started_at, r.conversation_id, r.step, r.wait_id, r.reason, r.ended_at, r.memory,
    q.workspace_id, q.id, q.line_id, q.pool_id, q.run_id, q.contact_id, q.priority, q.logic, q.deadline,
    l.workspace_id, l.id, l.pool_id, l.only_online, l.excluded, l.waiting, l.max_open_contacts,
    l.holder_id,
    c.workspace_id, c.id, c.first_name, c.last_name, c.tags, c.fields, c.waiting_runs, c.created_at,
    c.email, c.phone, c.language, c.country, c.channel_id, c.assignee_id, c.assigned_seq, c.assigned_at,
    c.conversation_id, c.last_incoming_at, c.last_user_message_at, c.last_workflow_message_at,
    c.last_api_message_at, c.last_incoming_id, c.last_user_message_id, c.last_workflow_message_id,
    c.last_api_message_id, c.deleted_at,
    v.workspace_id, v.id, v.contact_id, v.source, v.opened_at, v.assignees, v.last_seq, v.channel_id,
    v.closed_at, v.close_source, v.category, v.summary, v.first_response_at, v.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint)
cross join lateral (
    select d.* from timers d
    where d.workspace_id = k.workspace_id
        and (d.workspace_id, d.due_at)
            <= (k.workspace_id, (select coalesce(%(now)s::timestamptz, clock_timestamp())))
    order by d.due_at, d.id
    limit %(size)s::integer
) t
left join runs r on t.kind = 'run' and r.workspace_id = t.workspace_id and r.id = t.subject_id
left join queue_entries q on q.workspace_id = r.workspace_id and q.id = r.wait_id
left join queue_lines l on l.workspace_id = q.workspace_id and l.id = q.line_id
left join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
left join conversations v on v.workspace_id = c.workspace_id and v.id = c.conversation_id
order by t.workspace_id, t.due_at, t.id"""
# Compared as a pair, the time is no reason to go through what is due in every other workspace.
