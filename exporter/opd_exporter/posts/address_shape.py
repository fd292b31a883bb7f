"""Whether an address has the shape of one article's."""

from __future__ import annotations

import re
from urllib.parse import unquote

from opd_exporter.domain.scope import Scope
from opd_exporter.posts.address_parts import query_of, without_ending
from opd_exporter.posts.address_section import is_closed, leads_nowhere
from opd_exporter.posts.news_words import newslike
from opd_exporter.text.parsed import MAX_FOLDERS, parsed

_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|svg|bmp|docx?|xlsx?|pptx?|zip|rar|7z|mp[34]|avi|mov|css|js|json|xml|txt|ico|apk|exe)$",
    re.I,
)
_ARTICLE_KEYS = (
    *("p", "id", "berita", "artikel", "news", "post", "judul", "slug", "read", "baca", "detail"),
    *("idberita", "id_berita", "newsid", "nid"),
)
_ID = re.compile(r"\d{1,10}(?:[-_.].{0,200})?|[0-9a-f]{8,40}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def article_shape(url: str, scope: Scope) -> bool:
    """Whether an own address could be that of one article: a name of several words, a number, a date, or a query
    that picks one."""
    if not scope.owns(url):
        return False
    path = unquote(parsed(url).path)
    if _FILE.search(path):
        return False
    below = path[len(scope.folder) :] if path.startswith(scope.folder) else ""
    segments = [part for part in below.split("/") if part and part != "index.php"][:MAX_FOLDERS]
    query = query_of(url)
    if any(query.get(key) for key in _ARTICLE_KEYS):
        return True
    if not segments or leads_nowhere(url):
        return False
    if _YEAR.fullmatch(segments[0]) and all(part.isdigit() and len(part) <= 4 for part in segments):
        return False  # an archive of a year, a month, a day
    last = without_ending(segments[-1])
    if len(re.findall(r"[-_ +]", last)) >= 2 or len(last) >= 20:
        return True
    if len(segments) >= 2:
        return (
            bool(_ID.fullmatch(last))
            or bool(re.search(r"[-_]", last))
            or newslike("", "/" + "/".join(segments[:-1])) > 0
        )
    return bool(re.fullmatch(r"\d{2,10}(?:-.+)?|[^\W\d]+(?:[-_][^\W_]+)+", last))


def may_be_article(url: str, scope: Scope) -> bool:
    """Whether an own address of any shape could be an article's, when a title leads to it: no file, no machinery, not
    the front page."""
    parts = parsed(url)
    path = unquote(parts.path)
    below = path[len(scope.folder) :] if path.startswith(scope.folder) else ""
    return scope.owns(url) and bool(below or parts.query) and not _FILE.search(path) and not is_closed(url)
