"""A workspace set up from nothing, and the pages by which it is led: queue, teams, reports, settings."""

import re
from typing import Any, Final

import httpx2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.conftest import LIMIT, PASSWORD, Enter, Site, fresh_server, shoot, sticking_out, undo

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]

PAGES: Final = ("/queue", "/teams", "/reports", "/reports?report=responses", "/reports?report=queue")
SETTINGS: Final = ("workspace", "users", "channels", "fields", "categories", "tokens", "webhooks")


def button(scope: Page | Locator, name: str) -> Locator:
    return scope.get_by_role("button", name=name, exact=True)


def settled(page: Page) -> None:
    """Waits until the page shows what it has, and nothing that stands for it."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main .mantine-Skeleton-root")).to_have_count(0)


def set_up(page: Page, link: str, workspace: str, email: str) -> None:
    """Fills the set-up page in."""
    page.goto(link)
    page.get_by_label("Name of the workspace").fill(workspace)
    page.get_by_label("Your name").fill("Olivia Owens")
    page.get_by_label("E-mail").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    shoot(page, "set-up")
    button(page, "Set up").click()


def add_agent(page: Page, address: str) -> None:
    """Adds Ana, after an address that somebody has already."""
    page.goto(f"{address}/settings?section=users")
    button(page, "Add user").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Ana Duarte")
    form.get_by_label("E-mail").fill("olivia@x.test")
    button(form, "Add user").click()
    expect(form.get_by_text("has this e-mail already")).to_be_visible()  # at its field, and nothing is lost
    form.get_by_label("E-mail").fill("ana@x.test")
    button(form, "Add user").click()
    expect(page.get_by_text("ana@x.test")).to_be_visible()


def add_team(page: Page, address: str) -> None:
    """Makes Support, and puts Ana into it."""
    page.goto(f"{address}/teams")
    button(page, "New team").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Support")
    button(page.get_by_role("dialog"), "New team").click()
    expect(page.get_by_role("region", name="Support")).to_be_visible()
    button(page, "Teams of Ana Duarte").click()
    page.get_by_role("menuitem", name="Also add to Support").click()
    expect(page.get_by_role("region", name="Support").get_by_text("Ana Duarte")).to_be_visible()


def add_channel(page: Page, address: str) -> None:
    """Makes Shop, whose secrets are shown once, and sends a first message as it is told to."""
    page.goto(f"{address}/settings?section=channels")
    button(page, "Add channel").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Shop")
    button(page.get_by_role("dialog"), "Add channel").click()
    shown = page.get_by_role("dialog", name="Shop is ready")
    expect(shown).to_contain_text("whsec_")
    expect(page.get_by_role("dialog", name="Add channel")).to_have_count(0)
    shoot(page, "channel-secret")
    first_message(shown.get_by_text("curl").inner_text())
    button(shown, "I have copied it").click()
    expect(shown).to_be_hidden()
    page.reload()
    expect(page.get_by_text("Shop")).to_be_visible()
    expect(page.get_by_text("whsec_")).to_have_count(0)


def first_message(example: str) -> None:
    """Sends what the page tells to send."""
    found = re.search(r"curl (\S+).*Authorization: (Bearer \S+)'.*-d '(.*)'", example, re.DOTALL)
    assert found is not None
    address, token, body = found.groups()
    headers = {"Authorization": token, "Content-Type": "application/json"}
    assert httpx2.post(address, headers=headers, content=body, timeout=30, trust_env=False).status_code == 200


def test_a_workspace_is_set_up_from_nothing(server_url: str, browser: Browser) -> None:
    with fresh_server(server_url) as (process, link), browser.new_context() as context:
        context.set_default_timeout(LIMIT)
        page, address = context.new_page(), link.partition("/setup")[0]
        set_up(page, link, "Harbour Books", "olivia@x.test")
        page.wait_for_url("**/inbox**")
        expect(page.get_by_role("link", name="Connect a channel")).to_be_visible()
        shoot(page, "inbox-empty")
        add_agent(page, address)
        add_team(page, address)
        add_channel(page, address)
        page.goto(f"{address}/inbox?view=unassigned")
        page.get_by_role("link", name=re.compile("Ana.*Hola", re.DOTALL)).click()
        expect(page.get_by_role("log").get_by_text("Hola")).to_be_visible()
        set_up(page, link, "Another", "somebody@x.test")
        expect(page.get_by_text("does not work any more")).to_be_visible()
        assert process.stop() == 0


class Night:
    """A team of two who take one contact each, and the workflow that gives them contacts."""

    def __init__(self, site: Site, name: str) -> None:
        self.site, self.name = site, name
        self.users: dict[str, int] = {}
        for first in ("Cleo", "Dan"):
            person = {"email": f"{first}.{name}@x.test", "name": f"{first} {name}", "role": "agent"}
            self.users[first] = site.call("POST", "/users", person)["id"]
        self.team = site.call("POST", "/teams", {"name": name})["id"]
        site.call("PUT", f"/teams/{self.team}/members", {"users": list(self.users.values())})
        assign: dict[str, Any] = {"id": "a", "type": "assign_to", "action": "team", "team": name}
        assign |= {"logic": "round_robin", "only_online": True, "max_open_contacts": 1, "timeout": "1h"}
        document = {"version": 1, "name": name, "trigger": {"type": "manual"}, "steps": [assign]}
        self.workflow = site.call("POST", "/workflows", {"document": document})["id"]
        site.call("POST", f"/workflows/{self.workflow}/publish")

    def now(self, first: str, status: str) -> None:
        self.site.call("PUT", f"/users/{self.users[first]}/status", {"status": status})

    def comes(self, contact: str) -> int:
        """A customer writes and is to be given to somebody of the team."""
        found = self.site.write(f"{contact} {self.name}", "Is anybody there?")
        self.site.call("POST", f"/workflows/{self.workflow}/run", {"contact": found})
        return found


def test_the_queue_fills_while_all_are_busy_and_drains_when_one_comes_back(enter: Enter, site: Site) -> None:
    night = Night(site, "Night")
    night.now("Cleo", "busy")
    night.now("Dan", "busy")
    page = enter("olivia")
    page.goto(f"{site.address}/queue")
    page.get_by_role("combobox", name="For whom").or_(page.get_by_label("For whom")).first.click()
    page.get_by_role("option", name="Night").click()
    expect(page.get_by_text("Nobody waits")).to_be_visible()

    xenia = night.comes("Xenia")
    cards = page.get_by_role("main").get_by_role("listitem").filter(has_text="waits for Night")
    expect(cards).to_have_count(1)
    yann = night.comes("Yann")
    zoe = night.comes("Zoe")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("Xenia Night")
    expect(cards.first).to_contain_text("2 not online")
    cards.first.get_by_role("button", name="Why nobody").click()
    expect(cards.first.get_by_role("cell", name="Cleo Night")).to_be_visible()
    expect(cards.first.get_by_text("Cleo Night or Dan Night comes online.")).to_be_visible()
    shoot(page, "queue")

    night.now("Cleo", "online")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Yann Night")
    expect(cards.first).to_contain_text("1 full")
    assert site.call("GET", f"/contacts/{xenia}")["assignee"]["id"] == night.users["Cleo"]

    cards.first.get_by_role("button", name="Assign Yann Night to").click()
    page.get_by_label("Search people …").locator("visible=true").fill("dan night")
    page.get_by_role("option", name=re.compile("Dan Night")).click()
    expect(page.get_by_text("Yann Night is with Dan Night now.")).to_be_visible()
    expect(cards).to_have_count(1)
    assert site.call("GET", f"/contacts/{yann}")["assignee"]["id"] == night.users["Dan"]

    button(cards.first, "Take out").click()
    button(page.get_by_role("dialog"), "Take out").click()
    expect(page.get_by_text("Nobody waits")).to_be_visible()
    assert site.call("GET", f"/contacts/{zoe}")["assignee"] is None


def test_people_are_moved_between_teams_and_back(enter: Enter, site: Site) -> None:
    night = Night(site, "Late")
    page = enter("olivia")
    page.goto(f"{site.address}/teams")
    late, support = (page.get_by_role("region", name=name) for name in ("Late", "Support"))
    late.get_by_role("listitem").filter(has_text="Dan Late").drag_to(support)
    expect(support.get_by_text("Dan Late")).to_be_visible()
    expect(late.get_by_text("Dan Late")).to_have_count(0)
    undo(page, "Dan Late is in Support now.")
    expect(late.get_by_text("Dan Late")).to_be_visible()
    expect(support.get_by_text("Dan Late")).to_have_count(0)
    button(late, "Teams of Cleo Late").click()
    page.get_by_role("menuitem", name="Take out of Late").click()
    expect(page.get_by_role("region", name="In no team").get_by_text("Cleo Late")).to_be_visible()
    night.now("Dan", "online")
    expect(late.get_by_text("1 of 1 online")).to_be_visible()
    shoot(page, "teams")


def drag_with_shift(page: Page, what: Locator, onto: Locator) -> None:
    """Holds Shift when it is let go; with Shift from the beginning a browser selects text instead."""
    what.hover()
    page.mouse.down()
    onto.hover()
    page.keyboard.down("Shift")
    onto.hover(position={"x": 20, "y": 20})  # the browser asks anew what would be done
    page.mouse.up()
    page.keyboard.up("Shift")


def test_with_shift_whoever_is_dragged_stays_in_both_teams(enter: Enter, site: Site) -> None:
    Night(site, "Late")
    page = enter("olivia")
    page.goto(f"{site.address}/teams")
    late, support = (page.get_by_role("region", name=name) for name in ("Late", "Support"))
    drag_with_shift(page, late.get_by_role("listitem").filter(has_text="Dan Late"), support)
    expect(support.get_by_text("Dan Late")).to_be_visible()
    expect(late.get_by_text("Dan Late")).to_be_visible()
    undo(page, "Dan Late is in Support now.")
    expect(support.get_by_text("Dan Late")).to_have_count(0)
    expect(late.get_by_text("Dan Late")).to_be_visible()

    drag_with_shift(page, late.get_by_role("listitem").filter(has_text="Dan Late"), support)
    expect(support.get_by_text("Dan Late")).to_be_visible()
    button(page.get_by_role("alert").filter(has_text="is in Support now"), "Close").click()
    late.get_by_role("listitem").filter(has_text="Dan Late").drag_to(support)  # who is there already leaves
    expect(late.get_by_text("Dan Late")).to_have_count(0)
    undo(page, "Dan Late is in Support now.")
    expect(late.get_by_text("Dan Late")).to_be_visible()
    expect(support.get_by_text("Dan Late")).to_be_visible()


def test_people_are_moved_by_keyboard(enter: Enter, site: Site) -> None:
    Night(site, "Late")
    page = enter("olivia")
    page.goto(f"{site.address}/teams")
    late, support = (page.get_by_role("region", name=name) for name in ("Late", "Support"))
    button(late, "Teams of Dan Late").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Move to Support")).to_be_visible()
    expect(page.locator("[role=menu]:focus, [role=menu] :focus")).to_have_count(1)
    page.keyboard.press("Home")
    expect(page.get_by_role("menuitem", name="Move to Support")).to_be_focused()
    page.keyboard.press("Enter")
    expect(support.get_by_text("Dan Late")).to_be_visible()
    expect(late.get_by_text("Dan Late")).to_have_count(0)
    expect(button(support, "Teams of Dan Late")).to_be_focused()  # one goes with whom one moves

    for number in range(9):
        site.call("POST", "/teams", {"name": f"Night {number}"})
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Another team").press("Enter")
    dialog = page.get_by_role("dialog", name="Teams of Dan Late")
    expect(dialog.get_by_label("Team").first).to_be_focused()
    page.keyboard.type("night 7")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    button(dialog, "Also add").press("Enter")
    seventh = page.get_by_role("region", name="Night 7")
    expect(seventh.get_by_text("Dan Late")).to_be_visible()
    expect(support.get_by_text("Dan Late")).to_be_visible()
    expect(button(support, "Teams of Dan Late")).to_be_focused()
    page.get_by_label("Find a team or a person").fill("dan l")
    expect(page.get_by_role("main").get_by_role("region")).to_have_count(2)
    shoot(page, "teams-search")


def test_load_is_shown_against_the_caps_of_published_workflows(enter: Enter, site: Site) -> None:
    night = Night(site, "Late")
    for first in ("Cleo", "Dan"):
        night.now(first, "online")
    page = enter("ana")  # who may change nothing, and sees it all
    page.goto(f"{site.address}/teams")
    late = page.get_by_role("region", name="Late")
    line = late.get_by_role("listitem").filter(has_text="Cleo Late")
    expect(line).to_contain_text("0 of 1 open")
    night.comes("Xenia")
    expect(line).to_contain_text("1 of 1 open")
    full = button(line, "Cleo Late is full for Late")
    expect(full).to_have_text("Full")
    expect(line.get_by_role("progressbar", name="Cleo Late: 1 of 1 open")).to_have_attribute(
        "aria-valuenow", "100"
    )
    expect(page.get_by_role("region", name="Support")).to_contain_text("No cap.")

    step = {"id": "a", "type": "assign_to", "action": "workspace", "max_open_contacts": 4}
    document = {"version": 1, "name": "Anybody", "trigger": {"type": "manual"}, "steps": [step]}
    workflow = site.call("POST", "/workflows", {"document": document})["id"]
    site.call("POST", f"/workflows/{workflow}/publish")
    expect(line).to_contain_text("1 of 4 open")
    expect(full).to_have_text("Partly full")
    for name in ("Support", "In no team"):
        expect(page.get_by_role("region", name=name)).to_contain_text("Cap: 4 open contacts")
    full.press("Enter")
    shoot(page, "teams-caps")
    page.get_by_role("link", name="Late", exact=True).press("Enter")
    expect(page.get_by_role("main").get_by_text("Late").first).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/workflows/{night.workflow}$"))
    page.go_back()

    xenia = site.write("Yann", "Me too")
    site.call("PUT", f"/contacts/{xenia}/assignee", {"user": night.users["Cleo"]})
    site.call("POST", f"/workflows/{workflow}/stop")
    expect(line).to_contain_text("2 of 1 open")
    expect(full).to_have_text("Over by 1")
    expect(page.get_by_role("region", name="Support")).to_contain_text("No cap.")


def test_settings_are_changed_by_keyboard(enter: Enter, site: Site) -> None:
    page = enter("olivia")
    page.goto(f"{site.address}/settings?section=categories")
    settled(page)
    page.get_by_label("New category").fill("Solved")
    page.keyboard.press("Enter")
    expect(page.get_by_label("New category")).to_have_accessible_description(re.compile("Solved already"))

    page.goto(f"{site.address}/settings?section=fields")
    add = button(page.get_by_role("main"), "Add field")
    for refused in range(2):
        add.press("Enter")
        expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
        page.keyboard.type("plan")
        page.keyboard.press("Enter")
        expect(page.get_by_role("main").get_by_role("listitem").filter(has_text="plan")).to_have_count(1)
        expect(page.get_by_role("dialog", name="Add field")).to_have_count(refused)
    wrong = page.get_by_role("dialog").get_by_label("Name")
    expect(wrong).to_have_accessible_description(re.compile("plan already"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(add).to_be_focused()

    delete = button(page, "Delete plan")
    delete.press("Enter")
    expect(button(page.get_by_role("dialog"), "Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(delete).to_be_focused()
    delete.press("Enter")
    button(page.get_by_role("dialog"), "Delete").press("Enter")
    expect(delete).to_have_count(0)
    expect(page.get_by_role("heading", level=2, name="Contact fields")).to_be_focused()


def test_one_of_many_users_is_found(enter: Enter, site: Site) -> None:
    night = Night(site, "Late")
    people = [f"Person {number:03}" for number in range(110)]
    for name in people:
        person = {"email": f"{name.replace(' ', '')}@x.test", "name": name, "role": "agent"}
        site.call("POST", "/users", person)
    page = enter("olivia")
    page.goto(f"{site.address}/settings?section=users")
    lines = page.get_by_role("main").get_by_role("listitem")
    expect(lines).to_have_count(100)
    button(page, "Show more").click()
    expect(lines).to_have_count(len(people) + 5)
    page.get_by_label("Find by name, e-mail or team").fill(" late")
    expect(lines).to_have_count(2)
    button(page, "Edit Dan Late").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Dan Later")
    night.now("Dan", "online")
    expect(lines.get_by_role("img", name="Online")).to_have_count(1)
    expect(form.get_by_label("Name")).to_have_value("Dan Later")  # what is typed is not lost to what happens
    shoot(page, "settings-users")
    button(form, "Save").click()
    expect(lines.get_by_text("Dan Later")).to_be_visible()


def test_what_cannot_be_loaded_is_tried_again(enter: Enter, site: Site) -> None:
    page = enter("olivia")
    for path, asked in (("/teams", "caps"), ("/settings?section=channels", "channels")):
        page.route(f"**/api/v1/{asked}*", lambda route: route.abort("internetdisconnected"))
        page.goto(f"{site.address}{path}")
        alert = page.get_by_role("main").get_by_role("alert")
        expect(alert).to_be_visible()
        page.unroute_all()
        button(alert, "Try again").click()
        expect(alert).to_have_count(0)
        settled(page)


def test_reports_say_what_was_done_in_figures_and_words(enter: Enter, site: Site) -> None:
    night = Night(site, "Early")
    night.now("Cleo", "online")
    night.now("Dan", "online")
    for contact in ("Una", "Vito"):
        night.comes(contact)
    page = enter("olivia")
    page.goto(f"{site.address}/reports")
    even = "Even: each of the 2 people in Early got 1 of 2."
    expect(page.get_by_text(even)).to_be_visible()
    button(page, "Show the table: Assignments").click()
    table = page.get_by_role("region", name="Table: Assignments", exact=True)
    expect(table.get_by_role("row")).to_have_count(31)
    page.get_by_text("7 days", exact=True).click()
    expect(table.get_by_role("row")).to_have_count(8)
    page.get_by_text("User", exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV: Assignments").click()
    assert "Cleo Early,1\r\n" in download.value.path().read_bytes().decode()
    shoot(page, "reports")
    page.get_by_role("tab", name="Response times").click()
    expect(page.get_by_role("heading", name="Nothing in these days").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("tab", name="Response times")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("radio", name="7 days")).to_be_checked()


def test_the_pages_fit_a_phone_in_german_and_dark(enter: Enter, site: Site) -> None:
    page = enter("olivia", size=(390, 844), locale="de-DE", dark=True)
    names = ("Warteschlange", "Teams", "Berichte", "Berichte", "Berichte", *["Einstellungen"] * len(SETTINGS))
    paths = [*PAGES, *(f"/settings?section={section}" for section in SETTINGS)]
    for path, name in zip(paths, names, strict=True):
        page.goto(f"{site.address}{path}")
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        settled(page)
        assert sticking_out(page) == [], path
        shoot(page, f"phone-german{re.sub(r'[^a-z]+', '-', path)}")
