"""The part of a workspace that a batch of commands needs, and the journal that undoes one command.

Reading something that was not loaded raises :class:`Need`; the lane undoes the command, loads
what is missing under the same lock and decides again. Nothing has a silent default.
"""

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from enum import Enum
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class Mark(Enum):
    """What the next save does with a row."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Missing(Enum):
    """The journal's word for: there was no such key before this command."""

    MISSING = "missing"


MISSING = Missing.MISSING


class Need(Exception):
    """Something must be loaded before the command can be decided: rows of a table, or what goes by a key."""

    def __init__(self, table: str, *keys: Any) -> None:
        super().__init__(f"{table} {', '.join(map(str, keys))}")
        self.table = table
        self.keys = keys

    @property
    def key(self) -> Any:
        """The first of the keys."""
        return self.keys[0]


class Journal:
    """What this command has touched, so that it can be undone; of what stands, what is to be saved."""

    __slots__ = ("marked", "tables", "undoing")

    def __init__(self) -> None:
        self.marked: dict[str, Table[Any, Any]] = {}
        self.tables: list[Table[Any, Any]] = []
        self.undoing: list[Callable[[], None]] = []

    def accept(self) -> None:
        """The command stands."""
        for table in self.tables:
            table.before.clear()
            if table.marks:
                self.marked[table.name] = table
        self.tables.clear()
        self.undoing.clear()

    def saved(self) -> None:
        """What was to be saved is."""
        for table in self.marked.values():
            table.marks.clear()
        self.marked.clear()

    def undo(self) -> None:
        """The command never was."""
        for table in self.tables:
            table.restore()
        self.tables.clear()
        for restore in reversed(self.undoing):
            restore()
        self.undoing.clear()


class Table(Generic[K, R]):
    """Rows by key. ``None`` under a key: known not to exist. ``complete``: an unknown key does not exist.

    ``touched``, once it is set, gathers the keys whose rows may have changed since, every change and
    undone ones included, for what is derived from them.
    """

    __slots__ = ("before", "complete", "journal", "marks", "name", "rows", "touched")

    def __init__(self, name: str, journal: Journal, *, complete: bool = False) -> None:
        self.name = name
        self.journal = journal
        self.complete = complete
        self.rows: dict[K, R | None] = {}
        self.marks: dict[K, Mark] = {}
        self.before: dict[K, tuple[R | None | Missing, Mark | None]] = {}
        self.touched: set[K] | None = None

    def find(self, key: K) -> R | None:
        """The row, or None where there is none. Raises Need where that is not known."""
        try:
            return self.rows[key]
        except KeyError:
            if self.complete:
                return None
            raise Need(self.name, key) from None

    def one(self, key: K) -> R:
        """The row that something refers to. Raises Need where it is not loaded."""
        row = self.rows.get(key)
        if row is None:
            self.find(key)
            raise LookupError(f"{self.name} {key} is referred to and does not exist")
        return row

    def ask_for(self, keys: Iterable[K]) -> None:
        """Raises one Need for all of these that are not known."""
        if not self.complete and (unknown := [key for key in keys if key not in self.rows]):
            raise Need(self.name, *unknown)

    def edit(self, key: K) -> R:
        """The row, to be changed. Lists and dicts in it are replaced, never changed in place."""
        if key in self.before:
            if self.touched is not None:
                self.touched.add(key)
            row = self.rows[key]
            assert row is not None
            return row
        row = self.one(key)
        self.remember(key)
        fresh = self.rows[key] = copy(row)
        if key not in self.marks:
            self.marks[key] = Mark.CHANGED
        return fresh

    def add(self, key: K, row: R) -> R:
        """A row that was not there."""
        self.remember(key)
        self.marks[key] = Mark.CHANGED if self.marks.get(key) is Mark.GONE else Mark.NEW
        self.rows[key] = row
        return row

    def remove(self, key: K) -> None:
        """The row goes."""
        self.remember(key)
        if self.marks.get(key) is Mark.NEW:
            del self.marks[key]
        else:
            self.marks[key] = Mark.GONE
        self.rows[key] = None

    def put(self, key: K, value: R) -> None:
        """A derived value that is never saved."""
        self.remember(key)
        self.rows[key] = value

    def load(self, key: K, row: R | None) -> None:
        """What storage found. What this batch has changed already stays."""
        self.rows.setdefault(key, row)

    def renew(self, key: K, row: R) -> None:
        """What storage found of a row that is held between batches."""
        self.rows[key] = row
        if self.touched is not None:
            self.touched.add(key)

    def remember(self, key: K) -> None:
        """Note what stands under the key, once a command."""
        if self.touched is not None:
            self.touched.add(key)
        if key not in self.before:
            if not self.before:
                self.journal.tables.append(self)
            self.before[key] = (self.rows.get(key, MISSING), self.marks.get(key))

    def restore(self) -> None:
        """Back to what stood before this command."""
        if self.touched is not None:
            self.touched.update(self.before)
        for key, (row, mark) in self.before.items():
            if row is MISSING:
                del self.rows[key]
            else:
                self.rows[key] = row
            if mark is None:
                self.marks.pop(key, None)
            else:
                self.marks[key] = mark
        self.before.clear()

    def present(self) -> list[R]:
        """All rows that are known to exist, in the order in which they became known."""
        return [row for row in self.rows.values() if row is not None]

    def marked(self, mark: Mark) -> list[K]:
        """The keys that the next save treats so."""
        return [key for key, this in self.marks.items() if this is mark]
