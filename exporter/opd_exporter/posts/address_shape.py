"""Whether an address has the shape of one article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from opd_exporter.domain.scope import Scope
from opd_exporter.posts.address_parts import query_of, without_ending
from opd_exporter.posts.address_section import leads_nowhere
from opd_exporter.posts.news_words import newslike
from opd_exporter.text.files import is_file
from opd_exporter.text.parsed import MAX_FOLDERS, once_an_address, parsed

_ARTICLE_KEYS = (
    *("p", "id", "berita", "artikel", "news", "post", "judul", "slug", "read", "baca", "detail"),
    *("idberita", "id_berita", "newsid", "nid"),
)
"""Fields of a query that pick one article."""
_ID = re.compile(r"\d{1,10}(?:[-_.].{0,200})?|[0-9a-f]{8,40}")
"""An article's number, or the hash that stands for it."""
_ALONE = re.compile(r"\d{2,10}(?:-.+)?|[^\W\d]+(?:[-_][^\W_]+)+")
"""A name that needs no folder before it: a number of two digits or more, or words joined by hyphens."""
_JOINT = re.compile(r"[-_ +]")
_JOINTS, _LONG = 2, 20
"""Hyphens and the like, or characters, from which on a name is of several words: one hyphen have pages too
("visi-misi", "struktur-organisasi")."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def article_shape(url: str, scope: Scope) -> bool:
    """Whether an own address could be that of one article: a name of several words, a number, a date, or a query
    that picks one."""
    return scope.owns(url) and _shaped(url, scope.folder)


@once_an_address
def _shaped(url: str, folder: str) -> bool:
    if is_file(url):
        return False
    query = query_of(url)
    # A query that picks one ("?id=5") outweighs whatever the path looks like: it is a script's name.
    if query and any(query.get(key) for key in _ARTICLE_KEYS):
        return True
    path = _below(unquote(parsed(url).path), folder)
    segments = [part for part in path.split("/") if part and part != "index.php"][:MAX_FOLDERS]
    if not segments or leads_nowhere(url) or _is_archive(segments):
        return False
    return _names_an_article(without_ending(segments[-1]), segments[:-1])


def _below(path: str, folder: str) -> str:
    """A path below the folder in which the site lives."""
    return path[len(folder) :] if path.startswith(folder) else ""


def _is_archive(segments: Sequence[str]) -> bool:
    """Whether an address is the archive of a year, a month, a day: numbers alone after a year."""
    numbers = all(part.isdigit() and len(part) <= 4 for part in segments)
    return numbers and _YEAR.fullmatch(segments[0]) is not None


def _names_an_article(name: str, folders: Sequence[str]) -> bool:
    """Whether the last part of an address may be one article's name. A folder before it, or one named for news, lets a
    shorter name be one; a single word alone in the site's own folder is a page's ("profil")."""
    if len(_JOINT.findall(name)) >= _JOINTS or len(name) >= _LONG:
        return True
    if not folders:
        return _ALONE.fullmatch(name) is not None
    apart = _ID.fullmatch(name) or re.search(r"[-_]", name)
    return bool(apart) or newslike("", "/" + "/".join(folders)) > 0


def may_be_article(url: str, scope: Scope) -> bool:
    """Whether an own address of any shape could be an article's, when a title leads to it: no file, not the front page.
    What words of it say against that, the rules weigh with title, date and section (docs/domain.md, 3)."""
    if not scope.owns(url) or is_file(url):
        return False
    parts = parsed(url)
    return bool(_below(unquote(parts.path), scope.folder) or parts.query)
