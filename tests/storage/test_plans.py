"""The lanes' statements find their rows by index, whatever was known of the tables when they were planned.

Each is planned while the tables are empty, when they are full and unknown, and once they are analysed;
the plan that all values share is looked at, on tables with 20,000 rows.
"""

import asyncio
import json
from collections.abc import Generator, Iterator
from typing import Any, Final, LiteralString, NamedTuple

import psycopg
import pytest
from psycopg import AsyncConnection, Connection, sql

from evenhand.storage import deliveries as claims
from evenhand.storage import requests, timers
from evenhand.storage.database import DISCARD_PLANS, LANES, SESSION, SET_SETTINGS, USES, Pool
from evenhand.storage.migrate import migrate
from evenhand.storage.tables import contacts, conversations, deliveries, joined, log, people, queue, workflows
from evenhand.storage.tables import requests as tables_of_requests
from evenhand.storage.working_set import ROUND
from tests.conftest import scratch_database
from tests.storage.statements import Statement

HERE: Final = 7  # the workspace that is asked for, one of 20

FILL: Final = """
create temporary table each as
select ws, n from generate_series(1, 20) ws, generate_series(1, 1000) n order by n, ws;
insert into lanes (workspace_id, seq, at, waiting) select distinct ws, 10000, now(), 1000 from each;
insert into contacts (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at,
    assignee_id, conversation_id, email, phone)
select ws, n, 'Ana', 'B', '[]', '{}', 1, now(), n % 10, n, 'C-' || n || '@x.test', '+34600' || n from each;
insert into identities (workspace_id, channel_id, external_id, contact_id)
select ws, 1, 'c-' || n, n from each;
insert into conversations (workspace_id, id, contact_id, source, opened_at, assignees, last_seq)
select ws, n, n, 'contact', now(), '[]', n from each;
insert into runs (workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
    wait_id)
select ws, n, 1, 1, n, 'waiting', '{}', '[]', now(), n from each;
insert into queue_lines (workspace_id, id, pool_id, only_online, excluded, waiting)
select ws, n, n % 3, true, '[]', 100 from each where n <= 10;
insert into queue_entries (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline)
select ws, n, n % 10 + 1, n % 3, n, n, n % 2, 'round_robin', now() from each;
insert into timers (workspace_id, id, due_at, kind, subject_id)
select ws, n, now() + (n - 10) * interval '1 hour', 'run', n from each;
insert into events (workspace_id, seq, at, type, actor, contact_id)
select ws, n, now(), 'message.received', 'contact', n from each;
insert into keys (workspace_id, hash, request, seq, at)
select ws, md5(n::text)::uuid, md5('')::uuid, n, now() from each;
insert into messages (workspace_id, id, contact_id, sender, text, at)
select ws, n, n, 'user', 'Hi', now() from each;
insert into users (workspace_id, id, email, name, role, created_at)
select ws, n, n || '@x.test', 'Ana', 'agent', now() from each;
insert into user_states (workspace_id, user_id, status, open_contacts) select ws, n, 'online', 0 from each;
insert into pool_members (workspace_id, pool_id, user_id, joined, member, last_turn)
select ws, pool, n, n, true, 0 from each, (values (0), (1)) pools (pool);
insert into teams (workspace_id, id, name, created_at) select ws, n, n::text, now() from each;
insert into workflows (workspace_id, id, name, state, revision, document, created_at, updated_at)
select ws, n, n::text, 'draft', 1, '{}', now(), now() from each;
insert into deliveries (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at)
select ws, n, n, 1, 0, false, now(), now() + (n - 3) * interval '1 hour' from each;
insert into requests (workspace_id, id, run_id, method, url, headers, timeout, attempt, next_at)
select ws, n, n, 'GET', 'https://x.test', '{}', 10, n % 4, now() + (n - 3) * interval '1 hour' from each"""


class Case(NamedTuple):
    """A statement, what it is given, the indexes by which its tables are read, and how many rows at most."""

    sql: LiteralString
    given: dict[str, Any]
    indexes: set[str]
    rows: int = 5


def keys(**fields: Any) -> dict[str, Any]:
    return {"keys": json.dumps([{"workspace_id": HERE, **fields}])}


def rows(**fields: Any) -> dict[str, Any]:
    return {"rows": json.dumps([{"workspace_id": HERE, **fields}])}


OF_A_RUN: Final = {f"{table}_pkey" for table in ("timers", "queue_entries", "queue_lines")}
OF_A_CONTACT: Final = {"contacts_pkey", "conversations_pkey"}
FIRST: Final = {"after_priority": 2**31 - 1, "after_id": 0, "size": ROUND}

