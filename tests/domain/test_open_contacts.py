from evenhand.domain import commands as c
from tests.domain.stage import Stage, assign_to


def test_open_contacts_are_those_assigned_whose_conversation_is_open() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    one, two = stage.write("one"), stage.write("two")
    three = stage.new(c.CreateContact, first_name="Three")
    for contact in (one, two, three):
        stage.assign(contact, ana)
    assert stage.open_contacts(ana, ben) == [2, 0]
    stage.assign(one, ben)
    assert stage.open_contacts(ana, ben) == [1, 1]
    stage.assign(one, ben)
    assert stage.open_contacts(ana, ben) == [1, 1]
    stage.close(two)
    stage.open(three)
    assert stage.open_contacts(ana, ben) == [1, 1]
    stage.assign(three, None)
    stage.do(c.DeleteContact, contact_id=one)
    assert stage.open_contacts(ana, ben) == [0, 0]


def test_fewer_than_n_is_strict() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.workflow(assign_to(max_open_contacts=2))
    contacts = [stage.write(name) for name in ("one", "two", "three")]
    assert [stage.assignee(contact) for contact in contacts] == [ana, ana, None]
    assert stage.open_contacts(ana) == [2]


def test_a_user_can_stand_above_the_limit_by_hand_and_by_a_contact_that_comes_back() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.workflow(assign_to(max_open_contacts=1))
    kept = stage.new(c.CreateContact, first_name="Kept")
    stage.assign(kept, ana)
    contact = stage.write("one")
    stage.assign(stage.write("two"), ana)
    assert stage.assignee(contact) == ana
    assert stage.open_contacts(ana) == [2]
    stage.open(kept)
    assert stage.open_contacts(ana) == [3]
    # It keeps its holder while it waits for somebody with room.
    assert (stage.waiting(), stage.assignee(kept)) == ([kept], ana)


def test_the_engine_chooses_nobody_at_the_limit_until_there_is_room_again() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.workflow(assign_to(max_open_contacts=1))
    one, two = stage.write("one"), stage.write("two")
    stage.assign(stage.new(c.CreateContact, first_name="Kept"), ana)
    assert stage.waiting() == [two]
    stage.close(one)
    assert stage.assignee(two) == ana


def test_a_contact_does_not_count_against_its_own_holder() -> None:
    stage = Stage()
    ana = stage.user("ana")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(max_open_contacts=1))
    stage.write("carl")
    assert stage.open_contacts(ana) == [1]
    assert stage.assignee(contact) == ana
    assert stage.decision(contact)["holder"] == ana
    assert stage.outcome(contact) == ("completed", None)


def test_it_counts_for_every_other_contact() -> None:
    stage = Stage()
    ana = stage.user("ana")
    stage.assign(stage.write("carl"), ana)
    stage.workflow(assign_to(max_open_contacts=1))
    other = stage.write("eve")
    assert stage.waiting() == [other]


def test_a_contact_does_not_count_against_its_holder_for_the_fewest_either() -> None:
    stage = Stage()
    ana, ben = stage.user("ana"), stage.user("ben")
    contact = stage.write("carl")
    stage.assign(contact, ana)
    stage.close(contact)
    stage.workflow(assign_to(logic="least_open"))
    stage.write("carl")
    # Both have none beside this one; nobody had a turn, and Ana joined first.
    assert stage.assignee(contact) == ana
    assert stage.decision(contact)["order"] == [ana, ben]
    assert stage.decision(contact)["open_contacts"] == [0, 0]
