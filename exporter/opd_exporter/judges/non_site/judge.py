"""Pages that answer and are no site: the rules of ``rules.yml`` held against a page, and what is left of empty ones.

An article *about* such things does not fire: a dead page leads nowhere within its site, is short, and says its phrase
in the title, a heading or its first lines. The plainer it says so, the longer it may be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.non_site.rules import Limits, NonSiteRule, Phrase, rules, undisguised_words
from opd_exporter.judges.non_site.verdict import Verdict
from opd_exporter.page.model import NAV, Page, Text
from opd_exporter.text.address import host_and_path

SPARE = 4
"""Words that a title or heading may hold beside a phrase and still say nothing else: a name, "website", "kami"."""
START, HEADS = 1500, 600
"""Characters of the visible text, and of the title and headings before it, in which a phrase is looked for; menus and
link texts left out."""
MARKUP = 60_000
"""Characters of addresses, inline scripts and comments that are looked through."""
LOUD = 4
"""Times as large as ``within`` allows may a page be whose title or heading holds what stands ``together``."""
SMALL = 80
"""Words up to which a page without a way into the site is read with its links: what a provider's page says of a site
stands in a handful of lines, and its links are to the provider."""
FEW_WORDS = 8
"""Words of its own below which a page that leads nowhere has no content."""
_ALBUM = 3
"""Images from which on they are the content: one is a logo, two are a logo and a banner."""
_HEADINGS = ("h1", "h2", "h3")
_TITLE, _LINE = 500, 200
"""Characters of a title that are read, and of a line that is not yet a paragraph."""
_FIRST_LINES, _MOST_HEADINGS, _TEXTS, _MARKUP_LINKS = 3, 4, 60, 50
"""How many of each are looked at: a page that is no site says so at its top."""
_PARTS = re.compile(r"[|–—•·»«\n]| - |::|: | › ")
"""What sets the parts of a title apart: "404 Not Found | Dinas"."""
_INDEX = re.compile(r"(\S{1,200}) - /\S{0,200}")
"""The title and heading of IIS' index: the name by which it was asked, or that it believes to have, and the folder."""
_CLAUSES = re.compile(r"[,;!?()\[\]]|\.(?:\s|\Z)|\.{2,}")
"""What ends a clause."""


@dataclass(frozen=True)
class _Shown:
    """What a visitor gets to see, in the places where rules look; texts folded to plain words."""

    host: str
    titled: tuple[str, ...]
    """The parts of the title."""
    stated: tuple[str, ...]
    """Clauses of the title, of headings and of the first lines."""
    heads: str
    """Title and headings, as printed."""
    spoken: str
    """Title, headings and the first lines, as printed."""
    said: str
    """The same in plain words."""
    markup: str
    css: frozenset[str]
    """Class and id names of the page and its texts."""
    words: int
    links: int
    content: int
    """Words that are neither the title's nor filler such as "Loading" and "All rights reserved"."""

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Every clause in plain words, a blank at each end; the host's name is a domain."""
        return self._plain(self.spoken)

    @cached_property
    def loud(self) -> tuple[str, ...]:
        """Those of the title and the headings."""
        return self._plain(self.heads)

    def _plain(self, text: str) -> tuple[str, ...]:
        plain = (undisguised_words(clause) for clause in _clauses(text))
        return tuple(f" {clause.replace(self.host, 'domain')} " for clause in plain)


def _own_links(page: Page, hosts: tuple[str, str]) -> int:
    """Other pages of the site that the page leads to; anchors of a menu count as such, the way to a login does not."""
    found = set()
    here = host_and_path(page.url)[1].rstrip("/")
    for link in page.links:
        host, path = host_and_path(link.url)
        path = path.rstrip("/")
        # Both the host that was asked and the one that answered are the site's.
        if link.hidden or (link.url and host not in hosts):
            continue
        if not link.url or path == here:
            # An entry that opens its part of the same page: sites of one page have a menu of those.
            if link.area is NAV and link.text:
                found.add(f"#{link.text}")
        elif path and not path.startswith(rules().not_links):
            found.add(path)
    return len(found)


