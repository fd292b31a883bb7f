"""Whose signs of spam are: an article's own, or those of the site whose template carries them on every page."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.text.address import host_and_path

_NOT_THE_ARTICLES = (Where.COMMENT, Where.AROUND, Where.TEXT, Where.ENTRY, Where.SITEMAP)
"""Places that are no article's own: visitors, the frame of the page, and other pages write there."""
_SPREAD = (
    Where.META,
    Where.CANONICAL,
    Where.AMP,
    Where.ALTERNATE,
    Where.STRUCTURED,
    Where.NOSCRIPT,
    Where.HIDDEN_LINK,
    Where.HIDDEN_TEXT,
    Where.FRAME,
)
"""Where intruders write into a template, another address at each view."""


def marks(found: Iterable[SpamSign]) -> frozenset[str]:
    """What signs are known by when they stand on other pages too: place, and host or word."""
    return frozenset(mark for one in found for mark in (one.where.value, _mark(one)))


def _mark(sign: SpamSign) -> str:
    return f"{sign.where.value} {host_and_path(sign.link)[0] or sign.word}"


def of_the_article(
    found: Iterable[SpamSign], scope: Scope, template: Collection[str]
) -> tuple[SpamSign, ...]:
    """The signs that are the article's, not its readers' and not the site's: what also stands on the front page, whose
    marks ``template`` are, was written into the template. A link to the site's own pages names another post."""
    return tuple(
        one
        for one in found
        if one.where not in _NOT_THE_ARTICLES
        and _mark(one) not in template
        and not (one.where is Where.LINK and scope.same_host(one.link))
    )


def maybe_of_the_site(found: Iterable[SpamSign], template: Collection[str]) -> bool:
    """Whether an article's signs may be the template's after all: the front page has others in the same hidden places."""
    return all(one.where in _SPREAD and one.where.value in template for one in found)
