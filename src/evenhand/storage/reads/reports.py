"""What reports count: assignments, answers and the queue, over days of the workspace's time zone."""

from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, LiteralString

import msgspec

from evenhand.storage import samples
from evenhand.storage.reads.rows import Connection, fetch, fetch_one

AssignmentsBy = Literal["day", "user", "team", "kind"]
ResponsesBy = Literal["day", "user", "team", "hour"]
QueueBy = Literal["day", "team", "hour"]


class Period(msgspec.Struct, frozen=True):
    """Days from ``first`` to ``last`` in ``timezone``: what is at ``begin`` or later and before ``end``."""

    timezone: str
    first: str
    last: str
    days: int
    begin: datetime
    end: datetime

    @property
    def parameters(self) -> dict[str, Any]:
        """What the queries over a period ask for."""
        return {"zone": self.timezone, "begin": self.begin, "end": self.end}


class AssignmentRow(msgspec.Struct):
    """How many assignments fall to a day, a user, a team or a kind."""

    key: str
    name: str
    assignments: int


class ShareRow(msgspec.Struct):
    """How many automatic assignments from a pool a user got."""

    pool_id: int
    pool: str | None
    user_id: int
    user: str
    assignments: int


class ResponseRow(msgspec.Struct):
    """Conversations that were opened, and seconds until what came of them; None where nothing did yet."""

    key: str
    name: str
    conversations: int
    answered: int
    first_response_median: float | None
    first_response_p90: float | None
    waited: int
    waiting_median: float | None
    waiting_p90: float | None
    closed: int
    resolution_median: float | None
    resolution_p90: float | None


class QueueRow(msgspec.Struct):
    """Contacts who came into the queue, and the seconds that those waited who were assigned."""

    key: str
    name: str
    entered: int
    assigned: int
    waiting_median: float | None
    waiting_p90: float | None


class LengthRow(msgspec.Struct):
    """How many waited in a stretch of time that began ``at``: at most, and in the mean of its samples."""

    at: datetime
    most: int
    mean: float


PERIOD: Final[LiteralString] = """
select p.timezone, p.first::text as first, p.last::text as last, p.last - p.first + 1 as days,
  p.first::timestamp at time zone p.timezone as begin,
  (p.last + 1)::timestamp at time zone p.timezone as end
from (
  select w.timezone, coalesce(%(first)s::date, t.last - 29) as first, t.last
  from workspaces w
  cross join lateral (
    select coalesce(%(last)s::date, (clock_timestamp() at time zone w.timezone)::date) as last
  ) t
  where w.id = %(workspace_id)s::bigint
) p
"""

# The types are those of the index events_reported. A decision is read once for all that is asked of it.
_ASSIGNED: Final[LiteralString] = """
with assigned as materialized (
  select e.at, e.user_id, d.pool as pool_id, d.by,
    case when d.by is distinct from 'step' then 'hand' else coalesce(d.logic, 'user') end as kind
  from events e
  cross join lateral json_to_record(e.data) as d(pool bigint, by text, logic text)
  where e.workspace_id = %(workspace_id)s::bigint and e.type = 'contact.assigned'
    and e.at >= %(begin)s::timestamptz and e.at < %(end)s::timestamptz
    and (%(user)s::bigint is null or e.user_id = %(user)s::bigint)
    and (%(team)s::bigint is null or d.pool = %(team)s::bigint)
)
"""

_DAYS: Final[LiteralString] = """
select to_char(d.day, 'YYYY-MM-DD') as key
from generate_series(%(begin)s::timestamptz at time zone %(zone)s::text,
  %(end)s::timestamptz at time zone %(zone)s::text - interval '1 hour', interval '1 day') as d(day)"""

ASSIGNMENTS_BY_DAY: Final[LiteralString] = (
    _ASSIGNED
    + ", days as ("
    + _DAYS
    + """)
select d.key, d.key as name, coalesce(a.assignments, 0) as assignments
from days d
left join (
  select to_char(a.at at time zone %(zone)s::text, 'YYYY-MM-DD') as key, count(*) as assignments
  from assigned a
  group by 1
) a on a.key = d.key
order by d.key
"""
)

ASSIGNMENTS_BY_USER: Final[LiteralString] = (
    _ASSIGNED
    + """
select a.user_id::text as key, u.name, a.assignments
from (select user_id, count(*) as assignments from assigned group by user_id) a
join users u on u.workspace_id = %(workspace_id)s::bigint and u.id = a.user_id
order by a.assignments desc, u.name, u.id
"""
)

