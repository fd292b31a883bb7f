"""Gambling spam in titles and texts; a warning against gambling is none. Where on a page it stands: ``signs.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opd_exporter.judges.spam.score import IN_A_LINE, IN_A_SUMMARY, IN_A_TEXT, score
from opd_exporter.text.normalise import letters

MAX_JUDGED = 6_000
"""Characters of a text that are judged."""
MAX_TITLE = 400
"""Characters of a title that are judged."""
SUMMARY = 600
"""Characters of a summary that are judged beside a title."""
ABOUT = 2
"""Points from which on a title is about gambling."""
TOLD = 3
"""Points that a text needs of words about gambling by themselves: words of trade pile up in any announcement."""
_FOREIGN = re.compile(
    "[\u0400-\u05ff\u0900-\u1aff\u1bc0-\u1cff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # Cyrillic, Thai, Kana, Han ...
)
"""Letters in which no Indonesian agency writes a title; Arabic, Javanese, Balinese and Sundanese are not among them."""
_NAMES = 10
"""Letters below which it may be the name of a language in a switch."""
_PARTS = re.compile(r"\s[-–—|•·»]\s|\|")
"""Between a title and the site's name."""


def in_foreign_script(title: str) -> bool:
    """Whether a title is written in a script of elsewhere: intruders fill sites with Japanese shops and Thai casinos."""
    if title.isascii():
        return False
    plain = letters(title)
    found = len(_FOREIGN.findall(plain))
    return found >= _NAMES and 2 * found > sum(char.isalpha() for char in plain)


def adverts(title: str) -> Iterator[str]:
    """The title when it sells, else its parts that do, unless the rest warns: it may be the name of the agency."""
    whole = score(title)
    if whole.sells(*IN_A_LINE):
        yield title
    # "Waspada judi online | Dinas X" warns as a whole; its parts alone would not.
    elif not whole.alarm and len(parts := _PARTS.split(title)) > 1:
        yield from (part for part in parts if score(part).sells(*IN_A_LINE))


def spam_in_title(title: str, summary: str = "") -> str:
    """The word by which a post advertises gambling or is as plainly an intruder's, in its title; its summary may speak
    for or against it, or give it away. Empty when there is none."""
    title, summary = title[:MAX_TITLE], summary[:SUMMARY]
    if in_foreign_script(title):
        return title[:40]  # as much as a line shows of a word
    # What the summary says decides whether a title sells or reports: "Situs slot gacor ditutup polisi".
    if advert := next(adverts(title), ""):
        both = score(f"{advert} \n {summary}")
        return score(advert).word if both.ad > both.warn else ""
    told = score(summary)
    sells = (
        told.core >= TOLD
        and told.sells(*IN_A_SUMMARY)
        and told.dense
        and score(f"{title} \n {summary}").sells(*IN_A_SUMMARY)
    )
    return told.word if sells else ""


def is_spam_title(title: str, summary: str = "") -> bool:
    """Whether :func:`spam_in_title` finds a word."""
    return bool(spam_in_title(title, summary))


def speaks_of_it(titles: str, points: int = ABOUT) -> bool:
    """Whether a title, or several together, are about gambling by so many points and warn of nothing, though they may
    sell nothing either ("Live Baccarat Guide"). One word that means other things too is not enough ("Slot Perekaman KTP
    Ditambah")."""
    told = score(titles[:MAX_JUDGED])
    return told.core > 0 and told.points >= points and not told.warn


def is_spam_text(title: str, text: str) -> bool:
    """Whether an article advertises gambling, by its title and main text."""
    if is_spam_title(title, text):
        return True
    told = score(text[:MAX_JUDGED])
    return (
        told.core >= TOLD
        and told.sells(*IN_A_TEXT)
        and told.dense
        and score(title[:MAX_TITLE]).warn < told.ad
    )
