"""A feed or an interface's answer as servers really send it: packed, behind a program's notices, with halves of
characters."""

from __future__ import annotations

import html
import json
import re
import zlib
from itertools import islice
from typing import Any

MAX_UNPACKED = 4 * 1024 * 1024
"""Bytes of a gzip file that are unpacked."""
MAX_MEMBERS = 256
"""Members of one gzip file that are unpacked (as ``fetch/decode.py``)."""
MAX_STARTS = 20
"""Places tried at which data may begin behind notices; each may cost a reading of the whole."""
_GZIP = b"\x1f\x8b"
"""How a gzip file begins (RFC 1952)."""
_PAGE = re.compile(
    r"<!doctype\s{1,9}html|<(?:html|head|body|title|meta|nav|header|main|article|form)[\s>]", re.I
)
"""Marks of a whole page, which may show a document or two as its example."""
MAX_TAG = 20_000
"""Characters before a document in which a tag left open is looked for, whose attribute the document would be."""
# A tag that is still open where the document begins: the document is an attribute's value.
_OPEN_TAG = re.compile(r"<[a-z/!][^<>]*$")
_ENCLOSING = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("<pre", "</pre"),
    ("<code", "</code"),
)
"""Elements whose content is shown or run, not read as the document."""
_REFERENCES = re.compile(r"(?:&#(?:\d{1,8}|[xX][0-9a-fA-F]{1,8});){1,200}")
_REFERENCE = re.compile(r"&#(?:(\d{1,8})|[xX]([0-9a-fA-F]{1,8}));")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, alone."""
_DATA = re.compile(r"\{(?=\s{0,20}[\"}])|\[(?=\s{0,20}[{\]])")
"""Where an object or a list of objects may begin."""
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)
"""JSON knows no NaN and no Infinity (RFC 8259, 6): they say nothing."""


def unpacked(body: bytes) -> bytes:
    """What a gzip file holds, as servers send it that know nothing of what they serve; any other body as it is. At
    most ``MAX_UNPACKED`` bytes: what is longer, or breaks off, counts to its last whole tag or line; what is no gzip
    after all is empty."""
    if not body.startswith(_GZIP):
        return body
    whole = bytearray()
    try:
        for _ in range(MAX_MEMBERS):
            member = zlib.decompressobj(wbits=31)
            whole += member.decompress(body, MAX_UNPACKED - len(whole))
            body = member.unused_data
            if len(whole) >= MAX_UNPACKED or not member.eof:
                return _to_last_end(whole)
            if not body.startswith(_GZIP):
                break
    except zlib.error:
        return _to_last_end(whole)
    return bytes(whole)


def _to_last_end(part: bytearray) -> bytes:
    """Without the tag, text or line that breaks off: half a date is another date."""
    return bytes(part[: max(part.rfind(b">"), part.rfind(b"\n")) + 1])


def only_notices(before: str) -> bool:
    """Whether what stands before a document is what a program complains of: scraps of markup, but no page that shows
    the document, and no script, comment or form field that it is a part of."""
    before = before.lower()
    if _PAGE.search(before) or _OPEN_TAG.search(before, max(0, len(before) - MAX_TAG)):
        return False
    return all(before.rfind(opening) <= before.rfind(closing) for opening, closing in _ENCLOSING)


def json_in(text: str) -> Any:
    """The JSON object or list that a text is, or the longest that stands in it among nothing but notices; None when
    there is none. Never fails."""
    text = text.lstrip("\ufeff \r\n\t")
    if text.startswith(("{", "[")):
        try:
            return json.loads(text, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            pass
    best, length, at = None, 0, 0
    for start in islice(_DATA.finditer(text), MAX_STARTS):
        if start.start() < at or not only_notices(text[: start.start()]):
            continue
        try:
            data, at = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            continue
        # A notice may hold braces of its own: the longest is what was meant.
        if at - start.start() > length and only_notices(text[at:]):
            best, length = data, at - start.start()
    return best


def whole(text: str) -> str:
    """The text with U+FFFD in place of halves of surrogate pairs, which no encoding can write."""
    return _HALVES.sub("\ufffd", text)


def characters(references: str) -> str:
    """The text that numeric references one after another stand for. Two halves of a surrogate pair, which old
    databases write one by one, are the character they were; what is no character is U+FFFD."""
    numbers = [
        int(decimal) if decimal else int(digits, 16) for decimal, digits in _REFERENCE.findall(references)
    ]
    text = "".join(chr(number) if number <= 0x10FFFF else "\ufffd" for number in numbers)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def paired(text: str) -> str:
    """The text with pairs of references to surrogates as the characters they stand for."""

    def joined(found: re.Match[str]) -> str:
        said = characters(found[0])
        return said if any(character > "\uffff" for character in said) else found[0]

    return _REFERENCES.sub(joined, text)


def unescaped(text: str) -> str:
    """``html.unescape``, for texts that may hold halves of characters."""
    return whole(html.unescape(paired(text)))
