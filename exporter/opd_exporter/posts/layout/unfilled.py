"""A list that a script fills after loading, or a frame from elsewhere, was not read, and neither was one behind a form
that asks for a password: nobody may say that it holds nothing. One whose server wrote "none" was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from urllib.parse import urljoin

from opd_exporter.page.model import HEADINGS, Area, Page, Path, Text, shared_depth
from opd_exporter.posts.address_parts import folders_and_name
from opd_exporter.posts.layout.heading_above import names_news
from opd_exporter.posts.news_words import NEWS_SECTION, is_post_category, newslike
from opd_exporter.text.address import normal
from opd_exporter.text.files import is_file
from opd_exporter.text.parsed import parsed

MAX_SCRIPT = 500_000
"""Characters of a script that are looked through for what it asks."""
_SAYS_SO = 200
"""Characters of a text in which it says that there is nothing."""
ENOUGH = 200
"""Characters of the page's own text from which on it is no empty frame."""
_NONE = re.compile(
    r"\b(?:(?:belum|tidak|tak) (?:ada|ditemukan|tersedia|terdapat|memiliki|mempunyai)|"
    r"(?:tidak|tak) (?:(?:dapat|bisa|berhasil) )?menemukan|can.?t find|cannot find|"
    r"belum (?:(?:di|ter)[a-z]{3,}|pernah)|kosong|nihil|"
    r"(?:sedang|masih|dalam)(?: (?:dalam|tahap|proses))* (?:di(?:susun|siapkan|kerjakan|bangun|buat|lengkapi|isi)|"
    r"peny(?:usunan|iapan|empurnaan)|pem(?:bangunan|buatan)|pengembangan|pengerjaan|pengisian)|"
    r"(?:segera|akan) (?:hadir|tersedia|diisi)|coming soon|under construction|"
    r"0 (?:dari|of) 0|no (?:posts?|articles?|news|results?|data|entries|items|records?)|nothing|none|not found)\b",
    re.I,
)
"""What a server writes where a list is empty."""
_LOADS = re.compile(
    r"fetch\s?\(|ajax|axios|xmlhttp|getjson|\.load\s?\(|\bapi\b|https?:|['\"`]/[\w./-]{2,}|\bload\w*\(|\b(?:muat|ambil)\w*\s?\(",
    re.I,
)
"""What a script says that asks for something."""
_ASKED = re.compile(
    r"""(?:fetch|axios(?:\.get)?|\$\.(?:get|getJSON|post|ajax)|\.load|(?:url|ajax)["']?\s{0,9}:)\s{0,9}\(?\s{0,9}
    (?:[\w.$]{1,40}\s{0,9}\+\s{0,9})?           # base_url +
    ['"`](?:\$\{[^}]{1,60}\})?((?:https?://[\w.:-]{1,100})?/?\w[\w./?=&-]{0,100})['"`?]""",
    re.I | re.X,
)
"""An address that a script asks; what it puts before a path is taken for the site itself."""
_WORD = re.compile(r"[a-z]+", re.I)
_LOADING = re.compile(
    r"(?:sedang |masih )?(?:memuat|loading)\b|(?:mohon|harap) (?:di)?tunggu|please wait|\{\{", re.I
)
"""What stands where a script is to fill something, until it does."""
_BESIDE = 2
"""Steps up from a heading to what stands beside the place below it, a wrapper of its own counted."""


def asks_who_comes(page: Page) -> bool:
    """Whether a page that lists nothing is a door: it asks for a password, and neither says "none" nor anything else of
    its own, nor names the news that it would list. Boxes to log in stand beside lists, too."""
    headings = [text.text for text in page.texts if text.tag in HEADINGS and not text.hidden]
    named = any(newslike(heading, "") >= NEWS_SECTION for heading in headings)
    return page.passwords > 0 and not named and not says_none(page) and not _says_much(page)


def is_unfilled(page: Page) -> bool:
    """Whether a page that lists nothing leaves its content to scripts, or one named for news to a frame: it says neither
    "none" nor anything else of its own, and there is one that may fill it. Whatever else it says: a script that asks for
    news has yet to show them."""
    if says_none(page):
        return False
    if asked_for_news(page) or waits_for_news(page):
        return True
    if _says_much(page):
        return False
    framed = bool(page.frames) and newslike("", page.url) >= NEWS_SECTION
    return framed or _has_scripts_that_load(page)


def _has_scripts_that_load(page: Page) -> bool:
    return bool(page.scripts) or any(_LOADS.search(script[:20_000]) for script in page.inline_scripts)


def waits_for_news(page: Page) -> bool:
    """Whether a heading that names news stands over nothing but a frame, or a place for scripts to fill: an empty element
    with a name of its own, or words that ask for patience. Whatever else the page says, that list was not read."""
    if says_none(page) or not (page.frames or _has_scripts_that_load(page)):
        return False
    shown = [text for text in page.texts if text.text and not text.hidden]
    return any(
        heading.tag in HEADINGS
        and heading.area in (Area.MAIN, Area.ASIDE)
        and names_news(heading.text)
        and _stands_over_nothing(heading, below, page.hollow)
        for heading, below in zip_longest(shown, shown[1:])
    )


def _stands_over_nothing(heading: Text, below: Text | None, hollow: Sequence[Path]) -> bool:
    """Whether such a place comes right after a heading, before the next text ``below`` it."""
    if below and below.link < 0 and _LOADING.match(below.text):
        return True
    return any(
        heading.path < place
        and (below is None or place < below.path)
        and len(heading.path) - shared_depth(heading.path, place) <= _BESIDE
        for place in hollow
    )


def asked_for_news(page: Page) -> tuple[str, ...]:
    """What is named for news of all that a script of the page itself asks its server for ("/api/berita"), or that an
    element hands to one ("hx-get"). The page's own address is what it is shared by."""
    by_elements = (url for url in page.asked if _named_for_news(url) and not is_file(url))
    asked = (*asked_in(page.inline_scripts, page.url), *by_elements)
    host, own = parsed(page.url).host, normal(page.url)
    return tuple(dict.fromkeys(one for one in asked if parsed(one).host == host and normal(one) != own))


def asked_in(scripts: Iterable[str], page_url: str) -> Iterator[str]:
    """What is named for news of all that these scripts of a page ask its server for."""
    by_code = (found[1] for script in scripts for found in _ASKED.finditer(script[:MAX_SCRIPT]))
    return filter(_named_for_news, (urljoin(page_url, one) for one in by_code))


def _named_for_news(url: str) -> bool:
    """Whether an address names news, and its last part nothing that belongs to them ("/berita/komentar")."""
    last = " ".join(_WORD.findall(next(reversed(folders_and_name(url)), "")))
    return newslike("", url) >= NEWS_SECTION and is_post_category(last)


def _own_texts(page: Page) -> list[str]:
    return [
        text.text
        for text in page.texts
        if text.area is Area.MAIN and not text.hidden and text.link < 0 and text.tag not in HEADINGS
    ]


def says_none(page: Page) -> bool:
    """Whether the page's own text says that there is nothing."""
    return any(_NONE.search(text[:_SAYS_SO]) for text in _own_texts(page))


def _says_much(page: Page) -> bool:
    """Whether it says more than a frame around a list does."""
    return sum(map(len, _own_texts(page))) >= ENOUGH
