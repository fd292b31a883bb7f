"""One article's own page: is it a post, is it what the list called it, and when was it published."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree

from opd_exporter.dates.order import NO_ORDER, Order
from opd_exporter.domain.candidate import Doubt, Refusal, SeenDate
from opd_exporter.domain.spam import SpamSign
from opd_exporter.judges.spam.signs import signs
from opd_exporter.judges.spam.whose import maybe_of_the_site, of_the_article
from opd_exporter.page.model import Area, Page
from opd_exporter.posts.article.credit import credit_of
from opd_exporter.posts.article.date import article_date
from opd_exporter.posts.article.ends import text_of_article
from opd_exporter.posts.article.model import Reading, Trust
from opd_exporter.posts.article.original import named_original
from opd_exporter.posts.article.surroundings import OUTSIDE
from opd_exporter.posts.candidate_rules import doubt_about, first_against
from opd_exporter.posts.context import Context
from opd_exporter.posts.documents import offers_a_file
from opd_exporter.posts.facts import Facts, OwnPage
from opd_exporter.posts.layout.boilerplate import NO_FRAME, Frame
from opd_exporter.posts.layout.standing import HEADINGS
from opd_exporter.posts.sample_wording import like_a_sample
from opd_exporter.text.similarity import alike, folded

_ALIKE = 0.6
OPENING = 500
PROSE = 60
"""Characters of an article's first text: as many as are kept, and as it has at least."""
JUDGED = 5_000
"""Characters of a text that are judged for spam."""
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


@dataclass(frozen=True)
class Article:
    """What an article's page says of itself."""

    url: str
    title: str
    published: datetime | None
    """None when the page gives no date that can be trusted."""
    found: str = ""
    witness: str = ""
    """Name of the witness that told the date (``posts/article/witnesses``)."""
    trust: Trust = Trust.LOOSE
    """How the page gives its date."""
    printed: datetime | None = None
    """What it prints beside the title, when machines are given another date."""
    opening: str = ""
    """The first of its own words."""
    refused: Refusal | None = None
    """Why the page is no own post, whatever its date."""
    detail: str = ""
    rule: str = ""
    """Name of the rule that refused it."""
    open: Doubt | None = None
    """Why it is not settled whether it is an own post."""
    sample: str = ""
    """Why it looks as if it came with the system."""
    order: Order = NO_ORDER
    """What the page shows of the order of numeric dates."""
    spam: tuple[SpamSign, ...] = ()
    """What on its page sells gambling, whosever it is."""
    seen: tuple[SeenDate, ...] = ()
    """Every date that was looked at, with its witness and the guard that refused it."""


def _heading(page: Page, expected: str) -> tuple[int, str]:
    """Index and text of the article's title among the page's texts, or -1 and the best that heads name."""
    best, where = 0.0, -1
    for number, text in enumerate(page.texts):
        if text.hidden or text.area in OUTSIDE or len(text.text) > 400:
            continue
        titled = text.tag in HEADINGS or "title" in text.css or "judul" in text.css
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
    if len(folded(expected)) < 4 or _in_data(page, expected):
        return True
    names = (title, page.title, page.meta("og:title"), *(t.text for t in page.texts if t.tag in HEADINGS))
    return any(alike(name, expected) >= _ALIKE for name in names if name)


def _in_data(page: Page, title: str) -> bool:
    """Whether the page carries the title as data, for its scripts to show."""
    spellings = {json.dumps(title, ensure_ascii=ascii_only) for ascii_only in (True, False)}
    return any(spelling in text for _, text in page.data_scripts for spelling in spellings)


def _shows(
    page: Page,
    number: int,
    title: str,
    text: str,
    opening: str,
    expected: str,
    menu: Collection[str],
    context: Context,
) -> OwnPage:
    """What the page shows of its kind; the rules judge it."""
    css = set(page.body_css.split())
    credit = credit_of(page, number, title, context)
    wordpress = any(name.startswith(("wp-", "page-id", "postid")) for name in css)
    bare = (
        page.meta("og:type") != "article" and not page.json_ld and not page.images and not page.data_scripts
    )
    return OwnPage(
        gone=page.status in (404, 410) or "error404" in css,
        locked=any("action=postpass" in form for form in page.forms),
        in_menu=page.url in menu,
        original=named_original(page, title, context),
        credit=credit.place if credit else "",
        credit_sure=credit.sure if credit else True,
        no_single=wordpress and bool(css & _NOT_SINGLE) and not css & _SINGLE,
        only_a_file=offers_a_file(page) and not opening,
        empty=bare and len(text.split()) < _SHORT,
        promised=_is_the_one(page, title, expected),
        text=text[:JUDGED],
    )


def _with_spam(shown: OwnPage, seen: tuple[SpamSign, ...], context: Context) -> OwnPage:
    """What the page shows, with what of it sells gambling."""
    own = of_the_article(seen, context.scope, context.spam_marks)
    if not own:
        return shown
    if maybe_of_the_site(own, context.spam_marks):
        return replace(shown, spam_around=True)
    return replace(shown, spam=f"{own[0].where.text}: {own[0].word} {own[0].link}".strip())


def _opening(page: Page, number: int) -> str:
    """The first text below the title that is long enough to be the article's own words."""
    below = page.texts[number + 1 :] if number >= 0 else ()
    long = (t.text for t in below if len(t.text) >= PROSE and not t.hidden and t.area not in OUTSIDE)
    return next(long, "")[:OPENING]


def _main_text(tree: etree._Element | None, url: str) -> str:
    """What trafilatura takes for the article's text; empty where it finds none."""
    from trafilatura import extract  # a fifth of a second and 10 MB that only readers need

    try:
        return extract(tree, url=url, fast=True, include_comments=False, include_tables=True) or ""
    except Exception:  # a page that breaks the library still has its own texts
        return ""


def read_article(
    page: Page,
    tree: etree._Element | None,
    context: Context,
    *,
    expected: str = "",
    frame: Frame = NO_FRAME,
    menu: Collection[str] = (),
) -> Article:
    """Judge an article's page. ``tree`` is its markup's, ``expected`` the title the list gave, ``frame`` what also stands
    on other pages, ``menu`` the addresses of the menu's entries. Never fails."""
    number, title = _heading(page, expected)
    text = (
        _main_text(tree, page.url)
        or "\n".join(t.text for t in page.texts if t.area is Area.MAIN and not t.hidden)[:20_000]
    )
    dated = article_date(Reading(page, number, title, frame, tree, context))
    opening = _opening(page, number)
    sold = signs(page, context.scope)
    shows = _with_spam(_shows(page, number, title, text, opening, expected, menu, context), sold, context)
    facts = Facts(
        page.url,
        title or expected,
        dated.when,
        opening,
        news=True,
        page=shows,
        opened=True,
    )
    against = first_against(facts, context)
    hosts = [host for host, _ in context.scope.places]
    own = text_of_article(page, number)
    sample = like_a_sample(facts.title, page.url, own, system=context.cms, hosts=hosts)
    article = Article(page.url, facts.title, None, opening=opening, sample=sample, spam=sold, seen=dated.seen)
    if against:
        rule, detail = against
        article = replace(article, refused=rule.refusal, detail=detail, rule=rule.name)
    else:
        article = replace(article, open=doubt_about(facts, context))
    return replace(
        article,
        published=dated.when,
        found=dated.found,
        witness=dated.witness,
        trust=dated.trust,
        printed=dated.printed,
    )
