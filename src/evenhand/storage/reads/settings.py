"""What the API shows of a workspace's own settings, custom fields and closing categories."""

from typing import Final, LiteralString

from evenhand.domain.model import ClosingCategory, CustomField, Workspace
from evenhand.storage.reads.rows import Connection, fetch, fetch_one

WORKSPACE: Final[LiteralString] = """
select id, name, timezone, inactivity_timeout, auto_close_after, agents_see_own_only
from workspaces
where id = %(workspace_id)s::bigint
"""

CUSTOM_FIELDS: Final[LiteralString] = """
select workspace_id, id, name, type
from custom_fields
where workspace_id = %(workspace_id)s::bigint and id > %(after)s::bigint
order by id
limit %(limit)s::int
"""

CLOSING_CATEGORIES: Final[LiteralString] = """
select workspace_id, id, name
from closing_categories
where workspace_id = %(workspace_id)s::bigint and id > %(after)s::bigint
order by id
limit %(limit)s::int
"""


async def workspace(connection: Connection, workspace_id: int) -> Workspace | None:
    """The workspace, or None where there is none."""
    return await fetch_one(connection, WORKSPACE, {"workspace_id": workspace_id}, Workspace)


async def custom_fields(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[CustomField]:
    """Custom fields in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, CUSTOM_FIELDS, parameters, CustomField)


async def closing_categories(
    connection: Connection, workspace_id: int, *, after: int = 0, limit: int
) -> list[ClosingCategory]:
    """Closing categories in order of creation."""
    parameters = {"workspace_id": workspace_id, "after": after, "limit": limit}
    return await fetch(connection, CLOSING_CATEGORIES, parameters, ClosingCategory)
