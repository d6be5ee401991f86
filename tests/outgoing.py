"""Messages on their way out, put straight into the tables."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, LiteralString

import msgspec
from psycopg import AsyncConnection

NOW: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHANNEL: Final = 7
URL: Final = "https://bridge.example/out"

PUT: Final[LiteralString] = """
with given as materialized (
    select * from json_to_recordset(%(rows)s::json) as g(
        workspace_id bigint, id bigint, contact_id bigint, channel_id bigint, attempt integer, failed boolean,
        created_at timestamptz, next_at timestamptz, text text, choices json, url text, secret text)
),
delivery as (
    insert into deliveries (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at)
    select workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at from given
),
message as (
    insert into messages (workspace_id, id, contact_id, sender, text, at, choices)
    select workspace_id, id, contact_id, 'user', text, created_at, choices from given
),
contact as (
    insert into contacts (
        workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at
    )
    select distinct on (workspace_id, contact_id)
           workspace_id, contact_id, 'Ana', '', '[]'::json, '{}'::json, 0, created_at
    from given
    on conflict do nothing
),
identity as (
    insert into identities (workspace_id, channel_id, external_id, contact_id)
    select workspace_id, channel_id, 'c-' || contact_id, contact_id from given
    on conflict do nothing
)
insert into channels (workspace_id, id, type, name, config, created_at, secret)
select distinct on (workspace_id, channel_id)
       workspace_id, channel_id, 'custom', 'Channel ' || channel_id,
       json_build_object('outbound_url', url), created_at, secret
from given
on conflict do nothing
"""


class Row(msgspec.Struct):
    """An undelivered message; unless told otherwise its contact's first, due at NOW."""

    id: int
    contact_id: int
    workspace_id: int = 1
    channel_id: int = CHANNEL
    attempt: int = 0
    failed: bool = False
    created_at: datetime = NOW - timedelta(minutes=1)
    next_at: datetime | None = NOW
    text: str = "Hello"
    choices: list[str] | None = None
    url: str | None = URL
    secret: str | None = None


def behind(id_: int, contact_id: int, **fields: Any) -> Row:
    """One that waits for those before it."""
    return Row(id_, contact_id, next_at=None, **fields)


async def put(connection: AsyncConnection[Any], *rows: Row) -> None:
    """Inserts the deliveries with the contacts, messages, identities and channels that they need."""
    await connection.execute(PUT, {"rows": msgspec.json.encode(rows).decode()})
