"""A living stranger where a site was, and sites that only changed: whose posts stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.config import Config
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.status import status
from opd_exporter.domain.vocabulary import Status
from opd_exporter.engine.identity import known_by
from opd_exporter.engine.scheduler import Observatory
from opd_exporter.engine.takeover import is_suspected
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Learned, Record, hints
from opd_exporter.workers import tasks
from opd_exporter.workers.readings import Answer, PageReading
from site_server import ZONE, Clock, Pages, article, config_of, serving, watching

NOW = datetime(2024, 12, 3, 9, tzinfo=ZONE)
NAMA = "Dinas Kearsipan"
OLD = (
    "Warga kota merawat arsip keluarga",
    "Lomba bercerita anak di ruang baca",
    "Arsip lama kini dapat dilihat",
)
NEW = (
    "Sepuluh resep masakan rumah paling mudah",
    "Cara merawat tanaman hias di teras",
    "Ulasan kamera saku tahun ini",
)


def site_of(
    clock: Clock,
    titles: tuple[str, ...],
    *ages: int,
    head: str = "",
    menu: tuple[str, ...] = ("profil", "berita", "layanan"),
    foot: str = "",
    news: str = "/berita",
    listed: bool = True,
) -> Pages:
    """A site with posts of these ages in days, in a list and, where ``listed``, on its front page."""
    pages, rows = Pages(), ""
    for title, age in zip(titles, ages, strict=True):
        path = f"{news}/{title.lower().replace(' ', '-')}"
        day = f"{clock.now.astimezone(ZONE) - timedelta(days=age):%d-%m-%Y}"
        rows += f"<div><h3><a href={path}>{title}</a></h3><span class=tanggal>{day}</span></div>"
        pages.bodies[path] = article(title, day)
    links = "".join(f"<li><a href=/{one}>{one}</a></li>" for one in menu)
    top = f"<!doctype html><html lang=id><head>{head or '<title>Beranda</title>'}</head><body><nav><ul>{links}</ul></nav>"
    end = f"<p>Siapa saja boleh datang dan membaca di sini tentang {' dan '.join(menu)}.</p><footer>{foot}</footer>"
    pages.bodies["/"] = f"{top}{f'<h2>Berita</h2>{rows}' if listed else ''}{end}"
    pages.bodies[news] = f"{top}<h2>Berita</h2>{rows}{end}"
    return pages


def agency(clock: Clock, *ages: int) -> Pages:
    """The agency's site, which says whose it is."""
    return site_of(clock, OLD, *ages, head=f"<title>{NAMA} Kota Tirtagiri</title>")


def stranger(clock: Clock) -> Pages:
    """A stranger's site, with new posts."""
    menu = ("dapur", "kebun", "gawai", "tentang")
    return site_of(clock, NEW, 1, 3, 5, head="<title>Catatan Rumah Kami</title>", menu=menu, news="/kabar")


def named(site: Pages, nama: str = NAMA) -> Config:
    config = config_of(site)
    return replace(config, sites=(replace(config.sites[0], nama=nama, singkatan="Disarsip"),))


async def told(observatory: Observatory, clock: Clock) -> tuple[Status, int | None]:
    """Status, and the age of the last post in days."""
    report = await observatory.examine("opd-0")
    last = report.last_post.published.astimezone(ZONE).date() if report.last_post else None
    age = (clock.now.astimezone(ZONE).date() - last).days if last else None
    return status(report, observatory.config.thresholds, clock.now), age


async def test_a_strangers_posts_are_an_open_question_until_the_site_is_back(tmp_path: Path) -> None:
    clock = Clock()
    site, other = agency(clock, 200, 230, 260), stranger(clock)
    own = site.bodies
    async with serving(site):
        config = named(site)
        async with watching(config, clock, tmp_path) as observatory:
            assert await told(observatory, clock) == (Status.TIDAK_AKTIF, 200)
            site.bodies = other.bodies
        for day, passed in ((1, 1), (8, 7)):
            clock.pass_(days=passed)
            async with watching(config, clock, tmp_path) as observatory:  # what it rests on outlives restarts
                verdict, age = await told(observatory, clock)
                assert verdict is (Status.TIDAK_AKTIF if day < 8 else Status.TIDAK_TERUKUR)
                assert age == 200 + day
                report = observatory.report("opd-0")
                assert report.up
                assert [one.doubt for one in report.open] == [Doubt.TAKEN_OVER]
                assert {one.open for one in report.evidence} == {Doubt.TAKEN_OVER}
        site.bodies = own
        async with watching(config, clock, tmp_path) as observatory:
            for _ in range(2):  # the second pull looks anew, whatever was read today
                clock.pass_(minutes=5)
                assert (await told(observatory, clock))[0] is not Status.AKTIF
            assert not observatory.report("opd-0").open


