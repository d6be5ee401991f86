"""Trying a workflow before it runs: whoever writes, whoever answers, and whatever time it is."""

from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.conftest import Enter, Site, shoot
from tests.web.test_access import problems
from tests.web.test_builder import box, choose

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

ASSIGN: Final[dict[str, Any]] = {
    "id": "assign",
    "type": "assign_to",
    "action": "team",
    "team": "Support",
    "only_online": True,
    "max_open_contacts": 1,
}
SHORTCUT: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Hand to sales",
    "trigger": {
        "type": "shortcut",
        "form": [
            {"name": "why", "type": "text", "label": "Why", "required": True},
            {"name": "seats", "type": "number", "label": "Seats"},
        ],
    },
    "steps": [
        {"id": "note", "type": "add_comment", "text": "{{ variable.why }}: {{ variable.seats }} seats"},
        {
            "id": "which",
            "type": "branch",
            "branches": [
                {
                    "name": "Gold",
                    "all": [
                        {"category": "contact_tags", "operator": "has_any_of", "value": ["vip"]},
                        {
                            "category": "contact_field",
                            "field": "plan",
                            "operator": "is_equal_to",
                            "value": "gold",
                        },
                    ],
                    "steps": [ASSIGN],
                }
            ],
        },
    ],
}
BY_HAND: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Call back",
    "trigger": {"type": "manual"},
    "steps": [
        {"id": "rest", "type": "wait", "duration": "7m"},
        {"id": "tell", "type": "add_comment", "text": "Call at {{ variable.hour }}"},
    ],
}


def opened(page: Page, site: Site, document: dict[str, Any]) -> Locator:
    """The trial of a workflow that is there."""
    made = site.call("POST", "/workflows", {"document": document})
    page.goto(f"{site.address}/workflows/{made['id']}")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_test_id("trial-clock")).to_contain_text("09:00:00")
    return page.get_by_role("complementary", name="Try it")


def test_what_is_done_before_the_last_answer_comes_after_it(enter: Enter, site: Site) -> None:
    page = enter()
    panel = opened(page, site, BY_HAND)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/workflows/try", hold_the_first)
    with page.expect_request("**/workflows/try"):
        box(panel, "Message").fill("Is anybody there?")
        page.keyboard.press("Enter")
    panel.get_by_role("button", name="Assign to Ana Rossi").click()
    held[0].continue_()
    happened = panel.get_by_role("list", name="What happened")
    expect(happened.get_by_text("Assigned to Ana Rossi")).to_be_visible()
    expect(happened.get_by_text("Is anybody there?")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "dark"), [((1440, 900), False), ((390, 844), True)], ids=["wide-light", "narrow-dark"]
)
def test_a_shortcut_is_tried_with_its_form_and_a_whole_contact(
    enter: Enter, site: Site, size: tuple[int, int], dark: bool
) -> None:
    site.call("POST", "/custom_fields", {"name": "plan", "type": "text"})
    page = enter(size=size, dark=dark)
    panel = opened(page, site, SHORTCUT)
    panel.get_by_role("button", name="Before it begins").click()
    box(panel, "plan").fill("gold")
    box(panel, "Tags").fill("vip")
    page.keyboard.press("Enter")
    ben = panel.get_by_role("group", name="Ben Okri")
    box(ben, "Open").fill("1")
    box(panel, "Language").fill("germanish")
    expect(panel.get_by_text("language code")).to_be_visible()
    box(panel, "Language").fill("de")
    expect(panel.get_by_text("language code")).to_have_count(0)
    assert problems(page) == []
    shoot(page, f"try-scene-{size[0]}")
    panel.get_by_role("button", name="Before it begins").click()

    choose(page, box(panel, "Status of Ana Rossi"), "Busy")
    panel.get_by_role("button", name="Use the shortcut").click()
    expect(panel.get_by_text("Why is missing.")).to_be_visible()
    box(panel, "Why").fill("wants to buy")
    box(panel, "Seats").fill("4")
    panel.get_by_role("button", name="Use the shortcut").click()
    happened = panel.get_by_role("list", name="What happened")
    expect(happened.get_by_text("wants to buy: 4 seats")).to_be_visible()
    expect(panel.get_by_text("The contact waits for Support")).to_be_visible()
    panel.get_by_role("button", name="More for Ben Okri").click()
    page.get_by_role("menuitem", name="Close another of their contacts").click()
    expect(happened.get_by_text("Assigned to Ben Okri")).to_be_visible()
    assert problems(page) == []
    shoot(page, f"try-shortcut-{size[0]}")


def test_a_workflow_is_started_by_hand_at_any_hour(enter: Enter, site: Site) -> None:
    page = enter()
    panel = opened(page, site, BY_HAND)
    panel.get_by_role("button", name="Before it begins").click()
    box(panel, "Begins at").fill("2026-12-24T22:00")
    expect(page.get_by_test_id("trial-clock")).to_contain_text("10:00:00 PM")
    box(panel, "Begins at").fill("")
    expect(panel.get_by_text("must be a time such as")).to_be_visible()
    box(panel, "Begins at").fill("2026-12-24T22:00")
    panel.get_by_role("button", name="Before it begins").click()
    box(panel, "Variables: Value").fill("15")
    choose(page, box(panel, "By"), "API")
    panel.get_by_role("button", name="Start the workflow").click()
    expect(panel.get_by_text("Waiting · Wait")).to_be_visible()
    box(panel, "Minutes to go on").fill("7")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("trial-clock")).to_contain_text("10:07:00 PM")
    expect(panel.get_by_text("Call at 15")).to_be_visible()
    expect(panel.get_by_text("Completed")).to_be_visible()


def test_a_tag_starts_what_waits_for_tags(enter: Enter, site: Site) -> None:
    page = enter()
    document = BY_HAND | {"name": "Tagged", "trigger": {"type": "contact_tag_updated"}}
    document["steps"] = [{"id": "tell", "type": "add_comment", "text": "{{ variable.tag }} came"}]
    panel = opened(page, site, document)
    panel.get_by_role("button", name="Change the contact").click()
    box(panel, "Add tags").fill("vip")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("vip came")).to_be_visible()
    panel.get_by_role("button", name="Remove the tag vip").click()
    expect(panel.get_by_text("vip came")).to_have_count(2)
