"""Users, presence, teams and pools: held whole, loaded by ranges, and reloaded where they have changed."""

from typing import Final, LiteralString

LOAD_USERS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.email, t.name, t.role, t.created_at, t.password_hash, t.deleted_at
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from users r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_USERS: Final[LiteralString] = """
insert into users (
    workspace_id, id, email, name, role, created_at, password_hash, deleted_at
)
select
    workspace_id, id, email, name, role, created_at, password_hash, deleted_at
from json_populate_recordset(null::users, %(rows)s::json)"""

UPDATE_USERS: Final[LiteralString] = """
update users t set
    email = r.email, name = r.name, role = r.role, created_at = r.created_at, password_hash =
    r.password_hash, deleted_at = r.deleted_at
from json_populate_recordset(null::users, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_USER_STATES: Final[LiteralString] = """
select
    t.workspace_id, t.user_id, t.status, t.open_contacts
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from user_states r
    where r.workspace_id = k.workspace_id and r.user_id between k.first and k.last
    order by r.user_id
    limit k.size
) t"""

INSERT_USER_STATES: Final[LiteralString] = """
insert into user_states (
    workspace_id, user_id, status, open_contacts
)
select
    workspace_id, user_id, status, open_contacts
from json_populate_recordset(null::user_states, %(rows)s::json)"""

UPDATE_USER_STATES: Final[LiteralString] = """
update user_states t set
    status = r.status, open_contacts = r.open_contacts
from json_populate_recordset(null::user_states, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.user_id = r.user_id"""

LOAD_PRESENCES: Final[LiteralString] = """
select
    t.workspace_id, t.user_id, t.choice, t.driven, t.connected_until, t.active_until, t.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, user_id bigint)
join presences t on t.workspace_id = k.workspace_id and t.user_id = k.user_id"""

INSERT_PRESENCES: Final[LiteralString] = """
insert into presences (
    workspace_id, user_id, choice, driven, connected_until, active_until, timer_id
)
select
    workspace_id, user_id, choice, driven, connected_until, active_until, timer_id
from json_populate_recordset(null::presences, %(rows)s::json)"""

UPDATE_PRESENCES: Final[LiteralString] = """
update presences t set
    choice = r.choice, driven = r.driven, connected_until = r.connected_until,
    active_until = r.active_until, timer_id = r.timer_id
from json_populate_recordset(null::presences, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.user_id = r.user_id"""

LOAD_TEAMS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.name, t.created_at, t.deleted_at
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from teams r
    where r.workspace_id = k.workspace_id and r.id between k.first and k.last
    order by r.id
    limit k.size
) t"""

INSERT_TEAMS: Final[LiteralString] = """
insert into teams (
    workspace_id, id, name, created_at, deleted_at
)
select
    workspace_id, id, name, created_at, deleted_at
from json_populate_recordset(null::teams, %(rows)s::json)"""

UPDATE_TEAMS: Final[LiteralString] = """
update teams t set
    name = r.name, created_at = r.created_at, deleted_at = r.deleted_at
from json_populate_recordset(null::teams, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_POOL_MEMBERS: Final[LiteralString] = """
select
    t.workspace_id, t.pool_id, t.user_id, t.joined, t.member, t.last_turn
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, first bigint, last bigint, size integer)
cross join lateral (
    select r.* from pool_members r
    where r.workspace_id = k.workspace_id and r.user_id between k.first and k.last
    order by r.user_id
    limit k.size
) t"""

INSERT_POOL_MEMBERS: Final[LiteralString] = """
insert into pool_members (
    workspace_id, pool_id, user_id, joined, member, last_turn
)
select
    workspace_id, pool_id, user_id, joined, member, last_turn
from json_populate_recordset(null::pool_members, %(rows)s::json)"""

UPDATE_POOL_MEMBERS: Final[LiteralString] = """
update pool_members t set
    joined = r.joined, member = r.member, last_turn = r.last_turn
from json_populate_recordset(null::pool_members, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.pool_id = r.pool_id and t.user_id = r.user_id"""

END_SESSIONS: Final[LiteralString] = """
delete from sessions t using json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.user_id = k.id"""

END_TOKENS: Final[LiteralString] = """
delete from tokens t
using json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint, whole boolean)
where t.workspace_id = k.workspace_id and t.user_id = k.id and k.whole"""

LOG_OUT: Final[tuple[LiteralString, ...]] = (END_SESSIONS, END_TOKENS)
"""A changed password ends sessions; a deleted user (``whole``) loses the tokens as well."""
