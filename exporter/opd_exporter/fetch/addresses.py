"""Which IP addresses may be contacted: the globally routable ones and what the configuration names.

The lists are the IANA special-purpose address registries (RFC 6890 and its updates) as far as they are not
globally reachable. They stand here because the answer of ``ipaddress`` differs between Python versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IpAddress = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NOT_GLOBAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' shared space
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # former 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_UNICAST_V6 = IPv6Network("2000::/3")
"""All that IANA has given to the net; the rest is reserved, multicast or local."""
_NOT_GLOBAL_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)

_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")

_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)\Z")


def judged(address: IpAddress) -> IpAddress:
    """The address that is judged: the IPv4 address inside a mapped, NAT64 or 6to4 one, else itself."""
    if isinstance(address, IPv6Address):
        if address in _MAPPED or address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
        if address in _SIX_TO_FOUR:
            return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    return address


def allowed(address: IpAddress, allow_networks: Iterable[Network] = ()) -> bool:
    """Whether the address may be contacted. One with a zone names an interface of this machine: never."""
    if isinstance(address, IPv6Address) and address.scope_id:
        return False
    address = judged(address)
    if any(address in network for network in allow_networks):
        return True
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_GLOBAL_V4)
    # IPv6 the other way round: what IANA has not given to the net is nobody's.
    return address in _GLOBAL_UNICAST_V6 and not any(address in network for network in _NOT_GLOBAL_V6)


def literal(host: str) -> IpAddress | None:
    """The address that a host of a URL (without brackets) writes out, or None when it is a name.

    IPv4 is read as browsers and the C library read it: one to four decimal, octal or hexadecimal numbers.

    Raises ValueError when the host can be no name and no address either (``1.2.3.999``, ``::g``).
    """
    if ":" in host:
        return IPv6Address(host)
    numbers = host.split(".")
    if not _NUMBER.match(numbers[-1]):
        return None
    # A name never ends in a number (WHATWG URL, "ends in a number"): this is a mistyped address.
    if len(numbers) > 4 or not all(_NUMBER.match(number) for number in numbers):
        raise ValueError(f"{host!r} ends in a number and is no IPv4 address")
    values = [_value(number) for number in numbers]
    # The last number fills all bytes that are left: 10.1 is 10.0.0.1.
    if any(value > 255 for value in values[:-1]) or values[-1] >= 256 ** (5 - len(values)):
        raise ValueError(f"{host!r} is no IPv4 address: a number is too large")
    return IPv4Address(sum(value << 8 * (3 - at) for at, value in enumerate(values[:-1])) + values[-1])


def _value(number: str) -> int:
    # Longer is no number of an address, and takes time in the square of its length.
    if len(number) > 16:
        raise ValueError("a number is too long")
    if number[:2] in ("0x", "0X"):
        return int(number[2:] or "0", 16)
    return int(number, 8 if len(number) > 1 and number[0] == "0" else 10)
