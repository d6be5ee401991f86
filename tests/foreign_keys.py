"""The foreign keys that production does without hold in the tests, so that what would orphan rows fails."""

from typing import Any, Final, LiteralString

from psycopg import AsyncConnection

from evenhand.storage.reads.references import REFERENCES, Reference

VERSION_OF_RUN: Final[LiteralString] = """
alter table runs add foreign key (workspace_id, workflow_id, version)
references workflow_versions (workspace_id, workflow_id, version) deferrable initially deferred"""


async def add_foreign_keys(connection: AsyncConnection[Any]) -> None:
    """Every reference that holds without a condition, checked at the commit, in whatever order rows come."""
    for reference in REFERENCES:
        if reference.when == "true":
            await connection.execute(_foreign_key(reference))
    await connection.execute(VERSION_OF_RUN)


def _foreign_key(reference: Reference) -> LiteralString:
    return f"""
alter table {reference.table} add foreign key (workspace_id, {reference.column})
references {reference.target} (workspace_id, id) deferrable initially deferred"""
