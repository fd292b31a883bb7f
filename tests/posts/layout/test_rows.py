"""Which link owns which texts, from positions in the tree alone."""

from __future__ import annotations

import pytest

from opd_exporter.page.parse import parse
from opd_exporter.posts.layout.rows import Row, main_rows, rows

URL = "https://dinkes.example.go.id/"
A, B, C = (f"{URL}berita/{name}" for name in "abc")


def found(html: str) -> dict[str, Row]:
    page = parse(html.encode(), url=URL, headers={"content-type": "text/html"})
    links: dict[str, list[int]] = {}
    for number, link in enumerate(page.links):
        if "/berita/" in link.url:
            links.setdefault(link.url, []).append(number)
    return {row.url: row for row in rows(page, links)}


def texts(row: Row) -> list[str]:
    return [text.text for text in row.texts]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href=/berita/a>Judul A</a><i class=d>1 Mei 2024</i><li><a href=/berita/b>Judul B</a><i class=d>2 Mei 2024</i></ul>",
        "<div><article><img><h3><a href=/berita/a>Judul A</a></h3><span class=d>1 Mei 2024</span></article>"
        "<article><h3><a href=/berita/b>Judul B</a></h3><span class=d>2 Mei 2024</span></article></div>",
        "<table><tr><td><a href=/berita/a>Judul A</a><td>1 Mei 2024<tr><td><a href=/berita/b>Judul B</a><td>2 Mei 2024</table>",
        "<div><div><a href=/berita/a><h3>Judul A</h3><p>1 Mei 2024</p></a></div><div><a href=/berita/b><h3>Judul B</h3><p>2 Mei 2024</p></a></div></div>",
    ],
)
def test_a_row_with_an_element_of_its_own_keeps_its_texts(html: str) -> None:
    both = found(html)
    assert texts(both[A]) == ["Judul A", "1 Mei 2024"]
    assert texts(both[B]) == ["Judul B", "2 Mei 2024"]


def test_several_links_to_one_article_are_one_row() -> None:
    html = (
        "<div><div><a href=/berita/a><img></a><h3><a href=/berita/a>Judul A</a></h3><b class=d>1 Mei 2024</b>"
        "<a href=/berita/a>Selengkapnya</a></div><div><a href=/berita/b>Judul B</a><b class=d>2 Mei 2024</b></div></div>"
    )
    assert texts(found(html)[A]) == ["Judul A", "1 Mei 2024", "Selengkapnya"]


def test_flat_siblings_are_told_apart_by_the_order_of_reading() -> None:
    html = (
        "<div><h3><a href=/berita/a>Judul A</a></h3><p>1 Mei 2024</p>"
        "<h3><a href=/berita/b>Judul B</a></h3><p>2 Mei 2024</p></div>"
    )
    both = found(html)
    assert [text.text for text in both[A].after] == ["1 Mei 2024"]
    assert [text.text for text in both[B].after] == ["2 Mei 2024"]
    assert [text.text for text in both[B].before] == ["1 Mei 2024"]


def test_the_frame_of_the_page_belongs_to_no_row() -> None:
    html = (
        "<div class=jam>24 November 2026</div><ul><li><a href=/berita/a>Judul A</a><li><a href=/berita/b>Judul B</a></ul>"
        "<p>Hak cipta 2026</p>"
    )
    both = found(html)
    assert texts(both[A]) == ["Judul A"]
    assert texts(both[B]) == ["Judul B"]


def test_a_lone_link_does_not_own_the_whole_page() -> None:
    html = (
        "<div class=jam>24 November 2026</div><div><div><div><div><h3><a href=/berita/a>Judul A</a></h3>"
        "<p>1 Mei 2024</p></div></div></div></div>"
    )
    assert texts(found(html)[A]) == ["Judul A", "1 Mei 2024"]


@pytest.mark.parametrize(
    "html",
    [
        "<div><div><p><a href=/berita/c>C</a></p></div><ul><li><a href=/berita/a>A</a><li><a href=/berita/b>B</a></ul></div>",
        "<ul><li><a href=/berita/a>A</a><li><a href=/berita/b>B</a></ul><aside><div><a href=/berita/c>C</a></div></aside>",
    ],
)
def test_a_box_beside_the_list_is_not_the_main_list(html: str) -> None:
    assert {row.url for row in main_rows(list(found(html).values()))} == {A, B}
