"""How often passwords may be tried, by whom."""

import pytest

from evenhand.api.errors import Problem
from evenhand.api.limits import LogInLimits, network

ANA = "ana@x.test"


class Door:
    """The limits, on a clock of the test's own."""

    def __init__(self) -> None:
        self.now = 0.0
        self._limits = LogInLimits(lambda: self.now)

    def wait(self, address: str, email: str = ANA) -> int:
        """How many seconds somebody has to wait before a try; 0 for one that is let through."""
        try:
            self._limits.count(address, email)
        except Problem as problem:
            return int((problem.headers or {})["Retry-After"])
        return 0

    def tries(self, address: str, email: str = ANA, *, of: int = 100) -> int:
        """How many of so many tries at once are let through."""
        return sum(self.wait(address, email) == 0 for _ in range(of))


@pytest.fixture
def door() -> Door:
    return Door()


def test_who_guesses_at_an_e_mail_keeps_nobody_out_who_comes_from_elsewhere(door: Door) -> None:
    for minute in range(60):
        door.now = 60.0 * minute
        assert door.tries("203.0.113.9", of=20) == 5
        assert door.tries("198.51.100.7", of=20) == 5


def test_with_very_many_networks_at_one_e_mail_each_has_a_try_a_minute(door: Door) -> None:
    guessed = sum(door.tries(f"203.0.113.{host}") for host in range(10))
    assert guessed == 30 + 4  # of the last four one try each
    assert door.wait("198.51.100.7") == 0
    wait = door.wait("198.51.100.7")
    assert wait == 60
    assert door.wait("198.51.100.7", "ben@x.test") == 0
    door.now += wait
    assert door.wait("198.51.100.7") == 0


def test_one_network_cannot_try_many_e_mails(door: Door) -> None:
    assert sum(door.wait("203.0.113.9", f"{name}@x.test") == 0 for name in range(100)) == 20
    assert door.wait("203.0.113.9", "other@x.test") == 3


def test_who_is_told_when_to_come_back_is_let_through_then(door: Door) -> None:
    assert door.tries("203.0.113.9") == 5
    for _ in range(50):
        wait = door.wait("203.0.113.9")
        assert wait > 0
        door.now += wait
        assert door.wait("203.0.113.9") == 0


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:fffe"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::2"),
        ("unix", "unix"),
    ],
)
def test_a_client_is_one_whatever_address_of_its_network_it_takes(address: str, same: str) -> None:
    assert network(address) == network(same)


@pytest.mark.parametrize(
    ("address", "other"),
    [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("203.0.113.9", "203.0.113.10"), ("::ffff:1.2.3.4", "1.2.3.5")],
)
def test_networks_are_told_apart(address: str, other: str) -> None:
    assert network(address) != network(other)
