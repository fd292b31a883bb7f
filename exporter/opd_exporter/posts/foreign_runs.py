"""Runs of titles in English or another script: agencies write Indonesian, and who sells loans, coins or shoes on a site
that nobody keeps writes what search engines look for (docs/domain.md, 11). What an agency itself writes in English tells
of its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.posts.words import words_of
from opd_exporter.text.address import host_and_path
from opd_exporter.text.similarity import words

FEWEST = 3
"""Foreign titles from which on there is a run, when three of four of the newest are."""
_NOT_LATIN = re.compile("[\u0250-\U0010ffff]")
"""A letter after the last of the Latin ones (Unicode, Latin Extended-B)."""
_PLACE = 5
"""Letters of the shortest word that may name a place."""
_ENGLISH = words_of("tongues", "english")
_INDONESIAN = words_of("tongues", "indonesian")


def in_another_tongue(
    entries: Sequence[tuple[str, Candidate]], known: Collection[str] = ()
) -> tuple[str, ...]:
    """Keys of the newest entries of one source that stand in a run of foreign titles, none of which names what the
    site's own address does; spam among them is of that run. Those ``known`` from before, and Indonesian ones, stand."""
    judged = (None, Refusal.SPAM)
    dated = sorted(
        ((one.published, key, one) for key, one in entries if one.published and one.refused in judged),
        key=lambda one: one[:2],
        reverse=True,
    )
    foreign = run = 0
    for number, (_, _, one) in enumerate(dated, 1):
        foreign += _is_foreign(one)
        # Three of four: an entry of the agency's, or one that no word gives away, does not end the run.
        if foreign >= FEWEST and 4 * foreign >= 3 * number:
            run = number
    newest = [(key, one) for _, key, one in dated[:run] if one.refused is None]
    if any(_names_its_place(one) for _, one in newest):
        return ()
    return tuple(key for key, one in newest if key not in known and _INDONESIAN.isdisjoint(words(one.title)))


def _is_foreign(one: Candidate) -> bool:
    """Whether a title is English, or mostly in letters that are not Latin."""
    said = words(one.title)
    letters = "".join(said)
    if 2 * len(_NOT_LATIN.findall(letters)) > len(letters):
        return True
    return not _ENGLISH.isdisjoint(said) and _INDONESIAN.isdisjoint(said)


def _names_its_place(one: Candidate) -> bool:
    """Whether a word of its title or summary is part of the site's host: "Serang" on serangkota.go.id."""
    host = host_and_path(one.url)[0]
    return any(len(word) >= _PLACE and word in host for word in words(f"{one.title} {one.summary}"))
