"""Gambling spam in titles, texts and links; a warning against gambling is none (data: ``words.yml``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from opd_exporter.domain.scope import Scope
from opd_exporter.judges.rule_files import read_rules, strings
from opd_exporter.page.model import Page
from opd_exporter.text.address import host_and_path
from opd_exporter.text.normalise import letters, undisguised, words

MAX_TEXT = 6_000
"""Characters of a text that are judged."""
MAX_TITLE = 400
SUMMARY = 600
"""Characters of a summary that are judged beside a title."""
MAX_FOUND = 6
"""Pieces of evidence kept of a page."""
_LONGEST = 4
"""Words of the longest phrase looked for."""
_GLUED = 7
"""Letters from which on a phrase is also looked for without its blanks, as in ``slotgacor`` and host names."""
_ALARM = 6
"""From this weight on a word warns by itself; a lesser one may be part of a site's name."""
_TOLD = 3
"""Points that a text needs of words about gambling by themselves: words of trade pile up in any announcement."""
_FOREIGN = re.compile(
    "[\u0400-\u05ff\u0900-\u1aff\u1bc0-\u1cff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # Cyrillic, Thai, Kana, Han ...
)
"""Letters in which no Indonesian agency writes a title; Arabic, Javanese, Balinese and Sundanese are not among them."""
_NAMES = 10
"""Letters below which it may be the name of a language in a switch."""
_SCRIPTS = re.compile(r"[^\W\d_a-z]")
_PARTS = re.compile(r"\s[-–—|•·»]\s|\|")
"""Between a title and the site's name."""
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


@dataclass(frozen=True)
class Score:
    """How a text speaks of gambling."""

    points: int = 0
    ad: int = 0
    warn: int = 0
    core: int = 0
    """Points of words that are about gambling by themselves."""
    hits: int = 0
    """Times a word of gambling or of trade beside it occurs."""
    words: int = 0
    alarm: bool = False
    """Whether a word of warning is said."""

    def sells(self, points: int, ad: int) -> bool:
        """Whether it is about gambling that much, and sells more than it warns."""
        return self.points >= points and self.ad >= ad and self.ad > self.warn

    @property
    def dense(self) -> bool:
        """Whether gambling is what the text is about, rather than a paragraph of it."""
        return 25 * self.hits >= self.words


def _any(parts: Iterable[str], around: Callable[[str], str] = str) -> re.Pattern[str]:
    return re.compile(around("|".join(sorted(map(re.escape, parts), key=len, reverse=True))))


def _group(entry: dict[str, Any]) -> Group:
    listed = strings(entry, "words", f"{_FILE}: {entry.get('name')}")
    return Group(**{**entry, "words": tuple(map(words, listed))})


@cache
def _words() -> Words:
    """Raises for an unknown key and for what is no text, so that a slip in the data shows at once."""
    data = read_rules("judges.spam", "words.yml")

    def listed(key: str) -> tuple[str, ...]:
        return strings(data, key, _FILE)

    phrases: dict[str, Group] = {}
    for group in map(_group, data["groups"]):
        for phrase in group.words:
            phrases.setdefault(phrase, group)
    sure = phrases["slot88"]
    names, games = listed("brand_names"), listed("brand_games")
    plays = [name for name in names if name in phrases and not phrases[name].beside]
    for name in names:
        if name not in plays:
            phrases |= {f"{name} {game}": sure for game in games if f"{name} {game}" not in phrases}
    numbers = "|".join(map(re.escape, listed("brand_numbers")))
    return Words(
        phrases=phrases,
        scripts=_any(phrase for phrase in phrases if _SCRIPTS.search(phrase)),
        glued=_any(
            joined
            for phrase in sure.words
            if " " in phrase and len(joined := phrase.replace(" ", "")) >= _GLUED
        ),
        innocent=_any(
            map(words, [*listed("innocent"), *listed("not_a_warning")]),
            lambda any_: rf"(?<!\w)(?:{any_})(?!\w)",
        ),
        brand=re.compile(rf"(?!(?:{'|'.join(listed('not_brands'))})\d)[a-z]{{3,14}}(?:{numbers})"),
        beside=frozenset(listed("brand_beside")),
        named=re.compile(
            rf"[a-z]{{0,8}}(?:{'|'.join(plays)})[a-z]{{0,10}}\d{{1,5}}d?"
            rf"|(?:{'|'.join(names)})(?:{numbers})[a-z]{{0,8}}|\d{{2,4}}(?:bet|{'|'.join(games)})"
        ),
    )


@lru_cache(maxsize=2048)
def _score(text: str) -> Score:
    known = _words()
    plain = known.innocent.sub(" ", words(text))
    hits: Counter[str] = Counter()
    brands = set()
    for version in {plain, undisguised(plain)}:
        here: Counter[str] = Counter(known.scripts.findall(version)) if not version.isascii() else Counter()
        tokens = version.split()
        for at, token in enumerate(tokens):
            phrase = token
            for size in range(1, _LONGEST + 1):
                if phrase in known.phrases:
                    here[phrase] += 1
                if at + size >= len(tokens):
                    break
                phrase = f"{phrase} {tokens[at + size]}"
            if len(token) >= _GLUED:
                here.update(known.glued.findall(token))
            if known.named.fullmatch(token):
                here["slot88"] += 1
            elif known.brand.fullmatch(token):
                if known.beside.isdisjoint(tokens[max(0, at - 1) : at + 2]):
                    brands.add(token)
                else:
                    here["slot88"] += 1
        hits |= here
    return _sum(hits, len(brands), plain.count(" ") + 1)


