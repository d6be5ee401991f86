import asyncio
from collections.abc import AsyncGenerator, Generator
from typing import LiteralString

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from psycopg import AsyncConnection

from evenhand.api.app import create_app
from evenhand.api.auth import digest
from evenhand.api.deps import Services
from evenhand.api.setup import new_link
from evenhand.storage.migrate import migrate
from evenhand.storage.set_up import is_good, open_link
from evenhand.storage.workspaces import all_workspaces, create_workspace
from tests.api.conftest import House, move_out
from tests.conftest import scratch_database

HERE = {"Origin": "http://test"}
GIVEN = {
    "secret": "s3cret",
    "workspace": "Set-up",
    "name": "Olivia",
    "email": "olivia@x.test",
    "password": "correct horse",
}


@pytest.fixture(scope="module")
def database_url(server_url: str) -> Generator[str]:
    """A database of these tests alone: what others have in theirs would close the links."""
    with scratch_database(server_url) as url:
        asyncio.run(migrate(url))
        yield url


@pytest.fixture
async def browser(services: Services, database_url: str) -> AsyncGenerator[AsyncClient]:
    async with services.database.reads.connection() as connection:
        assert await open_link(connection, digest(GIVEN["secret"]), hours=24)
    app = create_app(services)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test/api/v1") as found:
        yield found
    async with await AsyncConnection.connect(database_url) as connection:
        await connection.execute("delete from set_up_links")
        cursor = await connection.execute("select id from workspaces")
        made = await cursor.fetchall()
    for (workspace_id,) in made:
        await move_out(database_url, workspace_id)


async def change_links(services: Services, change: LiteralString) -> None:
    async with services.database.reads.connection() as connection:
        await connection.execute(change)


async def secret_of(services: Services) -> str:
    link = await new_link(services)
    assert link is not None
    return link.removeprefix("/setup#")


async def set_up(browser: AsyncClient, **given: str) -> Response:
    return await browser.post("/setup", json=GIVEN | given, headers=HERE)


async def test_the_link_makes_a_workspace_and_logs_its_owner_in_once(
    browser: AsyncClient, services: Services
) -> None:
    response = await set_up(browser)
    assert response.status_code == 201, response.text
    me = response.json()
    assert (me["role"], me["workspace"]["name"], me["user"]["name"]) == ("owner", "Set-up", "Olivia")
    assert (await browser.get("/me")).json()["user"]["email"] == "olivia@x.test"
    again = await set_up(browser, workspace="Another")
    assert (again.status_code, again.json()["code"]) == (403, "set_up_closed")
    assert await new_link(services) is None


async def test_of_two_at_once_one_gets_in(browser: AsyncClient) -> None:
    answers = await asyncio.gather(*(set_up(browser, workspace="Set-up") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 403, 403]


async def test_of_two_links_at_once_one_gets_in(browser: AsyncClient, services: Services) -> None:
    other = await secret_of(services)
    answers = await asyncio.gather(
        set_up(browser), set_up(browser, secret=other, workspace="Other", email="omar@x.test")
    )
    assert sorted(answer.status_code for answer in answers) == [201, 403]
    async with services.database.reads.connection() as connection:
        assert len(await all_workspaces(connection)) == 1
        for secret in (GIVEN["secret"], other):
            assert not await is_good(connection, digest(secret))


async def test_a_later_link_leaves_the_earlier_one_as_it_is(browser: AsyncClient, services: Services) -> None:
    assert await secret_of(services) != GIVEN["secret"]
    assert (await set_up(browser)).status_code == 201


async def test_another_secret_opens_nothing(browser: AsyncClient) -> None:
    assert (await set_up(browser, secret="guessed")).json()["code"] == "set_up_closed"


async def test_a_link_is_good_for_a_day(browser: AsyncClient, services: Services) -> None:
    await change_links(services, "update set_up_links set expires_at = expires_at - interval '23:59:00'")
    async with services.database.reads.connection() as connection:
        assert await is_good(connection, digest(GIVEN["secret"]))
    await change_links(services, "update set_up_links set expires_at = expires_at - interval '1 minute'")
    assert (await set_up(browser)).json()["code"] == "set_up_closed"
    assert (await set_up(browser, secret=await secret_of(services))).status_code == 201


async def test_what_a_process_left_behind_that_ended_in_between_is_in_nobodys_way(
    browser: AsyncClient, services: Services
) -> None:
    async with services.database.reads.connection() as connection:
        left = await create_workspace(connection, GIVEN["workspace"])
    secret = await secret_of(services)
    response = await set_up(browser, secret=secret)
    assert (response.status_code, response.json()["workspace"]["id"]) == (201, left)


async def test_it_is_closed_where_a_workspace_is_known(browser: AsyncClient, house: House) -> None:
    response = await set_up(browser)
    assert (response.status_code, response.json()["code"]) == (403, "set_up_closed")


async def test_what_is_wrong_uses_the_link_up_no_more_than_another_site_can(
    browser: AsyncClient,
) -> None:
    for password in ("short", "12345678"):
        assert (await set_up(browser, password=password)).status_code == 422
    foreign = await browser.post("/setup", json=GIVEN, headers={"Origin": "http://elsewhere.test"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    assert (await set_up(browser)).status_code == 201
