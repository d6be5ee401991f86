import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest

from evenhand.channels.custom import CustomChannel
from evenhand.channels.sending import Send, Sent
from evenhand.engine import deliveries as module
from evenhand.engine.clock import Clock
from evenhand.engine.deliveries import HEADS, ROOM, Deliveries
from evenhand.engine.delivery_hosts import PER_HOST
from evenhand.storage.deliveries import Outgoing
from tests.engine.delivery_bench import Bench, Sink, opened
from tests.outgoing import NOW, Row, put
from tests.receiver import Received, answer, receiving


@pytest.fixture
async def bench(database_url: str) -> AsyncGenerator[Bench]:
    async with opened(database_url) as bench:
        yield bench


async def running(bench: Bench, send: Send) -> Deliveries:
    deliveries = bench.deliveries(send, Clock())
    bench.clock.at = None
    await deliveries.start()
    return deliveries


async def test_a_wake_sends_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 3600.0)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        bench.woken = deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        for count, text in enumerate("abc", start=1):
            await bench.write(contact_id, text)
            await receiver.has(count)
        await deliveries.stop()
        await channel.close()
    assert "".join(receiver.texts) == "abc"


async def test_without_a_wake_it_looks_by_itself(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.001)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        for count, text in enumerate("abc", start=1):
            await bench.write(contact_id, text)
            await receiver.has(count)
        await deliveries.stop()
        await channel.close()


async def test_a_host_that_hangs_holds_up_no_other(bench: Bench) -> None:
    well_again = asyncio.Event()

    async def hang_for_now(_: Received) -> bytes:
        await well_again.wait()
        return answer()

    bench.clock.at = None
    async with receiving(hang_for_now) as ill, receiving() as well:
        channel = CustomChannel(bench.vault)
        for n in range(40):
            await bench.write(await bench.contact(f"i-{n}", ill.url), "to the ill")
        for n in range(40):
            await bench.write(await bench.contact(f"w-{n}", well.url), "to the well")
        deliveries = await running(bench, channel.send)
        await well.has(40)
        assert len(ill.received) == PER_HOST
        well_again.set()
        await ill.has(40)
        await deliveries.stop()
        await channel.close()
    assert await bench.left() == []
    assert (len(ill.received), len(well.received)) == (40, 40)


async def test_a_host_that_hangs_with_more_than_there_is_room_for_holds_up_no_other(bench: Bench) -> None:
    begun, arrived, well_again = [0], asyncio.Event(), asyncio.Event()

    async def send(outgoing: Outgoing) -> Sent:
        if outgoing.channel_id == 8:
            begun[0] += 1
            await well_again.wait()
        arrived.set()
        return Sent()

    rows = [
        Row(n, n, bench.workspace_id, 8, url="https://ill.example/") for n in range(1001, 1001 + ROOM + HEADS)
    ]
    rows.append(
        Row(5000, 5000, bench.workspace_id, 9, url="https://well.example/", next_at=NOW + timedelta(hours=1))
    )
    async with bench.database.reads.connection() as connection:
        await put(connection, *rows)
    deliveries = await running(bench, send)
    async with asyncio.timeout(10):
        await arrived.wait()
    assert begun[0] == PER_HOST
    well_again.set()
    await deliveries.stop()


async def test_a_stop_lets_what_is_under_way_end_and_gives_the_rest_back(bench: Bench) -> None:
    begun, end = asyncio.Semaphore(0), asyncio.Event()

    async def slow(_: Outgoing) -> Sent:
        begun.release()
        await end.wait()
        return Sent()

    bench.clock.at = None
    for n in range(PER_HOST + 3):
        await bench.write(await bench.contact(f"c-{n}"), "a", "b")
    deliveries = await running(bench, slow)
    async with asyncio.timeout(10):
        for _ in range(PER_HOST):
            await begun.acquire()
    stopping = asyncio.create_task(deliveries.stop())
    await asyncio.sleep(0)
    end.set()
    await stopping
    assert begun.locked()
    left = await bench.left()
    assert [(text, attempt) for text, attempt, *_ in left].count(("a", 0)) == 3
    assert len(left) == PER_HOST + 2 * 3
    sink = Sink()
    assert await bench.deliveries(sink.send).run_once() == PER_HOST + 3
    assert len(sink.texts) == len(left)


async def test_a_lost_connection_does_not_end_the_loop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_SECONDS", 0.01)
    async with receiving() as receiver:
        channel = CustomChannel(bench.vault)
        deliveries = await running(bench, channel.send)
        contact_id = await bench.contact("c-1", receiver.url)
        await bench.write(contact_id, "a")
        await receiver.has(1)
        async with bench.database.reads.connection() as connection:
            await connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        await bench.write(contact_id, "b")
        await receiver.has(2)
        await deliveries.stop()
        await channel.close()
    assert receiver.texts == ["a", "b"]


async def test_starting_and_stopping_twice_does_no_harm(bench: Bench) -> None:
    deliveries = bench.deliveries(Sink().send)
    await deliveries.stop()
    for _ in range(2):
        await deliveries.start()
        await deliveries.start()
        await deliveries.stop()
        await deliveries.stop()
