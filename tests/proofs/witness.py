"""The outside checker: reads what is committed, replays it from the first event, says what is not as it must.

It shares no code with the engine but the reading of workflows. What it says begins with the number of an
invariant, as in `tests.domain.ledger`; I6 is that nobody is overtaken in a queue.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, LiteralString, NamedTuple

import msgspec
from psycopg import AsyncConnection

from evenhand.domain import model as m
from evenhand.domain.workflow.format import from_json, read
from evenhand.domain.workflow.program import Program, compile_workflow
from evenhand.domain.workflow.steps.assign_to import AssignTo
from evenhand.storage.reads.rows import fetch
from tests.domain.ledger import Ledger

EVENTS: Final[LiteralString] = """
select workspace_id, seq, at, type, actor, contact_id, conversation_id, user_id, subject_id, data
from events where workspace_id = %(ws)s::bigint order by seq, at"""
RUNS: Final[LiteralString] = "select id, trail from runs where workspace_id = %(ws)s::bigint"
CONTACTS: Final[LiteralString] = """
select id, assignee_id from contacts where workspace_id = %(ws)s::bigint and assignee_id is not null"""
VERSIONS: Final[LiteralString] = """
select workflow_id, version, document from workflow_versions where workspace_id = %(ws)s::bigint"""
LAST: Final[LiteralString] = "select seq from lanes where workspace_id = %(ws)s::bigint"


class Record(NamedTuple):
    """What is committed of a workspace, at one moment."""

    events: list[m.Event]
    last: int
    trails: dict[int, list[m.TrailEntry]]
    assignees: dict[int, int]
    programs: dict[tuple[int, int], Program]


async def take_record(connection: AsyncConnection[Any], workspace_id: int) -> Record:
    """All of it in one snapshot."""
    ws = {"ws": workspace_id}
    async with connection.transaction():
        await connection.execute("set transaction isolation level repeatable read, read only")
        events = await fetch(connection, EVENTS, ws, m.Event)
        [(last,)] = await (await connection.execute(LAST, ws)).fetchall()
        runs = await (await connection.execute(RUNS, ws)).fetchall()
        contacts = await (await connection.execute(CONTACTS, ws)).fetchall()
        versions = await (await connection.execute(VERSIONS, ws)).fetchall()
    trails = {run: msgspec.convert(trail, list[m.TrailEntry]) for run, trail in runs}
    programs = {(workflow, version): _compiled(document) for workflow, version, document in versions}
    return Record(events, last, trails, dict(contacts), programs)


def _compiled(document: dict[str, Any]) -> Program:
    workflow, problems = read(from_json(document))
    assert workflow is not None, problems
    return compile_workflow(workflow)


class Verdict(NamedTuple):
    """What is wrong, and how much was looked at."""

    violations: list[str]
    decisions: int
    waited: int


def judge(record: Record) -> Verdict:
    """Replay the log; what follows from one violation may be more of them."""
    found: list[str] = list(_gaps(record))
    ledger, queue = Ledger(), Queue(record)
    for event in record.events:
        try:
            queue.overtaken(event, ledger)
            ledger.read(event)
        except (AssertionError, KeyError, IndexError) as wrong:
            found.append(f"{event.seq}: {type(wrong).__name__} {wrong}")
        queue.read(event, ledger)
    if ledger.assignee != record.assignees:
        differ = set(ledger.assignee.items()) ^ set(record.assignees.items())
        found.append(f"I3: the log and the rows name different assignees of {sorted(differ)[:10]}")
    found += _lost(record)
    return Verdict(found, ledger.decisions, queue.entered)


def _gaps(record: Record) -> Iterator[str]:
    numbers = Counter(event.seq for event in record.events)
    if doubled := [seq for seq, count in numbers.items() if count > 1]:
        yield f"the log has {len(doubled)} numbers twice, the first is {doubled[0]}"
    if missing := [seq for seq in range(1, record.last + 1) if seq not in numbers]:
        yield f"the log has {len(missing)} gaps, the first is {missing[0]}"
    if record.events and max(numbers) != record.last:
        yield f"the log ends at {max(numbers)}, and the lane is at {record.last}"


def _lost(record: Record) -> Iterator[str]:
    """I5, I12 and I13: who began to wait left by one way, as the run's trail has it, and never early."""
    began: defaultdict[int, list[m.Event]] = defaultdict(list)
    given: Counter[int] = Counter()
    satisfied: Counter[int] = Counter()
    program_of: dict[int, Program] = {}
    for event in record.events:
        data = event.data or {}
        if event.type == "run.started":
            program_of[event.seq] = record.programs[event.subject_id or 0, data["version"]]
        elif event.type == "run.waiting" and "pool" in data:
            began[event.subject_id or 0].append(event)
        elif event.type == "contact.assigned":
            given[data.get("run", 0)] += 1
            satisfied.update(data.get("satisfied", ()))
    for run, trail in record.trails.items():
        steps = {entry.step: program_of[run].steps[entry.step].step for entry in trail}
        chosen = [
            entry
            for entry in trail
            if isinstance(step := steps[entry.step], AssignTo) and step.action != "unassign"
        ]
        ways = Counter((entry.outcome, entry.reason) for entry in chosen)
        if given[run] != ways["done", None] or satisfied[run] != ways["done", "assigned_elsewhere"]:
            yield f"I13: run {run} was given {given[run]} times, and satisfied {satisfied[run]}: {trail}"
        waits = [at for at, entry in enumerate(trail) if entry in chosen and entry.outcome == "waiting"]
        if len(waits) != len(began[run]):
            yield f"I5: run {run} began to wait {len(began[run])} times: {trail}"
        for at, out in ((at, trail[at + 1]) for at in waits if at + 1 < len(trail)):
            step = steps[trail[at].step]
            if out.step != trail[at].step or out.outcome == "waiting":
                yield f"I13: run {run} left by no way: {trail}"
            elif (
                out.reason == "assignment_timeout"
                and isinstance(step, AssignTo)
                and out.at < trail[at].at + step.timeout
            ):
                yield f"I12: run {run} left before its time: {trail}"


