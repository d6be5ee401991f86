"""Who sees which contact; what a token without a user sees."""

from contextlib import suppress

import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.errors import Refused
from tests.domain.stage import Stage, act, assign_to


def cast(**settings: object) -> tuple[Stage, dict[str, int], dict[str, int]]:
    """An agent, a colleague of the same team, a stranger, and a contact of each and of nobody."""
    stage = Stage(**settings)
    team = stage.team()
    users = {name: stage.user(name) for name in ("me", "colleague", "stranger")}
    stage.join(users["me"], team)
    stage.join(users["colleague"], team)
    contacts = {name: stage.write(name) for name in (*users, "nobody")}
    for name, user in users.items():
        stage.assign(contacts[name], user)
    return stage, users, contacts


def seen_by(stage: Stage, actor: c.Actor, contacts: dict[str, int]) -> set[str]:
    seen: set[str] = set()
    for name, contact in contacts.items():
        with suppress(Refused):
            stage.do(c.AddComment, actor, contact_id=contact, text="Seen")
            seen.add(name)
    return seen


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_owners_and_managers_see_everybody(role: m.Role) -> None:
    stage, users, contacts = cast(agents_see_own_only=True)
    assert seen_by(stage, act(users["me"], role), contacts) == set(contacts)
    assert seen_by(stage, c.Actor("api", None, role), contacts) == set(contacts)


def test_an_agent_sees_own_contacts_those_of_the_team_and_of_nobody() -> None:
    stage, users, contacts = cast()
    assert seen_by(stage, act(users["me"], "agent"), contacts) == {"me", "colleague", "nobody"}
    assert seen_by(stage, act(users["stranger"], "agent"), contacts) == {"stranger", "nobody"}


def test_a_setting_narrows_it_to_own_only() -> None:
    stage, users, contacts = cast(agents_see_own_only=True)
    assert seen_by(stage, act(users["me"], "agent"), contacts) == {"me"}


def test_an_agents_token_without_a_user_has_no_own_contacts() -> None:
    stage, _, contacts = cast()
    token = c.Actor("api", None, "agent")
    assert seen_by(stage, token, contacts) == {"nobody"}
    stage.do(c.UpdateWorkspace, agents_see_own_only=True)
    assert seen_by(stage, token, contacts) == set()


def test_who_does_not_see_the_contact_can_do_nothing_to_it() -> None:
    stage, users, contacts = cast()
    stranger, contact = act(users["stranger"], "agent"), contacts["me"]
    for kind, fields in (
        (c.SendMessage, {"text": "Hi"}),
        (c.AssignContact, {"user": users["stranger"]}),
        (c.SetConversation, {"status": "closed"}),
        (c.UpdateContact, {"first_name": "X"}),
        (c.DeleteContact, {}),
    ):
        assert stage.refused(kind, stranger, contact_id=contact, **fields) == "contact_not_found"


def test_a_run_of_a_contact_that_one_does_not_see_is_not_there() -> None:
    stage, users, contacts = cast()
    stage.close(contacts["me"])
    for user in users.values():
        stage.status(user, "offline")
    stage.workflow(assign_to(only_online=True))
    stage.write("me")
    run = stage.run(contacts["me"]).id
    assert stage.refused(c.TakeOut, act(users["stranger"], "agent"), run_id=run) == "run_not_found"
    stage.do(c.TakeOut, act(users["colleague"], "agent"), run_id=run)


def test_an_agent_picks_a_contact_of_nobody_and_assigns_it_to_anybody() -> None:
    stage, users, contacts = cast()
    stage.assign(contacts["nobody"], users["me"], act(users["me"], "agent"))
    stage.assign(contacts["nobody"], users["stranger"], act(users["me"], "agent"))
    code = stage.refused(
        c.AssignContact, act(users["me"], "agent"), contact_id=contacts["nobody"], user=users["me"]
    )
    assert code == "contact_not_found"