ASSIGNMENTS_BY_TEAM: Final[LiteralString] = (
    _ASSIGNED
    + """
select case when a.pool_id is null then 'none' when a.pool_id = 0 then 'workspace' else a.pool_id::text end
    as key,
  case when a.pool_id is null then 'No team' when a.pool_id = 0 then 'Workspace' else t.name end as name,
  a.assignments
from (select pool_id, count(*) as assignments from assigned group by pool_id) a
left join teams t on t.workspace_id = %(workspace_id)s::bigint and t.id = a.pool_id
order by a.assignments desc, name
"""
)

ASSIGNMENTS_BY_KIND: Final[LiteralString] = (
    _ASSIGNED
    + """
select a.kind as key, a.kind as name, count(*) as assignments
from assigned a
group by a.kind
order by assignments desc, a.kind
"""
)

# Who is in a pool now and got nobody counts as well.
SHARES: Final[LiteralString] = (
    _ASSIGNED
    + """
select p.pool_id, t.name as pool, u.id as user_id, u.name as user, p.assignments
from (
  select x.pool_id, x.user_id, sum(x.assignments)::bigint as assignments
  from (
    select pool_id, user_id, count(*) as assignments
    from assigned
    where pool_id is not null
    group by pool_id, user_id
    union all
    select m.pool_id, m.user_id, 0
    from pool_members m
    join users o on o.workspace_id = m.workspace_id and o.id = m.user_id and o.deleted_at is null
    where m.workspace_id = %(workspace_id)s::bigint and m.member
      and m.pool_id in (select a.pool_id from assigned a)
      and (%(user)s::bigint is null or m.user_id = %(user)s::bigint)
  ) x
  group by x.pool_id, x.user_id
) p
join users u on u.workspace_id = %(workspace_id)s::bigint and u.id = p.user_id
left join teams t on t.workspace_id = %(workspace_id)s::bigint and t.id = p.pool_id
order by p.pool_id, p.assignments desc, u.name, u.id
"""
)

# A wait in the queue ends with the next assignment that its run made or was satisfied by; seven days at most.
_WAITS: Final[LiteralString] = """
with steps as materialized (
  select e.seq, e.at, e.conversation_id, e.subject_id as run, d.pool
  from events e
  cross join lateral json_to_record(e.data) as d(pool bigint)
  where e.workspace_id = %(workspace_id)s::bigint and e.type = 'run.waiting'
    and e.at >= %(begin)s::timestamptz and e.at < %(end)s::timestamptz + interval '7 days'
    and d.pool is not null
  union all
  select e.seq, e.at, e.conversation_id, r.run::bigint, null::bigint
  from events e
  cross join lateral json_to_record(e.data) as d(run text, satisfied json)
  cross join lateral (
    select d.run
    union
    select s.run from json_array_elements_text(coalesce(d.satisfied, '[]')) as s(run)
  ) r
  where e.workspace_id = %(workspace_id)s::bigint and e.type = 'contact.assigned'
    and e.at >= %(begin)s::timestamptz and e.at < %(end)s::timestamptz + interval '7 days'
    and r.run is not null
),
waits as materialized (
  select s.at, s.conversation_id, s.pool,
    case when s.next_pool is null then extract(epoch from s.next_at - s.at)::float8 end as waited
  from (
    select *, lead(at) over (partition by run order by seq) as next_at,
      lead(pool) over (partition by run order by seq) as next_pool
    from steps
  ) s
  where s.pool is not null and s.at < %(end)s::timestamptz
    and (%(team)s::bigint is null or s.pool = %(team)s::bigint)
)
"""

_QUEUED: Final[LiteralString] = """
count(*) as entered, count(w.waited) as assigned,
  percentile_cont(0.5) within group (order by w.waited) as waiting_median,
  percentile_cont(0.9) within group (order by w.waited) as waiting_p90
from waits w
group by 1
"""

QUEUE_BY_DAY: Final[LiteralString] = (
    _WAITS
    + ", days as ("
    + _DAYS
    + """)
select d.key, d.key as name, coalesce(q.entered, 0) as entered, coalesce(q.assigned, 0) as assigned,
  q.waiting_median, q.waiting_p90
from days d
left join (select to_char(w.at at time zone %(zone)s::text, 'YYYY-MM-DD') as key, """
    + _QUEUED
    + """) q on q.key = d.key
order by d.key
"""
)

QUEUE_BY_TEAM: Final[LiteralString] = (
    _WAITS
    + """
select case when q.pool = 0 then 'workspace' else q.pool::text end as key,
  coalesce(t.name, 'Workspace') as name, q.entered, q.assigned, q.waiting_median, q.waiting_p90
from (select w.pool, """
    + _QUEUED
    + """) q
left join teams t on t.workspace_id = %(workspace_id)s::bigint and t.id = q.pool
order by q.entered desc, name
"""
)

