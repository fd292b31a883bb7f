"""Posts in a feed: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. Dates of items only, never those of the channel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import Any

from lxml import etree

from opd_exporter.dates.order import Hand, order_of
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Source
from opd_exporter.judges.cms.feed import named_by_feed
from opd_exporter.posts.article.original import elsewhere, is_platform
from opd_exporter.posts.clock import without_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.inner_hosts import judged_at_home
from opd_exporter.posts.screening import screened, whole_list_refused
from opd_exporter.posts.sources.documents import json_in, unescaped
from opd_exporter.posts.sources.model import Feed
from opd_exporter.posts.sources.xml_tree import ends, local_name, root_of, text_in
from opd_exporter.text.address import absolute, host_and_path, leads_to
from opd_exporter.text.similarity import folded

MAX_ITEMS = 500
"""Items of a feed that are read."""
MAX_SUMMARY = 1_000
"""Characters kept of an item's text: enough to judge it for spam and as a sample."""
MAX_NAMES = 20
"""Categories, and origins, of an item that are kept."""
_KINDS = {"rss": "rss", "feed": "atom", "rdf": "rdf"}
"""Names of root elements, and the kind of feed that each begins."""
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
"""Names of elements that tell the day of publishing in any kind (``issued``, ``created``: Atom 0.3)."""
_UPDATED = ("updated", "modified")
"""Those of the last edit: asked where an item has nothing else."""
_TEXTS = ("description", "summary", "encoded", "content")
"""Elements with an item's text."""
_JSON_TEXTS = ("summary", "content_text", "content_html")
_SOMETHING_ELSE, _OTHER_FORM, _PAGE = 0, 1, 2
"""What links of an entry lead to: a file or a source, the post in another form, the post as a page."""
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_TAGS = re.compile(r"<[/!?A-Za-z][^<>]{0,2000}>")
_TAG_URI = re.compile(r"^tag:([^,:/]+)[,:].*$", re.S)
"""An Atom ``id`` by RFC 4151 names the host that made it."""
_COMMENTS = re.compile(r"\b(?:comments? (?:for|on)|komentar)\b", re.I)
"""Names of feeds of comments,"""
_COMMENT_TITLE = re.compile(r"^(?:comment on|by:|oleh:|komentar (?:pada|di|untuk)|re:)", re.I)
"""and how titles of comments begin."""


@dataclass(frozen=True)
class _Item:
    """An entry as the feed has it."""

    link: str
    title: str
    summary: str
    date: str
    """As it is written,"""
    found: str
    """and the name of what holds it."""
    categories: tuple[str, ...]
    origins: tuple[tuple[str, str], ...] = ()
    """Addresses that it names as those it was taken from, each with its name."""


@dataclass(frozen=True)
class _Document:
    """A feed before its items are judged."""

    kind: str
    items: list[_Item]
    heading: str = ""
    """Its own name."""
    home: str = ""
    """Address of the site that it says it is of."""
    generator: str = ""
    description: str = ""
    """What it says of the program that wrote it."""


def text_of(markup: str) -> str:
    """Markup as plain text, at most ``MAX_SUMMARY`` characters."""
    plain = unescaped(_TAGS.sub(" ", unescaped(markup[: 4 * MAX_SUMMARY])))
    return " ".join(plain.split())[:MAX_SUMMARY]


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))[: 4 * MAX_SUMMARY].strip()


def _atom_link(element: etree._Element) -> tuple[int, str]:
    """What a ``link`` leads to, and its address; without a ``rel`` it is an alternate (RFC 4287, 4.2.7.2)."""
    url = element.get("href") or ""
    if (element.get("rel") or "alternate").lower() != "alternate":
        return _SOMETHING_ELSE, url
    html = "html" in (element.get("type") or "text/html").lower()
    return (_PAGE if html else _OTHER_FORM), url


