"""What the API shows of the queue: who waits, in which place, and why nobody can take them now."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final, LiteralString

import msgspec

from evenhand.domain.assignment.explain import LeftOut
from evenhand.domain.assignment.terms import Logic, Why
from evenhand.storage.reads.contacts import VISIBLE
from evenhand.storage.reads.rows import Connection, Viewer, fetch

WHOLE_POOL: Final = 100
"""Up to so many users of a pool are named, each with the reason."""
NEAREST: Final = 10
"""Of a larger pool: so many of those nearest to being eligible."""

HIGHEST: Final = 1_000_000
"""The highest priority that a step can give (workflow format)."""
ID_BITS: Final = 42
"""Enough for 4,000,000,000,000 events of a workspace."""


class Waiting(msgspec.Struct):
    """A contact in the queue.

    ``name`` None: the viewer may not see the contact. ``place``: 1 is next in its pool; ``pool_name`` None:
    the whole workspace.
    """

    id: int
    contact_id: int
    name: str | None
    run_id: int
    workflow_id: int
    pool_id: int
    pool_name: str | None
    line_id: int
    logic: Logic
    only_online: bool
    max_open_contacts: int | None
    priority: int
    place: int
    since: datetime
    deadline: datetime


class _Candidate(LeftOut):
    line_id: int
    counts: dict[Why, int]


class Obstacles(msgspec.Struct):
    """Why nobody of a pool can take those of a line: each user or the nearest ten; how many by reason."""

    left_out: list[LeftOut]
    counts: dict[Why, int]


# The page comes from the fronts of the lines, the keys alone. Its places are counted from the first entry of
# each pool on, since it leaves out nobody between; those of one contact are counted one by one.
WAITING: Final[LiteralString] = (
    """
with page as materialized (
    select h.id
    from queue_lines l
    cross join lateral (
        select e.priority, e.id from queue_entries e
        where e.workspace_id = %(workspace_id)s::bigint and e.line_id = l.id
          and e.priority <= %(priority)s::int and (e.priority < %(priority)s::int or e.id > %(id)s::bigint)
        order by e.priority desc, e.id
        limit %(limit)s::int
    ) h
    where %(contact)s::bigint is null and l.workspace_id = %(workspace_id)s::bigint
      and (%(pool)s::bigint is null or l.pool_id = %(pool)s::bigint)
    order by h.priority desc, h.id
    limit %(limit)s::int
),
of_contact as materialized (
    select id from queue_entries
    where workspace_id = %(workspace_id)s::bigint and contact_id = %(contact)s::bigint
      and (%(pool)s::bigint is null or pool_id = %(pool)s::bigint)
      and (priority < %(priority)s::int or priority = %(priority)s::int and id > %(id)s::bigint)
    order by priority desc, id
    limit %(limit)s::int
),
part as materialized (
    select e.id, e.contact_id, e.run_id, e.pool_id, e.line_id, e.logic, e.priority, e.deadline,
        first_value(e.id) over stretch as first_id, first_value(e.priority) over stretch as first_priority,
        row_number() over stretch as number
    from (select id from page union all select id from of_contact) k
    join queue_entries e on e.workspace_id = %(workspace_id)s::bigint and e.id = k.id
    window stretch as (
        partition by e.pool_id, case when %(contact)s::bigint is not null then e.id end
        order by e.priority desc, e.id)
),
before as materialized (
    select f.first_id, sum(higher.count + earlier.count) as count
    from (select distinct pool_id, first_priority, first_id from part) f
    join queue_lines l on l.workspace_id = %(workspace_id)s::bigint and l.pool_id = f.pool_id
    cross join lateral (
        select count(*) as count from queue_entries e
        where e.workspace_id = %(workspace_id)s::bigint and e.line_id = l.id and e.priority > f.first_priority
    ) higher
    cross join lateral (
        select count(*) as count from queue_entries e
        where e.workspace_id = %(workspace_id)s::bigint and e.line_id = l.id
          and e.priority = f.first_priority and e.id < f.first_id
    ) earlier
    group by f.first_id
)
select e.id, e.contact_id,
    case when """
    + VISIBLE
    + """ then trim(c.first_name || ' ' || c.last_name) end as name,
    e.run_id, r.workflow_id, e.pool_id, t.name as pool_name, e.line_id, e.logic,
    l.only_online, l.max_open_contacts, e.priority, (b.count + e.number)::bigint as place,
    coalesce(v.at, r.started_at) as since, e.deadline
