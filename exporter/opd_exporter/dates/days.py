"""Fields as printed -> a day of the calendar, or nothing. Never clamped, never guessed."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1995
"""Years before are no dates of posts: Indonesian government sites began after it."""
YEARS_AHEAD = 5
"""Dates of events lie ahead and are returned; those of posts are refused by who asks."""
SHORT_YEAR_AHEAD = timedelta(days=31)
"""How far ahead a date with two digits of its year may lie: what is announced, as a post that shows before its day.
Further ahead those digits are a day, a time or a number."""


def calendar_day(day: str, month: str | int, year: str, today: date) -> date | None:
    """The day, when the calendar has it and its year may be one. A year of two digits ends a day from
    1995 on and at most ``SHORT_YEAR_AHEAD`` of ``today``."""
    number = int(year)
    if len(year) == 2:
        # "99" and "05": no site has a post from before 1995 (``FIRST_YEAR``).
        number += 1900 if number >= FIRST_YEAR % 100 else 2000
    elif len(year) != 4:
        return None
    if not FIRST_YEAR <= number <= today.year + YEARS_AHEAD:
        return None
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return None if len(year) == 2 and found > today + SHORT_YEAR_AHEAD else found
