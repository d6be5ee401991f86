"""Conversations, messages and comments."""

from typing import Final, LiteralString

LOAD_CONVERSATIONS: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.contact_id, t.source, t.opened_at, t.assignees, t.last_seq, t.channel_id,
    t.closed_at, t.close_source, t.category, t.summary, t.first_response_at, t.timer_id
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join conversations t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_CONVERSATIONS: Final[LiteralString] = """
insert into conversations (
    workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id, closed_at,
    close_source, category, summary, first_response_at, timer_id
)
select
    workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id, closed_at,
    close_source, category, summary, first_response_at, timer_id
from json_populate_recordset(null::conversations, %(rows)s::json)"""

UPDATE_CONVERSATIONS: Final[LiteralString] = """
update conversations t set
    assignees = r.assignees, last_seq = r.last_seq, closed_at = r.closed_at, close_source =
    r.close_source, category = r.category, summary = r.summary, first_response_at = r.first_response_at,
    timer_id = r.timer_id
from json_populate_recordset(null::conversations, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""

LOAD_MESSAGES: Final[LiteralString] = """
select
    t.workspace_id, t.id, t.contact_id, t.sender, t.text, t.at, t.conversation_id, t.channel_id, t.sender_id,
    t.choices
from json_to_recordset(%(keys)s::json) as k(workspace_id bigint, id bigint)
join messages t on t.workspace_id = k.workspace_id and t.id = k.id"""

INSERT_MESSAGES: Final[LiteralString] = """
insert into messages (
    workspace_id, id, contact_id, sender, text, at, conversation_id, channel_id, sender_id, choices
)
select
    workspace_id, id, contact_id, sender, text, at, conversation_id, channel_id, sender_id, choices
from json_populate_recordset(null::messages, %(rows)s::json)"""

INSERT_COMMENTS: Final[LiteralString] = """
insert into comments (
    workspace_id, id, contact_id, author, text, mentions, at, conversation_id
)
select
    workspace_id, id, contact_id, author, text, mentions, at, conversation_id
from json_populate_recordset(null::comments, %(rows)s::json)"""
