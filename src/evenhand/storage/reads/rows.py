"""How the reading queries turn rows into views."""

from collections.abc import Mapping
from typing import Any, Final, LiteralString, TypeVar

import msgspec
import psycopg
from psycopg import AsyncConnection

from evenhand.domain.texts import Said, heard
from evenhand.storage.database import DatabaseUnavailable, failure_kind

Connection = AsyncConnection[Any]
View = TypeVar("View")


class Viewer(msgspec.Struct, frozen=True):
    """Whose eyes contacts are read with: ``all`` of them, or what the agent ``user_id`` may see."""

    all: bool
    user_id: int | None

    @property
    def parameters(self) -> dict[str, Any]:
        """What the condition ``contacts.VISIBLE`` asks for."""
        return {"sees_all": self.all, "viewer": self.user_id}


EVERYTHING: Final = Viewer(all=True, user_id=None)
"""For reading back what somebody has just been allowed to change."""


class Span(msgspec.Struct, frozen=True):
    """A stretch of a list: ``limit`` rows after the key ``after``, in the one order or the other."""

    after: int
    limit: int
    newest_first: bool = False

    @property
    def parameters(self) -> dict[str, Any]:
        """The bounds, for a query that stops at ``limit`` and begins beyond ``after``."""
        return {"after": self.after, "limit": self.limit}


async def fetch(
    connection: Connection, query: LiteralString, parameters: Mapping[str, Any], view: type[View]
) -> list[View]:
    """The rows of a query as ``view``, a Struct whose fields are the query's columns, by name.

    Raises DatabaseUnavailable where the connection broke or the query took too long.
    """
    try:
        cursor = await connection.execute(query, parameters)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in await cursor.fetchall()]
    except psycopg.Error as error:
        if failure_kind(error) == "retry" or isinstance(error, psycopg.errors.QueryCanceled):
            raise DatabaseUnavailable("The database did not answer in time.") from error
        raise
    return msgspec.convert(rows, list[view], dec_hook=_kept)


def _kept(_: type, sentence: str) -> Said:
    """A sentence as it was written down at the time: the one thing in views that is no plain data."""
    return heard(sentence)


async def fetch_one(
    connection: Connection, query: LiteralString, parameters: Mapping[str, Any], view: type[View]
) -> View | None:
    """The first row of a query, or None where it has none."""
    rows = await fetch(connection, query, parameters, view)
    return rows[0] if rows else None
