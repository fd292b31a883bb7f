"""The lines of an article's text that stand at its head and its foot: where people sign, and say where it is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from opd_exporter.page.model import Area, Link, Page, Path, Text, is_within, shared_depth
from opd_exporter.posts.article.model import PROSE
from opd_exporter.posts.article.surroundings import OUTSIDE
from opd_exporter.text.plain import many_a_page

MAX_LINES = 400
"""Lines of an article that are looked at."""
SHORT = 3
"""Lines of a text without a paragraph: beyond them the page goes on."""
# No label: each block stays a line of its own.
_NOTHING = re.compile(r"(?!)")
_COMMENTS = re.compile(
    r"\W*(?:\d+ )?(?:komentar|tanggapan|comments?|buku tamu)(?: (?:pengunjung|pembaca|warga|anda|terbaru))?[\W\d]*",
    re.I,
)
"""A line over what visitors wrote, on pages whose markup does not say so."""


@many_a_page(frozen=True)
class Block:
    """A block of the article, as one line."""

    text: str
    path: Path
    """The element that holds all of it."""
    links: tuple[Link, ...] = ()
    caption: bool = False
    """It stands below a picture."""


def lines_of(page: Page, number: int, label: re.Pattern[str]) -> list[Block]:
    """The article's blocks below its title (the page's text ``number``, -1: not found); one that is but a ``label``
    together with the block that follows it."""
    return list(islice(_lines(page, number, label), MAX_LINES))


def _lines(page: Page, number: int, label: re.Pattern[str]) -> Iterator[Block]:
    gathered: list[Text] = []
    inside = _depth_of_the_article(page, number) if number >= 0 else 0
    for text in page.texts[number + 1 :]:
        # A <footer> of the article itself holds its signature; the page's own does not.
        if text.hidden or (text.area in OUTSIDE and not _signs(page, text, number, inside)):
            continue
        # Each block is a line; a label alone ("Sumber") belongs to the block behind it.
        follows = gathered and text.block != gathered[-1].block
        if follows and not label.fullmatch(" ".join(one.text for one in gathered)):
            yield _line(gathered, page)
            gathered = []
        elif follows:
            gathered.append(replace(gathered[-1], text=":", link=-1))
        gathered.append(text)
    if gathered:
        yield _line(gathered, page)


def _depth_of_the_article(page: Page, number: int) -> int:
    """How far down the title's element and the site's menu lie in the same elements."""
    title = page.texts[number].path
    # Elements that hold the menu too are the page's, not the article's.
    menus = (one.path for one in page.links if one.area in (Area.NAV, Area.HEADER))
    return max((shared_depth(path, title) for path in menus), default=2)


def _signs(page: Page, text: Text, number: int, inside: int) -> bool:
    """Whether a footer is the article's own: it lies in an element of the title in which the menu does not."""
    footer = text.area is Area.FOOTER and number >= 0
    return footer and shared_depth(text.path, page.texts[number].path) > max(2, inside)


def _line(texts: Sequence[Text], page: Page) -> Block:
    links = dict.fromkeys(text.link for text in texts if text.link >= 0)
    caption = any(text.tag == "figcaption" or "caption" in text.css for text in texts)
    path = texts[0].path
    for text in texts[1:]:
        path = path[: shared_depth(path, text.path)]
    said = " ".join(text.text for text in texts)
    return Block(said, path, tuple(page.links[one] for one in links), caption)


def ends(lines: Sequence[Block], signs: Callable[[str], bool], *, headed: bool) -> Iterator[Block]:
    """The lines after the last paragraph of the text, that paragraph, and where ``headed`` the lines before the first
    one. What ``signs`` finds to be a line of this kind is no paragraph, however long."""
    prose = _paragraphs(lines, signs)
    if not prose:
        yield from (line for line in lines if not line.caption)
        return
    yield from (line for line in reversed(lines[prose[-1] + 1 :]) if not line.caption)
    yield lines[prose[-1]]
    if headed:
        yield from (line for line in lines[: prose[0]] if not line.caption)


def text_of_article(page: Page, number: int) -> str:
    """The article's lines from its first paragraph to its last, without what the page says around them; of an article
    without a paragraph its first lines."""
    lines = _above_its_comments(lines_of(page, number, _NOTHING))
    if number >= 0:
        inside, title = _depth_of_the_article(page, number), page.texts[number].path
        lines = [line for line in lines if shared_depth(line.path, title) > inside] or lines
    prose = _paragraphs(lines, lambda line: False)
    column = lines[prose[0] : prose[-1] + 1] if prose else lines[:SHORT]
    return "\n".join(line.text for line in column)


def has_comments(page: Page, number: int) -> bool:
    """Whether a line of the page stands over what visitors wrote."""
    lines = lines_of(page, number, _NOTHING)
    return len(_above_its_comments(lines)) < len(lines)


def _above_its_comments(lines: list[Block]) -> list[Block]:
    """The lines above that one; above the first paragraph the same words only count comments ("0 Komentar")."""
    first = next((at for at, line in enumerate(lines) if len(line.text) >= PROSE), len(lines))
    end = next((at for at in range(first, len(lines)) if _COMMENTS.fullmatch(lines[at].text)), len(lines))
    return lines[:end]


def _paragraphs(lines: Sequence[Block], signs: Callable[[str], bool]) -> list[int]:
    """Which lines are the text's paragraphs."""
    prose = [at for at, line in enumerate(lines) if len(line.text) >= PROSE and not signs(line.text)]
    if not prose:
        return []
    column = _column([lines[at] for at in prose])
    # Long lines beside the text's column are cards of other articles.
    return [at for at in prose if at == prose[0] or _in_column(lines, at, column)]


def _column(prose: Sequence[Block]) -> Path:
    """The element in which the text's paragraphs lie: that of the first one, and of those beside it."""
    path = prose[0].path
    # A first paragraph in an element of its own: the text lies in the one around it.
    alone = all(line.path != path for line in prose[1:])
    return path[:-1] if alone else path


def _in_column(lines: Sequence[Block], at: int, column: Path) -> bool:
    """Whether a paragraph is the text's, and not one of a box below it, beside a link of its own."""
    path = lines[at].path
    if not is_within(path, column):
        return False
    box = path[: len(column) + 1]
    linked = (one for one in lines if is_within(one.path, box) and any(one.text == a.text for a in one.links))
    return len(path) <= len(box) or not any(linked)
