import asyncio
import base64
import hashlib
import hmac
import socket
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import httpx2
import msgspec
import pytest

from evenhand.channels import posting
from evenhand.channels.addresses import NOTHING, read_allowed
from evenhand.channels.custom import CustomChannel, outbound
from evenhand.channels.posting import Post, seconds_of, verdict
from evenhand.channels.sending import TIME_LIMIT, Sent
from evenhand.storage.deliveries import Outgoing
from evenhand.storage.vault import Vault
from tests.receiver import Received, Receiver, answer, receiving

NOW: Final = datetime(2026, 3, 1, 12, 0, 0, 900_000, tzinfo=UTC)
KEY: Final = bytes(range(32))
SECRET: Final = "whsec_" + base64.b64encode(KEY).decode()
VAULT: Final = Vault(b"k" * 32)
SEALED: Final = VAULT.seal(1, SECRET)
MESSAGE: Final = Outgoing(
    workspace_id=1,
    id=5,
    contact_id=3,
    channel_id=7,
    attempt=1,
    created_at=NOW,
    at=NOW,
    text="¿Qué tal?",
    choices=None,
    external_id="c-3",
    outbound_url="https://bridge.example/out",
    secret=SEALED,
)


def to(url: str | None) -> Outgoing:
    return msgspec.structs.replace(MESSAGE, outbound_url=url)


def signature(headers: dict[str, str], body: bytes) -> str:
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(KEY, signed, hashlib.sha256)).decode()


@pytest.fixture
async def channel() -> AsyncGenerator[CustomChannel]:
    opened = CustomChannel(VAULT)
    yield opened
    await opened.close()


@pytest.fixture
async def receiver() -> AsyncGenerator[Receiver]:
    async with receiving() as receiver:
        yield receiver


# --- the request ---------------------------------------------------------------------------------


def test_the_body_is_what_the_contract_says() -> None:
    post = outbound(MESSAGE, SECRET)
    assert isinstance(post, Post)
    assert msgspec.json.decode(post.body) == {
        "delivery_id": 5,
        "contact": {"external_id": "c-3"},
        "text": "¿Qué tal?",
        "choices": [],
    }
    asked = outbound(msgspec.structs.replace(MESSAGE, choices=["red", "blue"]), SECRET)
    assert isinstance(asked, Post)
    assert msgspec.json.decode(asked.body)["choices"] == ["red", "blue"]


def test_the_signature_is_that_of_standard_webhooks() -> None:
    post = outbound(MESSAGE, SECRET)
    assert isinstance(post, Post)
    assert post.headers["webhook-id"] == "msg_1_5"
    assert post.headers["webhook-timestamp"] == "1772366400"
    assert post.headers["webhook-signature"] == signature(post.headers, post.body)


def test_a_repetition_has_the_same_id_and_its_own_time() -> None:
    later = msgspec.structs.replace(
        MESSAGE, attempt=2, at=(NOW + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-5)))
    )
    post = outbound(later, SECRET)
    assert isinstance(post, Post)
    assert post.headers["webhook-id"] == "msg_1_5"
    assert post.headers["webhook-timestamp"] == str(1772366400 + 3600)
    assert post.headers["webhook-signature"] == signature(post.headers, post.body)


@pytest.mark.parametrize("field", ["text", "external_id", "outbound_url"])
def test_what_is_gone_is_given_up_with_the_reason(field: str) -> None:
    sent = outbound(msgspec.structs.replace(MESSAGE, **{field: None}), SECRET)
    assert isinstance(sent, Sent)
    assert sent.error
    assert sent.final


# --- the answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 202, 204, 299])
def test_any_2xx_is_an_arrival(status: int) -> None:
    assert verdict(status, "60", NOW) == Sent()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (199, "refuses"),
        (301, "redirects"),
        (304, "redirects"),
        (400, "refuses"),
        (404, "refuses"),
        (408, "cannot take it now"),
        (409, "cannot take it now"),
        (425, "cannot take it now"),
        (429, "cannot take it now"),
        (500, "cannot take it now"),
        (599, "cannot take it now"),
    ],
)
def test_everything_else_is_tried_again_and_says_what_it_was(status: int, said: str) -> None:
    sent = verdict(status, None, NOW)
    assert sent.error is not None
    assert said in sent.error
    assert str(status) in sent.error
    assert (sent.retry_after, sent.final) == (0, False)


