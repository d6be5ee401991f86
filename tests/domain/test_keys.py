"""Commands from outside that come twice."""

from datetime import timedelta

from evenhand.domain import commands as c
from tests.domain.stage import Stage, act


def key(name: str = "k", request: str | None = "r") -> c.RepeatKey:
    return c.RepeatKey(name * 32, None if request is None else request * 32, timedelta(hours=24))


def test_the_same_key_and_request_is_the_same_answer_and_has_its_effect_once() -> None:
    stage = Stage()
    first = stage.do(c.CreateTeam, name="Support", key=key())
    again = stage.do(c.CreateTeam, name="Support", key=key())
    assert again == c.Answer(first.event, duplicate=True)
    assert len(stage.events("team.created")) == 1


def test_the_same_key_with_another_request_is_refused() -> None:
    stage = Stage()
    stage.do(c.CreateTeam, name="Support", key=key())
    assert stage.refused(c.CreateTeam, name="Sales", key=key(request="s")) == "idempotency_key_reused"


def test_a_key_is_kept_for_its_time() -> None:
    stage = Stage()
    stage.do(c.CreateTeam, name="Support", key=key())
    stage.pass_time(hours=23, minutes=59)
    assert stage.do(c.CreateTeam, name="Support", key=key()).duplicate
    stage.pass_time(minutes=1)
    assert stage.refused(c.CreateTeam, name="Support", key=key()) == "team_name_taken"
    assert not stage.do(c.CreateTeam, name="Sales", key=key()).duplicate
    assert stage.do(c.CreateTeam, name="Sales", key=key()).duplicate


def test_a_refused_command_is_not_remembered() -> None:
    stage = Stage()
    team = stage.team()
    stage.refused(c.CreateTeam, name="Support", key=key())
    stage.do(c.DeleteTeam, team_id=team)
    assert not stage.do(c.CreateTeam, name="Support", key=key()).duplicate


def test_a_command_that_changed_nothing_is_remembered_too() -> None:
    stage = Stage()
    ana = stage.user("ana", status="online")
    assert stage.do(c.SetStatus, user_id=ana, status="online", key=key()) == c.Answer(None)
    stage.status(ana, "busy")
    again = stage.do(c.SetStatus, user_id=ana, status="online", key=key())
    assert again == c.Answer(None, duplicate=True)
    assert stage.refused(c.CreateTeam, name="Sales", key=key(request="s")) == "idempotency_key_reused"


def test_different_keys_are_different_commands() -> None:
    stage = Stage()
    contact = stage.write("carl")
    ana = stage.user("ana")
    for name in ("a", "b"):
        stage.do(c.SendMessage, act(ana), contact_id=contact, text="Hi", key=key(name))
    assert stage.sent(contact) == ["Hi", "Hi"]


def test_a_repeated_answer_is_that_of_then_whatever_has_become_of_the_thing() -> None:
    stage = Stage()
    first = stage.do(c.CreateTeam, name="Support", key=key())
    assert first.event is not None
    stage.do(c.DeleteTeam, team_id=first.event.seq)
    assert stage.do(c.CreateTeam, name="Support", key=key()) == c.Answer(first.event, duplicate=True)
