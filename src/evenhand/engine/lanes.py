"""The lanes of a process: they take waiting commands of many workspaces through one transaction at a time."""

import asyncio
import random
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

import structlog

from evenhand.domain.commands import SYSTEM, Answer, Command, TimerDue
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.domain.working_set import Mark
from evenhand.engine.batch import Batch, Outcome, postponed
from evenhand.engine.clock import Clock
from evenhand.engine.errors import Broken, Overloaded
from evenhand.engine.queues import RETRY_AFTER, Item, Queues
from evenhand.storage import lanes as storage
from evenhand.storage.database import Database, DatabaseUnavailable, failure_kind
from evenhand.storage.working_set import Connection
from evenhand.telemetry import BATCH_COMMANDS, COMMANDS, LANE_SECONDS, WAITING_COMMANDS

LANES: Final = 3
BLOCK_AFTER: Final = 0.030  # seconds that a command waits before its lane waits for the lock
GIVE_UP_AFTER: Final = 5.0  # seconds that a command waits before it is refused as too late
STATES_KEPT: Final = 2_000  # workspaces of which a process keeps people and settings
PAUSE: Final = 0.002  # seconds before trying again for lanes that another process has
BACK_OFF: Final = (0.02, 0.25)  # seconds before a transaction that failed is tried again, at random

log: Final = structlog.stdlib.get_logger()

Committed = Callable[[State], None]