async def test_a_stranger_is_looked_through_once_a_day() -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(named(site), clock) as observatory:
        await told(observatory, clock)
        site.bodies = stranger(clock).bodies
        clock.pass_(days=1)
        await told(observatory, clock)
        for _ in range(3):
            site.asked.clear()
            clock.pass_(hours=1)
            await told(observatory, clock)
            assert site.asked == ["/"]


async def test_a_living_site_stays_so_by_its_own_posts_alone() -> None:
    clock = Clock()
    site = agency(clock, 80, 130, 160)
    async with serving(site), watching(named(site), clock) as observatory:
        assert await told(observatory, clock) == (Status.AKTIF, 80)
        site.bodies = stranger(clock).bodies
        clock.pass_(days=1)
        assert await told(observatory, clock) == (Status.AKTIF, 81)
        clock.pass_(days=20)
        assert (await told(observatory, clock))[0] is Status.TIDAK_TERUKUR


async def test_a_stranger_who_posts_nothing_new_changes_nothing() -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(named(site), clock) as observatory:
        await told(observatory, clock)
        site.bodies = site_of(clock, NEW, 400, 420, 440, head="<title>Catatan Kami</title>", news="/k").bodies
        clock.pass_(days=30)
        assert await told(observatory, clock) == (Status.TIDAK_AKTIF, 230)


async def test_a_first_post_of_a_stranger_is_none_of_a_site_that_never_posted() -> None:
    clock = Clock()
    site = site_of(clock, (), head=f"<title>{NAMA} Kota Tirtagiri</title>")
    async with serving(site), watching(named(site), clock) as observatory:
        assert (await told(observatory, clock))[0] is Status.TIDAK_AKTIF
        site.bodies = stranger(clock).bodies
        clock.pass_(days=9)
        assert await told(observatory, clock) == (Status.TIDAK_TERUKUR, None)


async def test_what_the_operator_confirms_is_the_site() -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(config := named(site), clock) as observatory:
        await told(observatory, clock)
        site.bodies = stranger(clock).bodies
        clock.pass_(days=9)
        assert (await told(observatory, clock))[0] is Status.TIDAK_TERUKUR
        pointed = replace(config.sites[0], listing=f"{site.url}/kabar")
        await observatory.reload(replace(config, sites=(pointed,)))
        clock.pass_(minutes=5)
        assert await told(observatory, clock) == (Status.AKTIF, 10)
        clock.pass_(days=1)
        assert await told(observatory, clock) == (Status.AKTIF, 11)


async def test_a_page_that_gives_itself_another_hosts_address_is_open_from_the_first() -> None:
    clock = Clock()
    site = stranger(clock)
    for path, body in site.bodies.items():
        claim = f'<link rel=canonical href="https://warta.example.com{path}"></head>'
        site.bodies[path] = str(body).replace("</head>", claim)
    async with serving(site), watching(config := named(site), clock) as observatory:
        for _ in range(2):
            assert await told(observatory, clock) == (Status.TIDAK_TERUKUR, None)
            assert [(one.doubt, one.detail) for one in observatory.report("opd-0").open] == [
                (Doubt.TAKEN_OVER, "warta.example.com")
            ]
            clock.pass_(days=1)
        alias = replace(config.sites[0], aliases=("warta.example.com",))
        await observatory.reload(replace(config, sites=(alias,)))
        assert await told(observatory, clock) == (Status.AKTIF, 3)