# Hours of the week, Monday's first one is 0.
_HOUR: Final[LiteralString] = """
((extract(isodow from t.local) - 1) * 24 + extract(hour from t.local))::int"""

QUEUE_BY_HOUR: Final[LiteralString] = (
    _WAITS
    + """
select q.hour::text as key, q.hour::text as name, q.entered, q.assigned, q.waiting_median, q.waiting_p90
from (
  select """
    + _HOUR
    + """ as hour, count(*) as entered, count(w.waited) as assigned,
    percentile_cont(0.5) within group (order by w.waited) as waiting_median,
    percentile_cont(0.9) within group (order by w.waited) as waiting_p90
  from waits w
  cross join lateral (select w.at at time zone %(zone)s::text as local) t
  group by 1
) q
order by q.hour
"""
)

# Conversations have the number of the event that opened them, so that a time is a stretch of their key.
_OPENED: Final[LiteralString] = (
    _WAITS
    + """, bounds as materialized (
  select
    (select e.seq from events e
     where e.workspace_id = %(workspace_id)s::bigint and e.type = 'conversation.opened'
       and e.at >= %(begin)s::timestamptz
     order by e.at, e.seq limit 1) as first,
    (select e.seq from events e
     where e.workspace_id = %(workspace_id)s::bigint and e.type = 'conversation.opened'
       and e.at >= %(end)s::timestamptz
     order by e.at, e.seq limit 1) as after
),
opened as materialized (
  select v.opened_at, (v.assignees ->> -1)::bigint as user_id,
    extract(epoch from v.first_response_at - v.opened_at)::float8 as answered,
    extract(epoch from v.closed_at - v.opened_at)::float8 as closed,
    q.waited
  from conversations v
  left join (select conversation_id, sum(waited) as waited from waits group by conversation_id) q
    on q.conversation_id = v.id
  where v.workspace_id = %(workspace_id)s::bigint and v.id >= (select b.first from bounds b)
    and v.id < coalesce((select b.after from bounds b), 9223372036854775807)
)
"""
)

_ANSWERS: Final[LiteralString] = """
count(*) as conversations, count(o.answered) as answered,
  percentile_cont(0.5) within group (order by o.answered) as first_response_median,
  percentile_cont(0.9) within group (order by o.answered) as first_response_p90,
  count(o.waited) as waited,
  percentile_cont(0.5) within group (order by o.waited) as waiting_median,
  percentile_cont(0.9) within group (order by o.waited) as waiting_p90,
  count(o.closed) as closed,
  percentile_cont(0.5) within group (order by o.closed) as resolution_median,
  percentile_cont(0.9) within group (order by o.closed) as resolution_p90
from opened o
"""

_ANSWERED: Final[LiteralString] = """
r.answered, r.first_response_median, r.first_response_p90, r.waited, r.waiting_median, r.waiting_p90,
  r.closed, r.resolution_median, r.resolution_p90
"""

RESPONSES_BY_DAY: Final[LiteralString] = (
    _OPENED
    + ", days as ("
    + _DAYS
    + """)
select d.key, d.key as name, coalesce(r.conversations, 0) as conversations,
  coalesce(r.answered, 0) as answered, r.first_response_median, r.first_response_p90,
  coalesce(r.waited, 0) as waited, r.waiting_median, r.waiting_p90,
  coalesce(r.closed, 0) as closed, r.resolution_median, r.resolution_p90
from days d
left join (select to_char(o.opened_at at time zone %(zone)s::text, 'YYYY-MM-DD') as key, """
    + _ANSWERS
    + """group by 1) r on r.key = d.key
order by d.key
"""
)

RESPONSES_BY_USER: Final[LiteralString] = (
    _OPENED
    + """
select coalesce(r.user_id::text, 'none') as key, coalesce(u.name, 'Nobody') as name, r.conversations, """
    + _ANSWERED
    + """
from (select o.user_id, """
    + _ANSWERS
    + """group by 1) r
left join users u on u.workspace_id = %(workspace_id)s::bigint and u.id = r.user_id
order by r.conversations desc, name
"""
)

# Whoever is in several teams counts for each of them.
RESPONSES_BY_TEAM: Final[LiteralString] = (
    _OPENED
    + """
select t.id::text as key, t.name, r.conversations, """
    + _ANSWERED
    + """
from (select m.pool_id, """
    + _ANSWERS
    + """
join pool_members m on m.workspace_id = %(workspace_id)s::bigint and m.user_id = o.user_id and m.member
group by 1) r
join teams t on t.workspace_id = %(workspace_id)s::bigint and t.id = r.pool_id and t.deleted_at is null
order by r.conversations desc, t.name
"""
)

