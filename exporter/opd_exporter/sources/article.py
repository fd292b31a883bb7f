"""One article's own page: is it a post, is it what the list called it, and when was it published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import trafilatura
from htmldate import find_date

from opd_exporter.dates.model import Label
from opd_exporter.dates.printed import find_dates
from opd_exporter.dates.url import date_in_url
from opd_exporter.evidence import Refusal
from opd_exporter.page.model import Area, Page, Text
from opd_exporter.sources.beside import dates_of
from opd_exporter.sources.context import AHEAD, Context
from opd_exporter.sources.kinds import section_refusal
from opd_exporter.sources.likeness import alike, folded
from opd_exporter.sources.listing import printed_date
from opd_exporter.sources.structured import structured_dates
from opd_exporter.spam.judge import is_spam_text

AFTER_TITLE = 250
"""Characters after the title within which its date stands (finding-posts.md, measured)."""
BEFORE_TITLE = 100
_CLOCK = timedelta(minutes=5)
"""A page that was published in the moment of the request tells the time, not a date."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OUTSIDE = (Area.WIDGET, Area.COMMENTS, Area.ASIDE, Area.FOOTER, Area.NAV)
_ALIKE = 0.6
_SHORT = 12
"""Words below which a page without any sign of an article is none."""

_NOT_SINGLE = frozenset(
    {
        "error404",
        "archive",
        "category",
        "tag",
        "search-results",
        "home",
        "attachment",
        "page-template",
        "page",
    }
)
_SINGLE = frozenset({"single", "single-post"})
# fmt: off
_PAGE_TITLES = frozenset(
    {
        "visi misi", "visi dan misi", "visi misi dan motto", "struktur organisasi",
        "tugas pokok dan fungsi", "tupoksi", "tugas dan fungsi", "sejarah", "profil",
        "profil dinas", "profil pejabat", "profil badan", "profil kecamatan", "kontak",
        "kontak kami", "hubungi kami", "tentang kami", "tentang", "selamat datang",
        "maklumat pelayanan", "sambutan kepala dinas", "sambutan", "motto", "beranda", "home",
        "sample page", "contoh laman", "laman contoh", "privacy policy", "kebijakan privasi",
        "about", "about us", "contact", "contact us", "standar pelayanan", "peta situs", "sitemap",
        "dasar hukum", "galeri", "agenda", "unduhan", "faq",
    }
)
# fmt: on
"""Titles of pages that a site has once; folded."""


@dataclass(frozen=True)
class Article:
    """What an article's page says of itself."""

    url: str
    title: str
    published: datetime | None
    """None when the page gives no date that can be trusted."""
    found: str = ""
    sure: bool = False
    """The date was given for machines or stands in the address, rather than being printed somewhere."""
    refused: Refusal | None = None
    """Why the page is no own post, whatever its date."""
    detail: str = ""
    printed: frozenset[date] = frozenset()
    """Every day printed outside the article's text: what stands on another page too is furniture."""


def _days(page: Page, context: Context, areas: Collection[Area]) -> frozenset[date]:
    days: set[date] = set()
    for text in page.texts:
        if text.area in areas and any(char.isdigit() for char in text.text[:200]):
            days.update(
                found.when.astimezone(context.zone).date()
                for found in find_dates(
                    text.text[:200], now=context.now, zone=context.zone, month_first=context.month_first
                )
                if not found.relative
            )
    return frozenset(days)


