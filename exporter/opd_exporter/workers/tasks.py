"""Bytes in, plain facts out: the functions that run in worker processes, one for each kind of answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from opd_exporter.dates.order import is_month_first
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.report import Cms
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.cms.detect import detect
from opd_exporter.judges.identity import NOBODY, Identity, identity_of
from opd_exporter.judges.non_site.judge import Verdict, judge
from opd_exporter.judges.spam.judge import suspect
from opd_exporter.page.charset import decode
from opd_exporter.page.forward import forward
from opd_exporter.page.markup import MAX_ARTICLE, MAX_TAGS
from opd_exporter.page.parse import parse, tree_of
from opd_exporter.posts.article.page import Article, read_article
from opd_exporter.posts.context import Context
from opd_exporter.posts.discovery import Leads, find_leads
from opd_exporter.posts.layout.boilerplate import NO_FRAME, Frame
from opd_exporter.posts.layout.unfilled import is_unfilled
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
        listing=listing,
        embedded=embedded(page, context),
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
    return feed.read_feed(
        answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""), context=context
    )


def read_rest(answer: Answer, context: Context) -> tuple[Candidate, ...] | None:
    """Posts of a JSON interface, or None when it is none."""
    return rest.read_rest(answer.body, url=answer.url, context=context)


def read_sitemap(answer: Answer, context: Context) -> sitemap.Sitemap | None:
    """A sitemap, or None when it is none."""
    return sitemap.read_sitemap(answer.body, url=answer.url, context=context)


def _markup(answer: Answer) -> etree._Element | None:
    """An answer's tree as the libraries want it that are given it: without comments, and none for what is no markup,
    which is their own rule for texts."""
    text = decode(answer.body, answer.headers.get("content-type", "")).replace("\0", "")
    tree = tree_of(text, MAX_ARTICLE if text.count("<") > MAX_ARTICLE else MAX_TAGS)
    if tree is None or (len(tree) < 2 and "html" not in text[:50].lower()):
        return None
    etree.strip_tags(tree, etree.Comment)
    return tree


def read_article_page(
    answer: Answer, context: Context, expected: str, frame: Frame, menu: Collection[str]
) -> Article:
    """One article's page."""
    page = parse(answer.body, url=answer.url, status=answer.status, headers=answer.headers)
    return read_article(page, _markup(answer), context, expected=expected, frame=frame, menu=menu)
