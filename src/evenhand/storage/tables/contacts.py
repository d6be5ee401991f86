"""Contacts and who they are on their channels."""

from typing import Final, LiteralString

INSERT_CONTACTS: Final[LiteralString] = """
insert into contacts (
    workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at, email, phone,
    language, country, channel_id, assignee_id, assigned_seq, assigned_at, conversation_id,
    last_incoming_at, last_user_message_at, last_workflow_message_at, last_api_message_at, last_incoming_id,
    last_user_message_id, last_workflow_message_id, last_api_message_id, deleted_at
)
select
    workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at, email, phone,
    language, country, channel_id, assignee_id, assigned_seq, assigned_at, conversation_id,
    last_incoming_at, last_user_message_at, last_workflow_message_at, last_api_message_at, last_incoming_id,
    last_user_message_id, last_workflow_message_id, last_api_message_id, deleted_at
from json_populate_recordset(null::contacts, %(rows)s::json)"""

UPDATE_CONTACTS: Final[LiteralString] = """
update contacts t set
    first_name = r.first_name, last_name = r.last_name, tags = r.tags, fields = r.fields, waiting_runs =
    r.waiting_runs, email = r.email, phone = r.phone, language = r.language, country = r.country,
    channel_id = r.channel_id, assignee_id = r.assignee_id, assigned_seq = r.assigned_seq, assigned_at =
    r.assigned_at, conversation_id = r.conversation_id, last_incoming_at = r.last_incoming_at,
    last_user_message_at = r.last_user_message_at, last_workflow_message_at = r.last_workflow_message_at,
    last_api_message_at = r.last_api_message_at, last_incoming_id = r.last_incoming_id,
    last_user_message_id = r.last_user_message_id, last_workflow_message_id =
    r.last_workflow_message_id, last_api_message_id = r.last_api_message_id, deleted_at = r.deleted_at
from json_populate_recordset(null::contacts, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

INSERT_IDENTITIES: Final[LiteralString] = """
insert into identities (
    workspace_id, channel_id, external_id, contact_id
)
select
    workspace_id, channel_id, external_id, contact_id
from json_populate_recordset(null::identities, %(rows)s::json)"""

UPDATE_IDENTITIES: Final[LiteralString] = """
update identities t set
    contact_id = r.contact_id
from json_populate_recordset(null::identities, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.channel_id = r.channel_id and t.external_id = r.external_id"""
# A contact is deleted and somebody new writes under the same external id, both in one batch.

DELETE_IDENTITIES: Final[LiteralString] = """
delete from identities t using json_populate_recordset(null::identities, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.channel_id = r.channel_id and t.external_id = r.external_id"""

ERASE_MESSAGES: Final[LiteralString] = """
update messages t set text = '', choices = null
from json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.contact_id = k.id"""

ERASE_COMMENTS: Final[LiteralString] = """
update comments t set text = ''
from json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.contact_id = k.id"""

ERASE_SUMMARIES: Final[LiteralString] = """
update conversations t set summary = null
from json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.contact_id = k.id"""

ERASE_VARIABLES: Final[LiteralString] = """
update runs t set
    variables = '{}',
    trail = (
        select coalesce(json_agg(entry::jsonb - 'why' order by number), '[]')
        from json_array_elements(t.trail) with ordinality as entries(entry, number)
    )
from json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.contact_id = k.id"""

ERASE_DELIVERIES: Final[LiteralString] = """
delete from deliveries t using json_to_recordset(%(rows)s::json) as k(workspace_id bigint, id bigint)
where t.workspace_id = k.workspace_id and t.contact_id = k.id"""

ERASE: Final[tuple[LiteralString, ...]] = (
    ERASE_MESSAGES,
    ERASE_COMMENTS,
    ERASE_SUMMARIES,
    ERASE_VARIABLES,
    ERASE_DELIVERIES,
)
"""Every text of a deleted contact; what was to be sent is not."""
