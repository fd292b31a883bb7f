"""Whether two copies of a page differ in nothing but noise: counters of visitors, and tokens made anew for each view.

Pages of most publishing systems change at each request and say the same. The copies are walked side by side; each place
where they differ is looked at (``noise_places.py``), and the first that may mean anything ends the walk. Nothing is
parsed: it is bytes held against bytes, in time that grows with the page's size, whatever stands in it.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from opd_exporter.page.noise_places import MAX_WORD, Place, is_noise

MAX_BODY = 1 << 20
"""Bytes of a page that is kept for comparison; a larger one is read anew when it changes."""
MAX_KEPT = 192 << 10
"""Bytes that a kept page may take."""
MAX_PLACES = 120
"""Places looked at; a page that differs in more is read anew."""
BLOCK = 4096
"""Bytes compared at once."""

_OPENING = re.compile(
    rb"<(?:!--(?P<none>-?>)?|(?P<tag>script|style|title|textarea|noscript|template|xmp|iframe|noembed|noframes|plaintext"
    rb"|svg|math)\b(?P<rest>[^>]{0,2000})>)"
)
"""Where a part of a page begins that is neither text nor tags; over markup in lower case."""
_COMMENT_ENDS = re.compile(rb"--!?>")


@dataclass(frozen=True)
class Kept:
    """A page as it was judged, packed."""

    packed: bytes
    size: int

    @classmethod
    def of(cls, body: bytes) -> Kept | None:
        """None for a page that would take too much room."""
        if len(body) > MAX_BODY:
            return None
        packed = zlib.compress(body, 1)
        return cls(packed, len(body)) if len(packed) <= MAX_KEPT else None

    def differs_in_noise_only(self, body: bytes) -> bool:
        """Whether this copy says the same as the one that was judged."""
        if abs(len(body) - self.size) > MAX_PLACES * MAX_WORD:
            return False
        return only_noise(zlib.decompress(self.packed), body)


def only_noise(judged: bytes, body: bytes) -> bool:
    """Whether ``body`` differs from what was ``judged`` in nothing but noise."""
    parts: _Parts | None = None
    at = there = 0
    for _ in range(MAX_PLACES):
        same = _alike(judged, at, body, there)
        at, there = at + same, there + same
        if at == len(judged) or there == len(body):
            return at == len(judged) and there == len(body)
        parts = parts or _Parts(judged)
        ends = is_noise(Place(judged, at, body, there, *parts.at(at)))
        if ends is None or ends == (at, there):
            return False
        at, there = ends
    return False


def _alike(one: bytes, at: int, other: bytes, there: int) -> int:
    """How many bytes from there on are the same."""
    most = min(len(one) - at, len(other) - there)
    same, step = 0, BLOCK
    while same < most:
        step = min(step, most - same)
        if one[at + same : at + same + step] == other[there + same : there + same + step]:
            same += step
        elif step == 1:
            break
        else:
            step = (step + 1) // 2
    return same


class _Parts:
    """Where the comments, scripts and the like of a page stand. Positions are asked for in their order."""

    def __init__(self, body: bytes) -> None:
        self._lower = body.lower()
        self._next = _OPENING.search(self._lower)
        self._begin, self._end = 0, 0
        self._kind, self._rest = "", b""

    def at(self, position: int) -> tuple[str, bytes]:
        """What kind of part stands there, and the attributes of the tag that opens it; an empty kind is text or a tag."""
        while self._next and self._next.end() <= position:
            self._enter(self._next)
            self._next = _OPENING.search(self._lower, self._end)
        inside = self._begin <= position < self._end
        return (self._kind, self._rest) if inside else ("", b"")

    def _enter(self, opening: re.Match[bytes]) -> None:
        """Find the end of a part; what never ends runs to the end of the page, so that nothing is read twice."""
        tag, self._begin = opening["tag"], opening.end()
        if tag:
            self._kind, self._rest = tag.decode(), opening["rest"]
            end = self._lower.find(b"</" + tag, self._begin)
        elif opening["none"]:  # browsers take "<!-->" for a whole comment
            self._kind, end = "comment", self._begin
        else:
            self._kind, closing = "comment", _COMMENT_ENDS.search(self._lower, self._begin)
            end = closing.start() if closing else -1
        self._end = end if end >= 0 else len(self._lower)
