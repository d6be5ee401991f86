"""What a command is sure to need, so that it can be loaded together with the lock."""

from collections.abc import Iterator
from typing import Any

from evenhand.domain import commands as c
from evenhand.domain.state import State
from evenhand.domain.working_set import Need

Want = tuple[str, Any]
"""A table of the working set and a key."""


def wants(command: c.Command) -> Iterator[Want]:
    """The things to load beforehand. What turns out to be needed besides is loaded on demand."""
    if command.key is not None:
        yield "keys", command.key.hash
    match command:
        case c.ReceiveMessage():
            yield "identities", (command.channel_id, command.profile.external_id)
        case (
            c.SendMessage()
            | c.AddComment()
            | c.AssignContact()
            | c.SetConversation()
            | c.UpdateContact()
            | c.DeleteContact()
            | c.StartRun()
            | c.RunShortcut()
        ):
            yield "contacts", command.contact_id
            yield "live_runs", command.contact_id
            if isinstance(command, c.SendMessage):
                yield "identity_of", command.contact_id  # whose it is on the channel, for the sender
        case c.SetStatus() | c.ChooseStatus() | c.Seen():
            yield "presences", command.user_id
        case c.TakeOut() | c.ReportRequest():
            yield "runs", command.run_id
        case c.DeleteUser():
            yield "contacts_of", command.user_id
            yield "presences", command.user_id
        case c.StopWorkflow() | c.DeleteWorkflow():
            yield "runs_of_workflow", command.workflow_id
        case c.ReportDeliveries():
            for result in command.results:
                yield "deliveries", result.delivery_id
        case _:
            return


def together(state: State, need: Need) -> Need:
    """The same of every contact that is loaded, where a command goes through many: it needs them next."""
    if state.left == state.at_once:
        return need
    keys: list[Any]
    match need.table:
        case "live_runs":
            keys = [row.id for row in state.contacts.present() if row.waiting_runs]
        case "identity_of":
            keys = [row.id for row in state.contacts.present()]
        case "entered":
            keys = [(need.key[0], row.id) for row in state.contacts.present()]
        case _:
            return need
    known = getattr(state, need.table).rows
    return Need(need.table, *dict.fromkeys((*need.keys, *(key for key in keys if key not in known))))
