"""What is loaded on demand, batch by batch, gives what everything in memory gives.

The machine tries this with any commands; here are the cases that were wrong once.
"""

from random import Random
from typing import Any

import msgspec
import pytest

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from evenhand.domain.state import State
from tests.domain.shadow import ROWS, Shadow
from tests.domain.stage import API, START, Stage, assign_to


class Twin(Stage):
    """A stage whose commands are decided on a working set as well; ``commit`` begins a new batch."""

    shadow: Shadow | None = None

    def __init__(self) -> None:
        super().__init__()
        self.shadow = Shadow(self.world, Random(1))

    def do(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> c.Answer:
        answer = super().do(kind, actor, **fields)
        if self.shadow is not None:
            assert self.shadow.do(kind(workspace_id=1, actor=actor, **fields), self.world.now) == answer
        return answer

    def commit(self, *, forget: bool = False) -> None:
        assert self.shadow is not None
        self.shadow.commit(forget=forget)
        assert rows(self.shadow.kept) == rows(self.state)


def rows(state: State) -> dict[str, bytes]:
    return {name: msgspec.json.encode(sorted(getattr(state, name).present(), key=str)) for name in ROWS}


def test_who_got_a_contact_in_this_batch_loses_it_when_deleted_in_this_batch() -> None:
    twin = Twin()
    twin.user("owner", role="owner")
    ana = twin.user("ana")
    early, late = twin.write("early"), twin.write("late")
    twin.assign(early, ana)
    twin.commit(forget=True)
    twin.assign(early, None)
    twin.assign(late, ana)
    twin.do(c.DeleteUser, user_id=ana)
    twin.commit()
    assert twin.assignee(late) is None


def test_who_entered_a_workflow_in_this_batch_is_out_when_it_is_stopped_in_this_batch() -> None:
    twin = Twin()
    twin.user("ana", status="offline")
    workflow = twin.workflow(assign_to(only_online=True))
    early = twin.write("early")
    twin.commit(forget=True)
    late = twin.write("late")
    twin.do(c.StopWorkflow, workflow_id=workflow)
    twin.commit()
    assert [twin.outcome(contact) for contact in (early, late)] == [("stopped", "workflow_stopped")] * 2


def test_who_is_deleted_and_writes_again_in_one_batch_is_somebody_new() -> None:
    twin = Twin()
    contact = twin.write("carl")
    twin.commit(forget=True)
    twin.do(c.DeleteContact, contact_id=contact)
    again = twin.write("carl")
    twin.commit()
    assert twin.write("carl") == again != contact


@pytest.mark.parametrize("to", ["ben@x.test", None])
def test_the_first_command_of_a_process_may_be_one_that_counts(to: str | None) -> None:
    twin = Twin()
    ana, ben = twin.user("ana"), twin.user("ben")
    contact = twin.write("carl")
    twin.assign(contact, ana)
    twin.commit(forget=True)
    twin.do(c.AssignContact, contact_id=contact, user=to)
    twin.commit()
    assert twin.open_contacts(ana, ben) == [0, 0 if to is None else 1]


def test_a_line_that_is_left_and_made_again_in_one_batch_is_saved_as_it_is_now() -> None:
    twin = Twin()
    ana = twin.user("ana", status="offline")
    contact = twin.write("carl")
    twin.assign(contact, ana)
    twin.close(contact)
    twin.workflow(assign_to(only_online=True, max_open_contacts=1))
    twin.write("carl")
    twin.commit(forget=True)
    twin.assign(contact, None)
    twin.commit(forget=True)
    twin.status(ana, "online")
    twin.commit()
    assert twin.assignee(contact) == ana


def test_a_line_is_gone_through_in_pieces_however_it_changes_meanwhile() -> None:
    twin = Twin()
    ana = twin.user("ana", status="offline")
    twin.workflow(assign_to(only_online=True, max_open_contacts=10))
    contacts = [twin.write(f"c{number}") for number in range(12)]
    twin.commit(forget=True)
    twin.close(contacts[0])
    twin.do(c.DeleteContact, contact_id=contacts[5])
    contacts.append(twin.write("last"))
    twin.status(ana, "online")
    twin.commit()
    served = [contact for contact in contacts if contact not in {contacts[0], contacts[5]}][:10]
    assert [event.contact_id for event in twin.events("contact.assigned")] == served


def test_a_refused_command_is_undone_on_a_working_set_too() -> None:
    twin = Twin()
    twin.team()
    twin.commit(forget=True)
    assert twin.shadow is not None
    with pytest.raises(Refused):
        twin.shadow.do(c.CreateTeam(workspace_id=1, actor=API, name="Support"), START)
    twin.commit()