def _origins(element: etree._Element, name: str) -> list[tuple[str, str]]:
    """Where it was taken from, by RSS's ``source``, Atom's ``source`` and ``link rel=via``, ``dc:source``: addresses,
    each with the name that stands there."""
    if name == "link":  # Atom (RFC 4287, 4.2.7.2)
        via = (element.get("rel") or "").lower() == "via"
        return [(element.get("href") or "", "")] if via else []
    if name != "source":
        return []
    # RSS gives the address as an attribute, Atom below it, Dublin Core as the text.
    below = [one for one in element if local_name(one) in ("link", "id")]
    title = next((_words(one) for one in element if local_name(one) == "title"), "") or _words(element)
    told = [element.get("url") or _words(element), *(one.get("href") or _words(one) for one in below)]
    return [(_TAG_URI.sub(r"https://\1/", address), title) for address in told]


def _taken_from(item: _Item, home: str, heading: str, context: Context) -> str:
    """Host of another site that the item was taken from. ``home`` and ``heading`` are the site that the feed says it is
    of, and the feed's name."""
    own = {"", host_and_path(home)[0]}
    # A feed that names itself, or the site it is of, took nothing over (domain.md 16). One without a name may name
    # itself by any.
    others = [one for one, name in item.origins if "://" in one and folded(name) != folded(heading) != ""]
    hosts = [elsewhere(absolute("", one), context) for one in others]
    return next((host for host in hosts if host not in own and not is_platform(host)), "")


def _item(element: etree._Element, base: str) -> _Item:
    """An ``item`` or ``entry``. Of what should stand once the first that says anything counts."""
    named: dict[str, list[etree._Element]] = {}
    for child in element:
        named.setdefault(local_name(child), []).append(child)
    dates = {name: _date(named[name][0]) for name in (*_PUBLISHED, *_UPDATED) if name in named}
    # When it was published, before when it was edited.
    date, found = next((told for told in dates.values() if told[0]), ("", ""))
    base = absolute(base, element.get(_XML_BASE) or "") or base
    summaries = (child for child in element if local_name(child) in _TEXTS)
    origins = [told for child in element for told in _origins(child, local_name(child))]
    return _Item(
        link=leads_to(base, _link(named.get("link", ())) or _guid(named.get("guid", ()))),
        title=_first_text(named.get("title", ())),
        summary=_first_text(summaries),
        date=date,
        found=found,
        # Atom names a category in an attribute, RSS in words.
        categories=tuple(
            child.get("term") or _words(child) for child in named.get("category", ())[:MAX_NAMES]
        ),
        origins=tuple(origins[:MAX_NAMES]),
    )


def _first_text(elements: Iterable[etree._Element]) -> str:
    return next((text for one in elements if (text := text_of(_words(one)))), "")


def _link(elements: Iterable[etree._Element]) -> str:
    """The address of the item's own page; Atom has several links, of which those to something else count nothing."""
    ranked = [_atom_link(one) if one.get("href") else (_PAGE, _words(one)) for one in elements]
    return max((one for one in ranked if one[0] and one[1]), key=itemgetter(0), default=(0, ""))[1]


def _guid(elements: Iterable[etree._Element]) -> str:
    """The last ``guid`` that is an address: RSS 2.0 says that it is one unless it denies it."""
    own = [_words(one) for one in elements if (one.get("isPermaLink") or "true").lower() != "false"]
    return own[-1] if own else ""


def _date(element: etree._Element) -> tuple[str, str]:
    """What it says, and its name as people find it in the feed: ``dc:date``."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    return _words(element), f"{prefix}{element.tag.rpartition('}')[2]}"


def _home(root: etree._Element, base: str) -> str:
    """Address of the site that the feed says it is of."""
    channel = next((one for one in root if local_name(one) == "channel"), root)
    links = [
        one for one in channel if local_name(one) == "link" and (one.get("rel") or "alternate") == "alternate"
    ]
    return next((leads_to(base, one.get("href") or _words(one)) for one in links), "")


def _of_the_channel(root: etree._Element, name: str) -> str:
    """What the feed says of itself: of the program that wrote it (``generator``: RSS 2.0; RFC 4287, 4.2.4), of what it
    holds; an item's own says nothing of it."""
    channel = next((one for one in root if local_name(one) == "channel"), root)
    return next((_words(one) for one in channel if local_name(one) == name), "")


