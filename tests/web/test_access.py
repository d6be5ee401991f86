"""Whether everybody can use it: what axe finds, in both colours, wide and narrow; and a list of thousands."""

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import ROOT, Enter, Site, shoot
from tests.web.test_pages import PAGES, SETTINGS, Night, settled

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

AXE: Final = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
# What fades in is not measured half way; what turns for ever is not waited for.
AT_REST: Final = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => null)))"""
MANY: Final = 2_000


def problems(page: Page) -> list[tuple[str, str]]:
    """What axe finds on what is shown now: the rule, and the first element that breaks it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(AT_REST)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_axe_finds_nothing(enter: Enter, site: Site, size: tuple[int, int], dark: bool) -> None:
    contact = site.write(f"Tess {size[0]} {dark}", "Good morning")
    page = enter("olivia", size=size, dark=dark)
    page.goto(f"{site.address}/inbox?view=all")
    expect(page.locator("section li").first).to_be_visible()
    assert problems(page) == []
    page.goto(f"{site.address}/inbox?view=all&contact={contact}")
    expect(page.get_by_role("log").get_by_text("Good morning")).to_be_visible()
    assert problems(page) == []
    for keys, shown in (("a", "listbox"), ("e", "dialog"), ("?", "dialog"), ("p", "dialog"), ("/", "dialog")):
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(keys)
        expect(page.get_by_role(shown).first).to_be_visible()
        assert problems(page) == [], keys
        page.keyboard.press("Escape")
        expect(page.get_by_role(shown).first).to_be_hidden()
    page.goto(f"{site.address}/profile")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert problems(page) == []
    shoot(page, f"profile-{size[0]}-{'dark' if dark else 'light'}")
    page.context.clear_cookies()
    page.goto(f"{site.address}/login")
    expect(page.locator("input[type=email]")).to_be_visible()
    assert problems(page) == []


def test_a_list_of_thousands_holds_few_lines_at_a_time(enter: Enter, site: Site) -> None:
    said = [
        {"message_id": f"many-{number}", "contact": {"external_id": f"m{number}"}, "text": f"Number {number}"}
        for number in range(MANY)
    ]
    path = f"/channels/{site.channel['id']}/inbound/batch"
    for start in range(0, MANY, 500):
        batch = {"messages": said[start : start + 500]}
        site.call("POST", path, batch, Authorization=f"Bearer {site.channel['token']}")
    page = enter("olivia")
    page.goto(f"{site.address}/inbox?view=all")
    lines = page.locator("section li")
    expect(lines.first).to_be_visible()
    first, last = lines.first.inner_text(), ""
    lines.first.hover()
    for _ in range(40):
        page.mouse.wheel(0, 3000)
        expect(lines.nth(5)).to_be_attached()
        assert lines.count() < 60
        last = lines.last.inner_text()
    assert last != first
    expect(page.get_by_text("999+").first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light-wide", "dark-narrow"])
def test_axe_finds_nothing_where_a_workspace_is_led(enter: Enter, site: Site, dark: bool) -> None:
    night = Night(site, "Dark" if dark else "Light")
    night.now("Cleo", "online")
    night.comes("Uma")
    night.comes("Tess")
    page = enter("olivia", size=(390, 844) if dark else (1440, 900), dark=dark)
    for path in PAGES:
        page.goto(f"{site.address}{path}")
        settled(page)
        closed = page.get_by_role("button", name=re.compile("^(Why nobody|Show the table)"), expanded=False)
        while closed.count() > 0:
            closed.first.click()
        assert problems(page) == [], path
    page.locator("[data-dates-input]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert problems(page) == []
    for section in SETTINGS:
        page.goto(f"{site.address}/settings?section={section}")
        settled(page)
        assert problems(page) == [], section
        opening = page.get_by_role(
            "button", name=re.compile("^(Add (user|channel|field|webhook)|New token)$")
        )
        if opening.count() > 0:
            opening.click()
            expect(page.get_by_role("dialog")).to_be_visible()
            assert problems(page) == [], section