def _heading(page: Page, expected: str) -> tuple[int, str]:
    """Index and text of the article's title among the page's texts, or -1 and the best that heads name."""
    best, where = 0.0, -1
    for number, text in enumerate(page.texts):
        if text.hidden or text.area in _OUTSIDE or len(text.text) > 400:
            continue
        titled = text.tag in _HEADINGS or "title" in text.css or "judul" in text.css
        if not titled and text.link >= 0:
            continue
        score = (alike(text.text, expected) if expected else 0.3) * (1.0 if titled else 0.8)
        score += 0.3 if text.tag == "h1" else 0.15 if text.tag == "h2" else 0.0
        score -= 0.2 if text.area is Area.HEADER else 0.0
        if (titled or score >= 0.7) and score > best + 1e-9:
            best, where = score, number
    if where >= 0 and (not expected or alike(page.texts[where].text, expected) >= _ALIKE):
        return where, page.texts[where].text
    return -1, page.meta("og:title", "twitter:title") or page.title


def _is_the_one(page: Page, title: str, expected: str) -> bool:
    """Whether the page shows what the list promised, rather than a portal or a polite "not found"."""
    if len(folded(expected)) < 4:
        return True
    names = (title, page.title, page.meta("og:title"), *(t.text for t in page.texts if t.tag in _HEADINGS))
    return any(alike(name, expected) >= _ALIKE for name in names if name)


def _around(page: Page, number: int) -> tuple[list[Text], list[Text]]:
    """Texts shortly after and shortly before the title, the side columns left out."""
    own = page.texts[number].link if number >= 0 else -1
    after: list[Text] = []
    left = AFTER_TITLE
    for text in page.texts[number + 1 :]:
        if text.hidden or text.area in _OUTSIDE:
            continue
        if left <= 0 or (text.tag in _HEADINGS and after and text.tag <= "h2" and len(text.text) > 25):
            break
        if text.link < 0 or text.link == own or len(text.text) <= 40:
            after.append(text)
        left -= len(text.text)
    before: list[Text] = []
    left = BEFORE_TITLE
    for text in reversed(page.texts[: max(0, number)]):
        if text.hidden or text.area in _OUTSIDE or text.area is Area.HEADER:
            continue
        if left <= 0:
            break
        before.append(text)
        left -= len(text.text)
    return after, before


def _today(when: datetime, context: Context) -> bool:
    return when.astimezone(context.zone).date() == context.now.astimezone(context.zone).date()


def _new_year(when: datetime, has_time: bool, context: Context) -> bool:
    local = when.astimezone(context.zone)
    return (local.month, local.day) == (1, 1) and not has_time


def _in_sentence(texts: list[Text], context: Context) -> tuple[datetime, bool] | None:
    """The first date within the limit even inside a sentence: a dateline ("SERANG, 3 Desember 2024 -")."""
    left = AFTER_TITLE
    for number, text in enumerate(texts):
        for found in dates_of(texts, number, context, limit=left):
            if found.label in (Label.NONE, Label.PUBLISHED) and not found.relative:
                return found.when, found.has_time
        left -= len(text.text)
        if left <= 0:
            return None
    return None


def _labelled(page: Page, context: Context) -> tuple[datetime, bool] | None:
    """A date that words call that of publishing, anywhere in the article's column."""
    for number, text in enumerate(page.texts):
        if text.hidden or text.area in _OUTSIDE or not any(char.isdigit() for char in text.text):
            continue
        for found in dates_of(page.texts, number, context):
            if found.label is Label.PUBLISHED:
                return found.when, found.has_time
    return None


def _last_witness(html: str, url: str, page: Page, context: Context) -> datetime | None:
    """htmldate in fast mode; only a day that is printed on the page too."""
    try:
        day = find_date(html, url=url, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except Exception:  # whatever a hostile page does to the library, it is only the last witness
        return None
    if not day:
        return None
    when = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=context.zone)
    return when if when.date() in _days(page, context, (Area.MAIN,)) else None


