"""A real server, a real browser: people at the web app, and a customer who writes."""

import json
import secrets
import shutil
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final, Protocol

import httpx2
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.cli.processes import Started, started
from tests.conftest import scratch_database

ROOT: Final = Path(__file__).parents[2]
SHOTS: Final = ROOT / "build" / "screenshots"
PASSWORD: Final = "correct horse battery"
LIMIT: Final = 30_000  # milliseconds that anything may take to show, on a busy machine
LOST: Final = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION_",
    "ERR_CONTENT_LENGTH_MISMATCH",
    "ERR_EMPTY_RESPONSE",
    "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_SOCKET_NOT_CONNECTED",
    "status of 404",
    "status of 409",
    "status of 412",
    "status of 422",
    "unreachable",
)
"""Errors that belong to a journey: the network is gone, somebody else has saved, something is refused."""
NETWORK: Final = "desk.test"
"""This machine by a name to which browsers grant nothing that wants a secure context."""
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """The machine's Chromium."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    if not (resources.files("evenhand") / "web_dist" / "index.html").is_file():
        pytest.skip("the web app has not been built: make web")
    expect.set_options(timeout=LIMIT)
    with sync_playwright() as playwright:
        args = ["--no-sandbox", f"--host-resolver-rules=MAP {NETWORK} 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=args)
        yield browser
        browser.close()


@contextmanager
def fresh_server(server_url: str) -> Generator[tuple[Started, str]]:
    """`evenhand serve` on an empty database, and the link that it prints."""
    with scratch_database(server_url) as url, started("serve", "--port", "0", url=url) as process:
        link = next(word for word in process.line("/setup#").split() if "/setup#" in word)
        yield process, link


@dataclass(frozen=True)
class Site:
    """A server with a workspace: its owner Olivia, the agents Ana and Ben, and a channel to write on."""

    address: str
    token: str
    domain: str
    """Of everybody's e-mail."""
    channel: dict[str, Any]

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """What the API answers its owner."""
        given = {"Authorization": f"Bearer {self.token}"} | headers
        response = httpx2.request(
            method, f"{self.address}/api/v1{path}", json=body, headers=given, timeout=30, trust_env=False
        )
        assert response.status_code < 300, response.text
        return response.json() if response.content else None

    def write(self, contact: str, text: str) -> int:
        """A customer writes; the contact's id."""
        said = {
            "message_id": secrets.token_hex(8),
            "contact": {"external_id": contact, "first_name": contact, "language": "en"},
            "text": text,
        }
        received = self.call(
            "POST",
            f"/channels/{self.channel['id']}/inbound",
            said,
            Authorization=f"Bearer {self.channel['token']}",
        )
        return received["contact"]

    def texts(self, contact: int) -> list[str]:
        """What has been said in messages."""
        items = self.call("GET", f"/contacts/{contact}/messages")["items"]
        return [message["text"] for message in items]


def furnish(address: str, token: str, domain: str) -> Site:
    """The workspace that all but the first journey begin with."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=f"{address}/api/v1", headers=headers, timeout=30, trust_env=False) as owner:
        channel = owner.post("/channels", json={"type": "custom", "name": "Shop", "config": {}}).json()
        owner.post("/closing_categories", json={"name": "Solved"})
        agents: list[int] = []
        for name in ("Ana Duarte", "Ben Okafor"):
            email = f"{name.partition(' ')[0].lower()}@{domain}"
            person = {"email": email, "name": name, "role": "agent", "password": PASSWORD}
            agents.append(owner.post("/users", json=person).json()["id"])
        team = owner.post("/teams", json={"name": "Support"}).json()
        assert owner.put(f"/teams/{team['id']}/members", json={"users": agents}).status_code == 200
    return Site(address, token, domain, channel)


@pytest.fixture(scope="session")
def service(server_url: str, browser: Browser) -> Generator[tuple[str, str]]:
    """One server for the journeys: where it listens, and its database."""
    with scratch_database(server_url) as url, started("serve", "--port", "0", url=url) as process:
        yield process.address(), url
        assert process.stop() == 0
        assert '"level": "error"' not in process.errors


@pytest.fixture
def site(service: tuple[str, str]) -> Site:
    """A workspace of the test's own: what other journeys leave behind is not seen in it."""
    address, url = service
    domain = f"{secrets.token_hex(4)}.test"
    named = ("--workspace", f"Harbour Books {domain}", "--owner-email", f"olivia@{domain}")
    with started("init", *named, "--owner-password", PASSWORD, "--json", url=url) as process:
        made = json.loads(process.line("token"))
    return furnish(address, made["token"], domain)


class Enter(Protocol):
    """Logs somebody in on a device of their own."""

    def __call__(
        self,
        who: str = "olivia",
        *,
        size: tuple[int, int] = (1440, 900),
        locale: str = "en-GB",
        dark: bool = False,
    ) -> Page: ...


@pytest.fixture
def enter(browser: Browser, site: Site) -> Generator[Enter]:
    """Log-ins of one test. An error in a page's console fails it, but those that belong to a journey."""
    errors: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and not any(cause in said.text for cause in LOST):
            errors.append(said.text)

    with ExitStack() as stack:

        def enter(
            who: str = "olivia",
            *,
            size: tuple[int, int] = (1440, 900),
            locale: str = "en-GB",
            dark: bool = False,
        ) -> Page:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                locale=locale,
                color_scheme="dark" if dark else "light",
            )
            stack.callback(context.close)
            context.set_default_timeout(LIMIT)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", note)
            page.goto(f"{site.address}/login")
            page.locator("input[type=email]").fill(f"{who}@{site.domain}")
            page.locator("input[type=password]").fill(PASSWORD)
            page.locator("button[type=submit]").click()
            page.locator("nav a[aria-current=page]:visible").first.wait_for()  # from here on keys are heard
            return page

        yield enter
    assert errors == []


def conversation(enter: Enter, site: Site, who: str, contact: str, text: str) -> tuple[Page, int]:
    """Somebody at the conversation that a contact begins with this text; the page and the contact's id."""
    contact_id = site.write(contact, text)
    page = enter(who)
    page.goto(f"{site.address}/inbox?view=all&contact={contact_id}")
    expect(page.get_by_role("log").get_by_text(text)).to_be_visible()
    return page, contact_id


def undo(page: Page, said: str) -> None:
    """Takes back what a note tells of: not what an earlier one does, whose answer came sooner."""
    page.get_by_role("alert").filter(has_text=said).get_by_role("button", name="Undo").click()


# What is cut off by the page does not make it wider: each text is looked at, but where one can scroll to it.
STICKS_OUT: Final = """() => {
  const scrolls = (each) =>
    each !== null && (/auto|scroll/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement))
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    const { left, right, width, height } = range.getBoundingClientRect()
    const holder = texts.currentNode.parentElement
    if (width < 2 || height < 2 || holder.closest('script, style, .skip-link, [aria-hidden=true]')) continue
    const box = holder.getBoundingClientRect()
    const end = getComputedStyle(holder).textOverflow === 'ellipsis' ? Math.min(right, box.right) : right
    const beside = box.width > 1 && (end > innerWidth + 1 || left < -1)
    if (beside && !scrolls(holder)) found.push(texts.currentNode.textContent)
  }
  return found
}"""


def sticking_out(page: Page) -> list[str]:
    """The texts that stand beside the page, where nobody gets to see them."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return page.evaluate(STICKS_OUT)


def shoot(page: Page, name: str) -> None:
    """A picture for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")
