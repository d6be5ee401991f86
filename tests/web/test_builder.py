"""Building a workflow in the browser, by mouse and by keyboard alone, and trying it before it runs."""

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import Enter, Site, shoot
from tests.web.test_access import problems

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

STEP: Final = "[data-step={}]"
OPEN: Final = {"field": "conversation_status", "operator": "is_equal_to", "value": "open"}
SILENT: Final = {
    "category": "time_since_last_outgoing_message",
    "scope": "assignment",
    "operator": "does_not_exist",
}

FILE: Final = """\
version: 1
name: By hand
trigger: {type: manual} # by people alone
steps:
  - {id: rest, type: wait, duration: 5m}
"""


def new_workflow(page: Page, site: Site, name: str) -> int:
    """A workflow with nothing in it yet; its id."""
    page.goto(f"{site.address}/workflows")
    page.get_by_role("button", name="New workflow", exact=True).click()
    page.wait_for_url(re.compile(r"/workflows/\d+$"))
    page.locator("header h1").click()
    box(page, "Name").fill(name)
    return int(page.url.rpartition("/")[2])


def document_of(page: Page, site: Site, workflow: int) -> dict[str, Any]:
    """The draft, once it is saved."""
    expect(page.get_by_text("Draft saved")).to_be_visible()
    return site.call("GET", f"/workflows/{workflow}")["document"]


def box(scope: Page | Locator, name: str) -> Locator:
    """A field by its label."""
    return scope.locator("input, textarea").and_(scope.get_by_label(re.compile(rf"^{name}( \*)?$")))


def choose(page: Page, field: Locator, option: str) -> None:
    """Picks from a list that hangs on a field."""
    field.click()
    page.get_by_role("option", name=option, exact=True).click()


