"""Which printed date goes with which row of a list: the row's own, or the one nearest in the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import takewhile

from opd_exporter.dates.words import MONTH_NUMBER
from opd_exporter.page.model import HEADINGS, Page, Path, Text
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.more import is_more
from opd_exporter.posts.layout.rows import Row
from opd_exporter.posts.layout.standing import DATEY, Printed, printed_date
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.text.parsed import parsed

WEEK = 7
"""Days."""
A_TEMPLATE = 3
"""Rows of one section and one day from which on it is a template that dates them, unless a row of their own differs."""
NEAR = 5
"""Texts beside a link that are looked at where rows have no element of their own."""


def row_dates(found: list[Row], context: Context) -> dict[str, Printed]:
    """A date for each row: its own, else by the order in which links and dates follow each other."""
    where = "tercetak di daftar"
    # Nothing shows where a lone row ends, so it is asked from the link outwards.
    if len(found) == 1:
        lone = _beside(found[0], context)
        return {found[0].url: lone} if lone else {}
    held = Counter(row.container for row in found)
    own = {row.url: row.texts if held[row.container] > 1 else _up_to_a_heading(row) for row in found}
    dates = {url: one for url, texts in own.items() if (one := printed_date(texts, context, where=where))}
    for rest in _lists([row for row in found if row.url not in dates]):
        dates |= _by_order(rest, context)
    return dates


def _lists(found: Sequence[Row]) -> list[list[Row]]:
    """The rows of each list, by the element that holds them; those that are alone in theirs are read together."""
    held: dict[Path, list[Row]] = {}
    for row in found:
        held.setdefault(row.container, []).append(row)
    alone = [row for rows in held.values() if len(rows) == 1 for row in rows]
    return [*(rows for rows in held.values() if len(rows) > 1), alone]


def _by_order(rest: Sequence[Row], context: Context) -> dict[str, Printed]:
    """Dates of the rows of one list that hold none, from before or behind all of them."""
    if len(rest) < 2:
        return {}
    where = "tercetak di daftar"
    after = {row.url: one for row in rest if (one := _nearest(own_section(row.after), context))}
    before = {row.url: one for row in rest if (one := _nearest(own_section(row.before[::-1]), context))}
    # A day right before the first title tells that days stand before their titles; today's is more likely a clock, but
    # where it is built like the one before the second title and none follows the last.
    ahead = printed_date(rest[0].before[-1:], context, where=where)
    of_rows = rest[-1].url not in after and _built_alike(
        ahead, printed_date(rest[1].before[-1:], context, where=where)
    )
    leading = ahead is not None and (of_rows or not _is_today(ahead, context))
    chosen = before if leading or 2 * len(after) < len(rest) else after
    # Two dates at least, and for half of the rows: fewer are somebody else's that stand near.
    return chosen if len(chosen) >= 2 and 2 * len(chosen) >= len(rest) else {}


def _built_alike(one: Printed | None, other: Printed | None) -> bool:
    """Whether two days stand in elements of one kind, equally deep."""
    if one is None or other is None or one.text is None or other.text is None:
        return False
    first, second = one.text, other.text
    return (first.tag, first.css, len(first.path)) == (second.tag, second.css, len(second.path))


def own_section(texts: Sequence[Text]) -> list[Text]:
    """Texts that lead away from a title, as far as the next heading: what is beyond it stands below that, or is another
    section. A day may be a heading too."""
    heading = (n for n, text in enumerate(texts) if text.tag in HEADINGS and not DATEY.search(text.text))
    return list(texts[: next(heading, len(texts))])


def _up_to_a_heading(row: Row) -> list[Text]:
    """The texts of a row that is alone in what holds it, and may hold the boxes that follow it: from each of its titles
    up to the next heading, and what stands before the first."""
    kept: list[Text] = []
    titled, inside = False, True
    for text in row.texts:
        if text.link in row.links:
            titled, inside = titled or len(text.text.split()) >= TITLE_WORDS, True
        elif titled and text.tag in HEADINGS and not DATEY.search(text.text):
            inside = False
        if inside:
            kept.append(text)
    return kept


def _days_only(texts: Sequence[Text]) -> list[Text]:
    """Texts that lead away from a title as long as each shows a day or a part of one."""
    return list(takewhile(lambda text: DATEY.search(text.text) or text.text.lower() in MONTH_NUMBER, texts))


def _beside(row: Row, context: Context) -> Printed | None:
    """The date nearest to a lone row's link. Nothing bounds such a row, so it may hold its neighbours."""
    linked = [number for number, text in enumerate(row.texts) if text.link in row.links]
    if not linked:
        return None
    inside = printed_date(row.texts[linked[0] : linked[-1] + 1], context, where="tercetak di daftar")
    behind, ahead = row.texts[linked[-1] + 1 :], row.texts[: linked[0]][::-1]
    spoken = [row.texts[number].text for number in linked]
    if any(len(text.split()) >= TITLE_WORDS for text in spoken):
        behind, ahead = own_section(behind), own_section(ahead)
    elif not any(map(is_more, spoken)):
        # "Buku Tamu" is a page's name as much as a title: what stands right beside it dates it, or nothing does.
        behind, ahead = _days_only(behind), _days_only(ahead)
    return inside or _nearest(behind, context) or _nearest(ahead, context)


