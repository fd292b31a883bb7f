from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.fetch.addresses import allowed, judged, literal

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe
64:ff9b:1::808:808 100::1 2001::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1
2002:c0a8:101::1 3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%lo febf::1
fec0::1 ff02::1 ff0e::1
2400:cb00::1%lo
"""
ALLOWED = """
1.1.1.1 9.255.255.255 11.0.0.0 36.86.63.185 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 198.17.255.255
198.20.0.0 223.255.255.255
::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1 2001:200::1 2400:cb00::1 2606:4700::1111
2a00:1450::1
3ffe:ffff::1
"""


@pytest.mark.parametrize("text", REFUSED.split())
def test_what_is_not_globally_routable_is_refused(text: str) -> None:
    assert not allowed(ip_address(text))


@pytest.mark.parametrize("text", ALLOWED.split())
def test_what_is_globally_routable_is_allowed(text: str) -> None:
    assert allowed(ip_address(text))


@pytest.mark.parametrize(
    ("network", "text", "good"),
    [
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.0/8", "::ffff:127.0.0.1", True),
        ("127.0.0.0/8", "64:ff9b::7f00:1", True),
        ("127.0.0.0/8", "2002:7f00:1::", True),
        ("127.0.0.0/8", "::1", False),
        ("127.0.0.0/8", "10.0.0.1", False),
        ("::1/128", "::1", True),
        ("::1/128", "127.0.0.1", False),
        ("::/0", "::ffff:127.0.0.1", False),
        ("::/0", "2002:a00:1::1", False),
        ("fe80::/10", "fe80::1", True),
        ("fe80::/10", "fe80::1%lo", False),
        ("10.1.2.3/32", "10.1.2.3", True),
    ],
)
def test_networks_named_in_the_configuration(network: str, text: str, good: bool) -> None:
    assert allowed(ip_address(text), (ip_network(network),)) is good


@given(st.integers(0, 2**32 - 1))
def test_ipv4_inside_ipv6_is_judged_as_ipv4(number: int) -> None:
    plain = IPv4Address(number)
    for inside in (
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0x64FF9B << 96 | number),
        IPv6Address(0x2002 << 112 | number << 80 | 0x1234),
    ):
        assert judged(inside) == plain
        assert allowed(inside) == allowed(plain)


@given(st.ip_addresses())
def test_never_more_generous_than_the_standard_library(address: IPv4Address | IPv6Address) -> None:
    if allowed(address):
        inner = judged(address)
        assert not inner.is_private
        assert not inner.is_multicast
        assert not inner.is_reserved


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0X7F.0.0.0x1", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"),
        ("10.256", "10.0.1.0"),
        ("::1", "::1"),
        ("fe80::1%lo", "fe80::1%lo"),
        ("::ffff:10.0.0.1", "::ffff:a00:1"),
    ],
)
def test_every_spelling_of_an_address_is_read(host: str, address: str) -> None:
    assert literal(host) == ip_address(address)


@pytest.mark.parametrize(
    "host", ["example.go.id", "1.example", "a.0x7g", "1e3.x", "localhost", "127.0.0.1.nip.io"]
)
def test_names_are_no_addresses(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host",
    [
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.256",
        "4294967296",
        "09.1.1.1",
        "a.1",
        "1..2",
        "0x1g.1",
        "9" * 9999,
        ":::",
    ],
)
def test_what_ends_in_a_number_and_is_no_address_is_an_error(host: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        literal(host)


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "{:#x}", "0{:o}"]))
def test_one_number_is_the_whole_address(number: int, form: str) -> None:
    assert literal(form.format(number)) == IPv4Address(number)
