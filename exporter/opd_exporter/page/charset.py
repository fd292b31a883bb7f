"""Bytes to text as a browser would: BOM, header, meta, else UTF-8. Never a failure."""

from __future__ import annotations

import codecs
import re

import webencodings

# Where an encoding is named: by the page, by XML, by the header. What stands between is bounded, so that no run of
# attributes makes the search slow.
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SNIFFED = 4096
"""Bytes in which a declaration is looked for; browsers look at 1024, sites put it later."""


def _codec(label: str) -> codecs.CodecInfo | None:
    encoding = webencodings.lookup(label)
    return encoding.codec_info if encoding else None


def decode(body: bytes, content_type: str = "") -> str:
    """The body as text. A label nobody knows is ignored; a ``meta`` that claims UTF-16 means UTF-8, as the
    WHATWG encoding standard has it, and so does a header, when no byte is zero as in all UTF-16 markup."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    if named := _HEADER.search(content_type[:500]):
        codec = _codec(named[1])
        if codec and not (codec.name.startswith("utf-16") and b"\0" not in body[:_SNIFFED]):
            return codec.decode(body, "replace")[0]
    head = body[:_SNIFFED]
    # What could be read as a declaration at all was not in UTF-16.
    if declared := _META.search(head) or _XML.search(head):
        codec = _codec(declared[1].decode("ascii"))
        if codec and not codec.name.startswith("utf-16"):
            return codec.decode(body, "replace")[0]
    return body.decode("utf-8", "replace")
