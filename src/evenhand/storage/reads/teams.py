"""What the API shows of teams."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, LiteralString

import msgspec

from evenhand.domain.model import Role, Status
from evenhand.domain.workflow.diff import steps_by_id
from evenhand.storage.reads.rows import Connection, fetch, fetch_one
from evenhand.storage.reads.users import Named


class Member(msgspec.Struct):
    """A user in a team."""

    id: int
    name: str
    email: str
    role: Role
    status: Status
    open_contacts: int


class TeamView(msgspec.Struct):
    """A team that is not deleted; members in the order in which they joined."""

    id: int
    name: str
    members: list[Member]
    created_at: datetime


class TeamSummary(msgspec.Struct):
    """A team in a list: how many members it has, and how many of them are online."""

    id: int
    name: str
    members: int
    online: int
    created_at: datetime


class Cap(msgspec.Struct):
    """A step that takes whoever of a team (null: of the workspace) has fewer open contacts than these."""

    step: str
    team: Named | None
    max_open_contacts: int


class CappingWorkflow(msgspec.Struct):
    """A published workflow with its caps, the smallest first; a team that does not exist has none."""

    id: int
    name: str
    caps: list[Cap]


TEAMS: Final[LiteralString] = """
select t.id, t.name, t.created_at, count(u.id)::int as members,
    (count(u.id) filter (where s.status = 'online'))::int as online
from teams t
left join pool_members m on m.workspace_id = t.workspace_id and m.pool_id = t.id and m.member
left join users u on u.workspace_id = m.workspace_id and u.id = m.user_id and u.deleted_at is null
left join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
where t.workspace_id = %(workspace_id)s::bigint and t.deleted_at is null and t.id > %(after)s::bigint
group by t.workspace_id, t.id
order by t.id
limit %(limit)s::int
"""

TEAM: Final[LiteralString] = """
select t.id, t.name, t.created_at,
    (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role,
            'status', s.status, 'open_contacts', s.open_contacts) order by m.joined, u.id), '[]'::json)
     from pool_members m
     join users u on u.workspace_id = m.workspace_id and u.id = m.user_id and u.deleted_at is null
     join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
     where m.workspace_id = t.workspace_id and m.pool_id = t.id and m.member) as members
from teams t
where t.workspace_id = %(workspace_id)s::bigint and t.id = %(id)s::bigint and t.deleted_at is null
"""

# The path finds more than steps: what a step sends may look like one. Which of it is a step, and by which id,
# only the format knows; a document that names no cap at all is not taken apart.
CAPPING: Final[LiteralString] = """
select w.id, w.name, v.document, c.teams
from workflows w
join workflow_versions v
    on v.workspace_id = w.workspace_id and v.workflow_id = w.id and v.version = w.version
cross join lateral (
    select count(*) as found,
        coalesce(json_object_agg(t.name, t.id) filter (where t.id is not null), '{}') as teams
    from jsonb_path_query(v.document::jsonb,
        'strict $.steps.** ? (@.type == "assign_to" && @.max_open_contacts > 0)') as s(step)
    left join teams t
        on t.workspace_id = w.workspace_id and t.name = s.step ->> 'team' and t.deleted_at is null
    where s.step ->> 'action' = 'workspace' or t.id is not null
) c
where w.workspace_id = %(workspace_id)s::bigint and w.deleted_at is null and w.id > %(after)s::bigint
  and w.state = 'published' and position('"max_open_contacts"' in v.document::text) > 0
  and c.found > 0
order by w.id
limit %(limit)s::int
"""


class _Capping(msgspec.Struct):
    """A published version that may have caps, with the ids of the teams that these name."""

    id: int
    name: str
    document: dict[str, Any]
    teams: dict[str, int]


async def teams(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[TeamSummary]:
    """Teams in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, TEAMS, parameters, TeamSummary)


async def team(connection: Connection, workspace_id: int, team_id: int) -> TeamView | None:
    """One team with its members, or None where there is none or it is deleted."""
    return await fetch_one(connection, TEAM, {"workspace_id": workspace_id, "id": team_id}, TeamView)


async def caps(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[CappingWorkflow]:
    """Published workflows that give contacts only to those who have few enough, in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    found = await fetch(connection, CAPPING, parameters, _Capping)
    return [CappingWorkflow(row.id, row.name, sorted(_caps(row), key=_size)) for row in found]


def _caps(row: _Capping) -> Iterator[Cap]:
    for id_, step in steps_by_id(row.document).items():
        most = step.get("max_open_contacts")
        if step.get("type") != "assign_to" or most is None:
            continue
        if step["action"] == "workspace":
            yield Cap(id_, None, most)
        elif step["team"] in row.teams:
            yield Cap(id_, Named(row.teams[step["team"]], step["team"]), most)


def _size(cap: Cap) -> tuple[int, str]:
    return cap.max_open_contacts, cap.step
