"""What a page shows of the system that publishes it, gathered once for all systems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from opd_exporter.judges.cms.names import VERSION, after_name
from opd_exporter.judges.systems.records import System, systems
from opd_exporter.page.model import FOOTER, Page
from opd_exporter.text.address import host_and_path

_LAST_LINES = 12
"""Texts at the end of a page among which its credit is looked for."""
_REPOSITORIES = ("github.com", "gitlab.com", "codeberg.org")
"""Hosts of themes' repositories."""
_PHOTON = re.compile(r"i\d\.wp\.com")
"""Pictures that a plugin of WordPress serves from its maker's network: the path is the site's own."""
_GENERATOR_HEADERS = ("x-generator", "x-powered-cms", "x-cms")
"""Headers in which systems name themselves as in a generator tag."""
_VALUE, _HEADER, _COOKIES, _CREDITS = 200, 2_000, 4_000, 4_000
"""Characters that are looked at of a generator's name, of a header, of all cookies, of all credits."""
_NAMES = 100_000
"""Characters of what elements are called that are looked at."""
_OWN, _FOREIGN, _LOADED, _COMMENTS, _SCRIPTS = 300_000, 60_000, 200_000, 30_000, 200_000
"""Characters that are looked at of own addresses, of themes' files elsewhere, of all that is loaded, of comments, of
scripts. The marks of every system are looked for in them, and a page that is nothing but addresses shall not cost more
than some thousands of them."""
_ADDRESS = re.compile(r"https?://[a-z0-9.:\-]{4,100}/[^\s\"'<>\\]{1,200}")
"""A whole address in a script. Of one that is copied along with a script it leads to where that came from, so only those
on the site's own host tell of its system."""
_CREDIT_LINE = 160
"""Characters of the longest line at a page's end that may be a credit; longer ones are text."""


@dataclass(frozen=True)
class Marks:
    """What a page shows, gathered once for all systems; everything in lower case."""

    generators: tuple[str, ...]
    own: str
    """Path and query of every address on the site's own host, a line each."""
    foreign: str
    """Addresses of scripts and styles on other hosts: a site's own files may lie at a delivery network."""
    loaded: str
    """Addresses of everything the page loads but pictures, which people take over from others' pages as they stand."""
    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    metas: tuple[tuple[str, str], ...]
    body: str
    """Names of the page's outermost elements, a line each, with a line's end before the first and after the last."""
    names: str
    """Likewise what all elements are called."""
    comments: str
    credits: str
    """The footer and the last short lines."""
    credited: frozenset[str]
    """Names of the systems that links there credit."""
    scripts: str


def _local(url: str, host: str) -> str:
    """Path and query of an address on the site's own host (also as WordPress' image proxy has it), or an empty string.
    Scripts and styles are its own from a host below it too; a link or a picture there leads from a city's portal to its
    agencies."""
    place, path = host_and_path(url)
    if place == host:
        return path
    if place.endswith(f".{host}") and _is_file_of_theme(url):
        return f"//{place}{path}"  # a mark that begins a path, or asks where it begins, is none there
    if _PHOTON.fullmatch(place):
        origin, slash, rest = path.lstrip("/").partition("/")
        return slash + rest if origin.removeprefix("www.") == host else ""
    return ""


def _is_file_of_theme(url: str) -> bool:
    return url.partition("?")[0].endswith((".js", ".css"))


def _lines(values: Iterable[str], most: int) -> str:
    return "\n".join(dict.fromkeys(value for value in values if value))[:most].lower()


def _names(names: Iterable[str]) -> str:
    return "\n".join(("", *names, ""))[:_NAMES]


def _generators(page: Page) -> tuple[str, ...]:
    """What a page says of the program that made it, in its head and in the headers of its answer."""
    named = (page.header(name) for name in _GENERATOR_HEADERS)
    told = (value[:_VALUE].lower().strip() for value in (*page.all_meta("generator"), *named))
    return tuple(value.removeprefix("powered by ") for value in told if value)


