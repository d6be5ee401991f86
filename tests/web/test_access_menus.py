"""Whether axe finds nothing where something is opened on a page: menus, questions, what went wrong."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Enter, Site
from tests.web.test_access import problems

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def opened(page: Page, by: Locator, role: Literal["menu", "dialog"]) -> list[tuple[str, str]]:
    """What axe finds once the menu or dialog is there; it is closed again."""
    by.click()
    expect(page.get_by_role(role).first).to_be_visible()
    found = problems(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role(role)).to_have_count(0)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light-wide", "dark-narrow"])
def test_axe_finds_nothing_in_what_is_opened(enter: Enter, site: Site, dark: bool) -> None:
    contact = site.write("Uma", "Hello")
    wait = {"id": "rest", "type": "wait", "duration": "1h"}
    document = {"version": 1, "name": "Rest", "trigger": {"type": "manual"}, "steps": [wait]}
    workflow = site.call("POST", "/workflows", {"document": document})["id"]
    site.call("POST", f"/workflows/{workflow}/publish")
    site.call("POST", f"/workflows/{workflow}/run", {"contact": contact})
    run = site.call("GET", "/runs")["items"][0]["id"]
    site.call("POST", "/webhooks", {"url": "https://hooks.example.com/", "events": ["team.created"]})
    page = enter("olivia", size=(390, 844) if dark else (1440, 900), dark=dark)

    def button(name: str) -> Locator:
        return page.get_by_role("button", name=re.compile(name)).locator("visible=true").first

    page.goto(f"{site.address}/runs/{run}")
    expect(page.get_by_role("alert").first).to_be_visible()
    assert problems(page) == []
    page.goto(f"{site.address}/teams")
    assert opened(page, button("^Teams of"), "menu") == []
    assert opened(page, button("^Your menu"), "menu") == []
    page.goto(f"{site.address}/workflows")
    assert opened(page, button("Rest$"), "menu") == []
    page.goto(f"{site.address}/settings?section=tokens")
    assert opened(page, button("^(Delete|End)"), "dialog") == []
    for path in ("/nowhere", "/workflows/999999", "/runs/999999"):
        page.goto(f"{site.address}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert problems(page) == [], path


def test_a_menu_opens_on_its_first_entry_and_gives_the_focus_back(enter: Enter, site: Site) -> None:
    page = enter("olivia")
    menu = page.get_by_role("button", name=re.compile("^Your menu")).first
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Online")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Busy")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    assert site.address in page.url
