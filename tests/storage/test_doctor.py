"""Each fault is planted by hand into books that balance, and has to be found."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from typing import Any, Final, LiteralString

import pytest
from psycopg import AsyncConnection

from evenhand.storage.migrate import migrate
from evenhand.storage.reads.doctor import examine
from evenhand.storage.reads.references import REFERENCES, Reference
from tests.conftest import scratch_database

Connection = AsyncConnection[Any]

WORKSPACE: Final = 7_000_001
NOWHERE: Final = 987_654

# Ana (2) is online with one open contact, Ben (3) is away; Carl (20) waits for one of them with a free hand.
BOOKS: Final[LiteralString] = """
insert into workspaces (id, name) overriding system value values (7000001, 'books'), (7000002, 'other books');
insert into lanes (workspace_id, seq, at, waiting) values (7000001, 40, now(), 1), (7000002, 0, now(), 0);
insert into events (workspace_id, seq, at, type, actor) values (7000001, 40, now(), 'message.sent', 'user:2');

create temporary table book on commit drop as select 7000001::bigint as workspace_id, now() as at;

insert into users (workspace_id, id, email, name, role, created_at, deleted_at)
select workspace_id, id, name || '@x.test', name, 'agent', at, case when name = 'dan' then at end
from book, (values (2, 'ana'), (3, 'ben'), (7, 'dan')) as person (id, name);
insert into user_states (workspace_id, user_id, status, open_contacts)
select workspace_id, id, status, open_contacts
from book, (values (2, 'online', 1), (3, 'offline', 0), (7, 'offline', 0))
    as person (id, status, open_contacts);
insert into presences (workspace_id, user_id, choice, timer_id)
select workspace_id, id, 'online', timer_id
from book, (values (2, 24), (3, null), (7, null)) as person (id, timer_id);
insert into teams (workspace_id, id, name, created_at) select workspace_id, 4, 'Support', at from book;
insert into pool_members (workspace_id, pool_id, user_id, joined, member, last_turn)
select workspace_id, pool_id, user_id, user_id, user_id <> 7, 0
from book, (values (0), (4)) as pool (pool_id), (values (2), (3), (7)) as person (user_id);
insert into tokens (workspace_id, id, name, role, hash, created_at, user_id)
select workspace_id, 8, 'token', 'agent', 'a doctor''s token', at, 2 from book;
insert into sessions (workspace_id, hash, user_id, created_at, last_seen_at, expires_at)
select workspace_id, 'a doctor''s session', 2, at, at, at from book;

insert into channels (workspace_id, id, type, name, config, created_at)
select workspace_id, 5, 'custom', 'shop', '{}', at from book;
insert into workflows (workspace_id, id, name, state, revision, document, created_at, updated_at, version)
select workspace_id, 6, 'greet', 'published', 1, '{}', at, at, 1 from book;
insert into workflow_versions (workspace_id, workflow_id, version, document, published_at, published_by)
select workspace_id, 6, 1, '{}', at, 'user:2' from book;

insert into contacts (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at,
    channel_id, assignee_id, conversation_id)
select workspace_id, id, name, '', '[]', '{}', waiting_runs, at, 5, assignee_id, conversation_id
from book, (values (10, 'Bob', 0, 2, 11), (20, 'Carl', 1, null, 21), (30, 'Dora', 0, null, null))
    as contact (id, name, waiting_runs, assignee_id, conversation_id);
insert into identities (workspace_id, channel_id, external_id, contact_id)
select workspace_id, 5, 'c-1', 10 from book;
insert into conversations
    (workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id, timer_id)
select workspace_id, id, contact_id, 'contact', at, '[]', id, 5, timer_id
from book, (values (11, 10, 25), (21, 20, null)) as conversation (id, contact_id, timer_id);
insert into messages (workspace_id, id, contact_id, sender, sender_id, text, at, conversation_id, channel_id)
select workspace_id, id, 10, sender, sender_id, 'hello', at, 11, 5
from book, (values (12, 'contact', null), (13, 'workflow', 6), (40, 'user', 2))
    as message (id, sender, sender_id);
insert into comments (workspace_id, id, contact_id, author, text, mentions, at, conversation_id)
select workspace_id, 14, 10, 'user:2', 'note', '[]', at, 11 from book;
insert into deliveries (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at)
select workspace_id, id, 10, 5, 0, false, at, case when id = 13 then at end
from book, (values (13), (40)) as message (id);

insert into runs (workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
    conversation_id, step, wait_id)
