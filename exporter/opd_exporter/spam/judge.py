"""Gambling spam in titles, texts and links; a warning against gambling is none (data: ``words.yml``)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from opd_exporter.page.model import Page
from opd_exporter.scope import Scope

ENOUGH = 3
"""Points that make a title spam; the weights stand in the data."""
MAX_TEXT = 6_000
DENSE = 6
"""Points that a text of an article needs, since it holds many words."""

_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "$": "s", "@": "a", "!": "i"})
_SPACED = re.compile(r"(?<!\w)(?:\w[ .*_-]){3,}\w(?!\w)")
_GAP = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class _Words:
    strong: tuple[str, ...]
    weak: frozenset[str]
    gambling: frozenset[str]
    warning: tuple[str, ...]
    innocent: tuple[str, ...]


@cache
def _words() -> _Words:
    data = yaml.safe_load(files("opd_exporter.spam").joinpath("words.yml").read_text("utf-8"))
    lists = {key: tuple(f"{word}".lower() for word in words) for key, words in data.items()}
    return _Words(
        lists["strong"],
        frozenset(lists["weak"]),
        frozenset(lists["gambling"]),
        lists["warning"],
        lists["innocent"],
    )


def _plain(text: str) -> str:
    """Lower case, look-alikes folded, spaced-out letters joined."""
    folded = unicodedata.normalize("NFKD", text[:MAX_TEXT]).casefold()
    folded = "".join(char for char in folded if not unicodedata.combining(char) or char > "ก")
    folded = _SPACED.sub(lambda match: re.sub(r"[ .*_-]", "", match[0]), folded)
    return " ".join(_GAP.sub(" ", folded).split())


def _undisguised(plain: str) -> str:
    """Words in which digits stand for letters (``sl0t``, ``g4cor``) written out."""
    return " ".join(
        word.translate(_LEET) if any(c.isalpha() for c in word) and not word[-2:].isdigit() else word
        for word in plain.split()
    )


def _points(text: str) -> int:
    words = _words()
    best = 0
    plain = _plain(text)
    for version in {
        plain,
        _undisguised(_plain(text.translate(_LEET))) if re.search(r"[0134@$!]", text) else plain,
    }:
        padded = f" {version} "
        if any(f" {phrase} " in padded for phrase in words.innocent):
            continue
        strong = sum(
            (f" {phrase} " in padded)
            if phrase.isascii()
            else (unicodedata.normalize("NFKD", phrase) in version or phrase in version)
            for phrase in words.strong
        )
        there = set(version.split())
        named = any(
            word.startswith(("slot", "togel", "judi", "gacor")) and word[-1].isdigit() for word in there
        )
        weak = len(there & words.weak) if there & words.gambling or named else 0
        best = max(best, 3 * strong + weak + 3 * named)
    return best


def _warns(text: str) -> bool:
    padded = f" {_plain(text)} "
    return any(f" {word} " in padded for word in _words().warning)


def is_spam_title(title: str, summary: str = "") -> bool:
    """Whether a post's title (or, failing that, the beginning of its text) advertises gambling."""
    if _points(title) >= ENOUGH:
        return not (_warns(title) or _warns(summary[:300]))
    return len(summary) > 20 and _points(summary[:600]) >= DENSE and not _warns(f"{title} {summary[:600]}")


def is_spam_text(title: str, text: str) -> bool:
    """Whether an article advertises gambling, by its title and main text."""
    if is_spam_title(title, text[:300]):
        return True
    return _points(text) >= 2 * DENSE and not _warns(f"{title} {text[:1500]}")


def suspect(page: Page, scope: Scope) -> tuple[str, ...]:
    """Evidence of gambling spam on a page: its title, its hidden or visible links. Empty when there is none."""
    found = []
    if _points(page.title) >= ENOUGH and not _warns(page.title):
        found.append(f"judul: {page.title[:80]}")
    description = page.meta("description", "og:description", "keywords")
    if _points(description) >= DENSE and not _warns(description):
        found.append(f"deskripsi: {description[:80]}")
    shown = 0
    for link in page.links:
        if not link.text or shown >= 5:
            continue
        foreign = bool(link.url) and not scope.same_host(link.url)
        points = _points(link.text)
        if (
            points >= ENOUGH
            and not _warns(link.text)
            and (foreign or link.hidden or is_spam_title(link.text))
        ):
            found.append(f"tautan: {link.text[:60]} ({link.url[:80]})")
            shown += 1
    hidden = " ".join(text.text for text in page.texts if text.hidden)[:MAX_TEXT]
    if not found and _points(hidden) >= DENSE and not _warns(hidden):
        found.append(f"teks tersembunyi: {hidden[:80]}")
    return tuple(found)