CASES: Final = {
    "lock": Case(log.LOCK_LANES, {"ids": f"[{HERE}, 8]", "now": None}, {"lanes_pkey"}),
    "identity": Case(
        joined.LOAD_BY_IDENTITY, keys(channel_id=1, external_id="c-5"), {"identities_pkey"} | OF_A_CONTACT
    ),
    "keys": Case(log.LOAD_KEYS, keys(hash="c4ca4238a0b923820dcc509a6f75849b"), {"keys_pkey"}),
    "contacts": Case(joined.LOAD_CONTACTS, keys(id=500), OF_A_CONTACT),
    "conversations": Case(conversations.LOAD_CONVERSATIONS, keys(id=500), {"conversations_pkey"}),
    "runs": Case(joined.LOAD_RUNS, keys(id=500), {"runs_pkey"} | OF_A_RUN | OF_A_CONTACT, 6),
    "live runs": Case(joined.LOAD_LIVE_RUNS, keys(id=500), {"runs_one_live"} | OF_A_RUN),
    "runs of a workflow": Case(
        joined.LOAD_RUNS_OF_WORKFLOW, keys(id=1), {"runs_one_live"} | OF_A_RUN | OF_A_CONTACT, 6 * 501
    ),
    "contacts of a user": Case(
        joined.LOAD_CONTACTS_OF, keys(id=5), {"contacts_assignee"} | OF_A_CONTACT, 300
    ),
    "contacts by e-mail": Case(
        joined.LOAD_CONTACTS_BY_EMAIL, keys(email="c-5@x.test"), {"contacts_email"} | OF_A_CONTACT, 6
    ),
    "contacts by phone": Case(
        joined.LOAD_CONTACTS_BY_PHONE, keys(phone="+346005"), {"contacts_phone"} | OF_A_CONTACT, 6
    ),
    "entered": Case(joined.LOAD_ENTERED, keys(workflow_id=1, contact_id=500), {"runs_contact"}),
    "identity of": Case(joined.LOAD_IDENTITY_OF, keys(id=500), {"identities_contact"}),
    "lines of a pool": Case(joined.LOAD_LINES_OF, keys(id=1), {"queue_lines_pool"}),
    "head of a line": Case(
        joined.LOAD_LINE_VIEWS,
        keys(id=4, **FIRST),
        {"queue_entries_order", "runs_pkey", "timers_pkey"} | OF_A_CONTACT,
        5 * ROUND,
    ),
    "peek": Case(timers.PEEK, {"now": None, "size": 1_000}, {"timers_due"}, 200),
    "peek in a crowd": Case(
        timers.PEEK, {"now": None, "size": 10}, {"timers_due", "timers_pkey", "timers_due_in_workspace"}, 60
    ),
    "due": Case(
        joined.LOAD_DUE,
        {"now": None, "size": 8, "keys": json.dumps([{"workspace_id": HERE}])},
        {"timers_due_in_workspace", "runs_pkey"} | (OF_A_RUN - {"timers_pkey"}) | OF_A_CONTACT,
        48,
    ),
    "events since": Case(log.LOAD_SINCE, keys(seq=990), {"events_pkey"}, 10),
    "a part of the users": Case(people.LOAD_USERS, keys(first=101, last=2**62, size=10), {"users_pkey"}, 10),
    "a user's state": Case(people.LOAD_USER_STATES, keys(first=5, last=5), {"user_states_pkey"}, 1),
    "a user's pools": Case(people.LOAD_POOL_MEMBERS, keys(first=5, last=5), {"pool_members_user"}, 2),
    "a team": Case(people.LOAD_TEAMS, keys(first=5, last=5, size=1), {"teams_pkey"}, 1),
    "a workflow": Case(workflows.LOAD_WORKFLOWS, keys(first=5, last=5, size=1), {"workflows_pkey"}, 1),
    "past event": Case(log.LOAD_EVENTS, keys(seq=500), {"events_pkey"}),
    "claim": Case(
        claims.CLAIM,
        {"now": None, "lately": False, "lease": "12 seconds", "heads": 10, "followers": 20},
        {"deliveries_due", "deliveries_pkey", "deliveries_contact", "messages_pkey", "identities_contact"},
        60,
    ),
    "requests to make": Case(
        requests.CLAIM,
        {"now": None, "most": 10, "attempts": 3, "busy": "[1, 2]", "to_report": "20 seconds"},
        {"requests_due", "requests_pkey"},
        130,
    ),
    "update of contacts": Case(
        contacts.UPDATE_CONTACTS,
        rows(id=500, first_name="A", last_name="B", tags=[], fields={}, waiting_runs=1),
        {"contacts_pkey"},
    ),
    "update of conversations": Case(
        conversations.UPDATE_CONVERSATIONS, rows(id=500, assignees=[], last_seq=500), {"conversations_pkey"}
    ),
    "update of runs": Case(
        workflows.UPDATE_RUNS,
        rows(id=500, state="waiting", variables={}, trail=[], wait_id=500),
        {"runs_pkey"},
    ),
    "removal of timers": Case(queue.DELETE_TIMERS, rows(id=999), {"timers_pkey"}),
    "removal of requests": Case(tables_of_requests.DELETE_REQUESTS, rows(id=999), {"requests_pkey"}),
    "removal of entries": Case(queue.DELETE_QUEUE_ENTRIES, rows(id=999), {"queue_entries_pkey"}),
    "the next delivery": Case(
        deliveries.ADVANCE_DELIVERIES, rows(id=500), {"deliveries_contact", "deliveries_pkey"}
    ),
}
WHEN: Final = ("empty", "full and unknown", "analysed")

