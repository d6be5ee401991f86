-- The last message of each kind of sender, so that conditions find its text by key and know what came before it.

alter table contacts
    add column last_incoming_id bigint,
    add column last_user_message_id bigint,
    add column last_workflow_message_id bigint,
    add column last_api_message_id bigint;
