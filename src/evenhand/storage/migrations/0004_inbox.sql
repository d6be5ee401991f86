-- What the inbox remembers of its people. Neither decides anything, so both are written beside the lanes.

-- Lists of conversations that somebody keeps under a name.
create table inbox_views (
    workspace_id bigint not null,
    id bigint generated always as identity,
    user_id bigint not null,
    name text not null,
    filter json not null,
    primary key (workspace_id, id)
);
create unique index inbox_views_name_key on inbox_views (workspace_id, user_id, name);

-- Whose conversation each person looks at, and whether they write there. Worth seconds, hence without a log.
create unlogged table attentions (
    workspace_id bigint not null,
    user_id bigint not null,
    contact_id bigint not null,
    typing boolean not null,
    at timestamptz not null,
    primary key (workspace_id, user_id)
) with (fillfactor = 50);
