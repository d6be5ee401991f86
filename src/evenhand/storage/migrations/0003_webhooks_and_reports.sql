-- Webhooks: where events go, how far each of them is, what came of it, what is to be sent once more.

create table webhooks (
    workspace_id bigint not null,
    id bigint not null,
    url text not null,
    events json not null,
    secret text not null,
    created_at timestamptz not null,
    enabled boolean not null,
    primary key (workspace_id, id)
);

-- Beside the webhook, because it belongs to the loop that sends, not to a lane.
create table webhook_cursors (
    workspace_id bigint not null,
    webhook_id bigint not null,
    seq bigint not null,
    next_at timestamptz not null,
    claim integer not null default 0,
    attempt integer not null default 0,
    failing_since timestamptz,
    error text,
    primary key (workspace_id, webhook_id)
) with (fillfactor = 50);

create table webhook_deliveries (
    workspace_id bigint not null,
    webhook_id bigint not null,
    seq bigint not null,
    state text not null,
    attempts integer not null,
    at timestamptz not null,
    error text,
    next_at timestamptz,
    primary key (workspace_id, webhook_id, seq),
    constraint webhook_deliveries_state_known check (state in ('delivered', 'retrying', 'failed'))
);

create table webhook_replays (
    workspace_id bigint not null,
    id bigint not null,
    webhook_id bigint not null,
    seq bigint not null,
    next_at timestamptz not null,
    primary key (workspace_id, id)
);

-- What reports are made of: who got whom, which conversations began, who had to wait. By time, as they ask.
create index events_reported on events (workspace_id, at)
    where type in ('contact.assigned', 'conversation.opened', 'run.waiting');

-- How many waited at a moment, every few minutes; without a row: nobody.
create table queue_samples (
    workspace_id bigint not null,
    at timestamptz not null,
    pool_id bigint not null,
    waiting integer not null,
    primary key (workspace_id, at, pool_id)
);
