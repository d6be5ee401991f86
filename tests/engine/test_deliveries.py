import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from standardwebhooks import Webhook

from evenhand.channels.custom import CustomChannel
from evenhand.channels.sending import TIME_LIMIT, Sent
from evenhand.domain.retries import PAUSES
from evenhand.engine import deliveries as module
from evenhand.engine.deliveries import POLL_SECONDS, Deliveries
from evenhand.engine.delivery_hosts import START_WITHIN
from evenhand.storage.deliveries import LEASE, Outgoing
from tests.engine.delivery_bench import FAIL, SECRET, Bench, Sink, arrived, opened
from tests.outgoing import Row, behind, put
from tests.receiver import receiving


@pytest.fixture
async def bench(database_url: str) -> AsyncGenerator[Bench]:
    async with opened(database_url) as bench:
        yield bench


async def hang(_: Any) -> Any:
    await asyncio.Event().wait()


# --- arrival -------------------------------------------------------------------------------------


async def test_a_message_arrives_once_and_its_signature_verifies(bench: Bench) -> None:
    bench.clock.at = None
    channel = CustomChannel(bench.vault)
    async with receiving() as receiver:
        await bench.write(await bench.contact("c-9", receiver.url), "¿Qué tal?")
        deliveries = bench.deliveries(channel.send)
        assert await deliveries.run_once() == 1
        assert await deliveries.run_once() == 0
        await channel.close()
    [received] = receiver.received
    assert Webhook(SECRET).verify(received.body, received.headers) == received.data
    assert received.data["contact"] == {"external_id": "c-9"}
    assert received.data["text"] == "¿Qué tal?"
    assert await bench.left() == []


async def test_what_is_waiting_for_a_contact_goes_out_in_one_go_and_in_order(bench: Bench) -> None:
    sink = Sink()
    await bench.write(await bench.contact("c-1"), *"abcde")
    assert await bench.deliveries(sink.send).run_once() == 1
    assert "".join(sink.texts) == "abcde"
    assert await bench.left() == []


async def test_more_than_goes_out_in_one_go_follows_in_the_next(bench: Bench) -> None:
    sink, texts = Sink(), [f"{n}" for n in range(25)]
    await bench.write(await bench.contact("c-1"), *texts)
    deliveries = bench.deliveries(sink.send)
    assert [await deliveries.run_once() for _ in range(3)] == [1, 1, 0]
    assert sink.texts == texts


async def test_what_goes_to_another_channel_waits_for_a_slot_there(bench: Bench) -> None:
    sink = Sink()
    contact_id = await bench.contact("c-1")
    rows = [Row(101, contact_id, text="a"), behind(102, contact_id, text="b", channel_id=8)]
    rows.append(behind(103, contact_id, text="c", channel_id=8))
    async with bench.database.reads.connection() as connection:
        await put(
            connection, *(msgspec.structs.replace(row, workspace_id=bench.workspace_id) for row in rows)
        )
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    assert sink.texts == ["a"]
    await deliveries.run_once()
    assert sink.texts == ["a", "b", "c"]


# --- failure -------------------------------------------------------------------------------------


async def test_a_contact_stops_at_its_first_failure_and_goes_on_from_there(bench: Bench) -> None:
    sink = Sink(lambda text: FAIL if text == "b" else Sent())
    await bench.write(await bench.contact("c-1"), *"abc")
    await bench.write(await bench.contact("c-2"), "x")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    assert sorted(sink.texts) == ["a", "b", "x"]
    assert await bench.left() == [("b", 1, 5, False, FAIL.error), ("c", 0, None, False, None)]
    sink.verdict = arrived
    bench.clock.move(PAUSES[0])
    await deliveries.run_once()
    assert sink.texts[3:] == ["b", "c"]
    assert await bench.left() == []


async def test_a_message_sent_meanwhile_waits_behind(bench: Bench) -> None:
    sink = Sink(lambda _: FAIL)
    contact_id = await bench.contact("c-1")
    await bench.write(contact_id, "a")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    await bench.write(contact_id, "b")
    assert await deliveries.run_once() == 0
    sink.verdict = arrived
    bench.clock.move(PAUSES[0])
    await deliveries.run_once()
    assert sink.texts == ["a", "a", "b"]


