"""Bytes in, plain facts out: the functions that run in worker processes, one for each kind of answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from opd_exporter.dates.order import is_month_first
from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.report import Cms
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.cms.detect import detect, pages_only
from opd_exporter.judges.identity import NOBODY, Identity, identity_of
from opd_exporter.judges.non_site.judge import Verdict, judge
from opd_exporter.judges.seeds.match import is_seed
from opd_exporter.judges.spam.judge import is_spam_title, suspect
from opd_exporter.page.charset import decode
from opd_exporter.page.forward import forward
from opd_exporter.page.markup import MAX_ARTICLE
from opd_exporter.page.parse import parse, tree_of
from opd_exporter.posts.article.page import Article, read_article
from opd_exporter.posts.context import Context
from opd_exporter.posts.discovery import Leads, find_leads
from opd_exporter.posts.layout.boilerplate import NO_FRAME, Frame
from opd_exporter.posts.layout.unfilled import is_unfilled
from opd_exporter.posts.sections import NEWS_SECTION, newslike
from opd_exporter.posts.sources import feed, rest, sitemap
from opd_exporter.posts.sources.embedded import embedded, interfaces
from opd_exporter.posts.sources.listing import Listing, read_listing


@dataclass(frozen=True)
class Answer:
    """What came back from an address, as the readers need it."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class PageReading:
    """What a page of the site says: a front page or a page with a list."""

    forward: str = ""
    dead: Verdict | None = None
    cms: Cms | None = None
    spam: tuple[str, ...] = ()
    leads: Leads = field(default_factory=Leads)
    listing: Listing = field(default_factory=Listing)
    embedded: tuple[Candidate, ...] = ()
    """Posts that stand as data inside the page."""
    interfaces: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """The site's own scripts."""
    frame: Frame = NO_FRAME
    """Dates outside every row: the site's furniture."""
    month_first: bool = False
    identity: Identity = NOBODY
    unfilled: bool = False
    """It lists nothing, and leaves that to scripts."""


def screened(candidates: Sequence[Candidate], cms: str) -> tuple[Candidate, ...]:
    """The same candidates; seeds, gambling spam and pages of a wiki or manual refused."""
    judged = []
    for candidate in candidates:
        if candidate.refused is None:
            if pages_only(cms) and newslike("", candidate.url.rpartition("/")[0]) < NEWS_SECTION:
                candidate = candidate.refuse(Refusal.NOT_A_POST, f"halaman {cms}")
            elif is_seed(candidate.title, candidate.url, candidate.published, cms, candidate.summary):
                candidate = candidate.refuse(Refusal.SEED)
            elif is_spam_title(candidate.title, candidate.summary):
                candidate = candidate.refuse(Refusal.SPAM)
        judged.append(candidate)
    return tuple(judged)


def read_page(answer: Answer, context: Context, site_url: str) -> PageReading:
    """Everything a page of the site tells at once."""
    page = parse(answer.body, url=answer.url, status=answer.status, headers=answer.headers)
    cms = detect(page)
    context = replace(context, cms=context.cms or (cms.name if cms else ""))
    month_first = context.month_first or is_month_first(text.text for text in page.texts)
    context = replace(context, month_first=month_first)
    listing = read_listing(page, context)
    dead = judge(page, site_url=site_url)
    says_enough = dead is not None and dead.reason is not Reason.EMPTY_SHELL
    return PageReading(
        forward=forward(page, context.scope, says_enough=says_enough),
        dead=dead,
        cms=cms,
        spam=suspect(page, context.scope),
        leads=find_leads(page, context.scope, site_url, context.cms),
        listing=replace(listing, candidates=screened(listing.candidates, context.cms)),
        embedded=screened(embedded(page, context), context.cms),
        interfaces=interfaces(page, (), context),
        scripts=tuple(url for url in page.scripts if context.scope.same_host(url))[:20],
        frame=listing.frame,
        month_first=month_first,
        identity=identity_of(page, context.scope),
        unfilled=not listing.candidates and is_unfilled(page),
    )


def read_refusal(answer: Answer, context: Context, site_url: str) -> tuple[Verdict | None, Identity]:
    """What a page is that came where a feed or data was asked for: why it is no page of a site, and what it is known
    by."""
    page = parse(answer.body, url=answer.url, status=answer.status, headers=answer.headers)
    return judge(page, site_url=site_url), identity_of(page, context.scope)


def read_interfaces(front: Answer, scripts: Sequence[Answer], context: Context) -> tuple[str, ...]:
    """Addresses of interfaces that a page's scripts ask for posts."""
    page = parse(front.body, url=front.url, status=front.status, headers=front.headers)
    return interfaces(
        page, [decode(script.body, script.headers.get("content-type", "")) for script in scripts], context
    )


def read_feed(answer: Answer, context: Context) -> feed.Feed | None:
    """A feed of posts, or None when it is none."""
    found = feed.read_feed(
        answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""), context=context
    )
    return replace(found, candidates=screened(found.candidates, context.cms)) if found else None


def read_rest(answer: Answer, context: Context) -> tuple[Candidate, ...] | None:
    """Posts of a JSON interface, or None when it is none."""
    found = rest.read_rest(answer.body, url=answer.url, context=context)
    return None if found is None else screened(found, context.cms)


def read_sitemap(answer: Answer, context: Context) -> sitemap.Sitemap | None:
    """A sitemap, or None when it is none."""
    found = sitemap.read_sitemap(answer.body, url=answer.url, context=context)
    return replace(found, candidates=screened(found.candidates, context.cms)) if found else None


def _markup(answer: Answer) -> etree._Element | None:
    """An answer's tree as the libraries want it that are given it: without comments, and none for what is no markup,
    which is their own rule for texts."""
    text = decode(answer.body, answer.headers.get("content-type", "")).replace("\0", "")
    tree = tree_of(text, MAX_ARTICLE)
    if tree is None or (len(tree) < 2 and "html" not in text[:50].lower()):
        return None
    etree.strip_tags(tree, etree.Comment)
    return tree


def read_article_page(
    answer: Answer, context: Context, expected: str, frame: Frame, menu: Collection[str]
) -> Article:
    """One article's page."""
    page = parse(answer.body, url=answer.url, status=answer.status, headers=answer.headers)
    article = read_article(page, _markup(answer), context, expected=expected, frame=frame, menu=menu)
    if article.refused is None and is_seed(
        article.title, article.url, article.published, context.cms, article.opening
    ):
        article = replace(article, refused=Refusal.SEED)
    return article
