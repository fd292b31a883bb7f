"""Chunks cut anywhere give the same body, and end where the last one ends."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.fetch.body import MAX_LINE, Chunks
from opd_exporter.fetch.failure import Failure

LINE_END = st.sampled_from([b"\r\n", b"\n"])


def read(data: bytes, cuts: list[int]) -> tuple[bytes, bytes, bool] | Reason:
    """What is handed on of a body in parts, what lies behind it, and whether it ended; or why it is none."""
    body, whole = Chunks(), b""
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    try:
        for begin, end in pairwise(edges):
            part, behind = body.take(data[begin:end])
            whole += part
            if body.ended:
                return whole, behind + data[end:], True
            assert not behind
    except Failure as failure:
        return failure.reason
    return whole, b"", False


@given(
    st.lists(
        st.tuples(
            st.binary(min_size=1, max_size=20), LINE_END, LINE_END, st.sampled_from([b"", b";a=b", b" "])
        )
    ),
    st.binary(max_size=20),
    st.lists(st.integers(0, 400), max_size=8),
)
def test_what_was_chunked_comes_back(
    parts: list[tuple[bytes, bytes, bytes, bytes]], behind: bytes, cuts: list[int]
) -> None:
    chunks = b"".join(b"%x" % len(part) + more + end + part + close for part, end, close, more in parts)
    whole = b"".join(part for part, *_ in parts)
    assert read(chunks + b"0\r\nT: u\r\n\r\n" + behind, cuts) == (whole, behind, True)


@given(
    st.lists(
        st.sampled_from([b"4", b"0", b"f" * 20, b"\r\n", b"\n", b"\r", b"halo", b";", b" ", b"x"]),
        max_size=20,
    ),
    st.lists(st.integers(0, 100), max_size=5),
)
def test_any_bytes_are_chunks_or_refused(pieces: list[bytes], cuts: list[int]) -> None:
    data = b"".join(pieces)
    assert read(data, cuts) == read(data, [])
    assert read(data, []) is not Reason.TOO_LARGE


@pytest.mark.parametrize("begin", [b"1;", b"0", b"4\r\nhalo\r\n0\r\nT: "])
def test_a_line_between_chunks_has_an_end(begin: bytes) -> None:
    assert read(begin + b"0" * (MAX_LINE - 20), []) != Reason.TOO_LARGE
    assert read(begin + b"0" * MAX_LINE, list(range(0, MAX_LINE, 100))) is Reason.TOO_LARGE


@pytest.mark.parametrize("chunk", [b"1\na\n", b"1\r\na\r\n", b"1;x=y\r\na\r\n", b"000001\na\n"])
def test_tiny_chunks_do_not_take_long(chunk: bytes) -> None:
    data = chunk * (8 * 1024 * 1024 // len(chunk))
    body, start = Chunks(), time.process_time()
    outcome: Reason | None = None
    for at in range(0, len(data), 65_536):
        try:
            body.take(data[at : at + 65_536])
        except Failure as failure:
            outcome = failure.reason
            break
    assert outcome is Reason.TOO_LARGE
    assert time.process_time() - start < 1.0


def test_a_page_in_small_chunks_is_read() -> None:
    body = Chunks()
    whole, _ = body.take((b"40\r\n" + b"a" * 64 + b"\r\n") * 32_700 + b"0\r\n\r\n")
    assert body.ended
    assert whole == b"a" * 64 * 32_700
