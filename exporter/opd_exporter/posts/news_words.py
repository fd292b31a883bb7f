"""What promises news: words of links, headings, categories and addresses (docs/domain.md, 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import pairwise

from opd_exporter.posts.address_parts import folders_and_name, query_of, section_of
from opd_exporter.posts.kinds import NOUN, Kind, kind_of, names_news
from opd_exporter.posts.words import weights_of, words_of
from opd_exporter.text.parsed import once_an_address, parsed
from opd_exporter.text.similarity import words

NEWS = weights_of("news", "promise")
NEWS_NOUN = 7
"""What :func:`newslike` says at least of a heading that names news itself; "terbaru" or "kegiatan" may stand over
anything."""
NEWS_SECTION = 3
"""What :func:`newslike` says at least of an address in a section named for news: ``/berita/...``."""
_PHRASES = tuple((f" {phrase} ", weight) for phrase, weight in NEWS.items() if " " in phrase)
_PHRASE_BEGINS = frozenset(phrase.split()[0] for phrase, _ in _PHRASES)
_LOOKED_AT = 100
"""Characters of a link's text or a heading that are looked at: what names anything says so at its beginning."""
_SHORT = 45
"""Characters up to which a text names something; a longer one is a title."""
_SURE = 9
"""What a word promises at least that one of no post beside it leaves standing."""
_NOT_POSTS = words_of("headings", "never")
_REGISTERS = words_of("registers", "words")
_BESIDE_NEWS = words_of("news", "beside")
_FORMS = words_of("news", "forms")
_ADJECTIVES = words_of("news", "adjectives")
_DEEDS = frozenset(words_of("news", "deeds"))
_WORD = re.compile(r"[a-z]+")
_AND = re.compile(r"\b(?:dan|and)\b|[&,/+]")
"""What joins names of one heading, each of which counts for itself (domain.md 4)."""


def newslike(text: str, url: str) -> int:
    """How much a link's words and path promise news; 0: not at all."""
    promised = _promised_by_text(text)
    return 0 if promised is None else promised + _promised_by_address(url)


@lru_cache(maxsize=1024)  # a post's picture, title and "read more" say the same, and so do headings
def _promised_by_text(text: str) -> int | None:
    """What the words of a link or a heading promise; None: they name something else, wherever the link leads."""
    spoken = _spoken(text)
    if spoken and spoken[0] in _FORMS:
        return None
    # A whole title promises nothing by its words: "Berita Duka" is one post, "Berita" a list.
    best = _promise(spoken) if len(" ".join(spoken)) <= _SHORT else 0
    return None if best < _SURE and not _NOT_POSTS.isdisjoint(spoken) else best


@once_an_address
def _promised_by_address(url: str) -> int:
    return _promised_by_parts(folders_and_name(url))


def _promised_by_parts(parts: Sequence[str]) -> int:
    """What the parts of an address promise: half of what people's words count, since systems choose addresses, whatever
    is filed there."""
    # The first four parts only: further down stands what an article is called. One without words ("2024") stays as a
    # gap, so that the words around it make no phrase.
    spoken = [_WORD.findall(part) or [""] for part in parts[:4]]
    return _promise([word for part in spoken if part[0] not in _FORMS for word in part]) // 2


def _spoken(text: str) -> list[str]:
    """The words of a link or a heading."""
    return _WORD.findall(text.lower()[:_LOOKED_AT])


def _promise(spoken: Sequence[str]) -> int:
    """What the most promising of these words, or of the phrases that they make, promises."""
    if not spoken:
        return 0  # as every other question
    best = max((NEWS[word] for word in spoken if word in NEWS), default=0)
    if _PHRASE_BEGINS.isdisjoint(spoken):
        return best
    line = f" {' '.join(spoken)} "
    return max((weight for phrase, weight in _PHRASES if weight > best and phrase in line), default=best)


def says_only_news(text: str) -> bool:
    """Whether a text says no more than what news are called, or asks for some ("Semua Berita", "Kirim artikel"): a menu's
    entry, or that of a form, no title."""
    line = f" {' '.join(_spoken(text))} "
    said = [phrase for phrase, weight in _PHRASES if weight >= NOUN and phrase in line]
    # Phrases first: of their words some name nothing alone.
    spoken = reduce(lambda rest, phrase: rest.replace(phrase, " "), said, line).split()
    names = bool(said) or any(NEWS.get(word, 0) >= NOUN for word in spoken)
    return names and all(word in NEWS or word in _BESIDE_NEWS or word in _FORMS for word in spoken)


@once_an_address
def called_news(url: str) -> bool:
    """Whether an article's address leaves it news: its section is named for news, or it names none."""
    section = section_of(url)
    if not section or section in NEWS or _promised_by_parts((section,)) >= NEWS_SECTION - 1:
        return True
    return kind_of(section) is Kind.NEWS


@once_an_address
def in_news_section(url: str) -> bool:
    """Whether an article's address names news before the article's own name."""
    address = parsed(url)
    above = address.folders if address.path.endswith("/") else address.folders[:-1]
    return _promised_by_parts(above) >= NEWS_SECTION or named_news(url, 2 * NEWS_SECTION)


@once_an_address
def named_news(url: str, least: int = NOUN) -> bool:
    """The same, by a word that names news and promises at least so much: systems call whatever they publish "post"."""
    picked = (value for value in query_of(url).values() if value.replace("_", "").isalpha())
    return any(names_news(part, least) for part in (*folders_and_name(url)[:-1], *picked))


def list_named_for_news(url: str) -> bool:
    """Whether the address of a list is named for news, the list's own name included."""
    values = (value for value in query_of(url).values() if value.isalpha())
    return any(names_news(part) for part in (*folders_and_name(url)[-2:], *values))


def named_for_deeds(name: str) -> bool:
    """Whether a list is named by what is done, which may be yet to come: a schedule, as much as reports."""
    return not _DEEDS.isdisjoint(words(name))


def names_another_thing(name: str) -> bool:
    """Whether a heading promises news only by an adjective behind a noun of something else ("Gempa Terkini")."""
    spoken = _spoken(name)
    nouns = [noun for noun, word in pairwise(spoken) if word in _ADJECTIVES]
    fine = any(noun in NEWS or noun in _BESIDE_NEWS for noun in nouns)
    return bool(nouns) and not fine and _promise([word for word in spoken if word not in _ADJECTIVES]) < NOUN


def is_post_category(name: str) -> bool:
    """Whether a category's name (or a heading over a list) may stand over posts. The first word that says anything
    is the noun that the others describe ("Agenda Kegiatan", "Berita Foto"); joined by "dan" each counts."""
    return any(kind_of(part) in (None, Kind.NEWS) for part in _AND.split(name.lower()[: 2 * _LOOKED_AT]))


def register_of(url: str, heading: str) -> str:
    """The register that a list's entry belongs to ("pengaduan", "lelang"), by its section or by the heading over it; an
    empty string when a section calls it news. A heading that names news names no register ("Laporan Kegiatan"), nor does
    an address by a word of that heading ("/laporan/...")."""
    if in_news_section(url):
        return ""
    # The first three words of a heading: further on stands what it is about.
    section, told = (_WORD.findall(part)[:3] for part in (section_of(url), heading.lower()[:60]))
    of_news = newslike(heading, "") >= NEWS_NOUN
    spoken = [word for word in section if word not in told] if of_news else [*section, *told]
    return next((word for word in spoken if word in _REGISTERS), "")
