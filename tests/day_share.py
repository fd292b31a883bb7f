"""Which of the tests that each look at a site of their own run on which of several days. What a test shows depends on the day
for each of its cases alike, or nearly so: on each day some of them run, and on so many days all of them. One without cases runs
on every second day, on the other two tomorrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def share(tests: Sequence[str], number: int, days: int) -> list[bool]:
    """Whether each runs on this day, the ``number``-th of ``days``. Cases of one test stand under one name: where there are
    several, some run on every day; each test runs on one of so many days at least as it has cases, or on one of two."""
    cases, seen = Counter(tests), Counter[str]()
    places = {name: place for place, name in enumerate(dict.fromkeys(tests))}
    runs = []
    for name in tests:
        turns = min(max(cases[name], 2), days)
        runs.append((places[name] + seen[name]) % turns == number % turns)
        seen[name] += 1
    return runs
