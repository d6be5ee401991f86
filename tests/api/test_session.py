import secrets
from collections.abc import AsyncGenerator
from http.cookies import SimpleCookie

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response

from evenhand.api import passwords
from evenhand.api.app import create_app
from evenhand.api.deps import Services
from tests.api.conftest import House, client

PASSWORD = "correct horse"
HERE = {"Origin": "http://test"}


@pytest.fixture
def app(services: Services) -> FastAPI:
    return create_app(services)


@pytest.fixture
async def ana(house: House, app: FastAPI) -> AsyncGenerator[AsyncClient]:
    """A client without a token, and a user Ana with a password of a workspace of its own."""
    given = {"email": email_of(house), "name": "Ana", "role": "manager", "password": PASSWORD}
    assert (await house.owner.post("/users", json=given)).status_code == 201
    async with client(app) as found:
        yield found


def email_of(house: House) -> str:
    return f"ana{house.workspace_id}@x.test"


async def log_in(ana: AsyncClient, house: House, **given: object) -> Response:
    return await ana.post("/session", json={"email": email_of(house), "password": PASSWORD, **given})


async def test_logging_in_and_out(ana: AsyncClient, house: House) -> None:
    assert (await ana.get("/me")).status_code == 401
    response = await log_in(ana, house, email=email_of(house).upper())
    assert response.status_code == 201, response.text
    me = response.json()
    assert (me["workspace"]["id"], me["role"], me["user"]["name"]) == (house.workspace_id, "manager", "Ana")
    cookie = SimpleCookie(response.headers["set-cookie"])["evenhand"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "lax", "/")
    assert cookie.value not in response.text
    assert (await ana.get("/me")).json() == me
    kept = dict(ana.cookies)
    assert (await ana.delete("/session", headers=HERE)).status_code == 204
    assert dict(ana.cookies) == {}
    ana.cookies.update(kept)
    assert (await ana.get("/me")).status_code == 401


async def test_one_changes_ones_own_name_and_password(ana: AsyncClient, app: FastAPI, house: House) -> None:
    await log_in(ana, house)
    named = await ana.patch("/me", json={"name": "Ana Maria"}, headers=HERE)
    assert (named.status_code, named.json()["user"]["name"]) == (200, "Ana Maria")
    async with client(app) as elsewhere:
        await log_in(elsewhere, house)
        wrong = {"password": "guessed", "new_password": "battery staple"}
        refused = await ana.patch("/me", json=wrong, headers=HERE)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/password")
        right = {"password": PASSWORD, "new_password": "battery staple"}
        assert (await ana.patch("/me", json=right, headers=HERE)).status_code == 200
        assert (await ana.get("/me")).status_code == 200
        assert (await elsewhere.get("/me")).status_code == 401
        assert (await log_in(elsewhere, house, password="battery staple")).status_code == 201
    assert (await house.manager.patch("/me", json={"name": "Token"})).status_code == 403


async def test_one_logs_out_everywhere_else(ana: AsyncClient, app: FastAPI, house: House) -> None:
    async with client(app) as phone, client(app) as laptop:
        for device in (ana, phone, laptop):
            await log_in(device, house)
        assert (await ana.get("/sessions")).json() == {"others": 2}
        assert (await ana.delete("/sessions", headers=HERE)).status_code == 204
        assert [(await each.get("/me")).status_code for each in (ana, phone, laptop)] == [200, 401, 401]
        assert (await ana.get("/sessions")).json() == {"others": 0}
    assert (await ana.delete("/sessions", headers={"Origin": "http://evil.test"})).status_code == 403
    for answer in (await house.manager.get("/sessions"), await house.manager.delete("/sessions")):
        assert answer.status_code == 403
    assert (await house.manager.get("/me")).status_code == 200


async def test_logging_in_again_ends_the_session_before(ana: AsyncClient, house: House) -> None:
    await log_in(ana, house)
    before = dict(ana.cookies)
    assert (await log_in(ana, house)).status_code == 201
    assert dict(ana.cookies) != before
    assert (await ana.get("/sessions")).json() == {"others": 0}
    ana.cookies.clear()
    ana.cookies.update(before)
    assert (await ana.get("/me")).status_code == 401


