"""Posts in a list on a page: links of one shape beside printed dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import parse_qsl

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.vocabulary import Source
from opd_exporter.page.model import Area, Link, Page, Path
from opd_exporter.posts.address_parts import section_of
from opd_exporter.posts.address_shape import article_shape, may_be_article
from opd_exporter.posts.candidate_rules import is_a_post, screened, whole_list_refused
from opd_exporter.posts.clock import ONE_DAY, could_be_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.inner_hosts import inner_at_home, remedy
from opd_exporter.posts.layout.boilerplate import NO_FRAME, Frame, frame_of
from opd_exporter.posts.layout.box import box_heading
from opd_exporter.posts.layout.menu import menu_entries
from opd_exporter.posts.layout.more import is_more
from opd_exporter.posts.layout.row_dates import clocks_among, dated_by, row_dates
from opd_exporter.posts.layout.rows import Row, main_rows, rows
from opd_exporter.posts.layout.standing import HEADINGS
from opd_exporter.posts.news_words import NEWS_NOUN, NEWS_SECTION, called_news, newslike, says_only_news
from opd_exporter.posts.sources.unlinked import read_unlinked
from opd_exporter.text.parsed import parsed
from opd_exporter.text.similarity import folded, words

MAX_ROWS = 200
MAX_TITLE = 250
"""Characters; a longer heading is a text."""
FEW = 3
"""Rows below which a list does not bound its rows by itself."""
TITLE_WORDS = 4
"""Words from which on a link's text is a title rather than the name of a page."""
_ELSEWHERE = (Area.WIDGET, Area.COMMENTS, Area.NAV, Area.FOOTER)
_NEXT = re.compile(
    r"(?:next|berikutnya|selanjutnya|older(?: posts?)?|lebih lama|posting lama|lanjut|»|›|>|>>|→|2)"
    r"(?:\s*(?:page|»|›|>|→|halaman))?",
    re.I,
)


@dataclass(frozen=True)
class Listing:
    """What a page lists."""

    candidates: tuple[Candidate, ...] = ()
    """In order of reading; ``published`` is None where the row prints no date that can be trusted."""
    main: frozenset[str] = frozenset()
    """Addresses of the main list's rows, boxes beside it left out."""
    next: str = ""
    """Address of the next page of the list."""
    last: str = ""
    """Address of its last page."""
    ascending: bool = False
    """The rows run oldest first."""
    frame: Frame = NO_FRAME
    """What it dates outside the rows of posts."""


