from datetime import timedelta

import pytest

from evenhand.domain import commands as c
from evenhand.domain import conversations
from tests.domain.stage import API, Stage, act, say


def test_an_incoming_message_opens_a_conversation_when_none_is_open() -> None:
    stage = Stage()
    contact = stage.write("carl")
    first = stage.conversation(contact)
    assert (first.source, first.closed_at) == ("contact", None)
    assert stage.write("carl", "Still me") == contact
    assert stage.conversation(contact).id == first.id
    stage.close(contact)
    stage.write("carl", "Back again")
    assert stage.conversation(contact).id != first.id
    assert len(stage.events("conversation.opened")) == 2


def test_a_contact_is_found_by_channel_and_external_id_and_never_by_the_phone_number() -> None:
    stage = Stage()
    other = stage.new_channel("Other")
    carl = stage.write("carl", phone="+34600000001")
    assert stage.write("carl", channel=other) != carl
    assert stage.write("eve", phone="+34600000001") != carl


@pytest.mark.parametrize(("by", "source"), [("user", "user"), ("api", "api")])
def test_what_a_person_or_the_api_opens_and_closes_names_them(by: str, source: str) -> None:
    stage = Stage()
    actor = act(stage.user("ana")) if by == "user" else API
    contact = stage.write("carl")
    stage.close(contact)
    stage.open(contact, actor)
    assert stage.conversation(contact).source == source
    stage.close(contact, actor)
    assert stage.conversation(contact).close_source == source


@pytest.mark.parametrize(("by", "source"), [("user", "user"), ("api", "api")])
def test_a_message_of_a_person_or_the_api_opens_a_conversation(by: str, source: str) -> None:
    stage = Stage()
    actor = act(stage.user("ana")) if by == "user" else API
    contact = stage.write("carl")
    stage.close(contact)
    stage.do(c.SendMessage, actor, contact_id=contact, text="How are you?")
    assert stage.conversation(contact).source == source
    assert stage.contact(contact).conversation_id is not None


def test_a_message_of_a_workflow_opens_no_conversation() -> None:
    stage = Stage()
    contact = stage.write("carl")
    stage.close(contact)
    channel = stage.state.channels.one(stage.channel)
    conversations.write(stage.state, contact, "News", "workflow:1", "workflow", 1, channel)
    assert stage.sent(contact) == ["News"]
    assert stage.contact(contact).conversation_id is None


def test_opening_what_is_open_and_closing_what_is_closed_changes_nothing() -> None:
    stage = Stage()
    contact = stage.write("carl")
    assert stage.do(c.SetConversation, contact_id=contact, status="open").event is None
    stage.close(contact)
    assert stage.do(c.SetConversation, contact_id=contact, status="closed").event is None


def test_the_assignee_stays_after_closing_and_is_there_when_the_contact_writes_again() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    assert stage.assignee(contact) == ana
    assert stage.open_contacts(ana) == [0]
    stage.write("carl")
    assert stage.assignee(contact) == ana
    assert stage.open_contacts(ana) == [1]
    assert stage.conversation(contact).assignees == [ana]


def test_assigning_alone_opens_no_conversation_and_counts_against_nobody() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.new(c.CreateContact, first_name="Carl")
    stage.assign(contact, ana)
    assert stage.assignee(contact) == ana
    assert stage.contact(contact).conversation_id is None
    assert stage.open_contacts(ana) == [0]
    assert stage.events("conversation.opened") == []


def test_a_repeated_delivery_is_accepted_and_changes_nothing() -> None:
    stage = Stage()
    stage.workflow(say("Hi"))
    first = stage.receive("carl", key="a" * 32)
    count = len(stage.world.events)
    stage.pass_time(days=7, hours=23)
    again = stage.receive("carl", "Sent again by the channel", key="a" * 32)
    assert again == c.Answer(first.event, duplicate=True)
    assert len(stage.world.events) == count


def test_a_repeated_delivery_after_eight_days_is_a_new_message() -> None:
    stage = Stage()
    stage.receive("carl", key="a" * 32)
    stage.pass_time(days=8)
    assert not stage.receive("carl", key="a" * 32).duplicate


def test_the_token_is_asked_for_before_anything_is_said_of_a_message() -> None:
    stage = Stage()
    stage.receive("carl", key="a" * 32)
    refused = stage.refused(
        c.ReceiveMessage,
        c.CONTACT,
        channel_id=stage.channel,
        token_hash="w" * 64,
        profile=c.Profile("carl"),
        text="",
        key=c.RepeatKey("a" * 32, None, timedelta(days=8)),
    )
    assert refused == "invalid_channel_token"


