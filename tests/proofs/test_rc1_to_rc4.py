"""One test for each root cause of what users of other products report: RC1 to RC4, who writes and when.

Each names the reports that it answers, and what in Evenhand would have to break for it to fail.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from evenhand.domain import commands as c
from tests.engine.office import assign_to, say
from tests.proofs.firm import Firm


async def test_rc1_a_free_place_is_not_taken_twice(firm: Firm) -> None:
    """RC1: capacity is checked, then consumed, with nothing serialising the two.

    Three processes take forty new contacts at once for two agents with room for three each: exactly six are
    given, never seven and never five; and again when all six are closed at once.

    Answers https://github.com/RocketChat/Rocket.Chat/pull/37776,
    https://github.com/RocketChat/Rocket.Chat/pull/19352,
    https://github.com/RocketChat/Rocket.Chat/issues/18217,
    https://help.salesforce.com/s/articleView?id=000395583 and
    https://github.com/chatwoot/chatwoot/pull/15694.

    Fails if lanes do not lock (`log.LOCK_LANES`), or somebody is full only above the cap.
    """
    ana, ben = await firm.here.hire("ana", "ben")
    await firm.here.team([ana, ben])
    await firm.here.publish(assign_to(max_open_contacts=3))
    contacts = await firm.write(*(f"c-{number}" for number in range(40)))
    assert await firm.held() == {ana: 3, ben: 3}
    assert len(await firm.waiting()) == 34
    given = [contact for contact, _ in await firm.taken()]
    await firm.at_once(
        firm.here.command(c.SetConversation, contact_id=contact, status="closed") for contact in given
    )
    assert await firm.held() == {ana: 3, ben: 3}
    assert set(await firm.waiting()) < set(contacts)
    assert len(await firm.waiting()) == 28
    await firm.check()


async def test_rc2_what_a_person_assigned_the_engine_leaves_alone(firm: Firm) -> None:
    """RC2: many writers of "assignee", no precondition.

    A contact waits. At the same moment one process hears that Ana is online, another that a manager gives the
    contact to Ben. Whichever comes first, Ben has it in the end, and nobody but the manager came after it.

    Answers https://github.com/chatwoot/chatwoot/pull/14495, https://github.com/chatwoot/chatwoot/pull/15275,
    https://github.com/abhinavxd/libredesk/pull/385, https://github.com/RocketChat/Rocket.Chat/issues/22206
    and https://github.com/zammad/zammad/issues/1581.

    Fails if an assignment by hand does not end the wait (`runs.satisfy` in `assign_by_hand`).
    """
    ana, ben = await firm.here.hire("ana", "ben", status="offline")
    await firm.here.team([ana])
    await firm.here.publish(assign_to(only_online=True))
    firsts: Counter[int] = Counter()
    for number in range(12):
        [contact] = await firm.write(f"c-{number}")
        commands: list[c.Command] = [
            firm.here.command(c.SetStatus, user_id=ana, status="online"),
            firm.here.command(c.AssignContact, contact_id=contact, user=ben),
        ]
        await firm.at_once(commands if number % 2 else reversed(commands))
        taken = [user for other, user in await firm.taken() if other == contact]
        firsts[taken[0]] += 1
        assert taken in ([ana, ben], [ben])
        assert await firm.here.assignees(contact) == [ben]
        await firm.here.do(c.SetStatus, user_id=ana, status="offline")
        await firm.here.do(c.SetStatus, user_id=ana, status="online")
        assert await firm.here.assignees(contact) == [ben]
        await firm.here.do(c.SetStatus, user_id=ana, status="offline")
    assert firsts[ben] > 0
    assert await firm.held() == {ana: 0, ben: 12}
    await firm.check()


APART = """
with named as (
    select seq, type, contact_id, user_id from events where workspace_id = %(ws)s
),
present as (
    select distinct on (contact_id) contact_id, user_id from named
    where type = 'contact.assigned' order by contact_id, seq desc
)
select count(*) from (
    (select seq from named where type = 'conversation.opened'
     except select id from conversations where workspace_id = %(ws)s)
    union all (select id from conversations where workspace_id = %(ws)s
     except select seq from named where type = 'conversation.opened')
    union all (select seq from named where type = 'run.started'
     except select id from runs where workspace_id = %(ws)s)
    union all (select id from runs where workspace_id = %(ws)s
     except select seq from named where type = 'run.started')
    union all (select p.contact_id from present p
     join contacts t on t.workspace_id = %(ws)s and t.id = p.contact_id
     where t.assignee_id is distinct from p.user_id)
) apart"""
PROGRESS = """
select count(*) from events where workspace_id = %(ws)s and type = 'conversation.opened'"""


async def test_rc3_event_and_state_commit_together(firm: Firm) -> None:
    """RC3: the event and the state are not committed together.

    While sixty conversations are opened and assigned, somebody who looks at any moment never sees an event
    without its row or a row without its event. At the end each of the sixty has its event, its run and its
    assignee: none went missing because others were saved in the same transaction.

    Answers https://github.com/chatwoot/chatwoot/issues/16134,
    https://github.com/chatwoot/chatwoot/pull/16154 and https://github.com/chatwoot/chatwoot/pull/15509.

    Fails if a lane writes its events and its rows in two transactions (`storage.lanes.save_and_commit`).
    """
    users = await firm.here.hire("ana", "ben")
    await firm.here.team(users)
    await firm.here.publish(say("Welcome"), assign_to())
    opening = asyncio.create_task(firm.write(*(f"c-{number}" for number in range(60))))
    seen: set[int] = set()
    while not opening.done():
        seen.add(await firm.here.one(PROGRESS))
        assert await firm.here.one(APART) == 0
    contacts = await opening
    assert await firm.here.one(APART) == 0
    types = Counter(type_ for _, type_ in await firm.here.events())
    assert (types["conversation.opened"], types["run.started"], types["contact.assigned"]) == (60, 60, 60)
    assert None not in await firm.here.assignees(*contacts)
    assert len(seen) > 1, "nobody looked while it went on"
    await firm.check()


MEMBERS = """
select user_id from pool_members
where workspace_id = %(ws)s and pool_id = %(team)s order by joined"""
TAKEN = """
select seq from events
where workspace_id = %(ws)s and type = 'contact.assigned' and contact_id = %(contact)s"""
TRANSACTIONS = """
select distinct xmin::text from events where workspace_id = %(ws)s and seq in (%(one)s, %(other)s)"""

Freeing = Callable[[Firm, int, int], Awaitable[c.Answer]]


async def come_online(firm: Firm, team: int, kept: int) -> c.Answer:
    return await firm.offices[1].do(c.SetStatus, user_id=(await members(firm, team))[1], status="online")


async def close(firm: Firm, team: int, kept: int) -> c.Answer:
    return await firm.offices[1].do(c.SetConversation, contact_id=kept, status="closed")


async def move(firm: Firm, team: int, kept: int) -> c.Answer:
    return await firm.offices[1].do(c.AssignContact, contact_id=kept, user="boss@x.test")


async def unassign(firm: Firm, team: int, kept: int) -> c.Answer:
    return await firm.offices[1].do(c.AssignContact, contact_id=kept, user=None)


async def erase(firm: Firm, team: int, kept: int) -> c.Answer:
    return await firm.offices[1].do(c.DeleteContact, contact_id=kept)


async def join(firm: Firm, team: int, kept: int) -> c.Answer:
    users = [*await members(firm, team), "boss@x.test"]
    return await firm.offices[1].do(c.SetTeamMembers, team_id=team, users=users)


async def members(firm: Firm, team: int) -> list[int]:
    return await firm.here.column(MEMBERS, team=team)


@pytest.mark.parametrize("frees", [come_online, close, move, unassign, erase, join])
async def test_rc4_whatever_frees_somebody_serves_the_oldest_in_the_same_transaction(
    firm: Firm, frees: Freeing
) -> None:
    """RC4: edge-triggered only: a missed edge is stuck for ever.

    Two wait while everybody is full or away. Whatever frees somebody, in another process: the older of the
    two is taken by the very same transaction, without a sweep, a timer or another message, and one who
    writes at that moment does not overtake.

    Answers https://github.com/chatwoot/chatwoot/issues/10376,
    https://github.com/chatwoot/chatwoot/issues/10583, https://github.com/chatwoot/chatwoot/issues/10685,
    https://github.com/chatwoot/chatwoot/issues/15786, https://github.com/chatwoot/chatwoot/pull/12334,
    https://github.com/chatwoot/chatwoot/pull/13780,
    https://github.com/RocketChat/Rocket.Chat/issues/18041,
    https://github.com/RocketChat/Rocket.Chat/issues/24693 and
    https://github.com/RocketChat/Rocket.Chat/issues/31474.

    Fails if a change does not free its user (`pools.free`), or the match is left to another transaction.
    """
    ana, ben = await firm.here.hire("ana", "ben")
    await firm.here.hire("boss")
    await firm.here.do(c.SetStatus, user_id=ben, status="busy")
    team = await firm.here.team([ana, ben])
    await firm.here.publish(assign_to(only_online=True, max_open_contacts=1))
    kept, older, newer = [
        (await firm.here.write(name)).contact_id or 0 for name in ("kept", "older", "newer")
    ]
    assert await firm.waiting() == [older, newer]
    answer, latest = await asyncio.gather(frees(firm, team, kept), firm.offices[2].write("latest"))
    assert await firm.waiting() == [newer, latest.contact_id]
    [taken] = await firm.here.column(TAKEN, contact=older)
    assert answer.event is not None
    assert len(await firm.here.column(TRANSACTIONS, one=answer.event.seq, other=taken)) == 1
    await firm.check()
