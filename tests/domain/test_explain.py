import pytest

from evenhand.domain.assignment.explain import LeftOut, unblocks


def user(name: str, rules: str, open_contacts: int = 0) -> LeftOut:
    words = rules.split()
    return LeftOut(1, name, open_contacts, "excluded" in words, "away" in words, "full" in words)


ALWAYS = ["Somebody who may take it joins the team Support.", "The contact is assigned by hand."]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("excluded", "excluded"),
        ("excluded away full", "excluded"),
        ("away full", "not_online"),
        ("away", "not_online"),
        ("full", "full"),
    ],
)
def test_the_first_rule_is_the_reason(rules: str, reason: str) -> None:
    assert user("Ana", rules).reason == reason


def test_each_way_out_is_a_sentence_and_the_nearest_comes_first() -> None:
    left_out = [
        user("Eve", "excluded", 1),
        user("Dan", "away full", 4),
        user("Ben", "away"),
        user("Cleo", "away"),
        user("Ana", "full", 3),
    ]
    assert unblocks(left_out, "Support", 3) == [
        "Ana (3 open) has fewer than 3 open contacts.",
        "Ben or Cleo comes online.",
        "Dan (4 open) comes online and has fewer than 3 open contacts.",
        *ALWAYS,
    ]


def test_who_is_excluded_is_no_way_out() -> None:
    assert unblocks([user("Eve", "excluded")], "Support", None) == ALWAYS


def test_many_are_counted() -> None:
    left_out = [user(f"U{number}", "away") for number in range(8)]
    assert unblocks(left_out, "Support", None)[0] == "U0, U1, U2, U3, U4 or one of 3 others comes online."


def test_the_whole_workspace_is_a_pool_too() -> None:
    assert unblocks([], None, None)[0] == "Somebody who may take it joins the workspace."
