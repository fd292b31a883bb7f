"""By which titles a post that was seen before is known again."""

from __future__ import annotations

import pytest
from sightings import CONTEXT, TITLE, ago, history, seen, shown

from opd_exporter.posts.held import held
from opd_exporter.posts.history import History, Sighting
from opd_exporter.posts.remembering import remembered


def test_a_word_that_stands_over_many_posts_names_none() -> None:
    known = history(seen("berita/1", 400, 90, title="Pengumuman"))
    assert held(shown("berita/2", 3, title="Pengumuman"), known, CONTEXT, standing=False).published == ago(3)


def test_a_title_that_an_import_cut_is_known_by_its_beginning() -> None:
    known = history(seen("berita/1", 400, 90))
    cut = shown("warta/1", 3, title="Warga Kasemen Belajar Merawat ...")
    assert held(cut, known, CONTEXT, standing=False).published == ago(400)


@pytest.mark.parametrize(
    "title", ["Warga Kasemen Belajar Merawat", "Warga Kasemen ...", "Warga Kasemen Belajar Menanam ..."]
)
def test_a_whole_title_a_short_beginning_and_another_are_not(title: str) -> None:
    new = shown("warta/1", 3, title=title)
    assert held(new, history(seen("berita/1", 400, 90)), CONTEXT, standing=False) == new


def renamed(*titles: str) -> History:
    """What is known of a post of 400 days ago whose title was changed at its own address."""
    known: dict[str, Sighting] = {}
    for look, title in enumerate((TITLE, *titles)):
        known = remembered(known, [shown("berita/1", 400, title=title)], ago(90 - look))
    return History.of(known)


NEW_TITLE = "Warga Kasemen Belajar Merawat Sumur Resapan - Dinas Kebersihan"


@pytest.mark.parametrize("title", [TITLE, NEW_TITLE])
def test_a_post_whose_title_was_changed_is_known_by_both(title: str) -> None:
    again = shown("berita/9", 1, title=title)
    assert held(again, renamed(NEW_TITLE), CONTEXT, standing=False).published == ago(400)


@pytest.mark.parametrize(
    "title",
    [
        "Warga Kasemen Belajar Merawat Taman Kota",  # begins alike
        "Pengumuman",  # stands over many
        "Warga Kasemen Belajar Merawat Sumur ...",  # a list cut it, and may cut others so
    ],
)
def test_another_title_a_word_and_a_cut_one_make_no_second_name(title: str) -> None:
    again = shown("berita/9", 1, title="Warga Kasemen Belajar Merawat Sumur" if "..." in title else title)
    known = renamed(title) if "Taman" not in title else renamed()
    assert held(again, known, CONTEXT, standing=False) == again


SPELLED = "/".join(("2026/11/23", TITLE.lower().replace(" ", "-")))


def test_an_address_spells_the_title_under_which_a_post_was_known() -> None:
    edited = shown(SPELLED, 1, title="Warga Kasemen Sudah Belajar Merawat Sumur")
    known = history(seen("2025/10/20/" + SPELLED.rpartition("/")[2], 400, 90))
    assert held(edited, known, CONTEXT, standing=False).published == ago(400)
    assert held(edited, known, CONTEXT, standing=True) == edited


@pytest.mark.parametrize("at", ["2026/11/23/pengumuman", SPELLED + "-2", SPELLED + "/5"])
def test_a_word_another_name_and_a_number_spell_none(at: str) -> None:
    new = shown(at, 1, title="Pasar Murah Digelar di Alun-Alun")
    known = history(seen("berita/1", 400, 90), seen("berita/2", 400, 90, title="Pengumuman"))
    assert held(new, known, CONTEXT, standing=False) == new


@pytest.mark.parametrize("standing", [True, False])
def test_what_a_sitemap_listed_without_a_title_is_known_by_the_one_its_address_spells(standing: bool) -> None:
    anew = shown("2026/11/kabar-3", 1)
    known = history(seen(SPELLED, 400, 90, title=""))
    found = held(anew, known, CONTEXT, standing=standing)
    assert (found.published == ago(400)) is not standing


def test_the_name_of_a_script_is_no_title() -> None:
    new = shown("berita/2", 1, title="Halaman Detail Berita Dinas")
    known = history(seen("halaman-detail-berita-dinas.php?id=4", 400, 90, title=""))
    assert held(new, known, CONTEXT, standing=False) == new
