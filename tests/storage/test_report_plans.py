"""A report reads what happened in its days, by index, however long the log is."""

from collections.abc import Generator
from datetime import UTC, datetime
from typing import Any, Final, LiteralString

import psycopg
import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from evenhand.storage.reads import reports
from tests.storage.test_read_plans import nodes

WORKSPACE: Final = 800_002
MANY: Final = 30_000  # a minute apart: three weeks
OFTEN: Final = {"workspace_id": WORKSPACE, "zone": "UTC", "user": None, "team": None}
DAY: Final = {"begin": datetime(2026, 3, 2, tzinfo=UTC), "end": datetime(2026, 3, 3, tzinfo=UTC)}

FILL: Final[tuple[LiteralString, ...]] = (
    """insert into events (workspace_id, seq, at, type, actor, contact_id, user_id, subject_id, data)
    select %(workspace_id)s, n, timestamptz '2026-02-20 00:00:00Z' + n * interval '1 minute',
      case n %% 20 when 0 then 'conversation.opened' when 1 then 'run.waiting' when 2 then 'contact.assigned'
        else 'message.received' end, 'api', 1, 1, n / 20,
      case n %% 20 when 1 then '{"pool": 5}' when 2 then '{"by": "step", "pool": 5, "run": 7}' end::json
    from generate_series(1, %(many)s) n""",
    """insert into conversations (workspace_id, id, contact_id, source, opened_at, assignees, last_seq)
    select %(workspace_id)s, n, n, 'contact', timestamptz '2026-02-20 00:00:00Z' + n * interval '1 minute',
      '[1]', n
    from generate_series(20, %(many)s, 20) n""",
    "analyze",
)


@pytest.fixture(scope="module")
def connection(database_url: str) -> Generator[Connection[TupleRow]]:
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        for fill in FILL:
            connection.execute(fill, {"workspace_id": WORKSPACE, "many": MANY})
        yield connection


@pytest.mark.parametrize(
    "name",
    [
        *(
            "ASSIGNMENTS_BY_DAY",
            "ASSIGNMENTS_BY_USER",
            "ASSIGNMENTS_BY_TEAM",
            "ASSIGNMENTS_BY_KIND",
            "SHARES",
        ),
        *("RESPONSES_BY_DAY", "RESPONSES_BY_USER", "RESPONSES_BY_TEAM", "RESPONSES_BY_HOUR"),
        *("QUEUE_BY_DAY", "QUEUE_BY_TEAM", "QUEUE_BY_HOUR"),
    ],
)
def test_it_reads_its_days_by_index(connection: Connection[TupleRow], name: str) -> None:
    sql: LiteralString = getattr(reports, name)
    given = {**OFTEN, **DAY}
    cursor = connection.execute("explain (analyze, format json) " + sql, given)  # lint-skip: EH302 a constant
    ((found,),) = cursor.fetchall()
    plan: list[dict[str, Any]] = list(nodes(found[0]["Plan"]))
    of_time = [node for node in plan if node.get("Relation Name", "").startswith(("events", "conversations"))]
    assert of_time
    assert not any(node["Node Type"] == "Seq Scan" and node["Actual Rows"] for node in of_time), found
    rows = [node["Actual Rows"] + node.get("Rows Removed by Filter", 0) for node in of_time]
    # A day has 72 of each of the index's three types; waits are followed for another week, in two readings.
    assert sum(count * node["Actual Loops"] for count, node in zip(rows, of_time, strict=True)) < 4_000, found
