"""Whether somebody else may post where a site was: a name that was bought, another agency, a provider's blog.

A redesign changes menu, addresses and lines at once, too; but it goes on to say whose it is, or shows a post that was
known. Where the page that a site had said whose it was, and the one that stands there now neither does so nor shows
anything known, what it posts is an open question, and nothing is learned from it (contract, settled cases). What never
was there is not missed: where the known page did not name the agency, a page that does not either is no sign. But one
that gives itself another host's address has to, be it the first: a lost virtual host shows somebody's pages whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from opd_exporter.domain.candidate import Doubt, Question
from opd_exporter.domain.config import Site
from opd_exporter.engine.identity import ALIKE, KnownBy, calls_itself
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.posts.address_parts import own_name
from opd_exporter.posts.history import KEPT_TITLE, name_of
from opd_exporter.store.record import Record, hints
from opd_exporter.text.address import are_kin, host_and_path, is_public
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import folded
from opd_exporter.workers.readings import PageReading

OF_MANY = 3
"""Sites in whose names a word stands from which on it tells no agency: "dinas", the city."""
MOST = 2 / 3
"""Share of the words that tell an agency from which on a line names it: sites leave out, add and abbreviate."""
WORDS = 2
"""Words of its name that must stand there in all: "kesehatan" alone is anybody's."""
LABELS = 4
"""Labels of a host from which on the first is what somebody else's name calls the agency by: dinkes.kota.go.id. A
shorter one is a whole domain, which may be bought."""

Known = Callable[[Record], KnownBy]
Others = Sequence[tuple[Site, Record]]


@lru_cache(maxsize=4)
def words_of_many(names: tuple[str, ...]) -> frozenset[str]:
    """The words that many agencies have in their names. Made once for as long as the names stay, in the same order."""
    counted = Counter(word for name in names for word in set(folded(name).split()))
    return frozenset(word for word, many in counted.items() if many >= OF_MANY)


def names_agency(lines: Iterable[str], site: Site, of_many: Collection[str]) -> bool:
    """Whether one of these folded lines names the agency: by most of the words of its name, by its abbreviation, or by
    the name of its host, but not by its whole address, which every page may print."""
    host = parsed(site.url).host.removeprefix("www.")
    labels = host.split(".")
    label = labels[0] if len(labels) >= LABELS and not labels[0].isdecimal() else ""
    short = [f" {name} " for name in {folded(site.singkatan), folded(label)} if name]
    words = set(folded(site.nama).split())
    telling = words.difference(of_many) or words
    for line in lines:
        text = f" {line} ".replace(f" {folded(host)} ", " ")
        there = set(text.split())
        if any(name in text for name in short):
            return True
        # Most of the words that only this agency has, and two of its name in all: "kesehatan" says any clinic.
        if len(words & there) >= min(WORDS, len(words)) and len(telling & there) >= MOST * len(telling):
            return True
    return False


def claims_another(front: PageReading, site: Site) -> str:
    """The other public host that a page gives itself as its address, or an empty string: not one that the same label
    calls by, as an agency has under the name that its city had before."""
    url = front.claim.named
    host, own = (parsed(one).host.removeprefix("www.") for one in (url, site.url))
    return host if url and is_public(url) and not are_kin(host, own) else ""


def is_suspected(
    site: Site,
    record: Record,
    front: PageReading,
    others: Others,
    known_by: Known,
    of_many: Collection[str],
) -> bool:
    """Whether this page may be of somebody who took the site's place. Of a page that was read briefly it is not known
    yet what it lists: it is to be read in full. ``of_many``: :func:`words_of_many`."""
    page, known = front.identity, record.identity
    # Whoever tells anew where to look has looked whose site it is.
    if record.learned.hints not in ("", hints(site)):
        return False
    if not (claims_another(front, site) or names_agency(known.called, site, of_many)):
        return False
    listed = {folded(one.title) for one in front.listing.candidates}
    named = names_agency(page.called, site, of_many)
    if named or (not front.brief and calls_itself(page.names - listed, site.nama)):
        return False
    # The same page without the name. A menu is no sign: all sites of one system have it.
    lines = known.names.difference(*(known_by(theirs).names for _, theirs in others))
    if lines and len(lines & page.names) >= ALIKE * len(lines):
        return False
    seen = {line[:KEPT_TITLE] for line in page.names} | {name_of(own_name(link)) for link in page.links}
    listed_now = (*front.listing.candidates, *front.embedded)
    return not _are_known(
        seen.union(*(_marks(one.title, one.url) for one in listed_now)), record, others, known_by
    )


def shows_known(findings: Findings, record: Record, others: Others, known_by: Known) -> bool:
    """Whether a look met a post that was known, by its title or by an address that spells one."""
    met = (*findings.evidence, *findings.glimpsed, *findings.posts)
    return _are_known(
        set[str]().union(*(_marks(one.title, one.url) for one in met)), record, others, known_by
    )


def _marks(title: str, url: str) -> set[str]:
    """What a post is known by: a title of some words, also as its address spells it; a brief one with its address."""
    return {name_of(title), name_of(own_name(url)), f"{folded(title)} {host_and_path(url)[1]}"}


def _are_known(seen: Collection[str], record: Record, others: Others, known_by: Known) -> bool:
    """Whether one of these is of a post of the site, and of none that other sites carry as well."""
    own = set[str]().union(*(_marks(post.title, post.url) for post in record.posts))
    shared = own.intersection(seen) - {""}
    return any(not any(mark in known_by(theirs).posts for _, theirs in others) for mark in shared)


def left_open(record: Record, site: Site, findings: Findings, named: str, now: datetime) -> Record:
    """The record after a look at what may be somebody else's: what was known stands, and what was found there is an open
    question. ``named`` is the other host that the page claims."""
    evidence = tuple(one.doubt(Doubt.TAKEN_OVER) if one.published else one for one in findings.evidence)
    newest = next(iter(findings.posts), None)
    asked = (Question(Doubt.TAKEN_OVER, newest.url, newest.published, named),) if newest else ()
    learned = replace(record.learned, looked=now, searched=now, hints=hints(site))
    return replace(
        record,
        checked=record.checked if findings.failed else now,
        questions=(*asked, *findings.questions),
        evidence=evidence,
        steps=findings.steps,
        learned=learned,
    )


def is_open(record: Record) -> bool:
    """Whether the last look left open whose posts stand there."""
    return any(one.doubt is Doubt.TAKEN_OVER for one in record.questions or ())
