"""Which addresses a workflow's requests may go to: those of the public internet, and what a setting allows.

What is judged is the address of the machine and not how it was written, and the connection goes to that
very address: whatever a name resolves to afterwards makes no difference.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, NamedTuple

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_WEB_PORTS: Final = frozenset({80, 443})
_FIRST_FREE_PORT: Final = 1024
"""Below it speak the services of a machine, which misunderstand HTTP at best."""

_CARRIERS: Final = tuple(
    IPv6Network(network)
    for network in (
        "::/96",  # IPv4 as it was once written in IPv6
        "64:ff9b::/96",  # and as it is translated
        "64:ff9b:1::/48",
        "2001::/32",  # and as it is carried through tunnels
        "2002::/16",
    )
)
"""Behind these stands an IPv4 address of anybody's choice."""


class BadAllowance(ValueError):
    """A setting names what is neither a network nor a host; the message says which."""


class Allowed(NamedTuple):
    """What may be called besides the public internet: networks, and hosts by their names, at any port."""

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()


NOTHING: Final = Allowed()


def read_allowed(text: str) -> Allowed:
    """What a setting allows: `10.1.0.0/16`, `192.168.1.5` or `crm.internal`, several with commas between.

    Raises BadAllowance.
    """
    networks: list[Network] = []
    hosts: set[str] = set()
    for part in filter(None, map(str.strip, text.split(","))):
        try:
            networks.append(ip_network(part))
        except ValueError:
            name = part.lower().rstrip(".")
            plain = name.replace("-", "").replace(".", "").replace("_", "")
            if not plain.isalnum() or not name.isascii() or name.rpartition(".")[2].isdigit():
                raise BadAllowance(f"{part} is neither a network such as 10.1.0.0/16 nor a host") from None
            hosts.add(name)
    return Allowed(tuple(networks), frozenset(hosts))


def may_call(host: str, port: int, addresses: Iterable[str], allowed: Allowed) -> bool:
    """Whether all addresses to which a host resolves may be connected to."""
    if host.lower().rstrip(".") in allowed.hosts:
        return True
    web = port in _WEB_PORTS or port >= _FIRST_FREE_PORT
    return all(_may_call(ip_address(address), allowed, web=web) for address in addresses)


def _may_call(address: Address, allowed: Allowed, *, web: bool) -> bool:
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if any(address in network for network in allowed.networks):
        return True
    return web and _is_public(address)


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return True
    return not address.is_site_local and not any(address in carrier for carrier in _CARRIERS)