class Lanes:
    """Takes commands, and answers each after its commit.

    ``committed`` hears of every workspace after its commit, while its working set shows what was written.
    """

    def __init__(self, database: Database, clock: Clock, committed: Committed | None = None) -> None:
        self._database = database
        self._clock = clock
        self._committed = committed
        self._queues = Queues()
        self._states: OrderedDict[int, State] = OrderedDict()
        self._waiters = asyncio.Semaphore(LANES // 2)
        self._tasks: list[asyncio.Task[None]] = []
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False

    async def submit(self, command: Command) -> Answer:
        """Carry out a command; answers after its commit.

        Raises:
            Refused: It breaks a rule; nothing was changed.
            Overloaded: Too many wait; nothing was changed.
            DatabaseUnavailable: The database cannot be reached.
            Broken: It failed in an unforeseen way; nothing was changed.
        """
        return await self.put(command)

    def put(self, command: Command) -> asyncio.Future[Answer]:
        """Hand in a command without waiting; whoever is cancelled does not cancel the command.

        Raises Overloaded where too many wait.
        """
        if self._closed:
            raise Overloaded(RETRY_AFTER)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._queues.put(Item(command.workspace_id, command, answer, self._clock.monotonic()))
        return answer

    def tick(self, workspace_ids: Iterable[int]) -> None:
        """Have a lane handle the timers that are due in these workspaces."""
        for workspace_id in workspace_ids:
            self._queues.tick(workspace_id, self._clock.monotonic())

    async def start(self) -> None:
        """Begin to take commands."""
        self._closed = False
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._run(), name=f"lane {n}") for n in range(LANES)]

    async def stop(self) -> None:
        """Take nothing more, finish what waits, end."""
        self._closed = True
        try:
            async with asyncio.timeout(GIVE_UP_AFTER):
                while self._queues.size or self._under_way:
                    await self._step_aside()
        except TimeoutError:
            log.warning("lanes.cut_off", waiting=self._queues.size)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        for item in self._queues.drain():
            _answer(item, Overloaded(RETRY_AFTER))

    async def run_once(self) -> int:
        """One batch; how many commands were taken."""
        taken = self._queues.take()
        WAITING_COMMANDS.set(self._queues.size)
        workspaces = dict.fromkeys(item.workspace_id for item in taken)
        self._under_way += 1
        try:
            if items := self._in_time(taken):
                await self._serve(items)
        finally:
            self._under_way -= 1
            self._queues.release(workspaces)
            self._idle.set()
        return len(taken)

    async def _run(self) -> None:
        while True:
            await self._queues.wait()
            try:
                await self.run_once()
            except Exception:
                log.exception("lane.broken")

    async def _step_aside(self) -> None:
        self._idle.clear()
        if self._queues.size and not self._under_way:
            await asyncio.sleep(PAUSE)
        elif self._under_way:
            await self._idle.wait()

    def _in_time(self, items: list[Item]) -> list[Item]:
        """What has waited too long is refused: whoever sent it has given up or will repeat it."""
        oldest = self._clock.monotonic() - GIVE_UP_AFTER
        late = [item for item in items if item.answer is not None and item.since < oldest]
        for item in late:
            _answer(item, Overloaded(RETRY_AFTER))
        return [item for item in items if item not in late] if late else items

    async def _serve(self, items: list[Item]) -> None:
        """One transaction; what it could not do goes back into the queue, or is taken apart."""
        now = self._clock.monotonic()
        wait = any(now - item.since > BLOCK_AFTER for item in items)
        batch = Batch(items, self._state)
        try:
            if wait:
                async with self._waiters, self._database.lanes.connection() as connection:
                    await self._run_batch(connection, batch, wait=True)
            else:
                async with self._database.lanes.connection() as connection:
                    await self._run_batch(connection, batch, wait=False)
        except BaseException as error:
            self._forget(items)
            if not isinstance(error, Exception):
                raise
            await self._recover(batch, error)
            return
        self._finish(batch)
        if batch.left and not batch.outcomes:
            await asyncio.sleep(PAUSE)

    async def _run_batch(self, connection: Connection, batch: Batch, *, wait: bool) -> None:
        BATCH_COMMANDS.observe(len(batch.items))
        with LANE_SECONDS.labels("batch").time():
            try:
                await batch.run(connection, wait=wait, now=self._clock.now())
            except Exception as error:
                if failure_kind(error) == "data":
                    await storage.roll_back(connection)
                raise

    def _finish(self, batch: Batch) -> None:
        """Committed: keep people, tell who listens, answer who waits."""
        for state in batch.states.values():
            if self._committed is not None:
                self._committed(state)
            state.saved()
            self._keep(state)
        ticked = {item.workspace_id for item in batch.items if item.command is None}
        for workspace_id in ticked - {item.workspace_id for item in batch.left}:
            self._queues.ticked(workspace_id)
        for workspace_id in batch.more_due:
            self._queues.tick(workspace_id, self._clock.monotonic())
        for item, outcome in batch.outcomes:
            _answer(item, outcome)
        if batch.waited:
            self._refuse_unknown(batch.left)
        else:
            self._queues.give_back(batch.left)

    def _refuse_unknown(self, items: list[Item]) -> None:
        """Whoever waits for a lane gets it, unless there is no such workspace."""
        for item in items:
            if item.command is None:
                self._queues.ticked(item.workspace_id)
            else:
                _answer(item, Refused("unauthorized", "workspace_not_found", "There is no such workspace."))

    async def _recover(self, batch: Batch, error: Exception) -> None:
        """After a failure: find out what is in, try again, or look for the command at fault."""
        proof = storage.proof_of(batch.states.values()) if batch.committing else None
        if failure_kind(error) == "retry":
            await self._back_off(error)
            if proof is not None and await self._is_in(proof):
                for item, outcome in batch.outcomes:
                    _answer(item, outcome)
                self._queues.give_back(batch.left)
            else:
                self._queues.give_back(batch.items)
            return
        if len(batch.items) > 1:
            half = len(batch.items) // 2
            await self._serve(batch.items[:half])
            await self._serve(batch.items[half:])
        elif batch.items[0].command is None:
            await self._take_apart(batch)
        else:
            self._give_up(batch.items[0], error)

    async def _take_apart(self, batch: Batch) -> None:
        """Among the timers that were due is one at fault: one by one, and that one later."""
        item, timers = batch.items[0], batch.timers
        self._queues.ticked(item.workspace_id)
        for timer in timers:
            command = TimerDue(workspace_id=item.workspace_id, actor=SYSTEM, timer_id=timer.id)
            await self._serve([Item(item.workspace_id, command, None, item.since)])

    def _give_up(self, item: Item, error: Exception) -> None:
        if isinstance(item.command, TimerDue):
            self.put(postponed(item.command))
        log.error("command.unstorable", command=type(item.command).__name__, exc_info=error)
        reason = storage.refusal_of(error)
        refusal = (
            Broken("The command failed; nothing was changed.") if reason is None else _unstorable(reason)
        )
        _answer(item, refusal)

    async def _back_off(self, error: Exception) -> None:
        log.warning("lane.again", reason=f"{type(error).__name__}: {error}".strip())
        if storage.is_lock_timeout(error):
            try:
                async with self._database.reads.connection() as connection:
                    ended = await storage.end_frozen(connection)
                log.warning("lane.frozen_ended", sessions=ended)
            except DatabaseUnavailable:
                pass
        await asyncio.sleep(random.uniform(*BACK_OFF))

    async def _is_in(self, proof: storage.Proof) -> bool:
        """Whether a batch whose commit was not confirmed was committed; asked until the database answers."""
        while True:
            try:
                async with self._database.reads.connection() as connection:
                    return await storage.was_committed(connection, proof)
            except Exception as error:
                if failure_kind(error) != "retry":
                    raise
                await self._back_off(error)

    def _state(self, workspace_id: int) -> State:
        return self._states.pop(workspace_id, None) or State(workspace_id)

    def _keep(self, state: State) -> None:
        self._states[state.workspace_id] = state
        while len(self._states) > STATES_KEPT:
            self._states.popitem(last=False)

    def _forget(self, items: list[Item]) -> None:
        for item in items:
            self._states.pop(item.workspace_id, None)


def wrote_deliveries(state: State) -> bool:
    """Whether a commit left something to deliver at once."""
    return bool(state.next_delivery.rows) or Mark.NEW in state.deliveries.marks.values()


def _answer(item: Item, outcome: Outcome | Overloaded) -> None:
    kind = type(item.command).__name__
    if isinstance(outcome, Answer):
        COMMANDS.labels(kind, "duplicate" if outcome.duplicate else "done").inc()
    else:
        COMMANDS.labels(kind, "refused" if isinstance(outcome, Refused) else "failed").inc()
    if item.answer is None or item.answer.done():
        return
    if isinstance(outcome, Answer):
        item.answer.set_result(outcome)
    else:
        item.answer.set_exception(outcome)


def _unstorable(reason: str) -> Refused:
    return Refused("invalid", "unstorable_value", reason)
