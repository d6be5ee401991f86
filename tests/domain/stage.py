"""A workspace in memory to play on: people, contacts and workflows by short words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.errors import Refused
from evenhand.virtual.world import World
from tests.domain.books import check

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
API = c.Actor("api", None, "owner")
TOKEN = "t" * 64


def act(user: int, role: m.Role = "manager") -> c.Actor:
    """A user as who does something."""
    return c.Actor("user", user, role)


def assign_to(team: str | None = None, /, **fields: Any) -> dict[str, Any]:
    """An Assign to step: of this team, else of the workspace, unless another action is given."""
    pool = {"action": "workspace"} if team is None else {"action": "team", "team": team}
    return {"type": "assign_to", **pool, **fields}


def say(text: str, **fields: Any) -> dict[str, Any]:
    """A Send message step."""
    return {"type": "send_message", "text": text, **fields}


def when(source: str) -> dict[str, Any]:
    """The trigger that a conversation was opened by this source."""
    condition = {"category": "source", "operator": "is_equal_to", "value": source}
    return {"type": "conversation_opened", "all": [condition]}


class Stage:
    """One workspace with one channel. Contacts are made by writing; what is created answers its id."""

    def __init__(self, **settings: Any) -> None:
        row: dict[str, Any] = {
            "timezone": "UTC",
            "inactivity_timeout": 1800,
            "auto_close_after": None,
            "agents_see_own_only": False,
        }
        self.world = World(m.Workspace(1, "Test", **row | settings), START)
        self.state = self.world.state
        self.channel = self.new_channel("Web")

    # --- time and the log ------------------------------------------------------------------------

    def pass_time(self, **duration: float) -> None:
        """Time goes by; what is due on the way happens."""
        self.world.run_due(self.world.now + timedelta(**duration))
        check(self.world)

    def do(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> c.Answer:
        """Carry out a command; the books must balance after it."""
        answer = self.world.do(kind(workspace_id=1, actor=actor, **fields))
        check(self.world)
        return answer

    def new(self, kind: type[c.Command], **fields: Any) -> int:
        """Carry out a command that creates something; its id."""
        event = self.do(kind, **fields).event
        assert event is not None
        return event.seq

    def refused(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> str:
        """Carry out a command that must be refused; the refusal's code."""
        with pytest.raises(Refused) as refusal:
            self.do(kind, actor, **fields)
        return refusal.value.code

    def events(self, type_: str, **columns: Any) -> list[m.Event]:
        """The events of a type, by whatever of their columns is given."""
        wanted = columns.items()
        return [
            event
            for event in self.world.events
            if event.type == type_ and all(getattr(event, name) == value for name, value in wanted)
        ]

    def types(self, after: int = 0) -> list[str]:
        """The types of the events after a sequence number."""
        return [event.type for event in self.world.events if event.seq > after]

    # --- people ----------------------------------------------------------------------------------

    def user(self, name: str, *teams: int, status: m.Status = "online", role: m.Role = "agent") -> int:
        """A new user, in these teams."""
        user = self.new(c.CreateUser, email=f"{name}@x.test", name=f"{name.title()} Test", role=role)
        for team in teams:
            self.join(user, team)
        if status != "offline":
            self.status(user, status)
        return user

    def status(self, user: int, status: m.Status) -> None:
        """Presence driven by the API."""
        self.do(c.SetStatus, user_id=user, status=status)

    def team(self, name: str = "Support", *users: int) -> int:
        """A new team."""
        team = self.new(c.CreateTeam, name=name)
        for user in users:
            self.join(user, team)
        return team

    def join(self, user: int, team: int) -> None:
        """Into the team."""
        self.do(c.SetTeamMembers, team_id=team, users=[*(self.state.pools.find(team) or ()), user])

    def leave(self, user: int, team: int) -> None:
        """Out of the team."""
        members = self.state.pools.find(team) or ()
        self.do(c.SetTeamMembers, team_id=team, users=[other for other in members if other != user])

    def open_contacts(self, *users: int) -> list[int]:
        """How many open contacts each has."""
        return [self.state.user_states.one(user).open_contacts for user in users]

    def new_channel(self, name: str, **config: Any) -> int:
        """A custom channel."""
        return self.new(c.CreateChannel, type="custom", name=name, config=config, token_hash=TOKEN)

    # --- contacts --------------------------------------------------------------------------------

    def write(
        self,
        who: str,
        text: str = "Hello",
        *,
        key: str | None = None,
        channel: int | None = None,
        **profile: Any,
    ) -> int:
        """Somebody writes; the contact's id. ``key`` is the channel's id of the message."""
        answer = self.receive(who, text, key=key, channel=channel, **profile)
        assert answer.event is not None
        assert answer.event.contact_id is not None
        return answer.event.contact_id

    def receive(
        self,
        who: str,
        text: str = "Hello",
        *,
        key: str | None = None,
        channel: int | None = None,
        **profile: Any,
    ) -> c.Answer:
        """Somebody writes; the answer."""
        return self.do(
            c.ReceiveMessage,
            c.CONTACT,
            channel_id=channel or self.channel,
            token_hash=TOKEN,
            profile=c.Profile(who, **profile),
            text=text,
            key=None if key is None else c.RepeatKey(key, None, timedelta(days=8)),
        )

    def assign(self, contact: int, user: int | None, by: c.Actor = API) -> None:
        """By hand."""
        self.do(c.AssignContact, by, contact_id=contact, user=user)

    def open(self, contact: int, by: c.Actor = API) -> None:
        """By hand."""
        self.do(c.SetConversation, by, contact_id=contact, status="open")

    def close(self, contact: int, by: c.Actor = API, **how: Any) -> None:
        """By hand."""
        self.do(c.SetConversation, by, contact_id=contact, status="closed", **how)

    def reply(self, user: int, contact: int, text: str = "Hi") -> None:
        """A user writes to a contact."""
        self.do(c.SendMessage, act(user), contact_id=contact, text=text)

    def contact(self, contact: int) -> m.Contact:
        """The contact's row."""
        return self.state.contacts.one(contact)

    def assignee(self, contact: int) -> int | None:
        """Who has the contact."""
        return self.contact(contact).assignee_id

    def conversation(self, contact: int) -> m.Conversation:
        """The contact's latest conversation."""
        return [row for row in self.state.conversations.present() if row.contact_id == contact][-1]

    def decision(self, contact: int) -> dict[str, Any]:
        """Why the contact has its assignee."""
        event = self.events("contact.assigned", contact_id=contact)[-1]
        assert event.data is not None
        return event.data

    def sent(self, contact: int) -> list[str]:
        """What was written to the contact."""
        rows = self.state.messages.present()
        return [row.text for row in rows if row.contact_id == contact and row.sender != "contact"]

    # --- workflows -------------------------------------------------------------------------------

    def draft(self, *steps: dict[str, Any], name: str = "Test", **more: Any) -> int:
        """A new workflow, not published."""
        return self.new(c.SaveWorkflow, document=document(*steps, name=name, **more))

    def workflow(self, *steps: dict[str, Any], name: str = "Test", **more: Any) -> int:
        """A new workflow, published. Unless a trigger is given it starts when a conversation is opened."""
        workflow = self.draft(*steps, name=name, **more)
        self.publish(workflow)
        return workflow

    def change(self, workflow: int, *steps: dict[str, Any], name: str = "Test", **more: Any) -> None:
        """Another draft, and published."""
        self.do(c.SaveWorkflow, workflow_id=workflow, document=document(*steps, name=name, **more))
        self.publish(workflow)

    def publish(self, workflow: int) -> None:
        """The draft becomes the next version."""
        self.do(c.PublishWorkflow, workflow_id=workflow)

    def run(self, contact: int, workflow: int | None = None) -> m.Run:
        """The contact's latest run, in this workflow if one is given."""
        return self.runs(contact, workflow)[-1]

    def runs(self, contact: int, workflow: int | None = None) -> list[m.Run]:
        """The contact's runs, in this workflow if one is given."""
        rows = self.state.runs.present()
        return [run for run in rows if run.contact_id == contact and workflow in {None, run.workflow_id}]

    def outcome(self, contact: int, workflow: int | None = None) -> tuple[str, str | None]:
        """State and reason of the contact's latest run."""
        run = self.run(contact, workflow)
        return run.state, run.reason

    def trail(self, contact: int, workflow: int | None = None) -> list[tuple[str, str, str | None]]:
        """What each step of the contact's latest run did."""
        return [(entry.step, entry.outcome, entry.reason) for entry in self.run(contact, workflow).trail]

    def waiting(self, pool: int = m.WORKSPACE_POOL) -> list[int]:
        """The contacts that wait for a pool, in order."""
        entries = [entry for entry in self.state.queue_entries.present() if entry.pool_id == pool]
        return [entry.contact_id for entry in sorted(entries, key=lambda row: (-row.priority, row.id))]


def document(*steps: dict[str, Any], name: str = "Test", **more: Any) -> dict[str, Any]:
    """A workflow's document."""
    return {
        "version": 1,
        "name": name,
        "trigger": {"type": "conversation_opened"},
        "steps": list(steps),
        **more,
    }
