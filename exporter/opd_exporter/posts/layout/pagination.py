"""Where a list goes on: its next page and its last."""

from __future__ import annotations

import re

from opd_exporter.page.model import Area, Page
from opd_exporter.posts.context import Context

_NEXT = re.compile(
    r"(?:next|berikutnya|selanjutnya|older(?: posts?)?|lebih lama|posting lama|lanjut|»|›|>|>>|→|2)"
    r"(?:\s*(?:page|»|›|>|→|halaman))?",
    re.I,
)
"""What links to the next page say; "2" where a list only numbers its pages."""
_DIGITS = 4
"""Of the number of a list's last page; a longer one counts something else."""


def next_page(page: Page, context: Context) -> str:
    """Address of the next page of a list, or an empty string."""
    for head in page.head_links:
        if "next" in head.rel.split() and context.scope.owns(head.url):
            return head.url
    for link in page.links:
        if not link.url or link.url == page.url or not context.scope.owns(link.url):
            continue
        # Words alone prove little: "lanjut" and "»" lead on to an article too. Within navigation they are the list's.
        called = "next" in link.css.split() or link.area is Area.NAV
        if "next" in link.rel.split() or (called and _NEXT.fullmatch(link.text.strip())):
            return link.url
    return ""


def last_page(page: Page, context: Context) -> str:
    """Address of the last page of a list: the one of the highest number among the links to its pages."""
    pages = {
        int(text): link.url
        for link in page.links
        if (text := link.text.strip()).isdecimal()
        and len(text) <= _DIGITS
        and link.area is Area.NAV
        and context.scope.owns(link.url)
    }
    return pages[max(pages)] if pages else ""
