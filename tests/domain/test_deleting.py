"""What is left when users, teams, contacts, channels are deleted."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from tests.domain.books import check
from tests.domain.stage import Stage, act, assign_to, say


def staffed() -> tuple[Stage, int, int]:
    stage = Stage()
    return stage, stage.user("owner", role="owner", status="offline"), stage.user("ana")


# --- users -------------------------------------------------------------------------------------------


def test_a_deleted_user_loses_contacts_pools_tokens_and_keeps_the_name_in_history() -> None:
    stage, _, ana = staffed()
    team = stage.team("Support", ana)
    contact, closed = stage.write("carl"), stage.write("eve")
    stage.assign(contact, ana)
    stage.assign(closed, ana)
    stage.close(closed)
    token = stage.new(c.CreateToken, name="T", role="agent", hash="h", user=ana)
    stage.do(c.DeleteUser, user_id=ana)
    assert [stage.assignee(contact), stage.assignee(closed)] == [None, None]
    assert [event.data for event in stage.events("contact.unassigned")] == [{"reason": "user_deleted"}] * 2
    assert ana not in (*stage.state.pools.one(0), *stage.state.pools.one(team))
    assert stage.state.tokens.find(token) is None
    assert stage.state.users.one(ana).name == "Ana Test"
    check(stage.world)


def test_nothing_new_can_reach_a_deleted_user() -> None:
    stage, _, ana = staffed()
    stage.do(c.DeleteUser, user_id=ana)
    contact = stage.write("carl")
    team = stage.team()
    assert stage.refused(c.AssignContact, contact_id=contact, user=ana) == "user_not_found"
    assert stage.refused(c.AssignContact, contact_id=contact, user="ana@x.test") == "user_not_found"
    assert stage.refused(c.SetTeamMembers, team_id=team, users=[ana]) == "user_not_found"
    assert stage.refused(c.AddComment, contact_id=contact, text="@{ana@x.test}") == "user_not_found"
    assert stage.refused(c.CreateToken, name="T", role="agent", hash="h", user=ana) == "user_not_found"
    assert stage.refused(c.DeleteUser, user_id=ana) == "user_not_found"
    stage.user("ana")  # the e-mail is free again


def test_one_owner_remains() -> None:
    stage, owner, ana = staffed()
    assert stage.refused(c.DeleteUser, user_id=owner) == "last_owner"
    assert stage.refused(c.UpdateUser, user_id=owner, role="agent") == "last_owner"
    stage.do(c.UpdateUser, user_id=ana, role="owner")
    stage.do(c.DeleteUser, user_id=owner)


def test_who_waits_for_others_is_not_touched() -> None:
    stage, _, ana = staffed()
    stage.status(ana, "offline")
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    stage.do(c.DeleteUser, user_id=ana)
    assert stage.waiting() == [contact]


# --- teams -------------------------------------------------------------------------------------------


def test_a_deleted_team_has_nobody_and_its_name_is_free_again() -> None:
    stage, _, ana = staffed()
    team = stage.team("Support", ana)
    stage.do(c.DeleteTeam, team_id=team)
    assert not stage.state.pools.find(team)
    assert stage.refused(c.SetTeamMembers, team_id=team, users=[ana]) == "team_not_found"
    assert stage.refused(c.DeleteTeam, team_id=team) == "team_not_found"
    stage.team("Support")
    assert stage.refused(c.CreateTeam, name=" Support ") == "team_name_taken"


def test_the_same_members_again_are_no_change() -> None:
    stage, _, ana = staffed()
    team = stage.team("Support", ana)
    assert stage.do(c.SetTeamMembers, team_id=team, users=["ana@x.test", ana]).event is None


# --- contacts ----------------------------------------------------------------------------------------


def test_deleting_a_contact_erases_what_is_personal_and_frees_its_holder() -> None:
    stage, _, ana = staffed()
    stage.workflow(say("Hi {{ contact.first_name }}"))
    contact = stage.write("carl", "SECRET", first_name="SECRET", phone="+34600000001", language="es")
    stage.new(c.CreateCustomField, name="plan", type="text")
    stage.do(
        c.UpdateContact, contact_id=contact, email="SECRET@x.test", tags=["SECRET"], fields={"plan": "SECRET"}
    )
    stage.assign(contact, ana)
    stage.do(c.AddComment, act(ana), contact_id=contact, text="SECRET")
    stage.close(contact, summary="SECRET")
    stage.write("carl", "SECRET")
    assert stage.open_contacts(ana) == [1]
    before = stage.state.seq
    stage.do(c.DeleteContact, contact_id=contact)
    assert stage.types(before) == ["contact.deleted"]
    assert stage.open_contacts(ana) == [0]
    check(stage.world)
    tables = (stage.state.contacts, stage.state.messages, stage.state.comments, stage.state.conversations)
    assert "SECRET" not in str([table.present() for table in (*tables, stage.state.runs)])


def test_who_writes_after_being_deleted_is_somebody_new() -> None:
    stage, _, _ = staffed()
    contact = stage.write("carl")
    stage.do(c.DeleteContact, contact_id=contact)
    assert stage.write("carl") != contact


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (c.UpdateContact, {}),
        (c.DeleteContact, {}),
        (c.SendMessage, {"text": "Hi"}),
        (c.AssignContact, {"user": None}),
        (c.SetConversation, {"status": "open"}),
    ],
)
def test_a_deleted_contact_is_not_found(kind: type[c.Command], fields: dict[str, Any]) -> None:
    stage, _, _ = staffed()
    contact = stage.write("carl")
    stage.do(c.DeleteContact, contact_id=contact)
    assert stage.refused(kind, contact_id=contact, **fields) == "contact_not_found"


def test_the_watch_for_silence_ends_with_the_contact() -> None:
    stage = Stage(auto_close_after=1800)
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.reply(ana, contact)
    stage.do(c.DeleteContact, contact_id=contact)
    assert stage.state.timers.present() == []
    check(stage.world)


# --- channels and what else there is -----------------------------------------------------------------


def test_a_deleted_channel_has_no_secrets_and_its_name_is_free_again() -> None:
    stage, _, _ = staffed()
    stage.do(c.DeleteChannel, channel_id=stage.channel)
    row = stage.state.channels.one(stage.channel)
    assert (row.token_hash, row.secret) == (None, None)
    assert stage.refused(c.UpdateChannel, channel_id=stage.channel, name="X") == "channel_not_found"
    stage.new_channel("Web")
    other = stage.new_channel("Other")
    assert stage.refused(c.UpdateChannel, channel_id=other, name="Web") == "channel_name_taken"


def test_fields_categories_and_tokens_go() -> None:
    stage, _, _ = staffed()
    field = stage.new(c.CreateCustomField, name="plan", type="text")
    category = stage.new(c.CreateClosingCategory, name="Sales")
    token = stage.new(c.CreateToken, name="T", role="owner", hash="h")
    stage.do(c.DeleteCustomField, field_id=field)
    stage.do(c.DeleteClosingCategory, category_id=category)
    stage.do(c.DeleteToken, token_id=token)
    assert stage.refused(c.DeleteCustomField, field_id=field) == "custom_field_not_found"
    assert stage.refused(c.DeleteClosingCategory, category_id=category) == "closing_category_not_found"
    assert stage.refused(c.DeleteToken, token_id=token) == "token_not_found"
