"""Another post at the address of a known one: announcements swapped in place, numbers given anew after a crash."""

from __future__ import annotations

import pytest
from sightings import CONTEXT, NOW, TITLE, ago, by_address, history, seen, shown

from opd_exporter.domain.candidate import Doubt, Recall
from opd_exporter.posts.held import held
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.remembering import remembered
from opd_exporter.text.address import normal

OTHER = "Pasar Murah Digelar Menjelang Lebaran"
OLD = seen("pengumuman/1", 120, 90)
SPELLED = "pengumuman/" + TITLE.lower().replace(" ", "-")


def after_looks(*looks: tuple[float, float, str]) -> History:
    """What is known when the address showed, so many days ago, the day of so many days ago under a title."""
    known = by_address(OLD)
    for at, days, title in looks:
        context = CONTEXT.__class__(CONTEXT.scope, ago(at), CONTEXT.zone)
        one = held(shown("pengumuman/1", days, title=title), History.of(known), context)
        known = remembered(known, [one], ago(at))
    return History.of(known)


def test_another_post_in_the_place_of_a_known_one_is_open_until_it_has_stood_for_a_week() -> None:
    new = shown("pengumuman/1", 9, title=OTHER)
    first = held(new, history(OLD), CONTEXT)
    assert (first.published, first.open, first.detail) == (
        ago(9),
        Doubt.PUT_UP_AGAIN,
        Recall.IN_ITS_STEAD.text,
    )
    assert held(new, after_looks((5, 9, OTHER)), CONTEXT).open is Doubt.PUT_UP_AGAIN
    assert held(new, after_looks((8, 9, OTHER), (5, 9, OTHER)), CONTEXT) == new


@pytest.mark.parametrize(
    ("known", "title"),
    [
        (OLD, "Warga Kasemen Sudah Belajar Menggali Sumur"),  # put right: half of its words are left
        (OLD, "Pengumuman"),  # a word that stands over many
        (OLD, "Pasar Murah Digelar Menjelang ..."),  # a list cut it
        (seen(SPELLED, 120, 90), OTHER),  # the address goes on to spell the post's title
        (seen("pengumuman/1", 120, 90, title="Pengumuman"), OTHER),  # nobody knows what it was called
    ],
)
def test_an_edited_post_stays_the_one_it_was(known: Sighting, title: str) -> None:
    path = SPELLED if SPELLED in known.url else "pengumuman/1"
    found = held(shown(path, 2, title=title), history(known), CONTEXT)
    assert (found.published, found.open) == (ago(120), None)


def test_what_shows_another_post_and_day_at_each_look_never_counts() -> None:
    """A saying of the day, the price of rice."""
    known = after_looks(
        (20, 20, OTHER),
        (13, 13, "Harga Beras Medium Naik Lagi Sedikit"),
        (6, 6, "Cabai Rawit Merah Kini Turun"),
    )
    found = held(shown("pengumuman/1", 0.1, title="Minyak Goreng Curah Masih Mahal"), known, CONTEXT)
    assert found.open is Doubt.PUT_UP_AGAIN


def test_a_known_post_at_the_number_of_another_keeps_its_own_day() -> None:
    """A redesign that numbers all posts anew, by its own day or with their true ones."""
    known = history(OLD, seen("berita/7", 30, 20, title=OTHER))
    own = shown("pengumuman/1", 30, title=OTHER)
    assert held(own, known, CONTEXT) == own
    imported = held(shown("pengumuman/1", 2, title=OTHER), known, CONTEXT, standing=False)
    assert (imported.published, imported.open) == (ago(30), None)


def test_what_counts_in_the_stead_of_another_is_known_by_its_own_title_and_the_old_one_stays_known() -> None:
    known = after_looks((9, 10, OTHER), (1, 10, OTHER))
    (kept,) = known.by_address.values()
    assert kept.published == ago(10)
    edited = held(shown("pengumuman/1", 2, title=OTHER), known, CONTEXT)
    elsewhere = held(shown("berita/9", 2), known, CONTEXT, standing=False)
    assert (edited.published, elsewhere.published) == (ago(10), ago(10))


def test_an_older_post_at_the_number_of_another_makes_that_no_older() -> None:
    older = held(shown("pengumuman/1", 500, title=OTHER), history(OLD), CONTEXT)
    kept = remembered(by_address(OLD), [older], NOW)[normal(older.url)]
    assert (kept.published, kept.names) == (ago(500), {kept.title})
