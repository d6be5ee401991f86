from datetime import timedelta

import pytest

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from tests.domain.stage import API, START, Stage, assign_to


def test_time_stands_still_until_it_is_moved_and_never_goes_back() -> None:
    stage = Stage()
    stage.team("One")
    stage.world.run_due(START + timedelta(hours=1))
    stage.team("Two")
    stage.world.run_due(START)
    stage.team("Three")
    assert [event.at - START for event in stage.events("team.created")] == [
        timedelta(),
        timedelta(hours=1),
        timedelta(hours=1),
    ]


def test_each_timer_on_the_way_goes_at_its_own_moment() -> None:
    stage = Stage()
    stage.user("ana", status="offline")
    stage.workflow(assign_to(only_online=True, timeout="4h"))
    stage.write("one")
    stage.pass_time(hours=1)
    stage.write("two")
    stage.pass_time(days=30)
    assert [event.at - START for event in stage.events("run.ended")] == [
        timedelta(hours=4),
        timedelta(hours=5),
    ]
    assert stage.world.now == START + timedelta(days=30, hours=1)


def test_a_refused_command_leaves_no_trace() -> None:
    stage = Stage()
    stage.team("One")
    count = len(stage.world.events)
    with pytest.raises(Refused):
        stage.world.do(c.CreateTeam(workspace_id=1, actor=API, name="One"))
    stage.team("Two")
    assert [event.seq for event in stage.world.events[count:]] == [count + 1]


def test_the_same_story_is_the_same_log() -> None:
    def story() -> Stage:
        stage = Stage()
        ana = stage.user("ana", status="offline")
        stage.workflow(assign_to(only_online=True, logic="least_open"))
        for number in range(5):
            stage.write(f"c{number}")
            stage.pass_time(minutes=1)
        stage.status(ana, "online")
        return stage

    assert story().world.events == story().world.events
