"""A workspace as a scenario speaks of it: contacts, users and workflows by the names that it gave them."""

from typing import Final

from evenhand.domain import model as m
from evenhand.domain.state import State

STANDARD: Final = ("first_name", "last_name", "email", "phone", "language", "country")
"""The fields that every contact has, and that can be set."""


class View:
    """What is there at a moment. ``state`` holds the whole workspace."""

    def __init__(self, state: State) -> None:
        self.state = state

    # --- by name ---------------------------------------------------------------------------------

    def contact(self, name: str) -> m.Contact | None:
        """By the id on a channel; one whom a workflow made, by e-mail or phone number."""
        for channel_id in self.state.channels.rows:
            identity = self.state.identities.rows.get((channel_id, name))
            if identity is not None:
                return self.state.contacts.one(identity.contact_id)
        rows = reversed(self.state.contacts.present())
        return next((row for row in rows if name.lower() in {(row.email or "").lower(), row.phone}), None)

    def user(self, email: str) -> m.User:
        """By e-mail, a deleted one too."""
        return [row for row in self.state.users.present() if row.email == email][-1]

    def pool(self, name: str) -> int:
        """A team's, or the workspace's; that of a deleted team is one that nobody waits for."""
        if name == "workspace":
            return m.WORKSPACE_POOL
        return next(team.id for team in reversed(self.state.teams.present()) if team.name == name)

    def run(self, contact: m.Contact, workflow: str) -> m.Run | None:
        """The contact's latest run in a workflow."""
        ids = {row.id for row in self.state.workflows.present() if row.name == workflow}
        runs = reversed(self.state.runs.rows.values())
        return next(
            (run for run in runs if run and run.contact_id == contact.id and run.workflow_id in ids), None
        )

    # --- names of --------------------------------------------------------------------------------

    def contact_name(self, contact_id: int) -> str:
        """As the scenario calls the contact."""
        row = self.state.contacts.one(contact_id)
        for identity in self.state.identity_of.rows.get(contact_id) or ():
            return identity.external_id
        return row.email or row.phone or f"contact {contact_id}"

    def email(self, user_id: int | None) -> str | None:
        """The user's."""
        return None if user_id is None else self.state.users.one(user_id).email

    def workflow_name(self, workflow_id: int) -> str:
        """The workflow's."""
        row = self.state.workflows.rows.get(workflow_id)
        return row.name if row else f"workflow {workflow_id}"

    # --- what is there ---------------------------------------------------------------------------

    def outgoing(self, contact_id: int) -> list[m.Message]:
        """What was written to the contact, in order."""
        rows = self.state.messages.rows.values()
        return [row for row in rows if row and row.contact_id == contact_id and row.sender != "contact"]

    def comments(self, contact_id: int) -> list[m.Comment]:
        """The contact's, in order."""
        return [row for row in self.state.comments.present() if row.contact_id == contact_id]

    def waiting(self, pool_id: int) -> list[str]:
        """Who waits for a pool, in the order in which they are taken."""
        entries = [entry for entry in self.state.queue_entries.present() if entry.pool_id == pool_id]
        return [
            self.contact_name(entry.contact_id)
            for entry in sorted(entries, key=lambda row: (-row.priority, row.id))
        ]

    def decision(self, contact_id: int) -> m.Event | None:
        """The contact's latest assignment."""
        events = reversed(self.state.past_events.rows.values())
        of_contact = (event for event in events if event and event.contact_id == contact_id)
        return next((event for event in of_contact if event.type == "contact.assigned"), None)

    def automatic(self) -> dict[str, int]:
        """How many assignments by workflows each user has had."""
        counts = {row.email: 0 for row in self.state.users.present()}
        for event in self.state.past_events.present():
            if event.type == "contact.assigned" and (event.data or {}).get("by") == "step":
                email = self.email(event.user_id)
                assert email is not None
                counts[email] += 1
        return counts

    def field(self, contact: m.Contact, name: str) -> object:
        """A field of a contact, as conditions know it, standard or custom; None where it is empty."""
        match name:
            case "name":
                value = f"{contact.first_name} {contact.last_name}".strip()
            case "assignee":
                value = self.email(contact.assignee_id)
            case "conversation_status":
                value = "closed" if contact.conversation_id is None else "open"
            case "created_at":
                value = contact.created_at.isoformat().replace("+00:00", "Z")
            case _:
                value = getattr(contact, name) if name in STANDARD else contact.fields.get(name)
        return None if value == "" else value