def _cookies(page: Page) -> tuple[str, ...]:
    """Names of the cookies that an answer sets; several headers are joined by commas, which dates hold too."""
    set_by = re.split(r",\s{0,3}(?=[\w.-]{1,60}=)", page.header("set-cookie")[:_COOKIES])
    return tuple(part.strip().partition("=")[0].lower() for part in set_by)


def _credits(page: Page) -> str:
    """The lines in which a page says who made it."""
    shown = [text for text in page.texts if not text.hidden]
    last = {id(text) for text in page.texts[-_LAST_LINES:]}
    footer = [text.text for text in shown if text.area is FOOTER]
    # Themes without a <footer> have their credit in the last lines.
    footer += [text.text for text in shown if id(text) in last and len(text.text) < _CREDIT_LINE]
    return " \n ".join(dict.fromkeys(footer))[:_CREDITS].lower()


def marks_of(page: Page) -> Marks:
    """All that a page shows of its system."""
    host = host_and_path(page.url)[0]
    loaded = [*page.assets, *(link.url for link in page.head_links)]
    pictures = frozenset(page.images)
    scripts = "\n".join(page.inline_scripts)[:_SCRIPTS].lower().replace("\\/", "/")
    led_to = (*(link.url for link in page.links), *_ADDRESS.findall(scripts))
    own = [_local(url, host) for url in (*loaded, *led_to)]
    # A link to another's site says nothing; a script or a style that is loaded from there may be the theme's.
    files_elsewhere = (url for url in loaded if _is_file_of_theme(url) and not _local(url, host))
    return Marks(
        generators=_generators(page),
        own=_lines(own, _OWN),
        foreign=_lines(files_elsewhere, _FOREIGN),
        loaded=_lines((url for url in loaded if url not in pictures), _LOADED),
        headers=tuple((key, value[:_HEADER].lower()) for key, value in page.headers.items()),
        cookies=_cookies(page),
        metas=tuple((key, value.lower()) for key, value in page.metas),
        body=_names(page.body_css.split()),
        names=_names(page.names),
        comments=_lines(page.comments, _COMMENTS),
        credits=_credits(page),
        credited=_credited(page),
        scripts=scripts,
    )


def _credited(page: Page) -> frozenset[str]:
    """Names of the systems that links of the footer credit: one to their makers that says their name and no more than a
    version beside it, or their address, unless it is a list of several, or one to a theme made for them."""
    ends = {text.link for text in page.texts[-_LAST_LINES:]}
    places = [
        (*host_and_path(link.url.lower()), link.text[:80].lower())
        for number, link in enumerate(page.links)
        if (link.area is FOOTER or number in ends) and not link.hidden and link.url
    ]
    # Nearly all lead elsewhere: no system is asked of them.
    places = [one for one in places if one[0] in _REPOSITORIES or one[0].removeprefix("www.") in _homes()]
    if not places:
        return frozenset()
    homes = {known.name for known in systems().values() if any(_leads_home(known, *one) for one in places)}
    themed = {known.name for known in systems().values() if any(_has_theme(known, *one) for one in places)}
    return frozenset(themed | (homes if len(homes) == 1 else set()))


@cache
def _homes() -> frozenset[str]:
    """Where makers of systems live."""
    return frozenset(home for known in systems().values() for home in known.homes)


def _leads_home(known: System, host: str, path: str, text: str) -> bool:
    if host.removeprefix("www.") not in known.homes:
        return False
    if text.strip().removeprefix("www.") in known.homes:  # "WordPress.org" says the name too
        return True
    rest = after_name(" ".join(text.split()), (*known.generator, known.called.lower()))
    return rest is not None and (not rest or VERSION.fullmatch(rest) is not None)


def _has_theme(known: System, host: str, path: str, text: str) -> bool:
    return host in _REPOSITORIES and path.strip("/").partition("/")[2].startswith(known.themes or ("/",))
