"""The queue: who waits for which people, in which order, and who is taken when somebody is free.

Entries that wait for the same people under the same settings form a line. Inside a line the order
is strict (priority, then time of entering); between the lines of a pool the earliest head that
somebody may take goes first. So nobody is overtaken and nobody behind a blocked contact is scanned.
"""

from bisect import insort
from collections.abc import Collection, Iterator
from datetime import datetime
from heapq import heappop, heappush, heapreplace

from msgspec.structs import replace

from evenhand.domain import model as m
from evenhand.domain.assignment.eligibility import anybody
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.state import LineView, State
from evenhand.domain.working_set import Mark, Need

Order = tuple[int, int]


def order_of(entry: m.QueueEntry) -> Order:
    """Higher priority first, then first come."""
    return (-entry.priority, entry.id)


def enter(
    state: State, entry_id: int, run: m.Run, terms: Terms, logic: str, priority: int, deadline: datetime
) -> None:
    """A contact begins to wait; ``entry_id`` is the event that began it."""
    line_id = _line_for(state, entry_id, terms)
    entry = m.QueueEntry(
        state.workspace_id,
        entry_id,
        line_id,
        terms.pool_id,
        run.id,
        run.contact_id,
        priority,
        logic,
        deadline,
    )
    _stand(state, entry)


def leave(state: State, entry_id: int) -> m.QueueEntry:
    """A contact waits no longer. A line without anybody goes."""
    entry = state.queue_entries.one(entry_id)
    state.queue_entries.remove(entry_id)
    state.waiting -= 1
    view = state.line_views.rows.get(entry.line_id)
    if view is not None:
        entries = view.entries
        first = bool(entries) and entries[0].id == entry_id
        rest = entries[1:] if first else tuple(other for other in entries if other.id != entry_id)
        state.line_views.put(entry.line_id, LineView(rest, view.until))
    line = state.queue_lines.edit(entry.line_id)
    line.waiting -= 1
    if line.waiting == 0:
        state.queue_lines.remove(line.id)
        lines = state.lines_of.find(line.pool_id) or ()
        state.lines_of.put(line.pool_id, tuple(other for other in lines if other != line.id))
    return entry


def move(state: State, entry: m.QueueEntry, terms: Terms) -> None:
    """The contact's holder has changed: into the line with these terms, with its place in time."""
    if Terms.of(state.queue_lines.one(entry.line_id)) == terms:
        return
    leave(state, entry.id)
    moved = state.emit("run.moved", "system", contact_id=entry.contact_id, subject_id=entry.run_id)
    _stand(state, replace(entry, line_id=_line_for(state, moved.seq, terms)))


