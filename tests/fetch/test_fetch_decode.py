from __future__ import annotations

import contextlib
import gzip
import os
import time
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opd_exporter.fetch.decode import Corrupt, TooLarge, decoded

gzipped = partial(gzip.compress, mtime=0)  # the same bytes at any time: tests are named by them

PAGE = b"<html>" + b"Berita hari ini. " * 500
LIMIT = 20_000


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", PAGE),
        ("gzip", gzipped(PAGE)),
        ("GZip", gzipped(PAGE)),
        ("x-gzip", gzipped(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("gzip, br", brotli.compress(gzipped(PAGE))),
        ("gzip,gzip", gzipped(gzipped(PAGE))),
        ("gzip, identity", gzipped(PAGE)),
        ("gzip", gzipped(PAGE[:100]) + gzipped(PAGE[100:])),
        ("gzip", gzipped(PAGE) + b"\n\0 trailing"),
        ("br", brotli.compress(PAGE) + b"\n\0 trailing"),
        ("br", brotli.compress(PAGE) + b"x" * 20_000),
        ("identity", PAGE),
        ("none", PAGE),
        ("utf-8", PAGE),
        ("zstd", PAGE),
        (", ,", PAGE),
    ],
)
def test_opened(coding: str, body: bytes) -> None:
    assert decoded(body, coding, LIMIT) == PAGE


@pytest.mark.parametrize("coding", ["", "gzip", "deflate", "br", "gzip, br"])
def test_nothing_is_nothing(coding: str) -> None:
    assert decoded(b"", coding, LIMIT) == b""


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", PAGE),
        ("deflate", PAGE),
        ("br", PAGE),
        ("gzip", gzipped(PAGE)[:-9]),
        ("gzip", gzipped(PAGE)[:-1]),
        ("gzip", gzipped(PAGE)[:5]),
        ("gzip", gzipped(PAGE)[:-8] + b"\0" * 8),
        ("gzip", gzipped(PAGE) + gzipped(PAGE)[:-3]),
        ("deflate", zlib.compress(PAGE)[:-1]),
        ("deflate", raw_deflate(PAGE)[:-1]),
        ("br", brotli.compress(PAGE)[:-1]),
        ("br", b"\0"),
        ("br", brotli.compress(os.urandom(9000))[:-3] + b"\xff" * 9000),
        ("gzip", brotli.compress(PAGE)),
        ("gzip, br", gzipped(PAGE)),
        ("zstd", b"\x28\xb5\x2f\xfd\x04\x00" + PAGE),
        ("compress", b"\x1f\x9d\x90" + PAGE),
        ("gzip, gzip, gzip, gzip", gzipped(PAGE)),
        ("gzip", gzipped(b"") * 300),
    ],
)
def test_false_or_cut_compression(coding: str, body: bytes) -> None:
    with pytest.raises(Corrupt):
        decoded(body, coding, LIMIT)


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, raw_deflate, brotli.compress])
def test_the_limit_is_exact(compress: object, size: int) -> None:
    coding = {gzip.compress: "gzip", brotli.compress: "br"}.get(compress, "deflate")  # type: ignore[call-overload]
    body = compress(b"a" * size)  # type: ignore[operator]
    if size == LIMIT:
        assert len(decoded(body, coding, LIMIT)) == LIMIT
    else:
        with pytest.raises(TooLarge):
            decoded(body, coding, LIMIT)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", lambda: gzipped(b"\0" * 50_000_000)),
        ("br", lambda: brotli.compress(b"\0" * 50_000_000, quality=5)),
        ("br", lambda: brotli.compress(b"\0" * 50_000_000, quality=5) + b"x"),
        ("gzip, gzip", lambda: gzipped(gzipped(b"\0" * 50_000_000))),
        ("gzip", lambda: gzipped(b"a" * LIMIT) * 250),
    ],
)
def test_bombs_end_at_the_limit_quickly(coding: str, packed: Callable[[], bytes]) -> None:
    body = packed()
    start = time.process_time()
    with pytest.raises(TooLarge):
        decoded(body, coding, LIMIT)
    assert time.process_time() - start < 0.2


def test_two_mebibytes_of_tiny_members_do_not_take_long() -> None:
    start = time.process_time()
    with pytest.raises(Corrupt):
        decoded(gzipped(b"") * 100_000, "gzip", 2 * 1024 * 1024)
    assert time.process_time() - start < 1.0


@given(
    st.binary(max_size=300), st.lists(st.sampled_from(["gzip", "deflate", "br", "x", "identity"]), max_size=4)
)
def test_any_bytes_are_opened_or_refused(body: bytes, codings: list[str]) -> None:
    with contextlib.suppress(Corrupt, TooLarge):
        assert len(decoded(body, ", ".join(codings), 1000)) <= 1000


@given(st.binary(max_size=2000))
def test_what_was_compressed_comes_back(body: bytes) -> None:
    assert decoded(gzipped(body), "gzip", 2000) == body
    assert decoded(zlib.compress(body), "deflate", 2000) == body
    assert decoded(raw_deflate(body), "deflate", 2000) == body
    assert decoded(brotli.compress(body, quality=1), "br", 2000) == body
    assert decoded(brotli.compress(body, quality=1) + body, "br", 2000) == body


@pytest.mark.parametrize("behind", [b"", b"\n", b"\0" * 9000])
def test_incompressible_noise_at_the_limit(behind: bytes) -> None:
    noise = os.urandom(LIMIT)
    assert decoded(brotli.compress(noise) + behind, "br", LIMIT) == noise
