-- The spine: every table of the product so far. The workspace is the first column of every key.
-- No foreign keys here (docs/adr/0010); the test suite adds them.

create table workspaces (
    id bigint generated always as identity primary key,
    name text not null,
    timezone text not null default 'UTC',
    inactivity_timeout integer not null default 1800,
    auto_close_after integer,
    agents_see_own_only boolean not null default false,
    constraint workspaces_name_key unique (name),
    constraint workspaces_inactivity_timeout_range check (inactivity_timeout between 60 and 3600),
    constraint workspaces_auto_close_after_range check (auto_close_after between 1800 and 1209600)
);

-- Locked by whoever writes in the workspace. Narrow and half empty, so that its updates stay on the page.
create table lanes (
    workspace_id bigint primary key,
    seq bigint not null,
    at timestamptz not null,
    waiting integer not null default 0,
    constraint lanes_waiting_not_negative check (waiting >= 0)
) with (fillfactor = 10);

create table events (
    workspace_id bigint not null,
    seq bigint not null,
    at timestamptz not null,
    type text not null,
    actor text not null,
    contact_id bigint,
    conversation_id bigint,
    user_id bigint,
    subject_id bigint,
    data json,
    primary key (workspace_id, seq, at)
) partition by range (at);
create index events_contact on events (workspace_id, contact_id, seq) where contact_id is not null;
create table events_rest partition of events default;

-- Commands from outside that had their effect; kept as long as somebody may send them again.
create table keys (
    workspace_id bigint not null,
    hash uuid not null,
    request uuid not null,
    seq bigint not null,
    at timestamptz not null,
    primary key (workspace_id, hash, at)
) partition by range (at);
create table keys_rest partition of keys default;

create table users (
    workspace_id bigint not null,
    id bigint not null,
    email text not null,
    name text not null,
    role text not null,
    created_at timestamptz not null,
    password_hash text,
    deleted_at timestamptz,
    primary key (workspace_id, id),
    constraint users_role_known check (role in ('owner', 'manager', 'agent'))
);
create unique index users_email_key on users (workspace_id, email) where deleted_at is null;
create index users_log_in on users (email) where deleted_at is null;

create table user_states (
    workspace_id bigint not null,
    user_id bigint not null,
    status text not null,
    open_contacts integer not null,
    primary key (workspace_id, user_id),
    constraint user_states_status_known check (status in ('online', 'busy', 'offline')),
    constraint user_states_open_contacts_not_negative check (open_contacts >= 0)
) with (fillfactor = 50);

-- Beside the state, because it changes without an event: no process keeps it in memory.
create table presences (
    workspace_id bigint not null,
    user_id bigint not null,
    choice text not null,
    driven text,
    connected_until timestamptz,
    active_until timestamptz,
    timer_id bigint,
    primary key (workspace_id, user_id)
) with (fillfactor = 50);

create table teams (
    workspace_id bigint not null,
    id bigint not null,
    name text not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    primary key (workspace_id, id)
);
create unique index teams_name_key on teams (workspace_id, name) where deleted_at is null;

-- Pool 0 is the workspace, every other one a team.
create table pool_members (
    workspace_id bigint not null,
    pool_id bigint not null,
    user_id bigint not null,
    joined bigint not null,
    member boolean not null,
    last_turn bigint not null,
    primary key (workspace_id, pool_id, user_id)
) with (fillfactor = 50);
create index pool_members_user on pool_members (workspace_id, user_id);

create table channels (
    workspace_id bigint not null,
    id bigint not null,
    type text not null,
    name text not null,
    config json not null,
    created_at timestamptz not null,
    token_hash text,
    secret text,
    deleted_at timestamptz,
    primary key (workspace_id, id)
);
create unique index channels_name_key on channels (workspace_id, name) where deleted_at is null;

create table custom_fields (
    workspace_id bigint not null,
    id bigint not null,
    name text not null,
    type text not null,
    primary key (workspace_id, id),
    constraint custom_fields_name_key unique (workspace_id, name),
    constraint custom_fields_type_known check (type in ('text', 'number', 'date', 'list', 'boolean'))
);

create table closing_categories (
    workspace_id bigint not null,
    id bigint not null,
    name text not null,
    primary key (workspace_id, id),
    constraint closing_categories_name_key unique (workspace_id, name)
);

create table contacts (
    workspace_id bigint not null,
    id bigint not null,
    first_name text not null,
    last_name text not null,
    tags json not null,
    fields json not null,
    waiting_runs integer not null,
    created_at timestamptz not null,
    email text,
    phone text,
    language text,
    country text,
    channel_id bigint,
    assignee_id bigint,
    assigned_seq bigint,
    assigned_at timestamptz,
    conversation_id bigint,
    last_incoming_at timestamptz,
    last_user_message_at timestamptz,
    last_workflow_message_at timestamptz,
    last_api_message_at timestamptz,
    deleted_at timestamptz,
    primary key (workspace_id, id),
    constraint contacts_waiting_runs_not_negative check (waiting_runs >= 0)
) with (fillfactor = 80);
create index contacts_assignee on contacts (workspace_id, assignee_id, id) where assignee_id is not null;

create table identities (
    workspace_id bigint not null,
    channel_id bigint not null,
    external_id text not null,
    contact_id bigint not null,
    primary key (workspace_id, channel_id, external_id)
);
create index identities_contact on identities (workspace_id, contact_id);

