"""People and settings that a process keeps in memory are those of the database, whoever changed them."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from evenhand.domain import commands as c
from evenhand.domain.assignment import eligibility
from evenhand.domain.errors import Refused
from evenhand.engine import lanes as engine
from evenhand.storage import roster
from tests.clock import SetClock
from tests.engine.changes import CHANGES, be_seen, go, set_up
from tests.engine.office import Office, Town, all_of, assign_to, people_of, until

LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)


@pytest.fixture
async def other(office: Office, town: Town, clock: SetClock) -> Office:
    """The same workspace through another process."""
    return office.through(await town.lanes(clock))


def kept(office: Office) -> dict[str, dict[Any, Any]]:
    """What the process of this office holds."""
    return people_of(office.lanes._states[office.workspace_id])


@pytest.mark.parametrize("name", CHANGES)
async def test_what_another_process_changed_is_known(office: Office, other: Office, name: str) -> None:
    await set_up(office)
    await other.do(c.CreateContact)
    await CHANGES[name](office)
    await other.do(c.CreateContact)
    assert kept(other) == await office.people()
    await office.check()


async def test_two_processes_that_change_everything_in_turns_agree(office: Office, other: Office) -> None:
    await set_up(office)
    names = [*CHANGES] * 2
    random.Random(7).shuffle(names)
    for at, name in enumerate(names):
        here, there = (office, other) if at % 2 else (other, office)
        await CHANGES[name](here)
        await there.do(c.CreateContact)
        assert kept(there) == await office.people(), name
    await office.check()


@pytest.mark.parametrize("name", CHANGES)
async def test_only_what_another_process_changed_is_read(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    await set_up(office)
    await office.hire(*(f"user{number}" for number in range(12)))
    await other.do(c.CreateContact)
    await CHANGES[name](office)
    asked = roster._ask
    rows: list[Any] = []

    async def counted(*given: Any) -> dict[str, list[Any]]:
        found = await asked(*given)
        rows.extend(row for table in found.values() for row in table)
        return found

    async def refused(*_: object) -> None:
        raise AssertionError("everybody was read")

    with monkeypatch.context() as watched:
        watched.setattr(roster, "load_whole", refused)
        watched.setattr(roster, "_ask", counted)
        await other.do(c.CreateContact)
    assert kept(other) == await office.people()
    assert len(rows) <= 12, rows


async def test_a_large_roster_is_read_in_rounds(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(office)
    await office.hire(*(f"user{number}" for number in range(7)))
    asked = roster._ask
    most: list[int] = []

    async def counted(*given: Any) -> dict[str, list[Any]]:
        found = await asked(*given)
        most.append(max(len(rows) for table, rows in found.items() if table != "pool_members"))
        return found

    with monkeypatch.context() as watched:
        watched.setattr(roster, "SIZES", {"users": 3, "workflows": 1})
        watched.setattr(roster, "SIZE", 2)
        watched.setattr(roster, "_ask", counted)
        await other.do(c.CreateContact)
    assert kept(other) == await office.people()
    assert max(most) == 3
    assert len(most) > 3


async def test_when_too_many_have_changed_everybody_is_read_anew(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(office)
    await other.do(c.CreateContact)
    monkeypatch.setattr(roster, "USERS_READ", 1)
    await office.hire("eve", "fay")
    await other.do(c.CreateContact)
    assert kept(other) == await office.people()


async def test_who_of_a_large_pool_is_next_is_not_worked_out_anew(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change by another process moves one user of the order that is kept."""
    monkeypatch.setattr(eligibility, "WHOLE_POOL", 0)
    users = await office.hire("ana", "ben", "cleo", "dan")
    team = await office.team(users)
    await office.publish(assign_to(only_online=True))
    await other.write("c-1")
    state = other.lanes._states[office.workspace_id]
    standing = state.standings[team]
    await office.do(c.SetStatus, user_id=users[1], status="busy")
    await office.do(c.SetTeamMembers, team_id=team, users=[*users[:3]])
    [eve] = await office.hire("eve")
    await office.do(c.SetTeamMembers, team_id=team, users=[users[0], users[1], users[2], eve])
    await office.do(c.CreateTeam, name="Another")
    for number in range(3):
        await other.write(f"d-{number}")
    assert state.standings[team] is standing
    held = await office.column(
        "select assignee_id from contacts where workspace_id = %(ws)s order by assigned_seq"
    )
    assert held == [users[0], users[2], eve, users[0]]