def add(page: Page, at: Locator, kind: str) -> None:
    """Puts a step at a plus."""
    at.click()
    page.get_by_role("dialog").get_by_role("option", name=re.compile(f"^{kind}")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def plus(page: Page, spot: str) -> Locator:
    """The plus that puts a step at a spot such as `steps/0`."""
    return page.locator(f'[data-spot="{spot}"]')


def publish(page: Page) -> None:
    page.locator("header").get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1 is published")).to_be_visible()


def takes_over_after_15_minutes(page: Page) -> None:
    """In a trial the contact goes from Ana, who says nothing, to Ben."""
    page.get_by_role("button", name="Try it").click()
    box(page, "Message").fill("Is anybody there?")
    page.keyboard.press("Enter")
    happened = page.get_by_role("list", name="What happened")
    expect(happened.get_by_text("Is anybody there?")).to_be_visible()
    page.get_by_role("button", name="Assign to Ana Rossi").click()
    expect(happened.get_by_text("Assigned to Ana Rossi")).to_be_visible()
    page.get_by_role("button", name="To what comes next").click()
    expect(page.get_by_test_id("trial-clock")).to_contain_text("09:15:00")
    expect(happened.get_by_text("15m · Assigned to Ben Okri")).to_be_visible()
    expect(happened.get_by_text("Handed over to @Ben Okri")).to_be_visible()


def check(document: dict[str, Any]) -> None:
    """The workflow is the one that was to be built."""
    assert document["trigger"] == {"type": "contact_assigned"}
    wait, branch = document["steps"]
    assert (wait["type"], wait["duration"]) == ("wait", "15m")
    (silent,) = branch["branches"]
    assert silent["name"] == "Nobody answered"
    assert silent["all"] == [{"category": "contact_field", **OPEN}, SILENT]
    assign, note, again = silent["steps"]
    assert assign | {"id": ""} == {
        "id": "",
        "type": "assign_to",
        "action": "team",
        "team": "Support",
        "only_online": True,
        "exclude": ["current_assignee"],
    }
    assert note["text"] == "Handed over to @{assignee}"
    assert (again["type"], again["step"]) == ("jump_to", wait["id"])


def test_built_by_mouse(enter: Enter, site: Site) -> None:
    page = enter()
    workflow = new_workflow(page, site, "Silent agent, by mouse")
    panel = page.get_by_role("complementary")
    page.get_by_role("button", name=re.compile("^A conversation is opened")).click()
    choose(page, box(panel, "Starts when"), "A contact is assigned")

    add(page, plus(page, "steps/0"), "Branch")
    path = "steps/0/branches/0/steps"
    add(page, plus(page, f"{path}/0"), "Add a comment")
    box(panel, "Text").fill("Handed over to ")
    panel.get_by_role("button", name="Insert a variable").click()
    page.get_by_role("menuitem", name="Assignee", exact=True).click()
    # Put in before what is there already.
    add(page, plus(page, "steps/0"), "Wait")
    expect(page.locator(STEP.format("wait"))).to_contain_text("15m")
    path = "steps/1/branches/0/steps"
    add(page, plus(page, f"{path}/0"), "Assign to")
    choose(page, box(panel, "Team"), "Support")
    panel.get_by_role("switch", name="Only who is online").click()
    panel.get_by_role("checkbox", name="Who has the contact now").click()
    # A step comes at the wrong place, and is dragged to the right one.
    add(page, plus(page, f"{path}/0"), "Jump to")
    choose(page, box(panel, "Step"), "Wait (wait)")
    drag(page, page.locator(STEP.format("jump_to")), plus(page, f"{path}/3"))

    page.locator("[data-node='branch@branches/0']").click()
    box(panel, "Name of the branch").fill("Nobody answered")
    panel.get_by_role("button", name="Add a condition").click()
    panel.get_by_role("button", name="Add a condition").click()
    second = box(panel, "What")
    choose(page, second.nth(1), "Time since last outgoing message")
    choose(page, box(panel, "Since when it counts"), "since the last assignment")
    choose(page, box(panel, "Comparison").nth(1), "does not exist")

    check(document_of(page, site, workflow))
    undone_and_redone(page, site, workflow)
    shoot(page, "builder")
    publish(page)
    takes_over_after_15_minutes(page)
    expect(page.locator(STEP.format("assign_to"))).to_contain_text("done")
    shoot(page, "try-it")


def drag(page: Page, what: Locator, to: Locator) -> None:
    """Takes a card by its middle and drops it on a plus."""
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"], end["y"] - 20, steps=8)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()


def undone_and_redone(page: Page, site: Site, workflow: int) -> None:
    """Everything can be taken back and done again."""
    before = document_of(page, site, workflow)
    page.locator(STEP.format("wait")).click()
    page.keyboard.press("Delete")
    expect(page.locator(STEP.format("wait"))).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(STEP.format("wait"))).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(STEP.format("wait"))).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(STEP.format("wait"))).to_be_visible()
    assert document_of(page, site, workflow) == before


