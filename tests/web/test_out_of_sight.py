"""A conversation that an agent lost sight of, and gets back."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def test_what_was_said_out_of_sight_is_there_when_the_conversation_comes_back(
    enter: Enter, site: Site
) -> None:
    users = {user["name"]: user["id"] for user in site.call("GET", "/users")["items"]}
    site.call("PATCH", "/workspace", {"agents_see_own_only": True})
    contact = site.write("Wanda", "For Ana")
    assignee = f"/contacts/{contact}/assignee"
    site.call("PUT", assignee, {"user": users["Ana Duarte"]})
    page = enter("ana")
    page.goto(f"{site.address}/inbox?view=mine&contact={contact}")
    thread = page.get_by_role("log")
    expect(thread.get_by_text("For Ana")).to_be_visible()
    page.get_by_role("navigation", name="Lists").get_by_role("link", name=re.compile("^All")).click()
    expect(thread).to_have_count(0)
    site.call("PUT", assignee, {"user": users["Ben Okafor"]})
    expect(page.locator("section li")).to_have_count(0)
    site.write("Wanda", "For Ben")
    site.call("POST", f"/contacts/{contact}/comments", {"text": "A note meanwhile"})
    site.call("PUT", assignee, {"user": users["Ana Duarte"]})
    page.get_by_role("link", name=re.compile("Wanda")).click()
    expect(thread.get_by_text("For Ben")).to_be_visible()
    expect(thread.get_by_text("A note meanwhile")).to_be_visible()
