"""Which cases of a crowd are seen on which of several days. What a test shows depends on the day for each of its cases alike,
or nearly so: on each day some of them run, and on so many days all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def share(tests: Sequence[str], number: int, days: int) -> list[bool]:
    """Whether each runs on this day, the ``number``-th of ``days``. Cases of one test stand under one name: each name runs on
    every day, and each case on one of so many at least."""
    cases, seen = Counter(tests), Counter[str]()
    runs = []
    for name in tests:
        turns = min(cases[name], days)
        runs.append(seen[name] % turns == number % turns)
        seen[name] += 1
    return runs
