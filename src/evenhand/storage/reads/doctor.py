"""Whether a workspace's books balance, recomputed from scratch from its rows.

Each check is one statement, hence one snapshot: it may run while the workspace is at work.
"""

from collections.abc import Mapping
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
from psycopg.rows import dict_row

from evenhand.storage.reads.references import DANGLING
from evenhand.storage.reads.rows import Connection

LIMIT: Final = 100
"""Findings of one check; the hundredth says as much as the thousandth."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that is not as it must be: a stable code, a sentence for a person, the ids it is about."""

    code: str
    sentence: str
    ids: dict[str, int]


class Check(NamedTuple):
    """A statement that finds nothing where all is well, and what a row of it means."""

    code: str
    sentence: str
    sql: LiteralString


OPEN_CONTACTS: Final[LiteralString] = """
select s.user_id, s.open_contacts as kept, coalesce(r.counted, 0) as counted
from user_states s
left join (
    select c.assignee_id, count(*) as counted
    from conversations v
    join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id
    where v.workspace_id = %(workspace_id)s::bigint and v.closed_at is null and c.assignee_id is not null
    group by c.assignee_id
) r on r.assignee_id = s.user_id
where s.workspace_id = %(workspace_id)s::bigint and s.open_contacts <> coalesce(r.counted, 0)
order by s.user_id
limit %(limit)s::int
"""

USERS_WITHOUT_STATE: Final[LiteralString] = """
select u.id as user_id
from users u
left join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
left join pool_members m
  on m.workspace_id = u.workspace_id and m.pool_id = 0 and m.user_id = u.id and m.member
left join presences p on p.workspace_id = u.workspace_id and p.user_id = u.id
where u.workspace_id = %(workspace_id)s::bigint and u.deleted_at is null
  and (s.user_id is null or m.user_id is null or p.user_id is null)
order by u.id
limit %(limit)s::int
"""

DELETED_USERS_AT_WORK: Final[LiteralString] = """
select u.id as user_id
from users u
where u.workspace_id = %(workspace_id)s::bigint and u.deleted_at is not null
  and (u.id in (select m.user_id from pool_members m where m.workspace_id = u.workspace_id and m.member)
    or u.id in (select t.user_id from tokens t where t.workspace_id = u.workspace_id)
    or u.id in (select s.user_id from sessions s where s.workspace_id = u.workspace_id))
order by u.id
limit %(limit)s::int
"""

ASSIGNED_TO_DELETED: Final[LiteralString] = """
select c.id as contact_id, c.assignee_id as user_id
from contacts c
join users u on u.workspace_id = c.workspace_id and u.id = c.assignee_id
where c.workspace_id = %(workspace_id)s::bigint and u.deleted_at is not null
  and u.id not in (
    select k.key::bigint from lanes n, json_each(n.unfinished -> 'dismissed') k
    where n.workspace_id = %(workspace_id)s::bigint)
order by c.id
limit %(limit)s::int
"""

OPEN_CONVERSATIONS: Final[LiteralString] = """
select coalesce(c.id, v.contact_id) as contact_id, c.conversation_id as kept, v.id as conversation_id
from (
    select id, conversation_id from contacts
    where workspace_id = %(workspace_id)s::bigint and conversation_id is not null
) c
full join (
    select id, contact_id from conversations
    where workspace_id = %(workspace_id)s::bigint and closed_at is null
) v on v.contact_id = c.id
where c.conversation_id is distinct from v.id
order by 1
limit %(limit)s::int
"""

WAITING_RUNS: Final[LiteralString] = """
select coalesce(c.id, r.contact_id) as contact_id, coalesce(c.waiting_runs, 0) as kept,
    coalesce(r.counted, 0) as counted
from (
    select id, waiting_runs from contacts
    where workspace_id = %(workspace_id)s::bigint and waiting_runs <> 0
) c
full join (
    select contact_id, count(*) as counted
    from runs
    where workspace_id = %(workspace_id)s::bigint and state = 'waiting'
    group by contact_id
) r on r.contact_id = c.id
where coalesce(c.waiting_runs, 0) <> coalesce(r.counted, 0)
order by 1
limit %(limit)s::int
"""