class Place(NamedTuple):
    """Who waits, since which event."""

    seq: int
    run: int
    contact: int
    out_at: datetime | None
    """When it left the queue without an event of its own; None: there is one, or it has not left."""


class Line(NamedTuple):
    """Those who wait for the same people under the same settings."""

    priority: int
    pool: int
    only_online: bool
    cap: int | None
    excluded: frozenset[int]


class Queue:
    """Who waits, as the log and the published versions have it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._programs: dict[int, Program] = {}
        self._waits: Counter[int] = Counter()
        self._lines: defaultdict[Line, dict[int, Place]] = defaultdict(dict)
        """By run, in the order in which they came."""
        self._line_of: dict[int, Line] = {}
        self._runs_of: defaultdict[int, set[int]] = defaultdict(set)
        self.entered = 0

    def overtaken(self, event: m.Event, ledger: Ledger) -> None:
        """Fails where the winner of a choice could have been given somebody who stood further ahead."""
        data, winner = event.data or {}, event.user_id
        if event.type != "contact.assigned" or "pool" not in data or winner is None:
            return
        line = self._line_of.get(data["run"])
        limit = None if line is None else (-line.priority, self._lines[line][data["run"]].seq)
        for other in list(self._lines):
            first = next(self._may_have(winner, other, event.at, ledger), None)
            assert first is None or (limit is not None and (-other.priority, first.seq) >= limit), (
                f"I6: contact {first.contact} was passed over, waiting since {first.seq}"
            )

    def _may_have(self, winner: int, line: Line, now: datetime, ledger: Ledger) -> Iterator[Place]:
        """Those of a line whom the user could have been given, in order."""
        if winner not in ledger.pools[line.pool] or winner in line.excluded:
            return
        if line.only_online and ledger.status[winner] != "online":
            return
        places, held = self._lines[line], ledger.held[winner]
        if line.cap is None or len(held) < line.cap:
            runs = iter(places)
        elif len(held) == line.cap:  # their own contacts do not count against holders
            own = [run for contact in held for run in self._runs_of[contact] if run in places]
            runs = iter(sorted(own, key=lambda run: places[run].seq))
        else:
            return
        for run in runs:
            out_at = places[run].out_at
            if out_at is None or out_at > now:
                yield places[run]

    def read(self, event: m.Event, ledger: Ledger) -> None:
        """The next event, which the ledger has read."""
        data, run = event.data or {}, event.subject_id or 0
        match event.type:
            case "run.started":
                self._programs[event.seq] = self._record.programs[run, data["version"]]
            case "run.waiting":
                self._leave(run)
                if "pool" in data:
                    self._enter(event, run, ledger)
            case "run.ended":
                self._leave(run)
            case "contact.assigned":
                for each in (data.get("run", 0), *data.get("satisfied", ())):
                    self._leave(each)
            case _:
                pass

    def _enter(self, event: m.Event, run: int, ledger: Ledger) -> None:
        asked = ledger.asked.get(run)
        if asked is None:
            return
        step = self._programs[run].steps[asked.step].step
        assert isinstance(step, AssignTo)
        excluded: set[int] = set()
        if "current_assignee" in step.exclude and asked.holder is not None:
            excluded.add(asked.holder)
        if "previous_assignees" in step.exclude:
            excluded |= asked.had
        line = Line(step.priority, asked.pool, step.only_online, step.max_open_contacts, frozenset(excluded))
        self._lines[line][run] = Place(event.seq, run, asked.contact, self._out_at(run))
        self._line_of[run] = line
        self._runs_of[asked.contact].add(run)
        self.entered += 1

    def _out_at(self, run: int) -> datetime | None:
        """When this wait ended, if that left no event: by a way out, or into the next step."""
        trail = self._record.trails.get(run, [])
        waits = [at for at, entry in enumerate(trail) if entry.outcome == "waiting"]
        number = self._waits[run]
        self._waits[run] += 1
        if number >= len(waits) or waits[number] + 1 >= len(trail):
            return None
        out = trail[waits[number] + 1]
        return out.at if out.reason not in {None, "assigned_elsewhere"} else None

    def _leave(self, run: int) -> None:
        line = self._line_of.pop(run, None)
        if line is not None:
            place = self._lines[line].pop(run)
            self._runs_of[place.contact].discard(run)
            if not self._lines[line]:
                del self._lines[line]