def _clauses(text: str) -> Iterator[str]:
    return (clause for part in _PARTS.split(text) for clause in _CLAUSES.split(part))


def _texts(texts: Iterable[Text], most: int) -> list[str]:
    return [text.text for text in islice(texts, most)]


def _shown(page: Page, site_url: str) -> _Shown:
    """What a visitor gets to see of a page that was asked for at ``site_url``."""
    seen = [text for text in page.texts if not text.hidden and text.text]
    words = sum(text.text.count(" ") + 1 for text in seen)
    host = host_and_path(page.url)[0]
    links = _own_links(page, (host, host_and_path(site_url)[0]))
    # Of a small page that leads nowhere all is read: its only sentence may be a link.
    plain = seen if words <= SMALL and links <= 1 else [text for text in seen if _is_plain(text)]
    first = _texts((one for one in plain if len(one.text) < _LINE), _FIRST_LINES)
    headings = _texts((one for one in seen if one.tag in _HEADINGS), _MOST_HEADINGS)
    title = page.title[:_TITLE]
    spoken = " \n ".join([page.title, *headings, *_texts(plain, _TEXTS)])[: HEADS + START]
    return _Shown(
        host=undisguised_words(_name_in_index(page, headings) or host),
        titled=tuple(undisguised_words(part) for part in _PARTS.split(title)),
        stated=(
            undisguised_words(title),
            *(undisguised_words(clause) for text in (title, *headings, *first) for clause in _clauses(text)),
        ),
        heads=" \n ".join([title, *headings]),
        spoken=spoken,
        said=undisguised_words(spoken),
        markup=_markup(page),
        css=frozenset(" ".join((page.body_css, *(text.css for text in seen[:_TEXTS]))).split()),
        words=words,
        links=links,
        # What is larger has content, whatever it says: it need not be counted.
        content=_content(seen, undisguised_words(title)) if words < 10 * FEW_WORDS else FEW_WORDS,
    )


def _is_plain(text: Text) -> bool:
    """Whether a text says something itself rather than leads on."""
    return text.link < 0 and text.area is not NAV


def _name_in_index(page: Page, headings: Collection[str]) -> str:
    """The name by which IIS' index calls its host, where title and heading both say so."""
    index = _INDEX.fullmatch(page.title)
    return index[1] if index and page.title in headings else ""


def _markup(page: Page) -> str:
    """What visitors do not see, in lower case and with one kind of quotation mark."""
    elsewhere = (link.url for link in page.links[:_MARKUP_LINKS])
    parts = (page.url, *elsewhere, *page.assets, *page.frames, *page.comments, *page.inline_scripts)
    return "\n".join(parts)[:MARKUP].lower().replace("'", '"')


def _content(seen: list[Text], title: str) -> int:
    """Words that say something: neither filler ("selamat datang"), nor the title again, nor numbers."""
    known = rules().filler.union(title.split())
    return sum(
        word not in known and not word.isdecimal()
        for text in seen
        for word in undisguised_words(text.text).split()
    )


def _within(limits: Limits | None, shown: _Shown, times: int = 1) -> bool:
    """Whether the page is no larger than this, in words so many times as large."""
    return (
        limits is not None
        and (limits.words is None or shown.words <= times * limits.words)
        and (limits.links is None or shown.links <= limits.links)
    )


def _is_said(phrase: Phrase, shown: _Shown, titled: bool, stated: bool, said: bool) -> bool:
    """Whether the phrase is said as plainly as the page's size asks for: at the beginning of a part of the title
    (``titled``), in a clause of its own (``stated``), or anywhere (``said``)."""
    text = phrase.of(shown.host)
    spaced = f" {text} "
    if spaced not in f" {shown.said} ":
        return False

    def little_else(part: str) -> bool:
        return part.count(" ") - text.count(" ") <= (0 if phrase.whole else SPARE)

    # From the least to the most that is asked of it; a phrase that is "whole" says nothing within anything else.
    return (
        (said and not phrase.whole)
        or (titled and any(f" {part} ".startswith(spaced) and little_else(part) for part in shown.titled))
        or (stated and any(spaced in f" {clause} " and little_else(clause) for clause in shown.stated))
    )


