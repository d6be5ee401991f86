"""What the API shows of webhooks: never a secret."""

from datetime import datetime
from typing import Final, Literal, LiteralString

import msgspec

from evenhand.domain.texts import Detail
from evenhand.storage.reads.rows import Connection, fetch, fetch_one


class WebhookView(msgspec.Struct):
    """Where events go. ``enabled`` false: disabled by somebody, or because it failed for too long.

    ``failing_since``: no delivery has succeeded since then; ``error`` is what went wrong last;
    ``behind``: how many events of the log it has not come to.
    """

    id: int
    url: str
    events: list[str]
    enabled: bool
    created_at: datetime
    failing_since: datetime | None
    error: Detail | None
    behind: int


class WebhookDelivery(msgspec.Struct):
    """What became of an event. ``id`` is its ``seq``; ``retrying``: it is tried again at ``next_at``.

    ``attempts`` counts how often it was tried, ``at`` is when it was tried last.
    """

    id: int
    type: str
    state: Literal["delivered", "retrying", "failed"]
    attempts: int
    at: datetime
    error: Detail | None
    next_at: datetime | None


class Number(msgspec.Struct):
    """How many there are."""

    count: int


_SHOWN: Final[LiteralString] = """
select w.id, w.url, w.events, w.enabled, w.created_at, c.failing_since, c.error, l.seq - c.seq as behind
from webhooks w
join webhook_cursors c on c.workspace_id = w.workspace_id and c.webhook_id = w.id
join lanes l on l.workspace_id = w.workspace_id
where w.workspace_id = %(workspace_id)s::bigint and """

WEBHOOKS: Final[LiteralString] = _SHOWN + "w.id > %(after)s::bigint order by w.id limit %(limit)s::int"

WEBHOOK: Final[LiteralString] = _SHOWN + "w.id = %(id)s::bigint"

COUNT: Final[LiteralString] = """
select count(*) as count from webhooks where workspace_id = %(workspace_id)s::bigint
"""

_DELIVERIES: Final[LiteralString] = """
select d.seq as id, coalesce(e.type, '') as type, d.state, d.attempts, d.at, d.error, d.next_at
from webhook_deliveries d
left join events e on e.workspace_id = d.workspace_id and e.seq = d.seq
where d.workspace_id = %(workspace_id)s::bigint and d.webhook_id = %(webhook_id)s::bigint
"""

DELIVERIES: Final[LiteralString] = (
    _DELIVERIES + "and d.seq < %(before)s::bigint order by d.seq desc limit %(limit)s::int"
)

FAILED_DELIVERIES: Final[LiteralString] = (
    _DELIVERIES
    + "and d.seq < %(before)s::bigint and d.state <> 'delivered' order by d.seq desc limit %(limit)s::int"
)

DELIVERY: Final[LiteralString] = _DELIVERIES + "and d.seq = %(id)s::bigint"


async def webhooks(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[WebhookView]:
    """Webhooks in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, WEBHOOKS, parameters, WebhookView)


async def webhook(connection: Connection, workspace_id: int, webhook_id: int) -> WebhookView | None:
    """One webhook, or None where there is none."""
    return await fetch_one(connection, WEBHOOK, {"workspace_id": workspace_id, "id": webhook_id}, WebhookView)


async def count(connection: Connection, workspace_id: int) -> int:
    """How many webhooks the workspace has."""
    found = await fetch_one(connection, COUNT, {"workspace_id": workspace_id}, Number)
    return found.count if found else 0


async def deliveries(
    connection: Connection,
    workspace_id: int,
    webhook_id: int,
    *,
    failed: bool,
    before: int,
    limit: int,
) -> list[WebhookDelivery]:
    """What became of the events that a webhook was sent, the newest first; ``failed``: of those only."""
    query = FAILED_DELIVERIES if failed else DELIVERIES
    parameters = {"workspace_id": workspace_id, "webhook_id": webhook_id, "before": before, "limit": limit}
    return await fetch(connection, query, parameters, WebhookDelivery)


async def delivery(
    connection: Connection, workspace_id: int, seq: int, webhook_id: int
) -> WebhookDelivery | None:
    """What became of one event, or None where the webhook was not sent it."""
    parameters = {"workspace_id": workspace_id, "webhook_id": webhook_id, "id": seq}
    return await fetch_one(connection, DELIVERY, parameters, WebhookDelivery)
