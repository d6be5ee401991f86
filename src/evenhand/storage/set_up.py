"""The links with which the first workspace is made: printed by one process, good at every one, once."""

from typing import Final, LiteralString

import msgspec

from evenhand.storage.reads.rows import Connection, fetch, fetch_one

# A workspace with one event is one whose owner has not been made: whoever began did not get to the end.
OPEN_LINK: Final[LiteralString] = """
with old as (
  delete from set_up_links where expires_at <= now()
)
insert into set_up_links (hash, expires_at)
select %(hash)s::text, now() + make_interval(hours => %(hours)s::int)
where not exists (select from lanes where seq > 1)
returning hash
"""

# Until the transaction ends; whoever comes second waits, and then reads what the first has done. No work
# stands still behind this lock, so a busy machine may take its time; but less than the five seconds in which
# whoever has it must get one more connection.
TAKE_TURN: Final[LiteralString] = """
select set_config('lock_timeout', '4s', true) is not null
    and pg_advisory_xact_lock(hashtextextended('evenhand set-up', 0)) is not null as mine"""

GOOD_LINK: Final[LiteralString] = """
select hash from set_up_links
where hash = %(hash)s::text and expires_at > now() and not exists (select from lanes where seq > 1)
"""

CLOSE_LINKS: Final[LiteralString] = "delete from set_up_links returning hash"


class Link(msgspec.Struct):
    """What is kept of a link."""

    hash: str


class Turn(msgspec.Struct):
    """Whose it is to make the first workspace."""

    mine: bool


async def open_link(connection: Connection, link_hash: str, *, hours: int) -> bool:
    """From now on a link works, beside those before it; False where there is a workspace with an owner."""
    return await fetch_one(connection, OPEN_LINK, {"hash": link_hash, "hours": hours}, Link) is not None


async def take_turn(connection: Connection) -> None:
    """Waits, within a transaction, until nobody else makes the first workspace; until its end nobody will.

    Raises:
        DatabaseUnavailable: It takes too long.
    """
    await fetch_one(connection, TAKE_TURN, {}, Turn)


async def is_good(connection: Connection, link_hash: str) -> bool:
    """Whether a link still makes the first workspace."""
    return await fetch_one(connection, GOOD_LINK, {"hash": link_hash}, Link) is not None


async def close_links(connection: Connection) -> None:
    """No link works any more."""
    await fetch(connection, CLOSE_LINKS, {}, Link)
