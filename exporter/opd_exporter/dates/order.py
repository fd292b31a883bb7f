"""The one owner of "does this site write numeric dates with the month first?".

Whatever the site gives is asked: what its pages print, what they tell machines, feeds and interfaces. Each finding is
a :class:`OrderSign`; signs add up, in any order and over looks, and never depend on which page was read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from opd_exporter.dates.clock import read_clock
from opd_exporter.dates.digits import STYLES
from opd_exporter.dates.form import Form
from opd_exporter.dates.forms import form_at
from opd_exporter.dates.tokens import TokenLine, cut
from opd_exporter.dates.words import WEEKDAY_NUMBER

MAX_TEXTS = 4_000
MAX_LENGTH = 300
"""Texts, and characters of each, that are looked at: what tells the order stands in short lines, many times over."""
MAX_DATES = 4
"""Dates of one text that are looked at: a template writes no more into one."""
MAX_NAMED = 4
"""Days of a kind that are kept of those that a weekday names."""
SEVERAL = 2
"""Days whose weekdays fit one reading only, none fitting the other, from which on that is how the site writes: one
wrong weekday is a slip of the pen."""
KEPT_FOR = timedelta(days=60)
"""How long a sign that is not seen again stands beside newer ones that tell the order: a redesign may turn it."""
WORTH = re.compile(r"(?<!\d)\d{1,2}\s{0,3}\\?[-/.]\s{0,3}\d{1,2}\s{0,3}\\?[-/.]\s{0,3}\d\d")
"""Without this a text, also JSON with its strokes escaped, holds no date of digits alone whose year stands last."""
_STANDS = 60
_SHARE = 0.35
"""Characters of a text, or share of a longer one, within which a date stands for itself, as ``posts/layout/standing.py``
has it: what fills less of a line stands in somebody's sentence, who writes as people do and not as the template."""
_LATE = date(2094, 12, 31)
"""The order of the fields is to be told, not whether the date may be a post's."""


class Hand(StrEnum):
    """Who wrote a date."""

    PRINTED = "printed"
    """A template, for people: it stands for itself."""
    MACHINE = "machine"
    """A template, for machines."""
    PROSE = "prose"
    """A person, in a sentence or a title."""


class Shows(StrEnum):
    """What a date shows of the order of its fields."""

    MONTH = "month"
    """Its second field is above 12."""
    DAY = "day"
    """Its first field is above 12."""
    HALF = "half"
    """AM or PM stands behind it."""
    MONTH_NAMED = "month-named"
    """Both fields are a month's, and the weekday beside it fits the reading with the month first only."""
    DAY_NAMED = "day-named"
    """Likewise with the day first."""
    EITHER = "either"
    """It reads both ways."""


class OrderSign(NamedTuple):
    """What one date showed."""

    hand: Hand
    shows: Shows
    day: str = ""
    """Of a weekday's: the day that it fits."""
    style: str = ""
    """How it is written (``digits.STYLES``); empty: nobody knows."""


_REACH = (frozenset({Hand.PRINTED, Hand.MACHINE}), frozenset(Hand))


