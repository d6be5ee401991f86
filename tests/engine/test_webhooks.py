"""Webhooks on a real database, real lanes and a real receiver: in order, signed, at least once, given up."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from standardwebhooks import Webhook

from evenhand.channels.posting import Post, Poster
from evenhand.channels.sending import Sent
from evenhand.domain.commands import (
    Answer,
    Command,
    CreateContact,
    CreateTeam,
    CreateWebhook,
    DeleteWebhook,
    ReplayEvent,
    UpdateWebhook,
)
from evenhand.domain.retries import ATTEMPTS, PAUSES
from evenhand.engine import webhooks as module
from evenhand.engine.errors import Overloaded
from evenhand.engine.webhooks import Webhooks
from evenhand.storage import webhooks as storage
from evenhand.storage.reads import webhooks as reads
from tests.engine.delivery_bench import API, FAIL, SECRET, Bench, opened
from tests.receiver import receiving

URL: Final = "https://hooks.example/"


@pytest.fixture
async def bench(database_url: str) -> AsyncGenerator[Bench]:
    async with opened(database_url) as bench:
        yield bench


def fails(_: Post) -> Sent:
    return FAIL


def arrives(_: Post) -> Sent:
    return Sent()


class Mailbox:
    """Takes posts in the process; ``verdict`` says what comes of each."""

    def __init__(self, verdict: Callable[[Post], Sent] = arrives) -> None:
        self.posts: list[Post] = []
        self.verdict = verdict

    async def post(self, post: Post, _at: Any) -> Sent:
        self.posts.append(post)
        return self.verdict(post)

    @property
    def ids(self) -> list[str]:
        return [post.headers["webhook-id"].rpartition("_")[2] for post in self.posts]


def loop(bench: Bench, post: Callable[[Post, Any], Awaitable[Sent]]) -> Webhooks:
    return Webhooks(bench.database, bench.lanes.submit, post, bench.vault, bench.clock, jitter=lambda: 0.5)


async def webhook(bench: Bench, *events: str, url: str = URL) -> int:
    sealed = bench.vault.seal(bench.workspace_id, SECRET)
    made = await bench.submit(CreateWebhook, actor=API, url=url, events=list(events), secret=sealed)
    return made.seq


async def contacts(bench: Bench, count: int) -> list[str]:
    return [str((await bench.submit(CreateContact, actor=API)).seq) for _ in range(count)]


async def shown(bench: Bench, webhook_id: int) -> reads.WebhookView:
    async with bench.database.reads.connection() as connection:
        found = await reads.webhook(connection, bench.workspace_id, webhook_id)
    assert found is not None
    return found


async def log(bench: Bench, webhook_id: int) -> list[tuple[str, str, int]]:
    async with bench.database.reads.connection() as connection:
        found = await reads.deliveries(
            connection, bench.workspace_id, webhook_id, failed=False, before=2**62, limit=1_000
        )
    return [(str(each.id), each.state, each.attempts) for each in reversed(found)]


async def test_events_arrive_in_order_signed_and_without_texts(bench: Bench) -> None:
    bench.clock.at = None  # who checks a signature looks at the real time
    async with receiving() as receiver:
        made = await webhook(bench, "contact.*", url=receiver.url)
        await bench.submit(CreateTeam, actor=API, name="Sales")
        first, second = await contacts(bench, 2)
        poster = Poster()
        assert await loop(bench, poster.post).run_once() == 1
        await poster.close()
    (one, two) = receiver.received
    assert Webhook(SECRET).verify(one.body, one.headers) == one.data
    assert one.headers["webhook-id"] == f"evt_{bench.workspace_id}_{made}_{first}"
    assert one.data == {
        "seq": int(first),
        "at": one.data["at"],
        "type": "contact.created",
        "actor": "api",
        "contact": int(first),
        "conversation": None,
        "user": None,
        "subject": None,
        "data": None,
    }
    assert two.data["seq"] == int(second)
    assert await log(bench, made) == [(first, "delivered", 1), (second, "delivered", 1)]
    assert (await shown(bench, made)).behind == 0


@pytest.mark.parametrize(
    ("events", "types"),
    [
        (["*"], ["team.created", "contact.created"]),
        (["contact.created"], ["contact.created"]),
        (["contact.*", "team.deleted"], ["contact.created"]),
        (["conversation.*", "contact.updated"], []),
        (["team.*", "contact.*"], ["team.created", "contact.created"]),
    ],
)
async def test_a_webhook_gets_what_it_wants(bench: Bench, events: list[str], types: list[str]) -> None:
    made = await webhook(bench, *events)
    await bench.submit(CreateTeam, actor=API, name="Sales")
    await contacts(bench, 1)
    mailbox = Mailbox()
    await loop(bench, mailbox.post).run_once()
    assert [post.body.split(b'"type":"')[1].split(b'"')[0].decode() for post in mailbox.posts] == types
    assert (await shown(bench, made)).behind == 0
    assert await loop(bench, mailbox.post).run_once() == 0, "nothing is left to claim"


async def test_what_fails_is_tried_again_later_and_holds_up_what_follows(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    first, second, third = await contacts(bench, 3)
    mailbox = Mailbox(lambda post: FAIL if post.headers["webhook-id"].endswith(f"_{second}") else Sent())
    hooks = loop(bench, mailbox.post)
    await hooks.run_once()
    assert mailbox.ids == [first, second]
    assert await log(bench, made) == [(first, "delivered", 1), (second, "retrying", 1)]
    assert await hooks.run_once() == 0
    view = await shown(bench, made)
    assert (view.error, view.behind, view.failing_since) == (FAIL.error, 2, bench.clock.now())
    bench.clock.move(PAUSES[0])
    await hooks.run_once()
    assert await log(bench, made) == [(first, "delivered", 1), (second, "retrying", 2)]
    mailbox.verdict = arrives
    bench.clock.move(PAUSES[1])
    await hooks.run_once()
    assert mailbox.ids == [first, second, second, second, third]
    assert (await log(bench, made))[1:] == [(second, "delivered", 3), (third, "delivered", 1)]
    view = await shown(bench, made)
    assert (view.error, view.failing_since, view.behind) == (None, None, 0)


async def test_an_event_is_given_up_and_the_next_one_has_its_turn(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    first, second = await contacts(bench, 2)
    mailbox = Mailbox(lambda post: FAIL if post.headers["webhook-id"].endswith(f"_{first}") else Sent())
    hooks = loop(bench, mailbox.post)
    for pause in (*PAUSES, timedelta(), timedelta()):
        await hooks.run_once()
        bench.clock.move(pause)
    assert await log(bench, made) == [(first, "failed", ATTEMPTS), (second, "delivered", 1)]
    assert (await shown(bench, made)).enabled


async def test_a_webhook_that_fails_for_days_is_disabled_and_goes_on_where_it_stopped(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    numbers = await contacts(bench, 5)
    mailbox = Mailbox(fails)
    hooks = loop(bench, mailbox.post)
    for _ in range(5 * ATTEMPTS):
        await hooks.run_once()
        bench.clock.move(max(PAUSES))
    view = await shown(bench, made)
    assert (view.enabled, view.error) == (False, FAIL.error)
    assert await bench.events("webhook.disabled") == 1
    given_up = [number for number, state, _ in await log(bench, made) if state == "failed"]
    mailbox.verdict, mailbox.posts = arrives, []
    assert await hooks.run_once() == 0
    await bench.submit(UpdateWebhook, actor=API, webhook_id=made, enabled=True)
    await hooks.run_once()
    assert mailbox.ids == numbers[numbers.index(given_up[-1]) :], "the last one was not given up"
    assert (await shown(bench, made)).error is None


async def test_a_receiver_that_wants_no_more_is_left_alone(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    (number,) = await contacts(bench, 1)
    await loop(bench, Mailbox(lambda _: Sent("Gone.", final=True)).post).run_once()
    assert (await shown(bench, made)).enabled is False
    assert await log(bench, made) == [(number, "failed", 1)]


async def test_where_it_cannot_be_disabled_now_it_is_tried_again(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    first, second = await contacts(bench, 2)
    gone = Sent("Gone.", final=True)
    mailbox = Mailbox(lambda post: gone if post.headers["webhook-id"].endswith(f"_{second}") else Sent())

    async def busy(_: Command) -> Answer:
        raise Overloaded(1)

    hooks = Webhooks(bench.database, busy, mailbox.post, bench.vault, bench.clock, jitter=lambda: 0.5)
    await hooks.run_once()
    assert await log(bench, made) == [(first, "delivered", 1), (second, "retrying", 1)]
    bench.clock.move(PAUSES[0])
    await loop(bench, mailbox.post).run_once()
    assert (await shown(bench, made)).enabled is False


async def test_an_error_of_ours_is_tried_again_like_any_other(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    (number,) = await contacts(bench, 1)

    async def broken(_post: Post, _at: Any) -> Sent:
        raise ZeroDivisionError

    await loop(bench, broken).run_once()
    assert await log(bench, made) == [(number, "retrying", 1)]
    assert "error in Evenhand" in str((await shown(bench, made)).error)


async def test_a_secret_that_does_not_open_is_shown(bench: Bench) -> None:
    made = await bench.submit(CreateWebhook, actor=API, url=URL, events=["*"], secret="c2VhbGVk")
    await contacts(bench, 1)
    mailbox = Mailbox()
    await loop(bench, mailbox.post).run_once()
    assert mailbox.posts == []
    assert "cannot be opened" in str((await shown(bench, made.seq)).error)


async def test_a_receiver_can_ask_for_a_longer_pause(bench: Bench) -> None:
    await webhook(bench, "contact.*")
    await contacts(bench, 1)
    mailbox = Mailbox(lambda _: Sent("Later.", retry_after=600))
    hooks = loop(bench, mailbox.post)
    await hooks.run_once()
    bench.clock.move(timedelta(seconds=599))
    assert await hooks.run_once() == 0
    bench.clock.move(timedelta(seconds=1))
    assert await hooks.run_once() == 1


async def test_two_processes_do_not_send_the_same(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    await contacts(bench, 3)
    let = asyncio.Event()

    async def slow(post: Post, at: Any) -> Sent:
        await let.wait()
        return await mailbox.post(post, at)

    mailbox = Mailbox()
    first, second = loop(bench, slow), loop(bench, slow)
    one = asyncio.create_task(first.run_once())
    two = asyncio.create_task(second.run_once())
    done, _ = await asyncio.wait({one, two}, return_when=asyncio.FIRST_COMPLETED)
    assert [task.result() for task in done] == [0]
    let.set()
    assert sorted([await one, await two]) == [0, 1]
    assert len(mailbox.posts) == 3
    assert len(await log(bench, made)) == 3


async def test_who_comes_back_too_late_changes_nothing(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    first, second = await contacts(bench, 2)
    mailbox = Mailbox()

    async def frozen(post: Post, at: Any) -> Sent:
        bench.clock.move(storage.LEASE)
        await loop(bench, mailbox.post).run_once()
        return Sent("It came back too late.")

    await loop(bench, frozen).run_once()
    assert mailbox.ids == [first, second]
    assert await log(bench, made) == [(first, "delivered", 1), (second, "delivered", 1)]
    assert (await shown(bench, made)).error is None


async def test_a_long_log_is_read_in_parts(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WINDOW", 4)
    monkeypatch.setattr(module, "EVENTS", 2)
    made = await webhook(bench, "contact.*")
    expected: list[str] = []
    for n in range(5):
        await bench.submit(CreateTeam, actor=API, name=f"Team {n}")
        expected += await contacts(bench, n)
    mailbox = Mailbox()
    await loop(bench, mailbox.post).run_once()
    assert mailbox.ids == expected
    assert (await shown(bench, made)).behind == 0


async def test_an_event_is_sent_once_more(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    (number,) = await contacts(bench, 1)
    mailbox = Mailbox()
    hooks = loop(bench, mailbox.post)
    await hooks.run_once()
    await bench.submit(UpdateWebhook, actor=API, webhook_id=made, enabled=False)
    await bench.submit(ReplayEvent, actor=API, webhook_id=made, seq=int(number))
    assert await hooks.run_once() == 1
    assert mailbox.ids == [number, number]
    assert await log(bench, made) == [(number, "delivered", 2)]
    assert await hooks.run_once() == 0
    await bench.submit(ReplayEvent, actor=API, webhook_id=made, seq=int(number))
    mailbox.verdict = fails
    await hooks.run_once()
    assert await log(bench, made) == [(number, "failed", 3)]


async def test_a_webhook_that_is_deleted_leaves_nothing(bench: Bench) -> None:
    made = await webhook(bench, "contact.*")
    (number,) = await contacts(bench, 1)

    async def deleting(_post: Post, _at: Any) -> Sent:
        await bench.submit(ReplayEvent, actor=API, webhook_id=made, seq=int(number))
        await bench.submit(DeleteWebhook, actor=API, webhook_id=made)
        return Sent()

    await loop(bench, deleting).run_once()
    assert await log(bench, made) == []
    assert await loop(bench, deleting).run_once() == 0


async def test_the_log_of_deliveries_is_kept_within_bounds(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await webhook(bench, "contact.*")
    numbers = await contacts(bench, 4)
    await loop(bench, Mailbox().post).run_once()
    monkeypatch.setattr(storage, "KEPT_MOST", 3)
    async with bench.database.reads.connection() as connection:
        await storage.forget_old(connection, bench.clock.now())
    assert [number for number, *_ in await log(bench, made)] == numbers[1:]
    bench.clock.move(storage.KEPT + timedelta(seconds=1))
    async with bench.database.reads.connection() as connection:
        await storage.forget_old(connection, bench.clock.now())
    assert await log(bench, made) == []


async def test_the_loop_runs_by_itself_and_ends(bench: Bench) -> None:
    async with receiving() as receiver:
        await webhook(bench, "contact.*", url=receiver.url)
        poster = Poster()
        hooks = loop(bench, poster.post)
        await hooks.start()
        await hooks.start()
        await contacts(bench, 2)
        await receiver.has(2)
        await hooks.stop()
        await hooks.stop()
        await poster.close()
    assert len(receiver.received) == 2
