"""Outgoing messages that have not arrived yet, as the lanes write them."""

from typing import Final, LiteralString

LOAD_DELIVERIES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.contact_id, t.channel_id, t.attempt, t.failed, t.created_at, t.next_at,
    t.error
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join deliveries t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_DELIVERIES: Final[LiteralString] = """
insert into deliveries (
    workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at
)
select
    r.workspace_id, r.id, r.contact_id, r.channel_id, r.attempt, r.failed, r.created_at,
    case
        when row_number() over (partition by r.workspace_id, r.contact_id order by r.id) = 1
            and not exists (
                select from deliveries d
                where d.workspace_id = r.workspace_id and d.contact_id = r.contact_id and not d.failed
            )
        then r.created_at
    end
from json_populate_recordset(null::deliveries, %(rows)s::json) r"""
# Only the first of a contact is due, so that a contact's messages go out in order.

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
