"""The lanes of a process: they take waiting commands of many workspaces through one transaction at a time."""

import asyncio
import random
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

import structlog

from evenhand.domain.commands import SYSTEM, Answer, Command, TimerDue
from evenhand.domain.errors import Refused
from evenhand.domain.model import Timer
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.engine.batch import Batch, Outcome, postponed
from evenhand.engine.clock import Clock
from evenhand.engine.errors import Broken, Overloaded
from evenhand.engine.handoff import Sender, hand_over
from evenhand.engine.loop import end
from evenhand.engine.queues import RETRY_AFTER, Item, Queues
from evenhand.storage import lanes as storage
from evenhand.storage.database import Database, DatabaseUnavailable, failure_kind, for_log
from evenhand.storage.working_set import Connection
from evenhand.telemetry import BATCH_COMMANDS, COMMANDS, LANE_SECONDS, WAITING_COMMANDS

LANES: Final = 3
BLOCK_AFTER: Final = 0.030  # seconds that a command waits before its workspace is waited for
GIVE_UP_AFTER: Final = 5.0  # seconds that a command waits before it is refused as too late
STATES_KEPT: Final = 2_000  # workspaces of which a process keeps people and settings
PAUSE: Final = 0.002  # seconds before trying again for lanes that another process has
BACK_OFF: Final = (0.02, 0.25)  # seconds before a transaction that failed is tried again, at random

log: Final = structlog.stdlib.get_logger()

Committed = Callable[[State], None]


