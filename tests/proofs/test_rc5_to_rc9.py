"""One test for each root cause of what users of other products report: RC5 to RC9, who is chosen and when.

Each names the reports that it answers, and what in Evenhand would have to break for it to fail.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from evenhand.domain import commands as c
from evenhand.engine.lanes import Lanes
from evenhand.engine.timers import Timers
from tests.clock import SetClock
from tests.engine.office import Office, Town, assign_to, say
from tests.proofs.firm import Firm

WAITING: Final = "select contact_id from queue_entries where workspace_id = %(ws)s order by id"
TIMERS: Final = "select id from timers where workspace_id = %(ws)s"
LATER: Final = datetime(2090, 1, 1, tzinfo=UTC)
"""Ahead of any real clock, since a workspace's time never goes back."""


async def fire(office: Office, clock: SetClock) -> None:
    """Whatever is due is done, by these lanes: they take one batch when they are told to."""
    await Timers(office.database, clock, office.lanes.tick).run_once()
    while await office.lanes.run_once():
        pass


async def test_rc5_who_is_not_online_gets_nothing_and_a_reconnect_is_no_absence(
    office: Office, clock: SetClock
) -> None:
    """RC5: presence and ownership disagree.

    Only who is `online` is chosen: neither who is busy, nor who is offline, nor the one who had the contact
    before and is away when it comes back. A connection that returns within the grace changes nothing; one
    that does not makes its user offline, and nobody is lost: who writes meanwhile waits, and is served when
    somebody is back. A deleted user keeps nobody.

    Answers https://github.com/chatwoot/chatwoot/issues/7204, https://github.com/chatwoot/chatwoot/issues/4158,
    https://github.com/chatwoot/chatwoot/issues/9587, https://github.com/chatwoot/chatwoot/issues/10739,
    https://github.com/chatwoot/chatwoot/issues/5436, https://github.com/chatwoot/chatwoot/issues/5672,
    https://github.com/abhinavxd/libredesk/pull/568, https://github.com/RocketChat/Rocket.Chat/issues/20965
    and https://github.com/twilio-professional-services/flex-project-template/issues/290.

    Fails if a rule names who is left out (`status == "offline"`) and not who is let in, or without `GRACE`.
    """
    clock.at = LATER
    ana, ben = await office.hire("ana", "ben", status="offline")
    boss = await office.create(c.CreateUser, email="boss@x.test", name="Boss", role="owner")
    await office.team([ana, ben])
    await office.publish(assign_to(only_online=True))
    first = (await office.write("first")).contact_id or 0
    await office.do(c.SetStatus, user_id=ben, status="busy")
    assert await office.assignees(first) == [None]

    await office.do(c.ChooseStatus, user_id=ana, choice="online")
    assert await office.assignees(first) == [ana]
    await office.do(c.Seen, user_id=ana, connected=True, active=True)
    await office.do(c.Seen, user_id=ana, connected=False, active=False)
    clock.move(timedelta(seconds=59))
    await office.do(c.Seen, user_id=ana, connected=True, active=False)
    await office.do(c.Seen, user_id=ana, connected=False, active=False)
    clock.move(timedelta(seconds=59))
    await fire(office, clock)
    assert await office.assignees((await office.write("second")).contact_id or 0) == [ana]
    clock.move(timedelta(seconds=1))
    await fire(office, clock)

    await office.do(c.SetConversation, contact_id=first, status="closed")
    await office.write("first")
    third = (await office.write("third")).contact_id or 0
    assert await office.assignees(first, third) == [ana, None]
    await office.do(c.SetStatus, user_id=ben, status="online")
    assert await office.assignees(first, third) == [ben, ben]
    await office.do(c.DeleteUser, user_id=ben)
    assert await office.assignees(first, third) == [None, None]
    assert await office.one("select status from user_states where user_id = %(user)s", user=boss) == "offline"
    await Firm([office]).check()


