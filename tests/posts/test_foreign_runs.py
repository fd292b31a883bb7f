"""Runs of foreign titles: which of them are left open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.foreign_runs import in_another_tongue

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SOLD = ["Forex Brokers for Beginners", "How to Trade Bitcoin with Leverage", "Spreads and Fees Reviewed"]
OWN = ["Lurah Buka Lomba Cerdas Cermat", "Warga Menanam Bakau di Pesisir", "Bimtek Public Speaking for Youth"]


def left_open(
    titles: list[str], *, known: tuple[str, ...] = (), host: str = "dispar.serangkota.go.id"
) -> set[str]:
    """Titles of those left open, of entries a day apart, the newest first."""
    made = [
        (title, Candidate(Source.LISTING, f"https://{host}/berita/{n}", title, NOW - timedelta(days=n), ""))
        for n, title in enumerate(titles)
    ]
    return set(in_another_tongue(made, known))


def test_a_run_of_english_titles_is_left_open_and_what_was_there_before_it_stands() -> None:
    assert left_open(SOLD) == set(SOLD)
    assert left_open(["XAUUSD Signals Telegram", *SOLD, *OWN]) == {"XAUUSD Signals Telegram", *SOLD}
    assert left_open([SOLD[0], OWN[1], *SOLD[1:]]) == set(SOLD), (
        "an Indonesian one in between is the agency's"
    )


@pytest.mark.parametrize(
    "titles",
    [
        SOLD[:2],
        OWN,
        [one for pair in zip(OWN, SOLD, strict=True) for one in pair],  # in both languages
        [*OWN, *SOLD],
        ["Serang Festival of Lights", *SOLD],  # an English text of the place
        [f"{one} di Kota Kita" for one in SOLD],
        ["Layanan Online Best Practice", "Top Inovasi Layanan Online", "Persikas vs Persita"],
    ],
)
def test_other_lists_are_left_alone(titles: list[str]) -> None:
    assert left_open(titles) == set()


def test_a_run_in_another_script_is_left_open_and_letters_set_in_another_face_are_none() -> None:
    sold = ["Купить диплом недорого", "Займы онлайн без отказа", "Ремонт холодильников на дому"]
    assert left_open([*sold, *OWN]) >= set(sold)
    assert left_open([sold[0], *OWN, *sold[1:]]) == set()
    # Mathematical letters, by which phones write bold.
    bold = [
        "".join(chr(0x1D5D4 + ord(one) - 65) if "A" <= one <= "Z" else one for one in t.upper()) for t in OWN
    ]
    assert left_open([f"{one} خطبة" for one in OWN]) == set()
    assert left_open(bold) == set()


def test_spam_among_a_run_is_of_it() -> None:
    entries = [
        (
            title,
            Candidate(
                Source.LISTING, f"https://dinas.example.go.id/berita/{n}", title, NOW - timedelta(n), ""
            ),
        )
        for n, title in enumerate(SOLD)
    ]
    spam = entries[0][1].refuse(Refusal.SPAM, "spam", "spam")
    assert set(in_another_tongue([(SOLD[0], spam), *entries[1:]])) == set(SOLD[1:])
    event = entries[0][1].refuse(Refusal.NOT_A_POST, "agenda", "event")
    assert not in_another_tongue([(SOLD[0], event), *entries[1:]])


def test_posts_that_were_known_stand() -> None:
    assert left_open(SOLD, known=(SOLD[0],)) == set(SOLD[1:])


def test_a_place_counts_where_the_sites_own_address_names_it() -> None:
    assert left_open(["Serang Festival of Lights", *SOLD], host="dispar.example.go.id") >= set(SOLD)