def _nearest(texts: Sequence[Text], context: Context) -> Printed | None:
    """The date that stands nearest to a link, among the texts that lead away from it. Its parts may stand in boxes of
    their own, in either order."""
    for size in range(1, min(len(texts), NEAR) + 1):
        for part in (texts[:size], texts[:size][::-1]):
            if one := printed_date(part, context, where="tercetak di daftar"):
                return one
    return None


def dated_by(row: Row, printed: Printed, context: Context) -> list[Text]:
    """The texts beside a row that print its day."""
    near = (*row.after[:NEAR], *row.before[-NEAR:])
    found = ((text, printed_date([text], context, where="")) for text in near)
    return [text for text, one in found if one and one.when == printed.when]


def _is_today(one: Printed, context: Context) -> bool:
    return context.day(one.when) == context.today


Build = tuple[Path, Path, Path]
"""What holds a row, and where in the row its link and its day stand."""


def build_of(row: Row, printed: Printed, page: Page, context: Context) -> Build | None:
    """How a row is built that prints its day in its own element; None where the day stands beside it, or in parts."""
    depth = len(row.container) + 1
    link = page.links[row.links[0]].path[depth:]
    for text in row.texts:
        # Cards are links as a whole: what they hold is in the row's own link.
        if (text.link < 0 or text.link in row.links) and len(text.path) >= depth:
            told = printed_date([text], context, where="")
            if told and told.when == printed.when:
                return row.container, link, text.path[depth:]
    return None


def in_a_list_of_days(
    rows: Iterable[tuple[Row, Printed]], clocks: Collection[str], page: Page, context: Context
) -> frozenset[str]:
    """Of the addresses whose day may be a clock's those whose row is built like others of its list that show other days:
    a post of today is, whatever its address looks like; a clock stands at a place of its own. Where a list mixes
    sections, another's days do not speak for one that has rows enough, and one day for all of them."""
    days: dict[Build, set[date]] = {}
    built: dict[str, Build] = {}
    sections: dict[tuple[Build, str], list[date]] = {}
    for row, printed in rows:
        if build := build_of(row, printed, page, context):
            built[row.url] = build
            day = context.day(printed.when)
            days.setdefault(build, set()).add(day)
            sections.setdefault((build, _section(row.url)), []).append(day)

    def vouched(url: str, build: Build) -> bool:
        own = sections[build, _section(url)]
        return len(days[build]) > 1 and (len(set(own)) > 1 or len(own) < A_TEMPLATE)

    return frozenset(url for url in clocks if url in built and vouched(url, built[url]))


def _section(url: str) -> str:
    """The first folder of an address; empty where that is a year, or there is none."""
    folders = [part for part in parsed(url).path.split("/")[:-1] if part]
    return folders[0] if folders and not folders[0].isdecimal() else ""


def clocks_among(dates: dict[str, Printed], context: Context, *, few: int) -> set[str]:
    """Addresses whose day is none of their own, by section: every row shows today, or ``few`` or more rows all show one
    and the same day. Ages rounded to weeks or more give many one day."""
    dates = {url: one for url, one in dates.items() if one.rounded < WEEK}
    sections: dict[str, dict[str, date]] = {}
    for url, one in dates.items():
        # By section, since a clock in one box must not take the dates of another list along.
        sections.setdefault(_section(url), {})[url] = context.day(one.when)
    everywhere = set().union(*(days.values() for days in sections.values()))
    clocks: set[str] = set()
    for days in sections.values():
        shown = set(days.values())
        if shown == {context.today} or (len(everywhere) == 1 and len(dates) >= few):
            clocks.update(days)
    return clocks
