"""Posts in a feed: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. Dates of items only, never those of the channel."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from opd_exporter.dates.order import NO_ORDER, Hand, Order, order_of
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.article.original import elsewhere, is_platform
from opd_exporter.posts.candidate_rules import screened, whole_list_refused
from opd_exporter.posts.clock import without_clock
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.documents import json_in, unescaped
from opd_exporter.posts.sources.xml_tree import local_name, root_of, text_in
from opd_exporter.text.address import absolute, host_and_path
from opd_exporter.text.similarity import folded

MAX_ITEMS = 500
MAX_SUMMARY = 1_000
_KINDS = {"rss": "rss", "feed": "atom", "rdf": "rdf"}
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified")
_TAGS = re.compile(r"<[/!?A-Za-z][^<>]{0,2000}>")
_TAG_URI = re.compile(r"^tag:([^,:/]+)[,:].*$", re.S)
_COMMENTS = re.compile(r"\b(?:comments? (?:for|on)|komentar)\b", re.I)
_COMMENT_TITLE = re.compile(r"^(?:comment on|by:|oleh:|komentar (?:pada|di|untuk)|re:)", re.I)


@dataclass(frozen=True)
class Feed:
    """A feed as it was read."""

    kind: str
    """``rss``, ``rdf``, ``atom`` or ``json``."""
    candidates: tuple[Candidate, ...] = ()
    comments: bool = False
    """A feed of comments, which says nothing of posts."""
    order: Order = NO_ORDER
    """What its dates show of the order of their fields."""


@dataclass(frozen=True)
class _Item:
    link: str
    title: str
    summary: str
    date: str
    found: str
    categories: tuple[str, ...]
    origins: tuple[tuple[str, str], ...] = ()
    """Addresses that it names as those it was taken from, each with its name."""


def text_of(markup: str) -> str:
    """Markup as plain text, at most ``MAX_SUMMARY`` characters."""
    plain = unescaped(_TAGS.sub(" ", unescaped(markup[: 4 * MAX_SUMMARY])))
    return " ".join(plain.split())[:MAX_SUMMARY]


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))[: 4 * MAX_SUMMARY].strip()


def _atom_link(element: etree._Element) -> tuple[int, str]:
    rel = (element.get("rel") or "alternate").lower()
    kind = (element.get("type") or "text/html").lower()
    return (2 if rel == "alternate" and "html" in kind else 1 if rel == "alternate" else 0), element.get(
        "href"
    ) or ""


def _origins(element: etree._Element, name: str) -> list[tuple[str, str]]:
    """Where it was taken from, by RSS's ``source``, Atom's ``source`` and ``link rel=via``, ``dc:source``: addresses,
    each with the name that stands there."""
    if name == "link":
        via = (element.get("rel") or "").lower() == "via"
        return [(element.get("href") or "", "")] if via else []
    if name != "source":
        return []
    below = [one for one in element if local_name(one) in ("link", "id")]
    title = next((_words(one) for one in element if local_name(one) == "title"), "") or _words(element)
    told = [element.get("url") or _words(element), *(one.get("href") or _words(one) for one in below)]
    return [(_TAG_URI.sub(r"https://\1/", address), title) for address in told]


def _taken_from(item: _Item, home: str, heading: str, context: Context) -> str:
    """Host of another site that the item was taken from. ``home`` and ``heading`` are the site that the feed says it is
    of, and the feed's name."""
    own = {"", host_and_path(home)[0]}
    others = [one for one, name in item.origins if "://" in one and folded(name) != folded(heading) != ""]
    hosts = [elsewhere(absolute("", one), context) for one in others]
    return next((host for host in hosts if host not in own and not is_platform(host)), "")


