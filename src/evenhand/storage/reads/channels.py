"""What the API shows of channels: never a token or a secret."""

from datetime import datetime
from typing import Any, Final, LiteralString

import msgspec

from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class ChannelView(msgspec.Struct):
    """A channel that is not deleted."""

    id: int
    type: str
    name: str
    config: dict[str, Any]
    created_at: datetime


CHANNELS: Final[LiteralString] = """
select id, type, name, config, created_at
from channels
where workspace_id = %(workspace_id)s::bigint and deleted_at is null and id > %(after)s::bigint
order by id
limit %(limit)s::int
"""

CHANNEL: Final[LiteralString] = """
select id, type, name, config, created_at
from channels
where workspace_id = %(workspace_id)s::bigint and id = %(id)s::bigint and deleted_at is null
"""


async def channels(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[ChannelView]:
    """Channels in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, CHANNELS, parameters, ChannelView)


async def channel(connection: Connection, workspace_id: int, channel_id: int) -> ChannelView | None:
    """One channel, or None where there is none or it is deleted."""
    return await fetch_one(connection, CHANNEL, {"workspace_id": workspace_id, "id": channel_id}, ChannelView)
