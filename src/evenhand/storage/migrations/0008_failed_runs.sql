-- How many runs of a workflow failed lately is shown in the list of workflows.
create index runs_failed on runs (workspace_id, workflow_id, ended_at) where state = 'failed';
