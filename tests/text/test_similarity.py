"""Whether two titles are the same."""

from __future__ import annotations

import pytest

from opd_exporter.text.similarity import alike, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinkes Gelar Imunisasi Serentak", "DINKES GELAR IMUNISASI SERENTAK"),
        ("Dinkes Gelar Imunisasi Serentak di Enam Kecamatan", "Dinkes Gelar Imunisasi Serentak di…"),
        ("Dinkes Gelar Imunisasi", "Dinkes Gelar Imunisasi - Dinas Kesehatan Kota Serang"),
        ("“Serang Bersih” Dimulai", '"Serang Bersih" dimulai'),
    ],
)
def test_the_same_title_in_another_dress_is_alike(one: str, other: str) -> None:
    assert alike(one, other) >= 0.8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinkes Gelar Imunisasi Serentak", "Halaman tidak ditemukan"),
        ("Dinkes Gelar Imunisasi Serentak", "Portal Resmi Kota Serang"),
        ("Dinkes Gelar Imunisasi Serentak", "Dinkes"),
        ("", "Dinkes"),
    ],
)
def test_other_titles_are_not(one: str, other: str) -> None:
    assert alike(one, other) < 0.6


def test_folding_ignores_case_and_punctuation() -> None:
    assert folded("  Rapat: KOORDINASI, 'Paten'!") == "rapat koordinasi paten"