class Keys:
    """Somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type

    def called(self) -> str:
        """What the field or button that has the focus is called."""
        return self.page.evaluate(
            """() => {
                const here = document.activeElement
                const said = here.labels?.[0]?.innerText ?? here.getAttribute('aria-label') ?? here.innerText
                return (said ?? '').replace('*', '').trim()
            }"""
        )

    def to(self, name: str, key: str = "Tab") -> None:
        """On to a field or button of that name."""
        passed: list[str] = []
        while self.called() != name:
            passed.append(self.called())
            assert len(passed) < 40, passed
            self.press(key)

    def pick(self, words: str) -> None:
        """Chooses from the list that hangs on the field."""
        self.press("Alt+ArrowDown")
        wanted = self.page.get_by_role("option", name=words, exact=True)
        expect(wanted).to_be_visible()
        for _ in range(40):
            if wanted.get_attribute("data-combobox-selected") == "true":
                break
            self.press("ArrowDown")
        self.press("Enter")
        expect(wanted).not_to_be_visible()

    def put(self, kind: str) -> None:
        """Adds a step behind the row that has the focus; then its form has it."""
        self.press("a")
        expect(self.page.get_by_role("combobox", name="Search steps")).to_be_focused()
        self.type(kind)
        self.press("Enter")
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        expect(self.page.locator("[data-form] :focus")).to_have_count(1)

    def row(self, row: str) -> None:
        """Leaves the form for the row that it belongs to."""
        self.press("Escape")
        expect(self.page.locator(f'[data-row="{row}"]')).to_be_focused()


def test_built_by_keyboard_alone(enter: Enter, site: Site) -> None:
    page = enter()
    keys = Keys(page)
    page.goto(f"{site.address}/workflows")
    page.get_by_role("button", name="New workflow", exact=True).wait_for()
    keys.press("n")
    page.wait_for_url(re.compile(r"/workflows/\d+$"))
    workflow = int(page.url.rpartition("/")[2])
    page.get_by_test_id("canvas").wait_for()
    keys.press("2")
    expect(page.locator("[data-row='@trigger']")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("[data-form] :focus")).to_have_count(1)
    keys.to("Starts when")
    keys.pick("A contact is assigned")
    keys.row("@trigger")
    keys.put("wait")
    keys.row("wait")
    keys.put("branch")
    keys.row("branch")
    conditions(keys)
    what_follows(keys)
    moved_and_copied(page)
    check(document_of(page, site, workflow))
    shoot(page, "outline")
    keys.to("Publish", "Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Publish")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("Version 1 is published")).to_be_visible()
    takes_over_after_15_minutes(page)


def conditions(keys: Keys) -> None:
    """The branch gets its name and what must hold; from its row and back to it."""
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(keys.page.locator("[data-form] :focus")).to_have_count(1)
    keys.to("Name of the branch")
    keys.press("Control+a")
    keys.type("Nobody answered")
    for _ in range(2):
        keys.to("Add a condition")
        keys.press("Enter")
    keys.to("What", "Shift+Tab")
    keys.pick("Time since last outgoing message")
    keys.to("Since when it counts")
    keys.pick("since the last assignment")
    keys.to("Comparison")
    keys.pick("does not exist")
    keys.row("branch@branches/0")


def what_follows(keys: Keys) -> None:
    """The steps of the branch, one behind the other."""
    keys.put("assign")
    keys.to("Team")
    keys.pick("Support")
    keys.to("Only who is online")
    keys.press("Space")
    keys.to("Who has the contact now")
    keys.press("Space")
    keys.row("assign_to")
    keys.put("comment")
    keys.to("Text")
    keys.type("Handed over to @{assignee}")
    keys.row("add_comment")
    keys.put("jump")
    keys.to("Step")
    keys.pick("Wait (wait)")
    keys.row("jump_to")


def moved_and_copied(page: Page) -> None:
    """The last step goes up and down again; a copy of it comes and goes."""
    press = page.keyboard.press
    rows, last = page.get_by_role("treeitem"), page.locator('[data-row="jump_to"]')
    press("Alt+ArrowUp")
    expect(rows.nth(5)).to_have_attribute("data-row", "jump_to")
    expect(last).to_be_focused()
    press("Alt+ArrowDown")
    expect(rows.nth(6)).to_have_attribute("data-row", "jump_to")
    expect(last).to_be_focused()
    press("Control+c")
    press("Control+v")
    copy = page.locator('[data-row="jump_to_2"]')
    expect(page.locator("[data-form] :focus")).to_have_count(1)
    press("Escape")
    expect(copy).to_be_focused()
    press("Delete")
    expect(copy).to_have_count(0)
    expect(last).to_be_focused()


def test_a_stale_save_is_refused(enter: Enter, site: Site) -> None:
    page = enter()
    workflow = new_workflow(page, site, "Two at once")
    document = document_of(page, site, workflow)
    page.context.set_offline(True)
    box(page, "Name").fill("Mine")
    site.call("PUT", f"/workflows/{workflow}", {"document": document | {"description": "Theirs"}})
    page.context.set_offline(False)
    expect(page.get_by_text("Somebody else has changed this workflow")).to_be_visible(timeout=30_000)
    shoot(page, "stale")
    page.get_by_role("button", name="Overwrite with mine").click()
    found = document_of(page, site, workflow)
    assert (found["name"], found.get("description")) == ("Mine", None)


def test_yaml_and_drawing_are_one_document(enter: Enter, site: Site) -> None:
    page = enter(dark=True)
    workflow = new_workflow(page, site, "By hand")
    page.get_by_text("YAML", exact=True).click()
    editor = page.get_by_role("textbox", name="YAML")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(FILE)
    shoot(page, "yaml-dark")
    page.get_by_text("Drawing", exact=True).click()
    page.locator(STEP.format("rest")).click()
    box(page, "How long").fill("7")
    page.get_by_text("YAML", exact=True).click()
    expect(editor).to_contain_text("duration: 7m")
    expect(editor).to_contain_text("# by people alone")
    assert document_of(page, site, workflow)["steps"] == [{"id": "rest", "type": "wait", "duration": "7m"}]

    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nnot yet: [")
    expect(page.get_by_text("Until it can be read")).to_be_visible()
    page.get_by_text("Drawing", exact=True).click()
    expect(page.locator(STEP.format("rest"))).to_be_visible()
    page.get_by_text("YAML", exact=True).click()
    expect(editor).to_contain_text("not yet: [")


def test_a_template_asks_for_what_it_needs_and_its_problems_lead_to_their_steps(
    enter: Enter, site: Site
) -> None:
    page = enter(size=(390, 844), locale="de-DE")
    page.goto(f"{site.address}/workflows/templates")
    page.get_by_role("button", name="Assignment: Round Robin verwenden", exact=True).click()
    choose(page, page.get_by_role("dialog").locator("input").first, "Support")
    page.get_by_role("button", name="Workflow anlegen").click()
    page.wait_for_url(re.compile(r"/workflows/\d+$"))
    assign = page.get_by_role("treeitem", name=re.compile("^Zuweisen"))
    assign.click()
    choose(page, box(page, "Zuweisen an"), "Eine bestimmte Person")
    page.get_by_role("button", name="Schließen").first.click()
    page.get_by_role("button", name=re.compile(r"^1 Problem")).click()
    page.get_by_role("button", name=re.compile("Person.*fehlt")).click()
    expect(box(page, "Person")).to_be_visible()
    shoot(page, "form-phone")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_axe_finds_nothing(enter: Enter, site: Site, size: tuple[int, int], dark: bool) -> None:
    page = enter(size=size, dark=dark)
    made = site.call(
        "POST",
        "/workflows",
        {"template": "reassign-when-silent", "values": {"team": "Support"}, "name": f"Axe {size[0]} {dark}"},
    )
    page.goto(f"{site.address}/workflows")
    expect(page.get_by_role("link", name=f"Axe {size[0]} {dark}")).to_be_visible()
    assert problems(page) == []
    page.goto(f"{site.address}/workflows/templates")
    expect(page.get_by_role("button", name="Use VIP First")).to_be_visible()
    assert problems(page) == []
    page.goto(f"{site.address}/workflows/{made['id']}")
    name = f"builder-{size[0]}-{'dark' if dark else 'light'}"
    if size[0] > 1000:
        page.locator(STEP.format("hand_over")).click()
        expect(box(page, "Team")).to_be_visible()
        assert problems(page) == []
        shoot(page, name)
        plus(page, "steps/0").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert problems(page) == []
        page.keyboard.press("Escape")
        page.get_by_text("Outline", exact=True).click()
    expect(page.get_by_role("tree")).to_be_visible()
    assert problems(page) == []
    shoot(page, f"{name}-outline")
    page.locator('[data-row="silent@branches/0"]').click()
    expect(box(page, "Name of the branch")).to_be_visible()
    assert problems(page) == []
    page.get_by_role("button", name="Close", exact=True).first.click()
    page.get_by_text("YAML", exact=True).click()
    expect(page.get_by_role("textbox", name="YAML")).to_be_visible()
    assert problems(page) == []
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_test_id("trial-clock")).to_be_visible()
    assert problems(page) == []
