"""Log-ins of people: they change nothing that others decide by, so they are written beside the lanes."""

from typing import Final, LiteralString

import msgspec

from evenhand.storage.reads.rows import Connection, fetch, fetch_one

# The hash is compared again, so that no session outlives the password that it was opened with.
OPEN_SESSION: Final[LiteralString] = """
with old as (
  delete from sessions s
  where s.workspace_id = %(workspace_id)s::bigint and s.user_id = %(user_id)s::bigint
    and (s.expires_at <= now() or s.last_seen_at <= now() - interval '14 days')
)
insert into sessions (workspace_id, hash, user_id, created_at, last_seen_at, expires_at)
select u.workspace_id, %(hash)s::text, u.id, now(), now(), now() + interval '90 days'
from users u
where u.workspace_id = %(workspace_id)s::bigint and u.id = %(user_id)s::bigint and u.deleted_at is null
  and u.password_hash = %(password_hash)s::text
returning user_id as id
"""

CLOSE_SESSION: Final[LiteralString] = """
delete from sessions
where workspace_id = %(workspace_id)s::bigint and hash = %(hash)s::text
returning user_id as id
"""

CLOSE_OTHERS: Final[LiteralString] = """
delete from sessions
where workspace_id = %(workspace_id)s::bigint and user_id = %(user_id)s::bigint and hash <> %(hash)s::text
returning user_id as id
"""

OTHERS: Final[LiteralString] = """
select count(*)::int as others
from sessions
where workspace_id = %(workspace_id)s::bigint and user_id = %(user_id)s::bigint and hash <> %(hash)s::text
  and expires_at > now() and last_seen_at > now() - interval '14 days'
"""

KEEP_SESSION: Final[LiteralString] = """
update sessions set last_seen_at = now()
where workspace_id = %(workspace_id)s::bigint and hash = %(hash)s::text
returning user_id as id
"""

CANDIDATES: Final[LiteralString] = """
select u.workspace_id, u.id as user_id, u.password_hash
from users u
join workspaces w on w.id = u.workspace_id
where u.email = lower(%(email)s::text) and u.deleted_at is null and u.password_hash is not null
  and (%(workspace)s::text is null or w.name = %(workspace)s::text or w.id::text = %(workspace)s::text)
order by u.workspace_id
limit %(limit)s::int
"""


class Candidate(msgspec.Struct):
    """A user who has the e-mail that somebody wants to log in with."""

    workspace_id: int
    user_id: int
    password_hash: str


class UserId(msgspec.Struct):
    """Whose session it was."""

    id: int


class Others(msgspec.Struct):
    """How many log-ins of the person who asks there are beside this one."""

    others: int


async def candidates(
    connection: Connection, email: str, workspace: str | None, *, limit: int
) -> list[Candidate]:
    """Users with this e-mail and a password, of any workspace or of the one with this name or id."""
    parameters = {"email": email, "workspace": workspace, "limit": limit}
    return await fetch(connection, CANDIDATES, parameters, Candidate)


async def open_session(connection: Connection, candidate: Candidate, session_hash: str) -> bool:
    """Opens a session of 90 days; False if the user was deleted or has another password by now."""
    parameters = {
        "workspace_id": candidate.workspace_id,
        "user_id": candidate.user_id,
        "password_hash": candidate.password_hash,
        "hash": session_hash,
    }
    return await fetch_one(connection, OPEN_SESSION, parameters, UserId) is not None


async def close_session(connection: Connection, workspace_id: int, session_hash: str) -> bool:
    """Ends a session; False if it was over already."""
    parameters = {"workspace_id": workspace_id, "hash": session_hash}
    return await fetch_one(connection, CLOSE_SESSION, parameters, UserId) is not None


async def close_others(connection: Connection, workspace_id: int, user_id: int, session_hash: str) -> None:
    """Ends all sessions of a user but this one."""
    parameters = {"workspace_id": workspace_id, "user_id": user_id, "hash": session_hash}
    await fetch(connection, CLOSE_OTHERS, parameters, UserId)


async def others(connection: Connection, workspace_id: int, user_id: int, session_hash: str) -> Others | None:
    """The sessions of a user that have not ended, but this one."""
    parameters = {"workspace_id": workspace_id, "user_id": user_id, "hash": session_hash}
    return await fetch_one(connection, OTHERS, parameters, Others)


async def keep_session(connection: Connection, workspace_id: int, session_hash: str) -> None:
    """The session was used: it ends 14 days from now at the earliest, unless its 90 days are over."""
    parameters = {"workspace_id": workspace_id, "hash": session_hash}
    await fetch_one(connection, KEEP_SESSION, parameters, UserId)
