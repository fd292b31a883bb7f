"""Which of the tests that depend on the day run on which of several days. What a test shows depends on the day for each of its
cases alike, or nearly so: on each day some of them run, and on so many days all of them. One without cases runs on one of the
days, tomorrow on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def share(tests: Iterable[str], number: int, days: int) -> set[str]:
    """Those that run on this day, the ``number``-th of ``days``. Cases of one test (``name[case]``) are dealt out to the days
    in turn; what bears one name as a whole runs on one day."""
    places: dict[str, int] = {}
    seen = Counter[str]()
    runs = set()
    for test in dict.fromkeys(tests):
        name = test.partition("[")[0]
        place = places.setdefault(name, len(places))
        if (place + seen[name]) % days == number % days:
            runs.add(test)
        seen[name] += 1
    return runs