async def test_rc6_a_clock_outlives_the_process_that_set_it_and_strikes_once(
    office: Office, town: Town, clock: SetClock
) -> None:
    """RC6: nobody owns the "not answered" clock.

    Two contacts wait for a team that is away, and the process that took them ends. One is given to somebody
    in time: its clock does nothing any more. The other's is seen by two new processes at once: it goes on to
    the other team once, not before its time, without whom it had before.

    Answers https://github.com/chatwoot/chatwoot/issues/13516, https://github.com/chatwoot/chatwoot/issues/13515,
    https://github.com/chatwoot/chatwoot/issues/14508 and
    https://github.com/LiveHelperChat/livehelperchat/issues/1073.

    Fails if a timer is kept in memory, or if one acts without a look at its row and time (`timers.due`).
    """
    clock.at = LATER
    ana, ben, cleo = await office.hire("ana", "ben", "cleo")
    await office.do(c.SetStatus, user_id=ana, status="offline")
    await office.team([ana])
    await office.team([ben, cleo], "Second line")
    instead = [assign_to("Second line", exclude=["current_assignee"])]
    await office.publish(assign_to(only_online=True, timeout="10m", on_timeout=instead), say("Hello"))
    left = (await office.write("left")).contact_id or 0
    await office.do(c.AssignContact, contact_id=left, user=ben)
    await office.do(c.SetConversation, contact_id=left, status="closed")
    for name in ("left", "helped"):
        helped = (await office.write(name)).contact_id or 0
    assert await office.column(WAITING) == [left, helped]
    await office.lanes.stop()

    offices = [office.through(Lanes(await town.database(), clock)) for _ in range(2)]
    clock.move(timedelta(minutes=10) - timedelta(microseconds=1))
    for each in offices:
        await fire(each, clock)
        for timer in await office.column(TIMERS):
            await given(each, c.TimerDue, actor=c.SYSTEM, timer_id=timer)
    assert await office.assignees(left, helped) == [ben, None]
    await given(offices[0], c.AssignContact, contact_id=helped, user=ben)
    clock.move(timedelta(microseconds=1))
    for each in offices:
        await Timers(each.database, clock, each.lanes.tick).run_once()
    for each in offices:
        await fire(each, clock)
    taken = [user for contact, user in await Firm(offices).taken() if contact == left]
    assert taken == [ben, cleo]
    assert await office.assignees(left, helped) == [cleo, ben]
    assert await office.column(TIMERS) == []
    await Firm(offices).check()


async def given(office: Office, kind: type[c.Command], **fields: object) -> c.Answer:
    """A command on lanes that take a batch when they are told to."""
    answer = office.lanes.put(office.command(kind, **fields))
    while await office.lanes.run_once():
        pass
    return answer.result()


async def test_rc7_load_is_one_number_over_all_channels_and_teams(office: Office) -> None:
    """RC7: unclear what counts as load.

    Ana is in two teams that serve two channels, under a cap of two: it holds for both together. What is
    closed does not count, what is assigned without being open neither, and what is opened again does, also
    above the cap; then she is not chosen until she is below it. The kept number is always the counted one.

    Answers https://github.com/RocketChat/Rocket.Chat/pull/35722,
    https://github.com/RocketChat/Rocket.Chat/issues/21839, https://github.com/odoo/odoo/pull/225514,
    https://github.com/chatwoot/chatwoot/issues/1198 and Zendesk's inactive tickets that wake up
    (https://support.zendesk.com/hc/en-us/articles/5308501814042).

    Fails if opening or closing does not count (`assign.count`), or a cap looks at one team's contacts only.
    """
    [ana] = await office.hire("ana")
    for name in ("Sales", "Support"):
        await office.team([ana], name)
    shop = await office.on_channel("Shop")
    step = {"max_open_contacts": 2, "timeout": "4h"}
    await office.publish(assign_to("Sales", **step), name="Sales")
    await office.publish(assign_to("Support", **step), name="Support", channel="Shop")
    firm = Firm([office])

    async def wrote(where: Office, name: str) -> int:
        contact = (await where.write(name)).contact_id or 0
        assert await firm.held() == {ana: await kept()}
        return contact

    async def kept() -> int:
        return await office.one("select open_contacts from user_states where workspace_id = %(ws)s")

    one, two = await wrote(office, "one"), await wrote(shop, "two")
    three, four = await wrote(shop, "three"), await wrote(office, "four")
    assert (await kept(), await firm.waiting()) == (2, [three, four])
    asleep = await office.create(c.CreateContact, first_name="Asleep")
    await office.do(c.AssignContact, contact_id=asleep, user=ana)
    assert await kept() == 2
    await office.do(c.SetConversation, contact_id=one, status="closed")
    assert (await kept(), await firm.waiting()) == (2, [four])
    await office.do(c.SetConversation, contact_id=asleep, status="open")
    assert await kept() == 3, "it was hers and is open: shown, not hidden"
    await office.do(c.SetConversation, contact_id=two, status="closed")
    assert (await kept(), await firm.waiting()) == (2, [four]), "still at the cap"
    await office.do(c.SetConversation, contact_id=asleep, status="closed")
    assert (await kept(), await firm.waiting()) == (2, [])
    await firm.check()


