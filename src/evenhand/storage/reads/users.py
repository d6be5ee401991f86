"""What the API shows of users."""

import json
from datetime import datetime
from typing import Final, LiteralString, NamedTuple

import msgspec

from evenhand.domain.model import Role, Status
from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class Named(msgspec.Struct):
    """A thing by its id and its name."""

    id: int
    name: str


class UserView(msgspec.Struct):
    """A user who is not deleted, with presence, open contacts and teams."""

    id: int
    email: str
    name: str
    role: Role
    status: Status
    open_contacts: int
    teams: list[Named]
    created_at: datetime


_SHOWN: Final[LiteralString] = """
select u.id, u.email, u.name, u.role, s.status, s.open_contacts, u.created_at,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]'::json)
     from pool_members m
     join teams t on t.workspace_id = m.workspace_id and t.id = m.pool_id and t.deleted_at is null
     where m.workspace_id = u.workspace_id and m.user_id = u.id and m.member) as teams
from users u
join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
where u.workspace_id = %(workspace_id)s::bigint and u.deleted_at is null """

USERS: Final[LiteralString] = (
    _SHOWN
    + """and u.id > %(after)s::bigint
  and (%(ids)s::json is null
      or u.id = any (array(select given.id::bigint from json_array_elements_text(%(ids)s::json) given (id))))
  and (%(status)s::text is null or s.status = %(status)s::text)
  and (%(team)s::bigint is null or exists (
      select from pool_members m
      join teams t on t.workspace_id = m.workspace_id and t.id = m.pool_id and t.deleted_at is null
      where m.workspace_id = u.workspace_id and m.pool_id = %(team)s::bigint
        and m.user_id = u.id and m.member))
  and (%(q)s::text is null
      or position(lower(%(q)s::text) in lower(u.name)) > 0
      or position(lower(%(q)s::text) in lower(u.email)) > 0)
order by u.id
limit %(limit)s::int"""
)

USER: Final[LiteralString] = _SHOWN + "and u.id = %(id)s::bigint"


class UserFilter(NamedTuple):
    """What a list of users is narrowed to. ``q`` is looked for in names and e-mails; ``ids``: only these."""

    q: str | None = None
    team: int | None = None
    status: Status | None = None
    ids: list[int] | None = None


async def users(
    connection: Connection, workspace_id: int, wanted: UserFilter, *, after: int = 0, limit: int
) -> list[UserView]:
    """Users in order of creation."""
    parameters = {
        "workspace_id": workspace_id,
        "q": wanted.q,
        "team": wanted.team,
        "status": wanted.status,
        "ids": None if wanted.ids is None else json.dumps(wanted.ids),
        "after": after,
        "limit": limit,
    }
    return await fetch(connection, USERS, parameters, UserView)


async def user(connection: Connection, workspace_id: int, user_id: int) -> UserView | None:
    """One user, or None where there is none or it is deleted."""
    return await fetch_one(connection, USER, {"workspace_id": workspace_id, "id": user_id}, UserView)
