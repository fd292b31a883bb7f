"""Fields as printed -> a day of the calendar, or nothing. Never clamped, never guessed."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1995
"""Years before are no dates of posts: Indonesian government sites began after it."""
YEARS_AHEAD = 5
"""Dates of events lie ahead and are returned; those of posts are refused by who asks."""


def calendar_day(day: str, month: str | int, year: str, today: date) -> date | None:
    """The day, when the calendar has it and its year may be one. A year of two digits is 1995 .. tomorrow."""
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
    # "31" behind a month may be a day or a time: two digits ahead of today are no year.
    return None if len(year) == 2 and found > today + timedelta(days=1) else found