class Lanes:
    """Takes commands, and answers each after its commit.

    ``committed`` hears of every workspace after its commit, while its working set shows what was written;
    ``sender`` has what is to be delivered.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        committed: Committed | None = None,
        sender: Sender | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._committed = committed
        self._sender = sender
        self._queues = Queues()
        self._states: OrderedDict[int, State] = OrderedDict()
        self._waiting = False
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
            DatabaseUnavailable: The database cannot be reached, or the process ends before this is known.
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
        await end(self._tasks)
        self._tasks = []
        for item in self._queues.drain():
            _answer(item, Overloaded(RETRY_AFTER))

    async def run_once(self) -> int:
        """One batch, in two transactions if some of its workspaces are waited for; its number of commands."""
        taken = self._queues.take()
        WAITING_COMMANDS.set(self._queues.size)
        held = {item.workspace_id for item in taken}
        patient = set[int]()
        self._under_way += 1
        try:
            items = self._in_time(taken)
            patient = self._to_wait_for(items)
            for wait, some in ((False, held - patient), (True, patient)):
                if part := [item for item in items if item.workspace_id in some]:
                    self._queues.give_back(await self._serve(part, wait=wait))
                self._queues.release(some)
                held -= some
        except BaseException as error:
            self._abandon(taken, error)
            raise
        finally:
            self._waiting = self._waiting and not patient
            self._queues.release(held)
            self._under_way -= 1
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

    def _to_wait_for(self, items: list[Item]) -> set[int]:
        """Workspaces that others have had for too long: asked for in a transaction that holds up nobody else.

        One at a time in a process, so that the other lanes go on.
        """
        before = self._clock.monotonic() - BLOCK_AFTER
        found = {item.workspace_id for item in items if item.passed_over and item.since < before}
        if not found or self._waiting:
            return set()
        self._waiting = True
        return found

    async def _serve(self, items: list[Item], *, wait: bool, finishes: bool = True) -> list[Item]:
        """One transaction, or more where one fails; gives back what could not be done now."""
        leases = self._sender is not None and self._sender.has_room()
        since = self._clock.monotonic()
        batch = Batch(items, self._state, since=since, leases=leases, finishes=finishes)
        try:
            async with self._database.lanes.connection() as connection:
                await self._run_batch(connection, batch, wait=wait)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            return await self._recover(batch, error, wait=wait)
        self._finish(batch)
        if batch.left and not batch.outcomes:
            await asyncio.sleep(PAUSE)
        return self._passed_over(batch)

    async def _run_batch(self, connection: Connection, batch: Batch, *, wait: bool) -> None:
        BATCH_COMMANDS.observe(len(batch.items))
        with LANE_SECONDS.labels("batch").time():
            try:
                await batch.run(connection, wait=wait, now=self._clock.now())
            except Exception:
                await storage.roll_back(connection)
                raise

    def _finish(self, batch: Batch) -> None:
        """Committed: answer who waits, tell who listens, keep people."""
        for item, outcome in batch.outcomes:
            _answer(item, outcome)
        if self._sender is not None:
            hand_over(self._sender, batch.states, batch.saved, batch.since)
        for state in batch.states.values():
            if self._committed is not None:
                self._committed(state)
            state.saved()
            self._keep(state)
        for state in batch.left_states:
            self._keep(state)
        ticked = {item.workspace_id for item in batch.items if item.command is None}
        for workspace_id in ticked - {item.workspace_id for item in batch.left}:
            self._queues.ticked(workspace_id)
        for workspace_id in () if self._closed else batch.more_due:  # else another process finds them
            self._queues.tick(workspace_id, self._clock.monotonic())

    def _passed_over(self, batch: Batch) -> list[Item]:
        """What was put off, or left undone by somebody else's hold; whoever waits for a lane gets it."""
        for item in batch.left:
            item.passed_over = True
        if not batch.waited:
            return batch.left + batch.put_off
        for item in batch.left:
            if item.command is None:
                self._queues.ticked(item.workspace_id)
            else:
                _answer(
                    item, Refused("unauthorized", "workspace_not_found", said("There is no such workspace."))
                )
        return batch.put_off

    async def _recover(self, batch: Batch, error: Exception, *, wait: bool) -> list[Item]:
        """After a failure: find out what is in, try again, or look for the command at fault."""
        proof = storage.proof_of(batch.states.values()) if batch.committing else None
        if isinstance(error, DatabaseUnavailable):
            self._abandon(batch.items, error)
            return []
        if failure_kind(error) == "retry":
            await self._back_off(error)
            if proof is not None and await self._is_in(proof):
                self._finish(batch)
                return self._passed_over(batch)
            for item in batch.items:
                item.passed_over = False
            return batch.items
        if len(batch.items) > 1:
            return await self._bisect(batch.items, wait=wait)
        item = batch.items[0]
        if batch.continues:  # what was to be finished may be at fault, and must not hold up the workspace
            log.error("unfinished.unstorable", workspace_id=item.workspace_id, **for_log(error))
            return await self._serve([item], wait=wait, finishes=False)
        if item.command is None:
            await self._take_apart(item, batch.timers, error)
        else:
            await self._give_up(item, error)
        return []

    async def _bisect(self, items: list[Item], *, wait: bool) -> list[Item]:
        """Each half for itself; what comes after something that could not be done now waits behind it."""
        half = len(items) // 2
        back = await self._serve(items[:half], wait=wait)
        behind = {item.workspace_id for item in back}
        back += [item for item in items[half:] if item.workspace_id in behind]
        if rest := [item for item in items[half:] if item.workspace_id not in behind]:
            back += await self._serve(rest, wait=wait)
        return back

    async def _take_apart(self, item: Item, timers: list[Timer], error: Exception) -> None:
        """Among the timers that were due is one at fault: one by one, and that one later."""
        number = len(timers)
        log.error("timers.unstorable", workspace_id=item.workspace_id, timers=number, **for_log(error))
        self._queues.ticked(item.workspace_id)
        for timer in timers:
            command = TimerDue(workspace_id=item.workspace_id, actor=SYSTEM, timer_id=timer.id)
            await self._serve([Item(item.workspace_id, command, None, item.since)], wait=False)

    async def _give_up(self, item: Item, error: Exception) -> None:
        name = type(item.command).__name__
        log.error("command.unstorable", workspace_id=item.workspace_id, command=name, **for_log(error))
        _answer(item, storage.refusal_of(error) or Broken())
        if isinstance(item.command, TimerDue):
            later = Item(item.workspace_id, postponed(item.command), None, item.since)
            await self._serve([later], wait=False)

    def _abandon(self, items: list[Item], error: BaseException) -> None:
        """Nothing more is tried; whoever waits hears why."""
        for item in items:
            if item.command is None:
                self._queues.ticked(item.workspace_id)
            elif isinstance(error, DatabaseUnavailable):
                _answer(item, DatabaseUnavailable(str(error)))
            elif isinstance(error, Exception):
                _answer(item, Broken())
            else:
                _answer(item, DatabaseUnavailable("The process stopped before this was known to be done."))

    async def _back_off(self, error: Exception) -> None:
        log.warning("lane.again", **for_log(error))
        if storage.is_lock_timeout(error):
            with suppress(DatabaseUnavailable):
                async with self._database.reads.connection() as connection:
                    if ended := await storage.end_frozen(connection):
                        log.warning("lane.frozen_ended", sessions=ended)
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


def _answer(item: Item, outcome: Outcome | Overloaded | DatabaseUnavailable) -> None:
    if item.answer is not None and item.answer.done() and not item.answer.cancelled():
        return
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
