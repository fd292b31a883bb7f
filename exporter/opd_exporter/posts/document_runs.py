"""Documents in company: in a box that holds documents by their names, an entry without a headline is one too
(docs/domain.md, 14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from opd_exporter.domain.candidate import Candidate
from opd_exporter.posts.documents import has_verb
from opd_exporter.posts.news_words import NEWS_NOUN, NEWS_SECTION, named_news, newslike

FEWEST = 2
"""Documents from which on a box is one of documents, when they are the most of it too: a single one may be announced."""


def among_documents(rows: Iterable[tuple[str, Candidate]], page_url: str) -> Collection[str]:
    """Addresses of what stands among documents, of rows with the heading that each stands below. Only below a heading,
    and where neither that nor an address names news: agencies file documents among their news."""
    if newslike("", page_url) >= NEWS_SECTION:
        return ()
    boxes: dict[str, list[Candidate]] = {}
    for heading, one in rows:
        if heading and newslike(heading, "") < NEWS_NOUN:
            boxes.setdefault(heading, []).append(one)
    return frozenset(url for box in boxes.values() for url in _beside_documents(box))


def _beside_documents(box: Collection[Candidate]) -> Iterable[str]:
    papers = sum(one.rule == "document" for one in box)
    if papers < FEWEST or 2 * papers <= len(box):
        return ()
    beside = (one for one in box if one.refused is None)
    return (one.url for one in beside if not has_verb(one.title) and not named_news(one.url))
