"""Posts in a list on a page: links of one shape beside printed dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.page.model import HEADINGS, Link, Page
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.address_section import is_closed
from opd_exporter.posts.clock import ONE_DAY, could_be_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.document_runs import among_documents
from opd_exporter.posts.inner_hosts import inner_at_home, remedy
from opd_exporter.posts.layout.bare_days import bare_days
from opd_exporter.posts.layout.boilerplate import boilerplate_of
from opd_exporter.posts.layout.box import box_heading
from opd_exporter.posts.layout.menu import section_above, things_by_section
from opd_exporter.posts.layout.pagination import last_page, next_page
from opd_exporter.posts.layout.row_dates import build_of, clocks_among, dated_by, in_a_list_of_days, row_dates
from opd_exporter.posts.layout.row_title import Titled, titles_of
from opd_exporter.posts.layout.rows import Row, main_rows
from opd_exporter.posts.layout.shown_twice import told_by_their_lists
from opd_exporter.posts.layout.standing import Printed
from opd_exporter.posts.news_words import (
    NEWS_NOUN,
    NEWS_SECTION,
    in_news_section,
    named_for_deeds,
    newslike,
    says_only_news,
)
from opd_exporter.posts.screening import is_a_post, screened, whole_list_refused
from opd_exporter.posts.sources.list_names import called_news_among, lists_news
from opd_exporter.posts.sources.model import Listing
from opd_exporter.posts.sources.series import Series, series_of
from opd_exporter.posts.sources.unlinked import read_unlinked
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.parsed import parsed
from opd_exporter.text.plain import many_a_page
from opd_exporter.text.similarity import folded, words

MAX_SUMMARY = 500
"""Characters of a row that are judged for spam."""
_SHAPED_CLOCKS = 3
"""Rows of one day that are a clock's where addresses look like articles'. Of titles alone even one is: their day is
all that makes them posts."""
_LONGEST_HEADING = 60
"""Characters of a heading that names what stands below it."""
_FEWEST_STEPS = 3
"""Dates from which on their order shows which way a list runs: of two one may be pinned or dated back."""


def _sections(page: Page, owned: set[int], context: Context) -> dict[int, str]:
    """Identity of a text -> the heading it stands below, rows' own headings left out, and the site's name on its front
    page: "PPID Kota" names the site, not what stands below; "Berita Terbaru" does, though the page is titled so."""
    heading, sections = "", {}
    name = f" {folded(page.title)} " if parsed(page.url).path == context.scope.folder else ""
    for text in page.texts:
        if text.tag in HEADINGS and len(text.text) <= _LONGEST_HEADING and id(text) not in owned:
            named_so = f" {folded(text.text)} " in name and not says_only_news(text.text)
            heading = "" if named_so else text.text
        sections[id(text)] = heading
    return sections


@many_a_page(frozen=True)
class _Listed:
    """A row that may be a post, before the rules judge it."""

    candidate: Candidate
    heading: str
    """What it stands below."""
    texts: frozenset[int]
    """Identities of its texts, and of those beside it that print its day."""
    one_day: bool
    """All of a long list shows its day: perhaps the one that the list was built on."""


def read_listing(page: Page, context: Context) -> Listing:
    """What the page lists, judged row by row; never fails."""
    page, inner = inner_at_home(page, context.scope)
    everywhere: list[Row] = []
    listed: list[_Listed] = []
    dated = [
        (series, found := told_by_their_lists(series.rows(page), context), row_dates(found, context))
        for series in series_of(page, context)
    ]
    clocks = _clocks(dated, page, context)
    for series, found, dates in dated:
        everywhere += found
        listed += _listed(series, found, dates, clocks, page, context)
    judged = _judged(listed, page, context)
    # What belongs to a post is neither boilerplate nor an entry without a link.
    of_posts = set[int]().union(*(one.texts for one, verdict in judged if is_a_post(verdict)))
    main = frozenset(row.url for row in main_rows(everywhere))
    apart = _apart(dated, main, page, context)
    news = called_news_among({one.candidate.url: one.heading for one in listed}, main, page)
    linked = tuple(
        _reachable(_of_one_day(_placed(verdict, news, apart), one.one_day), inner) for one, verdict in judged
    )
    unlinked = read_unlinked(page, context, of_posts)
    candidates = (*linked, *unlinked.candidates)
    listing = Listing(
        candidates=candidates,
        main=frozenset(inner.get(url, url) for url in main) | {one.url for one in unlinked.candidates},
        next=next_page(page, context),
        last=last_page(page, context),
        ascending=_ascending(candidates),
        boilerplate=boilerplate_of(page, of_posts | unlinked.texts, context),
    )
    return listing if listing.filled else replace(listing, bare_days=bare_days(page, context))


_Dated = tuple[Series, list[Row], dict[str, Printed]]
"""The rows of one series, and the days that they show."""


def _clocks(dated: Sequence[_Dated], page: Page, context: Context) -> frozenset[str]:
    """Addresses whose day is none of their own. Days that move with the view are a clock's; one day for all of a long
    list may be the day it was built on."""
    clocks: set[str] = set()
    for series, _, dates in dated:
        clocks |= clocks_among(dates, context, few=_SHAPED_CLOCKS if series.shaped else 1)
    if not clocks:
        return frozenset()
    rows = ((row, dates[row.url]) for _, found, dates in dated for row in found if row.url in dates)
    return frozenset(clocks - in_a_list_of_days(rows, clocks, page, context))


def _apart(dated: Sequence[_Dated], main: Collection[str], page: Page, context: Context) -> frozenset[str]:
    """Addresses whose day may be a clock's, as that of a ticker beside the list is: none of a row built like theirs shows
    another. Where days stand beside the rows, those of the main list are told by its other days."""
    rows = [(row, dates[row.url]) for _, found, dates in dated for row in found if row.url in dates]
    today = {row.url for row, printed in rows if could_be_clock(printed.when, context)}
    if not today:
        return frozenset()
    flat = {row.url for row, printed in rows if build_of(row, printed, page, context) is None}
    return frozenset(today - in_a_list_of_days(rows, today, page, context) - (flat & set(main)))


def _listed(
    series: Series,
    found: list[Row],
    dates: dict[str, Printed],
    clocks: frozenset[str],
    page: Page,
    context: Context,
) -> Iterator[_Listed]:
    """Of the rows of one series those that may be posts, with their days."""
    sections = _sections(page, {id(text) for row in found for text in row.texts}, context)
    shown, one_day = _days(dates, clocks, context)
    rows = [
        Titled(
            row,
            [page.links[number] for number in series.links[row.url]],
            shown.get(row.url),
            sections.get(id(row.texts[0]), "") if row.texts else "",
        )
        for row in found
    ]
    for one, title in zip(rows, titles_of(rows, of_news=lists_news(page)), strict=True):
        row, printed, above = one.row, one.printed, one.above
        if not _may_be_post(row, title, one.links, printed, series, page):
            continue
        beside = dated_by(row, printed, context) if printed else ()
        yield _Listed(
            _candidate(row, title, printed, page),
            box_heading(row, title, few=series.short) or above,
            frozenset(id(text) for text in (*row.texts, *beside)),
            row.url in one_day,
        )


def _days(
    dates: dict[str, Printed], clocks: frozenset[str], context: Context
) -> tuple[dict[str, Printed], set[str]]:
    """The days that are no clock's, and the addresses of those that a long list has in common."""
    one_day = {
        url
        for url in clocks & dates.keys()
        if len(dates) >= ONE_DAY and not could_be_clock(dates[url].when, context)
    }
    return {url: one for url, one in dates.items() if url not in clocks or url in one_day}, one_day


