"""One change of each kind, to be made at any time in an office that was set up for it."""

import random
from collections.abc import Awaitable, Callable
from typing import Final

from evenhand.domain import commands as c
from tests.engine.office import Office, assign_to, say

Change = Callable[[Office], Awaitable[object]]


async def id_of(office: Office, table: str, name: str) -> int:
    column = {"users": "email", "contacts": "first_name"}.get(table, "name")
    query = f"select id from {table} where workspace_id = %(ws)s and {column} = %(name)s order by id desc"
    return await office.one(query, name=name)  # pyright: ignore[reportArgumentType]


async def ana(office: Office) -> int:
    return await id_of(office, "users", "ana@x.test")


async def contact(office: Office) -> int:
    """The newest who is on a channel; there always is one."""
    query = "select id from contacts where workspace_id = %(ws)s and channel_id is not null order by id desc"
    found = await office.column(query)
    return found[0] if found else (await office.write(f"c-{random.randrange(10**9)}")).contact_id or 0


async def reply(office: Office) -> object:
    id_ = await contact(office)
    return await office.do(
        c.SendMessage, contact_id=id_, text="Hello", actor=c.Actor("user", await ana(office))
    )


async def comment(office: Office) -> object:
    return await office.do(c.AddComment, contact_id=await contact(office), text="Ask @{ben@x.test}")


async def change_contact(office: Office) -> object:
    more = {"email": "c@x.test", "phone": "+390612345678", "country": "IT", "tags": [str(random.random())]}
    return await office.do(c.UpdateContact, contact_id=await contact(office), language="it", **more)


async def make_token(office: Office) -> object:
    name = str(random.random())
    token = await office.create(c.CreateToken, name="t", role="agent", hash=name, user="ana@x.test")
    return await office.do(c.DeleteToken, token_id=token)


async def take_out(office: Office) -> object:
    await write(office)
    waiting = await office.column("select id from runs where workspace_id = %(ws)s and state = 'waiting'")
    return [await office.do(c.TakeOut, run_id=run) for run in waiting[:1]]


async def change_members(office: Office) -> object:
    team = await id_of(office, "teams", "Support")
    return await office.do(
        c.SetTeamMembers, team_id=team, users=random.sample(["ana@x.test", "ben@x.test"], 1)
    )


async def rename_user(office: Office) -> object:
    return await office.do(c.UpdateUser, user_id=await ana(office), name=f"Ana {random.random()}")


async def go(office: Office, status: str) -> object:
    return await office.do(c.SetStatus, user_id=await ana(office), status=status)


async def be_seen(office: Office) -> object:
    return await office.do(c.Seen, user_id=await ana(office), connected=True, active=True)


async def choose(office: Office) -> object:
    return await office.do(c.ChooseStatus, user_id=await ana(office), choice="online")


async def write(office: Office) -> object:
    return await office.write(f"c-{random.randrange(10**9)}")


async def close(office: Office) -> object:
    return await office.do(c.SetConversation, contact_id=await contact(office), status="closed")


async def reopen(office: Office) -> object:
    return await office.do(c.SetConversation, contact_id=await contact(office), status="open")


async def assign(office: Office) -> object:
    return await office.do(c.AssignContact, contact_id=await contact(office), user="ben@x.test")


async def unassign(office: Office) -> object:
    return await office.do(c.AssignContact, contact_id=await contact(office), user=None)


async def erase(office: Office) -> object:
    return await office.do(c.DeleteContact, contact_id=await contact(office))


async def hire_and_dismiss(office: Office) -> object:
    [user] = await office.hire("dan")
    await office.do(c.AssignContact, contact_id=await contact(office), user=user)
    return await office.do(c.DeleteUser, user_id=user)


async def make_team(office: Office) -> object:
    team = await office.team([await ana(office)], f"Team {random.random()}")
    return await office.do(c.DeleteTeam, team_id=team)


async def change_channel(office: Office) -> object:
    return await office.do(c.UpdateChannel, channel_id=office.channel_id, config={"n": random.random()})


async def change_fields(office: Office) -> object:
    field = await office.create(c.CreateCustomField, name="size", type="number")
    category = await office.create(c.CreateClosingCategory, name="done")
    await office.do(c.DeleteClosingCategory, category_id=category)
    return await office.do(c.DeleteCustomField, field_id=field)


async def change_settings(office: Office) -> object:
    return await office.do(c.UpdateWorkspace, inactivity_timeout=random.randrange(60, 3600))


async def change_workflow(office: Office) -> object:
    workflow = await office.publish(say("Hello"), name="Another")
    for _ in range(2):
        await office.do(c.RenewWebhookKey, workflow_id=workflow)
    await office.do(c.StopWorkflow, workflow_id=workflow)
    return await office.do(c.DeleteWorkflow, workflow_id=workflow)


async def ask_elsewhere(office: Office) -> object:
    request = {"type": "http_request", "url": "https://x.test/", "save": {"plan": "$.plan"}}
    wait = {
        "type": "ask_question",
        "text": "Which?",
        "question_type": "text",
        "save_as": {"variable": "which"},
    }
    workflow = await office.publish(request, wait, name="Elsewhere")
    await write(office)
    run = await office.one("select run_id from requests where workspace_id = %(ws)s")
    given = {
        "run_id": run,
        "request_id": await office.one("select id from requests where workspace_id = %(ws)s"),
    }
    await office.do(c.ReportRequest, actor=c.SYSTEM, status=200, body='{"plan": "gold"}', **given)
    await write(office)
    await office.do(c.StopWorkflow, workflow_id=workflow)
    return await office.do(c.DeleteWorkflow, workflow_id=workflow)


async def call_back(office: Office) -> object:
    for old in await office.column("select id from webhooks where workspace_id = %(ws)s"):
        await office.do(c.DeleteWebhook, webhook_id=old)
    webhook = await office.create(c.CreateWebhook, url="https://x.test/", events=["*"], secret="sealed")
    await office.do(c.UpdateWebhook, webhook_id=webhook, url="https://y.test/")
    return await office.do(c.ReplayEvent, webhook_id=webhook, seq=webhook)


CHANGES: Final[dict[str, Change]] = {
    "online": lambda office: go(office, "online"),
    "busy": lambda office: go(office, "busy"),
    "offline": lambda office: go(office, "offline"),
    **{
        change.__name__: change
        for change in (be_seen, choose, rename_user, change_members, write, close, reopen, assign, unassign)
    },
    **{change.__name__: change for change in (erase, hire_and_dismiss, make_team, change_channel)},
    **{
        change.__name__: change
        for change in (change_fields, change_settings, change_workflow, ask_elsewhere, reply, comment)
    },
    **{change.__name__: change for change in (change_contact, make_token, take_out, call_back)},
}


async def set_up(office: Office) -> None:
    """Two people, a workflow that has contacts wait for those who are online, one contact."""
    await office.team(await office.hire("ana", "ben"))
    await office.publish(say("Welcome"), assign_to(only_online=True))
    await office.write("c-0")
