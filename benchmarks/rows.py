"""Proof that the floor does the same work: the rows it writes are those that Evenhand writes, one by one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString, NamedTuple, cast

from psycopg import Connection, sql

from benchmarks.bench import Bench
from benchmarks.engine import lanes
from benchmarks.floor import FLOOR_SQL
from benchmarks.seed import Seed
from benchmarks.server import SEEDED, Server
from benchmarks.traffic import first_message

EVENTS: Final = 25
"""Two and a half rounds of the rotation."""

WRITTEN: Final[LiteralString] = """
select coalesce(pg_partition_root(relid), relid)::regclass::text as name,
       sum(n_tup_ins)::bigint, sum(n_tup_upd)::bigint, sum(n_tup_del)::bigint
from pg_stat_user_tables
group by name"""
COLUMNS: Final[LiteralString] = """
select json_object_agg(name, columns)
from (
    select attrelid::regclass::text as name, json_agg(attname::text order by attnum) as columns
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and attnum > 0 and not attisdropped
    group by attrelid
) as tables"""
FLOOR_EVENT: Final[LiteralString] = """
select floor_event(%(workspace)s, %(number)s, %(channel)s, true, %(team)s, %(workflow)s)"""
CONTENT: Final[LiteralString] = "select to_jsonb(item), pg_column_size(item.*) from {} as item"


class RowsDiffer(Exception):
    """Floor and engine do not write the same rows."""


class Written(NamedTuple):
    """What was written to a table: rows inserted, updated and deleted; the bytes that it holds."""

    inserted: int
    updated: int
    deleted: int
    size: int


@dataclass(frozen=True)
class Snapshot:
    """What a database holds, and how often each table's rows were written since it was made."""

    content: dict[str, list[str]]
    written: dict[str, Written]


async def compare(bench: Bench) -> str:
    """The same contacts through floor and engine, each one alone; the table of what was written.

    Raises RowsDiffer, with the table and the first difference, unless every row is the same but for times.
    """
    server, seed = bench.server, bench.seed
    for database in ("rows_floor", "rows_engine"):
        server.create(database, SEEDED)
    before = _snapshot(server, SEEDED)
    _through_floor(server, seed)
    await _through_engine(bench)
    floor, engine = _snapshot(server, "rows_floor"), _snapshot(server, "rows_engine")
    for database in ("rows_floor", "rows_engine"):
        server.drop(database)
    shown = _table(before, floor, engine)
    differences = [*_differences(floor, engine)]
    if differences:
        raise RowsDiffer("\n".join([shown, *differences]))
    return shown


def _through_floor(server: Server, seed: Seed) -> None:
    with server.connect("rows_floor") as connection:
        connection.execute(FLOOR_SQL.read_bytes())
        for number in range(EVENTS):
            connection.execute(
                FLOOR_EVENT,
                {
                    "workspace": 1,
                    "number": number,
                    "channel": seed.channel,
                    "team": seed.team,
                    "workflow": seed.workflow,
                },
            )


async def _through_engine(bench: Bench) -> None:
    async with lanes(bench.server.url("rows_engine")) as submit:
        for number in range(EVENTS):
            await submit(first_message(bench.seed, 1, number))


def _snapshot(server: Server, database: str) -> Snapshot:
    with server.connect(database) as connection:
        columns: dict[str, list[str]] = _value(connection, COLUMNS)
        counts = {name: numbers for name, *numbers in connection.execute(WRITTEN)}
        content: dict[str, list[str]] = {}
        written: dict[str, Written] = {}
        for table in sorted(columns):
            rows = connection.execute(sql.SQL(CONTENT).format(sql.Identifier(table))).fetchall()
            content[table] = sorted(json.dumps(_timeless(row), sort_keys=True) for row, _ in rows)
            inserted, updated, deleted = counts.get(table, (0, 0, 0))
            written[table] = Written(inserted, updated, deleted, sum(size for _, size in rows))
    return Snapshot(content, written)


def _value(connection: Connection[Any], query: LiteralString) -> Any:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def _timeless(value: object) -> object:
    """The value with every time in it replaced by the mere fact that there is one."""
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return {
            name: item is not None if name == "at" or name.endswith("_at") else _timeless(item)
            for name, item in fields.items()
        }
    if isinstance(value, list):
        return [_timeless(item) for item in cast("list[object]", value)]
    return value


def _differences(floor: Snapshot, engine: Snapshot) -> list[str]:
    found: list[str] = []
    for table, rows in floor.content.items():
        if rows != engine.content[table]:
            ours, theirs = _first_difference(rows, engine.content[table])
            found.append(f"{table} differs:\n  floor:  {ours}\n  engine: {theirs}")
        written, by_engine = floor.written[table], engine.written[table]
        if written[:3] != by_engine[:3]:
            found.append(f"{table}: the floor writes {written[:3]}, the engine {by_engine[:3]}")
    return found


def _first_difference(floor: Sequence[str], engine: Sequence[str]) -> tuple[str, str]:
    only_floor, only_engine = sorted(set(floor) - set(engine)), sorted(set(engine) - set(floor))
    return only_floor[0] if only_floor else "-", only_engine[0] if only_engine else "-"


def _table(before: Snapshot, floor: Snapshot, engine: Snapshot) -> str:
    lines = [f"{'rows an event':20}  {'floor':>24}  {'engine':>24}  {'bytes: floor':>12}  {'engine':>8}"]
    for table, written in floor.written.items():
        by_engine = engine.written[table]
        if any(written[:3]) or any(by_engine[:3]):
            sizes = [(each.size - before.written[table].size) / EVENTS for each in (written, by_engine)]
            counts = f"{_counts(written):>24}  {_counts(by_engine):>24}"
            lines.append(f"  {table:18}  {counts}  {sizes[0]:12.0f}  {sizes[1]:8.0f}")
    return "\n".join(lines)


def _counts(written: Written) -> str:
    names = ("new", "changed", "gone")
    return ", ".join(
        f"{count / EVENTS:g} {name}" for name, count in zip(names, written[:3], strict=True) if count
    )