class Front:
    """The first of each line of some pools: of those whom somebody may take the earliest comes first.

    Those pools share people: who waits for the workspace and who waits for a team of it stand in one
    order. As long as contacts only leave, a line for which nobody is left stays so until somebody is
    freed; then its pool is added again. ``every_line``: whether somebody may take them is not asked.
    """

    def __init__(self, state: State, *, every_line: bool = False) -> None:
        self._state = state
        self._every_line = every_line
        self._pools: set[int] = set()
        self._heads: list[tuple[Order, int]] = []
        self._blocked: dict[int, list[int]] = {}

    def add(self, pools: Collection[int]) -> None:
        """The lines of these pools are to be looked at, or looked at again."""
        state = self._state
        state.lines_of.ask_for(pools)
        found: list[int] = []
        for pool_id in pools:
            known = pool_id in self._pools
            self._pools.add(pool_id)
            lines = self._blocked.pop(pool_id, ()) if known else (state.lines_of.find(pool_id) or ())
            found += [line_id for line_id in lines if self._may(line_id)]
        unknown = [line_id for line_id in found if not _has_head(state, line_id)]
        if unknown:
            raise Need("line_views", *unknown)
        for line_id in found:
            heappush(self._heads, (order_of(_head(state, line_id)), line_id))

    def first(self) -> m.QueueEntry | None:
        """Who comes first now; None: nobody whom somebody may take is left."""
        state = self._state
        while self._heads:
            order, line_id = self._heads[0]
            if not self._may(line_id):
                heappop(self._heads)
                continue
            if not _has_head(state, line_id):
                raise Need("line_views", *self._running_out(line_id))
            head = _head(state, line_id)
            if order_of(head) == order:
                return head
            heapreplace(self._heads, (order_of(head), line_id))
        return None

    def pools(self) -> dict[int, None]:
        """The pools of those who are left and whom somebody may take."""
        left = [line_id for _, line_id in sorted(self._heads) if self._may(line_id)]
        return {self._state.queue_lines.one(line_id).pool_id: None for line_id in left}

    def _may(self, line_id: int) -> bool:
        """Whether somebody may take those of the line; if not, it is put aside."""
        line = self._state.queue_lines.find(line_id)
        if line is None:
            return False
        if self._every_line or anybody(self._state, Terms.of(line)):
            return True
        self._blocked.setdefault(line.pool_id, []).append(line_id)
        return False

    def _running_out(self, line_id: int) -> Iterator[int]:
        """This line, and those of which at most one more is known: they are needed next."""
        yield line_id
        for _, other in self._heads:
            view = self._state.line_views.rows.get(other)
            if other != line_id and view is not None and view.until is not None and len(view.entries) <= 1:
                yield other


def _has_head(state: State, line_id: int) -> bool:
    view = state.line_views.rows.get(line_id)
    return view is not None and bool(view.entries) and _known(view, view.entries[0])


def _head(state: State, line_id: int) -> m.QueueEntry:
    return state.line_views.one(line_id).entries[0]


def _known(view: LineView, entry: m.QueueEntry) -> bool:
    return view.until is None or order_of(entry) <= view.until


def _line_for(state: State, seq: int, terms: Terms) -> int:
    """The pool's line with these terms, or a new one named after the event for which it is made."""
    lines = (state.lines_of.find(terms.pool_id) or ()) if state.waiting else ()
    for line_id in lines:
        if Terms.of(state.queue_lines.one(line_id)) == terms:
            return line_id
    line = m.QueueLine(
        state.workspace_id,
        seq,
        terms.pool_id,
        terms.only_online,
        list(terms.excluded),
        0,
        terms.max_open_contacts,
        terms.holder_id,
    )
    state.queue_lines.add(seq, line)
    state.line_views.put(seq, LineView((), None))
    state.lines_of.put(terms.pool_id, (*lines, seq))
    return seq


def _stand(state: State, entry: m.QueueEntry) -> None:
    """An entry takes its place in its line."""
    state.queue_entries.add(entry.id, entry)
    state.queue_lines.edit(entry.line_id).waiting += 1
    state.waiting += 1
    view = state.line_views.rows.get(entry.line_id)
    if view is not None:
        entries = list(view.entries)
        insort(entries, entry, key=order_of)
        state.line_views.put(entry.line_id, LineView(tuple(entries), view.until))


def merge(state: State, line_id: int, loaded: list[m.QueueEntry], *, to_the_end: bool) -> None:
    """What storage found of a line, in order: without those who left meanwhile, with those who came."""
    known = state.queue_entries
    view = state.line_views.rows.get(line_id)
    entries = {entry.id: entry for entry in (view.entries if view else ())}
    for entry in loaded:
        known.load(entry.id, entry)
        current = known.rows[entry.id]
        if current is not None and current.line_id == line_id:
            entries[entry.id] = current
    for key in (*known.marked(Mark.NEW), *known.marked(Mark.CHANGED)):
        fresh = known.rows[key]
        if fresh is not None and fresh.line_id == line_id:
            entries[fresh.id] = fresh
    until = None if to_the_end else order_of(loaded[-1])
    state.line_views.rows[line_id] = LineView(tuple(sorted(entries.values(), key=order_of)), until)
