"""Somebody who has many pages open at once in one browser."""

from contextlib import closing
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.conftest import NETWORK, PASSWORD, Enter, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

MANY: Final = 7
"""More than the connections that a browser opens to one server."""

# A page of a browser without windows always counts as seen.
LOOKED_AT: Final = """
let seen = true
Object.defineProperty(document, 'visibilityState', { get: () => (seen ? 'visible' : 'hidden') })
window.lookAt = (now) => {
  seen = now
  document.dispatchEvent(new Event('visibilitychange'))
}
"""

HOLDER: Final = "JSON.parse(localStorage.getItem('evenhand.listening'))?.page ?? null"


def turn_to(pages: list[Page], shown: Page) -> None:
    """Brings one page to the front."""
    for page in pages:
        page.evaluate("(seen) => window.lookAt(seen)", page is shown)


def open_many(context: BrowserContext, address: str) -> list[Page]:
    """As many pages as there are, each looked at when it opens."""
    context.add_init_script(LOOKED_AT)
    pages: list[Page] = []
    for _ in range(MANY):
        page = context.new_page()
        pages.append(page)
        page.goto(address)
        expect(page.get_by_role("log").get_by_text("In one page")).to_be_visible()
        turn_to(pages, page)
    return pages


def check_all_follow(pages: list[Page], site: Site) -> None:
    """Whatever page one turns to shows what was written meanwhile."""
    site.write("Tilda", "In all of them")
    for page in (pages[-1], pages[0], pages[MANY // 2]):
        turn_to(pages, page)
        expect(page.get_by_role("log").get_by_text("In all of them")).to_be_visible()


def test_many_pages_at_once_leave_the_browser_connections_to_work_with(enter: Enter, site: Site) -> None:
    contact = site.write("Tilda", "In one page")
    context: BrowserContext = enter("ana").context
    context.pages[0].close()
    pages = open_many(context, f"{site.address}/inbox?view=all&contact={contact}")
    check_all_follow(pages, site)


def test_many_pages_over_plain_http_on_a_network(browser: Browser, site: Site) -> None:
    contact = site.write("Tilda", "In one page")
    address = site.address.replace("127.0.0.1", NETWORK)
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(f"{address}/login")
        assert page.evaluate("[isSecureContext, typeof navigator.locks]") == [False, "undefined"]
        page.locator("input[type=email]").fill(f"ana@{site.domain}")
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("button[type=submit]").click()
        page.locator("nav a[aria-current=page]:visible").first.wait_for()
        page.close()
        pages = open_many(context, f"{address}/inbox?view=all&contact={contact}")
        check_all_follow(pages, site)
        holder = pages[0].evaluate(HOLDER)
        pages[0].close()  # it came first, and has listened out of sight
        pages[1].wait_for_function(f"(was) => ![null, was].includes({HOLDER})", arg=holder)
