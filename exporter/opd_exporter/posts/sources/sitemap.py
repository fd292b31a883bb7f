"""Addresses, and sometimes believable dates, in a sitemap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

from lxml import etree

from opd_exporter.dates.url import date_in_url
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.spam import MAX_SIGNS, MAX_SPAM_WORD, SpamSign, Where
from opd_exporter.domain.vocabulary import Source
from opd_exporter.judges.spam.addresses import in_sitemap, sold_by
from opd_exporter.posts.address_shape import article_shape
from opd_exporter.posts.context import Context
from opd_exporter.posts.news_words import called_news, newslike
from opd_exporter.posts.screening import screened
from opd_exporter.posts.sources.model import Sitemap
from opd_exporter.posts.sources.xml_tree import local_name, root_of, text_in
from opd_exporter.text.address import absolute, leads_to

MAX_ENTRIES = 5_000
"""Addresses of a sitemap that are read; the protocol allows 50,000."""
MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5: at least 500 KiB)."""
MAX_NAMED = 20
"""Sitemaps that one file names."""
MAX_AWAY = 300
"""Addresses of other hosts that are judged for spam."""
FEWEST = 5
"""Addresses below which ``lastmod`` proves nothing (domain.md 38)."""
_APART = timedelta(days=2)
"""How far two neighbours may stand the wrong way round, since days are written in several zones."""


@dataclass(frozen=True)
class _Entry:
    url: str
    lastmod: datetime | None
    published: datetime | None
    title: str


def _entry(element: etree._Element, base: str, context: Context) -> _Entry | None:
    fields: dict[str, str] = {}
    for child in element.iter():
        name = local_name(child)
        # Pictures have a "loc" and a "title" of their own, in a name space of images.
        if name and child.text and child.text.strip() and ("image" not in str(child.tag)):
            fields.setdefault(name, child.text.strip()[:2000])
    url = leads_to(base, fields.get("loc", ""))
    if not url:
        return None
    lastmod, published = (
        context.machine_date(fields[name]) if name in fields else None
        for name in ("lastmod", "publication_date")
    )
    return _Entry(
        url,
        lastmod=lastmod.when if lastmod else None,
        published=published.when if published else None,
        title=fields.get("title", ""),
    )


def believable(entries: list[_Entry], context: Context) -> bool:
    """Whether ``lastmod`` means something here: enough addresses, and not one day for most of them."""
    days: Counter[date] = Counter(context.day(one.lastmod) for one in entries if one.lastmod)
    total = sum(days.values())
    if total < FEWEST:
        return False
    # A sitemap that is built anew dates all by today; one that was imported, by one day.
    return days.most_common(1)[0][1] * 2 <= total and days[context.today] * 2 <= total


def _edited(entries: list[_Entry]) -> set[str]:
    """Addresses whose ``lastmod`` breaks the order in which the others stand: articles that were edited later. A
    sitemap lists its articles by age, the newest or the oldest first."""
    dated = [(one.url, one.lastmod) for one in entries if one.lastmod]
    if len(dated) < FEWEST:
        return set()
    # Which way it runs: by what most neighbours do.
    falling = sum(later < earlier for (_, earlier), (_, later) in pairwise(dated))
    ordered = dated if falling * 2 >= len(dated) - 1 else dated[::-1]
    edited, oldest = set(), None
    for url, when in ordered:  # newest first: what is newer than something before it was edited
        if oldest is not None and when > oldest + _APART:
            edited.add(url)
        elif oldest is None or when < oldest:
            oldest = when
    return edited


