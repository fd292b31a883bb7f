"""How a row is titled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from list_pages import NOW, TABLE, TITLES, read

CARD = (
    '<a href="/berita/{n}"><div><span>{day}</span> <span>Umum</span></div><p>{title}</p>'
    "<p>Kegiatan berlangsung di aula kantor kecamatan sejak pagi sampai siang hari.</p></a>"
)


def test_the_title_of_a_card_that_is_one_link_is_a_line_of_it() -> None:
    """Its day changes where a clock dates it, and the post would be another each day."""
    cards = "".join(
        CARD.format(n=n, day=f"Rabu, {n + 11} November 2026 oleh Admin Bidang", title=title)
        for n, title in enumerate(TITLES)
    )
    assert [one.title for one in read(f"<h2>Berita</h2>{cards}").candidates] == TITLES


def test_a_link_of_one_line_is_titled_by_all_of_it() -> None:
    found = read(
        f'<h2>Berita</h2><ul><li><a href="/berita/1">{TITLES[0]} <em>di Unyur</em></a> 12-11-2026</li></ul>'
    )
    assert [one.title for one in found.candidates] == [f"{TITLES[0]} di Unyur"]


OLD = "<table><tr><td class={css}>{title}</td></tr><tr><td><font size=1>Posting: {day} | Admin</font></td></tr><tr><td>{more}</td></tr></table>"


@pytest.mark.parametrize(
    ("css", "title", "more", "told"),
    [
        ("judul", "{}", "Warga datang pagi. <a href={}>[selengkapnya]</a>", True),
        ("isi", "<b>{}</b>", "Warga datang pagi. <a href={}>[selengkapnya]</a>", True),
        ("isi", "{}", "Warga datang pagi. <a href={}>[selengkapnya]</a>", False),  # nothing sets it apart
        ("judul", "<b>Kabar dari Lapangan</b>", "<a href={}>{title}</a>", True),  # the link says it
        ("isi", "<b>Kabar dari Lapangan</b>", "<h3>{title}</h3> <a href={}>Selengkapnya</a>", True),
    ],
)
def test_a_row_that_only_says_read_more_is_titled_by_what_stands_out(
    css: str, title: str, more: str, told: bool
) -> None:
    made = [
        OLD.format(
            css=css,
            title=title.format(one),
            day=f"{NOW - timedelta(days=4 + 7 * number):%d-%m-%Y}",
            more=more.format(f"/berita/{number}-warga-bekerja-bersama.html", title=one),
        )
        for number, one in enumerate(TITLES)
    ]
    found = {one.title for one in read("<h2>Berita</h2>" + "".join(made), "/berita").candidates}
    assert (found == set(TITLES)) is told


@pytest.mark.parametrize(
    ("page", "link", "counts"),
    [
        ("/pengumuman", "/web/lihat/", True),
        ("/pengumuman", "/warta.php?hal=", True),
        ("/galeri", "/galeri/lihat/", False),
        ("/dokumen", "/dokumen/lihat/", False),
    ],
)
def test_a_row_whose_link_says_nothing_is_titled_by_the_line_beside_it(
    page: str, link: str, *, counts: bool
) -> None:
    table = "".join(TABLE.format(n=n, title=title, link=link) for n, title in enumerate(TITLES))
    found = read(f"<table>{table}</table>", page).candidates
    assert [one.title for one in found if one.counts] == (TITLES if counts else [])


@pytest.mark.parametrize("says", ["Rincian", "Simak ulasannya", "Ikuti terus kabar lengkapnya"])
def test_what_all_rows_link_by_alike_names_none_of_them(says: str) -> None:
    card = "<div class=card><h5>{title}</h5><p>{day}</p><p>Warga datang pagi.</p><a href=/berita/{number}>{says}</a></div>"
    days = [f"{NOW - timedelta(days=4 + 7 * number):%d-%m-%Y}" for number in range(len(TITLES))]
    made = [
        card.format(title=title, day=day, number=40 + number, says=says)
        for number, (title, day) in enumerate(zip(TITLES, days, strict=True))
    ]
    assert [one.title for one in read("".join(made), "/berita").candidates] == list(TITLES)
    plain = [one.replace("h5", "p") for one in made]
    brief = [one.title for one in read("".join(plain), "/berita").candidates]
    assert brief == ([""] * len(TITLES) if len(says.split()) < 4 else [says] * len(TITLES))


@pytest.mark.parametrize(
    ("heading", "named"),
    [("Kabar Kecamatan", True), ("Suara Warga", False), ("Pelatihan", False), ("Info Terbaru", False)],
)
def test_what_is_done_with_things_that_nothing_calls_news_says_what_they_are(
    heading: str, named: bool
) -> None:
    for tag in ("h5", "p"):
        made = "".join(
            f"<div><{tag}>{title}</{tag}><p>{NOW - timedelta(days=4 + 7 * n):%d-%m-%Y}</p><a href=/isi/{40 + n}>Ikuti</a></div>"
            for n, title in enumerate(TITLES)
        )
        found = {one.title for one in read(f"<h2>{heading}</h2>{made}").candidates}
        assert ("Ikuti" not in found) is named
        filed = {one.title for one in read(made.replace("/isi/", "/berita/")).candidates}
        assert "Ikuti" not in filed, "their address names news"


def test_posts_that_share_a_title_keep_it_where_nothing_else_names_each() -> None:
    row = "<div><h4>{above}</h4><a href=/berita/{number}>{title}</a> <b>{beside}</b> <i>{day}</i></div>"
    told = ["Jadwal Imam Jumat", "Jadwal Imam Jumat", TITLES[0]]
    days = [f"{NOW - timedelta(days=4 + 7 * number):%d-%m-%Y}" for number in range(3)]

    def titles(above: str, beside: list[str]) -> list[str]:
        made = [
            row.format(above=above, number=40 + number, title=title, beside=beside[number], day=days[number])
            for number, title in enumerate(told)
        ]
        return [one.title for one in read("".join(made), "/berita").candidates]

    # What they share above names none of them, and what follows a title is its text.
    assert titles("Kabar Keagamaan Kelurahan Ini", ["", "", ""]) == told
    assert titles("", [f"Khatib pekan ini dari {place}" for place in ("Unyur", "Sepang", "Kidul")]) == told