def _published(
    page: Page, number: int, title: str, away: frozenset[date], html: str, context: Context
) -> tuple[datetime | None, str, bool]:
    """The date of publishing, how it was found, and whether it was given for machines."""

    def fits(when: datetime, has_time: bool) -> bool:
        day = when.astimezone(context.zone).date()
        return day not in away and not _today(when, context) and not _new_year(when, has_time, context)

    for one in structured_dates(page, title, context):
        clock = abs(one.when - context.now) <= _CLOCK or (_today(one.when, context) and not one.sure)
        if not clock and not _new_year(one.when, one.has_time, context):
            return one.when, one.found, True
    if in_url := date_in_url(page.url, zone=context.zone, now=context.now):
        return in_url, "tanggal di alamat", True
    after, before = _around(page, number)
    near = printed_date(after, context, where="tercetak di bawah judul")
    if near and fits(near.when, near.has_time):
        return near.when, near.found, near.strong
    labelled = _labelled(page, context)
    if labelled and fits(*labelled):
        return labelled[0], "tercetak sebagai tanggal terbit", False
    ahead = printed_date(before, context, where="tercetak di atas judul")
    if ahead and fits(ahead.when, ahead.has_time):
        return ahead.when, ahead.found, ahead.strong
    sentence = _in_sentence(after, context)
    if sentence and fits(*sentence):
        return sentence[0], "tercetak di awal berita", False
    last = _last_witness(html, page.url, page, context)
    if last and fits(last, False):
        return last, "htmldate", False
    if near and _today(near.when, context) and near.when.astimezone(context.zone).date() not in away:
        return near.when, near.found, False
    return None, "", False


def _not_a_post(page: Page, title: str, text: str, menu: Collection[str]) -> tuple[Refusal, str] | None:
    css = set(page.body_css.split())
    if page.status in (404, 410) or "error404" in css:
        return Refusal.GONE, ""
    if any("action=postpass" in form for form in page.forms):
        return Refusal.NOT_A_POST, "terkunci kata sandi"
    if page.url in menu:
        return Refusal.NOT_A_POST, "ada di menu"
    if word := section_refusal(page.url):
        return Refusal.NOT_A_POST, word
    if (
        css & _NOT_SINGLE
        and not css & _SINGLE
        and any(name.startswith(("wp-", "page-id", "postid")) for name in css)
    ):
        return Refusal.NOT_A_POST, "halaman"
    if folded(title) in _PAGE_TITLES:
        return Refusal.NOT_A_POST, title
    if (
        len(text.split()) < _SHORT
        and page.meta("og:type") != "article"
        and not page.json_ld
        and not page.images
    ):
        return Refusal.NOT_A_POST, "tidak ada isi"
    return None


def read_article(
    page: Page,
    html: str,
    context: Context,
    *,
    expected: str = "",
    away: frozenset[date] = frozenset(),
    menu: Collection[str] = (),
) -> Article:
    """Judge an article's page. ``expected`` is the title the list gave, ``away`` the days that also stand on
    other pages, ``menu`` the addresses of the menu's entries. Never fails."""
    number, title = _heading(page, expected)
    try:
        text = (
            trafilatura.extract(html, url=page.url, fast=True, include_comments=False, include_tables=True)
            or ""
        )
    except Exception:  # a page that breaks the library still has its own texts
        text = ""
    text = text or "\n".join(t.text for t in page.texts if t.area is Area.MAIN and not t.hidden)[:20_000]
    printed = _days(page, context, tuple(Area))
    article = Article(page.url, title or expected, None, printed=printed)
    refusal = _not_a_post(page, title, text, menu)
    if refusal is None and not _is_the_one(page, title, expected):
        refusal = Refusal.UNCONFIRMED, "halaman yang terbuka bukan artikel ini"
    if refusal is None and is_spam_text(title or expected, text[:5000]):
        refusal = Refusal.SPAM, ""
    when, found, sure = _published(page, number, title, away, html, context)
    if when and when > context.now + AHEAD:
        refusal = refusal or (Refusal.FUTURE, "")
    return Article(
        article.url,
        article.title,
        when,
        found,
        sure,
        refusal[0] if refusal else None,
        refusal[1] if refusal else "",
        printed,
    )
