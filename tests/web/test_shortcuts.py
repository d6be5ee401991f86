"""Workflows that people start from a conversation."""

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Enter, Site, conversation, shoot
from tests.web.test_access import problems

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

REFUND: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Refund",
    "description": "Writes down what is paid back and keeps an eye on it",
    "trigger": {
        "type": "shortcut",
        "form": [
            {"name": "amount", "type": "number", "label": "Amount", "required": True},
            {"name": "receipt", "type": "email", "label": "Receipt to"},
            {"name": "goodwill", "type": "boolean", "label": "Goodwill"},
        ],
    },
    "steps": [
        {"id": "note", "type": "add_comment", "text": "Refund of {{ variable.amount }}"},
        {"id": "rest", "type": "wait", "duration": "1h"},
    ],
}
THANK: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Say thanks",
    "trigger": {"type": "shortcut"},
    "once_per_contact": True,
    "steps": [{"id": "note", "type": "add_comment", "text": "Thanks were said"}],
}
CALL: Final[dict[str, Any]] = {
    "version": 1,
    "name": "Call back",
    "trigger": {"type": "manual"},
    "steps": [{"id": "note", "type": "add_comment", "text": "Call at {{ variable.hour }}"}],
}


def found(page: Page) -> list[tuple[str, str]]:
    """What axe finds, with the pointer on nothing that tells its name."""
    page.mouse.move(195, 450)
    expect(page.get_by_role("tooltip")).to_have_count(0)
    return problems(page)


def published(site: Site, *documents: dict[str, Any]) -> list[int]:
    """Workflows that people can start."""
    ids = [site.call("POST", "/workflows", {"document": document})["id"] for document in documents]
    for workflow in ids:
        site.call("POST", f"/workflows/{workflow}/publish")
    return ids


@pytest.mark.parametrize(
    ("size", "dark"), [((1440, 900), False), ((390, 844), True)], ids=["wide-light", "narrow-dark"]
)
def test_an_agent_fills_in_the_form_and_sees_what_happens(
    enter: Enter, site: Site, size: tuple[int, int], dark: bool
) -> None:
    published(site, REFUND, THANK, CALL)
    contact = site.write("Mira", "The lamp is broken")
    page = enter("ana", size=size, dark=dark)
    page.goto(f"{site.address}/inbox?view=all&contact={contact}")
    log = page.get_by_role("log")
    expect(log.get_by_text("The lamp is broken")).to_be_visible()
    button = page.get_by_role("button", name="Shortcuts", exact=True)
    button.click()
    choices = page.get_by_role("listbox", name="Shortcuts").get_by_role("option")
    expect(choices).to_have_count(2)  # an agent is not offered the workflow that is no shortcut
    assert found(page) == []
    shoot(page, f"shortcuts-{size[0]}")

    choices.filter(has_text="Refund").click()
    form = page.get_by_role("dialog", name="Refund")
    expect(form.get_by_label("Amount")).to_be_focused()
    form.get_by_label("Receipt to").fill("nobody")
    form.get_by_role("button", name="Start").click()
    expect(form.get_by_text("Amount is missing")).to_be_visible()
    expect(form.get_by_text("Receipt to must be an e-mail address")).to_be_visible()
    assert found(page) == []
    shoot(page, f"shortcut-form-{size[0]}")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(button).to_be_focused()

    page.keyboard.press("s")
    choices.filter(has_text="Refund").click()
    expect(form.get_by_label("Receipt to")).to_have_value("nobody")  # nothing typed is lost
    form.get_by_label("Receipt to").fill("mira@example.com")
    form.get_by_label("Amount").fill("12.5")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(page.get_by_text("Refund has started.")).to_be_visible()
    expect(log.get_by_text("Ana Duarte started the workflow Refund")).to_be_visible()
    expect(log.get_by_text("Refund of 12.5")).to_be_visible()
    button.click()
    expect(choices.filter(has_text="Refund")).to_contain_text("Has this contact already")
    assert found(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="See the run").click()
    page.wait_for_url("**/runs/*")


def test_what_cannot_start_says_why_and_loses_nothing(enter: Enter, site: Site) -> None:
    refund, _ = published(site, REFUND, THANK)
    page, contact = conversation(enter, site, "ana", "Nils", "Thanks a lot")
    log = page.get_by_role("log")
    page.keyboard.press("Control+k")
    page.keyboard.type("shortcut: say")
    page.keyboard.press("Enter")
    expect(log.get_by_text("Thanks were said")).to_be_visible()
    expect(page.get_by_text("Say thanks has started.")).to_be_visible()  # until then it is the same start
    page.keyboard.press("s")
    page.keyboard.type("thanks")
    page.keyboard.press("Enter")
    expect(page.get_by_text("it takes each contact once only")).to_be_visible()

    page.keyboard.press("s")
    page.keyboard.type("refund")
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Refund")
    form.get_by_label("Amount").fill("7")
    site.call("POST", f"/shortcuts/{refund}/run", {"contact": contact, "form": {"amount": 1}})
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("Nils is in this workflow already")
    expect(form.get_by_label("Amount")).to_have_value("7")
    site.call("POST", f"/workflows/{refund}/stop")
    expect(log.get_by_text(re.compile("Refund stopped"))).to_be_attached()
    form.get_by_role("button", name="Start").click()
    expect(form.get_by_role("alert")).to_contain_text("is not published")
    page.context.set_offline(True)
    form.get_by_role("button", name="Start").click()
    expect(form.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(form.get_by_label("Amount")).to_have_value("7")
    page.context.set_offline(False)
    site.call("POST", f"/workflows/{refund}/publish")
    form.get_by_role("button", name="Start").click()
    expect(log.get_by_text("Refund of 7")).to_be_visible()


def test_a_manager_runs_any_workflow_with_what_its_texts_ask_for(enter: Enter, site: Site) -> None:
    page, _ = conversation(enter, site, "olivia", "Odile", "Please call me")
    log = page.get_by_role("log")
    page.keyboard.press("s")
    expect(page.get_by_text("Nothing can be started yet")).to_be_visible()
    published(site, CALL)
    page.get_by_role("option", name=re.compile("Call back")).click()  # shown as soon as it is published
    form = page.get_by_role("dialog", name="Call back")
    form.get_by_label("hour").fill("ten")
    form.get_by_role("button", name="Start").click()
    expect(log.get_by_text("Call at ten")).to_be_visible()
    expect(log.get_by_text(re.compile("started the workflow Call back"))).to_be_visible()
