"""A line at the head or the foot of an article's text that says where it first stood (docs/domain.md, 15).

Only a line of its own counts: what a sentence of the text cites, what stands below a picture and what names the site's
own people says nothing of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from opd_exporter.page.model import Area, Link, Page
from opd_exporter.posts.article.credit_words import (
    AGENCY,
    APPEARED,
    BARE_LABEL,
    BY,
    CITED,
    CONTINUED,
    CUT,
    DATELINE,
    DAY,
    DOMAIN,
    EARLIER,
    ITSELF,
    LABEL,
    LOOSELY,
    OURS,
    PRESS,
    PUBLIC,
    REPORTER,
    RIGHTS,
    START,
    TAKEN,
    TITLED,
    URL,
)
from opd_exporter.posts.article.ends import Block, ends, lines_of
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.article.original import article_elsewhere, elsewhere, is_platform
from opd_exporter.posts.context import Context
from opd_exporter.posts.documents import has_verb
from opd_exporter.text.address import absolute, host_and_path
from opd_exporter.text.similarity import alike, folded

MAX_ENDS = 40
"""Lines at the ends that are read."""
MAX_STARTS = 12
"""Sentences at a line's end that are read."""
MAX_PLACE = 500
"""Characters of what a line names."""
MAX_LINE = 2_000
"""Characters of a line's end that are read."""
_BRACKETS = " \t-–—*([{\"'“>»|#"
_NAME = 80
"""Characters of a place's name that are told."""
_OWN_NAME = 200
"""Characters of the longest text around an article that may be a name of the site; longer ones are somebody's words."""
NAME_WORDS = 12
"""Words of the longest name of a place; what is longer is a sentence."""


@dataclass(frozen=True)
class Credit:
    """The place that a line names."""

    place: str
    """Its host, or its name."""
    sure: bool
    """The line says that the text is a copy; else it may only have asked or cited whom it names."""


@dataclass(frozen=True)
class _Said:
    """A line from where it says so."""

    words: str
    """How it says so."""
    place: str
    """What follows."""
    targets: Mapping[str, str]
    """Addresses that this leads to or spells, each with what is shown."""
    alone: bool
    """It begins the line."""


def credit_of(page: Page, number: int, title: str, context: Context) -> Credit | None:
    """The credit of the article whose title is the page's text ``number`` (-1: not found), or None."""
    lines = lines_of(page, number, BARE_LABEL)
    names = _own_names(page, number)
    if by_line := _dateline(lines, names, context):
        return by_line
    weak: Credit | None = None
    for line in islice(ends(lines, _credits, headed=number >= 0), MAX_ENDS):
        if agency := RIGHTS.search(line.text[-MAX_PLACE:]):
            return Credit(agency["name"], sure=True)
        found = _read(line, page.url, title, names, context)
        if found and found.sure:
            return found
        weak = weak or found
    return weak


def _dateline(lines: Collection[Block], names: str, context: Context) -> Credit | None:
    """The other medium that the first paragraph says it reports for."""
    first = next((line.text for line in lines if len(line.text) >= PROSE), "")[:MAX_PLACE]
    if agency := AGENCY.match(first):
        return Credit(agency["name"], sure=True)
    reporter = REPORTER.match(first)
    said = DATELINE.match(first)
    spelled = said["place"] if said else (reporter and reporter["host"]) or ""
    if host := _domain(spelled, context):
        return Credit(host, sure=True)
    name = folded(reporter["name"]) if reporter else ""
    # A name may be anybody's, and a province's: only what the press calls itself leaves open whose text it is.
    press = PRESS.search(name) and not CITED.search(name) and f" {name} " not in names
    return Credit(name, sure=False) if press else None


def _credits(text: str) -> bool:
    return any(
        pattern.match(text.lstrip(_BRACKETS)) for pattern in (APPEARED, TAKEN, LABEL, CONTINUED, RIGHTS)
    )


def _own_names(page: Page, number: int) -> str:
    """What names the site: its title, and all that stands before the article and in its footer."""
    outside = (
        text.text
        for at, text in enumerate(page.texts)
        if (at < number or text.area in (Area.HEADER, Area.FOOTER, Area.NAV)) and len(text.text) < _OWN_NAME
    )
    return f" {folded(page.title)} {folded(page.meta('og:site_name'))} {' '.join(map(folded, outside))} "


def _read(line: Block, here: str, title: str, names: str, context: Context) -> Credit | None:
    """What a line credits, read from where it says so to its end."""
    text = line.text[-MAX_LINE:]
    begins = list(START.finditer(text))
    # The line's beginning, and its last sentences: a credit opens a line or ends it.
    for start in (*begins[:1], *begins[1:][-MAX_STARTS:]):
        rest, alone = text[start.end() :], not text[: start.end()].strip(_BRACKETS)
        for pattern, judge in _WAYS:
            if said := pattern.match(rest):
                place = rest[said.end() :].strip()[:MAX_PLACE]
                told = _Said(said[0], place, _targets(place, line.links, here), alone)
                found = None if _own(told, names, context) else judge(told, title, context)
                if found:
                    return found
    return None


def _targets(place: str, links: Collection[Link], here: str) -> dict[str, str]:
    """Addresses that the rest of the line leads to or spells, each with what is shown."""
    targets = {link.url: link.text for link in links if link.url and link.text.strip() in place}
    for one in URL.findall(place):
        url = absolute(here, one.rstrip(".,;") if "://" in one else f"https://{one.rstrip('.,;')}")
        targets.setdefault(url, one)
    return targets


