"""Announcements without a page of their own are told by title and day; what looks like them and is no post is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.candidate import Doubt, Refusal
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.page.parse import parse
from opd_exporter.posts.context import Context
from opd_exporter.posts.sources.listing import read_listing
from opd_exporter.posts.sources.model import Listing
from printed_days import printed

ORIGIN = "https://dinas.example.go.id"
ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CONTEXT = Context(Scope.of(Site("dinas", "Dinas", "Dinas", "dinas", f"{ORIGIN}/")), NOW, ZONE)
TITLES = [
    "Pembagian masker gratis di balai warga",
    "Jadwal baru loket keliling kecamatan",
    "Warga diminta menguras bak air",
    "Lomba kebersihan antar gang",
]
AGES = (6, 19, 40, 70)
TEXT = (
    "Warga diharapkan hadir tepat waktu dan membawa berkas asli beserta salinannya untuk dicocokkan petugas."
)
MENU = "<nav><a href=/>Beranda</a> <a href=/pengumuman>Pengumuman</a> <a href=/agenda>Agenda</a></nav>"

Row = Callable[[int, str, str], str]


def day(age: int) -> str:
    return printed(NOW.astimezone(ZONE) - timedelta(days=age))


def rows(row: Row, ages: tuple[int, ...] = AGES) -> str:
    return "".join(row(n, title, day(age)) for n, (title, age) in enumerate(zip(TITLES, ages, strict=False)))


def read(body: str, path: str = "/pengumuman", title: str = "Dinas") -> Listing:
    markup = f"<!doctype html><html><head><title>{title}</title></head><body>{MENU}<main>{body}</main></body></html>"
    return read_listing(
        parse(markup.encode(), url=ORIGIN + path, headers={"content-type": "text/html"}), CONTEXT
    )


def ages(found: Listing) -> list[int]:
    today = NOW.astimezone(ZONE).date()
    return [
        (today - one.published.astimezone(ZONE).date()).days
        for one in found.candidates
        if one.counts and one.published
    ]


def full(n: int, title: str, when: str) -> str:
    return f"<div class=kartu><h4>{title}</h4><small>{when}</small><p>{TEXT}</p></div>"


def short(n: int, title: str, when: str) -> str:
    return f"<div class=kartu><h4>{title}</h4><small>{when}</small></div>"


SHOWN: dict[str, Row] = {
    "a title, a day and a text in a box": full,
    "a day before its title": lambda n, title, when: f"<p>{when}</p><h3>{title}</h3><p>{TEXT}</p>",
    "titles as large as the heading": lambda n, title, when: f"<h2>{title}</h2><p>{when}</p><p>{TEXT}</p>",
    "details": lambda n, title, when: (
        f"<details><summary>{title} <small>{when}</small></summary><p>{TEXT}</p></details>"
    ),
    "an accordion whose day stands in the text that it hides": lambda n, title, when: (
        f"<button onclick=buka({n})>{title}</button><div style='display:none'><i>{when}</i><p>{TEXT}</p></div>"
    ),
    "a window that data opens": lambda n, title, when: (
        f"<div><a href='#' data-toggle=modal data-target='#m{n}'>{title}</a><span>{when}</span></div>"
        f"<div class='modal fade' id=m{n}><p>{TEXT}</p></div>"
    ),
    "an anchor": lambda n, title, when: (
        f"<p><a href='#p{n}'>{title}</a> ({when})</p><div id=p{n}>{TEXT}</div>"
    ),
    "a script as an address": lambda n, title, when: (
        f"<div><a href='javascript:void(0)' onclick='buka({n})'>{title}</a> <span class=tgl>{when}</span></div>"
    ),
    "a click on the whole box": lambda n, title, when: (
        f"<div onclick='buka({n})'><b>{title}</b> {when}</div>"
    ),
    "one line, the day behind": lambda n, title, when: f"<li>{title} ({when})</li>",
    "one line, the day before": lambda n, title, when: f"<li>{when}: {title}</li>",
    "bold in a paragraph": lambda n, title, when: f"<p><b>{title}</b><br>{when}<br>{TEXT}</p>",
    "boxes with legends": lambda n, title, when: (
        f"<fieldset><legend>{title}</legend><p>Diumumkan {when}</p><p>{TEXT}</p></fieldset>"
    ),
    "a definition list": lambda n, title, when: f"<dt>{title}</dt><dd>{when}</dd><dd>{TEXT}</dd>",
    "a line of credits": lambda n, title, when: (
        f"<div><h4>{title}</h4><p>Oleh: Admin | {when} | Dibaca 12 kali</p><p>{TEXT}</p></div>"
    ),
    "a letter signed with its day": lambda n, title, when: (
        f"<div><h4>{title}</h4><p>{TEXT}</p><p>Tirtagiri, {when}</p></div>"
    ),
    "an attachment": lambda n, title, when: (
        f"<div><h4>{title}</h4><i>{when}</i><p>{TEXT}</p><a href=/berkas/p{n}.pdf>Lampiran</a></div>"
    ),
}


@pytest.mark.parametrize("how", SHOWN)
def test_a_titled_dated_entry_of_the_list_of_announcements_is_a_post(how: str) -> None:
    found = read(f"<h2>Pengumuman</h2><div>{rows(SHOWN[how])}</div>")
    assert ages(found) == list(AGES), found.candidates
    assert [one.title for one in found.candidates] == TITLES
    assert found.candidates[0].url == f"{ORIGIN}/pengumuman#pembagian-masker-gratis-di-balai-warga"


def file_row(n: int, title: str, when: str) -> str:
    return f"<li><a href=/berkas/p{n}.pdf>{title}</a> <i>{when}</i></li>"


def test_an_announcement_that_is_but_a_file_stays_open() -> None:
    found = read(f"<h2>Pengumuman</h2><ul>{rows(file_row)}</ul>")
    assert [one.open for one in found.candidates] == [Doubt.UNOPENED] * len(AGES)
    assert [one.published is not None for one in found.candidates] == [True] * len(AGES)


def test_files_below_a_heading_that_is_none_of_news_are_no_announcements() -> None:
    assert not read(f"<h2>Unduhan</h2><ul>{rows(file_row)}</ul>", path="/unduhan").candidates


def test_a_document_among_announcements_is_a_document() -> None:
    plans = "".join(
        file_row(n, title, "5 November 2026")
        for n, title in enumerate(["Renstra Dinas Tahun Ini", "Perjanjian Kinerja Kepala Dinas"])
    )
    found = read(f"<h2>Pengumuman</h2><ul>{plans}</ul>")
    assert {one.rule for one in found.candidates} <= {"document"}


def test_a_table_with_a_column_of_titles_lists_posts() -> None:
    made = rows(lambda n, title, when: f"<tr><td>{n}</td><td>{when}</td><td>{title}</td></tr>")
    assert ages(
        read(f"<table><tr><th>No</th><th>Tanggal</th><th>Pengumuman</th></tr>{made}</table>")
    ) == list(AGES)


def test_the_address_of_the_list_names_it_where_no_heading_does() -> None:
    assert ages(read(rows(full))) == list(AGES)
    assert ages(read(rows(full), path="/profil")) == []


def test_a_heading_names_its_part_of_the_front_page() -> None:
    body = f"<h1>Dinas Air</h1><p>{TEXT}</p><section><h2>Pengumuman</h2>{rows(full)}</section>"
    assert ages(read(body, path="/")) == list(AGES)


def test_the_only_entry_counts_right_below_its_heading() -> None:
    assert ages(read("<h2>Pengumuman</h2>" + rows(full, (6,)))) == [6]
    assert ages(read("<h2>Berita</h2><p>Belum ada berita.</p>" + rows(short, (6,)))) == []


FLAT = f"<h3>{TITLES[1]}</h3><p>{day(6)}</p><p>{TEXT}</p>"
WITHOUT_A_DAY = f"<h3>{TITLES[1]}</h3><p>{TEXT}</p>"
SERVICES = "<h2>Layanan</h2><p><a href=/izin>Izin</a></p>"


@pytest.mark.parametrize(
    ("below", "found"),
    [
        (f"<h2>Pengumuman</h2>{FLAT}", [6]),
        (f"<h2>Pengumuman</h2>{FLAT}{SERVICES}", [6]),
        (f"<h2>Pengumuman</h2><p>{day(6)}</p><h3>{TITLES[1]}</h3><p>{TEXT}</p>", [6]),
        (
            f"<p><b>PENGUMUMAN</b></p><p><b>{TITLES[1]}</b></p><p>Diumumkan {day(6)}</p><p>{TEXT}</p>",
            [6],
        ),
        (f"<h2>Galeri</h2>{FLAT}", []),
        (f"<h2>Dinas Sungai</h2>{FLAT}", []),
        (f"<h2>Pengumuman</h2>{WITHOUT_A_DAY}<h2>Harga pangan</h2><p>{day(6)}</p>", []),
        (f"<h2>Pengumuman</h2>{WITHOUT_A_DAY}<p><b>Agenda</b></p><p>{day(6)}</p>", []),
        (
            f"<h2>Pengumuman</h2><h3>{TITLES[1]}</h3><p>{day(6)}</p><p><a href=/izin>Isi</a></p><p>{TEXT}</p>",
            [],
        ),
    ],
)
def test_the_only_entry_may_lie_flat_in_the_page(below: str, found: list[int]) -> None:
    assert ages(read(f"<h1>Dinas</h1><p>Kami menjaga sungai.</p>{below}", "/")) == found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Agenda Kegiatan Bulan Ini", TEXT),
        ("Galeri Foto Kegiatan Kami", TEXT),
        ("Gempa Terkini di Pesisir Kota", TEXT),
        ("Hubungi Kami Lewat Layanan Pesan", "Senin sampai Jumat"),
    ],
)
def test_a_box_below_an_empty_list_is_no_entry_of_it(title: str, text: str) -> None:
    box = f"<h3>{title}</h3><p>{day(6)}</p><p>{text}</p>"
    for body in (box, f"<div>{box}</div>"):
        assert not read(f"<h2>Berita</h2>{body}", path="/berita").candidates, body


def test_footers_of_quotations_date_what_they_quote() -> None:
    quoted = rows(
        lambda n, title, when: (
            f"<blockquote><strong>{title}</strong><p>{TEXT}</p><footer>{when}</footer></blockquote>"
        )
    )
    assert ages(read(f"<h2>Pengumuman</h2>{quoted}")) == list(AGES)
    assert ages(read(f"<h2>Kata Mereka</h2>{quoted}", path="/ulasan")) == []


def test_days_of_a_list_whose_entries_cannot_be_told_are_kept_beside_an_entry_of_a_menu_without_markup() -> (
    None
):
    days = "".join(f"<h3>{day(age)}</h3><ul><li>Regu utara menerima perahu</li></ul>" for age in AGES)
    entries = {"/": "Depan", "/profil/visi-misi": "Visi Misi", "/berita": "Berita", "/kontak": "Kontak"}
    menu = "".join(f"&raquo; <a href={url}>{name}</a><br>" for url, name in entries.items())
    markup = f"<table><tr><td>{menu}</td><td><h2>Berita</h2>{days}</td></tr></table>"
    page = parse(markup.encode(), url=f"{ORIGIN}/berita", headers={"content-type": "text/html"})
    found = read_listing(page, CONTEXT)
    assert [one.refused for one in found.candidates] == [Refusal.NOT_A_POST]
    assert len(found.bare_days) == len(AGES)
    assert not read(f"<h2>Berita</h2>{rows(full)}", path="/berita").bare_days


@pytest.mark.parametrize("above", ["", "<h1>Selamat datang</h1>"])
def test_the_sites_name_beside_a_day_is_no_entry_of_its_list(above: str) -> None:
    head = f"<div><b>Dinas Sungai Kota Pakuwon</b> <i>{day(6)}</i></div>"
    flat = f"<b>Dinas Sungai Kota Pakuwon</b><p>{day(6)}</p>"
    for name in (head, flat):
        found = read(f"{above}{name}<h2>Berita</h2>{LINKED}<h2>Tautan</h2>")
        assert found.candidates
        assert ages(found) == []


def test_the_older_of_two_titles_that_are_alike_keeps_the_plain_address() -> None:
    title = "Libur lebaran dan cuti bersama"
    body = "<h2>Pengumuman</h2>" + full(0, title, day(10)) + full(1, title, day(375))
    new, old = read(body).candidates
    assert old.url == f"{ORIGIN}/pengumuman#libur-lebaran-dan-cuti-bersama"
    assert new.url == f"{old.url}-2026-11-14"


NOT_POSTS: dict[str, tuple[str, str]] = {
    "an agenda by its heading": ("/", "<h2>Agenda Kegiatan</h2>" + rows(full)),
    "an agenda by its address": ("/agenda", "<h2>Terbaru</h2>" + rows(full)),
    "an agenda beside an empty list of news": (
        "/",
        "<h2>Berita</h2><p>Belum ada.</p><h2>Agenda</h2>" + rows(full),
    ),
    "years of a history": ("/profil/sejarah", "<h2>Sejarah</h2>" + rows(full)),
    "a guest book": ("/bukutamu", "<h2>Buku Tamu</h2>" + rows(full)),
    "complaints": ("/pengaduan", "<h2>Pengaduan Warga</h2>" + rows(full)),
    "tenders": ("/lelang", "<h2>Pengumuman Lelang</h2>" + rows(full)),
    "documents": (
        "/pengumuman",
        short(0, "Renstra Dinas 2024-2029", day(5)) + short(1, "LAKIP Dinas Tahun 2025", day(9)),
    ),
    "a validity": ("/pengumuman", rows(lambda n, title, when: short(n, title, f"Berlaku sampai {when}"))),
    "a deadline": ("/pengumuman", rows(lambda n, title, when: short(n, title, f"Batas akhir: {when}"))),
    "an edit": ("/pengumuman", rows(lambda n, title, when: short(n, title, f"Terakhir diperbarui: {when}"))),
    "invitations": (
        "/pengumuman",
        rows(lambda n, title, when: f"<div><h4>{title}</h4><i>{when}</i><p>Tempat: Aula</p></div>"),
    ),
    "sentences": ("/pengumuman", rows(lambda n, title, when: f"<p>{title} akan diadakan pada {when}</p>")),
    "slides before the news": ("/", rows(short) + "<h2>Berita</h2><p>Belum ada berita.</p>"),
    "comments": ("/berita", f"<h2>Berita</h2><div id=comments>{rows(full)}</div>"),
    "news of the portal": (
        "/berita",
        rows(
            lambda n, title, when: (
                f"<div><h4><a href=https://kota.example.go.id/{n}>{title}</a></h4><i>{when}</i></div>"
            )
        ),
    ),
    "news of the portal behind pictures": (
        "/berita",
        rows(
            lambda n, title, when: (
                f"<div><a href=https://kota.example.go.id/{n}><img src=/a.jpg></a><h4>{title}</h4><i>{when}</i></div>"
            )
        ),
    ),
    "news of the portal below their days": (
        "/",
        "<h2>Berita Kota</h2><dl>"
        + rows(
            lambda n, title, when: (
                f"<dt>Senin, {when}</dt><dd><a href=https://kota.example.go.id/{n}>{title}</a><br>{TEXT}</dd>"
            )
        )
        + "</dl>",
    ),
    "a table of events": (
        "/berita",
        "<table><tr><th>Judul</th><th>Tanggal Pelaksanaan</th></tr>"
        + rows(lambda n, title, when: f"<tr><td>{title}</td><td>{when}</td></tr>")
        + "</table>",
    ),
}


@pytest.mark.parametrize("what", NOT_POSTS)
def test_what_is_titled_and_dated_and_no_news_is_none(what: str) -> None:
    path, body = NOT_POSTS[what]
    found = read(body, path)
    assert ages(found) == [], found.candidates


def test_figures_below_a_list_with_pages_are_not_of_that_list() -> None:
    linked = "".join(
        f"<div><a href=/berita/{title.lower().replace(' ', '-')}>{title}</a> <i>{day(400 + n)}</i></div>"
        for n, title in enumerate(TITLES)
    )
    figures = (
        f"<div><b>Kasus demam berdarah kota</b> {day(3)}</div><div><b>Kasus tifus kota</b> {day(4)}</div>"
    )
    assert min(ages(read(f"<h2>Berita</h2>{linked}{figures}", path="/"))) == 400


BOXES = (
    f"<h4>Radio Kota</h4><p>Lagu daerah</p><h4>Kata Bijak Hari Ini</h4><p>Kerja itu ibadah</p><small>{day(0)}</small>"
    f"<h4>Gempa Terkini</h4><p>{day(1)}</p><h4>Kurs</h4><ul><li>USD 16.701 ({day(0)})</li><li>SGD 12.859 ({day(1)})</li></ul>"
)
LINKED = "".join(f"<p><a href=/berita/{n}-loket>{title}</a></p>" for n, title in enumerate(TITLES))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Berita</h1>{LINKED}<div>{BOXES}</div>",
        f"<h1>Berita</h1>{LINKED}<aside>{BOXES}</aside>",
        f"<aside>{BOXES}</aside><h1>Berita</h1>{LINKED}",
        f"<h1>Berita</h1>{rows(full)}<aside>{BOXES}</aside>",
    ],
)
def test_a_box_beside_a_list_is_no_part_of_it(body: str) -> None:
    assert not any(age < 2 for age in ages(read(body, path="/berita")))


def test_todays_entries_of_a_kind_of_their_own_are_not_vouched_for_by_the_days_of_others() -> None:
    rates = f"<ul><li>USD 16.701 ({day(0)})</li><li>SGD 12.859 ({day(0)})</li></ul>"
    found = read(f"<h1>Berita</h1>{rows(full, (0, 19, 40))}<div><h4>Kurs</h4>{rates}</div>", path="/berita")
    assert {one.title.split()[0]: one.apart for one in found.candidates if one.published} == {
        "Pembagian": False,
        "Jadwal": False,
        "Warga": False,
        "USD": True,
        "SGD": True,
    }


@pytest.mark.parametrize("beside", [f"<aside>{BOXES}</aside>", LINKED])
def test_another_list_named_for_news_is_one(beside: str) -> None:
    for where in ("div", "aside"):
        body = f"<h1>Berita</h1>{beside}<{where}><h3>Pengumuman</h3>{rows(full)}</{where}>"
        assert ages(read(body, path="/berita")) == list(AGES), where


@pytest.mark.parametrize(
    ("heading", "posts"),
    [
        ("Gempa Terkini", False),
        ("Harga Pangan Terbaru", False),
        ("Kegiatan Terbaru", True),
        ("Informasi Terkini", True),
        ("Update Terkini", True),
        ("Terkini", True),
        ("Berita Gempa Terkini", True),
    ],
)
def test_an_adjective_behind_a_noun_of_something_else_names_no_news(heading: str, *, posts: bool) -> None:
    assert bool(ages(read(f"<h2>{heading}</h2>{rows(full)}", path="/"))) is posts


OPEN: dict[str, tuple[str, Doubt]] = {
    "titles that lead to a bare #": (
        rows(lambda n, title, when: f"<div><h4><a href='#'>{title}</a></h4><i>{when}</i><p>{TEXT}</p></div>"),
        Doubt.UNREACHABLE,
    ),
    "days ahead among them": (rows(short, (-20, -3, 5, 15)), Doubt.EVENT),
    "deeds without a text, which may be yet to come": ("<h2>Kegiatan</h2>" + rows(short), Doubt.EVENT),
    "nothing but today": (rows(full, (0, 0, 0, 0)), Doubt.ONE_MOMENT),
}


@pytest.mark.parametrize("what", OPEN)
def test_what_may_be_one_stays_open(what: str) -> None:
    body, doubt = OPEN[what]
    found = read(body)
    assert ages(found) == []
    assert {one.open for one in found.candidates if not one.refused} == {doubt}


def test_reports_of_deeds_are_posts() -> None:
    assert ages(read("<h2>Kegiatan</h2>" + rows(full), path="/kegiatan")) == list(AGES)


def test_days_of_the_entries_are_no_boilerplate() -> None:
    assert not read(rows(full)).boilerplate.days


def test_of_a_table_with_a_column_of_titles_and_one_of_texts_the_titles_are_told() -> None:
    head = "<tr><th>No</th><th>Tanggal</th><th>Judul</th><th>Isi</th></tr>"
    made = (
        f"<tr><td>{number}</td><td>{(NOW - timedelta(days=age)):%d/%m/%Y}</td><td>{title}</td><td>{TEXT}</td></tr>"
        for number, (title, age) in enumerate(zip(TITLES, AGES, strict=True))
    )
    markup = f"<html><body><h2>Pengumuman</h2><table>{head}{''.join(made)}</table></body></html>"
    found = read_listing(parse(markup.encode(), url=f"{ORIGIN}/pengumuman", status=200, headers={}), CONTEXT)
    assert {one.title for one in found.candidates if one.counts} >= {TITLES[0], TITLES[3]}


def test_a_heading_over_items_with_days_of_their_own_is_no_post_and_one_over_its_facts_is() -> None:
    posts = rows(
        lambda _, title, when: (
            f"<div><h4>{title}</h4><ul><li>{when}</li><li>Admin</li></ul><p>{TEXT}</p></div>"
        )
    )
    comments = "".join(f"<li>Warga, {day(age)}: terima kasih infonya</li>" for age in (1, 2))
    listed = read(
        f"<h2>Pengumuman</h2>{posts}<div class=widget><h4>Komentar Terbaru</h4><ul>{comments}</ul></div>"
    )
    assert [one.title for one in listed.candidates] == TITLES
    inside = rows(lambda _, title, when: f"<ul><li><h4>{title}</h4>{when}</li></ul>")
    assert [one.title for one in read(f"<h2>Pengumuman</h2>{inside}").candidates] == TITLES
