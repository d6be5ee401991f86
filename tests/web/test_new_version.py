"""A page that is open while the server gets another version of it."""

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.web.conftest import LIMIT, PASSWORD, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

SCRIPT: Final = re.compile(r'(<script type="module"[^>]* src="/assets/)[^"]+')


@pytest.mark.parametrize("gone", ["ReportsPage", "en-"], ids=["a part of the page", "its texts"])
def test_a_page_whose_parts_are_gone_takes_the_new_version(browser: Browser, site: Site, gone: str) -> None:
    with browser.new_context(base_url=site.address, locale="en-GB") as context:
        context.set_default_timeout(LIMIT)
        given = {"email": f"olivia@{site.domain}", "password": PASSWORD}
        context.request.post("/api/v1/session", data=given, headers={"Origin": site.address})
        page = context.new_page()
        page.goto("/inbox")
        link = page.get_by_role("link", name="Reports").first
        expect(link).to_be_visible()
        old, loads = [True], list[str]()

        def part(route: Route) -> None:
            if old[0]:
                route.fulfill(status=404)
            else:
                route.continue_()

        def first_page(route: Route) -> None:
            old[0] = False
            answer = route.fetch()
            route.fulfill(response=answer, body=SCRIPT.sub(r"\1index-another.js", answer.text()))

        page.route(re.compile(rf"/assets/{gone}"), part)
        page.route(f"{site.address}/", first_page)
        page.on("load", lambda _: loads.append(page.url))
        link.click()
        expect(page.get_by_role("tab", name="Response times")).to_be_visible()
        assert loads == [f"{site.address}/reports"]
