"""The words of gambling and of those who warn against it (data: ``words.yml``), ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from opd_exporter.judges.rule_files import read_rules, strings
from opd_exporter.text.normalise import plain_words

GLUED = 7
"""Letters from which on a phrase is also looked for without its blanks, as in ``slotgacor`` and host names."""
SURE = "slot88"
"""A phrase that nobody else says: what a brand beyond doubt counts as."""
# Letters of other scripts (Thai, Chinese), many of which set no blanks: their phrases are looked for anywhere in a text.
_SCRIPTS = re.compile(r"[^\W\d_a-z]")
_FILE = "judges/spam/words.yml"


@dataclass(frozen=True)
class Group:
    """Words of one kind; see the head of ``words.yml``."""

    name: str
    words: tuple[str, ...]
    points: int = 0
    ad: int = 0
    warn: int = 0
    beside: bool = False


@dataclass(frozen=True)
class Words:
    """All of ``words.yml``, ready to be looked up."""

    phrases: dict[str, Group]
    scripts: re.Pattern[str]
    """Phrases of scripts that set no blanks between words."""
    glued: re.Pattern[str]
    innocent: re.Pattern[str]
    brand: re.Pattern[str]
    """A name that ends like a gambling brand."""
    beside: frozenset[str]
    """What makes a brand of it."""
    named: re.Pattern[str]
    """A brand beyond doubt: ``jpslot88``, ``hoki138``, ``789bet``."""
    vocabulary: frozenset[str]
    """Single words of all phrases."""
    begins: dict[str, list[str]]
    """Words with which phrases begin, each with these phrases, a blank at each end."""
    name_begins: tuple[str, ...]
    name_ends: tuple[str, ...]
    """What a brand of letters alone begins or ends with."""

    def group(self, phrase: str) -> Group:
        """The kind of a phrase; one without its blanks is as sure as the phrase."""
        return self.phrases.get(phrase, self.phrases[SURE])


def _any(parts: Iterable[str], around: Callable[[str], str] = str) -> re.Pattern[str]:
    return re.compile(around(_longest_of(set(parts))))


def _longest_of(parts: Collection[str]) -> str:
    """An expression for the longest of these texts, letter by letter: the engine would try each of a mere list of them
    at each place."""
    rests: dict[str, list[str]] = {}
    for part in sorted(filter(None, parts)):
        rests.setdefault(part[0], []).append(part[1:])
    ways = [re.escape(letter) + _longest_of(rest) for letter, rest in rests.items()]
    if len(ways) == 1 and "" not in parts:
        return ways[0]
    return f"(?:{'|'.join(ways)}){'?' if '' in parts else ''}" if ways else ""


def _group(entry: dict[str, Any]) -> Group:
    listed = strings(entry, "words", f"{_FILE}: {entry.get('name')}")
    return Group(**{**entry, "words": tuple(map(plain_words, listed))})


def _by_phrase(groups: Iterable[Group]) -> dict[str, Group]:
    """Each phrase with its group: the first that names it, since the plainest kinds stand first."""
    phrases: dict[str, Group] = {}
    for group in groups:
        for phrase in group.words:
            phrases.setdefault(phrase, group)
    return phrases


def _by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    begun: dict[str, list[str]] = {}
    for phrase in phrases:
        begun.setdefault(phrase.split()[0], []).append(f" {phrase} ")
    return begun


@cache
def known() -> Words:
    """What the data says. Raises for an unknown key and for what is no text, so that a slip in the data shows at once."""
    data = read_rules("judges.spam", "words.yml")

    def listed(key: str) -> tuple[str, ...]:
        return strings(data, key, _FILE)

    phrases = _by_phrase(map(_group, data["groups"]))
    names, games = listed("brand_names"), listed("brand_games")
    plays = [name for name in names if name in phrases and not phrases[name].beside]
    # Names that mean something else by themselves count only before a game: "dewa slot".
    before_games = (f"{name} {game}" for name in names if name not in plays for game in games)
    sure = phrases[SURE]
    phrases = dict.fromkeys(before_games, sure) | phrases
    numbers = "|".join(map(re.escape, listed("brand_numbers")))
    return Words(
        phrases=phrases,
        vocabulary=frozenset(word for phrase in phrases for word in phrase.split()),
        begins=_by_first_word(phrases),
        name_begins=names,
        name_ends=tuple(filter(str.isalpha, listed("brand_numbers"))),
        scripts=_any(phrase for phrase in phrases if _SCRIPTS.search(phrase)),
        glued=_any(
            joined
            for phrase in sure.words
            if " " in phrase and len(joined := phrase.replace(" ", "")) >= GLUED
        ),
        innocent=_any(
            map(plain_words, [*listed("innocent"), *listed("not_a_warning")]),
            lambda any_: rf"(?<!\w)(?:{any_})(?!\w)",
        ),
        brand=re.compile(rf"(?!(?:{'|'.join(listed('not_brands'))})\d)[a-z]{{3,14}}(?:{numbers})"),
        beside=frozenset(listed("brand_beside")),
        named=re.compile(
            rf"[a-z]{{0,8}}(?:{'|'.join(plays)})[a-z]{{0,10}}\d{{1,5}}d?"
            rf"|(?:{'|'.join(names)})(?:{numbers})[a-z]{{0,8}}|\d{{2,4}}(?:bet|{'|'.join(games)})"
        ),
    )
