"""What the parts of an address say against a post (docs/domain.md, 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from opd_exporter.dates.words import MONTHS
from opd_exporter.posts.address_parts import folders_and_name, query_of, without_ending
from opd_exporter.posts.kinds import NOUN, THINGS, Kind, kind_of, names_news, only_kinds
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.posts.words import words_of
from opd_exporter.text.parsed import once_an_address
from opd_exporter.text.plain import many_a_page

_PAGES = words_of("sections", "pages")
_LISTS = words_of("sections", "lists")
_LIST_PAGES = words_of("sections", "list_pages")
_CLOSED = words_of("sections", "closed")
_VERBS = words_of("sections", "verbs")
_PASSED_OVER = frozenset(("index.php", "web", "home", "public", "site", "id", "en"))
"""Folders that say only where a whole site lives, or in which language it speaks."""
_SLOTS = frozenset(
    {"p", "page", "halaman", "module", "mod", "content", "hal", "menu", "option", "view", "post_type"}
)
"""Keys of a query whose value names a kind of page."""
_NAMES = frozenset(
    {"judul", "slug", "title", "s", "search", "cari", "nama", "name", "utm_source", "utm_medium"}
)
"""Keys whose value is an article's own name, or what a visitor looked for."""
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"([a-z]+(?:[-_][a-z]+)?)[-_](\d{1,9})(?:[-_.]([a-z]*).*)?")
"""``agenda-5-rapat-rutin``, ``detail-album-12``."""
# Years of a post; 1899 or 2100 is a number.
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(chain(*MONTHS.values()))
_OWN_NAME = 6
"""Words from which on the end of an address below a list's is an article's own name, whatever leads there; categories
have names of up to five ("informasi-serta-merta-dan-berkala")."""
_BESIDE = 7
"""What a word beside that of a thing promises at least that leaves it open: "event-news", not "kalender-kegiatan"."""
_SECTION_WORDS = 3
"""Words of a section's longest name; a longer part is an article's own name before its number."""


@dataclass(frozen=True)
class Against:
    """What a part of an address says against a post."""

    word: str
    sure: bool
    """False: some systems publish news below such a part, so that title, date and section may outvote it."""
    lists: bool = False
    """It says that a list stands there, so that a page which is an article refutes it."""


def against(url: str, *, title: str = "", dated: bool = False, folder: str = "/") -> Against | None:
    """What an address says against its being a post's; None: nothing. ``title`` is what leads there, ``dated`` that a
    date stands beside it, ``folder`` the one in which the whole site lives.

    In the order of how sure the words are: machinery, then lists, then things, then pages."""
    own = _parts_of(url, folder)
    if own.closed:
        return Against(own.closed, sure=True)
    # A whole title and a day beside it are what a list of news shows; either alone stands beside anything.
    speaks = dated and len(_WORD.findall(title)) >= TITLE_WORDS
    if word := _list_word(own.below, title, speaks):
        return Against(word, sure=False, lists=True)
    return own.thing or _name_of_thing(own.name, title, own.named) or _page(own, title, speaks)


@many_a_page(frozen=True)
class _Parts:
    """What the parts of an address say by themselves, whatever leads there."""

    below: Sequence[str]
    """Folders and name below the site's own folder."""
    name: str
    named: Sequence[str]
    """Those that may be a section's name, and what the query picks."""
    closed: str
    """The part that is one of machinery."""
    thing: Against | None
    page: str
    """The part that names a page which a site has once."""


@once_an_address
def _parts_of(url: str, folder: str) -> _Parts:
    # What a whole site lives in ("/dinkes/", "index.php") says nothing of its entries.
    parts = [part for part in _below(url, folder) if part not in _PASSED_OVER]
    folders, name = parts[:-1], without_ending(parts[-1]) if parts else ""
    picked = _picked(url)
    # What a query picks from is a section as folders are: "/Pages/berita.aspx?ID=5".
    named = [_short(part) for part in (*folders, *((name,) if picked else ()), *picked)]
    return _Parts(
        below=[*folders, name] if name else folders,
        name=name,
        named=named,
        closed=next((part for part in (*_open_to_names(folders), name, *picked) if part in _CLOSED), ""),
        thing=_thing(named),
        page=next((part for part in (*named, name) if without_ending(part) in _PAGES), ""),
    )