def _candidate(row: Row, title: str, printed: Printed | None, page: Page) -> Candidate:
    return Candidate(
        source=Source.LISTING,
        url=row.url,
        title=title,
        published=printed.when if printed else None,
        found=printed.found if printed else "",
        rounded=printed.rounded if printed else 0.0,
        seen_on=page.url,
        summary=" ".join(text.text for text in row.texts if text.link < 0)[:MAX_SUMMARY],
    )


def _may_be_post(
    row: Row, title: str, links: Sequence[Link], printed: Printed | None, series: Series, page: Page
) -> bool:
    """Whether a row is more than a page's name, a banner or an entry of a menu."""
    if is_closed(row.url) and len(words(title)) < TITLE_WORDS:
        return False  # who wrote it ("/user/2"), not what was written
    if not printed and not series.shaped:
        return False  # only a day beside it tells a whole title from a page's name
    if not row.texts and max(newslike("", row.url), newslike("", page.url)) < NEWS_SECTION:
        return False  # a banner: a picture alone, where no address speaks of news
    return bool(printed) or not says_only_news(title or " ".join(link.text for link in links))


def _judged(listed: Sequence[_Listed], page: Page, context: Context) -> list[tuple[_Listed, Candidate]]:
    """Each row with what the rules make of it."""

    things = things_by_section(page)

    def by_the_rules(*, whole_list: bool) -> list[Candidate]:
        return [
            screened(
                one.candidate,
                context,
                heading=one.heading,
                # What the menu calls their section files them, whatever heading they stand below.
                categories=things.get(section_above(one.candidate.url), ()),
                list_page=page.url,
                whole_list=whole_list,
            )
            for one in listed
        ]

    verdicts = by_the_rules(whole_list=False)
    # Where nothing of a list is left for its addresses, these say little: all are judged once more as a whole.
    if whole_list_refused(verdicts):
        verdicts = by_the_rules(whole_list=True)
    headings = [one.heading for one in listed]
    planned = _planned(listed, verdicts, page)
    verdicts = [
        one.doubt(Doubt.EVENT, "daftarnya memuat hari yang akan datang") if one.url in planned else one
        for one in verdicts
    ]
    papers = among_documents(zip(headings, verdicts, strict=True), page.url)
    verdicts = [
        one.refuse(Refusal.NOT_A_POST, "di antara dokumen", "document") if one.url in papers else one
        for one in verdicts
    ]
    return list(zip(listed, verdicts, strict=True))


