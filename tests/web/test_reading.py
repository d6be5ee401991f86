"""What is read: whatever customers write, in lists and threads that go on while one reads."""

import secrets
from time import perf_counter
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.web.conftest import LIMIT, Enter, Site, conversation

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

PLACE: Final = """line => line.getBoundingClientRect().top
  - line.closest('ul').parentElement.getBoundingClientRect().top"""
"""Where a line of the list stands, from the top of what is seen."""


def many(site: Site, said: list[tuple[dict[str, str], str]]) -> None:
    """Customers write, all at once."""
    messages = [
        {"message_id": secrets.token_hex(8), "contact": contact, "text": text} for contact, text in said
    ]
    path, key = f"/channels/{site.channel['id']}/inbound/batch", f"Bearer {site.channel['token']}"
    site.call("POST", path, {"messages": messages}, Authorization=key)


def test_what_customers_write_is_shown_and_never_obeyed(enter: Enter, site: Site) -> None:
    evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    contact = site.write(evil[:60], evil)
    site.write(evil[:60], "\u202eturned around\n" + "W" * 9_000)
    page = enter("ana", size=(390, 844))
    page.goto(f"{site.address}/inbox?view=all&contact={contact}")
    log = page.get_by_role("log")
    expect(log.get_by_text(evil)).to_be_visible()
    assert page.locator("section img, section script").count() == 0
    assert page.title() == "Evenhand"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    more = log.get_by_role("button", name="Show all")
    short = log.evaluate("log => log.scrollHeight")
    more.click()
    assert log.evaluate("log => log.scrollHeight") > short
    expect(log.get_by_role("button", name="Show less")).to_be_visible()


def test_what_is_read_stays_in_its_place(enter: Enter, site: Site) -> None:
    many(
        site, [({"external_id": f"n{number}", "first_name": f"Name {number}."}, "x") for number in range(150)]
    )
    listed = site.call("GET", "/conversations?limit=100")["items"]
    names = [conversation["contact"]["name"] for conversation in listed]
    page = enter("olivia")
    page.goto(f"{site.address}/inbox?view=all")
    page.get_by_role("link", name=names[0]).hover()
    page.mouse.wheel(0, 76 * 20)
    line = page.get_by_role("link", name=names[24])
    expect(line).to_be_visible()
    before = line.evaluate(PLACE)
    for name in (names[60], names[90], names[27]):
        site.write(name.replace("Name ", "n").strip("."), "Me first")
    site.write("Somebody", "New here")
    expect(page.locator("li[aria-posinset='29']", has_text=names[24])).to_be_visible()
    assert line.evaluate(PLACE) == before
    line.focus()
    page.keyboard.press("End")
    expect(page.locator("li[aria-setsize='151']").first).to_be_attached()  # the rest has come
    page.keyboard.press("End")
    oldest = site.call("GET", "/conversations?limit=100")["next_cursor"]
    last = site.call("GET", f"/conversations?limit=100&cursor={oldest}")["items"][-1]["contact"]["name"]
    expect(page.get_by_role("link", name=last)).to_be_visible()


def test_older_messages_come_as_one_scrolls_up(enter: Enter, site: Site) -> None:
    many(site, [({"external_id": "Wanda"}, f"Message {number}.") for number in range(260)])
    page, _ = conversation(enter, site, "ana", "Wanda", "The last")
    log = page.get_by_role("log")
    expect(log.get_by_text("Message 0.")).to_have_count(0)
    log.focus()
    page.keyboard.press("Home")
    expect(log.get_by_text("Message 100.")).to_have_count(1)
    # A part that comes above keeps what is read in its place, also from who was just on the way up.
    first, began = log.get_by_text("Message 0."), perf_counter()
    while first.count() == 0 and perf_counter() - began < LIMIT / 1000:
        page.keyboard.press("Home")
    expect(first).to_have_count(1)
