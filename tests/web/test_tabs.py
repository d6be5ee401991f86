"""Somebody who has many pages open at once in one browser."""

from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Enter, Site

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


def turn_to(pages: list[Page], shown: Page) -> None:
    """Brings one page to the front."""
    for page in pages:
        page.evaluate("(seen) => window.lookAt(seen)", page is shown)


def test_many_pages_at_once_leave_the_browser_connections_to_work_with(enter: Enter, site: Site) -> None:
    contact = site.write("Tilda", "In one page")
    context: BrowserContext = enter("ana").context
    context.pages[0].close()
    context.add_init_script(LOOKED_AT)
    pages: list[Page] = []
    for _ in range(MANY):
        page = context.new_page()
        pages.append(page)
        page.goto(f"{site.address}/inbox?view=all&contact={contact}")
        expect(page.get_by_role("log").get_by_text("In one page")).to_be_visible()
        turn_to(pages, page)
    site.write("Tilda", "In all of them")
    for page in (pages[-1], pages[0], pages[MANY // 2]):
        turn_to(pages, page)
        expect(page.get_by_role("log").get_by_text("In all of them")).to_be_visible()
