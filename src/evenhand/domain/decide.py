"""One command, decided: the state after it and the events that say so, or a refusal that changes nothing."""

from collections.abc import Callable
from typing import Any, Final

from evenhand.domain import (
    channels,
    contacts,
    conversations,
    deliveries,
    presence,
    settings,
    teams,
    timers,
    users,
    webhooks,
)
from evenhand.domain import (
    commands as c,
)
from evenhand.domain import (
    model as m,
)
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import interpreter, publishing, starting

Handler = Callable[[State, Any], m.Event | None]


def _continue(_state: State, _command: c.Continue) -> None:
    """What is unfinished follows as from any change."""


HANDLERS: Final[dict[type[c.Command], Handler]] = {
    c.ReceiveMessage: conversations.receive,
    c.SendMessage: conversations.send,
    c.AddComment: conversations.comment,
    c.AssignContact: conversations.assign_by_hand,
    c.SetConversation: conversations.set_conversation,
    c.CreateContact: contacts.create,
    c.UpdateContact: contacts.update,
    c.DeleteContact: contacts.delete,
    c.CreateUser: users.create,
    c.UpdateUser: users.update,
    c.DeleteUser: users.delete,
    c.SetStatus: presence.set_status,
    c.ChooseStatus: presence.choose_status,
    c.Seen: presence.seen,
    c.CreateTeam: teams.create,
    c.SetTeamMembers: teams.set_members,
    c.JoinTeam: teams.join,
    c.LeaveTeam: teams.leave,
    c.DeleteTeam: teams.delete,
    c.UpdateWorkspace: settings.update_workspace,
    c.CreateChannel: channels.create,
    c.UpdateChannel: channels.update,
    c.DeleteChannel: channels.delete,
    c.CreateCustomField: settings.create_field,
    c.DeleteCustomField: settings.delete_field,
    c.CreateClosingCategory: settings.create_category,
    c.DeleteClosingCategory: settings.delete_category,
    c.CreateToken: settings.create_token,
    c.DeleteToken: settings.delete_token,
    c.CreateWebhook: webhooks.create,
    c.UpdateWebhook: webhooks.update,
    c.DisableWebhook: webhooks.disable,
    c.DeleteWebhook: webhooks.delete,
    c.ReplayEvent: webhooks.replay,
    c.SaveWorkflow: publishing.save,
    c.PublishWorkflow: publishing.publish,
    c.StopWorkflow: publishing.stop,
    c.DeleteWorkflow: publishing.delete,
    c.RenewWebhookKey: publishing.renew_key,
    c.TakeOut: publishing.take_out,
    c.StartRun: starting.start_run,
    c.RunShortcut: starting.run_shortcut,
    c.ReceiveWebhook: starting.receive_webhook,
    c.TimerDue: timers.due,
    c.PostponeTimer: timers.postpone,
    c.Continue: _continue,
    c.ReportDeliveries: deliveries.report,
    c.ReportRequest: interpreter.answer_request,
}

WITHOUT_PEOPLE: Final[frozenset[type[c.Command]]] = frozenset((c.ReportDeliveries, c.PostponeTimer))
"""Every other command may ask about users, pools and settings."""


def decide(state: State, command: c.Command) -> c.Answer:
    """Carry out a command and all that follows from it.

    Raises Refused (the rule it breaks) and Need (what must be loaded first); after either the
    caller undoes the command.
    """
    if type(command) not in WITHOUT_PEOPLE:
        state.people()
    if type(command) is c.ReceiveMessage:
        conversations.authenticate(state, command)
    if command.key is not None:
        done = _done_before(state, command.key)
        if done is not None:
            return done
    event = HANDLERS[type(command)](state, command)
    interpreter.settle(state)
    if command.key is not None:
        key, seq = command.key, 0 if event is None else event.seq
        row = m.Key(state.workspace_id, key.hash, key.request or key.hash, seq, state.now)
        state.keys.add(key.hash, row)
    return c.Answer(event)


def _done_before(state: State, key: c.RepeatKey) -> c.Answer | None:
    """The answer of the command that came with this key before; another request under it is refused."""
    row = state.keys.find(key.hash)
    if row is None or row.at + key.keep <= state.now:
        return None
    if key.request is not None and row.request != key.request:
        detail = said(
            "This Idempotency-Key came with another request before: use a new key for a new request."
        )
        raise Refused("invalid", "idempotency_key_reused", detail)
    return c.Answer(_event_at(state, row.seq), duplicate=True)


def _event_at(state: State, seq: int) -> m.Event | None:
    if seq == 0:
        return None
    if state.events and seq >= state.events[0].seq:
        return state.events[seq - state.events[0].seq]
    return state.past_events.one(seq)
