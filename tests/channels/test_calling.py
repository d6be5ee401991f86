"""Calls to other services, over real connections."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Mapping
from types import MappingProxyType
from typing import Any, Final

import pytest

from evenhand.channels.addresses import NOTHING, read_allowed
from evenhand.channels.calling import ANSWER_LIMIT, REFUSED, TOO_LARGE, Answered, Call, Caller
from tests.receiver import Received, Receiver, receiving

OWN: Final = read_allowed("127.0.0.0/8")


def call(
    url: str,
    method: str = "POST",
    body: str | None = None,
    timeout: float = 5.0,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Call:
    return Call(method, url, headers, body, timeout)


def text(body: bytes, status: int = 200, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def json(_: Received) -> bytes:
    return text(b'{"a": 1}')


@pytest.fixture
async def receiver() -> AsyncGenerator[Receiver]:
    async with receiving(json) as receiver:
        yield receiver


@pytest.fixture
async def caller() -> AsyncGenerator[Caller]:
    """One that may call this machine."""
    opened = Caller(OWN)
    yield opened
    await opened.close()


@pytest.fixture
async def stranger() -> AsyncGenerator[Caller]:
    """One that may call the public internet alone."""
    opened = Caller(NOTHING)
    yield opened
    await opened.close()


async def test_a_call_and_its_answer(caller: Caller, receiver: Receiver) -> None:
    made = call(
        f"{receiver.url}?q=ä b",
        "PUT",
        '{"n": "ü"}',
        headers={"X-One": "1", "content-type": "application/json"},
    )
    assert await caller.call(made) == Answered(200, '{"a": 1}')
    [got] = receiver.received
    assert got.line == "PUT /out?q=%C3%A4%20b HTTP/1.1"
    assert (got.data, got.headers["x-one"], got.headers["content-type"]) == (
        {"n": "ü"},
        "1",
        "application/json",
    )
    assert got.headers["accept-encoding"] == "identity"
    assert got.headers["user-agent"].startswith("Evenhand/")


async def test_a_header_of_the_workflow_takes_the_place_of_ours(caller: Caller, receiver: Receiver) -> None:
    await caller.call(call(receiver.url, "GET", headers={"User-Agent": "mine"}))
    assert receiver.received[0].headers["user-agent"] == "mine"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(caller: Caller, receiver: Receiver, status: int) -> None:
    async def redirect(_: Received) -> bytes:
        return text(b"", status, f"location: {receiver.url}")

    receiver.respond = redirect
    assert await caller.call(call(receiver.url)) == Answered(status, "")
    assert len(receiver.received) == 1


async def test_no_cookie_and_no_connection_is_kept(caller: Caller, receiver: Receiver) -> None:
    async def cookie(_: Received) -> bytes:
        return text(b"", 200, "set-cookie: a=b")

    receiver.respond = cookie
    for _ in range(2):
        await caller.call(call(receiver.url))
    assert "cookie" not in receiver.received[1].headers
    assert receiver.connections == 2


async def test_a_proxy_of_the_environment_is_not_used(
    caller: Caller, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert (await caller.call(call(receiver.url))).status == 200


@pytest.mark.parametrize(("size", "error"), [(ANSWER_LIMIT, None), (ANSWER_LIMIT + 1, TOO_LARGE)])
async def test_an_answer_has_its_bounds(
    caller: Caller, receiver: Receiver, size: int, error: str | None
) -> None:
    async def large(_: Received) -> bytes:
        return text(b"x" * size)

    receiver.respond = large
    answered = await caller.call(call(receiver.url))
    assert (answered.error, len(answered.body)) == (error, 0 if error else size)


async def test_what_is_packed_is_not_unpacked(caller: Caller, receiver: Receiver) -> None:
    async def packed(_: Received) -> bytes:
        return text(b"\x1f\x8b\x08\xff", 200, "content-encoding: gzip")

    receiver.respond = packed
    assert await caller.call(call(receiver.url)) == Answered(
        200, "\x1f\N{REPLACEMENT CHARACTER}\x08\N{REPLACEMENT CHARACTER}"
    )


async def test_who_does_not_answer_in_time_has_not_answered(caller: Caller, receiver: Receiver) -> None:
    never = asyncio.Event()

    async def silent(_: Received) -> bytes:
        await never.wait()
        return b""

    receiver.respond = silent
    assert await caller.call(call(receiver.url, timeout=0.05)) == Answered(
        error="There was no answer within 0.05 s."
    )


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"])
async def test_who_does_not_speak_http_has_not_answered(caller: Caller, answer: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answered = await caller.call(call(f"http://127.0.0.1:{port}/", "GET"))
    server.close()
    await server.wait_closed()
    assert answered.status is None
    assert (answered.error or "").startswith("The connection broke before an answer came")


async def test_nobody_there(caller: Caller) -> None:
    answered = await caller.call(call("http://127.0.0.1:1/"))
    assert answered.error == "The host cannot be reached: nothing answers at this port."


# --- addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "0", "2130706433", "0x7f000001", "localhost", "LOCALHOST", "[::1]", "[::]"),
        *("[::ffff:127.0.0.1]", "[::ffff:169.254.169.254]", "169.254.169.254", "10.0.0.1", "[fe80::1]"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0.0.0.0", "224.0.0.1", "1.1.1.1:25"),
    ],
)
async def test_however_an_address_is_spelled_it_is_refused(stranger: Caller, host: str) -> None:
    assert await stranger.call(call(f"http://{host}/")) == Answered(error=REFUSED)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "x",
            "http://",
            "https:///x",
            "ftp://x.test",
            "file:///etc/passwd",
            "//x.test",
            "gopher://127.0.0.1",
        ),
        *("http://user:pass@127.0.0.1/", "http://1.1.1.1@127.0.0.1/", "http://1.1.1.1\\@127.0.0.1/"),
        *(
            "http://\uff11\uff12\uff17.0.0.1/",
            "http://0177.0.0.1/",
            "http://x.test:port/",
            "http://x\r\n.test/",
            "http://[::1",
        ),
        *("http://\udcff/", "http://x.test/\r\nX-Evil: 1", "http://x.test/\0"),
    ],
)
async def test_what_is_no_address_is_not_called(stranger: Caller, url: str) -> None:
    answered = await stranger.call(call(url))
    assert (answered.error or "").startswith("The address cannot be called")


class Names:
    """Stands for the look-up of names: each time the next of these answers."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def look_up(self, host: str, port: int, **_: Any) -> list[Any]:
        self.asked.append(host)
        found = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


async def test_a_name_is_looked_up_once_and_what_was_judged_is_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", names.look_up)
    caller = Caller(OWN)
    assert (await caller.call(call(f"http://crm.test:{port}/x"))).status == 200
    await caller.close()
    assert names.asked == ["crm.test"]
    assert receiver.received[0].headers["host"] == f"crm.test:{port}"


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["127.0.0.1", "93.184.216.34"]]
)
async def test_a_name_of_ours_is_refused_whatever_else_it_is(
    stranger: Caller, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    monkeypatch.setattr(socket, "getaddrinfo", Names(answers).look_up)
    assert await stranger.call(call(f"http://crm.test:{port}/")) == Answered(error=REFUSED)
    assert receiver.connections == 0


async def test_the_next_address_is_tried_where_one_does_not_answer(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    monkeypatch.setattr(socket, "getaddrinfo", Names(["127.0.0.2", "127.0.0.1"]).look_up)
    caller = Caller(OWN)
    assert (await caller.call(call(f"http://crm.test:{port}/"))).status == 200
    await caller.close()


async def test_a_name_that_nobody_has(stranger: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    answered = await stranger.call(call("http://nowhere.test/"))
    assert answered.error == "The host cannot be reached: there is none of this name."