async def test_the_pauses_grow_then_it_is_given_up_visibly_and_the_next_goes_out(bench: Bench) -> None:
    sink = Sink(lambda text: FAIL if text == "a" else Sent())
    await bench.write(await bench.contact("c-1"), *"ab")
    deliveries = bench.deliveries(sink.send)
    for attempt, pause in enumerate(PAUSES, start=1):
        assert await deliveries.run_once() == 1
        assert (await bench.left())[0] == ("a", attempt, pause.total_seconds(), False, FAIL.error)
        bench.clock.move(pause - timedelta(seconds=0.001))
        assert await deliveries.run_once() == 0
        bench.clock.move(timedelta(seconds=0.001))
    assert await bench.events("message.failed") == 0
    await deliveries.run_once()
    assert await bench.events("message.failed") == 1
    assert await bench.left() == [
        ("a", 10, None, True, FAIL.error),
        ("b", 0, (await bench.left())[1][2], False, None),
    ]
    await deliveries.run_once()
    assert sink.texts == ["a"] * 10 + ["b"]
    assert await deliveries.run_once() == 0


async def test_a_receiver_that_wants_no_more_is_asked_once(bench: Bench) -> None:
    sink = Sink(lambda text: Sent("No more.", final=True) if text == "a" else Sent())
    await bench.write(await bench.contact("c-1"), *"ab")
    deliveries = bench.deliveries(sink.send)
    await deliveries.run_once()
    await deliveries.run_once()
    assert sink.texts == ["a", "b"]
    assert await bench.left() == [("a", 1, None, True, "No more.")]
    assert await bench.events("message.failed") == 1


@pytest.mark.parametrize(("asked", "pause"), [(2, 5), (90, 90), (1e9, 3600)])
async def test_a_receiver_can_put_us_off_within_bounds(bench: Bench, asked: float, pause: float) -> None:
    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(Sink(lambda _: Sent("Busy.", retry_after=asked)).send).run_once()
    assert await bench.left() == [("a", 1, pause, False, "Busy.")]


async def test_an_attempt_that_lasts_counts_before_the_pause(bench: Bench) -> None:
    async def slow(_: Outgoing) -> Sent:
        bench.clock.move(timedelta(seconds=7))
        return FAIL

    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(slow).run_once()
    assert await bench.left() == [("a", 1, 5, False, FAIL.error)]


async def test_an_error_in_sending_is_a_failure_like_any_other(bench: Bench) -> None:
    async def broken(_: Outgoing) -> Sent:
        raise OverflowError("port must be 0-65535")

    await bench.write(await bench.contact("c-1"), "a")
    await bench.deliveries(broken).run_once()
    assert await bench.left() == [("a", 1, 5, False, module.BROKEN.error)]


# --- leases --------------------------------------------------------------------------------------


async def killed(deliveries: Deliveries) -> None:
    """Lets it claim and begin to send, and ends it without any of its clean-up."""
    await deliveries._claim()
    await deliveries._hosts.cancel()


async def test_what_a_killed_process_had_goes_on_elsewhere_within_15_seconds(bench: Bench) -> None:
    sink = Sink()
    await bench.write(await bench.contact("c-1"), *"ab")
    await killed(bench.deliveries(hang))
    other = bench.deliveries(sink.send)
    bench.clock.move(LEASE - timedelta(seconds=0.001))
    assert await other.run_once() == 0
    bench.clock.move(timedelta(seconds=0.001))
    await other.run_once()
    assert "".join(sink.texts) == "ab"
    assert await bench.left() == []
    assert LEASE.total_seconds() + POLL_SECONDS < 15


async def test_a_killed_attempt_counts(bench: Bench) -> None:
    await bench.write(await bench.contact("c-1"), "a")
    await killed(bench.deliveries(hang))
    bench.clock.move(LEASE)
    await bench.deliveries(Sink(lambda _: FAIL).send).run_once()
    assert await bench.left() == [("a", 2, PAUSES[1].total_seconds(), False, FAIL.error)]


async def test_nothing_is_begun_that_could_outlast_the_lease(bench: Bench) -> None:
    sent: list[str | None] = []

    async def slow(outgoing: Outgoing) -> Sent:
        sent.append(outgoing.text)
        bench.clock.move(timedelta(seconds=START_WITHIN / 2 + 0.001))
        return Sent()

    await bench.write(await bench.contact("c-1"), *"abcd")
    deliveries = bench.deliveries(slow)
    await deliveries.run_once()
    assert sent == ["a", "b"]
    await deliveries.run_once()
    assert sent == ["a", "b", "c", "d"]
    assert LEASE.total_seconds() > START_WITHIN + TIME_LIMIT


async def test_two_processes_share_and_send_nothing_twice(bench: Bench) -> None:
    sink = Sink()
    for n in range(30):
        await bench.write(await bench.contact(f"c-{n}"), f"{n}a", f"{n}b")
    await asyncio.gather(*(bench.deliveries(sink.send).run_once() for _ in range(4)))
    assert sorted(sink.texts) == sorted(f"{n}{letter}" for n in range(30) for letter in "ab")
    assert await bench.left() == []
