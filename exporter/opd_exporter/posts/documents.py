"""Documents told by their titles and by what their pages hold (docs/domain.md, 14)."""

from __future__ import annotations

import re

from opd_exporter.page.model import Area, Page
from opd_exporter.posts.kinds import PAPERS, kinds_in
from opd_exporter.posts.words import words_of
from opd_exporter.text.files import is_document
from opd_exporter.text.similarity import words

_VERB = re.compile(r"(?:me[nmlrwy]|di|ber|ter)[a-z]{3,}")
"""How Indonesian marks verbs: "menyusun", "dibahas", "berlaku". Names of documents have none, headlines do."""
_NO_VERBS = words_of("titles", "no_verbs")


def names_document(title: str) -> bool:
    """Whether a title is the name of a document ("Perjanjian Kinerja Kepala Dinas") rather than a headline about one
    ("Renstra Dibahas Bersama Warga")."""
    spoken = words(title)
    first = next(iter(kinds_in(title)), None)
    # Indonesian puts the noun first: a title that begins with a document's name is that document's (domain.md 4, 14).
    if first is None or first[0] not in PAPERS or not spoken or not first[1].startswith(spoken[0]):
        return False
    return not has_verb(title)


def has_verb(text: str) -> bool:
    """Whether a text has a word that Indonesian marks as a verb."""
    return any(_VERB.fullmatch(word) and word not in _NO_VERBS for word in words(text))


def offers_a_file(page: Page) -> bool:
    """Whether a page's own part holds a file to be fetched."""
    return any(is_document(link.url) for link in page.links if link.area is Area.MAIN)
