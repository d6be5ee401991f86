"""The loops of one process, put together."""

import gc

from evenhand.channels.addresses import NOTHING, Allowed
from evenhand.channels.calling import Caller
from evenhand.channels.custom import CustomChannel
from evenhand.channels.posting import Poster
from evenhand.channels.sending import Send
from evenhand.domain.commands import Answer, Command
from evenhand.domain.state import State
from evenhand.engine.clock import Clock
from evenhand.engine.deliveries import Deliveries
from evenhand.engine.feed import Feed
from evenhand.engine.lanes import Lanes
from evenhand.engine.maintenance import Maintenance
from evenhand.engine.presence import Presence
from evenhand.engine.requests import Requests
from evenhand.engine.timers import Timers
from evenhand.engine.webhooks import Webhooks
from evenhand.storage.database import Database
from evenhand.storage.vault import Vault


class Engine:
    """All loops of a process, and the door to the lanes.

    ``send`` None: over the channels. ``allowed``: what workflows may call besides the public internet;
    ``receivers``: what bridges and webhooks may be besides it, None: whatever there is.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        *,
        send: Send | None = None,
        allowed: Allowed = NOTHING,
        receivers: Allowed | None = None,
    ) -> None:
        self._channel = CustomChannel(vault, receivers)
        self.deliveries = Deliveries(database, self.submit, send or self._channel.send, clock)
        self.lanes = Lanes(database, clock, self._committed, self.deliveries)
        self.feed = Feed(database)
        self.presence = Presence(self.submit, clock.monotonic)
        self.timers = Timers(database, clock, self.lanes.tick)
        self.maintenance = Maintenance(database, clock)
        self._poster = Poster(receivers)
        self.webhooks = Webhooks(database, self.submit, self._poster.post, vault, clock)
        self._caller = Caller(allowed)
        self.requests = Requests(database, self.submit, self._caller.call, clock)

    async def start(self) -> None:
        """All loops begin."""
        _collect_less_often()
        loops = (self.maintenance, self.feed, self.presence, self.timers)
        for loop in (self.lanes, *loops, self.deliveries, self.webhooks, self.requests):
            await loop.start()

    async def stop(self) -> None:
        """All loops end, the lanes last: what is under way is still reported to them."""
        loops = (self.maintenance, self.feed, self.presence, self.timers)
        for loop in (*loops, self.requests, self.webhooks, self.deliveries, self.lanes):
            await loop.stop()
        await self._channel.close()
        await self._poster.close()
        await self._caller.close()

    async def submit(self, command: Command) -> Answer:
        """Carry out a command; answers after its commit. Raises what `Lanes.submit` raises."""
        return await self.lanes.submit(command)

    def _committed(self, state: State) -> None:
        if state.events:
            self.feed.notice(state.workspace_id, state.seq)
        if state.requests.marks:
            self.requests.wake()


def _collect_less_often() -> None:
    """Set the collector to how the engine lives: what was loaded stays, and a batch leaves no cycles behind.

    The default looks through everything that is young after each 700 new objects, a few events' worth: a
    sixth of the process's time (docs/benchmarks.md says how to measure it).
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