WAITING_IN_WORKSPACE: Final[LiteralString] = """
select l.waiting as kept, e.counted
from lanes l
cross join (select count(*) as counted from queue_entries where workspace_id = %(workspace_id)s::bigint) e
where l.workspace_id = %(workspace_id)s::bigint and l.waiting <> e.counted
limit %(limit)s::int
"""

WAITING_IN_LINE: Final[LiteralString] = """
select l.id as line_id, l.waiting as kept, coalesce(e.counted, 0) as counted
from queue_lines l
left join (
    select line_id, count(*) as counted
    from queue_entries
    where workspace_id = %(workspace_id)s::bigint
    group by line_id
) e on e.line_id = l.id
where l.workspace_id = %(workspace_id)s::bigint and l.waiting <> coalesce(e.counted, 0)
order by l.id
limit %(limit)s::int
"""

RUNS_WITHOUT_TIMER: Final[LiteralString] = """
select r.id as run_id, r.contact_id
from runs r
left join timers t
  on t.workspace_id = r.workspace_id and t.id = r.wait_id and t.kind = 'run' and t.subject_id = r.id
where r.workspace_id = %(workspace_id)s::bigint and r.state = 'waiting' and t.id is null
order by r.id
limit %(limit)s::int
"""

TIMERS_WITHOUT_RUN: Final[LiteralString] = """
select t.id as timer_id, t.subject_id as run_id
from timers t
left join runs r
  on r.workspace_id = t.workspace_id and r.id = t.subject_id and r.wait_id = t.id and r.state = 'waiting'
where t.workspace_id = %(workspace_id)s::bigint and t.kind = 'run' and r.id is null
order by t.id
limit %(limit)s::int
"""

ENTRIES_WITHOUT_RUN: Final[LiteralString] = """
select e.id as entry_id, e.run_id, e.contact_id
from queue_entries e
left join runs r on r.workspace_id = e.workspace_id and r.id = e.run_id and r.wait_id = e.id
  and r.state = 'waiting' and r.contact_id = e.contact_id
left join timers t on t.workspace_id = e.workspace_id and t.id = e.id and t.due_at >= e.deadline
where e.workspace_id = %(workspace_id)s::bigint and (r.id is null or t.id is null)
order by e.id
limit %(limit)s::int
"""

ENTRIES_IN_WRONG_LINE: Final[LiteralString] = """
select e.id as entry_id, e.line_id, e.contact_id
from queue_entries e
join queue_lines l on l.workspace_id = e.workspace_id and l.id = e.line_id
join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
where e.workspace_id = %(workspace_id)s::bigint
  and (e.pool_id <> l.pool_id or l.holder_id is distinct from
       case when l.max_open_contacts is not null and c.conversation_id is not null then c.assignee_id end)
order by e.id
limit %(limit)s::int
"""

OTHER_TIMERS: Final[LiteralString] = """
select t.id as timer_id, t.subject_id
from timers t
where t.workspace_id = %(workspace_id)s::bigint and (
    t.kind = 'presence' and not exists (
        select from presences p
        where p.workspace_id = t.workspace_id and p.user_id = t.subject_id and p.timer_id = t.id)
    or t.kind = 'auto_close' and not exists (
        select from conversations v
        where v.workspace_id = t.workspace_id and v.id = t.subject_id and v.timer_id = t.id
          and v.closed_at is null))
order by t.id
limit %(limit)s::int
"""

SUBJECTS_WITHOUT_TIMER: Final[LiteralString] = """
select k.subject_id, k.timer_id
from (
    select 'presence' as kind, user_id as subject_id, timer_id
    from presences
    where workspace_id = %(workspace_id)s::bigint and timer_id is not null
    union all
    select 'auto_close', id, timer_id
    from conversations
    where workspace_id = %(workspace_id)s::bigint and timer_id is not null and closed_at is null
) k
left join timers t on t.workspace_id = %(workspace_id)s::bigint and t.id = k.timer_id
  and t.kind = k.kind and t.subject_id = k.subject_id
where t.id is null
order by k.subject_id
limit %(limit)s::int
"""

