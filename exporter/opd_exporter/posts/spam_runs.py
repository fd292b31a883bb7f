"""Spam in company: where intruders write most of the newest entries, the rest of that run is not trusted either."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from opd_exporter.domain.candidate import Candidate, Refusal

FEWEST = 2
"""Spam entries from which on there is a run."""
AFTER = timedelta(days=30)
"""An entry that is so much older than the run's oldest spam is of an earlier time."""


def in_spam_company(entries: Sequence[tuple[str, Candidate]], known: Collection[str] = ()) -> tuple[str, ...]:
    """Keys of entries of one source that stand among the newest ones, of which at least half are spam. Those ``known``
    from before stand."""
    dated = sorted(
        ((one.published, one.refused is Refusal.SPAM, key) for key, one in entries if one.published),
        reverse=True,
    )
    run: list[str] = []
    spam, oldest = 0, None
    for number, (when, is_spam, _) in enumerate(dated, 1):
        if is_spam:
            spam, oldest = spam + 1, when
        if oldest and oldest - when > AFTER:
            break
        if spam >= FEWEST and 2 * spam >= number:
            run = [key for _, bad, key in dated[:number] if not bad]
    return tuple(key for key in run if key not in known)
