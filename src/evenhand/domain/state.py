"""One workspace as its commands see it: rows, the log being written, and what must follow from a change."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

import msgspec

from evenhand.domain import model as m
from evenhand.domain.assignment.standing import Standing
from evenhand.domain.commands import Actor
from evenhand.domain.working_set import Journal, Need, Table

if TYPE_CHECKING:  # a step's module reads and writes the state
    from evenhand.domain.workflow.program import Program
    from evenhand.domain.workflow.triggers import Trigger as WantedTrigger


class Trigger(msgspec.Struct, frozen=True):
    """Something happened to a contact that published workflows may start on."""

    type: str
    contact_id: int
    facts: dict[str, Any]
    chain: int = 0
    """How many workflows have started one another up to here, without anything waiting."""
    conversation_id: int | None = None
    """The conversation in which it happened, where the contact has it open no more."""
    workflow_id: int | None = None
    """The workflow in which the contact was when it did this, by a step or an answer of its own."""


class Start(msgspec.Struct, frozen=True):
    """A contact is about to enter the published version of a workflow.

    ``start_at`` is a step of that version, or the first one; ``chain`` counts the workflows that have
    started one another before. ``conversation_id`` and ``memory`` are what the run begins with, if
    its trigger gives it any.
    """

    workflow_id: int
    contact_id: int
    variables: dict[str, Any]
    start_at: str | None
    chain: int
    conversation_id: int | None = None
    memory: m.Memory | None = None


class LineView(msgspec.Struct, frozen=True):
    """The front of a line: its entries in order, known as far as ``until`` (None: to the end)."""

    entries: tuple[m.QueueEntry, ...]
    until: tuple[int, int] | None


class State:
    """The working set of one workspace, with a journal for the command being decided.

    People and settings are held whole (``set_people``) and may be kept between batches;
    the rest is what a batch has asked for. ``left``: for how many more contacts the command being decided
    may do what follows from a change of pools, workflows and users; the others are left ``unfinished``.
    """

    at_once: ClassVar[int] = 500

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.seq = 0
        self.at = self.now = datetime.min.replace(tzinfo=UTC)
        self.waiting = 0
        self.has_people = False
        self.events: list[m.Event] = []
        self.journal = Journal()
        self._make_people()
        held = self.tables()
        self._make_things()
        self._things = tuple(
            table for table in self.tables() if table not in held and table is not self.programs
        )
        self.standings: dict[int, Standing] = {}
        self._ids: dict[str, int] = {}
        self._emails: dict[int, str] = {}
        self.freed: dict[int, None] = {}
        self.emptied: list[int] = []
        self.stopped: dict[int, None] = {}
        self.dismissed: dict[int, str] = {}
        self.left = self.at_once
        self.was_unfinished = False
        self.ready: list[int] = []
        self.triggers: list[Trigger | Start] = []
        self.starts: list[Start] = []
        self.starters: dict[str, list[tuple[int, WantedTrigger]]] | None = None
        self.answers: list[tuple[int, int]] = []
        self.running: int | None = None
        self.steps_left: dict[int, int] = {}
        self._mark: tuple[int, int, int, m.Unfinished | None] = (0, 0, 0, None)

    def _make_people(self) -> None:
        journal = self.journal
        self.workspaces: Table[int, m.Workspace] = Table("workspaces", journal, complete=True)
        self.users: Table[int, m.User] = Table("users", journal, complete=True)
        self.user_states: Table[int, m.UserState] = Table("user_states", journal, complete=True)
        self.teams: Table[int, m.Team] = Table("teams", journal, complete=True)
        self.pool_members: Table[tuple[int, int], m.PoolMember] = Table(
            "pool_members", journal, complete=True
        )
        self.channels: Table[int, m.Channel] = Table("channels", journal, complete=True)
        self.custom_fields: Table[int, m.CustomField] = Table("custom_fields", journal, complete=True)
        self.closing_categories: Table[int, m.ClosingCategory] = Table(
            "closing_categories", journal, complete=True
        )
        self.workflows: Table[int, m.Workflow] = Table("workflows", journal, complete=True)
        self.pools: Table[int, tuple[int, ...]] = Table("pools", journal, complete=True)
        self.pools_of: Table[int, tuple[int, ...]] = Table("pools_of", journal, complete=True)

    def _make_things(self) -> None:
        journal = self.journal
        self.contacts: Table[int, m.Contact] = Table("contacts", journal)
        self.identities: Table[tuple[int, str], m.Identity] = Table("identities", journal)
        self.identity_of: Table[int, tuple[m.Identity, ...]] = Table("identity_of", journal)
        self.conversations: Table[int, m.Conversation] = Table("conversations", journal)
        self.presences: Table[int, m.Presence] = Table("presences", journal)
        self.messages: Table[int, m.Message] = Table("messages", journal)
        self.comments: Table[int, m.Comment] = Table("comments", journal)
        self.programs: Table[tuple[int, int], Program] = Table("programs", journal)
        self.workflow_versions: Table[tuple[int, int], m.WorkflowVersion] = Table(
            "workflow_versions", journal
        )
        self.workflow_keys: Table[int, m.WorkflowKey] = Table("workflow_keys", journal)
        self.runs: Table[int, m.Run] = Table("runs", journal)
        self.live_runs: Table[int, tuple[int, ...]] = Table("live_runs", journal)
        self.entered: Table[tuple[int, int], bool] = Table("entered", journal)
        self.runs_of_workflow: Table[int, tuple[int, ...]] = Table("runs_of_workflow", journal)
        self.contacts_of: Table[int, tuple[int, ...]] = Table("contacts_of", journal)
        self.contacts_by_email: Table[str, tuple[int, ...]] = Table("contacts_by_email", journal)
        self.contacts_by_phone: Table[str, tuple[int, ...]] = Table("contacts_by_phone", journal)
        self.queue_lines: Table[int, m.QueueLine] = Table("queue_lines", journal)
        self.lines_of: Table[int, tuple[int, ...]] = Table("lines_of", journal)
        self.line_views: Table[int, LineView] = Table("line_views", journal)
        self.queue_entries: Table[int, m.QueueEntry] = Table("queue_entries", journal)
        self.timers: Table[int, m.Timer] = Table("timers", journal)
        self.deliveries: Table[int, m.Delivery] = Table("deliveries", journal)
        self.requests: Table[int, m.Request] = Table("requests", journal)
        self.tokens: Table[int, m.Token] = Table("tokens", journal)
        self.webhooks: Table[int, m.Webhook] = Table("webhooks", journal)
        self.webhook_cursors: Table[int, m.WebhookCursor] = Table("webhook_cursors", journal)
        self.webhook_replays: Table[int, m.WebhookReplay] = Table("webhook_replays", journal)
        self.keys: Table[str, m.Key] = Table("keys", journal)
        self.past_events: Table[int, m.Event] = Table("past_events", journal)
        self.next_delivery: Table[int, bool] = Table("next_delivery", journal)
        self.erased: Table[int, bool] = Table("erased", journal)
        self.logged_out: Table[int, bool] = Table("logged_out", journal)

    def tables(self) -> tuple[Table[Any, Any], ...]:
        """Every table of this working set."""
        return tuple(cast("Table[Any, Any]", value) for value in vars(self).values() if type(value) is Table)

    def hold_everything(self) -> None:
        """From now on this is the whole workspace: what is not in it does not exist."""
        self.has_people = True
        for table in self.tables():
            table.complete = True

    # --- people ----------------------------------------------------------------------------------

    def people(self) -> None:
        """Ask for users, pools and settings, which are loaded together."""
        if not self.has_people:
            raise Need("people", self.workspace_id)

    def forget_people(self) -> None:
        """What was held of users, pools and settings is about to be loaded anew."""
        for table in self._people_tables():
            table.rows.clear()
        self.pools.rows.clear()
        self.pools_of.rows.clear()
        self.standings.clear()
        self.starters = None
        self.users.touched = None
        self._ids.clear()
        self._emails.clear()

    def user_with(self, email: str) -> m.User | None:
        """The user with this e-mail who is not deleted. Nobody is looked through to find out."""
        touched, self.users.touched = self.users.touched, set[int]()
        for user_id in self.users.rows if touched is None else touched:
            known = self._emails.pop(user_id, None)
            if known is not None and self._ids.get(known) == user_id:
                del self._ids[known]
            user = self.users.rows.get(user_id)
            if user is not None and user.deleted_at is None:
                self._emails[user_id], self._ids[user.email] = user.email, user_id
        found = self._ids.get(email)
        return None if found is None else self.users.one(found)

    def changed_places(self) -> set[tuple[int, int]]:
        """Pools and users whose rows may have changed since this was asked last."""
        users, members = self.user_states.touched, self.pool_members.touched
        self.user_states.touched, self.pool_members.touched = set[int](), set[tuple[int, int]]()
        if users is None or members is None:
            return set()
        return members | {
            (pool_id, user_id) for user_id in users for pool_id in self.pools_of.find(user_id) or ()
        }

    def set_pools(self) -> None:
        """Derive pools from the members that were loaded, in the order in which they joined."""
        pools: dict[int, list[int]] = {}
        pools_of: dict[int, list[int]] = {}
        for member in sorted(self.pool_members.present(), key=lambda row: (row.joined, row.user_id)):
            if member.member:
                pools.setdefault(member.pool_id, []).append(member.user_id)
                pools_of.setdefault(member.user_id, []).append(member.pool_id)
        self.pools.rows.update({pool_id: tuple(users) for pool_id, users in pools.items()})
        self.pools_of.rows.update({user_id: tuple(ids) for user_id, ids in pools_of.items()})
        self.has_people = True

    def renew_members(self, rows: Iterable[m.PoolMember]) -> None:
        """Members of pools as another process has left them; the pools follow."""
        moved: dict[int, dict[int, m.PoolMember]] = {}
        for row in rows:
            key = (row.pool_id, row.user_id)
            known = self.pool_members.rows.get(key)
            self.pool_members.renew(key, row)
            if known is None or (known.member, known.joined) != (row.member, row.joined):
                moved.setdefault(row.pool_id, {})[row.user_id] = row
        members = self.pool_members
        for pool_id, changed in moved.items():
            users = {*(self.pools.rows.get(pool_id) or ()), *changed}
            inside = [members.one((pool_id, user_id)) for user_id in users]
            inside = sorted((row.joined, row.user_id) for row in inside if row.member)
            self.pools.rows[pool_id] = tuple(user_id for _, user_id in inside)
            for user_id in changed:
                pools = {*(self.pools_of.rows.get(user_id) or ()), pool_id}
                of = [members.one((pool, user_id)) for pool in pools]
                of = sorted((row.joined, row.pool_id) for row in of if row.member)
                self.pools_of.rows[user_id] = tuple(pool for _, pool in of)

    @property
    def settings(self) -> m.Workspace:
        """The workspace's own row."""
        return self.workspaces.one(self.workspace_id)

    # --- the log ---------------------------------------------------------------------------------

    def emit(
        self,
        type_: str,
        actor: Actor | str,
        *,
        contact_id: int | None = None,
        conversation_id: int | None = None,
        user_id: int | None = None,
        subject_id: int | None = None,
        data: dict[str, Any] | None = None,
    ) -> m.Event:
        """Append to the log; the event's ``seq`` is the id of what it creates."""
        self.seq += 1
        event = m.Event(
            self.workspace_id,
            self.seq,
            self.now,
            type_,
            actor if type(actor) is str else str(actor),
            contact_id,
            conversation_id,
            user_id,
            subject_id,
            data,
        )
        self.events.append(event)
        return event

    def fire(
        self,
        type_: str,
        contact_id: int,
        facts: dict[str, Any],
        *,
        conversation_id: int | None = None,
        within: int | None = None,
    ) -> None:
        """Something that workflows may start on has happened, perhaps by a step of the run ``within``."""
        if self.starters is not None and type_ not in self.starters and not self.workflows.touched:
            return
        run_id = self.running if within is None else within
        workflow_id = None if run_id is None else self.runs.one(run_id).workflow_id
        trigger = Trigger(type_, contact_id, facts, self.chain, conversation_id, workflow_id)
        self.triggers.append(trigger)

    @property
    def chain(self) -> int:
        """The number in its chain of a workflow that were started now; 0 where no step starts it."""
        if self.running is None:
            return 0
        memory = self.runs.one(self.running).memory
        return 1 if memory is None else memory.chain + 1

    # --- the life of a command and of a batch ----------------------------------------------------

    @property
    def unfinished(self) -> m.Unfinished | None:
        """What is left to the next transaction of the lane; None: nothing."""
        if not (self.freed or self.emptied or self.stopped or self.dismissed):
            return None
        return m.Unfinished([*self.freed], [*self.emptied], [*self.stopped], {**self.dismissed})

    def lock(self, lane: m.Lane, now: datetime) -> None:
        """The lane is ours: commands are decided from where its row says that the workspace is."""
        self.seq, self.at, self.waiting, self.now = lane.seq, lane.at, lane.waiting, now
        self.was_unfinished = lane.unfinished is not None
        self._take_up(lane.unfinished)

    def give_up(self) -> None:
        """What was unfinished cannot be finished: it stays as it is, and the others go on."""
        self._take_up(None)

    def _take_up(self, unfinished: m.Unfinished | None) -> None:
        rest = unfinished or m.Unfinished()
        self.freed = dict.fromkeys(rest.freed)
        self.emptied = rest.emptied
        self.stopped = dict.fromkeys(rest.stopped)
        self.dismissed = rest.dismissed

    def begin(self) -> None:
        """A command begins."""
        self._mark = (self.seq, self.waiting, len(self.events), self.unfinished)
        self.left = self.at_once
        self.steps_left.clear()

    def accept(self) -> None:
        """The command stands."""
        self.journal.accept()

    def undo(self) -> None:
        """The command never was."""
        self.journal.undo()
        self.seq, self.waiting, count, unfinished = self._mark
        del self.events[count:]
        self.left = self.at_once
        self._take_up(unfinished)
        self.ready.clear()
        self.triggers.clear()
        self.starts.clear()
        self.answers.clear()
        self.running = None

    def saved(self) -> None:
        """The batch is committed: keep people, settings and programs, forget the rest."""
        if self.events:
            self.at = self.now
        self.events = []
        self.journal.saved()
        self.forget_things()

    def forget_things(self) -> None:
        """Keep people, settings and programs; what else was loaded holds only under the lock."""
        for table in self._things:
            if table.rows:
                table.rows.clear()

    def _people_tables(self) -> tuple[Table[Any, Any], ...]:
        return (
            self.workspaces,
            self.users,
            self.user_states,
            self.teams,
            self.pool_members,
            self.channels,
            self.custom_fields,
            self.closing_categories,
            self.workflows,
        )
