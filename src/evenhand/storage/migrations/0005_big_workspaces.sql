-- What a command has left to the next transactions of its lane: pools that were freed with more people waiting
-- than one transaction places, and the like. Nearly always null, hence the update of a lane stays on its page.
alter table lanes add column unfinished json;
create index lanes_unfinished on lanes (workspace_id) where unfinished is not null;