async def test_a_session_is_never_what_the_browser_brought(ana: AsyncClient, house: House) -> None:
    ana.cookies.set("evenhand", "planted")
    response = await log_in(ana, house)
    assert SimpleCookie(response.headers["set-cookie"])["evenhand"].value != "planted"


@pytest.mark.parametrize("password", ["password123", "qwertyuiop", "Ana12345"])
async def test_nobody_gives_themselves_a_password_that_is_guessed_at_once(
    ana: AsyncClient, house: House, password: str
) -> None:
    await log_in(ana, house)
    change = {"password": PASSWORD, "new_password": password}
    refused = await ana.patch("/me", json=change, headers=HERE)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/new_password")
    assert (await log_in(ana, house)).status_code == 201


async def test_what_a_page_asks_for_by_itself_makes_nobody_present(
    ana: AsyncClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = (await log_in(ana, house)).json()
    active: list[tuple[int, ...]] = []

    def note(*who: int) -> None:
        active.append(who)

    monkeypatch.setattr(house.services.engine.presence, "active", note)
    await ana.get("/me", headers={"Evenhand-Idle": "1"})
    assert active == []
    await ana.get("/me")
    assert active == [(house.workspace_id, me["user"]["id"])]


async def test_the_cookie_of_https_is_bound_to_the_host(ana: AsyncClient, app: FastAPI, house: House) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="https://test/api/v1") as secure:
        response = await log_in(secure, house)
        cookie = SimpleCookie(response.headers["set-cookie"])["__Host-evenhand"]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert (await secure.get("/me")).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"password": "wrong horse"}, id="password"),
        pytest.param({"email": "nobody@x.test"}, id="e-mail"),
        pytest.param({"email": "owner@x.test"}, id="user without password"),
        pytest.param({"workspace": "another"}, id="workspace"),
        pytest.param({"workspace": 999_999_999}, id="workspace id"),
    ],
)
async def test_a_wrong_log_in_says_nothing_more(
    ana: AsyncClient, house: House, given: dict[str, object]
) -> None:
    response = await log_in(ana, house, **given)
    assert response.status_code == 401
    assert response.json()["code"] == "wrong_log_in"
    assert "set-cookie" not in response.headers


async def test_one_e_mail_in_two_workspaces(ana: AsyncClient, house: House, other_house: House) -> None:
    given = {"email": email_of(house), "name": "Ana", "role": "agent", "password": "another horse"}
    await other_house.owner.post("/users", json=given)
    for password, wanted in ((PASSWORD, house), ("another horse", other_house)):
        response = await log_in(ana, house, password=password)
        assert response.json()["workspace"]["id"] == wanted.workspace_id
    for workspace in (other_house.workspace_id, str(other_house.workspace_id)):
        response = await log_in(ana, house, password="another horse", workspace=workspace)
        assert response.json()["workspace"]["id"] == other_house.workspace_id


async def test_a_session_ends_with_its_user_password_or_time(ana: AsyncClient, house: House) -> None:
    me = (await log_in(ana, house)).json()
    async with house.services.database.reads.connection() as connection:
        for aged in (
            "update sessions set last_seen_at = now() - interval '14 days' where workspace_id = %s",
            "update sessions set expires_at = now() where workspace_id = %s",
        ):
            await connection.execute(aged, [house.workspace_id])
            assert (await ana.get("/me")).status_code == 401, aged
            await log_in(ana, house)
            assert (await ana.get("/me")).status_code == 200
    await house.owner.patch(f"/users/{me['user']['id']}", json={"password": "another stable"})
    assert (await ana.get("/me")).status_code == 401
    await log_in(ana, house, password="another stable")
    await house.owner.delete(f"/users/{me['user']['id']}")
    assert (await ana.get("/me")).status_code == 401