create table conversations (
    workspace_id bigint not null,
    id bigint not null,
    contact_id bigint not null,
    source text not null,
    opened_at timestamptz not null,
    assignees json not null,
    last_seq bigint not null,
    channel_id bigint,
    closed_at timestamptz,
    close_source text,
    category text,
    summary text,
    first_response_at timestamptz,
    timer_id bigint,
    primary key (workspace_id, id)
) with (fillfactor = 80);
create unique index conversations_one_open on conversations (workspace_id, contact_id) where closed_at is null;
create index conversations_activity on conversations (workspace_id, last_seq desc);

create table messages (
    workspace_id bigint not null,
    id bigint not null,
    contact_id bigint not null,
    sender text not null,
    text text not null,
    at timestamptz not null,
    conversation_id bigint,
    channel_id bigint,
    sender_id bigint,
    choices json,
    primary key (workspace_id, id)
);
create index messages_contact on messages (workspace_id, contact_id, id);

create table comments (
    workspace_id bigint not null,
    id bigint not null,
    contact_id bigint not null,
    author text not null,
    text text not null,
    mentions json not null,
    at timestamptz not null,
    conversation_id bigint,
    primary key (workspace_id, id)
);
create index comments_contact on comments (workspace_id, contact_id, id);

create table workflows (
    workspace_id bigint not null,
    id bigint not null,
    name text not null,
    state text not null,
    revision integer not null,
    document json not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer,
    published_at timestamptz,
    deleted_at timestamptz,
    primary key (workspace_id, id),
    constraint workflows_state_known check (state in ('draft', 'published', 'stopped'))
);
create unique index workflows_name_key on workflows (workspace_id, name) where deleted_at is null;

create table workflow_versions (
    workspace_id bigint not null,
    workflow_id bigint not null,
    version integer not null,
    document json not null,
    published_at timestamptz not null,
    published_by text not null,
    primary key (workspace_id, workflow_id, version)
);

create table runs (
    workspace_id bigint not null,
    id bigint not null,
    workflow_id bigint not null,
    version integer not null,
    contact_id bigint not null,
    state text not null,
    variables json not null,
    trail json not null,
    started_at timestamptz not null,
    conversation_id bigint,
    step text,
    wait_id bigint,
    reason text,
    ended_at timestamptz,
    primary key (workspace_id, id),
    constraint runs_state_known check (state in ('waiting', 'completed', 'failed', 'stopped')),
    constraint runs_ended_at_matches check ((state = 'waiting') = (ended_at is null)),
    constraint runs_waits_for_something check ((state = 'waiting') = (wait_id is not null))
) with (fillfactor = 80);
create index runs_contact on runs (workspace_id, contact_id, workflow_id);
create unique index runs_one_live on runs (workspace_id, contact_id, workflow_id) where state = 'waiting';

create table queue_lines (
    workspace_id bigint not null,
    id bigint not null,
    pool_id bigint not null,
    only_online boolean not null,
    excluded json not null,
    waiting integer not null,
    max_open_contacts integer,
    holder_id bigint,
    primary key (workspace_id, id),
    constraint queue_lines_waiting_not_negative check (waiting >= 0)
) with (fillfactor = 50);
create index queue_lines_pool on queue_lines (workspace_id, pool_id);

create table queue_entries (
    workspace_id bigint not null,
    id bigint not null,
    line_id bigint not null,
    pool_id bigint not null,
    run_id bigint not null,
    contact_id bigint not null,
    priority integer not null,
    logic text not null,
    deadline timestamptz not null,
    primary key (workspace_id, id)
);
create index queue_entries_order on queue_entries (workspace_id, line_id, priority desc, id);
create index queue_entries_contact on queue_entries (workspace_id, contact_id);

create table timers (
    workspace_id bigint not null,
    id bigint not null,
    due_at timestamptz not null,
    kind text not null,
    subject_id bigint not null,
    primary key (workspace_id, id),
    constraint timers_kind_known check (kind in ('run', 'presence', 'auto_close'))
);
create index timers_due on timers (due_at, workspace_id);
create index timers_due_in_workspace on timers (workspace_id, due_at, id);

create table deliveries (
    workspace_id bigint not null,
    id bigint not null,
    contact_id bigint not null,
    channel_id bigint not null,
    attempt integer not null,
    failed boolean not null,
    created_at timestamptz not null,
    next_at timestamptz,
    error text,
    primary key (workspace_id, id)
) with (fillfactor = 80);
create index deliveries_due on deliveries (next_at) where next_at is not null;
create index deliveries_contact on deliveries (workspace_id, contact_id, id);

create table tokens (
    workspace_id bigint not null,
    id bigint not null,
    name text not null,
    role text not null,
    hash text not null,
    created_at timestamptz not null,
    user_id bigint,
    primary key (workspace_id, id),
    constraint tokens_role_known check (role in ('owner', 'manager', 'agent'))
);
create unique index tokens_hash_key on tokens (hash);

create table sessions (
    workspace_id bigint not null,
    hash text not null,
    user_id bigint not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (workspace_id, hash)
);
create unique index sessions_hash_key on sessions (hash);
create index sessions_user on sessions (workspace_id, user_id);

-- One row: whether the key that encrypts secrets is the one that this database was set up with.
create table vault (
    one boolean primary key default true,
    fingerprint text not null,
    constraint vault_one_row check (one)
);
