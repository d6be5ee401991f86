"""Loads what a batch of commands needs and saves what it has changed, as sets over many workspaces."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import TupleRow

from evenhand.domain import model as m
from evenhand.domain.assignment import queue
from evenhand.domain.state import LineView, State
from evenhand.domain.workflow.format import from_json, read
from evenhand.domain.workflow.program import Program, compile_workflow
from evenhand.domain.working_set import Mark
from evenhand.storage.tables import (
    contacts,
    conversations,
    deliveries,
    joined,
    log,
    people,
    requests,
    settings,
    webhooks,
    workflows,
)
from evenhand.storage.tables import queue as queue_tables

Connection = AsyncConnection[TupleRow]
States = Mapping[int, State]
Wanted = Mapping[str, Iterable[tuple[int, Any]]]
"""By table: workspace and key."""

HEADS: Final = 8  # entries that are loaded first, of all lines together
ROUND: Final = 96  # entries that are loaded in one round


class Shape(NamedTuple):
    """A run of columns in a result: which table they belong to and under which key."""

    table: str
    row: type[Any]
    key: Callable[[Any], Any]


_id: Final = attrgetter("id")
_group: Final = attrgetter("contact_id")


def _email(contact: m.Contact) -> str:
    return (contact.email or "").lower()


CONTACT: Final = Shape("contacts", m.Contact, _id)
CONVERSATION: Final = Shape("conversations", m.Conversation, _id)
RUN: Final = Shape("runs", m.Run, _id)
TIMER: Final = Shape("timers", m.Timer, _id)
ENTRY: Final = Shape("queue_entries", m.QueueEntry, _id)
LINE: Final = Shape("queue_lines", m.QueueLine, _id)
IDENTITY: Final = Shape("identities", m.Identity, attrgetter("channel_id", "external_id"))


class Load(NamedTuple):
    """How one kind of thing is loaded.

    ``fields`` names the parts of its key; the first of ``shapes`` is the thing itself. ``group``:
    the result is the many that belong to each key, and this gives that key.
    """

    sql: LiteralString
    fields: tuple[str, ...]
    shapes: tuple[Shape, ...]
    group: Callable[[Any], Any] | None = None


LOADS: Final[dict[str, Load]] = {
    "contacts": Load(joined.LOAD_CONTACTS, ("id",), (CONTACT, CONVERSATION)),
    "contacts_of": Load(joined.LOAD_CONTACTS_OF, ("id",), (CONTACT, CONVERSATION), attrgetter("assignee_id")),
    "contacts_by_email": Load(joined.LOAD_CONTACTS_BY_EMAIL, ("email",), (CONTACT, CONVERSATION), _email),
    "contacts_by_phone": Load(
        joined.LOAD_CONTACTS_BY_PHONE, ("phone",), (CONTACT, CONVERSATION), attrgetter("phone")
    ),
    "conversations": Load(conversations.LOAD_CONVERSATIONS, ("id",), (CONVERSATION,)),
    "messages": Load(conversations.LOAD_MESSAGES, ("id",), (Shape("messages", m.Message, _id),)),
    "identities": Load(
        joined.LOAD_BY_IDENTITY, ("channel_id", "external_id"), (IDENTITY, CONTACT, CONVERSATION)
    ),
    "identity_of": Load(joined.LOAD_IDENTITY_OF, ("id",), (IDENTITY,), _group),
    "runs": Load(joined.LOAD_RUNS, ("id",), (RUN, TIMER, ENTRY, LINE, CONTACT, CONVERSATION)),
    "live_runs": Load(joined.LOAD_LIVE_RUNS, ("id",), (RUN, TIMER, ENTRY, LINE), _group),
    "runs_of_workflow": Load(
        joined.LOAD_RUNS_OF_WORKFLOW,
        ("id",),
        (RUN, TIMER, ENTRY, LINE, CONTACT, CONVERSATION),
        attrgetter("workflow_id"),
    ),
    "queue_lines": Load(queue_tables.LOAD_QUEUE_LINES, ("id",), (LINE,)),
    "lines_of": Load(joined.LOAD_LINES_OF, ("id",), (LINE,), attrgetter("pool_id")),
    "queue_entries": Load(queue_tables.LOAD_QUEUE_ENTRIES, ("id",), (ENTRY,)),
    "timers": Load(queue_tables.LOAD_TIMERS, ("id",), (TIMER,)),
    "presences": Load(
        people.LOAD_PRESENCES, ("user_id",), (Shape("presences", m.Presence, attrgetter("user_id")),)
    ),
    "deliveries": Load(deliveries.LOAD_DELIVERIES, ("id",), (Shape("deliveries", m.Delivery, _id),)),
    "tokens": Load(settings.LOAD_TOKENS, ("id",), (Shape("tokens", m.Token, _id),)),
    "workflow_keys": Load(
        workflows.LOAD_WORKFLOW_KEYS,
        ("workflow_id",),
        (Shape("workflow_keys", m.WorkflowKey, attrgetter("workflow_id")),),
    ),
    "webhooks": Load(webhooks.LOAD_WEBHOOKS, ("id",), (Shape("webhooks", m.Webhook, _id),)),
    "keys": Load(log.LOAD_KEYS, ("hash",), (Shape("keys", m.Key, attrgetter("hash")),)),
    "past_events": Load(log.LOAD_EVENTS, ("seq",), (Shape("past_events", m.Event, attrgetter("seq")),)),
    "workflow_versions": Load(
        workflows.LOAD_WORKFLOW_VERSIONS,
        ("workflow_id", "version"),
        (Shape("workflow_versions", m.WorkflowVersion, attrgetter("workflow_id", "version")),),
    ),
}


def _parts(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)  # pyright: ignore[reportUnknownVariableType]


def encode_keys(fields: tuple[str, ...], keys: Iterable[tuple[int, Any]]) -> str:
    """Keys as one JSON text: the workspace and the parts of each."""
    rows = [
        {"workspace_id": workspace_id, **dict(zip(fields, _parts(key), strict=True))}
        for workspace_id, key in keys
    ]
    return msgspec.json.encode(rows).decode()


async def ask(connection: Connection, wanted: Wanted) -> list[tuple[str, Any, AsyncCursor[TupleRow]]]:
    """Send the queries for things other than people, lines and programs; inside a pipeline."""
    asked: list[tuple[str, Any, AsyncCursor[TupleRow]]] = []
    for table, keys in wanted.items():
        load = LOADS[table]
        cursor = await connection.execute(load.sql, {"keys": encode_keys(load.fields, keys)})
        asked.append((table, keys, cursor))
    return asked


async def take(states: States, asked: list[tuple[str, Any, AsyncCursor[TupleRow]]]) -> None:
    """Put what the queries found into the working sets; what was not found is known to be absent."""
    for table, keys, cursor in asked:
        _place(states, table, keys, await cursor.fetchall())


def _place(states: States, table: str, keys: Iterable[tuple[int, Any]], rows: list[TupleRow]) -> None:
    load = LOADS[table]
    groups: dict[tuple[int, Any], list[Any]] = defaultdict(list)
    for row in rows:
        first = unpack(states, row, load.shapes)
        if first is not None and load.group is not None:
            groups[(first.workspace_id, load.group(first))].append(load.shapes[0].key(first))
    for workspace_id, key in keys:
        target = getattr(states[workspace_id], table)
        if load.group is None:
            target.load(key, None)
        elif table == "identity_of":
            found = groups.get((workspace_id, key), ())
            identities = states[workspace_id].identities
            target.load(key, tuple(identities.one(identity) for identity in found))
        else:
            target.load(key, tuple(groups.get((workspace_id, key), ())))


def unpack(states: States, row: TupleRow, shapes: tuple[Shape, ...]) -> Any:
    """Split a joined row into the rows of its tables; gives the first, as the working set has it."""
    first: Any = None
    run: m.Run | None = None
    at = 0
    for number, shape in enumerate(shapes):
        size = _width(shape.row)
        columns = row[at : at + size]
        at += size
        if columns[0] is None:
            if run is not None and shape in {TIMER, ENTRY}:
                getattr(states[run.workspace_id], shape.table).load(run.wait_id, None)
            continue
        thing = shape.row(*columns)
        if shape.row is m.Run:
            run = thing
            thing.trail = msgspec.convert(thing.trail, list[m.TrailEntry])
            thing.memory = msgspec.convert(thing.memory, m.Memory | None)
        table = getattr(states[thing.workspace_id], shape.table)
        table.load(shape.key(thing), thing)
        if number == 0:
            first = thing
    return first


def take_due(states: States, row: TupleRow) -> m.Timer:
    """A timer that is due, with its run and what that waits for."""
    return unpack(states, row, (TIMER, RUN, ENTRY, LINE, CONTACT, CONVERSATION))


@lru_cache(maxsize=64)
def _width(row: type[Any]) -> int:
    return len(msgspec.structs.fields(row))


# --- lines, programs -------------------------------------------------------------------------------


async def load_lines(connection: Connection, states: States, keys: Iterable[tuple[int, int]]) -> None:
    """The next entries of these lines, with all that placing them needs: some times as many as are known.

    A command that goes through a long line is so decided a few times, and one that places a single
    contact reads few.
    """
    lines = list(keys)
    wanted: dict[tuple[int, int], int] = {key: _wanted(states, key, len(lines)) for key in lines}
    while wanted:
        await _load_chunk(connection, states, dict(islice(wanted.items(), ROUND)))
        wanted = {key: count for key, count in wanted.items() if _lacks(states, key, count)}


def _wanted(states: States, key: tuple[int, int], lines: int) -> int:
    known = len(_view(states, key).entries)
    state = states[key[0]]
    if state.was_unfinished:  # very many go through
        return max(state.at_once // lines + 2, 2 * known)
    return max(1, HEADS // lines, 4 * known)


def _lacks(states: States, key: tuple[int, int], count: int) -> bool:
    view = states[key[0]].line_views.rows.get(key[1])
    return view is None or (view.until is not None and len(view.entries) < count)


async def _load_chunk(connection: Connection, states: States, wanted: Mapping[tuple[int, int], int]) -> None:
    asked: list[dict[str, int]] = []
    share = max(1, ROUND // len(wanted))
    for key, count in wanted.items():
        view = _view(states, key)
        after_priority, after_id = (-view.until[0], view.until[1]) if view.until else (2**31 - 1, 0)
        asked.append(
            {
                "workspace_id": key[0],
                "id": key[1],
                "after_priority": after_priority,
                "after_id": after_id,
                "size": min(share, max(1, count - len(view.entries))),
            }
        )
    cursor = await connection.execute(joined.LOAD_LINE_VIEWS, {"keys": msgspec.json.encode(asked).decode()})
    found: dict[tuple[int, int], list[m.QueueEntry]] = defaultdict(list)
    for row in await cursor.fetchall():
        entry = m.QueueEntry(*row[: _width(m.QueueEntry)])
        unpack(states, row, (ENTRY, RUN, TIMER, CONTACT, CONVERSATION))
        found[(entry.workspace_id, entry.line_id)].append(entry)
    for key, given in zip(wanted, asked, strict=True):
        entries = found[key]
        queue.merge(states[key[0]], key[1], entries, to_the_end=len(entries) < given["size"])


def _view(states: States, key: tuple[int, int]) -> LineView:
    return states[key[0]].line_views.rows.get(key[1]) or LineView((), None)


async def load_programs(
    connection: Connection, states: States, keys: Iterable[tuple[int, tuple[int, int]]]
) -> None:
    """Compiled versions; a version never changes, so it is compiled once a process."""
    missing: list[tuple[int, tuple[int, int]]] = []
    for workspace_id, key in keys:
        program = _programs.get((workspace_id, *key))
        if program is None:
            missing.append((workspace_id, key))
        else:
            states[workspace_id].programs.load(key, program)
    if not missing:
        return
    load = LOADS["workflow_versions"]
    cursor = await connection.execute(load.sql, {"keys": encode_keys(load.fields, missing)})
    for row in await cursor.fetchall():
        version = m.WorkflowVersion(*row)
        key = (version.workflow_id, version.version)
        program = compile_document(version.document)
        _remember(version.workspace_id, key, program)
        states[version.workspace_id].programs.load(key, program)


def compile_document(document: dict[str, Any]) -> Program:
    """A published document compiled; it was found without problems when it was published."""
    workflow, problems = read(from_json(document))
    if workflow is None:
        raise ValueError(f"a published workflow cannot be read: {problems[0].detail}")
    return compile_workflow(workflow)


PROGRAMS_KEPT: Final = 5_000
_programs: dict[tuple[int, int, int], Program] = {}


def _remember(workspace_id: int, key: tuple[int, int], program: Program) -> None:
    if len(_programs) >= PROGRAMS_KEPT:
        _programs.pop(next(iter(_programs)))
    _programs[(workspace_id, *key)] = program


async def load_entered(
    connection: Connection, states: States, keys: Iterable[tuple[int, tuple[int, int]]]
) -> None:
    """Whether these contacts ever entered these workflows."""
    wanted = list(keys)
    encoded = encode_keys(("workflow_id", "contact_id"), wanted)
    cursor = await connection.execute(joined.LOAD_ENTERED, {"keys": encoded})
    for workspace_id, workflow_id, contact_id in await cursor.fetchall():
        states[workspace_id].entered.load((workflow_id, contact_id), True)
    for workspace_id, key in wanted:
        states[workspace_id].entered.load(key, False)


# --- saving ----------------------------------------------------------------------------------------


class Save(NamedTuple):
    """The statements that save a table; ``key`` names the columns of its key for deleting."""

    table: str
    insert: LiteralString | None = None
    update: LiteralString | None = None
    delete: LiteralString | None = None
    key: tuple[str, ...] = ("id",)


SAVES: Final[tuple[Save, ...]] = (
    Save("contacts", contacts.INSERT_CONTACTS, contacts.UPDATE_CONTACTS),
    Save(
        "identities",
        contacts.INSERT_IDENTITIES,
        contacts.UPDATE_IDENTITIES,
        contacts.DELETE_IDENTITIES,
        ("channel_id", "external_id"),
    ),
    Save("conversations", conversations.INSERT_CONVERSATIONS, conversations.UPDATE_CONVERSATIONS),
    Save("messages", conversations.INSERT_MESSAGES),
    Save("comments", conversations.INSERT_COMMENTS),
    Save("runs", workflows.INSERT_RUNS, workflows.UPDATE_RUNS),
    Save(
        "queue_entries",
        queue_tables.INSERT_QUEUE_ENTRIES,
        queue_tables.UPDATE_QUEUE_ENTRIES,
        queue_tables.DELETE_QUEUE_ENTRIES,
    ),
    Save(
        "queue_lines",
        queue_tables.INSERT_QUEUE_LINES,
        queue_tables.UPDATE_QUEUE_LINES,
        queue_tables.DELETE_QUEUE_LINES,
    ),
    Save("timers", queue_tables.INSERT_TIMERS, queue_tables.UPDATE_TIMERS, queue_tables.DELETE_TIMERS),
    Save(
        "deliveries",
        deliveries.INSERT_DELIVERIES,
        deliveries.UPDATE_DELIVERIES,
        deliveries.DELETE_DELIVERIES,
    ),
    Save("requests", requests.INSERT_REQUESTS, None, requests.DELETE_REQUESTS),
    Save("user_states", people.INSERT_USER_STATES, people.UPDATE_USER_STATES),
    Save("presences", people.INSERT_PRESENCES, people.UPDATE_PRESENCES),
    Save("pool_members", people.INSERT_POOL_MEMBERS, people.UPDATE_POOL_MEMBERS),
    Save("users", people.INSERT_USERS, people.UPDATE_USERS),
    Save("teams", people.INSERT_TEAMS, people.UPDATE_TEAMS),
    Save("channels", settings.INSERT_CHANNELS, settings.UPDATE_CHANNELS),
    Save("custom_fields", settings.INSERT_CUSTOM_FIELDS, None, settings.DELETE_CUSTOM_FIELDS),
    Save("closing_categories", settings.INSERT_CLOSING_CATEGORIES, None, settings.DELETE_CLOSING_CATEGORIES),
    Save("workspaces", None, settings.UPDATE_WORKSPACES),
    Save("tokens", settings.INSERT_TOKENS, None, settings.DELETE_TOKENS),
    Save("webhook_cursors", webhooks.INSERT_CURSORS, None, webhooks.DELETE_CURSORS, ("webhook_id",)),
    Save("webhooks", webhooks.INSERT_WEBHOOKS, webhooks.UPDATE_WEBHOOKS, webhooks.DELETE_WEBHOOKS),
    Save("webhook_replays", webhooks.INSERT_REPLAYS),
    Save("workflows", workflows.INSERT_WORKFLOWS, workflows.UPDATE_WORKFLOWS),
    Save("workflow_versions", workflows.INSERT_WORKFLOW_VERSIONS),
    Save("workflow_keys", workflows.INSERT_WORKFLOW_KEYS, workflows.UPDATE_WORKFLOW_KEYS),
    Save("keys", log.INSERT_KEYS),
)

AFTER: Final[tuple[tuple[str, tuple[LiteralString, ...]], ...]] = (
    ("erased", contacts.ERASE),
    ("logged_out", people.LOG_OUT),
    ("next_delivery", (deliveries.ADVANCE_DELIVERIES,)),
)
"""Statements on whatever rows belong to these keys, rather than on rows of the working set."""


def statements(states: Iterable[State]) -> list[tuple[LiteralString, str]]:
    """What saves these working sets: each statement with its rows as one JSON text."""
    kept = list(states)
    found: list[tuple[LiteralString, str]] = []
    events = [event for state in kept for event in state.events]
    if events:
        found.append((log.INSERT_EVENTS, _json(events)))
    for save in SAVES:
        marked = [state for state in kept if save.table in state.journal.marked]
        if marked:
            found.extend(_of_table(marked, save))
    for table, sqls in AFTER:
        keys = [
            {"workspace_id": state.workspace_id, "id": key, "whole": bool(value)}
            for state in kept
            for key, value in getattr(state, table).rows.items()
        ]
        if keys:
            found.extend((sql, _json(keys)) for sql in sqls)
    lanes = [
        m.Lane(
            state.workspace_id,
            state.seq,
            state.now if state.events else state.at,
            state.waiting,
            state.unfinished,
        )
        for state in kept
        if state.events or state.was_unfinished or state.unfinished is not None
    ]
    if lanes:
        found.append((log.UPDATE_LANES, _json(lanes)))
    return found


def _of_table(states: list[State], save: Save) -> Iterable[tuple[LiteralString, str]]:
    rows: dict[Mark, list[Any]] = {Mark.NEW: [], Mark.CHANGED: [], Mark.GONE: []}
    for state in states:
        table = getattr(state, save.table)
        for key, mark in table.marks.items():
            if mark is Mark.GONE:
                gone = {"workspace_id": state.workspace_id, **dict(zip(save.key, _parts(key), strict=True))}
                rows[mark].append(gone)
            else:
                rows[mark].append(table.rows[key])
    # What makes way goes before what takes its place: a run that ends before the next one of its workflow.
    sqls: tuple[tuple[Mark, LiteralString | None], ...] = (
        (Mark.GONE, save.delete),
        (Mark.CHANGED, save.update),
        (Mark.NEW, save.insert),
    )
    for mark, sql in sqls:
        if rows[mark]:
            assert sql is not None, f"{save.table} has no statement for {mark.value} rows"
            yield sql, _json(rows[mark])


def _json(rows: list[Any]) -> str:
    return msgspec.json.encode(rows).decode()
