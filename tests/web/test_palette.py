"""Anywhere and anything from the keyboard: the palette, and the way back."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter, Site, conversation

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def test_what_was_done_is_taken_back_by_key_and_the_note_covers_nothing(enter: Enter, site: Site) -> None:
    page, contact = conversation(enter, site, "ana", "Tara", "Good morning")
    page.keyboard.press("a")
    page.keyboard.type("oka")
    page.keyboard.press("Enter")
    note = page.get_by_role("alert").filter(has_text="Assigned to Ben Okafor.")
    expect(note).to_be_visible()
    for needed in (page.get_by_role("textbox", name="Reply"), page.get_by_role("navigation", name="Lists")):
        a, b = note.bounding_box(), needed.bounding_box()
        assert a is not None
        assert b is not None
        assert a["y"] >= b["y"] + b["height"] or a["x"] >= b["x"] + b["width"]
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("z")
    expect(page.get_by_text("Ana Duarte took the assignment away")).to_be_visible()
    expect(note).to_have_count(0)
    assert site.call("GET", f"/contacts/{contact}")["assignee"] is None


def test_the_palette_finds_people_teams_sections_and_languages(enter: Enter, site: Site) -> None:
    page, _ = conversation(enter, site, "olivia", "Victor", "Anybody there?")

    def choose(words: str, first: str) -> None:
        page.keyboard.press("Control+k")
        page.keyboard.type(words)
        expect(page.get_by_role("option").first).to_contain_text(first)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_have_count(0)

    choose("ben oka", "Assign to Ben Okafor")
    expect(page.get_by_text("Olivia assigned it to Ben Okafor")).to_be_visible()
    choose("victor", "Victor")
    choose("conv ben", "Conversations of Ben Okafor")
    expect(
        page.get_by_role("navigation", name="Lists").get_by_role("link", name="Ben Okafor")
    ).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Victor"))).to_be_visible()
    choose("support", "Support")
    page.wait_for_url("**view=team**")
    choose("webh", "Settings: Webhooks")
    page.wait_for_url("**section=webhooks**")
    choose("deutsch", "Deutsch")
    expect(page.get_by_role("link", name="Posteingang").first).to_be_visible()


def test_an_agent_is_not_offered_what_is_refused(enter: Enter) -> None:
    page = enter("ana")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option", name="Reports")).to_be_visible()
    page.keyboard.type("settings")
    expect(page.get_by_role("dialog").get_by_text("Nothing found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