@dataclass(frozen=True)
class Order:
    """All signs that a site gave."""

    signs: frozenset[OrderSign] = frozenset()

    def __or__(self, other: Order) -> Order:
        return self if other.signs <= self.signs else Order(_bounded(self.signs | other.signs))

    def month_first(self, hand: Hand, style: str = "") -> bool:
        """Whether dates of this hand are read with the month first (contract, settled cases): a second field above 12
        says so, unless a first field above 12 speaks against it; else weekdays, else AM or PM. What this hand shows
        itself, in such a ``style``, then with such a mark, goes first: a plugin may write otherwise than the theme, and
        the stamp in a footer ("28-11-2026", "28/11/2026 16:15") otherwise than the list ("3/23/2026 4:15 PM")."""
        # The surest first; within each, what this hand shows, then templates, then people's own sentences.
        by_hand = [[sign for sign in self.signs if sign.hand in hands] for hands in ({hand}, *_REACH)]
        groups = [alike for signs in by_hand if signs for alike in (*_written_alike(signs, style), signs)]
        told = (weight(alike) for weight in (_by_fields, _by_weekdays, _by_halves) for alike in groups)
        return next((first for first in told if first is not None), False)

    def styles_first(self, hand: Hand) -> frozenset[str]:
        """The styles in which this hand writes the month first."""
        return frozenset(style for style in STYLES if self.month_first(hand, style))

    def styles_read_both_ways(self, hand: Hand) -> frozenset[str]:
        """The styles of dates whose reading rests on the order."""
        # Prose is read as the page prints; what machines are told may follow another rule.
        hands = (hand,) if hand is Hand.MACHINE else (Hand.PRINTED, Hand.PROSE)
        found = {sign.style for sign in self.signs if sign.shows is Shows.EITHER and sign.hand in hands}
        return STYLES if "" in found else frozenset(found)

    @property
    def has_two_readings(self) -> bool:
        """Whether any date's reading rests on the order."""
        return any(sign.shows is Shows.EITHER for sign in self.signs)

    def turns(self, more: Order) -> bool:
        """Whether ``more`` signs would turn dates that were read without them."""
        after = self | more
        return any(
            self.month_first(hand, style) != after.month_first(hand, style)
            for hand in (Hand.PRINTED, Hand.MACHINE)
            for style in self.styles_read_both_ways(hand)
        )


def _bounded(signs: frozenset[OrderSign]) -> frozenset[OrderSign]:
    """The same signs, of those by a weekday the first few days of each kind."""
    kinds: dict[tuple[Hand, Shows, str], list[OrderSign]] = {}
    for sign in sorted(signs):
        kinds.setdefault((sign.hand, sign.shows, sign.style), []).append(sign)
    return frozenset(sign for kind in kinds.values() for sign in kind[:MAX_NAMED])


def _written_alike(signs: list[OrderSign], style: str) -> Iterator[list[OrderSign]]:
    """Those of just this style, then those that share its mark: a list's dates may have AM and PM, its articles' none."""
    if style:
        yield [sign for sign in signs if sign.style in ("", style)]
        yield [sign for sign in signs if sign.style[:1] in ("", style[0])]


def _by_fields(signs: list[OrderSign]) -> bool | None:
    shown = {sign.shows for sign in signs}
    # One field above 12 with the day first outweighs any with the month first: Indonesia writes so.
    if Shows.DAY in shown:
        return False
    return True if Shows.MONTH in shown else None


def _by_weekdays(signs: list[OrderSign]) -> bool | None:
    months = {sign.day for sign in signs if sign.shows is Shows.MONTH_NAMED}
    days = {sign.day for sign in signs if sign.shows is Shows.DAY_NAMED}
    # Weekdays that contradict each other are slips of the pen, or a calendar's.
    if (months and days) or max(len(months), len(days)) < SEVERAL:
        return None
    return bool(months)


def _by_halves(signs: list[OrderSign]) -> bool | None:
    return True if any(sign.shows is Shows.HALF for sign in signs) else None


NO_ORDER = Order()


def order_of(texts: Iterable[str], hand: Hand) -> Order:
    """The signs of these texts, all of one hand; a date in a longer text that a template did not write is a person's.
    Never fails."""
    signs: set[OrderSign] = set()
    for text in islice(texts, MAX_TEXTS):
        if not WORTH.search(text, 0, MAX_LENGTH):
            continue
        line = cut(text[:MAX_LENGTH])
        forms = (
            form
            for number, token in enumerate(line.tokens)
            if token.number and len(token.text) <= 2 and (form := _form(line, number)) and form.fields
        )
        for form in islice(forms, MAX_DATES):
            signs.update(_signs(line, form, _hand_of(line, form, hand)))
    return Order(_bounded(frozenset(signs)))


def _form(line: TokenLine, number: int) -> Form | None:
    """The numeric date that begins here. Of two-digit years only ``12/31/24``, which nothing else can mean, is read with
    the month first (contract, settled cases)."""
    form = form_at(line, number, _LATE)
    return form or (
        form_at(line, number, _LATE, month_first=STYLES) if line.text(number + 1) == "/" else None
    )


