"""A workspace as several processes see it, each with connections, lanes and memory of its own."""

from collections.abc import Iterable
from typing import Any

from evenhand.domain import commands as c
from tests.engine.office import Office, all_of
from tests.proofs.witness import judge, take_record

HELD = """
select u.id, count(t.id) from users u
left join contacts t
  on t.workspace_id = u.workspace_id and t.assignee_id = u.id and t.conversation_id is not null
where u.workspace_id = %(ws)s and u.deleted_at is null
group by u.id"""
WAITING = """
select contact_id from queue_entries where workspace_id = %(ws)s order by priority desc, id"""
TAKEN = """
select contact_id, user_id from events
where workspace_id = %(ws)s and type = 'contact.assigned' and seq > %(after)s order by seq"""


class Firm:
    """Offices of one workspace; ``here`` is the first of them."""

    def __init__(self, offices: list[Office]) -> None:
        self.offices = offices
        self.here = offices[0]

    async def at_once(self, commands: Iterable[c.Command]) -> list[Any]:
        """Each command in another process than the one before it; every answer or error, in order."""
        given = [
            self.offices[at % len(self.offices)].lanes.put(command) for at, command in enumerate(commands)
        ]
        return await all_of(given)

    async def write(self, *contacts: str) -> list[int]:
        """They write at once, through all processes; their ids."""
        answers = await self.at_once([self.here.message(contact) for contact in contacts])
        return [answer.event.contact_id for answer in answers]

    async def held(self) -> dict[int, int]:
        """By user: the open contacts, counted."""
        return dict(await self.here.rows(HELD))

    async def waiting(self) -> list[int]:
        """The contacts in the queue, in order."""
        return await self.here.column(WAITING)

    async def last(self) -> int:
        """The number of the last event."""
        return (await self.here.events())[-1][0]

    async def taken(self, after: int = 0) -> list[tuple[int, int]]:
        """Who was assigned to whom, in order."""
        return [(contact, user) for contact, user in await self.here.rows(TAKEN, after=after)]

    async def check(self) -> None:
        """The books balance, and the log replayed from outside has nothing that must not be."""
        await self.here.check()
        async with self.here.database.reads.connection() as connection:
            assert judge(await take_record(connection, self.here.workspace_id)).violations == []
