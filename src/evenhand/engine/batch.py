"""One transaction of a lane: commands of some workspaces, decided under their locks, committed together."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from evenhand.domain import model as m
from evenhand.domain.commands import SYSTEM, Answer, Command, Continue, PostponeTimer, TimerDue
from evenhand.domain.decide import decide
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.domain.wants import together, wants
from evenhand.domain.working_set import Need
from evenhand.engine import handoff
from evenhand.engine.errors import Broken
from evenhand.engine.queues import Item
from evenhand.storage import lanes as storage
from evenhand.storage import roster
from evenhand.storage.working_set import Connection

DUE_AT_ONCE: Final = 64  # timers in a batch, shared out among its workspaces: messages do not wait for more
MAX_ROUNDS: Final = 2_000  # loads for one batch; more is a command that never has enough
TRY_AGAIN: Final = timedelta(minutes=1)

log: Final = structlog.stdlib.get_logger()

Outcome = Answer | Refused | Broken


class Batch:
    """Commands of several workspaces and the working sets that they are decided on.

    ``since``: the monotonic time before it began. ``leases``: what it leaves to be delivered stays with
    this process. ``finishes``: what was left unfinished goes on first; False: it is given up.
    """

    def __init__(
        self,
        items: list[Item],
        state_of: Callable[[int], State],
        *,
        since: float,
        leases: bool,
        finishes: bool = True,
    ) -> None:
        self.items = items
        self._finishes = finishes
        self.since = since
        self._leases = leases
        self.saved: storage.Saved | None = None
        self.states: dict[int, State] = {}
        self._commands: dict[int, deque[tuple[Item, Command]]] = {}
        self._due: set[int] = set()
        self._wanted: dict[str, dict[tuple[int, Any], None]] = {}
        for item in items:
            if item.workspace_id not in self.states:
                self.states[item.workspace_id] = state_of(item.workspace_id)
                self._commands[item.workspace_id] = deque()
            self._add(item)
        self.outcomes: list[tuple[Item, Outcome]] = []
        self.left: list[Item] = []
        self.left_states: list[State] = []
        self.timers: list[m.Timer] = []
        self.waited = False
        self.more_due: set[int] = set()
        self.put_off: list[Item] = []
        self.continues = False
        self._moved: dict[int, int] = {}
        self.committing = False

    async def run(self, connection: Connection, *, wait: bool, now: datetime | None) -> None:
        """Lock, load, decide, save, commit. Whose lane somebody else has stays in ``left``."""
        self.waited = wait
        share = max(1, DUE_AT_ONCE // max(1, len(self._due)))
        locked, self.timers = await storage.lock_and_load(
            connection, self.states, self._wanted, self._due, due_size=share, wait=wait, now=now
        )
        self._leave_out({lock.lane.workspace_id for lock in locked})
        await self._begin(connection, locked)
        counts: dict[int, int] = {}
        for timer in self.timers:
            if timer.workspace_id in self.states:
                counts[timer.workspace_id] = counts.get(timer.workspace_id, 0) + 1
                self._add_timer(timer.workspace_id, timer.id)
        self.more_due.update(workspace_id for workspace_id, count in counts.items() if count == share)
        await self._decide(connection)
        self.committing = True
        if self._leases:
            for state in self.states.values():
                handoff.lease(state)
        self.saved = await storage.save_and_commit(connection, self.states.values())

    def _add(self, item: Item) -> None:
        if item.command is None:
            self._due.add(item.workspace_id)
            return
        self._commands[item.workspace_id].append((item, item.command))
        for table, key in wants(item.command):
            self._wanted.setdefault(table, {})[(item.workspace_id, key)] = None

    def _add_timer(self, workspace_id: int, timer_id: int) -> None:
        command = TimerDue(workspace_id=workspace_id, actor=SYSTEM, timer_id=timer_id)
        self._commands[workspace_id].append((Item(workspace_id, command, None, 0), command))

    def _leave_out(self, locked: set[int]) -> None:
        """Workspaces that somebody else has in hand, or that do not exist, are left out."""
        for workspace_id in [workspace_id for workspace_id in self.states if workspace_id not in locked]:
            state = self.states.pop(workspace_id)
            state.forget_things()
            self.left_states.append(state)
            del self._commands[workspace_id]
        self.left = [item for item in self.items if item.workspace_id not in locked]

    async def _begin(self, connection: Connection, locked: Iterable[storage.Locked]) -> None:
        await roster.refresh(connection, [(self.states[lane.workspace_id], lane) for lane, _ in locked])
        for lane, now in locked:
            state = self.states[lane.workspace_id]
            state.lock(lane, now)
            if lane.unfinished is not None:
                self._take_up(state)

    def _take_up(self, state: State) -> None:
        """What a transaction before this one has left goes before any command."""
        if not self._finishes:
            state.give_up()
            return
        self.continues = True
        command = Continue(workspace_id=state.workspace_id, actor=SYSTEM)
        self._commands[state.workspace_id].appendleft((Item(state.workspace_id, command, None, 0), command))

    async def _decide(self, connection: Connection) -> None:
        pending = {workspace_id: commands for workspace_id, commands in self._commands.items() if commands}
        needs: list[tuple[int, str, Any]] = []
        for _ in range(MAX_ROUNDS):
            needs = []
            for workspace_id, commands in list(pending.items()):
                need = self._decide_until_need(self.states[workspace_id], commands)
                if need is None:
                    del pending[workspace_id]
                else:
                    needs += [(workspace_id, need.table, key) for key in need.keys]
            if not needs:
                return
            await storage.load(connection, self.states, needs)
        raise RuntimeError(f"a command needs more than {MAX_ROUNDS} loads: {needs}")

    def _decide_until_need(self, state: State, commands: deque[tuple[Item, Command]]) -> Need | None:
        while commands:
            item, command = commands[0]
            state.begin()
            try:
                outcome: Outcome = decide(state, command)
                state.accept()
            except Need as need:
                more = together(state, need)
                state.undo()
                return more
            except Exception as error:
                state.undo()
                outcome = error if isinstance(error, Refused) else Broken()
                if outcome is not error or isinstance(command, TimerDue):
                    name = type(command).__name__
                    log.exception("command.broken", workspace_id=state.workspace_id, command=name)
                if isinstance(command, TimerDue):
                    commands[0] = (item, postponed(command))
                    continue
                if isinstance(command, Continue):
                    state.give_up()
            commands.popleft()
            self.outcomes.append((item, outcome))
            if self._is_enough(state):
                self._put_off(state.workspace_id, commands)
        return None

    def _is_enough(self, state: State) -> bool:
        """Whether the workspace's other commands must or had better wait for the next transaction."""
        moved = self._moved.get(state.workspace_id, 0) + state.at_once - state.left
        self._moved[state.workspace_id] = moved
        return state.unfinished is not None or moved >= state.at_once

    def _put_off(self, workspace_id: int, commands: deque[tuple[Item, Command]]) -> None:
        """They are the first ones again; timers are found again."""
        self.put_off += [item for item, command in commands if not isinstance(command, TimerDue)]
        self.more_due.add(workspace_id)
        commands.clear()


def postponed(command: TimerDue) -> PostponeTimer:
    """A timer that cannot be handled makes way for the others."""
    return PostponeTimer(
        workspace_id=command.workspace_id, actor=SYSTEM, timer_id=command.timer_id, by=TRY_AGAIN
    )
