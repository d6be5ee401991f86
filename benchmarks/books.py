"""Whether everything that was acknowledged is there, once, and the books balance."""

from typing import Any, Final, LiteralString

from benchmarks.bench import Bench, WentWrong

RECEIVED: Final[LiteralString] = """
select (select count(*) from messages where sender = 'contact'), (select count(*) from contacts)"""
GAPS: Final[LiteralString] = """
select count(*) from lanes
where seq <> (select count(*) from events where events.workspace_id = lanes.workspace_id)"""
MISCOUNTED: Final[LiteralString] = """
select count(*) from user_states
where open_contacts <> (
    select count(*) from contacts
    where contacts.workspace_id = user_states.workspace_id and assignee_id = user_id
        and conversation_id is not null and deleted_at is null)"""
UNEVEN: Final[LiteralString] = """
select count(*)
from (select workspace_id from user_states group by workspace_id
      having max(open_contacts) - min(open_contacts) > 1) as workspaces"""


def check(bench: Bench, database: str, accepted: int) -> None:
    """Raises WentWrong unless so many contacts have written once each and were shared out evenly."""
    with bench.server.connect(database) as connection:
        row = connection.execute(RECEIVED).fetchone()
        found: list[Any] = [
            row,
            *(connection.execute(query).fetchone() for query in (GAPS, MISCOUNTED, UNEVEN)),
        ]
    expected = [(accepted, accepted), (0,), (0,), (0,)]
    names = ("messages and contacts", "logs with gaps", "users miscounted", "workspaces shared out unevenly")
    wrong = [
        f"{name}: {there} instead of {wanted}"
        for name, there, wanted in zip(names, found, expected, strict=True)
        if there != wanted
    ]
    if wrong:
        raise WentWrong(f"{database}: " + "; ".join(wrong))
