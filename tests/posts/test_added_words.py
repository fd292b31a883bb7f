"""What a list adds to its titles, and what is told of a title without it."""

from __future__ import annotations

import pytest
from sightings import TITLE, history, seen

from opd_exporter.posts.added_words import Added, added_to, shared_ending, without
from opd_exporter.posts.history import name_of

AIR = Added(after="dinas air")
NAMED = ["Warga Bekerja di Kebun Bibit", "Kader Menimbang Balita di Balai", "Lurah Buka Taman Baca"]


def test_what_all_titles_of_a_list_end_with_is_no_part_of_them() -> None:
    assert shared_ending(f"{title} - Dinas Air" for title in NAMED) == "dinas air"


@pytest.mark.parametrize(
    "titles",
    [
        NAMED,  # nothing in common
        [f"{title} - Dinas Air" for title in NAMED[:2]],  # two may end alike
        [f"{NAMED[0]} - Dinas Air"] * 3,  # one title, shown three times
        ["Rapat Kerja", "Bersih Kerja", "Tata Kerja"],  # no title would be left
    ],
)
def test_an_ending_of_few_titles_or_of_nearly_all_of_one_is_part_of_them(titles: list[str]) -> None:
    assert shared_ending(titles) == ""


def test_a_title_is_known_without_its_lists_ending_only_where_memory_has_it_so() -> None:
    known = history(seen("berita/1", 400, 90))
    assert without(f"{TITLE} - Dinas Air", AIR, known.by_title) == name_of(TITLE)
    assert without("Warga Lain Bekerja di Kebun - Dinas Air", AIR, known.by_title).endswith("Air")
    whole = history(seen("berita/1", 400, 90), seen("berita/2", 300, 90, title=f"{TITLE} - Dinas Air"))
    assert without(f"{TITLE} - Dinas Air", AIR, whole.by_title).endswith("Air")


KNOWN = frozenset(map(name_of, NAMED))


@pytest.mark.parametrize(
    ("now", "added"),
    [
        (["Arsip: {}", "Arsip: {}", "Warga Menata Pasar Ikan Lama"], Added(before="arsip")),
        (
            ["{} (Foto Kegiatan)", "{} (Foto Kegiatan)", "Warga Menata Pasar Ikan"],
            Added(after="foto kegiatan"),
        ),
    ],
)
def test_what_stands_before_or_behind_two_known_titles_is_no_part_of_them(
    now: list[str], added: Added
) -> None:
    titles = [form.format(title) for form, title in zip(now, NAMED, strict=True)]
    assert added_to(titles, KNOWN) == {added}
    assert without(titles[0], added, KNOWN) == name_of(NAMED[0])


@pytest.mark.parametrize(
    "titles",
    [
        [f"Hasil {NAMED[0]}", NAMED[1]],  # before one alone
        [f"Hasil {NAMED[0]}", f"Lanjutan {NAMED[1]}"],  # each its own
        [f"Hasil {NAMED[0]}", f"Hasil {NAMED[0]}"],  # one post, shown twice
        ["Arsip: Warga Menata Pasar Ikan", "Arsip: Lurah Membuka Pasar Murah"],  # nobody knows them
    ],
)
def test_before_one_known_title_or_before_others_it_is_part_of_them(titles: list[str]) -> None:
    assert not added_to(titles, KNOWN)