from part e
join before b on b.first_id = e.first_id
join runs r on r.workspace_id = %(workspace_id)s::bigint and r.id = e.run_id
join queue_lines l on l.workspace_id = %(workspace_id)s::bigint and l.id = e.line_id
left join teams t on t.workspace_id = %(workspace_id)s::bigint and t.id = e.pool_id
left join events v on v.workspace_id = %(workspace_id)s::bigint and v.seq = e.id
join contacts c on c.workspace_id = %(workspace_id)s::bigint and c.id = e.contact_id
order by e.priority desc, e.id
"""
)

# The nearest to being eligible first: the fewest rules against them, then the fewest open contacts.
LEFT_OUT: Final[LiteralString] = """
with people as (
    select l.id as line_id, m.user_id, u.name, s.open_contacts, m.joined,
        m.user_id in (select x.value::bigint from json_array_elements_text(l.excluded) x) as excluded,
        l.only_online and s.status <> 'online' as not_online,
        coalesce(l.max_open_contacts <= s.open_contacts
            - (m.user_id is not distinct from l.holder_id)::int, false) as "full"
    from json_to_recordset(%(lines)s::json) as given (id bigint)
    join queue_lines l on l.workspace_id = %(workspace_id)s::bigint and l.id = given.id
    join pool_members m on m.workspace_id = l.workspace_id and m.pool_id = l.pool_id and m.member
    join users u on u.workspace_id = m.workspace_id and u.id = m.user_id and u.deleted_at is null
    join user_states s on s.workspace_id = u.workspace_id and s.user_id = u.id
),
ranked as (
    select p.*, count(*) over line as pool_size,
        count(*) filter (where excluded) over line as are_excluded,
        count(*) filter (where not_online and not excluded) over line as are_not_online,
        count(*) filter (where "full" and not excluded and not not_online) over line as are_full,
        row_number() over (
            partition by line_id
            order by excluded, not_online::int + "full"::int, open_contacts, joined) as rank
    from people p
    window line as (partition by line_id)
)
select line_id, user_id, name, open_contacts, excluded, not_online, "full",
    json_build_object('excluded', are_excluded, 'not_online', are_not_online, 'full', are_full) as counts
from ranked
where (excluded or not_online or "full")
  and rank <= case when pool_size <= %(whole)s::int then pool_size else %(nearest)s::int end
order by line_id, rank
"""


def place_key(priority: int, entry_id: int) -> int:
    """Where an entry stands among all who wait, as one number: by priority, then by time of entering."""
    return (HIGHEST - priority) << ID_BITS | entry_id


async def waiting(
    connection: Connection,
    workspace_id: int,
    viewer: Viewer,
    *,
    pool: int | None = None,
    contact: int | None = None,
    after: int = 0,
    limit: int,
) -> list[Waiting]:
    """The queue by priority and time of entering; ``after``: the ``place_key`` of the last one seen."""
    parameters = {
        "workspace_id": workspace_id,
        "pool": pool,
        "contact": contact,
        "priority": HIGHEST - (after >> ID_BITS),
        "id": after & ((1 << ID_BITS) - 1),
        "limit": limit,
        **viewer.parameters,
    }
    return await fetch(connection, WAITING, parameters, Waiting)


async def obstacles(
    connection: Connection, workspace_id: int, line_ids: Iterable[int]
) -> dict[int, Obstacles]:
    """For each of the lines why its pool's users cannot take a contact of it now."""
    parameters = {
        "workspace_id": workspace_id,
        "lines": json.dumps([{"id": line_id} for line_id in sorted(set(line_ids))]),
        "whole": WHOLE_POOL,
        "nearest": NEAREST,
    }
    found: dict[int, Obstacles] = defaultdict(lambda: Obstacles([], {}))
    for candidate in await fetch(connection, LEFT_OUT, parameters, _Candidate):
        line = found[candidate.line_id]
        line.left_out.append(candidate)
        line.counts = candidate.counts
    return found
