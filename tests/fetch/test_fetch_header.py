"""A header cut anywhere gives the parser the same; what browsers pass over is taken out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.fetch.header import Header

GOOD = b"HTTP/1.1 200 OK\r\nServer: x\r\nX-A: b\r\n c\r\nContent-Length: 4\r\n\r\n"


def passed(data: bytes, cuts: list[int]) -> tuple[bytes, bytes, bool]:
    """All of it in parts: what the parser gets, what lies behind, and whether it ended."""
    header, out, ended = Header(), b"", False
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for begin, end in pairwise(edges):
        clean, rest, ended = header.take(data[begin:end])
        out += clean
        if ended:
            return out, rest + data[end:], True
    return out, b"", ended


@given(st.lists(st.integers(0, 200), max_size=6))
def test_a_sound_header_goes_through_unchanged_however_it_is_cut(cuts: list[int]) -> None:
    assert passed(GOOD + b"halo", cuts) == (GOOD, b"halo", True)


@given(st.lists(st.integers(0, 200), max_size=6))
def test_what_browsers_pass_over_is_taken_out_however_it_is_cut(cuts: list[int]) -> None:
    odd = GOOD.replace(b"Server:", b"X Powered By: PHP\r\n more\r\nServer :").replace(
        b"\r\n\r\n", b"\r\ncontent-length: 4\r\n\r\n"
    )
    assert passed(odd + b"halo", cuts) == (GOOD, b"halo", True)


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=6))
def test_cuts_never_matter_and_nothing_is_made_up(data: bytes, cuts: list[int]) -> None:
    whole = passed(data, [])
    parts = passed(data, cuts)
    if whole[2]:
        assert parts == whole
    assert len(parts[0]) + len(parts[1]) <= len(data)


def test_what_is_no_http_shows_at_once() -> None:
    assert Header().take(b"\x15\x03\x01") == (b"\x15\x03\x01", b"", False)
    assert Header().take(b"\r\n\r\nHTTP/1.1 200 OK\r\nA: b")[0] == b"\r\n\r\nHTTP/1.1 200 OK\r\n"


def test_lengths_that_differ_are_left_for_the_parser_to_refuse() -> None:
    odd = GOOD.replace(b"Server: x", b"Content-Length: 9")
    assert passed(odd, [])[0] == odd
