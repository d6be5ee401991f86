"""A manager who gives a contact that waits to somebody."""

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def test_the_people_to_choose_from_are_not_cut_off_by_the_card(enter: Enter, site: Site) -> None:
    assign = {"id": "assign", "type": "assign_to", "action": "team", "team": "Support", "only_online": True}
    document = {"version": 1, "name": "By hand", "trigger": {"type": "manual"}, "steps": [assign]}
    workflow = site.call("POST", "/workflows", {"document": document})["id"]
    site.call("POST", f"/workflows/{workflow}/publish")
    contact = site.write("Solveig", "Is anybody there?")
    site.call("POST", f"/workflows/{workflow}/run", {"contact": contact})
    page = enter()
    page.goto(f"{site.address}/queue")
    page.get_by_role("button", name="Assign Solveig").click()
    for person in ("Olivia", "Ana Duarte", "Ben Okafor"):
        expect(page.get_by_role("option", name=person)).to_be_in_viewport(ratio=1)
    page.get_by_role("option", name="Ben Okafor").click()
    expect(page.get_by_text("Nobody waits")).to_be_visible()
    assert site.call("GET", f"/contacts/{contact}")["assignee"]["name"] == "Ben Okafor"
