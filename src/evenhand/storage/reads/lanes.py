"""How far the workspaces' logs are."""

from typing import Final, LiteralString

import msgspec

from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class Head(msgspec.Struct):
    """A workspace and the sequence number of its last event."""

    workspace_id: int
    seq: int


class Age(msgspec.Struct):
    """How long ago something began."""

    seconds: float


HEADS: Final[LiteralString] = """
select l.workspace_id, l.seq
from json_array_elements_text(%(workspaces)s::json) wanted (id)
join lanes l on l.workspace_id = wanted.id::bigint
"""

OLDEST_SNAPSHOT: Final[LiteralString] = """
select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::float8 as seconds
from pg_stat_activity
where backend_xmin is not null and datname = current_database()
"""


async def heads(connection: Connection, workspaces: list[int]) -> list[Head]:
    """How far these workspaces are."""
    parameters = {"workspaces": msgspec.json.encode(workspaces).decode()}
    return await fetch(connection, HEADS, parameters, Head)


async def oldest_snapshot(connection: Connection) -> float:
    """The age in seconds of the oldest snapshot that somebody holds in this database."""
    age = await fetch_one(connection, OLDEST_SNAPSHOT, {}, Age)
    return age.seconds if age else 0.0