Scan = tuple[str, int]
"""An index, and how many of its rows were read."""


@pytest.fixture(scope="module")
def scans(server_url: str) -> Generator[dict[tuple[str, str], list[Scan]]]:
    """What each statement read, by when it was planned."""
    found: dict[tuple[str, str], list[Scan]] = {}
    with scratch_database(server_url) as url:
        asyncio.run(migrate(url))
        with psycopg.connect(url, autocommit=True) as connection:
            settings = json.dumps({**LANES, "plan_cache_mode": "force_generic_plan"})
            connection.execute(SET_SETTINGS, {"settings": settings})
            for (table,) in connection.execute(TABLES).fetchall():
                connection.execute(f"alter table {table} set (autovacuum_enabled = off)".encode())
            for name, case in CASES.items():
                prepared = Statement("", case.sql).numbered
                connection.execute(f'prepare "{name}" as {prepared}'.encode())
                explain(connection, name, case)
            connection.execute(FILL.encode())
            for when in WHEN:
                for name, case in CASES.items():
                    found[when, name] = explain(connection, name, case)
                if when == "full and unknown":
                    connection.execute("analyze")
                connection.execute("discard plans")
        yield found


TABLES: Final = """
select c.oid::regclass::text from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"""


def explain(connection: Connection[Any], name: str, case: Case) -> list[Scan]:
    given = [case.given[parameter] for parameter in sorted(Statement("", case.sql).parameters)]
    values = ", ".join(sql.Literal(value).as_string(connection) for value in given)
    query = f'explain (analyze, format json) execute "{name}" ({values})'
    with connection.transaction(force_rollback=True):
        [(answer,)] = connection.execute(query.encode()).fetchall()
    return [
        (node.get("Index Name", node["Node Type"]), _rows(node))
        for node in nodes(answer[0]["Plan"])
        if "Relation Name" in node and node["Node Type"] != "ModifyTable"
    ]


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def _rows(node: dict[str, Any]) -> int:
    return round((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("name", CASES)
def test_it_goes_by_its_indexes_and_reads_few_rows(
    scans: dict[tuple[str, str], list[Scan]], name: str, when: str
) -> None:
    case, found = CASES[name], scans[when, name]
    assert sum(count for _, count in found) <= case.rows, found
    assert sum(count for _, count in found) > 0, found
    used = {whole_of(index) for index, count in found if count}
    assert used <= case.indexes, found


def whole_of(index: str) -> str:
    """The index of the whole table of which this one is a piece's."""
    table = index.partition("_")[0]
    return f"{table}_pkey" if table in {"events", "keys"} and index.endswith("_pkey") else index


# --- plans follow the tables ---------------------------------------------------------------------


async def test_plans_are_made_anew_while_a_connection_is_used(database_url: str) -> None:
    pool = Pool(database_url, "plans", (1, 1), SESSION)
    await pool.open()
    discarded: list[int] = []
    execute = AsyncConnection.execute

    async def watched(connection: AsyncConnection[Any], query: Any) -> Any:
        if query == DISCARD_PLANS:
            discarded.append(pool._uses[connection])
        return await execute(connection, query)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(AsyncConnection, "execute", watched)
        for _ in range(100):
            async with pool.connection() as connection:
                await connection.execute("select 1")
    await pool.close()
    assert discarded == sorted(USES)[:2] == [16, 64]
