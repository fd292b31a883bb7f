"""What kind of thing words name: news, or something dated that is no post (docs/domain.md, 3 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from opd_exporter.posts.words import weights_of, words_of


class Kind(StrEnum):
    """What a word names."""

    NEWS = "news"
    EVENT = "event"
    ALBUM = "album"
    DOWNLOAD = "download"
    DOCUMENT = "document"
    OTHER = "other"
    """Something else that is no post: services, people, links."""


THINGS = frozenset({Kind.EVENT, Kind.ALBUM, Kind.DOWNLOAD, Kind.DOCUMENT})
"""Kinds that are dated and are no posts."""
PAPERS = frozenset({Kind.DOWNLOAD, Kind.DOCUMENT})
"""Kinds that are files."""
NOUN = 4
"""What a word of ``news.yml`` promises at least that is a noun for news; "info" and "publikasi" describe anything."""
_VERBS = words_of("sections", "verbs")
_BETWEEN = words_of("things", "between")
_NEUTRAL = words_of("news", "neutral")
_WORD = re.compile(r"[a-z]+")
_LOOKED_AT, _LONGEST_WORD = 200, 40
"""Characters of a text, and of a word in it, that are looked at: no title or address names its kind later, and each word
costs a look-up of its parts."""
_LONGEST = 3
"""Words of the longest phrase that is known."""
_GLUED, _STRONG = 4, 5
"""Letters from which on a known word is found inside a longer one; and from which on beside a shorter rest that is not
known: "jevents", "agendakota", not "fotografi"."""


@cache
def _known() -> dict[str, Kind]:
    known = dict.fromkeys(words_of("headings", "never"), Kind.OTHER)
    known |= {word: Kind.NEWS for word, weight in weights_of("news", "promise").items() if weight >= NOUN}
    for kind in sorted(THINGS):
        known |= dict.fromkeys(words_of("things", kind), kind)
    return known


@cache
def _phrase_begins() -> frozenset[str]:
    """Words with which known phrases begin."""
    return frozenset(phrase.split()[0] for phrase in _known() if " " in phrase)


def _kind(word: str) -> Kind | None:
    known = _known()
    # An English plural: "events", "downloads".
    return known.get(word) or (known.get(word[:-1]) if len(word) > _GLUED and word.endswith("s") else None)


@cache
def _longest_first() -> tuple[str, ...]:
    single = {word for word in (*_known(), *_VERBS) if word.isalpha() and len(word) >= _GLUED}
    return tuple(sorted(single, key=lambda word: (-len(word), word)))


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what begins and what ends with a known word: most words do neither, and are done with at once."""
    known = "|".join(map(re.escape, _longest_first()))
    return re.compile(f"(?:{known})"), re.compile(f"(?:{known})s?$")


@lru_cache(maxsize=8192)
def _inside(word: str) -> tuple[str, ...] | None:
    """The known words that a compound is made of ("detailagenda"), or None when it is none."""
    if not word or word in _VERBS or _kind(word):
        return (word,) if word else ()
    begins, ends = _edges()
    if not begins.match(word) and not ends.search(word):
        return None
    # The longest first, so that "agendakota" is cut behind "agenda".
    for known in _longest_first():
        if (rest := word.removeprefix(known)) != word and (more := _rest(rest, known)) is not None:
            return (known, *more)
        one = word.removesuffix("s")
        if (rest := one.removesuffix(known)) != one and (more := _rest(rest, known)) is not None:
            return (*more, known)
    return None


def _rest(rest: str, known: str) -> tuple[str, ...] | None:
    """The known words in what is left of a compound beside a ``known`` one. A rest that nobody knows is taken along where
    it is the shorter part: "jevents", "agendakota"."""
    more = _inside(rest)
    if more is None and len(known) >= _STRONG and len(rest) < len(known):
        return ()
    return more


@lru_cache(maxsize=512)  # sections and categories: few on a page, and asked for by each rule of each link
def kinds_in(text: str) -> tuple[tuple[Kind, str], ...]:
    """The kinds that the words of a text name, in their order, each with the word or phrase."""
    return tuple(_kinds_in([word for word in _spoken(text) if word not in _BETWEEN]))


def _spoken(text: str) -> list[str]:
    return _WORD.findall(text.lower()[:_LOOKED_AT])


def _kinds_in(spoken: list[str]) -> Iterator[tuple[Kind, str]]:
    at = 0
    while at < len(spoken):
        for size in range(_LONGEST, 1, -1) if spoken[at] in _phrase_begins() else ():
            phrase = " ".join(spoken[at : at + size])
            if " " in phrase and (kind := _kind(phrase)):
                yield kind, phrase
                at += size - 1
                break
        else:
            for word in _inside(spoken[at][:_LONGEST_WORD]) or ():
                if kind := _kind(word):
                    yield kind, word
        at += 1


def kind_of(text: str) -> Kind | None:
    """The kind that a text names: its first noun, which the others describe ("Agenda Kegiatan", "Berita Foto")."""
    return next((kind for kind, _ in kinds_in(text)), None)


def names_news(text: str, least: int = NOUN) -> bool:
    """Whether a text names news by a word that promises at least so much, and not only by one that systems use for
    whatever they publish."""
    weights = weights_of("news", "promise")
    found = (word for kind, word in kinds_in(text) if kind is Kind.NEWS and word not in _NEUTRAL)
    return any(weights.get(word, weights.get(word[:-1], 0)) >= least for word in found)


def only_kinds(text: str) -> bool:
    """Whether a part of an address is made of known words alone: the name of a section, not of an article."""
    spoken = _spoken(text)
    known = all(_inside(word[:_LONGEST_WORD]) for word in spoken)
    return bool(spoken) and not any(map(str.isdigit, text)) and known
