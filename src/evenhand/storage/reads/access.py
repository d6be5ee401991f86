"""Who a token or a session belongs to."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec

from evenhand.domain.model import Role
from evenhand.storage.reads.rows import Connection, fetch_one

# A hash alone decides the workspace: the one place where a query cannot name it.
OF_API: Final[LiteralString] = """
select t.workspace_id, t.user_id, t.id as token_id, t.role, u.role as user_role
from tokens t
left join users u on u.workspace_id = t.workspace_id and u.id = t.user_id and u.deleted_at is null
where t.hash = %(hash)s::text and (t.user_id is null or u.id is not null)"""

OF_LOG_IN: Final[LiteralString] = """
select s.workspace_id, s.user_id, null::bigint as token_id, u.role, u.role as user_role
from sessions s
join users u on u.workspace_id = s.workspace_id and u.id = s.user_id and u.deleted_at is null
where s.hash = %(hash)s::text
  and s.expires_at > coalesce(%(now)s::timestamptz, clock_timestamp())
  and s.last_seen_at > coalesce(%(now)s::timestamptz, clock_timestamp()) - interval '14 days'"""


class Access(msgspec.Struct, frozen=True):
    """What a token (``token_id``) or a session opens: a workspace, as a user or as nobody in particular."""

    workspace_id: int
    user_id: int | None
    token_id: int | None
    role: Role
    user_role: Role | None


async def by_token(connection: Connection, token_hash: str) -> Access | None:
    """The access that an API token gives; None if there is no such token or its user is deleted."""
    return await fetch_one(connection, OF_API, {"hash": token_hash}, Access)


async def by_session(connection: Connection, session_hash: str, now: datetime | None) -> Access | None:
    """The access that a session gives; None if it is unknown, too old, or its user is deleted."""
    return await fetch_one(connection, OF_LOG_IN, {"hash": session_hash, "now": now}, Access)
