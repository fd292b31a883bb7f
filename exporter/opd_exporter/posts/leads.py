"""Where to look next, as a front page or a list was found to lead there: what readers hand back to the search."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit


@dataclass(frozen=True)
class Leads:
    """Addresses worth a request, best first, all within the site."""

    feeds: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    of_page: tuple[str, ...] = ()
    """Feeds of this very page, a list or a section: those it names, then where its system has one."""
    guesses: tuple[str, ...] = ()
    """Where a feed may be although neither the site nor its system names one."""
    lists: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    """Those of the lists that are named for news: what a reader would open before saying that there are none."""
    asked: tuple[str, ...] = ()
    """What the scripts of a page that lists nothing ask for, as far as that is named for news."""
    waiting: tuple[str, ...] = ()
    """This very page, where news on it are yet to be filled in, or stand where they cannot be told apart."""
    others: tuple[str, ...] = ()
    """The menu's entries that say nothing of what they hold, those of one word first."""
    sitemaps: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Links named for news that lead inside a house; never asked for."""
    lists_all: bool = False
    """This very page is its system's list of all posts, the newest first, and says so."""
    menu: frozenset[str] = frozenset()
    """What the menu names: pages, never posts."""


def wordpress_rest(root: str, base: str) -> str:
    """Address of a list of posts below a REST root, with pretty links or without."""
    parts = urlsplit(root)
    query = dict(parse_qsl(parts.query))
    wanted = {"per_page": "20", "_fields": "date,date_gmt,link,slug,title,excerpt,type,status"}
    if "rest_route" in query:
        route = query["rest_route"].rstrip("/") + f"/wp/v2/{base}"
        return parts._replace(query=urlencode({**query, "rest_route": route, **wanted}), fragment="").geturl()
    return parts._replace(
        path=parts.path.rstrip("/") + f"/wp/v2/{base}", query=urlencode(wanted), fragment=""
    ).geturl()
