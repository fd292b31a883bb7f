"""Compressed bodies, opened within a limit."""

from __future__ import annotations

import re
import zlib

import brotli

ACCEPTED = "gzip, deflate, br"

MAX_LAYERS = 3
"""Codings laid over one another; two occur (a proxy compressing again), more are an attack."""

MAX_MEMBERS = 256
"""Members of one gzip body; ordinary servers send one."""

_PIECE = 4096
"""Bytes in which the end of a Brotli body is looked for, before single ones."""

_GZIP = {"gzip", "x-gzip"}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds: such a body is packed in a way that was not asked for."""


class Corrupt(ValueError):
    """The body is not what its Content-Encoding says, or breaks off."""


class TooLarge(ValueError):
    """The body is larger than the limit."""


def decoded(body: bytes, content_encoding: str, limit: int) -> bytes:
    """The body without its codings, the one named last taken off first.

    What is no coding (``identity``, ``none``, ``utf-8``) is passed over, as is any unknown name, when the
    body looks plain. At most ``limit`` bytes come out of any layer.

    Raises Corrupt, TooLarge.
    """
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip())]
    known = [name for name in names if name in _GZIP or name in ("deflate", "br")]
    if len(known) > MAX_LAYERS:
        raise Corrupt(f"{len(known)} layers of compression")
    if not body:
        return body
    for name in reversed(names):
        if name in _GZIP:
            body = _gunzipped(body, limit)
        elif name == "deflate":
            body = _inflated(body, limit)
        elif name == "br":
            body = _unbrotlied(body, limit)
    # "utf-8" and the like are no coding; behind a name that is one and was not asked for stands no text.
    if set(names) - set(known) - {"identity"} and _CONTROL.search(body, 0, 512):
        raise Corrupt("cara pemampatan yang tidak diminta")
    return body


def _gunzipped(body: bytes, limit: int) -> bytes:
    whole = bytearray()
    for _ in range(MAX_MEMBERS):
        member = zlib.decompressobj(wbits=31)
        whole += _drained(member, body, limit - len(whole))
        body = member.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return bytes(whole)  # browsers ignore what follows the last member
    raise Corrupt(f"more than {MAX_MEMBERS} members of gzip")


def _inflated(body: bytes, limit: int) -> bytes:
    """With the zlib header that RFC 9110 wants, or without, as many servers send it."""
    try:
        return _drained(zlib.decompressobj(), body, limit)
    except Corrupt:
        return _drained(zlib.decompressobj(wbits=-zlib.MAX_WBITS), body, limit)


def _drained(stream: zlib._Decompress, body: bytes, limit: int) -> bytes:
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise Corrupt(f"false compression: {error}") from error
    if len(plain) > limit:
        raise TooLarge
    if not stream.eof:
        raise Corrupt("isi yang dimampatkan terputus")
    return plain


def _unbrotlied(body: bytes, limit: int) -> bytes:
    """What follows the end is ignored, as for gzip. The decoder calls it a fault of all that came with it, so the
    end is looked for in smaller and smaller pieces."""
    fault: brotli.error | None = None
    good = 0
    for size in (max(len(body), 1), _PIECE, 1):
        stream, plain, fed = brotli.Decompressor(), bytearray(), 0
        rest = body[good : good + _PIECE] if size == 1 else body[good:]
        try:
            for piece in (body[:good], *(rest[at : at + size] for at in range(0, len(rest), size))):
                plain += _unbrotlied_piece(stream, piece, limit - len(plain))
                if stream.is_finished():
                    return bytes(plain)
                fed += len(piece)
        except brotli.error as error:
            fault, good = error, fed
        else:
            raise Corrupt("isi yang dimampatkan terputus")
    raise Corrupt(f"false compression: {fault}") from fault


def _unbrotlied_piece(stream: brotli.Decompressor, piece: bytes, limit: int) -> bytes:
    plain = bytearray()
    while part := stream.process(piece, output_buffer_limit=limit + 1 - len(plain)):
        plain += part
        piece = b""
        if len(plain) > limit:
            raise TooLarge
        if stream.is_finished():
            break
    return bytes(plain)
