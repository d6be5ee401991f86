"""A workspace that is all in memory, on a clock that moves when it is told to."""

from datetime import datetime
from heapq import heappop, heappush

from msgspec.structs import replace

from evenhand.domain import model as m
from evenhand.domain.commands import SYSTEM, Answer, Command, Continue, TimerDue
from evenhand.domain.decide import decide
from evenhand.domain.state import State


class World:
    """One workspace with everything in it, for which the functions decide that do so in production.

    ``now`` is its time. ``state`` holds every row, so that nothing ever has to be loaded. Its log
    begins as that of any workspace, so that the same commands give the same ids.
    """

    def __init__(self, workspace: m.Workspace, now: datetime) -> None:
        self.now = now
        self.state = State(workspace.id)
        self.state.workspaces.rows[workspace.id] = workspace
        self.state.hold_everything()
        self.state.now = now
        self.state.timers.touched = set()
        self._due: list[tuple[datetime, int]] = []
        self.state.emit("workspace.created", "system")
        _keep(self.state)

    @property
    def events(self) -> list[m.Event]:
        """The log from its first event."""
        return list(self.state.past_events.present())

    def do(self, command: Command) -> Answer:
        """Carry out a command at the present moment. Raises Refused; then nothing has changed."""
        answer = self._do(command)
        while self.state.unfinished is not None:
            self._do(Continue(workspace_id=self.state.workspace_id, actor=SYSTEM))
        return answer

    def _do(self, command: Command) -> Answer:
        state = self.state
        state.now = self.now
        state.begin()
        try:
            answer = decide(state, command)
        except BaseException:
            state.undo()
            raise
        state.accept()
        _keep(state)
        return answer

    def run_due(self, until: datetime) -> None:
        """Move the clock on; each timer on the way does what it was set for at its moment."""
        while (timer := self._next_timer()) is not None and timer.due_at <= until:
            self.now = max(self.now, timer.due_at)
            self.do(TimerDue(workspace_id=self.state.workspace_id, actor=SYSTEM, timer_id=timer.id))
        self.now = max(self.now, until)

    def next_due(self) -> datetime | None:
        """When the next timer is due."""
        timer = self._next_timer()
        return None if timer is None else timer.due_at

    def _next_timer(self) -> m.Timer | None:
        """The next one that is due; of those due at one moment the one that was set first."""
        timers = self.state.timers
        for key in timers.touched or ():
            row = timers.rows.get(key)
            if row is None:
                timers.rows.pop(key, None)
            else:
                heappush(self._due, (row.due_at, key))
        timers.touched = set()
        while self._due:
            due, key = self._due[0]
            row = timers.rows.get(key)
            if row is not None and row.due_at == due:
                return row
            heappop(self._due)
        return None


def _keep(state: State) -> None:
    """Do what storage does once a command stands."""
    for event in state.events:
        state.past_events.rows[event.seq] = event
    state.events = []
    for contact_id in state.erased.rows:
        erase(state, contact_id)
    for user_id, whole in state.logged_out.rows.items():
        if whole:
            end_tokens(state, user_id)
    for table in (state.erased, state.logged_out, state.next_delivery):
        table.rows.clear()
    state.journal.saved()


def erase(state: State, contact_id: int) -> None:
    """Every text of a deleted contact goes, and what was to be sent is not."""
    for message in state.messages.present():
        if message.contact_id == contact_id:
            state.messages.rows[message.id] = replace(message, text="", choices=None)
    for comment in state.comments.present():
        if comment.contact_id == contact_id:
            state.comments.rows[comment.id] = replace(comment, text="")
    for conversation in state.conversations.present():
        if conversation.contact_id == contact_id:
            state.conversations.rows[conversation.id] = replace(conversation, summary=None)
    for run in state.runs.present():
        if run.contact_id == contact_id:
            trail = [replace(entry, why=None) for entry in run.trail]
            state.runs.rows[run.id] = replace(run, variables={}, trail=trail)
    for delivery in state.deliveries.present():
        if delivery.contact_id == contact_id:
            state.deliveries.rows[delivery.id] = None


def end_tokens(state: State, user_id: int) -> None:
    """The tokens of a deleted user open nothing any more."""
    for token in state.tokens.present():
        if token.user_id == user_id:
            state.tokens.rows[token.id] = None