select workspace_id, 22, 6, 1, 20, 'waiting', '{}', '[]', at, 21, 'assign', 23 from book;
insert into queue_lines (workspace_id, id, pool_id, only_online, excluded, waiting, max_open_contacts)
select workspace_id, 23, 4, true, '[]', 1, 1 from book;
insert into queue_entries (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline)
select workspace_id, 23, 23, 4, 22, 20, 0, 'round_robin', at from book;
insert into timers (workspace_id, id, due_at, kind, subject_id)
select workspace_id, id, at, kind, subject_id
from book, (values (23, 'run', 22), (24, 'presence', 2), (25, 'auto_close', 11))
    as timer (id, kind, subject_id);
insert into workflow_keys (workspace_id, workflow_id, number) select workspace_id, 6, 6 from book;
insert into requests (workspace_id, id, run_id, method, url, headers, timeout, attempt, next_at)
select workspace_id, 26, 22, 'GET', 'https://x.test/', '{}', 10, 0, at from book;

insert into webhooks (workspace_id, id, url, events, secret, created_at, enabled)
select workspace_id, 9, 'https://x.test/', '["*"]', 'sealed', at, true from book;
insert into webhook_cursors (workspace_id, webhook_id, seq, next_at) select workspace_id, 9, 40, at from book;
insert into webhook_deliveries (workspace_id, webhook_id, seq, state, attempts, at)
select workspace_id, 9, 40, 'delivered', 1, at from book;
insert into webhook_replays (workspace_id, id, webhook_id, seq, next_at)
select workspace_id, 27, 9, 40, at from book;
insert into queue_samples (workspace_id, at, pool_id, waiting) select workspace_id, at, 4, 1 from book;
insert into inbox_views (workspace_id, user_id, name, filter) select workspace_id, 2, 'Mine', '{}' from book;
insert into attentions (workspace_id, user_id, contact_id, typing, at)
select workspace_id, 2, 10, false, at from book;
"""


@pytest.fixture(scope="module")
def plain_database_url(server_url: str) -> Generator[str]:
    """A database as in production: without the foreign keys that would stop a fault."""
    with scratch_database(server_url) as url:
        asyncio.run(migrate(url))
        yield url


@pytest.fixture
async def books(plain_database_url: str) -> AsyncGenerator[Connection]:
    """A connection to a workspace whose books balance; whatever is done to them is undone at the end."""
    async with await AsyncConnection.connect(plain_database_url, autocommit=False) as connection:
        await connection.execute(BOOKS)
        yield connection
        await connection.rollback()


async def codes(books: Connection) -> dict[str, dict[str, int]]:
    return {finding.code: finding.ids for finding in await examine(books, WORKSPACE)}


async def test_balanced_books_have_no_findings(books: Connection) -> None:
    assert await examine(books, WORKSPACE) == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        pytest.param(
            "update user_states set open_contacts = 2 where user_id = 2",
            {"open_contacts": {"user_id": 2}},
            id="count too high",
        ),
        pytest.param(
            "update contacts set assignee_id = null where id = 10",
            {"open_contacts": {"user_id": 2}},
            id="count kept after the contact went",
        ),
        pytest.param(
            "delete from pool_members where pool_id = 0 and user_id = 3",
            {"user_without_state": {"user_id": 3}},
            id="not in the workspace's pool",
        ),
        pytest.param(
            "delete from user_states where user_id = 3",
            {"user_without_state": {"user_id": 3}},
            id="no state",
        ),
        pytest.param(
            "delete from presences where user_id = 3",
            {"user_without_state": {"user_id": 3}},
            id="no presence",
        ),
        pytest.param(
            "update users set deleted_at = now() where id = 3",
            {"deleted_user_at_work": {"user_id": 3}},
            id="deleted and still in pools",
        ),
        pytest.param(
            "update tokens set user_id = 7",
            {"deleted_user_at_work": {"user_id": 7}},
            id="deleted and still with a token",
        ),
        pytest.param(
            "update sessions set user_id = 7",
            {"deleted_user_at_work": {"user_id": 7}},
            id="deleted and still logged in",
        ),
        pytest.param(
            "update contacts set assignee_id = 7 where id = 30",
            {"assigned_to_deleted_user": {"contact_id": 30, "user_id": 7}},
            id="assigned to somebody deleted",
        ),
        pytest.param(
            "update contacts set conversation_id = null where id = 20",
            {"open_conversation": {"contact_id": 20, "conversation_id": 21}},
            id="open conversation forgotten",
        ),
        pytest.param(
            "update contacts set conversation_id = 11 where id = 30",
            {"open_conversation": {"contact_id": 30}},
            id="open conversation of somebody else",
        ),
        pytest.param(
            "update conversations set closed_at = now() where id = 21",
            {"open_conversation": {"contact_id": 20}},
            id="kept conversation is closed",
        ),
        pytest.param(
            "update contacts set waiting_runs = 0 where id = 20",
            {"waiting_runs": {"contact_id": 20}},
            id="waiting run not counted",
        ),
        pytest.param(
            "update lanes set waiting = 5",
            {"waiting_in_workspace": {}},
            id="queue of the workspace miscounted",
        ),
        pytest.param(
            "update queue_lines set waiting = 3",
            {"waiting_in_line": {"line_id": 23}},
            id="line miscounted",
        ),
        pytest.param(
            "delete from timers where id = 23",
            {
                "run_without_timer": {"run_id": 22, "contact_id": 20},
                "entry_without_run": {"entry_id": 23, "run_id": 22, "contact_id": 20},
            },
            id="waits for ever",
        ),
        pytest.param(
            "insert into timers values (7000001, 99, now(), 'run', 22)",
            {"timer_without_run": {"timer_id": 99, "run_id": 22}},
            id="a second timer of a run",
        ),
        pytest.param(
            "update runs set state = 'stopped', wait_id = null, ended_at = now()",
            {
                "timer_without_run": {"timer_id": 23, "run_id": 22},
                "entry_without_run": {"entry_id": 23, "run_id": 22, "contact_id": 20},
                "waiting_runs": {"contact_id": 20},
            },
            id="in the queue after the end",
        ),
        pytest.param(
            "update queue_entries set contact_id = 30",
            {"entry_without_run": {"entry_id": 23, "run_id": 22, "contact_id": 30}},
            id="in the queue in place of another",
        ),
        pytest.param(
            "update queue_entries set deadline = deadline + interval '1 minute'",
            {"entry_without_run": {"entry_id": 23, "run_id": 22, "contact_id": 20}},
            id="timer before the deadline",
        ),
        pytest.param(
            "update queue_lines set holder_id = 3",
            {"entry_in_wrong_line": {"entry_id": 23, "line_id": 23, "contact_id": 20}},
            id="line of another holder",
        ),
        pytest.param(
            "update timers set subject_id = 3 where id = 24",
            {
                "timer_without_subject": {"timer_id": 24, "subject_id": 3},
                "subject_without_timer": {"subject_id": 2, "timer_id": 24},
            },
            id="presence of somebody else",
        ),
        pytest.param(
            "delete from timers where id = 25",
            {"subject_without_timer": {"subject_id": 11, "timer_id": 25}},
            id="would never be closed",
        ),
        pytest.param(
            "update conversations set timer_id = null where id = 11",
            {"timer_without_subject": {"timer_id": 25, "subject_id": 11}},
            id="would close a conversation by surprise",
        ),
        pytest.param(
            "update deliveries set next_at = null",
            {"deliveries_out_of_order": {"contact_id": 10, "delivery_id": 13}},
            id="no message is next",
        ),
        pytest.param(
            "update deliveries set next_at = now()",
            {"deliveries_out_of_order": {"contact_id": 10, "delivery_id": 13}},
            id="two messages are next",
        ),
        pytest.param(
            "update deliveries set next_at = case when id = 40 then now() end",
            {"deliveries_out_of_order": {"contact_id": 10, "delivery_id": 13}},
            id="the second message is next",
        ),
        pytest.param("update lanes set seq = 41", {"log_behind": {}}, id="an event is missing"),
        pytest.param(
            "update user_states set status = 'online' where user_id = 3",
            {"could_be_taken": {"line_id": 23, "entry_id": 23, "contact_id": 20, "user_id": 3}},
            id="waits while somebody is free",
        ),
        pytest.param(
            "update pool_members set member = false where pool_id = 4",
            {"waits_for_nobody": {"entry_id": 23, "contact_id": 20, "pool_id": 4}},
            id="waits for an empty team",
        ),
        pytest.param(
            "update teams set deleted_at = now()",
            {"waits_for_nobody": {"entry_id": 23, "contact_id": 20, "pool_id": 4}},
            id="waits for a deleted team",
        ),
    ],
)
async def test_a_fault_is_found(
    books: Connection, fault: LiteralString, found: dict[str, dict[str, int]]
) -> None:
    await books.execute(fault)
    assert await codes(books) == found


async def test_a_contact_does_not_count_against_its_own_holder(books: Connection) -> None:
    await books.execute("update contacts set assignee_id = 2 where id = 20")
    await books.execute("update user_states set open_contacts = 2 where user_id = 2")
    await books.execute("update queue_lines set holder_id = 2")
    assert await codes(books) == {}, "without this contact Ana holds one, and is full"

    await books.execute("update queue_lines set max_open_contacts = 2")
    taken = {"line_id": 23, "entry_id": 23, "contact_id": 20, "user_id": 2}
    assert await codes(books) == {"could_be_taken": taken}


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("update queue_lines set excluded = '[3]'", id="excluded"),
        pytest.param("update user_states set open_contacts = 1 where user_id = 3", id="full"),
        pytest.param("update user_states set status = 'busy' where user_id = 3", id="busy"),
        pytest.param("update pool_members set member = false where user_id = 3 and pool_id = 4", id="left"),
    ],
)
async def test_who_may_not_take_it_is_no_fault(books: Connection, settings: LiteralString) -> None:
    await books.execute("update user_states set status = 'online' where user_id = 3")
    assert "could_be_taken" in await codes(books)
    await books.execute(settings)
    assert "could_be_taken" not in await codes(books)


@pytest.mark.parametrize(
    ("fault", "code", "unfinished"),
    [
        pytest.param(
            "update user_states set status = 'online' where user_id = 3",
            "could_be_taken",
            '{"freed": [4]}',
            id="about to be placed",
        ),
        pytest.param(
            "update pool_members set member = false where pool_id = 4",
            "waits_for_nobody",
            '{"emptied": [4]}',
            id="about to leave an empty pool",
        ),
        pytest.param(
            "update contacts set assignee_id = 7 where id = 30",
            "assigned_to_deleted_user",
            '{"dismissed": {"7": "user:2"}}',
            id="about to be unassigned",
        ),
    ],
)
async def test_what_the_next_transactions_finish_is_no_fault(
    books: Connection, fault: LiteralString, code: str, unfinished: str
) -> None:
    await books.execute(fault)
    assert [*await codes(books)] == [code]
    mark = "update lanes set unfinished = %(rest)s::json where workspace_id = 7000001"
    await books.execute(mark, {"rest": unfinished.replace("4", "5").replace("7", "8")})
    assert [*await codes(books)] == [code], "something else is unfinished"
    await books.execute(mark, {"rest": unfinished})
    assert await codes(books) == {}


async def test_of_a_line_the_first_in_order_is_named(books: Connection) -> None:
    await books.execute("""
        insert into queue_entries
            (workspace_id, id, line_id, pool_id, run_id, contact_id, priority, logic, deadline)
        select workspace_id, 26, line_id, pool_id, run_id, 30, 5, logic, deadline from queue_entries""")
    await books.execute("update user_states set status = 'online' where user_id = 3")
    assert (await codes(books))["could_be_taken"]["contact_id"] == 30


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda r: f"{r.table}.{r.column} to {r.target}")
async def test_a_reference_that_points_nowhere_is_found(books: Connection, reference: Reference) -> None:
    table, column, target, when = reference
    fault: LiteralString = f"""
        update {table} set {column} = 987654
        where ctid = (select t.ctid from {table} t where t.workspace_id = 7000001 and {when} limit 1)"""
    assert (await books.execute(fault)).rowcount == 1
    sentence = f"1 rows of {table} have {column} {NOWHERE}, which is not in {target}."
    assert sentence in [finding.sentence for finding in await examine(books, WORKSPACE)]


async def test_a_run_of_a_version_that_was_never_published_is_found(books: Connection) -> None:
    await books.execute("update runs set version = 2")
    (finding,) = await examine(books, WORKSPACE)
    assert finding.sentence == "1 rows of runs have version 6, which is not in workflow_versions."


async def test_other_workspaces_are_not_looked_at(books: Connection) -> None:
    await books.execute("update lanes set waiting = 5 where workspace_id = 7000001")
    assert await examine(books, WORKSPACE + 1) == []
    assert await examine(books, WORKSPACE) != []


async def test_a_finding_is_a_sentence_for_a_person(books: Connection) -> None:
    await books.execute("update user_states set status = 'online' where user_id = 3")
    (finding,) = await examine(books, WORKSPACE)
    assert finding.sentence == (
        "Contact 20 waits in queue line 23 (entry 23) although user 3 could be given it."
    )
