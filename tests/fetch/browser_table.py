"""Answers as odd servers send them, what we make of them, and what Chromium shows (156, measured over plain HTTP).

Every answer is sent whole, and then the connection is closed.
"""

from __future__ import annotations

import gzip
import zlib
from functools import partial

import brotli

from opd_exporter.domain.vocabulary import Reason

gzipped = partial(gzip.compress, mtime=0)  # the same bytes at any time: tests are named by them

H = b"HTTP/1.1 200 OK\r\n"
L = b"Content-Length: 4\r\n"
C = b"Transfer-Encoding: chunked\r\n"
HALO = b"\r\nhalo"
CHUNKS = b"\r\n4\r\nhalo\r\n0\r\n\r\n"


def chunked(body: bytes) -> bytes:
    return H + C + b"\r\n" + body


def coded(coding: bytes, body: bytes) -> bytes:
    return H + b"Content-Encoding: " + coding + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


SOUND: dict[str, bytes] = {
    "a length": H + L + HALO,
    "chunks": H + C + CHUNKS,
    "a name in capitals, no blank, an empty value": H + b"CONTENT-LENGTH:4\r\nX:\r\n" + HALO,
    "no reason phrase": b"HTTP/1.1 200\r\n" + L + HALO,
    "another reason phrase": b"HTTP/1.1 200 \xff \x01 beres\r\n" + L + HALO,
    "bytes that are no text": H + b"X: \xff\x01\x7f\r\n" + L + HALO,
    "chunks with extensions and trailers": chunked(b"2;a=b\r\nha\r\n002  ;c\r\nlo\r\n0;d\r\nT: u\r\n\r\n"),
    "ChUnKeD": H + b"Transfer-Encoding: ChUnKeD\r\n" + CHUNKS,
    "a trailer that is none": chunked(b"4\r\nhalo\r\n0\r\nno colon\r\n\r\n"),
    "interim answers": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n"
    + H
    + L
    + HALO,
}
"""Read by all alike as ``halo``; the connection may be used again."""

