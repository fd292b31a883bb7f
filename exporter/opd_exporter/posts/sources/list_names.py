"""What calls the entries of a list news: their own section, a heading above them, the page's address, the menu."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from opd_exporter.page.model import Page
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.layout.menu import called_news_by_the_menu
from opd_exporter.posts.news_words import (
    NEWS_NOUN,
    NEWS_SECTION,
    called_news,
    list_named_for_news,
    named_for_deeds,
    newslike,
)
from opd_exporter.text.parsed import parsed


def called_news_among(headings: Mapping[str, str], main: Collection[str], page: Page) -> frozenset[str]:
    """Of these addresses (with the heading that each stands below) those that something calls news: their own section,
    the address of the page when they are its main list ("/pengumuman" too: announcements are posts as news are) or what
    the menu calls it, or a heading over rows none of which says so itself."""
    own = {url for url in headings if called_news(url)}
    # A heading over rows that name their section adds nothing: it may be that of the list before.
    told = {headings[url] for url in own if section_of(url)}
    below = {
        url for url, heading in headings.items() if heading not in told and newslike(heading, "") >= NEWS_NOUN
    }
    return frozenset(own | below | set(main if lists_news(page) else ()))


def lists_news(page: Page) -> bool:
    """Whether a page's address, or the menu, calls it a list of news."""
    return (
        newslike("", page.url) >= NEWS_SECTION
        or (list_named_for_news(page.url) and not named_for_deeds(parsed(page.url).path))
        or called_news_by_the_menu(page)
    )
