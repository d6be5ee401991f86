"""The same workspace as a lane sees it: a working set that is loaded on demand, batch by batch.

The rows stand for the database. A batch sees them as they were when it began; what it has changed is
written by the statements of storage, of which only the columns matter here.
"""

import re
from functools import lru_cache
from random import Random
from typing import Any

import msgspec

from evenhand.domain.assignment import queue
from evenhand.domain.commands import SYSTEM, Answer, Command, Continue
from evenhand.domain.decide import decide
from evenhand.domain.state import State
from evenhand.domain.workflow.format import from_json, read
from evenhand.domain.workflow.program import Program, compile_workflow
from evenhand.domain.working_set import Mark, Need
from evenhand.storage.working_set import LOADS, SAVES
from evenhand.virtual.world import World, end_tokens, erase

ROWS = tuple(save.table for save in SAVES)
"""The tables that are saved."""
UPDATED = {
    save.table: frozenset(re.findall(r"(\w+)\s*=\s*r\.", save.update)) for save in SAVES if save.update
}
"""The columns that the statement for changed rows writes."""


class Shadow:
    """Decides commands on a working set. ``chance`` says what is loaded together with what was asked for."""

    def __init__(self, world: World, chance: Random) -> None:
        self.chance = chance
        self.kept = State(world.state.workspace_id)
        self.kept.hold_everything()
        for table in world.state.tables():
            getattr(self.kept, table.name).rows.update(table.rows)
        self.kept.seq = world.state.seq
        self.asked = 0
        self._begin_anew()

    def do(self, command: Command, now: Any) -> Answer:
        """Decide a command and, in the next batches, what it leaves unfinished. Raises Refused."""
        answer = self._decide(command, now)
        while self.state.unfinished is not None:
            self.commit(forget=False)
            self._decide(Continue(workspace_id=self.kept.workspace_id, actor=SYSTEM), now)
        return answer

    def _decide(self, command: Command, now: Any) -> Answer:
        """However often something must be loaded first."""
        state = self.state
        state.now = now
        while True:
            state.begin()
            try:
                answer = decide(state, command)
            except Need as need:
                state.undo()
                self.asked += 1
                self._load(need.table, need.key)
            except BaseException:
                state.undo()
                raise
            else:
                state.accept()
                return answer

    def commit(self, *, forget: bool) -> None:
        """Save what the batch has changed. ``forget``: the next one is another process's."""
        state, kept = self.state, self.kept
        for event in state.events:
            kept.past_events.rows[event.seq] = event
        for save in SAVES:
            self._save(save.table, insert=save.insert is not None, delete=save.delete is not None)
        for contact_id in state.erased.rows:
            erase(kept, contact_id)
        for user_id, whole in state.logged_out.rows.items():
            if whole:
                end_tokens(kept, user_id)
        kept.seq, kept.waiting = state.seq, state.waiting
        state.saved()
        if forget:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self.state = State(self.kept.workspace_id)
        self.state.seq, self.state.waiting = self.kept.seq, self.kept.waiting

    def _save(self, name: str, *, insert: bool, delete: bool) -> None:
        table, rows = getattr(self.state, name), getattr(self.kept, name).rows
        for key, mark in table.marks.items():
            if mark is Mark.NEW:
                assert insert, f"{name} has no statement for new rows"
                assert rows.get(key) is None or name == "keys", f"{name} {key} is there already"
                rows[key] = table.rows[key]
            elif mark is Mark.CHANGED:
                new = {column: getattr(table.rows[key], column) for column in UPDATED[name]}
                rows[key] = msgspec.structs.replace(rows[key], **new)
            else:
                assert delete, f"{name} has no statement for rows that go"
                del rows[key]

    def _load(self, name: str, key: Any) -> None:
        """Answer a Need from the rows as the batch found them."""
        state, kept = self.state, self.kept
        match name:
            case "people":
                for table in ("workspaces", "users", "user_states", "teams", "pool_members", "channels"):
                    getattr(state, table).rows.update(getattr(kept, table).rows)
                for table in ("custom_fields", "closing_categories", "workflows"):
                    getattr(state, table).rows.update(getattr(kept, table).rows)
                state.set_pools()
            case "programs":
                version = kept.workflow_versions.one(key)
                state.programs.load(key, _compiled(msgspec.json.encode(version.document)))
            case "line_views":
                self._load_line(key)
            case "entered":
                runs = kept.runs.present()
                found = any((run.workflow_id, run.contact_id) == key for run in runs)
                state.entered.load(key, found)
            case "identity_of":
                rows = kept.identities.present()
                state.identity_of.load(key, tuple(row for row in rows if row.contact_id == key))
            case (
                "live_runs"
                | "runs_of_workflow"
                | "contacts_of"
                | "contacts_by_email"
                | "contacts_by_phone"
                | "lines_of"
            ):
                self._load_group(name, key)
            case _:
                assert name in LOADS, f"storage cannot load {name}"
                getattr(state, name).load(key, getattr(kept, name).find(key))

    def _load_group(self, name: str, key: Any) -> None:
        kept = self.kept
        waiting = [run for run in kept.runs.present() if run.state == "waiting"]
        found: list[Any]
        match name:
            case "live_runs":
                table, found = "runs", [run for run in waiting if run.contact_id == key]
            case "runs_of_workflow":
                table, found = "runs", [run for run in waiting if run.workflow_id == key]
            case "contacts_of":
                table = "contacts"
                found = [row for row in kept.contacts.present() if row.assignee_id == key]
            case "contacts_by_email" | "contacts_by_phone":
                table = "contacts"
                rows = kept.contacts.present()
                found = [row for row in rows if key in {(row.email or "").lower(), row.phone}]
            case _:
                table, found = (
                    "queue_lines",
                    [row for row in kept.queue_lines.present() if row.pool_id == key],
                )
        found.sort(key=lambda row: row.id)
        getattr(self.state, name).load(key, tuple(row.id for row in found))
        for row in found:
            if self.chance.random() < 0.5:
                getattr(self.state, table).load(row.id, row)

    def _load_line(self, line_id: int) -> None:
        """The next one to three entries of a line."""
        view = self.state.line_views.rows.get(line_id)
        size = self.chance.randint(1, 3)
        rows = [row for row in self.kept.queue_entries.present() if row.line_id == line_id]
        rows = [row for row in rows if view is None or view.until is None or queue.order_of(row) > view.until]
        rows.sort(key=queue.order_of)
        queue.merge(self.state, line_id, rows[:size], to_the_end=len(rows) < size)


@lru_cache(maxsize=512)
def _compiled(document: bytes) -> Program:
    workflow, _ = read(from_json(msgspec.json.decode(document)))
    assert workflow is not None
    return compile_workflow(workflow)
