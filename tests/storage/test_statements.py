"""Every SQL constant fits the schema and the code that uses it, and stays within its workspace."""

import re
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from psycopg import AsyncConnection
from psycopg.pq import ExecStatus

from evenhand.domain import model as m
from evenhand.storage import roster, working_set
from evenhand.storage.tables import joined, log
from tests.storage.statements import PARAMETER, Read, Statement, reads, statements

STATEMENTS: Final = statements()
TENANT_TABLES: Final = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"""

PRIMARY_KEY: Final = """
select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
where i.indrelid = %(table)s::text::regclass and i.indisprimary"""

# Which PostgreSQL types come to Python as which: by oid.
FITTING: Final = {
    int: {20, 23},
    float: {701},
    bool: {16},
    str: {25},
    datetime: {1184},
    dict: {114},
    list: {114},
    frozenset: {114},
    msgspec.Struct: {114},
}

# What looks across workspaces, and why it may.
ACROSS: Final = {
    ("timers.PEEK", "timers"): "a look without locks, which gives workspaces and no rows",
    ("timers.PEEK", "lanes"): "where something was left unfinished, of any workspace",
    ("deliveries.CLAIM", "deliveries"): "a look for what is due, of any workspace; the rest goes by its row",
    ("requests.CLAIM", "requests"): "the same",
    ("deliveries.NEXT_DUE", "deliveries"): "a look, which gives a time and no rows",
    ("samples.TAKE", "queue_entries"): "every workspace's queue is noted at the same time",
    ("webhooks.DELETE_OLD", "webhook_deliveries"): "every workspace's are kept for the same time",
    ("partitions.DELETE_OLD_KEYS", "keys"): "every workspace's keys are kept for the same time",
    ("partitions.DELETE_OLD_SESSIONS", "sessions"): "a session ends by itself",
    ("set_up.OPEN_LINK", "lanes"): "whether there is any workspace in use",
    ("set_up.GOOD_LINK", "lanes"): "the same",
    ("reads.access.OF_API", "tokens"): "the token's hash is what says which workspace it is",
    ("reads.access.OF_API", "users"): "the user of that token",
    ("reads.access.OF_LOG_IN", "sessions"): "the session's hash is what says which workspace it is",
    ("reads.access.OF_LOG_IN", "users"): "the user of that session",
    ("sessions.CANDIDATES", "users"): "who logs in gives an e-mail and, if need be, chooses the workspace",
}

# What an update leaves out: it never changes.
IMMUTABLE: Final = {
    "contacts": {"created_at"},
    "conversations": {"contact_id", "source", "opened_at", "channel_id"},
    "runs": {"workflow_id", "version", "contact_id", "started_at", "conversation_id"},
    "queue_entries": {"pool_id", "run_id", "contact_id", "priority", "logic", "deadline"},
    "queue_lines": {"pool_id", "only_online", "excluded", "max_open_contacts", "holder_id"},
    "timers": {"kind", "subject_id"},
    "deliveries": {"contact_id", "channel_id", "created_at"},
    "workflows": {"created_at"},
    "webhooks": {"created_at"},
}

ROWS: Final[dict[str, type[Any]]] = (
    {
        shape.table: shape.row
        for shape in (
            *(load.shapes[0] for load in working_set.LOADS.values()),
            *(shape for _, shape in roster.PEOPLE),
        )
    }
    | {"messages": m.Message, "comments": m.Comment, "lanes": m.Lane, "events": m.Event}
    | {
        "requests": m.Request,
        "webhook_cursors": m.WebhookCursor,
        "webhook_replays": m.WebhookReplay,
    }
)


@pytest.fixture
async def connection(database_url: str) -> AsyncGenerator[AsyncConnection[Any]]:
    async with await AsyncConnection.connect(database_url, autocommit=True) as connection:
        yield connection


class Column(NamedTuple):
    """A column of a result."""

    name: str
    type: int


def describe(connection: AsyncConnection[Any], statement: Statement) -> list[Column]:
    """What PostgreSQL says of a statement; fails where it does not fit the schema."""
    prepared = connection.pgconn.prepare(b"tried", statement.numbered.encode())
    assert prepared.status == ExecStatus.COMMAND_OK, prepared.error_message.decode()
    told = connection.pgconn.describe_prepared(b"tried")
    assert told.nparams == len(statement.parameters)
    connection.pgconn.exec_(b"deallocate tried")
    return [Column((told.fname(at) or b"").decode(), told.ftype(at)) for at in range(told.nfields)]


def hints_of(row: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(row)
    return {field.name: hints[field.name] for field in msgspec.structs.fields(row)}


def fits(hint: Any, column: Column) -> bool:
    """Whether a value of this column is one of the field's type."""
    if hint is Any:
        return True
    if get_origin(hint) in {UnionType, Union}:
        return all(fits(part, column) for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is Literal:
        return all(fits(type(value), column) for value in get_args(hint))
    kind = get_origin(hint) or hint
    return any(issubclass(kind, known) and column.type in oids for known, oids in FITTING.items())


def expect(columns: list[Column], fields: list[tuple[str, Any]]) -> None:
    assert [column.name for column in columns] == [name for name, _ in fields]
    for column, (name, hint) in zip(columns, fields, strict=True):
        assert fits(hint, column), f"{name} is {hint}, the column has type {column.type}"


# --- the schema and the code ---------------------------------------------------------------------


@pytest.mark.parametrize("name", STATEMENTS)
async def test_it_can_be_prepared_and_says_of_which_types_its_parameters_are(
    connection: AsyncConnection[Any], name: str
) -> None:
    describe(connection, STATEMENTS[name])
    untyped = [parameter for parameter, cast in PARAMETER.findall(STATEMENTS[name].sql) if not cast]
    assert untyped == []


@pytest.mark.parametrize("read", reads(), ids=lambda read: f"{read.statement.name}-{read.view.__name__}")
async def test_a_read_gives_what_its_view_has(connection: AsyncConnection[Any], read: Read) -> None:
    hints = hints_of(read.view)
    columns = {column.name: column for column in describe(connection, read.statement)}
    unused = {"trail"} if read.statement.name == "runs.RUNS" else set[str]()  # one query serves list and run
    assert columns.keys() - unused == hints.keys()
    for name, hint in hints.items():
        assert fits(hint, columns[name]), f"{name} is {hint}, the column has type {columns[name].type}"
    assert read.statement.parameters <= read.given


def test_every_read_is_looked_at() -> None:
    assert len({read.statement.name for read in reads()}) > 40


@pytest.mark.parametrize("table", working_set.LOADS)
async def test_a_load_gives_the_rows_of_its_tables(connection: AsyncConnection[Any], table: str) -> None:
    load = working_set.LOADS[table]
    fields = [field for shape in load.shapes for field in hints_of(shape.row).items()]
    expect(describe(connection, Statement(table, load.sql)), fields)
    assert keys_of(load.sql) == ["workspace_id", *load.fields]
    assert Statement(table, load.sql).parameters == {"keys"}


@pytest.mark.parametrize(("sql", "shape"), roster.PEOPLE, ids=lambda each: getattr(each, "table", ""))
async def test_people_are_loaded_whole(
    connection: AsyncConnection[Any], sql: str, shape: working_set.Shape
) -> None:
    expect(describe(connection, Statement(shape.table, sql)), [*hints_of(shape.row).items()])
    ranges = [] if shape.table == "workspaces" else ["first", "last", "size"]
    assert keys_of(sql) == ["workspace_id", *ranges]


@pytest.mark.parametrize(
    ("sql", "rows", "more"),
    [
        (
            joined.LOAD_DUE,
            (m.Timer, m.Run, m.QueueEntry, m.QueueLine, m.Contact, m.Conversation),
            {"now", "size"},
        ),
        (joined.LOAD_LINE_VIEWS, (m.QueueEntry, m.Run, m.Timer, m.Contact, m.Conversation), set[str]()),
    ],
    ids=["due", "line views"],
)
async def test_other_loads_give_the_rows_of_their_tables(
    connection: AsyncConnection[Any], sql: str, rows: tuple[type[Any], ...], more: set[str]
) -> None:
    expect(
        describe(connection, Statement("", sql)), [field for row in rows for field in hints_of(row).items()]
    )
    assert Statement("", sql).parameters == {"keys"} | more


def keys_of(sql: str) -> list[str]:
    """The columns of the keys that a load is given."""
    [found] = re.findall(r"json_to_recordset\(%\(keys\)s::json\) as k\(([^)]*)\)", sql)
    return [column.split()[0] for column in found.split(",")]


# --- saving ----------------------------------------------------------------------------------------


def columns_after(pattern: str, sql: str) -> list[str]:
    [found] = re.findall(pattern, sql, re.DOTALL)
    return [column.strip().partition(".")[2] or column.strip() for column in found.split(",")]


@pytest.mark.parametrize("save", working_set.SAVES, ids=lambda save: save.table)
async def test_a_save_names_every_field(connection: AsyncConnection[Any], save: working_set.Save) -> None:
    fields = [field.name for field in msgspec.structs.fields(ROWS[save.table])]
    key = {name async for (name,) in await connection.execute(PRIMARY_KEY, {"table": save.table})}
    if save.insert is not None:
        left_out = ["error"] if save.table == "deliveries" else []  # nothing has gone wrong with it yet
        named = columns_after(r"insert into \w+ \((.*?)\)", save.insert)
        assert named == [field for field in fields if field not in left_out]
        assert f"json_populate_recordset(null::{save.table}, %(rows)s::json)" in save.insert
    if save.update is not None:
        changed = dict(re.findall(r"(\w+)\s*=\s*r\.(\w+)", save.update.partition("\nfrom ")[0]))
        assert all(column == value for column, value in changed.items())
        assert set(fields) - key - changed.keys() == IMMUTABLE.get(save.table, set())
        assert conditions(save.update) == key
    if save.delete is not None:
        assert conditions(save.delete) == key == {"workspace_id", *save.key}


def conditions(sql: str) -> set[str]:
    """The columns that an update or delete finds its rows by."""
    found = re.findall(r"t\.(\w+) = r\.(\w+)", sql.rpartition("where ")[2])
    assert all(column == value for column, value in found)
    return {column for column, _ in found}


def test_the_log_and_the_lanes_are_saved_whole() -> None:
    assert columns_after(r"insert into events \((.*?)\)", log.INSERT_EVENTS) == [
        field.name for field in msgspec.structs.fields(m.Event)
    ]
    changed = re.findall(r"(\w+) = r\.\1", log.UPDATE_LANES)
    assert set(changed) == {field.name for field in msgspec.structs.fields(m.Lane)}


# --- tenants, and what is promised elsewhere -----------------------------------------------------------

KEYWORDS: Final = {
    *("where", "on", "set", "join", "left", "cross", "inner", "full", "order", "group", "limit", "using"),
    *("values", "for", "as", "select"),
}
TABLE: Final = re.compile(r"\b(from|join|update|into|using)\s+(\w+)(?:\s+as)?(?:\s+(\w+))?")


def unbound(sql: str, tenant_tables: set[str]) -> Iterator[str]:
    """The tables whose rows could be of another workspace than the one, or the rows, that are given."""
    found = [
        (word, table, alias if alias and alias not in KEYWORDS else "")
        for word, table, alias in TABLE.findall(sql)
        if table in tenant_tables
    ]
    bare = len(re.findall(r"(?<![\w.])workspace_id = %\(workspace_id\)s", sql))
    bound = _bound_aliases(sql, Counter(alias or table for word, table, alias in found if word != "into"))
    for word, table, alias in found:
        if word == "into":
            if not re.search(rf"into {table}(?: \w+)? \(\s*workspace_id\b", sql):
                yield table
        elif (alias or table) not in bound:
            bare -= 1
            if alias or bare < 0:
                yield table


def _bound_aliases(sql: str, aliases: Counter[str]) -> set[str]:
    """Those whose workspace is compared with a given one, directly or by way of others, each time."""
    equal = re.findall(r"(\w+)\.workspace_id = (?:(\w+)\.(?:workspace_id|id)\b|%\(workspace_id\)s)", sql)
    compared = Counter(name for pair in equal for name in pair)
    bound: set[str] = set()
    while True:
        more = {
            name
            for left, right in equal
            for name, other in ((left, right), (right, left))
            if name in aliases.keys() - bound and (not right or other in bound or other not in aliases)
        }
        if not more:
            return {name for name in bound if compared[name] >= aliases[name]}
        bound |= more


async def test_every_statement_stays_within_its_workspace(connection: AsyncConnection[Any]) -> None:
    tables = {name async for (name,) in await connection.execute(TENANT_TABLES)}
    tables |= {"keys_rest"}
    assert len(tables) > 20
    loose = {
        (name, table.removesuffix("_rest"))
        for name, statement in STATEMENTS.items()
        for table in unbound(statement.sql, tables)
    }
    assert loose == set(ACROSS)


@pytest.mark.parametrize(
    ("sql", "loose"),
    [
        ("select from runs where id = %(id)s", ["runs"]),
        ("select from runs where workspace_id = %(workspace_id)s", []),
        ("select from runs r where r.workspace_id = %(workspace_id)s", []),
        (
            "select from runs r join contacts c on c.id = r.id where r.workspace_id = %(workspace_id)s",
            ["contacts"],
        ),
        (
            "select from runs r join contacts c on c.workspace_id = r.workspace_id where c.id = 1",
            ["runs", "contacts"],
        ),
        (
            "select from json_to_recordset('') as k(id int) join runs r on r.workspace_id = k.workspace_id",
            [],
        ),
        ("update runs t set a = 1 from json_to_recordset('') r where t.id = r.id", ["runs"]),
        ("delete from runs t using json_to_recordset('') r where t.workspace_id = r.workspace_id", []),
        ("insert into runs (id) select 1", ["runs"]),
        ("insert into runs (workspace_id, id) select 1, 2", []),
    ],
)
def test_what_is_loose_is_found(sql: str, loose: list[str]) -> None:
    assert list(unbound(sql, {"runs", "contacts"})) == loose


def test_no_statement_notifies() -> None:
    """As docs/adr/0007 promises."""
    assert [name for name, each in STATEMENTS.items() if re.search("notify|listen", each.sql)] == []