def shape_of(url: str) -> tuple[object, ...]:
    """What addresses of one list have in common."""
    parts = parsed(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    last = segments[-1] if segments else ""
    kind = (
        "id"
        if last.isdigit()
        else "slug"
        if len(re.findall(r"[-_]|%20", last)) >= 2 or len(last) > 24
        else "word"
    )
    keys = tuple(sorted(key for key, _ in parse_qsl(parts.query)))
    return len(segments), kind, keys


def _articles(page: Page, context: Context) -> dict[tuple[object, ...], dict[str, list[int]]]:
    """Own links that may be articles, by shape and address: by the address's own shape, or by a whole title that
    leads there. What the menu names is a page, not a post."""
    menu = menu_entries(page)
    groups: dict[tuple[object, ...], dict[str, list[int]]] = {}
    total = 0
    for number, link in enumerate(page.links):
        if link.hidden or link.area in _ELSEWHERE or not link.url or link.url in menu or link.url == page.url:
            continue
        if total >= MAX_ROWS:
            break
        shaped = article_shape(link.url, context.scope)
        if not shaped and not (_titled(link) and may_be_article(link.url, context.scope)):
            continue
        group = groups.setdefault((shaped, *shape_of(link.url)), {})
        total += link.url not in group
        group.setdefault(link.url, []).append(number)
    return groups


def _bounds(page: Page, group: Mapping[str, object]) -> list[Path]:
    """Places of other titles: what keeps the rows of a short list from reaching over their neighbours. A lone row has
    nothing else to bound it, so more counts as a title."""
    fewest = 2 if len(group) == 1 else TITLE_WORDS
    return [
        link.path
        for link in page.links
        if link.url not in group
        and not link.hidden
        and link.area is not Area.NAV
        and len(words(link.text)) >= fewest
    ]


def _titled(link: Link) -> bool:
    return len(words(link.text)) >= TITLE_WORDS and not is_more(link.text)


def _longest(headings: Sequence[str]) -> str:
    """The heading that is the title: the longest, since a category or a day may be one too."""
    return max(
        (text for text in headings if len(text) <= MAX_TITLE),
        key=len,
        default=headings[0] if headings else "",
    )


def _title(links: Sequence[Link], row: Row) -> str:
    spoken = [link.text for link in links if not is_more(link.text)]
    headings = [text.text for text in row.texts if text.tag in HEADINGS and len(text.text) > 3]
    linked = [
        text.text
        for text in row.texts
        if text.link >= 0 and text.tag in (*HEADINGS, "strong", "b") and len(text.text) > 3
    ]
    if linked:
        return _longest(linked)
    if headings and (not spoken or len(max(spoken, key=len)) > 150):
        return _longest(headings)
    if spoken:
        return min((text for text in spoken if len(text) >= 0.6 * min(120, max(map(len, spoken)))), key=len)
    return _longest(headings)


def _sections(page: Page, owned: set[int], context: Context) -> dict[int, str]:
    """Identity of a text -> the heading it stands below, rows' own headings left out, and the site's name on its front
    page: "PPID Kota" names the site, not what stands below."""
    heading, sections = "", {}
    name = f" {folded(page.title)} " if parsed(page.url).path == context.scope.folder else ""
    for text in page.texts:
        if text.tag in HEADINGS and len(text.text) <= 60 and id(text) not in owned:
            heading = "" if f" {folded(text.text)} " in name else text.text
        sections[id(text)] = heading
    return sections


def read_listing(page: Page, context: Context) -> Listing:
    """What the page lists, judged row by row; never fails."""
    page, inner = inner_at_home(page, context.scope)
    candidates: dict[str, Candidate] = {}
    everywhere: list[Row] = []
    headings: dict[str, str] = {}
    unjudged: dict[str, Candidate] = {}
    owns: dict[str, set[int]] = {}
    one_day: set[str] = set()
    for (shaped, *_), group in _articles(page, context).items():
        found = rows(page, group, _bounds(page, group) if len(group) < FEW else ())
        everywhere += found
        owned = {id(text) for row in found for text in row.texts}
        sections = _sections(page, owned, context)
        dates = row_dates(found, context)
        # Days that move with the view are a clock's; one day for all of a long list may be the day it was built on.
        clocks = clocks_among(dates, context, few=3 if shaped else 1)
        one_day |= {
            url for url in clocks if len(dates) >= ONE_DAY and not could_be_clock(dates[url].when, context)
        }
        for row in found:
            printed = None if row.url in clocks - one_day else dates.get(row.url)
            if not shaped and not printed:
                continue  # only a day beside it tells a whole title from a page's name
            if not row.texts and max(newslike("", row.url), newslike("", page.url)) < NEWS_SECTION:
                continue  # a banner
            links = [page.links[number] for number in group[row.url]]
            title = _title(links, row)
            if not printed and says_only_news(title or " ".join(link.text for link in links)):
                continue  # a menu's entry
            candidate = Candidate(
                source=Source.LISTING,
                url=row.url,
                title=title,
                published=printed.when if printed else None,
                found=printed.found if printed else "",
                seen_on=page.url,
                summary=" ".join(text.text for text in row.texts if text.link < 0)[:500],
            )
            over = box_heading(row, candidate.title, few=len(group) < FEW) or (
                sections.get(id(row.texts[0]), "") if row.texts else ""
            )
            heading = headings.setdefault(row.url, over)
            unjudged.setdefault(row.url, candidate)
            judged = screened(candidate, context, heading=heading, list_page=page.url)
            candidates.setdefault(row.url, judged)
            beside = dated_by(row, printed, context) if printed else ()
            owns.setdefault(row.url, set()).update(id(text) for text in (*row.texts, *beside))
    # Once most of a list is refused for what it is, the rest of it is no news either: all are judged again.
    if whole_list_refused(candidates.values()):
        candidates = {
            url: screened(one, context, heading=headings[url], list_page=page.url, whole_list=True)
            for url, one in unjudged.items()
        }
    # What belongs to a post is neither furniture of the site nor an entry without a link.
    of_posts = set[int]().union(*(owns[url] for url, one in candidates.items() if is_a_post(one)))
    main = frozenset(row.url for row in main_rows(everywhere))
    news = _called_news(headings, main, page)
    unlinked = read_unlinked(page, context, of_posts)
    linked = tuple(
        _reachable(_of_one_day(replace(one, news=url in news), one_day), inner)
        for url, one in candidates.items()
    )
    listed = (*linked, *unlinked.candidates)
    return Listing(
        candidates=listed,
        main=frozenset(inner.get(url, url) for url in main) | {one.url for one in unlinked.candidates},
        next=_next(page, context),
        last=_last(page, context),
        ascending=_ascending(listed),
        frame=frame_of(page, of_posts | unlinked.texts, context),
    )


def _of_one_day(candidate: Candidate, one_day: Collection[str]) -> Candidate:
    """The candidate; left open where its list dates that many entries by one day, perhaps the one it was built on."""
    built = candidate.url in one_day and candidate.published and candidate.counts
    return candidate.doubt(Doubt.ONE_MOMENT) if built else candidate


def _reachable(candidate: Candidate, inner: Mapping[str, str]) -> Candidate:
    """The candidate; left open where its link leads inside a house. ``inner`` has what such addresses stand for."""
    if candidate.url not in inner:
        return candidate
    url = inner[candidate.url]
    return replace(candidate, url=url).doubt(Doubt.UNREACHABLE, remedy(url))


def _called_news(headings: Mapping[str, str], main: Collection[str], page: Page) -> frozenset[str]:
    """Of these addresses (with the heading that each stands below) those that something calls news: their own section,
    the address of the page when they are its main list, or a heading over rows none of which says so itself."""
    own = {url for url in headings if called_news(url)}
    told = {headings[url] for url in own if section_of(url)}
    below = {
        url for url, heading in headings.items() if heading not in told and newslike(heading, "") >= NEWS_NOUN
    }
    return frozenset(own | below | set(main if newslike("", page.url) >= NEWS_SECTION else ()))


def _ascending(listed: Sequence[Candidate]) -> bool:
    """Whether dates grow down the list: from three on, with few steps back."""
    dates = [one.published for one in listed if one.published and is_a_post(one)]
    back = sum(later < earlier for earlier, later in pairwise(dates))
    return len(dates) >= 3 and dates[0] < dates[-1] and 4 * back <= len(dates) - 1


def _next(page: Page, context: Context) -> str:
    """The next page of a list."""
    for head in page.head_links:
        if "next" in head.rel.split() and context.scope.owns(head.url):
            return head.url
    for link in page.links:
        if not link.url or link.url == page.url or not context.scope.owns(link.url):
            continue
        if "next" in link.rel.split() or (
            ("next" in link.css.split() or link.area is Area.NAV) and _NEXT.fullmatch(link.text.strip())
        ):
            return link.url
    return ""


def _last(page: Page, context: Context) -> str:
    """The last page of a list: the one of the highest number among the links to its pages."""
    pages = {
        int(text): link.url
        for link in page.links
        if (text := link.text.strip()).isdecimal()
        and len(text) <= 4
        and link.area is Area.NAV
        and context.scope.owns(link.url)
    }
    return pages[max(pages)] if pages else ""