@pytest.mark.parametrize(
    ("address", "named", "suspected"),
    [
        ("https://portal.tirtagiri.example.id/", "", True),
        ("https://portal.tirtagiri.example.id/", NAMA, False),
        ("https://arsip.kota-lama.example.id/", "", False),
        ("https://10.0.0.8/arsip/", "", False),
        ("https://arsip.example.go.id/", "", False),
        ("", "", False),
    ],
)
def test_only_a_page_that_names_nobody_has_to_stand_at_its_own_address(
    address: str, named: str, suspected: bool
) -> None:
    head = f'<link rel=canonical href="{address}"><title>{named or "Beranda"}</title>'
    page = site_of(Clock(), NEW, 1, 3, 5, head=head)
    assert suspects(Pages({"/": ""}), page) is suspected
    assert not suspects(page, page)


HOME = '<a href="/"><img src=/logo.png alt="{}"></a>'
NAMED: dict[str, tuple[str, str]] = {
    "by its name": (f"<title>{NAMA} | Beranda</title>", ""),
    "by its name, written otherwise": ("<title>Dinas Perpustakaan dan Kearsipan</title>", ""),
    "by its abbreviation": ("<title>DISARSIP Tirtagiri</title>", ""),
    "by its logo alone": (f"<title>Beranda</title>{HOME.format('Logo ' + NAMA)}", ""),
    "by its foot alone": ("<title>Beranda</title>", f"<p>© 2024 {NAMA}, Jl. Waduk 3</p>"),
    "in a greeting": ("<title>Beranda</title>", f"</footer><p>Selamat datang di situs {NAMA}</p>"),
    "for machines alone": (f'<title>Beranda</title><meta property=og:site_name content="{NAMA}">', ""),
}


def reading(site: Pages) -> PageReading:
    """Its front page, read in full."""
    headers, scope = {"content-type": "text/html"}, Scope.of(named(site).sites[0])
    page = Answer(f"{site.url}/", 200, headers, str(site.bodies["/"]).encode())
    found = tasks.read_page(page, Context(scope, NOW, ZONE), page.url)
    assert isinstance(found, PageReading)
    return found


def suspects(before: Pages, now: Pages) -> bool:
    """Whether a site that was known by one front page, and by no post, may be taken over by the other."""
    before.url = now.url = "https://arsip.example.go.id"
    site = named(before).sites[0]
    record = Record(site.key, site.url, identity=reading(before).identity, learned=Learned(hints=hints(site)))
    return is_suspected(site, record, reading(now), [], known_by, frozenset())


@pytest.mark.parametrize("how", NAMED)
def test_a_redesign_that_names_the_agency_is_the_site(how: str) -> None:
    clock, (head, foot) = Clock(), NAMED[how]
    before, menu = agency(clock, 200, 230, 260), ("beranda-baru", "tentang", "galeri")
    now = site_of(clock, NEW, 1, 3, 5, head=head, foot=foot, menu=menu, news="/kabar")
    assert not suspects(before, now)
    assert suspects(before, site_of(clock, NEW, 1, 3, 5, menu=menu, news="/kabar"))


def moved(clock: Clock) -> Pages:
    titles = (NEW[0], *OLD)
    return site_of(clock, titles, 1, 200, 230, 260, menu=("a", "b", "c"), news="/kabar")


def moved_from_the_front(clock: Clock) -> Pages:
    titles, menu = (NEW[0], *OLD), ("a", "kabar")
    return site_of(clock, titles, 1, 200, 230, 260, menu=menu, news="/kabar", listed=False)


def moved_beside_a_new_list(clock: Clock) -> Pages:
    """Where the list was, others stand now."""
    site = site_of(clock, NEW, 1, 3, 5, menu=("berita", "kabar"))
    older = site_of(clock, OLD, 200, 230, 260, menu=("berita", "kabar"), news="/kabar").bodies
    site.bodies = {**older, **site.bodies}
    return site


def one_kept(clock: Clock) -> Pages:
    return site_of(clock, (*NEW[:2], OLD[0]), 1, 3, 200, menu=("a", "b", "c"), news="/kabar")


NAMELESS: dict[str, Callable[[Clock], Pages]] = {
    "its posts at other addresses": moved,
    "its posts in a list alone": moved_from_the_front,
    "its posts in a list beside another": moved_beside_a_new_list,
    "one post that was known": one_kept,
}


