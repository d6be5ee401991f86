"""A contact who is added with who it is on channels can be written to, and is found when it writes."""

from evenhand.domain import commands as c
from tests.domain.stage import Stage


def test_a_known_contact_is_written_to_on_the_first_channel() -> None:
    stage = Stage()
    chat = stage.new_channel("Chat")
    ana = stage.user("ana")
    carl = stage.new(c.CreateContact, first_name="Carl", identities={chat: "carl-7", stage.channel: "carl"})
    stage.reply(ana, carl, "Hello")
    [message] = stage.state.messages.present()
    assert (message.contact_id, message.channel_id) == (carl, chat)


def test_a_known_contact_who_writes_is_the_same() -> None:
    stage = Stage()
    carl = stage.new(c.CreateContact, first_name="Carl", identities={stage.channel: "carl"})
    assert stage.write("carl", first_name="Somebody") == carl
    assert stage.contact(carl).first_name == "Carl"
    stage.do(c.DeleteContact, contact_id=carl)
    assert stage.write("carl") != carl


def test_who_is_known_already_or_on_no_channel_is_refused() -> None:
    stage = Stage()
    stage.write("carl")
    assert stage.refused(c.CreateContact, identities={stage.channel: "carl"}) == "identity_taken"
    assert stage.refused(c.CreateContact, identities={99: "carl"}) == "channel_not_found"
    gone = stage.new_channel("Gone")
    stage.do(c.DeleteChannel, channel_id=gone)
    assert stage.refused(c.CreateContact, identities={gone: "carl"}) == "channel_not_found"
    assert len(stage.state.contacts.present()) == 1
