"""Webhooks, and what a command does to their cursors and replays; the rest is the sending loop's."""

from typing import Final, LiteralString

LOAD_WEBHOOKS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.url, t.events, t.secret, t.created_at, t.enabled
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join webhooks t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_WEBHOOKS: Final[LiteralString] = """
insert into webhooks (
    workspace_id, id, url, events, secret, created_at, enabled
)
select
    workspace_id, id, url, events, secret, created_at, enabled
from json_populate_recordset(null::webhooks, %(rows)s::json)"""

UPDATE_WEBHOOKS: Final[LiteralString] = """
update webhooks t set
    url = r.url, events = r.events, secret = r.secret, enabled = r.enabled
from json_populate_recordset(null::webhooks, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

# The cursor goes first: a report that is under way still has it, and is waited for.
DELETE_WEBHOOKS: Final[LiteralString] = """
with log as (
    delete from webhook_deliveries t using json_populate_recordset(null::webhooks, %(rows)s::json) r
    where t.workspace_id = r.workspace_id and t.webhook_id = r.id
),
again as (
    delete from webhook_replays t using json_populate_recordset(null::webhooks, %(rows)s::json) r
    where t.workspace_id = r.workspace_id and t.webhook_id = r.id
)
delete from webhooks t using json_populate_recordset(null::webhooks, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

INSERT_CURSORS: Final[LiteralString] = """
insert into webhook_cursors (
    workspace_id, webhook_id, seq, next_at
)
select
    workspace_id, webhook_id, seq, next_at
from json_populate_recordset(null::webhook_cursors, %(rows)s::json)"""

DELETE_CURSORS: Final[LiteralString] = """
delete from webhook_cursors t using json_populate_recordset(null::webhook_cursors, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.webhook_id = r.webhook_id"""

INSERT_REPLAYS: Final[LiteralString] = """
insert into webhook_replays (
    workspace_id, id, webhook_id, seq, next_at
)
select
    workspace_id, id, webhook_id, seq, next_at
from json_populate_recordset(null::webhook_replays, %(rows)s::json)"""