@once_an_address
def section_refusal(url: str) -> str:
    """The part of an address that speaks against a post when nothing else is known ("agenda"), or an empty string."""
    found = against(url)
    return found.word if found else ""


@once_an_address
def leads_nowhere(url: str) -> bool:
    """Whether an address is one of a list or of machinery, whatever leads there."""
    parts = [part for part in folders_and_name(url) if part not in _PASSED_OVER]
    own = without_ending(parts[-1]) if parts else ""
    # Below a list's word only a number or a name of several words is an article (domain.md 3).
    below = any(part in _LISTS for part in parts[:-1])
    named = own.isdecimal() or len(_WORD.findall(own)) >= TITLE_WORDS
    return is_closed(url) or bool(_list_word(parts, "", True)) or (below and not named)


@once_an_address
def is_closed(url: str) -> bool:
    """Whether an address is one of machinery or of a catalogue, below which no article stands."""
    parts = [part for part in folders_and_name(url) if part not in _PASSED_OVER]
    return any(part in _CLOSED for part in _open_to_names(parts))


def _open_to_names(parts: Sequence[str]) -> list[str]:
    """The parts but those that a list's word goes before: they are names (``/author/admin/...``)."""
    return [part for at, part in enumerate(parts) if at == 0 or parts[at - 1] not in _LISTS]


def _below(url: str, folder: str) -> Sequence[str]:
    parts = folders_and_name(url)
    above = tuple(part for part in folder.lower().split("/") if part)
    return parts[len(above) :] if parts[: len(above)] == above else parts


def _picked(url: str) -> list[str]:
    """What a query picks: the values that may name a kind of page, and keys that number a thing (``?agenda=5``)."""
    found: list[str] = []
    for key, value in query_of(url).items():
        key, value = key.lower(), value.lower().removeprefix("com_")
        if key in _NAMES:
            continue
        # "?agenda=5": the key names the thing, the value only which.
        if value.isdecimal() and key not in _SLOTS:
            found.append(key)
        # A longer value is a title or a token: nothing that a system has a name for.
        elif len(value) <= 60:
            found += [part for part in value.split("/") if part and (key in _SLOTS or only_kinds(part))]
    return found


def _short(part: str) -> str:
    """A part that may be a section's name; empty for a longer one."""
    return part if len(_WORD.findall(part)) <= _SECTION_WORDS else ""


def _list_word(parts: Sequence[str], title: str, speaks: bool) -> str:
    """The word that makes an address one of a list: nothing but a name, a number or a page follows it
    (contract, settled cases). ``speaks``: a title and a date lead there."""
    for at, part in enumerate(parts):
        if part not in _LISTS and part not in _LIST_PAGES:
            continue
        rest = [without_ending(one) for one in parts[at + 1 :]]
        # "/berita/page/2": "page" alone, at the beginning, is a folder of pages that a site has once.
        pages = at > 0 and part in _LIST_PAGES and all(map(str.isdecimal, rest))
        if pages or (part in _LISTS and not _leads_below_list(rest, title, speaks)):
            return part
    return ""


