"""A command on a whole working set: accepted, or as if it had never been."""

from evenhand.domain import commands as c
from evenhand.domain import model as m
from evenhand.domain.assignment.terms import Terms
from evenhand.domain.conversations import open_conversation
from evenhand.domain.state import State, Trigger
from tests.domain.stage import Stage, assign_to


def test_undoing_gives_back_number_log_queue_and_what_was_to_follow() -> None:
    state = State(1)
    state.hold_everything()
    state.begin()
    state.emit("team.created", "api")
    state.waiting += 1
    state.accept()
    state.begin()
    state.emit("team.created", "api")
    state.waiting += 2
    state.freed[0] = None
    state.emptied.append(0)
    state.ready.append(1)
    state.triggers.append(Trigger("conversation_opened", 1, {}))
    state.undo()
    assert (state.seq, state.waiting, [event.seq for event in state.events]) == (1, 1, [1])
    assert not any((state.freed, state.emptied, state.ready, state.triggers))


def test_a_user_is_found_by_the_present_email_alone() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    state = stage.state

    def found(email: str) -> int | None:
        user = state.user_with(email)
        return None if user is None else user.id

    assert (found("ana@x.test"), found("ben@x.test"), found("eve@x.test")) == (ana, ben, None)
    stage.do(c.UpdateUser, user_id=ana, email="eve@x.test")
    stage.do(c.UpdateUser, user_id=ben, email="ana@x.test")
    assert (found("ana@x.test"), found("ben@x.test"), found("eve@x.test")) == (ben, None, ana)
    state.begin()
    state.users.edit(ana).email = "fay@x.test"
    assert (found("fay@x.test"), found("eve@x.test")) == (ana, None)
    state.undo()
    assert (found("fay@x.test"), found("eve@x.test")) == (None, ana)
    stage.user("owner", role="owner")
    stage.do(c.DeleteUser, user_id=ben)
    assert found("ana@x.test") is None


def test_whoever_waits_stands_in_the_line_of_the_holder_once_the_conversation_is_open() -> None:
    stage = Stage()
    ana = stage.user("ana", status="offline")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(only_online=True, max_open_contacts=1))
    stage.write("carl")
    state = stage.state
    # As if a step of the run had closed the conversation before this one.
    state.begin()
    state.conversations.edit(stage.conversation(contact).id).closed_at = state.now
    state.contacts.edit(contact).conversation_id = None
    state.user_states.edit(ana).open_contacts = 0
    entry = state.queue_entries.present()[0]
    line = state.queue_lines.edit(entry.line_id)
    line.holder_id = None
    open_conversation(state, contact, "api", "api", stage.channel)
    state.triggers.clear()
    state.accept()
    entry = state.queue_entries.present()[0]
    assert Terms.of(state.queue_lines.one(entry.line_id)).holder_id == ana
    assert state.user_states.one(ana).open_contacts == 1


def test_a_working_set_knows_the_pools_in_the_order_of_joining() -> None:
    state = State(1)
    for user, joined in ((1, 9), (2, 4), (3, 6)):
        state.pool_members.rows[(7, user)] = m.PoolMember(1, 7, user, joined, member=user != 3, last_turn=0)
    state.set_pools()
    assert state.pools.find(7) == (2, 1)
    assert (state.pools_of.find(2), state.pools_of.find(3)) == ((7,), None)