async def test_a_used_session_is_marked_as_used(ana: AsyncClient, house: House) -> None:
    await log_in(ana, house)
    async with house.services.database.reads.connection() as connection:
        old = "update sessions set last_seen_at = now() - interval '2 hours' where workspace_id = %s"
        await connection.execute(old, [house.workspace_id])
        await ana.get("/me")
        seen = "select now() - last_seen_at < interval '1 minute' from sessions where workspace_id = %s"
        cursor = await connection.execute(seen, [house.workspace_id])
        assert await cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        pytest.param({"Origin": "http://test"}, True, id="own origin"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, True, id="fetched by own page"),
        pytest.param({}, False, id="unsaid"),
        pytest.param({"Origin": "http://evil.test"}, False, id="foreign origin"),
        pytest.param({"Origin": "null"}, False, id="no origin"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, False, id="fetched by foreign page"),
        pytest.param({"Sec-Fetch-Site": "same-site", "Origin": "http://a.test"}, False, id="neighbour"),
        pytest.param({"Origin": "http://test", "Sec-Fetch-Site": "cross-site"}, False, id="contradiction"),
    ],
)
async def test_a_cookie_changes_things_only_from_its_own_site(
    ana: AsyncClient, house: House, headers: dict[str, str], allowed: bool
) -> None:
    await log_in(ana, house)
    response = await ana.post("/contacts", json={"first_name": "Bea"}, headers=headers)
    assert response.status_code == (201 if allowed else 403), response.text
    assert len((await house.owner.get("/contacts")).json()["items"]) == allowed


async def test_logging_in_from_a_foreign_page_is_refused(ana: AsyncClient, house: House) -> None:
    body = {"email": email_of(house), "password": PASSWORD}
    response = await ana.post("/session", json=body, headers={"Origin": "http://evil.test"})
    assert response.status_code == 403


async def test_guessing_is_slowed_by_e_mail_and_by_address(house: House, services: Services) -> None:
    now = 0.0
    app = create_app(Services(services.engine, services.database, services.vault, lambda: now))
    async with client(app) as guesser:
        for name, most in (("one", 5), ("two", 5), ("three", 5), ("four", 5)):
            body = {"email": f"{name}@x.test", "password": "guess"}
            codes = [(await guesser.post("/session", json=body)).status_code for _ in range(most)]
            assert codes == [401] * most
        response = await guesser.post("/session", json={"email": "five@x.test", "password": "guess"})
        assert (response.status_code, response.headers["retry-after"]) == (429, "3")
        now += 3
        response = await guesser.post("/session", json={"email": "five@x.test", "password": "guess"})
        assert response.status_code == 401
        now += 3
        body = {"email": "ONE@x.test", "password": "guess"}
        response = await guesser.post("/session", json=body)
        assert (response.status_code, response.headers["retry-after"]) == (429, "6")


async def test_an_unknown_e_mail_costs_as_much_as_a_wrong_password(
    ana: AsyncClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    really = passwords.matches

    async def counted(stored: str | None, password: str) -> bool:
        asked.append(stored)
        return await really(stored, password)

    monkeypatch.setattr(passwords, "matches", counted)
    await log_in(ana, house, email="nobody@x.test")
    await log_in(ana, house, password="wrong")
    assert len(asked) == 2
    assert asked[0] is None


async def test_a_token_acts_with_the_lesser_of_its_role_and_its_users(house: House) -> None:
    body = {"name": "t", "role": "owner", "user": house.agent_id}
    token = (await house.owner.post("/tokens", json=body)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    me = (await house.nobody.get("/me", headers=headers)).json()
    assert (me["role"], me["user"]["id"]) == ("agent", house.agent_id)
    assert (await house.nobody.get("/tokens", headers=headers)).status_code == 403
    await house.owner.delete(f"/users/{house.agent_id}")
    assert (await house.nobody.get("/me", headers=headers)).status_code == 401


async def test_a_bad_token_is_not_saved_by_a_good_cookie(ana: AsyncClient, house: House) -> None:
    await log_in(ana, house)
    for value in ("Bearer eh_wrong", f"Bearer {secrets.token_urlsafe()}"):
        assert (await ana.get("/me", headers={"Authorization": value})).status_code == 401
    assert (await ana.get("/me", headers={"Authorization": "Basic YTpi"})).status_code == 200
