"""The journal: a command that does not stand never was."""

import msgspec
import pytest

from evenhand.domain import model as m
from evenhand.domain.working_set import Journal, Mark, Need, Table
from tests.domain.stage import START


class Thing(msgspec.Struct):
    name: str
    parts: list[str]


def table(*, complete: bool = False) -> Table[int, Thing]:
    things: Table[int, Thing] = Table("things", Journal(), complete=complete)
    things.load(1, Thing("one", ["a"]))
    things.load(2, None)
    return things


def seen(things: Table[int, Thing]) -> object:
    return msgspec.json.encode([things.rows, {key: mark.value for key, mark in things.marks.items()}])


def test_what_is_not_known_is_asked_for() -> None:
    things = table()
    assert things.find(2) is None
    with pytest.raises(Need) as need:
        things.find(3)
    assert (need.value.table, need.value.key) == ("things", 3)
    with pytest.raises(LookupError):
        things.one(2)


def test_of_a_table_that_is_complete_what_is_not_known_does_not_exist() -> None:
    assert table(complete=True).find(3) is None


def test_what_a_command_did_is_undone_exactly() -> None:
    things = table()
    before = seen(things)
    things.edit(1).name = "other"
    things.edit(1).parts = ["b"]
    things.add(2, Thing("two", []))
    things.add(3, Thing("three", []))
    things.edit(3).name = "more"
    things.remove(1)
    things.put(4, Thing("four", []))
    things.journal.undo()
    assert seen(things) == before


def test_a_command_that_stands_is_not_undone_with_the_next() -> None:
    things = table()
    things.edit(1).name = "other"
    things.add(3, Thing("three", []))
    things.journal.accept()
    before = seen(things)
    things.remove(3)
    things.edit(1).name = "more"
    things.journal.undo()
    assert seen(things) == before


def test_a_row_is_saved_as_what_it_became() -> None:
    things = table()
    things.edit(1)
    things.add(3, Thing("three", []))
    things.edit(3)
    things.add(4, Thing("four", []))
    things.remove(4)
    assert things.marks == {1: Mark.CHANGED, 3: Mark.NEW}
    things.remove(1)
    assert things.marked(Mark.GONE) == [1]
    things.add(1, Thing("again", []))
    assert things.marked(Mark.CHANGED) == [1]


def test_a_row_that_is_edited_twice_is_one_row() -> None:
    things = table()
    assert things.edit(1) is things.edit(1) is things.one(1)
    added = things.add(3, Thing("three", []))
    assert things.edit(3) is added


def test_a_row_that_others_read_stays_as_it_was() -> None:
    things = table()
    before = things.one(1)
    things.edit(1).name = "other"
    assert before.name == "one"


def test_what_is_loaded_later_does_not_overwrite_what_has_changed() -> None:
    things = table()
    things.edit(1).name = "other"
    things.load(1, Thing("one", []))
    assert things.one(1).name == "other"


def test_an_encoded_row_leaves_out_only_what_is_absent() -> None:
    row = m.Conversation(1, 2, 3, "api", START, [], 2)
    assert msgspec.json.decode(msgspec.json.encode(row)).keys() == {
        "workspace_id",
        "id",
        "contact_id",
        "source",
        "opened_at",
        "assignees",
        "last_seq",
    }
