"""Which column names a row of which table: production has no foreign keys (docs/adr/0010)."""

from typing import Final, LiteralString, NamedTuple


class Reference(NamedTuple):
    """``table.column`` names a ``target`` of the same workspace by its id, where ``when`` holds."""

    table: LiteralString
    column: LiteralString
    target: LiteralString
    when: LiteralString = "true"


REFERENCES: Final = (
    Reference("user_states", "user_id", "users"),
    Reference("presences", "user_id", "users"),
    Reference("pool_members", "user_id", "users"),
    Reference("pool_members", "pool_id", "teams", when="t.pool_id <> 0"),
    Reference("contacts", "channel_id", "channels"),
    Reference("contacts", "assignee_id", "users"),
    Reference("contacts", "conversation_id", "conversations"),
    Reference("contacts", "last_incoming_id", "messages"),
    Reference("contacts", "last_user_message_id", "messages"),
    Reference("contacts", "last_workflow_message_id", "messages"),
    Reference("contacts", "last_api_message_id", "messages"),
    Reference("identities", "channel_id", "channels"),
    Reference("identities", "contact_id", "contacts"),
    Reference("conversations", "contact_id", "contacts"),
    Reference("conversations", "channel_id", "channels"),
    Reference("messages", "contact_id", "contacts"),
    Reference("messages", "conversation_id", "conversations"),
    Reference("messages", "channel_id", "channels"),
    Reference("messages", "sender_id", "users", when="t.sender = 'user'"),
    Reference("messages", "sender_id", "workflows", when="t.sender = 'workflow'"),
    Reference("comments", "contact_id", "contacts"),
    Reference("comments", "conversation_id", "conversations"),
    Reference("workflow_versions", "workflow_id", "workflows"),
    Reference("workflow_keys", "workflow_id", "workflows"),
    Reference("runs", "contact_id", "contacts"),
    Reference("runs", "conversation_id", "conversations"),
    Reference("runs", "workflow_id", "workflows"),
    Reference("queue_lines", "pool_id", "teams", when="t.pool_id <> 0"),
    Reference("queue_lines", "holder_id", "users"),
    Reference("queue_entries", "line_id", "queue_lines"),
    Reference("queue_entries", "run_id", "runs"),
    Reference("queue_entries", "contact_id", "contacts"),
    Reference("requests", "run_id", "runs"),
    Reference("deliveries", "id", "messages"),
    Reference("deliveries", "contact_id", "contacts"),
    Reference("deliveries", "channel_id", "channels"),
    Reference("webhook_cursors", "webhook_id", "webhooks"),
    Reference("webhook_deliveries", "webhook_id", "webhooks"),
    Reference("webhook_replays", "webhook_id", "webhooks"),
    Reference("queue_samples", "pool_id", "teams", when="t.pool_id <> 0"),
    Reference("tokens", "user_id", "users"),
    Reference("sessions", "user_id", "users"),
    Reference("inbox_views", "user_id", "users"),
    Reference("attentions", "user_id", "users"),
    Reference("attentions", "contact_id", "contacts"),
)


def _dangling(reference: Reference) -> LiteralString:
    table, column, target, when = reference
    return f"""
select '{table}' as table_name, '{column}' as column_name, '{target}' as target,
       t.{column} as id, count(*) as rows
from {table} t
where t.workspace_id = %(workspace_id)s::bigint and t.{column} is not null and {when}
  and not exists (select from {target} o where o.workspace_id = t.workspace_id and o.id = t.{column})
group by t.{column}"""


def _unpublished(table: LiteralString, workflow: LiteralString) -> LiteralString:
    return f"""
select '{table}' as table_name, 'version' as column_name, 'workflow_versions' as target,
       t.{workflow} as id, count(*) as rows
from {table} t
where t.workspace_id = %(workspace_id)s::bigint and t.version is not null
  and not exists (
    select from workflow_versions o
    where o.workspace_id = t.workspace_id and o.workflow_id = t.{workflow} and o.version = t.version)
group by t.{workflow}"""


DANGLING: Final[tuple[LiteralString, ...]] = (
    *[_dangling(reference) for reference in REFERENCES],
    _unpublished("runs", "workflow_id"),
    _unpublished("workflows", "id"),
)
"""For each reference the things that it names and that are nowhere, with how many rows do."""