def _planned(listed: Sequence[_Listed], verdicts: Sequence[Candidate], page: Page) -> frozenset[str]:
    """Addresses of what stands in lists of deeds that name a day ahead, and that no address calls news: such a list dates
    what is done, and may have been written long before (domain.md 18)."""
    names = {
        verdict.url: one.heading or section_of(verdict.url) or parsed(page.url).path
        for one, verdict in zip(listed, verdicts, strict=True)
        if not in_news_section(verdict.url)
    }
    deeds = {name for name in names.values() if named_for_deeds(name) and newslike(name, "") < NEWS_NOUN}
    ahead = {names.get(one.url) for one in verdicts if one.refused is Refusal.FUTURE}
    return frozenset(url for url, name in names.items() if name in deeds & ahead)


def _placed(candidate: Candidate, news: Collection[str], apart: Collection[str]) -> Candidate:
    """The candidate, with whether something calls it news, and whether its day may be a clock's."""
    if candidate.url in news and candidate.url not in apart:
        return candidate  # as most
    return replace(candidate, news=candidate.url in news and candidate.news, apart=candidate.url in apart)


def _of_one_day(candidate: Candidate, one_day: bool) -> Candidate:
    """The candidate; left open where its list dates that many entries by one day, perhaps the one it was built on."""
    built = one_day and candidate.published and candidate.counts
    return candidate.doubt(Doubt.ONE_MOMENT) if built else candidate


def _reachable(candidate: Candidate, inner: Mapping[str, str]) -> Candidate:
    """The candidate; left open where its link leads inside a house. ``inner`` has what such addresses stand for."""
    if candidate.url not in inner:
        return candidate
    url = inner[candidate.url]
    return replace(candidate, url=url).doubt(Doubt.UNREACHABLE, remedy(url))


def shows_a_post(listed: Sequence[Candidate], context: Context) -> bool:
    """Whether an entry has a whole title and a day that is no clock's: a page that shows one is no door, though its only
    link leads there."""
    return any(
        one.published is not None
        and one.refused is None
        and len(words(one.title)) >= TITLE_WORDS
        and not could_be_clock(one.published, context)
        for one in listed
    )


def _ascending(listed: Sequence[Candidate]) -> bool:
    """Whether dates grow down the list. A quarter of the steps may lead back: editors date posts back, and pin some."""
    dates = [one.published for one in listed if one.published and is_a_post(one)]
    back = sum(later < earlier for earlier, later in pairwise(dates))
    return len(dates) >= _FEWEST_STEPS and dates[0] < dates[-1] and 4 * back <= len(dates) - 1
