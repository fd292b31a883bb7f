"""Whether two copies of a page differ in nothing but noise: counters of visitors, and tokens made anew for each view.

Pages of most publishing systems change at each request and say the same. The copies are walked side by side; each place
where they differ is looked at (``noise_places.py``), and the first that may mean anything ends the walk. Nothing is
parsed: it is bytes held against bytes, in time that grows with the page's size, whatever stands in it.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from dataclasses import dataclass

from opd_exporter.page.noise_places import is_noise
from opd_exporter.page.noise_words import MAX_WORD, Difference

MAX_BODY = 1 << 20
"""Bytes of a page that is kept for comparison; a larger one is read anew when it changes."""
MAX_KEPT = 192 << 10
"""Bytes that a kept page may take."""
MAX_PLACES = 120
"""Places looked at; a page that differs in more is read anew."""
BLOCK = 4096
"""Bytes compared at once."""
FEW, FEW_BYTES = 300, 16 << 10
"""Scripts, comments and the like whose places are kept beside a page, and bytes of their attributes: of more they are
looked for anew at each comparison."""

_OPENING = re.compile(
    rb"<(?:!--(?P<none>-?>)?|(?P<tag>script|style|title|textarea|noscript|template|xmp|iframe|noembed|noframes|plaintext"
    rb"|svg|math)\b(?P<rest>[^>]{0,2000})>)"
)
"""Where a part of a page begins that is neither text nor tags; over markup in lower case."""
_COMMENT_ENDS = re.compile(rb"--!?>")


@dataclass(frozen=True)
class _Part:
    """A comment, a script or the like: its kind, the attributes of the tag that opens it, and where its inside stands."""

    kind: str
    rest: bytes
    begin: int
    end: int


@dataclass(frozen=True)
class _Parts:
    """All of a page, in their order."""

    parts: tuple[_Part, ...]
    begins: tuple[int, ...]

    @classmethod
    def of(cls, body: bytes) -> _Parts:
        """Found in one pass: what never ends runs to the end of the page, so that nothing is read twice."""
        lower, found = body.lower(), list[_Part]()
        opening = _OPENING.search(lower)
        while opening:
            found.append(_part(lower, opening))
            opening = _OPENING.search(lower, found[-1].end)
        return cls(tuple(found), tuple(part.begin for part in found))

    @property
    def few(self) -> bool:
        """Whether they take little room."""
        return len(self.parts) <= FEW and sum(len(part.rest) for part in self.parts) <= FEW_BYTES

    def at(self, position: int) -> tuple[str, bytes]:
        """What kind of part stands there, and the attributes of the tag that opens it; an empty kind is text or a tag."""
        number = bisect_right(self.begins, position) - 1
        part = self.parts[number] if number >= 0 else None
        return (part.kind, part.rest) if part and position < part.end else ("", b"")


def _part(lower: bytes, opening: re.Match[bytes]) -> _Part:
    begin, tag = opening.end(), opening["tag"]
    if tag:
        kind, end = tag.decode(), lower.find(b"</" + tag, begin)
    elif opening["none"]:  # browsers take "<!-->" for a whole comment
        kind, end = "comment", begin
    else:
        closing = _COMMENT_ENDS.search(lower, begin)
        kind, end = "comment", closing.start() if closing else -1
    return _Part(kind, opening["rest"] or b"", begin, end if end >= 0 else len(lower))


@dataclass(frozen=True)
class Kept:
    """A page as it was judged, packed."""

    packed: bytes
    size: int
    parts: _Parts | None
    """None: too many to keep."""

    @classmethod
    def of(cls, body: bytes) -> Kept | None:
        """None for a page that would take too much room."""
        if len(body) > MAX_BODY:
            return None
        packed = zlib.compress(body, 1)
        if len(packed) > MAX_KEPT:
            return None
        parts = _Parts.of(body)
        return cls(packed, len(body), parts if parts.few else None)

    def differs_in_noise_only(self, body: bytes) -> bool:
        """Whether this copy says the same as the one that was judged."""
        if abs(len(body) - self.size) > MAX_PLACES * MAX_WORD:
            return False
        return only_noise(zlib.decompress(self.packed), body, self.parts)


def only_noise(judged: bytes, body: bytes, parts: _Parts | None = None) -> bool:
    """Whether ``body`` differs from what was ``judged`` in nothing but noise. ``parts`` are those of the latter, where
    they are known."""
    if judged == body:
        return True
    at = there = 0
    # From one difference to the next; more of them than a template has are another page.
    for _ in range(MAX_PLACES):
        same = _alike(judged, at, body, there)
        at, there = at + same, there + same
        if at == len(judged) or there == len(body):
            return at == len(judged) and there == len(body)
        parts = parts or _Parts.of(judged)
        ends = is_noise(Difference(judged, at, body, there, *parts.at(at)))
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
