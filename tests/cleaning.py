"""Takes away what a test has committed."""

from typing import Final, LiteralString

from psycopg import AsyncConnection, sql

TABLES: Final[LiteralString] = """
select c.relname
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition"""


async def take_away(database_url: str, workspace_id: int) -> None:
    """Deletes a workspace with all that is in it."""
    async with await AsyncConnection.connect(database_url) as connection:
        for (table,) in await (await connection.execute(TABLES)).fetchall():
            delete = sql.SQL("delete from {} where workspace_id = %s").format(sql.Identifier(table))
            await connection.execute(delete, [workspace_id])
        await connection.execute("delete from workspaces where id = %s", [workspace_id])
