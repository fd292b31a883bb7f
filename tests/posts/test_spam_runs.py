"""Spam in company: whom the rest of the run takes with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from opd_exporter.domain.candidate import Candidate, Recall, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.spam_runs import in_spam_company

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


TITLES = {
    "n": "Live Baccarat Guide",
    "p": "Poker Hands Ranking",
    "r": "Roulette Systems Explained",
    "c": "Casino Etiquette",
    "w": "Polisi Gerebek Casino Gelap",
}


def entries(told: str) -> list[tuple[str, Candidate]]:
    """``s3 o5 n7``: a spam entry 3 days old, an own one 5 days old, one of 7 days that speaks of gambling and sells
    nothing, others that do so together. ``s-1`` shows no day, ``a3`` only on its
    own page, and memory knows that of ``k3``; ``m40`` is spam of a month ago, told in months."""
    made = []
    for one in told.split():
        when = None if one[1] == "-" else NOW - timedelta(days=int(one[1:]))
        title = TITLES.get(one[0], "Slot Perekaman KTP Ditambah")
        source = Source.ARTICLE if one[0] == "a" else Source.LISTING
        found = Recall.KEPT.text if one[0] == "k" else ""
        candidate = Candidate(source, one, title, when, found, rounded=30.0 if one[0] == "m" else 0.0)
        made.append((one, candidate.refuse(Refusal.SPAM) if one[0] in "sm" else candidate))
    return made


@pytest.mark.parametrize(
    ("told", "company"),
    [
        ("s1 s2 s3 o4", {"o4"}),
        ("o1 s2 s3 s4", {"o1"}),
        ("s1 o2 s3 o4", {"o2", "o4"}),
        ("s1 o2 o3 o4", set()),  # one spam entry is no run
        ("o1 o2 o3 s4 s5", set()),  # an intruder among many own posts
        ("s1 s2 s3 o300 o330", set()),  # the flood came long after the site had died
        ("o1 o2", set()),
        ("s1 n2 n3 o800 o830", {"n2", "n3"}),  # one that sells tells what the others are
        ("n1 n2 o3", set()),  # nothing sells: a town may play dominoes
        ("s1 n2 o3 o4 o5 o6", {"n2", "o3", "o4"}),
        ("o1 o2 o3 s4 n5", set()),
        # a silence of half a year that is broken by what sells, or by what is about gambling taken together
        ("s1 o2 o3 o300", {"o2", "o3"}),
        ("o1 s2 o3 o300", {"o1", "o3"}),
        ("s1 o2 o3 o4 o300", set()),  # one post in four: the agency writes again
        ("s1 o2 o3 o150", set()),  # no silence
        ("p1 r2 c3 o300", {"p1", "r2", "c3"}),
        ("p1 r2 o300", set()),
        ("p1 r2 c3 w4 o300", set()),
        ("p1 r2 c3", set()),
        # a list without days: what it shows first is the newest, also what was opened since and has a day of its own
        ("s-1 s-2 a3 s-4", {"a3"}),
        ("s-1 s-2 k3 s-4", {"k3"}),
        ("s-1 o-2 s-3 o-4 o-5", {"o-2", "o-4"}),
        ("o-1 o-2 a3 s-4 s-5", set()),  # an intruder below own posts
        ("o-1 a2 o-3", set()),
        # where a list has days they tell: spam without one stands in a box above the posts
        ("s-1 s-2 o3 o9", set()),
        ("s1 s2 o500 s-4", set()),
        # ages of months: what is a month older may be of the same days
        ("m31 m31 o62", {"o62"}),
        ("s31 s31 o62", set()),
        ("m31 m31 o100", set()),
        ("", set()),
    ],
)
def test_entries_among_the_newest_of_which_half_are_spam_are_doubted(told: str, company: set[str]) -> None:
    assert set(in_spam_company(entries(told))) == company


def test_what_was_known_before_the_flood_stands() -> None:
    assert in_spam_company(entries("s1 s2 s3 o4"), known=["o4"]) == ()
