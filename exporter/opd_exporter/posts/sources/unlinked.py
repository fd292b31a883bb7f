"""Entries of a list of news that have no page of their own: shown in full, opened by a script, reached by an anchor.

A title with a day beside it, in a list that is named for news, is told by these two (docs/domain.md, 18). Its address
is that of the page with an anchor made of the title, so that it can be known again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.vocabulary import Source
from opd_exporter.page.model import Area, Page, Text
from opd_exporter.posts.address_section import against
from opd_exporter.posts.article.credit import Credit, credit_of
from opd_exporter.posts.bounds import AHEAD
from opd_exporter.posts.candidate_rules import doubt_about, first_against
from opd_exporter.posts.clock import could_be_clock, without_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import Facts, OwnPage
from opd_exporter.posts.kinds import Kind
from opd_exporter.posts.layout.heading_above import names_what_follows
from opd_exporter.posts.layout.standing import Printed
from opd_exporter.posts.layout.titles import pieces_of
from opd_exporter.posts.layout.unlinked_rows import (
    LONE_TITLE,
    Announcement,
    entries_of,
    is_told,
)
from opd_exporter.posts.news_words import list_named_for_news, named_for_deeds
from opd_exporter.text.similarity import folded, words

MAX_LINES = 2_000
"""Texts of a page that are looked at,"""
MAX_KINDS = 8
"""and kinds of titles among them that are tried: each walks all texts."""
MAX_SUMMARY, MAX_JUDGED = 500, 2_000
"""Characters of an entry's own text that are kept of it, and that are judged for spam."""
MAX_NAME = 80
"""Characters of an anchor."""
_ELSEWHERE = (Area.WIDGET, Area.COMMENTS, Area.NAV, Area.FOOTER, Area.HEADER)
"""Areas that hold no list of the page's own."""


@dataclass(frozen=True)
class Unlinked:
    """What was found."""

    candidates: tuple[Candidate, ...] = ()
    texts: frozenset[int] = frozenset()
    """Identities of the page's texts that belong to them."""


def read_unlinked(page: Page, context: Context, taken: Collection[int]) -> Unlinked:
    """The entries without a page of their own. ``taken`` are identities of the texts that belong to rows with one.
    Never fails."""
    # A page of an agenda or of a gallery lists dated things that are no posts (domain.md 3).
    said = against(page.url, folder=context.scope.folder)
    if said and said.sure:
        return Unlinked()
    texts = [text for text in page.texts if text.area not in _ELSEWHERE][:MAX_LINES]
    # Most pages end here: they list other posts, and nothing on them is named for news.
    if (
        taken
        and not list_named_for_news(page.url)
        and not any(names_what_follows(one, page) is Kind.NEWS for one in texts)
    ):
        return Unlinked()
    pieces = pieces_of(page, texts, context)
    kinds = Counter(piece.kind for piece in pieces if piece.kind and piece.of not in taken)
    entries: dict[str, tuple[Announcement, set[int]]] = {}
    owned: set[int] = set()
    apart: set[str] = set()
    for kind, _ in kinds.most_common(MAX_KINDS):
        alike = entries_of(kind, pieces, page, context, taken)
        today = all(could_be_clock(entry.printed.when, context) for entry, _ in alike)
        for entry, parts in alike:
            key = f"{folded(entry.title)} {entry.printed.when.date()}"
            entries.setdefault(key, (entry, parts))
            owned |= parts
            if today:
                apart.add(key)
    found = list(entries.values())
    credited = _credits(found, page, context)
    judged = _candidates([entry for entry, _ in found], credited, page, context)
    # Where no title of its kind has another day, the days of others say nothing of it.
    placed = [replace(one, apart=key in apart) for key, one in zip(entries, judged, strict=True)]
    return Unlinked(without_clock(placed, context), frozenset(owned))


