"""What is known to be broken: (fault, cause) -> why, and what will mend it.

The only place that lets a fault pass, in CI and in the exit code of ``make years``; both still count it. Mend the engine and
delete the line. Nothing is ever added here for a property that is merely inconvenient.
"""

from __future__ import annotations

from years.properties import (
    DEATH_UNTOLD,
    FALSELY_AKTIF,
    FALSELY_BETWEEN,
    FALSELY_DEAD,
    NEVER_SETTLED,
    POST_LATE,
    POST_LOST,
    TOO_NEW,
)

IMPORT = "an import's day is believed although the titles were known with older dates"
SESSIONS = "titles that return under new addresses with ages that never change are taken for new posts"
SHELL = "entries of an interface without a link share one key once the fragment is dropped, so that new ones are lost"
FEED = (
    "Joomla's feed is not looked for on the list of news, so that a printed day of today waits for tomorrow"
)
REFUSED = "what refuses to be read is taken for empty"
SURFACED = "an old article that was not seen before counts as new"

KNOWN: dict[tuple[str, str], str] = {}


def _broken(reason: str, cause: str, *kinds: str) -> None:
    for kind in kinds:
        KNOWN[kind, cause] = reason


_broken(IMPORT, "imported anew", FALSELY_AKTIF, FALSELY_BETWEEN, TOO_NEW)
_broken(SESSIONS, "session ids in links", FALSELY_AKTIF, FALSELY_BETWEEN, TOO_NEW)
_broken(SESSIONS, "lists in another order", TOO_NEW)
_broken(SHELL, "shell", FALSELY_DEAD, FALSELY_BETWEEN, DEATH_UNTOLD, POST_LATE)
_broken(SHELL, "gambling flood", POST_LOST)
_broken(FEED, "clock header", POST_LATE)
_broken(FEED, "down: connect", POST_LATE)
_broken(FEED, "gambling flood", POST_LATE)
_broken(FEED, "undated pages", NEVER_SETTLED, POST_LATE, POST_LOST)
_broken(REFUSED, "refused", FALSELY_BETWEEN)
_broken(SURFACED, "article restored", FALSELY_AKTIF, TOO_NEW)
