"""Who a token or a session belongs to, and what is shown of both."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec

from evenhand.domain.model import Role, Status
from evenhand.storage.reads.contacts import Person
from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class Access(msgspec.Struct, frozen=True):
    """What a token (``token_id``) or a session opens: a workspace, as a user or as nobody in particular.

    ``stale``: it is long since the session was marked as used.
    """

    workspace_id: int
    user_id: int | None
    token_id: int | None
    role: Role
    user_role: Role | None
    stale: bool


class TokenView(msgspec.Struct):
    """An API token; what it does is done by ``user``, or by ``api`` where there is none."""

    id: int
    name: str
    role: Role
    user: Person | None
    created_at: datetime


class MyWorkspace(msgspec.Struct):
    """The workspace that the caller is in."""

    id: int
    name: str
    timezone: str


class Me(msgspec.Struct):
    """The user who calls."""

    id: int
    email: str
    name: str
    status: Status


class MeView(msgspec.Struct):
    """Who calls: a role in a workspace, and a user unless it is a token without one.

    ``seq``: the newest event of the log; what is read from now on contains it.
    """

    workspace: MyWorkspace
    role: Role
    user: Me | None
    seq: int


# A hash alone decides the workspace: the one place where a query cannot name it.
OF_API: Final[LiteralString] = """
select t.workspace_id, t.user_id, t.id as token_id, t.role, u.role as user_role, false as stale
from tokens t
left join users u on u.workspace_id = t.workspace_id and u.id = t.user_id and u.deleted_at is null
where t.hash = %(hash)s::text and (t.user_id is null or u.id is not null)
"""

OF_LOG_IN: Final[LiteralString] = """
select s.workspace_id, s.user_id, null::bigint as token_id, u.role, u.role as user_role,
  s.last_seen_at < now() - interval '1 hour' as stale
from sessions s
join users u on u.workspace_id = s.workspace_id and u.id = s.user_id and u.deleted_at is null
where s.hash = %(hash)s::text and s.expires_at > now() and s.last_seen_at > now() - interval '14 days'
"""

TOKENS: Final[LiteralString] = """
select t.id, t.name, t.role, t.created_at, case when u.id is not null
  then json_build_object('id', u.id, 'email', u.email, 'name', u.name) end as user
from tokens t
left join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
where t.workspace_id = %(workspace_id)s::bigint and t.id > %(after)s::bigint
order by t.id
limit %(limit)s::int
"""

TOKEN: Final[LiteralString] = """
select t.id, t.name, t.role, t.created_at, case when u.id is not null
  then json_build_object('id', u.id, 'email', u.email, 'name', u.name) end as user
from tokens t
left join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
where t.workspace_id = %(workspace_id)s::bigint and t.id = %(id)s::bigint
"""  # noqa: S105 - a query

ME: Final[LiteralString] = """
select json_build_object('id', w.id, 'name', w.name, 'timezone', w.timezone) as workspace,
  %(role)s::text as role,
  case when u.id is not null then json_build_object(
    'id', u.id, 'email', u.email, 'name', u.name, 'status', s.status) end as user,
  l.seq
from workspaces w
join lanes l on l.workspace_id = w.id
left join users u on u.workspace_id = w.id and u.id = %(user_id)s::bigint
left join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
where w.id = %(workspace_id)s::bigint
"""


async def by_token(connection: Connection, token_hash: str) -> Access | None:
    """The access that an API token gives; None if there is no such token or its user is deleted."""
    return await fetch_one(connection, OF_API, {"hash": token_hash}, Access)


async def by_session(connection: Connection, session_hash: str) -> Access | None:
    """The access that a session gives; None if it is unknown, too old, or its user is deleted."""
    return await fetch_one(connection, OF_LOG_IN, {"hash": session_hash}, Access)


async def tokens(connection: Connection, workspace_id: int, *, after: int = 0, limit: int) -> list[TokenView]:
    """API tokens in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, TOKENS, parameters, TokenView)


async def token(connection: Connection, workspace_id: int, token_id: int) -> TokenView | None:
    """One API token."""
    return await fetch_one(connection, TOKEN, {"workspace_id": workspace_id, "id": token_id}, TokenView)


async def me(connection: Connection, workspace_id: int, role: Role, user_id: int | None) -> MeView | None:
    """What is shown to a caller of the caller."""
    parameters = {"workspace_id": workspace_id, "role": role, "user_id": user_id}
    return await fetch_one(connection, ME, parameters, MeView)
