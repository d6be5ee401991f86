"""Contacts that wait in the queue, by the hundred thousand: one that the engine made, copied with new ids."""

from typing import Final, LiteralString

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from benchmarks.bench import Bench, WentWrong
from benchmarks.engine import drained, running
from benchmarks.seed import set_status
from benchmarks.server import SEEDED
from benchmarks.traffic import first_message

IDS: Final[dict[str, tuple[str, ...]]] = {
    "contacts": ("id", "conversation_id"),
    "identities": ("contact_id",),
    "conversations": ("id", "contact_id", "last_seq"),
    "messages": ("id", "contact_id", "conversation_id"),
    "runs": ("id", "contact_id", "conversation_id", "wait_id"),
    "queue_entries": ("id", "run_id", "contact_id"),
    "timers": ("id", "subject_id"),
    "events": ("seq", "contact_id", "conversation_id", "subject_id"),
}
"""The columns that hold ids of the copied contact, its conversation, messages, run and events."""

HISTORY: Final = ("messages", "events")
DUE: Final = {"timers": "due_at", "queue_entries": "deadline"}

HEADS: Final[LiteralString] = "select workspace_id, seq from lanes order by workspace_id"
COLUMNS: Final[LiteralString] = """
select attname::text from pg_attribute
where attrelid = %(table)s::regclass and attnum > 0 and not attisdropped
order by attnum"""
COPY: Final[LiteralString] = """
insert into {table} ({columns})
select {values}
from {table} as item, generate_series(1, %(copies)s::bigint) as copy
where item.workspace_id <= %(workspaces)s and item.{id} > %(after)s and item.{id} <= %(last)s"""
SHIFTED: Final[LiteralString] = """
case when item.{column} > %(after)s then item.{column} + copy * %(span)s::bigint else item.{column} end"""
ADVANCE: Final[LiteralString] = """
update lanes set seq = seq + %(copies)s::bigint * %(span)s::bigint, waiting = waiting + %(copies)s
where workspace_id <= %(workspaces)s"""
LENGTHEN: Final[LiteralString] = """
update queue_lines set waiting = waiting + %(copies)s where workspace_id <= %(workspaces)s"""
SET_DUE: Final[LiteralString] = """
update {table} set {column} = now() + %(seconds)s * interval '1 second'
where workspace_id <= %(workspaces)s"""


async def make(
    bench: Bench, database: str, workspaces: int, contacts: int, due_in: float, *, history: bool
) -> None:
    """A database in which so many contacts wait for agents who are all away, all until the same moment.

    Without `history` the copies have neither messages nor events: quicker to make, and as heavy at rest.
    """
    bench.server.create(database, SEEDED)
    with bench.server.connect(database) as connection:
        async with running(bench.server.url(database), bench.secret_key) as engine:
            for workspace_id in range(1, workspaces + 1):
                await set_status(engine.submit, workspace_id, [*bench.seed.users], "offline")
            after = _head(connection, workspaces)
            for workspace_id in range(1, workspaces + 1):
                await engine.submit(first_message(bench.seed, workspace_id, 0))
            await drained(bench.server, database)
        given = {"workspaces": workspaces, "after": after, "last": _head(connection, workspaces)}
        given |= {"copies": contacts // workspaces - 1, "span": given["last"] - after}
        for table, column in DUE.items():
            statement = sql.SQL(SET_DUE).format(table=sql.Identifier(table), column=sql.Identifier(column))
            connection.execute(statement, given | {"seconds": due_in})
        for table, ids in IDS.items():
            if history or table not in HISTORY:
                _copy(connection, table, ids, given)
        connection.execute(ADVANCE, given)
        connection.execute(LENGTHEN, given)
    bench.server.settle(database)


def _head(connection: Connection[TupleRow], workspaces: int) -> int:
    """The number of the last event, which is the same in all these workspaces."""
    seqs = {seq for workspace_id, seq in connection.execute(HEADS) if workspace_id <= workspaces}
    if len(seqs) != 1:
        raise WentWrong(f"workspaces made by the same commands differ: {sorted(seqs)}")
    return seqs.pop()


def _copy(connection: Connection[TupleRow], table: str, ids: tuple[str, ...], given: dict[str, int]) -> None:
    columns = [column for (column,) in connection.execute(COLUMNS, {"table": table})]
    statement = sql.SQL(COPY).format(
        table=sql.Identifier(table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(_value(column, ids) for column in columns),
        id=sql.Identifier(ids[0]),
    )
    connection.execute(statement, given)


def _value(column: str, ids: tuple[str, ...]) -> sql.Composable:
    name = sql.Identifier(column)
    if column in ids:
        return sql.SQL(SHIFTED).format(column=name)
    if column == "external_id":
        return sql.SQL("item.{} || '-' || copy").format(name)
    return sql.SQL("item.{}").format(name)
