"""Plays a scenario: moves the clock from entry to entry, and notes what is not as expected."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final, cast

import msgspec

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.triggers import IncomingWebhook
from evenhand.virtual import entries as e
from evenhand.virtual.checks import differences
from evenhand.virtual.expectations import Expectation
from evenhand.virtual.ground import Ground, Memory, Reply
from evenhand.virtual.scenario import Entry, Scenario
from evenhand.virtual.stage import TOKEN, Stage
from evenhand.virtual.view import STANDARD
from evenhand.virtual.world import World

KEEP_IDS: Final = timedelta(days=8)
"""How long a message's id is remembered, as on a channel."""


class Failure(msgspec.Struct, frozen=True):
    """Something that is not as the scenario has it: where, when, and after which event (``seq``).

    ``refusal``: why an entry was refused; None where something is not as expected.
    """

    path: str
    at: timedelta
    words: str
    seq: int
    refusal: Refused | None = None


class Played(msgspec.Struct, frozen=True):
    """A story that was played.

    ``state`` is the whole workspace at its end, ``begin`` the last event before the first entry.
    """

    scenario: Scenario
    failures: list[Failure]
    state: State
    begin: int


async def play(scenario: Scenario, ground: Ground) -> Played:
    """Play a scenario to its last entry, or to the first one that is refused.

    Raises Unusable where its workspace cannot be set up as it says.
    """
    stage = Stage(scenario, ground)
    await stage.set_up()
    begin = (await ground.look()).seq
    failures: list[Failure] = []
    for entry in scenario.timeline:
        await ground.pass_time(scenario.start + entry.at)
        try:
            failures += await _take(stage, entry)
        except Refused as refusal:
            words = said("this was refused: {why}", why=_why(refusal))
            failures.append(Failure(entry.path, entry.at, words, (await ground.look()).seq, refusal))
            break
    return Played(scenario, failures, await ground.look(), begin)


async def play_in_memory(scenario: Scenario) -> Played:
    """Play a scenario in a world of its own. Raises Unusable."""
    return await play(scenario, Memory(new_world(scenario)))


def new_world(scenario: Scenario) -> World:
    """An empty workspace at the beginning of a scenario, as a new one in the database is."""
    settings = m.Workspace(1, "Scenario", "UTC", 1800, None, agents_see_own_only=False)
    return World(settings, scenario.start)


async def _take(stage: Stage, entry: Entry) -> list[Failure]:
    """Do what an entry says, or look whether it is as it expects."""
    if isinstance(entry.does, Expectation):
        view = await stage.look()
        found = differences(entry.does, view)
        return [Failure(entry.path, entry.at, str(each), view.state.seq) for each in found]
    await _ACTIONS[type(entry.does)](stage, entry.does)
    return []


def _why(refusal: Refused) -> Said:
    why = refusal.detail
    for flaw in refusal.flaws:
        if flaw.detail != refusal.detail:
            why = said("{why} {pointer}: {detail}", why=why, pointer=flaw.pointer, detail=flaw.detail)
    return why


async def _message(stage: Stage, entry: e.Message) -> None:
    await stage.will_write(entry.from_)
    channel = entry.channel or stage.default_channel
    await stage.do(
        c.ReceiveMessage,
        c.CONTACT,
        channel_id=stage.channels[channel],
        token_hash=TOKEN,
        profile=c.Profile(str(entry.from_), language=entry.language, country=entry.country),
        text=entry.text if entry.choice is None else entry.choice,
        key=None if entry.id is None else _repeat_key(channel, entry.id),
    )


def _repeat_key(channel: str, message_id: str) -> c.RepeatKey:
    name = f"{channel}\n{message_id}".encode()
    return c.RepeatKey(hashlib.blake2b(name, digest_size=16).hexdigest(), None, KEEP_IDS)


async def _reply(stage: Stage, entry: e.Reply) -> None:
    contact_id = await stage.contact(entry.to)
    await stage.do(c.SendMessage, stage.actor(entry.by), contact_id=contact_id, text=entry.text)


async def _comment(stage: Stage, entry: e.Comment) -> None:
    contact_id = await stage.contact(entry.on)
    await stage.do(c.AddComment, stage.actor(entry.by), contact_id=contact_id, text=entry.text)


async def _status(stage: Stage, entry: e.SetStatus) -> None:
    await stage.do(c.SetStatus, user_id=stage.user(entry.user), status=entry.is_)


async def _assign(stage: Stage, entry: e.Assign | e.Unassign) -> None:
    user = stage.user(entry.to) if isinstance(entry, e.Assign) else None
    contact_id = await stage.contact(entry.contact)
    await stage.do(c.AssignContact, stage.actor(entry.by), contact_id=contact_id, user=user)


async def _open(stage: Stage, entry: e.Open) -> None:
    contact_id = await stage.contact(entry.contact)
    await stage.do(c.SetConversation, stage.actor(entry.by), contact_id=contact_id, status="open")


