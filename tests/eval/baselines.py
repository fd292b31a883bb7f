"""Three simple readers over the same pages: what somebody would write in an afternoon.

Libraries get trees, never a text that they might take for an address (docs/security.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
from htmldate import find_date
from trafilatura.metadata import extract_metadata

from eval.engine import SETTINGS
from eval.judge import Told
from eval.model import Clock
from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site, Thresholds
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.status import by_age
from opd_exporter.domain.vocabulary import Status
from opd_exporter.fetch.client import Fetcher
from opd_exporter.fetch.model import Fetched
from years.words import WIB

Tree = lxml.html.HtmlElement
NAMES = ("feed-only reader", "htmldate on the front page", "trafilatura on the newest linked page")
WORDS = 4
"""Of a link that may be a title."""


def _tree(fetched: Fetched) -> Tree | None:
    if not fetched.ok or not fetched.body.strip():
        return None
    try:
        return lxml.html.document_fromstring(fetched.body, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.ParserError, ValueError):
        return None


def _moment(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(text.strip())
        except (ValueError, TypeError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=WIB)
    return None


def _newest_item(body: bytes, now: datetime) -> datetime | None:
    """The newest entry of a feed that is not ahead."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = lxml.etree.fromstring(body, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    names = "local-name()='pubDate' or local-name()='published' or local-name()='date'"
    path = f"//*[local-name()='item' or local-name()='entry']/*[{names}]"
    moments = [_moment(element.text or "") for element in root.xpath(path)]
    return max((one for one in moments if one and one <= now), default=None)


def _feed_of(tree: Tree | None, base: str) -> str:
    links = (
        tree.xpath("//link[contains(@type,'rss') or contains(@type,'atom')]/@href")
        if tree is not None
        else []
    )
    return urljoin(base, links[0] if links else "/feed")


def _newest_link(tree: Tree | None, base: str) -> str | None:
    """The first link of the page that reads like a title and stays on the site."""
    if tree is None:
        return None
    for link in tree.iter("a"):
        there = urljoin(base, link.get("href", ""))
        same = urlsplit(there).netloc == urlsplit(base).netloc
        if same and len(link.text_content().split()) >= WORDS:
            return there
    return None


def _htmldate(tree: Tree | None, now: datetime) -> datetime | None:
    if tree is None:
        return None
    return _day(find_date(tree, extensive_search=False, original_date=True, max_date=f"{now:%Y-%m-%d}"))


def _trafilatura(tree: Tree | None) -> datetime | None:
    found = extract_metadata(tree, extensive=False) if tree is not None else None
    return _day(found.date if found else None)


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text or ""), datetime.min.time(), WIB)
    except ValueError:
        return None


def _told(found: datetime | None, now: datetime) -> Told:
    if found is None:
        return Told(Status.TIDAK_TERUKUR)
    return Told(by_age(found, Thresholds(), now), found.astimezone(WIB).date())


async def read(address: str, clock: Clock) -> Mapping[str, Told]:
    """What each of them says of a site, by its name."""
    now = clock().astimezone(UTC)
    site = Site("opd", "Dinas", "D", "dinas", address)
    fetcher = Fetcher(SETTINGS)

    async def get(url: str) -> Fetched:
        return await fetcher.get(url, scope=Scope.of(site), budget=Budget.of(SETTINGS.timeout, 6))

    try:
        front = await get(address)
        tree = _tree(front)
        base = front.final_url
        feed = await get(_feed_of(tree, base)) if front.ok else front
        link = _newest_link(tree, base)
        article = await get(link) if link else None
    finally:
        await fetcher.close()
    says: list[Callable[[], datetime | None]] = [
        lambda: _newest_item(feed.body, now) if feed.ok else None,
        lambda: _htmldate(tree, now),
        lambda: _trafilatura(_tree(article)) if article else None,
    ]
    return {name: _told(say(), now) for name, say in zip(NAMES, says, strict=True)}
