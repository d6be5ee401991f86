"""How the reading queries turn rows into views."""

from collections.abc import Mapping
from typing import Any, LiteralString, TypeVar

import msgspec
from psycopg import AsyncConnection

Connection = AsyncConnection[Any]
View = TypeVar("View")


class Viewer(msgspec.Struct, frozen=True):
    """Whose eyes contacts are read with: ``all`` of them, or what the agent ``user_id`` may see."""

    all: bool
    user_id: int | None


async def fetch(
    connection: Connection, query: LiteralString, parameters: Mapping[str, Any], view: type[View]
) -> list[View]:
    """The rows of a query as ``view``, a Struct whose fields are the query's columns, by name."""
    cursor = await connection.execute(query, parameters)
    names = [column.name for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in await cursor.fetchall()]
    return msgspec.convert(rows, list[view])


async def fetch_one(
    connection: Connection, query: LiteralString, parameters: Mapping[str, Any], view: type[View]
) -> View | None:
    """The first row of a query, or None where it has none."""
    rows = await fetch(connection, query, parameters, view)
    return rows[0] if rows else None
