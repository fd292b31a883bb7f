"""A list that a script fills after loading, or a frame from elsewhere, was not read, and neither was one behind a form
that asks for a password: nobody may say that it holds nothing. One whose server wrote "none" was read."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from opd_exporter.page.model import HEADINGS, Area, Page
from opd_exporter.posts.news_words import NEWS_SECTION, newslike
from opd_exporter.text.address import normal
from opd_exporter.text.files import is_file
from opd_exporter.text.parsed import parsed

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
    r"(?:fetch|axios(?:\.get)?|\$\.(?:get|getJSON|post|ajax)|\.load|url\s*:)\s*\(?\s*['\"`](/?[\w][\w./?=&-]{0,100})['\"`?]",
    re.I,
)
"""An address on the same server that a script asks."""


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
    if asked_for_news(page):
        return True
    if _says_much(page):
        return False
    framed = bool(page.frames) and newslike("", page.url) >= NEWS_SECTION
    return (
        framed or bool(page.scripts) or any(_LOADS.search(script[:20_000]) for script in page.inline_scripts)
    )


def asked_for_news(page: Page) -> tuple[str, ...]:
    """What is named for news of all that a script of the page itself asks its server for ("/api/berita"), or that an
    element hands to one ("hx-get"). The page's own address is what it is shared by."""
    own = parsed(page.url)
    by_code = (found[1] for script in page.inline_scripts for found in _ASKED.finditer(script))
    by_elements = (url for url in page.asked if parsed(url).host == own.host and not is_file(url))
    asked = (*(urljoin(page.url, one) for one in by_code), *by_elements)
    news = (one for one in asked if newslike("", one) >= NEWS_SECTION and normal(one) != normal(page.url))
    return tuple(dict.fromkeys(news))


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
