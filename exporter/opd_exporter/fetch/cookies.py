"""Cookies within one GET: sites that set one and redirect to themselves would else redirect for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

MAX_COOKIES = 4096
"""Characters of all cookies sent; more than that, and servers refuse the request."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = re.compile(r"[^\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]{1,60}")
"""What stands between delimiters (RFC 6265, 5.1.1), each of a bounded length."""
# Parts of a date as RFC 6265, 5.1.1 has them: digits, then anything else.
_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)")
_DAY = re.compile(r"(\d{1,2})(?:\D|$)")
_YEAR = re.compile(r"(\d{2,4})(?:\D|$)")


class Cookies:
    """What one GET was given, for all hosts of its site. Of the attributes only those matter in so short a life
    by which a cookie is taken back."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}
        self._length = 0
        """Characters of what is kept, as it is written with a "; " behind each: thousands come in one answer, and are not
        all written for each of them."""

    def keep(self, fields: Iterable[str]) -> None:
        """Takes the ``Set-Cookie`` fields of an answer; what does not fit or is no cookie is left out."""
        for field in fields:
            name, equals, value = field.partition(";")[0].strip().partition("=")
            if not (name and equals and field.isascii() and field.isprintable()):
                continue
            # By name alone: within one GET of one site a path or a host makes no difference.
            name, value = name.strip(), value.strip()
            known = name in self._kept
            without = self._length - (len(_written(name, self._kept[name])) + 2 if known else 0)
            length = without + len(_written(name, value)) + 2
            if _taken_back(field):
                self._kept.pop(name, None)
                self._length = without
            elif length - 2 <= MAX_COOKIES:
                self._kept[name] = value
                self._length = length

    def header(self) -> str:
        """The ``Cookie`` field, empty when there is nothing to send."""
        return "; ".join(_written(name, value) for name, value in self._kept.items())


def _taken_back(field: str) -> bool:
    """Whether the cookie is over already: no ``Max-Age`` left, or without one an ``Expires`` that has passed (RFC
    6265, 5.2 and 5.3). Of several attributes of a name the last that can be read counts."""
    age, ends = "", None
    for attribute in field.split(";")[1:]:
        name, _, value = (part.strip() for part in attribute.partition("="))
        if name.lower() == "max-age" and re.fullmatch(r"-?\d+", value):
            age = value
        elif name.lower() == "expires":
            ends = moment_of(value) or ends
    if age:
        return age.startswith("-") or not age.strip("0")
    return ends is not None and ends <= datetime.now(UTC)


def moment_of(text: str) -> datetime | None:
    """The moment that a cookie's date means, as lenient as RFC 6265, 5.1.1; None for what is none."""
    clock: re.Match[str] | None = None
    day = month = year = 0
    for part in _PARTS.findall(text[:200]):
        if clock is None and (found := _TIME.match(part)):
            clock = found
        elif not day and (found := _DAY.match(part)):
            day = int(found[1])
        elif not month and part[:3].lower() in _MONTHS:
            month = _MONTHS.index(part[:3].lower()) + 1
        elif not year and (found := _YEAR.match(part)):
            year = int(found[1])
            # RFC 6265, 5.1.1: two digits from 70 on are of the last century.
            year += 1900 if 70 <= year <= 99 else 2000 if year < 70 else 0
    # RFC 6265, 5.1.1: where the calendar of Windows begins.
    if clock is None or year < 1601:
        return None
    try:
        return datetime(year, month, day, int(clock[1]), int(clock[2]), int(clock[3]), tzinfo=UTC)
    except ValueError:
        return None


def _written(name: str, value: str) -> str:
    return f"{name}={value}"
