"""Spam in company: where intruders write most of the newest entries, the rest of that run is not trusted either."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import islice

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.spam import MAX_SIGNS, MAX_SPAM_WORD, SpamSign, Where
from opd_exporter.judges.spam.judge import speaks_of_it

FEWEST = 2
"""Entries from which on there is a run, one of them spam beyond doubt."""
AFTER = timedelta(days=30)
"""An entry that is so much older than the run's oldest spam is of an earlier time."""


def in_spam_company(entries: Sequence[tuple[str, Candidate]], known: Collection[str] = ()) -> tuple[str, ...]:
    """Keys of entries of one source that stand among the newest ones, of which at least half are spam. Beside one that
    sells beyond doubt, what speaks of gambling without a warning is the same intruder's. Those ``known`` from before
    stand."""
    dated = sorted(
        (
            (one.published, one.refused is Refusal.SPAM, key, one.title)
            for key, one in entries
            if one.published
        ),
        reverse=True,
    )
    run: list[str] = []
    spam, near, oldest = 0, 0, None
    for number, (when, is_spam, _, title) in enumerate(dated, 1):
        if is_spam:
            spam, oldest = spam + 1, when
        elif speaks_of_it(title):
            near += 1
        # The list goes on with what was there before the intruder came.
        if oldest and oldest - when > AFTER:
            break
        # The longest such run counts, so that one true post in between does not end it.
        if spam and spam + near >= FEWEST and 2 * (spam + near) >= number:
            run = [key for _, bad, key, _ in dated[:number] if not bad]
    return tuple(key for key in run if key not in known)


def signs_of_entries(entries: Iterable[Candidate], page: str) -> tuple[SpamSign, ...]:
    """What the entries of a feed, an interface or a list say that sells, as they were read from ``page``."""
    told = (
        SpamSign((one.detail or one.title)[:MAX_SPAM_WORD], one.url, page, Where.ENTRY)
        for one in entries
        if one.refused is Refusal.SPAM
    )
    return tuple(islice(dict.fromkeys(told), MAX_SIGNS))
