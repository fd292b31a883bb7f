"""Spam in company: where intruders write most of the newest entries, or break a long silence, the rest of that
run is not trusted either."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice, pairwise

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.spam import MAX_SIGNS, MAX_SPAM_WORD, SpamSign, Where
from opd_exporter.domain.vocabulary import Source

FEWEST = 2
"""Entries from which on there is a run, one of them spam beyond doubt."""
SILENCE, SHARE = timedelta(days=180), 3
"""A site that wrote nothing for so long counts as dead (docs/thresholds.md); what then comes is an intruder's where one
in so many sells gambling."""
AFTER = timedelta(days=30)
"""An entry that is so much older than the run's oldest spam is of an earlier time."""


def in_spam_company(entries: Sequence[tuple[str, Candidate]], known: Collection[str] = ()) -> tuple[str, ...]:
    """Keys of entries of one source that stand among the newest ones, of which at least half are spam, or that came with
    some after a long silence. Of a source without days the newest are those that it lists first. Beside one that sells
    beyond doubt, what speaks of gambling without a warning is the same intruder's. Those ``known`` from before stand."""
    dated = [(one.published, key, one) for key, one in entries if one.published]
    dated.sort(key=lambda one: one[:2], reverse=True)
    listed = [(when, one) for when, _, one in dated]
    run = [(key, one) for _, key, one in dated[: max(_flood(listed), _after_silence(listed))]]
    if not any(_is_dated_by_its_source(one) for _, one in listed):
        run = [*run, *entries[: _flood([(None, one) for _, one in entries])]]
    return tuple(dict.fromkeys(key for key, one in run if not _is_spam(one) and key not in known))


def _is_dated_by_its_source(one: Candidate) -> bool:
    """Whether its list shows its day: neither its own page alone does, which was opened, nor memory."""
    return one.source is not Source.ARTICLE and one.dated_by is None


def _is_spam(one: Candidate) -> bool:
    return one.refused is Refusal.SPAM


def _flood(listed: Sequence[tuple[datetime | None, Candidate]]) -> int:
    """How many of the newest are the longest run of which at least half are spam: one true post in between does not end
    it. They come newest first, with their dates where those are known."""
    if not any(_is_spam(one) for _, one in listed):
        return 0
    longest = spam = near = 0
    oldest: datetime | None = None
    for number, (when, one) in enumerate(listed, 1):
        if _is_spam(one):
            # An age of months may be that of a post almost a month older.
            spam, oldest = spam + 1, when and when - timedelta(days=one.rounded)
        elif _speak_of_it([one], together=False):
            near += 1
        # The list goes on with what was there before the intruder came.
        if oldest and when and oldest - when > AFTER:
            break
        if spam and spam + near >= FEWEST and 2 * (spam + near) >= number:
            longest = number
    return longest


def _after_silence(listed: Sequence[tuple[datetime, Candidate]]) -> int:
    """How many came after a silence of half a year, where a third of them sell, or their titles together are about
    gambling: who broke it is the intruder."""
    gaps = (
        number
        for number, ((newer, _), (older, _)) in enumerate(pairwise(listed), 1)
        if newer - older > SILENCE
    )
    came = [one for _, one in listed[: next(gaps, 0)]]
    sell = SHARE * sum(map(_is_spam, came)) >= len(came)
    return len(came) if sell or _speak_of_it(came, together=True) else 0


def _speak_of_it(entries: Sequence[Candidate], *, together: bool) -> bool:
    """Whether the title of an entry, or those of several ``together``, are about gambling and warn of nothing."""
    # Loaded where it is first asked: most sites never make the process that searches need the words.
    from opd_exporter.judges.spam.judge import ABOUT, TOLD, speaks_of_it

    return speaks_of_it(" \n ".join(one.title for one in entries), TOLD if together else ABOUT)


def signs_of_entries(entries: Iterable[Candidate], page: str) -> tuple[SpamSign, ...]:
    """What the entries of a feed, an interface or a list say that sells, as they were read from ``page``."""
    told = (
        SpamSign((one.detail or one.title)[:MAX_SPAM_WORD], one.url, page, Where.ENTRY)
        for one in entries
        if one.refused is Refusal.SPAM
    )
    return tuple(islice(dict.fromkeys(told), MAX_SIGNS))
