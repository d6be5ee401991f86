-- Whose webhook's key was renewed, and when; without a row it is the first one.
create table workflow_keys (
    workspace_id bigint not null,
    workflow_id bigint not null,
    number bigint not null,
    primary key (workspace_id, workflow_id)
);
