"""Which text of a page is the article's title, and is it the one that the list promised (docs/domain.md, 8)."""

from __future__ import annotations

import json

from opd_exporter.page.model import HEADINGS, Area, Page, Text
from opd_exporter.posts.article.surroundings import OUTSIDE
from opd_exporter.text.similarity import alike, folded

_ALIKE = 0.6
"""Share of the words by which a title counts as the one that the list promised (domain.md 8)."""
_UNKNOWN = 0.3
"""What each text counts where no list promised a title: no plain text reaches ``_SURE`` then, and sizes decide."""
_PLAIN, _SURE = 0.8, 0.7
"""What a text that is no heading counts of its likeness, and its least score: nearly every word of the title."""
_SIZES = {"h1": 0.3, "h2": 0.15}
"""What a large heading counts on top of its likeness."""
_IN_HEADER = 0.2
"""More for a large heading, less in the page's header, where the site's name stands: enough to choose among texts that
are alike."""
_TIE = 1e-9
"""Less than this is no difference: the first of equals is the title."""
_LONGEST_TITLE = 400
"""Characters of a text that may be a title."""
_SAYS_NOTHING = 4
"""Characters below which a promised title names no article."""


def title_in(page: Page, expected: str) -> tuple[int, str]:
    """Index and text of the article's title among the page's texts, or -1 and the best that heads name."""
    best, where = 0.0, -1
    for number, text in enumerate(page.texts):
        score = _like_the_title(text, expected)
        if score > best + _TIE:
            best, where = score, number
    # Without a promise the best text is the title; with one only a text that keeps it.
    if where >= 0 and (not expected or alike(page.texts[where].text, expected) >= _ALIKE):
        return where, page.texts[where].text
    return -1, page.meta("og:title", "twitter:title") or page.title


def _like_the_title(text: Text, expected: str) -> float:
    """How much a text is like the article's title; 0: not at all. What the list promised weighs most, and among texts
    that are equally alike the largest heading of the article's own column wins."""
    if text.hidden or text.area in OUTSIDE or len(text.text) > _LONGEST_TITLE:
        return 0.0
    titled = text.tag in HEADINGS or "title" in text.css or "judul" in text.css
    # Links of plain text lead to other articles of like titles.
    if not titled and text.link >= 0:
        return 0.0
    score = (alike(text.text, expected) if expected else _UNKNOWN) * (1.0 if titled else _PLAIN)
    score += _SIZES.get(text.tag, 0.0) - (_IN_HEADER if text.area is Area.HEADER else 0.0)
    return score if titled or score >= _SURE else 0.0


def is_the_one(page: Page, title: str, expected: str) -> bool:
    """Whether the page shows what the list promised, rather than a portal or a polite "not found"."""
    if len(folded(expected)) < _SAYS_NOTHING or _in_data(page, expected):
        return True
    # Any of them may carry it: themes show a category as the heading, or the title in the head alone.
    names = (title, page.title, page.meta("og:title"), *(t.text for t in page.texts if t.tag in HEADINGS))
    return any(alike(name, expected) >= _ALIKE for name in names if name)


def _in_data(page: Page, title: str) -> bool:
    """Whether the page carries the title as data, for its scripts to show."""
    spellings = {json.dumps(title, ensure_ascii=ascii_only) for ascii_only in (True, False)}
    return any(spelling in text for _, text in page.data_scripts for spelling in spellings)