def test_gone_is_gone() -> None:
    sent = verdict(410, "60", NOW)
    assert sent.error is not None
    assert "410" in sent.error
    assert sent.final


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("", 0),
        ("²", 0),
        ("9" * 400, float("inf")),
        ("Sun, 01 Mar 2026 12:05:00 GMT", 299.1),
        ("Sun, 01 Mar 2026 11:05:00 GMT", 0),
        ("Sun, 01 Mar 2026 12:05:00", 0),
        ("Sun, 99 Mar 9999999 12:05:00 GMT", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_anything_else_is_nothing(
    header: str | None, seconds: float
) -> None:
    assert seconds_of(header, NOW) == seconds


async def test_retry_after_is_read_from_the_answer(channel: CustomChannel, receiver: Receiver) -> None:
    async def busy(_: Received) -> bytes:
        return answer(429, "Retry-After: 77")

    receiver.respond = busy
    assert (await channel.send(to(receiver.url))).retry_after == 77


# --- over the wire -------------------------------------------------------------------------------


async def test_it_arrives_signed(channel: CustomChannel, receiver: Receiver) -> None:
    assert await channel.send(to(receiver.url)) == Sent()
    [received] = receiver.received
    assert received.line == "POST /out HTTP/1.1"
    assert received.headers["content-type"] == "application/json"
    assert received.headers["user-agent"].startswith("Evenhand/")
    assert received.headers["webhook-signature"] == signature(received.headers, received.body)
    assert received.data["text"] == "¿Qué tal?"


async def test_the_connection_is_used_again(channel: CustomChannel, receiver: Receiver) -> None:
    for _ in range(3):
        await channel.send(to(receiver.url))
    assert (len(receiver.received), receiver.connections) == (3, 1)


async def test_a_redirect_is_not_followed(channel: CustomChannel, receiver: Receiver) -> None:
    async def away(_: Received) -> bytes:
        return answer(307, f"Location: {receiver.url}")

    receiver.respond = away
    assert "redirects" in str((await channel.send(to(receiver.url))).error)
    assert len(receiver.received) == 1


async def test_no_cookie_comes_back(channel: CustomChannel, receiver: Receiver) -> None:
    async def with_cookie(_: Received) -> bytes:
        return answer(204, "Set-Cookie: workspace=1")

    receiver.respond = with_cookie
    await channel.send(to(receiver.url))
    await channel.send(to(receiver.url))
    assert ["cookie" in received.headers for received in receiver.received] == [False, False]


async def test_a_proxy_of_the_environment_is_not_used(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    channel = CustomChannel(VAULT)
    assert await channel.send(to(receiver.url)) == Sent()
    await channel.close()


async def test_a_long_answer_is_not_read_to_its_end(channel: CustomChannel, receiver: Receiver) -> None:
    async def long(_: Received) -> bytes:
        return b"HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n" + b"x" * 200_000

    receiver.respond = long
    async with asyncio.timeout(TIME_LIMIT / 2):
        assert await channel.send(to(receiver.url)) == Sent()
        assert await channel.send(to(receiver.url)) == Sent()
    assert receiver.connections == 2


async def test_an_answer_that_never_ends_has_arrived_all_the_same(
    channel: CustomChannel, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dangling(_: Received) -> bytes:
        return b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"

    monkeypatch.setattr(posting, "TIME_LIMIT", 0.05)
    receiver.respond = dangling
    assert await channel.send(to(receiver.url)) == Sent()


async def test_silence_ends_with_the_time_limit(
    channel: CustomChannel, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(_: Received) -> bytes:
        await asyncio.Event().wait()
        return b""

    monkeypatch.setattr(posting, "TIME_LIMIT", 0.05)
    receiver.respond = silent
    sent = await channel.send(to(receiver.url))
    assert (sent.error, sent.final) == ("The receiver gave no answer within 0.05 s.", False)


async def test_a_connection_that_breaks_is_a_failure(channel: CustomChannel, receiver: Receiver) -> None:
    async def hang_up(_: Received) -> bytes:
        raise ConnectionError

    receiver.respond = hang_up
    sent = await channel.send(to(receiver.url))
    assert str(sent.error).startswith("The connection broke before an answer came")


async def test_an_answer_that_is_no_http_is_a_failure(channel: CustomChannel, receiver: Receiver) -> None:
    async def nonsense(_: Received) -> bytes:
        return b"hello\r\n\r\n"

    receiver.respond = nonsense
    sent = await channel.send(to(receiver.url))
    assert str(sent.error).startswith("The connection broke before an answer came")


async def test_nobody_listening_is_a_failure(channel: CustomChannel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    sent = await channel.send(to(f"http://127.0.0.1:{port}/"))
    assert sent.error == "The receiver cannot be reached: nothing answers at this port."


def test_a_connection_that_is_not_made_in_time_is_a_failure() -> None:
    sent = posting._no_answer(httpx2.ConnectTimeout("too late"))
    assert sent.error == "The receiver cannot be reached within 3 s."


@pytest.mark.parametrize(
    "url",
    ["http://[::1", "ftp://bridge.example/", "http://", "bridge", "http://\x00/"],
)
async def test_an_impossible_address_is_a_failure_that_says_so(channel: CustomChannel, url: str) -> None:
    sent = await channel.send(to(url))
    assert sent.error is not None
    assert not sent.final


@pytest.mark.parametrize("url", ["https://bridge.example/out", None])
async def test_nothing_goes_out_unsigned(channel: CustomChannel, url: str | None) -> None:
    sent = await channel.send(msgspec.structs.replace(MESSAGE, outbound_url=url, secret=None))
    assert sent.error
    assert sent.final


async def test_a_secret_of_another_workspace_does_not_open(
    channel: CustomChannel, receiver: Receiver
) -> None:
    sent = await channel.send(msgspec.structs.replace(to(receiver.url), workspace_id=2))
    assert "cannot be opened" in str(sent.error)
    assert receiver.received == []


# --- where receivers may be ----------------------------------------------------------------------


async def test_an_address_that_is_not_public_can_be_refused(receiver: Receiver) -> None:
    channel = CustomChannel(VAULT, NOTHING)
    for url in (receiver.url, receiver.url.replace("127.0.0.1", "localhost")):
        sent = await channel.send(to(url))
        assert (sent.error, sent.final) == (posting.PRIVATE.error, False)
    await channel.close()
    assert receiver.connections == 0


async def test_what_is_named_is_called_all_the_same(receiver: Receiver) -> None:
    channel = CustomChannel(VAULT, read_allowed("127.0.0.0/8"))
    assert [await channel.send(to(receiver.url)) for _ in range(2)] == [Sent(), Sent()]
    await channel.close()
    assert receiver.connections == 1


async def test_a_name_that_nobody_has_is_a_failure() -> None:
    channel = CustomChannel(VAULT, NOTHING)
    sent = await channel.send(to("http://nobody.invalid/"))
    assert sent.error == "The receiver cannot be reached: there is no host of this name."
    await channel.close()