def _also(rule: NonSiteRule, shown: _Shown) -> bool:
    return not rule.also or any(f" {phrase} " in f" {shown.said} " for phrase in rule.also)


def _holds(groups: tuple[tuple[str, ...], ...], clause: str) -> bool:
    return all(any(part in clause for part in group) for group in groups)


def _fits(rule: NonSiteRule, page: Page, shown: _Shown) -> str:
    """The phrase or mark by which a rule fits, or an empty string."""
    if rule.status and page.status not in rule.status:
        return ""
    return _sent(rule, page) or _built(rule, shown) or _together(rule, page, shown) or _plainly(rule, shown)


def _sent(rule: NonSiteRule, page: Page) -> str:
    """The header of the answer that tells, whatever the page says."""
    for header in rule.headers:
        name, _, part = header.partition(": ")
        if part in page.header(name).lower():
            return header
    return ""


def _built(rule: NonSiteRule, shown: _Shown) -> str:
    """The piece of markup or the class that tells, of a page as small as the rule asks for."""
    if not (rule.markup or rule.css) or not _within(rule.within, shown):
        return ""
    in_markup = (mark for mark in rule.markup if mark in shown.markup)
    return next(in_markup, "") or next((name for name in rule.css if name in shown.css), "")


def _together(rule: NonSiteRule, page: Page, shown: _Shown) -> str:
    """A clause with a word of each group. A form with a password is somebody's page, whatever stands above it."""
    if not rule.together or page.passwords or not _also(rule, shown):
        return ""
    # A living page has such words somewhere in its text; a dead one says them of itself, in one clause.
    clauses = shown.clauses if _within(rule.within, shown) else ()
    if not clauses and rule.within and rule.within.words and _within(rule.within, shown, LOUD):
        clauses = shown.loud  # a title says of a larger page what a clause in its text does not
    return next((clause.strip() for clause in clauses if _holds(rule.together, clause)), "")


def _plainly(rule: NonSiteRule, shown: _Shown) -> str:
    """The phrases that the page says, as plainly as its size asks for; as many as the rule needs."""
    plainly = [_within(limits, shown) for limits in (rule.titled, rule.stated, rule.said)]
    if not any(plainly) or not _also(rule, shown):
        return ""
    there = [one for one in rule.phrases if (one.of(shown.host) if one.hosted else one.text) in shown.said]
    found = [phrase.of(shown.host) for phrase in there if _is_said(phrase, shown, *plainly)]
    # Three tell a person enough.
    return ", ".join(found[:3]) if len(found) >= rule.need else ""


def judge(page: Page, *, site_url: str) -> Verdict | None:
    """Why the page is no site, or None when it is one. ``page.status`` counts only when the page says nothing more.

    Whoever can should follow refreshes, frames and scripts before believing ``EMPTY_SHELL``."""
    if page.html:
        shown = _shown(page, site_url)
        for rule in rules().rules:
            if phrase := _fits(rule, page, shown):
                return Verdict(rule.reason, f"{rule.why}: “{phrase}”")
    if not 200 <= page.status < 300:
        return Verdict(Reason.HTTP_STATUS, f"kode {page.status}")
    if page.status in (204, 205):  # successes without a body (RFC 9110, 15.3.5 and 15.3.6)
        return Verdict(Reason.EMPTY_SHELL, f"kode {page.status}: tanpa isi")
    if not page.html:
        kind = page.header("content-type").partition(";")[0] or "tanpa jenis"
        return Verdict(Reason.EMPTY_SHELL, f"jawabannya bukan halaman HTML ({kind[:60]})")
    if _empty(page, shown):
        return Verdict(Reason.EMPTY_SHELL, f"hanya {shown.words} kata, tanpa tautan ke halaman sendiri")
    return None


def _empty(page: Page, shown: _Shown) -> bool:
    return shown.content < FEW_WORDS and shown.links <= 1 and len(page.images) < _ALBUM and not page.passwords
