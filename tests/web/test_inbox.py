"""An agent's day in the inbox, seen from outside."""

import re
from time import perf_counter

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter, Site, conversation, shoot, sticking_out, undo

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


def test_a_message_shows_at_once_and_is_answered_and_closed(enter: Enter, site: Site) -> None:
    page = enter("ana")
    page.goto(f"{site.address}/inbox?view=unassigned")
    page.get_by_role("heading", level=1).wait_for(state="attached")
    began = perf_counter()
    contact = site.write("Mira", "Where is my parcel?")
    line = page.get_by_role("link", name=re.compile("Mira"))
    expect(line).to_be_visible()
    assert perf_counter() - began < 3  # 0.3 on a machine that does nothing else
    line.click()
    expect(page.get_by_role("log").get_by_text("Where is my parcel?")).to_be_visible()
    page.keyboard.press("i")
    expect(page.get_by_text("Ana Duarte took the conversation")).to_be_visible()
    expect(page.get_by_text("Ana Duarte took it.")).to_be_visible()

    page.keyboard.press("r")
    page.keyboard.type("It left this morning. <b>Promise</b>")
    shoot(page, "conversation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("It left this morning. <b>Promise</b>")).to_be_visible()
    site.write("Mira", "Thank you!")
    expect(page.get_by_role("log").get_by_text("Thank you!")).to_be_visible()
    assert site.texts(contact) == [
        "Where is my parcel?",
        "It left this morning. <b>Promise</b>",
        "Thank you!",
    ]

    page.keyboard.press("Escape")  # out of the field
    page.keyboard.press("e")
    page.get_by_role("textbox", name="Category").or_(page.get_by_role("combobox", name="Category")).click()
    page.get_by_role("option", name="Solved").click()
    page.get_by_label("Summary").fill("Parcel found")
    page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).last.click()
    expect(page.get_by_text("Ana Duarte closed the conversation")).to_be_visible()
    closed = site.call("GET", f"/conversations?contact={contact}")["items"][0]
    assert (closed["status"], closed["category"], closed["summary"]) == ("closed", "Solved", "Parcel found")
    undo(page, "Closed.")
    expect(page.get_by_role("log").get_by_text("Ana Duarte opened the conversation")).to_be_visible()
    assert site.call("GET", f"/contacts/{contact}")["conversation_status"] == "open"


def test_colleagues_see_each_other_and_what_the_other_does(enter: Enter, site: Site) -> None:
    contact = site.write("Nora", "Hello?")
    ana, ben = enter("ana"), enter("ben")
    for page in (ana, ben):
        page.goto(f"{site.address}/inbox?view=all&contact={contact}")
        expect(page.get_by_role("log").get_by_text("Hello?")).to_be_visible()
    ben.get_by_label("Reply").last.fill("One mom")
    expect(ana.get_by_text("Ben Okafor is writing here")).to_be_visible(timeout=10_000)
    ben.get_by_label("Reply").last.fill("")

    ana.keyboard.press("n")
    ana.keyboard.type("Could you look, @ben")
    ana.get_by_role("option", name="Ben Okafor").click()
    ana.keyboard.press("Enter")
    expect(ben.get_by_text("Ana Duarte mentioned you")).to_be_visible()
    expect(ben.get_by_role("log").get_by_text("@Ben Okafor")).to_be_visible()
    shoot(ben, "note")

    ana.keyboard.press("Escape")
    ana.keyboard.press("a")
    ana.keyboard.type("ben")
    ana.get_by_role("option", name="Ben Okafor").click()
    expect(ben.get_by_text("A conversation is yours now")).to_be_visible()
    expect(ben.get_by_text("Ana Duarte assigned it to Ben Okafor")).to_be_visible()
    undo(ana, "Assigned to Ben Okafor.")
    expect(ben.get_by_text("Ana Duarte took the assignment away")).to_be_visible()


def test_what_others_have_changed_since_is_not_undone(enter: Enter, site: Site) -> None:
    page, contact = conversation(enter, site, "ana", "Nils", "Hello?")
    page.keyboard.press("i")
    expect(page.get_by_text("Assigned to Ana Duarte.")).to_be_visible()
    site.call("PUT", f"/contacts/{contact}/assignee", {"user": f"ben@{site.domain}"})
    undo(page, "Assigned to Ana Duarte.")
    expect(page.get_by_text("Somebody has changed it since, so it stays as it is now.")).to_be_visible()
    assert site.call("GET", f"/contacts/{contact}")["assignee"]["name"] == "Ben Okafor"


