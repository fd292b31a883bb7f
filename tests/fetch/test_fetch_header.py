"""A header cut anywhere says the same, and whatever comes is a header or refused."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from browser_table import ODD, REFUSED, SOUND, STRICTER, TO_THE_END
from hypothesis import example, given
from hypothesis import strategies as st

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.failure import Failure
from opd_exporter.fetch.header import Head, Header

GOOD = b"HTTP/1.1 200 OK\r\nServer: x\r\nX-A: b\r\nContent-Length: 4\r\n\r\n"
KNOWN = [*SOUND.values(), *ODD.values(), *TO_THE_END.values(), *(row[0] for row in REFUSED.values())]
KNOWN += [row[0] for row in STRICTER.values()]

PIECES = (
    b"HTTP/1.1 200 OK|http/1.0 |100 |Content-Length: 4|Transfer-Encoding: chunked|Transfer-Encoding: identity"
    b"|\r\n|\n|\r| |\t|:|,|\0|4|0"
).split(b"|")

odd_bytes = st.lists(st.one_of(st.binary(max_size=8), st.sampled_from(PIECES)), max_size=20).map(b"".join)
odd_fields = odd_bytes.map(lambda odd: b"HTTP/1.1 200 OK\r\n" + odd + b"\r\n\r\nhalo")


def read(data: bytes, cuts: list[int]) -> tuple[Head | None, bytes] | Reason:
    """The header and what lies behind it, taken in parts; or the reason why it is none."""
    header = Header()
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    try:
        for begin, end in pairwise(edges):
            head, rest = header.take(data[begin:end])
            if head:
                return head, rest + data[end:]
            assert not rest
    except Failure as failure:
        return failure.reason
    return None, b""


@pytest.mark.parametrize("answer", KNOWN)
def test_cuts_never_matter(answer: bytes) -> None:
    whole, places = read(answer, []), range(min(len(answer), 300))
    assert read(answer, list(places)) == whole, "byte by byte"
    for cut in places:
        assert read(answer, [cut]) == whole
        assert read(answer, [cut, cut + 1]) == whole
        assert read(answer, [cut, cut + 2, cut + 5]) == whole


@given(odd_bytes | odd_fields, st.lists(st.integers(0, 300), max_size=6))
@example(b"\r\n\0", [1])
@example(b"HTTP/1.1 200 OK\n\n", [])
def test_any_bytes_are_a_header_or_refused(data: bytes, cuts: list[int]) -> None:
    whole = read(data, [])
    assert read(data, cuts) == whole
    if isinstance(whole, Reason):
        assert whole is Reason.PROTOCOL
        return
    if whole[0] is None:
        return
    head, rest = whole
    assert data.endswith(rest)
    assert head.length is None or not head.chunked
    for name, value in head.fields:
        assert name == name.lower()
        assert name not in (b"content-length", b"transfer-encoding")
        assert not {*name, *value} & {*b"\r\n\0"}


def test_a_sound_header_says_so() -> None:
    head, rest = Header().take(GOOD + b"halo")
    assert head == Head(200, 1, ((b"server", b"x"), (b"x-a", b"b")), False, 4, True, True)
    assert rest == b"halo"
    assert head.framing == ((b"content-length", b"4"),)


@pytest.mark.parametrize(("version", "minor"), [
    (b"HTTP/1.0", 0), (b"HTTP/1.1", 1), (b"http/1.2", 1), (b"HTTP/2.0", 1), (b"HTTP/0.9", 0), (b"HTTP", 0),
    (b"HTTP/1", 0), (b"HTTP/x.y", 0), (b"HTTP/1.01", 0),
])  # fmt: skip
def test_the_version_is_one_of_two_as_in_browsers(version: bytes, minor: int) -> None:
    head, _ = Header().take(version + b" 200 OK\r\n\r\n")
    assert head is not None
    assert head.minor == minor


def test_a_bare_cr_ends_a_line() -> None:
    head, _ = Header().take(b"HTTP/1.1 200 OK\r\nA: b\rContent-Length: 4\r\n\r\n")
    assert head is not None
    assert head.fields == ((b"a", b"b"),)
    assert head.length == 4
    assert not head.sound


@pytest.mark.parametrize(
    "line", [b"status", b"A:b\r\n", b" x\r\n", b"\r", b"x\r\n", b"Content-Length:4\r\n", b"C:" + b"," * 60]
)
def test_the_worst_header_is_read_quickly(line: bytes) -> None:
    begin = b"HTTP/1.1 200 " if line == b"status" else b"HTTP/1.1 200 OK\r\nTransfer-Encoding: a\r\n"
    raw = begin + line * (64_000 // len(line)) + b"\r\n\r\n"
    start = time.process_time()
    for cuts in ([], list(range(0, 64_000, 2))):
        assert read(raw, cuts) is not None
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize(("version", "wish", "keeps"), [
    (b"HTTP/1.1", b"", True), (b"HTTP/1.1", b"Connection: Keep-Alive, Close\r\n", False),
    (b"HTTP/1.0", b"", False), (b"HTTP/1.0", b"connection: Keep-Alive\r\n", True),
])  # fmt: skip
def test_who_keeps_the_connection(version: bytes, wish: bytes, keeps: bool) -> None:
    head, _ = Header().take(version + b" 200 OK\r\n" + wish + b"\r\n")
    assert head
    assert head.keeps is keeps
