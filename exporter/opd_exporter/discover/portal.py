"""What a portal's pages tell: which sites they name, and which of its pages may name more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from opd_exporter.discover import names
from opd_exporter.page.named_links import NamedLink
from opd_exporter.text.parsed import parsed

_LISTS = (
    r"perangkat[\s_-]*daerah|\bopd\b|\bskpd\b|sub[\s_-]?domain",
    r"website|situs|organisasi|instansi",
    r"link[\s_-]*terkait|tautan|kecamatan|kelurahan|dinas|badan",
)
"""What pages that list agencies are called, the surest first."""
# Links of a pager,
_NEXT = re.compile(r"\d{1,2}|>+|\u00bb|\u203a|berikut(?:nya)?|selanjutnya|next", re.IGNORECASE)
# whose addresses count pages too: a number alone may be anything.
_PAGED = re.compile(r"(?:page|hal(?:aman)?|start|offset|\bp)[=/_-]?\d", re.IGNORECASE)
# An article about an agency is not the list that names all of them.
_ARTICLE = re.compile(r"/(?:berita|news|artikel|pengumuman|agenda|galeri|\d{4}/\d{2})/", re.IGNORECASE)
_TWO_PARTS = ("go", "co", "or", "ac", "sch", "desa", "my", "web", "com", "gov")
"""Second levels below which names are given out."""
MAX_LABEL_WORDS = 5
"""Words of a link in a menu; longer ones are headlines."""


class Confidence(StrEnum):
    """How sure it is that a site is an agency's."""

    SURE = "yakin"
    LIKELY = "cukup yakin"
    DOUBTFUL = "ragu"


@dataclass(frozen=True)
class NamedSite:
    """A site that the portal names."""

    url: str
    names: tuple[str, ...]
    where: str
    """The page or file that names it."""
    listed: bool = False
    """That page is a list of agencies."""


def domain(url: str) -> str:
    """The name below which a city gives out its sites': ``example.go.id`` of ``https://portal.example.go.id/``."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return str(ip_address(host))
    except ValueError:
        labels = host.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _TWO_PARTS else 2
    return ".".join(labels[-kept:])


def below(url: str, of: str) -> bool:
    """Whether an address is at the domain or below it."""
    host = urlsplit(url).hostname or ""
    return host == of or host.endswith(f".{of}")


def sites_named(links: Iterable[NamedLink], where: str, portal: str, *, listed: bool) -> list[NamedSite]:
    """Other sites that a page links to and that may be an agency's: those below the portal's domain, and of others
    those that are named as one."""
    home, city = parsed(portal).place, domain(portal)
    by_place: dict[tuple[str, int], list[NamedLink]] = defaultdict(list)
    for link in links:
        place = parsed(link.url).place
        if place is None or place == home:
            continue
        name = names.agency(link.names)
        if below(link.url, city) or (name and not names.national(" ".join(link.names))):
            by_place[place].append(link)
    return [NamedSite(url, told, where, listed) for group in by_place.values() for url, told in _roots(group)]


def _roots(links: Sequence[NamedLink]) -> list[tuple[str, tuple[str, ...]]]:
    """The sites at one host: one, or one a folder where several agencies have theirs."""
    folders: dict[str, list[str]] = defaultdict(list)
    for link in links:
        folders[urlsplit(link.url).path.strip("/").partition("/")[0]].extend(link.names)
    agencies = {folder: names.agency(told) for folder, told in folders.items() if folder}
    parts = urlsplit(links[0].url)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
    if len(links) > 1 and len(set(filter(None, agencies.values()))) > 1:
        return [(f"{origin}{folder}/", tuple(folders[folder])) for folder, name in agencies.items() if name]
    return [(origin, tuple(dict.fromkeys(name for link in links for name in link.names)))]


def lists_of(links: Iterable[NamedLink], portal: str) -> list[str]:
    """Pages of the portal that may list agencies, the most promising first."""
    found: dict[str, int] = {}
    for link in links:
        if parsed(link.url).place != parsed(portal).place or _ARTICLE.search(link.url):
            continue
        text = link.names[0] if link.names else ""
        if len(text.split()) > MAX_LABEL_WORDS:
            continue
        words = f"{text} {urlsplit(link.url).path.rpartition('/')[2]}".lower()
        rank = next((at for at, pattern in enumerate(_LISTS) if re.search(pattern, words)), None)
        if rank is not None:
            found[link.url] = min(rank, found.get(link.url, rank))
    return sorted(found, key=lambda url: found[url])


def pages_after(links: Iterable[NamedLink], page: str) -> list[str]:
    """The further pages of a list."""
    beginning = _PAGED.split(urlsplit(page).path)[0].rstrip("/")
    return [
        link.url
        for link in links
        if link.names
        and _NEXT.fullmatch(link.names[0].strip())
        and parsed(link.url).place == parsed(page).place
        and _PAGED.search(link.url)
        and urlsplit(link.url).path.startswith(beginning)
    ]


def agencies_without_site(links: Iterable[NamedLink], portal: str) -> list[str]:
    """Agencies that have a page of the portal."""
    home = parsed(portal).place
    inside = (link for link in links if parsed(link.url).place == home and not _ARTICLE.search(link.url))
    told = (names.agency(link.names[:1]) for link in inside)
    return [name for name in told if len(name.split()) > 1]


def joined(found: Iterable[NamedSite]) -> list[NamedSite]:
    """One entry a site, with all the names that any page has for it; the first place where it stood, a list first."""
    sites: dict[tuple[object, str], NamedSite] = {}
    for one in sorted(found, key=lambda one: not one.listed):
        address = parsed(one.url)
        key = address.place, address.path
        before = sites.get(key)
        if before is None:
            sites[key] = one
        else:
            told = tuple(dict.fromkeys((*before.names, *one.names)))
            sites[key] = NamedSite(before.url, told, before.where, before.listed)
    return list(sites.values())