async def test_after_too_many_events_everything_is_read_anew(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "CHANGES_READ", 3)
    await set_up(office)
    await other.do(c.CreateContact)
    for _ in range(4):
        await office.write(f"c-{random.randrange(10**9)}")
    await go(office, "busy")
    await other.do(c.CreateContact)
    assert kept(other) == await office.people()


async def test_nothing_is_read_again_by_whoever_is_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_up(office)

    async def read(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr(roster, "load_whole", read)
    monkeypatch.setattr(roster, "_load_changed", read)
    await be_seen(office)  # changes without an event
    await office.write("c-1")
    with pytest.raises(Refused):
        await office.do(c.SendMessage, contact_id=1, text="x")
    await office.write("c-2")


async def test_being_passed_over_forgets_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await set_up(office)
    before = office.lanes._states[office.workspace_id]
    async with office.database.reads.connection() as connection, connection.transaction():
        lock = "select from lanes where workspace_id = %(ws)s for update"
        await connection.execute(lock, {"ws": office.workspace_id})
        answer = office.lanes.put(office.note("waits"))
        [item] = office.lanes._queues._waiting[office.workspace_id]
        await until(lambda: item.passed_over)
    await answer
    assert office.lanes._states[office.workspace_id] is before


async def test_what_did_not_get_in_is_forgotten(office: Office, other: Office) -> None:
    await set_up(office)
    with pytest.raises(Refused):
        await office.do(c.CreateUser, email="eve@x.test", name="Eve \0", role="agent")
    await other.do(c.CreateContact)  # takes the number that Eve would have had
    [eve] = await office.hire("eve")
    assert kept(office) == await office.people()
    assert eve in kept(office)["users"]


async def test_few_workspaces_are_kept(
    office: Office, town: Town, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "STATES_KEPT", 2)
    offices = [(await town.office(clock)).through(office.lanes) for _ in range(3)]
    for each in (*offices, office):
        await each.do(c.CreateContact)
    assert list(office.lanes._states) == [offices[-1].workspace_id, office.workspace_id]
    for each in (*offices, office):
        await each.do(c.CreateContact)
        await each.check()


# --- presence, which changes without an event ------------------------------------------------------


async def test_signs_of_life_through_one_process_hold_whatever_another_writes(
    office: Office, other: Office, clock: SetClock
) -> None:
    clock.at = LATER
    [user] = await office.hire("ana", status="offline")
    await office.team([user])
    await office.publish(assign_to(only_online=True))
    await office.do(c.ChooseStatus, user_id=user, choice="online")
    status = "select status from user_states where workspace_id = %(ws)s"
    for number in range(6):
        clock.move(timedelta(seconds=30))
        await office.do(c.Seen, user_id=user, connected=True, active=True)
        await other.write(f"c-{number}")  # assigned to her
        other.lanes.tick([office.workspace_id])
        await other.do(c.CreateContact)
        assert await office.column(status) == ["online"]
    clock.move(timedelta(seconds=91))
    other.lanes.tick([office.workspace_id])
    await other.do(c.CreateContact)
    assert await office.column(status) == ["offline"]
    await office.check()


async def test_two_processes_share_one_rotation(office: Office, other: Office) -> None:
    users = await office.hire("ana", "ben", "cleo")
    await office.team(users)
    await office.publish(assign_to())
    for number in range(12):
        await (office, other)[number % 2].write(f"c-{number}")
    both = [each.lanes.put(each.message(f"d-{n}")) for n in range(9) for each in (office, other)]
    assert all(isinstance(answer, c.Answer) for answer in await all_of(both))
    held = await office.column(
        "select assignee_id from contacts where workspace_id = %(ws)s order by assigned_seq"
    )
    assert held == users * 7
    assert kept(office)["user_states"].keys() == set(users)
