"""Addresses as rules compare them; the short way of reading one comes to the same as the long one."""

from __future__ import annotations

import copy
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from opd_exporter.text.address import _plainly, _resolved, absolute, is_inner, without_session
from opd_exporter.text.parsed import Address, parsed

PIECES = st.sampled_from(
    ["/", "//", "/.", "/..", "a", "B", "berita", "kabar-dinas", "..", ".", "?", "x=1", "&", "#", ";", ":", "@", "%20", "%", " ",
     "\\", "\t", "é", "[", "]", "http:", "https://", "dinas.example.go.id", "www.", "Dinas", ":80", ":8080", ":40259", ":65535", ":64999", ":080", ":99999", "_",
     "~", "'", '"', "<", "|", "{", "=", "+", ",", "javascript:", "\x7f", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=9).map("".join)
BASES = st.sampled_from(
    ["https://dinas.example.go.id/", "http://Dinas.example.go.id:8080/a/b?x#y", "http://[::1]/x", "http://u:p@h.example/",
     "https://dinás.example.go.id", "", "/a", "ftp://h/", "http://h:99999/", "http://h:0/x/"]
)  # fmt: skip


@given(BASES, TEXTS)
@example("http://h.example/", "/?")
@example("http://h.example/", "https://x.example/a;b/../c?d#")
def test_a_plain_link_is_resolved_as_by_the_book(base: str, href: str) -> None:
    plain = _plainly(base, href)
    if plain is not None:
        other = _resolved(base, href)
        assert plain == other
        assert vars(plain) == vars(Address.of(other))


@given(st.one_of(TEXTS, st.tuples(BASES, TEXTS).map("".join)))
def test_an_address_has_the_parts_that_the_standard_library_finds(url: str) -> None:
    own = parsed(url)
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises for what is no port
    except ValueError:
        assert (own.host, own.port, own.place) == ("", None, None)
        return
    assert (own.scheme, own.netloc, own.host, own.port) == (
        parts.scheme,
        parts.netloc,
        parts.hostname or "",
        parts.port,
    )
    assert (own.path, own.query, own.fragment) == (parts.path, parts.query, parts.fragment)
    assert own.fields == dict(parse_qsl(parts.query)[:20])


def test_most_links_of_a_page_take_the_short_way() -> None:
    base = "https://dinas.example.go.id/berita/"
    for href in (
        "/",
        "/berita/kabar-hari-ini",
        "/index.php?p=1&q=a%20b",
        "https://x.example/a#b",
        "/a?b[]=1",
    ):
        assert _plainly(base, href) is not None, href


def test_an_address_leaves_a_reader_as_a_mere_text() -> None:
    address = absolute("https://dinas.example.go.id/", "/berita/1")
    assert type(copy.copy(address)) is str  # as pickling has it
    assert {address: 1} == {"https://dinas.example.go.id/berita/1": 1}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.go.id/berita/panen;jsessionid=9027292763C9C650",
        "https://a.go.id/berita/panen;jsessionid=0A1B.node2?PHPSESSID=0123456789abcdef",
        "https://a.go.id/berita/panen?sid=0123456789abcdef0123456789abcdef",
        "https://a.go.id/(S(3vcy3r45qwsmwrqpwlbxfj55))/berita/panen",
        "https://a.go.id/(X(1)S(3vcy3r45qwsmwrqpwlbxfj55))/berita/panen?phpsessid=0123456789abcdef",
    ],
)
def test_a_session_in_a_link_makes_no_other_article(url: str) -> None:
    assert without_session(url) == "https://a.go.id/berita/panen"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.go.id/berita?sid=12",  # a section
        "https://a.go.id/berita;arsip",
        "https://a.go.id/berita?id=0123456789abcdef0123456789abcdef",
        "https://a.go.id/berita?asid=0123456789abcdef",
        "https://a.go.id/(lama)/berita",
        "https://a.go.id/panen-(S(1))/berita",
        "https://a.go.id/berita?judul=/(S(1))/",
    ],
)
def test_what_only_looks_like_a_session_stays(url: str) -> None:
    assert without_session(url) == url
    assert without_session(url.replace("?", "?phpsessid=0123456789abcdef&")) == url


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "10.20.1.4",
        "192.168.1.9",
        "172.16.0.2",
        "169.254.1.1",
        "::1",
        "fd00::1",
        "web-internal",
        "web.dinas.lan",
        "server.local",
        "portal.intranet",
        "LOCALHOST",
        "localhost.",
    ],
)
def test_a_host_inside_a_house(host: str) -> None:
    assert is_inner(host)


@pytest.mark.parametrize(
    "host", ["dinas.example.go.id", "local.example.go.id", "8.8.8.8", "lan.go.id", "2606:4700::1"]
)
def test_a_host_of_the_world(host: str) -> None:
    assert not is_inner(host)