def _json_feed(text: str, base: str) -> list[_Item] | None:
    """The items of a JSON Feed, or None when it is none."""
    data: Any = json_in(text)
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version")):
        return None
    listed = data.get("items")
    if not isinstance(listed, list):
        return None
    return [_json_item(one, base) for one in listed[:MAX_ITEMS] if isinstance(one, dict)]


def _json_item(item: dict[str, Any], base: str) -> _Item:
    told = {name: str(item.get(name) or "") for name in ("url", "title", "date_published", *_JSON_TEXTS)}
    tags = item.get("tags")
    return _Item(
        link=leads_to(base, told["url"]),
        title=text_of(told["title"]),
        summary=text_of(next((told[name] for name in _JSON_TEXTS if told[name]), "")),
        date=told["date_published"],
        found="date_published",
        categories=tuple(str(tag) for tag in tags[:MAX_NAMES]) if isinstance(tags, list) else (),
    )


def _candidate(item: _Item, feed: _Document, url: str, context: Context, *, whole_list: bool) -> Candidate:
    date = context.machine_date(item.date) if item.date else None
    candidate = Candidate(
        source=Source.FEED,
        url=item.link or url,
        title=item.title,
        published=date.when if date else None,
        found=item.found if date else "",
        seen_on=url,
        summary=item.summary,
    )
    origin = _taken_from(item, feed.home, feed.heading, context)
    judge = partial(
        screened,
        context=context,
        categories=item.categories,
        whole_list=whole_list,
        news=True,
        origin=origin,
    )
    return judged_at_home(candidate, context.scope, judge)


def _document(text: str, url: str) -> _Document | None:
    """What this text is as a feed; None: it is none."""
    root = None if text[:200].lstrip("\ufeff \r\n\t").startswith("{") else root_of(text, _KINDS)
    if root is None:
        items = _json_feed(text, url)
        return None if items is None else _Document("json", items)
    elements = [one for one in root.iter() if local_name(one) in ("item", "entry")][:MAX_ITEMS]
    # One that breaks off before its first entry was not read: it says nothing of what it would have held.
    if not elements and not ends(text):
        return None
    # In document order the channel's title comes before those of its items.
    heading = next((_words(one) for one in root.iter() if local_name(one) == "title"), "")
    items = [_item(one, url) for one in elements]
    generator, description = (_of_the_channel(root, name) for name in ("generator", "description"))
    return _Document(_KINDS[local_name(root)], items, heading, _home(root, url), generator, description)


def _is_of_comments(feed: _Document, url: str) -> bool:
    """Whether a feed is one of comments, by its name, its address, or each of its titles."""
    titled = [item.title for item in feed.items if item.title]
    # A feed of comments has titles like "Comment on X by Y", each of them.
    comments = bool(titled) and all(map(_COMMENT_TITLE.match, titled))
    return comments or "/comments/" in url or bool(_COMMENTS.search(feed.heading[:200]))


def read_feed(body: bytes, *, url: str, content_type: str, context: Context) -> Feed | None:
    """The feed's items as candidates, or None when this is no feed. Never fails."""
    feed = _document(text_in(body, content_type), url)
    if feed is None:
        return None
    if _is_of_comments(feed, url):
        return Feed(feed.kind, comments=True)
    # All of its days together show how it writes them, before any of them is read.
    order = order_of((item.date for item in feed.items), Hand.MACHINE)
    context = replace(context, order=context.order | order)

    def judged(*, whole_list: bool) -> list[Candidate]:
        return [_candidate(item, feed, url, context, whole_list=whole_list) for item in feed.items]

    candidates = judged(whole_list=False)
    if whole_list_refused(candidates):
        candidates = judged(whole_list=True)
    system = named_by_feed(feed.generator, feed.heading, feed.description)
    return Feed(feed.kind, without_clock(candidates, context), order=order, system=system)
