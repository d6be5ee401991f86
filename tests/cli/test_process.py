"""Serving on a socket, as it is done behind a proxy."""

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from evenhand.cli.process import address_of, bind, listening
from evenhand.settings import THIS_MACHINE

FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


async def who(request: Request) -> JSONResponse:
    assert request.client is not None
    return JSONResponse([request.client.host, request.url.scheme])


@pytest.mark.parametrize(
    ("proxies", "told"),
    [
        (THIS_MACHINE, ["203.0.113.9", "https"]),
        ("127.0.0.0/8, 10.0.0.7", ["203.0.113.9", "https"]),
        ("10.0.0.0/8", ["127.0.0.1", "http"]),
    ],
    ids=["by default", "named", "somebody else"],
)
async def test_only_a_trusted_proxy_says_who_asks_and_whether_by_https(proxies: str, told: list[str]) -> None:
    bound = bind("127.0.0.1", 0)
    async with (
        listening(Starlette(routes=[Route("/", who)]), bound, proxies=proxies, drain=1),
        httpx2.AsyncClient(trust_env=False) as client,
    ):
        assert (await client.get(address_of(bound), headers=FORWARDED)).json() == told
