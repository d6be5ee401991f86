"""What is read at every click stays cheap in a big workspace: by index, and few rows."""

from collections.abc import Generator, Iterator
from typing import Any, Final, LiteralString

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from evenhand.storage.reads import contacts, events, messages, queue
from evenhand.storage.reads.conversations import ConversationFilter, counting, statement

WORKSPACE: Final = 800_001
MANY: Final = 20_000
BIG: Final = {
    *("contacts", "conversations", "messages", "events", "deliveries", "comments"),
    "runs",
    "queue_entries",
}
MAX_ROWS: Final = 2_000  # of all nodes of a plan together; a part has up to 101 rows

FILL: Final[tuple[LiteralString, ...]] = (
    "insert into lanes (workspace_id, seq, at) values (%(workspace_id)s, 100000, now())",
    """insert into contacts (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at,
        assignee_id, conversation_id)
    select %(workspace_id)s, n, 'Ana', n::text, '[]', '{}', 0, now(), n %% 50, n
    from generate_series(1, %(many)s) n""",
    """insert into conversations (workspace_id, id, contact_id, source, opened_at, assignees, last_seq)
    select %(workspace_id)s, n, n, 'contact', now(), '[]', n from generate_series(1, %(many)s) n""",
    """insert into messages (workspace_id, id, contact_id, sender, text, at, conversation_id)
    select %(workspace_id)s, n, n %% 200 + 1, 'contact', 'Hola', now(), n %% 200 + 1
    from generate_series(1, %(many)s) n""",
    """insert into events (workspace_id, seq, at, type, actor, contact_id)
    select %(workspace_id)s, n, now(), 'message.received', 'contact', n %% 200 + 1
    from generate_series(1, %(many)s) n""",
    """insert into comments (workspace_id, id, contact_id, author, text, mentions, at)
    select %(workspace_id)s, n, n %% 200 + 1, 'api', 'Look', '[]', now()
    from generate_series(1, %(many)s) n""",
    """insert into deliveries (workspace_id, id, contact_id, channel_id, attempt, failed, created_at)
    select %(workspace_id)s, n, n, 1, 0, false, now() from generate_series(1, %(many)s) n""",
    """insert into runs (workspace_id, id, workflow_id, version, contact_id, state, variables, trail,
        started_at, wait_id)
    select %(workspace_id)s, n, 1, 1, n, 'waiting', '{}', '[]', now(), n
    from generate_series(1, %(many)s) n""",
    """insert into queue_lines (workspace_id, id, pool_id, only_online, excluded, waiting)
    select %(workspace_id)s, n, n %% 2, true, '[]', 5000 from generate_series(0, 3) n""",
    """insert into queue_entries (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic,
        deadline)
    select %(workspace_id)s, n, n %% 4, n %% 2, n, n, n %% 3, 'round_robin', now()
    from generate_series(1, %(many)s) n""",
    "analyze",
)
ME: Final = {"sees_all": False, "viewer": 7}
NEXT: Final = {"priority": queue.HIGHEST, "id": 0}
# Of one contact; and nothing is looked for in the newest conversations, of which a bounded number is read.
SEARCH: Final = {
    "from": "ana 777",
    "to": "ana 777\U0010ffff",
    "people": 200,
    "newest": 20,
    "pattern": "%777%",
}
EVERYBODY: Final = {"sees_all": True, "viewer": None}


@pytest.fixture(scope="module")
def connection(database_url: str) -> Generator[Connection[TupleRow]]:
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        for fill in FILL:
            connection.execute(fill, {"workspace_id": WORKSPACE, "many": MANY})
        yield connection


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


@pytest.mark.parametrize(
    ("sql", "parameters"),
    [
        pytest.param(statement(ConversationFilter()), {"before": 2**53}, id="inbox"),
        pytest.param(statement(ConversationFilter(status="open")), {"before": 2**53}, id="open"),
        pytest.param(statement(ConversationFilter(q="x")), {"before": 2**53, **SEARCH}, id="search"),
        pytest.param(counting(ConversationFilter(q="x")), SEARCH, id="count of a search"),
        pytest.param(
            statement(ConversationFilter(contacts=[7])),
            {"before": 2**53, "contacts": "[7, 15000]"},
            id="contacts' conversations",
        ),
        pytest.param(contacts.CONTACTS, {"after": 15_000}, id="contacts"),
        pytest.param(contacts.CONTACT, {"id": 7, **ME}, id="contact"),
        pytest.param(messages.MESSAGES, {"contact_id": 7, "after": 0}, id="messages"),
        pytest.param(messages.NEWEST_MESSAGES, {"contact_id": 7, "after": 2**53}, id="newest messages"),
        pytest.param(events.EVENTS, {"after": 19_900}, id="events"),
        pytest.param(queue.WAITING, {**NEXT, "pool": None, "contact": None}, id="queue"),
        pytest.param(queue.WAITING, {**NEXT, "pool": 1, "contact": None}, id="queue of a pool"),
        pytest.param(queue.WAITING, {**NEXT, "pool": None, "contact": 101}, id="contact in the queue"),
        pytest.param(events.VISIBLE_EVENTS, {"after": 19_900, **ME}, id="visible events"),
        pytest.param(events.CONTACT_EVENTS, {"contact_id": 7, "after": 0}, id="contact's events"),
    ],
)
def test_it_reads_few_rows_by_index(
    connection: Connection[TupleRow], sql: LiteralString, parameters: dict[str, Any]
) -> None:
    given = {"workspace_id": WORKSPACE, "limit": 51, **EVERYBODY, **parameters}
    cursor = connection.execute("explain (analyze, format json) " + sql, given)  # lint-skip: EH302 a constant
    ((found,),) = cursor.fetchall()
    plan = list(nodes(found[0]["Plan"]))
    scanned = {node["Relation Name"] for node in plan if node["Node Type"] == "Seq Scan"}
    assert not BIG & scanned, found
    rows = [node["Actual Rows"] + node.get("Rows Removed by Filter", 0) for node in plan]
    assert sum(count * node["Actual Loops"] for count, node in zip(rows, plan, strict=True)) < MAX_ROWS, found
