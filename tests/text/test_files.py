"""What is a file, by its address alone."""

from __future__ import annotations

import pytest

from opd_exporter.text.files import is_document, is_file


@pytest.mark.parametrize(
    ("url", "file", "document"),
    [
        ("https://dinas.example.go.id/unduh/Renstra.PDF", True, True),
        ("https://dinas.example.go.id/lampiran.zip?versi=2", True, True),
        ("https://dinas.example.go.id/foto/apel.jpeg#1", True, False),
        ("https://dinas.example.go.id/feed.xml", True, False),
        ("https://dinas.example.go.id/berita/rapat-pdf", False, False),
        ("https://dinas.example.go.id/berita/v1.2/rapat", False, False),
        ("https://dinas.example.go.id/berita/5.html", False, False),
        ("https://dinas.example.go.id/?berkas=renstra.pdf", False, False),
        ("", False, False),
    ],
)
def test_a_file_is_told_by_the_ending_of_its_path(url: str, file: bool, document: bool) -> None:
    assert (is_file(url), is_document(url)) == (file, document)