def test_nothing_comes_in_on_a_channel_that_is_deleted() -> None:
    stage = Stage()
    stage.do(c.DeleteChannel, channel_id=stage.channel)
    profile = c.Profile("carl")
    code = stage.refused(
        c.ReceiveMessage,
        c.CONTACT,
        channel_id=stage.channel,
        token_hash="t" * 64,
        profile=profile,
        text="Hi",
    )
    assert code == "invalid_channel_token"


# --- country and language ----------------------------------------------------------------------------


def test_the_country_comes_from_the_phone_number_else_from_the_channel() -> None:
    stage = Stage()
    assert stage.contact(stage.write("a", phone="+34600000001", country="fr")).country == "ES"
    assert stage.contact(stage.write("b", country="fr")).country == "FR"
    assert stage.contact(stage.write("c", phone="12345", country="fr")).country == "FR"
    assert stage.contact(stage.write("d", country="France")).country is None
    assert stage.contact(stage.new(c.CreateContact, phone="+39 333 1234567")).country == "IT"


def test_the_phone_number_that_a_contact_has_already_says_the_country() -> None:
    stage = Stage()
    contact = stage.write("carl", phone="+34600000001")
    stage.do(c.UpdateContact, contact_id=contact, country=None)
    stage.write("carl", phone="+4915112345678", country="DE")
    assert (stage.contact(contact).phone, stage.contact(contact).country) == ("+34600000001", "ES")


@pytest.mark.parametrize(("said", "kept"), [("pt-BR", "pt"), ("EN_us", "en"), ("de", "de"), ("?", None)])
def test_the_language_is_stored_without_its_region(said: str, kept: str | None) -> None:
    stage = Stage()
    assert stage.contact(stage.write("carl", language=said)).language == kept


def test_a_guess_fills_only_what_is_empty() -> None:
    stage = Stage()
    contact = stage.write("carl", first_name="Carl")
    stage.do(c.UpdateContact, contact_id=contact, country="PT")
    stage.write("carl", first_name="Charles", phone="+34600000001", language="es")
    row = stage.contact(contact)
    assert (row.first_name, row.country, row.language, row.phone) == ("Carl", "PT", "es", "+34600000001")


def test_a_guess_fires_nothing() -> None:
    stage = Stage()
    stage.write("carl")
    before = stage.state.seq
    stage.write("carl", language="es", country="ES")
    assert stage.types(before) == ["message.received"]


def test_what_a_person_enters_wrongly_is_refused() -> None:
    stage = Stage()
    contact = stage.write("carl")
    stage.refused(c.UpdateContact, contact_id=contact, language="e")
    stage.refused(c.UpdateContact, contact_id=contact, country="Spain")
    stage.refused(c.UpdateContact, contact_id=contact, fields={"plan": "gold"})
    assert stage.do(c.UpdateContact, contact_id=contact, language=None).event is None


# --- closing by itself -------------------------------------------------------------------------------


def silent(after: int | None = 1800) -> tuple[Stage, int, int]:
    """A contact that has an answer."""
    stage = Stage(auto_close_after=after)
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.pass_time(minutes=1)
    stage.reply(ana, contact)
    return stage, ana, contact


def test_a_conversation_closes_when_the_contact_does_not_answer_a_user() -> None:
    stage, _, contact = silent()
    stage.pass_time(minutes=29, seconds=59)
    assert stage.contact(contact).conversation_id is not None
    stage.pass_time(seconds=1)
    assert stage.conversation(contact).close_source == "auto_close"
    assert stage.events("conversation.closed")[0].actor == "system"


def test_closing_by_itself_is_off_unless_it_is_set() -> None:
    stage, _, contact = silent(None)
    stage.pass_time(days=30)
    assert stage.contact(contact).conversation_id is not None


def test_an_answer_of_the_contact_ends_the_watch_even_at_the_same_moment() -> None:
    stage, ana, contact = silent()
    stage.write("carl", "Thanks")
    stage.pass_time(days=1)
    assert stage.contact(contact).conversation_id is not None
    stage.write("carl", "And?")
    stage.reply(ana, contact)
    stage.pass_time(minutes=30)
    assert stage.contact(contact).conversation_id is None