async def test_rc8_turns_are_even_whatever_happens_to_processes_and_people(
    firm: Firm, town: Town, clock: SetClock
) -> None:
    """RC8: "round robin" that is not fair.

    Thirty contacts through three processes and one that was started anew are ten for each of three agents.
    Somebody who was away is not flooded on coming back: one turn, not those that were missed. A newcomer and
    somebody who left and came back change nothing for the others, and the turns of somebody away are shared
    by all, not taken by one.

    Answers https://github.com/odoo/odoo/pull/259775, https://github.com/RocketChat/Rocket.Chat/issues/13134,
    https://github.com/RocketChat/Rocket.Chat/issues/6802, https://github.com/jstanden/cerb/issues/239,
    https://github.com/Vacademy-io/vacademy_platform/pull/2170,
    https://github.com/Nexmo/comms-router/issues/62, https://github.com/chatwoot/chatwoot/issues/11034, and
    the rotations of libredesk and Tiledesk that begin anew with each process or pause.

    Fails if the last turn is not kept in the database, not taken (`take_turn`), or forgotten by leaving.
    """
    here = firm.here
    users = await here.hire("ana", "ben", "cleo")
    ana, ben, cleo = users
    team = await here.team(users)
    await here.publish(assign_to(only_online=True))
    await firm.write(*(f"a-{number}" for number in range(16)))
    await firm.offices.pop().lanes.stop()
    anew = here.through(await town.lanes(clock, await town.database()))
    firm.offices.append(anew)
    await firm.write(*(f"b-{number}" for number in range(14)))
    assert await shares(firm) == {ana: 10, ben: 10, cleo: 10}

    before = await firm.last()
    await here.do(c.SetStatus, user_id=ana, status="offline")
    await firm.write(*(f"c-{number}" for number in range(10)))
    assert await shares(firm, before) == {ben: 5, cleo: 5}
    await anew.do(c.SetStatus, user_id=ana, status="online")
    before = await firm.last()
    await firm.write(*(f"d-{number}" for number in range(9)))
    assert await shares(firm, before) == {ana: 3, ben: 3, cleo: 3}

    [dan] = await here.hire("dan")
    await here.do(c.SetTeamMembers, team_id=team, users=[ana, cleo])
    await here.do(c.SetTeamMembers, team_id=team, users=[dan, ana, ben, cleo])
    before = await firm.last()
    await firm.write(*(f"e-{number}" for number in range(8)))
    assert await shares(firm, before) == {ana: 2, ben: 2, cleo: 2, dan: 2}
    await firm.check()


async def shares(firm: Firm, after: int = 0) -> dict[int, int]:
    """How many contacts each was given."""
    return dict(Counter(user for _, user in await firm.taken(after)))


async def test_rc9_a_choice_is_made_on_what_is_true_now(firm: Firm) -> None:
    """RC9: a decision made on a stale snapshot.

    One process knows a team, people and a workflow from choices that it has made. Another process changes
    each of them; the very next choice of the first goes by the change, time after time.

    Answers https://github.com/chatwoot/chatwoot/pull/15524.

    Fails if people that a process keeps between batches are trusted (`storage.lanes.refresh_people`).
    """
    here, there = firm.here, firm.offices[1]
    ana, ben = await here.hire("ana", "ben")
    team = await here.team([ana, ben])
    workflow = await here.publish(assign_to(only_online=True, max_open_contacts=9))

    async def gets(name: str) -> int | None:
        [user] = await here.assignees((await here.write(name)).contact_id or 0)
        return user

    assert {await gets("a"), await gets("b")} == {ana, ben}
    for round_ in range(4):
        for one, other in ((ana, ben), (ben, ana)):
            await there.do(c.SetTeamMembers, team_id=team, users=[one])
            assert await gets(f"team {round_} {one}") == one
            await there.do(c.SetTeamMembers, team_id=team, users=[one, other])
            await there.do(c.SetStatus, user_id=one, status="busy")
            assert await gets(f"status {round_} {one}") == other
            await there.do(c.SetStatus, user_id=one, status="online")
    for cap in (len(await firm.taken()) // 2 + 1, 1):
        changed = {**await draft(here), "steps": [assign_to(max_open_contacts=cap)]}
        await there.do(c.SaveWorkflow, workflow_id=workflow, document=changed)
        await there.do(c.PublishWorkflow, workflow_id=workflow)
        await gets(f"cap {cap}")
        _, decision = (await here.rows(LAST_DECISION))[0]
        assert decision == cap if cap > 1 else await firm.waiting()
    await there.do(c.DeleteUser, user_id=ben)
    await there.do(c.DeleteTeam, team_id=team)
    assert await gets("nobody") is None
    await firm.check()


LAST_DECISION = """
select seq, (data ->> 'max_open_contacts')::int from events
where workspace_id = %(ws)s and type = 'contact.assigned' order by seq desc limit 1"""


async def draft(office: Office) -> dict[str, object]:
    return await office.one("select document from workflows where workspace_id = %(ws)s")
