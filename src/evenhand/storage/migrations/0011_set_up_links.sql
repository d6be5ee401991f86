-- The links with which the first workspace can be made in the browser: any process may have printed one, and any
-- process may be asked by whoever opens it. Only hashes are kept.
create table set_up_links (
    hash text not null primary key,
    expires_at timestamptz not null
);
