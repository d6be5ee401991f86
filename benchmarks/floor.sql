-- The floor: what hand-written SQL makes of one event, one transaction each, in the product's own schema.
-- An event is a new contact's first message that is greeted, assigned round robin and greeted again.
-- It writes the rows that Evenhand writes for it, no fewer (benchmarks/rows.py compares them), under the same lock.
-- On a channel without an outbound_url (`_delivers` false) there is nothing to deliver.

create function floor_event(
    _workspace bigint, _number bigint, _channel bigint, _delivers boolean, _team bigint, _workflow bigint
) returns bigint language plpgsql as $$
declare
    _external constant text := 'c-' || _number;
    _hash constant uuid := md5(_external)::uuid;
    _actor constant text := 'workflow:' || _workflow;
    _seq bigint;
    _at timestamptz;
    _order bigint[];
    _turns bigint[];
    _trail text;
    _user bigint;
    _name text;
    _conversation bigint;
    _run bigint;
begin
    select lanes.seq, lanes.at into strict _seq, _at from lanes where workspace_id = _workspace for no key update;
    _at := greatest(clock_timestamp(), _at);
    perform from keys where workspace_id = _workspace and hash = _hash;
    if found then
        return null;
    end if;
    perform from identities
    where workspace_id = _workspace and channel_id = _channel and external_id = _external;
    if found then
        raise exception 'contact % has written before', _external;
    end if;
    select array_agg(user_id), array_agg(last_turn) into _order, _turns
    from (
        select member.user_id, member.last_turn
        from pool_members as member
        join user_states as state
            on state.workspace_id = member.workspace_id and state.user_id = member.user_id
        where member.workspace_id = _workspace and member.pool_id = _team and member.member
            and state.status = 'online'
        order by member.last_turn, member.joined, member.user_id
    ) as eligible;
    _user := _order[1];
    select split_part(users.name, ' ', 1) into strict _name
    from users where workspace_id = _workspace and id = _user;
    _conversation := _seq + 2;
    _run := _seq + 4;
    _trail := replace(
        '[{"step":"welcome","at":"?","outcome":"done"},{"step":"assign","at":"?","outcome":"done"},'
        '{"step":"hello","at":"?","outcome":"done"}]',
        '?', to_char(_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));

    insert into keys (workspace_id, hash, request, seq, at) values (_workspace, _hash, _hash, _seq + 3, _at);
    insert into events
        (workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data)
    values
        (_workspace, _seq + 1, _at, 'contact.created', 'contact', _seq + 1, null, null, null, null),
        (_workspace, _seq + 2, _at, 'conversation.opened', 'contact', _seq + 1, _conversation, null, null, null),
        (_workspace, _seq + 3, _at, 'message.received', 'contact', _seq + 1, _conversation, null, null, null),
        (_workspace, _seq + 4, _at, 'run.started', _actor, _seq + 1, _conversation, null, _workflow, '{"version":1}'),
        (_workspace, _seq + 5, _at, 'message.sent', _actor, _seq + 1, _conversation, null, null, null),
        (_workspace, _seq + 6, _at, 'contact.assigned', _actor, _seq + 1, _conversation, _user, null, format(
            '{"previous":null,"by":"step","run":%s,"pool":%s,"logic":"round_robin","eligible":%s,"order":%s,'
            '"last_turns":%s,"only_online":true}',
            _run, _team, cardinality(_order), array_to_json(_order), array_to_json(_turns))::json),
        (_workspace, _seq + 7, _at, 'message.sent', _actor, _seq + 1, _conversation, null, null, null),
        (_workspace, _seq + 8, _at, 'run.ended', _actor, _seq + 1, _conversation, null, _run, '{"state":"completed"}');
    insert into contacts
        (workspace_id, id, first_name, last_name, tags, fields, waiting_runs, created_at, channel_id,
         assignee_id, assigned_seq, assigned_at, conversation_id, last_incoming_at, last_workflow_message_at,
         last_incoming_id, last_workflow_message_id)
    values
        (_workspace, _seq + 1, 'Ana', '', '[]', '{}', 0, _at, _channel,
         _user, _seq + 6, _at, _conversation, _at, _at, _seq + 3, _seq + 7);
    insert into identities (workspace_id, channel_id, external_id, contact_id)
    values (_workspace, _channel, _external, _seq + 1);
    insert into conversations
        (workspace_id, id, contact_id, source, opened_at, assignees, last_seq, channel_id)
    values (_workspace, _conversation, _seq + 1, 'contact', _at, json_build_array(_user), _seq + 7, _channel);
    insert into messages
        (workspace_id, id, contact_id, sender, text, at, conversation_id, channel_id, sender_id)
    values
        (_workspace, _seq + 3, _seq + 1, 'contact', 'Hello, I have a question about my order', _at, _conversation, _channel, null),
        (_workspace, _seq + 5, _seq + 1, 'workflow', 'Hi Ana, thanks for writing. An agent will be with you shortly.', _at, _conversation, _channel, _workflow),
        (_workspace, _seq + 7, _seq + 1, 'workflow', _name || ' will take care of you.', _at, _conversation, _channel, _workflow);
    insert into runs
        (workspace_id, id, workflow_id, version, contact_id, state, variables, trail, started_at,
         conversation_id, ended_at)
    values
        (_workspace, _run, _workflow, 1, _seq + 1, 'completed', '{}', _trail::json,
         _at, _conversation, _at);
    if _delivers then
        insert into deliveries
            (workspace_id, id, contact_id, channel_id, attempt, failed, created_at, next_at)
        values
            (_workspace, _seq + 5, _seq + 1, _channel, 1, false, _at, _at + interval '12 seconds'),
            (_workspace, _seq + 7, _seq + 1, _channel, 0, false, _at, null);
    end if;
    update pool_members set last_turn = _seq + 6
    where workspace_id = _workspace and pool_id = _team and user_id = _user;
    update user_states set open_contacts = open_contacts + 1 where workspace_id = _workspace and user_id = _user;
    update lanes set seq = _seq + 8, at = _at where workspace_id = _workspace;
    return _seq + 1;
end $$;

-- The batched floor: 128 events in one transaction, spread evenly over every `_step`th workspace from `_first`
-- to `_last`, in ascending order. So clients with different shares never wait for each other's locks.
create function floor_batch(
    _first bigint, _step bigint, _last bigint, _number bigint, _channel bigint, _team bigint, _workflow bigint
) returns void language plpgsql as $$
declare
    _share constant bigint := (_last - _first) / _step + 1;
begin
    for i in 0..127 loop
        perform floor_event(_first + _step * (i * _share / 128), _number + i, _channel, true, _team, _workflow);
    end loop;
end $$;
