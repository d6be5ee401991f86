"""The first workspace, made with links that two processes have printed."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx2
import psycopg
import pytest

from tests.cli.processes import Started, started
from tests.conftest import scratch_database

pytestmark = pytest.mark.process

PEOPLE: Final = 8
COUNTS: Final = """
select (select count(*) from workspaces), (select count(*) from users), (select count(*) from set_up_links)"""


@pytest.fixture
async def browser() -> AsyncGenerator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(trust_env=False, timeout=30) as browser:
        yield browser


def printed(process: Started) -> tuple[str, str]:
    """Where a process listens, and the secret of its link."""
    link = next(word for word in process.line("no workspace").split() if "#" in word)
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}", parts.fragment


async def open_link(browser: httpx2.AsyncClient, address: str, secret: str, name: str) -> httpx2.Response:
    given = {"secret": secret, "workspace": name, "name": name, "email": f"{name}@x.test"}
    return await browser.post(
        f"{address}/api/v1/setup", json=given | {"password": "correct horse"}, headers={"origin": address}
    )


async def test_of_many_people_at_two_processes_one_makes_the_workspace(
    server_url: str, tmp_path: Path, browser: httpx2.AsyncClient
) -> None:
    serve = ("serve", "--port", "0", "--data", tmp_path)
    with scratch_database(server_url) as url, started(*serve, url=url) as first:
        here, earlier = printed(first)
        with started(*serve, url=url) as second:
            there, later = printed(second)
            tries = [
                open_link(browser, (here, there)[number % 2], (earlier, later)[number // 2 % 2], f"p{number}")
                for number in range(PEOPLE)
            ]
            answers = await asyncio.gather(*tries)
            assert sorted(answer.status_code for answer in answers) == [201] + [403] * (PEOPLE - 1)
            codes = {answer.json().get("code") for answer in answers}
            assert codes == {None, "set_up_closed"}
            assert (await open_link(browser, here, later, "late")).status_code == 403
        with started(*serve, url=url) as third:
            third.address()
            third.process.terminate()
            assert third.process.communicate(timeout=30)[0] == ""  # nothing more, and so no link
        async with await psycopg.AsyncConnection.connect(url) as connection:
            cursor = await connection.execute(COUNTS)
            assert await cursor.fetchone() == (1, 1, 0)
