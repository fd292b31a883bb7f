"""Documents told by their titles and by what their pages hold (docs/domain.md, 14)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from opd_exporter.page.model import Area, Page
from opd_exporter.posts.kinds import PAPERS, kinds_in
from opd_exporter.posts.words import words_of
from opd_exporter.text.files import is_document
from opd_exporter.text.similarity import folded, words

_VERB = re.compile(r"(?:me[nmlrwy]|di|ber|ter)[a-z]{3,}")
"""How Indonesian marks verbs: "menyusun", "dibahas", "berlaku". Names of documents have none, headlines do."""
_NO_VERBS = words_of("titles", "no_verbs")
_MINUTES = "berita acara"
"""How minutes begin: as the heading of a box, or a part of an address, the same words are "Berita & Acara"."""
_ACTS = words_of("titles", "acts")
_CITED = re.compile(r"\b(?:nomor|no) \w+(?: \w+){0,5}? tahun (?:19|20)\d\d\b")
"""How an act is cited in full ("Nomor 188 Tahun 2026", "No. 800/12/Bag.Org Tahun 2026"), of :func:`words`."""

_VIEWED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)\b|//(?:drive|docs)\.google\.com/", re.I)
"""Addresses of frames in which a viewer shows a file."""


def names_document(title: str) -> bool:
    """Whether a title is the name of a document ("Perjanjian Kinerja Kepala Dinas") rather than a headline about one
    ("Renstra Dibahas Bersama Warga")."""
    spoken = words(title)
    first = next(iter(kinds_in(title)), None)
    # Indonesian puts the noun first: a title that begins with a document's name is that document's (domain.md 4, 14).
    named = first is not None and first[0] in PAPERS and first[1].startswith(spoken[0])
    return (named or _is_minutes(spoken) or _is_act(spoken)) and not has_verb(title)


def _is_minutes(spoken: Sequence[str]) -> bool:
    return " ".join(spoken[:2]) == _MINUTES and len(spoken) > len(_MINUTES.split())


def _is_act(spoken: Sequence[str]) -> bool:
    """Whether a title begins with the name of an act and cites it: "Keputusan Wali Kota" alone may begin a headline, and
    "Sosialisasi Perwal Nomor 3 Tahun 2026" tells of one."""
    return bool(spoken) and spoken[0] in _ACTS and _CITED.search(" ".join(spoken)) is not None


def has_verb(text: str) -> bool:
    """Whether a text has a word that Indonesian marks as a verb."""
    # A noun of two roots; the current year, which is none of a headline's.
    spoken = folded(text).replace("serah terima", "").replace("tahun berjalan", "").split()
    return any(_VERB.fullmatch(word) and word not in _NO_VERBS for word in spoken)


def offers_a_file(page: Page) -> bool:
    """Whether a page's own part holds a file to be fetched, or shows one in place."""
    linked = any(is_document(link.url) for link in page.links if link.area is Area.MAIN)
    return linked or any(map(is_document, page.assets)) or any(map(_VIEWED.search, page.frames))
