"""Which addresses may be called."""

import pytest

from evenhand.channels.addresses import NOTHING, BadAllowance, may_call, read_allowed

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "fc00::1",
        "fdff::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "100::1",
    ),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "::7f00:1"),
    *(
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::",
        "2001:0:7f00:1::",
    ),
]
PUBLIC = [
    "93.184.216.34",
    "1.1.1.1",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "2a00:1450:4002::1",
    "::ffff:1.1.1.1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not may_call("x.test", 443, [address], NOTHING)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_may_be_called(address: str) -> None:
    assert may_call("x.test", 443, [address], NOTHING)


@pytest.mark.parametrize("address", PRIVATE[:10])
def test_one_bad_address_among_good_ones_is_enough(address: str) -> None:
    assert not may_call("x.test", 443, [*PUBLIC, address], NOTHING)


@pytest.mark.parametrize(
    ("port", "allowed"), [(80, True), (443, True), (8443, True), (25, False), (22, False), (0, False)]
)
def test_other_services_of_a_machine_are_left_alone(port: int, allowed: bool) -> None:
    assert may_call("x.test", port, ["1.1.1.1"], NOTHING) is allowed


def test_networks_and_hosts_can_be_allowed() -> None:
    allowed = read_allowed(" 10.1.0.0/16, 192.168.1.5,fd00::/8 , CRM.internal., my-host ")
    assert may_call("x.test", 25, ["10.1.2.3"], allowed)
    assert may_call("x.test", 80, ["192.168.1.5", "fd00::1", "1.1.1.1", "::ffff:10.1.2.3"], allowed)
    assert may_call("crm.INTERNAL", 8080, ["127.0.0.1"], allowed)
    assert may_call("my-host.", 80, ["10.9.9.9"], allowed)
    assert not may_call("other.internal", 80, ["10.2.0.1"], allowed)
    assert not may_call("x.test", 80, ["192.168.1.6"], allowed)


@pytest.mark.parametrize("text", ["", " ", ",", " , "])
def test_nothing_is_allowed_unless_something_is(text: str) -> None:
    assert read_allowed(text) == NOTHING


@pytest.mark.parametrize(
    "text", ["10.0.0.1/8", "10.0.0", "http://x.test", "*.test", "x test", "10.0.0.0/40", "é.test"]
)
def test_what_is_neither_network_nor_host_is_named(text: str) -> None:
    with pytest.raises(BadAllowance) as error:
        read_allowed(f"10.0.0.0/8,{text}")
    assert text in str(error.value)