def _leads_below_list(rest: Sequence[str], title: str, speaks: bool) -> bool:
    """Whether what follows a list's word is an article below that list: deeper than the list's own entries, or named as
    the title that leads there."""
    own = _WORD.findall(rest[-1]) if rest else []
    if len(rest) == 1:
        # "/kategori/pembangunan-jalan-desa": a category may have a long name too, unless the title is the same.
        named = own[1:] if own and own[0].isdecimal() else own
        return speaks and len(named) >= TITLE_WORDS and _begins(named, _WORD.findall(title.lower()))
    # "/kategori/umum/judul-berita": two levels below, where a list has its pages only; "/category/2/read/55": what is
    # read of it, while "/category/view/2" is the list.
    read = len(rest) > 2 and rest[-2] in _VERBS and len(_WORD.findall(title)) >= TITLE_WORDS
    return len(rest) > 1 and not _LIST_PAGES.intersection(rest) and (speaks or read or len(own) >= _OWN_NAME)


def _thing(named: Sequence[str]) -> Against | None:
    """An agenda, an album, a download, a document that a part names. The part nearest to the article counts: below
    ``/ppid/berita/`` stands news; what stands below ``/berita/agenda/`` is not told by the address."""
    # Systems nest: the part nearest to the article says what it is, those above only where it is filed.
    things = [at for at, part in enumerate(named) if kind_of(part) in THINGS]
    news = [at for at, part in enumerate(named) if names_news(part, _BESIDE if at in things else NOUN)]
    if not things or (news and news[-1] > things[-1]):
        return None
    return Against(named[things[-1]], sure=not news)


def _name_of_thing(name: str, title: str, named: Sequence[str]) -> Against | None:
    """Likewise where the thing is named before the article's own name (``agenda-5-rapat-rutin``), or by a script
    (``detailagenda.php``). A word that the title has too is the article's own."""
    spoken, heading = _WORD.findall(name), _WORD.findall(title.lower())
    # Where the article's own name begins, by the title that leads there; what stands before it is the system's.
    # Systems put at most four words before it ("detail-berita-opd-12-judul").
    own = next((at for at in range(5) if heading and _begins(spoken[at:], heading)), -1)
    if only_kinds(name):
        before = name
    elif own > 0:
        before = " ".join(spoken[:own])
    elif own < 0 and (numbered := _NUMBERED.fullmatch(name)):
        # "rapat-5-mei", "kegiatan-2024": a day or a year in a title, not the number of an entry.
        day = numbered[3] and numbered[3] in _MONTHS
        before = "" if _YEAR.fullmatch(numbered[2]) or day else numbered[1]
    else:
        return None
    if kind_of(before) not in THINGS:
        return None
    return Against(before, sure=not (any(map(names_news, named)) or names_news(before, _BESIDE)))


def _page(own: _Parts, title: str, speaks: bool) -> Against | None:
    """A page that a site has once, unless a part names news as well (``/berita/profil/SLUG``); a word that may stand over
    anything does so only where title and date speak too."""
    if not own.page or any(map(names_news, own.named)):
        return None
    news = any(kind_of(one) is Kind.NEWS for one in own.named)
    return None if speaks and (news or _numbered_and_named(own, title)) else Against(own.page, sure=False)


def _numbered_and_named(own: _Parts, title: str) -> bool:
    """Whether a number and a whole title follow the word that pages of a list go by ("/page/9077/kerja-bakti-warga",
    "/halaman/9077-kerja-bakti-warga"), or what is read of it ("/page/detail/kerja-bakti-warga") and the title that leads
    there: a page of a list has a number alone, one that a site has once a name alone."""
    *_, word, between, name = "", "", "", *own.below
    spoken = _WORD.findall(name)
    if between in _LIST_PAGES and spoken and spoken[0].isdecimal():
        return len(spoken) > TITLE_WORDS
    if word not in _LIST_PAGES or len(spoken) < TITLE_WORDS:
        return False
    return between.isdecimal() or (between in _VERBS and _begins(spoken, _WORD.findall(title.lower())))


def _begins(spoken: Sequence[str], title: Sequence[str]) -> bool:
    """Whether the words of an address are the first of a title: two of them, or all where there is but one."""
    size = min(2, len(title))
    return bool(spoken) and size > 0 and list(spoken[:size]) == list(title[:size])
