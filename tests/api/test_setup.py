import asyncio
from collections.abc import AsyncGenerator

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from psycopg import AsyncConnection

from evenhand.api.app import create_app
from evenhand.api.deps import Services
from tests.api.conftest import House, move_out

HERE = {"Origin": "http://test"}
GIVEN = {
    "secret": "s3cret",
    "workspace": "Set-up",
    "name": "Olivia",
    "email": "olivia@x.test",
    "password": "correct horse",
}


@pytest.fixture
async def browser(services: Services, database_url: str) -> AsyncGenerator[AsyncClient]:
    services.set_up.secret = GIVEN["secret"]
    app = create_app(services)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test/api/v1") as found:
        yield found
    async with await AsyncConnection.connect(database_url) as connection:
        cursor = await connection.execute("select id from workspaces where name = %s", [GIVEN["workspace"]])
        made = await cursor.fetchall()
    for (workspace_id,) in made:
        await move_out(database_url, workspace_id)


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
    assert services.set_up.secret is None
    again = await set_up(browser, workspace="Another")
    assert (again.status_code, again.json()["code"]) == (403, "set_up_closed")


async def test_of_two_at_once_one_gets_in(browser: AsyncClient) -> None:
    answers = await asyncio.gather(*(set_up(browser, workspace="Set-up") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 403, 403]


async def test_another_secret_opens_nothing(browser: AsyncClient, services: Services) -> None:
    assert (await set_up(browser, secret="guessed")).json()["code"] == "set_up_closed"
    services.set_up.secret = None
    assert (await set_up(browser)).json()["code"] == "set_up_closed"


async def test_it_is_closed_where_a_workspace_is_known(browser: AsyncClient, house: House) -> None:
    response = await set_up(browser)
    assert (response.status_code, response.json()["code"]) == (403, "set_up_closed")


async def test_what_is_wrong_uses_the_link_up_no_more_than_another_site_can(
    browser: AsyncClient, services: Services
) -> None:
    assert (await set_up(browser, password="short")).status_code == 422
    foreign = await browser.post("/setup", json=GIVEN, headers={"Origin": "http://elsewhere.test"})
    assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    assert (await set_up(browser)).status_code == 201
