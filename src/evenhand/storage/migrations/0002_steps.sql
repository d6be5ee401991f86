-- What a run keeps for its steps, and the HTTP requests that steps wait for.

alter table runs add column memory json;

-- Each is dropped with the wait that it belongs to; whoever performs one has it until next_at.
create table requests (
    workspace_id bigint not null,
    id bigint not null,
    run_id bigint not null,
    method text not null,
    url text not null,
    headers json not null,
    timeout integer not null,
    attempt integer not null,
    next_at timestamptz not null,
    body text,
    primary key (workspace_id, id)
) with (fillfactor = 80);
create index requests_due on requests (next_at);
