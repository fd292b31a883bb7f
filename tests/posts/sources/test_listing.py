"""What a list on a page gives: rows with their headings, judged by the rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Candidate, Doubt
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.listing import read_listing
from opd_exporter.posts.sources.model import Listing

ORIGIN = "https://dinas.example.go.id"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)
TITLES = [
    "Warga membersihkan saluran air",
    "Kader posyandu menimbang balita",
    "Nelayan memperbaiki dermaga kayu",
]


def read(body: str, path: str = "/", title: str = "Dinas") -> Listing:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_listing(
        parse(markup.encode(), url=ORIGIN + path, status=200, headers={"content-type": "text/html"}), CONTEXT
    )


def rows(prefix: str, first: int = 4, step: int = 7) -> str:
    days = [(NOW - timedelta(days=first + step * number)).strftime("%d-%m-%Y") for number in range(3)]
    made = (
        f'<li><a href="{prefix}{title.lower().replace(" ", "-")}">{title}</a> <i>{day}</i></li>'
        for title, day in zip(TITLES, days, strict=True)
    )
    return f"<ul>{''.join(made)}</ul>"


def rules_of(found: Listing) -> set[str]:
    return {one.rule for one in found.candidates}


def folders(candidates: tuple[Candidate, ...], rule: str) -> set[str]:
    return {one.url.removeprefix(ORIGIN).split("/")[1] for one in candidates if one.rule == rule}


def test_rows_below_a_heading_of_news_are_posts() -> None:
    found = read("<h2>Berita</h2>" + rows("/detail/"))
    assert rules_of(found) == {""}
    assert not found.boilerplate.days


def test_rows_below_a_heading_of_documents_are_none_and_their_days_are_boilerplate() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + "<h2>LAKIP dan Renstra</h2>" + rows("/post/"))
    assert folders(found.candidates, "heading") == {"post"}
    assert len(found.boilerplate.days) == 3


def test_the_name_of_the_site_is_no_heading_of_its_news() -> None:
    body = "<h1>PPID Dinas Pangan</h1>" + rows("/detail/")
    assert rules_of(read(body, title="PPID Dinas Pangan - Beranda")) == {""}
    assert rules_of(read(body, "/ppid", title="PPID Dinas Pangan")) == {"heading"}


@pytest.mark.parametrize(
    ("heading", "title", "called"),
    [
        ("Berita Terbaru", "Berita Terbaru - Dinas Pengairan", True),
        ("Berita Terbaru", "Beranda - Dinas Pengairan", True),
        ("Berita Kota Serang", "Berita Kota Serang", False),  # how a portal is called
        ("Info Pasar", "Info Pasar - Dinas Perdagangan", False),
        ("Buku Tamu", "Buku Tamu - Dinas Pengairan", False),
    ],
)
def test_a_heading_that_says_only_news_names_what_stands_below_it_though_the_page_is_titled_so(
    heading: str, title: str, called: bool
) -> None:
    found = read(f"<h2>{heading}</h2>{rows('/node/')}", title=title)
    assert found.candidates
    assert {one.news for one in found.candidates} == {called}


def test_an_agenda_below_old_news_is_refused_by_its_addresses() -> None:
    found = read("<h2>Berita</h2>" + rows("/berita/", 600) + f"<div>{rows('/detailagenda/')}</div>")
    assert folders(found.candidates, "section") == {"detailagenda"}


def test_a_word_that_all_rows_of_the_news_share_leaves_them_open() -> None:
    for path in ("/dokumen/", "/produk/", "/layanan/"):
        found = read("<h2>Berita</h2>" + rows(path))
        assert {one.open for one in found.candidates} == {Doubt.ADDRESS_ALONE}, path
        assert not found.boilerplate.days


def test_a_list_that_nothing_calls_news_stays_refused() -> None:
    assert rules_of(read(rows("/agenda/"))) == {"section"}
    assert rules_of(read("<h2>Agenda</h2>" + rows("/kegiatan/"))) == {"heading"}


@pytest.mark.parametrize(
    ("page", "news"),
    [
        ("/berita", True),
        ("/pengumuman", True),
        ("/index.php/pengumuman", True),
        ("/kegiatan", False),
        ("/info", False),
        ("/layanan", False),
    ],
)
def test_the_main_list_of_a_page_named_for_news_or_announcements_is_news(page: str, news: bool) -> None:
    found = read(rows("/node/"), page)
    assert {one.news for one in found.candidates} == {news}


def test_the_links_to_a_lists_pages_are_no_posts() -> None:
    pages = "".join(f'<a href="/berita/page/{number}">{number}</a>' for number in (2, 3))
    found = read("<h2>Berita</h2>" + rows("/berita/") + pages)
    assert [one.title for one in found.candidates] == TITLES


ROW = '<div class="item"><h3><a href="/baca/{slug}">{title}</a></h3><span>{day}</span></div>'
AGENDA = "<h2>Agenda Kegiatan</h2><ul><li>Rapat koordinasi, 3 Desember 2026</li></ul>"


def row(title: str = TITLES[0], day: str = "12 Maret 2026", markup: str = ROW) -> str:
    return markup.format(slug=title.lower().replace(" ", "-"), title=title, day=day)


def told(found: Listing) -> list[tuple[str | None, str]]:
    """Day and rule of each candidate."""
    return [
        (one.published.astimezone(ZONE).date().isoformat() if one.published else None, one.rule)
        for one in found.candidates
    ]


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


@pytest.mark.parametrize("leading", [True, False])
def test_a_slider_before_a_flat_list_does_not_shift_the_dates_of_its_rows(leading: bool) -> None:
    slides = "".join(
        f'<div><a href="/baca/{title.lower().replace(" ", "-")}">{title}</a></div>'
        for title in ("Warga menata taman baru kota", "Relawan menanam bambu di sungai")
    )
    names = [
        f"Kelompok tani nomor {word} memanen padi"
        for word in ("satu", "dua", "tiga", "empat", "lima", "enam")
    ]
    days = [20, 18, 15, 12, 9, 5]
    links = [f'<h3><a href="/baca/{name.lower().replace(" ", "-")}">{name}</a></h3>' for name in names]
    dates = [f"<span>{day} Oktober 2026</span>" for day in days]
    pairs = zip(dates, links, strict=True) if leading else zip(links, dates, strict=True)
    flat = "".join(one + other for one, other in pairs)
    found = told(read(f'<div class="carousel">{slides}</div><div class="list"><h2>Berita</h2>{flat}</div>'))
    assert [day for day, _ in found] == [None, None, *(f"2026-10-{day:02}" for day in days)]


def test_flat_paragraphs_of_one_row_keep_their_date() -> None:
    flat = f'<div><p>Umum</p><p><a href="/baca/rapat-kerja">{TITLES[0]}</a></p><p>12 Maret 2026</p></div>'
    assert told(read(flat)) == [("2026-03-12", "")]
    before = f'<h2>Berita</h2><p>12 Maret 2026</p><p><a href="/baca/rapat-kerja">{TITLES[0]}</a></p>'
    assert told(read(f"{before}<h2>Agenda</h2><p>3 Desember 2026</p>")) == [("2026-03-12", "")]


def test_a_link_that_says_no_more_than_what_news_are_called_is_no_entry() -> None:
    menu = "<ul><li><a href=/informasi/berita-kota-kita>Berita</a><li><a href=/member/kirim_artikel.php>Kirim artikel</a></ul>"
    cards = "<div><img src=1.jpg> Pasar dibuka <a href=/berita/pasar-dibuka-lagi>Selengkapnya</a></div>"
    dated = "<li><a href=/berita/berita-terbaru-kami>Berita Terbaru</a> <i>20-11-2026</i></li>"
    listed = {one.url.rpartition("/")[2] for one in read(menu + cards + dated).candidates}
    assert listed == {"pasar-dibuka-lagi", "berita-terbaru-kami"}


def test_what_news_are_called_may_be_a_phrase() -> None:
    names = "<ul><li><a href=/siaran-pers.html>Siaran Pers</a><li><a href=/arsip/semua-informasi>Semua Informasi Terkini</a></ul>"
    assert not read(names).candidates
    titles = (
        "<li><a href=/baca/siaran-pers-banjir>Siaran Pers Banjir</a><li><a href=/baca/pers-mahasiswa>Pers Mahasiswa</a>"
        "<li><a href=/siaran-pers-lama.html>Siaran Pers</a> <i>20-11-2026</i>"
    )
    listed = {one.url.rpartition("/")[2] for one in read(f"<h2>Berita</h2><ul>{titles}</ul>").candidates}
    assert listed == {"siaran-pers-banjir", "pers-mahasiswa", "siaran-pers-lama.html"}


def _of_days(days: list[str]) -> Listing:
    made = (
        f"<li><a href=/berita/kegiatan-warga-ke-{number}>Kegiatan warga kota yang ke {number}</a> <i>{day}</i></li>"
        for number, day in enumerate(days)
    )
    return read(f"<h2>Berita</h2><ul>{''.join(made)}</ul>", "/berita")


def test_a_list_that_dates_five_entries_by_one_day_is_left_open() -> None:
    assert {one.open for one in _of_days(["02-11-2026"] * 5).candidates} == {Doubt.ONE_MOMENT}
    two_days = _of_days(["02-11-2026"] * 4 + ["01-11-2026"])
    assert {one.open for one in two_days.candidates} == {None}
    assert {one.published for one in _of_days(["24-11-2026"] * 5).candidates} == {None}  # today: a clock
    assert {one.open for one in _of_days(["2 hari yang lalu"] * 5).candidates} == {Doubt.ONE_MOMENT}


def test_ages_rounded_to_months_give_many_one_day_and_say_how_much() -> None:
    listed = _of_days(["3 bulan yang lalu"] * 5).candidates
    assert {(one.open, round(one.rounded)) for one in listed} == {(None, 30)}
    assert {one.rounded for one in _of_days(["02-11-2026", "01-11-2026", "5 jam yang lalu"]).candidates} == {
        0.0
    }


@pytest.mark.parametrize(
    ("heading", "refused"),
    [("Agenda", True), ("Berita", False), ("Dinas Pengairan Kota", False), ("", False)],
)
def test_where_heading_and_address_say_agenda_the_address_is_not_alone(heading: str, refused: bool) -> None:
    made = "".join(
        f"<li><a href=/berita/rubrik/agenda/{n}-rapat-warga-kota-ke-{n}>Rapat warga kota yang ke {n}</a> <i>{n + 1}-11-2026</i></li>"
        for n in range(6)
    )
    listed = read(f"<h2>{heading}</h2><ul>{made}</ul>", "/berita/rubrik/agenda").candidates
    assert {one.refused is not None for one in listed} == {refused}


OF_TODAY = "Lurah meresmikan taman baca"


def of_today(path: str, *, row: str = "<li><a href={path}>{title}</a> <i>{day}</i></li>") -> str:
    return row.format(path=path, title=OF_TODAY, day=f"{NOW:%d-%m-%Y}")


def day_of(found: Listing, path: str) -> datetime | None:
    return next(one.published for one in found.candidates if one.url == ORIGIN + path)


@pytest.mark.parametrize("path", ["/2026/11/lurah-meresmikan-taman-baca", "/?p=45", "/kabar/45", "/lurah"])
def test_a_row_of_today_in_a_list_of_other_days_has_its_day_whatever_its_address(path: str) -> None:
    body = "<h2>Berita</h2>" + rows("/berita/").replace("<ul>", "<ul>" + of_today(path))
    found = day_of(read(body), path)
    assert found
    assert found.date() == NOW.date()


@pytest.mark.parametrize(
    "body",
    [
        # a box of its own
        "<ul>{row}</ul><h2>Berita</h2>{rows}",
        # a clock above a lone link, in the element that holds the list, too
        "<div><p>24-11-2026 <a href=/sambutan-kepala-dinas-kota>" + OF_TODAY + "</a></p>{rows}</div>",
        # flat: what stands beside the link is not its own
        "<div><b>24-11-2026</b><a href=/sambutan-kepala-dinas-kota>" + OF_TODAY + "</a>{flat}</div>",
        # every row shows today
        "<h2>Berita</h2>{today}",
    ],
)
def test_a_day_of_today_at_a_place_of_its_own_or_in_every_row_may_be_a_clocks(body: str) -> None:
    path = "/sambutan-kepala-dinas-kota"
    row, others = of_today(path), rows("/berita/")
    today = rows("/berita/", 0, 0).replace("<ul>", "<ul>" + row)
    flat = others.replace("<ul>", "").replace("</ul>", "").replace("<li>", "").replace("</li>", "<hr>")
    found = read(body.format(row=row, rows=others, flat=flat, today=today))
    assert [one.published for one in found.candidates if one.url == ORIGIN + path] in ([], [None])


def _flat(days: list[str], *, clock: str = "", after: bool = False) -> Listing:
    """A list whose days stand beside its links in elements of their own, before or behind them."""
    made = [
        (f"<div class=tgl>{day}</div>" if day else "", f"<div><a href=/berita/{number}>{title}</a></div>")
        for number, (day, title) in enumerate(zip(days, TITLES, strict=False))
    ]
    body = "".join(link + day if after else day + link for day, link in made)
    return read(f"<h2>Berita</h2>{clock}{body}<p>Hubungi kami</p>", "/berita")


TODAY, OTHERS = f"{NOW:%d-%m-%Y}", ["03-11-2026", "20-10-2026"]


@pytest.mark.parametrize("days", [[TODAY, *OTHERS], [TODAY, OTHERS[0]]])
def test_a_post_of_today_at_the_head_of_a_flat_list_does_not_shift_the_dates_of_its_rows(
    days: list[str],
) -> None:
    listed = _flat(days).candidates
    assert [f"{one.published:%d-%m-%Y}" for one in listed if one.published] == days


@pytest.mark.parametrize(
    ("days", "clock"),
    [
        (OTHERS, f"<div class=tgl>{TODAY}</div>"),  # built alike, and a day follows the last title
        (OTHERS, f"<p>{TODAY}</p>"),
        ([*OTHERS, ""], f"<p>{TODAY}</p>"),  # the last has none, and the clock is built otherwise
    ],
)
def test_a_clock_above_a_flat_list_whose_days_follow_the_titles_is_none_of_them(
    days: list[str], clock: str
) -> None:
    listed = _flat(days, clock=clock, after=True).candidates
    assert [f"{one.published:%d-%m-%Y}" for one in listed if one.published] == OTHERS
    assert [one.url for one in listed if one.published] == [f"{ORIGIN}/berita/{n}" for n in range(2)]


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


@pytest.mark.parametrize(
    ("link", "listed"),
    [
        ("/index.php?hal=siaran&no={n}", True),
        ("/index.php?hal=siaran-{n}", False),
        ("/index.php?hal={n}&urut={n}", False),
    ],
)
def test_titles_whose_addresses_a_number_tells_apart_are_entries_without_days_too(
    link: str, *, listed: bool
) -> None:
    found = read(
        "".join(f'<li><a href="{link.format(n=n + 7)}">{title}</a>' for n, title in enumerate(TITLES)),
        "/siaran-pers",
    )
    assert [one.title for one in found.candidates] == (TITLES if listed else [])


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


TABLE = "<tr><td>{n}</td><td>{title}</td><td>1{n}-11-2026</td><td><a href={link}{n}>Lihat</a></td></tr>"


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