ODD: dict[str, bytes] = {
    "no colon": H + b"no colon here\r\n" + L + HALO,
    "no colon, and it goes on": H + b"no colon here\r\n  more: x\r\n" + L + HALO,
    "no name": H + b": x\r\n" + L + HALO,
    "PHP's warning in the header": H + b"<br />\r\n<b>Warning</b>:  x in y on line 1\r\n" + L + HALO,
    "a name with blanks": H + b"X Powered By: PHP\r\n" + L + HALO,
    "a name with other bytes": H + b"\xc3\xa9A(b)\x01: c\r\n" + L + HALO,
    "a blank before the colon": H + b"Content-Length : 4\r\n" + HALO,
    "a tab before the colon of chunks": H + b"Transfer-Encoding\t: chunked\r\n" + CHUNKS,
    "a line goes on before the first": H + b" x\r\n" + L + HALO,
    "a line goes on": H + b"X: a\r\n\tb\r\n" + L + HALO,
    "a length on the next line": H + b"Content-Length:\r\n 4\r\n" + HALO,
    "chunked on the next line": H + b"Transfer-Encoding:\r\n chunked\r\n" + CHUNKS,
    "CR CR LF behind a field": H + b"Server: x\r\r\n" + L + HALO,
    "CR CR LF behind the length": H + b"Content-Length: 4\r\r\n" + HALO,
    "CR CR LF behind the status line": b"HTTP/1.1 200 OK\r\r\n" + L + HALO,
    "LF alone": (H + L + HALO).replace(b"\r\n", b"\n"),
    "LF alone at the end": H + L + b"\nhalo",
    "a bare CR in a value": H + b"Server: x\rY: z\r\n" + L + HALO,
    "a bare CR, and the line goes on": H + b"Server: x\r y\r\n" + L + HALO,
    "a bare CR before the length": H + b"Server: x\rContent-Length: 4\r\n" + HALO,
    "a bare CR in the status line": b"HTTP/1.1 200 OK\rServer: x\r\n" + L + HALO,
    "a length beside chunks": H + b"Content-Length: 9\r\n" + C + CHUNKS,
    "chunks beside a length": H + C + b"Content-Length: 2\r\n" + CHUNKS,
    "chunks beside two lengths": H + C + b"Content-Length: 2\r\nContent-Length: 3\r\n" + CHUNKS,
    "identity beside a length": H + b"Transfer-Encoding: identity\r\n" + L + HALO,
    "gzip that is none beside a length": H + b"Transfer-Encoding: gzip\r\n" + L + HALO,
    "no coding beside a length": H + b"Transfer-Encoding:\r\n" + L + HALO,
    "identity, chunked": H + b"Transfer-Encoding: identity, chunked\r\n" + CHUNKS,
    "chunked, identity": H + b"Transfer-Encoding: chunked, identity\r\n" + CHUNKS,
    "chunked, chunked": H + b"Transfer-Encoding: chunked, chunked\r\n" + CHUNKS,
    "chunked twice": H + C + C + CHUNKS,
    "gzip, chunked without gzip": H + b"Transfer-Encoding: gzip, chunked\r\n" + CHUNKS,
    "a length twice in one field": H + b"Content-Length: 4, 4\r\n" + HALO,
    "a length thrice": H + b"Content-Length: 4,4\r\n" + L + HALO,
    "a length twice": H + L + L + HALO,
    "a length with zeros before": H + b"Content-Length: 0004\r\n" + HALO,
    "http/1.1": b"http/1.1 200 OK\r\n" + L + HALO,
    "Http/1.1": b"Http/1.1 200 OK\r\n" + L + HALO,
    "two blanks in the status line": b"HTTP/1.1  200  OK\r\n" + L + HALO,
    "a tab in the status line": b"HTTP/1.1\t200\tOK\r\n" + L + HALO,
    "HTTP/1.2": b"HTTP/1.2 200 OK\r\n" + L + HALO,
    "HTTP/1.2 in chunks": b"HTTP/1.2 200 OK\r\n" + C + CHUNKS,
    "HTTP/2": b"HTTP/2 200 OK\r\n" + L + HALO,
    "HTTP/2.0": b"HTTP/2.0 200 OK\r\n" + L + HALO,
    "HTTP/0.9 with a header": b"HTTP/0.9 200 OK\r\n" + L + HALO,
    "HTTP/1": b"HTTP/1 200 OK\r\n" + L + HALO,
    "HTTP/1.10": b"HTTP/1.10 200 OK\r\n" + L + HALO,
    "HTTP without a version": b"HTTP 200 OK\r\n" + L + HALO,
    "0200": b"HTTP/1.1 0200 OK\r\n" + L + HALO,
    "200OK": b"HTTP/1.1 200OK\r\n" + L + HALO,
    "a blank line before": b"\r\n" + H + L + HALO,
    "blank lines before": b"\n\r\n" + H + L + HALO,
    "a byte order mark before": b"\xef\xbb\xbf" + H + L + HALO,
    "four bytes before": b"abcd" + H + L + HALO,
    "an odd interim answer": b"HTTP/1.1 100 Continue\n\n" + H + L + HALO,
    "chunks that end with LF": chunked(b"4\nhalo\n0\n\n"),
    "the size of a chunk ends with LF": chunked(b"4\nhalo\r\n0\r\n\r\n"),
    "a chunk ends with LF": chunked(b"4\r\nhalo\n0\r\n\r\n"),
    "something behind the last chunk": H + C + CHUNKS + b"sisa",
    "a blank line behind the last chunk": H + C + CHUNKS + b"\r\n",
    "a blank line behind the body": H + L + HALO + b"\r\n",
    "another answer behind the body": H + L + HALO + H + L + HALO,
}
"""Read as ``halo`` here and there; the connection is not used again."""

TO_THE_END: dict[str, bytes] = {
    "no header": H + HALO,
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n" + HALO,
    "identity": H + b"Transfer-Encoding: identity\r\n" + HALO,
    "an unknown coding": H + b"Transfer-Encoding: foo\r\n" + HALO,
    "an empty length": H + b"Content-Length:\r\n" + HALO,
    "a blank length": H + b"Content-Length: \t \r\n" + HALO,
    "+4": H + b"Content-Length: +4\r\n" + HALO,
    "+9": H + b"Content-Length: +9\r\n" + HALO,
    "-1": H + b"Content-Length: -1\r\n" + HALO,
    "4 bytes": H + b"Content-Length: 4 bytes\r\n" + HALO,
    "4.0": H + b"Content-Length: 4.0\r\n" + HALO,
    "0x4": H + b"Content-Length: 0x4\r\n" + HALO,
    "4 4": H + b"Content-Length: 4 4\r\n" + HALO,
    "0 and 4 on the next line": H + b"Content-Length: 0\r\n 4\r\n" + HALO,
    "a digit of another script": H + b"Content-Length: \xd9\xa4\r\n" + HALO,
}
"""Read as ``halo`` here and there; the body ends with the connection."""