def test_the_last_message_of_a_user_counts() -> None:
    stage, ana, contact = silent()
    stage.pass_time(minutes=20)
    stage.reply(ana, contact, "One more thing")
    stage.pass_time(minutes=29, seconds=59)
    assert stage.contact(contact).conversation_id is not None
    stage.pass_time(seconds=1)
    assert stage.contact(contact).conversation_id is None


def test_messages_of_workflows_and_of_the_api_neither_start_nor_reset_the_watch() -> None:
    stage = Stage(auto_close_after=1800)
    stage.workflow(say("Hi"))
    contact = stage.write("carl")
    stage.do(c.SendMessage, contact_id=contact, text="News")
    stage.pass_time(days=1)
    assert stage.contact(contact).conversation_id is not None
    stage.reply(stage.user("ana"), contact)
    stage.pass_time(minutes=29)
    stage.do(c.SendMessage, contact_id=contact, text="News")
    stage.pass_time(minutes=1)
    assert stage.contact(contact).conversation_id is None


def test_a_closed_conversation_is_watched_no_longer() -> None:
    stage, _, contact = silent()
    stage.close(contact)
    stage.write("carl")
    stage.pass_time(days=1)
    assert stage.contact(contact).conversation_id is not None
    assert [row.kind for row in stage.state.timers.present()] == []


def test_a_longer_time_set_meanwhile_holds_and_none_ends_the_watch() -> None:
    stage, _, contact = silent()
    stage.do(c.UpdateWorkspace, auto_close_after=3600)
    stage.pass_time(minutes=59, seconds=59)
    assert stage.contact(contact).conversation_id is not None
    stage.do(c.UpdateWorkspace, auto_close_after=None)
    stage.pass_time(days=1)
    assert stage.contact(contact).conversation_id is not None


# --- closing -----------------------------------------------------------------------------------------


def test_a_category_must_exist_and_belongs_to_closing() -> None:
    stage = Stage()
    contact = stage.write("carl")
    stage.refused(c.SetConversation, contact_id=contact, status="closed", category="Sales")
    stage.new(c.CreateClosingCategory, name="Sales")
    stage.refused(c.SetConversation, contact_id=contact, status="open", category="Sales")
    stage.close(contact, category="Sales", summary="Sold")
    assert (stage.conversation(contact).category, stage.conversation(contact).summary) == ("Sales", "Sold")


def test_the_log_has_no_texts() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl", "SECRET", first_name="SECRET", phone="+34600000001")
    stage.reply(ana, contact, "SECRET")
    stage.do(c.AddComment, contact_id=contact, text="SECRET @{ana@x.test}")
    stage.new(c.CreateClosingCategory, name="Sales")
    stage.close(contact, summary="SECRET", category="Sales")
    stage.do(c.UpdateContact, contact_id=contact, last_name="SECRET", email="SECRET")
    assert "SECRET" not in str(stage.world.events)
    assert "+34600000001" not in str(stage.world.events)


# --- comments ----------------------------------------------------------------------------------------


def test_a_comment_mentions_users_and_is_no_message() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.do(c.AddComment, act(ana), contact_id=contact, text="Look, @{ANA@x.test}")
    event = stage.events("comment.created")[0]
    assert (event.actor, event.data) == (f"user:{ana}", {"mentions": [ana]})
    assert stage.sent(contact) == []
    assert stage.refused(c.AddComment, contact_id=contact, text="@{eve@x.test}") == "user_not_found"


def test_a_message_needs_a_channel() -> None:
    stage = Stage()
    contact = stage.new(c.CreateContact, first_name="Carl")
    assert stage.refused(c.SendMessage, contact_id=contact, text="Hi") == "no_channel"
    carl = stage.write("carl")
    stage.do(c.DeleteChannel, channel_id=stage.channel)
    assert stage.refused(c.SendMessage, contact_id=carl, text="Hi") == "no_channel"


def test_the_first_answer_of_a_user_is_noted_and_not_that_of_a_workflow() -> None:
    stage = Stage()
    stage.workflow(say("Hi"))
    contact = stage.write("carl")
    assert stage.conversation(contact).first_response_at is None
    stage.pass_time(minutes=5)
    stage.reply(stage.user("ana"), contact)
    answered = stage.world.now
    stage.pass_time(minutes=5)
    stage.reply(stage.user("ben"), contact)
    assert stage.conversation(contact).first_response_at == answered
