"""Which days of a list are those of its rows."""

from __future__ import annotations

from datetime import datetime

import pytest
from list_pages import NOW, ORIGIN, TITLES, read, rows, told

from opd_exporter.domain.candidate import Doubt
from opd_exporter.posts.sources.model import Listing


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


def _mixed(news: list[str]) -> list[datetime | None]:
    """Days that a list gives news of its own section, among older rows of another."""
    made = (
        f"<li><a href=/berita/{number}>Kegiatan warga kota yang ke {number}</a> <i>{day}</i></li>"
        for number, day in enumerate(news)
    )
    body = "<h2>Informasi</h2>" + rows("/pengumuman/").replace("<ul>", "<ul>" + "".join(made))
    return [one.published for one in read(body).candidates if "/berita/" in one.url]


def test_days_of_one_section_do_not_speak_for_another_all_of_whose_rows_show_today() -> None:
    assert set(_mixed([f"{NOW:%d-%m-%Y}"] * 3)) == {None}
    assert None not in _mixed([f"{NOW:%d-%m-%Y}"] * 2), "two posts of a day are no template's"
    assert None not in _mixed([f"{NOW:%d-%m-%Y}"] * 3 + ["20-11-2026"]), "a day of their own speaks for them"


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
