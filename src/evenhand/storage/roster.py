"""Users, pools and settings, which a process holds whole: how they are loaded and kept up to date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from typing import Any, Final, LiteralString

import msgspec

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.storage.tables import log, people, settings, workflows
from evenhand.storage.working_set import Connection, Shape, States, encode_keys

Part = tuple[LiteralString, Shape]

_id: Final = attrgetter("id")
USERS: Final[Part] = (people.LOAD_USERS, Shape("users", m.User, _id))
OF_USERS: Final[tuple[Part, ...]] = (
    (people.LOAD_USER_STATES, Shape("user_states", m.UserState, attrgetter("user_id"))),
    (people.LOAD_POOL_MEMBERS, Shape("pool_members", m.PoolMember, attrgetter("pool_id", "user_id"))),
)
"""What goes by ranges of users."""
PEOPLE: Final[tuple[Part, ...]] = (
    (settings.LOAD_WORKSPACES, Shape("workspaces", m.Workspace, _id)),
    USERS,
    *OF_USERS,
    (people.LOAD_TEAMS, Shape("teams", m.Team, _id)),
    (settings.LOAD_CHANNELS, Shape("channels", m.Channel, _id)),
    (settings.LOAD_CUSTOM_FIELDS, Shape("custom_fields", m.CustomField, _id)),
    (settings.LOAD_CLOSING_CATEGORIES, Shape("closing_categories", m.ClosingCategory, _id)),
    (workflows.LOAD_WORKFLOWS, Shape("workflows", m.Workflow, _id)),
)
_PARTS: Final[dict[str, Part]] = {part[1].table: part for part in PEOPLE}

SIZES: Final = {"users": 240, "workflows": 16}
"""Rows of a table that are loaded in one round, of all workspaces together, so that it stays near 100 kB: the
locks of a process that freezes while it is being sent more are never given back by themselves."""
SIZE: Final = 400
"""The same for the other tables."""
TOGETHER: Final = 4
"""Workspaces that are loaded whole together."""
LAST: Final = 2**62
"""Above every id."""

CHANGES_READ: Final = 2_000
"""Events of other processes that are looked through, or two for each user; with more, all is loaded anew."""
USERS_READ: Final = 1_000
"""Users who are loaded because something changed about them; with more, everybody is loaded anew."""

TABLES: Final = {
    "workspace": "workspaces",
    "team": "teams",
    "channel": "channels",
    "custom_field": "custom_fields",
    "closing_category": "closing_categories",
    "workflow": "workflows",
}
"""By the first word of an event of the workspace itself: where the thing is that it is about."""
ABOUT_USERS: Final = frozenset(("user.created", "user.updated", "user.deleted"))

Range = dict[str, int | None]
Changed = dict[str, set[int]]
"""By table the ids of what has changed; under ``user_states`` of the users, with their pools."""


async def load_whole(connection: Connection, states: States) -> None:
    """Users, pools and settings of these workspaces, whole, in rounds of a bounded size."""
    left = iter(states.items())
    while some := dict(islice(left, TOGETHER)):
        await _load_whole(connection, some)


async def _load_whole(connection: Connection, states: States) -> None:
    for state in states.values():
        state.forget_people()
    of_users = {shape.table for _, shape in OF_USERS}
    asked = {
        table: [_range(table, workspace_id, 0, LAST, len(states)) for workspace_id in states]
        for table in _PARTS
        if table not in of_users
    }
    while asked:
        found = await _ask(connection, asked)
        following: dict[str, list[Range]] = {}
        for table, ranges in asked.items():
            for each, rows in _by_range(ranges, found[table]):
                last = _keep(states, table, rows)
                full = each["size"] is not None and len(rows) == each["size"]
                workspace_id, first = each["workspace_id"] or 0, each["first"] or 0
                if table == "users":
                    of_these = _range(table, workspace_id, first, last if full else LAST, 1) | {"size": None}
                    for other in of_users:
                        following.setdefault(other, []).append(of_these)
                if full:
                    more = _range(table, workspace_id, last + 1, LAST, len(states))
                    following.setdefault(table, []).append(more)
        asked = following
    for state in states.values():
        state.set_pools()


def _range(table: str, workspace_id: int, first: int, last: int, workspaces: int) -> Range:
    size = None if table == "workspaces" else max(1, SIZES.get(table, SIZE) // workspaces)
    return {"workspace_id": workspace_id, "first": first, "last": last, "size": size}


async def _ask(connection: Connection, asked: dict[str, list[Range]]) -> dict[str, list[Any]]:
    """The rows of these ranges by table, in one round."""
    async with connection.pipeline():
        cursors = {
            table: await connection.execute(_PARTS[table][0], {"keys": msgspec.json.encode(ranges).decode()})
            for table, ranges in asked.items()
        }
    return {
        table: [_PARTS[table][1].row(*row) for row in await cursor.fetchall()]
        for table, cursor in cursors.items()
    }


def _by_range(ranges: list[Range], rows: list[Any]) -> Iterator[tuple[Range, list[Any]]]:
    """The rows of each range; a round has one range a workspace and table."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[_workspace_of(row)].append(row)
    for each in ranges:
        yield each, found[each["workspace_id"] or 0]