DELIVERIES_OUT_OF_ORDER: Final[LiteralString] = """
select d.contact_id, min(d.id) as delivery_id
from deliveries d
where d.workspace_id = %(workspace_id)s::bigint and not d.failed
group by d.contact_id
having count(d.next_at) <> 1 or min(d.id) <> min(d.id) filter (where d.next_at is not null)
order by d.contact_id
limit %(limit)s::int
"""

LOG_BEHIND: Final[LiteralString] = """
select l.seq as kept, coalesce(max(e.seq), 0) as last
from lanes l
left join events e on e.workspace_id = l.workspace_id
where l.workspace_id = %(workspace_id)s::bigint
group by l.seq
having l.seq <> coalesce(max(e.seq), 0)
limit %(limit)s::int
"""

# Of every line the first contact that somebody could take, unless the next transactions of the lane place
# those who wait for its pool (`unfinished`; other checks ask for it likewise). Who is full is asked contact
# by contact, since a contact does not count against its present holder.
TAKEABLE: Final[LiteralString] = """
with people as (
    select m.pool_id, m.user_id, s.status, s.open_contacts
    from pool_members m
    join users u on u.workspace_id = m.workspace_id and u.id = m.user_id and u.deleted_at is null
    join user_states s on s.workspace_id = m.workspace_id and s.user_id = m.user_id
    left join teams t on t.workspace_id = m.workspace_id and t.id = m.pool_id
    where m.workspace_id = %(workspace_id)s::bigint and m.member and (m.pool_id = 0 or t.deleted_at is null)
),
willing as (
    select l.id as line_id, l.max_open_contacts, p.user_id, p.open_contacts
    from queue_lines l
    join people p on p.pool_id = l.pool_id
    where l.workspace_id = %(workspace_id)s::bigint
      and (p.status = 'online' or not l.only_online)
      and l.pool_id not in (
        select k.value::bigint from lanes n, json_array_elements_text(n.unfinished -> 'freed') k
        where n.workspace_id = %(workspace_id)s::bigint)
      and not exists (select from json_array_elements_text(l.excluded) x where x.value::bigint = p.user_id)
),
free as (
    select line_id, min(user_id) as user_id
    from willing
    where max_open_contacts is null or open_contacts < max_open_contacts
    group by line_id
),
takeable as (
    select e.line_id, e.priority, e.id, e.contact_id, f.user_id
    from queue_entries e
    join free f on f.line_id = e.line_id
    where e.workspace_id = %(workspace_id)s::bigint
    union all
    select e.line_id, e.priority, e.id, e.contact_id, w.user_id
    from queue_entries e
    join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
    join willing w on w.line_id = e.line_id and w.user_id = c.assignee_id
    where e.workspace_id = %(workspace_id)s::bigint
      and c.conversation_id is not null and w.open_contacts = w.max_open_contacts
)
select distinct on (line_id) line_id, id as entry_id, contact_id, user_id
from takeable
order by line_id, priority desc, id
limit %(limit)s::int
"""

WAITING_FOR_NOBODY: Final[LiteralString] = """
with empty as materialized (
    select p.pool_id
    from (select distinct pool_id from queue_entries where workspace_id = %(workspace_id)s::bigint) p
    where not exists (
        select from pool_members m
        join users u on u.workspace_id = m.workspace_id and u.id = m.user_id and u.deleted_at is null
        left join teams t on t.workspace_id = m.workspace_id and t.id = m.pool_id
        where m.workspace_id = %(workspace_id)s::bigint and m.pool_id = p.pool_id and m.member
          and (m.pool_id = 0 or t.deleted_at is null))
      and p.pool_id not in (
        select k.value::bigint from lanes n, json_array_elements_text(n.unfinished -> 'emptied') k
        where n.workspace_id = %(workspace_id)s::bigint)
)
select e.id as entry_id, e.contact_id, e.pool_id
from queue_entries e
join empty p on p.pool_id = e.pool_id
where e.workspace_id = %(workspace_id)s::bigint
order by e.id
limit %(limit)s::int
"""