async def _close(stage: Stage, entry: e.Close) -> None:
    await stage.do(
        c.SetConversation,
        stage.actor(entry.by),
        contact_id=await stage.contact(entry.contact),
        status="closed",
        category=entry.category,
        summary=entry.summary,
    )


async def _join(stage: Stage, entry: e.Join) -> None:
    await stage.do(c.JoinTeam, team_id=stage.teams[entry.team], user_id=stage.user(entry.user))


async def _leave(stage: Stage, entry: e.Leave) -> None:
    await stage.do(c.LeaveTeam, team_id=stage.teams[entry.team], user_id=stage.user(entry.user))


async def _add_user(stage: Stage, entry: e.AddUser) -> None:
    await stage.add_user(entry)


async def _delete_user(stage: Stage, entry: e.DeleteUser) -> None:
    await stage.do(c.DeleteUser, user_id=stage.user(entry.user))


async def _set_field(stage: Stage, entry: e.SetField) -> None:
    contact_id = await stage.contact(entry.contact)
    if entry.field in STANDARD:
        change = {entry.field: entry.value or ""}
    else:
        change = {"fields": {entry.field: entry.value}}
    await stage.do(c.UpdateContact, contact_id=contact_id, **change)


async def _change_tag(stage: Stage, entry: e.AddTag | e.RemoveTag) -> None:
    contact_id = await stage.contact(entry.contact)
    tags = (await stage.look()).state.contacts.one(contact_id).tags
    rest = [tag for tag in tags if tag != entry.tag]
    await stage.do(
        c.UpdateContact,
        contact_id=contact_id,
        tags=[*rest, entry.tag] if isinstance(entry, e.AddTag) else rest,
    )


async def _webhook(stage: Stage, entry: e.Webhook) -> None:
    body = await _with_ids(stage, entry)
    await stage.do(c.ReceiveWebhook, workflow_id=stage.workflows[entry.workflow], body=body)


async def _with_ids(stage: Stage, entry: e.Webhook) -> Any:
    """The body, with the contact's id in place of the name by which the scenario calls the contact."""
    trigger = stage.triggers[entry.workflow]
    path = trigger.contact.id if isinstance(trigger, IncomingWebhook) else None
    name = None if path is None else path.find(entry.body)
    contact = (await stage.look()).contact(name) if isinstance(name, str) else None
    return entry.body if contact is None else _replaced(entry.body, f"{name}", contact.id)


def _replaced(value: Any, name: str, number: int) -> Any:
    match value:
        case dict():
            fields = cast("dict[str, Any]", value)
            return {key: _replaced(inner, name, number) for key, inner in fields.items()}
        case list():
            return [_replaced(inner, name, number) for inner in cast("list[Any]", value)]
        case _:
            return number if value == name else value


async def _shortcut(stage: Stage, entry: e.Shortcut) -> None:
    await stage.do(
        c.RunShortcut,
        stage.actor(entry.by),
        workflow_id=stage.workflows[entry.workflow],
        contact_id=await stage.contact(entry.contact),
        form=entry.form,
    )


async def _start(stage: Stage, entry: e.Start) -> None:
    await stage.do(
        c.StartRun,
        stage.actor(entry.by),
        workflow_id=stage.workflows[entry.workflow],
        contact_id=await stage.contact(entry.contact),
        variables=entry.variables,
        start_at=entry.start_at,
    )


async def _publish(stage: Stage, entry: e.Publish) -> None:
    if entry.workflow.source is not None:
        await stage.save(entry.workflow)
    await stage.publish(entry.workflow.name)


async def _stop(stage: Stage, entry: e.Stop) -> None:
    await stage.do(c.StopWorkflow, workflow_id=stage.workflows[entry.workflow])


async def _take_out(stage: Stage, entry: e.TakeOut) -> None:
    contact_id = await stage.contact(entry.contact)
    view = await stage.look()
    run = view.run(view.state.contacts.one(contact_id), entry.workflow)
    if run is None:
        raise Refused(
            "conflict",
            "run_not_found",
            said("{contact} has never been in {workflow}.", contact=entry.contact, workflow=entry.workflow),
        )
    await stage.do(c.TakeOut, stage.actor(entry.by), run_id=run.id)


async def _http(stage: Stage, entry: e.Http) -> None:
    stage.reply(entry.url, Reply(entry.status, entry.body))


_ACTIONS: Final[dict[type[e.Action], Callable[[Stage, Any], Awaitable[None]]]] = {
    e.Message: _message,
    e.Reply: _reply,
    e.Comment: _comment,
    e.SetStatus: _status,
    e.Assign: _assign,
    e.Unassign: _assign,
    e.Open: _open,
    e.Close: _close,
    e.Join: _join,
    e.Leave: _leave,
    e.AddUser: _add_user,
    e.DeleteUser: _delete_user,
    e.SetField: _set_field,
    e.AddTag: _change_tag,
    e.RemoveTag: _change_tag,
    e.Webhook: _webhook,
    e.Shortcut: _shortcut,
    e.Start: _start,
    e.Publish: _publish,
    e.Stop: _stop,
    e.TakeOut: _take_out,
    e.Http: _http,
}
