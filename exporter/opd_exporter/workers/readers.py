"""Bytes in, plain facts out: what worker processes do, a function for each kind of answer. Loaded in them alone; whoever
asks them names a function in ``tasks.py``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import lxml.html
from lxml import etree

from opd_exporter.domain.spam import MAX_SIGNS, SpamSign, Where
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.cms.detect import detect
from opd_exporter.judges.identity import Identity, claim_of, identity_of
from opd_exporter.judges.non_site.judge import judge
from opd_exporter.judges.non_site.verdict import Verdict
from opd_exporter.judges.spam.signs import signs
from opd_exporter.page.charset import decode
from opd_exporter.page.forward import forward, greets
from opd_exporter.page.markup import MAX_ARTICLE, MAX_TAGS
from opd_exporter.page.model import Page
from opd_exporter.page.named_links import named_links
from opd_exporter.page.parse import parse, tree_of
from opd_exporter.posts.article.model import Article
from opd_exporter.posts.article.page import read_article
from opd_exporter.posts.context import Context
from opd_exporter.posts.date_order import order_on
from opd_exporter.posts.discovery import MAX_LEADS, find_leads
from opd_exporter.posts.inner_hosts import aliases_at_home
from opd_exporter.posts.layout.boilerplate import Boilerplate
from opd_exporter.posts.layout.unfilled import (
    asked_for_news,
    asked_in,
    asks_who_comes,
    is_unfilled,
    waits_for_news,
)
from opd_exporter.posts.leads import Leads
from opd_exporter.posts.screening import is_a_post
from opd_exporter.posts.sources import feed, rest, sitemap
from opd_exporter.posts.sources.embedded import embedded, interfaces
from opd_exporter.posts.sources.listing import read_listing, shows_a_post
from opd_exporter.posts.sources.model import ROBOTS, Feed, Listing, Sitemap
from opd_exporter.posts.sources.rest import types_of_wordpress
from opd_exporter.posts.spam_runs import signs_of_entries
from opd_exporter.workers.readings import Answer, Entries, PageReading, Signpost

MAX_SCRIPTS = 20
"""Scripts of a page that are named to whoever looks for interfaces in them."""
MAX_ADDRESSES = 5000
"""Addresses that are taken from one feed or sitemap."""
# Addresses as scripts and texts write them; host and path bounded as DNS and limits.py have them.
_HTTP = re.compile(r"https?://[a-z0-9.-]{4,253}(?::[0-9]{1,5})?(?:/[^\s<>\"'&\])]{0,500})?", re.IGNORECASE)


def _page(answer: Answer) -> Page:
    return parse(answer.body, url=answer.url, status=answer.status, headers=answer.headers)


def read_page(answer: Answer, context: Context, site_url: str) -> PageReading:
    """Everything a page of the site tells at once."""
    page = aliases_at_home(_page(answer), context.scope)
    # What its system and the whole page show goes before its list, whose addresses and days are read by it.
    cms, order = detect(page), order_on(page)
    system = context.cms or (cms.name if cms else "")
    context = replace(context, cms=system, order=context.order | order)
    listing = read_listing(page, context)
    dead = judge(page, site_url=site_url)
    # An empty page may well be a door; one that shows a post, or says why it is none, is not, wherever its link leads.
    says_enough = shows_a_post(listing.candidates, context) or (
        dead is not None and dead.reason is not Reason.EMPTY_SHELL
    )
    return PageReading(
        forward=forward(page, context.scope, says_enough=says_enough),
        greets=dead is None and greets(page),
        dead=dead,
        cms=cms,
        spam=_spam_of(page, listing, context),
        leads=_leads(page, listing, context, site_url),
        listing=listing,
        embedded=embedded(page, context),
        interfaces=interfaces(page, (), context),
        scripts=tuple(url for url in page.scripts if context.scope.same_host(url))[:MAX_SCRIPTS],
        boilerplate=listing.boilerplate,
        order=order,
        identity=identity_of(page, context.scope),
        claim=claim_of(page, context.scope),
        unfilled=not listing.filled and is_unfilled(page),
        door=not listing.candidates and asks_who_comes(page),
    )


def _leads(page: Page, listing: Listing, context: Context, site_url: str) -> Leads:
    """Where posts may be found; of a page that lists nothing, what its scripts and frames are yet to show, too."""
    dated = any(one.published and is_a_post(one) for one in listing.candidates)
    waits = not dated and waits_for_news(page)
    frames = tuple(filter(context.scope.owns, page.frames)) if waits else ()
    # Of several, nobody knows which the heading stands over.
    asked = (*(() if listing.filled else asked_for_news(page)), *(frames if len(frames) == 1 else ()))
    return replace(
        find_leads(page, context.scope, site_url, context.cms),
        asked=tuple(islice(filter(context.scope.owns, dict.fromkeys(asked)), MAX_LEADS)),
        waiting=(page.url,) if waits or listing.bare_days else (),
    )


def read_page_briefly(answer: Answer, context: Context, site_url: str) -> PageReading:
    """What a pull asks of a front page while no look for posts is due: is it a site's own, whose, does it sell gambling,
    does it only lead on."""
    page = aliases_at_home(_page(answer), context.scope)
    dead = judge(page, site_url=site_url)
    return PageReading(
        forward=forward(page, context.scope, says_enough=dead is not None),
        dead=dead,
        spam=signs(page, context.scope),
        identity=identity_of(page, context.scope),
        claim=claim_of(page, context.scope),
        brief=True,
    )


def _spam_of(page: Page, listing: Listing, context: Context) -> tuple[SpamSign, ...]:
    """Signs of the page itself, and of entries that it lists, which may give themselves away by their summaries."""
    found = signs(page, context.scope)
    linked = {one.link for one in found}
    listed = signs_of_entries(listing.candidates, page.url)
    return (*found, *(one for one in listed if one.link not in linked))[:MAX_SIGNS]


def read_refusal(answer: Answer, context: Context, site_url: str) -> tuple[Verdict | None, Identity]:
    """What a page is that came where a feed or data was asked for: why it is no page of a site, and what it is known
    by."""
    page = _page(answer)
    return judge(page, site_url=site_url), identity_of(page, context.scope)


def read_interfaces(front: Answer, scripts: Sequence[Answer], context: Context) -> tuple[str, ...]:
    """Addresses of interfaces that a page's scripts ask for posts."""
    page = _page(front)
    texts = [decode(script.body, script.headers.get("content-type", "")) for script in scripts]
    asked = filter(context.scope.owns, asked_in(texts, page.url))
    return tuple(dict.fromkeys((*interfaces(page, texts, context), *asked)))