def _name(place: str) -> str:
    """The place's name without what follows it and without "laman", "situs"."""
    plain = URL.sub(" ", place)
    return folded(OURS.sub("", CUT.split(plain, maxsplit=1)[0].strip().lower()))


def _own(said: _Said, names: str, context: Context) -> bool:
    """Whether the place is the site itself, or its account on a platform."""
    if said.targets:
        hosts = [elsewhere(url, context) for url in said.targets]
        return all(not host or is_platform(host) for host in hosts)
    name = _name(said.place)
    # "Sumber: Instagram Dinas X": the same text again (domain.md 15).
    platform = bool(name) and is_platform(name.split()[0])
    return not name or platform or f" {name} " in names or "kami" in name.split()


def _first(targets: Collection[str], context: Context) -> str:
    return next(filter(None, (elsewhere(url, context) for url in targets)), "")


def _appeared(said: _Said, title: str, context: Context) -> Credit | None:
    name, host = _name(said.place), _first(said.targets, context) or _domain(said.place, context)
    named = bool(host or PRESS.search(name))
    # "telah tayang oleh Bupati", "dimuat 5 Mei": neither names a place.
    if not named and (BY.search(said.words) or DAY.match(name)):
        return None
    # Without "artikel ini" only a line of its own says so of the whole text.
    if not ITSELF.match(said.words) and (not said.alone or _is_sentence(said.place)):
        return None
    return Credit(host or name[:_NAME], sure=named or bool(EARLIER.search(said.words)))


def _taken(said: _Said, title: str, context: Context) -> Credit | None:
    if _is_sentence(said.place):
        return None
    if host := _one_article(said.targets, title, context):
        return Credit(host, sure=True)
    outside = _outside_the_state(said.targets, context)
    name, press = _name(said.place), bool(PRESS.search(_name(said.place)))
    # Public bodies, and whom a text only cites, are no places it was copied from.
    if (said.targets and not outside) or (CITED.search(name) and not press):
        return None
    host = outside or _domain(said.place, context)
    if not host and not press and (not said.alone or LOOSELY.match(said.words) or DAY.match(name)):
        return None
    return Credit(host or name[:_NAME], sure=bool(host) or press)


def _labelled(said: _Said, title: str, context: Context) -> Credit | None:
    if _is_sentence(said.place):
        return None
    if host := _one_article(said.targets, title, context):
        return Credit(host, sure=True)
    if said.targets:
        outside = _outside_the_state(said.targets, context)
        return Credit(outside, sure=False) if outside else None
    name, host = _name(said.place), _domain(said.place, context)
    # "Sumber: BPS" is whom it asked, "Sumber: Harian X" may be a copy: left open (domain.md 15).
    press = bool(PRESS.search(name)) and not CITED.search(name)
    return Credit(host or name[:_NAME], sure=False) if host or press else None


def _continued(said: _Said, title: str, context: Context) -> Credit | None:
    if _is_sentence(said.place):
        return None
    host = _one_article(said.targets, title, context) or _outside_the_state(said.targets, context)
    host = host or _domain(said.place, context)
    # What an office announces may be told in full by the office that does it.
    whole = bool(article_elsewhere(next(iter(said.targets), ""), context)) and not host.endswith(PUBLIC)
    return Credit(host, sure=whole) if host else None


_WAYS: tuple[tuple[re.Pattern[str], Callable[[_Said, str, Context], Credit | None]], ...] = (
    (APPEARED, _appeared),
    (TAKEN, _taken),
    (LABEL, _labelled),
    (CONTINUED, _continued),
)
"""How a line says where a text stood, and what is made of it."""


def _is_sentence(place: str) -> bool:
    """Whether more follows than a place's name: a clause of its own."""
    plain = URL.sub(" ", place)
    # No place has so long a name, whatever stands between.
    if len(plain.split()) > 3 * NAME_WORDS:
        return True
    name, _, more = plain.partition(",")
    # "Kompas, dengan judul ..." names the title there; other clauses of more than a few words are a sentence.
    clause = 0 if TITLED.search(more) else len(more.split())
    return len(name.split()) > NAME_WORDS or clause > 8 or (clause > 3 and has_verb(more))


def _one_article(targets: Mapping[str, str], title: str, context: Context) -> str:
    """Host of the one article elsewhere that the line leads to; several are what a text rests on, unless one of them
    has its title."""
    hosts = {url: host for url in targets if (host := article_elsewhere(url, context))}
    # Several sites are what a text rests on, one is where it stood.
    if hosts and len({elsewhere(url, context) for url in targets}) == 1:
        return next(iter(hosts.values()))
    named = (hosts[url] for url in hosts if alike(f"{targets[url]} {host_and_path(url)[1]}", title) >= 0.8)
    return next(named, "")


def _outside_the_state(targets: Collection[str], context: Context) -> str:
    """The one site that the line leads to, when it is no public body's; several are what a text rests on."""
    hosts = {host for url in targets if (host := elsewhere(url, context))}
    host = hosts.pop() if len(hosts) == 1 else ""
    # A link below a front page that is no article leads to what the text cites.
    files = any(not article_elsewhere(url, context) and host_and_path(url)[1].strip("/") for url in targets)
    return "" if files or is_platform(host) or host.endswith(PUBLIC) else host


def _domain(place: str, context: Context) -> str:
    """A site that the line spells without an address ("kompas.com"), public bodies aside."""
    spelt = [match[0].lower() for match in DOMAIN.finditer(URL.sub(" ", place))]
    hosts = {host for one in spelt if (host := elsewhere(f"https://{one}/", context))}
    host = hosts.pop() if len(hosts) == 1 else ""
    return "" if host.endswith(PUBLIC) or is_platform(host) else host
