"""Takes away what a test has committed."""

from psycopg import AsyncConnection

from evenhand.storage.workspaces import remove_workspace


async def take_away(database_url: str, workspace_id: int) -> None:
    """Deletes a workspace with all that is in it."""
    async with await AsyncConnection.connect(database_url) as connection:
        await remove_workspace(connection, workspace_id)
