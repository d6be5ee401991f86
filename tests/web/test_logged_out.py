"""Somebody whose log-in ends while the page is open."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import PASSWORD, Enter, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def log_in(page: Page, email: str) -> None:
    """Fills in the page that one is sent to."""
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()


def test_who_logs_in_again_is_back_where_they_were(enter: Enter, browser: Browser, site: Site) -> None:
    contact = site.write("Runa", "Still here?")
    place = f"{site.address}/inbox?view=all&contact={contact}"
    with closing(browser.new_context(locale="en-GB")) as context:
        page = context.new_page()
        page.goto(place)
        log_in(page, f"ana@{site.domain}")
        expect(page.get_by_role("log").get_by_text("Still here?")).to_be_visible()
        page.get_by_label("Reply").last.fill("I was about to say")
        elsewhere = enter("ana")
        assert (
            elsewhere.evaluate("fetch('/api/v1/sessions', {method: 'DELETE'}).then((a) => a.status)") == 204
        )
        log_in(page, f"ana@{site.domain}")
        expect(page.get_by_role("log").get_by_text("Still here?")).to_be_visible()
        expect(page.get_by_label("Reply").last).to_have_value("I was about to say")
        assert page.url == place
