"""The event log, the keys of repeatable commands, and the row that a lane locks."""

from typing import Final, LiteralString

LOAD_EVENTS: Final[LiteralString] = """
select
    t.workspace_id, t.seq, t.at, t.type, t.actor, t.contact_id, t.conversation_id, t.user_id,
    t.subject_id, t.data
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, seq bigint)
join events t on t.workspace_id = k.workspace_id and t.seq = k.seq"""

INSERT_EVENTS: Final[LiteralString] = """
insert into events (
    workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data
)
select
    workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data
from json_populate_recordset(null::events, %(rows)s::json)"""

LOAD_KEYS: Final[LiteralString] = """
select
    t.workspace_id, translate(t.hash::text, '-', '') as hash, translate(t.request::text, '-', '') as request,
    t.seq, t.at
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, hash uuid)
join keys t on t.workspace_id = k.workspace_id and t.hash = k.hash
order by t.at desc"""
# A key that was used again after its time has several rows; the first that is found counts.

INSERT_KEYS: Final[LiteralString] = """
insert into keys (
    workspace_id, hash, request, seq, at
)
select
    workspace_id, hash, request, seq, at
from json_populate_recordset(null::keys, %(rows)s::json)"""

UPDATE_LANES: Final[LiteralString] = """
update lanes t set seq = r.seq, at = r.at, waiting = r.waiting, unfinished = r.unfinished
from json_populate_recordset(null::lanes, %(rows)s::json) r
where t.workspace_id = r.workspace_id"""

LOCK_LANES: Final[LiteralString] = """
with locked as materialized (
    select l.workspace_id, l.seq, l.at, l.waiting, l.unfinished
    from json_array_elements_text(%(ids)s::json) as k(id)
    join lanes l on l.workspace_id = k.id::bigint
    order by l.workspace_id
    for no key update of l skip locked
)
select workspace_id, seq, at, waiting, unfinished, coalesce(%(now)s::timestamptz, clock_timestamp())
from locked"""
# The clock is read outside the CTE: beside the lock it could be read before the wait for it.

WAIT_FOR_LANES: Final[LiteralString] = """
with locked as materialized (
    select l.workspace_id, l.seq, l.at, l.waiting, l.unfinished
    from json_array_elements_text(%(ids)s::json) as k(id)
    join lanes l on l.workspace_id = k.id::bigint
    order by l.workspace_id
    for no key update of l
)
select workspace_id, seq, at, waiting, unfinished, coalesce(%(now)s::timestamptz, clock_timestamp())
from locked"""

LOAD_SINCE: Final[LiteralString] = """
select distinct e.workspace_id, e.type, e.subject, e.user_id, e.previous
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, seq bigint)
cross join lateral (
    select
        v.workspace_id, v.user_id,
        case when v.contact_id is null then v.type end as type,
        case when v.contact_id is null then coalesce(v.subject_id, v.seq) end as subject,
        case when v.type = 'contact.assigned' then (v.data ->> 'previous')::bigint end as previous
    from events v
    where v.workspace_id = k.workspace_id and v.seq > k.seq
        and (v.user_id is not null or v.contact_id is null)
    offset 0
) e"""
# What other processes did since: who is named, and what events of the workspace itself are about. What such
# an event creates has its number.
