"""People, contacts and queues by the hundred thousand, written straight into the tables; the books balance.

Every part takes the next numbers of its workspace's log, as the events that it stands for would have.
"""

from collections.abc import Sequence
from typing import Any, Final, LiteralString, NamedTuple

from psycopg import Connection

from benchmarks.seed import Seed

HEAD: Final[LiteralString] = "select seq from lanes where workspace_id = %(ws)s"

PEOPLE: Final[tuple[LiteralString, ...]] = (
    """
insert into users (workspace_id, id, email, name, role, created_at)
select %(ws)s, %(base)s + n, 'crowd' || n || '@example.com', 'Crowd' || n || ' Smith', 'agent', now()
from generate_series(1, %(count)s) n""",
    """
insert into user_states (workspace_id, user_id, status, open_contacts)
select %(ws)s, %(base)s + n, 'online', 0 from generate_series(1, %(count)s) n""",
    """
insert into presences (workspace_id, user_id, choice, driven)
select %(ws)s, %(base)s + n, 'online', 'online' from generate_series(1, %(count)s) n""",
    """
insert into pool_members (workspace_id, pool_id, user_id, joined, member, last_turn)
select %(ws)s, pool, %(base)s + n, %(base)s + n, true, 0
from generate_series(1, %(count)s) n, (values (0), (%(team)s)) as pools (pool)""",
)
"""Users who are online, in the workspace's pool and in its team."""

TEAMS: Final[tuple[LiteralString, ...]] = (
    """
insert into teams (workspace_id, id, name, created_at)
select %(ws)s, %(base)s + n, 'Team ' || n, now() from generate_series(1, %(count)s) n""",
    """
insert into pool_members (workspace_id, pool_id, user_id, joined, member, last_turn)
select distinct %(ws)s, %(base)s + 1 + (u.row + k * 7) %% %(count)s, u.id, %(base)s + u.row, true, 0
from (select id, row_number() over (order by id) as row from users where workspace_id = %(ws)s) u,
    generate_series(0, 4) k
where k = 0 or u.row %% 10 = 0""",
)
"""Everybody is in one of them, every tenth in five."""

CONTACTS: Final[tuple[LiteralString, ...]] = (
    """
insert into contacts (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at,
    channel_id, last_incoming_at)
select %(ws)s, %(base)s + 2 * n - 1, 'Ana', 'Old', '[]', '{}', 0, now(), %(channel)s, now()
from generate_series(1, %(count)s) n""",
    """
insert into identities (workspace_id, channel_id, external_id, contact_id)
select %(ws)s, %(channel)s, 'old-' || n, %(base)s + 2 * n - 1 from generate_series(1, %(count)s) n""",
    """
insert into conversations (workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id,
    closed_at, close_source)
select %(ws)s, %(base)s + 2 * n, %(base)s + 2 * n - 1, 'contact', now(), '[]', %(base)s + 2 * n,
    %(channel)s, now(), 'user'
from generate_series(1, %(count)s) n""",
)
"""Contacts who wrote once, long ago."""

LINES: Final[LiteralString] = """
insert into queue_lines (workspace_id, id, pool_id, only_online, excluded, waiting, max_open_contacts)
select %(ws)s, %(line)s, %(pool)s, true, '[]', %(waiting)s, %(cap)s::integer"""