def _hand_of(line: TokenLine, form: Form, hand: Hand) -> Hand:
    length = len(line.plain)
    share = (line.tokens[form.last].end - line.tokens[form.first].start) / max(1, length)
    # A quotation in a long text may come from anywhere; a template prints its date in a line of its own.
    return Hand.PROSE if hand is Hand.PRINTED and length > _STANDS and share < _SHARE else hand


def _signs(line: TokenLine, form: Form, hand: Hand) -> Iterable[OrderSign]:
    one, two = form.fields or (0, 0)
    style = form.style
    # No thirteenth month: the other field is the month.
    if max(one, two) > 12:
        yield OrderSign(hand, Shows.DAY if one > 12 else Shows.MONTH, style=style)
    # "05/05/2024" is the same either way and shows nothing.
    elif one != two:
        yield OrderSign(hand, Shows.EITHER, style=style)
        weekday = _weekday(line, form.first)
        day_first, month_first = date(form.day.year, two, one), date(form.day.year, one, two)
        if weekday == month_first.weekday() != day_first.weekday():
            yield OrderSign(hand, Shows.MONTH_NAMED, month_first.isoformat(), style)
        if weekday == day_first.weekday() != month_first.weekday():
            yield OrderSign(hand, Shows.DAY_NAMED, day_first.isoformat(), style)
    clock = read_clock(line.plain, line.tokens[form.last].end)
    if clock and clock.half:
        yield OrderSign(hand, Shows.HALF, style=style)


def _weekday(line: TokenLine, first: int) -> int | None:
    """The weekday right before a date, Monday 0."""
    at = first - 2 if line.text(first - 1) in (",", ".", "/", "|", "-") else first - 1
    # "Jum'at" is cut at its apostrophe.
    at = at - 2 if line.text(at) == "at" and line.text(at - 2) == "jum" else at
    return WEEKDAY_NUMBER.get(line.text(at))


def reads_both_ways(day: date) -> bool:
    """Whether a day, written in digits, could have been read the other way round."""
    # A second field above twelve is no month; "05-05" is the same day both ways.
    return day.day <= 12 and day.day != day.month


def remembered(known: Mapping[str, datetime], seen: Order, now: datetime) -> Mapping[str, datetime]:
    """Signs as they are kept between looks, each with the moment it was seen last. Old ones are forgotten once newer ones
    in dates of the same mark tell the order: that no date of a quiet site shows it any more turns none."""
    past = {text: at for text, at in known.items() if at <= now}
    lasting = {text: at for text, at in past.items() if now - at < KEPT_FOR}
    newer = recalled(lasting) | seen
    old = {text: at for text, at in past.items() if not _is_told_anew(recalled([text]), newer)}
    # What was seen last comes first: of too many the last are left out (``store/limits.py``).
    shown = {" ".join(sign).rstrip(): now for sign in sorted(seen.signs)}
    return shown | {text: at for text, at in (lasting | old).items() if text not in shown}


def _is_told_anew(old: Order, newer: Order) -> bool:
    """Whether an old sign tells nothing that newer ones of templates do not tell."""
    if all(sign.shows is Shows.EITHER for sign in old.signs):
        return True
    marks = {sign.style[:1] for sign in old.signs}
    alike = [
        sign
        for sign in newer.signs
        if sign.hand is not Hand.PROSE and (sign.style[:1] in ("", *marks) or "" in marks)
    ]
    return any(weight(alike) is not None for weight in (_by_fields, _by_weekdays, _by_halves))


def recalled(known: Iterable[str]) -> Order:
    """The signs that were remembered so; what is none is passed over."""
    return _recalled(tuple(known))


@lru_cache(maxsize=1024)
def _recalled(known: tuple[str, ...]) -> Order:
    """Asked for at each pull, and the same for most sites and days."""
    signs = set()
    for text in known:
        hand, shows, day, style, *_ = (*text.split(" "), "", "", "")
        if hand in list(Hand) and shows in list(Shows):
            signs.add(OrderSign(Hand(hand), Shows(shows), day[:10], style if style in STYLES else ""))
    return Order(_bounded(frozenset(signs)))