def read_sitemap(body: bytes, *, url: str, context: Context) -> Sitemap | None:
    """The sitemap's entries, or None when this is none. Never fails."""
    text = text_in(body, "")
    root = root_of(text, ("urlset", "sitemapindex"))
    if root is None:
        lines = [
            leads_to(url, line)
            for line in text[:200_000].splitlines()[:MAX_ENTRIES]
            if line.startswith("http")
        ]
        named = [_Entry(line, lastmod=None, published=None, title="") for line in lines if line]
        return _made(named, url, context) if lines else None
    entries = [one for element in list(root)[:MAX_ENTRIES] if (one := _entry(element, url, context))]
    if local_name(root) == "sitemapindex":
        own = [one for one in entries if context.scope.owns(one.url)]
        # Maps of posts first, those of pages, categories and pictures last; of each kind the one that changed last.
        own.sort(key=lambda one: (_rank(one.url), -(one.lastmod.timestamp() if one.lastmod else 0.0)))
        return Sitemap(
            children=tuple(one.url for one in own[:MAX_NAMED]), spam=_selling(entries, url, context)
        )
    return _made(entries, url, context)


def _selling(entries: list[_Entry], url: str, context: Context) -> tuple[SpamSign, ...]:
    """What sells gambling among a sitemap's addresses: the site's own by their paths, others by their hosts too."""
    own = [one.url for one in entries if context.scope.same_host(one.url)]
    away = [one.url for one in entries if not context.scope.same_host(one.url)][:MAX_AWAY]
    found = [*in_sitemap(own), *((word, there) for there in away if (word := sold_by(there)))]
    return tuple(
        SpamSign(word[:MAX_SPAM_WORD], there, url, Where.SITEMAP) for word, there in found[:MAX_SIGNS]
    )


def _rank(url: str) -> int:
    name = url.rpartition("/")[2].lower()
    if any(
        word in name
        for word in ("page", "category", "tag", "author", "kategori", "user", "attachment", "image")
    ):
        return 2
    return 0 if "post" in name or newslike(name.replace("-", " ").replace("_", " "), "") else 1


def _made(entries: list[_Entry], url: str, context: Context) -> Sitemap:
    shaped = [one for one in entries if article_shape(one.url, context.scope)]
    trusted = believable(entries, context)
    edited = _edited(shaped)
    # Without believable days only the addresses tell which are likelier posts.
    shaped.sort(key=lambda one: (-_changed(one) if trusted else 0.0, -newslike("", one.url)))
    candidates = []
    for one in shaped:
        when = one.published or (one.lastmod if trusted and one.url not in edited else None)
        found = "publication_date" if one.published else "lastmod" if when else ""
        if when is None and (when := date_in_url(one.url, zone=context.zone, now=context.now)):
            found = "tanggal di alamat"
        candidate = Candidate(
            source=Source.SITEMAP,
            url=one.url,
            title=one.title,
            published=when,
            found=found,
            seen_on="sitemap",
            news=called_news(one.url),
        )
        candidates.append(screened(candidate, context))
    return Sitemap(candidates=tuple(candidates), spam=_selling(entries, url, context))


def _changed(entry: _Entry) -> float:
    when = entry.published or entry.lastmod
    return when.timestamp() if when else 0.0


def sitemaps_of_robots(body: bytes, *, url: str, scope: Scope) -> Sitemap:
    """The sitemaps that a robots.txt names (sitemaps.org, "Submitting Sitemaps"): the site's own, and what sells gambling
    among those of other sites; never fails."""
    lines = body[:MAX_ROBOTS].decode("utf-8", "replace").splitlines()
    told = (line.partition(":") for line in lines if line[:20].strip().lower().startswith("sitemap"))
    named = (
        absolute(url, value.partition("#")[0]) for name, _, value in told if name.strip().lower() == "sitemap"
    )
    every = list(dict.fromkeys(filter(None, named)))
    own = [one for one in every if scope.owns(one)]
    away = ((sold_by(one), one) for one in every[:MAX_AWAY] if not scope.same_host(one))
    spam = (SpamSign(word[:MAX_SPAM_WORD], one, url, Where.SITEMAP) for word, one in away if word)
    return Sitemap(children=tuple(own[:MAX_NAMED]), spam=tuple(islice(spam, MAX_SIGNS)))