WAITING: Final[tuple[LiteralString, ...]] = (
    """
create temporary table crowd on commit drop as
select %(ws)s::bigint as ws, %(base)s + 4 * n - 3 as contact, %(base)s + 4 * n - 2 as conversation,
    %(base)s + 4 * n - 1 as run, %(base)s + 4 * n as wait, l.id as line, l.pool_id as pool, n,
    now() + interval '6 days' as until,
    json_build_array(
        json_build_object('step', 'welcome', 'at', now(), 'outcome', 'done'),
        json_build_object('step', 'assign', 'at', now(), 'outcome', 'waiting')) as trail
from generate_series(1, %(count)s) n
join (
    select id, pool_id, row_number() over (order by id) - 1 as row from queue_lines
    where workspace_id = %(ws)s
) l on l.row = (n - 1) %% %(lines)s""",
    """
insert into contacts (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at,
    channel_id, conversation_id, last_incoming_at)
select ws, contact, 'Ana', 'Waits', '[]', '{}', 1, now(), %(channel)s, conversation, now() from crowd""",
    """
insert into identities (workspace_id, channel_id, external_id, contact_id)
select ws, %(channel)s, 'waits-' || n, contact from crowd""",
    """
insert into conversations (workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id)
select ws, conversation, contact, 'contact', now(), '[]', conversation, %(channel)s from crowd""",
    """
insert into runs (workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
    conversation_id, step, wait_id)
select ws, run, %(workflow)s, 1, contact, 'waiting', '{}', trail, now(), conversation, 'assign', wait
from crowd""",
    """
insert into timers (workspace_id, id, due_at, kind, subject_id)
select ws, wait, until, 'run', run from crowd""",
    """
insert into queue_entries (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline)
select ws, wait, line, pool, run, contact, 0, 'round_robin', until from crowd""",
    "update lanes set waiting = waiting + %(count)s where workspace_id = %(ws)s",
)
"""Contacts in the queue of who is of some pools, in turns over its lines."""

ALL_AWAY: Final[tuple[LiteralString, ...]] = (
    """
update conversations set closed_at = now(), close_source = 'user'
where workspace_id = %(ws)s and closed_at is null""",
    """
update contacts set conversation_id = null
where workspace_id = %(ws)s and conversation_id is not null""",
    "update user_states set status = 'offline', open_contacts = 0 where workspace_id = %(ws)s",
    "update presences set driven = 'offline' where workspace_id = %(ws)s",
)

ADVANCE: Final[tuple[LiteralString, ...]] = (
    "update lanes set seq = %(last)s where workspace_id = %(ws)s",
    """
insert into events (workspace_id, seq, at, type, actor)
select workspace_id, seq, at, 'team.members_changed', 'system' from lanes where workspace_id = %(ws)s""",
)
"""The log ends with what was written last."""


class Line(NamedTuple):
    """A line of the queue: whose pool, and how many open contacts are too many (None: never)."""

    pool: int
    cap: int | None


class Crowd:
    """Fills one workspace of a database. Nobody may be at work in it."""

    def __init__(self, connection: Connection[Any], seed: Seed, workspace_id: int) -> None:
        self._connection = connection
        self._given: dict[str, Any] = {
            "ws": workspace_id,
            "channel": seed.quiet_channel,
            "team": seed.team,
            "workflow": seed.workflow,
        }

    def users(self, count: int) -> None:
        """More users, online, all in the seed's team."""
        self._write(PEOPLE, count, 1)

    def teams(self, count: int) -> list[int]:
        """Teams over which all users are spread; their ids."""
        base = self._write(TEAMS, count, 1)
        return [base + number for number in range(1, count + 1)]

    def contacts(self, count: int) -> None:
        """Contacts without an open conversation."""
        self._write(CONTACTS, count, 2)

    def away(self) -> None:
        """Everything is closed, and nobody is online any more."""
        with self._connection.transaction():
            for statement in ALL_AWAY:
                self._connection.execute(statement, self._given)

    def waiting(self, count: int, lines: Sequence[Line]) -> None:
        """Contacts who wait in these lines. Everybody must be away, or at the cap."""
        base = self._head()
        with self._connection.transaction():
            for number, line in enumerate(lines):
                share = len(range(number, count, len(lines)))
                values = {"line": base + 1 + number, "pool": line.pool, "cap": line.cap, "waiting": share}
                self._connection.execute(LINES, self._given | values)
            self._advance(base + len(lines))
        self._write(WAITING, count, 4, lines=len(lines))

    def _write(self, statements: Sequence[LiteralString], count: int, numbers: int, **more: int) -> int:
        base = self._head()
        given = self._given | {"base": base, "count": count, **more}
        with self._connection.transaction():
            for statement in statements:
                self._connection.execute(statement, given)
            self._advance(base + max(count * numbers, count + 1))
        return base

    def _head(self) -> int:
        row = self._connection.execute(HEAD, self._given).fetchone()
        assert row is not None
        return row[0]

    def _advance(self, last: int) -> None:
        for statement in ADVANCE:
            self._connection.execute(statement, self._given | {"last": last})
