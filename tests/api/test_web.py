from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from evenhand.api import web
from evenhand.api.app import create_app
from evenhand.api.deps import Services
from evenhand.api.middleware import Edge

PAGE = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<title>Evenhand</title>")
    (tmp_path / "boot.js").write_text("1")
    (tmp_path / "assets" / "index-Ab12.js").write_text("let even = 'hand'; " * 100)
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
async def browser(built: Path) -> AsyncGenerator[AsyncClient]:
    app = FastAPI(openapi_url=None)
    app.router.routes.extend(web.routes(built))
    app.add_middleware(Edge)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as found:
        yield found


@pytest.mark.parametrize("path", ["/", "/inbox", "/workflows/12", "/setup", "/index.html"])
async def test_a_browser_gets_the_first_page_at_every_address_of_the_app(
    browser: AsyncClient, path: str
) -> None:
    response = await browser.get(path, headers=PAGE)
    assert (response.status_code, response.text) == (200, "<title>Evenhand</title>")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


async def test_no_script_but_its_own_runs_in_a_page_and_nobody_frames_it(browser: AsyncClient) -> None:
    headers = (await browser.get("/", headers=PAGE)).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"


async def test_what_carries_a_hash_is_kept_for_ever_and_sent_packed(browser: AsyncClient) -> None:
    packed = await browser.get("/assets/index-Ab12.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200 < len(packed.text)
    plain = await browser.get("/assets/index-Ab12.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text
    assert plain.headers["content-type"].startswith("text/javascript")
    assert (await browser.get("/boot.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/assets/index-gone.js", "*/*"),
        ("/assets/index-gone.js", "text/html"),
        ("/icon.png", "image/png"),
        ("/api/v1/nothing", "text/html"),
        ("/%2e%2e/secret.txt", "text/plain"),
        ("/assets/%2e%2e/%2e%2e/secret.txt", "text/html"),
    ],
)
async def test_what_is_no_page_is_not_found(browser: AsyncClient, path: str, accept: str) -> None:
    response = await browser.get(path, headers={"Accept": accept})
    assert response.status_code == 404


async def test_nothing_outside_the_built_files_is_shown(browser: AsyncClient) -> None:
    assert "secret" not in (await browser.get("/../secret.txt", headers=PAGE)).text
    assert "secret" not in (await browser.get("/%2e%2e/secret.txt", headers=PAGE)).text


async def test_a_page_takes_nothing(browser: AsyncClient) -> None:
    assert (await browser.post("/inbox", headers=PAGE)).status_code == 404
    assert (await browser.head("/inbox", headers=PAGE)).status_code == 200


async def test_it_says_so_where_the_app_has_not_been_built(tmp_path: Path) -> None:
    app = FastAPI(openapi_url=None)
    app.router.routes.extend(web.routes(tmp_path / "nothing"))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as browser:
        response = await browser.get("/")
    assert response.status_code == 200
    assert "has not been built" in response.text
    assert "make web" in response.text


async def test_the_api_is_still_found_before_the_app(services: Services) -> None:
    app = create_app(services)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as browser:
        assert (await browser.get("/healthz")).status_code == 200
        assert (await browser.get("/api/v1/openapi.json")).status_code == 200
        response = await browser.delete("/api/v1/users")
        assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
        assert (await browser.get("/api/v1/nothing", headers=PAGE)).status_code == 404
