"""Where on a page an element stands: by element, role and the class names that templates use."""

from __future__ import annotations

import re
from functools import lru_cache

from opd_exporter.page.model import NAV, Area

_BY_TAG = {"header": Area.HEADER, "nav": Area.NAV, "footer": Area.FOOTER, "aside": Area.ASIDE}
PLACES = frozenset((*_BY_TAG, "main"))
"""Elements that are an area by their name alone."""
_BY_ROLE = {
    "banner": Area.HEADER,
    "navigation": Area.NAV,
    "menubar": Area.NAV,
    "menu": Area.NAV,
    "contentinfo": Area.FOOTER,
    "complementary": Area.ASIDE,
    "search": Area.HEADER,
}
"""The roles of ARIA that are a part of the page."""

_NAMES: tuple[tuple[Area, str], ...] = (
    (Area.WIDGET, r"gpr-?kominfo.*|gpr-?komdigi.*|.*gpr-?widget.*|widget-?gpr.*|gprwidget.*|gpr"),
    (
        Area.COMMENTS,
        r"comments?|comment-?list|comments?-area|commentlist|respond|disqus_thread|komentar|fb-comments",
    ),
    (
        Area.FOOTER,
        r"footer|site-footer|footer-.*|main-footer|page-footer|colophon|copyright|copyrights|bottom-bar|footer\d?|footer_.*",
    ),
    (
        Area.ASIDE,
        r"sidebar|side-?bar-.*|sidebar_.*|sidebar\d|.*-sidebar-inner|left-?sidebar|right-?sidebar|widget|widget-area"
        r"|widget_.*|secondary|aside|blog-sidebar|main-sidebar|primary-sidebar|popular|popular-posts?|berita-populer"
        r"|berita-terpopuler|related|related-posts?|related-news|berita-terkait|artikel-terkait|terkait|recent-posts?"
        r"|latest-posts-widget|archives?-widget|kalender|calendar|agenda-widget|statistik|pengunjung|visitor|counter"
        r"|running-?text|marquee|news-?ticker|breaking-?news|ticker",
    ),
    (
        Area.NAV,
        r"nav|navbar|navbar-.*|navigation|site-navigation|main-navigation|menu|main-?menu|mainmenu|top-?menu|menu-.*"
        r"|mega-?menu|off-?canvas.*|mobile-menu|dropdown-menu|sub-menu|breadcrumbs?|breadcrumb-.*|pagination|pager"
        r"|page-numbers|nav-links|social|social-.*|sosmed|medsos|share|sharing|share-.*|tags|tagcloud|tag-cloud|language-switcher",
    ),
    (
        Area.HEADER,
        r"header|site-header|main-header|page-?top|masthead|top-?bar|topbar.*|top-?header|header-top|header-area|preheader|logo|date-?time|jam|clock|tanggal-hari-ini",
    ),
)
"""Whole class names and ids that themes give to parts of the page; the first that fits counts."""
_PATTERNS = tuple((area, re.compile(f"(?:{names})")) for area, names in _NAMES)

_CLOSED, _LOW, _HIGH = (Area.WIDGET, Area.COMMENTS), (Area.FOOTER, Area.ASIDE), (Area.HEADER, Area.NAV)
"""Of each element it is asked whether it stands in one of these (``NAV`` in ``model.py``)."""
_STICKY = (Area.WIDGET, Area.COMMENTS, Area.FOOTER, Area.ASIDE, Area.NAV)
"""What an element is by its name or role; where it is one of these, that outweighs its class names."""
_NEVER = frozenset(
    {"html", "body", "article", "main", "a", "p", "time", "h1", "h2", "h3", "h4", "td", "tr", "form"}
)
"""Elements whose class names say something about the whole page or about themselves, never about an area."""


_COMMENT = re.compile(r"#(?:comments?|komentar|respond|reply|disqus_thread)\b|#c\d{4,}$", re.I)
"""Behind an address: a comment there, or all of them; Blogger writes "#c" and a number."""


def leads_to_a_comment(href: str) -> bool:
    """Whether a link leads to what others wrote below an article: the day beside it is that of a comment."""
    return "#" in href and _COMMENT.search(href) is not None


# A template has some hundreds of class names, which come back on each page of the site.
@lru_cache(maxsize=4096)
def _named(names: tuple[str, ...]) -> Area | None:
    """The first area, in the order of the table, that one of the class names belongs to."""
    return next((area for area, pattern in _PATTERNS if any(map(pattern.fullmatch, names))), None)


@lru_cache(maxsize=4096)
def area_of(tag: str, role: str, names: tuple[str, ...], outer: Area) -> Area:
    """The area of an element inside ``outer``. What is sidebar or footer stays so for all that lies below,
    except a ``<main>``."""
    if not names and not role and tag not in _BY_TAG and tag != "main":
        return outer  # as most elements
    if tag == "main" or role == "main":
        return Area.MAIN if outer is not Area.WIDGET else outer
    if outer in _CLOSED:
        return outer
    own = _own_area(tag, role, names, outer)
    return outer if own is None or _stays(outer, own) else own


def _own_area(tag: str, role: str, names: tuple[str, ...], outer: Area) -> Area | None:
    """What an element says of itself: its own kind, or a class name where that kind may be anywhere."""
    own = _BY_TAG.get(tag) or _BY_ROLE.get(role)
    if tag == "header" and own is Area.HEADER and outer is Area.MAIN and _heads_an_article(names):
        own = None
    # A ``<header>`` in the article says nothing of its place then; its class names still may.
    named = _named(names) if names and tag not in _NEVER else None
    return own if named is None or own in _STICKY else named


def _heads_an_article(names: tuple[str, ...]) -> bool:
    """Whether a ``<header>`` within the main part is the article's own: its title and day stand there."""
    return any(part in name for name in names for part in ("entry", "post", "article"))


def _stays(outer: Area, own: Area) -> bool:
    """Whether an element's own kind makes it no other place: a menu or a heading within the footer or the sidebar, a
    logo within the menu."""
    if outer in _LOW:
        return own in _HIGH
    return outer is NAV and own is Area.HEADER