@pytest.mark.parametrize("what", NAMELESS)
async def test_a_redesign_that_names_nobody_is_the_site_where_it_shows(what: str) -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(named(site), clock) as observatory:
        await told(observatory, clock)
        site.bodies = NAMELESS[what](clock).bodies
        clock.pass_(days=1)
        assert await told(observatory, clock) == (Status.AKTIF, 2)
        site.asked.clear()
        clock.pass_(hours=1)  # from now on it is looked at as any other
        assert (await told(observatory, clock))[0] is Status.AKTIF
        assert site.asked != ["/"]


async def test_a_redesign_that_shows_what_was_known_waits_for_no_other_day() -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(named(site), clock) as observatory:
        await told(observatory, clock)
        site.bodies = moved(clock).bodies
        clock.pass_(hours=1)
        assert (await told(observatory, clock))[0] is Status.AKTIF


@pytest.mark.parametrize("goes_on", [True, False])
async def test_a_page_for_a_week_takes_nothing_from_a_site_whose_list_is_there(goes_on: bool) -> None:
    clock = Clock()
    site = agency(clock, 100, 130, 160)
    async with serving(site), watching(named(site), clock) as observatory:
        assert await told(observatory, clock) == (Status.KURANG_AKTIF, 100)
        week = site_of(clock, NEW[:1], 2, menu=("daftar", "hadiah"), news="/lomba").bodies
        newer = site_of(clock, (NEW[1], *OLD), 1, 100, 130, 160, head=f"<title>{NAMA}</title>").bodies
        site.bodies = {**site.bodies, **(newer if goes_on else {}), **week}
        clock.pass_(days=1)
        assert await told(observatory, clock) == (
            (Status.AKTIF, 2) if goes_on else (Status.KURANG_AKTIF, 101)
        )
        assert not observatory.report("opd-0").open


async def test_what_other_sites_carry_as_well_tells_of_no_one() -> None:
    """A portal in the site's place gathers what its agencies wrote, and tells of the agency in its news."""
    clock, title = Clock(), f"{NAMA} membuka ruang baca"
    site, neighbour = agency(clock, 200, 230, 260), site_of(clock, (OLD[0],), 210)
    async with serving(site, neighbour):
        config = config_of(site, neighbour)
        sites = (named(site).sites[0], config.sites[1])
        async with watching(replace(config, sites=sites), clock) as observatory:
            await observatory.examine("opd-1")
            await told(observatory, clock)
            portal = (title, *NEW[:1], OLD[0])
            site.bodies = site_of(clock, portal, 1, 2, 3, menu=("warga", "kota"), news="/kabar").bodies
            for minutes in (5, 9 * 24 * 60):  # between two looks, when a page is read briefly, and at one
                clock.pass_(minutes=minutes)
                await told(observatory, clock)
            assert (await told(observatory, clock))[0] is Status.TIDAK_TERUKUR


def test_a_page_that_only_leaves_out_the_name_is_the_site() -> None:
    clock = Clock()
    before = site_of(clock, (), head=f"<title>{NAMA} Kota Tirtagiri</title>")
    assert not suspects(before, site_of(clock, NEW[:1], 1))
    assert suspects(before, site_of(clock, NEW[:1], 1, menu=("profil", "berita", "layanan", "kontak")))


def test_a_site_that_never_said_its_agencys_name_may_change_as_it_likes() -> None:
    """``nama`` is written otherwise than the site writes itself; or the first look met the stranger."""
    clock = Clock()
    before = site_of(clock, OLD, 200, 230, 260, head="<title>Rumah Ingatan Tirtagiri</title>")
    assert not suspects(before, stranger(clock))
    assert not suspects(stranger(clock), agency(clock, 6, 230, 260))


async def test_a_site_that_changes_by_and_by_is_the_site() -> None:
    clock = Clock()
    site = agency(clock, 200, 230, 260)
    async with serving(site), watching(named(site), clock) as observatory:
        await told(observatory, clock)
        steps = (("profil", "berita", "kabar"), ("profil", "kabar", "dapur"), ("kabar", "dapur", "kebun"))
        titles = (OLD[0], *NEW)
        for number, menu in enumerate(steps, 1):
            clock.pass_(days=20)
            shown, ages = (titles[number], titles[number - 1]), (1, 220 if number == 1 else 21)
            site.bodies = site_of(clock, shown, *ages, menu=menu, news="/kabar").bodies
            assert await told(observatory, clock) == (Status.AKTIF, 1)
