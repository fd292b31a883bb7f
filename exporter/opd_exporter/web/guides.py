"""The operators' guides, in Indonesian, as pages: what mails and other pages link to.

They are files of ``docs/``, which ``templates/panduan/`` points to, so that a package brings them along."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

GUIDES = {
    "operator": "panduan-operator.md",
    "surel": "panduan-surel.md",
    "peringatan": "runbooks.md",
    "situs": "menambah-situs.md",
    "layar": "panduan-layar.md",
}
"""The file of each guide by its place below ``/panduan/``."""

_PLACES = {file: place for place, file in GUIDES.items()}
_DOCUMENT = re.compile(r"([\w-]+\.md)(#[\w-]+)?")


@cache
def _source(place: str) -> str:
    return resources.files(__package__).joinpath("templates/panduan", GUIDES[place]).read_text("utf-8")


def title(place: str) -> str:
    """A guide's first heading."""
    return _source(place).partition("\n")[0].removeprefix("# ")


def _anchor(heading: str) -> str:
    """A heading as links name it: lower case, words joined by hyphens."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _target(href: str) -> str:
    """Where a link of a document leads here; empty: nowhere, since that document is not served."""
    document = _DOCUMENT.fullmatch(href)
    if document:
        place = _PLACES.get(document[1])
        return place + (document[2] or "") if place else ""
    return href if href.startswith(("#", "https://", "http://")) else ""


def _linked(tokens: list[Token]) -> list[Token]:
    """The parts of a paragraph: links lead to pages of the exporter or are mere words, and there are no pictures."""
    kept: list[Token] = []
    leads = False
    for token in tokens:
        if token.type == "link_open":
            target = _target(str(token.attrGet("href")))
            token.attrSet("href", target)
            leads = bool(target)
        if token.type == "image" or (token.type in ("link_open", "link_close") and not leads):
            continue
        kept.append(token)
    return kept


def _name_columns(tokens: list[Token]) -> None:
    """Give every cell its column's heading (``data-kolom``): on a phone a row's cells stand below each other."""
    headings: list[str] = []
    column = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            headings = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            headings.append(tokens[at + 1].content)
        elif token.type == "td_open":
            token.attrSet("data-kolom", headings[column])
            column += 1


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # no start waits for it

    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def html(place: str) -> str:
    """A guide as HTML. It is our own text, and markup in it would be shown as text."""
    reader = _reader()
    tokens = reader.parse(_source(place))
    for at, token in enumerate(tokens):
        if token.children:
            token.children = _linked(token.children)
        if token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[at + 1].content))
    _name_columns(tokens)
    made: str = reader.renderer.render(tokens, reader.options, {})
    return made.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")


def read() -> None:
    """Read every guide, and load what makes a page of one when it is asked for."""
    _reader()
    for place in GUIDES:
        _source(place)
