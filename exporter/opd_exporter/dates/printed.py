"""Dates as Indonesian sites print them: one scan over the text, day first, nothing guessed.

The text is cut into words, numbers and marks; a date is a short run of those. No pattern can backtrack over more
than a few characters, so the time is linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from opd_exporter.dates.model import Found, Label
from opd_exporter.dates.words import MODIFIED, MONTH_NUMBER, ONE, OTHER, PUBLISHED, UNITS, ZONES

MAX_TEXT = 20_000
FIRST_YEAR = 1995
"""Years before are no dates of posts (finding-posts.md)."""
_LAST_YEARS_AHEAD = 5
"""Dates of events lie ahead; those of posts are refused by who asks."""
_LABEL_REACH = 45
"""Characters before a date within which a word may say what it is."""

_NAMES = "|".join(sorted(MONTH_NUMBER, key=len, reverse=True))
_GAP = r"[ \u00a0]{0,3}"
_SEP = rf"{_GAP}[-/.,'’|·•]?{_GAP}"
_NUMERIC = re.compile(
    rf"(?<![\d./:,-])(\d{{1,2}}){_GAP}([-/.]){_GAP}(\d{{1,2}}){_GAP}\2{_GAP}(\d{{4}}|\d{{2}})(?![\d])(?!{_GAP}[-/][\dA-Za-z]|\.\d|,\d)"
)
_ISO = re.compile(r"(?<![\d./:-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?![-/.]\d)")
_DAY_FIRST = re.compile(
    rf"(?<![\d/.:-])(\d{{1,2}})(?:st|nd|rd|th)?{_SEP}(?<![a-z])({_NAMES})\b\.?{_SEP}(\d{{4}}|['’]\d{{2}})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?<![a-z])({_NAMES})\b\.?{_GAP}[-/|]?{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}[-/,.|]?{_GAP}(\d{{4}})(?!\d)",
    re.I,
)
_TIME = re.compile(
    r"(?:\s|[-–|,•·@;:/]|pukul|jam|pada|at|T){0,6}?(?<!\d)([01]?\d|2[0-3])([:.])([0-5]\d)(?:\2([0-5]\d))?(?!\d)(?![.:]\d)"
    r"\s{0,2}(am|pm|a\.m\.|p\.m\.)?\s{0,2}(wib|wita|wit|gmt|utc)?\b",
    re.I,
)
_AGO = re.compile(
    rf"(?<![\w])(\d{{1,3}}|{'|'.join(ONE)})[ \u00a0-]{{0,2}}({'|'.join(sorted(UNITS, key=len, reverse=True))})"
    r"[ \u00a0](?:yang[ \u00a0])?(?:lalu|silam|ago)\b",
    re.I,
)
_YESTERDAY = re.compile(r"(?<!\w)(?:kemarin|yesterday)(?!\w)", re.I)
_RANGE_BEFORE = re.compile(
    r"(?:\d{1,2}|[a-z]|\d{4})\s{0,2}(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga|to|until)\s{0,2}$", re.I
)
_RANGE_AFTER = re.compile(
    r"\s{0,2}(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga|until)\s{0,2}\d{1,2}[\s/.-]", re.I
)
_NUMBERED = re.compile(
    r"(?:nomor|no|nip|npwp|telp|tel|hp|fax|rp|nik|isbn|v|ver|versi|version)\s{0,2}[.:]?\s{0,2}$", re.I
)


def _plain(text: str) -> str:
    """Same length: odd spaces and digits as plain ones, so that positions stay true."""
    text = text[:MAX_TEXT]
    if text.isascii():
        return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    return "".join(_plain_character(char) for char in text)


def _plain_character(char: str) -> str:
    if char.isspace() or char in "\u200b\u200e\u200f\u2060\ufeff\u00ad":
        return " "
    if char.isascii():
        return char
    digit = unicodedata.digit(char, None)
    if digit is not None and unicodedata.category(char) == "Nd":
        return str(digit)
    return "-" if char in "‐‑‒" else char


def _year(text: str, now: datetime) -> int | None:
    text = text.strip("'’")
    year = int(text)
    if len(text) == 2:
        year += 1900 if year >= FIRST_YEAR % 100 else 2000
    return year if FIRST_YEAR <= year <= now.year + _LAST_YEARS_AHEAD else None


def _date(year: str, month: int, day: str, now: datetime) -> tuple[int, int, int] | None:
    number = _year(year, now)
    if number is None:
        return None
    try:
        datetime(number, month, int(day))  # noqa: DTZ001 - only whether the calendar has such a day
    except ValueError:
        return None
    return number, month, int(day)


def _fixed(text: str, now: datetime, month_first: bool) -> Iterable[tuple[int, int, tuple[int, int, int]]]:
    """Start, end, date of every full date with a year."""
    for match in _DAY_FIRST.finditer(text):
        if found := _date(match[3], MONTH_NUMBER[match[2].lower()], match[1], now):
            yield match.start(), match.end(), found
    for match in _MONTH_FIRST.finditer(text):
        if found := _date(match[3], MONTH_NUMBER[match[1].lower()], match[2], now):
            yield match.start(), match.end(), found
    for match in _ISO.finditer(text):
        if found := _date(match[1], int(match[3]), match[4], now) if int(match[3]) in range(1, 13) else None:
            yield match.start(), match.end(), found
    for match in _NUMERIC.finditer(text):
        day, month = (match[3], match[1]) if month_first and int(match[1]) <= 12 else (match[1], match[3])
        if (
            (len(match[4]) == 2
            and match[2] == ".")
            or _NUMBERED.search(text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        if int(month) in range(1, 13) and (found := _date(match[4], int(month), day, now)):
            yield match.start(), match.end(), found


def _time(text: str, end: int) -> tuple[int, int, int, int, int | None] | None:
    """End, hour, minute, second and zone offset of a time of day right behind a date."""
    match = _TIME.match(text, end, end + 40)
    if not match or (
        match[2] == "."
        and re.match(r"\s{0,2}(?:kali|x|hits|views)\b", text[match.end() : match.end() + 8], re.I)
    ):
        return None
    hour = int(match[1])
    half = (match[5] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return match.end(), hour, int(match[3]), int(match[4] or 0), ZONES.get((match[6] or "").lower())


def _label(text: str, start: int, end: int, left: int) -> Label:
    """What the words before the date say; those behind it tell a range."""
    before = text[max(left, start - _LABEL_REACH) : start].lower()
    if _RANGE_BEFORE.search(before) and not before.rstrip().endswith(("|", "/")):
        return Label.OTHER
    if _RANGE_AFTER.match(text, end, end + 30):
        return Label.OTHER
    best, where = Label.NONE, -1
    for label, words in ((Label.PUBLISHED, PUBLISHED), (Label.MODIFIED, MODIFIED), (Label.OTHER, OTHER)):
        for word in words:
            at = before.rfind(word)
            whole = at >= 0 and (at == 0 or not before[at - 1].isalpha() or not word[0].isalpha())
            if whole and at + len(word) > where:
                best, where = label, at + len(word)
    if best is Label.OTHER and re.search(r"[.!?]\s", before[where:]):
        return Label.NONE
    return best


def _ago(text: str, now: datetime) -> Iterable[Found]:
    for match in _AGO.finditer(text):
        count = int(match[1]) if match[1].isdigit() else ONE[match[1].lower()]
        days = UNITS[match[2].lower()]
        age = timedelta(days=count * days)
        if age <= timedelta(days=365.25 * 30):
            coarse = timedelta(days=days) if days > 1 else timedelta(0)
            yield Found(now - age, days < 1, match.start(), match.end(), Label.NONE, True, coarse)
    for match in _YESTERDAY.finditer(text):
        yield Found(now - timedelta(days=1), False, match.start(), match.end(), Label.NONE, True)


def find_dates(text: str, *, now: datetime, zone: ZoneInfo, month_first: bool = False) -> list[Found]:
    """Every full date in the order of the text, at most ``MAX_TEXT`` characters of it.

    A date needs day, month and year; the day comes first unless ``month_first``. Years outside 1995 .. five ahead
    are none. Dates in the future are returned: whether they may count is for the caller to say."""
    plain = _plain(text)
    found: list[Found] = []
    taken = 0
    spans = sorted(_fixed(plain, now, month_first), key=lambda one: (one[0], -one[1]))
    for start, end, (year, month, day) in spans:
        if start < taken:
            continue
        label = _label(plain, start, end, taken)
        hour = minute = second = 0
        offset: int | None = None
        time = _time(plain, end)
        if time:
            end, hour, minute, second, offset = time
        tzinfo = zone if offset is None else timezone(timedelta(hours=offset))
        when = datetime(year, month, day, hour, minute, second, tzinfo=tzinfo)
        found.append(Found(when, time is not None, start, end, label))
        taken = end
    covered = [(one.start, one.end) for one in found]
    for one in _ago(plain, now):
        if all(one.end <= start or one.start >= end for start, end in covered):
            found.append(one)
    return sorted(found, key=lambda one: one.start)