RESPONSES_BY_HOUR: Final[LiteralString] = (
    _OPENED
    + """
select r.hour::text as key, r.hour::text as name, r.conversations, """
    + _ANSWERED
    + """
from (select """
    + _HOUR
    + """ as hour, """
    + _ANSWERS
    + """
cross join lateral (select o.opened_at at time zone %(zone)s::text as local) t
group by 1) r
order by r.hour
"""
)

LENGTH: Final[LiteralString] = """
select s.at, coalesce(q.most, 0) as most, coalesce(q.total, 0) / %(samples)s::float8 as mean
from generate_series(%(begin)s::timestamptz, least(%(end)s::timestamptz, clock_timestamp()),
  %(width)s::interval) as s(at)
left join (
  select date_bin(%(width)s::interval, p.at, %(begin)s::timestamptz) as at,
    max(p.waiting)::bigint as most, sum(p.waiting)::float8 as total
  from (
    select n.at, sum(n.waiting) as waiting
    from queue_samples n
    where n.workspace_id = %(workspace_id)s::bigint
      and n.at >= %(begin)s::timestamptz and n.at < %(end)s::timestamptz
      and (%(team)s::bigint is null or n.pool_id = %(team)s::bigint)
    group by n.at
  ) p
  group by 1
) q on q.at = s.at
where s.at < %(end)s::timestamptz
order by s.at
"""


async def period(
    connection: Connection, workspace_id: int, first: date | None, last: date | None
) -> Period | None:
    """The days from ``first`` (29 before the last) to ``last`` (today)."""
    parameters = {"workspace_id": workspace_id, "first": first, "last": last}
    return await fetch_one(connection, PERIOD, parameters, Period)


async def assignments(
    connection: Connection,
    workspace_id: int,
    period: Period,
    by: AssignmentsBy,
    *,
    user: int | None,
    team: int | None,
) -> list[AssignmentRow]:
    """How many assignments there were; of a user, from a team's pool."""
    days_or_users = ASSIGNMENTS_BY_DAY if by == "day" else ASSIGNMENTS_BY_USER
    teams_or_kinds = ASSIGNMENTS_BY_TEAM if by == "team" else ASSIGNMENTS_BY_KIND
    query = days_or_users if by in {"day", "user"} else teams_or_kinds
    parameters = {"workspace_id": workspace_id, "user": user, "team": team, **period.parameters}
    return await fetch(connection, query, parameters, AssignmentRow)


async def shares(
    connection: Connection, workspace_id: int, period: Period, *, user: int | None, team: int | None
) -> list[ShareRow]:
    """Who got how many of each pool, the most first; members who got none as well."""
    parameters = {"workspace_id": workspace_id, "user": user, "team": team, **period.parameters}
    return await fetch(connection, SHARES, parameters, ShareRow)


async def responses(
    connection: Connection, workspace_id: int, period: Period, by: ResponsesBy
) -> list[ResponseRow]:
    """How long the conversations that were opened took."""
    days_or_users = RESPONSES_BY_DAY if by == "day" else RESPONSES_BY_USER
    teams_or_hours = RESPONSES_BY_TEAM if by == "team" else RESPONSES_BY_HOUR
    query = days_or_users if by in {"day", "user"} else teams_or_hours
    parameters = {"workspace_id": workspace_id, "team": None, **period.parameters}
    return await fetch(connection, query, parameters, ResponseRow)


async def queue(
    connection: Connection, workspace_id: int, period: Period, by: QueueBy, *, team: int | None
) -> list[QueueRow]:
    """Who came into the queue and how long those waited who were assigned from it."""
    query = QUEUE_BY_DAY if by == "day" else QUEUE_BY_TEAM if by == "team" else QUEUE_BY_HOUR
    parameters = {"workspace_id": workspace_id, "team": team, **period.parameters}
    return await fetch(connection, query, parameters, QueueRow)


async def length(
    connection: Connection, workspace_id: int, period: Period, *, team: int | None
) -> list[LengthRow]:
    """How many waited, in at most some 200 stretches of time up to now."""
    hours = next(hours for hours in (1, 3, 6, 24, 48) if period.days * 24 <= hours * 200)
    width = timedelta(hours=hours)
    parameters = {
        "workspace_id": workspace_id,
        "team": team,
        "width": width,
        "samples": width / samples.EVERY,
        **period.parameters,
    }
    return await fetch(connection, LENGTH, parameters, LengthRow)
