"""Whose page stands there: a lost virtual host, another page where a site was, and sites that only changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from opd_exporter.domain.candidate import Doubt
from opd_exporter.domain.vocabulary import Reason, State
from opd_exporter.engine.scheduler import Observatory
from site_server import ZONE, Clock, Pages, article, config_of, serving, watching

WORDS = ("sungai", "pasar", "sekolah", "taman", "jembatan", "puskesmas")
ROUTER = "<title>Masuk</title><h2>GW-300</h2><p>Silakan masuk untuk mengatur perangkat ini.</p><form><input type=password></form>"


def agency(clock: Clock, name: str, *, ages: tuple[int, ...] = (4, 12, 30), head: str = "") -> Pages:
    """A site of relative links with its posts on the front page."""
    pages, menu = Pages(), "".join(f"<a href=/{one}>{one}</a> " for one in ("profil", "berita", "layanan"))
    rows = ""
    for age, word in zip(ages, WORDS, strict=False):
        title = f"Warga {name} merawat {word} bersama"
        path = f"/berita/{title.lower().replace(' ', '-')}"
        day = f"{clock.now.astimezone(ZONE) - timedelta(days=age):%d-%m-%Y}"
        rows += f"<div><h3><a href={path}>{title}</a></h3><span class=tanggal>{day}</span></div>"
        pages.bodies[path] = article(title, day).replace("<head>", f"<head>{head}")
    top = f"<!doctype html><html lang=id><title>Beranda</title>{head}<body><p>Badan {name} Kota Tirtagiri</p><nav>{menu}</nav>"
    pages.bodies["/"] = f"{top}<p>Kantor melayani warga setiap hari kerja.</p><h2>Berita</h2>{rows}"
    pages.bodies["/berita"] = f"{top}<h2>Berita</h2>{rows}"
    pages.bodies["/profil"] = f"{top}<h2>Profil</h2><p>Kantor ini melayani warga sejak lama.</p>"
    return pages


async def told(observatory: Observatory, key: str) -> tuple[str, int | None]:
    """Reason or state, and the age of the last post in days."""
    report = await observatory.examine(key)
    assert report.visit is not None
    what = report.visit.reason.value if report.visit.reason else report.state.value
    when = report.last_post.published if report.last_post else None
    today = observatory.snapshot().now.astimezone(ZONE).date()
    return what, (today - when.astimezone(ZONE).date()).days if when else None


@pytest.mark.parametrize(
    "sign", ["", '<link rel=canonical href="SITE/">', '<meta property=og:url content="SITE/">']
)
async def test_a_lost_host_is_not_its_neighbour_and_takes_nothing_from_it(sign: str) -> None:
    clock = Clock()
    owner, lost = agency(clock, "Arsip", ages=(4, 12, 30), head=sign), agency(clock, "Bina", ages=(40, 60))
    own = lost.bodies
    async with serving(owner, lost), watching(config_of(owner, lost), clock) as observatory:
        assert await told(observatory, "opd-0") == ("measured", 4)
        assert await told(observatory, "opd-1") == ("measured", 40)
        lost.bodies = {
            path: body.replace("SITE/", f"{owner.url}/")
            for path, body in owner.bodies.items()
            if isinstance(body, str)
        }
        for _ in range(3):
            clock.pass_(days=1)
            assert (await told(observatory, "opd-1"))[0] == "offsite"
            assert (await told(observatory, "opd-0"))[0] == "measured"
        lost.bodies = own
        clock.pass_(days=1)
        assert await told(observatory, "opd-1") == ("measured", 44)
        assert observatory.report("opd-1").evidence[0].title.startswith("Warga Bina")


async def test_a_lost_host_that_learned_its_neighbours_posts_does_not_take_them_for_its_own() -> None:
    clock = Clock()
    owner, lost = agency(clock, "Arsip"), agency(clock, "Bina", ages=(120, 150))
    own, news = lost.bodies, str(owner.bodies["/"])
    owner.bodies["/"] = news.partition("<h2>")[0]  # no post tells whose page it is
    async with serving(owner, lost), watching(config_of(owner, lost), clock) as observatory:
        assert await told(observatory, "opd-0") == ("measured", 4)
        assert await told(observatory, "opd-1") == ("measured", 120)
        lost.bodies = owner.bodies
        for _ in range(4):
            clock.pass_(days=1)
            for key in ("opd-0", "opd-1"):
                await observatory.examine(key)
            assert await told(observatory, "opd-0") == ("unknown", None)
            assert await told(observatory, "opd-1") == ("unknown", None)
            owner.bodies["/"] = news
        lost.bodies = own
        clock.pass_(days=1)
        assert await told(observatory, "opd-1") == ("measured", 125)
        assert await told(observatory, "opd-0") == ("measured", 9)


@pytest.mark.parametrize("order", [("opd-0", "opd-1"), ("opd-1", "opd-0")])
async def test_the_owner_keeps_what_the_pages_call_its_own_in_any_order(order: tuple[str, str]) -> None:
    clock, lost = Clock(), Pages()
    owner = agency(clock, "Arsip", head='<link rel=canonical href="SITE/">')
    async with serving(owner, lost), watching(config_of(owner, lost), clock) as observatory:
        lost.bodies = {
            path: body.replace("SITE/", f"{owner.url}/")
            for path, body in owner.bodies.items()
            if isinstance(body, str)
        }
        for key in order:
            await observatory.examine(key)
        assert await told(observatory, "opd-0") == ("measured", 4)
        assert await told(observatory, "opd-1") == ("offsite", None)


async def test_two_names_without_a_sign_are_nobodys_until_one_shows_its_own() -> None:
    clock, lost = Clock(), Pages()
    owner = agency(clock, "Arsip")
    async with serving(owner, lost), watching(config_of(owner, lost), clock) as observatory:
        lost.bodies = owner.bodies
        for key in ("opd-0", "opd-1"):
            await observatory.examine(key)
        for key in ("opd-0", "opd-1"):
            assert await told(observatory, key) == ("unknown", None)
            assert [one.doubt for one in observatory.report(key).open] == [Doubt.MIRROR]
        lost.bodies = agency(clock, "Bina", ages=(120, 150)).bodies
        clock.pass_(days=1)
        assert await told(observatory, "opd-1") == ("measured", 121)
        assert await told(observatory, "opd-0") == ("measured", 5)


async def test_of_two_names_the_one_whose_agency_the_page_names_is_the_owner() -> None:
    clock, lost = Clock(), Pages()
    owner = agency(clock, "Arsip")
    async with serving(owner, lost):
        lost.bodies = owner.bodies
        config = config_of(owner, lost)
        sites = (replace(config.sites[0], nama="Badan Arsip"), replace(config.sites[1], nama="Badan Bina"))
        async with watching(replace(config, sites=sites), clock) as observatory:
            for key in ("opd-1", "opd-0"):
                await observatory.examine(key)
            assert await told(observatory, "opd-0") == ("measured", 4)
            assert await told(observatory, "opd-1") == ("unknown", None)


async def test_clones_of_a_template_keep_their_own_posts_whatever_canonical_name_it_left() -> None:
    clock = Clock()
    first = agency(clock, "Arsip", head='<link rel=canonical href="SITE/">')
    clone = agency(clock, "Bina", ages=(9, 20, 33), head='<link rel=canonical href="FIRST/">')
    async with serving(first, clone), watching(config_of(first, clone), clock) as observatory:
        clone.bodies = {
            path: body.replace("FIRST", first.url)
            for path, body in clone.bodies.items()
            if isinstance(body, str)
        }
        assert await told(observatory, "opd-0") == ("measured", 4)
        assert await told(observatory, "opd-1") == ("measured", 9)


@pytest.mark.parametrize(
    "address", ["http://localhost/dinas/", "https://lama.example.go.id/", "http://10.0.0.8/x/"]
)
async def test_a_canonical_name_elsewhere_is_no_other_site_while_links_stay(address: str) -> None:
    clock = Clock()
    site = agency(clock, "Arsip", head=f'<link rel=canonical href="{address}">')
    async with serving(site):
        config = config_of(site)
        config = replace(config, sites=(replace(config.sites[0], nama="Badan Arsip"),))
        async with watching(config, clock) as observatory:
            assert (await told(observatory, "opd-0"))[0] == "measured"


async def test_a_page_that_names_another_host_and_leads_there_only_is_offsite() -> None:
    clock, site = Clock(), Pages()
    links = "".join(f"<a href=https://lain.example.go.id/{one}>{one}</a> " for one in WORDS)
    site.bodies["/"] = (
        f"<title>Dinas Lain Kota Tirtagiri</title><link rel=canonical href=https://lain.example.go.id/>{links}"
        "<p>Dinas Lain melayani warga setiap hari kerja di gedung lama dekat waduk.</p>"
    )
    async with serving(site), watching(config_of(site), clock) as observatory:
        assert (await told(observatory, "opd-0"))[0] == "offsite"
        site.bodies["/"] = site.bodies["/"].replace(
            "<link rel=canonical href=https://lain.example.go.id/>", ""
        )  # type: ignore[union-attr]
        clock.pass_(minutes=1)
        assert (await told(observatory, "opd-0"))[0] != "offsite"


async def test_another_page_where_the_site_was_is_replaced_until_the_site_is_back(tmp_path: Path) -> None:
    clock, site = Clock(), agency(Clock(), "Arsip")
    own = site.bodies
    async with serving(site):
        config = config_of(site)
        async with watching(config, clock, tmp_path) as observatory:
            assert await told(observatory, "opd-0") == ("measured", 4)
        async with watching(config, clock, tmp_path) as observatory:
            site.bodies = dict.fromkeys(own, ROUTER)
            clock.pass_(days=1)
            assert await told(observatory, "opd-0") == (Reason.REPLACED.value, 5)
            clock.pass_(days=8)
            report = await observatory.examine("opd-0")
            assert report.visit is not None
            assert report.visit.reason is Reason.REPLACED
            assert report.unusable_since == clock.now - timedelta(days=8)
            assert report.cms is None
            site.bodies = own
            clock.pass_(days=1)
            assert await told(observatory, "opd-0") == ("measured", 14)
            assert observatory.report("opd-0").unusable_since is None


async def test_a_shop_where_the_site_was_is_no_site_for_all_that_it_lists() -> None:
    clock, site = Clock(), agency(Clock(), "Arsip")
    async with serving(site), watching(config_of(site), clock) as observatory:
        assert await told(observatory, "opd-0") == ("measured", 4)
        goods = "".join(
            f"<li><a href=/barang/{n}>Arloji pria model {n} tahan air</a> Rp {n}50.000" for n in range(9)
        )
        site.bodies = {
            "/": f"<title>Toko Arloji</title><h1>Arloji murah</h1><ul>{goods}</ul><p>Bebas ongkos kirim.</p>"
        }
        clock.pass_(days=1)
        assert (await told(observatory, "opd-0"))[0] == "replaced"


NEW_FACES = {
    "it lists posts with their days": "<title>Ruang Baca</title><h2>Kabar</h2><ul><li><a href=/kabar/1>Anak belajar membaca naskah kuno bersama</a> 24-11-2026<li><a href=/kabar/2>Ruang simpan naskah kuno kini berpendingin</a> 20-11-2026</ul>",
    "its posts stand at their addresses": "<title>Ruang Baca</title><p>Kami menyimpan ingatan kota dalam gedung baru dan membukanya setiap hari kerja untuk siapa saja.</p><a href=/ruang>Ruang</a>",
    "it names a place for news": "<title>Ruang Baca</title><p>Kami menyimpan ingatan kota dalam gedung baru dan membukanya setiap hari kerja bagi warga.</p><a href=/kabar>Berita terbaru</a>",
    "it names a feed": "<title>Ruang Baca</title><link rel=alternate type=application/rss+xml href=/umpan><p>Kami menyimpan ingatan kota dalam gedung baru dan membukanya setiap hari kerja untuk siapa saja.</p>",
    "it says its name": "<title>Badan Arsip Kota Tirtagiri</title><p>Kami menyimpan ingatan kota dalam gedung baru dan membukanya setiap hari kerja untuk siapa saja.</p>",
}


@pytest.mark.parametrize("what", NEW_FACES)
async def test_a_new_face_is_no_replacement(what: str) -> None:
    clock, site = Clock(), agency(Clock(), "Arsip")
    async with serving(site), watching(config_of(site), clock) as observatory:
        assert await told(observatory, "opd-0") == ("measured", 4)
        gone = {} if what != "its posts stand at their addresses" else site.bodies
        site.bodies = {**gone, "/": NEW_FACES[what]}
        clock.pass_(days=1)
        report = await observatory.examine("opd-0")
        assert report.up


def new_install(clock: Clock, *, own: str = "") -> Pages:
    """WordPress as its installer leaves it: with a feed, a page and a post of its own making; ``own`` stands beside it."""
    pages, today = Pages(), clock.now.astimezone(ZONE)
    seed = f"<h2><a href=/halo-dunia/>Halo dunia!</a></h2><time datetime={today:%Y-%m-%d}>{today:%d-%m-%Y}</time>"
    text = "<p>Selamat datang di WordPress. Ini adalah pos pertama Anda. Sunting atau hapus, kemudian mulai menulis!</p>"
    head = "<title>Situs WordPress</title><link rel=alternate type=application/rss+xml href=/feed/>"
    menu = "<ul><li><a href=/laman-contoh/>Laman Contoh</a></li></ul>"
    post = f"<article class=post>{seed}{text}</article>"
    pages.bodies["/"] = f"<!doctype html><html lang=id>{head}<body><h1>Situs WordPress</h1>{menu}{post}{own}"
    pages.bodies["/halo-dunia/"] = f"<!doctype html><html lang=id><title>Halo dunia!</title>{post}"
    item = f"<item><title>Halo dunia!</title><link>/halo-dunia/</link><pubDate>{today:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
    pages.bodies["/feed/"] = f"<rss version=2.0><channel><title>Situs</title>{item}</channel></rss>"
    return pages


async def test_a_new_installation_with_its_sample_post_stands_for_no_site_that_was_there() -> None:
    clock = Clock()
    site = agency(clock, "Arsip")
    async with serving(site), watching(config_of(site), clock) as observatory:
        assert await told(observatory, "opd-0") == ("measured", 4)
        site.bodies = new_install(clock).bodies
        clock.pass_(days=1)
        assert (await told(observatory, "opd-0"))[0] == "replaced"


@pytest.mark.parametrize(
    "what", ["a post of its own", "what is known stands still", "nothing was there before"]
)
async def test_a_new_installation_that_goes_on_is_the_site(what: str) -> None:
    clock, site = Clock(), Pages()
    if what != "nothing was there before":
        site = agency(clock, "Arsip")
    else:
        site.bodies = new_install(clock).bodies
    before = dict(site.bodies)
    async with serving(site), watching(config_of(site), clock) as observatory:
        await observatory.examine("opd-0")
        clock.pass_(days=1)
        day = f"{clock.now.astimezone(ZONE):%d-%m-%Y}"
        post = f"<article><h2><a href=/kerja-bakti/>Kerja bakti warga kota di taman</a></h2><span>{day}</span></article>"
        site.bodies = new_install(clock, own=post if what == "a post of its own" else "").bodies
        if what == "what is known stands still":
            site.bodies = before | {"/": site.bodies["/"]}
        assert (await told(observatory, "opd-0"))[0] != "replaced"
        assert observatory.report("opd-0").up


async def test_a_site_that_never_had_posts_may_change_as_it_likes() -> None:
    clock, site = Clock(), Pages()
    site.bodies["/"] = (
        "<title>Kantor Lurah Cipare Serang</title><p>Kantor kami melayani warga setiap hari kerja.</p><a href=/jam>Jam</a> <a href=/peta>Peta</a>"
    )
    async with serving(site), watching(config_of(site), clock) as observatory:
        assert observatory.config.sites
        assert (await observatory.examine("opd-0")).state is State.NO_POSTS
        site.bodies["/"] = ROUTER
        clock.pass_(days=1)
        assert (await observatory.examine("opd-0")).up