def _workspace_of(row: Any) -> int:
    return row.id if isinstance(row, m.Workspace) else row.workspace_id


def _keep(states: States, table: str, rows: list[Any]) -> int:
    """Put them into the working set; the greatest id."""
    key = _PARTS[table][1].key
    for row in rows:
        getattr(states[_workspace_of(row)], table).rows[key(row)] = row
    return 0 if table == "pool_members" else max(map(key, rows), default=0)


# --- what other processes have changed ------------------------------------------------------------


async def refresh(connection: Connection, locked: Iterable[tuple[State, m.Lane]]) -> None:
    """Bring what was kept of users, pools and settings up to what other processes did since."""
    behind = [
        (state, lane)
        for state, lane in locked
        if state.has_people and (state.seq, state.at) != (lane.seq, lane.at)
    ]
    if not behind:
        return
    kept = {state.workspace_id: state for state, _ in behind}
    whole = {state.workspace_id for state, lane in behind if not _few(state, lane)}
    changed: dict[int, Changed] = {}
    if since := [(id_, state.seq) for id_, state in kept.items() if id_ not in whole]:
        cursor = await connection.execute(log.LOAD_SINCE, {"keys": encode_keys(("seq",), since)})
        for workspace_id, type_, subject, *users in await cursor.fetchall():
            _note(changed.setdefault(workspace_id, defaultdict(set)), workspace_id, type_, subject, users)
    whole |= {id_ for id_, found in changed.items() if len(found["user_states"]) > USERS_READ}
    await _load_changed(connection, {id_: found for id_, found in changed.items() if id_ not in whole}, kept)
    if whole:
        await load_whole(connection, {id_: kept[id_] for id_ in whole})


def _few(state: State, lane: m.Lane) -> bool:
    return 0 < lane.seq - state.seq <= max(CHANGES_READ, 2 * len(state.user_states.rows))


def _note(
    changed: Changed, workspace_id: int, type_: str | None, subject: int | None, users: list[int | None]
) -> None:
    """What one event, or several that say the same, make one read."""
    named = {user_id for user_id in users if user_id is not None}
    changed["user_states"] |= named
    if type_ in ABOUT_USERS:
        changed["users"] |= named
    table = None if type_ is None else TABLES.get(type_.partition(".")[0])
    if table == "workspaces":
        changed[table].add(workspace_id)
    elif table is not None and subject is not None:
        changed[table].add(subject)


async def _load_changed(connection: Connection, changed: dict[int, Changed], states: States) -> None:
    """Read these things alone; what is found no more is gone."""
    wanted = iter(
        [
            (table, workspace_id, id_)
            for workspace_id, tables in changed.items()
            for table, ids in tables.items()
            for id_ in sorted(ids)
        ]
    )
    while some := list(islice(wanted, SIZES["users"])):
        asked: dict[str, list[Range]] = {}
        for table, workspace_id, id_ in some:
            for each in [shape.table for _, shape in OF_USERS] if table == "user_states" else [table]:
                one: Range = {"workspace_id": workspace_id, "first": id_, "last": id_, "size": None}
                asked.setdefault(each, []).append(one)
        for table, rows in (await _ask(connection, asked)).items():
            _renew(states, table, asked[table], rows)


def _renew(states: States, table: str, asked: list[Range], rows: list[Any]) -> None:
    if table == "pool_members":
        of: defaultdict[int, list[m.PoolMember]] = defaultdict(list)
        for row in rows:
            of[row.workspace_id].append(row)
        for workspace_id, members in of.items():
            states[workspace_id].renew_members(members)
        return
    key = _PARTS[table][1].key
    found = {(_workspace_of(row), key(row)): row for row in rows}
    for each in asked:
        workspace_id, id_ = each["workspace_id"] or 0, each["first"] or 0
        target = getattr(states[workspace_id], table)
        if (workspace_id, id_) in found:
            target.renew(id_, found[workspace_id, id_])
        else:
            target.rows.pop(id_, None)
