"""The workspace itself, channels, custom fields, closing categories, tokens."""

from typing import Final, LiteralString

LOAD_CHANNELS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.type, t.name, t.config, t.created_at, t.token_hash, t.secret, t.deleted_at
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from channels r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_CHANNELS: Final[LiteralString] = """
insert into channels (
    workspace_id, id, type, name, config, created_at, token_hash, secret, deleted_at
)
select
    workspace_id, id, type, name, config, created_at, token_hash, secret, deleted_at
from json_populate_recordset(null::channels, %(rows)s::json)"""

UPDATE_CHANNELS: Final[LiteralString] = """
update channels t set
    type = r.type, name = r.name, config = r.config, created_at = r.created_at, token_hash = r.token_hash,
    secret = r.secret, deleted_at = r.deleted_at
from json_populate_recordset(null::channels, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_CUSTOM_FIELDS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.name, t.type
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from custom_fields r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_CUSTOM_FIELDS: Final[LiteralString] = """
insert into custom_fields (
    workspace_id, id, name, type
)
select
    workspace_id, id, name, type
from json_populate_recordset(null::custom_fields, %(rows)s::json)"""

DELETE_CUSTOM_FIELDS: Final[LiteralString] = """
delete from custom_fields t using json_populate_recordset(null::custom_fields, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_CLOSING_CATEGORIES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.name
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from closing_categories r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_CLOSING_CATEGORIES: Final[LiteralString] = """
insert into closing_categories (
    workspace_id, id, name
)
select
    workspace_id, id, name
from json_populate_recordset(null::closing_categories, %(rows)s::json)"""

DELETE_CLOSING_CATEGORIES: Final[LiteralString] = """
delete from closing_categories t using json_populate_recordset(null::closing_categories, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_TOKENS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.name, t.role, t.hash, t.created_at, t.user_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join tokens t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_TOKENS: Final[LiteralString] = """
insert into tokens (
    workspace_id, id, name, role, hash, created_at, user_id
)
select
    workspace_id, id, name, role, hash, created_at, user_id
from json_populate_recordset(null::tokens, %(rows)s::json)"""

DELETE_TOKENS: Final[LiteralString] = """
delete from tokens t using json_populate_recordset(null::tokens, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_WORKSPACES: Final[LiteralString] = """
select
    t.id, t.name, t.timezone, t.inactivity_timeout, t.auto_close_after, t.agents_see_own_only
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint)
join workspaces t on t.id = k.workspace_id"""

UPDATE_WORKSPACES: Final[LiteralString] = """
update workspaces t set
    name = r.name, timezone = r.timezone, inactivity_timeout = r.inactivity_timeout,
    auto_close_after = r.auto_close_after, agents_see_own_only = r.agents_see_own_only
from json_populate_recordset(null::workspaces, %(rows)s::json) r
where t.id = r.id"""
