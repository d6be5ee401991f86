"""HTTP requests that runs wait for, as the lanes write them."""

from typing import Final, LiteralString

INSERT_REQUESTS: Final[LiteralString] = """
insert into requests (workspace_id, id, run_id, method, url, headers, timeout, attempt, next_at, body)
select workspace_id, id, run_id, method, url, headers, timeout, attempt, next_at, body
from json_populate_recordset(null::requests, %(rows)s::json)"""

DELETE_REQUESTS: Final[LiteralString] = """
delete from requests t using json_populate_recordset(null::requests, %(rows)s::json) r
where t.workspace_id = r.workspace_id and t.id = r.id"""