def _sum(hits: Counter[str], brands: int, count: int) -> Score:
    """Distinct words add up: a word said twice weighs no more. ``Slot`` alone means many things, so that words of
    trade beside it sell nothing without a pitch or a brand."""
    known = _words()
    sure = known.phrases["slot88"]
    groups = {phrase: known.phrases.get(phrase, sure) for phrase in hits}
    gambling = sum(group.points for group in groups.values() if not group.beside)
    trade = sum(group.ad for group in groups.values() if group.beside)
    named = 2 if brands and (gambling or trade >= 3) else 0
    meant = gambling != 1 or named or any(group.ad > int(group.beside) for group in groups.values())
    counted = {phrase: group for phrase, group in groups.items() if gambling or named or not group.beside}
    return Score(
        points=sum(group.points for group in counted.values()) + named,
        ad=sum(group.ad for group in counted.values()) + named if meant else 0,
        warn=sum(group.warn for group in counted.values()),
        core=gambling + named,
        hits=sum(hits[phrase] for phrase, group in counted.items() if group.points),
        words=count,
        alarm=any(group.warn >= _ALARM for group in counted.values()),
    )


def _foreign(title: str) -> bool:
    """Whether a title is written in a script of elsewhere: intruders fill sites with Japanese shops and Thai casinos."""
    plain = letters(title)
    found = len(_FOREIGN.findall(plain))
    return found >= _NAMES and 2 * found > sum(char.isalpha() for char in plain)


def _adverts(title: str) -> Iterator[str]:
    """The title when it sells, else its parts that do, unless the rest warns: it may be the name of the agency."""
    whole = _score(title)
    if whole.sells(3, 2):
        yield title
    elif not whole.alarm:
        yield from (part for part in _PARTS.split(title) if _score(part).sells(3, 2))


def is_spam_title(title: str, summary: str = "") -> bool:
    """Whether a post advertises gambling or is as plainly an intruder's, by its title; its summary may speak for or
    against it, or give it away."""
    title, summary = title[:MAX_TITLE], summary[:SUMMARY]
    if _foreign(title):
        return True
    if advert := next(_adverts(title), ""):
        both = _score(f"{advert} \n {summary}")
        return both.ad > both.warn
    told = _score(summary)
    return (
        told.core >= _TOLD and told.sells(8, 6) and told.dense and _score(f"{title} \n {summary}").sells(8, 6)
    )


def is_spam_text(title: str, text: str) -> bool:
    """Whether an article advertises gambling, by its title and main text."""
    if is_spam_title(title, text):
        return True
    told = _score(text[:MAX_TEXT])
    return (
        told.core >= _TOLD and told.sells(12, 9) and told.dense and _score(title[:MAX_TITLE]).warn < told.ad
    )


def suspect(page: Page, scope: Scope) -> tuple[str, ...]:
    """Evidence of gambling spam on a page, in Indonesian: its title, its texts, its hidden or visible links. Empty when
    there is none."""
    found = []
    title = page.title[:MAX_TITLE]
    if any(_adverts(title)):
        found.append(f"judul: {title[:80]}")
    for name in ("description", "og:title", "og:description", "keywords"):
        told = page.meta(name)[:SUMMARY]
        if told and told != title and _score(told).sells(6, 5):
            found.append(f"{name}: {told[:80]}")
    found += _links(page, scope)
    for name, hidden in (("teks tersembunyi", True), ("isi halaman", False)):
        text = " \n ".join(one.text for one in page.texts if one.hidden is hidden)[: 2 * MAX_TEXT]
        told_all = _score(text)
        if told_all.core >= _TOLD and told_all.sells(12, 9) and (hidden or told_all.dense):
            found.append(f"{name}: {' '.join(text.split())[:80]}")
    return tuple(found[:MAX_FOUND])


def _links(page: Page, scope: Scope) -> list[str]:
    """Links whose text advertises gambling, and links to hosts that do so by their name."""
    found: dict[str, None] = {}
    hosts: dict[str, bool] = {}
    for link in page.links:
        if len(found) >= MAX_FOUND:
            break
        if any(_adverts(link.text)):
            found[f"tautan: {link.text[:60]} ({link.url[:80]})"] = None
        elif link.url and not scope.same_host(link.url):
            host = host_and_path(link.url)[0]
            if host not in hosts:
                hosts[host] = _score(host.rpartition(".")[0].replace("-", " ")).sells(3, 2)
            if hosts[host] and _score(link.text).warn == 0:
                found[f"tautan ke: {host[:80]}"] = None
    return list(found)