CHECKS: Final = (
    Check(
        "open_contacts",
        "User {user_id} is kept at {kept} open contacts; the recount gives {counted}.",
        OPEN_CONTACTS,
    ),
    Check(
        "user_without_state",
        "User {user_id} has no state or is not in the pool of the workspace.",
        USERS_WITHOUT_STATE,
    ),
    Check(
        "deleted_user_at_work",
        "Deleted user {user_id} is still in a pool, or has a token or a session.",
        DELETED_USERS_AT_WORK,
    ),
    Check(
        "assigned_to_deleted_user",
        "Contact {contact_id} is assigned to user {user_id}, who is deleted.",
        ASSIGNED_TO_DELETED,
    ),
    Check(
        "open_conversation",
        "Contact {contact_id} is kept with open conversation {kept}; the open one is {conversation_id}.",
        OPEN_CONVERSATIONS,
    ),
    Check(
        "waiting_runs",
        "Contact {contact_id} is kept with {kept} waiting runs; the recount gives {counted}.",
        WAITING_RUNS,
    ),
    Check(
        "waiting_in_workspace",
        "The workspace is kept with {kept} contacts in its queue; the recount gives {counted}.",
        WAITING_IN_WORKSPACE,
    ),
    Check(
        "waiting_in_line",
        "Queue line {line_id} is kept with {kept} waiting contacts; the recount gives {counted}.",
        WAITING_IN_LINE,
    ),
    Check(
        "run_without_timer",
        "Run {run_id} of contact {contact_id} waits and has no timer: it would wait for ever.",
        RUNS_WITHOUT_TIMER,
    ),
    Check(
        "timer_without_run",
        "Timer {timer_id} belongs to run {run_id}, which does not wait for it.",
        TIMERS_WITHOUT_RUN,
    ),
    Check(
        "entry_without_run",
        "Contact {contact_id} is in the queue (entry {entry_id}) for run {run_id},"
        " which does not wait there, or not until then.",
        ENTRIES_WITHOUT_RUN,
    ),
    Check(
        "entry_in_wrong_line",
        "Contact {contact_id} (entry {entry_id}) is in queue line {line_id}, which is not the one for it.",
        ENTRIES_IN_WRONG_LINE,
    ),
    Check(
        "timer_without_subject",
        "Timer {timer_id} is for {subject_id}, a user or conversation that does not wait for it.",
        OTHER_TIMERS,
    ),
    Check(
        "subject_without_timer",
        "{subject_id}, a user or conversation, waits for timer {timer_id}, which does not exist.",
        SUBJECTS_WITHOUT_TIMER,
    ),
    Check(
        "deliveries_out_of_order",
        "Of the messages on their way to contact {contact_id} not just the first ({delivery_id}) is next.",
        DELIVERIES_OUT_OF_ORDER,
    ),
    Check(
        "log_behind", "The workspace is kept at event {kept}; the last one in its log is {last}.", LOG_BEHIND
    ),
    Check(
        "could_be_taken",
        "Contact {contact_id} waits in queue line {line_id} (entry {entry_id})"
        " although user {user_id} could be given it.",
        TAKEABLE,
    ),
    Check(
        "waits_for_nobody",
        "Contact {contact_id} (entry {entry_id}) waits for pool {pool_id}, in which there is nobody.",
        WAITING_FOR_NOBODY,
    ),
    # One statement each: together they would take too long where there are millions of rows.
    *[
        Check(
            "dangling_reference",
            "{rows} rows of {table_name} have {column_name} {id}, which is not in {target}.",
            sql,
        )
        for sql in DANGLING
    ],
)


async def examine(connection: Connection, workspace_id: int) -> list[Finding]:
    """What does not balance in the workspace, at most a hundred findings a check; empty: all is well."""
    findings: list[Finding] = []
    parameters = {"workspace_id": workspace_id, "limit": LIMIT}
    async with connection.cursor(row_factory=dict_row) as cursor:
        for check in CHECKS:
            await cursor.execute(check.sql, parameters)
            findings += [_finding(check, row) for row in await cursor.fetchall()]
    return findings


def _finding(check: Check, row: Mapping[str, Any]) -> Finding:
    words = {name: "none" if value is None else value for name, value in row.items()}
    ids = {name: value for name, value in row.items() if name.endswith("id") and value is not None}
    return Finding(check.code, check.sentence.format_map(words), ids)