def test_a_draft_stays_and_a_lost_connection_is_made_up_for(enter: Enter, site: Site) -> None:
    page, _ = conversation(enter, site, "ana", "Omar", "First")
    page.get_by_label("Reply").last.fill("Half a sentence")
    page.context.set_offline(True)
    page.get_by_label("Reply").last.fill("Half a sentence, offline")
    site.write("Omar", "Second")
    site.write("Petra", "New while away")
    page.context.set_offline(False)
    expect(page.get_by_role("log").get_by_text("Second")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link", name=re.compile("Petra"))).to_be_visible()
    shown = page.locator("section li").all_inner_texts()
    page.reload()
    expect(page.get_by_role("log").get_by_text("Second")).to_be_visible()
    assert [line.split("\n")[0] for line in page.locator("section li").all_inner_texts()] == [
        line.split("\n")[0] for line in shown
    ]
    expect(page.get_by_label("Reply").last).to_have_value("Half a sentence, offline")


def test_lists_are_searched_and_kept(enter: Enter, site: Site) -> None:
    site.write("Quentin", "A question about maps")
    page = enter("ana")
    page.goto(f"{site.address}/inbox?view=all")
    page.get_by_label("Search …").fill("about maps")
    expect(page.get_by_role("link", name=re.compile("Quentin"))).to_be_visible()
    expect(page.locator("section li")).to_have_count(1)
    page.get_by_label("Filter and keep").click()
    page.get_by_label("Keep this list as").fill("Maps")
    page.keyboard.press("Enter")
    kept = page.get_by_role("navigation", name="Lists").get_by_role("link", name=re.compile("Maps"))
    expect(kept).to_have_text(re.compile("Maps1"))
    page.get_by_label("Delete the list Maps").click()
    expect(kept).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(kept).to_be_visible()


def test_presence_is_chosen_and_seen_by_others(enter: Enter) -> None:
    ana, ben = enter("ana"), enter("ben")
    ben.keyboard.press("p")
    here = ben.get_by_role("dialog")
    expect(here.get_by_role("img", name="Online").first).to_be_visible()
    ana.get_by_role("button", name="Your menu, Ana Duarte").click()
    ana.get_by_role("menuitemradio", name="Busy").click()
    expect(here.get_by_text("Busy (1)")).to_be_visible()
    ana.get_by_role("menuitemradio", name="Online").click()
    expect(here.get_by_text("Busy (1)")).to_have_count(0)


def test_on_a_phone_in_german_and_dark(enter: Enter, site: Site) -> None:
    site.write("Ruth", "Guten Tag")
    page = enter("ben", size=(390, 844), locale="de-DE", dark=True)
    page.goto(f"{site.address}/inbox?view=all")
    page.get_by_role("link", name=re.compile("Ruth")).click()
    expect(page.get_by_role("log").get_by_text("Guten Tag")).to_be_visible()
    expect(page.get_by_role("button", name="Unterhaltung schließen")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"
    assert page.evaluate("document.documentElement.lang") == "de"
    assert sticking_out(page) == []
    shoot(page, "phone-german-dark")
    page.get_by_role("button", name="Zurück zur Liste").click()
    expect(page.get_by_role("link", name=re.compile("Ruth"))).to_be_visible()
    assert sticking_out(page) == []
    shoot(page, "phone-list")


def test_keys_stay_out_of_fields_and_the_palette_goes_anywhere(enter: Enter, site: Site) -> None:
    contact = site.write("Sam", "A very rare word: quokka")
    page = enter("ana")
    page.goto(f"{site.address}/inbox?view=all")
    expect(page.get_by_role("link", name=re.compile("Sam"))).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("Next conversation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_label("Search …").press_sequentially("geu?p")
    expect(page.get_by_label("Search …")).to_have_value("geu?p")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.keyboard.type("quokka")
    page.get_by_role("button", name=re.compile("Sam")).or_(page.get_by_text("Sam", exact=True)).first.click()
    page.wait_for_url(f"**contact={contact}**")
    expect(page.get_by_role("log").get_by_text("quokka")).to_be_visible()
