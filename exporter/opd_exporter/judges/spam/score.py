"""How a text speaks of gambling: what it says about it, how much it sells, and how much it warns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from opd_exporter.judges.spam.words import SURE, Group, known
from opd_exporter.text.normalise import plain_words, undisguised
from opd_exporter.text.plain import many_a_page

_LONGEST = 4
"""Words of the longest phrase looked for: none of ``words.yml`` has more."""
_ALARM = 6
"""From this weight on a word warns by itself; a lesser one may be part of a site's name."""
_BRAND = 2
"""Points of a name that ends like a brand, in the company of gambling or of words of trade."""
_TRADE = 3
"""Points of trade that make such a company."""
IN_A_LINE = (3, 2)
"""Points, and points of praise, from which on a title, a name or an address sells."""
IN_HIDING = (5, 4)
"""The same of what only machines are shown: nobody quotes or warns there."""
IN_A_DESCRIPTION, IN_A_SUMMARY, IN_A_TEXT = (6, 5), (8, 6), (12, 9)
"""The longer a text, the more such words stand in it by chance."""


@many_a_page(frozen=True)
class Score:
    """How a text speaks of gambling."""

    points: int = 0
    """What it says about gambling, by weight."""
    ad: int = 0
    """How much of that praises or offers,"""
    warn: int = 0
    """and how much warns."""
    core: int = 0
    """Points of words that are about gambling by themselves."""
    hits: int = 0
    """Times a word of gambling or of trade beside it occurs."""
    words: int = 0
    alarm: bool = False
    """Whether a word of warning is said."""
    word: str = ""
    """What says most plainly what it is about; empty when nothing does."""
    branded: bool = False
    """Whether a name in it ends like a brand, whatever stands beside it."""

    def sells(self, points: int, ad: int) -> bool:
        """Whether it is about gambling that much, and sells more than it warns."""
        return self.points >= points and self.ad >= ad and self.ad > self.warn

    @property
    def dense(self) -> bool:
        """Whether gambling is what the text is about, rather than a paragraph of it."""
        # One word in 25, one a line: an advert names what it sells in every sentence, and what speaks of it in passing
        # has a page of other words around.
        return 25 * self.hits >= self.words

    @property
    def warns(self) -> bool:
        """Whether it speaks of gambling to warn of it."""
        return self.core > 0 and self.warn > 0 and self.warn >= self.ad


@dataclass
class _Found:
    """What a text holds."""

    times: dict[str, int] = field(default_factory=dict)
    """Phrases, and how often each is said."""
    brands: dict[str, None] = field(default_factory=dict)
    """Names that end like a brand, and that nothing beside them makes one."""
    named: str = ""
    """The first brand beyond doubt, as it is written."""


@lru_cache(maxsize=2048)
def score(text: str) -> Score:
    """How a text speaks of gambling, its disguises undone."""
    # "slot waktu", "burung gacor": harmless phrases go before anything is counted.
    plain = known().innocent.sub(" ", plain_words(text))
    found = _Found()
    # Both readings: "s1ot" only shows undone, and undoing may break a plain word.
    for version in {plain, undisguised(plain)}:
        _look_up(version, found)
    return _weighed(found, plain.count(" ") + 1)


def _look_up(version: str, found: _Found) -> None:
    """Add what one reading of a text holds."""
    data = known()
    tokens = version.split()
    here: list[str] = data.glued.findall(version)
    if not version.isascii():
        here += data.scripts.findall(version)
    # Of most texts no word is either; each is asked once, however often it is said.
    distinct = set(tokens)
    begins, brands = _begin_a_phrase(tokens, distinct), _like_brands(distinct)
    for at, token in enumerate(tokens) if begins or brands else ():
        if token in begins:
            here += (phrase for phrase in _phrases(tokens, at) if phrase in data.phrases)
        if token not in brands:
            continue
        if _is_a_brand(token, tokens[max(0, at - 1) : at + 2]):
            here.append(SURE)
            found.named = found.named or token
        elif data.brand.fullmatch(token):
            found.brands[token] = None
    # Of two readings of one text the one in which a phrase is said more often counts: they are not two texts.
    for phrase, times in Counter(here).items() if here else ():
        found.times[phrase] = max(times, found.times.get(phrase, 0))


def _begin_a_phrase(tokens: Sequence[str], distinct: Set[str]) -> frozenset[str]:
    """The words of a text with which a phrase begins that is there."""
    known_begins = known().begins
    line = f" {' '.join(tokens)} "
    return frozenset(
        word
        for word in known_begins.keys() & distinct
        if any(phrase in line for phrase in known_begins[word])
    )


def _like_brands(distinct: Set[str]) -> frozenset[str]:
    """The words that look like a brand, whatever stands beside them."""
    data = known()
    odd = (
        word
        for word in distinct
        if not word.isalpha() or word.endswith(data.name_ends) or word.startswith(data.name_begins)
    )
    return frozenset(word for word in odd if data.named.fullmatch(word) or data.brand.fullmatch(word))


def _is_a_brand(token: str, beside: Sequence[str]) -> bool:
    """Whether a word is a brand beyond doubt, by itself or by the words beside it: "maju88" alone may be a shop, "login
    maju88" is none."""
    data = known()
    if data.named.fullmatch(token):
        return True
    return data.brand.fullmatch(token) is not None and not data.beside.isdisjoint(beside)


def _phrases(tokens: Sequence[str], at: int) -> Iterator[str]:
    """The phrases that begin with a word."""
    phrase = tokens[at]
    yield phrase
    for token in tokens[at + 1 : at + _LONGEST]:
        phrase = f"{phrase} {token}"
        yield phrase


def _weighed(found: _Found, count: int) -> Score:
    """Distinct words add up: a word said twice weighs no more."""
    if not (found.times or found.brands):
        return Score(words=count)
    groups = {phrase: known().group(phrase) for phrase in found.times}
    about = sum(group.points for group in groups.values() if not group.beside)
    brand = _worth_of_brands(found, groups, about)
    # Without anything about gambling, words of trade ("daftar", "bonus") are an announcement's.
    if not about and not brand:
        groups = {phrase: group for phrase, group in groups.items() if not group.beside}
    said = groups.values()
    ad = sum(group.ad for group in said) + brand
    # One point is that of a word which means other things too.
    if about == 1 and not brand and not _has_pitch(groups):
        ad = 0
    return Score(
        points=sum(group.points for group in said) + brand,
        ad=ad,
        warn=sum(group.warn for group in said),
        core=about + brand,
        hits=sum(found.times[phrase] for phrase, group in groups.items() if group.points),
        words=count,
        alarm=any(group.warn >= _ALARM for group in said),
        word=_plainest(found, groups),
        branded=bool(found.brands or found.named),
    )


def _worth_of_brands(found: _Found, groups: Mapping[str, Group], about: int) -> int:
    """A name that ends like a brand is one beside gambling, or where much is offered."""
    trade = sum(group.ad for group in groups.values() if group.beside)
    return _BRAND if found.brands and (about or trade >= _TRADE) else 0


def _has_pitch(groups: Mapping[str, Group]) -> bool:
    """Whether something praises. ``Slot`` alone means many things: words of trade beside it sell nothing yet."""
    return any(group.ad > int(group.beside) for group in groups.values())


def _plainest(found: _Found, groups: Mapping[str, Group]) -> str:
    """The word that a person would point at."""
    telling = [(group.points, group.ad, phrase) for phrase, group in groups.items() if not group.beside]
    telling = [one for one in telling if one[0]]
    phrase = max(telling)[2] if telling else next(iter(found.brands), "")
    return found.named if phrase == SURE and found.named else phrase
