from datetime import timedelta

import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from tests.domain.stage import Stage, assign_to


def seen(stage: Stage, user: int, *, connected: bool = True, active: bool = True) -> None:
    stage.do(c.Seen, user_id=user, connected=connected, active=active)


def beat(stage: Stage, user: int, minutes: float, *, active: bool = True) -> None:
    """A live connection that says so twice a minute."""
    for _ in range(int(minutes * 2)):
        seen(stage, user, active=active)
        stage.pass_time(seconds=30)


def status(stage: Stage, user: int) -> m.Status:
    return stage.state.user_states.one(user).status


def test_a_user_is_offline_without_a_connection_and_online_with_one() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    assert status(stage, ana) == "offline"
    seen(stage, ana)
    assert status(stage, ana) == "online"


def test_offline_comes_60_seconds_after_the_last_connection_has_gone() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.pass_time(seconds=20)
    seen(stage, ana, connected=False, active=False)
    stage.pass_time(seconds=59)
    assert status(stage, ana) == "online"
    stage.pass_time(seconds=1)
    assert status(stage, ana) == "offline"


def test_coming_back_within_the_grace_period_changes_nothing() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    seen(stage, ana, connected=False)
    stage.pass_time(seconds=59)
    seen(stage, ana)
    beat(stage, ana, 5)
    assert len(stage.events("user.status_changed", user_id=ana)) == 1


def test_a_process_that_falls_silent_leaves_nobody_online_for_ever() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.pass_time(seconds=89)
    assert status(stage, ana) == "online"
    stage.pass_time(seconds=1)
    assert status(stage, ana) == "offline"


def test_the_end_of_a_connection_that_was_given_up_brings_nobody_online() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.pass_time(minutes=5)
    seen(stage, ana, connected=False, active=False)
    assert status(stage, ana) == "offline"


def test_without_activity_a_connected_user_is_offline_after_the_workspaces_time() -> None:
    stage = Stage(inactivity_timeout=600)
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    beat(stage, ana, 9.5, active=False)
    assert status(stage, ana) == "online"
    beat(stage, ana, 0.5, active=False)
    assert status(stage, ana) == "offline"
    beat(stage, ana, 2, active=False)
    assert status(stage, ana) == "offline"
    seen(stage, ana)
    assert status(stage, ana) == "online"


def test_busy_is_a_choice_and_coming_back_restores_it() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.do(c.ChooseStatus, user_id=ana, choice="busy")
    assert status(stage, ana) == "busy"
    seen(stage, ana, connected=False)
    stage.pass_time(minutes=1)
    assert status(stage, ana) == "offline"
    seen(stage, ana)
    assert status(stage, ana) == "busy"


@pytest.mark.parametrize("driven", ["online", "busy", "offline"])
def test_a_status_given_by_the_api_is_kept_until_told_otherwise(driven: m.Status) -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.do(c.ChooseStatus, user_id=ana, choice="busy")
    stage.status(ana, driven)
    beat(stage, ana, 1)
    stage.pass_time(days=30)
    assert status(stage, ana) == driven
    stage.do(c.ChooseStatus, user_id=ana, choice="online")
    assert status(stage, ana) == "online"
    stage.pass_time(seconds=60)
    assert status(stage, ana) == "offline"


def test_a_connection_that_goes_while_the_api_drives_is_not_taken_for_a_longer_one() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.status(ana, "busy")
    seen(stage, ana, connected=False)
    stage.do(c.ChooseStatus, user_id=ana, choice="online")
    stage.pass_time(seconds=59)
    assert status(stage, ana) == "online"
    stage.pass_time(seconds=1)
    assert status(stage, ana) == "offline"


def test_a_shorter_time_of_inactivity_holds_from_the_next_activity() -> None:
    stage = Stage(inactivity_timeout=1800)
    ana = stage.user("ana", status="offline")
    seen(stage, ana)
    stage.do(c.UpdateWorkspace, inactivity_timeout=60)
    seen(stage, ana)
    stage.pass_time(seconds=30)
    seen(stage, ana, active=False)
    stage.pass_time(seconds=29)
    assert status(stage, ana) == "online"
    stage.pass_time(seconds=1)
    assert status(stage, ana) == "offline"


def test_the_same_status_again_is_no_change() -> None:
    stage = Stage()
    ana = stage.user("ana", status="online")
    assert stage.do(c.SetStatus, user_id=ana, status="online").event is None


def test_a_change_names_what_was_before_and_who_did_it() -> None:
    stage = Stage()
    ana = stage.user("ana", status="online")
    event = stage.do(c.SetStatus, user_id=ana, status="busy").event
    assert event is not None
    assert (event.type, event.user_id, event.actor) == ("user.status_changed", ana, "api")
    assert event.data == {"status": "busy", "previous": "online"}


def test_a_deleted_user_has_no_presence() -> None:
    stage = Stage()
    stage.user("owner", role="owner")
    ana = stage.user("ana", status="online")
    stage.do(c.DeleteUser, user_id=ana)
    assert status(stage, ana) == "offline"
    assert stage.refused(c.SetStatus, user_id=ana, status="online") == "user_not_found"
    assert stage.refused(c.Seen, user_id=ana, connected=True, active=True) == "user_not_found"
    stage.pass_time(days=1)


def test_only_exactly_online_is_online_for_assignment() -> None:
    stage = Stage()
    ana = stage.user("ana", status="busy")
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    assert stage.waiting() == [contact]
    stage.status(ana, "offline")
    stage.status(ana, "busy")
    assert stage.waiting() == [contact]
    stage.status(ana, "online")
    assert stage.assignee(contact) == ana


def test_coming_online_by_a_connection_takes_who_waits() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True))
    contact = stage.write("carl")
    seen(stage, ana)
    assert stage.assignee(contact) == ana


def test_one_timer_a_user_however_often_it_is_seen() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    beat(stage, ana, 10)
    assert len(stage.state.timers.present()) == 1
    assert stage.types(0).count("user.seen") == 0
    moved = stage.state.timers.present()[0]
    assert moved.due_at - stage.world.now <= timedelta(seconds=90)
