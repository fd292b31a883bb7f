"""Which of the tests that each look at a site of their own run on which of several days. What a test shows depends on the day
for each of its cases alike, or nearly so: on each day some of them run, and on so many days all of them. One without cases runs
on one of the days, tomorrow on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def share(tests: Sequence[str], number: int, days: int) -> list[bool]:
    """Whether each runs on this day, the ``number``-th of ``days``. Cases of one test stand under one name, and are dealt out
    to the days in turn."""
    places = {name: place for place, name in enumerate(dict.fromkeys(tests))}
    seen = Counter[str]()
    runs = []
    for name in tests:
        runs.append((places[name] + seen[name]) % days == number % days)
        seen[name] += 1
    return runs
