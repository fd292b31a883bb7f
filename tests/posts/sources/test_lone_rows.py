"""A row that stands alone: its own heading, its own day."""

from __future__ import annotations

import pytest
from list_pages import TABLE, TITLES, ZONE, read, rows, told

ROW = '<div class="item"><h3><a href="/baca/{slug}">{title}</a></h3><span>{day}</span></div>'
AGENDA = "<h2>Agenda Kegiatan</h2><ul><li>Rapat koordinasi, 3 Desember 2026</li></ul>"


def row(title: str = TITLES[0], day: str = "12 Maret 2026", markup: str = ROW) -> str:
    return markup.format(slug=title.lower().replace(" ", "-"), title=title, day=day)


@pytest.mark.parametrize("heading", ["Berita", "Sorotan", "Dari Lapangan"])
def test_a_list_of_one_row_stands_below_its_own_heading(heading: str) -> None:
    boxed = f'<div>{AGENDA}</div><div class="box"><h2>{heading}</h2>{row()}</div>'
    assert told(read(boxed)) == [("2026-03-12", "")]
    flat = f"{AGENDA}<h2>{heading}</h2>{row()}"
    assert told(read(flat)) == [("2026-03-12", "")]


def test_so_do_two_that_stand_in_boxes_of_their_own() -> None:
    other = row(TITLES[1], "9 Februari 2026")
    found = read(f"{AGENDA}<div><h2>Sorotan</h2>{row()}</div><div><h2>Dari Lapangan</h2>{other}</div>")
    assert told(found) == [("2026-03-12", ""), ("2026-02-09", "")]


def test_a_lone_row_whose_own_heading_says_agenda_is_none() -> None:
    assert told(read(f"<h2>Berita</h2><p>-</p><div><h2>Agenda</h2>{row()}</div>"))[0][1] == "heading"
    topic = ROW.replace("<h3>", "<h6>Kesehatan</h6><h3>", 1)
    assert told(read(f'<div class="box"><h2>Agenda</h2>{row(markup=topic)}</div>'))[0][1] == "heading"
    kicker = ROW.replace("<h3>", "<h6>Agenda</h6><h3>", 1)
    assert told(read(f'<div class="box"><h2>Sorotan</h2>{row(markup=kicker)}</div>'))[0][1] == "heading"


def test_the_title_of_a_lone_row_that_says_read_more_is_no_heading() -> None:
    more = '<div class="item"><h3>{title}</h3><p>{day}</p><a href="/baca/{slug}">Selengkapnya</a></div>'
    found = read(f'{AGENDA}<div class="box"><h2>Sorotan</h2>{row(markup=more)}</div>')
    assert told(found) == [("2026-03-12", "")]
    assert found.candidates[0].title == TITLES[0]


LINK = '<a href="/baca/{slug}">{title}</a>'
AHEAD = "<h4>Agenda</h4><ul><li>Rapat bulanan, 26/11/2026, Aula Bawah</li></ul>"
BARE = '<div class="item"><h3><a href="/baca/{slug}">{title}</a></h3><p>Humas</p></div>'


@pytest.mark.parametrize("archive", [TITLES, TITLES[1:]])
@pytest.mark.parametrize(
    ("lone", "day"),
    [
        (BARE, None),  # the box behind it says nothing of it
        (ROW, "2026-03-12"),
        ('<i>{day}</i><h3><a href="/baca/{slug}">{title}</a></h3>', "2026-03-12"),
        ('<h3><a href="/baca/{slug}">{title}</a></h3><h5>{day}</h5>', "2026-03-12"),  # a day may be a heading
        ('<a href="/baca/{slug}"><img src="a.jpg"></a><h3>{title}</h3><i>{day}</i>', "2026-03-12"),
    ],
)
def test_a_lone_row_beside_an_archive_is_not_dated_by_the_box_that_follows_it(
    lone: str, day: str | None, archive: list[str]
) -> None:
    table = "".join(f"<tr><td>{row(title, markup=LINK)}</td></tr>" for title in archive)
    found = read(f"<div><h2>Inovasi</h2>{row(markup=lone)}<div>{AHEAD}</div></div><table>{table}</table>")
    first = next(one for one in found.candidates if one.url.endswith(TITLES[0].lower().replace(" ", "-")))
    assert (first.published and first.published.astimezone(ZONE).date().isoformat()) == day


SLIDES = [
    "Selamat datang di kantor kami",
    "Layanan cepat untuk warga",
    f'<a href="/baca/rapat-kerja">{TITLES[0]}</a>',
]


@pytest.mark.parametrize("slide", ["<li>{}</li>", '<div class="slide"><img src="x.jpg"><h5>{}</h5></div>'])
@pytest.mark.parametrize(
    "follows", ["<div>20 November 2026</div>", "<h3>Pengumuman</h3><p>20 November 2026</p>"]
)
def test_the_linked_last_item_of_a_slider_is_not_dated_by_what_follows_it(slide: str, follows: str) -> None:
    slider = f'<div class="slides">{"".join(map(slide.format, SLIDES))}</div>'
    assert told(read(slider + follows)) == [(None, "")]
    dated = slider.replace("</a>", "</a> <i>12 Maret 2026</i>")
    assert told(read(dated + follows)) == [("2026-03-12", "")]


def test_flat_paragraphs_of_one_row_keep_their_date() -> None:
    flat = f'<div><p>Umum</p><p><a href="/baca/rapat-kerja">{TITLES[0]}</a></p><p>12 Maret 2026</p></div>'
    assert told(read(flat)) == [("2026-03-12", "")]
    before = f'<h2>Berita</h2><p>12 Maret 2026</p><p><a href="/baca/rapat-kerja">{TITLES[0]}</a></p>'
    assert told(read(f"{before}<h2>Agenda</h2><p>3 Desember 2026</p>")) == [("2026-03-12", "")]


def test_the_category_that_a_lone_row_names_does_not_cut_its_day_off() -> None:
    menu = "<nav><a href=/>Beranda</a> <a href=/kabar-kegiatan>Kabar Kegiatan</a></nav>"
    row = (
        f"<article><h2><a href=/kabar-kegiatan/{{slug}}>{TITLES[0]}</a></h2><p>Ditulis pada 12 November 2026. Kategori "
        "<a href=/kabar-kegiatan>Kabar Kegiatan</a></p></article>"
    ).format(slug="warga-membersihkan-saluran-air")
    old = rows("/index.php/berita-daerah/31-", 600)
    for page in ("/", "/kabar-kegiatan"):
        found = read(f"{menu}<h2>Kabar Kegiatan</h2>{row}{old}", page).candidates
        assert [f"{one.published:%d}" for one in found if one.published and one.title == TITLES[0]][:1] == [
            "12"
        ], found


def test_a_lone_row_of_a_table_has_its_own_day_where_the_others_lead_elsewhere() -> None:
    links = ("/kabar/warga-membersihkan-saluran-", "/lihat/", "/lihat/")
    table = "".join(
        TABLE.format(n=n, title=title, link=link)
        for n, (title, link) in enumerate(zip(TITLES, links, strict=True))
    )
    found = read(f"<table>{table}</table>", "/pengumuman").candidates
    assert {one.title: f"{one.published:%d}" for one in found if one.published} == {
        title: f"1{n}" for n, title in enumerate(TITLES)
    }
