"""Where a list goes on: its next page and its last."""

from __future__ import annotations

import re
from itertools import groupby

from opd_exporter.page.model import NAV, Page, Text, once_a_page
from opd_exporter.posts.context import Context
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import words

_NEXT = re.compile(
    r"(?:next|berikutnya|selanjutnya|older(?: posts?)?|lebih lama|posting lama|lanjut|»|›|>|>>|→|2)"
    r"(?:\s*(?:page|»|›|>|→|halaman))?",
    re.I,
)
"""What links to the next page say; "2" where a list only numbers its pages."""
_DIGITS = 4
"""Of the number of a list's last page; a longer one counts something else."""
_FEWEST = 2
"""Numbers beside each other that are those of pages: one alone numbers a row, or is the day of a date."""


def next_page(page: Page, context: Context) -> str:
    """Address of the next page of a list, or an empty string."""
    for head in page.head_links:
        if "next" in head.rel.split() and context.scope.owns(head.url):
            return head.url
    for link in page.links:
        if not link.url or link.url == page.url or not context.scope.owns(link.url):
            continue
        # Words alone prove little: "lanjut" and "»" lead on to an article too. Within navigation they are the list's.
        called = "next" in link.css.split() or link.area is NAV
        if "next" in link.rel.split() or (called and _NEXT.fullmatch(link.text.strip())):
            return link.url
    return ""


def last_page(page: Page, context: Context) -> str:
    """Address of the last page of a list: the one of the highest number among the links to its pages; among those below
    its own address, where there are any, since the days of a calendar are numbered, too."""
    numbered = numbered_pages(page)
    pages = [
        (int(text), link.url)
        for link in page.links
        if (text := link.text.strip()).isdecimal()
        and len(text) <= _DIGITS
        and (link.area is NAV or link.url in numbered)
        and context.scope.owns(link.url)
    ]
    path = parsed(page.url).path
    below = [(number, url) for number, url in pages if parsed(url).path.startswith(path)]
    # What leads to this very page may number pictures that a script turns over.
    by_number = dict(below if any(url != page.url for _, url in below) else pages)
    return by_number[max(by_number)] if by_number else ""


@once_a_page
def numbered_pages(page: Page) -> frozenset[str]:
    """Addresses of a list's pages where nothing calls what numbers them navigation: numbers that stand beside each other
    lead there, and no words do."""
    named = {link.url for link in page.links if _names_something(link.text)}
    shown = [text for text in page.texts if not text.hidden]
    found: set[str] = set()
    for wordless, run in groupby(shown, key=_is_wordless):
        numbers = [text for text in run if text.text.isdecimal()] if wordless else []
        if len(numbers) >= _FEWEST:
            found.update(page.links[one.link].url for one in numbers if one.link >= 0)
    return frozenset(found - named)


def _is_wordless(text: Text) -> bool:
    """Whether a text is a page's number, or marks between two ("... |")."""
    number = text.text.isdecimal() and len(text.text) <= _DIGITS
    return number or not any(map(str.isalnum, text.text))


def _names_something(text: str) -> bool:
    """Whether a link is a picture or says a title, rather than a number or "Next »"."""
    return not text.strip() or (len(words(text)) > 1 and not _NEXT.fullmatch(text.strip()))
