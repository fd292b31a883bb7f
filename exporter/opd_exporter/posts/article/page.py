"""One article's own page: is it a post, is it what the list called it, and when was it published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.judges.spam.signs import signs
from opd_exporter.judges.spam.whose import maybe_of_the_site, of_the_article
from opd_exporter.page.model import Area, Page
from opd_exporter.posts.article.credit import Credit, credit_of
from opd_exporter.posts.article.date import article_date
from opd_exporter.posts.article.ends import has_comments, text_of_article
from opd_exporter.posts.article.event_sheet import is_event_sheet
from opd_exporter.posts.article.model import PROSE, Article, Reading
from opd_exporter.posts.article.original import named_alike, named_original
from opd_exporter.posts.article.surroundings import OUTSIDE
from opd_exporter.posts.article.title import is_the_one, title_in
from opd_exporter.posts.candidate_rules import doubt_about, first_against
from opd_exporter.posts.context import Context
from opd_exporter.posts.documents import has_verb, offers_a_file
from opd_exporter.posts.facts import Facts, OwnPage
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE, Boilerplate
from opd_exporter.posts.sample_wording import like_a_sample

if TYPE_CHECKING:
    from lxml import etree

OPENING = 500
"""Characters of an article's first paragraph that are kept."""
LONGEST = 20_000
"""Characters of the main part's texts, where no article's text was found in it."""
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
"""Classes that WordPress gives the body of whatever is no post (``get_body_class()``)."""
_SINGLE = frozenset({"single", "single-post"})
"""Those that it gives a post's; they outweigh the others, which plugins and themes add as well."""


@dataclass(frozen=True)
class _Content:
    """What of a page is the article."""

    number: int
    """Index of its title among the page's texts; -1: it has none there."""
    title: str
    text: str
    opening: str


def _content(page: Page, tree: etree._Element | None, expected: str) -> _Content:
    number, title = title_in(page, expected)
    texts = (text.text for text in page.texts if text.area is Area.MAIN and not text.hidden)
    text = _main_text(tree, page.url) or "\n".join(texts)[:LONGEST]
    return _Content(number, title, text, _opening(page, number))


def _shows(
    page: Page,
    content: _Content,
    expected: str,
    menu: Collection[str],
    sold: tuple[SpamSign, ...],
    context: Context,
) -> OwnPage:
    """What the page shows of its kind; the rules judge it."""
    css = set(page.body_css.split())
    credit = credit_of(page, content.number, content.title, context)
    if credit is None and (host := named_alike(page, context)):
        credit = Credit(host, sure=False)
    # Only WordPress' classes are a promise of what the page is; others use such words for their looks.
    wordpress = any(name.startswith(("wp-", "page-id", "postid")) for name in css)
    # A page with a picture, with data, or marked as an article may say little and still be one (domain.md 8).
    bare = (
        page.meta("og:type") != "article" and not page.json_ld and not page.images and not page.data_scripts
    )
    return OwnPage(
        gone=page.status in (404, 410) or "error404" in css,
        locked=any("action=postpass" in form for form in page.forms),
        in_menu=page.url in menu,
        original=named_original(page, content.title, context),
        credit=credit.place if credit else "",
        credit_sure=credit.sure if credit else True,
        no_single=wordpress and bool(css & _NOT_SINGLE) and not css & _SINGLE,
        wordless=not has_verb(content.opening),
        only_a_file=offers_a_file(page) and not content.opening,
        event=is_event_sheet(page, content.number),
        # A page that shows nothing at all failed, whatever its status says.
        empty=bare and len(content.text.split()) < _SHORT and bool(page.text.strip()),
        promised=is_the_one(page, content.title, expected),
        text=_judged_text(page, content, sold, context),
    )


def _judged_text(page: Page, content: _Content, sold: Iterable[SpamSign], context: Context) -> str:
    """The text by which an article is spam or none: its own column alone where the page leads to other posts of the site
    that are adverts, or shows what visitors wrote. A box of the latest has their titles and first sentences beside every
    article, and comments are not the site's."""
    others = any(one.where is Where.LINK and context.scope.same_host(one.link) for one in sold)
    alone = others or has_comments(page, content.number)
    return (text_of_article(page, content.number) if alone else content.text)[:JUDGED]


def _with_spam(shown: OwnPage, seen: tuple[SpamSign, ...], context: Context) -> OwnPage:
    """What the page shows, with what of it sells gambling."""
    own = of_the_article(seen, context.scope, context.spam_marks)
    if not own:
        return shown
    # Intruders write another address into a template at each view: then the place tells, not the link (domain.md 11).
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
    boilerplate: Boilerplate = NO_BOILERPLATE,
    menu: Collection[str] = (),
) -> Article:
    """Judge an article's page. ``tree`` is its markup's, ``expected`` the title the list gave, ``boilerplate`` what also
    stands on other pages, ``menu`` the addresses of the menu's entries. Never fails."""
    content = _content(page, tree, expected)
    dated = article_date(Reading(page, content.number, content.title, boilerplate, tree, context))
    sold = signs(page, context.scope)
    facts = Facts(
        context,
        page.url,
        content.title or expected,
        dated.when,
        content.opening,
        news=True,
        page=_with_spam(_shows(page, content, expected, menu, sold, context), sold, context),
        opened=True,
    )
    # The same rules as of a source's entry, now with what the page itself shows.
    rule, detail = first_against(facts) or (None, "")
    hosts = [host for host, _ in context.scope.places]
    own = text_of_article(page, content.number)
    return Article(
        url=page.url,
        title=facts.title,
        date=dated,
        opening=content.opening,
        refused=rule.refusal if rule else None,
        detail=detail,
        rule=rule.name if rule else "",
        open=None if rule else doubt_about(facts),
        sample=like_a_sample(facts.title, page.url, own, system=context.cms, hosts=hosts),
        spam=sold,
    )
