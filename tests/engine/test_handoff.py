"""What a commit leaves to deliver goes to the sender of its own process without a claim."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import pytest

from evenhand.channels.sending import Sent
from evenhand.domain.commands import SendMessage
from evenhand.domain.retries import PAUSES
from evenhand.engine import deliveries as module
from evenhand.engine.deliveries import ROOM_FOR_COMMITS, Deliveries
from evenhand.engine.delivery_hosts import START_WITHIN
from evenhand.engine.loop import end
from evenhand.storage.deliveries import LEASE, Outgoing
from tests.engine.delivery_bench import API, FAIL, Bench, Sink, arrived, opened


@pytest.fixture
async def bench(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Bench]:
    """Nothing is looked for but at the start and when somebody wakes the sender."""
    monkeypatch.setattr(module, "POLL_SECONDS", 3600.0)
    async with opened(database_url) as bench:
        bench.takes = True
        yield bench


class Counting(Deliveries):
    """Counts its looks for what is due."""

    looks = 0
    looked: asyncio.Event

    async def _look(self) -> float:
        rest = await super()._look()
        self.looks += 1
        self.looked.set()
        return rest


async def started(bench: Bench, sink: Any) -> Counting:
    """A sender at work that has looked once and found nothing."""
    deliveries = Counting(bench.database, bench.lanes.submit, sink, bench.clock, jitter=lambda: 0.5)
    deliveries.looked = asyncio.Event()
    await deliveries.start()
    await deliveries.looked.wait()
    bench.woken = deliveries
    return deliveries


async def hang(_: Outgoing) -> Sent:
    await asyncio.Event().wait()
    raise AssertionError


async def killed(bench: Bench, deliveries: Deliveries) -> None:
    """Ends it without any of its clean-up."""
    assert deliveries._task is not None
    deliveries._task.cancel()
    await asyncio.gather(deliveries._task, return_exceptions=True)
    await deliveries._hosts.cancel()
    bench.woken = None


async def test_a_message_is_sent_without_a_look_for_it(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    sink = Sink()
    deliveries = await started(bench, sink.send)
    await bench.write(contact_id, "a")
    await deliveries.stop()
    assert sink.texts == ["a"]
    assert await bench.left() == []
    assert deliveries.looks == 1


async def test_what_one_commit_leaves_goes_out_in_order(bench: Bench) -> None:
    first, second = await bench.contact("c-1"), await bench.contact("c-2")
    sink = Sink()
    deliveries = await started(bench, sink.send)
    sends = [
        SendMessage(workspace_id=bench.workspace_id, actor=API, contact_id=contact_id, text=text)
        for text, contact_id in (("a", first), ("x", second), ("b", first), ("y", second), ("c", first))
    ]
    await asyncio.gather(*(bench.lanes.put(send) for send in sends))
    await deliveries.stop()
    assert [text for text in sink.texts if text in "abc"] == [*"abc"]
    assert [text for text in sink.texts if text in "xy"] == [*"xy"]
    assert await bench.left() == []


async def test_its_row_is_born_under_a_lease_that_counts_the_attempt(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    deliveries = await started(bench, hang)
    await bench.write(contact_id, *"ab")
    assert await bench.left() == [
        ("a", 1, LEASE.total_seconds(), False, None),
        ("b", 0, None, False, None),
    ]
    await killed(bench, deliveries)


async def test_what_a_killed_process_had_is_claimed_once_the_lease_is_over(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    await killed(bench, await _with_one_under_way(bench, contact_id))
    sink = Sink()
    other = bench.deliveries(sink.send)
    bench.clock.move(LEASE - timedelta(seconds=0.001))
    assert await other.run_once() == 0
    bench.clock.move(timedelta(seconds=0.001))
    assert await other.run_once() == 1
    assert sink.texts == ["a"]


async def _with_one_under_way(bench: Bench, contact_id: int) -> Deliveries:
    deliveries = await started(bench, hang)
    await bench.write(contact_id, "a")
    return deliveries


async def test_nothing_overtakes_a_message_that_is_tried_again(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    sink = Sink(lambda _: FAIL)
    deliveries = await started(bench, sink.send)
    await bench.write(contact_id, "a")
    await deliveries._settle()
    await bench.write(contact_id, "b")
    await deliveries._settle()
    assert sink.texts == ["a"]
    assert await bench.left() == [("a", 1, 5, False, FAIL.error), ("b", 0, None, False, None)]
    sink.verdict = arrived
    bench.clock.move(PAUSES[0])
    deliveries.wake()
    while await bench.left():
        await deliveries._settle()
    await deliveries.stop()
    assert sink.texts == ["a", "a", "b"]


async def test_without_room_it_is_due_at_once_and_claimed(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    sink = Sink()
    deliveries = await started(bench, sink.send)
    deliveries._in_hand += ROOM_FOR_COMMITS
    assert deliveries._task is not None
    await end([deliveries._task])  # so that it does not look for itself before us
    await bench.write(contact_id, "a")
    assert await bench.left() == [("a", 0, 0, False, None)]
    deliveries._in_hand -= ROOM_FOR_COMMITS
    assert await deliveries.run_once() == 1
    assert sink.texts == ["a"]
    await killed(bench, deliveries)


async def test_a_commit_that_took_too_long_leaves_it_to_a_later_claim(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    sink = Sink()
    deliveries = await started(bench, sink.send)
    taken = deliveries.take

    def late(turns: Any) -> None:
        bench.clock.move(timedelta(seconds=START_WITHIN + 0.001))
        taken(turns)

    deliveries.take = late
    await bench.write(contact_id, "a")
    await deliveries.stop()
    assert sink.texts == []
    [(_, attempt, due, failed, _)] = await bench.left()
    assert (attempt, failed) == (0, False)
    assert due <= 60
    bench.clock.move(timedelta(seconds=due))
    await bench.deliveries(sink.send).run_once()
    assert sink.texts == ["a"]


async def test_after_the_end_of_the_sender_nothing_is_born_under_its_lease(bench: Bench) -> None:
    contact_id = await bench.contact("c-1")
    sink = Sink()
    deliveries = await started(bench, sink.send)
    await deliveries.stop()
    await bench.write(contact_id, "a")
    assert sink.texts == []
    assert await bench.left() == [("a", 0, 0, False, None)]