CODINGS: dict[str, bytes] = {
    "gzip": coded(b"gzip", gzipped(b"halo")),
    "GZIP": coded(b"GZIP", gzipped(b"halo")),
    "x-gzip": coded(b"x-gzip", gzipped(b"halo")),
    "something behind gzip": coded(b"gzip", gzipped(b"halo") + b"sisa"),
    "deflate": coded(b"deflate", zlib.compress(b"halo")),
    "deflate without its header": coded(b"deflate", zlib.compress(b"halo")[2:-4]),
    "something behind deflate": coded(b"deflate", zlib.compress(b"halo") + b"sisa"),
    "br": coded(b"br", brotli.compress(b"halo")),
    "something behind br": coded(b"br", brotli.compress(b"halo") + b"sisa"),
    "gzip of gzip": coded(b"gzip, gzip", gzipped(gzipped(b"halo"))),
    "identity": coded(b"identity", b"halo"),
    "none": coded(b"none", b"halo"),
    "utf-8": coded(b"utf-8", b"halo"),
    "nothing": coded(b"", b"halo"),
    "an unknown one": coded(b"foo", b"halo"),
}
"""Content-Encodings; read as ``halo`` here and there."""

REFUSED: dict[str, tuple[bytes, Reason]] = {
    "nothing": (b"", Reason.CONNECT),
    "only an interim answer": (b"HTTP/1.1 100 Continue\r\n\r\n", Reason.CONNECT),
    "a page without a header": (b"<html>halo</html>", Reason.PROTOCOL),
    "SSH": (b"SSH-2.0-OpenSSH_9.2p1\r\n", Reason.PROTOCOL),
    "five bytes before": (b"abcde" + H + L + HALO, Reason.PROTOCOL),
    "a line before": (b"ab\r\n" + H[:-2].lower()[4:] + b"\r\n" + L + HALO, Reason.PROTOCOL),
    "a zero byte before": (b"\0" + H + L + HALO, Reason.PROTOCOL),
    "a zero byte in the status line": (b"HTTP/1.1 200 O\0K\r\n" + L + HALO, Reason.PROTOCOL),
    "a zero byte in a name": (H + b"A\0b: c\r\n" + L + HALO, Reason.PROTOCOL),
    "a zero byte in a value": (H + b"A: b\0c\r\n" + L + HALO, Reason.PROTOCOL),
    "a zero byte in the length": (H + b"Content-Length: 4\0\r\n" + HALO, Reason.PROTOCOL),
    "a zero byte in the coding": (H + b"Transfer-Encoding: chunked\0\r\n" + CHUNKS, Reason.PROTOCOL),
    "lengths that differ": (H + L + b"Content-Length: 9\r\n" + HALO, Reason.PROTOCOL),
    "lengths that differ in one field": (H + b"Content-Length: 4, 9\r\n" + HALO, Reason.PROTOCOL),
    "4 and 04": (H + L + b"Content-Length: 04\r\n" + HALO, Reason.PROTOCOL),
    "+4 and 4": (H + b"Content-Length: +4\r\n" + L + HALO, Reason.PROTOCOL),
    "4 and nothing": (H + L + b"Content-Length:\r\n" + HALO, Reason.PROTOCOL),
    "a comma behind": (H + b"Content-Length: 4,\r\n" + HALO, Reason.PROTOCOL),
    "a body that is cut": (H + b"Content-Length: 9\r\n" + HALO, Reason.PROTOCOL),
    "identity, cut": (H + b"Transfer-Encoding: identity\r\nContent-Length: 9\r\n" + HALO, Reason.PROTOCOL),
    "a length twice in one field, cut": (H + b"Content-Length: 9, 9\r\n" + HALO, Reason.PROTOCOL),
    "CR CR LF, cut": (H + b"Content-Length: 9\r\r\n" + HALO, Reason.PROTOCOL),
    "no last chunk, LF alone": (chunked(b"4\nhalo\n"), Reason.PROTOCOL),
    "no last chunk, HTTP/1.2": (b"HTTP/1.2 200 OK\r\n" + C + b"\r\n4\r\nhalo\r\n", Reason.PROTOCOL),
    "a length no page has": (H + b"Content-Length: 9223372036854775807\r\n" + HALO, Reason.TOO_LARGE),
    "101": (b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n" + HALO, Reason.PROTOCOL),
    "no chunks": (chunked(b"halo"), Reason.PROTOCOL),
    "no chunks beside a length": (H + L + C + HALO, Reason.PROTOCOL),
    "no chunk at all": (chunked(b""), Reason.PROTOCOL),
    "no last chunk": (chunked(b"4\r\nhalo\r\n"), Reason.PROTOCOL),
    "a chunk that is cut": (chunked(b"5\r\nhalo"), Reason.PROTOCOL),
    "no line behind the last chunk": (chunked(b"4\r\nhalo\r\n0\r\n"), Reason.PROTOCOL),
    "half a line behind the last chunk": (chunked(b"4\r\nhalo\r\n0\r\n\r"), Reason.PROTOCOL),
    "trailers that are cut": (chunked(b"4\r\nhalo\r\n0\r\nA: b\r\n"), Reason.PROTOCOL),
    "a chunk longer than its size": (chunked(b"4\r\nhalodunia\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a chunk without its end": (chunked(b"4\r\nhalo0\r\n\r\n"), Reason.PROTOCOL),
    "a blank line before a chunk": (chunked(b"\r\n4\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "CR CR LF behind a size": (chunked(b"4\r\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a bare CR behind a size": (chunked(b"4\rhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a tab behind a size": (chunked(b"4\t\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a blank before a size": (chunked(b" 4\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a size of 0x4": (chunked(b"0x4\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a size of -4": (chunked(b"-4\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a size of 4g": (chunked(b"4g\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a size no body has": (chunked(b"fffffffffffffffffff\r\nhalo\r\n0\r\n\r\n"), Reason.PROTOCOL),
    "a line end in an extension": (chunked(b'4;a="\n"\r\nhalo\r\n0\r\n\r\n'), Reason.PROTOCOL),
    "places that differ": (H + b"Location: /a\r\nLocation: /b\r\n" + L + HALO, Reason.PROTOCOL),
    "dispositions that differ": (
        H + b"Content-Disposition: inline\r\nContent-Disposition: attachment\r\n" + L + HALO,
        Reason.PROTOCOL,
    ),
    "no gzip": (coded(b"gzip", b"halo"), Reason.PROTOCOL),
    "gzip once, said twice": (coded(b"gzip, gzip", gzipped(b"halo")), Reason.PROTOCOL),
    "gzip as deflate": (coded(b"deflate", gzipped(b"halo")), Reason.PROTOCOL),
    "no br": (coded(b"br", b"<html>halo</html>"), Reason.PROTOCOL),
}
"""Refused here and there."""

STRICTER: dict[str, tuple[bytes, Reason, bytes, str]] = {
    "more than the length": (H + L + b"\r\nhalo dunia", Reason.PROTOCOL, b"halo", "a wrong length"),
    "a length of 0": (H + b"Content-Length: 0\r\n" + HALO, Reason.PROTOCOL, b"", "a wrong length"),
    "a length beyond numbers": (
        H + b"Content-Length: 99999999999999999999999\r\n" + HALO, Reason.TOO_LARGE, b"halo", "over the limit",
    ),
    "OK 200": (b"HTTP/1.1 OK 200\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "200 is made up"),
    "no status": (b"HTTP/1.1\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "200 is made up"),
    "HTTP /1.1": (b"HTTP /1.1 200 OK\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "200 is made up"),
    "HTTPS/1.1": (b"HTTPS/1.1 200 OK\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "another protocol's name"),
    "20": (b"HTTP/1.1 20 OK\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "no status of HTTP"),
    "2000": (b"HTTP/1.1 2000 OK\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "no status of HTTP"),
    "206": (b"HTTP/1.1 206 P\r\n" + L + HALO, Reason.PROTOCOL, b"halo", "a part, not asked for"),
    "ICY": (b"ICY 200 OK\r\n" + L + HALO, Reason.PROTOCOL, b"ICY 200 OK\r\n" + L + HALO, "a radio, no page"),
    "CR alone": ((H + L + HALO).replace(b"\r\n", b"\r"), Reason.CONNECT, b"", "a header that is cut"),
    "no end of the header": (H + L, Reason.CONNECT, b"", "a header that is cut"),
    "no chunks in HTTP/1.0": (
        b"HTTP/1.0 200 OK\r\n" + C + HALO, Reason.PROTOCOL, b"halo", "chunks count in every version",
    ),
    "no last chunk beside a length": (
        H + L + C + b"\r\n4\r\nhalo\r\n", Reason.PROTOCOL, b"halo", "a body that is cut",
    ),
    "gzip that is cut": (coded(b"gzip", gzipped(b"halo")[:-11]), Reason.PROTOCOL, b"ha", "half a page"),
    "gzip with a false sum": (
        coded(b"gzip", gzipped(b"halo")[:-8] + b"\0" * 8), Reason.PROTOCOL, b"halo", "a false page",
    ),
}  # fmt: skip
"""Refused here, shown there: the answer, the reason, what Chromium shows, why we do not."""

OTHERWISE: dict[str, tuple[bytes, bytes, bytes | None, str]] = {
    "chunks in HTTP/1.0": (
        b"HTTP/1.0 200 OK\r\n" + C + CHUNKS, b"halo", CHUNKS[2:], "sizes are no text of the page",
    ),
    "CR CR LF everywhere": (
        (H + L + b"\r\n").replace(b"\r\n", b"\r\r\n") + b"halo", b"halo", b"", "there up to the page's first blank line",
    ),
    "many blank lines before": (b"\r\n" * 9 + H + L + HALO, b"halo", None, "as for one"),
    "members of gzip": (
        coded(b"gzip", gzipped(b"ha") + gzipped(b"lo")), b"halo", b"ha", "RFC 1952, 2.2",
    ),
}  # fmt: skip
"""Read here in another way: the answer, what we read, what Chromium shows, why."""
