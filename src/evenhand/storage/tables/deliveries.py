"""Outgoing messages that have not arrived yet, as the lanes write them."""

from typing import Final, LiteralString

LOAD_DELIVERIES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.contact_id, t.channel_id, t.attempt, t.failed, t.created_at, t.next_at,
    t.error
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join deliveries t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_DELIVERIES: Final[LiteralString] = """
with given as (
    select
        r.workspace_id, r.id, r.contact_id, r.channel_id, r.attempt, r.failed, r.created_at, r.next_at,
        row_number() over (partition by r.workspace_id, r.contact_id order by r.id) = 1
            and not exists (
                select from deliveries d
                where d.workspace_id = r.workspace_id and d.contact_id = r.contact_id and not d.failed
            ) as first
    from json_populate_recordset(null::deliveries, %(rows)s::json) r
),
born as (
    insert into deliveries (
        workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at
    )
    select
        g.workspace_id, g.id, g.contact_id, g.channel_id, case when g.first then g.attempt else 0 end,
        g.failed, g.created_at, case when g.first then coalesce(g.next_at, g.created_at) end
    from given g
    returning workspace_id, id, attempt, next_at
)
select born.workspace_id, born.id, born.attempt > 0 as leased from born where born.next_at is not null"""
# Only the first of a contact is due, so that a contact's messages go out in order. What comes with a
# ``next_at`` is born under the lease of the process that made it. Answers what is first.

ADVANCE_DELIVERIES: Final[LiteralString] = """
update deliveries t set next_at = t.created_at
from (
    select distinct on (d.workspace_id, d.contact_id) d.workspace_id, d.id
    from json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
    join deliveries d on d.workspace_id = k.workspace_id and d.contact_id = k.id and not d.failed
    order by d.workspace_id, d.contact_id, d.id
) first
where t.workspace_id = first.workspace_id and t.id = first.id and t.next_at is null"""

UPDATE_DELIVERIES: Final[LiteralString] = """
update deliveries t set
    attempt = r.attempt, failed = r.failed, next_at = r.next_at, error = r.error
from json_populate_recordset(null::deliveries, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

DELETE_DELIVERIES: Final[LiteralString] = """
delete from deliveries t using json_populate_recordset(null::deliveries, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""