def read_feed(answer: Answer, context: Context) -> Feed | None:
    """A feed of posts, or None when it is none."""
    return feed.read_feed(
        answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""), context=context
    )


def read_rest(answer: Answer, context: Context) -> Entries | None:
    """Posts of a JSON interface, or None when it is none."""
    order = rest.order_in(answer.body)
    context = replace(context, order=context.order | order)
    found = rest.read_rest(answer.body, url=answer.url, context=context)
    return None if found is None else Entries(found, order)


def read_types(answer: Answer) -> tuple[str, ...]:
    """REST bases of WordPress types that may hold posts."""
    return types_of_wordpress(answer.body)


def read_sitemap(answer: Answer, context: Context) -> Sitemap | None:
    """A sitemap, or None when it is none."""
    return sitemap.read_sitemap(answer.body, url=answer.url, context=context)


def read_robots(answer: Answer, context: Context) -> Sitemap:
    """The sitemaps that a robots.txt names."""
    return sitemap.sitemaps_of_robots(answer.body, url=answer.url, scope=context.scope)


def read_spam(answer: Answer, context: Context, where: Where) -> tuple[SpamSign, ...]:
    """What sells gambling where it was seen before: on a page, in a sitemap, or in a feed."""
    if where is Where.SITEMAP:
        robots = answer.url.endswith(ROBOTS)
        read = read_robots(answer, context) if robots else read_sitemap(answer, context)
        return read.spam if read else ()
    if where is Where.ENTRY:
        found = read_feed(answer, context)
        entries = found or read_rest(answer, context)
        if entries is not None:
            return signs_of_entries(entries.candidates, answer.url)
    page = _page(answer)
    return signs(page, context.scope)


def _parser_of_libraries(**options: Any) -> etree.HTMLParser:
    """One that makes the elements which libraries ask for. lxml's own chooses a class for each by a call of Python, and
    no library asks for the fields of forms, which is all that the others differ in."""
    parser = etree.HTMLParser(**options)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement))
    return parser


def _markup(answer: Answer) -> etree._Element | None:
    """An answer's tree as the libraries want it that are given it: without comments, and none for what is no markup,
    which is their own rule for texts."""
    text = decode(answer.body, answer.headers.get("content-type", "")).replace("\0", "")
    tags = MAX_ARTICLE if text.count("<") > MAX_ARTICLE else MAX_TAGS
    tree = tree_of(text, tags, _parser_of_libraries)
    if tree is None or (len(tree) < 2 and "html" not in text[:50].lower()):
        return None
    etree.strip_tags(tree, etree.Comment)
    return tree


def read_article_page(
    answer: Answer, context: Context, expected: str, boilerplate: Boilerplate, menu: Collection[str]
) -> Article:
    """One article's page."""
    page = _page(answer)
    order = order_on(page)
    context = replace(context, order=context.order | order)
    article = read_article(
        page, _markup(answer), context, expected=expected, boilerplate=boilerplate, menu=menu
    )
    return replace(article, order=order)


def read_signpost(answer: Answer) -> Signpost:
    """A page as a list of sites."""
    page = _page(answer)
    headings = [text.text for text in page.texts if text.tag in ("h1", "h2") and not text.hidden][:3]
    titles = (page.meta("og:site_name", "application-name"), page.title, *headings)
    feeds = tuple(
        link.url for link in page.head_links if link.type in ("application/rss+xml", "application/atom+xml")
    )
    return Signpost(
        tuple(filter(None, titles)), named_links(page), feeds[:1], judge(page, site_url=answer.url)
    )


def read_addresses(answer: Answer) -> tuple[str, ...]:
    """Every address that a feed or a sitemap names, in order, each once; at most ``MAX_ADDRESSES``."""
    text = decode(answer.body, answer.headers.get("content-type", ""))
    found = (match[0].rstrip(".,;") for match in _HTTP.finditer(text))
    return tuple(islice(dict.fromkeys(found), MAX_ADDRESSES))