def _credits(
    found: Sequence[tuple[Announcement, Collection[int]]], page: Page, context: Context
) -> list[Credit | None]:
    """Where each entry's text says that it first stood, read as an article's page is: of its own texts (by their ids) and
    of what names the site around them."""
    around = [text for text in page.texts if text.area in (Area.HEADER, Area.NAV, Area.FOOTER)]
    places = {id(text): at for at, text in enumerate(page.texts)}
    return [
        _credit(
            entry, [page.texts[at] for at in sorted(map(places.__getitem__, parts))], around, page, context
        )
        for entry, parts in found
    ]


def _credit(
    entry: Announcement, texts: Sequence[Text], around: Sequence[Text], page: Page, context: Context
) -> Credit | None:
    """That of one entry; hidden texts count, since a click shows them."""
    own = [replace(text, hidden=False) for text in texts]
    title = next((at for at, text in enumerate(own) if entry.title in text.text), -1)
    number = len(around) + title if title >= 0 else -1
    return credit_of(replace(page, texts=(*around, *own)), number, entry.title, context)


def _candidates(
    entries: Sequence[Announcement], credited: Sequence[Credit | None], page: Page, context: Context
) -> list[Candidate]:
    """The entries as candidates, refused or doubted where something speaks against them."""
    ahead = {one.place.heading for one in entries if one.printed.when > context.now + AHEAD}
    addresses = _addresses(entries, page, context)
    return [
        _candidate(one, credit, url, page, context, dates_ahead=one.place.heading in ahead)
        for one, credit, url in zip(entries, credited, addresses, strict=True)
    ]


def _addresses(entries: Sequence[Announcement], page: Page, context: Context) -> list[str]:
    """An address for each: the page's with the title as anchor, and the day too where an older one is named alike."""
    names = ["-".join(words(one.title))[:MAX_NAME] for one in entries]
    oldest: dict[str, Printed] = {}
    for one, name in zip(entries, names, strict=True):
        if name not in oldest or one.printed.when < oldest[name].when:
            oldest[name] = one.printed
    page_url = page.url.partition("#")[0]
    return [
        f"{page_url}#{name}"
        if one.printed is oldest[name]
        else f"{page_url}#{name}-{context.day(one.printed.when)}"
        for one, name in zip(entries, names, strict=True)
    ]


def _candidate(
    entry: Announcement, credit: Credit | None, url: str, page: Page, context: Context, *, dates_ahead: bool
) -> Candidate:
    own = " ".join(text.text for text in entry.row.texts if text.link < 0)
    told = is_told(entry.row)
    candidate = Candidate(
        source=Source.LISTING,
        url=url,
        title=entry.title,
        published=entry.printed.when,
        found="tercetak di daftar",
        seen_on=page.url,
        summary=own[:MAX_SUMMARY],
        rounded=entry.printed.rounded,
    )
    facts = Facts(
        context,
        url,
        entry.title,
        candidate.published,
        candidate.summary,
        linked=False,
        heading=entry.place.heading,
        list_page=page.url,
        page=OwnPage(
            wordless=not told,
            only_a_file=not told,
            text=own[:MAX_JUDGED],
            credit=credit.place if credit else "",
            credit_sure=credit is None or credit.sure,
        ),
        opened=True,
    )
    if found := first_against(facts):
        rule, detail = found
        return candidate.refuse(rule.refusal, detail, rule.name)
    # "#" is also what templates ship with: a demo entry that nobody filled (domain.md 18).
    if entry.dead:
        return candidate.doubt(Doubt.UNREACHABLE, "judulnya bertautan # yang tidak menuju ke mana pun")
    if entry.file:
        return candidate.doubt(Doubt.UNOPENED, "isinya berkas, yang tidak dibaca")
    name = not entry.place.heading and len(words(entry.title)) < LONE_TITLE
    if not entry.named or (name and not told):
        return candidate.doubt(Doubt.EVENT, "tidak di bawah judul yang menyebutnya berita")
    # A list that announces what is to come, or deeds without a word about them, may date events.
    if dates_ahead or (not told and named_for_deeds(entry.place.heading or urlsplit(page.url).path)):
        return candidate.doubt(Doubt.EVENT, "tanpa halaman sendiri")
    doubt = doubt_about(facts)
    return candidate.doubt(doubt) if doubt else candidate
