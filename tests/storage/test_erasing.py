"""What is left of a deleted contact's runs."""

import json

from psycopg import AsyncConnection

from evenhand.storage.tables.contacts import ERASE_VARIABLES

TRAIL = [
    {"step": "a", "at": "2026-03-02T09:00:00Z", "outcome": "else", "why": [{"found": "Carl"}]},
    {"step": "b", "at": "2026-03-02T09:00:00Z", "outcome": "failed", "reason": "bad_input"},
]


async def test_the_trail_keeps_its_steps_and_loses_what_was_found(database_url: str) -> None:
    async with await AsyncConnection.connect(database_url) as connection:
        for run, trail in ((5, TRAIL), (6, [])):
            await connection.execute(
                """insert into runs (workspace_id, id, workflow_id, version, contact_id, state, variables,
                    trail, started_at, ended_at)
                values (1, %(run)s, 1, 1, 7, 'completed', '{"a": "Carl"}', %(trail)s, now(), now())""",
                {"run": run, "trail": json.dumps(trail)},
            )
        await connection.execute(ERASE_VARIABLES, {"rows": json.dumps([{"workspace_id": 1, "id": 7}])})
        cursor = await connection.execute(
            "select variables, trail from runs where contact_id = 7 order by id"
        )
        kept = [{key: value for key, value in entry.items() if key != "why"} for entry in TRAIL]
        assert await cursor.fetchall() == [({}, kept), ({}, [])]
        await connection.rollback()
