"""What the API shows of a workspace's own settings, custom fields and closing categories."""

from typing import Final, LiteralString

from evenhand.domain.model import ClosingCategory, CustomField, Workspace
from evenhand.storage.reads.rows import Connection, fetch, fetch_one
from evenhand.storage.reads.users import Named

WORKSPACE: Final[LiteralString] = """
select id, name, timezone, inactivity_timeout, auto_close_after, agents_see_own_only
from workspaces
where id = %(workspace_id)s::bigint
"""

NAME_TAKEN: Final[LiteralString] = """
select id, name
from workspaces
where name = %(name)s::text and id <> %(workspace_id)s::bigint
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


async def name_taken(connection: Connection, workspace_id: int, name: str) -> bool:
    """Whether another workspace has the name, which the command line tells them apart by."""
    parameters = {"workspace_id": workspace_id, "name": name}
    return await fetch_one(connection, NAME_TAKEN, parameters, Named) is not None


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