def _item(element: etree._Element, base: str) -> _Item:
    origins: list[tuple[str, str]] = []
    link, rank, title, summary, guid = "", -1, "", "", ""
    dates: dict[str, tuple[str, str]] = {}
    categories: list[str] = []
    base = absolute(base, element.get("{http://www.w3.org/XML/1998/namespace}base") or "") or base
    for child in element:
        name = local_name(child)
        origins += _origins(child, name)
        if name == "link":
            # Atom has several links an entry: the one to the page itself counts most.
            found = _atom_link(child) if child.get("href") else (2, _words(child))
            if found[1] and found[0] > rank and found[0] > 0:
                rank, link = found[0], found[1]
        elif name == "guid" and (child.get("isPermaLink") or "true").lower() != "false":
            guid = _words(child)
        elif name == "title":
            title = title or text_of(_words(child))
        elif name in ("description", "summary", "encoded", "content"):
            summary = summary or text_of(_words(child))
        elif name == "category":
            categories.append(child.get("term") or _words(child))
        elif name in _PUBLISHED or name in _UPDATED:
            prefix = f"{child.prefix}:" if child.prefix else ""
            dates.setdefault(name, (_words(child), f"{prefix}{child.tag.rpartition('}')[2]}"))
    # When it was published, before when it was edited.
    chosen = next(
        (dates[name] for name in (*_PUBLISHED, *_UPDATED) if dates.get(name, ("", ""))[0]), ("", "")
    )
    return _Item(
        absolute(base, link or guid),
        title,
        summary,
        chosen[0],
        chosen[1],
        tuple(categories[:20]),
        tuple(origins[:20]),
    )


def _home(root: etree._Element, base: str) -> str:
    """Address of the site that the feed says it is of."""
    channel = next((one for one in root if local_name(one) == "channel"), root)
    links = [
        one for one in channel if local_name(one) == "link" and (one.get("rel") or "alternate") == "alternate"
    ]
    return next((absolute(base, one.get("href") or _words(one)) for one in links), "")


def _json_feed(text: str, base: str) -> list[_Item] | None:
    data: Any = json_in(text)
    if (
        not isinstance(data, dict)
        or "jsonfeed.org" not in str(data.get("version"))
        or not isinstance(data.get("items"), list)
    ):
        return None
    items = []
    for one in data["items"][:MAX_ITEMS]:
        if isinstance(one, dict):
            tags = tuple(str(tag) for tag in one["tags"][:20]) if isinstance(one.get("tags"), list) else ()
            summary = text_of(
                str(one.get("summary") or one.get("content_text") or one.get("content_html") or "")
            )
            link, date = str(one.get("url") or ""), str(one.get("date_published") or "")
            items.append(
                _Item(
                    absolute(base, link),
                    text_of(str(one.get("title") or "")),
                    summary,
                    date,
                    "date_published",
                    tags,
                )
            )
    return items


def _candidate(
    item: _Item, url: str, context: Context, home: str, heading: str, whole_list: bool = False
) -> Candidate:
    parsed = context.machine_date(item.date) if item.date else None
    candidate = Candidate(
        source=Source.FEED,
        url=item.link or url,
        title=item.title,
        published=parsed[0] if parsed else None,
        found=item.found if parsed else "",
        seen_on=url,
        summary=item.summary,
    )
    origin = _taken_from(item, home, heading, context)
    return screened(
        candidate, context, categories=item.categories, whole_list=whole_list, news=True, origin=origin
    )


def read_feed(body: bytes, *, url: str, content_type: str, context: Context) -> Feed | None:
    """The feed's items as candidates, or None when this is no feed. Never fails."""
    text = text_in(body, content_type)
    root = None if text[:200].lstrip("\ufeff \r\n\t").startswith("{") else root_of(text, _KINDS)
    items: list[_Item] | None
    kind, heading, home = "json", "", ""
    if root is None:
        items = _json_feed(text, url)
    else:
        kind = _KINDS[local_name(root)]
        found = [element for element in root.iter() if local_name(element) in ("item", "entry")][:MAX_ITEMS]
        items = [_item(element, url) for element in found]
        heading = next((_words(element) for element in root.iter() if local_name(element) == "title"), "")
        home = _home(root, url)
    if items is None:
        return None
    titled = [item.title for item in items if item.title]
    comments = sum(bool(_COMMENT_TITLE.match(title)) for title in titled)
    if _COMMENTS.search(heading[:200]) or (titled and comments == len(titled)) or "/comments/" in url:
        return Feed(kind, comments=True)
    order = order_of((item.date for item in items), Hand.MACHINE)
    context = replace(context, order=context.order | order)
    candidates = [_candidate(item, url, context, home, heading) for item in items]
    if whole_list_refused(candidates):
        candidates = [_candidate(item, url, context, home, heading, whole_list=True) for item in items]
    return Feed(kind, without_clock(candidates, context), order=order)
